//! The file `notes.journal`. Whoever appends holds a lock on it, and first ends a line that a killed program left open.

use crate::config::private_options;
use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// How long a program waits for another one that appends.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(2);

/// Stands at the end of a line whose writer was killed. It was never acknowledged: the whole line follows further down.
pub const CUT: &str = " (cut short)";

/// Appends whole lines, synced when this returns. Nothing is appended where the file ends with these very lines.
pub fn append(path: &Path, lines: &[u8]) -> io::Result<()> {
    let new = !path.exists();
    let mut file = locked(path)?;
    end_last_line(&mut file)?;
    let end = file.seek(SeekFrom::End(0))?;
    let mut done = Ok(());
    if !ends_with(&mut file, end, lines)? {
        done = file.write_all(lines);
    }
    done = done.and_then(|()| file.sync_data());
    if done.is_err() {
        // What was not written whole is written again later.
        let _ = file.set_len(end);
    } else if new && let Some(folder) = path.parent() {
        sync_folder(folder);
    }
    done
}

/// Gives the file another name. Programs that append meanwhile find that it has gone, and begin a new one.
pub fn set_aside(path: &Path, to: &Path) -> io::Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let _held = locked(path)?;
    fs::rename(path, to)
}

/// Makes a new name in a folder durable, where the system lets a folder be synced.
pub fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// The file, open to append, and nobody else's until it is dropped.
fn locked(path: &Path) -> io::Result<File> {
    loop {
        let file = private_options().read(true).append(true).create(true).open(path)?;
        lock(&file)?;
        // While this one waited, another may have set the file aside.
        if fs::metadata(path).is_ok_and(|there| file.metadata().is_ok_and(|held| is_same(&there, &held))) {
            return Ok(file);
        }
    }
}

fn lock(file: &File) -> io::Result<()> {
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => {
                return Err(io::Error::new(io::ErrorKind::TimedOut, "another program holds it and does not finish"));
            }
            // A file system that knows no locks.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Elsewhere an open file cannot be renamed.
#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    true
}

fn end_last_line(file: &mut File) -> io::Result<()> {
    let end = file.seek(SeekFrom::End(0))?;
    if end == 0 || ends_with(file, end, b"\n")? {
        return Ok(());
    }
    writeln!(file, "{CUT}")
}

fn ends_with(file: &mut File, end: u64, lines: &[u8]) -> io::Result<bool> {
    let length = u64::try_from(lines.len()).unwrap_or(u64::MAX);
    let Some(start) = end.checked_sub(length) else { return Ok(false) };
    file.seek(SeekFrom::Start(start))?;
    let mut tail = Vec::with_capacity(lines.len());
    file.take(length).read_to_end(&mut tail)?;
    Ok(tail == lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::OpenOptions;

    #[test]
    fn a_line_cut_short_spoils_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.journal");
        append(&path, b"one\ntwo\n").unwrap();
        append(&path, b"two\n").unwrap();
        let mut torn = OpenOptions::new().append(true).open(&path).unwrap();
        torn.write_all(b"thr").unwrap();
        append(&path, b"three\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "one\ntwo\nthr (cut short)\nthree\n");
    }

    #[test]
    fn many_append_at_once_while_the_file_is_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.journal");
        let write = |writer: usize| {
            for n in 0..50 {
                append(&path, format!("writer {writer} line {n} {}\n", "x".repeat(5000)).as_bytes()).unwrap();
            }
        };
        let write = &write;
        thread::scope(|scope| {
            for writer in 0..4 {
                scope.spawn(move || write(writer));
            }
            for n in 0..5 {
                set_aside(&path, &folder.path().join(format!("aside {n}"))).unwrap();
            }
        });
        let files = fs::read_dir(folder.path()).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        let files: Vec<String> = files.collect();
        let mut lines: Vec<&str> = files.iter().flat_map(|file| file.lines()).collect();
        lines.sort_unstable();
        lines.dedup();
        assert!(lines.iter().all(|line| line.starts_with("writer ") && line.ends_with('x')));
        assert_eq!(lines.len(), 200);
    }
}
