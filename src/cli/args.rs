//! The arguments, and which command they call.

use crate::cli::config::ConfigCommand;
use crate::cli::copies::CopiesArgs;
use crate::cli::correct::{self, CorrectCommand};
use crate::cli::export::{ExportArgs, ImportArgs};
use crate::cli::feed::FeedCommand;
use crate::cli::given::Given;
use crate::cli::library::{AddArgs, ListArgs, SearchArgs};
use crate::cli::marks::{self, ClaimsArgs, MarksArgs};
use crate::cli::named::named;
use crate::cli::note::NoteCommand;
use crate::cli::out::{NothingMatched, WrongUsage, complain, tell};
use crate::cli::part::PartArgs;
use crate::cli::revisions::RevisionsArgs;
use crate::cli::show::ShowArgs;
use crate::cli::{
    anchor, backup, completions, config, copies, doctor, export, extract, extract_again, feed, keys, library, man,
    mark, note, open as opening, part, reader, revisions, show, themes,
};
use crate::store::StoreError;
use crate::text::sentence;
use anyhow::Error;
use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::io;
use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "dateline", version, about, max_term_width = 100)]
struct Args {
    /// Files, web addresses or - (standard input) to open; the library when nothing is named
    #[arg(value_name = "FILE|URL|-", value_parser = named())]
    open: Vec<String>,
    #[command(flatten)]
    given: Given,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Put articles into the library; prints one id a line
    Add(AddArgs),
    /// An article with its marks
    Show(ShowArgs),
    /// What changed in an article since it came, word by word
    Revisions(RevisionsArgs),
    /// The same text from other outlets
    Copies(CopiesArgs),
    /// Make the later texts of an article an article of their own: they are about something else
    Part(PartArgs),
    /// Articles
    List(ListArgs),
    /// Look for words in articles and notes, with the passages found
    Search(SearchArgs),
    /// Who is named: in one article, or across articles
    Actors(MarksArgs),
    /// Which numbers, amounts and dates: in one article, or across articles
    Figures(MarksArgs),
    /// Who says, denies, warns what: in one article, or across articles
    Claims(ClaimsArgs),
    /// Put right what was detected
    #[command(subcommand)]
    Correct(CorrectCommand),
    /// Notes on passages
    #[command(subcommand)]
    Note(NoteCommand),
    /// Write notes and articles out
    Export(ExportArgs),
    /// Take in what another library or program wrote
    Import(ImportArgs),
    /// Open the screen at a passage: a link dateline://ARTICLE#NOTE from an export, or an id of an article or a note
    Open {
        /// The link or the id
        #[arg(value_name = "dateline://ARTICLE#NOTE")]
        place: String,
    },
    /// Undo the last change to the library
    Undo,
    /// Do again what was undone
    Redo,
    /// Write a copy of the library
    Backup {
        /// Where to
        path: PathBuf,
        /// Replace a file that is there
        #[arg(long)]
        force: bool,
    },
    /// Put a copy in the place of the library; what was there is kept
    Restore {
        /// The copy
        path: PathBuf,
    },
    /// What works here: terminal, colours, paths, library; and a new library from a damaged one
    Doctor {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
        /// Make a new library in this folder of what can be read of the damaged one
        #[arg(long, value_name = "DIR")]
        rebuild: Option<PathBuf>,
        /// Put right what flipped bits have spoilt, from the bits themselves, the journal or the kept pages
        #[arg(long, conflicts_with = "rebuild")]
        repair: bool,
    },
    /// Analyse without the library: plain text in, JSON out; or the articles of the library that wait for it
    Mark {
        /// A text file, or - for standard input
        file: Option<PathBuf>,
        /// Read {"id","text"[,"date"]} one a line, write one result a line in the same order
        #[arg(long)]
        jsonl: bool,
        /// Analyse the articles of the library that were not analysed yet, so that actor:, figure: and speaker: find them
        #[arg(long, conflicts_with_all = ["file", "jsonl", "date"])]
        waiting: bool,
        /// The article's date, against which "Thursday" is read
        #[arg(long)]
        date: Option<String>,
    },
    /// Print the main content of a saved web page, without storing it; or read kept pages again
    Extract {
        /// The page, or - for standard input
        #[arg(required_unless_present = "again")]
        file: Option<PathBuf>,
        /// Read the kept pages of the articles that QUERY finds (all, without one) once more; what reads differently
        /// becomes a new revision
        #[arg(long, value_name = "QUERY", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["file", "url"])]
        again: Option<String>,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
        /// The page's address, against which its links are resolved
        #[arg(long, value_name = "BASE")]
        url: Option<String>,
    },
    /// Feeds and lists of feeds
    #[command(subcommand)]
    Feed(FeedCommand),
    /// Find quotes again in a text that has changed
    Anchor {
        #[command(subcommand)]
        command: AnchorCommand,
    },
    /// Where the settings are, what they say, and what is wrong with them
    Config {
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Every command with the keys that run it
    Keys {
        /// As Markdown
        #[arg(long)]
        markdown: bool,
    },
    /// The themes there are
    Themes,
    /// The script that completes the command line in a shell
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// The manual page
    Man {
        /// Write it, and a page for every subcommand, into this folder
        #[arg(long, value_name = "DIR")]
        folder: Option<PathBuf>,
        /// Replace files in it that are no manual pages
        #[arg(long)]
        force: bool,
    },
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
    // A fault of the program may quote the text it was about.
    panic::set_hook(Box::new(|told| {
        let trace = Backtrace::capture();
        let trace = if trace.status() == BacktraceStatus::Captured { trace.to_string() } else { String::new() };
        complain(&format!("{told}\n{trace}"));
    }));
    let Args { open, given, command } = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return refused(&error),
    };
    let done = match command {
        Some(Command::Add(args)) => library::add(&args, &given),
        Some(Command::Show(args)) => show::run(&args, &given),
        Some(Command::Revisions(args)) => revisions::run(&args, &given),
        Some(Command::Copies(args)) => copies::run(&args, &given),
        Some(Command::Part(args)) => part::run(&args, &given),
        Some(Command::List(args)) => library::list(&args, &given),
        Some(Command::Search(args)) => library::search(&args, &given),
        Some(Command::Actors(args)) => marks::actors(&args, &given),
        Some(Command::Figures(args)) => marks::figures(&args, &given),
        Some(Command::Claims(args)) => marks::claims(&args, &given),
        Some(Command::Correct(command)) => correct::run(&command, &given),
        Some(Command::Note(command)) => note::run(&command, &given),
        Some(Command::Export(args)) => export::export(&args, &given),
        Some(Command::Import(args)) => export::import(&args, &given),
        Some(Command::Open { place }) => opening::run(&place, &given),
        Some(Command::Undo) => library::turn(&given, false),
        Some(Command::Redo) => library::turn(&given, true),
        Some(Command::Backup { path, force }) => backup::backup(&path, force, &given),
        Some(Command::Restore { path }) => backup::restore(&path, &given),
        Some(Command::Doctor { json, rebuild: None, repair }) => doctor::run(json, repair, &given),
        Some(Command::Doctor { json, rebuild: Some(folder), .. }) => doctor::rebuild(&folder, json, &given),
        Some(Command::Mark { waiting: true, .. }) => mark::waiting(&given),
        Some(Command::Mark { file, jsonl, date, .. }) => mark::run(file.as_deref(), jsonl, date.as_deref()),
        Some(Command::Extract { again: Some(query), json, .. }) => extract_again::run(&query, json, &given),
        Some(Command::Extract { file, json, url, .. }) => extract::run(&file.unwrap_or_else(|| "-".into()), url, json),
        Some(Command::Feed(command)) => feed::run(command, &given),
        Some(Command::Anchor { command: AnchorCommand::Resolve { jsonl: _ } }) => anchor::resolve_lines(),
        Some(Command::Config { command }) => config::run(command, &given),
        Some(Command::Keys { markdown }) => keys::run(markdown, &given),
        Some(Command::Themes) => themes::run(&given),
        Some(Command::Completions { shell }) => completions::run(shell, Args::command()),
        Some(Command::Man { folder, force }) => man::run(folder.as_deref(), force, Args::command()),
        None => reader::run_named(open, &given, &Args::command()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&sentence(error.as_ref()));
            exit_code(&error)
        }
    }
}

/// Help and version as they are; a mistake with what was typed in it made safe for the terminal.
fn refused(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // Nobody is told when the output is closed, and nothing else depends on it.
        let _gone = error.print();
        return ExitCode::SUCCESS;
    }
    complain(&error.render().to_string());
    ExitCode::from(2)
}

/// 3 where nothing matched, 2 where the question was wrong, else 1.
fn exit_code(error: &Error) -> ExitCode {
    let nothing = error.is::<NothingMatched>()
        || matches!(
            error.downcast_ref(),
            Some(
                StoreError::NoArticle(_) | StoreError::NoNote(_) | StoreError::NoFeed(_) | StoreError::NoCorrection(_)
            )
        );
    match (nothing, error.is::<WrongUsage>()) {
        (true, _) => ExitCode::from(3),
        (_, true) => ExitCode::from(2),
        _ => ExitCode::FAILURE,
    }
}

/// Whether the reader of our output went away (`dateline keys | head`), which is no error.
fn is_closed_pipe(error: &Error) -> bool {
    let kinds = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    kinds.into_iter().any(|kind| kind == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    /// An option of a subcommand with the name of one that all have is read as the wrong type, and only when it runs.
    #[test]
    fn no_subcommand_hides_an_option_that_all_have() {
        let root = Args::command();
        let shared: Vec<&str> =
            root.get_arguments().filter(|arg| arg.is_global_set()).map(|arg| arg.get_id().as_str()).collect();
        assert!(shared.contains(&"library"));
        let mut commands: Vec<&clap::Command> = root.get_subcommands().collect();
        while let Some(command) = commands.pop() {
            commands.extend(command.get_subcommands());
            for arg in command.get_arguments() {
                assert!(!shared.contains(&arg.get_id().as_str()), "{}: --{}", command.get_name(), arg.get_id());
            }
        }
    }
}
