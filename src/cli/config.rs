//! `dateline config`: where the settings are, what they say, and what is wrong with them.

use crate::cli::given::Given;
use crate::cli::out::Out;
use crate::config::{Config, Depth, SmartFolder, Surroundings, Theme, Warning, init};
use crate::query::parse;
use anyhow::{Result, bail};
use clap::Subcommand;
use std::fs;
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
    let mut out = Out::new();
    match command {
        ConfigCommand::Path => out.line(&paths.config.display().to_string())?,
        ConfigCommand::Init => {
            init(&paths.config)?;
            out.line(&paths.config.display().to_string())?;
        }
        ConfigCommand::Check => {
            let config = Config::read(&paths.config);
            let around = Surroundings { depth: Depth::Truecolour, dark: None };
            let (_, faults) = Theme::choose(&config.settings.look, around, Some(&paths.themes));
            let folders = wrong_folders(&config.settings.library.folders, &paths.config);
            let warnings: Vec<_> = config.warnings.iter().chain(&faults).chain(&folders).collect();
            for warning in &warnings {
                out.line(&warning.to_string())?;
            }
            match (warnings.len(), paths.config.exists()) {
                (0, true) => out.line(&format!("{}: no mistakes", paths.config.display()))?,
                (0, false) => out.line(&format!("{} is not there; the defaults hold", paths.config.display()))?,
                (count, _) => {
                    out.flush()?;
                    match count {
                        1 => bail!("one mistake; the default holds in its place"),
                        _ => bail!("{count} mistakes; the defaults hold in their place"),
                    }
                }
            }
        }
        ConfigCommand::Show => out.text(&given.configuration()?.shown())?,
    }
    Ok(out.flush()?)
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
