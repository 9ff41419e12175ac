//! Feeds: RSS 0.9x, 1 and 2, Atom 0.3 and 1, CDF and JSON Feed, read as the world writes them.
//!
//! A document goes down this road: [`lexer`] cuts it into tags and text and refuses nothing, [`tree`] hangs the tags
//! into each other, `channel` and `entry` pick the fields out whatever dialect they are written in, [`sanitise`] makes
//! markup harmless. A broken place costs itself, never the document.

mod channel;
mod construct;
mod date;
mod discover;
mod elements;
mod entity;
mod entry;
mod error;
mod json_feed;
mod lexer;
mod model;
mod names;
mod person;
mod plain;
mod read;
mod sanitise;
mod tree;
mod zone;

pub use date::{dated, rfc3339};
pub use discover::{Discovered, discover_feeds};
pub use entity::unescape;
pub use error::FeedError;
pub use lexer::{Lexer, Token, attributes};
pub use model::{Category, Enclosure, Entry, Feed, FeedFormat, Link, Person, Reading};
pub use read::read_feed;
