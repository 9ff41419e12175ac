//! What a figure counts: the noun phrase after it ("North Korean troops", "K-2 tanks").

use crate::analysis::FigureKind;
use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::quantity::Found;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::token::Kind;
use crate::text::Span;
use rust_decimal::Decimal;

/// Plural nouns without an s.
const PLURALS: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "police",
    "dead",
    "wounded",
    "injured",
    "feet",
    "teeth",
    "mice",
    "geese",
    "sheep",
    "fish",
    "aircraft",
    "spacecraft",
    "staff",
    "personnel",
    "cattle",
    "data",
    "media",
    "criteria",
    "refugees",
    "missing",
];

/// The longest noun phrase that is read, in tokens.
const LONGEST: usize = 7;

/// The counted noun phrase of a figure, where there is one.
pub fn of(r: &Reader<'_>, found: &Found) -> Option<Span> {
    let mut at = beginning(r, found);
    match found.figure.kind {
        FigureKind::Count => at += usize::from(r.is(at, "of") && found.figure.value.is_none()),
        FigureKind::Percent | FigureKind::Ratio | FigureKind::Quantity if r.is(at, "of") => at += 1,
        _ => return None,
    }
    at += usize::from(
        r.is_any(at, &["the", "its", "their", "his", "her", "all", "those", "these", "our"]) && at > found.end,
    );
    at += usize::from(r.sign(at, b'-') && r.glued(at));
    // "14-storey": the noun is in the word
    let end = phrase(r, at, found.figure.value == Some(Decimal::ONE));
    // "42,306 voted": a verb alone is no noun
    let verb =
        end == at + 1 && (r.text_at(at).ends_with("ed") || r.means(at, |sense| matches!(sense, Sense::Tense(_))));
    let noun = end > at && !(verb && !r.capital(at) && !r.is_any(at, PLURALS));
    if noun { Some(r.span(at, end)) } else { None }
}

/// Where the noun may begin: after the number, inside the word where it is written on to it ("14-storey building").
fn beginning(r: &Reader<'_>, found: &Found) -> usize {
    let mut at = found.end;
    let numeric = |sense| {
        matches!(
            sense,
            Sense::Number(_)
                | Sense::Ordinal(_)
                | Sense::Part(_)
                | Sense::Scale(_)
                | Sense::Dozen(_)
                | Sense::Suffix { .. }
        )
    };
    let written_on = |at: usize| {
        at > found.start + 2 && r.is_word(at - 1) && r.glued(at - 1) && r.sign(at - 2, b'-') && r.glued(at - 2)
    };
    while found.figure.kind == FigureKind::Count && written_on(at) && !r.means(at - 1, numeric) {
        at -= 2;
    }
    at
}

/// The end of the noun phrase that begins at a token; the same token when there is none.
pub fn phrase(r: &Reader<'_>, start: usize, single: bool) -> usize {
    let mut at = start;
    let mut end = start;
    while at < start + LONGEST {
        let Some(token) = r.token(at) else { break };
        let inner = at > start && r.glued(at);
        match token.kind {
            Kind::Word if r.means(at, |sense| sense == Sense::Stop) || ends_phrase(r, at, start) => break,
            Kind::Word => {
                end = at + 1;
                let goes_on = r.glued(at + 1) && (r.sign(at + 1, b'-') || r.sign(at + 1, b'\''));
                if plural(r, at) && !single && !goes_on {
                    return end;
                }
            }
            Kind::Number(_) if inner => end = at + 1,
            Kind::Sign(b'-') if inner && r.glued(at + 1) => {}
            Kind::Sign(b'\'') if inner => {
                end = at + usize::from(r.glued(at + 1) && r.is_word(at + 1)) + 1;
                at = end - 1;
            }
            Kind::Sign(b'.') if inner && r.glued(at + 1) => {}
            _ => break,
        }
        at += 1;
    }
    end
}

/// A verb or an adverb closes the phrase; a past participle may open it ("recorded songs").
fn ends_phrase(r: &Reader<'_>, at: usize, start: usize) -> bool {
    let text = r.text_at(at);
    let late = at > start;
    let verb = late
        && !r.capital(at)
        && (text.ends_with("ed")
            || text.ends_with("ly")
            || r.means(at, |sense| matches!(sense, Sense::Tense(_) | Sense::Change)));
    verb || r.means(at, |sense| matches!(sense, Sense::Today(_) | Sense::Weekday(_) | Sense::Before(_)))
        && !r.capital(at)
        && late
}

fn plural(r: &Reader<'_>, at: usize) -> bool {
    let text = r.text_at(at);
    let regular = text.len() > 2
        && text.ends_with('s')
        && !text.ends_with("ss")
        && !text.ends_with("us")
        && !text.ends_with("is");
    (regular && !r.capital(at)) || r.is_any(at, PLURALS) || (regular && !r.is_word(at + 1))
}
