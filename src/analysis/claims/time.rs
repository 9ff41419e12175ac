//! Phrases of time around a speaker: "officials on Thursday said", "the bank last week said". A word that was read as a date
//! or a time is nobody's name.

use crate::analysis::claims::lexicon::Class;
use crate::analysis::claims::sentence::Sentence;
use crate::analysis::claims::token::Token;
use crate::analysis::{Analysis, FigureKind};
use crate::text::Span;

/// The spans that were read as dates and times and are no part of a name ("USA Today").
pub fn dates(found: &Analysis) -> Vec<Span> {
    let times = found.figures.iter().filter(|figure| matches!(figure.kind, FigureKind::Date | FigureKind::Time));
    let named = |span: &Span| {
        let at = found.mentions.partition_point(|mention| mention.span.end <= span.start);
        found.mentions.get(at).is_some_and(|mention| mention.span.overlaps(*span))
    };
    times.map(|figure| figure.span).filter(|span| !named(span)).collect()
}

/// Marks the tokens that stand in one of `dates`; both are in the order of the text.
pub fn mark(tokens: &mut [Token], dates: &[Span]) {
    let Some(first) = tokens.first() else { return };
    let from = dates.partition_point(|date| date.end <= first.span.start);
    let mut dates = dates.get(from..).unwrap_or_default().iter().peekable();
    for token in tokens {
        while dates.next_if(|date| date.end <= token.span.start).is_some() {}
        token.dated = dates.peek().is_some_and(|date| date.encloses(token.span));
    }
}

/// The speaker without the date behind it; nobody where nothing else is left.
pub fn without(text: &str, dates: &[Span], speaker: Span) -> Option<Span> {
    let at = dates.partition_point(|date| date.end < speaker.end);
    let Some(date) = dates.get(at).filter(|date| date.start < speaker.end) else { return Some(speaker) };
    let kept = Span::new(speaker.start, date.start.max(speaker.start)).trim(text);
    let word = kept.of(text).rsplit(char::is_whitespace).next().unwrap_or_default();
    let led = crate::analysis::claims::lexicon::look_up(word).is(Class::Preposition);
    let kept = if led { Span::new(kept.start, kept.end - word.len()).trim(text) } else { kept };
    (!kept.is_empty()).then_some(kept)
}

impl Sentence<'_> {
    /// One past the words before the phrases of time that end before token `end`: "officials late on Thursday" → "officials".
    pub fn before_time(&self, end: usize) -> usize {
        let mut to = end;
        while to > 0 && self.get(to - 1).dated {
            to -= 1;
        }
        if to == end {
            return self.before_venue(end);
        }
        if to > 0 && self.get(to - 1).is(Class::Preposition) && !self.get(to - 1).is(Class::Determiner) {
            to -= 1;
        }
        while to > 0 && self.says(to - 1, &["late", "early", "later", "earlier", "only", "just"]) {
            to -= 1;
        }
        if to == 0 { end } else { self.before_time(to) }
    }

    /// The first token behind the adverbs and phrases of time that begin at `at`: "vowed on Tuesday to".
    pub fn past_time(&self, at: usize) -> usize {
        let timed = |at: usize| self.is_clock(at) || self.get(at).dated;
        let mut next = at;
        while next < at + 6 {
            let led = self.get(next).is(Class::Preposition) && timed(next + 1);
            if !(timed(next) || led || self.is_adverb(next) && !self.says(next, &["not"])) {
                break;
            }
            next += 1;
        }
        next
    }

    /// "The court in a ruling said": where it was said is no part of who said it.
    fn before_venue(&self, end: usize) -> usize {
        let article = |at: &usize| self.says(*at, &["a", "an", "his", "her", "its", "their"]);
        let near = (end.saturating_sub(3)..end.saturating_sub(1))
            .rev()
            .find(article)
            .filter(|_| self.before(end).is(Class::Venue));
        let led = |at: &usize| *at > 0 && self.says(*at, &["in", "at", "during", "on"]);
        match near.and_then(|at| at.checked_sub(1)).filter(led) {
            Some(to) => self.before_time(to),
            None => end,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::{FigureKind, analyse};
    use crate::text::Body;
    use proptest::prelude::*;

    const WHO: &[&str] =
        &["Officials", "The company", "Mayor Anna Berg", "Two men from Oslo", "The Bank of England", "Police"];
    const WHEN: &[&str] = &[
        "on Thursday",
        "last week",
        "in March",
        "late Tuesday",
        "early on Sunday",
        "on 5 May",
        "on March 3",
        "two weeks ago",
        "over the weekend",
        "at the end of 2019",
        "in a statement on Friday",
        "Wednesday night",
        "earlier this month",
        "at 10 a.m.",
    ];
    const SAID: &[&str] = &["said", "also said", "told reporters", "has said", "announced", "warned"];

    proptest! {
        /// A word that was read as a date or a time is never who speaks.
        #[test]
        fn a_day_is_never_a_speaker(who in 0..WHO.len(), when in 0..WHEN.len(), said in 0..SAID.len(), order in 0..4) {
            let (who, when, said) = (WHO[who], WHEN[when], SAID[said]);
            let text = match order {
                0 => format!("{who} {when} {said} that the bridge was open."),
                1 => format!("{who}, {when}, {said} that the bridge was open."),
                2 => format!("The bridge was open, {who} {when} {said}."),
                _ => format!("{who} {said} {when} that the bridge was open."),
            };
            let found = analyse(&Body::verbatim(text.clone()), None);
            let times = found.figures.iter().filter(|figure| matches!(figure.kind, FigureKind::Date | FigureKind::Time));
            let times: Vec<_> = times.map(|figure| figure.span).collect();
            for speaker in found.claims.iter().filter_map(|claim| claim.speaker.as_ref()) {
                prop_assert!(!times.iter().any(|time| time.overlaps(speaker.span)), "{text}: {}", speaker.span.of(&text));
            }
            if order != 2 {
                let speaker = found.claims.first().and_then(|claim| claim.speaker.as_ref());
                prop_assert_eq!(speaker.map(|speaker| speaker.span.of(&text)), Some(who), "{}", text);
            }
        }
    }

    #[test]
    fn a_person_may_have_the_name_of_a_month() {
        for text in ["May said the talks had failed.", "Theresa May on Friday said the talks had failed."] {
            let found = analyse(&Body::verbatim(text.to_owned()), None);
            let speaker = found.claims.first().and_then(|claim| claim.speaker.as_ref());
            assert!(speaker.is_some_and(|speaker| speaker.span.of(text).ends_with("May")), "{text}");
        }
    }
}
