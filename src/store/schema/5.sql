-- What was exported where: a file is replaced unasked only while it is still what was written there. `sha256` is of what
-- is to stand there, `earlier` of what stood there before, as a write may be broken off between the two.
CREATE TABLE exported (
    path TEXT PRIMARY KEY,
    format TEXT NOT NULL,
    query TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    earlier TEXT
) STRICT, WITHOUT ROWID;

-- Articles that more than one feed has brought: few, and the only ones besides copies that a folder could count twice.
CREATE TABLE brought_again (article INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER brought_once_more AFTER INSERT ON brought
    WHEN EXISTS (SELECT 1 FROM brought WHERE article = new.article AND feed <> new.feed) BEGIN
    INSERT OR IGNORE INTO brought_again (article) VALUES (new.article);
END;
INSERT INTO brought_again (article) SELECT article FROM brought GROUP BY article HAVING count(*) > 1;
