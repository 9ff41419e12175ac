//! Opening a library: the one connection to its database, and whether it may write.

use crate::config::{private_file, private_folder};
use crate::store::journal::Journal;
use crate::store::place::Taken;
use crate::store::window::Chosen;
use crate::store::{StoreError, filter, schema, sums};
use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use std::cell::RefCell;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// How long a writer waits for another process before it says that the library is busy.
const PATIENCE: Duration = Duration::from_secs(10);

/// Pages of the database held in memory, in negative KiB. What is read often lies in the system's cache anyway; four
/// times as much made nothing faster that was measured (`docs/store.md`).
const CACHE: i64 = -2048;

const RETRIES: usize = 20;
const PAUSE: Duration = Duration::from_millis(50);

/// How a library is to be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// To be read and changed; made where there is none.
    Write,
    /// To be read only; it must exist.
    Read,
}

/// What an opened library allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reading and changing.
    Write,
    /// Reading only.
    ReadOnly {
        /// Why so, in the reader's words.
        why: String,
    },
}

/// A library: articles, annotations, feeds. One thread owns it.
#[derive(Debug)]
pub struct Store {
    pub(super) conn: Connection,
    pub(super) path: Option<PathBuf>,
    pub(super) taken: Taken,
    pub(super) journal: Journal,
    pub(super) chosen: RefCell<Option<Chosen>>,
    access: Access,
    /// What SQLite counts of the changes by others, when it was looked at last.
    seen: Option<i64>,
}

impl Store {
    /// Opens the library at `path`. One that a newer dateline wrote, or that lies where nothing can be written, is
    /// opened for reading; [`Store::access`] says so.
    pub fn open(path: &Path, mode: Mode) -> Result<Self, StoreError> {
        match mode {
            Mode::Read => Self::open_to_read(path, "it was opened for reading".into()),
            // Two programs that start at once may both want to make the library: SQLite lets one of them wait for
            // nothing but its own retry when the journal's mode is set.
            Mode::Write => (0..RETRIES)
                .find_map(|_| match Self::open_to_write(path) {
                    Err(error) if error.is_passing() => {
                        thread::sleep(PAUSE);
                        None
                    }
                    opened => Some(opened),
                })
                .unwrap_or(Err(StoreError::Busy)),
        }
    }

    /// A library in memory, gone when it is dropped.
    pub fn memory() -> Result<Self, StoreError> {
        let mut conn = Connection::open_in_memory()?;
        conn.pragma_update(None, "foreign_keys", true)?;
        schema::migrate(&mut conn)?;
        Self::around(conn, None, Access::Write)
    }

    /// What may be done.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// The database file; none for a library in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    fn open_to_write(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
            private_folder(folder).map_err(StoreError::file("make the folder", folder))?;
        }
        refuse_foreign(path)?;
        // SQLite gives the files beside it the same rights.
        if let Err(source) = private_file(path) {
            return Err(StoreError::File { doing: "make the library", path: path.to_owned(), source });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut conn = match Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX) {
            Ok(conn) => conn,
            Err(_) if path.is_file() => return Self::open_to_read(path, write_protected(path)),
            Err(error) => return Err(StoreError::Open { path: path.to_owned(), why: error.to_string() }),
        };
        conn.busy_timeout(PATIENCE)?;
        let (version, application, tables) = header(&mut conn)?;
        if version > schema::VERSION {
            let ours = schema::VERSION;
            let why = format!("a newer dateline wrote it (form {version}; this one knows {ours}): update dateline");
            return Self::open_to_read(path, why);
        }
        if conn.is_readonly("main")? {
            return Self::open_to_read(path, write_protected(path));
        }
        if tables > 0 && (application != schema::APPLICATION || version == 0) {
            return Err(StoreError::Foreign { path: path.to_owned() });
        }
        match prepare_to_write(&mut conn) {
            Ok(()) => Self::around(conn, Some(path), Access::Write),
            Err(StoreError::ReadOnly { .. }) => Self::open_to_read(path, write_protected(path)),
            Err(error) => Err(error),
        }
    }

    fn open_to_read(path: &Path, why: String) -> Result<Self, StoreError> {
        refuse_foreign(path)?;
        let wrong = |why: String| StoreError::Open { path: path.to_owned(), why };
        if !path.is_file() {
            return Err(wrong("there is no such file".into()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let plain = Connection::open_with_flags(path, flags).and_then(|conn| readable(&conn).map(|()| conn));
        let conn = match plain {
            Ok(conn) => conn,
            // A write-ahead log needs a file of shared memory, which a write-protected folder does not allow. Where
            // the log is empty, the database can be read without.
            Err(error) if log_is_empty(path) => {
                let mut address = url::Url::from_file_path(std::path::absolute(path).unwrap_or(path.to_owned()))
                    .map_err(|()| wrong(error.to_string()))?;
                address.set_query(Some("immutable=1"));
                let flags = flags | OpenFlags::SQLITE_OPEN_URI;
                let conn = Connection::open_with_flags(address.as_str(), flags)?;
                readable(&conn)?;
                conn
            }
            Err(error) => return Err(error.into()),
        };
        conn.busy_timeout(PATIENCE)?;
        if schema::version(&conn)? < schema::VERSION {
            return Err(StoreError::Older { path: path.to_owned() });
        }
        Self::around(conn, Some(path), Access::ReadOnly { why })
    }

    fn around(conn: Connection, path: Option<&Path>, access: Access) -> Result<Self, StoreError> {
        conn.set_prepared_statement_cache_capacity(64);
        filter::teach(&conn)?;
        sums::teach(&conn)?;
        let path = path.map(Path::to_owned);
        let (taken, journal, chosen) = (Taken::default(), Journal::default(), RefCell::default());
        let seen = conn.pragma_query_value(None, "data_version", |row| row.get(0)).ok();
        let mut store = Self { conn, path, taken, journal, chosen, access, seen };
        if store.may_write().is_ok() {
            store.flush_journal();
        }
        Ok(store)
    }

    /// Whether another program has changed the library since this was asked last.
    pub fn changed_elsewhere(&mut self) -> Result<bool, StoreError> {
        let version: i64 = self.conn.pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok(self.seen.replace(version).is_some_and(|seen| seen != version))
    }

    /// Refuses where the library may only be read.
    pub(super) fn may_write(&self) -> Result<(), StoreError> {
        match &self.access {
            Access::Write => Ok(()),
            Access::ReadOnly { why } => Err(StoreError::ReadOnly { why: why.clone() }),
        }
    }

    /// Does `work` in one transaction: all of it or none, and durable when this returns.
    pub(super) fn in_transaction<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>, &mut Taken) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.may_write()?;
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        self.journal.clear_outbox(&transaction)?;
        let done = work(&transaction, &mut self.taken).and_then(|done| {
            transaction.commit()?;
            Ok(done)
        });
        if done.is_err() {
            self.taken.forget();
        }
        done
    }
}

/// The present moment as it is written in the library.
pub(super) fn now() -> String {
    format!("{:.3}", Timestamp::now())
}

/// The version of a library, whose file it is, and how many tables and indexes it has; of one moment, since another program
/// may be making it.
fn header(conn: &mut Connection) -> rusqlite::Result<(i32, i32, i64)> {
    let moment = conn.transaction()?;
    // The transaction begins with what is read first.
    let tables = moment.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let application = moment.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok((schema::version(&moment)?, application, tables))
}

fn prepare_to_write(conn: &mut Connection) -> Result<(), StoreError> {
    let mode: String = conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        // A file system without shared memory; the roll-back journal is as safe, only slower.
        conn.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get::<_, String>(0))?;
    }
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "cache_size", CACHE)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    // After a long transaction the log shrinks again.
    conn.pragma_update_and_check(None, "journal_size_limit", 16 << 20, |_| Ok(()))?;
    schema::migrate(conn)
}

/// A file that is no database at all must not be touched. An empty file is a new library.
pub(super) fn refuse_foreign(path: &Path) -> Result<(), StoreError> {
    // A pipe or a device is not even opened: it could keep the program waiting.
    if fs::metadata(path).is_ok_and(|about| !about.is_file()) {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    let Ok(mut file) = fs::File::open(path) else { return Ok(()) };
    let mut head = Vec::new();
    match file.by_ref().take(16).read_to_end(&mut head) {
        Ok(0) => Ok(()),
        Ok(_) if head == b"SQLite format 3\0" => Ok(()),
        Ok(_) => Err(StoreError::Foreign { path: path.to_owned() }),
        Err(source) => Err(StoreError::File { doing: "read", path: path.to_owned(), source }),
    }
}

fn readable(conn: &Connection) -> rusqlite::Result<()> {
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
}

fn log_is_empty(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    fs::metadata(log).map_or(true, |meta| meta.len() == 0)
}

fn write_protected(path: &Path) -> String {
    format!("{} or its folder is write-protected", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_is_made_with_its_folder_and_opens_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/er/library.db");
        for _ in 0..2 {
            let store = Store::open(&path, Mode::Write).unwrap();
            assert_eq!(*store.access(), Access::Write);
            let full: i64 = store.conn.pragma_query_value(None, "synchronous", |row| row.get(0)).unwrap();
            let mode: String = store.conn.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
            assert_eq!((full, mode.as_str()), (2, "wal"));
        }
    }

    #[test]
    fn many_programs_start_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let open = || (0..5).try_for_each(|_| Store::open(&path, Mode::Write).map(|_| ()));
        thread::scope(|scope| {
            let all: Vec<_> = (0..4).map(|_| scope.spawn(open)).collect();
            for one in all {
                one.join().unwrap().unwrap();
            }
        });
    }

    #[test]
    fn a_newer_library_is_read_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let store = Store::open(&path, Mode::Write).unwrap();
        store.conn.pragma_update(None, "user_version", schema::VERSION + 1).unwrap();
        drop(store);
        let mut store = Store::open(&path, Mode::Write).unwrap();
        assert!(matches!(store.access(), Access::ReadOnly { why } if why.contains("newer dateline")));
        assert!(matches!(store.in_transaction(|_, _| Ok(())), Err(StoreError::ReadOnly { .. })));
    }

    #[test]
    fn programs_that_start_at_once_make_one_library() {
        const PROGRAMS: usize = 6;
        for _ in 0..25 {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("library.db");
            let start = std::sync::Barrier::new(PROGRAMS);
            std::thread::scope(|scope| {
                let opened = [(); PROGRAMS].map(|()| {
                    scope.spawn(|| {
                        start.wait();
                        Store::open(&path, Mode::Write).map(|store| store.access().clone())
                    })
                });
                for opened in opened {
                    assert_eq!(opened.join().unwrap().unwrap(), Access::Write);
                }
            });
        }
    }

    #[test]
    fn other_files_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("note.txt");
        fs::write(&path, "not a database, but longer than its header").unwrap();
        for mode in [Mode::Write, Mode::Read] {
            assert!(matches!(Store::open(&path, mode), Err(StoreError::Foreign { .. })));
        }
        let path = folder.path().join("other.db");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE t(a)").unwrap();
        assert!(matches!(Store::open(&path, Mode::Write), Err(StoreError::Foreign { .. })));
        assert!(matches!(Store::open(&folder.path().join("none.db"), Mode::Read), Err(StoreError::Open { .. })));
    }
}
