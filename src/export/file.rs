//! Files on disk: whole or not at all, and with the user's own words around our part.

use crate::export::{ExportFile, Part};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// What a file becomes when an export is written over it, and what of it is ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Over {
    /// The file as it will be; whose hash tells what stood there as ours before.
    Becomes {
        /// All of it.
        bytes: Vec<u8>,
        /// The hash of what was ours in the old file.
        before: String,
    },
    /// It is about something else.
    Foreign,
    /// It has lost this marker.
    Unmarked(&'static str),
}

impl ExportFile {
    /// The hash of what is ours in this file.
    pub fn sha256(&self) -> String {
        match &self.part {
            None => hash(&self.bytes),
            Some(part) => {
                let text = String::from_utf8_lossy(&self.bytes);
                ours(&text, part).map_or_else(|_| hash(&self.bytes), |(from, to)| hash_of(&text, from, to))
            }
        }
    }

    /// What a file that holds `before` becomes.
    pub fn over(&self, before: &[u8]) -> Over {
        let Some(part) = &self.part else {
            return Over::Becomes { bytes: self.bytes.clone(), before: hash(before) };
        };
        let Ok(old) = std::str::from_utf8(before) else { return Over::Foreign };
        if !old.contains(part.sign.as_str()) {
            return Over::Foreign;
        }
        let new = String::from_utf8_lossy(&self.bytes);
        match (ours(old, part), ours(&new, part)) {
            (Err(marker), _) | (_, Err(marker)) => Over::Unmarked(marker),
            (Ok((from, to)), Ok((begin, end))) => {
                let pieces = [old.get(..from), new.get(begin..end), old.get(to..)];
                let bytes = pieces.into_iter().flatten().collect::<String>().into_bytes();
                Over::Becomes { bytes, before: hash_of(old, from, to) }
            }
        }
    }
}

fn hash_of(text: &str, from: usize, to: usize) -> String {
    hash(text.get(from..to).unwrap_or_default().as_bytes())
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Where our part begins and ends, markers included; or the marker that is not there.
fn ours(text: &str, part: &Part) -> Result<(usize, usize), &'static str> {
    let mut at = 0;
    let mut from = None;
    for line in text.split_inclusive('\n') {
        match (from, line.trim()) {
            (None, marker) if marker == part.begin => from = Some(at),
            (Some(from), marker) if marker == part.end => {
                return Ok((from, at + line.trim_end_matches(['\n', '\r']).len()));
            }
            _ => {}
        }
        at += line.len();
    }
    Err(if from.is_none() { part.begin } else { part.end })
}

/// Writes a file so that at any moment either the old one or the new one is there, whole: temporary file, fsync, rename.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = match unnamed(folder, bytes) {
        Some(file) => file?,
        None => {
            let mut file = temporary(folder).map_err(bare)?;
            file.write_all(bytes)?;
            file
        }
    };
    if let Ok(before) = fs::metadata(path) {
        file.as_file().set_permissions(before.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// The bytes in a file that has no name until they are all there: a program that is killed while it writes leaves
/// nothing. `None` where the system or the file system has no such files.
#[cfg(target_os = "linux")]
fn unnamed(folder: &Path, bytes: &[u8]) -> Option<io::Result<NamedTempFile>> {
    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};
    use std::os::fd::AsRawFd;
    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    let mut file = fs::File::from(open(folder, flags, Mode::from_raw_mode(0o666)).ok()?);
    if let Err(error) = file.write_all(bytes).and_then(|()| file.sync_all()) {
        return Some(Err(error));
    }
    let source = format!("/proc/self/fd/{}", file.as_raw_fd());
    let named = tempfile::Builder::new().prefix(".dateline-").make_in(folder, |name| {
        linkat(CWD, &source, CWD, name, AtFlags::SYMLINK_FOLLOW)?;
        file.try_clone()
    });
    named.ok().map(Ok)
}

#[cfg(not(target_os = "linux"))]
fn unnamed(_: &Path, _: &[u8]) -> Option<io::Result<NamedTempFile>> {
    None
}

/// A file with the usual permissions, which the user's umask narrows.
#[cfg(unix)]
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    let usual = fs::Permissions::from_mode(0o666);
    tempfile::Builder::new().prefix(".dateline-").permissions(usual).tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(".dateline-").tempfile_in(folder)
}

/// What the system says, without the name of our temporary file.
fn bare(error: io::Error) -> io::Error {
    let inner = error.get_ref().and_then(|told| told.source()).and_then(|source| source.downcast_ref::<io::Error>());
    inner.and_then(io::Error::raw_os_error).map_or(error, io::Error::from_raw_os_error)
}

/// The rename itself is on disk only when its folder is.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> ExportFile {
        let part = Part { sign: "id: 1".into(), begin: "<!-- begin -->", end: "<!-- end -->" };
        ExportFile { part: Some(part), ..ExportFile::whole("note.md", text) }
    }

    #[test]
    fn the_users_words_around_our_part_stay() {
        let fresh = marked("id: 1\n<!-- begin -->\nnew\n<!-- end -->\n");
        let old = "id: 1\nmine above\n<!-- begin -->\nold\n<!-- end -->\nmine below\n";
        let Over::Becomes { bytes, before } = fresh.over(old.as_bytes()) else { panic!("refused") };
        assert_eq!(String::from_utf8(bytes).unwrap(), old.replace("old", "new"));
        assert_eq!(before, marked("id: 1\n<!-- begin -->\nold\n<!-- end -->").sha256());
        assert_eq!(fresh.over(b"id: 1\n<!-- begin -->\nold\nno end\n"), Over::Unmarked("<!-- end -->"));
        for foreign in [&b"my diary"[..], b"id: 2\n<!-- begin -->\n<!-- end -->", b"id: 1 \xff"] {
            assert_eq!(fresh.over(foreign), Over::Foreign);
        }
    }

    #[test]
    fn a_write_is_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing").join("note.md");
        assert!(write_atomically(&missing, b"new").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        let path = folder.path().join("note.md");
        for text in ["one", "two"] {
            write_atomically(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
