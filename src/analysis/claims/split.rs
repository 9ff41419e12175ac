//! A content with the attribution inside it: "The mill, Berg said, will close", `“I am tired,” he said on Monday, “and cold.”`

use crate::analysis::claims::content::{Content, Shape};
use crate::analysis::claims::extent;
use crate::analysis::claims::lexicon::{Class, Form};
use crate::analysis::claims::sentence::Sentence;
use crate::analysis::claims::subject;
use crate::analysis::claims::token::Kind;
use crate::analysis::claims::verb::{Verb, quotes};

/// Most tokens between a verb and the comma that gives its content the word again.
const REACH: usize = 14;

/// True when a verb with a tense stands in the content.
pub fn is_whole(sentence: &Sentence<'_>, content: Content) -> bool {
    sentence.finite_after(content.from).is_some_and(|finite| finite < content.to)
}

/// `“This is a test” for Berg`: the verb may be among the words in quotation marks.
pub fn is_quoted(sentence: &Sentence<'_>, content: Content) -> bool {
    (content.from..content.to.min(content.from + 12)).any(|at| {
        sentence.quotation(at).is_some_and(|it| it.words(sentence.text, 3) > 2 && !it.is_title(sentence.text))
    })
}

/// True when nothing behind the verb can be its object: the sentence ends, or only a time, place or hearer follows.
pub fn closes(sentence: &Sentence<'_>, verb: &Verb) -> bool {
    let next = sentence.get(verb.end);
    let hearer = verb.row.frames.any("d") && (next.is(Class::Object) || sentence.begins_noun(verb.end));
    !next.is_word()
        || next.is(Class::Preposition)
        || sentence.is_adverb(verb.end)
        || sentence.is_clock(verb.end)
        || hearer
}

/// The comma behind which the content goes on: right behind the verb, or, where the words in front are not `whole`, behind
/// hearers, places and times ("The answer, he told the paper on Monday, was simple").
pub fn comma(sentence: &Sentence<'_>, verb: &Verb, whole: bool) -> Option<usize> {
    if sentence.get(verb.end).kind == Kind::Comma {
        return Some(verb.end);
    }
    let heard = || {
        let object = sentence.get(verb.end).is(Class::Object).then_some(verb.end + 1);
        object.or_else(|| subject::end(sentence, verb.end)).filter(|_| verb.row.frames.any("d"))
    };
    let end = aside_end(sentence, heard().unwrap_or(verb.end))?;
    let next = sentence.get(end + 1);
    let begins =
        !next.is(Class::Subordinator) && !sentence.is_adverb(end + 1) && !sentence.word(end + 1).ends_with("ing");
    let goes_on = sentence.is_finite(end + 1) || begins && sentence.is_clause(end + 1);
    (!whole && sentence.get(end).kind == Kind::Comma && goes_on).then_some(end)
}

/// The mark that ends "as Berg said on Monday": right behind the verb, or behind places and times.
pub fn past_aside(sentence: &Sentence<'_>, verb: &Verb) -> Option<usize> {
    match sentence.get(verb.end).kind {
        Kind::Word if sentence.get(verb.end).is(Class::Preposition) || sentence.is_clock(verb.end) => {
            aside_end(sentence, verb.end)
        }
        Kind::Word => None,
        _ => Some(verb.end),
    }
}

/// The comma or stop behind places and times that begin at `from`: no verb stands between.
fn aside_end(sentence: &Sentence<'_>, from: usize) -> Option<usize> {
    for at in from..from + REACH {
        let token = sentence.get(at);
        match token.kind {
            Kind::Comma if token.dated || placed(sentence, at) => {}
            Kind::Comma | Kind::Stop => return Some(at),
            Kind::Word if at == from && !(is_place(sentence, at) || sentence.is_clock(at) || token.dated) => {
                return None;
            }
            Kind::Word if token.is(Class::Finite) || token.is(Class::Subordinator) || token.is(Class::Relative) => {
                return None;
            }
            Kind::Word | Kind::Number | Kind::Genitive | Kind::Aside => {}
            _ => return None,
        }
    }
    None
}

/// "in", "at", "after", not "with" or "to": where and when it was said, not what became of it.
fn is_place(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.says(at, &["in", "at", "on", "during", "after", "before", "from", "over", "last", "this", "earlier"])
}

/// "in Albany, N.Y., ": the comma between a town and its state.
fn placed(sentence: &Sentence<'_>, comma: usize) -> bool {
    let closes = matches!(sentence.get(comma + 2).kind, Kind::Comma | Kind::Stop);
    sentence.before(comma).capital && sentence.get(comma + 1).capital && closes
}

/// The second half of a clause that the attribution splits; `front` is its first half.
pub fn rest(sentence: &Sentence<'_>, from: usize, front: Content) -> Option<Content> {
    let token = sentence.get(from);
    // "The ferry had, he said, passed", "The ferry, he said, passed": the past form is the verb of the words in front.
    let wanted = front.from < front.to && !is_whole(sentence, front) || sentence.before(front.to).is(Class::Auxiliary);
    let aside = extent::is_saying(sentence, from)
        || token.is(Class::Relative)
        || sentence.says(from, &["on"]) && sentence.says(from + 1, &["condition"]);
    if aside
        || sentence.says(from, &["adding", "referring", "according"])
        || sentence.is_past(from) && !token.is(Class::Finite) && !wanted
    {
        return resumed(sentence, from);
    }
    let to = extent::clause(sentence, from, false);
    let whole = sentence.quotation(from).is_some() && to == from + 1;
    (from < to).then_some(Content { from, to, shape: if whole { Shape::Quoted } else { Shape::Clause } })
}

/// "…, said Berg, but it will stay open on Sundays": a clause that the one in front needs.
pub fn joined(sentence: &Sentence<'_>, comma: usize) -> Option<Content> {
    let led = sentence.get(comma).kind == Kind::Comma && sentence.says(comma + 1, &["but", "because"]);
    let finite = sentence.finite_after(comma + 2).filter(|finite| led && *finite > comma + 2)?;
    let to = extent::clause(sentence, comma + 1, false);
    (finite < to && sentence.get(finite).entry.verbs().is_empty()).then_some(Content {
        from: comma + 1,
        to,
        shape: Shape::Clause,
    })
}

/// `“…,” X said on Monday, “…”`: the quotation taken up again in the same sentence.
pub fn resumed(sentence: &Sentence<'_>, from: usize) -> Option<Content> {
    for at in from..from + 24 {
        let token = sentence.get(at);
        match token.kind {
            Kind::Quote(_) => {
                let led = matches!(sentence.before(at).kind, Kind::Comma | Kind::Colon | Kind::Dash) || at == from;
                let titled = at > 1 && sentence.get(at - 2).is(Class::Venue);
                let led = led && !(titled && sentence.quotation(at).is_some_and(|it| it.is_title(sentence.text)));
                return led.then_some(Content { from: at, to: at + 1, shape: Shape::Quoted });
            }
            Kind::Stop | Kind::Semicolon => return None,
            Kind::Word if token.entry.form == Form::Ing && quotes(token.entry) => return None,
            _ => {}
        }
    }
    None
}
