//! `dateline [FILE|URL|-]...`: the reading screen.

use crate::cli::given::Given;
use crate::config::Config;
use crate::run::{Setup, run as read};
use anyhow::Result;

/// Opens the screen on what is named, or on the library.
pub fn run(open: Vec<String>, given: &Given) -> Result<()> {
    let paths = given.paths()?;
    // Warnings are shown on the screen's message line, not printed under it.
    let config = Config::read(&paths.config);
    read(Setup { paths, config, open })
}
