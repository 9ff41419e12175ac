//! A sentence in tokens, and the questions that rules ask of it.

use crate::analysis::figures::lexicon::{self, Local, Sense, Tense};
use crate::analysis::figures::literal::Literal;
use crate::analysis::figures::number::Amount;
use crate::analysis::figures::token::{Kind, Token};
use crate::analysis::figures::when::Day;
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
}

impl<'t> Reader<'t> {
    pub fn new(text: &'t str, tokens: &'t [Token], date: Option<DateTime>, local: Option<&'static Local>) -> Self {
        Self { text, tokens, date, local, number: Cell::new((usize::MAX, None)), day: Cell::new((usize::MAX, None)) }
    }
}

/// How far a rule looks for the verb of a sentence, in tokens: keeps the work linear.
const REACH: usize = 24;

/// The most words of a sentence that may have no verb, and how many tokens are looked at for them.
const TERSE: usize = 9;
const LOOKED_AT: usize = 40;

/// Words that "to" and a verb follow, of something to come.
#[rustfmt::skip]
const LEADS: &[&str] = &[
    "plans", "plan", "planned", "planning", "set", "due", "expected", "expects", "scheduled", "likely", "unlikely",
    "going", "wants", "want", "wanted", "hopes", "hope", "hoping", "hoped", "aims", "aim", "aiming", "intends",
    "intend", "agreed", "agree", "agrees", "vowed", "vows", "promised", "promises", "pledged", "pledges", "ready",
    "about", "poised", "needs", "need", "has", "have", "had", "decided", "prepares", "preparing", "prepared",
    "ought", "is", "are", "was", "were", "be", "threatened", "threatens", "offered", "offers", "proposed",
    "proposes", "trying", "urged", "invited", "ordered", "allowed", "asked", "eager", "try", "tries", "seek",
    "seeks", "willing", "bound", "slated", "deadline", "bid", "effort", "deal", "plea", "call", "calls", "how",
    "when",
];

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

    /// Which way the sentence looks around a token: the nearest verb before it, else after it. None where there is
    /// nothing but the date, as in an answer.
    pub fn tense(&self, at: usize) -> Option<Tense> {
        if self.dateline(at) {
            return Some(Tense::Done);
        }
        // "they have until Friday"
        if at > 1 && self.after_any(at, &["until", "till"]) && self.is_any(at - 2, &["have", "has"]) {
            return Some(Tense::Future);
        }
        let verb = |before: usize| Some((before, self.tense_of(before)?));
        // "could reach the beaches by Sunday"
        let reach = at.saturating_sub(REACH)..at;
        if self.after_any(at, &["by", "until", "before"]) {
            let modal = |word: &usize| self.is_any(*word, &["could", "can", "might", "would", "may"]);
            let may = reach.clone().rev().find(modal);
            if may.is_some() && may >= reach.rev().find(|word| self.tense_of(*word).is_some()) {
                return Some(Tense::Future);
            }
        }
        let before =
            (at.saturating_sub(REACH)..at).rev().find_map(verb).map(|(verb, tense)| self.turned(verb, tense, at));
        let found = before.or_else(|| (at + 1..at + REACH).find_map(|after| self.tense_of(after)));
        found.or(match () {
            () if self.alone() || self.tokens.last().is_some_and(|token| token.kind == Kind::Sign(b'?')) => None,
            () if (at.saturating_sub(REACH)..at).any(|word| self.is_any(word, &["can", "could"])) => {
                Some(Tense::Future)
            }
            () if self.terse() => Some(Tense::Near),
            () => Some(Tense::Past),
        })
    }

    /// "OSLO, March 12 (Reuters) —": the day of a report stands behind its place, and is never ahead.
    fn dateline(&self, at: usize) -> bool {
        let head = |word: usize| {
            let sign = [b',', b'.', b'(', b')', b'/', b'-'].iter().any(|sign| self.sign(word, *sign));
            sign || self.is_word(word) && self.capital(word)
        };
        let led = (2..8).contains(&at) && self.sign(at - 1, b',') && (0..at).all(head);
        let ends = |word: usize| {
            self.sign(word, b'_')
                || self.sign(word, b'-') && !self.glued(word) && !self.glued(word + 1)
                || self.sign(word, b'(') && self.capital(word + 1)
        };
        led && (at + 1..at + 7).any(ends)
    }

    /// Nothing but words of the calendar and numbers; not the "July 3:" of a chronicle.
    fn alone(&self) -> bool {
        // "20th", "3 oclock"
        let ending = |token: &Token| token.glued || token.span.of(self.text) == "oclock";
        let known = |token: &Token| token.kind != Kind::Word || token.entry != 0 || ending(token);
        let set_off = self.tokens.last().is_some_and(|token| token.kind == Kind::Sign(b':'));
        self.terse() && !set_off && self.tokens.iter().all(known)
    }

    /// A word that "to" and a verb follow, of something to come; not "taken to hospital", "rose to nearly ten".
    fn leads(&self, at: usize) -> bool {
        self.is_any(at, LEADS)
    }

    /// What looks back by itself and ahead with the words around it: "will be released", "adjourned until Monday".
    fn turned(&self, verb: usize, tense: Tense, at: usize) -> Tense {
        const PUT_OFF: &[&str] = &[
            "adjourned",
            "postponed",
            "delayed",
            "deferred",
            "extended",
            "rescheduled",
            "remanded",
            "moved",
            "suspended",
            "gave",
            "given",
            "had",
        ];
        let adverbs = (verb.saturating_sub(2)..verb).rev().take_while(|word| {
            let text = self.text_at(*word);
            text.len() > 3 && text.ends_with("ly") || self.is_any(*word, &["not", "also", "now", "then"])
        });
        let passive = verb
            .checked_sub(1 + adverbs.count())
            .is_some_and(|word| self.is(word, "be") || self.is(word, "being") && self.after_any(word, &["is", "are"]));
        let put_off = self.is_any(verb, PUT_OFF) && self.after_any(at, &["until", "till", "to"]);
        // "died in January": the verb and its day, nothing between
        let done = tense == Tense::Past && at - verb < 4 && self.after_any(at, &["in", "on"]);
        match () {
            () if passive || put_off || tense == Tense::Past && self.awaited(verb, at) => Tense::Future,
            () if done => Tense::Done,
            () => tense,
        }
    }

    /// "expected results by Sunday", "set a vote for March": what was still to come then.
    fn awaited(&self, verb: usize, at: usize) -> bool {
        const PLANNED: &[&str] = &["scheduled", "planned", "slated", "expected", "due", "called"];
        const ASKED: &[&str] = &[
            "set",
            "hoped",
            "promised",
            "pledged",
            "vowed",
            "agreed",
            "ordered",
            "told",
            "asked",
            "urged",
            "demanded",
            "required",
            "needed",
            "wanted",
            "announced",
            "proposed",
            "aimed",
            "intended",
            "booked",
            "committed",
            "threatened",
            "fixed",
            "targeted",
            "forecast",
            "projected",
            "predicted",
        ];
        let planned = (verb..at).any(|word| self.is_any(word, PLANNED));
        let asked = (verb..at).any(|word| self.is_any(word, ASKED));
        let owned = (at..at + 3).any(|at| self.sign(at, b'\'') && self.is(at + 1, "s"));
        let ahead = self.after_any(at, &["for", "by", "until", "before", "starting", "beginning", "from"]);
        let named = planned && self.after_any(at, &["in", "on"]);
        (planned || asked) && (ahead || named) && !owned && at > verb + 1
    }

    /// Too few words for a verb to be missed: a headline, an answer, a line of a table.
    fn terse(&self) -> bool {
        let words = self.tokens.iter().take(LOOKED_AT).filter(|token| token.kind == Kind::Word).count();
        words <= TERSE && self.tokens.len() <= LOOKED_AT
    }

    fn tense_of(&self, at: usize) -> Option<Tense> {
        let word = self.text_at(at);
        if word == "may" {
            return Some(Tense::Future);
        }
        if let Some((tense, _)) = self.find(at, |sense| match sense {
            Sense::Tense(tense) => Some(tense),
            _ => None,
        }) {
            return Some(tense);
        }
        if self.is_word(at) && self.is(at.wrapping_sub(1), "to") && at > 1 && self.leads(at - 2) {
            return Some(Tense::Future);
        }
        if self.is_word(at) && word.len() > 4 && word.ends_with("ed") { Some(Tense::Past) } else { None }
    }
}
