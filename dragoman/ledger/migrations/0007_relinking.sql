-- What linking keeps between its runs, so that a new article relinks only what it touches.

-- What is to be done anew: an 'article' laid out, the 'states' of some words learnt, a block of 'people'
-- decided, a 'person' described, a 'statement' compared, an 'utterance' settled ...
CREATE TABLE link_due (
    part TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (part, key)
) STRICT, WITHOUT ROWID;

INSERT INTO link_due SELECT 'article', article FROM reading;

CREATE TRIGGER link_reading_comes AFTER INSERT ON reading BEGIN
    INSERT INTO link_due VALUES ('article', new.article) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_reading_goes AFTER DELETE ON reading BEGIN
    DELETE FROM link_due WHERE part = 'article' AND key = old.article;
END;

CREATE TRIGGER link_article_judged AFTER INSERT ON judgement BEGIN
    INSERT INTO link_due SELECT 'article', article FROM reading WHERE article = new.article
    ON CONFLICT DO NOTHING;
END;

-- Words of an article that may name a state that no table knows, and what was learnt from all of them.
CREATE TABLE link_word (
    start TEXT NOT NULL,                -- the letters that a state and its adjective share
    word TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES reading (article) ON DELETE CASCADE,
    use INTEGER NOT NULL,
    PRIMARY KEY (start, word, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_word_by_article ON link_word (article);

CREATE TRIGGER link_word_goes AFTER DELETE ON link_word BEGIN
    INSERT INTO link_due VALUES ('states', old.start) ON CONFLICT DO NOTHING;
END;

CREATE TABLE link_state (
    state TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What articles tell of actors: equal cards are one, and its number comes from what it tells.
CREATE TABLE link_card (
    number INTEGER PRIMARY KEY,
    block TEXT NOT NULL,                -- those that are decided together; empty: each bearer alone
    given TEXT,                         -- the key of a whole given name
    cells TEXT NOT NULL                 -- JSON
) STRICT;

CREATE INDEX link_card_by_block ON link_card (block) WHERE block <> '';
CREATE INDEX link_card_by_given ON link_card (given) WHERE given IS NOT NULL;

CREATE TABLE link_card_post (
    block TEXT NOT NULL,                -- of those who are called by the office alone
    card INTEGER NOT NULL REFERENCES link_card (number) ON DELETE CASCADE,
    PRIMARY KEY (block, card)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_card_post_by_card ON link_card_post (card);

CREATE TABLE link_member (
    article TEXT NOT NULL,
    actor TEXT NOT NULL,
    card INTEGER NOT NULL REFERENCES link_card (number),
    person TEXT,                        -- as decided; NULL: not yet
    PRIMARY KEY (article, actor),
    FOREIGN KEY (article, actor) REFERENCES actor (article, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX link_member_by_card ON link_member (card, article, actor);
CREATE INDEX link_member_by_person ON link_member (person, card) WHERE person IS NOT NULL;

CREATE TRIGGER link_member_goes AFTER DELETE ON link_member BEGIN
    INSERT INTO link_due SELECT 'people', block FROM link_card WHERE number = old.card AND block <> ''
    ON CONFLICT DO NOTHING;
    INSERT INTO link_due SELECT 'people', block FROM link_card_post WHERE card = old.card
    ON CONFLICT DO NOTHING;
    INSERT INTO link_due SELECT 'people', 'name ' || given FROM link_card
    WHERE number = old.card AND given IS NOT NULL
    ON CONFLICT DO NOTHING;
    INSERT INTO link_due SELECT 'person', old.person WHERE old.person IS NOT NULL ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_actor_meets AFTER INSERT ON person_actor BEGIN
    INSERT INTO link_due SELECT 'statement', id FROM statement
    WHERE article = new.article AND speaker = new.actor
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_actor_parts AFTER DELETE ON person_actor BEGIN
    INSERT INTO link_due SELECT 'statement', id FROM statement
    WHERE article = old.article AND speaker = old.actor
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_person_within AFTER UPDATE OF within ON person WHEN old.within IS NOT new.within BEGIN
    INSERT INTO link_due SELECT 'statement', statement.id FROM person_actor
    JOIN statement ON statement.article = person_actor.article AND statement.speaker = person_actor.actor
    WHERE person_actor.person = new.id
    ON CONFLICT DO NOTHING;
END;

-- Statements laid out for comparing. The code is the statement's id as a whole number, in the same order.
CREATE TABLE link_statement (
    code INTEGER PRIMARY KEY,
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

CREATE INDEX link_statement_by_article ON link_statement (article);

CREATE TRIGGER link_statement_goes AFTER DELETE ON link_statement BEGIN
    DELETE FROM link_due WHERE part = 'statement' AND key = old.statement;
    INSERT OR REPLACE INTO link_gone SELECT 'statement', old.code, old.day, old.keys WHERE old.keys IS NOT NULL;
END;

-- What is no more and still stands in link_row; keys are numbers that hold no words.
CREATE TABLE link_gone (
    part TEXT NOT NULL,                 -- 'statement' or 'figure'
    code INTEGER NOT NULL,
    day INTEGER NOT NULL,
    keys BLOB NOT NULL,
    PRIMARY KEY (part, code)
) STRICT, WITHOUT ROWID;

-- Under each key statements are ordered by day; near ones are compared.
CREATE TABLE link_row (
    key INTEGER NOT NULL,
    day INTEGER NOT NULL,
    code INTEGER NOT NULL,
    PRIMARY KEY (key, day, code)
) STRICT, WITHOUT ROWID;

-- Strong ties, from either end.
CREATE TABLE link_tie (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

-- The event at which a statement was made.
CREATE TABLE link_attended (
    statement TEXT NOT NULL PRIMARY KEY REFERENCES statement (id) ON DELETE CASCADE,
    event TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- An utterance has the event and the lent day of its statements.
CREATE TRIGGER link_attends AFTER INSERT ON link_attended BEGIN
    INSERT INTO link_due SELECT 'utterance', utterance FROM utterance_statement
    WHERE statement = new.statement
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_attends_no_more AFTER DELETE ON link_attended BEGIN
    INSERT INTO link_due SELECT 'utterance', utterance FROM utterance_statement
    WHERE statement = old.statement
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_lent AFTER INSERT ON loan BEGIN
    INSERT INTO link_due SELECT 'utterance', utterance FROM utterance_statement
    WHERE statement = new.statement
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_lent_no_more AFTER DELETE ON loan BEGIN
    INSERT INTO link_due SELECT 'utterance', utterance FROM utterance_statement
    WHERE statement = old.statement
    ON CONFLICT DO NOTHING;
END;

-- Figures laid out for comparing.
CREATE TABLE link_figure (
    code INTEGER PRIMARY KEY,
    figure TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES reading (article) ON DELETE CASCADE,
    topic TEXT NOT NULL,                -- JSON
    day INTEGER,
    keys BLOB
) STRICT;

CREATE INDEX link_figure_by_article ON link_figure (article);

CREATE TRIGGER link_figure_goes AFTER DELETE ON link_figure BEGIN
    DELETE FROM link_due WHERE part = 'figure' AND key = old.code;
    INSERT OR REPLACE INTO link_gone SELECT 'figure', old.code, old.day, old.keys WHERE old.keys IS NOT NULL;
END;

-- What the words of one article show of who takes up whom, and what is concluded from two near statements.
CREATE TABLE link_sign (
    origin TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    target TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    article TEXT NOT NULL,
    kind TEXT NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    doubt REAL NOT NULL,
    inferred INTEGER NOT NULL,
    PRIMARY KEY (origin, target, kind, start_at, end_at, inferred)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_sign_by_target ON link_sign (target);
CREATE INDEX link_sign_by_article ON link_sign (article);

CREATE TRIGGER link_sign_comes AFTER INSERT ON link_sign BEGIN
    INSERT INTO link_due VALUES ('exchange', new.origin), ('exchange', new.target) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_sign_goes AFTER DELETE ON link_sign BEGIN
    INSERT INTO link_due VALUES ('exchange', old.origin), ('exchange', old.target) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_sign_moves AFTER INSERT ON utterance_statement BEGIN
    INSERT INTO link_due SELECT 'exchange', new.statement WHERE EXISTS (
        SELECT 1 FROM link_sign WHERE origin = new.statement OR target = new.statement)
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_sign_moves_over AFTER UPDATE OF utterance ON utterance_statement
WHEN old.utterance <> new.utterance BEGIN
    INSERT INTO link_due SELECT 'exchange', statement FROM utterance_statement WHERE utterance = old.utterance
    ON CONFLICT DO NOTHING;
    INSERT INTO link_due SELECT 'exchange', new.statement WHERE EXISTS (
        SELECT 1 FROM link_sign WHERE origin = new.statement OR target = new.statement)
    ON CONFLICT DO NOTHING;
END;

-- What people decided, as far as it was followed.
CREATE TABLE link_judged (
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    same INTEGER NOT NULL CHECK (same IN (0, 1)),
    PRIMARY KEY (one, other, same)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER link_utterance_shrinks AFTER DELETE ON utterance_statement BEGIN
    INSERT INTO link_due VALUES ('utterance', old.utterance) ON CONFLICT DO NOTHING;
    INSERT INTO link_due SELECT 'exchange', statement FROM utterance_statement WHERE utterance = old.utterance
    ON CONFLICT DO NOTHING;
END;
