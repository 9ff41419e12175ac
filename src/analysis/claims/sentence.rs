//! A sentence as claims see it, and the questions that the rules ask of it.

use crate::analysis::claims::lexicon::{Class, Form};
use crate::analysis::claims::quotation::Quotation;
use crate::analysis::claims::time;
use crate::analysis::claims::token::{Ends, Kind, Reader, Token};
use crate::text::{Body, Span};
use std::ops::Range;

/// All tokens of a body in sentences. What is said inside a quotation is its speaker's matter and not read again.
#[derive(Debug, Default)]
pub struct Reading {
    tokens: Vec<Token>,
    sentences: Vec<Place>,
}

/// Where a sentence stands.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its tokens, with the mark that ends it.
    pub tokens: Range<usize>,
    /// Index of its block.
    pub block: usize,
}

impl Reading {
    /// Reads the blocks of a body for which `told` holds.
    pub fn new(
        body: &Body,
        sentences: &[Span],
        dates: &[Span],
        quotations: &[Quotation],
        told: impl Fn(usize) -> bool,
    ) -> Self {
        let text = body.text();
        let mut reading = Self::default();
        let mut next = 0;
        for (index, block) in body.blocks().iter().enumerate() {
            let first = next;
            let inside = quotations.get(first..).unwrap_or_default();
            next += inside.iter().take_while(|quotation| quotation.block == index).count();
            if !told(index) {
                continue;
            }
            let inside = quotations.get(first..next).unwrap_or_default();
            reading.stretch(text, Ends(sentences), (inside, first), (index, block.span));
        }
        time::mark(&mut reading.tokens, dates);
        reading
    }

    fn stretch(
        &mut self,
        text: &str,
        ends: Ends<'_>,
        (quotations, first): (&[Quotation], usize),
        (block, span): (usize, Span),
    ) {
        let begin = self.tokens.len();
        Reader::new(text, ends, span).read(quotations, first, &mut self.tokens);
        fold_asides(&mut self.tokens, begin);
        let tokens = self.tokens.get(begin..).unwrap_or_default();
        let mut start = 0;
        for at in 0..tokens.len() {
            if ends_sentence(text, ends, tokens, at, (quotations, first)) {
                self.sentences.push(Place { tokens: begin + start..begin + at + 1, block });
                start = at + 1;
            }
        }
        if start < tokens.len() {
            self.sentences.push(Place { tokens: begin + start..begin + tokens.len(), block });
        }
    }

    /// Sentence number `number` with its place.
    pub fn sentence<'a>(
        &'a self,
        number: usize,
        text: &'a str,
        quotations: &'a [Quotation],
    ) -> Option<(&'a Place, Sentence<'a>)> {
        let place = self.sentences.get(number)?;
        let tokens = self.tokens.get(place.tokens.clone()).unwrap_or_default();
        Some((place, Sentence { text, tokens, quotations }))
    }

    /// The number of the first sentence that begins at byte `at` or behind it.
    pub fn number(&self, at: usize) -> usize {
        let start = |place: &Place| self.tokens.get(place.tokens.start).map_or(0, |token| token.span.start);
        self.sentences.partition_point(|place| start(place) < at)
    }

    /// The sentences with their places.
    pub fn sentences<'a>(
        &'a self,
        text: &'a str,
        quotations: &'a [Quotation],
    ) -> impl Iterator<Item = (&'a Place, Sentence<'a>)> {
        self.sentences.iter().map(move |place| {
            (place, Sentence { text, tokens: self.tokens.get(place.tokens.clone()).unwrap_or_default(), quotations })
        })
    }
}

/// Longest parenthesis that is passed over as one token, in tokens.
const LONGEST_ASIDE: usize = 16;

/// Makes one token of every short parenthesis: "Lee (D-Ohio)".
fn fold_asides(tokens: &mut Vec<Token>, from: usize) {
    let (mut read, mut written) = (from, from);
    while let Some(&token) = tokens.get(read) {
        let close = (token.kind == Kind::Open).then(|| {
            let inside = tokens.get(read + 1..).unwrap_or_default().iter().take(LONGEST_ASIDE);
            inside
                .take_while(|token| token.kind != Kind::Open && token.quote().is_none())
                .position(|token| token.kind == Kind::Close)
        });
        let mut kept = token;
        if let Some(length) = close.flatten() {
            read += length + 1;
            let end = tokens.get(read).map_or(token.span, |close| close.span);
            kept = Token { span: token.span.join(end), kind: Kind::Aside, ..Token::default() };
        }
        if let Some(slot) = tokens.get_mut(written) {
            *slot = kept;
        }
        (read, written) = (read + 1, written + 1);
    }
    tokens.truncate(written);
}

/// True when a sentence ends with token `at`.
fn ends_sentence(
    text: &str,
    ends: Ends<'_>,
    tokens: &[Token],
    at: usize,
    (quotations, first): (&[Quotation], usize),
) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let next = tokens.get(at + 1);
    match token.kind {
        Kind::Stop => !next.is_some_and(|next| matches!(next.kind, Kind::Stop | Kind::Close | Kind::Comma)),
        // "in Albany, N.Y. “We …": the stop of the abbreviation is also that of the sentence.
        Kind::Word => {
            let whole = |index: usize| index.checked_sub(first).and_then(|nth| quotations.get(nth));
            let quoted = || next.and_then(Token::quote).and_then(whole).is_some_and(|it| it.states(text));
            token.span.of(text).ends_with('.') && (ends.near(text, token.span.end) || quoted())
        }
        Kind::Quote(index) => {
            let Some(quotation) = index.checked_sub(first).and_then(|nth| quotations.get(nth)) else { return false };
            let Some(next) = next else { return false };
            if !quotation.ends_sentence(text) || quotation.inner.len() < 4 {
                return false;
            }
            let begins = next.capital || next.kind == Kind::Number || next.quote().is_some();
            begins && !attribution_follows(tokens, at + 1, quotation.ends_aloud(text))
        }
        _ => false,
    }
}

/// True when a verb that may attribute a quotation comes within a few words. A quotation that does not end `aloud` has
/// ended its sentence unless nothing but the speaker and the verb follow (`“It is late.” Brody said.`).
fn attribution_follows(tokens: &[Token], from: usize, aloud: bool) -> bool {
    let near = tokens.get(from..).unwrap_or_default().iter().enumerate().take(if aloud { 12 } else { 4 });
    let attributes = |token: &Token| token.entry.verbs().iter().any(|row| row.frames.any("q"));
    let mut words = near.take_while(|(_, token)| token.is_word() || matches!(token.kind, Kind::Comma | Kind::Aside));
    words.find(|(_, token)| attributes(token)).is_some_and(|(nth, verb)| {
        let next = tokens.get(from + nth + 1);
        let ends = next.is_none_or(|next| matches!(next.kind, Kind::Stop));
        let timed = |next: &Token| next.is(Class::Preposition) || next.is(Class::Day) || next.is(Class::Adverb);
        let closes = next.is_none_or(|next| !next.is_word() || timed(next));
        let heard = verb.entry.verbs().iter().any(|row| row.frames.any("dp"));
        nth > 0 && ends || aloud && (nth == 0 || closes || heard)
    })
}

/// A sentence. Questions may be asked of any position; outside of it there are only [`Kind::Other`] tokens.
#[derive(Clone, Copy)]
pub struct Sentence<'a> {
    /// The text of the whole body.
    pub text: &'a str,
    /// The tokens of this sentence.
    pub tokens: &'a [Token],
    /// The quotations of the whole body.
    pub quotations: &'a [Quotation],
}

impl Sentence<'_> {
    /// The token at `at`.
    pub fn get(&self, at: usize) -> Token {
        self.tokens.get(at).copied().unwrap_or_default()
    }

    /// The token before `at`.
    pub fn before(&self, at: usize) -> Token {
        at.checked_sub(1).map_or_else(Token::default, |at| self.get(at))
    }

    /// How many tokens it has.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The words at `at`.
    pub fn word(&self, at: usize) -> &str {
        self.get(at).span.of(self.text)
    }

    /// True when the word at `at` is one of `words`, without regard to case.
    pub fn says(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        words.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    /// The quotation at `at`.
    pub fn quotation(&self, at: usize) -> Option<&Quotation> {
        self.get(at).quote().and_then(|index| self.quotations.get(index))
    }

    /// The bytes of the tokens `from..to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.get(from).span.start, self.before(to.max(from + 1)).span.end)
    }

    /// The bytes of the tokens `from..to` without marks at the ends; quotation marks go when one pair holds all.
    pub fn content(&self, mut from: usize, mut to: usize) -> Span {
        let loose = |token: Token| {
            matches!(token.kind, Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Stop | Kind::Dash | Kind::Other)
        };
        while from < to && loose(self.get(from)) {
            from += 1;
        }
        while from < to && loose(self.before(to)) {
            to -= 1;
        }
        match self.quotation(from) {
            Some(quotation) if from + 1 == to => quotation.content(self.text),
            _ if from < to => self.span(from, to),
            _ => Span::default(),
        }
    }

    /// True when the word at `at` carries a tense: an auxiliary, or a past form by its ending or by the lexicon.
    pub fn is_finite(&self, at: usize) -> bool {
        let token = self.get(at);
        if token.kind != Kind::Word {
            return token.kind == Kind::Genitive && self.says(at + 1, &["been", "not", "going", "a", "the", "no"]);
        }
        token.is(Class::Finite) || self.is_past(at)
    }

    /// True when the word at `at` looks like a past form that is no adjective before a noun.
    pub fn is_past(&self, at: usize) -> bool {
        let token = self.get(at);
        if token.kind != Kind::Word || token.capital && (at > 0 || self.is_past(1)) {
            return false;
        }
        let word = token.span.of(self.text);
        let ending = word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed");
        let before = self.before(at);
        let adjective = before.is(Class::Determiner) || before.is(Class::Possessive) || before.kind == Kind::Genitive;
        (ending || token.is(Class::Irregular)) && !adjective
    }

    /// True when a clause may begin at `at`: a subject, and a verb with a tense after it before any mark.
    pub fn is_clause(&self, at: usize) -> bool {
        let token = self.get(at);
        let subject = token.is(Class::Subject) || self.begins_noun(at);
        subject && (token.is(Class::Determiner) || !token.is(Class::Preposition)) && self.finite_after(at).is_some()
    }

    /// The first word with a tense in the clause that begins at `at`, after its subject.
    pub fn finite_after(&self, at: usize) -> Option<usize> {
        if self.get(at).is(Class::Finite) && self.get(at).is(Class::Subject) {
            return Some(at);
        }
        let mut commas = 0;
        for index in at..self.len().min(at + 24) {
            let token = self.get(index);
            match token.kind {
                Kind::Comma => commas += 1,
                Kind::Stop | Kind::Semicolon | Kind::Colon | Kind::Dash => return None,
                _ => {}
            }
            if commas > 3 {
                return None;
            }
            // "he" and "they" are subjects by their form: whatever word follows is their verb.
            let named = self.get(at).is(Class::Person) || self.says(at, &["it"]) && self.is_telling(index);
            if index == at + 1 && named && token.kind == Kind::Word {
                return Some(index);
            }
            // Words in quotation marks are not read: there may be a verb among them.
            let quoted = index > at && self.quotation(index).is_some_and(|it| it.words(self.text, 3) > 1);
            if index > at && (quoted || self.is_finite(index)) || token.is(Class::Finite) && token.is(Class::Subject) {
                return Some(index);
            }
        }
        None
    }

    /// "it plans", "it agreed": a verb in the third person, or one that carries a tense.
    fn is_telling(&self, at: usize) -> bool {
        let word = self.word(at);
        let third = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !self.is_function(at);
        let told = self.get(at).entry.form == Form::Past && !self.get(at).entry.verbs().is_empty();
        third && !self.get(at).capital || told || self.is_finite(at)
    }

    /// True when a noun phrase may begin at `at`.
    pub fn begins_noun(&self, at: usize) -> bool {
        let token = self.get(at);
        match token.kind {
            Kind::Number => true,
            Kind::Word if self.begins_amount(at) => true,
            Kind::Word if token.is(Class::Determiner) || token.is(Class::Possessive) || token.is(Class::Person) => true,
            Kind::Word => !self.is_function(at),
            _ => false,
        }
    }

    /// True for "at least 60", "more than half", "up to 9", "about 40".
    fn begins_amount(&self, at: usize) -> bool {
        let pair = |one: &str, others: &[&str]| self.says(at, &[one]) && self.says(at + 1, others);
        let about = self.says(at, &["about", "around", "over", "under", "nearly", "almost", "some", "roughly"]);
        pair("at", &["least", "most"])
            || pair("more", &["than"])
            || pair("fewer", &["than"])
            || pair("less", &["than"])
            || pair("up", &["to"]) && self.get(at + 2).kind == Kind::Number
            || about && self.get(at + 1).kind == Kind::Number
    }

    /// True for words that are neither noun nor adjective nor full verb.
    pub fn is_function(&self, at: usize) -> bool {
        let token = self.get(at);
        [
            Class::Preposition,
            Class::Subordinator,
            Class::Coordinator,
            Class::Auxiliary,
            Class::Relative,
            Class::Object,
            Class::Adverb,
            Class::Question,
        ]
        .iter()
        .any(|class| token.is(*class))
            && !(token.capital && at > 0 && token.is(Class::Day))
    }

    /// True for an adverb.
    pub fn is_adverb(&self, at: usize) -> bool {
        let token = self.get(at);
        token.kind == Kind::Word
            && (token.is(Class::Adverb) || !token.capital && token.span.len() > 4 && self.word(at).ends_with("ly"))
            && !self.says(at, &["family", "assembly", "daily", "weekly", "reply", "supply", "rally", "monopoly"])
    }
}
