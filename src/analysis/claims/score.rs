//! Check-worthiness: how much there is in a claim that could be looked up. The reasons are told in `docs/claims.md`.

use crate::analysis::claims::lexicon::{self, Class};
use crate::analysis::{Analysis, Claim, FigureKind};
use crate::text::{Span, Stance};

const START: f64 = 0.35;
/// A number, an amount, a share.
const FIGURE: f64 = 0.2;
/// A second one.
const MORE_FIGURES: f64 = 0.1;
/// A date.
const DATE: f64 = 0.05;
/// Somebody or something named.
const ACTOR: f64 = 0.1;
/// Told as having happened.
const PAST: f64 = 0.1;
/// will, could, may: nobody can check it yet.
const FUTURE: f64 = -0.15;
/// I, we: the speaker speaks of themselves.
const PERSONAL: f64 = -0.1;
/// A question.
const ASKED: f64 = -0.2;
/// Too short to say much, in words.
const SHORT: (usize, f64) = (5, -0.15);
/// Words read of a long content.
const WORDS: usize = 80;

/// The score of a claim, 0 to 1.
pub fn of(text: &str, found: &Analysis, claim: &Claim) -> f64 {
    let mut score = START + stance(claim.stance);
    let figures = inside(&found.figures, claim.span, |figure| figure.span);
    let dated = |kind| matches!(kind, FigureKind::Date | FigureKind::Time | FigureKind::Ordinal);
    let numbers = figures.iter().take(WORDS).filter(|figure| !dated(figure.kind)).count();
    score += if numbers > 0 { FIGURE } else { 0.0 } + if numbers > 1 { MORE_FIGURES } else { 0.0 };
    score += if figures.len() > numbers { DATE } else { 0.0 };
    score += if inside(&found.mentions, claim.span, |mention| mention.span).is_empty() { 0.0 } else { ACTOR };
    score += wording(claim.span.of(text));
    score.clamp(0.0, 1.0)
}

fn stance(stance: Stance) -> f64 {
    match stance {
        Stance::Alleges | Stance::Denies => 0.1,
        Stance::Confirms | Stance::Cites => 0.05,
        Stance::Says => 0.0,
        Stance::Warns | Stance::Doubts => -0.05,
        Stance::Promises | Stance::Demands => -0.15,
    }
}

fn wording(words: &str) -> f64 {
    let (mut past, mut future, mut personal, mut count) = (false, false, false, 0);
    for word in words.split_ascii_whitespace().take(WORDS) {
        count += 1;
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let entry = lexicon::look_up(word);
        past |= entry.is(Class::Irregular)
            || word.len() > 4 && word.ends_with("ed")
            || matches!(word, "was" | "were" | "had" | "has");
        future |= entry.is(Class::Modal) && word != "to";
        personal |= matches!(word, "I" | "we" | "We" | "my" | "our");
    }
    let mut score = if past { PAST } else { 0.0 };
    score += if future { FUTURE } else { 0.0 };
    score += if personal { PERSONAL } else { 0.0 };
    score += if words.ends_with('?') { ASKED } else { 0.0 };
    score + if count < SHORT.0 { SHORT.1 } else { 0.0 }
}

fn inside<T>(all: &[T], span: Span, of: impl Fn(&T) -> Span) -> &[T] {
    let from = all.partition_point(|item| of(item).start < span.start);
    let to = all.partition_point(|item| of(item).start < span.end);
    all.get(from..to).unwrap_or_default()
}
