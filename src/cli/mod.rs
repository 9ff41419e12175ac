//! The command line: a file per family of subcommands.

mod args;
mod mark;

pub use args::main;
