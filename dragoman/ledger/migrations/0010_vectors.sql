-- What statements mean, as vectors: made once by an encoder, used by search, checking and linking.
CREATE TABLE vector (
    number INTEGER PRIMARY KEY AUTOINCREMENT,   -- in the order in which they were made; never used again
    statement INTEGER NOT NULL UNIQUE REFERENCES statement (number) ON DELETE CASCADE,
    encoder TEXT NOT NULL,                      -- its version: vectors of two versions are not compared
    words INTEGER NOT NULL,                     -- digest of the texts that were encoded
    codes BLOB NOT NULL,                        -- the signs of each row, a bit each
    rows BLOB NOT NULL                          -- how many (two bytes), then signed bytes: all of it, its sentences
) STRICT;

-- What search keeps in memory is read from here, without the rows.
CREATE UNIQUE INDEX vector_codes ON vector (encoder, number, statement, codes);

-- Articles whose statements may lack a vector, in the order in which they came.
CREATE TABLE vector_due (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article TEXT NOT NULL UNIQUE REFERENCES reading (article) ON DELETE CASCADE
) STRICT;

INSERT INTO vector_due (article) SELECT article FROM reading ORDER BY read_at, article;

CREATE TRIGGER vector_reading_comes AFTER INSERT ON reading BEGIN
    INSERT INTO vector_due (article) VALUES (new.article);
END;

-- A corrected statement may have other words; an entry of its own tells that it came while others were encoded.
CREATE TRIGGER vector_article_judged AFTER INSERT ON judgement BEGIN
    DELETE FROM vector_due WHERE article = new.article;
    INSERT INTO vector_due (article) SELECT article FROM reading WHERE article = new.article;
END;
