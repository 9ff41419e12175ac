//! `dateline [FILE|URL|-]...`: the reading screen.

use crate::cli::given::Given;
use crate::cli::named::is_file;
use crate::cli::out::WrongUsage;
use crate::config::{Config, did_you_mean};
use crate::run::{Setup, run as read};
use crate::text::printable;
use anyhow::Result;
use clap::Command;
use std::path::Path;

/// Opens the screen on what is named, or on the library. A word that is no file was meant for a command.
pub fn run_named(open: Vec<String>, given: &Given, definition: &Command) -> Result<()> {
    if let Some(word) = open.iter().find(|word| is_mistyped(word)) {
        let names = definition.get_subcommands().map(Command::get_name);
        let near = did_you_mean(word, names);
        let why = format!("there is no command and no file “{}”{near}", printable(word));
        return Err(WrongUsage(why).into());
    }
    run(open, given)
}

/// Opens the screen on what is named, or on the library.
pub fn run(open: Vec<String>, given: &Given) -> Result<()> {
    let paths = given.paths()?;
    // Warnings are shown on the screen's message line, not printed under it.
    let config = Config::read(&paths.config);
    read(Setup { paths, config, open })
}

/// True for a word as commands are, where no file has that name.
fn is_mistyped(word: &str) -> bool {
    let plain = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic() || c == '-') && word != "-";
    plain && !is_file(word) && !Path::new(word).exists()
}
