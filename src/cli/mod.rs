//! The command line: a file per family of subcommands.

mod anchor;
mod args;
mod extract;
mod mark;
mod stream;

pub use args::main;
