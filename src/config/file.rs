//! The example file, and the copy of it that a user changes.

use crate::config::ConfigError;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// The example file, which is the default configuration.
pub const EXAMPLE: &str = include_str!("../../config.example.toml");

/// The example with every value commented out: a copy to change that goes on following the defaults.
pub fn commented() -> String {
    let mut text = String::new();
    for line in EXAMPLE.lines() {
        let says = !(line.is_empty() || line.starts_with('#') || line.starts_with('['));
        text.push_str(if says { "# " } else { "" });
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// Writes such a copy to `path`. A file that is there stays as it is.
pub fn init(path: &Path) -> Result<(), ConfigError> {
    let failed = |source: io::Error| ConfigError::Write { path: path.to_owned(), source };
    if path.symlink_metadata().is_ok() {
        return Err(ConfigError::Exists(path.to_owned()));
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    // Beside its place first: a program that is killed meanwhile leaves no half of it under its name.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".dateline-").tempfile_in(folder).map_err(failed)?;
    file.write_all(commented().as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(ConfigError::Exists(path.to_owned())),
        Err(error) => Err(failed(error.error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn a_file_is_written_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep").join("config.toml");
        init(&path).unwrap();
        assert_eq!(Config::read(&path).warnings, []);
        fs::write(&path, "mine").unwrap();
        assert!(matches!(init(&path), Err(ConfigError::Exists(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    }
}
