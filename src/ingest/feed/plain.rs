//! Markup into plain text: what a title or a summary says.

use super::elements::{Fate, fate, html_name, is_block};
use super::entity::{Entities, decode};
use super::lexer::{Lexer, Token};
use crate::ingest::tidy;
use crate::text::is_control;
use std::borrow::Cow;

/// The text of `source`, one line for every block, blanks drawn together. What looks like a tag but is none of HTML's
/// is text: *AC/DC <Live>*.
pub fn plain(source: &str, known: &Entities) -> String {
    if !source.contains(['<', '&']) {
        return lines(source);
    }
    let mut out = String::with_capacity(source.len());
    let mut lexer = Lexer::new(source);
    loop {
        let start = lexer.offset();
        let Some(token) = lexer.next() else { break };
        match token {
            Token::Text(text) => push_flowing(&mut out, &decode(text, known)),
            Token::Cdata(text) => push_flowing(&mut out, text),
            Token::Doctype(_) => {}
            Token::Open { name, empty, .. } => {
                let name = html_name(name);
                match fate(&name) {
                    Fate::Gone if !empty => lexer.skip_to_close(&name),
                    Fate::Unknown if !name.contains(':') => {
                        out.push_str(source.get(start..lexer.offset()).unwrap_or_default());
                    }
                    _ if is_block(&name) => out.push('\n'),
                    _ => {}
                }
            }
            Token::Close { name } => {
                let name = html_name(name);
                if is_block(&name) {
                    out.push('\n');
                } else if fate(&name) == Fate::Unknown && !name.contains(':') {
                    out.push_str(source.get(start..lexer.offset()).unwrap_or_default());
                }
            }
        }
    }
    lines(&out)
}

/// A line break in the source of HTML is a blank.
fn push_flowing(out: &mut String, text: &str) {
    out.extend(text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }));
}

/// Plain text with its lines kept, blanks drawn together and controls taken out; empty lines go.
pub fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in printable_lines(text).lines() {
        let before = out.len();
        for word in line.split_whitespace() {
            if !out.is_empty() {
                out.push(if out.len() == before { '\n' } else { ' ' });
            }
            out.push_str(word);
        }
    }
    out
}

/// One line of plain text.
pub fn line(text: &str) -> String {
    let mut line = lines(text);
    if line.contains('\n') {
        line = line.replace('\n', " ");
    }
    line
}

/// Nothing that a terminal obeys. What is only unseen, as soft hyphens, stays: it is the outlet's own.
fn printable_lines(text: &str) -> Cow<'_, str> {
    let acts = |c: char| is_control(c) && !matches!(c, '\n' | '\t');
    if text.contains(acts) { tidy(text) } else { Cow::Borrowed(text) }
}

/// Whether a text that calls itself plain is HTML all the same: a closing tag or an entity betrays it.
pub fn looks_like_html(text: &str) -> bool {
    let Some(first) = text.find(['<', '&']) else { return false };
    let text = text.get(first..).unwrap_or_default();
    let tags = Lexer::new(text).any(|token| match token {
        Token::Close { name } => matches!(fate(&html_name(name)), Fate::Stays | Fate::Bare | Fate::Gone),
        Token::Open { name, empty, .. } => empty && fate(&html_name(name)) == Fate::Stays || html_name(name) == "br",
        _ => false,
    });
    tags || decode(text, &Entities::default()) != text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, text: &str) {
        assert_eq!(plain(source, &Entities::default()), text, "{source}");
    }

    #[test]
    fn text_of_markup() {
        check("Q&amp;A  session\n today", "Q&A session today");
        check("<p>One</p>\n<p>Two<br/>three</p>", "One\nTwo\nthree");
        check("AC/DC <Live> & <b>loud</b>", "AC/DC <Live> & loud");
        check("1 < 2", "1 < 2");
        check("x<script>y</script>z", "xz");
        check("  ", "");
        check("a\u{202e}\u{1b}[1mb", "ab");
    }

    #[test]
    fn plain_lines_are_kept() {
        assert_eq!(lines(" a  b \r\n\n c "), "a b\nc");
        assert_eq!(line("a\nb"), "a b");
    }

    #[test]
    fn html_betrays_itself() {
        assert!(looks_like_html("x <b>y</b>"));
        assert!(looks_like_html("AT&amp;T"));
        assert!(!looks_like_html("AT&T <blink> 1 < 2"));
    }
}
