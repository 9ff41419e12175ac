//! Cuts a sentence into words, numbers and signs, in one pass over its bytes.

use crate::analysis::figures::lexicon;
use crate::analysis::figures::literal::{self, Literal};
use crate::text::Span;

/// One piece of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub span: Span,
    pub kind: Kind,
    /// No white space before it (and it is not the first).
    pub glued: bool,
    /// A word that begins with a capital.
    pub capital: bool,
    /// Its number in the lexicon; 0 for none.
    pub entry: u16,
    /// What may begin with it (see `lexicon`).
    pub opens: u8,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Word,
    Number(Literal),
    /// A punctuation mark; dashes are `-` (the long one `_`), apostrophes `'`, other signs beyond ASCII `\0`.
    Sign(u8),
    /// A web address or an endless number: nothing to read in it.
    Opaque,
}

const SPACE: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const SIGN: u8 = 3;
const BEYOND: u8 = 4;

const CLASSES: &[u8; 256] = &classes();

const fn classes() -> [u8; 256] {
    let mut table = [SIGN; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        #[allow(clippy::indexing_slicing, reason = "byte < 256, at compile time")]
        {
            table[byte] = if b.is_ascii_alphabetic() {
                LETTER
            } else if b.is_ascii_digit() {
                DIGIT
            } else if b <= b' ' || b == 0x7F {
                SPACE
            } else if b >= 0x80 {
                BEYOND
            } else {
                SIGN
            };
        }
        byte += 1;
    }
    table
}

fn class(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or(SIGN)
}

/// Fills `tokens` with the pieces of `span`; true when something in it may open a figure.
pub fn scan(text: &str, span: Span, tokens: &mut Vec<Token>) {
    tokens.clear();
    let bytes = text.as_bytes().get(..span.end).unwrap_or_default();
    let mut at = span.start;
    let mut glued = false;
    while let Some(&byte) = bytes.get(at) {
        let mut token =
            Token { span: Span::new(at, at + 1), kind: Kind::Sign(byte), glued, capital: false, entry: 0, opens: 0 };
        glued = true;
        match class(byte) {
            SPACE => {
                glued = false;
                at += 1;
                continue;
            }
            LETTER => word(text, bytes, &mut token),
            DIGIT => digits(bytes, &mut token),
            BEYOND => {
                if !beyond(text, bytes, &mut token) {
                    glued = false;
                    at = token.span.end;
                    continue;
                }
            }
            _ => sign(text, bytes, byte, &mut token),
        }
        at = token.span.end;
        tokens.push(token);
    }
}

fn word(text: &str, bytes: &[u8], token: &mut Token) {
    let start = token.span.start;
    let mut hash = lexicon::HASH;
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        match class(byte) {
            LETTER => {
                hash = lexicon::hash(hash, byte | 0x20);
                at += 1;
            }
            BEYOND => {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                if !c.is_alphabetic() {
                    break;
                }
                let end = at + c.len_utf8();
                hash = bytes.get(at..end).unwrap_or_default().iter().fold(hash, |hash, b| lexicon::hash(hash, *b));
                at = end;
            }
            _ => break,
        }
    }
    token.kind = Kind::Word;
    token.span.end = at;
    token.capital = bytes.get(start).is_some_and(|byte| byte.is_ascii_uppercase() || *byte >= 0x80);
    if bytes.get(at..).is_some_and(|rest| rest.starts_with(b"://")) {
        token.kind = Kind::Opaque;
        let address = bytes.get(at..).unwrap_or_default();
        token.span.end = at + address.iter().take_while(|byte| **byte > b' ').count();
    } else if at - start <= 16 {
        (token.entry, token.opens) = lexicon::lookup(token.span.of(text), hash);
    }
}

fn digits(bytes: &[u8], token: &mut Token) {
    let (length, literal) = literal::read(
        bytes.get(token.span.start..).unwrap_or_default(),
        token.glued && listed(bytes, token.span.start),
    );
    // ".8.1": the dot begins no number
    if length == 0 {
        return;
    }
    token.span.end = token.span.start + length;
    token.kind = literal.map_or(Kind::Opaque, Kind::Number);
    token.opens = if literal.is_some() { lexicon::DATE | lexicon::QUANTITY | lexicon::AFTER_ARTICLE } else { 0 };
}

/// "22,24,26", "23.04.2022": a digit and a mark right before.
fn listed(bytes: &[u8], start: usize) -> bool {
    start >= 2 && matches!(bytes.get(start - 2..start), Some([b'0'..=b'9', b',' | b'.']))
}

fn sign(text: &str, bytes: &[u8], byte: u8, token: &mut Token) {
    if byte == b'.' && !token.glued && bytes.get(token.span.end).is_some_and(u8::is_ascii_digit) {
        digits(bytes, token);
    } else if !matches!(byte, b'.' | b',' | b';' | b':' | b'\'' | b'"' | b'(' | b')' | b'-' | b'?' | b'!') {
        look_up(text, token);
    }
}

fn look_up(text: &str, token: &mut Token) {
    let word = token.span.of(text);
    (token.entry, token.opens) = lexicon::lookup(word, word.bytes().fold(lexicon::HASH, lexicon::hash));
}

/// A character beyond ASCII; false for white space.
fn beyond(text: &str, bytes: &[u8], token: &mut Token) -> bool {
    let Some(c) = text.get(token.span.start..).and_then(|rest| rest.chars().next()) else {
        token.span.end += 1;
        return false;
    };
    token.span.end = token.span.start + c.len_utf8();
    token.kind = Kind::Sign(match c {
        '‐' | '‑' | '–' | '−' => b'-',
        '—' | '―' => b'_',
        '’' | '‘' | 'ʼ' | '′' => b'\'',
        '“' | '”' | '″' => b'"',
        '…' => b'.',
        _ => 0,
    });
    if c.is_whitespace() {
        return false;
    }
    if let Some(literal) = literal::vulgar(c) {
        token.kind = Kind::Number(literal);
        token.opens = lexicon::QUANTITY;
    } else if c.is_alphabetic() {
        word(text, bytes, token);
    } else {
        look_up(text, token);
    }
    true
}
