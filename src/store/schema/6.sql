-- The text of an article that the reader has read last; none where it was never opened.
ALTER TABLE article ADD COLUMN seen INTEGER;
UPDATE article SET seen = revision WHERE NOT unread;
CREATE TRIGGER article_seen AFTER UPDATE OF unread ON article WHEN NOT new.unread BEGIN
    UPDATE article SET seen = revision WHERE n = new.n;
END;
