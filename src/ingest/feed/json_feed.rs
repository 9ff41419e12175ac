//! JSON Feed, version 1 and 1.1, and what calls itself so.

use super::date::dated;
use super::entity::Entities;
use super::error::FeedError;
use super::model::{Category, Enclosure, Entry, Feed, FeedFormat, Link, Person, Reading};
use super::plain::{line, lines, plain};
use super::sanitise::{escaped, resolve, sanitise};
use serde_json::{Map, Value};
use url::Url;

type Object = Map<String, Value>;

/// Reads a JSON Feed; `document` is its address.
pub fn read_json(text: &str, document: Option<&Url>) -> Result<Reading, FeedError> {
    let value: Value = serde_json::from_str(text).map_err(|error| FeedError::Json(format!("broken, {error}")))?;
    let Value::Object(feed) = value else {
        return Err(FeedError::Json(format!("it is {}, not an object", kind_of(&value))));
    };
    let version = string(&feed, "version").unwrap_or_default();
    let items = ["items", "entries"].iter().find_map(|key| feed.get(*key)?.as_array());
    let named = version.contains("jsonfeed.org") || version == "1" || version == "1.1" || version == "1.0";
    if items.is_none() && !named {
        let keys: Vec<&str> = feed.keys().take(5).map(String::as_str).collect();
        return Err(FeedError::Json(format!("an object with {}", keys.join(", "))));
    }
    let mut reader = Reader { base: base(&feed, document), warnings: Vec::new() };
    let mut entries = Vec::new();
    for (at, item) in items.into_iter().flatten().enumerate() {
        match item {
            Value::Object(item) => entries.push(reader.entry(item, at + 1)),
            other => reader.warnings.push(format!("entry {}: it is {}, not an object", at + 1, kind_of(other))),
        }
    }
    let feed = reader.feed(&feed);
    Ok(Reading { format: FeedFormat::Json, feed, entries, warnings: reader.warnings })
}

struct Reader {
    base: Option<Url>,
    warnings: Vec<String>,
}

impl Reader {
    fn feed(&mut self, feed: &Object) -> Feed {
        let mut links = Vec::new();
        let link = self.address(feed, "home_page_url");
        push_link(&mut links, link.as_ref(), "alternate", "text/html");
        let own = self.address(feed, "feed_url");
        push_link(&mut links, own.as_ref(), "self", "application/feed+json");
        push_link(&mut links, self.address(feed, "next_url").as_ref(), "next", "application/feed+json");
        Feed {
            title: string(feed, "title").map(|text| line(&text)),
            description: string(feed, "description").map(|text| lines(&text)),
            link,
            id: own,
            language: string(feed, "language").map(|text| line(&text)),
            updated: self.date(feed, "date_modified", "the feed"),
            published: self.date(feed, "date_published", "the feed"),
            authors: authors(feed),
            categories: categories(feed),
            image: self.address(feed, "icon").or_else(|| self.address(feed, "favicon")),
            rights: None,
            generator: None,
            links,
        }
    }

    fn entry(&mut self, item: &Object, number: usize) -> Entry {
        let place = format!("entry {number}");
        let mut links = Vec::new();
        let link = self.address(item, "url");
        push_link(&mut links, link.as_ref(), "alternate", "text/html");
        push_link(&mut links, self.address(item, "external_url").as_ref(), "related", "text/html");
        let page = link.as_ref().and_then(|link| Url::parse(link).ok());
        let base = page.as_ref().or(self.base.as_ref());
        let html = string(item, "content_html").map(|html| sanitise(&html, base, &Entities::default()));
        let text = string(item, "content_text").map(|text| paragraphs(&text));
        let summary = string(item, "summary");
        let mut content: Vec<String> = html.or(text).into_iter().filter(|html| !html.is_empty()).collect();
        let full = !content.is_empty();
        if !full {
            content.extend(summary.as_deref().map(escaped));
        }
        let enclosures = self.enclosures(item);
        let linked =
            |file: &Enclosure| Link { href: file.url.clone(), rel: "enclosure".to_owned(), kind: file.kind.clone() };
        links.extend(enclosures.iter().map(linked));
        Entry {
            id: identity(item),
            title: string(item, "title").map(|text| line(&plain(&text, &Entities::default()))),
            link: link.or_else(|| self.address(item, "external_url")),
            links,
            summary: summary.map(|text| lines(&text)),
            content,
            full,
            published: self.date(item, "date_published", &place),
            updated: self.date(item, "date_modified", &place),
            language: string(item, "language").map(|text| line(&text)),
            authors: authors(item),
            categories: categories(item),
            enclosures,
        }
    }

    fn enclosures(&self, item: &Object) -> Vec<Enclosure> {
        let files = item.get("attachments").and_then(Value::as_array).into_iter().flatten();
        files
            .filter_map(Value::as_object)
            .filter_map(|file| {
                let url = self.address(file, "url")?;
                let length = file.get("size_in_bytes").and_then(Value::as_u64);
                Some(Enclosure { url, kind: string(file, "mime_type"), length })
            })
            .collect()
    }

    fn address(&self, object: &Object, key: &str) -> Option<String> {
        resolve(&string(object, key)?, self.base.as_ref())
    }

    fn date(&mut self, object: &Object, key: &str, place: &str) -> Option<String> {
        let written = string(object, key)?;
        let Some(date) = dated(&written) else {
            self.warnings.push(format!("{place}: “{}” is no date", line(&written)));
            return None;
        };
        self.warnings.extend(date.warning(&written).map(|fault| format!("{place}: {fault}")));
        Some(date.written)
    }
}

fn base(feed: &Object, document: Option<&Url>) -> Option<Url> {
    let own = ["feed_url", "home_page_url"].iter().find_map(|key| Url::parse(feed.get(*key)?.as_str()?).ok());
    document.cloned().or(own)
}

fn push_link(links: &mut Vec<Link>, href: Option<&String>, rel: &str, kind: &str) {
    links.extend(href.map(|href| Link { href: href.clone(), rel: rel.to_owned(), kind: Some(kind.to_owned()) }));
}

/// An identity may be written as a number.
fn identity(item: &Object) -> Option<String> {
    match item.get("id")? {
        Value::String(id) => Some(line(id)).filter(|id| !id.is_empty()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

fn string(object: &Object, key: &str) -> Option<String> {
    object.get(key)?.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

/// Version 1 has one `author`, version 1.1 has `authors`.
fn authors(object: &Object) -> Vec<Person> {
    let many = object.get("authors").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let one = object.get("author").filter(|_| many.is_empty());
    many.iter()
        .chain(one)
        .filter_map(|author| match author {
            Value::Object(author) => string(author, "name").map(|name| line(&name)),
            Value::String(name) => Some(line(name)),
            _ => None,
        })
        .map(|name| Person { name: Some(name), email: None })
        .collect()
}

fn categories(object: &Object) -> Vec<Category> {
    let tags = object.get("tags").and_then(Value::as_array).into_iter().flatten();
    tags.filter_map(Value::as_str).map(|tag| Category { term: line(tag) }).filter(|tag| !tag.term.is_empty()).collect()
}

/// Plain text as HTML: an empty line ends a paragraph.
fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| format!("<p>{}</p>", escaped(part))).collect()
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
