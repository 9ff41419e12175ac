//! Where an export may be written: a regular file, or something that takes bytes as they come.

use crate::text::safe_lines;
use std::borrow::Cow;
use std::fs::{self, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::{Component, Path, PathBuf};

/// What stands behind a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A regular file, there or to be made, with its symbolic links followed.
    File(PathBuf),
    /// A device, a pipe, a socket or an open descriptor: nothing of it can be replaced, it is only written to.
    Stream(PathBuf),
}

/// Links that are followed one after the other before a circle is assumed.
const LINKS: usize = 40;

impl Place {
    /// What stands behind `path`. A folder is an error.
    pub fn of(path: &Path) -> io::Result<Self> {
        let mut path = std::path::absolute(path)?;
        for _ in 0..LINKS {
            if is_descriptor(&path) {
                return Ok(Self::Stream(path));
            }
            match fs::symlink_metadata(&path) {
                Ok(about) if about.is_symlink() => {
                    let target = fs::read_link(&path)?;
                    path = path.parent().unwrap_or(Path::new("/")).join(target);
                }
                Ok(about) if about.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
                Ok(about) if !about.is_file() => return Ok(Self::Stream(path)),
                Ok(_) => return Ok(Self::File(fs::canonicalize(&path)?)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => return missing(&path).map(Self::File),
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::other("its symbolic links go round in a circle"))
    }
}

/// The path of a file that is not there yet, by the real name of its folder.
fn missing(path: &Path) -> io::Result<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    match (fs::canonicalize(folder), path.file_name()) {
        (Ok(folder), Some(name)) => Ok(folder.join(name)),
        (Err(error), _) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(path.to_owned()),
    }
}

/// `/dev/stdout`, `/dev/fd/3` and their like: what this process was given, whatever kind of file it is.
fn is_descriptor(path: &Path) -> bool {
    let names: Vec<&str> = path
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => name.to_str(),
            Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
        })
        .collect();
    matches!(names.as_slice(), ["dev", "stdin" | "stdout" | "stderr"] | ["dev", "fd", _] | ["proc", _, "fd", _])
}

/// Writes bytes to a device, a pipe, a socket or an open descriptor. What goes to a terminal is made safe for it.
pub fn write_stream(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match path.to_str() {
        Some("/dev/stdout" | "/dev/fd/1" | "/proc/self/fd/1") => standard(io::stdout().lock(), bytes),
        Some("/dev/stderr" | "/dev/fd/2" | "/proc/self/fd/2") => standard(io::stderr().lock(), bytes),
        _ if is_socket(path) => to_socket(path, bytes),
        _ => standard(OpenOptions::new().append(true).open(path)?, bytes),
    }
}

fn standard(mut out: impl Write + IsTerminal, bytes: &[u8]) -> io::Result<()> {
    let bytes = if out.is_terminal() { safe_bytes(bytes) } else { Cow::Borrowed(bytes) };
    out.write_all(&bytes)?;
    out.flush()
}

/// What may reach a terminal of a text.
pub fn safe_bytes(bytes: &[u8]) -> Cow<'_, [u8]> {
    match String::from_utf8_lossy(bytes) {
        Cow::Borrowed(text) => match safe_lines(text) {
            Cow::Borrowed(_) => Cow::Borrowed(bytes),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        },
        Cow::Owned(text) => Cow::Owned(safe_lines(&text).into_owned().into_bytes()),
    }
}

#[cfg(unix)]
fn is_socket(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    fs::metadata(path).is_ok_and(|about| about.file_type().is_socket())
}

#[cfg(unix)]
fn to_socket(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut socket = std::os::unix::net::UnixStream::connect(path)?;
    socket.write_all(bytes)?;
    socket.flush()
}

#[cfg(not(unix))]
fn is_socket(_: &Path) -> bool {
    false
}

#[cfg(not(unix))]
fn to_socket(_: &Path, _: &[u8]) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Reads a regular file. Anything else is refused before it is opened: a pipe would keep the program waiting.
pub fn read_regular(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(path) {
        Ok(about) if about.is_file() => fs::read(path).map(Some),
        Ok(_) => Err(io::Error::other("it is no regular file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
