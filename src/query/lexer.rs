//! The pieces of a query: words, quotations, parentheses, and fields with their operator.

use crate::query::tree::Compare;
use crate::text::Span;

/// One piece, and where it stands (bytes of the query).
#[derive(Clone, Debug, PartialEq)]
pub struct Piece<'q> {
    pub what: What<'q>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum What<'q> {
    Open,
    Close,
    Minus,
    /// A bare run of characters, with or without a `*` behind it.
    Bare {
        text: &'q str,
        open: bool,
    },
    /// A quotation, its escapes undone; `closed` is false where its second mark is missing.
    Quoted {
        text: String,
        open: bool,
        closed: bool,
    },
    /// `name:`, `name>` and so on; its value is the next piece, if that begins where this one ends.
    Field {
        name: &'q str,
        compare: Compare,
    },
}

/// Cuts a query into its pieces; every character but white space lies in one.
pub fn pieces(query: &str) -> Vec<Piece<'_>> {
    let mut found: Vec<Piece<'_>> = Vec::new();
    let mut at = 0;
    while let Some(rest) = query.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let after_field =
            found.last().is_some_and(|last| matches!(last.what, What::Field { .. }) && last.span.end == at);
        let (what, length) = match first {
            '(' => (What::Open, 1),
            ')' => (What::Close, 1),
            '"' => quoted(rest),
            '-' if !after_field && rest.len() > 1 => (What::Minus, 1),
            _ if !after_field && let Some((name, compare, length)) = field(rest) => {
                (What::Field { name, compare }, length)
            }
            _ => bare(rest),
        };
        found.push(Piece { what, span: Span::new(at, at + length) });
        at += length;
    }
    found
}

/// A quotation at the start of `rest`, and its length in bytes.
fn quoted(rest: &str) -> (What<'_>, usize) {
    let mut text = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => text.extend(chars.next().map(|(_, escaped)| escaped)),
            '"' => {
                let open = rest.get(at + 1..).is_some_and(|rest| rest.starts_with('*'));
                return (What::Quoted { text, open, closed: true }, at + 1 + usize::from(open));
            }
            c => text.push(c),
        }
    }
    (What::Quoted { text, open: false, closed: false }, rest.len())
}

/// A field's name and operator at the start of `rest`, and their length in bytes.
fn field(rest: &str) -> Option<(&str, Compare, usize)> {
    let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let name = rest.get(..length).filter(|name| !name.is_empty())?;
    let rest = rest.get(length..)?;
    let (compare, sign) = [
        (Compare::AtLeast, ">="),
        (Compare::AtMost, "<="),
        (Compare::Over, ">"),
        (Compare::Under, "<"),
        (Compare::Equal, ":"),
        (Compare::Equal, "="),
    ]
    .into_iter()
    .find(|(_, sign)| rest.starts_with(sign))?;
    Some((name, compare, length + sign.len()))
}

/// A bare word at the start of `rest`, and its length in bytes.
fn bare(rest: &str) -> (What<'_>, usize) {
    let length = rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"')).unwrap_or(rest.len());
    let word = rest.get(..length).unwrap_or_default();
    match word.strip_suffix('*').filter(|stem| !stem.is_empty()) {
        Some(text) => (What::Bare { text, open: true }, length),
        None => (What::Bare { text: word, open: false }, length),
    }
}
