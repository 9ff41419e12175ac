//! Watched folders: what is put into them is taken in, and again when it changes. They are looked through from time to
//! time; a system's own notice would need a library for each system.

use crate::ingest::Draft;
use crate::jobs::files::{files_in, load};
use crate::store::Store;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// A file younger than this may still be written.
const SETTLED: Duration = Duration::from_secs(2);

/// Folders, and how their files were when they were last looked at.
#[derive(Debug, Default)]
pub struct Watch {
    folders: Vec<PathBuf>,
    seen: HashMap<PathBuf, (SystemTime, u64)>,
}

impl Watch {
    /// Watches these folders; `~` is the reader's own.
    pub fn over(folders: &[String]) -> Self {
        let home = std::env::home_dir();
        let whole = |folder: &String| match (folder.strip_prefix("~/"), &home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(folder),
        };
        Self { folders: folders.iter().map(whole).collect(), seen: HashMap::new() }
    }

    /// Reads what is new or has changed since the last look, and since the library took it in.
    pub fn look(&mut self, store: &Store, now: SystemTime) -> Vec<Draft> {
        let mut drafts = Vec::new();
        for folder in self.folders.clone() {
            let files = files_in(&folder).unwrap_or_else(|error| {
                log::warn!("the watched folder {} cannot be read: {error}", folder.display());
                Vec::new()
            });
            for path in files {
                let Some(state) = state(&path).filter(|(changed, _)| *changed + SETTLED <= now) else { continue };
                if self.seen.insert(path.clone(), state) == Some(state) || is_known(store, &path, state.0) {
                    continue;
                }
                match load(&path.to_string_lossy()) {
                    Ok(draft) => drafts.push(draft),
                    Err(why) => log::warn!("{why}"),
                }
            }
        }
        drafts
    }
}

/// How often the files of the library are looked at. That asks the system for two dates, and wakes nobody else.
const LOOK: Duration = Duration::from_secs(1);

/// Says when the library was written, until it says so in vain. Its log is written first; its file when the log is full.
pub fn watch_file(library: &Path, changed: impl Fn() -> bool + Send + 'static) -> std::io::Result<()> {
    let mut log = library.as_os_str().to_owned();
    log.push("-wal");
    let files = [PathBuf::from(log), library.to_owned()];
    thread::Builder::new().name("elsewhere".into()).spawn(move || {
        let mut before = files.each_ref().map(|path| state(path));
        loop {
            thread::sleep(LOOK);
            let now = files.each_ref().map(|path| state(path));
            if std::mem::replace(&mut before, now) != now && !changed() {
                return;
            }
        }
    })?;
    Ok(())
}

fn state(path: &Path) -> Option<(SystemTime, u64)> {
    let about = fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}

/// True where the library took the file in after its last change. One that was removed there stays away.
fn is_known(store: &Store, path: &Path, changed: SystemTime) -> bool {
    let Ok(Some(taken)) = store.taken_in(&path.to_string_lossy()) else { return false };
    let changed = jiff::Timestamp::try_from(changed).unwrap_or_default();
    taken.parse::<jiff::Timestamp>().is_ok_and(|taken| taken >= changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_into_a_folder_comes_once_and_when_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("one.txt");
        let written = |words: &str, at: SystemTime| {
            fs::write(&path, words).unwrap();
            fs::OpenOptions::new().write(true).open(&path).unwrap().set_modified(at).unwrap();
        };
        let ago = |seconds: u64| SystemTime::now() - Duration::from_secs(seconds);
        written("The river rose.", ago(60));
        fs::write(folder.path().join("picture.png"), "no text").unwrap();
        let mut store = Store::memory().unwrap();
        let mut watch = Watch::over(&[folder.path().to_string_lossy().into_owned()]);
        let later = |hours: u64| SystemTime::now() + Duration::from_secs(hours * 3600);
        assert_eq!(watch.look(&store, ago(60)).len(), 0, "still being written");
        let mut found = watch.look(&store, later(1));
        assert_eq!(found.len(), 1);
        let draft = found.remove(0);
        let added = store.add(&draft.meta, &draft.body).unwrap();
        assert_eq!(watch.look(&store, later(2)).len(), 0);
        // Another run of the program: the library knows it, even when the reader removed it.
        store.apply(&[crate::text::Change::Remove(added.id)], "remove").unwrap();
        let mut watch = Watch::over(&[folder.path().to_string_lossy().into_owned()]);
        assert_eq!(watch.look(&store, later(3)).len(), 0);
        written("The river rose by a metre.", later(3));
        assert_eq!(watch.look(&store, later(4)).len(), 1);
    }
}
