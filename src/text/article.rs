//! An article: what is known about it, and its text.

use crate::text::Body;
use std::fmt;

/// The name of an article in the library: a UUID of version 7 in its usual spelling.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub String);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One revision of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Its name in the library.
    pub id: ArticleId,
    /// What is known about it.
    pub meta: Meta,
    /// Counts from 1; a changed text is a new revision.
    pub revision: u32,
    /// Its text.
    pub body: Body,
}

/// What is known about an article besides its text. All text is tidied: printable characters only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The headline; never empty for an article in the library.
    pub title: String,
    /// Authors as printed.
    pub authors: Vec<String>,
    /// The newspaper, agency or site.
    pub outlet: Option<String>,
    /// Where it came from: a web address, or a `file:` address.
    pub url: Option<String>,
    /// When it was published, RFC 3339 with the offset it was given in, or a bare date.
    pub published: Option<String>,
    /// When it came into the library, RFC 3339 in UTC.
    pub fetched: String,
    /// BCP 47 language tag.
    pub language: Option<String>,
}
