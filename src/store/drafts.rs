//! What was written and not saved: one small file each in a folder beside the library, so that it outlives the program.

use crate::store::record;
use crate::text::Annotation;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder of the drafts.
#[derive(Clone, Debug)]
pub struct Drafts {
    folder: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Draft {
    key: String,
    draft: String,
}

impl Drafts {
    /// The drafts beside a library.
    pub fn beside(library: &Path) -> Self {
        Self { folder: library.with_file_name("drafts") }
    }

    /// Everything that is there, by the place it was written for. What cannot be read is left alone.
    pub fn all(&self) -> Vec<(String, Annotation)> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let texts = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
        let drafts = texts.filter_map(|path| {
            let draft: Draft = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
            Some((draft.key, record::read(&draft.draft)?))
        });
        let mut drafts: Vec<_> = drafts.collect();
        drafts.sort_by(|one, other| one.0.cmp(&other.0));
        drafts
    }

    /// Keeps a draft in place of the one that was there.
    pub fn keep(&self, key: &str, annotation: &Annotation) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let draft = Draft { key: key.to_owned(), draft: record::write(annotation) };
        let path = self.path(key);
        let half = path.with_extension("part");
        fs::write(&half, serde_json::to_vec(&draft)?)?;
        fs::rename(half, path)
    }

    /// Lets go of a draft.
    pub fn drop(&self, key: &str) -> io::Result<()> {
        match fs::remove_file(self.path(key)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// A key may hold anything; a file's name may not.
    fn path(&self, key: &str) -> PathBuf {
        let hash = Sha256::digest(key.as_bytes());
        let name: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        self.folder.join(format!("{name}.json"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Anchor, Span};

    #[test]
    fn drafts_outlive_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library.db");
        let drafts = Drafts::beside(&library);
        assert_eq!(drafts.all(), []);
        let anchor = Anchor { span: Span::new(3, 9), quote: "a “b”".into(), ..Anchor::default() };
        let one = Annotation { note: "half a\nthought \u{1f600}".into(), anchor, ..Annotation::default() };
        drafts.keep("../a b", &one).unwrap();
        drafts.keep("c", &Annotation::default()).unwrap();
        let other = Annotation { note: "more".into(), ..one.clone() };
        drafts.keep("../a b", &other).unwrap();
        fs::write(folder.path().join("drafts/broken.json"), "{").unwrap();
        let again = Drafts::beside(&library);
        assert_eq!(again.all(), [("../a b".to_owned(), other), ("c".to_owned(), Annotation::default())]);
        again.drop("../a b").unwrap();
        again.drop("../a b").unwrap();
        assert_eq!(again.all().len(), 1);
    }
}
