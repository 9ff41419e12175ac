//! A saved web page to its article: the main content and what the page tells about it.

use crate::ingest::depth::capped;
use crate::ingest::html::write_node;
use crate::ingest::tidy::tidy_line;
use crate::ingest::writer::Writer;
use crate::text::{Body, Meta};
use dom_query::Document;
use url::Url;

/// The most of a page that is read, in bytes.
const LARGEST: usize = 8_000_000;

/// What was found on a page.
#[derive(Debug, Default)]
pub struct Page {
    /// What the page tells about the article.
    pub meta: Meta,
    /// The article's text.
    pub body: Body,
    /// What the reader should know.
    pub warnings: Vec<String>,
}

/// Reads a page. Links are resolved against `base`, or what the page itself names as its base.
pub fn page(html: &str, base: Option<&Url>) -> Page {
    let mut page = Page::default();
    let mut end = html.len().min(LARGEST);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    if end < html.len() {
        page.warnings.push(format!("only the first {} MB of the page were read", LARGEST / 1_000_000));
    }
    let document = Document::from(capped(html.get(..end).unwrap_or_default()).as_ref());
    page.meta.title = tidy_line(&document.select("title").first().text());
    let mut writer = Writer::default();
    write_node(&mut writer, &document.root(), base);
    page.body = writer.finish();
    page
}
