//! What news of the markets names besides firms: indices, and the letters that shares are traded under.

use crate::analysis::actors::borders::Text;
use crate::analysis::actors::word::Look;
use std::ops::Range;

/// A line an index.
const INDICES: &str = include_str!("../../../assets/lexicon/indices.txt");

/// The most words between an opening bracket and a ticker: "(NYSE American: HLV".
const LISTING: usize = 5;

/// The words of the index whose name begins where `words` begin, if that is all they name: "S&P 500", with its number.
pub fn index(of: &Text<'_>, words: &Range<usize>) -> Option<Range<usize>> {
    let first = of.reading.words.get(words.start)?;
    let rest = of.text.get(first.span.start..)?;
    let length = INDICES.lines().filter(|line| !line.starts_with('#') && begins(rest, line)).map(str::len).max()?;
    let end = first.span.start + length;
    let inside = of.reading.words.get(words.start..)?.iter().take_while(|word| word.span.end <= end);
    let index = words.start..words.start + inside.count();
    (index.end >= words.end).then_some(index)
}

/// True when a text begins with a whole name.
fn begins(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name))
        && !text.get(name.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '/'))
}

/// True for the letters of a listing, "(NYSE:TDOC)", "$TDOC": they name the share, not its exchange or another firm.
pub fn is_ticker(of: &Text<'_>, words: &Range<usize>) -> bool {
    let letters =
        of.reading.words.get(words.start).is_some_and(|word| word.look.has(Look::CAPITAL) && word.span.len() < 8);
    let Some(before) = words.start.checked_sub(1).filter(|_| letters && words.len() == 1) else { return false };
    let glued = of.reading.words.get(words.start).is_some_and(|word| word.look.has(Look::GLUED));
    match of.lower(before).as_str() {
        "$" => glued && !of.lower(words.start).contains(|c: char| c.is_ascii_digit()),
        ":" => is_listing(of, before),
        _ => false,
    }
}

/// True for the exchange of a listing.
pub fn is_exchange(of: &Text<'_>, words: &Range<usize>) -> bool {
    of.lower(words.end) == ":"
        && of.reading.words.get(words.end + 1).is_some_and(|word| word.look.has(Look::SHOUTED))
        && is_listing(of, words.end)
}

/// True for a colon in brackets behind capitals only.
fn is_listing(of: &Text<'_>, colon: usize) -> bool {
    let before = |back: usize| colon.checked_sub(back);
    let capital = |at: usize| of.reading.words.get(at).is_some_and(|word| word.look.has(Look::CAPITAL));
    let opens = (1..=LISTING).find(|back| before(*back).is_none_or(|at| !capital(at) && of.lower(at) != "-"));
    opens
        .filter(|back| *back > 1)
        .and_then(before)
        .is_some_and(|at| matches!(of.lower(at).as_str(), "(" | ";" | "," | "["))
}
