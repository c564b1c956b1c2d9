-- What was fetched from where, and what watching feeds has seen.

CREATE TABLE fetched (
    address TEXT NOT NULL PRIMARY KEY,  -- the final one, after redirects
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    etag TEXT,                          -- what the server calls this version
    last_modified TEXT,
    fetched_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX fetched_by_article ON fetched (article);

CREATE TABLE feed (
    address TEXT NOT NULL PRIMARY KEY,  -- as it was given
    asked_at TEXT NOT NULL,             -- the last time
    failures INTEGER NOT NULL CHECK (failures >= 0),  -- in a row
    wait_until TEXT,                    -- the server wants no earlier request
    validators_of TEXT,                 -- the final address of the last good answer, and what it was called
    etag TEXT,
    last_modified TEXT
) STRICT, WITHOUT ROWID;

-- Every version of an entry that was ever seen. It is kept, so that no version is read twice.
CREATE TABLE feed_entry (
    number INTEGER PRIMARY KEY,
    feed TEXT NOT NULL REFERENCES feed (address) ON DELETE CASCADE,
    entry TEXT NOT NULL,                -- hash of its id, or of what stands for one
    version TEXT NOT NULL,              -- hash of its words
    seen_at TEXT NOT NULL,
    outcome TEXT CHECK (outcome IN ('page', 'entry', 'known', 'skipped')),  -- NULL: still to be read
    article TEXT,                       -- what it became; no key, so that forgetting the article keeps the row
    said TEXT,                          -- JSON: the entry as the feed has it, until it is read
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    tried_at TEXT,
    wait_until TEXT,                    -- the page's server wants no earlier request
    CHECK ((outcome IS NULL) = (said IS NOT NULL)),
    UNIQUE (feed, entry, version)
) STRICT;

CREATE INDEX feed_entry_waiting ON feed_entry (feed, number) WHERE outcome IS NULL;
CREATE INDEX feed_entry_by_version ON feed_entry (version);
