//! The words of a passage as its wording is compared: folded, contractions apart, numbers as their values.

use crate::text::anchor::fold;
use crate::text::wording::lexicon::{Role, group, same};

/// A word, a sign that is read as a word, or a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    /// What is compared: equal for words that are variants of each other. A number begins with `#`.
    pub word: String,
    /// It begins with a capital.
    pub capital: bool,
    /// It is the first of a sentence.
    pub first: bool,
}

impl Token {
    pub fn is_number(&self) -> bool {
        self.word.starts_with('#')
    }

    pub fn has(&self, role: Role) -> bool {
        group(&self.word, role).is_some()
    }
}

/// The words of `text` in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut reader = Reader { found: Vec::new(), first: true };
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let taken = if let Some(address) = address(rest) {
            reader.push(address, false);
            address.len()
        } else if c.is_ascii_digit() {
            reader.number(rest)
        } else if c.is_alphanumeric() {
            reader.word(rest)
        } else {
            reader.sign(c, before, rest)
        };
        before = rest.get(..taken).and_then(|part| part.chars().next_back()).unwrap_or(c);
        rest = rest.get(taken..).unwrap_or_default();
    }
    valued(reader.found)
}

/// A web address at the beginning of `rest`: what stands in it are no words.
fn address(rest: &str) -> Option<&str> {
    let begins = ["http://", "https://", "www."].iter().any(|scheme| rest.starts_with(scheme));
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '>' | '"' | ',')).unwrap_or(rest.len());
    rest.get(..end).filter(|_| begins)
}

struct Reader {
    found: Vec<Token>,
    first: bool,
}

impl Reader {
    fn push(&mut self, word: &str, capital: bool) {
        self.found.push(Token { word: same(word).to_owned(), capital, first: self.first });
        self.first = false;
    }

    /// A number in digits at the beginning of `rest`; gives its bytes. Marks between groups of three are left out.
    fn number(&mut self, rest: &str) -> usize {
        let bytes = rest.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let (mut end, mut value) = (0, String::new());
        while digit(end) {
            value.push_str(rest.get(end..=end).unwrap_or_default());
            end += 1;
            let three = (1..=3).all(|step| digit(end + step)) && !digit(end + 4);
            match bytes.get(end) {
                Some(b',') if three => end += 1,
                Some(b',' | b'.') if digit(end + 1) => {
                    value.push('.');
                    end += 1;
                }
                _ => {}
            }
        }
        let whole = value.trim_start_matches('0');
        let value = if whole.is_empty() || whole.starts_with('.') { format!("0{whole}") } else { whole.to_owned() };
        self.push(&format!("#{value}"), false);
        let ordinal = rest.get(end..end + 2).filter(|ending| matches!(*ending, "st" | "nd" | "rd" | "th"));
        let ends = !rest.get(end + 2..).is_some_and(|after| after.starts_with(char::is_alphanumeric));
        if ordinal.is_some() && ends { end + 2 } else { end }
    }

    /// A word at the beginning of `rest`; gives its bytes.
    fn word(&mut self, rest: &str) -> usize {
        let mut word = String::new();
        let mut end = 0;
        for (at, c) in rest.char_indices() {
            match fold(c) {
                Some('\'')
                    if rest.get(at + c.len_utf8()..).is_some_and(|next| next.starts_with(char::is_alphabetic)) =>
                {
                    word.push('\'');
                }
                Some(folded) if c.is_alphanumeric() => word.push(folded),
                None => {}
                Some(_) => break,
            }
            end = at + c.len_utf8();
        }
        let capital = rest.starts_with(char::is_uppercase);
        match word.strip_suffix("n't") {
            Some(stem) if !stem.is_empty() => {
                // "can't", "won't", "shan't"
                let stem = match stem {
                    "ca" => "can",
                    "wo" => "will",
                    "sha" => "shall",
                    whole => whole,
                };
                self.push(stem, capital);
                self.push("not", false);
            }
            _ => match word.split_once('\'') {
                Some((stem, ending)) if matches!(ending, "s" | "re" | "ve" | "ll" | "d" | "m") => {
                    self.push(stem, capital);
                    self.push(&format!("'{ending}"), false);
                }
                _ if word == "cannot" => {
                    self.push("can", capital);
                    self.push("not", false);
                }
                _ => self.push(&word.replace('\'', ""), capital),
            },
        }
        end
    }

    /// A sign: few of them are read as words.
    fn sign(&mut self, c: char, before: char, rest: &str) -> usize {
        let next = rest.get(c.len_utf8()..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        match c {
            '.' | '!' | '?' | ':' | '\n' | '…' => self.first = true,
            '$' | '€' | '£' | '¥' | '%' | '&' | '<' | '>' | '≤' | '≥' | '≠' | '±' => {
                self.push(c.encode_utf8(&mut [0; 4]), false)
            }
            '-' | '−' if next.is_ascii_digit() && !before.is_alphanumeric() => self.push("minus", false),
            _ => {}
        }
        c.len_utf8()
    }
}

/// Numbers in words, and digits with a power of ten behind them, become one number.
fn valued(tokens: Vec<Token>) -> Vec<Token> {
    let mut found = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if token.word == "one" && !counts(at.checked_sub(1).and_then(|at| tokens.get(at)), tokens.get(at + 1)) {
            found.push(token.clone());
            at += 1;
            continue;
        }
        match amount(tokens.get(at..).unwrap_or_default()) {
            Some((value, taken)) => {
                found.push(Token { word: format!("#{value}"), ..token.clone() });
                at += taken;
            }
            None => {
                found.push(token.clone());
                at += 1;
            }
        }
    }
    found
}

/// Whether "one" is a number, not a pronoun.
fn counts(before: Option<&Token>, next: Option<&Token>) -> bool {
    const PRONOUN: [&str; 12] =
        ["the", "this", "that", "no", "any", "each", "every", "another", "which", "is", "as", "such"];
    const FOLLOWS: [&str; 12] =
        ["of", "another", "can", "could", "should", "may", "must", "would", "that", "who", "is", "has"];
    let is = |token: Option<&Token>, words: &[&str]| token.is_some_and(|token| words.contains(&token.word.as_str()));
    !is(before, &PRONOUN) && !is(next, &FOLLOWS) && next.is_some()
}

/// The number at the beginning of `tokens` with the count of its words.
fn amount(tokens: &[Token]) -> Option<(f64, usize)> {
    let (mut total, mut current, mut taken) = (0.0, 0.0, 0);
    for (at, token) in tokens.iter().enumerate() {
        let linked = token.word == "and"
            && current >= 100.0
            && tokens.get(at + 1).is_some_and(|next| group(&next.word, Role::Number).is_some());
        if linked {
            continue;
        }
        if let Some(scale) = group(&token.word, Role::Scale).filter(|_| taken > 0 && current > 0.0) {
            let factor = 10_f64.powi(i32::from(scale));
            if scale == 2 {
                current *= factor;
            } else {
                total += current * factor;
                current = 0.0;
            }
        } else if let Some(value) = group(&token.word, Role::Number).map(f64::from) {
            let tens = current >= 20.0 && current % 10.0 == 0.0 && value < 10.0 && value > 0.0;
            let hundreds = current >= 100.0 && current % 100.0 == 0.0 && value < 100.0;
            let next = total > 0.0 && current == 0.0;
            if taken > 0 && !(tens || hundreds || next) {
                break;
            }
            current += value;
        } else if let Some(value) = token.word.strip_prefix('#').filter(|_| taken == 0) {
            current = value.parse().ok()?;
        } else {
            break;
        }
        taken = at + 1;
    }
    (taken > 0).then_some((total + current, taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_are_read_as_words_and_numbers() {
        for (text, want) in [
            ("It isn't over; he can't, won't, cannot.", "it is not over he can not will not can not"),
            ("€3.2 million, 1,200 or 12%", "euro #3200000 #1200 or #12 percent"),
            ("two hundred and fifty-one men and five boys", "#251 men and #5 boys"),
            ("twenty-one, three million two hundred", "#21 #3000200"),
            ("the 4th of March, 03:05, 3bn", "the #4 of march #3 #5 #3000000000"),
            ("John’s plan, they’re in", "john is plan they are in"),
            ("-5 degrees, 10-15 days", "minus #5 degrees #10 #15 days"),
            ("Café e-mail", "cafe e mail"),
        ] {
            let words: Vec<String> = tokens(text).into_iter().map(|token| token.word).collect();
            assert_eq!(words.join(" "), want);
        }
    }
}
