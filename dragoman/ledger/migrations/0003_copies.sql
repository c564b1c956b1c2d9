-- Copies: sketches of bodies, what articles share, groups of copies, and what each is a copy of.

CREATE TABLE sketch (
    number INTEGER PRIMARY KEY,
    article TEXT NOT NULL UNIQUE REFERENCES article (id) ON DELETE CASCADE,
    method TEXT NOT NULL,               -- name and version of what compared
    read_at TEXT NOT NULL,              -- of the reading whose body was compared
    words INTEGER NOT NULL,             -- of the body
    digest TEXT NOT NULL,               -- of the body's words in their order
    hashes TEXT NOT NULL,               -- JSON: some of the hashes of runs of words, lowest first
    copy_group INTEGER,                 -- the same for copies of one another; NULL is to be compared again
    copy_of TEXT REFERENCES article (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX sketch_by_digest ON sketch (digest);

CREATE INDEX sketch_by_group ON sketch (copy_group);

CREATE INDEX sketch_by_original ON sketch (copy_of);

CREATE TABLE sketch_hash (
    hash INTEGER NOT NULL,
    sketch INTEGER NOT NULL,
    PRIMARY KEY (hash, sketch)
) STRICT, WITHOUT ROWID;

CREATE TABLE copy_tie (
    article TEXT NOT NULL REFERENCES sketch (article) ON DELETE CASCADE,
    other TEXT NOT NULL REFERENCES sketch (article) ON DELETE CASCADE,
    tie TEXT NOT NULL CHECK (tie IN ('copy', 'excerpt', 'alike')),
    shared REAL NOT NULL CHECK (shared BETWEEN 0 AND 1),               -- share of the article's words
    shared_other REAL NOT NULL CHECK (shared_other BETWEEN 0 AND 1),   -- share of the other's words
    method TEXT NOT NULL,
    PRIMARY KEY (article, other),
    CHECK (article < other)
) STRICT, WITHOUT ROWID;

CREATE INDEX copy_tie_by_other ON copy_tie (other);

-- An article that goes may have been what held its group together: the rest is compared again.
CREATE TRIGGER sketch_goes AFTER DELETE ON sketch BEGIN
    DELETE FROM sketch_hash WHERE hash IN (SELECT value FROM json_each(old.hashes)) AND sketch = old.number;
    UPDATE sketch SET copy_group = NULL WHERE copy_group = old.copy_group;
END;

-- Equal texts, as far as they alone can tell: for articles that are in no group of copies.
CREATE VIEW article_twin_copy (article, copy_of) AS
SELECT page.article, coalesce((
    SELECT named.article FROM article_twin JOIN reading AS named ON named.article = article_twin.twin
    WHERE article_twin.article = page.article AND named.outlet = page.original_outlet
    ORDER BY named.published_first IS NULL, named.published_first, named.article LIMIT 1
), (
    SELECT earlier.article FROM article_twin JOIN reading AS earlier ON earlier.article = article_twin.twin
    WHERE article_twin.article = page.article AND earlier.published_last < page.published_first
    ORDER BY earlier.published_first, earlier.article LIMIT 1
)) FROM reading AS page;

DROP VIEW article_copy;

-- Which article an article is a copy of; NULL for originals, for versions of the original at its own
-- address, and where nothing tells.
CREATE VIEW article_copy (article, copy_of) AS
SELECT page.article, CASE
    WHEN EXISTS (
        SELECT 1 FROM sketch AS mate WHERE mate.copy_group = sketch.copy_group AND mate.article <> page.article
    ) THEN sketch.copy_of
    ELSE coalesce(
        sketch.copy_of, (SELECT copy_of FROM article_twin_copy WHERE article_twin_copy.article = page.article)
    ) END
FROM reading AS page LEFT JOIN sketch ON sketch.article = page.article;
