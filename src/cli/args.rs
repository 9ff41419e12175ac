//! The arguments, and which command they call.

use crate::cli::feed::FeedCommand;
use crate::cli::{feed, mark};
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "dateline", version, about, max_term_width = 100)]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Analyse without the library: plain text in, JSON out
    Mark {
        /// A text file, or - for standard input
        file: Option<PathBuf>,
        /// Read {"id","text"[,"date"]} one a line, write one result a line in the same order
        #[arg(long)]
        jsonl: bool,
        /// The article's date, against which "Thursday" is read
        #[arg(long)]
        date: Option<String>,
    },
    /// Feeds and lists of feeds
    #[command(subcommand)]
    Feed(FeedCommand),
}

/// Runs what the arguments ask for.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let done = match args.command {
        Some(Command::Mark { file, jsonl, date }) => mark::run(file.as_deref(), jsonl, date.as_deref()),
        Some(Command::Feed(command)) => feed::run(command),
        None => Ok(()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dateline: {error:#}");
            ExitCode::FAILURE
        }
    }
}
