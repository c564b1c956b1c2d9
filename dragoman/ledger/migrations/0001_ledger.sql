-- The first schema. Every position is a half-open code-point offset into article.text.
-- 'DRGM' marks the file as a ledger, so that no other database is ever written to.
PRAGMA application_id = 1146242893;

CREATE TABLE article (
    id TEXT NOT NULL PRIMARY KEY,       -- from the raw bytes and the address; see dragoman/ids.py
    doc TEXT NOT NULL UNIQUE,           -- the name in exports, made distinct within this ledger
    address TEXT,                       -- the URL that came with it
    path TEXT NOT NULL,                 -- where it was read from
    media_type TEXT NOT NULL,
    charset TEXT NOT NULL,
    flattener TEXT,                     -- what made the text, with its version
    retrieved TEXT NOT NULL,            -- when the bytes were fetched or read
    added_at TEXT NOT NULL,             -- when the article first came into a ledger
    given TEXT NOT NULL,                -- JSON: what came with the article
    extra TEXT NOT NULL,                -- JSON: unknown keys of the input row
    notes TEXT NOT NULL,                -- JSON: list of things that a reader should know
    text_hash TEXT NOT NULL,            -- sha256 of the text
    text TEXT NOT NULL,                 -- what every offset counts in
    raw BLOB NOT NULL                   -- the bytes as they came, compressed with zlib
) STRICT;

CREATE INDEX article_by_address ON article (address, retrieved, added_at, id) WHERE address IS NOT NULL;
CREATE INDEX article_by_text ON article (text_hash);

CREATE TABLE source_map (
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    path TEXT NOT NULL,                 -- place in the original: a DOM path, a page
    PRIMARY KEY (article, ordinal),
    CHECK (0 <= start_at AND start_at <= end_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE reading (
    article TEXT NOT NULL PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    maker_name TEXT NOT NULL,
    maker_version TEXT NOT NULL,
    read_at TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    original_outlet TEXT,
    author TEXT,
    language TEXT,
    published_first TEXT,               -- both days inclusive, NULL is open
    published_last TEXT,
    published_precision TEXT CHECK (published_precision IN ('day', 'week', 'month', 'year', 'open')),
    published_basis TEXT,               -- the words and the anchor that the date rests on
    CHECK ((published_precision IS NULL) = (published_basis IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE block (
    article TEXT NOT NULL REFERENCES reading (article) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('headline', 'standfirst', 'byline', 'dateline', 'body', 'question',
                                       'caption', 'credit', 'teaser', 'furniture')),
    doubt REAL NOT NULL CHECK (doubt BETWEEN 0 AND 1),
    PRIMARY KEY (article, ordinal),
    CHECK (0 <= start_at AND start_at <= end_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE actor (
    article TEXT NOT NULL REFERENCES reading (article) ON DELETE CASCADE,
    id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'state', 'outlet', 'group', 'unnamed')),
    PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX actor_by_name ON actor (name);

CREATE TABLE actor_mention (
    article TEXT NOT NULL,
    actor TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    PRIMARY KEY (article, actor, ordinal),
    FOREIGN KEY (article, actor) REFERENCES actor (article, id) ON DELETE CASCADE,
    CHECK (0 <= start_at AND start_at <= end_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE role (
    article TEXT NOT NULL,
    actor TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    title TEXT NOT NULL,                -- the office as the page words it
    of TEXT,                            -- its body, as the page words it
    start_at INTEGER NOT NULL,          -- the words that say so
    end_at INTEGER NOT NULL,
    valid TEXT,                         -- the day for which the page says so
    past INTEGER NOT NULL CHECK (past IN (0, 1)),
    PRIMARY KEY (article, actor, ordinal),
    FOREIGN KEY (article, actor) REFERENCES actor (article, id) ON DELETE CASCADE,
    CHECK (0 <= start_at AND start_at <= end_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement (
    number INTEGER PRIMARY KEY,         -- row number, for joins inside this file only
    id TEXT NOT NULL UNIQUE,            -- from article and spans; see dragoman/ids.py
    article TEXT NOT NULL REFERENCES reading (article) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('said', 'attitude')),
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'indirect', 'mixed')),
    act TEXT NOT NULL CHECK (act IN ('asserts', 'denies', 'demands', 'promises', 'threatens', 'asks', 'expresses')),
    block TEXT NOT NULL CHECK (block IN ('headline', 'standfirst', 'byline', 'dateline', 'body', 'question',
                                         'caption', 'credit', 'teaser', 'furniture')),
    speaker TEXT,                       -- an actor of this article; NULL where the words leave it open
    role TEXT,
    addressee TEXT,
    said_first TEXT,                    -- both days inclusive, NULL is open
    said_last TEXT,
    said_precision TEXT CHECK (said_precision IN ('day', 'week', 'month', 'year', 'open')),
    said_basis TEXT,
    nested_in TEXT REFERENCES statement (id) DEFERRABLE INITIALLY DEFERRED,
    doubt REAL NOT NULL CHECK (doubt BETWEEN 0 AND 1),
    doubt_speaker REAL NOT NULL CHECK (doubt_speaker BETWEEN 0 AND 1),
    doubt_span REAL NOT NULL CHECK (doubt_span BETWEEN 0 AND 1),
    UNIQUE (article, ordinal),
    FOREIGN KEY (article, speaker) REFERENCES actor (article, id),
    CHECK ((said_precision IS NULL) = (said_basis IS NULL))
) STRICT;

CREATE INDEX statement_by_speaker ON statement (article, speaker);
CREATE INDEX statement_by_nesting ON statement (nested_in) WHERE nested_in IS NOT NULL;

CREATE TABLE statement_span (
    statement INTEGER NOT NULL REFERENCES statement (number) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('source', 'cue', 'content')),
    ordinal INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    PRIMARY KEY (statement, part, ordinal),
    CHECK (0 <= start_at AND start_at <= end_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement_relay (
    statement INTEGER NOT NULL REFERENCES statement (number) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,           -- 0 is the outermost teller
    name TEXT NOT NULL,
    PRIMARY KEY (statement, ordinal)
) STRICT, WITHOUT ROWID;

-- What search looks through; its row numbers are those of statement.
CREATE VIRTUAL TABLE statement_words USING fts5 (
    content, speaker, source, title,
    tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER statement_words_follow AFTER DELETE ON statement BEGIN
    DELETE FROM statement_words WHERE rowid = old.number;
END;

CREATE TABLE skipped (
    stage TEXT NOT NULL,
    subject TEXT NOT NULL,
    why TEXT NOT NULL,
    advice TEXT NOT NULL,
    skipped_at TEXT NOT NULL,
    PRIMARY KEY (stage, subject, why)
) STRICT, WITHOUT ROWID;

CREATE TABLE tombstone (
    article TEXT NOT NULL PRIMARY KEY,  -- the id of what was forgotten, and nothing else of it
    forgotten_at TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Points at words, not at rows: no foreign key, so that reading again never takes one away.
CREATE TABLE judgement (
    number INTEGER PRIMARY KEY,
    article TEXT NOT NULL,
    field TEXT NOT NULL,
    quotation TEXT NOT NULL,
    words_before TEXT NOT NULL,
    words_after TEXT NOT NULL,
    verdict TEXT NOT NULL,
    correction TEXT,
    judged_by TEXT NOT NULL,
    judged_at TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX judgement_once ON judgement (
    article, field, quotation, words_before, words_after, verdict,
    correction IS NULL, ifnull(correction, ''), judged_by, judged_at
);

-- Which older version (same address, other bytes) an article replaces. Worked out, never stored: it
-- stays right whatever comes, in whichever order, and whatever is forgotten.
CREATE VIEW article_version (article, supersedes) AS
SELECT newer.id, (
    SELECT older.id FROM article AS older
    WHERE older.address = newer.address
      AND (older.retrieved, older.added_at, older.id) < (newer.retrieved, newer.added_at, newer.id)
    ORDER BY older.retrieved DESC, older.added_at DESC, older.id DESC LIMIT 1
) FROM article AS newer;

-- Which article an article is a copy of, as far as equal text alone can tell: one of the outlet that
-- it names as its origin, else the earliest one that was surely published on an earlier day.
CREATE VIEW article_copy (article, copy_of) AS
SELECT page.article, coalesce((
    SELECT named.article FROM article_twin JOIN reading AS named ON named.article = article_twin.twin
    WHERE article_twin.article = page.article AND named.outlet = page.original_outlet
    ORDER BY named.published_first NULLS LAST, named.article LIMIT 1
), (
    SELECT earlier.article FROM article_twin JOIN reading AS earlier ON earlier.article = article_twin.twin
    WHERE article_twin.article = page.article AND earlier.published_last < page.published_first
    ORDER BY earlier.published_first, earlier.article LIMIT 1
)) FROM reading AS page;

-- Articles with equal text that are no versions of one another.
CREATE VIEW article_twin (article, twin) AS
SELECT one.id, other.id FROM article AS one JOIN article AS other ON other.text_hash = one.text_hash
WHERE other.id <> one.id AND one.text <> ''
  AND (one.address IS NULL OR other.address IS NULL OR one.address <> other.address);
