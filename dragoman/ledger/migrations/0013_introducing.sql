-- Somebody whom linking meets for the first time keeps the row that his printed name had, where all that stands
-- there is his: his statements are then not counted, nor their words written, a second time.

DROP TRIGGER browse_person_comes;

CREATE TRIGGER browse_person_comes AFTER INSERT ON person BEGIN
    UPDATE browse_person SET id = new.id, kind = new.kind WHERE id = '~' || new.name AND NOT EXISTS (
        SELECT 1 FROM browse_statement AS line JOIN statement ON statement.number = line.number
        LEFT JOIN decision ON decision.statement = statement.id
        LEFT JOIN link_member AS met ON met.article = statement.article AND met.actor = statement.speaker
        WHERE line.person = browse_person.number
            AND (decision.statement IS NOT NULL OR met.person IS NOT new.id)
    );
    INSERT INTO browse_person (id, name, kind, names)
    SELECT new.id, new.name, new.kind,
        coalesce((SELECT group_concat(value, ' / ') FROM json_each(new.names)), new.name)
    WHERE true
    ON CONFLICT (id) DO UPDATE SET names = excluded.names WHERE names <> excluded.names;
END;
