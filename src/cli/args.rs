//! The arguments, and which command they call.

use crate::cli::feed::FeedCommand;
use crate::cli::{anchor, extract, feed, mark};
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
    /// Print the main content of a saved web page, without storing it
    Extract {
        /// The page, or - for standard input
        file: PathBuf,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
        /// The page's address, against which its links are resolved
        #[arg(long, value_name = "BASE")]
        url: Option<String>,
    },
    /// Find quotes again in a text that has changed
    Anchor {
        #[command(subcommand)]
        command: AnchorCommand,
    },
    /// Feeds and lists of feeds
    #[command(subcommand)]
    Feed(FeedCommand),
}

#[derive(Subcommand)]
enum AnchorCommand {
    /// Say where each quote stands now: exact, moved, unsure or lost
    Resolve {
        /// Read {"id","text"[,"old"],"selector":{"exact","prefix","suffix"[,"start","end"]}} one a line
        #[arg(long, required = true)]
        jsonl: bool,
    },
}

/// Runs what the arguments ask for.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let done = match args.command {
        Some(Command::Mark { file, jsonl, date }) => mark::run(file.as_deref(), jsonl, date.as_deref()),
        Some(Command::Extract { file, json, url }) => extract::run(&file, url, json),
        Some(Command::Anchor { command: AnchorCommand::Resolve { jsonl: _ } }) => anchor::resolve_lines(),
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
