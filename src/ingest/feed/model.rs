//! What a feed says of itself and of its entries. Text is plain and printable; content is sanitised HTML.

/// The dialect a feed is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedFormat {
    /// RSS 2.0 and 0.92 onwards.
    Rss2,
    /// RSS 1.0 and 1.1 on RDF.
    Rss1,
    /// RSS 0.9 and 0.91.
    Rss0,
    /// Atom 0.3 and 1.0.
    Atom,
    /// JSON Feed.
    Json,
    /// Microsoft's Channel Definition Format.
    Cdf,
}

impl FeedFormat {
    /// Its short name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rss2 => "rss2",
            Self::Rss1 => "rss1",
            Self::Rss0 => "rss0",
            Self::Atom => "atom",
            Self::Json => "json",
            Self::Cdf => "cdf",
        }
    }
}

/// A feed that was read, and what was odd about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The dialect.
    pub format: FeedFormat,
    /// The feed.
    pub feed: Feed,
    /// Its entries, as ordered in the document.
    pub entries: Vec<Entry>,
    /// What was put right or left out, in the reader's words.
    pub warnings: Vec<String>,
}

/// A feed without its entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// The outlet's name for it.
    pub title: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// The page it belongs to.
    pub link: Option<String>,
    /// Its own name for itself.
    pub id: Option<String>,
    /// BCP 47 language tag, as given.
    pub language: Option<String>,
    /// RFC 3339.
    pub updated: Option<String>,
    /// RFC 3339.
    pub published: Option<String>,
    /// Who writes it.
    pub authors: Vec<Person>,
    /// What it files itself under.
    pub categories: Vec<Category>,
    /// The address of its picture.
    pub image: Option<String>,
    /// The notice of copyright.
    pub rights: Option<String>,
    /// The program that wrote it.
    pub generator: Option<String>,
    /// All its links, in order.
    pub links: Vec<Link>,
}

/// An entry of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its `guid` or `id`, as written.
    pub id: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The page it stands for.
    pub link: Option<String>,
    /// All its links, in order.
    pub links: Vec<Link>,
    /// The summary as plain text, one line for every block.
    pub summary: Option<String>,
    /// The text as sanitised HTML; where the feed gives only a summary, that summary.
    pub content: Vec<String>,
    /// Whether [`content`](Self::content) is what the feed calls content, and not its summary.
    pub full: bool,
    /// RFC 3339.
    pub published: Option<String>,
    /// RFC 3339.
    pub updated: Option<String>,
    /// BCP 47 language tag, where the entry has one of its own.
    pub language: Option<String>,
    /// Who wrote it.
    pub authors: Vec<Person>,
    /// What it is filed under.
    pub categories: Vec<Category>,
    /// Files that come with it.
    pub enclosures: Vec<Enclosure>,
}

/// A person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The name as printed.
    pub name: Option<String>,
    /// The address of mail.
    pub email: Option<String>,
}

/// A category.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Category {
    /// The word itself.
    pub term: String,
}

/// A link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Where to; absolute where the document or its address allowed it.
    pub href: String,
    /// `alternate`, `self`, `enclosure` …
    pub rel: String,
    /// The media type.
    pub kind: Option<String>,
}

/// A file that comes with an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Enclosure {
    /// Where it is.
    pub url: String,
    /// The media type.
    pub kind: Option<String>,
    /// Its length in bytes, where it is given as a number.
    pub length: Option<u64>,
}
