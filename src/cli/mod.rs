//! The command line: a file per family of subcommands.

mod anchor;
mod args;
mod extract;
mod feed;
mod feed_json;
mod mark;
mod stream;

pub use args::main;
