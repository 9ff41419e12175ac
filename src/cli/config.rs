//! `dateline config`: where the settings are, what they say, and what is wrong with them.

use crate::cli::given::Given;
use crate::config::{Config, Depth, SmartFolder, Surroundings, Theme, Warning, init};
use crate::query::parse;
use crate::text::printable;
use anyhow::{Result, bail};
use clap::Subcommand;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

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
            let folders = wrong_folders(&config.settings.library.folders, &paths.config);
            let warnings: Vec<_> = config.warnings.iter().chain(&faults).chain(&folders).collect();
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

/// Smart folders whose query cannot be read.
fn wrong_folders(folders: &[SmartFolder], file: &Path) -> Vec<Warning> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = |query: &str| text.lines().position(|line| line.contains(query)).map(|at| at + 1);
    let wrong = folders.iter().filter_map(|folder| Some((folder, parse(&folder.query).err()?)));
    wrong
        .map(|(folder, error)| Warning {
            file: file.display().to_string(),
            line: line(&folder.query),
            what: format!("the smart folder {}, “{}”: {error}", folder.name, folder.query),
        })
        .collect()
}
