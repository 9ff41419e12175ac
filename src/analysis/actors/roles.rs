//! The title or role given with a person's name, and whether a place's name only says where.

use crate::analysis::actors::borders::Text;
use crate::analysis::actors::names::Listed;
use crate::analysis::actors::word::Look;
use crate::text::Span;
use std::ops::Range;

/// Words of offices that are written small and stand before a title.
const OFFICES: &[&str] = &[
    "'s",
    "acting",
    "assistant",
    "chief",
    "defence",
    "defense",
    "deputy",
    "ex",
    "executive",
    "finance",
    "foreign",
    "former",
    "general",
    "health",
    "home",
    "interim",
    "interior",
    "justice",
    "managing",
    "opposition",
    "outgoing",
    "party",
    "prime",
    "senior",
    "state",
    "then",
    "vice",
    "’s",
];

/// Words before a role behind a name.
const ARTICLES: &[&str] = &["a", "an", "the", "its", "his", "her", "their", "our"];

/// Most words of a role.
const LONGEST: usize = 9;

/// The role of the person whose name, titles left out, goes from word `start` to word `end`: what stands before it ("South
/// Korean President"), or else between commas behind it ("the agency's director general").
pub fn role(of: &Text<'_>, start: usize, end: usize) -> Option<Span> {
    let sentence = of.reading.sentences.partition_point(|sentence| sentence.end <= start);
    let sentence = of.reading.sentences.get(sentence)?;
    before(of, start, sentence.start).or_else(|| behind(of, end, sentence.end))
}

fn is_title(of: &Text<'_>, at: usize) -> bool {
    of.reading.listed.get(at).is_some_and(|listed| listed.any(Listed::TITLE))
}

fn span(of: &Text<'_>, words: Range<usize>) -> Option<Span> {
    let words = of.reading.words.get(words)?;
    Some(words.first()?.span.join(words.last()?.span))
}

fn before(of: &Text<'_>, end: usize, start: usize) -> Option<Span> {
    let mut from = end;
    while from > start && end - from < 4 && is_title(of, from - 1) {
        from -= 1;
    }
    if from == end {
        return None;
    }
    while from > start && end - from < LONGEST && qualifies(of, from - 1) {
        from -= 1;
    }
    span(of, from..end)
}

fn behind(of: &Text<'_>, end: usize, stop: usize) -> Option<Span> {
    if of.lower(end) != "," {
        return None;
    }
    let mut from = end + 1;
    let article = ARTICLES.contains(&of.lower(from).as_str());
    if !article && !qualifies(of, from) && !is_title(of, from) {
        return None;
    }
    from += usize::from(article);
    let to = (from..stop.min(from + LONGEST)).find(|at| matches!(of.lower(*at).as_str(), "," | "." | ";" | "who"))?;
    let known = |at: usize| {
        qualifies(of, at) || is_title(of, at) || matches!(of.lower(at).as_str(), "of" | "for" | "the" | "and")
    };
    let titled = (from..to).any(|at| is_title(of, at));
    if titled && (from..to).all(known) { span(of, from..to) } else { None }
}

/// True for a word that may stand before a title as part of the role.
fn qualifies(of: &Text<'_>, at: usize) -> bool {
    let Some(word) = of.reading.words.get(at) else { return false };
    let (phrase, _) = of.reading.phrases.get(at).copied().unwrap_or_default();
    let known = Listed::STATE.with(Listed::DEMONYM).with(Listed::ORGANISATION).with(Listed::REGION);
    let capital = word.look.has(Look::CAPITAL) && !word.look.has(Look::FIRST);
    phrase.any(known) || capital || OFFICES.contains(&of.lower(at).as_str())
}

/// True when a place's name only says where: behind a preposition, or before a comma and a larger place.
pub fn is_whereabouts(of: &Text<'_>, words: &Range<usize>) -> bool {
    const WHERE: &[&str] =
        &["across", "around", "at", "from", "in", "into", "near", "of", "outside", "through", "to", "via"];
    let before = words.start.checked_sub(1).map(|at| of.lower(at)).unwrap_or_default();
    WHERE.contains(&before.as_str()) || matches!(of.lower(words.end).as_str(), "," | "(" | "-" | "—" | "–")
}
