//! Writing into the journal again what the library knows and the journal lacks.

use crate::store::journal_check::{Lacking, each_line};
use crate::store::library::now;
use crate::store::{Mode, Store, StoreError, annotations, corrections, journal, journal_file};
use crate::text::{AnnotationId, CorrectionId};
use rusqlite::{Connection, OptionalExtension, Transaction};
use std::path::{Path, PathBuf};

/// Puts every note and correction into the outbox as it is, and the texts before them.
pub fn restate_all(work: &Transaction<'_>) -> Result<(), StoreError> {
    work.execute_batch("DELETE FROM outbox; UPDATE revision SET journaled = 0 WHERE journaled")?;
    let sql = "SELECT article FROM annotation UNION SELECT article FROM correction ORDER BY article";
    let mut articles = work.prepare(sql)?;
    let articles = articles.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    for n in articles {
        for annotation in annotations::all_of(work, n)? {
            journal::put(work, n, &annotation)?;
        }
        for correction in corrections::made_in(work, n)? {
            corrections::note(work, n, &correction)?;
        }
    }
    Ok(())
}

/// The highest number of a line in a journal.
pub fn highest_number(journal: &Path) -> i64 {
    let mut highest = 0;
    // A journal that cannot be read has no number that could be met again.
    let _ = each_line(journal, |line| {
        if let Some((n, _)) = line.whole {
            highest = highest.max(n);
        }
    });
    highest
}

/// Keeps the journal of a library under another name; the next change begins a new one.
pub fn set_journal_aside(library: &Path, stamp: &str) -> Result<PathBuf, StoreError> {
    let journal = journal::path_of(library);
    let former = journal.with_file_name(format!("notes.journal.before-{stamp}"));
    journal_file::set_aside(&journal, &former).map_err(StoreError::file("keep the journal as", &former))?;
    Ok(former)
}

impl Store {
    /// Writes into the journal of the library at `path` what it lacks, and begins a new one in place of one with damaged
    /// lines. Gives what was done, in words.
    pub(super) fn mend_journal(path: &Path, lacking: &Lacking) -> Result<String, StoreError> {
        let mut store = Store::open(path, Mode::Write)?;
        let highest = highest_number(&journal::path_of(path));
        store.in_transaction(|work, _| {
            journal::number_from(work, highest)?;
            if lacking.damaged > 0 { restate_all(work) } else { lacking.restate(work) }
        })?;
        let mut done = format!("{} notes and corrections were written into the journal again", lacking.count());
        if lacking.damaged > 0 {
            let former = set_journal_aside(path, &now().replace([':', '-', '.'], ""))?;
            done = format!(
                "a new journal with every note was written; the former one has {} damaged lines and is kept in {}",
                lacking.damaged,
                former.display()
            );
        }
        store.flush_journal();
        match store.journal_trouble() {
            None => Ok(done),
            Some(trouble) => Err(StoreError::File {
                doing: "write",
                path: journal::path_of(path),
                source: std::io::Error::other(trouble.to_owned()),
            }),
        }
    }
}

impl Lacking {
    fn restate(&self, work: &Transaction<'_>) -> Result<(), StoreError> {
        for (article, revision) in &self.texts {
            let sql = "UPDATE revision SET journaled = 0 WHERE revision = ?2 \
                       AND article = (SELECT n FROM article WHERE id = ?1)";
            work.execute(sql, rusqlite::params![article, revision])?;
        }
        for id in &self.notes {
            if let Some((n, annotation)) = note_of(work, id)? {
                journal::put(work, n, &annotation)?;
            }
        }
        for id in &self.corrections {
            if let Some(correction) = corrections::by_name(work, &CorrectionId(id.clone()))? {
                let n = crate::store::articles::row_of(work, &correction.article)?;
                corrections::note(work, n, &correction)?;
            }
        }
        Ok(())
    }
}

fn note_of(conn: &Connection, id: &str) -> Result<Option<(i64, crate::text::Annotation)>, StoreError> {
    let sql = "SELECT article FROM annotation WHERE id = ?1";
    let row = conn.query_row(sql, [id], |row| row.get::<_, i64>(0)).optional()?;
    let Some(n) = row else { return Ok(None) };
    let id = AnnotationId(id.to_owned());
    Ok(annotations::all_of(conn, n)?.into_iter().find(|note| note.id == id).map(|note| (n, note)))
}
