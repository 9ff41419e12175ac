-- An article. `n` is its place in time (see place.rs), so that "newest first" is the order of the table and of the
-- full-text index. Removed articles stay, with everything on them, until the removal can no longer be undone.
CREATE TABLE article (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    identity TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    authors TEXT NOT NULL,
    outlet TEXT,
    url TEXT,
    published TEXT,
    fetched TEXT NOT NULL,
    language TEXT,
    day TEXT NOT NULL,
    revision INTEGER NOT NULL,
    unread INTEGER NOT NULL DEFAULT 1,
    starred INTEGER NOT NULL DEFAULT 0,
    notes INTEGER NOT NULL DEFAULT 0,
    adrift INTEGER NOT NULL DEFAULT 0,
    removed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX article_live ON article(n) WHERE NOT removed;
CREATE INDEX article_unread ON article(n) WHERE unread AND NOT removed;
CREATE INDEX article_starred ON article(n) WHERE starred AND NOT removed;
CREATE INDEX article_annotated ON article(n) WHERE notes > 0 AND NOT removed;

-- How many of them, in one row: counting a hundred thousand would cost more than a frame.
CREATE TABLE tally (
    articles INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    starred INTEGER NOT NULL,
    annotated INTEGER NOT NULL,
    adrift INTEGER NOT NULL
) STRICT;
INSERT INTO tally VALUES (0, 0, 0, 0, 0);
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
    UPDATE tally SET
        articles = articles + NOT new.removed,
        unread = unread + (new.unread AND NOT new.removed),
        starred = starred + (new.starred AND NOT new.removed),
        annotated = annotated + (new.notes > 0 AND NOT new.removed),
        adrift = adrift + (new.adrift > 0 AND NOT new.removed);
END;
CREATE TRIGGER article_changed AFTER UPDATE OF unread, starred, notes, adrift, removed ON article BEGIN
    UPDATE tally SET
        articles = articles + (NOT new.removed) - (NOT old.removed),
        unread = unread + (new.unread AND NOT new.removed) - (old.unread AND NOT old.removed),
        starred = starred + (new.starred AND NOT new.removed) - (old.starred AND NOT old.removed),
        annotated = annotated + (new.notes > 0 AND NOT new.removed) - (old.notes > 0 AND NOT old.removed),
        adrift = adrift + (new.adrift > 0 AND NOT new.removed) - (old.adrift > 0 AND NOT old.removed);
END;

-- A text of an article; never changed, never deleted.
CREATE TABLE revision (
    n INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article(n),
    revision INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    fetched TEXT NOT NULL,
    journaled INTEGER NOT NULL DEFAULT 0,
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX revision_of ON revision(article, revision);

CREATE TABLE article_tag (
    article INTEGER NOT NULL REFERENCES article(n),
    tag TEXT NOT NULL,
    PRIMARY KEY (article, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tag_of ON article_tag(tag COLLATE NOCASE, article);

-- An annotation. `record` is the whole of it, `sum` its check; the other columns repeat what queries ask for.
CREATE TABLE annotation (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES article(n),
    start INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    status TEXT NOT NULL,
    verdict TEXT,
    speaker TEXT,
    modified TEXT NOT NULL,
    record TEXT NOT NULL,
    sum TEXT NOT NULL
) STRICT;
CREATE INDEX annotation_of ON annotation(article, start);

-- What an annotation was before its edits.
CREATE TABLE annotation_version (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    record TEXT NOT NULL,
    replaced TEXT NOT NULL
) STRICT;
CREATE INDEX annotation_version_of ON annotation_version(id);

CREATE VIRTUAL TABLE find USING fts5(
    title, body, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE find_note USING fts5(
    words, quote, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2"
);

-- What can be undone, and (where `undone`) redone: `flip` holds the changes that turn it over.
CREATE TABLE undo (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    made TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    flip TEXT NOT NULL
) STRICT;

-- Lines committed but not yet known to be in notes.journal.
CREATE TABLE outbox (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    line TEXT NOT NULL
) STRICT;

CREATE TABLE reading_place (
    article INTEGER PRIMARY KEY REFERENCES article(n),
    revision INTEGER NOT NULL,
    byte INTEGER NOT NULL
) STRICT;

CREATE TABLE smart_folder (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A reader's word on a detected mark: it is of another kind, or no mark at all.
CREATE TABLE correction (
    article INTEGER NOT NULL REFERENCES article(n),
    start INTEGER NOT NULL,
    quote TEXT NOT NULL,
    kind TEXT,
    PRIMARY KEY (article, start, quote)
) STRICT, WITHOUT ROWID;

-- What is found in an article, for `actor:`, `figure:`, `unit:`, `speaker:` and `stance:`.
CREATE TABLE mark_word (
    field TEXT NOT NULL,
    word TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (field, word, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX mark_word_of ON mark_word(article);
CREATE TABLE mark_size (
    article INTEGER NOT NULL,
    value REAL NOT NULL,
    PRIMARY KEY (value, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX mark_size_of ON mark_size(article);
CREATE TABLE marked (
    article INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE feed (
    n INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    folder TEXT,
    settings TEXT NOT NULL DEFAULT '{}',
    etag TEXT,
    last_modified TEXT,
    fetched TEXT,
    outcome TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    due TEXT
) STRICT;
CREATE TABLE entry (
    feed INTEGER NOT NULL REFERENCES feed(n) ON DELETE CASCADE,
    identity TEXT NOT NULL,
    article INTEGER REFERENCES article(n),
    seen TEXT NOT NULL,
    PRIMARY KEY (feed, identity)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_of ON entry(article);
