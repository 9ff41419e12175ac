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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LONG: &str = "The harbour council voted on Tuesday to close the old terminal after engineers found cracks in \
        three of its twelve piers, and said that the work would take at least two years.";

    /// The blocks of a page whose article holds `middle` between two long paragraphs.
    fn blocks(middle: &str) -> Vec<String> {
        let source = format!(
            "<html><head><title>Council closes terminal</title></head><body><nav><a href=/>Home</a></nav>\
             <article class=article><h1>Council closes terminal</h1><p>{LONG}</p>{middle}<p>{LONG} Again.</p></article>\
             <footer>Copyright</footer></body></html>"
        );
        let page = page(&source, None);
        page.body.blocks().iter().map(|block| block.span.of(page.body.text()).to_owned()).collect()
    }

    fn has(middle: &str, block: &str) {
        let blocks = blocks(middle);
        assert!(blocks.iter().any(|one| one == block), "{middle}: {blocks:?}");
    }

    #[test]
    fn no_word_of_a_sentence_goes_for_its_class() {
        for name in
            ["meta-loc", "tag", "share", "ad", "author", "date", "caption", "social", "print", "promo-link", "bio"]
        {
            has(
                &format!("<p>Fishermen in <span class='{name}'>Lowbridge</span> asked for a subsidy.</p>"),
                "Fishermen in Lowbridge asked for a subsidy.",
            );
            has(
                &format!("<p><a class='{name}' href=/x>Lowbridge</a> <em>asked</em> for a subsidy.</p>"),
                "Lowbridge asked for a subsidy.",
            );
            has(
                &format!("<div>Asked on <b><time class='{name}'>4 March</time></b>, the council refused it.</div>"),
                "Asked on 4 March, the council refused it.",
            );
            has(&format!("<h2>The view of <span class='{name}'>Lowbridge</span></h2>"), "The view of Lowbridge");
            has(
                &format!("<ul><li>Pier <span id='{name}'>seven</span> is sound.</li><li>Pier nine is not.</li></ul>"),
                "Pier seven is sound.",
            );
        }
    }

    #[test]
    fn furniture_beside_the_sentences_still_goes() {
        for middle in [
            "<p class=x><span class=author>Ana Reyes</span> <span class=date>4 March</span></p>",
            "<div class=share><a href=/f>Facebook</a> <a href=/t>Twitter</a></div>",
            "<p><a class=tag href=/a>Harbours</a> <a class=tag href=/b>Walls</a></p>",
            "<p><a href=/other>Another headline of another day</a></p>",
        ] {
            assert_eq!(blocks(middle).len(), 2, "{middle}: {:?}", blocks(middle));
        }
    }

    #[test]
    fn a_paragraph_that_is_a_link_and_a_heading_with_an_anchor_stay() {
        let said = "Anna Weber told residents that there was no other way.";
        has(&format!("<p><a href=/x><strong>{said}</strong></a></p>"), said);
        has(&format!("<div class=w><p><strong><a href=/x>{said}</a></strong></p></div>"), said);
        let anchor = "<div class='header-anchor-widget'><div href=/i><svg></svg></div></div>";
        has(&format!("<h2 class='header-with-anchor-widget'>What they found {anchor}</h2>"), "What they found");
        has("<h2 class=header><a href='#two'>What comes next</a></h2>", "What comes next");
        has("<h3 id=share>What it costs <a class=anchor href='#share'>#</a></h3>", "What it costs");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        /// Whatever inline elements a paragraph is made of and whatever their classes, it comes out whole or not at all.
        #[test]
        fn a_block_that_is_kept_is_whole(
            pieces in proptest::collection::vec(("(span|a|b|em|time|small|abbr|data|mark)", "(meta|tag|share|ad|date|social-x|caption|links|x)", "[a-z]{3,9}( [a-z]{3,9}){0,3}"), 2..8),
            plain in proptest::collection::vec(any::<bool>(), 8)
        ) {
            let mut markup = String::from("They said");
            for ((element, class, words), plain) in pieces.iter().zip(&plain) {
                let piece = if *plain { words.clone() } else { format!("<{element} class='{class}'>{words}</{element}>") };
                markup.push(' ');
                markup.push_str(&piece);
            }
            let words: Vec<&str> = pieces.iter().map(|(_, _, words)| words.as_str()).collect();
            let whole = format!("They said {}.", words.join(" "));
            let found = blocks(&format!("<p>{markup}.</p>"));
            prop_assert!(found.contains(&whole), "{:?} lacks {whole}", found);
        }
    }
}
