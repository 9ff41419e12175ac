//! The options that every command takes.

use crate::config::{Asked, Config, ConfigError, Paths};
use crate::text::printable;
use clap::{Args, ValueEnum};
use std::io::{self, Write};
use std::path::PathBuf;

/// The options that every command takes.
#[derive(Args, Clone, Debug, Default)]
pub struct Given {
    /// The settings, else $DATELINE_CONFIG, else the file that `config path` names
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The library, else $DATELINE_LIBRARY, else the one in the data folder
    #[arg(long, global = true, value_name = "FILE")]
    pub library: Option<PathBuf>,
    /// Where to log, else in the state folder
    #[arg(long, global = true, value_name = "FILE")]
    pub log: Option<PathBuf>,
    /// Whether to write in colour
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub color: When,
}

/// Whether to write in colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// To a terminal that has colours, unless NO_COLOR is set
    #[default]
    Auto,
    /// In any case
    Always,
    /// In no case
    Never,
}

impl Given {
    /// The files and folders in use.
    pub fn paths(&self) -> Result<Paths, ConfigError> {
        let Self { config, library, log, .. } = self.clone();
        Paths::find(&Asked { config, library, log })
    }

    /// The configuration in use; its warnings go to stderr.
    pub fn configuration(&self) -> Result<Config, ConfigError> {
        let config = Config::read(&self.paths()?.config);
        let mut stderr = io::stderr().lock();
        for warning in &config.warnings {
            // Nobody is told when stderr is closed, and nothing else depends on it.
            let _ = writeln!(stderr, "dateline: {}", printable(&warning.to_string()));
        }
        Ok(config)
    }
}
