//! Bytes in, articles out: files, saved pages and feeds become a tidy [`Body`](crate::text::Body) and what is known of it.

mod charset;
mod feed;
mod tidy;

pub use charset::{CharsetSource, Decoded, decode};
pub use feed::{
    Category, Enclosure, Entry, Feed, FeedError, FeedFormat, Link, Person, Reading, read_feed, rfc3339,
};
pub use tidy::{tidy, tidy_line};
