//! Finds the feeds that a web page names.

use super::elements::html_name;
use super::entity::{Entities, decode};
use super::lexer::{Lexer, Token, attributes};
use super::plain::line;
use super::sanitise::resolve;
use url::Url;

/// A feed that a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discovered {
    /// Where it is.
    pub url: String,
    /// What the page calls it.
    pub title: Option<String>,
    /// The media type the page gives.
    pub kind: Option<String>,
}

impl Discovered {
    /// The page that named the feed; nothing where the feed is what was typed, or lies on the same server.
    pub fn named_by(&self, typed: &Url) -> Option<String> {
        let own = Url::parse(&self.url).is_ok_and(|feed| feed.origin() == typed.origin());
        (!own).then(|| typed.to_string())
    }
}

/// More than any page names in earnest.
const MOST: usize = 64;

/// The feeds that `page` names in its head; where it names none, those its links look like.
pub fn discover_feeds(page: &str, address: &Url) -> Vec<Discovered> {
    let mut base = address.clone();
    let (mut named, mut guessed) = (Vec::new(), Vec::new());
    let mut lexer = Lexer::new(page);
    while let Some(token) = lexer.next() {
        let Token::Open { name, attributes: raw, .. } = token else { continue };
        match html_name(name).as_str() {
            "base" => base = attribute(raw, "href").and_then(|href| address.join(&href).ok()).unwrap_or(base),
            "link" => push(&mut named, linked(raw, &base)),
            "a" => push(&mut guessed, guess(raw, &base)),
            name @ ("script" | "style") => lexer.skip_to_close(name),
            _ => {}
        }
    }
    if named.is_empty() { guessed } else { named }
}

fn push(list: &mut Vec<Discovered>, found: Option<Discovered>) {
    if let Some(found) = found
        && list.len() < MOST
        && !list.iter().any(|known| known.url == found.url)
    {
        list.push(found);
    }
}

fn linked(raw: &str, base: &Url) -> Option<Discovered> {
    let rel = attribute(raw, "rel")?.to_ascii_lowercase();
    let kind = attribute(raw, "type").map(|kind| kind.to_ascii_lowercase());
    let named = rel.split_ascii_whitespace().any(|word| word == "feed")
        || rel.split_ascii_whitespace().any(|word| word == "alternate") && kind.as_deref().is_some_and(is_feed_type);
    let url = web(&attribute(raw, "href")?, base).filter(|_| named)?;
    Some(Discovered { url, title: attribute(raw, "title").map(|title| line(&title)).filter(|t| !t.is_empty()), kind })
}

fn is_feed_type(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    matches!(
        kind,
        "application/rss+xml"
            | "application/atom+xml"
            | "application/rdf+xml"
            | "application/feed+json"
            | "application/json"
            | "application/xml"
            | "text/xml"
    )
}

/// A link whose address ends as feeds' addresses do.
fn guess(raw: &str, base: &Url) -> Option<Discovered> {
    let url = web(&attribute(raw, "href")?, base)?;
    let parsed = Url::parse(&url).ok()?;
    let path = parsed.path().trim_end_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default();
    let looks = matches!(last, "feed" | "feeds" | "rss" | "atom" | "index.xml" | "feed.json" | "rss2")
        || [".rss", ".atom", ".rdf", "feed.xml", "rss.xml", "atom.xml"].iter().any(|end| last.ends_with(end));
    looks.then(|| Discovered { url, title: attribute(raw, "title").map(|title| line(&title)), kind: None })
}

fn web(href: &str, base: &Url) -> Option<String> {
    let resolved = resolve(href.strip_prefix("feed:").unwrap_or(href), Some(base))?;
    let url = Url::parse(&resolved).or_else(|_| base.join(&resolved)).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| String::from(url))
}

fn attribute(raw: &str, name: &str) -> Option<String> {
    let (_, value) = attributes(raw).find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    Some(decode(value, &Entities::default()).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, found: &[&str]) {
        let address = Url::parse("https://news.example/desk/").unwrap();
        let urls: Vec<String> = discover_feeds(page, &address).into_iter().map(|feed| feed.url).collect();
        assert_eq!(urls, found, "{page}");
    }

    #[test]
    fn named_in_the_head() {
        check(
            "<link rel=alternate type='application/rss+xml' title='All &amp; more' href='/rss'>\
             <LINK REL='Alternate home' TYPE='application/atom+xml; charset=utf-8' HREF=atom.xml>\
             <link rel=alternate hreflang=de href=/de><link rel=stylesheet type=text/xml href=x>\
             <a href='/other.rss'>x</a>",
            &["https://news.example/rss", "https://news.example/desk/atom.xml"],
        );
        check("<base href='//cdn.example/x/'><link rel=feed href=f>", &["https://cdn.example/x/f"]);
        check("<link rel=alternate type=application/rss+xml href='javascript:x'>", &[]);
    }

    #[test]
    fn guessed_from_links() {
        check("<a href=/about>a</a><a href=feed/>b</a><a href=feed/>again</a>", &["https://news.example/desk/feed/"]);
        check("<script>'<a href=/rss>'</script>", &[]);
    }
}
