//! Looking for a passage by its words and its surroundings, when the text it came from is not at hand.

use crate::text::anchor::approximate::{Folded, find, likeness, prefix};
use crate::text::anchor::reading::Reading;
use crate::text::anchor::words::words;
use crate::text::{Anchor, Resolution, Span};
use memchr::memmem;
use std::ops::Range;

/// Letters from which a quote speaks for itself; a shorter one needs its surroundings.
pub(super) const TELLING: usize = 24;
/// How alike a side must be to count as the same surroundings.
pub(super) const SAME_SIDE: f64 = 0.5;
/// How alike one side of a short quote must be to place it.
const CLEAR_SIDE: f64 = 0.8;
/// Below this on both sides the surroundings are others altogether.
const OTHER_SIDE: f64 = 0.2;
/// A runner-up nearer than this makes the best guess unsure.
const CLOSE: f64 = 0.12;
/// Places of a quote that are compared with care; of more, those whose neighbours agree literally.
const PLACES: usize = 32;
/// Words around its old place in which a short quote is sought that has no word in common with the text.
const NEIGHBOURHOOD: usize = 20_000;
/// Characters beyond which a quote is not sought approximately.
const LONGEST: usize = 16_384;

/// A place where the passage may stand.
struct Candidate {
    span: Span,
    /// How alike the words are.
    likeness: f64,
    sides: Sides,
}

/// How alike the surroundings are before and after; `None` where the anchor knows none.
#[derive(Clone, Copy)]
pub(super) struct Sides {
    pub before: Option<f64>,
    pub after: Option<f64>,
}

impl Sides {
    /// Compares the surroundings of `span` in `text` with those that the anchor keeps.
    pub fn new(text: &str, span: Span, anchor: &Anchor) -> Self {
        let before = text.get(..span.start).unwrap_or_default();
        let from = before.char_indices().rev().nth(REACH).map_or(0, |(at, _)| at);
        let after = text.get(span.end..).unwrap_or_default();
        let to = after.char_indices().nth(REACH).map_or(after.len(), |(at, _)| at);
        let kept = Folded::new(&anchor.prefix, 0);
        let there = Folded::new(before.get(from..).unwrap_or_default(), 0);
        let turned: Vec<char> = kept.chars().iter().rev().copied().collect();
        let before = side(&turned, there.chars().iter().rev().copied());
        let kept = Folded::new(&anchor.suffix, 0);
        let there = Folded::new(after.get(..to).unwrap_or_default(), 0);
        Self { before, after: side(kept.chars(), there.chars().iter().copied()) }
    }

    fn each(self) -> impl Iterator<Item = f64> {
        self.before.into_iter().chain(self.after)
    }

    /// The better side, 1 when the anchor knows none.
    pub fn best(self) -> f64 {
        self.each().reduce(f64::max).unwrap_or(1.0)
    }

    /// The worse side, 1 when the anchor knows none.
    pub fn worst(self) -> f64 {
        self.each().reduce(f64::min).unwrap_or(1.0)
    }

    fn known(self) -> bool {
        self.before.is_some() || self.after.is_some()
    }
}

/// Characters of the text that are compared with a side of 32: room for insertions.
const REACH: usize = 56;

/// Unrelated prose agrees in about two characters of five: that counts as nothing.
fn side(kept: &[char], there: impl Iterator<Item = char>) -> Option<f64> {
    if kept.is_empty() {
        return None;
    }
    let (_, errors) = prefix(kept, there);
    let alike = 1.0 - errors as f64 / kept.len() as f64;
    Some(((alike - 0.4) / 0.6).max(0.0))
}

impl Candidate {
    fn new(text: &str, span: Span, likeness: f64, anchor: &Anchor) -> Self {
        Self { span, likeness, sides: Sides::new(text, span, anchor) }
    }

    fn score(&self) -> f64 {
        let side = |side: Option<f64>| side.unwrap_or(self.likeness);
        0.6 * self.likeness + 0.2 * side(self.sides.before) + 0.2 * side(self.sides.after)
    }
}

/// Looks for the passage in `text` by quote and surroundings.
pub(super) fn seek(text: &Reading<'_>, anchor: &Anchor) -> Resolution {
    let literal = literal_places(text.text, anchor);
    if !literal.is_empty() {
        return settle_literal(ranked(text.text, &literal, 1.0, anchor), text, anchor);
    }
    let keys: Vec<u64> = words(&anchor.quote).iter().map(|word| word.key).collect();
    let same: Vec<Span> = text.sequence(&keys, PLACES).into_iter().map(|at| text.span(at..at + keys.len())).collect();
    if !same.is_empty() {
        return settle_literal(ranked(text.text, &same, 0.98, anchor), text, anchor);
    }
    settle_alike(alike(text, &keys, anchor), text, anchor)
}

fn literal_places(text: &str, anchor: &Anchor) -> Vec<Span> {
    let length = anchor.quote.len();
    let mut places: Vec<Span> =
        memmem::find_iter(text.as_bytes(), &anchor.quote).map(|at| Span::new(at, at + length)).collect();
    if places.len() > PLACES {
        places.sort_by_key(|span| {
            let agreeing = agreeing_neighbours(text, *span, anchor);
            (usize::MAX - agreeing, span.start.abs_diff(anchor.span.start))
        });
        places.truncate(PLACES);
    }
    places
}

/// Characters of the surroundings that agree literally, counted outwards from the quote.
fn agreeing_neighbours(text: &str, span: Span, anchor: &Anchor) -> usize {
    let before = text.get(..span.start).unwrap_or_default().chars().rev();
    let after = text.get(span.end..).unwrap_or_default().chars();
    before.zip(anchor.prefix.chars().rev()).take_while(|(a, b)| a == b).count()
        + after.zip(anchor.suffix.chars()).take_while(|(a, b)| a == b).count()
}

/// The best first; of equals the one nearest to where the passage stood.
fn ranked(text: &str, places: &[Span], likeness: f64, anchor: &Anchor) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = places.iter().map(|span| Candidate::new(text, *span, likeness, anchor)).collect();
    rank(&mut found, anchor);
    found
}

fn rank(found: &mut [Candidate], anchor: &Anchor) {
    let away = |candidate: &Candidate| candidate.span.start.abs_diff(anchor.span.start);
    found.sort_by(|a, b| b.score().total_cmp(&a.score()).then_with(|| away(a).cmp(&away(b))));
}

fn settle_literal(found: Vec<Candidate>, text: &Reading<'_>, anchor: &Anchor) -> Resolution {
    let Some(best) = found.first() else { return Resolution::lost(0.0, "not in this text") };
    let (span, score) = (best.span, best.score());
    let stood = span == anchor.span && best.likeness >= 1.0;
    let letters = text.weight(text.over(span));
    let telling = letters >= TELLING || (best.sides.known() && best.sides.best() >= CLEAR_SIDE);
    if let Some(second) = found.get(1) {
        let rival = score - second.score() < CLOSE;
        let at_home = !anchor.span.is_empty() && stood && best.sides.worst() > 0.9;
        if rival && !at_home {
            return Resolution::unsure(span, score, "the same words stand in several places");
        }
    }
    if telling && best.sides.known() && best.sides.best() < OTHER_SIDE {
        return Resolution::unsure(span, score, "the same words in other surroundings");
    }
    if telling {
        return Resolution::found(span, stood, score, if stood { "unchanged" } else { "the same words elsewhere" });
    }
    if best.sides.known() {
        if let Some(between) = between(text.text, anchor) {
            return Resolution::unsure(between, score / 2.0, "other words stand between the same surroundings");
        }
        return Resolution::unsure(span, score, "the same words in other surroundings");
    }
    if stood {
        return Resolution::found(span, true, score, "unchanged");
    }
    Resolution::unsure(span, score, "a short quote without surroundings")
}

fn settle_alike(found: Vec<Candidate>, text: &Reading<'_>, anchor: &Anchor) -> Resolution {
    let Some(best) = found.first() else { return gone(text, anchor) };
    let (span, score, sides) = (best.span, best.score(), best.sides);
    let telling = text.weight(text.over(span)) >= TELLING;
    let rival = found.get(1).is_some_and(|second| score - second.score() < CLOSE);
    if best.likeness >= 0.8 && telling && sides.known() && sides.worst() >= SAME_SIDE && !rival {
        return Resolution::found(span, false, score, "slightly changed");
    }
    let supported = if sides.known() { sides.best() >= SAME_SIDE || telling } else { best.likeness >= 0.75 };
    if best.likeness >= 0.55 && supported {
        let reason = if rival { "several passages are much alike" } else { "the passage or its surroundings changed" };
        return Resolution::unsure(span, score, reason);
    }
    gone(text, anchor)
}

fn gone(text: &Reading<'_>, anchor: &Anchor) -> Resolution {
    match between(text.text, anchor) {
        Some(span) if span.trim(text.text).is_empty() => Resolution::lost(0.0, "deleted: its surroundings are closed"),
        Some(span) => {
            let kept = Folded::new(&anchor.quote, 0);
            let there = Folded::new(span.of(text.text), 0);
            let alike = likeness(kept.chars(), there.chars());
            let reason = "other words stand between the same surroundings";
            if alike >= 0.5 { Resolution::unsure(span, alike, reason) } else { Resolution::lost(alike, reason) }
        }
        None => Resolution::lost(0.0, "not in this text"),
    }
}

/// The only place where both surroundings stand literally, with at most a few times the quote between them.
fn between(text: &str, anchor: &Anchor) -> Option<Span> {
    let (before, after) = (anchor.prefix.trim(), anchor.suffix.trim());
    if before.chars().count() < 8 || after.chars().count() < 8 {
        return None;
    }
    let mut found = None;
    let reach = anchor.quote.len() * 3 + 64;
    for at in memmem::find_iter(text.as_bytes(), before) {
        let start = at + before.len();
        let rest = text.get(start..)?;
        let Some(length) = rest.find(after).filter(|length| *length <= reach) else { continue };
        if found.replace(Span::new(start, start + length).trim(text)).is_some() {
            return None;
        }
    }
    found
}

/// Places with many of the quote's words in nearly their order, the best first.
fn alike(text: &Reading<'_>, keys: &[u64], anchor: &Anchor) -> Vec<Candidate> {
    let pattern = Folded::new(&anchor.quote, 0);
    if pattern.chars().len() > LONGEST {
        return Vec::new();
    }
    let mut windows = windows(text, keys);
    if windows.is_empty() && pattern.chars().len() <= 64 {
        let home = text.over(anchor.span);
        windows.push(home.start.saturating_sub(NEIGHBOURHOOD)..(home.end + NEIGHBOURHOOD).min(text.words.len()));
    }
    let mut found: Vec<Candidate> = Vec::new();
    for window in windows {
        let span = text.span(window);
        let folded = Folded::new(span.of(text.text), span.start);
        let hint = folded.chars().len() / 2;
        let Some(place) = find(pattern.chars(), folded.chars(), hint) else { continue };
        let span = Span::new(folded.byte(place.start), folded.end_byte(place.end));
        let span = text.span(text.over(span));
        // Measured over whole words: "hines" is much like "Linus", "machines" is not.
        let alike = likeness(pattern.chars(), Folded::new(span.of(text.text), 0).chars());
        if found.iter().all(|other| !other.span.overlaps(span)) {
            found.push(Candidate::new(text.text, span, alike, anchor));
        }
    }
    rank(&mut found, anchor);
    found
}

/// Stretches of the text, in words, that share most words with the quote in nearly its order.
fn windows(text: &Reading<'_>, keys: &[u64]) -> Vec<Range<usize>> {
    const COMMON: usize = 64;
    const BEST: usize = 4;
    let slack = (keys.len() / 3).max(4);
    let mut votes: Vec<usize> = Vec::new();
    for (step, key) in keys.iter().enumerate() {
        let places = text.places(*key);
        if places.len() <= COMMON {
            // Shifted by the quote's length so that no diagonal is negative.
            votes.extend(places.map(|place| (place + keys.len() - step) / slack));
        }
    }
    votes.sort_unstable();
    let mut counted: Vec<(usize, usize)> =
        votes.chunk_by(|a, b| a == b).filter_map(|run| Some((run.len(), *run.first()?))).collect();
    counted.sort_unstable_by_key(|(count, slot)| (usize::MAX - count, *slot));
    let window = |slot: usize| {
        let start = (slot * slack).saturating_sub(keys.len() + slack);
        start..(start + keys.len() + 3 * slack).min(text.words.len())
    };
    counted.into_iter().take(BEST).map(|(_, slot)| window(slot)).filter(|window| !window.is_empty()).collect()
}
