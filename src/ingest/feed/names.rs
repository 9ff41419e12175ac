//! The vocabularies that feeds mix: which one a prefix or an address stands for.

/// A vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ns {
    /// RSS of every age, CDF, and whatever a document calls its own without naming it.
    Core,
    /// Atom 0.3 and 1.0.
    Atom,
    /// RDF, the frame of RSS 0.9 and 1.
    Rdf,
    /// Dublin Core.
    Dc,
    /// Dublin Core's later terms.
    DcTerms,
    /// The `content` module of RSS 1, used by all.
    Content,
    /// Apple's podcast elements.
    Itunes,
    /// Yahoo's Media RSS.
    Media,
    /// HTML inside a feed.
    Xhtml,
    /// FeedBurner.
    FeedBurner,
    /// Podlove's chapters.
    Chapters,
    /// Anything else: never taken for a field of the feed.
    Other,
}

/// Addresses, matched from their beginning and without regard to case.
const ADDRESSES: &[(&str, Ns)] = &[
    ("http://backend.userland.com/rss", Ns::Core),
    ("http://blogs.law.harvard.edu/tech/rss", Ns::Core),
    ("http://cyber.law.harvard.edu/rss", Ns::Core),
    ("http://purl.org/rss/1.0/modules/content", Ns::Content),
    ("http://purl.org/rss/1.0/modules/rss091", Ns::Core),
    ("http://purl.org/rss/1.0/modules/", Ns::Other),
    ("http://purl.org/rss/", Ns::Core),
    ("http://purl.org/net/rss1.1", Ns::Core),
    ("http://my.netscape.com/", Ns::Core),
    ("http://channel.netscape.com/", Ns::Core),
    ("http://www.rssboard.org/", Ns::Core),
    ("http://purl.org/atom/", Ns::Atom),
    ("http://www.w3.org/2005/atom", Ns::Atom),
    ("https://www.w3.org/2005/atom", Ns::Atom),
    ("http://purl.org/echo/", Ns::Atom),
    ("http://purl.org/pie/", Ns::Atom),
    ("http://example.com/necho", Ns::Atom),
    ("http://example.com/newformat#", Ns::Atom),
    ("uri/of/echo/namespace#", Ns::Atom),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns", Ns::Rdf),
    ("http://purl.org/dc/elements/", Ns::Dc),
    ("http://purl.org/dc/terms", Ns::DcTerms),
    ("http://www.itunes.com/dtds/podcast", Ns::Itunes),
    ("http://example.com/dtds/podcast", Ns::Itunes),
    ("http://search.yahoo.com/mrss", Ns::Media),
    ("https://search.yahoo.com/mrss", Ns::Media),
    ("http://video.search.yahoo.com/mrss", Ns::Media),
    ("http://tools.search.yahoo.com/mrss", Ns::Media),
    ("http://www.w3.org/1999/xhtml", Ns::Xhtml),
    ("http://rssnamespace.org/feedburner", Ns::FeedBurner),
    ("http://podlove.org/simple-chapters", Ns::Chapters),
];

/// What a prefix means where the document forgot to say it.
const HABITS: &[(&str, Ns)] = &[
    ("atom", Ns::Atom),
    ("atom10", Ns::Atom),
    ("rss", Ns::Core),
    ("rdf", Ns::Rdf),
    ("dc", Ns::Dc),
    ("dcterms", Ns::DcTerms),
    ("content", Ns::Content),
    ("itunes", Ns::Itunes),
    ("media", Ns::Media),
    ("xhtml", Ns::Xhtml),
    ("html", Ns::Xhtml),
    ("feedburner", Ns::FeedBurner),
    ("psc", Ns::Chapters),
];

/// The vocabulary of an address; none where it is not known.
pub fn of_address(address: &str) -> Option<Ns> {
    let address = address.trim();
    let starts = |prefix: &str| address.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    ADDRESSES.iter().find(|(prefix, _)| starts(prefix)).map(|(_, ns)| *ns)
}

/// The vocabulary of a prefix that no declaration explains.
pub fn of_habit(prefix: &str) -> Ns {
    HABITS.iter().find(|(habit, _)| prefix.eq_ignore_ascii_case(habit)).map_or(Ns::Other, |(_, ns)| *ns)
}
