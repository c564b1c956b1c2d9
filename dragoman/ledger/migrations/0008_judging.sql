-- What people decided, and the searches they keep.

ALTER TABLE judgement ADD COLUMN other_article TEXT;    -- whose words the second selector quotes
ALTER TABLE judgement ADD COLUMN words TEXT NOT NULL DEFAULT '[]';  -- JSON: list of [article, quotation, before, after]
ALTER TABLE judgement ADD COLUMN undoes TEXT;           -- id of the judgement that is withdrawn
ALTER TABLE judgement ADD COLUMN seen TEXT;             -- id of the latest judgement that its maker had seen

DROP INDEX judgement_once;

CREATE UNIQUE INDEX judgement_once ON judgement (
    article, field, quotation, words_before, words_after, verdict,
    correction IS NULL, ifnull(correction, ''), judged_by, judged_at, words, ifnull(undoes, '')
);

CREATE INDEX judgement_by_other ON judgement (other_article) WHERE other_article IS NOT NULL;

-- 1: named by a person as a speaker, and by nothing that the reader found.
ALTER TABLE actor ADD COLUMN judged INTEGER NOT NULL DEFAULT 0 CHECK (judged IN (0, 1));

-- What all judgements on a statement come to, worked out anew whenever its article is read or judged.
CREATE TABLE decision (
    statement TEXT NOT NULL PRIMARY KEY REFERENCES statement (id) ON DELETE CASCADE,
    verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'corrected')),
    speaker TEXT,                       -- as shown: an actor of the article; NULL is open
    speaker_name TEXT,
    role TEXT,                          -- as shown, as is all that follows
    act TEXT NOT NULL,
    kind TEXT NOT NULL,
    said_first TEXT,
    said_last TEXT,
    said_precision TEXT,
    said_basis TEXT,
    doubt REAL NOT NULL,                -- the greatest of the three
    content TEXT NOT NULL,              -- JSON: list of [start, end]
    changed TEXT NOT NULL,              -- JSON: list of the fields that are not the machine's
    by TEXT NOT NULL,                   -- who decided last
    at TEXT NOT NULL,
    judgement TEXT NOT NULL             -- id of the latest one
) STRICT, WITHOUT ROWID;

CREATE INDEX decision_by_verdict ON decision (verdict);
CREATE INDEX decision_by_speaker ON decision (speaker) WHERE speaker IS NOT NULL;

-- The same for two statements: whether they report one utterance, whether one stands so to the other.
CREATE TABLE pair_decision (
    one TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    other TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('utterance', 'answers', 'denies', 'contradicts', 'agrees', 'repeats')),
    verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'same', 'apart')),
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    judgement TEXT NOT NULL,
    PRIMARY KEY (one, other, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX pair_decision_by_other ON pair_decision (other);

CREATE TABLE saved_search (
    name TEXT NOT NULL PRIMARY KEY,
    query TEXT NOT NULL,                -- as /search takes it: "q=ships&speaker=..."
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    last_seen TEXT                      -- up to where its finds were told; NULL is none yet
) STRICT, WITHOUT ROWID;

-- Pages list and count statements as people see them.
DROP VIEW browse_found;

CREATE VIEW browse_found (number, article, person, outlet, language, day, kind, act, mode, doubt, role) AS
SELECT statement.number, page.number, coalesce(linked.number, named.number, 0), page.outlet, page.language,
    coalesce(CAST(replace(CASE
            WHEN decision.statement IS NULL
                THEN coalesce(statement.said_first, statement.said_last, loan.said_first, loan.said_last)
            WHEN decision.changed LIKE '%"said_on"%' THEN coalesce(decision.said_first, decision.said_last)
            ELSE coalesce(decision.said_first, decision.said_last, loan.said_first, loan.said_last)
        END, '-', '') AS INTEGER), page.day),
    CASE coalesce(decision.kind, statement.kind) WHEN 'direct' THEN 0 WHEN 'indirect' THEN 1 ELSE 2 END,
    CASE coalesce(decision.act, statement.act) WHEN 'asserts' THEN 0 WHEN 'denies' THEN 1 WHEN 'demands' THEN 2
        WHEN 'promises' THEN 3 WHEN 'threatens' THEN 4 WHEN 'asks' THEN 5 ELSE 6 END,
    statement.mode = 'attitude',
    coalesce(decision.doubt, max(statement.doubt, statement.doubt_speaker, statement.doubt_span)),
    CASE WHEN decision.statement IS NULL THEN statement.role ELSE decision.role END
FROM statement
JOIN browse_article AS page ON page.article = statement.article
LEFT JOIN decision ON decision.statement = statement.id
LEFT JOIN actor ON actor.article = statement.article AND actor.kind <> 'unnamed'
    AND actor.id = CASE WHEN decision.statement IS NULL THEN statement.speaker ELSE decision.speaker END
LEFT JOIN person_actor ON person_actor.article = actor.article AND person_actor.actor = actor.id
LEFT JOIN browse_person AS linked ON linked.id = person_actor.person
LEFT JOIN browse_person AS named ON person_actor.person IS NULL AND named.id = '~' || actor.name
LEFT JOIN loan ON loan.statement = statement.id
WHERE decision.verdict IS NOT 'wrong';

CREATE TRIGGER browse_decided AFTER INSERT ON decision BEGIN
    DELETE FROM browse_statement WHERE number = (SELECT number FROM statement WHERE id = new.statement);
    INSERT INTO browse_person (id, name, kind, names)
    SELECT '~' || name, name, actor.kind, name FROM statement
    JOIN actor ON actor.article = statement.article AND actor.id = new.speaker
    WHERE statement.id = new.statement AND actor.kind <> 'unnamed' AND new.verdict <> 'wrong' AND NOT EXISTS (
        SELECT 1 FROM person_actor WHERE person_actor.article = actor.article AND person_actor.actor = actor.id
    )
    ON CONFLICT DO NOTHING;
    INSERT INTO browse_statement
    SELECT * FROM browse_found WHERE number = (SELECT number FROM statement WHERE id = new.statement);
END;

CREATE TRIGGER browse_decided_no_more AFTER DELETE ON decision BEGIN
    DELETE FROM browse_statement WHERE number = (SELECT number FROM statement WHERE id = old.statement);
    INSERT INTO browse_person (id, name, kind, names)
    SELECT '~' || name, name, actor.kind, name FROM statement
    JOIN actor ON actor.article = statement.article AND actor.id = statement.speaker
    WHERE statement.id = old.statement AND actor.kind <> 'unnamed' AND NOT EXISTS (
        SELECT 1 FROM person_actor WHERE person_actor.article = actor.article AND person_actor.actor = actor.id
    )
    ON CONFLICT DO NOTHING;
    INSERT INTO browse_statement
    SELECT * FROM browse_found WHERE number = (SELECT number FROM statement WHERE id = old.statement);
END;

CREATE TRIGGER browse_meets_decided AFTER INSERT ON person_actor
WHEN EXISTS (SELECT 1 FROM decision WHERE speaker = new.actor) BEGIN
    DELETE FROM browse_statement WHERE number IN (
        SELECT number FROM decision JOIN statement ON statement.id = decision.statement
        WHERE statement.article = new.article AND decision.speaker = new.actor
    );
    INSERT INTO browse_statement SELECT * FROM browse_found WHERE number IN (
        SELECT number FROM decision JOIN statement ON statement.id = decision.statement
        WHERE statement.article = new.article AND decision.speaker = new.actor
    );
    UPDATE statement_words
    SET facets = (SELECT facets FROM browse_facets WHERE browse_facets.number = statement_words.rowid)
    WHERE rowid IN (
        SELECT number FROM decision JOIN statement ON statement.id = decision.statement
        WHERE statement.article = new.article AND decision.speaker = new.actor
    );
END;

CREATE TRIGGER browse_parts_decided AFTER DELETE ON person_actor
WHEN EXISTS (SELECT 1 FROM decision WHERE speaker = old.actor) BEGIN
    DELETE FROM browse_statement WHERE number IN (
        SELECT number FROM decision JOIN statement ON statement.id = decision.statement
        WHERE statement.article = old.article AND decision.speaker = old.actor
    );
    INSERT INTO browse_person (id, name, kind, names)
    SELECT '~' || name, name, kind, name FROM actor
    WHERE article = old.article AND id = old.actor AND kind <> 'unnamed'
    ON CONFLICT DO NOTHING;
    INSERT INTO browse_statement SELECT * FROM browse_found WHERE number IN (
        SELECT number FROM decision JOIN statement ON statement.id = decision.statement
        WHERE statement.article = old.article AND decision.speaker = old.actor
    );
    UPDATE statement_words
    SET facets = (SELECT facets FROM browse_facets WHERE browse_facets.number = statement_words.rowid)
    WHERE rowid IN (
        SELECT number FROM decision JOIN statement ON statement.id = decision.statement
        WHERE statement.article = old.article AND decision.speaker = old.actor
    );
END;
