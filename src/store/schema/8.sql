-- Check sums of what says what an article is, and of earlier versions of notes. They are kept by triggers, so that no
-- change can forget them.
ALTER TABLE article ADD COLUMN sum TEXT;
ALTER TABLE annotation_version ADD COLUMN sum TEXT;
UPDATE article SET sum = dateline_sum(id, identity, title, authors, outlet, url, published, fetched, language);
UPDATE annotation_version SET sum = dateline_sum(record);
CREATE TRIGGER article_sum AFTER INSERT ON article BEGIN
    UPDATE article SET sum = dateline_sum(new.id, new.identity, new.title, new.authors, new.outlet, new.url,
        new.published, new.fetched, new.language) WHERE n = new.n;
END;
CREATE TRIGGER article_sum_again AFTER UPDATE OF id, identity, title, authors, outlet, url, published, fetched, language
    ON article BEGIN
    UPDATE article SET sum = dateline_sum(new.id, new.identity, new.title, new.authors, new.outlet, new.url,
        new.published, new.fetched, new.language) WHERE n = new.n;
END;
CREATE TRIGGER version_sum AFTER INSERT ON annotation_version BEGIN
    UPDATE annotation_version SET sum = dateline_sum(new.record) WHERE n = new.n;
END;
