-- What pages list and count without reading every statement. All of it is worked out from the tables
-- before it, by triggers, in the transaction that changes them. Days are numbers (20310310), 0 is open;
-- so are actors and outlets (0: nobody tells which).

CREATE TABLE browse_outlet (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    articles INTEGER NOT NULL DEFAULT 0,
    said INTEGER NOT NULL DEFAULT 0,
    attitudes INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE browse_article (
    number INTEGER PRIMARY KEY,
    article TEXT NOT NULL UNIQUE REFERENCES reading (article) ON DELETE CASCADE,
    outlet INTEGER NOT NULL,
    language TEXT NOT NULL,             -- empty where nothing tells
    day INTEGER NOT NULL,               -- published, as far as known
    read_at TEXT NOT NULL,
    is_copy INTEGER NOT NULL,
    said INTEGER NOT NULL DEFAULT 0,
    attitudes INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Everybody who speaks: one that linking found, or a name that it did not meet yet.
CREATE TABLE browse_person (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,            -- person.id, or ~ and the name
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    names TEXT NOT NULL,                -- all spellings, for finding them
    said INTEGER NOT NULL DEFAULT 0,
    attitudes INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE VIRTUAL TABLE person_words USING fts5 (
    names, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE browse_statement (
    number INTEGER PRIMARY KEY REFERENCES statement (number) ON DELETE CASCADE,
    article INTEGER NOT NULL,
    person INTEGER NOT NULL,
    outlet INTEGER NOT NULL,
    language TEXT NOT NULL,
    day INTEGER NOT NULL,               -- said, else published
    kind INTEGER NOT NULL,              -- 0 direct, 1 indirect, 2 mixed
    act INTEGER NOT NULL,               -- 0 asserts, 1 denies, 2 demands, 3 promises, 4 threatens, 5 asks, 6 expresses
    mode INTEGER NOT NULL,              -- 0 said, 1 attitude
    doubt REAL NOT NULL,                -- the greatest of the three
    role TEXT
) STRICT;

-- How many statements there are, by what is counted: 'person month', 'person outlet', 'outlet month',
-- 'month', 'act', 'kind', 'language'.
CREATE TABLE browse_tally (
    what TEXT NOT NULL,
    one ANY NOT NULL,
    other ANY NOT NULL,
    said INTEGER NOT NULL,
    attitudes INTEGER NOT NULL,
    PRIMARY KEY (what, one, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE browse_role (
    person INTEGER NOT NULL,
    role TEXT NOT NULL,
    month INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    PRIMARY KEY (person, role, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE browse_exchange (
    exchange TEXT NOT NULL PRIMARY KEY REFERENCES exchange (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    origin_person INTEGER NOT NULL,
    target_person INTEGER NOT NULL,
    day INTEGER NOT NULL                -- of the origin
) STRICT, WITHOUT ROWID;

CREATE TABLE browse_story (
    story TEXT NOT NULL PRIMARY KEY REFERENCES story (id) ON DELETE CASCADE,
    articles INTEGER NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Pages of which there is more than one version, with the newest one.
CREATE TABLE browse_rewritten (
    address TEXT NOT NULL PRIMARY KEY,
    article TEXT NOT NULL,
    retrieved TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW browse_rewritten_found (address, article, retrieved) AS
SELECT address, id, retrieved FROM article AS newest
WHERE address IS NOT NULL
    AND EXISTS (SELECT 1 FROM article AS other WHERE other.address = newest.address AND other.id <> newest.id)
    AND NOT EXISTS (
        SELECT 1 FROM article AS newer WHERE newer.address = newest.address
        AND (newer.retrieved, newer.added_at, newer.id) > (newest.retrieved, newest.added_at, newest.id)
    );

CREATE VIEW browse_found (number, article, person, outlet, language, day, kind, act, mode, doubt, role) AS
SELECT statement.number, page.number, coalesce(linked.number, named.number, 0), page.outlet, page.language,
    coalesce(CAST(replace(coalesce(statement.said_first, statement.said_last, loan.said_first, loan.said_last), '-', '')
             AS INTEGER), page.day),
    CASE statement.kind WHEN 'direct' THEN 0 WHEN 'indirect' THEN 1 ELSE 2 END,
    CASE statement.act WHEN 'asserts' THEN 0 WHEN 'denies' THEN 1 WHEN 'demands' THEN 2 WHEN 'promises' THEN 3
        WHEN 'threatens' THEN 4 WHEN 'asks' THEN 5 ELSE 6 END,
    statement.mode = 'attitude',
    max(statement.doubt, statement.doubt_speaker, statement.doubt_span),
    statement.role
FROM statement
JOIN browse_article AS page ON page.article = statement.article
LEFT JOIN actor ON actor.article = statement.article AND actor.id = statement.speaker AND actor.kind <> 'unnamed'
LEFT JOIN person_actor ON person_actor.article = actor.article AND person_actor.actor = actor.id
LEFT JOIN browse_person AS linked ON linked.id = person_actor.person
LEFT JOIN browse_person AS named ON person_actor.person IS NULL AND named.id = '~' || actor.name
LEFT JOIN loan ON loan.statement = statement.id;

-- What search narrows words by: one word for each fact, which no text holds by chance.
CREATE VIEW browse_facets (number, facets) AS
SELECT number, 'zqp' || person || ' zqo' || outlet || ' zqd' || (day / 100) || ' zqk' || kind || ' zqa' || act
    || ' zqm' || mode || ' zql' || language || '0'
FROM browse_statement;

CREATE VIEW browse_exchange_found (exchange, kind, origin_person, target_person, day) AS
SELECT exchange.id, exchange.kind, coalesce(one.person, 0), coalesce(other.person, 0), coalesce(one.day, 0)
FROM exchange
LEFT JOIN statement AS origin ON origin.id = exchange.origin
LEFT JOIN browse_statement AS one ON one.number = origin.number
LEFT JOIN statement AS target ON target.id = exchange.target
LEFT JOIN browse_statement AS other ON other.number = target.number;

INSERT INTO browse_outlet (name) SELECT DISTINCT outlet FROM reading WHERE outlet IS NOT NULL ORDER BY outlet;

CREATE VIEW browse_article_found (article, outlet, language, day, read_at, is_copy) AS
SELECT reading.article, coalesce(browse_outlet.number, 0), coalesce(language, ''),
    coalesce(CAST(replace(coalesce(published_first, published_last), '-', '') AS INTEGER), 0), reading.read_at,
    sketch.copy_of IS NOT NULL
FROM reading
LEFT JOIN browse_outlet ON browse_outlet.name = reading.outlet
LEFT JOIN sketch ON sketch.article = reading.article;

INSERT INTO browse_article (article, outlet, language, day, read_at, is_copy)
SELECT * FROM browse_article_found ORDER BY read_at, article;

INSERT INTO browse_person (id, name, kind, names)
SELECT id, name, kind, coalesce((SELECT group_concat(value, ' / ') FROM json_each(person.names)), name) FROM person
ORDER BY id;

INSERT INTO browse_person (id, name, kind, names)
SELECT '~' || name, name, min(kind), name FROM actor
WHERE kind <> 'unnamed'
    AND EXISTS (SELECT 1 FROM statement WHERE statement.article = actor.article AND statement.speaker = actor.id)
    AND NOT EXISTS (SELECT 1 FROM person_actor AS met WHERE met.article = actor.article AND met.actor = actor.id)
GROUP BY name;

INSERT INTO person_words (rowid, names) SELECT number, names FROM browse_person;

INSERT INTO browse_statement SELECT * FROM browse_found ORDER BY number;

INSERT INTO browse_tally
SELECT 'person month', person, day / 100, sum(1 - mode), sum(mode) FROM browse_statement GROUP BY 2, 3;

INSERT INTO browse_tally
SELECT 'person outlet', person, outlet, sum(1 - mode), sum(mode) FROM browse_statement GROUP BY 2, 3;

INSERT INTO browse_tally
SELECT 'outlet month', outlet, day / 100, sum(1 - mode), sum(mode) FROM browse_statement GROUP BY 2, 3;

INSERT INTO browse_tally SELECT 'month', other, 0, sum(said), sum(attitudes) FROM browse_tally
WHERE what = 'outlet month' GROUP BY 2;

INSERT INTO browse_tally SELECT 'act', act, 0, sum(1 - mode), sum(mode) FROM browse_statement GROUP BY 2;

INSERT INTO browse_tally SELECT 'kind', kind, 0, sum(1 - mode), sum(mode) FROM browse_statement GROUP BY 2;

INSERT INTO browse_tally SELECT 'language', language, 0, sum(1 - mode), sum(mode) FROM browse_statement GROUP BY 2;

INSERT INTO browse_role
SELECT person, role, day / 100, count(*) FROM browse_statement WHERE role IS NOT NULL AND person <> 0 GROUP BY 1, 2, 3;

UPDATE browse_person SET said = tally.said, attitudes = tally.attitudes FROM (
    SELECT one, sum(said) AS said, sum(attitudes) AS attitudes FROM browse_tally WHERE what = 'person month' GROUP BY one
) AS tally WHERE tally.one = number;

UPDATE browse_outlet SET said = tally.said, attitudes = tally.attitudes FROM (
    SELECT one, sum(said) AS said, sum(attitudes) AS attitudes FROM browse_tally WHERE what = 'outlet month' GROUP BY one
) AS tally WHERE tally.one = number;

UPDATE browse_outlet SET articles = tally.articles FROM (
    SELECT outlet, count(*) AS articles FROM browse_article GROUP BY outlet
) AS tally WHERE tally.outlet = number;

UPDATE browse_article SET said = tally.said, attitudes = tally.attitudes FROM (
    SELECT article, sum(1 - mode) AS said, sum(mode) AS attitudes FROM browse_statement GROUP BY article
) AS tally WHERE tally.article = number;

INSERT INTO browse_exchange SELECT * FROM browse_exchange_found;

INSERT INTO browse_story
SELECT story.id, count(page.number), coalesce(min(nullif(page.day, 0)), 0), coalesce(max(page.day), 0)
FROM story LEFT JOIN story_article ON story_article.story = story.id
LEFT JOIN browse_article AS page ON page.article = story_article.article
GROUP BY story.id;

INSERT INTO browse_rewritten SELECT * FROM browse_rewritten_found;

-- The words that search looks through, once more, with the facts that narrow them.
DROP TRIGGER statement_words_follow;

CREATE VIRTUAL TABLE statement_words_new USING fts5 (
    content, speaker, source, title, facets,
    tokenize = 'porter unicode61 remove_diacritics 2'
);

INSERT INTO statement_words_new (rowid, content, speaker, source, title, facets)
SELECT old.rowid, content, speaker, source, title, facets FROM statement_words AS old
JOIN browse_facets ON browse_facets.number = old.rowid;

DROP TABLE statement_words;

ALTER TABLE statement_words_new RENAME TO statement_words;

-- The words of that index, for beginnings of words.
CREATE VIRTUAL TABLE word_list USING fts5vocab(statement_words, row);

CREATE TRIGGER statement_words_follow AFTER DELETE ON statement BEGIN
    DELETE FROM statement_words WHERE rowid = old.number;
END;

-- Every list is by day, newest first, out of an index that holds all that narrows it.
CREATE INDEX browse_statement_by_day ON browse_statement (day, number, person, outlet, language, kind, act, mode);
CREATE INDEX browse_statement_by_person ON browse_statement (person, day, number, outlet, language, kind, act, mode);
CREATE INDEX browse_statement_by_outlet ON browse_statement (outlet, day, number, person, language, kind, act, mode);
CREATE INDEX browse_statement_by_act ON browse_statement (act, day, number, person, outlet, language, kind, mode);
CREATE INDEX browse_statement_by_language ON browse_statement (language, day, number, person, outlet, kind, act, mode);
CREATE INDEX browse_statement_by_doubt ON browse_statement (doubt, number) WHERE doubt > 0;
CREATE INDEX browse_tally_by_carried ON browse_tally (other, said, one) WHERE what = 'person outlet';
CREATE INDEX browse_article_by_day ON browse_article (day, number);
CREATE INDEX browse_article_by_outlet ON browse_article (outlet, day, number);
CREATE INDEX browse_article_by_reading ON browse_article (read_at, number);
CREATE INDEX browse_outlet_by_said ON browse_outlet (said, number);
CREATE INDEX browse_person_by_said ON browse_person (said, number);
CREATE INDEX browse_exchange_by_day ON browse_exchange (day, exchange, kind);
CREATE INDEX browse_exchange_by_origin ON browse_exchange (origin_person, day, exchange, kind);
CREATE INDEX browse_exchange_by_target ON browse_exchange (target_person, day, exchange, kind);
CREATE INDEX browse_exchange_from ON browse_exchange (origin_person, target_person, kind);
CREATE INDEX browse_exchange_to ON browse_exchange (target_person, origin_person, kind);
CREATE INDEX browse_story_by_day ON browse_story (last_day, story);
CREATE INDEX browse_rewritten_by_time ON browse_rewritten (retrieved, article);
CREATE INDEX exchange_by_doubt ON exchange (doubt, id);
CREATE INDEX utterance_by_doubt ON utterance (doubt, id) WHERE doubt > 0;
CREATE INDEX utterance_by_event ON utterance (event) WHERE event IS NOT NULL;
CREATE INDEX skipped_by_time ON skipped (skipped_at);

CREATE TRIGGER browse_version_comes AFTER INSERT ON article WHEN new.address IS NOT NULL BEGIN
    DELETE FROM browse_rewritten WHERE address = new.address;
    INSERT INTO browse_rewritten SELECT * FROM browse_rewritten_found WHERE address = new.address;
END;

CREATE TRIGGER browse_version_moves AFTER UPDATE ON article
WHEN (old.address, old.retrieved, old.added_at) IS NOT (new.address, new.retrieved, new.added_at) BEGIN
    DELETE FROM browse_rewritten WHERE address IN (old.address, new.address);
    INSERT INTO browse_rewritten SELECT * FROM browse_rewritten_found WHERE address IN (old.address, new.address);
END;

CREATE TRIGGER browse_version_goes AFTER DELETE ON article WHEN old.address IS NOT NULL BEGIN
    DELETE FROM browse_rewritten WHERE address = old.address;
    INSERT INTO browse_rewritten SELECT * FROM browse_rewritten_found WHERE address = old.address;
END;

CREATE TRIGGER browse_reading AFTER INSERT ON reading BEGIN
    INSERT INTO browse_outlet (name) SELECT new.outlet WHERE new.outlet IS NOT NULL ON CONFLICT DO NOTHING;
    INSERT INTO browse_article (article, outlet, language, day, read_at, is_copy)
    SELECT * FROM browse_article_found WHERE article = new.article;
    UPDATE browse_outlet SET articles = articles + 1 WHERE name = new.outlet;
END;

CREATE TRIGGER browse_article_goes AFTER DELETE ON browse_article BEGIN
    UPDATE browse_outlet SET articles = articles - 1 WHERE number = old.outlet;
    DELETE FROM browse_outlet WHERE number = old.outlet AND articles = 0;
END;

CREATE TRIGGER browse_copy AFTER INSERT ON sketch BEGIN
    UPDATE browse_article SET is_copy = new.copy_of IS NOT NULL WHERE article = new.article;
END;

CREATE TRIGGER browse_copy_again AFTER UPDATE OF copy_of ON sketch BEGIN
    UPDATE browse_article SET is_copy = new.copy_of IS NOT NULL WHERE article = new.article;
END;

CREATE TRIGGER browse_copy_goes AFTER DELETE ON sketch BEGIN
    UPDATE browse_article SET is_copy = 0 WHERE article = old.article;
END;

CREATE TRIGGER browse_statement_comes AFTER INSERT ON statement BEGIN
    INSERT INTO browse_person (id, name, kind, names)
    SELECT '~' || name, name, kind, name FROM actor
    WHERE article = new.article AND id = new.speaker AND kind <> 'unnamed'
        AND NOT EXISTS (SELECT 1 FROM person_actor WHERE article = new.article AND actor = new.speaker)
    ON CONFLICT DO NOTHING;
    INSERT INTO browse_statement SELECT * FROM browse_found WHERE number = new.number;
END;

CREATE TRIGGER browse_counts_in AFTER INSERT ON browse_statement BEGIN
    INSERT INTO browse_tally VALUES
        ('person month', new.person, new.day / 100, 1 - new.mode, new.mode),
        ('person outlet', new.person, new.outlet, 1 - new.mode, new.mode),
        ('outlet month', new.outlet, new.day / 100, 1 - new.mode, new.mode),
        ('month', new.day / 100, 0, 1 - new.mode, new.mode),
        ('act', new.act, 0, 1 - new.mode, new.mode),
        ('kind', new.kind, 0, 1 - new.mode, new.mode),
        ('language', new.language, 0, 1 - new.mode, new.mode)
    ON CONFLICT DO UPDATE SET said = said + excluded.said, attitudes = attitudes + excluded.attitudes;
    UPDATE browse_person SET said = said + 1 - new.mode, attitudes = attitudes + new.mode WHERE number = new.person;
    UPDATE browse_outlet SET said = said + 1 - new.mode, attitudes = attitudes + new.mode WHERE number = new.outlet;
    UPDATE browse_article SET said = said + 1 - new.mode, attitudes = attitudes + new.mode WHERE number = new.article;
    INSERT INTO browse_role SELECT new.person, new.role, new.day / 100, 1 WHERE new.role IS NOT NULL AND new.person <> 0
    ON CONFLICT DO UPDATE SET statements = statements + 1;
    UPDATE browse_exchange SET origin_person = new.person, day = new.day WHERE exchange IN (
        SELECT exchange.id FROM statement JOIN exchange ON exchange.origin = statement.id
        WHERE statement.number = new.number
    );
    UPDATE browse_exchange SET target_person = new.person WHERE exchange IN (
        SELECT exchange.id FROM statement JOIN exchange ON exchange.target = statement.id
        WHERE statement.number = new.number
    );
END;

CREATE TRIGGER browse_counts_out AFTER DELETE ON browse_statement BEGIN
    INSERT INTO browse_tally VALUES
        ('person month', old.person, old.day / 100, old.mode - 1, -old.mode),
        ('person outlet', old.person, old.outlet, old.mode - 1, -old.mode),
        ('outlet month', old.outlet, old.day / 100, old.mode - 1, -old.mode),
        ('month', old.day / 100, 0, old.mode - 1, -old.mode),
        ('act', old.act, 0, old.mode - 1, -old.mode),
        ('kind', old.kind, 0, old.mode - 1, -old.mode),
        ('language', old.language, 0, old.mode - 1, -old.mode)
    ON CONFLICT DO UPDATE SET said = said + excluded.said, attitudes = attitudes + excluded.attitudes;
    DELETE FROM browse_tally WHERE said = 0 AND attitudes = 0 AND (what, one, other) IN (VALUES
        ('person month', old.person, old.day / 100),
        ('person outlet', old.person, old.outlet),
        ('outlet month', old.outlet, old.day / 100),
        ('month', old.day / 100, 0),
        ('act', old.act, 0),
        ('kind', old.kind, 0),
        ('language', old.language, 0));
    UPDATE browse_person SET said = said - 1 + old.mode, attitudes = attitudes - old.mode WHERE number = old.person;
    UPDATE browse_outlet SET said = said - 1 + old.mode, attitudes = attitudes - old.mode WHERE number = old.outlet;
    UPDATE browse_article SET said = said - 1 + old.mode, attitudes = attitudes - old.mode WHERE number = old.article;
    UPDATE browse_role SET statements = statements - 1
    WHERE person = old.person AND role = old.role AND month = old.day / 100;
    DELETE FROM browse_role WHERE person = old.person AND role = old.role AND month = old.day / 100 AND statements = 0;
    DELETE FROM browse_person WHERE number = old.person AND said = 0 AND attitudes = 0 AND id >= '~' AND id < '~~';
    UPDATE browse_exchange SET origin_person = 0, day = 0 WHERE exchange IN (
        SELECT exchange.id FROM statement JOIN exchange ON exchange.origin = statement.id
        WHERE statement.number = old.number
    );
    UPDATE browse_exchange SET target_person = 0 WHERE exchange IN (
        SELECT exchange.id FROM statement JOIN exchange ON exchange.target = statement.id
        WHERE statement.number = old.number
    );
END;

CREATE TRIGGER browse_statement_goes AFTER DELETE ON statement BEGIN
    UPDATE browse_exchange SET origin_person = 0, day = 0
    WHERE exchange IN (SELECT id FROM exchange WHERE origin = old.id);
    UPDATE browse_exchange SET target_person = 0 WHERE exchange IN (SELECT id FROM exchange WHERE target = old.id);
END;

CREATE TRIGGER browse_names_in AFTER INSERT ON browse_person BEGIN
    INSERT INTO person_words (rowid, names) VALUES (new.number, new.names);
END;

CREATE TRIGGER browse_names_out AFTER DELETE ON browse_person BEGIN
    DELETE FROM person_words WHERE rowid = old.number;
END;

CREATE TRIGGER browse_names_anew AFTER UPDATE OF names ON browse_person BEGIN
    UPDATE person_words SET names = new.names WHERE rowid = new.number;
END;

CREATE TRIGGER browse_person_comes AFTER INSERT ON person BEGIN
    INSERT INTO browse_person (id, name, kind, names)
    SELECT new.id, new.name, new.kind, coalesce((SELECT group_concat(value, ' / ') FROM json_each(new.names)), new.name);
END;

CREATE TRIGGER browse_person_changes AFTER UPDATE ON person BEGIN
    UPDATE browse_person SET name = new.name, kind = new.kind,
        names = coalesce((SELECT group_concat(value, ' / ') FROM json_each(new.names)), new.name)
    WHERE id = new.id;
END;

CREATE TRIGGER browse_person_goes AFTER DELETE ON person BEGIN
    DELETE FROM browse_person WHERE id = old.id;
END;

-- A speaker whom linking meets, or parts from: the statements are counted anew.
CREATE TRIGGER browse_meets AFTER INSERT ON person_actor
WHEN EXISTS (
    SELECT 1 FROM statement JOIN browse_statement AS line ON line.number = statement.number
    WHERE statement.article = new.article AND statement.speaker = new.actor
        AND line.person IS NOT (SELECT number FROM browse_person WHERE id = new.person)
) BEGIN
    DELETE FROM browse_statement WHERE number IN (
        SELECT number FROM statement WHERE article = new.article AND speaker = new.actor
    );
    INSERT INTO browse_statement SELECT * FROM browse_found WHERE number IN (
        SELECT number FROM statement WHERE article = new.article AND speaker = new.actor
    );
    UPDATE statement_words SET facets = (SELECT facets FROM browse_facets WHERE browse_facets.number = statement_words.rowid)
    WHERE rowid IN (SELECT number FROM statement WHERE article = new.article AND speaker = new.actor);
END;

CREATE TRIGGER browse_parts AFTER DELETE ON person_actor
WHEN EXISTS (SELECT 1 FROM statement WHERE article = old.article AND speaker = old.actor) BEGIN
    INSERT INTO browse_person (id, name, kind, names)
    SELECT '~' || name, name, kind, name FROM actor
    WHERE article = old.article AND id = old.actor AND kind <> 'unnamed'
        AND EXISTS (SELECT 1 FROM statement WHERE article = old.article AND speaker = old.actor)
    ON CONFLICT DO NOTHING;
    DELETE FROM browse_statement WHERE number IN (
        SELECT number FROM statement WHERE article = old.article AND speaker = old.actor
    );
    INSERT INTO browse_statement SELECT * FROM browse_found WHERE number IN (
        SELECT number FROM statement WHERE article = old.article AND speaker = old.actor
    );
    UPDATE statement_words SET facets = (SELECT facets FROM browse_facets WHERE browse_facets.number = statement_words.rowid)
    WHERE rowid IN (SELECT number FROM statement WHERE article = old.article AND speaker = old.actor);
END;

-- A date that is lent, or taken back.
CREATE TRIGGER browse_lent AFTER INSERT ON loan BEGIN
    DELETE FROM browse_statement WHERE number = (SELECT number FROM statement WHERE id = new.statement);
    INSERT INTO browse_statement
    SELECT * FROM browse_found WHERE number = (SELECT number FROM statement WHERE id = new.statement);
    UPDATE statement_words SET facets = (SELECT facets FROM browse_facets WHERE browse_facets.number = statement_words.rowid)
    WHERE rowid = (SELECT number FROM statement WHERE id = new.statement);
END;

CREATE TRIGGER browse_lent_no_more AFTER DELETE ON loan BEGIN
    DELETE FROM browse_statement WHERE number = (SELECT number FROM statement WHERE id = old.statement);
    INSERT INTO browse_statement
    SELECT * FROM browse_found WHERE number = (SELECT number FROM statement WHERE id = old.statement);
    UPDATE statement_words SET facets = (SELECT facets FROM browse_facets WHERE browse_facets.number = statement_words.rowid)
    WHERE rowid = (SELECT number FROM statement WHERE id = old.statement);
END;

CREATE TRIGGER browse_exchange_comes AFTER INSERT ON exchange BEGIN
    INSERT INTO browse_exchange SELECT * FROM browse_exchange_found WHERE exchange = new.id;
END;

CREATE TRIGGER browse_story_comes AFTER INSERT ON story BEGIN
    INSERT INTO browse_story VALUES (new.id, 0, 0, 0);
END;

CREATE TRIGGER browse_story_grows AFTER INSERT ON story_article BEGIN
    UPDATE browse_story SET articles = articles + 1, last_day = max(last_day, day),
        first_day = CASE WHEN first_day = 0 THEN day WHEN day = 0 THEN first_day ELSE min(first_day, day) END
    FROM browse_article WHERE story = new.story AND browse_article.article = new.article;
END;

CREATE TRIGGER browse_story_shrinks AFTER DELETE ON story_article BEGIN
    UPDATE browse_story SET articles = articles - 1 WHERE story = old.story;
    UPDATE browse_story SET (first_day, last_day) = (
        SELECT coalesce(min(nullif(day, 0)), 0), coalesce(max(day), 0)
        FROM story_article JOIN browse_article ON browse_article.article = story_article.article
        WHERE story_article.story = old.story
    ) WHERE story = old.story
        AND coalesce((SELECT day FROM browse_article WHERE article = old.article), last_day) IN (first_day, last_day);
END;
