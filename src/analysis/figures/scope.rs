//! Where or for whom a figure holds: "in Syria", "in the south", "on the Turkish side".

use crate::analysis::Figure;
use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::token::Kind;
use crate::text::Span;
use std::ops::Range;

/// How far the place may stand from its figure, in tokens.
const REACH: usize = 9;

const LEADS: &[&str] = &["in", "at", "near", "across", "over", "off", "outside", "around", "on", "throughout", "along"];

/// Small words of places: "in the north", "on the Turkish side".
const PARTS: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "capital",
    "region",
    "province",
    "city",
    "town",
    "village",
    "country",
    "district",
    "side",
    "camp",
    "area",
    "coast",
    "border",
    "state",
    "island",
    "peninsula",
    "valley",
    "county",
    "centre",
    "center",
    "suburbs",
    "territory",
];

/// The place behind a figure and what it counts, in the noun phrase before it, or at the head of the sentence.
pub fn scope(r: &Reader<'_>, figure: &Figure, spot: &Range<usize>) -> Option<Span> {
    let behind = (spot.end..spot.end + REACH).take_while(|at| !ends_clause(r, *at)).find_map(|at| place(r, at));
    let measured = figure.measure.is_some();
    let before = || {
        let back = (1..=REACH + 3).map_while(|back| spot.start.checked_sub(back));
        let mut near = back.take_while(|at| !ends_clause(r, *at));
        near.find_map(|at| place(r, at)).filter(|_| measured)
    };
    let head = || place(r, 0).filter(|_| measured);
    behind.or_else(before).or_else(head).map(|words| r.span(words.start, words.end))
}

fn ends_clause(r: &Reader<'_>, at: usize) -> bool {
    let sign = matches!(
        r.token(at).map(|token| token.kind),
        None | Some(Kind::Sign(b',' | b';' | b':' | b'(' | b')' | b'"' | b'_'))
    );
    sign || r.is_any(at, &["and", "but", "while", "which", "who", "when", "said", "because", "after", "before"])
}

/// The prepositional phrase of a place that begins at a token.
fn place(r: &Reader<'_>, at: usize) -> Option<Range<usize>> {
    if !r.is_any(at, LEADS) {
        return None;
    }
    let the = at + 1 + usize::from(r.is(at + 1, "the"));
    let dated = |at: usize| {
        r.means(at, |sense| {
            matches!(
                sense,
                Sense::Month(_) | Sense::Weekday(_) | Sense::Holiday(_) | Sense::Season(_) | Sense::Ordinal(_)
            )
        })
    };
    let named = |at: usize| r.is_word(at) && r.capital(at) && !dated(at);
    let mut end = the;
    while end < the + 6 && (named(end) || end > the && r.is(end, "of") && named(end + 1) || hyphen(r, end, the)) {
        end += 1;
    }
    let part =
        end + usize::from(r.is_any(end, &["eastern", "western", "northern", "southern", "central"]) && end == the);
    if r.is_any(part, PARTS) && (the > at + 1 || end > the) {
        return Some(at..part + 1);
    }
    // "in northern Syria"
    if part > end && named(part) {
        let end = part + (part..part + 4).take_while(|at| named(*at)).count();
        return Some(at..end);
    }
    if end > the { Some(at..end) } else { None }
}

/// The dash in "Castrop-Rauxel".
fn hyphen(r: &Reader<'_>, at: usize, start: usize) -> bool {
    at > start && r.sign(at, b'-') && r.glued(at) && r.glued(at + 1) && r.capital(at + 1)
}
