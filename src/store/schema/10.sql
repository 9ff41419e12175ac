-- What an article was said to be while a text was its latest, kept when another text took its place (`record`, with its
-- check `sum`), and the address of who brought that text, where it was not the first.
CREATE TABLE revision_about (
    revision INTEGER PRIMARY KEY REFERENCES revision(n),
    place TEXT,
    record TEXT,
    sum TEXT
) STRICT;
