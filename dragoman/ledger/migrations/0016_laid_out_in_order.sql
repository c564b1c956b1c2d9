-- Statements laid out lie in the file in the order in which they were kept, those of an article beside one
-- another: what is read and written together stands on few pages.
CREATE TABLE link_statement_in_order (
    number INTEGER PRIMARY KEY,
    code INTEGER NOT NULL UNIQUE,       -- the statement's id as a whole number, in the same order
    statement TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES reading (article) ON DELETE CASCADE,
    speaker TEXT,
    traits BLOB NOT NULL,
    vectors BLOB,                       -- what it means: rows of signed bytes
    stance TEXT,                        -- JSON: what it asserts and denies
    day INTEGER,                        -- with its keys, as it stands in link_row; NULL: not yet
    keys BLOB,
    needed INTEGER                      -- under how many keys it must stand near another
) STRICT;

INSERT INTO link_statement_in_order
    (code, statement, article, speaker, traits, vectors, stance, day, keys, needed)
SELECT code, statement, article, speaker, traits, vectors, stance, day, keys, needed
FROM link_statement ORDER BY article, code;

DROP TABLE link_statement;

ALTER TABLE link_statement_in_order RENAME TO link_statement;

CREATE INDEX link_statement_by_article ON link_statement (article);

CREATE TRIGGER link_statement_goes AFTER DELETE ON link_statement BEGIN
    DELETE FROM link_due WHERE part = 'statement' AND key = old.statement;
    INSERT OR REPLACE INTO link_gone SELECT 'statement', old.code, old.day, old.keys WHERE old.keys IS NOT NULL;
END;
