-- A reader's word on something detected. `record` is the whole of it, `sum` its check. One that holds everywhere holds
-- also when the article it was made in has been removed.
DROP TABLE correction;
CREATE TABLE correction (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES article(n),
    everywhere INTEGER NOT NULL,
    record TEXT NOT NULL,
    sum TEXT NOT NULL
) STRICT;
CREATE INDEX correction_of ON correction(article);
CREATE INDEX correction_everywhere ON correction(n) WHERE everywhere;
