//! Makes markup harmless: known elements and attributes only, balanced, every address checked and made absolute.

use super::elements::{Fate, fate, html_name, is_void};
use super::entity::{Entities, decode};
use super::lexer::{Lexer, Token, attributes};
use crate::ingest::tidy;
use crate::text::is_control;
use url::Url;

/// Attributes that may stay, sorted.
const ATTRIBUTES: &[&str] = &[
    "alt", "cite", "colspan", "datetime", "dir", "height", "href", "lang", "name", "poster", "rowspan", "scope", "src",
    "start", "title", "type", "value", "width",
];
/// Those of them that hold an address, sorted.
const ADDRESSES: &[&str] = &["cite", "href", "poster", "src"];
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "ftp"];
/// Deeper elements lose their tags.
const DEPTH: usize = 128;

/// Sanitised HTML of `source`; relative addresses are read against `base`.
pub fn sanitise(source: &str, base: Option<&Url>, known: &Entities) -> String {
    let mut out = Writer { html: String::with_capacity(source.len()), open: Vec::new(), base, known };
    let mut lexer = Lexer::new(source);
    while let Some(token) = lexer.next() {
        match token {
            Token::Text(text) => out.text(&decode(text, known)),
            Token::Cdata(text) => out.text(text),
            Token::Doctype(_) => {}
            Token::Close { name } => out.close(&html_name(name)),
            Token::Open { name, attributes, empty } => {
                let name = html_name(name);
                match fate(&name) {
                    Fate::Stays => out.open(name, attributes, empty),
                    Fate::Gone if !empty => lexer.skip_to_close(&name),
                    Fate::Gone | Fate::Bare | Fate::Unknown => {}
                }
            }
        }
    }
    out.finish()
}

/// `text` as HTML.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape_into(&mut html, text, false);
    html
}

struct Writer<'a> {
    html: String,
    open: Vec<Open>,
    base: Option<&'a Url>,
    known: &'a Entities,
}

struct Open {
    name: String,
    /// An `xml:base` of its own.
    base: Option<Url>,
}

impl Writer<'_> {
    fn text(&mut self, text: &str) {
        escape_into(&mut self.html, text, false);
    }

    fn open(&mut self, name: String, raw: &str, empty: bool) {
        let before = match name.as_str() {
            "p" | "li" | "tr" | "td" | "th" => &[name.as_str()][..],
            "dt" | "dd" => &["dt", "dd"][..],
            _ => &[],
        };
        if self.open.last().is_some_and(|open| before.contains(&open.name.as_str())) {
            self.close_above(self.open.len() - 1);
        }
        let void = is_void(&name);
        if self.open.len() >= DEPTH && !void {
            return;
        }
        let own = attributes(raw).find(|(key, _)| key.eq_ignore_ascii_case("xml:base"));
        let own = own.and_then(|(_, value)| self.resolve(&decode(value, self.known)));
        let own = own.and_then(|address| Url::parse(&address).ok());
        self.html.push('<');
        self.html.push_str(&name);
        for (key, value) in attributes(raw) {
            self.attribute(&key.to_ascii_lowercase(), &decode(value, self.known));
        }
        self.html.push('>');
        if !void {
            self.open.push(Open { name, base: own });
            if empty {
                self.close_above(self.open.len() - 1);
            }
        }
    }

    fn attribute(&mut self, key: &str, value: &str) {
        if ATTRIBUTES.binary_search(&key).is_err() {
            return;
        }
        let address;
        let value = if ADDRESSES.binary_search(&key).is_ok() {
            let Some(resolved) = self.resolve(value) else { return };
            address = resolved;
            &address
        } else {
            value
        };
        self.html.push(' ');
        self.html.push_str(key);
        self.html.push_str("=\"");
        escape_into(&mut self.html, value, true);
        self.html.push('"');
    }

    fn resolve(&self, address: &str) -> Option<String> {
        let base = self.open.iter().rev().find_map(|open| open.base.as_ref()).or(self.base);
        resolve(address, base).filter(|address| is_safe(address))
    }

    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.close_above(at);
        }
    }

    fn close_above(&mut self, keep: usize) {
        while self.open.len() > keep {
            if let Some(open) = self.open.pop() {
                self.html.push_str("</");
                self.html.push_str(&open.name);
                self.html.push('>');
            }
        }
    }

    fn finish(mut self) -> String {
        self.close_above(0);
        let trimmed = self.html.trim();
        if trimmed.len() == self.html.len() { self.html } else { trimmed.to_owned() }
    }
}

fn escape_into(out: &mut String, text: &str, attribute: bool) {
    for c in tidy(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

/// An address as written if it is absolute, made absolute if there is something to read it against; blanks and
/// controls around and inside it go, as browsers drop them too.
pub fn resolve(address: &str, base: Option<&Url>) -> Option<String> {
    let trimmed = address.trim_matches(|c: char| c.is_whitespace() || is_control(c));
    let clean: String = trimmed.chars().filter(|c| !is_control(*c)).collect();
    if clean.is_empty() {
        return None;
    }
    match (has_scheme(&clean), base) {
        (false, Some(base)) => Some(base.join(&clean).map_or(clean, String::from)),
        _ => Some(clean),
    }
}

fn has_scheme(address: &str) -> bool {
    let end = address.find([':', '/', '?', '#']).unwrap_or(address.len());
    address.get(end..).is_some_and(|rest| rest.starts_with(':'))
}

fn is_safe(address: &str) -> bool {
    match address.split_once(':') {
        Some((scheme, _)) if has_scheme(address) => {
            SCHEMES.iter().any(|known| scheme.trim().eq_ignore_ascii_case(known))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(source: &str, html: &str) {
        let base = Url::parse("https://news.example/a/b").unwrap();
        assert_eq!(sanitise(source, Some(&base), &Entities::default()), html, "{source}");
    }

    #[test]
    fn what_stays() {
        check("<p>One<p>Two &amp; three<br>", "<p>One</p><p>Two &amp; three<br></p>");
        check("<b>x<i>y</b>z</i>", "<b>x<i>y</i></b>z");
        check(
            "<A HREF='../c?x=1&amp;y=2' onclick='go()'>c</A>",
            "<a href=\"https://news.example/c?x=1&amp;y=2\">c</a>",
        );
        check("<xhtml:p>x</xhtml:p>", "<p>x</p>");
        check(
            "<div xml:base='http://other.example/'><a href='x'>x</a></div>",
            "<div><a href=\"http://other.example/x\">x</a></div>",
        );
        check("<![CDATA[<b>]]>", "&lt;b&gt;");
    }

    #[test]
    fn what_goes() {
        check("<script>alert('<p>')</script>x<style>p{}</style>", "x");
        check("<a href=' java\tscript:x()'>y</a>", "<a>y</a>");
        check("<a href='data:text/html,x'>y</a><img src=javascript:x>", "<a>y</a><img>");
        check("<object><p>x</p></object><svg/onload=x><math>y</math>", "<p>x</p>y");
        check(
            "<img alt='a\"b' src=\"x.png\" onerror=x>",
            "<img alt=\"a&quot;b\" src=\"https://news.example/a/x.png\">",
        );
        check("a\u{202e}b\u{1b}[31m", "ab");
        check("&lt;script&gt;", "&lt;script&gt;");
        check("<script/>x", "x");
    }

    #[test]
    fn a_tower_is_cut() {
        let html = sanitise(&"<div>".repeat(50_000), None, &Entities::default());
        assert_eq!(html.matches("<div>").count(), DEPTH);
    }

    proptest! {
        #[test]
        fn what_is_safe_stays_safe(source in "[<>/a-c='\"&;! p]{0,40}") {
            let once = sanitise(&source, None, &Entities::default());
            let twice = sanitise(&once, None, &Entities::default());
            prop_assert_eq!(once, twice);
        }
    }
}
