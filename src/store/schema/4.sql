-- What a list of feeds said of a folder besides its name, kept for the next list. `path` is written as in `feed`; `about`
-- holds names and values; a folder that was `empty` is written though no feed lies in it.
CREATE TABLE folder (
    path TEXT PRIMARY KEY,
    about TEXT NOT NULL,
    empty INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
