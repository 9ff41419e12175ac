//! Putting an export on disk: whole or not at all, and never over a file that is not ours.

use crate::export::{Export, ExportError, ExportFile, Own};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Writes every file into `folder`, which is made where it is missing. Files that would not change are left alone.
/// Gives the paths.
pub fn write_into(export: &Export, folder: &Path, force: bool) -> Result<Vec<PathBuf>, ExportError> {
    fs::create_dir_all(folder).map_err(|error| failed("make", folder, error))?;
    export.files.iter().map(|file| write_file(file, &folder.join(&file.name), force)).collect()
}

/// Writes one file to `path`.
pub fn write_file(file: &ExportFile, path: &Path, force: bool) -> Result<PathBuf, ExportError> {
    let before = match fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed("read", path, error)),
    };
    let bytes = match before {
        Some(before) if before == file.bytes => return Ok(path.to_owned()),
        Some(before) if !before.is_empty() => match over(file, &before, path) {
            Ok(bytes) if bytes == before => return Ok(path.to_owned()),
            Err(_) if force => file.bytes.clone(),
            settled => settled?,
        },
        _ => file.bytes.clone(),
    };
    write_atomically(path, &bytes).map_err(|error| failed("write", path, error))?;
    Ok(path.to_owned())
}

/// What a file of ours becomes when the export is written over it.
fn over(file: &ExportFile, before: &[u8], path: &Path) -> Result<Vec<u8>, ExportError> {
    let foreign = || ExportError::Foreign(path.display().to_string());
    let text = std::str::from_utf8(before).map_err(|_| foreign())?;
    match &file.own {
        Own::Sign(sign) if text.contains(sign.as_str()) => Ok(file.bytes.clone()),
        Own::Part { sign, begin, end } if text.contains(sign.as_str()) => {
            let new = String::from_utf8_lossy(&file.bytes);
            let lost = |marker: &'static str| ExportError::Markers(path.display().to_string(), marker);
            let old = part(text, begin, end).map_err(lost)?;
            let fresh = part(&new, begin, end).map_err(lost)?;
            let (head, ours, tail) = (text.get(..old.0), new.get(fresh.0..fresh.1), text.get(old.1..));
            match (head, ours, tail) {
                (Some(head), Some(ours), Some(tail)) => Ok([head, ours, tail].concat().into_bytes()),
                _ => Err(foreign()),
            }
        }
        _ => Err(foreign()),
    }
}

/// Where our part begins and ends, markers included; or the marker that is not there.
fn part(text: &str, begin: &'static str, end: &'static str) -> Result<(usize, usize), &'static str> {
    let mut at = 0;
    let mut from = None;
    for line in text.split_inclusive('\n') {
        match (from, line.trim()) {
            (None, marker) if marker == begin => from = Some(at),
            (Some(from), marker) if marker == end => return Ok((from, at + line.trim_end_matches(['\n', '\r']).len())),
            _ => {}
        }
        at += line.len();
    }
    Err(if from.is_none() { begin } else { end })
}

/// Writes a file so that at any moment either the old one or the new one is there, whole: temporary file, fsync, rename.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = temporary(path, folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// A file with the usual permissions, which the user's umask narrows; one that replaces another has the other's.
#[cfg(unix)]
fn temporary(path: &Path, folder: &Path) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    let usual = fs::Permissions::from_mode(0o666);
    let file = tempfile::Builder::new().prefix(".dateline-").permissions(usual).tempfile_in(folder)?;
    if let Ok(before) = fs::metadata(path) {
        file.as_file().set_permissions(before.permissions())?;
    }
    Ok(file)
}

#[cfg(not(unix))]
fn temporary(_: &Path, folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(".dateline-").tempfile_in(folder)
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

fn failed(what: &'static str, path: &Path, source: io::Error) -> ExportError {
    ExportError::Io { what, path: path.display().to_string(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str, own: Own) -> ExportFile {
        ExportFile { name: "note.md".into(), bytes: text.into(), own }
    }

    fn marked() -> Own {
        Own::Part { sign: "id: 1".into(), begin: "<!-- begin -->", end: "<!-- end -->" }
    }

    #[test]
    fn a_foreign_file_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("note.md");
        fs::write(&path, "my diary").unwrap();
        for own in [Own::Never, Own::Sign("ours".into()), marked()] {
            let refused = write_file(&file("new", own.clone()), &path, false).unwrap_err();
            assert!(matches!(refused, ExportError::Foreign(_)), "{own:?}");
            assert_eq!(fs::read_to_string(&path).unwrap(), "my diary");
        }
        write_file(&file("new", Own::Never), &path, true).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }

    #[test]
    fn the_users_words_around_our_part_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("note.md");
        fs::write(&path, "id: 1\nmine above\n<!-- begin -->\nold\n<!-- end -->\nmine below\n").unwrap();
        let fresh = file("id: 1\n<!-- begin -->\nnew\n<!-- end -->\n", marked());
        write_file(&fresh, &path, false).unwrap();
        let expected = "id: 1\nmine above\n<!-- begin -->\nnew\n<!-- end -->\nmine below\n";
        assert_eq!(fs::read_to_string(&path).unwrap(), expected);

        fs::write(&path, "id: 1\n<!-- begin -->\nold\nno end\n").unwrap();
        assert!(matches!(write_file(&fresh, &path, false), Err(ExportError::Markers(_, "<!-- end -->"))));
    }

    #[test]
    fn a_write_that_fails_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("missing").join("note.md");
        assert!(write_file(&file("new", Own::Never), &path, false).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
