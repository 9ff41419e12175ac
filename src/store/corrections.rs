//! Corrections in, corrections out.

use crate::store::articles::{body_of, row_of};
use crate::store::correction_record::{self as record, CorrectionRecord};
use crate::store::library::now;
use crate::store::record::sum;
use crate::store::{Store, StoreError, deletions, journal};
use crate::text::{ArticleId, Body, Correction, CorrectionId, Reach, Resolver};
use rusqlite::{Connection, OptionalExtension, Params, Transaction, params};
use uuid::Uuid;

const OF: &str = "SELECT record, sum FROM correction WHERE article = ?1";

impl Store {
    /// The corrections that hold for an article, in the order in which they were made: its own, with their passages
    /// sought in its present text, and those that hold everywhere.
    pub fn corrections(&self, article: &ArticleId) -> Result<Vec<Correction>, StoreError> {
        let (n, revision) = self.live(article)?;
        let mut found = rows(&self.conn, &format!("{OF} OR everywhere"), [n])?;
        let changed = |correction: &Correction, body: &Body| {
            correction.article == *article && correction.anchor.text_sha256 != body.sha256()
        };
        if found.iter().any(|correction| correction.article == *article) {
            let body = body_of(&self.conn, n, revision)?;
            for correction in found.iter_mut().filter(|correction| changed(correction, &body)) {
                self.find_again(n, correction, &body)?;
            }
        }
        Ok(found)
    }

    /// Puts the anchor of a correction where its passage stands in a later text. One that is not found there for sure
    /// stays as it was made, and so stands nowhere.
    fn find_again(&self, n: i64, correction: &mut Correction, body: &Body) -> Result<(), StoreError> {
        let sql = "SELECT max(revision) FROM revision WHERE article = ?1 AND text_sha256 = ?2";
        let made_on = params![n, correction.anchor.text_sha256];
        let made_on: Option<u32> = self.conn.prepare_cached(sql)?.query_row(made_on, |row| row.get(0))?;
        let old = made_on.map(|revision| body_of(&self.conn, n, revision)).transpose()?;
        let resolver = Resolver::new(old.as_ref().map(Body::text), body.text());
        let found = resolver.resolve(&correction.anchor);
        correction.anchor = found.anchor(&correction.anchor, body.text(), &body.sha256());
        Ok(())
    }

    /// The corrections made in an article, as they were made.
    pub fn corrections_made(&self, article: &ArticleId) -> Result<Vec<Correction>, StoreError> {
        let (n, _) = self.live(article)?;
        made_in(&self.conn, n)
    }

    /// The corrections that hold in every article, for texts that are not in the library.
    pub fn corrections_everywhere(&self) -> Result<Vec<Correction>, StoreError> {
        rows(&self.conn, "SELECT record, sum FROM correction WHERE everywhere", [])
    }

    /// Every correction of the library, the oldest first.
    pub fn all_corrections(&self) -> Result<Vec<Correction>, StoreError> {
        rows(&self.conn, "SELECT record, sum FROM correction", [])
    }

    /// The correction that `given` names: an id or its unambiguous beginning.
    pub fn find_correction(&self, given: &str) -> Result<Correction, StoreError> {
        let lower = given.to_ascii_lowercase();
        if lower.len() < 4 || !lower.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-') {
            return Err(StoreError::NoCorrection(given.to_owned()));
        }
        let sql = "SELECT record, sum FROM correction WHERE id >= ?1 AND id < ?1 || 'g'";
        let mut found = rows(&self.conn, sql, [lower])?;
        match found.len() {
            0 => Err(StoreError::NoCorrection(given.to_owned())),
            1 => Ok(found.remove(0)),
            count => Err(StoreError::Ambiguous { given: given.to_owned(), count }),
        }
    }
}

/// The corrections made in the article of a row.
pub(super) fn made_in(conn: &Connection, n: i64) -> Result<Vec<Correction>, StoreError> {
    rows(conn, OF, [n])
}

fn rows(conn: &Connection, sql: &str, params: impl Params) -> Result<Vec<Correction>, StoreError> {
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(checked(&row.get::<_, String>(0)?, &row.get::<_, String>(1)?)?);
    }
    found.sort_by(|a, b| (&a.created, &a.id).cmp(&(&b.created, &b.id)));
    Ok(found)
}

fn checked(json: &str, check: &str) -> Result<Correction, StoreError> {
    let found = if sum(json) == check { record::read(json) } else { None };
    found.ok_or_else(|| StoreError::Spoilt { what: "the record of a correction".into() })
}

/// Adds a correction or replaces the one of its name. Gives its name, and what it was before; nothing where it was the
/// same.
pub(super) fn put(
    work: &Transaction<'_>,
    given: &Correction,
) -> Result<Option<(CorrectionId, Option<Correction>)>, StoreError> {
    let mut correction = given.clone();
    if correction.id.0.is_empty() {
        correction.id = CorrectionId(Uuid::now_v7().to_string());
    }
    if correction.created.is_empty() {
        correction.created = now();
    }
    let before = by_name(work, &correction.id)?;
    if before.as_ref() == Some(&correction) {
        return Ok(None);
    }
    let n = row_of(work, &correction.article)?;
    let json = record::write(&correction);
    let everywhere = correction.reach == Reach::Everywhere;
    let sql = "INSERT OR REPLACE INTO correction (id, article, everywhere, record, sum) VALUES (?1, ?2, ?3, ?4, ?5)";
    work.prepare_cached(sql)?.execute(params![correction.id.0, n, everywhere, json, sum(&json)])?;
    deletions::revive(work, &correction.id.0)?;
    note(work, n, &correction)?;
    forget_marks(work, n, &correction)?;
    Ok(Some((correction.id, before)))
}

/// Writes a correction into the journal, and before it the text that it is on.
pub(super) fn note(work: &Transaction<'_>, n: i64, correction: &Correction) -> Result<(), StoreError> {
    journal::put_text(work, n, &correction.article)?;
    let correction: Box<CorrectionRecord> = Box::new(record::record_of(correction));
    journal::note(work, &journal::Entry::Corrected { correction })
}

/// Takes a correction back and gives what it was.
pub(super) fn take(work: &Transaction<'_>, id: &CorrectionId) -> Result<Correction, StoreError> {
    let before = forget(work, id)?;
    deletions::bury_correction(work, &id.0, &before.article)?;
    Ok(before)
}

/// Takes a correction away as if it had never come: it may come again.
pub(super) fn forget(work: &Transaction<'_>, id: &CorrectionId) -> Result<Correction, StoreError> {
    let before = by_name(work, id)?.ok_or_else(|| StoreError::NoCorrection(id.0.clone()))?;
    work.prepare_cached("DELETE FROM correction WHERE id = ?1")?.execute([&id.0])?;
    journal::note(work, &journal::Entry::Uncorrected { correction: id.0.clone() })?;
    forget_marks(work, row_of(work, &before.article)?, &before)?;
    Ok(before)
}

/// The correction of this name, if there is one.
pub(super) fn by_name(work: &Transaction<'_>, id: &CorrectionId) -> Result<Option<Correction>, StoreError> {
    let sql = "SELECT record, sum FROM correction WHERE id = ?1";
    let found = work.prepare_cached(sql)?.query_row([&id.0], |row| Ok((row.get(0)?, row.get(1)?)));
    let found: Option<(String, String)> = found.optional()?;
    found.map(|(json, sum)| checked(&json, &sum)).transpose()
}

/// What is kept of the marks no longer holds where the correction does: they are to be found anew.
fn forget_marks(work: &Transaction<'_>, n: i64, correction: &Correction) -> Result<(), StoreError> {
    work.prepare_cached("INSERT OR IGNORE INTO to_mark (article) VALUES (?1)")?.execute([n])?;
    if correction.reach == Reach::Everywhere && correction.name.contains(char::is_alphanumeric) {
        let phrase = format!("\"{}\"", correction.name.replace('"', " "));
        let sql = "INSERT OR IGNORE INTO to_mark (article) SELECT rowid FROM find WHERE find MATCH ?1";
        work.prepare_cached(sql)?.execute([phrase])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::add;
    use crate::store::{Mode, Rebuilt};
    use crate::text::{Anchor, Change, Detected, Remedy, Span};
    use std::path::Path;

    fn word(store: &Store, id: &ArticleId, quote: &str, reach: Reach) -> Correction {
        let body = store.article(id).unwrap().body;
        let start = body.text().find(quote).unwrap();
        Correction {
            id: CorrectionId::default(),
            article: id.clone(),
            detected: Detected::Actor,
            reach,
            remedy: Remedy::Kind("organisation".into()),
            name: quote.into(),
            anchor: Anchor::new(body.text(), Span::new(start, start + quote.len()), &body.sha256()),
            created: String::new(),
        }
    }

    fn correct(store: &mut Store, word: Correction) {
        store.apply(&[Change::Correct(Box::new(word))], "correction").unwrap();
    }

    fn say(store: &mut Store, id: &ArticleId, quote: &str, reach: Reach) {
        let word = word(store, id, quote, reach);
        correct(store, word);
    }

    fn sentences(store: &Store, id: &ArticleId) -> Vec<String> {
        store.corrections(id).unwrap().iter().map(Correction::sentence).collect()
    }

    #[test]
    fn a_correction_holds_as_far_as_it_reaches_and_can_be_undone() {
        let mut store = Store::memory().unwrap();
        let one = add(&mut store, "one", "2026-03-04", "Halvik builds ships.").id;
        let two = add(&mut store, "two", "2026-03-04", "Halvik sold a ship.").id;
        for reach in Reach::ALL {
            say(&mut store, &one, "Halvik", *reach);
        }
        assert_eq!((sentences(&store, &one).len(), store.corrections_made(&one).unwrap().len()), (3, 3));
        assert_eq!(sentences(&store, &two), ["“Halvik” is an organisation, everywhere"]);
        assert_eq!(store.corrections_everywhere().unwrap().len(), 1);
        store.undo().unwrap();
        assert_eq!((sentences(&store, &one).len(), sentences(&store, &two).len()), (2, 0));
        store.redo().unwrap();
        assert_eq!(sentences(&store, &two).len(), 1);
        let first = store.corrections_made(&one).unwrap().remove(0);
        assert_eq!(store.find_correction(&first.id.0).unwrap(), first);
        store.apply(&[Change::Uncorrect(first.id.clone())], "take back").unwrap();
        assert!(matches!(store.find_correction(&first.id.0), Err(StoreError::NoCorrection(_))));
        store.undo().unwrap();
        assert_eq!(store.find_correction(&first.id.0).unwrap(), first);
        store.apply(&[Change::Remove(one)], "remove").unwrap();
        assert_eq!(sentences(&store, &two).len(), 1);
    }

    #[test]
    fn a_correction_follows_its_passage_into_a_new_text() {
        let mut store = Store::memory().unwrap();
        let id = add(&mut store, "one", "2026-03-04", "Yesterday Halvik met Halvik of Oslo.").id;
        let mut second = word(&store, &id, "Halvik of Oslo", Reach::Mention);
        second.anchor =
            Anchor::new("Yesterday Halvik met Halvik of Oslo.", Span::new(21, 27), &second.anchor.text_sha256);
        correct(&mut store, second);
        let text = "Late yesterday the firm Halvik met Halvik of Oslo.";
        add(&mut store, "one", "2026-03-04", text);
        let found = store.corrections(&id).unwrap().remove(0);
        assert_eq!((found.anchor.span, found.anchor.span.of(text)), (Span::new(35, 41), "Halvik"));
        let made = store.corrections_made(&id).unwrap().remove(0);
        assert_eq!(made.anchor.span, Span::new(21, 27));
        add(&mut store, "one", "2026-03-04", "Nothing of the kind was said by anybody at all.");
        let lost = store.corrections(&id).unwrap().remove(0);
        assert_eq!(lost.anchor, made.anchor);
    }

    #[test]
    fn marks_are_found_anew_where_a_correction_holds() {
        let mut store = Store::memory().unwrap();
        let texts = ["Halvik builds ships.", "It was Halvik, they say.", "No ships."];
        let ids = texts.map(|text| add(&mut store, text, "2026-03-04", text).id);
        let mark = |store: &mut Store| {
            for id in &ids {
                let article = store.article(id).unwrap();
                store.keep_marks(&article, &Default::default(), 1).unwrap();
            }
        };
        mark(&mut store);
        say(&mut store, &ids[0], "Halvik", Reach::Article);
        assert_eq!(store.unmarked(9).unwrap(), [ids[0].clone()]);
        mark(&mut store);
        say(&mut store, &ids[0], "Halvik", Reach::Everywhere);
        assert_eq!(store.unmarked(9).unwrap().len(), 2);
        mark(&mut store);
        store.undo().unwrap();
        assert_eq!(store.unmarked(9).unwrap().len(), 2);
    }

    fn rebuilt(library: &Path, folder: &Path) -> (Rebuilt, Vec<Correction>) {
        let rebuilt = Store::rebuild(library, folder).unwrap();
        let corrections = Store::open(&rebuilt.library, Mode::Write).unwrap().all_corrections().unwrap();
        (rebuilt, corrections)
    }

    #[test]
    fn corrections_come_back_from_the_ruins_and_from_a_copy() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library.db");
        let mut store = Store::open(&library, Mode::Write).unwrap();
        let id = add(&mut store, "one", "2026-03-04", "Halvik builds ships in Oslo.").id;
        say(&mut store, &id, "Halvik", Reach::Everywhere);
        say(&mut store, &id, "Oslo", Reach::Article);
        let kept = store.all_corrections().unwrap();
        say(&mut store, &id, "ships", Reach::Mention);
        store.undo().unwrap();
        store.backup(&folder.path().join("copy.db")).unwrap();
        drop(store);
        assert_eq!(rebuilt(&library, &folder.path().join("sound")).1, kept);
        std::fs::write(&library, b"SQLite format 3\0and nothing else").unwrap();
        let (from_journal, corrections) = rebuilt(&library, &folder.path().join("journal"));
        assert_eq!((from_journal.articles, corrections), (1, kept.clone()));
        Store::restore(&library, &folder.path().join("copy.db"), &folder.path().join("backups")).unwrap();
        std::fs::write(&library, b"SQLite format 3\0and nothing else").unwrap();
        let again = rebuilt(&library, &folder.path().join("restored"));
        assert_eq!(again.1, kept);
    }
}
