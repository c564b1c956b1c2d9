-- Less is noted of what is due, and only where it may matter: what linking writes anew is not looked at twice.

-- Whom actors are shown as is noted by article ("shown"), as whole articles are shown at once.
INSERT OR IGNORE INTO link_due
SELECT 'shown', substr(key, 1, instr(key, ' ') - 1) FROM link_due WHERE part = 'member';

DELETE FROM link_due WHERE part = 'member';

-- A statement that no utterance holds yet is due whoever its speaker is.
DROP TRIGGER link_actor_meets;

CREATE TRIGGER link_actor_meets AFTER INSERT ON person_actor BEGIN
    INSERT INTO link_due SELECT 'statement', id FROM statement
    CROSS JOIN utterance_statement ON utterance_statement.statement = id
    WHERE article = new.article AND speaker = new.actor
    ON CONFLICT DO NOTHING;
END;

-- An exchange is between two utterances: most signs have both ends in one.
DROP TRIGGER link_sign_comes;
DROP TRIGGER link_sign_moves;

CREATE TRIGGER link_sign_comes AFTER INSERT ON link_sign BEGIN
    INSERT INTO link_due SELECT 'exchange', new.origin FROM utterance_statement AS own
    CROSS JOIN utterance_statement AS far ON far.statement = new.target
    WHERE own.statement = new.origin AND far.utterance <> own.utterance
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER link_sign_moves AFTER INSERT ON utterance_statement
WHEN EXISTS (
    SELECT 1 FROM link_sign CROSS JOIN utterance_statement AS far ON far.statement = target
    WHERE origin = new.statement AND far.utterance <> new.utterance
) OR EXISTS (
    SELECT 1 FROM link_sign CROSS JOIN utterance_statement AS far ON far.statement = origin
    WHERE target = new.statement AND far.utterance <> new.utterance
) BEGIN
    INSERT INTO link_due VALUES ('exchange', new.statement) ON CONFLICT DO NOTHING;
END;

-- Only signs that an article's own words show are asked by article.
DROP INDEX link_sign_by_article;

CREATE INDEX link_sign_by_article ON link_sign (article) WHERE NOT inferred;
