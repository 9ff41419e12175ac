//! Cuts marked-up text into tags and text; nothing is refused, and every character is looked at a bounded number of times.

use memchr::{memchr, memmem};

/// A piece of marked-up text. Entities are not decoded yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text between tags.
    Text(&'a str),
    /// What a CDATA section holds.
    Cdata(&'a str),
    /// `<name attributes>`; `empty` when it closes itself.
    Open { name: &'a str, attributes: &'a str, empty: bool },
    /// `</name>`.
    Close { name: &'a str },
    /// `<!DOCTYPE …>`, without the brackets.
    Doctype(&'a str),
}

/// Walks over the tokens. Comments and processing instructions are passed over in silence.
pub struct Lexer<'a> {
    source: &'a str,
    at: usize,
    /// From here on no `>` follows: what looks like a tag is text. Without it `<a<a<a…` would be searched to its end
    /// once for every `<`.
    last_end: Option<usize>,
    no_instruction_end: bool,
    no_comment_end: bool,
    subset_seen: bool,
    /// A tag's quotes were never closed: from here on a tag ends at its first `>`.
    quotes_broken: bool,
}

impl<'a> Lexer<'a> {
    /// Starts at the beginning of `source`.
    pub fn new(source: &'a str) -> Self {
        Self {
            source,
            at: 0,
            last_end: memchr::memrchr(b'>', source.as_bytes()),
            no_instruction_end: false,
            no_comment_end: false,
            subset_seen: false,
            quotes_broken: false,
        }
    }

    /// Where the next token begins, in bytes.
    pub fn offset(&self) -> usize {
        self.at
    }

    /// Takes everything up to `</name` as text, as HTML does after `<script>`.
    pub fn skip_to_close(&mut self, name: &str) {
        let bytes = self.source.as_bytes();
        let mut from = self.at;
        while let Some(found) = memchr(b'<', bytes.get(from..).unwrap_or_default()) {
            let start = from + found;
            let rest = self.source.get(start + 1..).unwrap_or_default();
            let close = rest.strip_prefix('/').and_then(|rest| rest.get(..name.len()));
            if close.is_some_and(|close| close.eq_ignore_ascii_case(name)) {
                self.at = start;
                return;
            }
            from = start + 1;
        }
        self.at = self.source.len();
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// The text from here to the next `<` that may begin something; at least one character.
    fn text(&mut self) -> Token<'a> {
        let rest = self.rest();
        let mut end = 1;
        loop {
            match memchr(b'<', rest.as_bytes().get(end..).unwrap_or_default()) {
                None => end = rest.len(),
                Some(found) if begins_something(rest.get(end + found + 1..).unwrap_or_default()) => end += found,
                Some(found) => {
                    end += found + 1;
                    continue;
                }
            }
            break;
        }
        self.at += end;
        Token::Text(rest.get(..end).unwrap_or_default())
    }

    fn markup(&mut self) -> Option<Step<'a>> {
        let rest = self.rest();
        let inner = rest.strip_prefix('<')?;
        if let Some(data) = inner.strip_prefix("![CDATA[") {
            let (text, length) = match memmem::find(data.as_bytes(), b"]]>") {
                Some(end) => (data.get(..end)?, end + 3),
                None => (data, data.len()),
            };
            self.at += 9 + length;
            return Some(Step::Give(Token::Cdata(text)));
        }
        if self.last_end.is_none_or(|last| last < self.at) {
            return None;
        }
        if inner.starts_with("!--") {
            return self.comment(inner);
        }
        if inner.starts_with('?') {
            return self.instruction(inner);
        }
        if let Some(declaration) = inner.strip_prefix('!') {
            return self.declaration(declaration);
        }
        if let Some(close) = inner.strip_prefix('/') {
            return self.close(close);
        }
        self.open(inner)
    }

    fn comment(&mut self, inner: &'a str) -> Option<Step<'a>> {
        let found = if self.no_comment_end { None } else { memmem::find(inner.as_bytes().get(1..)?, b"-->") };
        self.no_comment_end = found.is_none();
        let end = match found {
            Some(end) => 1 + end + 3,
            None => memchr(b'>', inner.as_bytes())? + 1,
        };
        self.at += 1 + end;
        Some(Step::Pass)
    }

    fn instruction(&mut self, inner: &'a str) -> Option<Step<'a>> {
        let found = if self.no_instruction_end { None } else { memmem::find(inner.as_bytes(), b"?>") };
        self.no_instruction_end = found.is_none();
        let end = match found {
            Some(end) => end + 2,
            None => memchr(b'>', inner.as_bytes())? + 1,
        };
        self.at += 1 + end;
        Some(Step::Pass)
    }

    /// A document type may hold definitions in brackets, and those hold `>`.
    fn declaration(&mut self, inner: &'a str) -> Option<Step<'a>> {
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let doctype = inner.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("doctype"));
        let mut end = memchr(b'>', inner.as_bytes())?;
        let subset = memchr(b'[', inner.as_bytes().get(..end)?).filter(|_| doctype && !self.subset_seen);
        if let Some(open) = subset {
            // One document has one: looking for the end of a second is what would make nasty input slow.
            self.subset_seen = true;
            if let Some(close) = memchr(b']', inner.as_bytes().get(open..)?) {
                end = open + close + memchr(b'>', inner.as_bytes().get(open + close..)?)?;
            }
        }
        self.at += 2 + end + 1;
        Some(if doctype { Step::Give(Token::Doctype(inner.get(..end)?)) } else { Step::Pass })
    }

    fn close(&mut self, inner: &'a str) -> Option<Step<'a>> {
        if !inner.starts_with(begins_name) {
            return None;
        }
        let end = inner.find(['>', '<'])?;
        let name = inner.get(..end)?.split_ascii_whitespace().next()?;
        let gap = usize::from(inner.as_bytes().get(end) == Some(&b'>'));
        self.at += 2 + end + gap;
        Some(Step::Give(Token::Close { name }))
    }

    fn open(&mut self, inner: &'a str) -> Option<Step<'a>> {
        if !inner.starts_with(begins_name) {
            return None;
        }
        let name_end = inner.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '<' | '"' | '\''))?;
        let (name, tail) = inner.split_at_checked(name_end)?;
        let quoted = if self.quotes_broken { None } else { tag_end(tail) };
        self.quotes_broken = quoted.is_none();
        let end = quoted.or_else(|| memchr(b'>', tail.as_bytes()))?;
        let body = tail.get(..end)?;
        let attributes = body.trim_end();
        let (attributes, empty) = match attributes.strip_suffix('/') {
            // `<a href=http://example.org/>`: the slash belongs to the unquoted address.
            Some(less) if !ends_unquoted(less) => (less, true),
            _ => (attributes, false),
        };
        let gap = usize::from(tail.as_bytes().get(end) == Some(&b'>'));
        self.at += 1 + name_end + end + gap;
        Some(Step::Give(Token::Open { name, attributes, empty }))
    }
}

enum Step<'a> {
    Give(Token<'a>),
    Pass,
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while self.at < self.source.len() {
            match self.markup() {
                Some(Step::Give(token)) => return Some(token),
                Some(Step::Pass) => {}
                None => return Some(self.text()),
            }
        }
        None
    }
}

fn begins_name(c: char) -> bool {
    c.is_alphabetic() || c == '_' || c == ':'
}

fn begins_something(after: &str) -> bool {
    after.starts_with(|c: char| begins_name(c) || matches!(c, '/' | '!' | '?'))
}

fn ends_unquoted(attributes: &str) -> bool {
    attributes.rfind('=').is_some_and(|at| {
        let value = attributes.get(at + 1..).unwrap_or_default().trim_start();
        !value.is_empty() && !value.contains(['"', '\'', ' ', '\t', '\n'])
    })
}

/// The offset of the `>` that ends a tag, or of the `<` that shows that its `>` was forgotten.
fn tag_end(tail: &str) -> Option<usize> {
    let bytes = tail.as_bytes();
    let mut at = 0;
    loop {
        let mark = at + bytes.get(at..)?.iter().position(|byte| matches!(byte, b'>' | b'<' | b'"' | b'\''))?;
        let quote = *bytes.get(mark)?;
        if matches!(quote, b'>' | b'<') {
            return Some(mark);
        }
        if !tail.get(..mark)?.trim_end().ends_with('=') {
            at = mark + 1;
            continue;
        }
        at = match memchr(quote, bytes.get(mark + 1..)?) {
            Some(length) if closes(bytes, mark + 1, length) => mark + 1 + length + 1,
            _ => return Some(mark + memchr(b'>', bytes.get(mark..)?)?),
        };
    }
}

/// Whether the quote found `length` bytes after `start` is the end of the value, and not the beginning of a later one.
fn closes(bytes: &[u8], start: usize, length: usize) -> bool {
    let next = bytes.get(start + length + 1);
    next.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'?'))
        || !bytes.get(start..start + length).unwrap_or_default().contains(&b'>')
}

/// The attributes of a tag, in order: name as written, value not decoded.
pub fn attributes(raw: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '"' | '\'' | '='));
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
        let (name, tail) = rest.split_at_checked(end)?;
        let Some(value) = tail.trim_start().strip_prefix('=') else {
            rest = tail;
            return Some((name, ""));
        };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, tail) = match quote {
            Some(quote) => {
                let inner = value.get(1..)?;
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            None => {
                let end = value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len());
                value.split_at_checked(end)?
            }
        };
        rest = tail;
        Some((name, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Writes the tokens one after another: `text`, `[cdata]`, `<name|attributes>`, `</name>`, `{doctype}`.
    fn check(source: &str, tokens: &str) {
        let written: Vec<String> = Lexer::new(source)
            .map(|token| match token {
                Token::Text(text) => text.to_owned(),
                Token::Cdata(text) => format!("[{text}]"),
                Token::Open { name, attributes, empty } => {
                    let inside: Vec<String> =
                        super::attributes(attributes).map(|(name, value)| format!("|{name}={value}")).collect();
                    format!("<{name}{}{}>", inside.concat(), if empty { "/" } else { "" })
                }
                Token::Close { name } => format!("</{name}>"),
                Token::Doctype(text) => format!("{{{text}}}"),
            })
            .collect();
        assert_eq!(written.join("·"), tokens, "{source}");
    }

    #[test]
    fn tokens() {
        check("<a b='1'>x</a>", "<a|b=1>·x·</a>");
        check("<?xml version='1.0'?><!-- > --><r/>", "<r/>");
        check("<![CDATA[<b>]]>&amp;", "[<b>]·&amp;");
        check("1 < 2 <3 <b>", "1 < 2 <3 ·<b>");
        check("<!' <a href=\"foo\">", "<!' ·<a|href=foo>");
        check("<!DOCTYPE x [<!ENTITY a \"b>\">]><r>", "{DOCTYPE x [<!ENTITY a \"b>\">]}·<r>");
        check("<!DOCTYPE", "<!DOCTYPE");
        check("<a title=\"x > y\" b>", "<a|title=x > y|b=>");
        check("<a href=http://example.org/>x", "<a|href=http://example.org/>·x");
        check("<title>Half<link>x</link>", "<title>·Half·<link>·x·</link>");
        check("<a href=\"x>one</a><b c=\"d\">", "<a|href=x>·one·</a>·<b|c=d>");
        check("<b <i>x", "<b>·<i>·x");
        check("tail <![CDATA[cut", "tail ·[cut]");
        check("tail <ite", "tail ·<ite");
    }

    #[test]
    fn nasty_input_is_linear() {
        let pieces = "< <a< <a\u{a0}b=' <!-- <? <![CDATA[ </ <a\u{a0}b=\" <!x[ <!x[> <!DOCTYPE[> & <a\u{a0}' <?> <!-->";
        let mixed = ["<a \" x=' y=\"", "<a \" x='> y=\"", "<a b=''", "<a b='<a b='"];
        for piece in pieces.split(' ').map(|piece| piece.replace('\u{a0}', " ")).chain(mixed.map(String::from)) {
            for end in ["", ">", "'>'", "\">\" c='>'", "]>", "-->", "?>"] {
                let nasty = piece.repeat(30_000) + end;
                assert!(Lexer::new(&nasty).count() <= nasty.len());
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_walked_to_its_end(source in "[<>!/a='\"\\[\\]?&; é-]{0,60}") {
            let mut lexer = Lexer::new(&source);
            while lexer.next().is_some() {}
            prop_assert_eq!(lexer.offset(), source.len());
        }
    }
}
