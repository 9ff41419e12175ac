-- What was deleted, so that it does not come back from another library. `turn` counts deleting and bringing back, and is
-- odd while the deletion holds; `version` and `sum` name what was deleted.
CREATE TABLE deletion (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL,
    turn INTEGER NOT NULL,
    version TEXT NOT NULL,
    sum TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX deletion_of ON deletion(article);
