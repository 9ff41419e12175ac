//! `dateline man`: the manual page.

use crate::cli::out::Out;
use crate::export::{Place, read_regular, write_atomically};
use anyhow::{Context, Result, bail};
use clap::Command;
use clap_mangen::{Man, generate_to};
use std::fs;
use std::path::Path;

/// What every page of ours begins with.
const HEAD: &[u8] = b".ie \\n(.g .ds Aq";

/// Prints the page, or writes it and one for every subcommand into a folder.
pub fn run(folder: Option<&Path>, force: bool, definition: Command) -> Result<()> {
    if let Some(folder) = folder {
        return into(folder, force, definition).with_context(|| format!("cannot write into {}", folder.display()));
    }
    let mut page = Vec::new();
    Man::new(definition).render(&mut page)?;
    let mut out = Out::new();
    out.bytes(&page)?;
    Ok(out.flush()?)
}

/// All pages are made before the first is written, and none takes the place of a file that is no manual page.
fn into(folder: &Path, force: bool, definition: Command) -> Result<()> {
    let made = tempfile::tempdir()?;
    generate_to(definition, made.path())?;
    let mut pages = Vec::new();
    for entry in fs::read_dir(made.path())? {
        let entry = entry?;
        let target = folder.join(entry.file_name());
        let Place::File(place) = Place::of(&target)? else { bail!("{} is no regular file", target.display()) };
        let before = read_regular(&place)?.unwrap_or_default();
        if !before.is_empty() && !before.starts_with(HEAD) && !force {
            bail!("{} is no manual page: move it away, or replace it with --force", target.display());
        }
        pages.push((place, fs::read(entry.path())?));
    }
    fs::create_dir_all(folder)?;
    pages.iter().try_for_each(|(place, page)| Ok(write_atomically(place, page)?))
}
