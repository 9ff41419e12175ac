//! Articles and notes for the tests of this room.

use crate::store::{Added, Store};
use crate::text::{Anchor, Annotation, ArticleId, Body, Meta, Span};

pub fn meta(title: &str, published: &str) -> Meta {
    Meta {
        title: title.into(),
        published: Some(published.into()),
        fetched: "2026-03-05T10:00:00Z".into(),
        url: Some(format!("https://example.org/{}", title.replace(' ', "-"))),
        ..Meta::default()
    }
}

pub fn add(store: &mut Store, title: &str, published: &str, text: &str) -> Added {
    store.add(&meta(title, published), &Body::verbatim(text.into())).unwrap()
}

/// A note on the first place where `quote` stands.
pub fn note(store: &Store, id: &ArticleId, quote: &str, words: &str) -> Annotation {
    let article = store.article(id).unwrap();
    let start = article.body.text().find(quote).unwrap();
    let span = Span::new(start, start + quote.len());
    Annotation {
        article: id.clone(),
        anchor: Anchor::new(article.body.text(), span, &article.body.sha256()),
        note: words.into(),
        ..Annotation::default()
    }
}
