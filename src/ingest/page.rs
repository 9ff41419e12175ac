//! A saved web page to its article: the main content and what the page tells about it.

use crate::ingest::about::about;
use crate::ingest::address::absolute;
use crate::ingest::content::article;
use crate::ingest::depth::capped;
use crate::ingest::html::write_node;
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
    page.meta = about(&document, base);
    let named = document.base_uri().and_then(|named| absolute(base, &named)).and_then(|named| Url::parse(&named).ok());
    let base = named.as_ref().or(base);
    page.body = article(&document).map(|found| body(&found, base)).unwrap_or_default();
    if page.body.blocks().is_empty() {
        page.body = body(&document, base);
    }
    page
}

fn body(document: &Document, base: Option<&Url>) -> Body {
    let mut writer = Writer::default();
    write_node(&mut writer, &document.root(), base);
    writer.finish()
}
