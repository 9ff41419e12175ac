//! What can be wrong with a configuration, in the user's words.

use std::fmt;
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Something in a file that was left aside, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong, what holds instead, and what was perhaps meant.
    pub what: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.what),
            None => write!(f, "{}: {}", self.file, self.what),
        }
    }
}

/// What makes a command about the configuration fail.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The system does not say where the user's files are.
    #[error("your home folder is not known; set HOME, or name the files with --config and --library")]
    NoHome,
    /// A file is there that would be lost.
    #[error("{0} is there already; move it away to get a new one")]
    Exists(PathBuf),
    /// A file cannot be written.
    #[error("cannot write {path}: {source}")]
    Write {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}
