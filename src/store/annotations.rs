//! Annotations in, annotations out.

use crate::store::articles::row_of;
use crate::store::library::now;
use crate::store::{Store, StoreError, anew, deletions, journal, record};
use crate::text::{Annotation, AnnotationId, ArticleId};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use uuid::Uuid;

impl Store {
    /// The annotations of an article, by their place in it.
    pub fn annotations(&self, article: &ArticleId) -> Result<Vec<Annotation>, StoreError> {
        let (n, _) = self.live(article)?;
        all_of(&self.conn, n)
    }

    /// One annotation.
    pub fn annotation(&self, id: &AnnotationId) -> Result<Annotation, StoreError> {
        by_name(&self.conn, id)?.ok_or_else(|| StoreError::NoNote(id.0.clone()))
    }

    /// The annotation that `given` names: an id or its unambiguous beginning.
    pub fn find_note(&self, given: &str) -> Result<AnnotationId, StoreError> {
        let lower = given.to_ascii_lowercase();
        if lower.len() < 4 || !lower.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-') {
            return Err(StoreError::NoNote(given.to_owned()));
        }
        let sql = "SELECT id FROM annotation WHERE id >= ?1 AND id < ?1 || 'g' LIMIT 100";
        let mut query = self.conn.prepare_cached(sql)?;
        let mut found = query.query_map([lower], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        match found.len() {
            0 => Err(StoreError::NoNote(given.to_owned())),
            1 => Ok(AnnotationId(found.remove(0))),
            count => Err(StoreError::Ambiguous { given: given.to_owned(), count }),
        }
    }

    /// What an annotation was before its edits, the oldest first.
    pub fn versions(&self, id: &AnnotationId) -> Result<Vec<Annotation>, StoreError> {
        versions_of(&self.conn, id)
    }
}

/// What an annotation was before its edits, the oldest first.
pub(super) fn versions_of(conn: &Connection, id: &AnnotationId) -> Result<Vec<Annotation>, StoreError> {
    // One that does not pass its check sum is left out, not shown as if it were right; `doctor` tells of it.
    let sql = "SELECT record FROM annotation_version WHERE id = ?1 AND sum IS dateline_sum(record) ORDER BY n";
    let mut query = conn.prepare_cached(sql)?;
    let found = query.query_map([&id.0], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    Ok(found.iter().filter_map(|json| record::read(json)).collect())
}

/// An annotation by its record, unless the record is damaged.
pub(super) fn checked(json: &str, sum: &str) -> Result<Annotation, StoreError> {
    let whole = record::sum(json) == sum;
    let found = if whole { record::read(json) } else { None };
    found.ok_or_else(|| StoreError::Spoilt {
        what: record::id_of(json).map_or_else(|| "a note".to_owned(), |id| format!("the note {id}")),
    })
}

/// Writes all that the library keeps of an annotation again, by a record that is right.
pub(super) fn write_again(
    work: &Transaction<'_>,
    n: i64,
    id: &AnnotationId,
    annotation: &Annotation,
) -> Result<(), StoreError> {
    let sql = "SELECT n, state FROM annotation WHERE id = ?1";
    let (row, state): (i64, String) = work.query_row(sql, [&id.0], |row| Ok((row.get(0)?, text_of(row, 1)?)))?;
    remove(work, row, n, &state)?;
    insert(work, Some(row), n, annotation, &record::write(annotation))
}

/// A text column as it can be read; what is no text any more fails its check sum.
pub(super) fn text_of(row: &Row<'_>, at: usize) -> rusqlite::Result<String> {
    let bytes = row.get_ref(at)?.as_bytes().unwrap_or_default();
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

/// One annotation; none where none has this name.
pub(super) fn by_name(conn: &Connection, id: &AnnotationId) -> Result<Option<Annotation>, StoreError> {
    let sql = "SELECT record, sum FROM annotation WHERE id = ?1";
    let found = conn.prepare_cached(sql)?.query_row([&id.0], |row| Ok((text_of(row, 0)?, text_of(row, 1)?)));
    let found: Option<(String, String)> = found.optional()?;
    let found = found.map(|(json, sum)| checked(&json, &sum)).transpose()?;
    match found {
        Some(other) if other.id != *id => Err(StoreError::Spoilt { what: format!("the entry of note {}", id.0) }),
        found => Ok(found),
    }
}

/// What an annotation was before it was put.
pub(super) enum Before {
    Nothing,
    Same,
    Other(Box<Annotation>),
}

/// An annotation as it is to be put: the time of its last change, which says what version was edited, must be that of the
/// library's, and goes where anything differs.
pub(super) fn edited(work: &Transaction<'_>, given: &Annotation) -> Result<Annotation, StoreError> {
    let mut annotation = given.clone();
    if !given.id.0.is_empty()
        && !given.modified.is_empty()
        && let Some(before) = by_name(work, &given.id)?
    {
        if before.modified != given.modified {
            return Err(StoreError::Overtaken(given.id.0.clone()));
        }
        if before != *given {
            annotation.modified.clear();
        }
    }
    Ok(annotation)
}

/// Adds an annotation or replaces the one of its name. Gives its name, and what it was before.
pub(super) fn put(work: &Transaction<'_>, given: &Annotation) -> Result<(AnnotationId, Before), StoreError> {
    let n = row_of(work, &given.article)?;
    let annotation = anew::fresh(work, n, given.clone())?;
    deletions::revive(work, &annotation.id.0)?;
    put_as_it_is(work, n, annotation)
}

/// The same for an annotation whose passage is known to stand so in the latest text.
pub(super) fn put_as_it_is(
    work: &Transaction<'_>,
    n: i64,
    mut annotation: Annotation,
) -> Result<(AnnotationId, Before), StoreError> {
    if annotation.id.0.is_empty() {
        annotation.id = AnnotationId(Uuid::now_v7().to_string());
    }
    let time = later(work, &annotation.id)?;
    for moment in [&mut annotation.created, &mut annotation.modified] {
        if moment.is_empty() {
            moment.clone_from(&time);
        }
    }
    let json = record::write(&annotation);
    let before = lift(work, &annotation.id, Some(&json))?;
    if before.as_ref().is_some_and(|(_, before)| *before == annotation) {
        return Ok((annotation.id, Before::Same));
    }
    let row = before.as_ref().map(|(row, _)| *row);
    insert(work, row, n, &annotation, &json)?;
    journal::put(work, n, &annotation)?;
    Ok((annotation.id, before.map_or(Before::Nothing, |(_, before)| Before::Other(Box::new(before)))))
}

/// The time, later than the last change of the annotation: the time of its change names a version of it.
fn later(work: &Transaction<'_>, id: &AnnotationId) -> Result<String, StoreError> {
    let sql = "SELECT modified FROM annotation WHERE id = ?1";
    let before: Option<String> = work.prepare_cached(sql)?.query_row([&id.0], |row| row.get(0)).optional()?;
    let (now, before) = (now(), before.and_then(|before| before.parse::<Timestamp>().ok()));
    let next = before.and_then(|before| before.checked_add(SignedDuration::from_millis(1)).ok());
    Ok(next
        .filter(|next| now.parse::<Timestamp>().is_ok_and(|now| now < *next))
        .map_or(now, |next| format!("{next:.3}")))
}

/// The annotations of an article by its row.
pub(super) fn all_of(conn: &Connection, n: i64) -> Result<Vec<Annotation>, StoreError> {
    let sql = "SELECT record, sum FROM annotation WHERE article = ?1 ORDER BY start, id";
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query([n])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(checked(&text_of(row, 0)?, &text_of(row, 1)?)?);
    }
    Ok(found)
}

/// Deletes an annotation and gives what it was.
pub(super) fn take(work: &Transaction<'_>, id: &AnnotationId) -> Result<Annotation, StoreError> {
    let before = forget(work, id)?;
    deletions::bury(work, &before)?;
    Ok(before)
}

/// Takes an annotation away as if it had never come: it may come again.
pub(super) fn forget(work: &Transaction<'_>, id: &AnnotationId) -> Result<Annotation, StoreError> {
    let (_, before) = lift(work, id, None)?.ok_or_else(|| StoreError::NoNote(id.0.clone()))?;
    journal::note(work, &journal::Entry::Taken { note: id.0.clone() })?;
    Ok(before)
}

/// Takes a row out, keeping it as an earlier version. A row that already holds `unless` stays.
fn lift(
    work: &Transaction<'_>,
    id: &AnnotationId,
    unless: Option<&str>,
) -> Result<Option<(i64, Annotation)>, StoreError> {
    let sql = "SELECT n, article, state, record, sum FROM annotation WHERE id = ?1";
    let found = work
        .prepare_cached(sql)?
        .query_row([&id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, text_of(row, 3)?, text_of(row, 4)?)));
    let Some((row, article, state, json, sum)) = found.optional()? else { return Ok(None) };
    let (row, article, state, json, sum): (i64, i64, String, String, String) = (row, article, state, json, sum);
    let before = checked(&json, &sum)?;
    if unless == Some(json.as_str()) {
        return Ok(Some((row, before)));
    }
    let sql = "INSERT INTO annotation_version (id, record, replaced) VALUES (?1, ?2, ?3)";
    work.prepare_cached(sql)?.execute(params![id.0, json, now()])?;
    remove(work, row, article, &state)?;
    Ok(Some((row, before)))
}

fn remove(work: &Transaction<'_>, row: i64, article: i64, state: &str) -> Result<(), StoreError> {
    work.prepare_cached("DELETE FROM find_note WHERE rowid = ?1")?.execute([row])?;
    work.prepare_cached("DELETE FROM annotation WHERE n = ?1")?.execute([row])?;
    count(work, article, -1, state)
}

fn insert(
    work: &Transaction<'_>,
    row: Option<i64>,
    n: i64,
    annotation: &Annotation,
    json: &str,
) -> Result<(), StoreError> {
    let state = annotation.state.name();
    let sql = "INSERT INTO annotation (n, id, article, start, kind, state, status, verdict, speaker, modified, record, \
               sum) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)";
    work.prepare_cached(sql)?.execute(params![
        row,
        annotation.id.0,
        n,
        i64::try_from(annotation.anchor.span.start).unwrap_or(i64::MAX),
        annotation.kind.name(),
        state,
        annotation.status.name(),
        annotation.verdict.as_ref().map(|verdict| &verdict.label),
        annotation.speaker,
        annotation.modified,
        json,
        record::sum(json),
    ])?;
    let row = work.last_insert_rowid();
    let sql = "INSERT INTO find_note (rowid, words, quote) VALUES (?1, ?2, ?3)";
    work.prepare_cached(sql)?.execute(params![row, words(annotation), annotation.anchor.quote])?;
    count(work, n, 1, state)
}

/// The reader's own words in an annotation, a line each.
fn words(annotation: &Annotation) -> String {
    let mut words = annotation.note.clone();
    let parts = annotation.statement.iter().chain(&annotation.speaker).chain(&annotation.tags);
    for part in parts.chain(annotation.evidence.iter().filter_map(|evidence| evidence.quote.as_ref())) {
        words.push('\n');
        words.push_str(part);
    }
    words
}

/// Keeps the counts that lists show.
fn count(work: &Transaction<'_>, n: i64, by: i32, state: &str) -> Result<(), StoreError> {
    let adrift = if matches!(state, "unsure" | "lost") { by } else { 0 };
    let sql = "UPDATE article SET notes = notes + ?2, adrift = adrift + ?3 WHERE n = ?1";
    work.prepare_cached(sql)?.execute(params![n, by, adrift])?;
    Ok(())
}
