//! The journal beside the database: every change to a note, a line each, never rewritten.
//!
//! A line is written into the table `outbox` in the transaction of its change, then appended to `notes.journal` and
//! synced, and only then acknowledged. A line leaves the outbox with the next change. So whatever kills the program, no
//! committed change is missing in the journal once the library was opened again; a line may stand there twice, with the
//! same number.

use crate::store::correction_record::CorrectionRecord;
use crate::store::record::{self, Record};
use crate::store::{Store, StoreError, journal_file, packed};
use crate::text::{Annotation, ArticleId, Body};
use rusqlite::{OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What a line tells.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Entry {
    /// An annotation was made or changed.
    Put {
        /// All of it.
        note: Box<Record>,
    },
    /// An annotation was taken away.
    Taken {
        /// Its name.
        note: String,
    },
    /// An article was removed or brought back.
    Shelved {
        /// Its name.
        article: String,
        /// Which of the two.
        removed: bool,
    },
    /// A correction was made or changed.
    Corrected {
        /// All of it.
        correction: Box<CorrectionRecord>,
    },
    /// A correction was taken away.
    Uncorrected {
        /// Its name.
        correction: String,
    },
    /// The texts of an article from a revision on became those of another one.
    Parted {
        /// The name of the article that keeps the earlier texts.
        article: String,
        /// The first of the later texts.
        from: u32,
        /// The name of the article that has the later texts.
        into: String,
        /// What the two are known by from then on.
        identities: (String, String),
    },
    /// They became the first one's again.
    Joined {
        /// The article that has all texts.
        article: String,
        /// The one that had the later texts.
        into: String,
        /// By how much the numbers of the later texts grew.
        by: u32,
        /// What it is known by from then on.
        identity: String,
    },
    /// A text that notes or corrections are on; stands before the first of them.
    Text(Box<TextEntry>),
}

/// A revision of an article, complete.
#[derive(Serialize, Deserialize)]
pub struct TextEntry {
    /// The article's name.
    pub article: String,
    /// What makes it the same article when it comes again.
    pub identity: String,
    /// The number of the revision.
    pub revision: u32,
    /// The headline.
    pub title: String,
    /// The byline.
    pub authors: Vec<String>,
    /// The newspaper, agency or site.
    pub outlet: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// When it came.
    pub fetched: String,
    /// Its language tag.
    pub language: Option<String>,
    /// The packed body, in hexadecimal.
    pub body: String,
}

impl TextEntry {
    /// The body; nothing where it cannot be read.
    pub fn unpacked(&self) -> Option<Body> {
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let pairs = self.body.as_bytes().chunks(2);
        let bytes = pairs.map(|pair| match pair {
            [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
            _ => None,
        });
        packed::unpack(&bytes.collect::<Option<Vec<u8>>>()?)
    }
}

/// How far the outbox is in the file.
#[derive(Debug, Default)]
pub struct Journal {
    written: i64,
    trouble: Option<String>,
}

/// The journal that belongs to a database.
pub fn path_of(library: &Path) -> PathBuf {
    library.with_file_name("notes.journal")
}

/// Puts a line into the outbox.
pub fn note(work: &Transaction<'_>, entry: &Entry) -> Result<(), StoreError> {
    let line = serde_json::to_string(entry).unwrap_or_default();
    work.prepare_cached("INSERT INTO outbox (line) VALUES (?1)")?.execute([line])?;
    Ok(())
}

/// Puts an annotation into the outbox, and before the first one on a text that text.
pub fn put(work: &Transaction<'_>, n: i64, annotation: &Annotation) -> Result<(), StoreError> {
    put_text(work, n, &annotation.article)?;
    let json = record::write(annotation);
    // The record is JSON already.
    let line = format!("{{\"put\":{{\"note\":{json}}}}}");
    work.prepare_cached("INSERT INTO outbox (line) VALUES (?1)")?.execute([line])?;
    Ok(())
}

/// Puts the latest text of an article into the outbox, once.
pub fn put_text(work: &Transaction<'_>, n: i64, article: &ArticleId) -> Result<(), StoreError> {
    let sql = "SELECT a.identity, a.revision, a.title, a.authors, a.outlet, a.url, a.published, a.fetched, a.language, \
               r.body FROM article a JOIN revision r ON r.article = a.n AND r.revision = a.revision \
               WHERE a.n = ?1 AND NOT r.journaled";
    let found = work.prepare_cached(sql)?.query_row([n], |row| {
        let authors: String = row.get(3)?;
        let body: Vec<u8> = row.get(9)?;
        Ok(TextEntry {
            article: article.0.clone(),
            identity: row.get(0)?,
            revision: row.get(1)?,
            title: row.get(2)?,
            authors: serde_json::from_str(&authors).unwrap_or_default(),
            outlet: row.get(4)?,
            url: row.get(5)?,
            published: row.get(6)?,
            fetched: row.get(7)?,
            language: row.get(8)?,
            body: body.iter().map(|byte| format!("{byte:02x}")).collect(),
        })
    });
    let Some(text) = found.optional()? else { return Ok(()) };
    let sql = "UPDATE revision SET journaled = 1 WHERE article = ?1 AND revision = ?2";
    work.prepare_cached(sql)?.execute(params![n, text.revision])?;
    note(work, &Entry::Text(Box::new(text)))
}

impl Store {
    /// Why the journal could not be written, if it could not: the notes are safe in the database, and the journal is
    /// tried again with the next change.
    pub fn journal_trouble(&self) -> Option<&str> {
        self.journal.trouble.as_deref()
    }

    /// Appends what is in the outbox to the journal.
    pub(super) fn flush_journal(&mut self) {
        let Some(path) = self.path.as_deref().map(path_of) else { return };
        self.journal.trouble = self.append(&path).err().map(|error| error.to_string());
    }

    fn append(&mut self, path: &Path) -> Result<(), StoreError> {
        let mut lines = Vec::new();
        let mut last = self.journal.written;
        let mut query = self.conn.prepare_cached("SELECT n, line FROM outbox WHERE n > ?1 ORDER BY n")?;
        let mut rows = query.query([last])?;
        while let Some(row) = rows.next()? {
            last = row.get(0)?;
            let line: String = row.get(1)?;
            lines.extend_from_slice(framed(last, &line).as_bytes());
        }
        if lines.is_empty() {
            return Ok(());
        }
        journal_file::append(path, &lines).map_err(StoreError::file("write", path))?;
        self.journal.written = last;
        Ok(())
    }
}

impl Journal {
    /// Takes out of the outbox what is known to be in the file.
    pub fn clear_outbox(&self, work: &Transaction<'_>) -> Result<(), StoreError> {
        if self.written > 0 {
            work.prepare_cached("DELETE FROM outbox WHERE n <= ?1")?.execute([self.written])?;
        }
        Ok(())
    }
}

/// A line with its number and its check.
fn framed(n: i64, line: &str) -> String {
    format!("{{\"n\":{n},\"sum\":\"{}\",\"change\":{line}}}\n", record::sum(&format!("{n} {line}")))
}

/// Lets lines that are put into the outbox from now on have numbers above `n`.
pub fn number_from(work: &Transaction<'_>, n: i64) -> Result<(), StoreError> {
    // SQLite keeps the number only once the table has had a row.
    work.execute("INSERT INTO outbox (line) VALUES ('')", [])?;
    work.execute("DELETE FROM outbox WHERE n = ?1", [work.last_insert_rowid()])?;
    work.execute("UPDATE sqlite_sequence SET seq = max(seq, ?1) WHERE name = 'outbox'", [n])?;
    Ok(())
}

/// Reads a line; `None` where it is damaged.
pub fn unframed(line: &str) -> Option<(i64, Entry)> {
    let (n, change) = checked(line)?;
    serde_json::from_str(change).ok().map(|entry| (n, entry))
}

/// The number of a line and the JSON of its change; `None` where it is damaged.
pub fn checked(line: &str) -> Option<(i64, &str)> {
    let (n, rest) = line.strip_prefix("{\"n\":")?.split_once(",\"sum\":\"")?;
    let (sum, rest) = rest.split_once("\",\"change\":")?;
    let change = rest.trim_end().strip_suffix('}')?;
    let n = n.parse().ok()?;
    (record::sum(&format!("{n} {change}")) == sum).then_some((n, change))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Mode;
    use crate::store::sample::{add, note};
    use crate::text::Change;
    use std::fs;

    fn entries(path: &Path) -> Vec<Entry> {
        let text = fs::read_to_string(path).unwrap();
        text.lines().filter_map(unframed).map(|(_, entry)| entry).collect()
    }

    #[test]
    fn every_change_of_a_note_stands_in_the_journal() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library.db");
        let mut store = Store::open(&library, Mode::Write).unwrap();
        let id = add(&mut store, "one", "2026-03-04", "One. Two. é").id;
        for words in ["first", "second\nline"] {
            store.apply(&[Change::Annotate(Box::new(note(&store, &id, "Two", words)))], "note").unwrap();
        }
        store.undo().unwrap();
        store.apply(&[Change::Remove(id.clone())], "remove").unwrap();
        assert_eq!(store.journal_trouble(), None);
        let found = entries(&path_of(&library));
        let kinds: Vec<&str> = found
            .iter()
            .map(|entry| match entry {
                Entry::Text(_) => "text",
                Entry::Put { .. } => "put",
                Entry::Taken { .. } => "taken",
                Entry::Shelved { .. } => "shelved",
                Entry::Corrected { .. } | Entry::Uncorrected { .. } => "corrected",
                Entry::Parted { .. } | Entry::Joined { .. } => "parted",
            })
            .collect();
        assert_eq!(kinds, ["text", "put", "put", "taken", "shelved"]);
        let Entry::Text(text) = &found[0] else { panic!("no text") };
        assert_eq!(text.unpacked().unwrap().text(), "One. Two. é");
    }

    /// The program was killed between the commit and the journal.
    #[test]
    fn lines_left_in_the_outbox_are_written_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library.db");
        let mut store = Store::open(&library, Mode::Write).unwrap();
        let id = add(&mut store, "one", "2026-03-04", "One.").id;
        store.apply(&[Change::Annotate(Box::new(note(&store, &id, "One", "first")))], "note").unwrap();
        let journal = path_of(&library);
        drop(store);
        let whole = fs::read_to_string(&journal).unwrap();
        fs::write(&journal, &whole[..whole.len() - 20]).unwrap();
        drop(Store::open(&library, Mode::Write).unwrap());
        let found = entries(&journal);
        assert!(matches!(found.last(), Some(Entry::Put { .. })));
    }

    #[test]
    fn a_changed_line_is_refused() {
        let line = framed(7, "{\"taken\":{\"note\":\"abc\"}}");
        assert!(matches!(unframed(&line), Some((7, Entry::Taken { .. }))));
        assert!(unframed(&line.replace("abc", "abd")).is_none());
        assert!(unframed(&line.replace("\"n\":7", "\"n\":8")).is_none());
        assert!(unframed("").is_none());
    }
}
