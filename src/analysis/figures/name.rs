//! Numbers that are part of a name (K-2, Boeing 737, Channel 4), and words of number that count nothing ("the one").

use crate::analysis::FigureKind;
use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::measure::Measure;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::token::Kind;
use rust_decimal::Decimal;

/// True when the number at a token is no figure but belongs to a name or code. A `qualified` one ("at least 10") counts,
/// whatever stands before it.
pub fn is_name(r: &Reader<'_>, at: usize, found: &Measure, qualified: impl Fn() -> bool) -> bool {
    if matches!(found.kind, FigureKind::Money | FigureKind::Percent | FigureKind::Age) {
        return false;
    }
    if identifier(r, at, found) || war(r, found.end) {
        return true;
    }
    let Some(before) = at.checked_sub(1) else { return ends_in_letters(r, found) || numbered(r, at, found) };
    if r.glued(at) && attached(r, before) {
        return true;
    }
    if ends_in_letters(r, found) || coded(r, at, found) {
        return true;
    }
    // "Boeing 777F", "Channel 5s": a letter run on to the number of a name is no unit
    let letter = found.end == at + 2 && r.glued(at + 1) && r.text_at(at + 1).len() == 1;
    if !found.bare() && !letter {
        return false;
    }
    // "a 13F filing", "Form 13F"
    let form = r.is_any(found.end, &["filing", "filings", "filer", "filers", "form", "forms"]);
    if letter && (form || r.is_any(before, &["form", "forms"])) {
        return true;
    }
    // "POLICE SEIZE 40 GUNS": capitals that say nothing
    let loud = |at: usize| {
        let text = r.text_at(at);
        text.len() > 2 && r.is_word(at) && text.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let shouted = loud(before) && loud(found.end);
    // "shot McDonald 16 times"
    let often = r.is(found.end, "times");
    let capital = !shouted && !often && r.text_at(before).bytes().any(|byte| byte.is_ascii_uppercase());
    let named = r.means(before, |sense| sense == Sense::Name);
    let no = r.sign(before, b'.') && at > 1 && r.is_any(at - 2, &["no", "nos", "nr", "nrs"]) || r.sign(before, b'#');
    let proper_noun = || capital && proper(r, before) && !qualified();
    (named && capital && !qualified())
        || r.means(before, |sense| sense == Sense::Label)
        || no
        || r.means(before, |sense| matches!(sense, Sense::Month(_))) && movement(r, found.end)
        || group(r, at)
        || ((letter || digits(found) || r.capital(at) && !r.capital(at + 1)) && proper_noun())
        || bracketed(r, at)
        || address(r, at, found.end)
}

/// Ten digits and more written on to a mark count nothing that a reader could: an account, a time stamp.
fn identifier(r: &Reader<'_>, at: usize, found: &Measure) -> bool {
    r.glued(at)
        && found.bare()
        && found.amount.literal.is_some_and(|literal| literal.whole > 9 && !literal.grouped && literal.decimals == 0)
}

/// "the Hundred Years' War", "the Six-Day War"
fn war(r: &Reader<'_>, at: usize) -> bool {
    let owner = at + usize::from(r.sign(at, b'\'') && r.glued(at));
    r.text_at(owner) == "War"
}

/// "8. Rand Paul": the number of a line in a list.
fn numbered(r: &Reader<'_>, at: usize, found: &Measure) -> bool {
    let dot = r.sign(at + 1, b'.') && r.glued(at + 1) && !r.glued(at + 2);
    found.bare() && r.whole(at, 3).is_some() && dot && (r.token(at + 2).is_none() || r.capital(at + 2))
}

/// "the March 14 Alliance", "the April 6 Youth Movement": a day in a name.
pub fn movement(r: &Reader<'_>, at: usize) -> bool {
    const NAMED: &[&str] = &[
        "Alliance",
        "Movement",
        "Coalition",
        "Brigade",
        "Brigades",
        "Solidarity",
        "Martyrs",
        "Group",
        "Forces",
        "Front",
        "Youth",
        "Organization",
        "Organisation",
    ];
    NAMED.contains(&r.text_at(at))
}

/// "209 West Houston St.": the number of a house.
fn address(r: &Reader<'_>, at: usize, end: usize) -> bool {
    const STREETS: &[&str] = &[
        "street",
        "st",
        "avenue",
        "ave",
        "road",
        "rd",
        "boulevard",
        "blvd",
        "lane",
        "drive",
        "square",
        "terrace",
        "place",
    ];
    let names = (end..end + 4).take_while(|word| r.is_word(*word) && r.capital(*word)).count();
    r.whole(at, 5).is_some() && names > 1 && (end + 1..end + names).any(|word| r.is_any(word, STREETS))
}

fn digits(found: &Measure) -> bool {
    found
        .amount
        .literal
        .is_some_and(|literal| !literal.grouped && literal.decimals == 0 && literal.whole <= 4 && !literal.vulgar)
}

/// "K-2", "COVID-19", "A320": written on to letters.
fn attached(r: &Reader<'_>, before: usize) -> bool {
    let Some(token) = r.token(before) else { return false };
    match token.kind {
        Kind::Word => true,
        Kind::Sign(b'-') => {
            let word = before.checked_sub(1).filter(|word| r.glued(before) && r.is_word(*word));
            word.is_some_and(|word| {
                // "a par-four hole": so many in words, written on to a noun
                let noun = r.is_word(before + 1) && r.token(word).is_some_and(|token| token.entry == 0);
                let noun = noun && !r.is_any(word, &["sub", "pre", "post", "non", "mid", "top", "plus"]);
                (r.capital(word) || noun) && !r.means(word, |sense| matches!(sense, Sense::Number(_) | Sense::Month(_)))
            })
        }
        Kind::Sign(b'/' | b':' | b'_' | b'.' | b'@') => token.glued,
        _ => false,
    }
}

/// "5G", "13F", "737s": letters run on that are no unit.
fn ends_in_letters(r: &Reader<'_>, found: &Measure) -> bool {
    found.bare() && r.is_word(found.end) && r.glued(found.end) && found.amount.literal.is_some()
}

/// A piece of a telephone number, a version, an address.
fn coded(r: &Reader<'_>, at: usize, found: &Measure) -> bool {
    let more = |at: usize| {
        r.glued(at)
            && r.glued(at + 1)
            && matches!(r.token(at).map(|token| token.kind), Some(Kind::Sign(b'/' | b':' | b'.' | b'-')))
            && r.literal(at + 1).is_some()
    };
    let chained = more(found.end) && more(found.end + 2);
    let colon = found.bare() && more(found.end) && !r.sign(found.end, b'-');
    let behind = r.glued(at) && at > 1 && r.literal(at - 2).is_some() && !r.sign(at - 1, b',') && r.glued(at - 1);
    chained || colon || behind
}

/// "(4)" after a name: a shirt, a note, a place in a list.
fn bracketed(r: &Reader<'_>, at: usize) -> bool {
    r.whole(at, 2).is_some() && r.sign(at.wrapping_sub(1), b'(') && r.sign(at + 1, b')')
}

/// A capital inside the sentence that no list explains: a proper name.
fn proper(r: &Reader<'_>, word: usize) -> bool {
    let first = word == 0 || r.sign(word - 1, b'"') || r.sign(word - 1, b'_');
    let letter = r.text_at(word).len() == 1 && r.sign(word.wrapping_sub(1), b'&');
    r.is_word(word) && (letter || !first && r.token(word).is_some_and(|token| token.entry == 0))
}

/// "Group of Seven", "the Big Three", "Group of 20"
fn group(r: &Reader<'_>, at: usize) -> bool {
    let word = r.capital(at) || r.literal(at).is_some();
    word && r.after_any(at, &["of"]) && at > 1 && r.is(at - 2, "group") && r.capital(at - 2)
}

/// "one" that stands for a noun or for anybody, and other words of number that count nothing.
pub fn is_pronoun(r: &Reader<'_>, at: usize, found: &Measure) -> bool {
    const BEFORE: &[&str] = &[
        "the", "this", "that", "which", "no", "any", "every", "each", "another", "some", "only", "s", "last", "a",
        "an", "new", "first", "good", "big", "previous", "current", "same", "on",
    ];
    const AFTER: &[&str] = &[
        "another", "is", "can", "should", "might", "could", "would", "must", "may", "who", "day", "s", "needs",
        "wants", "has", "does", "cannot",
    ];
    if !r.is(at, "one") || found.amount.value != Some(Decimal::ONE) || found.kind != FigureKind::Count {
        return false;
    }
    // "a one-vote majority" counts, "one-sided" and "one-off" do not
    const COUNTED: &[&str] = &[
        "vote", "point", "goal", "run", "stroke", "shot", "seat", "game", "person", "room", "bedroom", "storey",
        "story", "page", "lane",
    ];
    let dash = r.sign(at + 1, b'-') && r.glued(at + 1);
    if dash && r.is_any(at + 2, COUNTED) {
        return false;
    }
    // "one sees it", "one suspects": a verb, as no noun in the plural can follow
    let next = r.text_at(found.end);
    let verb = next.len() > 3
        && next.ends_with('s')
        && !["ss", "us", "is", "as"].iter().any(|end| next.ends_with(end))
        && !r.capital(found.end)
        && !r.is_any(found.end, &["series", "species", "news", "means", "lens", "times"]);
    // "a bitter one": what it stands for is described
    let plain =
        |word: usize| r.is_word(word) && !r.capital(word) && r.token(word).is_some_and(|token| token.entry == 0);
    let described =
        at > 1 && plain(at - 1) && r.is_any(at - 2, &["a", "an", "the", "his", "her", "their", "its", "very"]);
    described
        || verb
        || r.after_any(at, BEFORE)
        || r.is_any(found.end, AFTER)
        || lonely(r, at, found.end)
        || dash
        || (r.sign(found.end, b'\'') && r.glued(found.end))
}

/// No noun follows, as in "get their hands on one in order".
fn lonely(r: &Reader<'_>, at: usize, end: usize) -> bool {
    const PARTS: &[&str] =
        &["in", "to", "for", "with", "at", "by", "from", "or", "that", "if", "when", "before", "after", "as", "on"];
    at > 0 && (r.is_any(end, PARTS) || r.sign(end, b'.') && !r.is_any(at - 1, &["negative", "minus"]))
}
