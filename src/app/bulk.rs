//! What is done with many articles at once, as one step that can be undone.

use crate::query::Sort;
use crate::text::ArticleId;

/// A deed on many articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulk {
    /// Articles by name.
    pub single: Vec<ArticleId>,
    /// Articles by their place in a list.
    pub rows: Option<Rows>,
    /// What is done with them.
    pub deed: Deed,
}

/// A stretch of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// What the list holds.
    pub query: String,
    /// In which order.
    pub sort: Sort,
    /// The number of the first row.
    pub first: usize,
    /// How many rows.
    pub limit: usize,
}

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Starred, or the star taken away.
    Star(bool),
    /// Marked as read, or as unread.
    Read(bool),
    /// Given tags and relieved of others.
    Tag {
        /// Tags to be given.
        add: Vec<String>,
        /// Tags to be taken away.
        remove: Vec<String>,
    },
    /// Taken out of the library.
    Delete,
}

impl Deed {
    /// What it is called, for the message line and undo.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Star(true) => "star",
            Self::Star(false) => "taking the star away",
            Self::Read(true) => "marking as read",
            Self::Read(false) => "marking as unread",
            Self::Tag { .. } => "tags",
            Self::Delete => "deletion",
        }
    }
}
