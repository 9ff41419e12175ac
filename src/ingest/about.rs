//! What a page tells about its article: title, authors, date, outlet, language, address.

use crate::ingest::address::{absolute, web};
use crate::ingest::clues::DATES;
use crate::ingest::date::date;
use crate::ingest::jsonld::{Linked, linked};
use crate::ingest::language::language_tag;
use crate::ingest::tidy::tidy_line;
use crate::text::Meta;
use dom_query::{Document, NodeRef};
use std::collections::HashMap;
use url::Url;

/// What a page tells about its article.
#[derive(Debug, Default)]
pub struct About {
    /// What is kept of it.
    pub meta: Meta,
    /// The article in a sentence or two; often its standfirst.
    pub description: Option<String>,
    /// The text itself, where the page tells it to machines.
    pub text: Option<String>,
}

/// Reads what the page tells about itself; `base` is its address, where known.
pub fn about(document: &Document, base: Option<&Url>) -> About {
    let scripts = document.select("script[type='application/ld+json']");
    let blocks: Vec<String> = scripts.iter().map(|script| script.text().to_string()).collect();
    let page = Told { document, linked: linked(blocks.iter().map(String::as_str)), tags: tags(document) };
    let outlet = page.outlet(base);
    let title = page.title(outlet.as_deref());
    let meta = Meta {
        authors: page.authors(outlet.as_deref(), base),
        published: page.published(base),
        language: page.language(),
        url: page.address(base),
        title,
        outlet,
        fetched: String::new(),
    };
    let description = page.tag(&["og:description", "description", "twitter:description"]).map(String::from);
    About { meta, description, text: page.linked.body }
}

/// What a page says to machines, and what it shows.
pub(super) struct Told<'d> {
    pub(super) document: &'d Document,
    pub(super) linked: Linked,
    /// What `meta` tags say, in order, by their names in lower case.
    pub(super) tags: HashMap<String, Vec<String>>,
}

fn tags(document: &Document) -> HashMap<String, Vec<String>> {
    let mut tags: HashMap<String, Vec<String>> = HashMap::new();
    for node in document.select("meta").iter() {
        let Some(content) =
            node.attr("content").map(|content| tidy_line(&content)).filter(|content| !content.is_empty())
        else {
            continue;
        };
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(key) {
                tags.entry(name.trim().to_ascii_lowercase()).or_default().push(content.clone());
            }
        }
    }
    tags
}

impl Told<'_> {
    pub(super) fn tag(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.tags.get(*name)?.first()).map(String::as_str)
    }

    fn texts(&self, selector: &str) -> Vec<String> {
        let found = self.document.select(selector);
        found.nodes().iter().take(12).map(|node| tidy_line(&spaced(node))).filter(|text| !text.is_empty()).collect()
    }

    fn title(&self, outlet: Option<&str>) -> String {
        let headings = self.texts("h1");
        let tab = self.texts("title").into_iter().next().unwrap_or_default();
        let given = self.tag(&[
            "og:title",
            "twitter:title",
            "dc.title",
            "dcterms.title",
            "parsely-title",
            "sailthru.title",
            "title",
            "headline",
        ]);
        let told = self.linked.headline.as_deref().or(given);
        let close = |heading: &&String| {
            let heading = heading.to_lowercase();
            let inside = |other: &str| other.to_lowercase().contains(&heading);
            // A blog's first heading is its own name.
            let own = outlet.is_some_and(|outlet| letters(outlet).contains(&letters(&heading)));
            !own && heading.chars().count() > 3 && told.map_or_else(|| inside(&tab), inside)
        };
        let entry = || {
            let named = "h1[class*='title'], h1[itemprop='headline'], h2[class*='entry-title'], h2[class*='post-title'], \
                h2[itemprop='headline'], h3[class*='post-title'], h3[class*='entry-title'], article h1";
            let named = self.texts(named);
            named.iter().find(close).cloned().or_else(|| if named.len() == 1 { named.into_iter().next() } else { None })
        };
        let bare = |text: &str| without_outlet(text, outlet);
        let whole =
            || told.filter(|told| told.chars().count() > 20 && headings.iter().any(|heading| heading.ends_with(told)));
        headings
            .iter()
            .find(close)
            .cloned()
            .or_else(|| whole().map(String::from))
            .or_else(entry)
            .or_else(|| told.map(bare))
            .or_else(|| (headings.len() == 1).then(|| headings.first().cloned())?)
            .unwrap_or_else(|| bare(&tab))
    }

    fn published(&self, base: Option<&Url>) -> Option<String> {
        let told = self.linked.published.as_deref().and_then(date);
        let keys: &[&str] = &[
            "article:published_time",
            "datepublished",
            "og:published_time",
            "article:published",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date",
            "dcterms.date",
            "dcterms.created",
            "dc.date.created",
            "parsely-pub-date",
            "sailthru.date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "date",
            "article.published",
            "citation_publication_date",
            "citation_date",
            "created",
            "datecreated",
            "displaydate",
            "og:article:published_time",
            "last-modified",
            "article:modified_time",
            "og:updated_time",
            "datemodified",
            "dcterms.modified",
        ];
        let (first, later) = keys.split_at(keys.len().saturating_sub(5));
        let tag = |keys: &[&str]| keys.iter().find_map(|key| date(self.tag(&[key])?));
        told.or_else(|| tag(first))
            .or_else(|| self.shown_date())
            .or_else(|| base.and_then(dated_path))
            .or_else(|| {
                let canonical = self.address(base).and_then(|url| Url::parse(&url).ok());
                canonical.as_ref().and_then(dated_path)
            })
            .or_else(|| self.dated_text())
            .or_else(|| tag(later))
    }

    /// A date that the page shows where dates are shown.
    fn shown_date(&self) -> Option<String> {
        for selector in DATES {
            for node in self.document.select(selector).nodes().iter().take(8) {
                let attribute =
                    ["datetime", "content", "title", "data-datetime"].iter().find_map(|name| date(&node.attr(name)?));
                let shown = || {
                    Some(tidy_line(&spaced(node)))
                        .filter(|text| text.chars().count() < 100)
                        .and_then(|text| date(&text))
                };
                if let Some(found) = attribute.or_else(shown) {
                    return Some(found);
                }
            }
        }
        None
    }

    /// A short line with a date in it near the top of the page.
    fn dated_text(&self) -> Option<String> {
        let body = self.document.body()?;
        let texts = body.descendants_it().filter(|node| node.is_text()).take(1500);
        let lines = texts.map(|node| tidy_line(&node.text())).filter(|line| (8..80).contains(&line.len()));
        lines.filter_map(|line| date(&line)).next()
    }

    fn outlet(&self, base: Option<&Url>) -> Option<String> {
        let told = self.tag(&[
            "og:site_name",
            "application-name",
            "dc.publisher",
            "dcterms.publisher",
            "publisher",
            "twitter:app:name:iphone",
        ]);
        let told = told.map(String::from).or_else(|| self.linked.publisher.clone());
        let host = || {
            let canonical = self.address(base).and_then(|url| Url::parse(&url).ok())?;
            canonical.host_str().map(|host| host.trim_start_matches("www.").to_owned())
        };
        told.filter(|name| name.chars().count() < 80 && !name.starts_with("http")).or_else(host)
    }

    fn language(&self) -> Option<String> {
        let root = self.document.select("html");
        let given = root.attr("lang").or_else(|| root.attr("xml:lang")).and_then(|lang| language_tag(&lang));
        given.or_else(|| self.linked.language.as_deref().and_then(language_tag)).or_else(|| {
            self.tag(&["content-language", "og:locale", "language", "dc.language", "dcterms.language"])
                .and_then(language_tag)
        })
    }

    fn address(&self, base: Option<&Url>) -> Option<String> {
        let link = self.document.select("link[rel='canonical']").attr("href");
        let canonical = link
            .and_then(|link| absolute(base, &link))
            .or_else(|| self.tag(&["og:url"]).and_then(|url| absolute(base, url)));
        let kept = canonical
            .filter(|url| web(url).is_some_and(|url| url.path() != "/" || base.is_none_or(|base| base.path() == "/")));
        kept.or_else(|| base.map(|base| base.to_string()))
            .or_else(|| self.linked.url.as_deref().and_then(|url| absolute(base, url)))
    }
}

/// The text of an element with its parts kept apart.
pub(super) fn spaced(node: &NodeRef<'_>) -> String {
    let mut text = String::new();
    for part in node.descendants_it().filter(|node| node.is_text()).take(200) {
        text.push_str(&part.text());
        text.push(' ');
    }
    text
}

/// The letters and digits of a name, which outlets write with and without spaces.
pub(super) fn letters(name: &str) -> String {
    name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A title without the outlet's name that pages add to it.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let parts = [" | ", " – ", " — ", " - ", " » ", " « ", " · ", " : ", ": "];
    let same = |part: &str| {
        outlet.map(letters).is_some_and(|outlet| {
            let part = letters(part);
            !part.is_empty() && (outlet.contains(&part) || part.contains(&outlet))
        })
    };
    for parting in parts {
        if let Some((head, tail)) = title.rsplit_once(parting) {
            let short = parting != ": "
                && parting != " : "
                && tail.split(' ').count() <= 4
                && head.split(' ').count() >= 3
                && head.split(' ').count() > tail.split(' ').count();
            if same(tail) || short {
                return without_outlet(head.trim(), outlet);
            }
        }
        if let Some((head, tail)) = title.split_once(parting).filter(|(head, _)| same(head)) {
            let _ = head;
            return tail.trim().to_owned();
        }
    }
    title.to_owned()
}

/// The day in addresses like `/2024/10/24/title`.
fn dated_path(url: &Url) -> Option<String> {
    let parts: Vec<&str> = url.path_segments()?.collect();
    parts
        .windows(3)
        .find_map(|three| match three {
            [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
                date(&format!("{year}-{month}-{day}"))
            }
            _ => None,
        })
        .or_else(|| {
            let path = url.path();
            let at = path.find("/20").or_else(|| path.find("-20"))? + 1;
            path.get(at..at + 10).filter(|day| day.bytes().filter(|byte| *byte == b'-').count() == 2).and_then(date)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(page: &str) -> Meta {
        about(&Document::from(page), Url::parse("https://www.harbourpost.example/2024/10/24/strike").ok().as_ref()).meta
    }

    #[test]
    fn what_pages_tell() {
        let meta = told(
            "<html lang=en_gb><title>Port reopens after strike | Harbour Post</title><meta property=og:site_name content='Harbour Post'>\
             <meta name=author content='By Ana Reyes'><meta property=article:published_time content='2024-10-23T07:00:00+01:00'>\
             <link rel=canonical href=/strike><h1>Port reopens after strike</h1>",
        );
        assert_eq!(meta.title, "Port reopens after strike");
        assert_eq!(meta.authors, ["Ana Reyes"]);
        assert_eq!(meta.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(meta.published.as_deref(), Some("2024-10-23T07:00:00+01:00"));
        assert_eq!(meta.language.as_deref(), Some("en-GB"));
        assert_eq!(meta.url.as_deref(), Some("https://www.harbourpost.example/strike"));
    }

    #[test]
    fn what_can_be_seen_where_nothing_is_told() {
        let meta =
            told("<title>Port reopens after nine days - Harbour Post</title><p class=byline>Von Jörg Maier<p>text");
        assert_eq!(meta.title, "Port reopens after nine days");
        assert_eq!(meta.authors, ["Jörg Maier"]);
        assert_eq!(meta.outlet.as_deref(), Some("harbourpost.example"));
        assert_eq!(meta.published.as_deref(), Some("2024-10-24"));
    }
}
