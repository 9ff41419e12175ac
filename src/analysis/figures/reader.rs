//! A sentence in tokens, and the questions that rules ask of it.

use crate::analysis::figures::lexicon::{self, Local, Sense};
use crate::analysis::figures::literal::Literal;
use crate::analysis::figures::number::Amount;
use crate::analysis::figures::token::{Kind, Token};
use crate::analysis::figures::when::{Day, Told};
use crate::text::Span;
use jiff::civil::DateTime;
use std::cell::Cell;

/// What rules see: one sentence, and the day the article speaks on.
pub struct Reader<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    pub date: Option<DateTime>,
    /// The money of the country that the text is about.
    pub local: Option<&'static Local>,
    /// The number read last, and where: several rules ask for the same one.
    pub number: Cell<(usize, Option<Amount>)>,
    /// The day read last, and where.
    pub day: Cell<(usize, Option<(Day, usize)>)>,
    /// The times that the text has named so far.
    pub told: Cell<Told>,
}

impl<'t> Reader<'t> {
    pub fn new(
        text: &'t str,
        tokens: &'t [Token],
        date: Option<DateTime>,
        local: Option<&'static Local>,
        told: Told,
    ) -> Self {
        let (number, day) = (Cell::new((usize::MAX, None)), Cell::new((usize::MAX, None)));
        Self { text, tokens, date, local, number, day, told: Cell::new(told) }
    }
}

impl Reader<'_> {
    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The token's text as it stands; empty past the end.
    pub fn text_at(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| token.span.of(self.text))
    }

    /// The text from one token up to another.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let start = self.token(from).map_or(0, |token| token.span.start);
        let end = to.checked_sub(1).and_then(|last| self.token(last)).map_or(start, |token| token.span.end);
        Span::new(start, end)
    }

    /// True when the token is this word, whatever its case.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.bytes_at(at).eq_ignore_ascii_case(word.as_bytes())
    }

    /// True when the token is one of these words (letters only).
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        let bytes = if self.is_word(at) { self.bytes_at(at) } else { return false };
        words.iter().any(|word| bytes.eq_ignore_ascii_case(word.as_bytes()))
    }

    fn bytes_at(&self, at: usize) -> &[u8] {
        self.token(at).and_then(|token| self.text.as_bytes().get(token.span.range())).unwrap_or_default()
    }

    /// What may begin with a token (see `lexicon`).
    pub fn opens(&self, at: usize) -> u8 {
        self.token(at).map_or(0, |token| token.opens)
    }

    /// True when a number may begin with the token.
    pub fn opens_number(&self, at: usize) -> bool {
        self.literal(at).is_some() || self.means(at, |sense| matches!(sense, Sense::Number(_) | Sense::Scale(_)))
    }

    /// True when the token before is one of these words.
    pub fn after_any(&self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is_any(before, words))
    }

    pub fn sign(&self, at: usize, sign: u8) -> bool {
        self.token(at).is_some_and(|token| token.kind == Kind::Sign(sign))
    }

    pub fn glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.glued)
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == Kind::Word)
    }

    pub fn capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.capital)
    }

    pub fn literal(&self, at: usize) -> Option<Literal> {
        match self.token(at)?.kind {
            Kind::Number(literal) => Some(literal),
            _ => None,
        }
    }

    /// A whole number in plain digits, at most `digits` of them.
    pub fn whole(&self, at: usize, digits: u8) -> Option<i64> {
        let literal = self.literal(at)?;
        literal.plain.filter(|_| literal.whole <= digits)
    }

    /// What `pick` takes from the meanings of the longest phrase, or else the word, that begins here; and its end.
    pub fn find<T>(&self, at: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        let entry = lexicon::entry(self.token(at)?.entry)?;
        let phrase = entry.phrases.iter().find_map(|(rest, sense)| {
            // the digit of "km2" is written on; "5 ft 2 in" is no area
            let fits = |(word, next): (&&str, usize)| {
                (self.is(next, word) && (self.glued(next) || self.literal(next).is_none())) || self.sounds(next, word)
            };
            let picked = pick(*sense)?;
            if rest.iter().zip(at + 1..).all(fits) { Some((picked, at + 1 + rest.len())) } else { None }
        });
        phrase.or_else(|| Some((entry.senses.iter().find_map(|sense| pick(*sense))?, at + 1)))
    }

    /// Apostrophes and dashes of a phrase match their typographic kin.
    fn sounds(&self, at: usize, sign: &str) -> bool {
        match sign {
            "'" => self.sign(at, b'\''),
            "-" => self.sign(at, b'-'),
            _ => false,
        }
    }

    /// True when any meaning of the word satisfies `test`.
    pub fn means(&self, at: usize, test: impl Fn(Sense) -> bool) -> bool {
        self.token(at)
            .and_then(|token| lexicon::entry(token.entry))
            .is_some_and(|entry| entry.senses.iter().any(|sense| test(*sense)))
    }
}
