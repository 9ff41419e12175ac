//! From labels to names: what a label row marks, states told from places, what a place may stand for.

use crate::analysis::actors::agree::{Piece, agree};
use crate::analysis::actors::borders::{self, Text};
use crate::analysis::actors::called::called;
use crate::analysis::actors::firms;
use crate::analysis::actors::market;
use crate::analysis::actors::model::Label;
use crate::analysis::actors::names::Listed;
use crate::analysis::actors::reading::{Identity, Reading};
use crate::analysis::actors::roles;
use crate::analysis::actors::sport;
use crate::analysis::actors::states::{Standing, state};
use crate::analysis::actors::word::Look;
use crate::analysis::actors::works;
use crate::analysis::{ActorKind, Figure};
use crate::text::Span;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A name found in a text.
#[derive(Clone, Debug)]
pub struct Named {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub kind: ActorKind,
    /// The title or role given with it.
    pub role: Option<Span>,
    /// The state it may stand for.
    pub stands_for: Option<&'static str>,
    /// The state it names.
    pub state: Option<&'static str>,
}

/// The names in a reading, in order and apart from each other.
pub fn named(text: &str, reading: &Reading, labels: &[Label], figures: &[Figure], titles: &[Span]) -> Vec<Named> {
    let of = Text { text, reading };
    let spelt_out = borders::spelt_out(&of);
    let mut pieces: Vec<Piece> = pieces(reading, labels)
        .into_iter()
        .filter(|(words, _)| !market::is_ticker(&of, words))
        .flat_map(|(words, kind)| borders::part(&of, words, kind))
        .collect();
    called(reading, &mut pieces);
    sport::clubs(&of, &mut pieces);
    let pieces = agree(reading, pieces).into_iter();
    let mut found: Vec<Named> = pieces.filter_map(|(words, kind)| name(&of, words, kind, &spelt_out)).collect();
    let mut figures = figures.iter().peekable();
    found.retain(|name| {
        while figures.next_if(|figure| figure.span.end <= name.span.start).is_some() {}
        !figures.peek().is_some_and(|figure| figure.span.encloses(name.span))
    });
    works::name(titles, &mut found);
    one_kind(text, &mut found);
    found
}

/// A kind that a name has, how often, and which state it then is.
type Seen = (ActorKind, usize, Option<&'static str>);

/// Gives a name that is written the same way the kind that most of its places have; the first of them where two kinds
/// have as many.
fn one_kind(text: &str, names: &mut [Named]) {
    let key = |name: &Named| name.span.of(text).to_lowercase();
    let mut kinds: HashMap<String, Vec<Seen>> = HashMap::new();
    for name in names.iter() {
        let seen = kinds.entry(key(name)).or_default();
        match seen.iter_mut().find(|(kind, ..)| *kind == name.kind) {
            Some((_, count, _)) => *count += 1,
            None => seen.push((name.kind, 1, name.state)),
        }
    }
    for name in names {
        let seen = kinds.get(&key(name)).map(Vec::as_slice).unwrap_or_default();
        let most = seen.iter().map(|(_, count, _)| *count).max();
        let Some((kind, _, state)) = seen.iter().find(|(_, count, _)| Some(*count) == most) else { continue };
        if name.kind != *kind {
            (name.kind, name.state, name.stands_for, name.role) = (*kind, *state, None, None);
        }
    }
}

/// What the labels mark, and between it what the lists know as a state, its people, or beyond doubt as an organisation.
fn pieces(reading: &Reading, labels: &[Label]) -> Vec<(Range<usize>, ActorKind)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(label) = labels.get(at) {
        let inside = |next: &&Label| **next > 0 && next.is_multiple_of(2) && *label > 0;
        let rest = labels.get(at + 1..).unwrap_or_default();
        let mut length = 1 + rest.iter().take_while(inside).count();
        if *label > 0 {
            let school = firms::school(reading, labels, at, kind(*label));
            found.push((school.unwrap_or(at)..at + length, school.map_or(kind(*label), |_| ActorKind::Organisation)));
        } else if let Some((phrase, kind)) = listed(reading, at)
            && labels.iter().skip(at).take(phrase).all(|label| *label == 0)
        {
            found.push((at..at + phrase, kind));
            length = phrase;
        }
        at += length;
    }
    let families = firms::families(reading, &found);
    for (words, kind) in found.iter_mut().filter(|(_, kind)| *kind == ActorKind::Person) {
        if firms::is_listed_firm(reading, words, &families) {
            *kind = ActorKind::Organisation;
        }
    }
    found
}

/// The listed phrase that begins at a word: its length in words and its kind.
fn listed(reading: &Reading, at: usize) -> Option<(usize, ActorKind)> {
    let (listed, true) = reading.phrases.get(at).copied()? else { return None };
    let more = reading.phrases.iter().skip(at + 1).take_while(|(more, begins)| *more == listed && !begins);
    let length = 1 + more.count();
    let word = reading.words.get(at)?;
    let initials = word.look.has(Look::SHOUTED) && word.span.len() > 3;
    let otherwise = reading.listed.get(at)?.any(OTHERWISE) || listed != Listed::ORGANISATION;
    let unmistakable = length > 1 || initials || word.span.len() > 3 && !otherwise;
    match listed {
        _ if listed.any(Listed::STATE.with(Listed::DEMONYM)) => Some((length, ActorKind::State)),
        _ if listed.any(Listed::ORGANISATION) && unmistakable => Some((length, ActorKind::Organisation)),
        _ => None,
    }
}

/// What a word must not be listed as besides to be an organisation's name by the lists alone.
const OTHERWISE: Listed =
    Listed::GIVEN.with(Listed::FAMILY).with(Listed::COMMON).with(Listed::TITLE).with(Listed::HEAD).with(Listed::GROUND);

/// A piece as a name; nothing where nothing is left of it.
fn name(of: &Text<'_>, words: Range<usize>, kind: ActorKind, spelt_out: &HashSet<u32, Identity>) -> Option<Named> {
    let role_end = words.start;
    let (mut words, mut kind) = borders::trim(of, words, kind);
    if let Some(index) = market::index(of, &words) {
        (words, kind) = (index, ActorKind::Other);
    } else if market::is_exchange(of, &words) {
        kind = ActorKind::Organisation;
    }
    let inside = of.reading.words.get(words.clone())?;
    let span = inside.first()?.span.join(inside.last()?.span);
    let common = matches!(inside, [only] if spelt_out.contains(&only.lower));
    if common || !inside.iter().any(|word| word.look.has(Look::INK)) {
        return None;
    }
    let (mut state, mut stands_for) = (None, None);
    match state_of(span.of(of.text)).or_else(|| shared_name(of, &words)) {
        Some((name, Standing::Name | Standing::People)) if kind != ActorKind::Person => {
            (kind, state) = (ActorKind::State, Some(name));
        }
        Some((name, Standing::Capital)) if kind == ActorKind::Place && !roles::is_whereabouts(of, &words) => {
            stands_for = Some(name);
        }
        Some((name, Standing::Seat)) if kind != ActorKind::Person => stands_for = Some(name),
        _ if kind == ActorKind::State => return None,
        _ => {}
    }
    let person = kind == ActorKind::Person;
    let role = if person { roles::role(of, role_end.max(words.start), words.end) } else { None };
    Some(Named { span, kind, role, stands_for, state })
}

/// The state that a point of the compass names together with the state behind "and": "North" in "North and South Korea".
fn shared_name(of: &Text<'_>, words: &Range<usize>) -> Option<(&'static str, Standing)> {
    let written = |at: usize| of.reading.words.get(at).map_or("", |word| word.span.of(of.text));
    let point = |at: usize| matches!(written(at), "North" | "South" | "East" | "West");
    let pair = words.len() == 1 && point(words.start) && written(words.end) == "and" && point(words.end + 1);
    pair.then(|| state(&format!("{} {}", written(words.start), written(words.end + 2)))).flatten()
}

/// The state named, in capitals throughout ("NAIROBI"), too.
fn state_of(written: &str) -> Option<(&'static str, Standing)> {
    let shouted = written.len() > 4 && written.is_ascii() && !written.bytes().any(|byte| byte.is_ascii_lowercase());
    state(written).or_else(|| if shouted && !written.contains('.') { state(&titled(written)) } else { None })
}

/// "NAIROBI" as "Nairobi".
pub fn titled(shouted: &str) -> String {
    let mut out = String::with_capacity(shouted.len());
    let mut inside = false;
    for c in shouted.chars() {
        if inside {
            out.extend(c.to_lowercase())
        } else {
            out.push(c)
        }
        inside = c.is_alphabetic();
    }
    out
}

fn kind(label: Label) -> ActorKind {
    match label.div_ceil(2) {
        1 => ActorKind::Person,
        2 => ActorKind::Organisation,
        3 => ActorKind::Place,
        _ => ActorKind::Other,
    }
}
