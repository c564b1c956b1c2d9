-- Copies of an article that goes are copies of another one, or of none.
CREATE TRIGGER link_front_goes AFTER DELETE ON link_front BEGIN
    DELETE FROM link_due WHERE part = 'front' AND key = old.article;
    INSERT INTO link_due SELECT 'front', article FROM link_front WHERE original = old.article
    ON CONFLICT DO NOTHING;
END;
