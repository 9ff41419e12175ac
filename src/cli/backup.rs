//! `dateline backup` and `restore`: copies of the library.

use crate::cli::given::Given;
use crate::cli::out::Out;
use crate::cli::shelf::to_read;
use crate::store::Store;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Writes a copy of the library.
pub fn backup(to: &Path, force: bool, given: &Given) -> Result<()> {
    let store = to_read(given)?;
    if force && to.is_file() {
        // Into a neighbour first: a copy that fails must not cost the one that is there.
        let mut name = to.as_os_str().to_owned();
        name.push(".new");
        let fresh = Path::new(&name);
        if fresh.exists() {
            fs::remove_file(fresh).with_context(|| format!("cannot replace {}", fresh.display()))?;
        }
        store.backup(fresh)?;
        fs::rename(fresh, to).with_context(|| format!("cannot replace {}", to.display()))?;
    } else {
        store.backup(to)?;
    }
    let mut out = Out::new();
    out.line(&to.display().to_string())?;
    Ok(out.flush()?)
}

/// Puts a copy in the place of the library.
pub fn restore(from: &Path, given: &Given) -> Result<()> {
    let paths = given.paths()?;
    let kept = Store::restore(&paths.library, from, &paths.backups)?;
    let mut out = Out::new();
    out.line(&format!("restored {}", paths.library.display()))?;
    if let Some(kept) = kept {
        out.line(&format!("what was there is kept in {}", kept.display()))?;
    }
    Ok(out.flush()?)
}
