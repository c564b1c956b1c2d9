-- Where linking meets somebody, or a date is lent, the line of a statement stays, and only what counts by the
-- speaker or the day is counted anew.

DROP TRIGGER browse_meets;
DROP TRIGGER browse_parts;
DROP TRIGGER browse_lent;
DROP TRIGGER browse_lent_no_more;

CREATE TRIGGER browse_counts_over AFTER UPDATE OF person, day ON browse_statement BEGIN
    INSERT INTO browse_tally VALUES
        ('person month', old.person, old.day / 100, old.mode - 1, -old.mode),
        ('person outlet', old.person, old.outlet, old.mode - 1, -old.mode),
        ('person month', new.person, new.day / 100, 1 - new.mode, new.mode),
        ('person outlet', new.person, new.outlet, 1 - new.mode, new.mode)
    ON CONFLICT DO UPDATE SET said = said + excluded.said, attitudes = attitudes + excluded.attitudes;
    DELETE FROM browse_tally WHERE said = 0 AND attitudes = 0 AND (what, one, other) IN (VALUES
        ('person month', old.person, old.day / 100),
        ('person outlet', old.person, old.outlet));
    UPDATE browse_role SET statements = statements - 1
    WHERE person = old.person AND role = old.role AND month = old.day / 100;
    DELETE FROM browse_role WHERE person = old.person AND role = old.role AND month = old.day / 100 AND statements = 0;
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
    UPDATE statement_words SET facets = (SELECT facets FROM browse_facets WHERE browse_facets.number = new.number)
    WHERE rowid = new.number;
END;

CREATE TRIGGER browse_counts_by_month AFTER UPDATE OF day ON browse_statement WHEN old.day / 100 <> new.day / 100 BEGIN
    INSERT INTO browse_tally VALUES
        ('outlet month', old.outlet, old.day / 100, old.mode - 1, -old.mode),
        ('month', old.day / 100, 0, old.mode - 1, -old.mode),
        ('outlet month', new.outlet, new.day / 100, 1 - new.mode, new.mode),
        ('month', new.day / 100, 0, 1 - new.mode, new.mode)
    ON CONFLICT DO UPDATE SET said = said + excluded.said, attitudes = attitudes + excluded.attitudes;
    DELETE FROM browse_tally WHERE said = 0 AND attitudes = 0 AND (what, one, other) IN (VALUES
        ('outlet month', old.outlet, old.day / 100),
        ('month', old.day / 100, 0));
END;

CREATE TRIGGER browse_counts_by_person AFTER UPDATE OF person ON browse_statement WHEN old.person <> new.person BEGIN
    UPDATE browse_person SET said = said - 1 + old.mode, attitudes = attitudes - old.mode WHERE number = old.person;
    UPDATE browse_person SET said = said + 1 - new.mode, attitudes = attitudes + new.mode WHERE number = new.person;
    DELETE FROM browse_person WHERE number = old.person AND said = 0 AND attitudes = 0 AND id >= '~' AND id < '~~';
END;

CREATE TRIGGER browse_meets AFTER INSERT ON person_actor
WHEN EXISTS (
    SELECT 1 FROM statement JOIN browse_statement AS line ON line.number = statement.number
    WHERE statement.article = new.article AND statement.speaker = new.actor
        AND line.person IS NOT (SELECT number FROM browse_person WHERE id = new.person)
) BEGIN
    UPDATE browse_statement SET person = found.person FROM statement CROSS JOIN browse_found AS found
    WHERE statement.article = new.article AND statement.speaker = new.actor
        AND found.number = statement.number AND browse_statement.number = statement.number
        AND browse_statement.person <> found.person;
END;

CREATE TRIGGER browse_parts AFTER DELETE ON person_actor
WHEN EXISTS (SELECT 1 FROM statement WHERE article = old.article AND speaker = old.actor) BEGIN
    INSERT INTO browse_person (id, name, kind, names)
    SELECT '~' || name, name, kind, name FROM actor
    WHERE article = old.article AND id = old.actor AND kind <> 'unnamed'
    ON CONFLICT DO NOTHING;
    UPDATE browse_statement SET person = found.person FROM statement CROSS JOIN browse_found AS found
    WHERE statement.article = old.article AND statement.speaker = old.actor
        AND found.number = statement.number AND browse_statement.number = statement.number
        AND browse_statement.person <> found.person;
END;

CREATE TRIGGER browse_lent AFTER INSERT ON loan BEGIN
    UPDATE browse_statement SET day = found.day FROM statement CROSS JOIN browse_found AS found
    WHERE statement.id = new.statement AND found.number = statement.number
        AND browse_statement.number = statement.number AND browse_statement.day <> found.day;
END;

CREATE TRIGGER browse_lent_no_more AFTER DELETE ON loan BEGIN
    UPDATE browse_statement SET day = found.day FROM statement CROSS JOIN browse_found AS found
    WHERE statement.id = old.statement AND found.number = statement.number
        AND browse_statement.number = statement.number AND browse_statement.day <> found.day;
END;

-- What an article tells of events goes by whom its actors were decided to be, whether that is shown yet or not.
DROP TRIGGER link_told_meets;
DROP TRIGGER link_told_parts;

CREATE TRIGGER link_told_meets AFTER UPDATE OF person ON link_member
WHEN old.person IS NOT new.person AND EXISTS (SELECT 1 FROM link_told WHERE article = new.article) BEGIN
    INSERT INTO link_due VALUES ('told', new.article) ON CONFLICT DO NOTHING;
END;
