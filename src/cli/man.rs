//! `dateline man`: the manual page.

use anyhow::{Context, Result};
use clap::Command;
use clap_mangen::{Man, generate_to};
use std::io::{self, Write};
use std::path::Path;

/// Prints the page, or writes it and one for every subcommand into a folder.
pub fn run(folder: Option<&Path>, definition: Command) -> Result<()> {
    if let Some(folder) = folder {
        return generate_to(definition, folder).with_context(|| format!("cannot write into {}", folder.display()));
    }
    let mut page = Vec::new();
    Man::new(definition).render(&mut page)?;
    io::stdout().lock().write_all(&page)?;
    Ok(())
}
