-- Wire copy: one text in several outlets. Articles with the same `story` are copies of each other; one of them, the
-- front, stands for all in lists, and the others are `behind` it.
ALTER TABLE article ADD COLUMN story INTEGER;
ALTER TABLE article ADD COLUMN behind INTEGER NOT NULL DEFAULT 0;
CREATE INDEX article_story ON article(story) WHERE story IS NOT NULL;
DROP INDEX article_live;
CREATE INDEX article_live ON article(n, story, behind) WHERE NOT removed;
CREATE INDEX article_front ON article(n) WHERE NOT removed AND NOT behind;
DROP INDEX article_unread;
CREATE INDEX article_unread ON article(n) WHERE unread AND NOT removed;
CREATE INDEX article_new ON article(n) WHERE unread AND NOT removed AND NOT behind;

-- Bands of the fingerprints of texts: two texts with a band in common may be copies.
CREATE TABLE band (
    hash INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (hash, article)
) STRICT, WITHOUT ROWID;

-- A story counts once among articles and unread ones. Stars and notes are on one article, never on a story.
DROP TRIGGER article_added;
DROP TRIGGER article_changed;
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
    UPDATE tally SET
        articles = articles + (NOT new.removed AND NOT new.behind),
        unread = unread + (new.unread AND NOT new.removed AND NOT new.behind),
        starred = starred + (new.starred AND NOT new.removed),
        annotated = annotated + (new.notes > 0 AND NOT new.removed),
        adrift = adrift + (new.adrift > 0 AND NOT new.removed);
END;
CREATE TRIGGER article_changed AFTER UPDATE OF unread, starred, notes, adrift, removed, behind ON article BEGIN
    UPDATE tally SET
        articles = articles + (NOT new.removed AND NOT new.behind) - (NOT old.removed AND NOT old.behind),
        unread = unread + (new.unread AND NOT new.removed AND NOT new.behind)
            - (old.unread AND NOT old.removed AND NOT old.behind),
        starred = starred + (new.starred AND NOT new.removed) - (old.starred AND NOT old.removed),
        annotated = annotated + (new.notes > 0 AND NOT new.removed) - (old.notes > 0 AND NOT old.removed),
        adrift = adrift + (new.adrift > 0 AND NOT new.removed) - (old.adrift > 0 AND NOT old.removed);
END;

-- What a feed has brought: an article counts once, whatever it was called. `unread` is kept, not counted.
ALTER TABLE feed ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;
CREATE TABLE brought (
    article INTEGER NOT NULL,
    feed INTEGER NOT NULL REFERENCES feed(n) ON DELETE CASCADE,
    PRIMARY KEY (article, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX brought_by ON brought(feed, article);
CREATE TRIGGER entry_added AFTER INSERT ON entry WHEN new.article IS NOT NULL BEGIN
    INSERT OR IGNORE INTO brought (article, feed) VALUES (new.article, new.feed);
END;
CREATE TRIGGER entry_changed AFTER UPDATE OF article ON entry WHEN new.article IS NOT old.article BEGIN
    INSERT OR IGNORE INTO brought (article, feed) VALUES (new.article, new.feed);
END;
CREATE TRIGGER brought_added AFTER INSERT ON brought BEGIN
    UPDATE feed SET unread = unread + coalesce(
        (SELECT unread AND NOT removed FROM article WHERE n = new.article), 0) WHERE n = new.feed;
END;
CREATE TRIGGER article_read AFTER UPDATE OF unread, removed ON article
    WHEN (new.unread AND NOT new.removed) <> (old.unread AND NOT old.removed) BEGIN
    UPDATE feed SET unread = unread + (new.unread AND NOT new.removed) - (old.unread AND NOT old.removed)
        WHERE n IN (SELECT feed FROM brought WHERE article = new.n);
END;
INSERT OR IGNORE INTO brought (article, feed) SELECT article, feed FROM entry WHERE article IS NOT NULL;

-- The page an article was taken from, compressed: a better reader may be run over it again.
CREATE TABLE page (
    article INTEGER PRIMARY KEY REFERENCES article(n),
    revision INTEGER NOT NULL,
    address TEXT NOT NULL,
    media_type TEXT,
    charset TEXT,
    bytes BLOB NOT NULL
) STRICT;

-- Articles that wait to be analysed, and the version of the analysis that the others went through.
CREATE TABLE to_mark (article INTEGER PRIMARY KEY) STRICT;
CREATE TABLE marked_by (version INTEGER NOT NULL) STRICT;
INSERT INTO marked_by VALUES (0);
CREATE TRIGGER article_to_mark AFTER INSERT ON article BEGIN
    INSERT OR IGNORE INTO to_mark (article) VALUES (new.n);
END;
CREATE TRIGGER revision_to_mark AFTER UPDATE OF revision ON article BEGIN
    INSERT OR IGNORE INTO to_mark (article) VALUES (new.n);
END;
