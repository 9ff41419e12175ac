//! A document into a feed: finds out what it is, and reads it or says what it is instead.

use super::channel::ChannelReader;
use super::entry::entry;
use super::error::FeedError;
use super::json_feed::read_json;
use super::model::{FeedFormat, Reading};
use super::names::Ns;
use super::plain::line;
use super::tree::{Element, Tree};
use crate::ingest::charset;
use url::Url;

/// Reads a feed from its bytes. `charset` is what the server called the character set, `address` is where the document
/// came from: relative links are read against it.
pub fn read_feed(bytes: &[u8], charset: Option<&str>, address: Option<&Url>) -> Result<Reading, FeedError> {
    if let Some(kind) = binary(bytes) {
        return Err(FeedError::Binary(kind));
    }
    let decoded = charset::decode(bytes, charset);
    let mut reading = read_text(&decoded.text, address)?;
    reading.warnings.splice(0..0, decoded.warning());
    Ok(reading)
}

fn read_text(text: &str, address: Option<&Url>) -> Result<Reading, FeedError> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
    if start.is_empty() {
        return Err(FeedError::Empty);
    }
    if start.starts_with(['{', '[']) {
        return read_json(start.trim_end_matches(['\0', '\u{1a}']), address);
    }
    read_xml(start, address)
}

fn read_xml(text: &str, address: Option<&Url>) -> Result<Reading, FeedError> {
    let tree = Tree::read(text);
    let Some(root) = root(&tree) else { return Err(what_instead(&tree, text)) };
    let format = format(root);
    let document = address.cloned().or_else(|| own_address(&tree));
    let document = document.as_ref();
    let channel = channel(root);
    let mut reader = ChannelReader::default();
    reader.take_attributes(channel, document);
    let around =
        root.children().filter(|child| root.local() != "channel" && child.local() != "channel" && !child.is_entry());
    let inside = channel.children().filter(|child| !child.is_entry());
    if channel.local() != root.local() {
        inside.chain(around).for_each(|child| reader.take(child, document));
    } else if !channel.is_entry() {
        inside.for_each(|child| reader.take(child, document));
    }
    let mut warnings: Vec<String> = reader.bad_dates.iter().map(|fault| format!("the feed: {fault}")).collect();
    let feed = reader.finish();
    let page = feed.link.as_ref().filter(|_| document.is_none()).and_then(|link| Url::parse(link).ok());
    let mut entries = Vec::new();
    for (at, element) in outermost_entries(&tree, root).enumerate() {
        let (read, bad_dates) = entry(element, document, page.as_ref());
        warnings.extend(bad_dates.iter().map(|fault| format!("entry {}: {fault}", at + 1)));
        entries.push(read);
    }
    if tree.truncated {
        warnings.push("the document breaks off or leaves elements open; read as far as it goes".to_owned());
    }
    if tree.cut {
        warnings.push("the document is too large: its last part was left out".to_owned());
    }
    Ok(Reading { format, feed, entries, warnings })
}

/// The outermost element of a feed, wherever junk has put it.
fn root<'t>(tree: &'t Tree<'t>) -> Option<Element<'t>> {
    let own = |element: &Element<'_>| matches!(element.ns(), Ns::Core | Ns::Atom | Ns::Rdf);
    let named = |element: &Element<'_>| {
        matches!(element.local().as_ref(), "rss" | "rdf" | "feed" | "channel" | "redirect") && own(element)
    };
    let strong =
        tree.elements().find(|element| named(element) && (element.local() != "channel" || is_channel(*element)));
    strong.or_else(|| tree.elements().find(|element| element.is_entry() && own(element) && !inside_page(*element)))
}

/// A `<channel>` that is one: other vocabularies have the word too.
fn is_channel(element: Element<'_>) -> bool {
    element.parent().is_none() && element.attribute("lastmod").or_else(|| element.attribute("href")).is_some()
        || element.children().any(|child| {
            child.is_entry()
                || matches!(child.local().as_ref(), "title" | "link" | "description" | "abstract" | "items")
        })
}

fn inside_page(element: Element<'_>) -> bool {
    let mut outer = element.parent();
    while let Some(around) = outer {
        if matches!(around.local().as_ref(), "html" | "body") {
            return true;
        }
        outer = around.parent();
    }
    false
}

fn channel(root: Element<'_>) -> Element<'_> {
    if root.local() == "feed" { root } else { root.child("channel").unwrap_or(root) }
}

fn format(root: Element<'_>) -> FeedFormat {
    let channel = channel(root);
    match root.local().as_ref() {
        "rss" => match root.attribute("version").as_deref() {
            Some(version) if version.starts_with("0.90") || version.starts_with("0.91") => FeedFormat::Rss0,
            _ => FeedFormat::Rss2,
        },
        "rdf" => match channel.attribute("rdf:about") {
            None => FeedFormat::Rss0,
            Some(_) => FeedFormat::Rss1,
        },
        "channel" if ["href", "base", "lastmod"].iter().any(|name| root.attribute(name).is_some()) => FeedFormat::Cdf,
        "channel" if root.child("items").is_some() => FeedFormat::Rss1,
        "feed" | "entry" => FeedFormat::Atom,
        _ => FeedFormat::Rss2,
    }
}

/// The address the feed gives for itself: better than none to read relative links against.
fn own_address(tree: &Tree<'_>) -> Option<Url> {
    let links = tree.elements().take(64).filter(|element| element.local() == "link");
    let own = links.filter(|link| link.attribute("rel").is_some_and(|rel| rel == "self"));
    own.filter_map(|link| Url::parse(&link.attribute("href")?).ok()).next()
}

/// Entries that stand in no other entry.
fn outermost_entries<'t>(tree: &'t Tree<'t>, root: Element<'t>) -> impl Iterator<Item = Element<'t>> {
    let mut last: Option<Element<'t>> = None;
    let whole = root.is_entry();
    tree.elements().filter(move |element| {
        let stands = element.is_entry() && (whole || root.holds(element)) && !is_contents(*element);
        let outermost = stands && last.is_none_or(|last| !last.holds(element));
        if outermost {
            last = Some(*element);
        }
        outermost
    })
}

/// RSS 1.0 lists its items in `<items>` first, as links only.
fn is_contents(element: Element<'_>) -> bool {
    element.attribute("rdf:resource").is_some() && !element.has_children()
}

fn what_instead(tree: &Tree<'_>, text: &str) -> FeedError {
    let Some(first) = tree.elements().next() else {
        let start: String = line(text.get(..400).unwrap_or(text)).chars().take(40).collect();
        return FeedError::Text(start);
    };
    if first.local() == "opml" {
        return FeedError::Opml;
    }
    let page = tree.elements().take(20).any(|element| matches!(element.local().as_ref(), "html" | "body" | "head"));
    if page {
        let title = tree.elements().take(200).find(|element| element.local() == "title");
        let title: String = title.map(|title| line(&title.text())).unwrap_or_default().chars().take(80).collect();
        return FeedError::Page(title);
    }
    FeedError::Xml(line(&first.local()).chars().take(40).collect())
}

/// Files that are often served where a feed was meant, by their first bytes.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"%PDF", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"ID3", "an MP3 recording"),
        (b"RIFF", "a media file"),
        (b"\x7fELF", "a program"),
    ];
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}
