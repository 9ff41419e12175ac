//! What was written and not saved, in a folder beside the library, so that it outlives the program however it ends.
//!
//! Each running program has a folder of its own there and holds a lock on it: two that write on one passage keep two
//! drafts. What lies in a folder that nobody holds belongs to whoever starts next.

use crate::config::{private_folder, private_options};
use crate::store::record;
use crate::text::Annotation;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// The file that is locked while a program runs.
const LOCK: &str = "lock";
/// What is kept of a draft.
const KEPT: &str = "json";
/// The text of a note while the reader's own editor has it, and what it is the text of.
const TEXT: &str = "md";
const ABOUT: &str = "about";

/// The drafts of this program.
#[derive(Clone, Debug)]
pub struct Drafts {
    root: PathBuf,
    own: Arc<Mutex<Option<Own>>>,
}

/// The folder of this program. The lock is held as long as it lives.
#[derive(Debug)]
struct Own {
    folder: PathBuf,
    _lock: File,
}

#[derive(Serialize, Deserialize)]
struct Draft {
    key: String,
    draft: String,
}

impl Drafts {
    /// The drafts beside a library.
    pub fn beside(library: &Path) -> Self {
        Self { root: library.with_file_name("drafts"), own: Arc::default() }
    }

    /// Takes over what programs left behind that have ended, by the place it was written for. What cannot be read is left
    /// alone.
    pub fn adopt(&self) -> Vec<(String, Annotation)> {
        let mut found: Vec<(String, Annotation)> = Vec::new();
        // Before each program had a folder of its own, drafts lay in this one.
        for (folder, _lock) in self.left().into_iter().chain([(self.root.clone(), None)]) {
            for (path, key, draft) in left_in(&folder) {
                let key = free(key, |key| found.iter().any(|(other, kept)| other == key && *kept != draft));
                if let Err(error) = self.keep(&key, &draft) {
                    log::warn!("a draft was not taken over: {error}");
                } else if path.extension().is_some_and(|ending| ending == KEPT) {
                    let _stays = fs::remove_file(path);
                }
                found.push((key, draft));
            }
            // Not while something is left in it.
            if folder != self.root && fs::read_dir(&folder).is_ok_and(|files| files.count() == 1) {
                let _stays = fs::remove_dir_all(&folder);
            }
        }
        found.sort_by(|one, other| one.0.cmp(&other.0));
        found.dedup();
        found
    }

    /// Folders that nobody holds, held now.
    fn left(&self) -> Vec<(PathBuf, Option<File>)> {
        let Ok(entries) = fs::read_dir(&self.root) else { return Vec::new() };
        let mut folders: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        folders.sort();
        let held = folders.into_iter().filter_map(|folder| {
            let lock = File::open(folder.join(LOCK)).ok()?;
            lock.try_lock().ok()?;
            Some((folder, Some(lock)))
        });
        held.collect()
    }

    /// The folder of this program, made when it is needed first.
    fn folder(&self) -> io::Result<PathBuf> {
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = &*own {
            return Ok(own.folder.clone());
        }
        let name = Uuid::now_v7().to_string();
        // Nobody may find it before it is locked.
        let new = self.root.join(format!(".{name}"));
        private_folder(&new)?;
        let lock = File::create(new.join(LOCK))?;
        lock.lock()?;
        let folder = self.root.join(name);
        fs::rename(new, &folder)?;
        sync(&self.root)?;
        *own = Some(Own { folder: folder.clone(), _lock: lock });
        Ok(folder)
    }

    /// Keeps a draft in place of the one that was there. It is on the disk when this returns.
    pub fn keep(&self, key: &str, annotation: &Annotation) -> io::Result<()> {
        write(&self.path(key, KEPT)?, &about(key, annotation)?)
    }

    /// Lets go of a draft.
    pub fn drop(&self, key: &str) -> io::Result<()> {
        remove(&self.path(key, KEPT)?)
    }

    /// Writes the text of a note into a file for the reader's own editor. Until [`Drafts::taken_back`] it counts as the
    /// draft of that note, whatever becomes of the editor and of us.
    pub fn lay_out(&self, key: &str, annotation: &Annotation) -> io::Result<PathBuf> {
        write(&self.path(key, ABOUT)?, &about(key, annotation)?)?;
        let path = self.path(key, TEXT)?;
        write(&path, annotation.note.as_bytes())?;
        Ok(path)
    }

    /// What the editor wrote has been taken into the draft.
    pub fn taken_back(&self, key: &str) -> io::Result<()> {
        remove(&self.path(key, TEXT)?)?;
        remove(&self.path(key, ABOUT)?)
    }

    fn path(&self, key: &str, ending: &str) -> io::Result<PathBuf> {
        // A key may hold anything; a file's name may not.
        let hash = Sha256::digest(key.as_bytes());
        let name: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        Ok(self.folder()?.join(format!("{name}.{ending}")))
    }
}

fn about(key: &str, annotation: &Annotation) -> io::Result<Vec<u8>> {
    Ok(serde_json::to_vec(&Draft { key: key.to_owned(), draft: record::write(annotation) })?)
}

/// The drafts in a folder: those kept, and texts that an editor had when the program ended.
fn left_in(folder: &Path) -> Vec<(PathBuf, String, Annotation)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let ending = |path: &PathBuf, is: &str| path.extension().is_some_and(|ending| ending == is);
    let texts: Vec<_> = paths.iter().filter(|path| ending(path, ABOUT)).filter_map(|path| text_of(path)).collect();
    let kept = paths.iter().filter(|path| ending(path, KEPT)).filter_map(|path| {
        let (key, draft) = read(path)?;
        // What an editor wrote of it is later.
        if texts.iter().any(|(_, other, _)| *other == key) {
            let _stays = fs::remove_file(path);
            return None;
        }
        Some((path.clone(), key, draft))
    });
    let kept: Vec<_> = kept.collect();
    kept.into_iter().chain(texts).collect()
}

fn read(path: &Path) -> Option<(String, Annotation)> {
    let draft: Draft = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    Some((draft.key, record::read(&draft.draft)?))
}

/// What an editor wrote since it was looked at last. An editor that outlived us may write once more: its file stays until
/// a later start finds that it did not.
fn text_of(about_it: &Path) -> Option<(PathBuf, String, Annotation)> {
    let (key, mut draft) = read(about_it)?;
    let path = about_it.with_extension(TEXT);
    let text = fs::read(&path).ok().map(|bytes| String::from_utf8_lossy(&bytes).replace("\r\n", "\n"));
    match text.filter(|text| !text.trim().is_empty() && text.trim_end() != draft.note.trim_end()) {
        Some(text) => {
            text.trim_end().clone_into(&mut draft.note);
            let looked = about(&key, &draft).and_then(|bytes| write(about_it, &bytes));
            looked.inspect_err(|error| log::warn!("a draft was not taken over: {error}")).ok()?;
            Some((path, key, draft))
        }
        None => {
            let _stay = (remove(&path), remove(about_it));
            None
        }
    }
}

/// The key, or one beside it where that holds another text.
fn free(key: String, taken: impl Fn(&str) -> bool) -> String {
    let others = (2..).map(|number| format!("{key} ~{number}"));
    std::iter::once(key.clone()).chain(others).find(|key| !taken(key)).unwrap_or(key.clone())
}

/// Writes a file whole or not at all; it is on the disk when this returns.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A name of its own: the text for the editor and the draft are written by two threads.
    let mut half = path.as_os_str().to_owned();
    half.push(".part");
    let mut file = private_options().write(true).create(true).truncate(true).open(&half)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(half, path)?;
    path.parent().map_or(Ok(()), sync)
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Anchor, Span};

    fn note(words: &str) -> Annotation {
        let anchor = Anchor { span: Span::new(3, 9), quote: "a “b”".into(), ..Anchor::default() };
        Annotation { note: words.into(), anchor, ..Annotation::default() }
    }

    fn told(drafts: &Drafts) -> Vec<(String, String)> {
        drafts.adopt().into_iter().map(|(key, draft)| (key, draft.note)).collect()
    }

    fn pairs(given: &[(&str, &str)]) -> Vec<(String, String)> {
        given.iter().map(|(key, words)| ((*key).to_owned(), (*words).to_owned())).collect()
    }

    #[test]
    fn drafts_outlive_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library.db");
        let drafts = Drafts::beside(&library);
        assert_eq!(drafts.adopt(), []);
        drafts.keep("../a b", &note("half a\nthought \u{1f600}")).unwrap();
        drafts.keep("c", &Annotation::default()).unwrap();
        drafts.keep("../a b", &note("more")).unwrap();
        // Who starts meanwhile takes nothing from one that runs.
        assert_eq!(Drafts::beside(&library).adopt(), []);
        drop(drafts);
        let broken = fs::read_dir(folder.path().join("drafts")).unwrap().next().unwrap().unwrap().path();
        fs::write(broken.join("broken.json"), "{").unwrap();
        let again = Drafts::beside(&library);
        assert_eq!(again.adopt(), [("../a b".to_owned(), note("more")), ("c".to_owned(), Annotation::default())]);
        again.drop("../a b").unwrap();
        again.drop("../a b").unwrap();
        drop(again);
        assert_eq!(told(&Drafts::beside(&library)), pairs(&[("c", "")]));
        assert!(broken.join("broken.json").exists());
    }

    #[test]
    fn two_programs_on_one_passage_keep_two_drafts() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library.db");
        let (one, other) = (Drafts::beside(&library), Drafts::beside(&library));
        one.keep("a", &note("from one")).unwrap();
        other.keep("a", &note("from the other")).unwrap();
        drop((one, other));
        let again = Drafts::beside(&library);
        assert_eq!(told(&again), pairs(&[("a", "from one"), ("a ~2", "from the other")]));
        drop(again);
        let again = Drafts::beside(&library);
        assert_eq!(told(&again), pairs(&[("a", "from one"), ("a ~2", "from the other")]));
        assert_eq!(fs::read_dir(folder.path().join("drafts")).unwrap().count(), 1, "what is taken over goes");
    }

    #[test]
    fn what_an_editor_holds_is_a_draft_whoever_dies() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library.db");
        let drafts = Drafts::beside(&library);
        drafts.keep("a", &note("before")).unwrap();
        let path = drafts.lay_out("a", &note("before")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        fs::write(&path, "written in it\r\n").unwrap();
        drop(drafts);
        let second = Drafts::beside(&library);
        assert_eq!(told(&second), pairs(&[("a", "written in it")]));
        second.drop("a").unwrap();
        // The editor is still open, and saves once more.
        fs::write(&path, "written later").unwrap();
        drop(second);
        let third = Drafts::beside(&library);
        assert_eq!(told(&third), pairs(&[("a", "written later")]));
        third.drop("a").unwrap();
        drop(third);
        // Nothing more came: it is over.
        assert_eq!(told(&Drafts::beside(&library)), []);
        assert!(!path.exists());
    }

    #[test]
    fn what_was_taken_back_is_no_draft() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library.db");
        let drafts = Drafts::beside(&library);
        let path = drafts.lay_out("a", &note("text")).unwrap();
        fs::write(&path, "changed").unwrap();
        drafts.taken_back("a").unwrap();
        drop(drafts);
        assert_eq!(told(&Drafts::beside(&library)), []);
    }

    #[test]
    fn drafts_of_earlier_versions_are_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library.db");
        fs::create_dir_all(folder.path().join("drafts")).unwrap();
        let old = folder.path().join("drafts/0123.json");
        fs::write(&old, about("a", &note("old")).unwrap()).unwrap();
        let drafts = Drafts::beside(&library);
        assert_eq!(told(&drafts), pairs(&[("a", "old")]));
        assert!(!old.exists());
    }
}
