//! A subject with what stands between commas behind it: "the minister, Anna Weber, a former banker, said".

use crate::analysis::claims::lexicon::{Class, Form};
use crate::analysis::claims::sentence::Sentence;
use crate::analysis::claims::subject::{self, LONGEST, Phrase};
use crate::analysis::claims::token::Kind;

/// Most appositions and asides behind one name.
const MOST: usize = 4;

/// The subject before the mark at `close`, which ends an apposition or an aside. Appositions belong to the phrase; relative
/// clauses and asides are left out.
pub fn past(sentence: &Sentence<'_>, close: usize) -> Option<Phrase> {
    let mut inner = segment(sentence, close)?;
    if inner.aside && !inner.fills && !sentence.before(inner.open).is(Class::Relative) {
        return subject::before(sentence, inner.open).filter(|phrase| !phrase.relative);
    }
    let mut to = if inner.aside { inner.open } else { close };
    for _ in 0..MOST {
        let Some(outer) = Some(inner.open).filter(|_| inner.fills).and_then(|open| segment(sentence, open)) else {
            break;
        };
        if !explains(sentence, &outer) {
            break;
        }
        if outer.aside {
            to = outer.open;
        }
        inner = outer;
    }
    Some(Phrase { from: inner.from, to, clause: inner.from, relative: false })
}

/// True when what stands behind the comma explains the noun phrase before it: "Berg, the owner", "the minister, Anna Weber".
fn explains(sentence: &Sentence<'_>, segment: &Segment) -> bool {
    let office = sentence.before(segment.open).is(Class::Role) && sentence.get(segment.open + 1).capital;
    let told = segment.aside || sentence.begins_apposition(segment.open + 1);
    office || told && (segment.named || segment.fills)
}

/// What stands before the mark at `close`, back to the mark that opens it, and the noun phrase before that one.
struct Segment {
    open: usize,
    /// A clause, a phrase with a preposition, a participle: nobody's name.
    aside: bool,
    /// Where the noun phrase before `open` begins.
    from: usize,
    /// True when that noun phrase is itself all that stands behind a comma.
    fills: bool,
    /// True when it ends in a name.
    named: bool,
}

fn segment(sentence: &Sentence<'_>, close: usize) -> Option<Segment> {
    let closing = sentence.get(close).kind;
    let kind = if closing == Kind::Close { Kind::Open } else { closing };
    let floor = close.saturating_sub(LONGEST);
    // The comma inside "March 3, 2021" parts nothing.
    let open = (floor..close).rev().find(|at| sentence.get(*at).kind == kind && !sentence.get(*at).dated)?;
    let last = open.checked_sub(1)?;
    if !sentence.get(last).is_word() && !matches!(sentence.get(last).kind, Kind::Genitive | Kind::Aside) {
        return None;
    }
    let inside = open + 1;
    // "After the vote, in a small town, said": a phrase with a preposition in front is no subject.
    let aside = sentence.is_function(inside) && !sentence.get(inside).is(Class::Determiner)
        || sentence.is_adverb(inside)
        || sentence.is_past(inside)
        || sentence.get(inside).dated
        || sentence.get(inside).entry.form == Form::Ing
        || sentence.word(inside).ends_with("ing") && !sentence.get(inside).capital
        || kind != Kind::Comma;
    let age = sentence.get(last).kind == Kind::Number && last > 0 && sentence.before(last).kind == Kind::Comma;
    let from = if age { last } else { subject::start(sentence, last)? };
    let fills = from > 0 && sentence.before(from).kind == Kind::Comma && kind == Kind::Comma;
    Some(Segment { open, aside, from, fills, named: sentence.get(last).capital || age })
}

impl Sentence<'_> {
    /// True when what begins at `at` may explain the name before it: "the owner", "a banker", "44", "who leads the party".
    fn begins_apposition(&self, at: usize) -> bool {
        let token = self.get(at);
        token.kind == Kind::Number
            || token.is(Class::Determiner)
            || token.is(Class::Possessive)
            || token.is(Class::Relative)
            || token.is(Class::Role)
            || (at..at + 4).any(|near| self.get(near).is(Class::Role))
    }
}
