//! What can still be read of a library and its journal, however damaged they are. Nothing here writes to them.

use crate::store::articles::{META, meta_of};
use crate::store::journal::{Entry, TextEntry, unframed};
use crate::store::part::{self, Kept};
use crate::store::salvaged_sources::Sources;
use crate::store::{correction_record, deletions, packed, record};
use crate::text::{Annotation, ArticleId, Body, Correction, Deletion, Meta};
use rusqlite::{Connection, OpenFlags, Row, params};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// An article with the revisions that could be read.
#[derive(Debug, Default)]
pub struct Volume {
    pub identity: String,
    pub meta: Meta,
    /// Number of a revision → its text, checked against its hash.
    pub texts: BTreeMap<u32, Body>,
    /// Number of a revision → what is kept beside its text.
    pub about: BTreeMap<u32, Kept>,
    pub tags: Vec<String>,
    pub unread: bool,
    pub starred: bool,
    pub removed: bool,
}

/// Everything that could be read.
#[derive(Debug, Default)]
pub struct Salvage {
    /// Name → article.
    pub volumes: BTreeMap<String, Volume>,
    /// Name → annotation.
    pub notes: BTreeMap<String, Annotation>,
    /// Name → correction.
    pub corrections: BTreeMap<String, Correction>,
    /// What was deleted, with the article that it was in.
    pub deletions: Vec<(ArticleId, Deletion)>,
    /// Feeds and smart folders.
    pub sources: Sources,
    /// Rows of the database that could not be read or failed their check.
    pub bad_rows: usize,
    /// Lines of the journal that failed their check.
    pub bad_lines: usize,
}

/// The last that the journal says of a note or correction, and the number of that line.
type Told<T> = BTreeMap<String, (i64, Option<T>)>;

impl Salvage {
    /// Reads a database (a copy, for opening one may change it) and a journal.
    pub fn read(database: &Path, journal: &Path) -> Self {
        let mut salvage = Self::default();
        let mut reached = None;
        if let Ok(conn) = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_WRITE) {
            let sql = "SELECT seq FROM sqlite_sequence WHERE name = 'outbox'";
            reached = conn.query_row(sql, [], |row| row.get::<_, i64>(0)).ok();
            let names = salvage.read_articles(&conn);
            salvage.sources = Sources::read(&conn, &names, &mut salvage.bad_rows);
            salvage.read_notes(&conn);
            salvage.read_corrections(&conn);
            salvage.deletions = rows_of(&conn, "deletion", deletions::COLUMNS, &mut salvage.bad_rows, |row| {
                Ok((ArticleId(row.get("article")?), deletions::deletion_of(row)?))
            });
        }
        let (notes, corrections) = salvage.read_journal(journal);
        merge(&mut salvage.notes, notes, reached, |told, kept| told.modified > kept.modified);
        // A correction is never edited: one of the same name is the same.
        merge(&mut salvage.corrections, corrections, reached, |_, _| false);
        salvage
    }

    /// Gives the names of the articles by their rows.
    fn read_articles(&mut self, conn: &Connection) -> BTreeMap<i64, String> {
        let mut names: BTreeMap<i64, String> = BTreeMap::new();
        let columns = format!("{META}, n, id, identity, unread, starred, removed");
        let rows = rows_of(conn, "article", &columns, &mut self.bad_rows, |row| {
            let volume = Volume {
                meta: meta_of(row)?,
                identity: row.get(9)?,
                unread: row.get(10)?,
                starred: row.get(11)?,
                removed: row.get(12)?,
                ..Volume::default()
            };
            Ok((row.get::<_, i64>(7)?, row.get::<_, String>(8)?, volume))
        });
        for (n, id, volume) in rows {
            if is_id(&id) {
                names.insert(n, id.clone());
                self.volumes.insert(id, volume);
            }
        }
        let columns = "article, revision, text_sha256, body";
        let rows = rows_of(conn, "revision", columns, &mut self.bad_rows, |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, u32>(1)?, row.get::<_, String>(2)?, row.get::<_, Vec<u8>>(3)?))
        });
        for (n, revision, text_sha256, packed) in rows {
            let body = packed::unpack(&packed).filter(|body| body.sha256() == text_sha256);
            match (body, names.get(&n).and_then(|id| self.volumes.get_mut(id))) {
                (Some(body), Some(volume)) => {
                    volume.texts.insert(revision, body);
                }
                _ => self.bad_rows += 1,
            }
        }
        part::kept_of(conn, |n, revision, kept| {
            if let Some(volume) = names.get(&n).and_then(|id| self.volumes.get_mut(id)) {
                volume.about.insert(revision, kept);
            }
        });
        let mut tags = conn.prepare("SELECT article, tag FROM article_tag").ok();
        let tags = tags.as_mut().and_then(|tags| tags.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).ok());
        for (n, tag) in tags.into_iter().flatten().map_while(Result::ok) {
            let n: i64 = n;
            if let Some(volume) = names.get(&n).and_then(|id| self.volumes.get_mut(id)) {
                volume.tags.push(tag);
            }
        }
        names
    }

    fn read_notes(&mut self, conn: &Connection) {
        let rows = rows_of(conn, "annotation", "record, sum", &mut self.bad_rows, |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        });
        for (json, sum) in rows {
            match record::read(&json).filter(|_| record::sum(&json) == sum) {
                Some(annotation) => {
                    self.notes.insert(annotation.id.0.clone(), annotation);
                }
                None => self.bad_rows += 1,
            }
        }
    }

    fn read_corrections(&mut self, conn: &Connection) {
        let rows = rows_of(conn, "correction", "record, sum", &mut self.bad_rows, |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        });
        for (json, sum) in rows {
            match correction_record::read(&json).filter(|_| record::sum(&json) == sum) {
                Some(correction) => {
                    self.corrections.insert(correction.id.0.clone(), correction);
                }
                None => self.bad_rows += 1,
            }
        }
    }

    fn read_journal(&mut self, path: &Path) -> (Told<Annotation>, Told<Correction>) {
        let bytes = fs::read(path).unwrap_or_default();
        let (mut entries, mut texts) = (BTreeMap::new(), Texts::new());
        for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            match std::str::from_utf8(line).ok().and_then(unframed) {
                Some((n, entry)) => {
                    entries.insert(n, entry);
                }
                None => self.bad_lines += 1,
            }
        }
        let (mut told, mut corrected) = (Told::new(), Told::new());
        for (n, entry) in entries {
            match entry {
                Entry::Put { note } => {
                    if let Some(annotation) = record::annotation_of(*note) {
                        told.insert(annotation.id.0.clone(), (n, Some(annotation)));
                    }
                }
                Entry::Taken { note } => {
                    told.insert(note, (n, None));
                }
                Entry::Corrected { correction } => {
                    if let Some(correction) = correction_record::correction_of(*correction) {
                        corrected.insert(correction.id.0.clone(), (n, Some(correction)));
                    }
                }
                Entry::Uncorrected { correction } => {
                    corrected.insert(correction, (n, None));
                }
                Entry::Shelved { .. } => {}
                Entry::Text(text) => {
                    texts.entry((text.article.clone(), text.revision)).or_insert(*text);
                }
                Entry::Parted { article, from, into, identities } => {
                    part_texts(&mut texts, &article, from, &into, &identities);
                }
                Entry::Joined { article, into, by, identity } => join_texts(&mut texts, &article, &into, by, &identity),
            }
        }
        texts.into_values().for_each(|text| self.take_text(text));
        (told, corrected)
    }

    fn take_text(&mut self, text: TextEntry) {
        let Some(body) = text.unpacked() else { return };
        let volume = self.volumes.entry(text.article).or_insert_with(|| Volume {
            identity: text.identity,
            meta: Meta {
                title: text.title,
                authors: text.authors,
                outlet: text.outlet,
                url: text.url,
                published: text.published,
                fetched: text.fetched,
                language: text.language,
            },
            ..Volume::default()
        });
        volume.texts.entry(text.revision).or_insert(body);
    }
}

/// The texts that a journal has, by article and revision.
type Texts = BTreeMap<(String, u32), TextEntry>;

/// From a revision on the texts are those of another article. What each of the two is known by comes with it.
fn part_texts(texts: &mut Texts, article: &str, from: u32, into: &str, (earlier, later): &(String, String)) {
    rename(texts, |text| {
        if text.article == article {
            let is_later = text.revision >= from;
            text.identity = if is_later { later.clone() } else { earlier.clone() };
            text.article = if is_later { into.to_owned() } else { text.article.clone() };
        }
    });
}

/// They are this article's again.
fn join_texts(texts: &mut Texts, article: &str, into: &str, by: u32, identity: &str) {
    rename(texts, |text| {
        if text.article == into {
            article.clone_into(&mut text.article);
            text.revision = text.revision.saturating_add(by);
        }
        if text.article == article {
            identity.clone_into(&mut text.identity);
        }
    });
}

fn rename(texts: &mut Texts, how: impl Fn(&mut TextEntry)) {
    for (_, mut text) in std::mem::take(texts) {
        how(&mut text);
        texts.entry((text.article.clone(), text.revision)).or_insert(text);
    }
}

/// Of two accounts of a note or correction, takes the later. The database has everything up to the line `reached`; where
/// that is not known, `newer` decides. One that only the journal has was lost from the database.
fn merge<T>(kept: &mut BTreeMap<String, T>, told: Told<T>, reached: Option<i64>, newer: impl Fn(&T, &T) -> bool) {
    for (id, (n, told)) in told {
        let later = match (kept.get(&id), reached, &told) {
            (None, ..) => true,
            (Some(_), Some(reached), _) => n > reached,
            (Some(kept), None, Some(told)) => newer(told, kept),
            // Whether it was taken before or after: one too many can be deleted, one too few cannot be made.
            (Some(_), None, None) => false,
        };
        match told {
            Some(told) if later => {
                kept.insert(id, told);
            }
            None if later => {
                kept.remove(&id);
            }
            _ => {}
        }
    }
}

/// Reads the rows of a table from both ends and by every row number that its indexes know, past what is damaged.
pub fn rows_of<T>(
    conn: &Connection,
    table: &str,
    columns: &str,
    bad: &mut usize,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Vec<T> {
    let mut found: BTreeMap<i64, T> = BTreeMap::new();
    let mut whole = true;
    for order in ["ASC", "DESC"] {
        let sql = format!("SELECT {columns}, n AS row_number FROM {table} NOT INDEXED ORDER BY n {order}");
        let Ok(mut query) = conn.prepare(&sql) else { return Vec::new() };
        let Ok(mut rows) = query.query([]) else { return Vec::new() };
        loop {
            match rows.next() {
                Ok(None) => break,
                Ok(Some(row)) => match (row.get::<_, i64>("row_number"), read(row)) {
                    (Ok(n), Ok(value)) => {
                        found.insert(n, value);
                    }
                    _ => whole = false,
                },
                Err(_) => {
                    whole = false;
                    break;
                }
            }
        }
        if whole {
            return found.into_values().collect();
        }
    }
    let sql = format!("SELECT {columns} FROM {table} NOT INDEXED WHERE n = ?1");
    let Ok(mut query) = conn.prepare(&sql) else { return found.into_values().collect() };
    for n in numbers(conn, table, found.keys().next_back().copied()) {
        if found.contains_key(&n) {
            continue;
        }
        match query.query_row(params![n], &read) {
            Ok(value) => drop(found.insert(n, value)),
            Err(rusqlite::Error::QueryReturnedNoRows) => {}
            Err(_) => *bad += 1,
        }
    }
    found.into_values().collect()
}

/// Every row number that an index of the table still tells, and for small numbers all there could be.
fn numbers(conn: &Connection, table: &str, highest: Option<i64>) -> BTreeSet<i64> {
    /// Articles are numbered by time, far apart; other tables from 1 on.
    const COUNTED: i64 = 10_000_000;
    let mut numbers = BTreeSet::new();
    let indexes: &[&str] = match table {
        "article" => &["sqlite_autoindex_article_1", "sqlite_autoindex_article_2"],
        "revision" => &["revision_of"],
        "correction" => &["sqlite_autoindex_correction_1", "correction_of"],
        "deletion" => &["sqlite_autoindex_deletion_1", "deletion_of"],
        _ => &["sqlite_autoindex_annotation_1", "annotation_of"],
    };
    for index in indexes {
        for order in ["ASC", "DESC"] {
            let key = match *index {
                "sqlite_autoindex_article_1"
                | "sqlite_autoindex_annotation_1"
                | "sqlite_autoindex_correction_1"
                | "sqlite_autoindex_deletion_1" => "id",
                "sqlite_autoindex_article_2" => "identity",
                _ => "article",
            };
            let sql = format!("SELECT n FROM {table} INDEXED BY {index} ORDER BY {key} {order}");
            let Ok(mut query) = conn.prepare(&sql) else { continue };
            let Ok(rows) = query.query_map([], |row| row.get::<_, i64>(0)) else { continue };
            numbers.extend(rows.map_while(Result::ok));
        }
    }
    let highest = highest.max(numbers.last().copied()).unwrap_or_default();
    if highest < COUNTED {
        numbers.extend(1..=highest + 64);
    }
    numbers
}

fn is_id(id: &str) -> bool {
    id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}
