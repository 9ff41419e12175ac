//! `dateline themes`: the themes there are.

use crate::cli::given::Given;
use crate::config::themes;
use crate::text::printable;
use anyhow::Result;
use std::io::{self, Write};

/// Prints a theme a line, the one that the settings name with a star.
pub fn run(given: &Given) -> Result<()> {
    let (paths, config) = (given.paths()?, given.configuration()?);
    let mut out = io::stdout().lock();
    for (name, caption) in themes(&paths.themes) {
        let star = if name == config.settings.look.theme { '*' } else { ' ' };
        writeln!(out, "{star} {:<14}  {}", printable(&name), printable(&caption))?;
    }
    Ok(())
}
