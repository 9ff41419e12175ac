//! Copies of a library, and a library from its copy.

use crate::store::journal::Journal;
use crate::store::library::{now, refuse_foreign};
use crate::store::{Mode, Store, StoreError, annotations, corrections, journal, schema};
use jiff::civil::Date;
use jiff::{Unit, ZonedDateTime};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Pages copied at a time (4 KB each): some milliseconds of work.
const PAGES: i32 = 512;

impl Store {
    /// Writes a copy of the library to `to`, whoever else is using it. The copy appears whole or not at all.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        self.backup_paced(to, &mut || true).map(drop)
    }

    /// The same, a few pages at a time: `go_on` is asked between them. False when it said no; nothing is left then.
    fn backup_paced(&self, to: &Path, go_on: &mut dyn FnMut() -> bool) -> Result<bool, StoreError> {
        if to.exists() {
            let source = std::io::Error::new(std::io::ErrorKind::AlreadyExists, "there is such a file already");
            return Err(StoreError::File { doing: "write the copy", path: to.to_owned(), source });
        }
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(StoreError::file("make the folder", folder))?;
        let mut partial = to.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        let written = self.copy_into(&partial, go_on).and_then(|whole| {
            if !whole {
                return fs::remove_file(&partial).map_err(StoreError::file("remove", &partial)).map(|()| false);
            }
            File::open(&partial).and_then(|file| file.sync_all()).map_err(StoreError::file("write", &partial))?;
            fs::rename(&partial, to).map_err(StoreError::file("write the copy", to)).map(|()| true)
        });
        if written.is_err() {
            // What is left of a failed copy is of no use to anybody.
            let _ = fs::remove_file(&partial);
        }
        sync_folder(folder);
        written
    }

    fn copy_into(&self, path: &Path, go_on: &mut dyn FnMut() -> bool) -> Result<bool, StoreError> {
        if path.exists() {
            fs::remove_file(path).map_err(StoreError::file("replace", path))?;
        }
        let mut copy = Connection::open(path)?;
        // One state of the library is copied, whatever is written to it meanwhile.
        let state = self.conn.unchecked_transaction()?;
        state.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        let backup = Backup::new(&state, &mut copy)?;
        loop {
            match backup.step(PAGES)? {
                StepResult::Done => break,
                _ if go_on() => {}
                _ => return Ok(false),
            }
        }
        drop(backup);
        // One file without a log beside it.
        copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
        copy.close().map_err(|(_, error)| error)?;
        Ok(true)
    }

    /// Makes today's copy in `folder` where the last is `every_days` old, and lets go of all but the newest `keep`.
    /// Gives the copy it made. With 0 days it makes none.
    pub fn regular_backup(&self, folder: &Path, every_days: u16, keep: usize) -> Result<Option<PathBuf>, StoreError> {
        self.regular_backup_paced(folder, every_days, keep, &mut || true)
    }

    /// The same, a few pages at a time, as long as `go_on` says so.
    pub fn regular_backup_paced(
        &self,
        folder: &Path,
        every_days: u16,
        keep: usize,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Option<PathBuf>, StoreError> {
        let today = ZonedDateTime::now().date();
        let mut copies = copies(folder);
        let due = copies.last().is_none_or(|(last, _)| {
            last.until((Unit::Day, today)).is_ok_and(|since| since.get_days() >= i32::from(every_days))
        });
        if every_days == 0 || !due {
            return Ok(None);
        }
        let to = folder.join(format!("library-{today}.db"));
        remove_partial(folder);
        if !self.backup_paced(&to, go_on)? {
            return Ok(None);
        }
        copies.push((today, to.clone()));
        let surplus = copies.len().saturating_sub(keep.max(1));
        for (_, old) in copies.iter().take(surplus) {
            fs::remove_file(old).map_err(StoreError::file("remove the old copy", old))?;
        }
        Ok(Some(to))
    }

    /// Puts the copy `from` in the place of the library at `library`. What was there is kept as a copy in `backups`,
    /// whose path comes back.
    pub fn restore(library: &Path, from: &Path, backups: &Path) -> Result<Option<PathBuf>, StoreError> {
        let source = open_copy(from)?;
        let stamp: String = now().chars().filter(|c| c.is_ascii_alphanumeric()).collect();
        let kept = if library.exists() { Some(keep_former(library, backups, &stamp)?) } else { None };
        let mut store = Store::open(library, Mode::Write)?;
        store.may_write()?;
        Backup::new(&source, &mut store.conn)?.step(-1)?;
        // The copy may be of an earlier form.
        schema::migrate(&mut store.conn)?;
        store.conn.execute("DELETE FROM outbox", [])?;
        store.journal = Journal::default();
        let journal = journal::path_of(library);
        if journal.exists() {
            let former = journal.with_file_name(format!("notes.journal.before-{stamp}"));
            fs::rename(&journal, &former).map_err(StoreError::file("keep the journal as", &former))?;
        }
        store.restart_journal()?;
        Ok(kept)
    }

    /// Begins a new journal with all notes and corrections as they are.
    pub(super) fn restart_journal(&mut self) -> Result<(), StoreError> {
        self.in_transaction(|work, _| {
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
        })?;
        self.flush_journal();
        Ok(())
    }
}

/// The copies in a folder that [`Store::regular_backup`] made, the oldest first.
pub(super) fn copies(folder: &Path) -> Vec<(Date, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<(Date, PathBuf)> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let day = name.strip_prefix("library-")?.strip_suffix(".db")?.parse().ok()?;
            Some((day, entry.path()))
        })
        .collect();
    found.sort();
    found
}

/// A copy that was broken off is of no use to anybody.
fn remove_partial(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().ends_with(".db.partial")) {
        let _ = fs::remove_file(entry.path());
    }
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

/// Makes a rename durable, where the system lets a folder be synced.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
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

    #[test]
    fn a_copy_that_is_broken_off_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("library.db"), Mode::Write).unwrap();
        let articles: Vec<_> = (0..2000)
            .map(|n| {
                let text = (0..600).map(|word| format!("w{} ", word * n % 9973)).collect();
                (crate::store::sample::meta(&format!("Number {n}"), "2026-03-04"), crate::text::Body::verbatim(text))
            })
            .collect();
        store.add_all(&articles).unwrap();
        let backups = folder.path().join("backups");
        let mut asked = 0;
        let made = store.regular_backup_paced(&backups, 1, 7, &mut || {
            asked += 1;
            false
        });
        assert_eq!((made.unwrap(), asked), (None, 1));
        assert_eq!(fs::read_dir(&backups).unwrap().count(), 0);
        fs::write(backups.join("library-2026-01-01.db.partial"), "killed").unwrap();
        // Another goes on writing meanwhile; the copy is of one state.
        let mut other = Store::open(&folder.path().join("library.db"), Mode::Write).unwrap();
        let made = store.regular_backup_paced(&backups, 1, 7, &mut || {
            add(&mut other, "another", "2026-03-05", "Text.");
            true
        });
        let copy = Store::open(&made.unwrap().unwrap(), Mode::Read).unwrap();
        assert_eq!(copy.count(&Query::All).unwrap(), 2000);
        assert_eq!(fs::read_dir(&backups).unwrap().count(), 1);
    }

    #[test]
    fn old_copies_make_room() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::memory().unwrap();
        for day in 10..19 {
            fs::write(folder.path().join(format!("library-2020-01-{day}.db")), "").unwrap();
        }
        fs::write(folder.path().join("library-mine.db"), "").unwrap();
        let made = store.regular_backup(folder.path(), 1, 7).unwrap().unwrap();
        assert_eq!(store.regular_backup(folder.path(), 1, 7).unwrap(), None);
        let left = copies(folder.path());
        assert_eq!((left.len(), left.last().map(|(_, path)| path)), (7, Some(&made)));
        assert!(folder.path().join("library-mine.db").exists());
        assert_eq!(store.regular_backup(&folder.path().join("other"), 0, 7).unwrap(), None);
    }
}
