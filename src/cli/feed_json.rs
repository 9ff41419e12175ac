//! Feeds as JSON, as the commands on feeds print them.

use crate::ingest::{Category, Discovered, Enclosure, Entry, Feed, Link, Person, Reading};
use crate::jobs::Refreshed;
use crate::jobs::Taken;
use crate::store::FollowedFeed;
use crate::text::masked;
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

/// A feed that a page names.
pub fn discovered_json(feed: &Discovered) -> Value {
    json!({"url": feed.url, "title": feed.title, "type": feed.kind})
}

/// A feed that is followed.
pub fn followed_json(feed: &FollowedFeed) -> Value {
    let FollowedFeed { settings, state, .. } = feed;
    json!({
        "url": masked(&feed.url),
        "title": masked(&feed.title),
        "folder": feed.folder,
        "link": settings.link,
        "interval": settings.interval,
        "full": settings.full,
        "tags": settings.tags,
        "fetched": state.fetched,
        "error": state.trouble,
        "failures": state.failures,
        "due": state.due,
    })
}

/// What a refresh of one feed gave.
pub fn refreshed_json(refreshed: &Refreshed, taken: &Taken) -> Value {
    json!({
        "url": masked(&refreshed.url),
        "title": refreshed.title,
        "new": taken.new,
        "changed": taken.revised,
        "error": refreshed.state.trouble,
        "due": refreshed.state.due,
        "warnings": refreshed.warnings,
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
