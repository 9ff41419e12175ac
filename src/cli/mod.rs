//! The command line: a file per family of subcommands.

mod args;
mod completions;
mod config;
mod given;
mod keys;
mod man;
mod mark;
mod themes;

pub use args::main;
