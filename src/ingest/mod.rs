//! Bytes in, articles out: files, saved pages and feeds become a tidy [`Body`](crate::text::Body) and what is known of
//! it. [`read`] is the one way in for whatever is one article.

mod about;
mod address;
mod authors;
mod byline;
mod charset;
mod clues;
mod clutter;
mod content;
mod cues;
mod date;
mod depth;
mod ends;
mod error;
mod feed;
mod front;
mod headers;
mod hidden;
mod html;
mod jsonld;
mod kind;
mod language;
mod markdown;
mod message;
mod opml;
mod opml_write;
mod page;
mod plain;
mod read;
mod running;
mod table;
mod tidy;
mod told;
mod tongue;
mod trim;
mod weight;
mod writer;

pub use charset::{CharsetSource, Decoded, decode};
pub use date::date;
pub use error::IngestError;
pub use feed::{
    Category, Discovered, Enclosure, Entry, Feed, FeedError, FeedFormat, Link, Person, Reading, discover_feeds,
    read_feed, rfc3339,
};
pub use html::html;
pub use language::{language, language_tag};
pub use markdown::markdown;
pub use opml::{Folder, Opml, OpmlError, Subscription, read_opml};
pub use opml_write::write_opml;
pub use read::{Draft, LIMIT, Origin, Source, read};
pub use tidy::{tidy, tidy_line};
pub use tongue::tongue;
