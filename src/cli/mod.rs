//! The command line: a file per family of subcommands.

mod anchor;
mod args;
mod completions;
mod config;
mod extract;
mod feed;
mod feed_follow;
mod feed_json;
mod feed_list;
mod given;
mod keys;
mod man;
mod mark;
mod reader;
mod stream;
mod themes;

pub use args::main;
