//! The command line: a file per family of subcommands.

mod across;
mod anchor;
mod args;
mod backup;
mod completions;
mod config;
mod correct;
mod doctor;
mod export;
mod extract;
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
mod marks;
mod marks_table;
mod note;
mod note_add;
mod note_edit;
mod note_link;
mod open;
mod out;
mod reader;
mod shelf;
mod revisions;
mod show;
mod stream;
mod table;
mod themes;

pub use args::main;
