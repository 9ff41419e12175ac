//! From labels to names: borders put right, states told from places, roles found.

use crate::analysis::actors::model::Label;
use crate::analysis::actors::names::Listed;
use crate::analysis::actors::reading::Reading;
use crate::analysis::actors::states::{Standing, state};
use crate::analysis::actors::word::Look;
use crate::analysis::{ActorKind, Figure};
use crate::text::Span;
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
pub fn named(text: &str, reading: &Reading, labels: &[Label], figures: &[Figure]) -> Vec<Named> {
    let finder = Finder { text, reading };
    let mut found: Vec<Named> = Vec::new();
    for (words, kind) in finder.pieces(labels) {
        found.extend(finder.name(words, kind));
    }
    let mut figures = figures.iter().peekable();
    found.retain(|name| {
        while figures.next_if(|figure| figure.span.end <= name.span.start).is_some() {}
        !figures.peek().is_some_and(|figure| figure.span.encloses(name.span))
    });
    found
}

struct Finder<'r> {
    text: &'r str,
    reading: &'r Reading,
}

impl Finder<'_> {
    /// What the labels mark, and between it what the lists know as a state or its people.
    fn pieces(&self, labels: &[Label]) -> Vec<(Range<usize>, ActorKind)> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(label) = labels.get(at) {
            let inside = |next: &&Label| **next > 0 && **next % 2 == 0 && *label > 0;
            let rest = labels.get(at + 1..).unwrap_or_default();
            let mut length = 1 + rest.iter().take_while(inside).count();
            if *label > 0 {
                found.push((at..at + length, kind(*label)));
            } else if let Some((listed, true)) = self.reading.phrases.get(at)
                && listed.any(Listed::STATE.with(Listed::DEMONYM).with(Listed::ORGANISATION))
            {
                let phrase =
                    self.reading.phrases.iter().skip(at + 1).take_while(|(more, begins)| more == listed && !begins);
                let whole = 1 + phrase.count();
                let state = listed.any(Listed::STATE.with(Listed::DEMONYM));
                let kind = if state { ActorKind::State } else { ActorKind::Organisation };
                let shouted =
                    self.reading.words.get(at).is_some_and(|word| word.look.has(Look::SHOUTED) && word.span.len() > 3);
                if (state || shouted || whole > 1) && labels.iter().skip(at).take(whole).all(|label| *label == 0) {
                    found.push((at..at + whole, kind));
                    length = whole;
                }
            }
            at += length;
        }
        found
    }

    /// A piece as a name; nothing where nothing is left of it.
    fn name(&self, mut words: Range<usize>, mut kind: ActorKind) -> Option<Named> {
        let role_from = words.start;
        while words.len() > 1 && self.leads(words.start, kind) {
            words.start += 1;
        }
        while words.len() > 1 && self.trails(words.end - 1) {
            words.end -= 1;
        }
        if self.continues(&words) {
            (words.end, kind) = (words.end + 1, ActorKind::Organisation);
        }
        if kind == ActorKind::Other {
            let (listed, begins) = self.reading.phrases.get(words.start).copied()?;
            let shouted = self.reading.words.get(words.start)?.look.has(Look::SHOUTED);
            if words.len() > 1 && begins && shouted && listed.any(Listed::ORGANISATION) {
                words.end = words.start + 1;
                kind = ActorKind::Organisation;
            }
        }
        let inside = self.reading.words.get(words.clone())?;
        let span = inside.first()?.span.join(inside.last()?.span);
        if !inside.iter().any(|word| word.look.has(Look::INK)) {
            return None;
        }
        let known = self.state(span.of(self.text));
        let (mut of, mut stands_for) = (None, None);
        match known {
            Some((name, Standing::Name | Standing::People)) if kind != ActorKind::Person => {
                kind = ActorKind::State;
                of = Some(name);
            }
            Some((name, Standing::Capital)) if kind == ActorKind::Place && !self.is_whereabouts(&words) => {
                stands_for = Some(name);
            }
            Some((name, Standing::Seat)) if kind != ActorKind::Person => stands_for = Some(name),
            _ if kind == ActorKind::State => return None,
            _ => {}
        }
        let role = if kind == ActorKind::Person { self.role(role_from.max(words.start)) } else { None };
        Some(Named { span, kind, role, stands_for, state: of })
    }

    fn lower(&self, at: usize) -> String {
        self.reading.words.get(at).map_or_else(String::new, |word| word.span.of(self.text).to_lowercase())
    }

    /// True for a word before a name that is no part of it: an article, a title or a people before a person.
    fn leads(&self, at: usize, kind: ActorKind) -> bool {
        let people = self.reading.phrases.get(at).is_some_and(|(listed, _)| *listed == Listed::DEMONYM);
        if kind == ActorKind::Person && people {
            return true;
        }
        let listed = self.reading.listed.get(at).copied().unwrap_or_default();
        let title = kind == ActorKind::Person && listed.any(Listed::TITLE) && !listed.any(Listed::GIVEN);
        let ink = self.reading.words.get(at).is_some_and(|word| word.look.has(Look::INK));
        !ink || title || self.lower(at) == "the"
    }

    /// True when a listed organisation goes on behind the name with the ending that looks like a possessive: "Moody's".
    fn continues(&self, words: &Range<usize>) -> bool {
        let phrases = self.reading.phrases.get(words.end - 1..=words.end).unwrap_or_default();
        matches!(phrases, [(one, _), (two, false)] if one == two && two.any(Listed::ORGANISATION))
            && matches!(self.lower(words.end).as_str(), "'s" | "’s")
    }

    /// True for what may not end a name: a possessive, a sign.
    fn trails(&self, at: usize) -> bool {
        let word = self.reading.words.get(at);
        matches!(self.lower(at).as_str(), "'s" | "’s")
            || word.is_some_and(|word| !word.look.has(Look::INK) || word.look.has(Look::CALENDAR))
    }

    /// The state named, in capitals throughout ("NAIROBI"), too.
    fn state(&self, written: &str) -> Option<(&'static str, Standing)> {
        let shouted = written.len() > 4 && written.is_ascii() && !written.bytes().any(|byte| byte.is_ascii_lowercase());
        state(written).or_else(|| if shouted && !written.contains('.') { state(&titled(written)) } else { None })
    }

    /// True when a place's name only says where: behind a preposition, or before a comma and a larger place.
    fn is_whereabouts(&self, words: &Range<usize>) -> bool {
        let before = words.start.checked_sub(1).map(|at| self.lower(at)).unwrap_or_default();
        matches!(
            before.as_str(),
            "in" | "at" | "near" | "from" | "to" | "of" | "outside" | "around" | "into" | "across" | "via" | "through"
        ) || matches!(self.lower(words.end).as_str(), "," | "(" | "-" | "—" | "–")
    }

    /// The title or role that ends right before the word number `end`: "South Korean President", "former CIA chief".
    fn role(&self, end: usize) -> Option<Span> {
        let sentence = self.reading.sentences.partition_point(|sentence| sentence.end <= end);
        let start = self.reading.sentences.get(sentence)?.start;
        let title = |at: usize| self.reading.listed.get(at).is_some_and(|listed| listed.any(Listed::TITLE));
        let mut from = end;
        while from > start && end - from < 4 && title(from - 1) {
            from -= 1;
        }
        if from == end {
            return None;
        }
        while from > start && end - from < 9 && self.qualifies(from - 1) {
            from -= 1;
        }
        let first = self.reading.words.get(from)?;
        Some(first.span.join(self.reading.words.get(end - 1)?.span))
    }

    /// True for a word that may stand before a title as part of the role.
    fn qualifies(&self, at: usize) -> bool {
        let Some(word) = self.reading.words.get(at) else { return false };
        let (phrase, _) = self.reading.phrases.get(at).copied().unwrap_or_default();
        let known = Listed::STATE.with(Listed::DEMONYM).with(Listed::ORGANISATION).with(Listed::REGION);
        let capital = word.look.has(Look::CAPITAL) && !word.look.has(Look::FIRST);
        let office = matches!(
            self.lower(at).as_str(),
            "former"
                | "acting"
                | "deputy"
                | "vice"
                | "prime"
                | "foreign"
                | "interim"
                | "outgoing"
                | "then"
                | "chief"
                | "assistant"
                | "senior"
                | "opposition"
                | "party"
                | "state"
                | "finance"
                | "defence"
                | "defense"
                | "interior"
                | "justice"
                | "health"
                | "executive"
                | "managing"
                | "general"
                | "'s"
                | "’s"
                | "ex"
        );
        phrase.any(known) || office || capital
    }
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
