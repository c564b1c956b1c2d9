-- What linking found over articles: all of it is made anew from readings, and none of it changes them.

CREATE TABLE linking (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    maker_name TEXT NOT NULL,
    maker_version TEXT NOT NULL,
    read_state TEXT NOT NULL            -- which readings were linked
) STRICT;

CREATE TABLE event (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    participants TEXT NOT NULL,         -- JSON: list of names
    place TEXT,
    held_first TEXT,                    -- both days inclusive, NULL is open
    held_last TEXT,
    held_precision TEXT CHECK (held_precision IN ('day', 'week', 'month', 'year', 'open')),
    held_basis TEXT,
    evidence TEXT NOT NULL,             -- JSON: list of [article, start, end]
    CHECK ((held_precision IS NULL) = (held_basis IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE utterance (
    id TEXT NOT NULL PRIMARY KEY,       -- that of its first statement
    speaker_name TEXT,
    said_first TEXT,                    -- both days inclusive, NULL is open
    said_last TEXT,
    said_precision TEXT CHECK (said_precision IN ('day', 'week', 'month', 'year', 'open')),
    said_basis TEXT,
    event TEXT,
    doubt REAL NOT NULL CHECK (doubt BETWEEN 0 AND 1),
    CHECK ((said_precision IS NULL) = (said_basis IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE utterance_statement (
    statement TEXT NOT NULL PRIMARY KEY REFERENCES statement (id) ON DELETE CASCADE,
    utterance TEXT NOT NULL REFERENCES utterance (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL            -- 0 is the first carrier's
) STRICT, WITHOUT ROWID;

CREATE INDEX utterance_statement_by_utterance ON utterance_statement (utterance, ordinal);

-- Addresses that were given out: an utterance that went into another one is still found.
CREATE TABLE utterance_alias (
    alias TEXT NOT NULL PRIMARY KEY,
    utterance TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE exchange (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('answers', 'denies', 'contradicts', 'agrees', 'repeats')),
    origin TEXT NOT NULL REFERENCES utterance (id) ON DELETE CASCADE,
    target TEXT NOT NULL REFERENCES utterance (id) ON DELETE CASCADE,
    evidence TEXT NOT NULL,             -- JSON: list of [article, start, end]
    inferred INTEGER NOT NULL CHECK (inferred IN (0, 1)),
    doubt REAL NOT NULL CHECK (doubt BETWEEN 0 AND 1)
) STRICT, WITHOUT ROWID;

CREATE INDEX exchange_by_origin ON exchange (origin);
CREATE INDEX exchange_by_target ON exchange (target);

CREATE TABLE figure (
    id TEXT NOT NULL PRIMARY KEY,
    article TEXT NOT NULL REFERENCES reading (article) ON DELETE CASCADE,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    low REAL,                           -- NULL is open
    high REAL,
    unit TEXT,
    what TEXT NOT NULL,
    "where" TEXT,
    by TEXT REFERENCES statement (id) ON DELETE SET NULL,   -- NULL is the outlet itself
    CHECK (0 <= start_at AND start_at <= end_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX figure_by_article ON figure (article);
CREATE INDEX figure_by_statement ON figure (by) WHERE by IS NOT NULL;

CREATE TABLE figure_alignment (
    one TEXT NOT NULL REFERENCES figure (id) ON DELETE CASCADE,
    other TEXT NOT NULL REFERENCES figure (id) ON DELETE CASCADE,
    relation TEXT NOT NULL CHECK (relation IN ('same', 'compatible', 'growth', 'different')),
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

CREATE INDEX figure_alignment_by_other ON figure_alignment (other);

CREATE TABLE story (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    events TEXT NOT NULL                -- JSON: list of event ids
) STRICT, WITHOUT ROWID;

CREATE TABLE story_article (
    story TEXT NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    article TEXT NOT NULL REFERENCES reading (article) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (story, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX story_article_by_article ON story_article (article);

CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'state', 'outlet', 'group', 'unnamed')),
    names TEXT NOT NULL,                -- JSON: all spellings that articles print
    within TEXT                         -- the state that an organ or capital is rolled up to
) STRICT, WITHOUT ROWID;

CREATE TABLE person_actor (
    article TEXT NOT NULL,
    actor TEXT NOT NULL,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (article, actor),
    FOREIGN KEY (article, actor) REFERENCES actor (article, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX person_actor_by_person ON person_actor (person);

-- A date that another article lends to a statement; it goes with that article.
CREATE TABLE loan (
    statement TEXT NOT NULL PRIMARY KEY REFERENCES statement (id) ON DELETE CASCADE,
    lender TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    said_first TEXT,
    said_last TEXT,
    said_precision TEXT NOT NULL CHECK (said_precision IN ('day', 'week', 'month', 'year', 'open')),
    said_basis TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX loan_by_lender ON loan (lender);
