//! The command line: a file per family of subcommands.

mod anchor;
mod args;
mod backup;
mod completions;
mod config;
mod doctor;
mod export;
mod extract;
mod extract_again;
mod feed;
mod feed_follow;
mod feed_json;
mod feed_list;
mod feed_set;
mod given;
mod keys;
mod library;
mod man;
mod mark;
mod note;
mod note_add;
mod note_edit;
mod out;
mod reader;
mod shelf;
mod show;
mod stream;
mod themes;

pub use args::main;
