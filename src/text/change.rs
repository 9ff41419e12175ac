//! What a reader can change in a library, and what a list shows of an article. Every change can be undone.

use crate::text::{Annotation, AnnotationId, ArticleId, Correction, CorrectionId};

/// One change to the library. Each has an inverse, which the store works out and keeps when the change is made.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Adds the annotation, or replaces the one with the same name.
    Annotate(Box<Annotation>),
    /// Takes an annotation away.
    Unannotate(AnnotationId),
    /// Takes an article away, with its annotations.
    Remove(ArticleId),
    /// Brings a removed article back, with its annotations.
    Restore(ArticleId),
    /// Marks an article as read or unread.
    Read(ArticleId, bool),
    /// Stars an article or takes the star away.
    Star(ArticleId, bool),
    /// Gives an article these tags and no others.
    Tag(ArticleId, Vec<String>),
    /// Lays a correction over what was detected, or replaces the one with the same name.
    Correct(Box<Correction>),
    /// Takes a correction away.
    Uncorrect(CorrectionId),
}

/// What a list shows of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Its name.
    pub id: ArticleId,
    /// Its headline.
    pub title: String,
    /// The newspaper, agency, site or file name.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published, RFC 3339 or a bare date.
    pub published: Option<String>,
    /// When it came into the library, RFC 3339 in UTC.
    pub fetched: String,
    /// Tags given by the reader.
    pub tags: Vec<String>,
    /// Annotations on it.
    pub notes: u32,
    /// Annotations on it whose passage is unsure or lost.
    pub adrift: u32,
    /// Not yet opened.
    pub unread: bool,
    /// Its text is another one than the reader read last.
    pub changed: bool,
    /// Starred by the reader.
    pub starred: bool,
    /// Other articles with the same text, from other outlets.
    pub copies: u32,
}
