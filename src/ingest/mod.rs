//! Bytes into articles: feeds, pages and files, read tolerantly.

mod charset;
mod feed;

pub use feed::{
    Category, Enclosure, Entry, Feed, FeedError, FeedFormat, Link, Person, Reading, read_feed, rfc3339,
};
