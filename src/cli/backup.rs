//! `dateline backup` and `restore`: copies of the library.

use crate::cli::given::Given;
use crate::cli::out::Out;
use crate::cli::shelf::to_read;
use crate::export::{Place, write_stream};
use crate::store::Store;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// Writes a copy of the library. Links are followed, and a device or pipe gets the copy's bytes.
pub fn backup(to: &Path, force: bool, given: &Given) -> Result<()> {
    let store = to_read(given)?;
    let cannot = || format!("cannot write {}", to.display());
    match Place::of(to).with_context(cannot)? {
        Place::Stream(stream) => {
            let folder = tempfile::tempdir().with_context(cannot)?;
            let copy = folder.path().join("library.db");
            store.backup(&copy)?;
            return write_stream(&stream, &fs::read(&copy).with_context(cannot)?).with_context(cannot);
        }
        Place::File(place) if force => store.backup_over(&place)?,
        Place::File(place) if place.exists() => {
            bail!("{} is there already: choose another name, or replace it with --force", to.display())
        }
        Place::File(place) => store.backup(&place)?,
    }
    let mut out = Out::after_saving();
    out.line(&to.display().to_string())?;
    Ok(out.flush()?)
}

/// Puts a copy in the place of the library.
pub fn restore(from: &Path, given: &Given) -> Result<()> {
    let paths = given.paths()?;
    let kept = Store::restore(&paths.library, from, &paths.backups)?;
    let mut out = Out::after_saving();
    out.line(&format!("restored {}", paths.library.display()))?;
    if let Some(kept) = kept {
        out.line(&format!("what was there is kept in {}", kept.display()))?;
    }
    Ok(out.flush()?)
}
