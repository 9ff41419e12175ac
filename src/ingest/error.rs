//! Why a document could not be read as an article, in the reader's words.

use crate::text::printable;
use thiserror::Error;

/// Why a document could not be read as an article.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum IngestError {
    /// Nothing in it, or only white space.
    #[error("{} is empty: there is nothing to read", printable(address))]
    Empty {
        /// Where it came from.
        address: String,
    },
    /// No text at all.
    #[error("{} is {what}, not text: save the article as text, Markdown or HTML and open that", printable(address))]
    Binary {
        /// Where it came from.
        address: String,
        /// What it looks like, with its article.
        what: &'static str,
    },
    /// More than any article.
    #[error("{} is {} MB, more than the {} MB that dateline reads as one article: split it", printable(address), size / MB, limit / MB)]
    TooLarge {
        /// Where it came from.
        address: String,
        /// Its size in bytes.
        size: usize,
        /// The most that is read, in bytes.
        limit: usize,
    },
    /// Text, but no article.
    #[error("{} is {what}, not an article{}", printable(address), advice(what))]
    NotAnArticle {
        /// Where it came from.
        address: String,
        /// What it is, with its article.
        what: &'static str,
    },
    /// A page on which no article was found.
    #[error(
        "no article found in {}: the page holds no text of its own (it may be filled in by scripts)",
        printable(address)
    )]
    NoText {
        /// Where it came from.
        address: String,
    },
    /// A library that reads pages gave up.
    #[error("{} could not be read: its markup broke the reader; please report it with the page", printable(address))]
    Broken {
        /// Where it came from.
        address: String,
    },
}

const MB: usize = 1_000_000;

fn advice(what: &str) -> &'static str {
    match what {
        "a feed" => ": subscribe to it with `dateline feed add`",
        "a list of feeds (OPML)" => ": import it with `dateline feed import`",
        _ => "",
    }
}
