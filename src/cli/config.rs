//! `dateline config`: where the settings are, what they say, and what is wrong with them.

use crate::cli::given::Given;
use crate::config::{Config, Depth, Surroundings, Theme, init};
use crate::text::printable;
use anyhow::{Result, bail};
use clap::Subcommand;
use std::io::{self, Write};

/// What to do with the settings.
#[derive(Subcommand, Clone, Copy, Debug)]
pub enum ConfigCommand {
    /// Print the file's path
    Path,
    /// Write a file with every setting in it, commented out
    Init,
    /// Read the file and name every mistake with its line
    Check,
    /// Print the settings that hold
    Show,
}

/// Does it.
pub fn run(command: ConfigCommand, given: &Given) -> Result<()> {
    let paths = given.paths()?;
    let mut out = io::stdout().lock();
    match command {
        ConfigCommand::Path => writeln!(out, "{}", paths.config.display())?,
        ConfigCommand::Init => {
            init(&paths.config)?;
            writeln!(out, "{}", paths.config.display())?;
        }
        ConfigCommand::Check => {
            let config = Config::read(&paths.config);
            let around = Surroundings { depth: Depth::Truecolour, dark: None };
            let (_, faults) = Theme::choose(&config.settings.look, around, Some(&paths.themes));
            let warnings: Vec<_> = config.warnings.iter().chain(&faults).collect();
            for warning in &warnings {
                writeln!(out, "{}", printable(&warning.to_string()))?;
            }
            match (warnings.len(), paths.config.exists()) {
                (0, true) => writeln!(out, "{}: no mistakes", paths.config.display())?,
                (0, false) => writeln!(out, "{} is not there; the defaults hold", paths.config.display())?,
                (1, _) => bail!("one mistake; the default holds in its place"),
                (count, _) => bail!("{count} mistakes; the defaults hold in their place"),
            }
        }
        ConfigCommand::Show => out.write_all(given.configuration()?.shown().as_bytes())?,
    }
    Ok(())
}
