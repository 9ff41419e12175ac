//! What was deleted: it does not come back from another library, unless somebody has edited it since.

use crate::store::library::now;
use crate::store::{Store, StoreError, record};
use crate::text::{Annotation, AnnotationId, ArticleId, Deletion, said};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

/// The columns that make a [`Deletion`], and the article.
pub(super) const COLUMNS: &str = "id, turn, version, sum, at, article";

impl Store {
    /// Whether a note of this name was deleted.
    pub fn is_deleted(&self, id: &AnnotationId) -> Result<bool, StoreError> {
        Ok(known(&self.conn, &id.0)?.is_some_and(|deletion| deletion.holds()))
    }

    /// What was deleted of an article's notes and corrections, and what of it was brought back.
    pub fn deletions(&self, article: &ArticleId) -> Result<Vec<Deletion>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM deletion WHERE article = ?1 ORDER BY id");
        let mut query = self.conn.prepare_cached(&sql)?;
        Ok(query.query_map([&article.0], deletion_of)?.collect::<Result<_, _>>()?)
    }
}

pub(super) fn deletion_of(row: &Row<'_>) -> rusqlite::Result<Deletion> {
    Ok(Deletion { id: row.get(0)?, turn: row.get(1)?, version: row.get(2)?, sum: row.get(3)?, at: row.get(4)? })
}

/// What is known of the deletion of one note or correction.
pub(super) fn known(conn: &Connection, id: &str) -> Result<Option<Deletion>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM deletion WHERE id = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([id], deletion_of).optional()?)
}

/// A note was deleted.
pub(super) fn bury(work: &Transaction<'_>, note: &Annotation) -> Result<(), StoreError> {
    let (version, sum) = (note.modified.clone(), sum_of(note));
    turn(work, &note.id.0, &note.article, Deletion { version, sum, ..Deletion::default() })
}

/// A correction was taken back. It has no versions: it is never edited.
pub(super) fn bury_correction(work: &Transaction<'_>, id: &str, article: &ArticleId) -> Result<(), StoreError> {
    turn(work, id, article, Deletion::default())
}

fn turn(work: &Transaction<'_>, id: &str, article: &ArticleId, what: Deletion) -> Result<(), StoreError> {
    let before = known(work, id)?.map_or(0, |before| before.turn);
    let turn = if before % 2 == 0 { before + 1 } else { before };
    set(work, article, &Deletion { id: id.to_owned(), turn, at: now(), ..what })
}

/// A note or correction is there again, or was edited: nobody wants it deleted.
pub(super) fn revive(work: &Transaction<'_>, id: &str) -> Result<(), StoreError> {
    let sql = "UPDATE deletion SET turn = turn + 1, at = ?2 WHERE id = ?1 AND turn % 2 = 1";
    work.prepare_cached(sql)?.execute(params![id, now()])?;
    Ok(())
}

/// Keeps what is known of a deletion.
pub(super) fn set(work: &Transaction<'_>, article: &ArticleId, deletion: &Deletion) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO deletion (id, article, turn, version, sum, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let Deletion { id, turn, version, sum, at } = deletion;
    work.prepare_cached(sql)?.execute(params![id, article.0, turn, version, sum, at])?;
    Ok(())
}

/// Of two accounts the later; of two deletions that of the later version.
pub(super) fn later(ours: Option<Deletion>, theirs: &Deletion) -> Deletion {
    match ours {
        Some(ours) if (ours.turn, &ours.version) >= (theirs.turn, &theirs.version) => ours,
        _ => theirs.clone(),
    }
}

/// The check sum of what a note says.
pub(super) fn sum_of(note: &Annotation) -> String {
    record::sum(&record::write(&said(note)))
}
