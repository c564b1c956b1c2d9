-- When a page says that it was last changed; both days inclusive, NULL is open, as with "published".
ALTER TABLE reading ADD COLUMN updated_first TEXT;
ALTER TABLE reading ADD COLUMN updated_last TEXT;
ALTER TABLE reading ADD COLUMN updated_precision TEXT
    CHECK (updated_precision IN ('day', 'week', 'month', 'year', 'open'));
ALTER TABLE reading ADD COLUMN updated_basis TEXT
    CHECK ((updated_precision IS NULL) = (updated_basis IS NULL));
