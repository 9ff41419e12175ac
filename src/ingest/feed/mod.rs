//! Feeds: RSS 0.9x, 1 and 2, Atom 0.3 and 1, CDF and JSON Feed, read as the world writes them.
//!
//! A document goes down this road: [`lexer`] cuts it into tags and text and refuses nothing, [`tree`] hangs the tags
//! into each other, `channel` and `entry` pick the fields out whatever dialect they are written in, [`sanitise`] makes
//! markup harmless. A broken place costs itself, never the document.

mod elements;
mod lexer;
mod entity;
mod names;
mod tree;
mod sanitise;
mod plain;
mod date;
mod person;
mod construct;
mod channel;
mod entry;
mod json_feed;
mod model;
mod error;
mod read;

pub use date::rfc3339;
pub use error::FeedError;
pub use model::{Category, Enclosure, Entry, Feed, FeedFormat, Link, Person, Reading};
pub use read::read_feed;
