//! A library from its copy.

use crate::config::{private_file, private_folder};
use crate::store::library::{now, refuse_foreign};
use crate::store::restate::{self, restate_all};
use crate::store::{Mode, Store, StoreError, journal, schema};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// How often, and how long apart, the library is asked for while another program writes to it.
const TRIES: usize = 400;
const PAUSE: Duration = Duration::from_millis(25);

/// Numbers of the journal left to programs that write a last time to what is being replaced.
const GAP: i64 = 1_000_000;

/// Ends the name of a copy that is being made ready.
const READYING: &str = ".restoring";

impl Store {
    /// Puts the copy `from` in the place of the library at `library`. What was there is kept as a copy in `backups`,
    /// whose path comes back.
    ///
    /// The copy is made ready beside the library, with all its notes as lines for the journal, and takes its place in
    /// one transaction. So a program killed on the way leaves the former library or the restored one, and whoever
    /// opens the restored one writes the journal.
    pub fn restore(library: &Path, from: &Path, backups: &Path) -> Result<Option<PathBuf>, StoreError> {
        let source = open_copy(from)?;
        let stamp: String = now().chars().filter(|c| c.is_ascii_alphanumeric()).collect();
        let ready = Ready::make(&source, library, &stamp)?;
        let kept = if library.exists() { Some(keep_former(library, backups, &stamp)?) } else { None };
        let mut store = Store::open(library, Mode::Write)?;
        store.may_write()?;
        replace(&ready.conn, &mut store.conn)?;
        restate::set_journal_aside(library, &stamp)?;
        store.journal = journal::Journal::default();
        store.flush_journal();
        Ok(kept)
    }
}

/// A copy of the copy, of the present form.
struct Ready {
    conn: Connection,
    path: PathBuf,
}

impl Ready {
    fn make(source: &Connection, library: &Path, stamp: &str) -> Result<Self, StoreError> {
        let folder = library.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        private_folder(folder).map_err(StoreError::file("make the folder", folder))?;
        remove_left(folder);
        let path = folder.join(format!("library-{stamp}{READYING}"));
        private_file(&path).map_err(StoreError::file("make the library", &path))?;
        let mut ready = Self { conn: Connection::open(&path)?, path };
        // It is thrown away where the program ends too early.
        ready.conn.pragma_update_and_check(None, "journal_mode", "MEMORY", |_| Ok(()))?;
        ready.conn.pragma_update(None, "synchronous", "OFF")?;
        Backup::new(source, &mut ready.conn)?.step(-1)?;
        ready.conn.pragma_update_and_check(None, "journal_mode", "MEMORY", |_| Ok(()))?;
        schema::migrate(&mut ready.conn)?;
        let highest = restate::highest_number(&journal::path_of(library));
        let work = ready.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        journal::number_from(&work, highest.saturating_add(GAP))?;
        restate_all(&work)?;
        work.commit()?;
        Ok(ready)
    }
}

impl Drop for Ready {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// What a killed program left.
fn remove_left(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().ends_with(READYING)) {
        let _ = fs::remove_file(entry.path());
    }
}

/// Replaces a database in one transaction, as soon as no other program writes to it.
fn replace(with: &Connection, library: &mut Connection) -> Result<(), StoreError> {
    let backup = Backup::new(with, library)?;
    for _ in 0..TRIES {
        match backup.step(-1)? {
            StepResult::Done => return Ok(()),
            _ => thread::sleep(PAUSE),
        }
    }
    Err(StoreError::Busy)
}

/// A copy that is whole and of a form this program knows; it is not touched.
fn open_copy(from: &Path) -> Result<Connection, StoreError> {
    let wrong = |why: &str| StoreError::Open { path: from.to_owned(), why: why.to_owned() };
    if !from.is_file() {
        return Err(wrong("there is no such file"));
    }
    refuse_foreign(from)?;
    let copy = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let sound: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    match (sound.as_str(), schema::version(&copy)?) {
        ("ok", version) if version > schema::VERSION => Err(wrong("a newer dateline wrote it: update dateline")),
        ("ok", version) if version < 1 => Err(wrong("it is no library")),
        ("ok", _) => Ok(copy),
        (why, _) => Err(StoreError::Damaged { what: format!("the copy {}: {why}", from.display()) }),
    }
}

/// Keeps the library that is to be replaced: as a copy, or by moving its files where it cannot be copied.
fn keep_former(library: &Path, backups: &Path, stamp: &str) -> Result<PathBuf, StoreError> {
    let kept = backups.join(format!("before-restore-{stamp}.db"));
    if let Ok(store) = Store::open(library, Mode::Write)
        && store.backup(&kept).is_ok()
    {
        return Ok(kept);
    }
    let aside = library.with_file_name(format!("damaged-{stamp}.db"));
    for ending in ["", "-wal", "-shm"] {
        let with = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        if with(library).exists() {
            fs::rename(with(library), with(&aside)).map_err(StoreError::file("move aside", library))?;
        }
    }
    Ok(aside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;
    use crate::store::sample::{add, note};
    use crate::text::Change;

    #[test]
    fn a_library_comes_back_from_its_copy() {
        let folder = tempfile::tempdir().unwrap();
        let (library, copy) = (folder.path().join("library.db"), folder.path().join("copy.db"));
        let backups = folder.path().join("backups");
        let mut store = Store::open(&library, Mode::Write).unwrap();
        let id = add(&mut store, "one", "2026-03-04", "One.").id;
        store.apply(&[Change::Annotate(Box::new(note(&store, &id, "One", "first")))], "note").unwrap();
        store.backup(&copy).unwrap();
        assert!(matches!(store.backup(&copy), Err(StoreError::File { .. })));
        add(&mut store, "two", "2026-03-04", "Two.");
        store.apply(&[Change::Annotate(Box::new(note(&store, &id, "One", "second")))], "note").unwrap();
        // Another reader has the library open all the while.
        let kept = Store::restore(&library, &copy, &backups).unwrap().unwrap();
        assert_eq!(store.count(&Query::All).unwrap(), 1);
        let former = Store::open(&kept, Mode::Read).unwrap();
        assert_eq!(former.count(&Query::All).unwrap(), 2);
        drop(store);
        let journal = fs::read_to_string(journal::path_of(&library)).unwrap();
        assert_eq!(journal.lines().filter(|line| line.contains("\"put\"")).count(), 1);
        assert!(!journal.contains("second"));
    }

    #[test]
    fn a_damaged_copy_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (library, copy) = (folder.path().join("library.db"), folder.path().join("copy.db"));
        let mut store = Store::open(&library, Mode::Write).unwrap();
        for n in 0..50 {
            add(&mut store, &format!("Number {n}"), "2026-03-04", &"Words. ".repeat(200));
        }
        store.backup(&copy).unwrap();
        let mut bytes = fs::read(&copy).unwrap();
        let length = bytes.len();
        bytes[4096 * 2..length / 2].fill(0xA5);
        fs::write(&copy, bytes).unwrap();
        assert!(matches!(Store::restore(&library, &copy, folder.path()), Err(StoreError::Damaged { .. })));
        assert_eq!(store.count(&Query::All).unwrap(), 50);
    }

    /// Another program has the library open, and goes on to write notes.
    #[test]
    fn other_programs_write_into_the_new_journal() {
        let folder = tempfile::tempdir().unwrap();
        let (library, copy) = (folder.path().join("library.db"), folder.path().join("copy.db"));
        let mut store = Store::open(&library, Mode::Write).unwrap();
        let id = add(&mut store, "one", "2026-03-04", "One.").id;
        store.apply(&[Change::Annotate(Box::new(note(&store, &id, "One", "first")))], "note").unwrap();
        store.backup(&copy).unwrap();
        for nth in 0..9 {
            store
                .apply(&[Change::Annotate(Box::new(note(&store, &id, "One", &format!("lost {nth}"))))], "note")
                .unwrap();
        }
        Store::restore(&library, &copy, &folder.path().join("backups")).unwrap();
        store.apply(&[Change::Annotate(Box::new(note(&store, &id, "One", "after")))], "note").unwrap();
        let told = fs::read_to_string(journal::path_of(&library)).unwrap();
        assert!(told.contains("first") && told.contains("after") && !told.contains("lost"), "{told}");
        assert_eq!(Store::check(&library).unwrap().faults, Vec::<String>::new());
    }

    /// Killed after the copy took its place and before there was a journal for it.
    #[test]
    fn a_restored_library_brings_its_journal() {
        let folder = tempfile::tempdir().unwrap();
        let (library, copy) = (folder.path().join("library.db"), folder.path().join("copy.db"));
        let mut store = Store::open(&library, Mode::Write).unwrap();
        let id = add(&mut store, "one", "2026-03-04", "One.").id;
        store.apply(&[Change::Annotate(Box::new(note(&store, &id, "One", "first")))], "note").unwrap();
        store.backup(&copy).unwrap();
        let edited = store.annotations(&id).unwrap().remove(0);
        store
            .apply(&[Change::Annotate(Box::new(crate::text::Annotation { note: "later".into(), ..edited }))], "n")
            .unwrap();
        for aside in [false, true] {
            let ready = Ready::make(&open_copy(&copy).unwrap(), &library, "now").unwrap();
            replace(&ready.conn, &mut store.conn).unwrap();
            if aside {
                restate::set_journal_aside(&library, "now").unwrap();
            }
            drop(ready);
            assert_eq!(Store::check(&library).unwrap().faults, Vec::<String>::new());
            store = Store::open(&library, Mode::Write).unwrap();
            let rebuilt = Store::rebuild(&library, &folder.path().join(format!("new {aside}"))).unwrap();
            let rebuilt = Store::open(&rebuilt.library, Mode::Read).unwrap();
            assert_eq!(rebuilt.annotations(&id).unwrap(), store.annotations(&id).unwrap());
        }
    }
}
