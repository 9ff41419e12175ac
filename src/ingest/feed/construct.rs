//! The pieces that both feeds and their entries are made of: text in its disguises, links, categories.

use super::elements::html_name;
use super::entity::{Entities, decode};
use super::lexer::{Lexer, Token};
use super::model::{Category, Link};
use super::names::Ns;
use super::plain::{line, lines, looks_like_html, plain};
use super::sanitise::{escaped, resolve, sanitise};
use super::tree::Element;
use url::Url;

/// A piece of text that knows what it is.
pub enum Markup<'t> {
    /// Plain text.
    Text(String),
    /// HTML, unsafe, with the entities of its document.
    Html(String, &'t Entities),
}

impl Markup<'_> {
    /// As plain text, a line for every block.
    pub fn plain(&self) -> String {
        match self {
            Self::Text(text) => lines(text),
            Self::Html(html, known) => plain(html, known),
        }
    }

    /// As one line of plain text.
    pub fn line(&self) -> String {
        line(&self.plain())
    }

    /// As sanitised HTML.
    pub fn html(&self, base: Option<&Url>) -> String {
        match self {
            Self::Text(text) => escaped(text.trim()),
            Self::Html(html, known) => sanitise(html, base, known),
        }
    }
}

/// Reads the text of an element by the rules of its dialect, and by what it looks like where they were not kept.
pub fn markup(element: Element<'_>) -> Markup<'_> {
    let known = element.entities();
    let kind = element.attribute("type").unwrap_or_default().to_ascii_lowercase();
    let mode = element.attribute("mode").unwrap_or_default().to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let html = |text: String| Markup::Html(text, known);
    if mode == "base64" {
        let text = element.text();
        return match base64(&text) {
            Some(decoded) if kind == "text/plain" => Markup::Text(decoded),
            Some(decoded) => html(decoded),
            None => html(text),
        };
    }
    if matches!(kind, "xhtml" | "application/xhtml+xml") {
        return html(element.inner().to_owned());
    }
    if element.has_children() {
        let escaped = matches!(kind, "html" | "text/html");
        let xml = mode == "xml" || kind.ends_with("xml") || element.ns() == Ns::Atom && !escaped;
        return html(if xml { element.inner().to_owned() } else { composed(element) });
    }
    let text = element.text();
    match kind {
        "html" | "text/html" | "escaped" => html(text),
        "text" => Markup::Text(text),
        "" | "text/plain" if element.ns() == Ns::Atom && !looks_like_html(&text) => Markup::Text(text),
        "" | "text/plain" => html(text),
        _ if kind.starts_with("text/") => Markup::Text(text),
        _ if kind.ends_with("xml") => Markup::Text(text),
        _ if kind.contains('/') => html(base64(&text).unwrap_or(text)),
        _ => html(text),
    }
}

/// Escaped and bare markup mixed: text decoded once, tags as they are.
fn composed(element: Element<'_>) -> String {
    let inner = element.inner();
    let mut out = String::with_capacity(inner.len());
    let mut lexer = Lexer::new(inner);
    loop {
        let start = lexer.offset();
        match lexer.next() {
            None => return out,
            Some(Token::Text(text)) => out.push_str(&decode(text, element.entities())),
            Some(Token::Cdata(text)) => out.push_str(text),
            Some(_) => out.push_str(inner.get(start..lexer.offset()).unwrap_or_default()),
        }
    }
}

/// Decodes Base64, blanks allowed; `None` where it is none, or no text.
pub fn base64(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut buffer, mut bits) = (0u32, 0u32);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        buffer = (buffer << 6 | u32::from(value)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((buffer >> bits & 0xff) as u8);
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.is_empty())
}

/// The address an element holds as its text, absolute where that is possible.
pub fn address(element: Element<'_>, document: Option<&Url>) -> Option<String> {
    resolve(&element.text(), element.base(document).as_ref())
}

/// The address an element holds as an attribute.
pub fn address_attribute(element: Element<'_>, name: &str, document: Option<&Url>) -> Option<String> {
    resolve(&element.attribute(name)?, element.base(document).as_ref())
}

/// Reads `<link>` as RSS (text) or Atom (attributes) write it. One that says what it is but not where keeps an empty
/// address.
pub fn link(element: Element<'_>, document: Option<&Url>) -> Option<Link> {
    let href = address_attribute(element, "href", document)
        .or_else(|| address_attribute(element, "rdf:resource", document).or_else(|| address(element, document)));
    let says = ["rel", "type", "hreflang", "title", "length"];
    let href = match href {
        None if says.iter().all(|name| element.attribute(name).is_none()) => return None,
        href => href.unwrap_or_default(),
    };
    let rel = element.attribute("rel").map(|rel| rel.to_ascii_lowercase()).unwrap_or_default();
    let rel = rel.strip_prefix("http://www.iana.org/assignments/relation/").unwrap_or(&rel);
    let rel = if rel.is_empty() { "alternate" } else { rel };
    let usual = match rel {
        "self" => Some("application/atom+xml"),
        "alternate" => Some("text/html"),
        _ => None,
    };
    let kind = element.attribute("type").filter(|kind| !kind.is_empty()).or(usual.map(str::to_owned));
    Some(Link { href, rel: rel.to_owned(), kind })
}

/// Whether a `<link>` is RSS's own and names the page. Where there are several, readers have always taken the last.
pub fn names_page(element: Element<'_>) -> bool {
    element.ns() == Ns::Core && element.attribute("rel").is_none_or(|rel| rel.eq_ignore_ascii_case("alternate"))
}

/// The page that a list of links stands for: the first alternate in HTML, else the first alternate.
pub fn page_of(links: &[Link]) -> Option<String> {
    let alternate = |link: &&Link| link.rel == "alternate" && !link.href.is_empty();
    let is_page = |link: &&Link| link.kind.as_deref().is_none_or(|kind| kind.contains("html"));
    let found = links.iter().filter(alternate).find(is_page).or_else(|| links.iter().find(alternate));
    found.map(|link| link.href.clone())
}

/// Reads the categories an element names: `term`, `text` or its own text, those inside it, or a list with commas.
pub fn categories(element: Element<'_>, into: &mut Vec<Category>) {
    let local = element.local();
    let own = match local.as_ref() {
        "keywords" | "tags" if !element.has_children() => {
            for word in element.text().split(',') {
                push_category(word, into);
            }
            return;
        }
        "tags" if element.has_children() => None,
        _ => element.attribute("term").or_else(|| element.attribute("text")),
    };
    match own {
        Some(term) => push_category(&term, into),
        None if element.has_children() && element.children().any(|child| child.local() == "li") => {}
        None if element.has_children() && element.children().all(|child| html_name(&child.local()) == "tag") => {}
        None => push_category(&markup(element).line(), into),
    }
    for child in element.children().filter(|child| matches!(child.local().as_ref(), "category" | "tag" | "li")) {
        categories(child, into);
    }
}

fn push_category(term: &str, into: &mut Vec<Category>) {
    let term = line(term);
    if !term.is_empty() && !into.iter().any(|known| known.term == term) {
        into.push(Category { term });
    }
}

/// A field that several elements may fill: the one of the lowest rank wins, of equals the first, and one that says
/// something before one that is empty.
#[derive(Debug)]
pub struct Ranked {
    rank: u8,
    value: Option<String>,
}

impl Default for Ranked {
    fn default() -> Self {
        Self { rank: u8::MAX, value: None }
    }
}

impl Ranked {
    /// Offers a value.
    pub fn offer(&mut self, rank: u8, value: String) {
        let rank = if value.is_empty() { u8::MAX - 1 } else { rank };
        if rank < self.rank {
            *self = Self { rank, value: Some(value) };
        }
    }

    /// Offers a value that takes the place of an equal: of two dates, feeds mean the later one written.
    pub fn renew(&mut self, rank: u8, value: String) {
        if rank <= self.rank {
            *self = Self { rank, value: Some(value) };
        }
    }

    /// The best that was offered; empty where only empty elements were there.
    pub fn take(self) -> Option<String> {
        self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_text() {
        assert_eq!(base64("RXhh bXBsZSA8Yj5BdG9tPC9iPg==").as_deref(), Some("Example <b>Atom</b>"));
        assert_eq!(base64("no base64!"), None);
        assert_eq!(base64(""), None);
    }
}
