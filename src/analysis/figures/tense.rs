//! Which way a sentence looks: behind, ahead, or neither. Dates without a year and weekdays depend on it.

use crate::analysis::figures::lexicon::{Sense, Tense};
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::token::{Kind, Token};

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
    /// Which way the sentence looks around a token: the nearest verb before it, else after it. None where there is
    /// nothing but the date, as in an answer.
    pub fn tense(&self, at: usize) -> Option<Tense> {
        if let Some(tense) = self.beside(at) {
            return Some(tense);
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
        let found = if self.near(at, found) { Some(Tense::Near) } else { found };
        found.or(match () {
            () if self.alone() || self.tokens.last().is_some_and(|token| token.kind == Kind::Sign(b'?')) => None,
            () if (at.saturating_sub(REACH)..at).any(|word| self.is_any(word, &["can", "could"])) => {
                Some(Tense::Future)
            }
            () if self.terse() => Some(Tense::Near),
            () => Some(Tense::Past),
        })
    }

    /// What the words right beside a date say, whatever the verb.
    fn beside(&self, at: usize) -> Option<Tense> {
        // "effective June 1", "as soon as Tuesday", "ahead of Sunday", "they have until Friday"
        let soon =
            at > 2 && self.after_any(at, &["as"]) && self.is_any(at - 2, &["soon", "early"]) && self.is(at - 3, "as");
        let ahead = at > 1 && self.after_any(at, &["of"]) && self.is(at - 2, "ahead");
        let have = at > 1 && self.after_any(at, &["until", "till"]) && self.is_any(at - 2, &["have", "has"]);
        match () {
            () if self.dateline(at) => Some(Tense::Done),
            () if self.after_any(at, &["effective"]) || soon || ahead => Some(Tense::Future),
            () if self.gone(at) => Some(Tense::Done),
            () if have => Some(Tense::Future),
            () => None,
        }
    }

    /// Dates that the verb says nothing of: "extended its credit through January", "a June agreement", "a service planned
    /// for Saturday was cancelled".
    fn near(&self, at: usize, found: Option<Tense>) -> bool {
        const DROPPED: &[&str] = &["canceled", "cancelled", "postponed", "scrapped", "abandoned"];
        let dropped = self.is_any(at + 1, &["was", "were"]) && self.is_any(at + 2, DROPPED);
        let month = self.means(at, |sense| matches!(sense, Sense::Month(_)));
        let named = self.after_any(at, &["a", "its", "their"]) && self.is_word(at + 1) && !self.capital(at + 1);
        let lasts = self.after_any(at, &["through", "until", "till", "by"]) && found.is_some_and(Tense::looks_back);
        dropped || month && (named || lasts)
    }

    /// "Wednesday's ruling", "Sunday's attack": what is spoken of so has happened.
    fn gone(&self, at: usize) -> bool {
        const EVENTS: &[&str] = &[
            "ruling",
            "attack",
            "attacks",
            "bombing",
            "bombings",
            "killing",
            "killings",
            "crash",
            "blast",
            "explosion",
            "shooting",
            "earthquake",
            "quake",
            "announcement",
            "defeat",
            "victory",
            "loss",
            "raid",
            "arrest",
            "fire",
            "accident",
            "disaster",
            "massacre",
            "collapse",
            "decision",
            "riot",
            "clashes",
            "violence",
            "death",
        ];
        let event = self.sign(at + 1, b'\'') && self.is(at + 2, "s") && self.glued(at + 2);
        event && (at + 3..at + 6).any(|word| self.is_any(word, EVENTS))
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
        let adverbs = adverbs.count();
        let passive = verb
            .checked_sub(1 + adverbs)
            .is_some_and(|word| self.is(word, "be") || self.is(word, "being") && self.after_any(word, &["is", "are"]));
        let be = verb.checked_sub(1 + adverbs);
        let maybe = passive && be.is_some_and(|be| self.after_any(be, &["could", "might", "may", "can"]));
        // "when the case is heard in May"
        let present = be.is_some_and(|be| self.is_any(be, &["is", "are"]))
            && (verb.saturating_sub(7)..verb).any(|word| self.is_any(word, &["when", "until", "once", "if", "unless"]));
        // "had been due to expire Friday"
        let was = (verb.saturating_sub(6)..verb).any(|had| self.is(had, "had") && self.is(had + 1, "been"));
        let put_off = self.is_any(verb, PUT_OFF) && self.after_any(at, &["until", "till", "to"]);
        // "died in January": the verb and its day, nothing between
        let done = tense == Tense::Past && at - verb < 4 && self.after_any(at, &["in", "on"]);
        match () {
            () if tense == Tense::Future && was => Tense::Past,
            () if maybe => Tense::Near,
            () if present || self.governed(verb) => Tense::Future,
            () if passive || put_off || tense == Tense::Past && self.awaited(verb, at) => Tense::Future,
            () if done => Tense::Done,
            () => tense,
        }
    }

    /// "will redeem preferred shares on Friday": a participle before the noun that the verb to come governs.
    fn governed(&self, verb: usize) -> bool {
        let plain = |at: usize| {
            self.is_word(at)
                && !self.capital(at)
                && !self.means(at, |sense| matches!(sense, Sense::Stop | Sense::Tense(_)))
        };
        if !self.text_at(verb).ends_with("ed") || !plain(verb + 1) || self.text_at(verb + 1).ends_with("ly") {
            return false;
        }
        let clause = |at: &usize| {
            let border = self.is_any(*at, &["that", "who", "which", "and", "but", "said", "because", "as", "where"]);
            let sign = [b',', b';', b':', b'"'].iter().any(|sign| self.sign(*at, *sign));
            !(border || sign)
        };
        let mut back = (verb.saturating_sub(8)..verb).rev().take_while(clause);
        back.any(|at| self.is_any(at, &["will", "would", "shall", "ll"]))
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
        const ARTICLES: &[&str] = &["a", "an", "the", "its", "their", "his", "her", "this", "any", "no"];
        if let Some((tense, _)) = self.find(at, |sense| match sense {
            Sense::Tense(tense) => Some(tense),
            _ => None,
        }) {
            // "announced the plan", "set aside plans for the house", "ahead of her trip"
            let noun = self.is_any(at, &["plan", "plans", "forecast", "hopes", "aims"]) && !self.is(at + 1, "to");
            // "began as planned"
            let as_planned = self.is(at, "planned") && self.after_any(at, &["as", "previously", "originally"]);
            let of = as_planned || self.is_any(at + 1, &["for", "of"]) && self.is_any(at, &["plan", "plans", "ahead"]);
            return if noun && self.after_any(at, ARTICLES) || of { None } else { Some(tense) };
        }
        if self.is_word(at) && self.is(at.wrapping_sub(1), "to") && at > 1 && self.leads(at - 2) {
            return Some(Tense::Future);
        }
        // "the United States", "succeed", "a still unspecified date"
        let adverb = usize::from(self.after_any(at, &["still", "not", "so", "newly", "recently"]));
        let adjective = self.after_any(at - adverb, ARTICLES) && self.is_word(at + 1) && !self.capital(at + 1);
        let other =
            self.capital(at) && at > 0 || self.is_any(at, &["succeed", "proceed", "exceed", "indeed", "hundred"]);
        let past = self.is_word(at) && word.len() > 4 && word.ends_with("ed") && !other && !adjective;
        if past { Some(Tense::Past) } else { None }
    }
}
