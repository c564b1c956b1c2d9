-- Where a story went: the articles that it had before it went, so that its address leads to the story that
-- tells of most of them now. An article that is forgotten leaves nothing here.
CREATE TABLE story_former (
    story TEXT NOT NULL,
    article TEXT NOT NULL,
    PRIMARY KEY (story, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX story_former_by_article ON story_former (article);

CREATE TRIGGER story_former_comes AFTER DELETE ON story_article
WHEN EXISTS (SELECT 1 FROM article WHERE id = old.article) BEGIN
    INSERT INTO story_former VALUES (old.story, old.article) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER story_former_is_back AFTER INSERT ON story_article BEGIN
    DELETE FROM story_former WHERE story = new.story AND article = new.article;
END;

CREATE TRIGGER story_former_goes AFTER DELETE ON article BEGIN
    DELETE FROM story_former WHERE article = old.id;
END;
