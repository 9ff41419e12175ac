//! One number against another: "one in five", "8 out of 10", "3-2".

use crate::analysis::FigureKind;
use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::notation::measured;
use crate::analysis::figures::number::number;
use crate::analysis::figures::quantity::{Found, blank};
use crate::analysis::figures::reader::Reader;
use rust_decimal::Decimal;

/// Words of games and votes: numbers beside them are a result.
const PLAYED: &[&str] = &[
    "won", "wins", "winning", "beat", "beats", "beating", "lost", "lose", "loss", "losing", "defeat", "defeated",
    "victory", "draw", "drew", "lead", "led", "leading", "score", "scored", "vote", "votes", "voted", "ruling",
    "majority", "win", "ruled", "decision", "ahead", "tie", "tied", "down", "up", "record", "trailed", "finished",
    "ended", "triumph", "rout", "season",
];

/// Verbs and nouns of results told with "to": "won 24 to 17", "voted 19 to 8".
const RESULTS: &[&str] =
    &["won", "beat", "defeated", "lost", "voted", "vote", "votes", "passed", "approved", "rejected", "ruled", "score"];

/// The ratio that begins at a token.
pub fn ratio(r: &Reader<'_>, at: usize) -> Option<Found> {
    one_in(r, at)
        .or_else(|| one_to(r, at))
        .or_else(|| odds(r, at))
        .or_else(|| score(r, at))
        .or_else(|| told_with_to(r, at))
}

/// 3:1, 10:1: no time has one digit behind its colon.
fn odds(r: &Reader<'_>, at: usize) -> Option<Found> {
    let (above, below) = (r.whole(at, 3)?, r.whole(at + 2, 1).filter(|below| *below > 0)?);
    let tight = r.sign(at + 1, b':') && r.glued(at + 1) && r.glued(at + 2) && !r.glued(at);
    if !tight || r.glued(at + 3) && !r.sign(at + 3, b'.') && !r.sign(at + 3, b',') {
        return None;
    }
    let share = Decimal::from(above).checked_div(Decimal::from(below))?;
    Some(found(r, at, at + 3, Some(share.round_dp(9))))
}

/// 3-to-1, "two-to-one": so many on one side for each on the other.
fn one_to(r: &Reader<'_>, at: usize) -> Option<Found> {
    let above = number(r, at).filter(|above| above.bounds.is_none())?;
    let to = above.end + 1;
    let joined = (above.end..above.end + 4).all(|at| r.glued(at));
    if !(joined && r.sign(above.end, b'-') && r.is(to, "to") && r.sign(to + 1, b'-')) {
        return None;
    }
    let below = number(r, to + 2).filter(|below| !(r.sign(below.end, b'-') && r.glued(below.end)))?;
    let share = above.value?.checked_div(below.value.filter(|below| !below.is_zero())?)?;
    if r.means(below.end, |sense| matches!(sense, Sense::Unit { .. } | Sense::Grain(_))) {
        return None;
    }
    // "a 5-to-4 ruling": a result, as in `score`
    let result = (below.end..below.end + 2).any(|near| r.is_any(near, PLAYED));
    let mut found = found(r, at, below.end, if result { None } else { Some(share.round_dp(9)) });
    found.figure.sides = above.value.zip(below.value).filter(|_| result);
    Some(found)
}

/// one in five, 8 out of every 10
fn one_in(r: &Reader<'_>, at: usize) -> Option<Found> {
    let above = number(r, at).filter(|above| {
        above.value.is_some_and(|value| value < Decimal::ONE_HUNDRED && value > Decimal::ZERO && value.is_integer())
    })?;
    // "a one-in-ten chance"
    let dash = |at: usize| at + usize::from(r.sign(at, b'-') && r.glued(at) && r.glued(at + 1));
    let mut second = dash(above.end);
    if r.is(second, "out") && r.is(second + 1, "of") {
        second += 2;
    } else if r.is(second, "in") && (!r.glued(second) || second > above.end) {
        second += 1;
    } else {
        return None;
    }
    second = dash(second);
    second += usize::from(r.is(second, "every"));
    let below = number(r, second)?;
    let share = above.value?.checked_div(below.value?)?;
    let round = below.value.is_some_and(|value| {
        value <= Decimal::from(20) || (value % Decimal::TEN).is_zero() && value != Decimal::from(2020)
    });
    if share >= Decimal::ONE || !round || below.literal.is_some_and(|literal| literal.whole == 4 && !literal.grouped) {
        return None;
    }
    Some(found(r, at, below.end, Some(share)))
}

/// 3-2, 2-1: a result, not a range; it has two sides and no value.
fn score(r: &Reader<'_>, at: usize) -> Option<Found> {
    let (ours, theirs) = (r.whole(at, 3)?, r.whole(at + 2, 3)?);
    let dash = r.sign(at + 1, b'-') && r.glued(at + 1) && r.glued(at + 2);
    let more =
        r.glued(at + 3) && (r.sign(at + 3, b'-') || r.sign(at + 3, b'/') || r.sign(at + 3, b'%') || r.is_word(at + 3));
    // "9-7 lakh rupees", "5-3 percent"
    if !dash
        || more
        || measured(r, at + 3)
        || r.glued(at) && !r.sign(at.wrapping_sub(1), b'(')
        || r.text_at(at).len() > 1 && r.text_at(at).starts_with('0')
    {
        return None;
    }
    let played = (at.saturating_sub(6)..at).chain(at + 3..at + 5).any(|near| r.is_any(near, PLAYED));
    if ours < theirs && !played {
        return None;
    }
    Some(result(r, at, at + 3, (ours, theirs)))
}

/// "won 24 to 17", "by 76 votes to 74": both sides of a result.
fn told_with_to(r: &Reader<'_>, at: usize) -> Option<Found> {
    let ours = r.whole(at, 3)?;
    let votes = usize::from(r.is_any(at + 1, &["votes", "points", "goals", "games", "sets"]));
    let theirs = r.whole(at + 2 + votes, 3).filter(|_| r.is(at + 1 + votes, "to"))?;
    let end = at + 3 + votes;
    let next = r.sign(end, b'.') && r.glued(end + 1) || measured(r, end) || r.sign(end, b'%') || r.sign(end, b'-');
    let counted = r.is_word(end) && r.text_at(end).ends_with('s') && !r.is_any(end, &["votes", "points", "goals"]);
    let led = (at.saturating_sub(6)..at).any(|near| r.is_any(near, RESULTS));
    // what rose or fell "from 12 to 10" is no result
    let level = r.after_any(at, &["from"]) || r.glued(at) || ours < theirs;
    if !led || level || next || counted { None } else { Some(result(r, at, end, (ours, theirs))) }
}

/// The two sides as they stand; there is no one value.
fn result(r: &Reader<'_>, at: usize, end: usize, (ours, theirs): (i64, i64)) -> Found {
    let mut found = found(r, at, end, None);
    found.figure.sides = Some((Decimal::from(ours), Decimal::from(theirs)));
    found
}

fn found(r: &Reader<'_>, at: usize, end: usize, value: Option<Decimal>) -> Found {
    let mut figure = blank(FigureKind::Ratio);
    figure.span = r.span(at, end);
    figure.value = value.map(|value| value.normalize());
    Found { figure, start: at, end }
}
