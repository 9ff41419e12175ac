//! Copies of a library.

use crate::config::private_folder;
use crate::store::journal_file::sync_folder;
use crate::store::{Store, StoreError};
use jiff::civil::Date;
use jiff::{Unit, ZonedDateTime};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How the name of an unfinished copy begins and ends.
const PARTIAL: (&str, &str) = (".dateline-", ".db.partial");
/// No copy takes so long.
const AN_HOUR: Duration = Duration::from_secs(3600);

/// Pages copied at a time (4 KB each): some milliseconds of work.
const PAGES: i32 = 512;

impl Store {
    /// Writes a copy of the library to `to`, whoever else is using it. The copy appears whole or not at all; a file that
    /// is there stays.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        self.backup_paced(to, false, &mut || true).map(drop)
    }

    /// The same in place of a file that is there.
    pub fn backup_over(&self, to: &Path) -> Result<(), StoreError> {
        self.backup_paced(to, true, &mut || true).map(drop)
    }

    /// The same, a few pages at a time: `go_on` is asked between them. False when it said no; nothing is left then.
    fn backup_paced(&self, to: &Path, replace: bool, go_on: &mut dyn FnMut() -> bool) -> Result<bool, StoreError> {
        if to.symlink_metadata().is_ok() && !replace {
            let source = std::io::Error::new(std::io::ErrorKind::AlreadyExists, "there is such a file already");
            return Err(StoreError::File { doing: "write the copy", path: to.to_owned(), source });
        }
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        private_folder(folder).map_err(StoreError::file("make the folder", folder))?;
        remove_partial(folder);
        // Its name is nobody else's, and only its user may read it.
        let partial = tempfile::Builder::new().prefix(PARTIAL.0).suffix(PARTIAL.1).tempfile_in(folder);
        let partial = partial.map_err(StoreError::file("write the copy", to))?;
        if !self.copy_into(partial.path(), go_on)? {
            return Ok(false);
        }
        partial.as_file().sync_all().map_err(StoreError::file("write the copy", to))?;
        let kept = if replace { partial.persist(to) } else { partial.persist_noclobber(to) };
        kept.map_err(|error| StoreError::file("write the copy", to)(error.error))?;
        sync_folder(folder);
        Ok(true)
    }

    fn copy_into(&self, path: &Path, go_on: &mut dyn FnMut() -> bool) -> Result<bool, StoreError> {
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
        if !self.backup_paced(&to, false, go_on)? {
            return Ok(None);
        }
        copies.push((today, to.clone()));
        let surplus = copies.len().saturating_sub(keep.max(1));
        for (_, old) in copies.iter().take(surplus) {
            fs::remove_file(old).map_err(StoreError::file("remove the old copy", old))?;
        }
        Ok(Some(to))
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

/// Copies that a program was killed over are of no use to anybody. One that is younger may still be written.
fn remove_partial(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = name.starts_with(PARTIAL.0) || name.starts_with("library-");
        let old = entry
            .metadata()
            .and_then(|about| about.modified())
            .is_ok_and(|at| at.elapsed().is_ok_and(|age| age > AN_HOUR));
        if ours && name.ends_with(PARTIAL.1) && old {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;
    use crate::store::Mode;
    use crate::store::sample::add;

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
        let killed = fs::File::create(backups.join("library-2026-01-01.db.partial")).unwrap();
        killed.set_modified(std::time::SystemTime::now() - 2 * AN_HOUR).unwrap();
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
