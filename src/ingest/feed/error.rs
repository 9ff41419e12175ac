//! Why a document is no feed, and what it is instead.

use thiserror::Error;

/// A document that is no feed; the message says what was found.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FeedError {
    /// Nothing but blanks.
    #[error("this is no feed: it is empty")]
    Empty,
    /// A web page.
    #[error("this is no feed but a web page{}: `dateline feed discover` looks for the feeds it names", named(.0))]
    Page(String),
    /// A list of feeds.
    #[error("this is no feed but a list of feeds (OPML): `dateline feed import` takes it")]
    Opml,
    /// XML that is something else.
    #[error("this is no feed but another kind of XML: its outermost element is <{0}>")]
    Xml(String),
    /// JSON that is no JSON Feed.
    #[error("this is no feed but other JSON: {0}")]
    Json(String),
    /// Bytes that are no text.
    #[error("this is no feed but {0}")]
    Binary(&'static str),
    /// Text without any markup.
    #[error("this is no feed but plain text, which begins “{0}”")]
    Text(String),
}

fn named(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" (“{title}”)") }
}
