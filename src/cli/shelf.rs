//! The library as commands use it: opened, asked, and copied once in a while.

use crate::cli::given::Given;
use crate::cli::out::{NothingMatched, Out, WrongUsage, tell};
use crate::config::Paths;
use crate::query::{Query, parse};
use crate::store::{Access, Mode, Store, StoreError};
use crate::text::printable;
use anyhow::Result;

/// Opens the library to read.
pub fn to_read(given: &Given) -> Result<Store> {
    let Paths { library, .. } = given.paths()?;
    if !library.exists() {
        let path = library.display();
        return Err(NothingMatched(format!("there is no library at {path} yet; `dateline add` makes one")).into());
    }
    // One that an earlier dateline wrote is brought up to date first; where it cannot be written, reading says so.
    if let Err(StoreError::Older { .. }) = Store::open(&library, Mode::Read) {
        Store::open(&library, Mode::Write)?;
    }
    Ok(Store::open(&library, Mode::Read)?)
}

/// Opens the library for a list. Where there is none, the list is empty: as JSON too.
pub fn to_list(given: &Given, json: bool) -> Result<Store> {
    to_read(given).inspect_err(|error| {
        if json && error.is::<NothingMatched>() {
            let mut out = Out::new();
            // Whoever does not read it learns the same by the exit code.
            let _unread = out.line("[]").and_then(|()| out.flush());
        }
    })
}

/// Opens the library to change it; a new one where there is none.
pub fn to_write(given: &Given) -> Result<Store> {
    let store = Store::open(&given.paths()?.library, Mode::Write)?;
    if let Access::ReadOnly { why } = store.access() {
        tell(&format!("the library can only be read: {why}"));
    }
    Ok(store)
}

/// After changes: says so when the journal could not be written, and makes the regular copy when it is due.
pub fn afterwards(store: &Store, given: &Given) -> Result<()> {
    if let Some(trouble) = store.journal_trouble() {
        tell(&format!("saved, but not in the journal: {trouble}"));
    }
    let backup = given.configuration()?.settings.backup;
    let copied = store.regular_backup(&given.paths()?.backups, backup.every_days, backup.keep.into());
    if let Err(error) = copied {
        tell(&format!("saved, but the regular copy of the library failed: {error}"));
    }
    Ok(())
}

/// The query that the words of a command line make.
pub fn query(words: &[String]) -> Result<Query> {
    let written = words.join(" ");
    parse(&written).map_err(|error| {
        let column = error.column.saturating_sub(1);
        let caret = format!("{}^", " ".repeat(column));
        WrongUsage(format!("{error}\n  {}\n  {caret}", printable(&written))).into()
    })
}
