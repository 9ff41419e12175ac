//! Feeds as JSON, as `dateline feed parse --json` prints them.

use crate::ingest::{Category, Enclosure, Entry, Feed, Link, Person, Reading};
use serde_json::{Value, json};

/// A feed that was read.
pub fn reading_json(reading: &Reading) -> Value {
    json!({
        "format": reading.format.name(),
        "feed": feed_json(&reading.feed),
        "entries": reading.entries.iter().map(entry_json).collect::<Vec<_>>(),
        "warnings": reading.warnings,
    })
}

fn feed_json(feed: &Feed) -> Value {
    json!({
        "title": feed.title,
        "description": feed.description,
        "link": feed.link,
        "id": feed.id,
        "language": feed.language,
        "updated": feed.updated,
        "published": feed.published,
        "authors": list(&feed.authors, person_json),
        "categories": list(&feed.categories, category_json),
        "image": feed.image.as_ref().map(|url| json!({"url": url})),
        "rights": feed.rights,
        "generator": feed.generator,
        "links": list(&feed.links, link_json),
    })
}

fn entry_json(entry: &Entry) -> Value {
    json!({
        "id": entry.id,
        "title": entry.title,
        "link": entry.link,
        "links": list(&entry.links, link_json),
        "summary": entry.summary,
        "content": entry.content,
        "published": entry.published,
        "updated": entry.updated,
        "authors": list(&entry.authors, person_json),
        "categories": list(&entry.categories, category_json),
        "enclosures": list(&entry.enclosures, enclosure_json),
    })
}

fn list<T>(all: &[T], one: fn(&T) -> Value) -> Value {
    Value::Array(all.iter().map(one).collect())
}

fn person_json(person: &Person) -> Value {
    json!({"name": person.name, "email": person.email})
}

fn category_json(category: &Category) -> Value {
    json!({"term": category.term})
}

fn link_json(link: &Link) -> Value {
    json!({"href": link.href, "rel": link.rel, "type": link.kind})
}

fn enclosure_json(file: &Enclosure) -> Value {
    json!({"url": file.url, "type": file.kind, "length": file.length})
}
