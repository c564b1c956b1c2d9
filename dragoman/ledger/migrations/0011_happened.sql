-- What linking keeps of events, stories and lent dates between its runs, so that a new article touches its own.

-- What articles tell of events, laid out; only of those that have a word for one.
CREATE TABLE link_told (
    article TEXT NOT NULL PRIMARY KEY REFERENCES reading (article) ON DELETE CASCADE,
    cells TEXT NOT NULL                 -- JSON
) STRICT, WITHOUT ROWID;

CREATE TRIGGER link_told_goes AFTER DELETE ON link_told BEGIN
    INSERT INTO link_due VALUES ('event', old.article) ON CONFLICT DO NOTHING;
    DELETE FROM link_due WHERE part IN ('told', 'anchor', 'lend') AND key = old.article;
END;

-- Whom articles ask for by name, as far as what they tell of events depends on it, and who bears what is asked.
CREATE TABLE link_asked (
    article TEXT NOT NULL REFERENCES link_told (article) ON DELETE CASCADE,
    key TEXT NOT NULL,
    PRIMARY KEY (article, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_asked_by_key ON link_asked (key);

CREATE TABLE link_bears (
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (person, key, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_bears_by_key ON link_bears (key);

CREATE TRIGGER link_bears_comes AFTER INSERT ON link_bears BEGIN
    INSERT INTO link_due SELECT 'told', article FROM link_asked WHERE key = new.key ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_bears_goes AFTER DELETE ON link_bears BEGIN
    INSERT INTO link_due SELECT 'told', article FROM link_asked WHERE key = old.key ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_state_comes AFTER INSERT ON link_state BEGIN
    INSERT INTO link_due SELECT 'told', article FROM link_asked
    WHERE key = 'state ' || substr(new.state, 1, 5)
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_state_goes AFTER DELETE ON link_state BEGIN
    INSERT INTO link_due SELECT 'told', article FROM link_asked
    WHERE key = 'state ' || substr(old.state, 1, 5)
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_told_meets AFTER INSERT ON person_actor
WHEN EXISTS (SELECT 1 FROM link_told WHERE article = new.article) BEGIN
    INSERT INTO link_due VALUES ('told', new.article) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_told_parts AFTER DELETE ON person_actor
WHEN EXISTS (SELECT 1 FROM link_told WHERE article = old.article) BEGIN
    INSERT INTO link_due VALUES ('told', old.article) ON CONFLICT DO NOTHING;
END;

-- The events of single articles: what each is one with by its day, and the event that it became.
CREATE TABLE link_local (
    article TEXT NOT NULL,
    number INTEGER NOT NULL,
    first INTEGER NOT NULL,             -- days on which it may have been; both the same where it has its day
    last INTEGER NOT NULL,
    root TEXT,                          -- article and number of the first of those that are one
    event TEXT,
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_local_by_root ON link_local (root) WHERE root IS NOT NULL;

-- Kind and parties under which they meet, and day; undated ones have day 0.
CREATE TABLE link_local_row (
    key INTEGER NOT NULL,
    day INTEGER NOT NULL,
    place TEXT NOT NULL,
    mark TEXT NOT NULL,                 -- the order of events
    article TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (key, day, place, mark)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_local_row_by_article ON link_local_row (article, number);

-- Events as the words of their articles date them, and whose words do.
CREATE TABLE link_event (
    id TEXT NOT NULL PRIMARY KEY,
    cells TEXT NOT NULL,                -- JSON
    lender TEXT,
    shared INTEGER NOT NULL CHECK (shared IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Offices that articles call past or about to end.
CREATE TABLE link_tenure (
    article TEXT NOT NULL REFERENCES link_told (article) ON DELETE CASCADE,
    who TEXT NOT NULL,
    cells TEXT NOT NULL,                -- JSON
    PRIMARY KEY (article, who, cells)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_tenure_by_person ON link_tenure (who);

CREATE TRIGGER link_tenure_comes AFTER INSERT ON link_tenure BEGIN
    INSERT INTO link_due SELECT DISTINCT 'anchor', article FROM link_tenure WHERE who = new.who
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_tenure_goes AFTER DELETE ON link_tenure BEGIN
    INSERT INTO link_due SELECT DISTINCT 'anchor', article FROM link_tenure WHERE who = old.who
    ON CONFLICT DO NOTHING;
END;

-- When undated articles were written, as others tell.
CREATE TABLE link_anchor (
    article TEXT NOT NULL PRIMARY KEY REFERENCES link_told (article) ON DELETE CASCADE,
    cells TEXT NOT NULL                 -- JSON
) STRICT, WITHOUT ROWID;

-- What statements are lent for what their own article is; what reports of one utterance lend each other comes
-- on top (loan).
CREATE TABLE link_lent (
    statement TEXT NOT NULL PRIMARY KEY,
    article TEXT NOT NULL REFERENCES link_told (article) ON DELETE CASCADE,
    cells TEXT NOT NULL                 -- JSON
) STRICT, WITHOUT ROWID;

CREATE INDEX link_lent_by_article ON link_lent (article);

CREATE TRIGGER link_lent_goes AFTER DELETE ON link_lent BEGIN
    INSERT INTO link_due VALUES ('loan', old.statement) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_lent_comes AFTER INSERT ON link_lent BEGIN
    INSERT INTO link_due VALUES ('loan', new.statement) ON CONFLICT DO NOTHING;
END;

-- The reports of an utterance lend each other their day, and tie articles to a story.
CREATE TRIGGER link_shares AFTER INSERT ON utterance_statement WHEN new.ordinal > 0 BEGIN
    INSERT INTO link_due VALUES ('share', new.utterance) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_shares_first AFTER INSERT ON utterance_statement WHEN new.ordinal = 0
AND EXISTS (SELECT 1 FROM link_lent WHERE statement = new.statement) BEGIN
    INSERT INTO link_due VALUES ('loan', new.statement) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_shares_otherwise AFTER UPDATE OF utterance ON utterance_statement
WHEN old.utterance <> new.utterance BEGIN
    INSERT INTO link_due VALUES ('share', old.utterance), ('share', new.utterance) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_shares_no_more AFTER DELETE ON utterance_statement BEGIN
    INSERT INTO link_due VALUES ('share', old.utterance) ON CONFLICT DO NOTHING;
END;

-- What an article leads with, what it is a copy of, and what tells one state of its statements from another.
CREATE TABLE link_front (
    article TEXT NOT NULL PRIMARY KEY REFERENCES reading (article) ON DELETE CASCADE,
    original TEXT NOT NULL,
    leading TEXT NOT NULL,              -- JSON: list of statement ids
    mark TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX link_front_by_original ON link_front (original);

CREATE TRIGGER link_front_copies AFTER UPDATE OF copy_of ON sketch WHEN old.copy_of IS NOT new.copy_of BEGIN
    INSERT INTO link_due SELECT 'front', article FROM link_front WHERE article = new.article
    ON CONFLICT DO NOTHING;
END;

-- News: events and remarks that several articles lead with or carry, what each hangs on, and its story.
CREATE TABLE link_news (
    id TEXT NOT NULL PRIMARY KEY,
    day TEXT,
    weight INTEGER NOT NULL,
    above TEXT,
    story TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX link_news_by_above ON link_news (above) WHERE above IS NOT NULL;
CREATE INDEX link_news_by_story ON link_news (story) WHERE story IS NOT NULL;

CREATE TABLE link_news_article (
    news TEXT NOT NULL REFERENCES link_news (id) ON DELETE CASCADE,
    article TEXT NOT NULL,
    leads INTEGER NOT NULL CHECK (leads IN (0, 1)),
    PRIMARY KEY (news, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_news_article_by_article ON link_news_article (article, leads);

-- All of it is found anew.
DELETE FROM linking;
