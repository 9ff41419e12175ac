//! The options that every command takes.

use crate::cli::out::tell;
use crate::config::{Asked, Config, ConfigError, Paths};
use clap::{Args, ValueEnum};
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
        let paths = Paths::find(&Asked { config, library, log })?;
        paths.close_to_others();
        Ok(paths)
    }

    /// The configuration in use; its warnings go to stderr.
    pub fn configuration(&self) -> Result<Config, ConfigError> {
        let config = Config::read(&self.paths()?.config);
        config.warnings.iter().for_each(|warning| tell(&warning.to_string()));
        Ok(config)
    }
}
