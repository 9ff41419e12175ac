//! Articles from files and standard input.

use crate::ingest::{Draft, LIMIT, Origin, read};
use crate::jobs::shelve::{now, said};
use crate::text::printable;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// True when `address` is a file or folder here.
pub fn exists(address: &str) -> bool {
    Path::new(address).exists()
}

/// Reads an article from a path or, for `-`, from standard input. What went wrong comes back in the reader's words.
pub fn load(address: &str) -> Result<Draft, String> {
    let shown = printable(address);
    if address.contains("://") && !address.starts_with("file://") {
        return Err(format!("{shown}: this version opens files only; save the page and open the file"));
    }
    let path = address.strip_prefix("file://").unwrap_or(address);
    let bytes = if address == "-" { all_of(io::stdin().lock()) } else { file(path, &shown)? };
    let bytes = bytes.map_err(|error| format!("{shown} cannot be read: {error}"))?;
    let place = fs::canonicalize(path).map_or_else(|_| path.to_owned(), |path| path.to_string_lossy().into_owned());
    let origin = Origin::of(if address == "-" { "-".to_owned() } else { place });
    let mut draft = read(&bytes, &origin).map_err(|error| said(&error))?;
    draft.meta.fetched = now();
    Ok(draft)
}

fn file(path: &str, shown: &str) -> Result<io::Result<Vec<u8>>, String> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(format!("there is no file {shown}")),
        Ok(about) if about.is_dir() => Err(format!("{shown} is a folder; name a file in it")),
        Ok(about) if !about.is_file() => Err(format!("{shown} is no ordinary file")),
        _ => Ok(fs::File::open(path).and_then(all_of)),
    }
}

/// Everything, up to one byte more than may be read, so that a larger input is refused as such.
fn all_of(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
