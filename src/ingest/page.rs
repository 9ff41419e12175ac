//! A saved web page to its article: the main content and what the page tells about it.

use crate::ingest::about::{About, about};
use crate::ingest::address::absolute;
use crate::ingest::content::article;
use crate::ingest::depth::capped;
use crate::ingest::ends::bare;
use crate::ingest::html::{html, write_node};
use crate::ingest::plain::plain;
use crate::ingest::tidy::{tidy, tidy_line};
use crate::ingest::told::agreed;
use crate::ingest::trim::{led_by, trim};
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
pub fn page(source: &str, base: Option<&Url>) -> Page {
    let mut page = Page::default();
    let mut end = source.len().min(LARGEST);
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    if end < source.len() {
        page.warnings.push(format!("only the first {} MB of the page were read", LARGEST / 1_000_000));
    }
    let document = Document::from(capped(source.get(..end).unwrap_or_default()).as_ref());
    let About { meta, description, text } = about(&document, base);
    page.meta = meta;
    let named = document.base_uri().and_then(|named| absolute(base, &named)).and_then(|named| Url::parse(&named).ok());
    let base = named.as_ref().or(base);
    page.body = article(&document).map(|found| body(&found, base)).unwrap_or_default();
    if page.body.blocks().is_empty() {
        page.body = body(&document, base);
    }
    page.body = bare(trim(page.body), &page.meta);
    if let Some(text) = text.filter(|text| text.len() > 400) {
        let told = if text.contains("</p>") { html(&text, base) } else { plain(&tidy(&text)) };
        let short = page.body.text().len() * 2 < told.text().len();
        page.body = if short { told } else { agreed(page.body, told.text()) };
    }
    let lead = description.and_then(|description| standfirst(&document, &description, &page.body));
    if let Some(lead) = lead.filter(|lead| *lead != page.meta.title) {
        page.body = led_by(&lead, &page.body);
    }
    page
}

/// The standfirst that the page shows outside of its article's text: the element that reads as the description does.
fn standfirst(document: &Document, description: &str, body: &Body) -> Option<String> {
    let start: String = description.chars().take(40).collect();
    if start.chars().count() < 40 || body.text().contains(&start) {
        return None;
    }
    let page = document.body()?;
    let shown = page
        .descendants_it()
        .filter(|node| ["p", "div", "h2", "h3", "span", "strong"].iter().any(|name| node.has_name(name)));
    let mut shown =
        shown.filter(|node| node.children_it(false).all(|child| !child.has_name("div") && !child.has_name("p")));
    shown.find_map(|node| {
        let text = tidy_line(&node.text());
        (text.starts_with(&start) && text.chars().count() < 800).then_some(text)
    })
}

fn body(document: &Document, base: Option<&Url>) -> Body {
    let mut writer = Writer::default();
    write_node(&mut writer, &document.root(), base);
    writer.finish()
}
