//! Whether a library is sound.

use crate::store::annotations::text_of;
use crate::store::journal::path_of;
use crate::store::journal_check::Lacking;
use crate::store::{Mode, Store, StoreError, packed, record, schema, sums};
use std::path::Path;

/// What was found out about a library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checkup {
    /// Why it can only be read, where that is so.
    pub read_only: Option<String>,
    /// The version of its tables.
    pub version: i32,
    /// The version of SQLite in this program.
    pub sqlite: String,
    /// Articles in it; copies of one text count once.
    pub articles: u64,
    /// Articles that stand behind a copy of theirs.
    pub copies: u64,
    /// Articles not yet opened; copies of one text count once.
    pub unread: u64,
    /// Notes in it.
    pub notes: u64,
    /// Lines of the journal.
    pub journal_lines: u64,
    /// Bytes of the database file.
    pub bytes: u64,
    /// What is wrong, in words; empty when it is sound.
    pub faults: Vec<String>,
    /// What was wrong and has been put right, in words.
    pub mended: Vec<String>,
    lacking: Lacking,
}

/// Faults of one kind that are listed one by one.
const LISTED: usize = 20;

type Step = fn(&Store, &mut Checkup) -> Result<(), StoreError>;

impl Store {
    /// Looks through the whole library, and writes into the journal what it lacks where nothing else is wrong.
    pub fn examine(path: &Path) -> Result<Checkup, StoreError> {
        let checkup = Self::check(path)?;
        let journal = checkup.lacking.faults(&path_of(path));
        if journal.is_empty() || checkup.read_only.is_some() || checkup.faults.len() > journal.len() {
            return Ok(checkup);
        }
        match Self::mend_journal(path, &checkup.lacking) {
            Ok(done) => Ok(Checkup { mended: vec![done], ..Self::check(path)? }),
            Err(StoreError::ReadOnly { .. }) => Ok(checkup),
            Err(error) => Err(error),
        }
    }

    /// Looks through the whole library: its pages, every text and note against its hash, and the journal.
    pub fn check(path: &Path) -> Result<Checkup, StoreError> {
        let store = match Store::open(path, Mode::Read) {
            Ok(store) => store,
            Err(StoreError::Damaged { what }) => {
                return Ok(Checkup { faults: vec![what], sqlite: rusqlite::version().into(), ..Checkup::default() });
            }
            Err(error) => return Err(error),
        };
        let version = schema::version(&store.conn)?;
        let read_only = std::fs::metadata(path).is_ok_and(|meta| meta.permissions().readonly());
        let mut checkup = Checkup {
            read_only: match (version > schema::VERSION, read_only) {
                (true, _) => Some("a newer dateline wrote it: update dateline".into()),
                (_, true) => Some("the file is write-protected".into()),
                _ => None,
            },
            version,
            sqlite: rusqlite::version().into(),
            bytes: std::fs::metadata(path).map_or(0, |meta| meta.len()),
            ..Checkup::default()
        };
        let steps: [Step; 6] = [check_pages, check_texts, check_heads, check_notes, check_tally, check_journal];
        for step in steps {
            // A step that damage stops is itself a fault; the others still tell what they can.
            match step(&store, &mut checkup) {
                Ok(()) => {}
                Err(StoreError::Damaged { what } | StoreError::Spoilt { what }) => checkup.faults.push(what),
                Err(error) => return Err(error),
            }
        }
        Ok(checkup)
    }
}

fn check_pages(store: &Store, checkup: &mut Checkup) -> Result<(), StoreError> {
    for pragma in ["PRAGMA integrity_check(20)", "PRAGMA foreign_key_check"] {
        let mut query = store.conn.prepare(pragma)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                checkup.faults.push(line);
            }
        }
    }
    Ok(())
}

fn check_texts(store: &Store, checkup: &mut Checkup) -> Result<(), StoreError> {
    let sql = "SELECT r.text_sha256, r.body, a.id, r.revision FROM revision r JOIN article a ON a.n = r.article";
    let mut query = store.conn.prepare(sql)?;
    let mut rows = query.query([])?;
    let mut bad = 0;
    while let Some(row) = rows.next()? {
        let (text_sha256, packed): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
        if packed::unpack(&packed).is_none_or(|body| body.sha256() != text_sha256) {
            bad += 1;
            if bad <= LISTED {
                let (id, revision): (String, u32) = (row.get(2)?, row.get(3)?);
                checkup.faults.push(format!("the text of article {id}, revision {revision}, is not as it was stored"));
            }
        }
    }
    count_rest(bad, "texts", checkup);
    Ok(())
}

/// What says what an article is, and what notes said before.
fn check_heads(store: &Store, checkup: &mut Checkup) -> Result<(), StoreError> {
    let columns = sums::ARTICLE.join(", ");
    let spoilt = format!("SELECT CAST(id AS BLOB) FROM article WHERE sum IS NOT dateline_sum({columns})");
    let mut query = store.conn.prepare(&spoilt)?;
    let ids = query.query_map([], |row| row.get(0))?.collect::<Result<Vec<Vec<u8>>, _>>()?;
    for id in ids.iter().take(LISTED) {
        let id = String::from_utf8_lossy(id);
        checkup
            .faults
            .push(format!("the title, authors, address or dates of article {id} are not as they were stored"));
    }
    count_rest(ids.len(), "titles, authors, addresses or dates", checkup);
    let sql = "SELECT count(*) FROM annotation_version WHERE sum IS NOT dateline_sum(record)";
    let versions: i64 = store.conn.query_row(sql, [], |row| row.get(0))?;
    if versions > 0 {
        checkup.faults.push(format!("{versions} earlier versions of notes are not as they were stored"));
    }
    Ok(())
}

fn check_notes(store: &Store, checkup: &mut Checkup) -> Result<(), StoreError> {
    let mut query = store.conn.prepare("SELECT id, record, sum FROM annotation")?;
    let mut rows = query.query([])?;
    let mut bad = 0;
    while let Some(row) = rows.next()? {
        let (id, json, sum) = (text_of(row, 0)?, text_of(row, 1)?, text_of(row, 2)?);
        checkup.notes += 1;
        let whole = record::sum(&json) == sum && record::read(&json).is_some_and(|note| note.id.0 == id);
        if !whole {
            bad += 1;
            if bad <= LISTED {
                checkup.faults.push(format!("the note {id} is not as it was stored"));
            }
        }
    }
    count_rest(bad, "notes", checkup);
    Ok(())
}

fn check_tally(store: &Store, checkup: &mut Checkup) -> Result<(), StoreError> {
    let kept = store.counts()?;
    checkup.articles = kept.articles;
    checkup.unread = kept.unread;
    let sql = "SELECT count(*) FROM article WHERE behind AND NOT removed";
    checkup.copies = store.conn.query_row(sql, [], |row| row.get::<_, i64>(0))?.unsigned_abs();
    let sql = "SELECT sum(NOT behind), sum(unread AND NOT behind), sum(starred), sum(notes > 0), sum(adrift > 0) FROM article \
               WHERE NOT removed";
    let counted: [i64; 5] = store.conn.query_row(sql, [], |row| {
        let number = |column| row.get::<_, Option<i64>>(column).map(Option::unwrap_or_default);
        Ok([number(0)?, number(1)?, number(2)?, number(3)?, number(4)?])
    })?;
    let kept = [kept.articles, kept.unread, kept.starred, kept.annotated, kept.adrift];
    if !kept.iter().zip(counted).all(|(kept, counted)| i64::try_from(*kept) == Ok(counted)) {
        checkup.faults.push("the counts of articles are wrong".into());
    }
    Ok(())
}

/// Every note must stand in the journal as it is; a line cut short by a crash is no fault, one that was changed is.
fn check_journal(store: &Store, checkup: &mut Checkup) -> Result<(), StoreError> {
    let Some(path) = store.path().map(path_of) else { return Ok(()) };
    checkup.lacking = store.lacking()?;
    checkup.journal_lines = checkup.lacking.lines;
    checkup.faults.extend(checkup.lacking.faults(&path));
    Ok(())
}

fn count_rest(bad: usize, what: &str, checkup: &mut Checkup) {
    if bad > LISTED {
        checkup.faults.push(format!("and {} more {what}", bad - LISTED));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::{add, note};
    use crate::text::Change;

    #[test]
    fn a_sound_library_has_no_faults_and_a_changed_one_has() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let mut store = Store::open(&path, Mode::Write).unwrap();
        let article = add(&mut store, "one", "2026-03-04", "One.").id;
        for words in ["once", "first"] {
            let id = crate::text::AnnotationId("a".into());
            let annotation = crate::text::Annotation { id, ..note(&store, &article, "One", words) };
            store.apply(&[Change::Annotate(Box::new(annotation))], "note").unwrap();
        }
        let checkup = Store::check(&path).unwrap();
        assert_eq!(checkup.faults, Vec::<String>::new());
        assert_eq!((checkup.articles, checkup.notes, checkup.journal_lines), (1, 1, 3));
        for (harm, fault) in [
            ("UPDATE annotation SET record = replace(record, 'first', 'fisrt')", "the note "),
            ("UPDATE revision SET body = x'01'", "the text of article "),
            ("UPDATE annotation_version SET record = ''", "1 earlier versions"),
            ("DROP TRIGGER article_sum_again; UPDATE article SET published = '2026-03-05'", "the title, authors, "),
            ("UPDATE tally SET unread = 7", "the counts"),
        ] {
            store.conn.execute_batch(harm).unwrap();
            let faults = Store::check(&path).unwrap().faults;
            assert!(faults.iter().any(|line| line.starts_with(fault)), "{faults:?}");
        }
    }

    fn library(path: &Path) -> (Store, Vec<crate::text::AnnotationId>) {
        let mut store = Store::open(path, Mode::Write).unwrap();
        let id = add(&mut store, "one", "2026-03-04", "One.").id;
        let put = |words: &str| Change::Annotate(Box::new(note(&store, &id, "One", words)));
        let changes = [put("first"), put("second"), put("third")];
        let notes = store.apply(&changes, "note").unwrap().annotations;
        store.apply(&[Change::Star(id, true)], "star").unwrap();
        (store, notes)
    }

    /// A journal that is gone, lacks lines, is of an earlier state, or has damaged lines.
    #[test]
    fn what_the_journal_lacks_is_written_again() {
        let harms: [fn(&str) -> String; 5] = [
            |_| String::new(),
            |whole| whole.lines().take(2).map(|line| format!("{line}\n")).collect(),
            |whole| whole.lines().skip(1).map(|line| format!("{line}\n")).collect(),
            |whole| whole.replace("second", "secand"),
            |whole| whole.replace("\"put\"", "\"but\""),
        ];
        for harm in harms {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("library.db");
            let (mut store, notes) = library(&path);
            let before = std::fs::read_to_string(path_of(&path)).unwrap();
            let edited = crate::text::Annotation { note: "edited".into(), ..store.annotation(&notes[1]).unwrap() };
            store.apply(&[Change::Annotate(Box::new(edited))], "edit").unwrap();
            std::fs::write(path_of(&path), harm(&before)).unwrap();
            store.conn.execute("DELETE FROM outbox", []).unwrap();
            assert_ne!(Store::check(&path).unwrap().faults, Vec::<String>::new());
            let checkup = Store::examine(&path).unwrap();
            assert_eq!((checkup.faults, checkup.mended.len()), (Vec::new(), 1));
            // Another program, open all the while, goes on with what there is now.
            store.apply(&[Change::Unannotate(notes[0].clone())], "delete").unwrap();
            let checkup = Store::examine(&path).unwrap();
            assert_eq!((checkup.faults, checkup.mended), (Vec::new(), Vec::new()));
            std::fs::write(&path, "").unwrap();
            let rebuilt = Store::rebuild(&path, &folder.path().join("new")).unwrap();
            let rebuilt = Store::open(&rebuilt.library, Mode::Read).unwrap();
            assert_eq!(rebuilt.annotation(&notes[1]).unwrap().note, "edited");
            assert!(rebuilt.annotation(&notes[2]).is_ok() && rebuilt.annotation(&notes[0]).is_err());
        }
    }
}
