//! The command line: a file per family of subcommands.

mod args;
mod extract;
mod mark;

pub use args::main;
