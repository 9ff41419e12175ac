//! The command line: a file per family of subcommands.

mod args;
mod feed;
mod feed_json;
mod mark;

pub use args::main;
