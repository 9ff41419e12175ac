//! What a figure measures, for whom and as of when: "the [death toll] in Syria rose to 5,894 on Monday". Two figures can be
//! compared where these three agree.

use crate::analysis::figures::as_of;
use crate::analysis::figures::indices;
use crate::analysis::figures::lexicon::{self, Gauge, Sense};
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::scope;
use crate::analysis::figures::token::Kind;
use crate::analysis::{Figure, FigureKind};
use crate::text::Span;
use rust_decimal::Decimal;
use std::ops::Range;

/// How far a noun may stand before its number, in tokens.
const REACH: usize = 14;

/// Nouns that say who is counted, not what befell them.
const WHO: &[&str] = &[
    "people",
    "persons",
    "person",
    "civilians",
    "others",
    "men",
    "women",
    "children",
    "residents",
    "villagers",
    "adults",
    "victims",
    "them",
    "individuals",
    "more",
    "citizens",
    "pupils",
    "students",
    "boys",
    "girls",
    "members",
];

/// Words between a counted noun and what befell it: "12 people were reportedly killed".
const BETWEEN: &[&str] = &[
    "were",
    "was",
    "are",
    "is",
    "be",
    "been",
    "being",
    "have",
    "has",
    "had",
    "who",
    "that",
    "also",
    "still",
    "now",
    "feared",
    "confirmed",
    "left",
    "reported",
    "believed",
    "presumed",
    "thought",
    "known",
    "declared",
    "found",
    "more",
    "people",
    "others",
    "not",
    "already",
    "since",
    "remain",
    "remained",
    "remains",
    "went",
    "to",
    "got",
    "will",
    "may",
];

/// Words between a noun and its number, beside verbs of change: "the toll now stands at 12".
const LINKS: &[&str] = &[
    "to",
    "at",
    "was",
    "is",
    "were",
    "are",
    "stands",
    "stood",
    "now",
    "has",
    "have",
    "had",
    "been",
    "reached",
    "reaches",
    "reaching",
    "hit",
    "hits",
    "passed",
    "topped",
    "exceeded",
    "exceeds",
    "exceed",
    "exceeding",
    "reach",
    "total",
    "totals",
    "numbered",
    "put",
    "puts",
    "as",
    "high",
    "came",
    "comes",
    "totalled",
    "totaled",
    "of",
    "remained",
    "remains",
    "fully",
    "sharply",
    "further",
    "on",
    "about",
    "into",
    "the",
    "a",
    "will",
    "be",
    "would",
    "could",
    "record",
    "still",
    "than",
    "more",
    "least",
    "up",
    "by",
];

/// What was found of a figure: the measure, and the words that say it.
struct Told {
    measure: &'static str,
    words: Range<usize>,
}

/// Gives each figure of a sentence its measure, scope and day; `spots` are their tokens.
pub fn tell(r: &Reader<'_>, spots: &[Range<usize>], figures: &mut [Figure]) {
    for index in 0..figures.len() {
        let (done, rest) = figures.split_at_mut(index);
        let (Some(figure), Some(spot)) = (rest.first_mut(), spots.get(index)) else { break };
        let Some(kind) = letter(figure.kind) else { continue };
        // "a deficit of 4.3% of output": what a share is of stands behind it
        let told = match kind {
            'p' => before(r, figure, spot, kind).or_else(|| behind(r, figure, spot, kind)),
            _ => behind(r, figure, spot, kind).or_else(|| before(r, figure, spot, kind)),
        };
        if let Some(told) = told.filter(|told| !few(figure, told.measure)) {
            figure.measure = Some(told.measure);
            if figure.kind == FigureKind::Count && figure.of.is_none() {
                figure.of = Some(r.span(told.words.start, told.words.end));
            }
        } else if let Some(last) = done.last().filter(|last| last.kind == figure.kind && goes_on(r, figure, spot)) {
            (figure.measure, figure.of) = (last.measure, figure.of.or(last.of));
        }
        if figure.measure.is_some() || figure.of.is_some() {
            figure.scope = scope::scope(r, figure, spot);
        }
    }
    indices::tell(r, spots, figures);
    for index in 0..figures.len() {
        if figures.get(index).is_some_and(|figure| figure.measure.is_some()) {
            let day = as_of::day(r, index, spots, figures);
            if let Some(figure) = figures.get_mut(index) {
                figure.as_of = day;
            }
        }
    }
}

/// "Two former employees said": a few of a group are persons, no measure of it.
fn few(figure: &Figure, measure: &str) -> bool {
    const GROUPS: &[&str] = &["employees", "crowd", "troops", "refugees", "aboard", "attendance", "votes"];
    GROUPS.contains(&measure) && figure.value.is_some_and(|value| value < Decimal::TEN)
}

fn letter(kind: FigureKind) -> Option<char> {
    match kind {
        FigureKind::Count => Some('c'),
        FigureKind::Money => Some('m'),
        FigureKind::Percent => Some('p'),
        FigureKind::Quantity => Some('q'),
        FigureKind::Duration => Some('d'),
        FigureKind::Ordinal | FigureKind::Date | FigureKind::Time | FigureKind::Age | FigureKind::Ratio => None,
    }
}

/// The longest words ending before a token that the list of measures knows in this part of speech.
fn look(r: &Reader<'_>, end: usize, kind: char, fits: impl Fn(&Gauge) -> bool) -> Option<Told> {
    (1..=3).rev().filter_map(|width| end.checked_sub(width)).find_map(|start| known(r, start..end, kind, &fits))
}

fn known(r: &Reader<'_>, words: Range<usize>, kind: char, fits: impl Fn(&Gauge) -> bool) -> Option<Told> {
    if !r.is_word(words.start) || words.end > r.tokens.len() {
        return None;
    }
    let span = r.span(words.start, words.end);
    let found = lexicon::gauges(span.of(r.text)).find(|gauge| gauge.kinds.contains(kind) && fits(gauge))?;
    Some(Told { measure: found.measure, words })
}

pub fn token_after(r: &Reader<'_>, from: usize, offset: usize) -> usize {
    (from..from + 12).find(|at| r.token(*at).is_none_or(|token| token.span.start >= offset)).unwrap_or(from)
}

/// "12 dead", "1,250 were killed", "12 people, including a child, were killed".
fn behind(r: &Reader<'_>, figure: &Figure, spot: &Range<usize>, kind: char) -> Option<Told> {
    let mut at = spot.end;
    if let Some(of) = figure.of {
        at = token_after(r, spot.end, of.end);
        let lives = r.is(at - 1, "lives") && !(at.saturating_sub(5)..at).any(|near| r.is_any(near, TAKEN));
        if let Some(told) = look(r, at, kind, |gauge| gauge.noun || gauge.behind).filter(|_| !lives) {
            return Some(told);
        }
        if r.is(at - 1, "lives") && !lives {
            return Some(Told { measure: "killed", words: at - 1..at });
        }
    }
    // "a 12.7% operating margin", "a $54m fee"
    if matches!(kind, 'p' | 'm') && r.after_any(spot.start, &["a", "an", "the", "its", "their"]) {
        let noun = (1..=3).rev().find_map(|width| {
            let over =
                !r.is_word(at + width) || r.means(at + width, |sense| matches!(sense, Sense::Stop | Sense::Tense(_)));
            known(r, at..at + width, kind, |gauge| gauge.noun).filter(|_| over)
        });
        if noun.is_some() {
            return noun;
        }
    }
    let generic = figure.of.is_none() || r.is_any(at.wrapping_sub(1), WHO) || figure.kind != FigureKind::Count;
    at = if r.is(at, "of") && r.is_any(at + 1, &["them", "whom", "those"]) { at + 2 } else { at };
    if r.sign(at, b',') && r.is_any(at + 1, &["including", "among", "most", "mostly", "many", "some"]) {
        at = (at + 2..at + 16).find(|at| r.sign(*at, b','))? + 1;
    }
    let passive = at + (at..at + 7).take_while(|at| r.is_any(*at, BETWEEN) || adverb(r, *at)).count();
    let done = |width: usize| known(r, passive..passive + width, kind, |gauge| gauge.behind);
    // "raise the age to 65 marched": the number belongs to what stands before it
    let taken = passive == at && figure.of.is_none() && r.after_any(spot.start, &["to", "at", "by", "from"]);
    // "12 trucks were destroyed" tells of any noun, "12 trucks killed" of none
    let told = done(2).or_else(|| done(1)).filter(|_| !taken && (generic || passive > at))?;
    let feared = (at..passive).any(|at| r.is_any(at, &["feared", "presumed", "believed"]));
    Some(Told { measure: if feared && told.measure == "killed" { "feared dead" } else { told.measure }, ..told })
}

/// Verbs of lives lost.
const TAKEN: &[&str] =
    &["claimed", "claiming", "claims", "lost", "cost", "costing", "took", "taking", "taken", "losing"];

/// What a noun goes on with: "deaths in Syria".
const PHRASES: &[&str] =
    &["of", "in", "from", "on", "for", "at", "across", "among", "since", "after", "so", "near", "by", "over"];

fn adverb(r: &Reader<'_>, at: usize) -> bool {
    let text = r.text_at(at);
    text.len() > 3 && text.ends_with("ly") && !r.capital(at)
}

/// "killing two", "claimed the lives of a dozen", "the death toll in Syria rose to 5,894", "Attendance: 34,812".
fn before(r: &Reader<'_>, figure: &Figure, spot: &Range<usize>, kind: char) -> Option<Told> {
    let start = past_articles(r, spot.start);
    let of_who = figure.of.is_none_or(|of| who(r, spot.end, of)) || figure.kind != FigureKind::Count;
    if let Some(told) = look(r, start, kind, |gauge| gauge.before) {
        return Some(told);
    }
    let first = start.checked_sub(1)?;
    if r.is(first, "of") {
        let lives =
            r.after_any(first, &["lives", "life"]) && (first.saturating_sub(5)..first).any(|at| r.is_any(at, TAKEN));
        if lives {
            return Some(Told { measure: "killed", words: first - 1..first });
        }
    }
    // "a magnitude 7.4 earthquake"
    if r.is(first, "magnitude") {
        return look(r, start, kind, |gauge| gauge.noun);
    }
    if !of_who {
        return None;
    }
    if r.sign(first, b':') {
        return look(r, first, kind, |gauge| gauge.noun);
    }
    linked(r, figure, start, kind)
}

fn who(r: &Reader<'_>, from: usize, of: Span) -> bool {
    r.is_any(token_after(r, from, of.end).wrapping_sub(1), WHO)
}

fn past_articles(r: &Reader<'_>, start: usize) -> usize {
    let back = (0..4).take_while(|back| {
        let at = start.checked_sub(back + 1);
        at.is_some_and(|at| r.is_any(at, &["the", "an", "a", "another", "other", "some", "all", "its", "their"]))
    });
    start - back.count()
}

/// A noun that a verb links with the number.
fn linked(r: &Reader<'_>, figure: &Figure, start: usize, kind: char) -> Option<Told> {
    let changed = |at: usize| r.means(at, |sense| sense == Sense::Change);
    // "fell by 2 percent, to 5 percent", "from 12 to 15": past the change to the level
    let level = r.after_any(start, &["to"]);
    let earlier = |at: usize| {
        let told = |sense| matches!(sense, Sense::Percent(_) | Sense::Scale(_) | Sense::Currency { .. });
        level
            && (r.literal(at).is_some()
                || r.means(at, told)
                || r.is(at, "from")
                || r.sign(at, b',') && figure.twin.is_some())
    };
    let link = |at: usize| r.is_any(at, LINKS) || changed(at) || adverb(r, at) || earlier(at);
    let links = (0..7).take_while(|back| start.checked_sub(back + 1).is_some_and(&link)).count();
    let from = start - links;
    // "rose by 12" tells a change, "down from 12" what was before
    if links == 0 || r.after_any(start, &["by", "from"]) {
        return None;
    }
    let verb = (from..start).any(|at| {
        changed(at)
            || r.is_any(at, LINKS) && !r.is_any(at, &["to", "at", "of", "on", "about", "into", "the", "a", "as"])
    });
    let changes = !level && (from..start).any(changed) && (kind == 'p' || figure.twin.is_some());
    if !verb && figure.of.is_some() && kind == 'c' {
        return None;
    }
    let reach = if verb { REACH } else { 5 };
    let mut end = from;
    while end > 0 && from - end < reach {
        if let Some(told) = look(r, end, kind, |gauge| gauge.noun) {
            // "the dead man was": the word goes with a noun
            let goes_on = r.is_any(end, PHRASES) || verb && r.means(end, |sense| sense == Sense::Stop);
            let attached = end < from && r.is_word(end) && !goes_on;
            // "revenue rose 12 percent" tells how much it changed, "shares fell 8 percent" too, but that is their measure
            let other = attached || changes && told.measure != "share price";
            return if other { None } else { Some(told) };
        }
        let last = end - 1;
        let clause = matches!(r.token(last)?.kind, Kind::Sign(b',' | b';' | b':' | b'(' | b')' | b'"' | b'_'));
        if clause || r.is_any(last, &["and", "but", "while", "which", "who", "that", "when", "said", "as", "because"]) {
            return None;
        }
        end = last;
    }
    None
}

/// "900 dead in the south and 400 in the north", "12 killed, three of them children": more of the same.
fn goes_on(r: &Reader<'_>, figure: &Figure, spot: &Range<usize>) -> bool {
    let of_them = r.is(spot.end, "of") && r.is_any(spot.end + 1, &["them", "whom", "those"]);
    let joined = r.after_any(spot.start, &["and", "or", "another", "with", "including", "plus"])
        || spot.start > 0 && r.sign(spot.start - 1, b',');
    let placed = r.is_any(spot.end, &["in", "at", "on", "near", "across", "elsewhere", "off", "among"])
        && !r.means(spot.end + 1, |sense| matches!(sense, Sense::Month(_) | Sense::Weekday(_)))
        && r.literal(spot.end + 1).is_none();
    figure.of.is_none() && figure.unit.is_none() && joined && (of_them || placed)
}
