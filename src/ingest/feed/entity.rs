//! Decodes character references: XML's, HTML's, those a document defines itself, and those that are none.

use super::lexer::{Lexer, Token};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashMap;

/// The entities a document type defines: name to text, already decoded.
#[derive(Debug, Default)]
pub struct Entities(HashMap<String, String>);

/// More than any real document type defines; a definition may not be used to swell the text.
const DEFINITIONS: usize = 256;
const DEFINITION_LENGTH: usize = 1024;

impl Entities {
    /// Reads `<!ENTITY name "text">` out of a document type. External entities are never followed.
    pub fn of_doctype(doctype: &str) -> Self {
        let mut known = Self::default();
        for definition in doctype.split("<!ENTITY").skip(1).take(DEFINITIONS) {
            let Some((name, rest)) = definition.trim_start().split_once(|c: char| c.is_ascii_whitespace()) else {
                continue;
            };
            let rest = rest.trim_start();
            let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some(value) = rest.get(1..).and_then(|rest| rest.split(quote).next()) else { continue };
            if value.len() <= DEFINITION_LENGTH {
                // Decoded once and never again: an entity made of entities stays what it says, so none can explode.
                let text = decode(value, &Self::default()).into_owned();
                known.0.insert(name.to_owned(), text);
            }
        }
        known
    }
}

/// Decodes every reference in `text` once. What is no reference stays as it is written.
pub fn decode<'a>(text: &'a str, known: &Entities) -> Cow<'a, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match reference(after, known) {
            Some((length, decoded)) => {
                out.push_str(&decoded);
                rest = after.get(length..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Decodes every reference in `text` once, in a document that defines none of its own.
pub fn unescape(text: &str) -> String {
    decode(text, &Entities::default()).into_owned()
}

/// Reads the reference that `after` begins with, the `&` already taken: its length in bytes and what it stands for.
fn reference<'a>(after: &'a str, known: &'a Entities) -> Option<(usize, Cow<'a, str>)> {
    if let Some(number) = after.strip_prefix('#') {
        let (digits, radix, lead) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16, 2),
            None => (number, 10, 1),
        };
        let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let code = u32::from_str_radix(digits.get(..length)?, radix).ok().or((length > 0).then_some(0xfffd))?;
        let closed = usize::from(digits.get(length..)?.starts_with(';'));
        return Some((lead + length + closed, Cow::Owned(character(code).to_string())));
    }
    let length = after.bytes().take(LONGEST_NAME).position(|byte| !byte.is_ascii_alphanumeric() && byte != b'_')?;
    let name = after.get(..length)?;
    if after.get(length..)?.starts_with(';') {
        let text = match known.0.get(name) {
            Some(text) => Cow::Borrowed(text.as_str()),
            None => Cow::Owned(named(name)?),
        };
        return Some((length + 1, text));
    }
    // `&nbsp` and the like are forgiven without their semicolon, but `?a=1&copy=2` is an address.
    let plain = !after.get(length..)?.starts_with('=') && UNCLOSED.contains(&name);
    plain.then(|| named(name).map(|text| (length, Cow::Owned(text))))?
}

const LONGEST_NAME: usize = 40;
const UNCLOSED: &[&str] = &["amp", "lt", "gt", "quot", "nbsp", "copy", "reg", "pound", "laquo", "raquo"];

/// The named characters of HTML, a line each, sorted by their bytes: `name=code points in hexadecimal`.
const NAMED: &str = include_str!("../../../assets/entities.txt");

/// The text that a name of HTML stands for, found by halving.
fn named(name: &str) -> Option<String> {
    let mut rest = NAMED;
    while !rest.is_empty() {
        let middle = rest.len() / 2;
        let start = rest.as_bytes().get(..middle)?.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let (line, after) = rest.get(start..)?.split_once('\n')?;
        let (known, codes) = line.split_once('=')?;
        match name.cmp(known) {
            Ordering::Less => rest = rest.get(..start)?,
            Ordering::Greater => rest = after,
            Ordering::Equal => {
                let codes = codes.split(' ').filter_map(|code| u32::from_str_radix(code, 16).ok());
                return Some(codes.filter_map(char::from_u32).collect());
            }
        }
    }
    None
}

/// The character of a number. Numbers 128 to 159 are controls in Unicode, but those who write them mean Windows-1252.
fn character(code: u32) -> char {
    const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match code {
        0x80..=0x9f => WINDOWS.chars().nth(code as usize - 0x80).unwrap_or('\u{fffd}'),
        0 => '\u{fffd}',
        _ => char::from_u32(code).unwrap_or('\u{fffd}'),
    }
}

/// The text of `source` with its tags left out and its references decoded.
pub fn text_of(source: &str, known: &Entities) -> String {
    let mut out = String::new();
    for token in Lexer::new(source) {
        match token {
            Token::Text(text) => out.push_str(&decode(text, known)),
            Token::Cdata(text) => out.push_str(text),
            Token::Open { .. } | Token::Close { .. } | Token::Doctype(_) => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, decoded: &str) {
        let known =
            Entities::of_doctype("DOCTYPE rss [<!ENTITY paper \"The &amp; Times\"><!ENTITY far SYSTEM \"file:///x\">]");
        assert_eq!(decode(text, &known), decoded, "{text}");
    }

    #[test]
    fn every_name_is_found() {
        assert!(NAMED.lines().is_sorted_by_key(|line| line.split('=').next()));
        for line in NAMED.lines() {
            let (name, codes) = line.split_once('=').unwrap();
            let code = u32::from_str_radix(codes.split(' ').next().unwrap(), 16).unwrap();
            assert_eq!(named(name).and_then(|text| text.chars().next()), char::from_u32(code), "{name}");
        }
        assert_eq!(named("beta").as_deref(), Some("β"));
        assert_eq!(named("AAA"), None);
        assert_eq!(named("zzzz"), None);
    }

    #[test]
    fn references() {
        check("Fish & Chips &amp; more <3", "Fish & Chips & more <3");
        check("&eacute;t&#233; &#xE9; &#XE9;", "été é é");
        check("&#146;tis &#128;5", "’tis €5");
        check("?page=1&copy=2;mode=x", "?page=1&copy=2;mode=x");
        check("a&nbsp b", "a\u{a0} b");
        check("&unknown; &; &#; &#x; & &&lt;", "&unknown; &; &#; &#x; & &<");
        check("&paper; &far;", "The & Times &far;");
        check("&#99999999999; &#xD800; &#0;", "\u{fffd} \u{fffd} \u{fffd}");
        check("&", "&");
        check("&amp", "&amp");
    }
}
