//! What is said, seen from the verb that says it: to its right, to its left, around it.

use crate::analysis::claims::bare;
use crate::analysis::claims::extent;
use crate::analysis::claims::lexicon::{Class, Form};
use crate::analysis::claims::sentence::Sentence;
use crate::analysis::claims::subject;
use crate::analysis::claims::token::Kind;
use crate::analysis::claims::verb::Verb;
use crate::text::Stance;

/// A content: tokens `from..to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// How it stands to its verb.
    pub shape: Shape,
}

/// How a content stands to its verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A quotation.
    Quoted,
    /// A clause.
    Clause,
    /// A verb with "to", or in -ing.
    Deed,
    /// A noun phrase.
    Thing,
}

/// Where the content of a verb begins, and how it stands to it.
type Rule = fn(&Sentence<'_>, &Verb) -> Option<(usize, Shape)>;

/// Most tokens between a verb and its content ("told reporters in Geneva on Monday that").
pub const REACH: usize = 18;

/// Most tokens between two dashes that are passed over.
const ASIDE: usize = 10;

/// The content behind a verb.
pub fn behind(sentence: &Sentence<'_>, verb: &Verb, fronted: bool) -> Option<Content> {
    let frames = verb.row.frames;
    let rules: &[(&str, Rule)] = &[
        ("qQ", quoted),
        ("t", that),
        ("w", question),
        ("pP", order),
        ("iIB", deed),
        ("z", bare::clause),
        ("g", gerund),
        ("oK", thing),
        ("tz", partly_quoted),
    ];
    let (from, shape) =
        rules.iter().filter(|(letters, _)| frames.any(letters)).find_map(|(_, rule)| rule(sentence, verb))?;
    let to = match shape {
        Shape::Quoted => return Some(Content { from, to: from + 1, shape }),
        Shape::Clause => extent::clause(sentence, from, fronted),
        Shape::Deed | Shape::Thing if fronted => extent::clause(sentence, from, true),
        Shape::Deed => extent::deed(sentence, from),
        // "pleaded not guilty": what is denied is the guilt alone.
        Shape::Thing if verb.row.particle == "not" => from + 1,
        Shape::Thing => extent::phrase(sentence, from),
    };
    (from < to && (shape != Shape::Thing || says_something(sentence, verb, from, to))).then_some(Content {
        from,
        to,
        shape,
    })
}

/// A bare name is nobody's statement ("criticised Brody"); "it" and "the report" are, where they stand for one.
fn says_something(sentence: &Sentence<'_>, verb: &Verb, from: usize, to: usize) -> bool {
    let words = (from..to).filter(|at| sentence.get(*at).is_word()).count();
    let quoted = (from..to).any(|at| sentence.get(at).quote().is_some());
    let taken_up = (from..to.min(from + 4)).any(|at| sentence.get(at).is(Class::Allegation));
    let named = verb.row.frames.any("k");
    let asked = (from..to.min(from + 4)).any(|at| sentence.get(at).is(Class::Role));
    if verb.row.lemma == "cite" && asked && !quoted {
        return false;
    }
    if verb.row.lemma == "plead" {
        return true;
    }
    if verb.row.frames.any("K") {
        // "used the term “…”", but not "used “Top” paint".
        let told = |at: usize| {
            sentence
                .quotation(at)
                .is_some_and(|it| it.words(sentence.text, 3) > 1 && !it.begins_sentence(sentence.text))
        };
        return (from..to).any(told);
    }
    // "confirmed the arrests" says what is so, "criticised the mayor" does not.
    // "confirmed the attack": nobody can look up whether that is so.
    let bare = words < 3 && sentence.says(from, &["the", "this", "that", "these", "those"]) && verb.row.lemma != "deny";
    if bare && !quoted && !taken_up && !named {
        return false;
    }
    let meant = sentence.get(from).is(Class::Determiner) || verb.row.stance == Stance::Demands;
    // "announced his candidacy": that is news, "announced the winner" is a deed.
    let own = verb.row.lemma == "announce" && sentence.get(from).is(Class::Possessive);
    let stated = verb.row.stance != Stance::Says && meant || own;
    let what = (verb.first.saturating_sub(6)..verb.first).any(|at| sentence.says(at, &["what", "which"]));
    let only = sentence.get(from).quote().is_some() && !sentence.get(from + 1).is(Class::Determiner) && !what;
    if named && only {
        false
    } else if named && !quoted {
        is_called(sentence, from, to)
    } else {
        quoted || taken_up || words > 2 || stated
    }
}

/// "called the vote a farce", "called it dangerous": what is called, and then what it is called.
fn is_called(sentence: &Sentence<'_>, from: usize, to: usize) -> bool {
    let end = if sentence.get(from).is(Class::Object) { Some(from + 1) } else { subject::end(sentence, from) };
    end.is_some_and(|end| {
        let token = sentence.get(end);
        end < to
            && token.kind == Kind::Word
            && (token.is(Class::Determiner) || !sentence.is_function(end))
            && !sentence.is_finite(end)
    })
}

/// "said: “…”", "said in a statement, “…”", "said “…”".
fn quoted(sentence: &Sentence<'_>, verb: &Verb) -> Option<(usize, Shape)> {
    let frames = verb.row.frames;
    let mut at = verb.end;
    while at < verb.end + REACH {
        let token = sentence.get(at);
        match token.kind {
            Kind::Quote(_) => {
                let whole = sentence.quotation(at)?;
                // `asked the crowd “Are you ready?”`
                let heard = || frames.any("d") && subject::end(sentence, verb.end) == Some(at);
                let led = matches!(sentence.before(at).kind, Kind::Comma | Kind::Colon) || at > verb.end && heard();
                // `said in his book, “The Long Way Home.”`
                if led && at > verb.end && sentence.get(at - 2).is(Class::Venue) && whole.is_title(sentence.text) {
                    return None;
                }
                let ends = matches!(sentence.get(at + 1).kind, Kind::Stop | Kind::Other | Kind::Quote(_) | Kind::Dash);
                let closed = ends || whole.ends_sentence(sentence.text) || whole.goes_on(sentence.text);
                let full = whole.begins_sentence(sentence.text) && closed;
                // `posted a message reading “Thank you, Carrow” from the train`
                // "a show called “Mill”" is a name.
                if frames.any("k") && !whole.states(sentence.text) {
                    return None;
                }
                let said = at == verb.end && !frames.any("tz") && whole.words(sentence.text, 2) > 1;
                let direct = (led || at == verb.end) && (full || ends) || said;
                let several = at == verb.end
                    && sentence.says(at + 1, &["and", "or"])
                    && (sentence.get(at + 2).quote().is_some() && !sentence.get(at + 3).is_word()
                        || sentence.get(at + 2).kind == Kind::Comma && sentence.get(at + 3).quote().is_some());
                let shape = if several { Shape::Thing } else { Shape::Quoted };
                // `said, “Lund is in a fight” for second place`
                let opens = led && at == verb.end + 1 && frames.any("tz") && whole.words(sentence.text, 3) > 2;
                return match direct || several {
                    true => Some((at, shape)),
                    false => opens.then_some((at, Shape::Clause)),
                };
            }
            Kind::Colon if !matches!(sentence.get(at + 1).kind, Kind::Quote(_)) => {
                return Some((at + 1, Shape::Clause));
            }
            // `said in spring, when the letter was found, “I did not write it.”`
            Kind::Comma if sentence.get(at + 1).is(Class::Subordinator) || sentence.get(at + 1).is(Class::Relative) => {
                let closes =
                    |at: &usize| sentence.get(*at).kind == Kind::Comma && sentence.get(*at + 1).quote().is_some();
                at = (at + 1..at + REACH).find(closes)?;
            }
            // `repeated that view on Monday: the mill was old`
            Kind::Word if sentence.says(at, &["that"]) && opens(sentence, verb, at) => return None,
            Kind::Word if sentence.is_finite(at) && !describes(sentence, at) => return None,
            Kind::Stop | Kind::Semicolon | Kind::Dash => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

/// "said that", "told reporters on Friday that", "noted, however, that".
fn that(sentence: &Sentence<'_>, verb: &Verb) -> Option<(usize, Shape)> {
    let hearer = verb.row.frames.any("d");
    let mut commas = 0;
    let mut at = verb.end;
    while at < verb.end + REACH {
        let token = sentence.get(at);
        match token.kind {
            Kind::Word if sentence.says(at, &["that"]) => {
                return opens(sentence, verb, at).then(|| begin(sentence, at));
            }
            Kind::Word if sentence.is_finite(at) && !describes(sentence, at) => return None,
            Kind::Word if sentence.get(at).is(Class::Person) && !hearer => return None,
            Kind::Comma => {
                commas += 1;
                let again = sentence.says(at + 1, &["that"]) || commas < 2;
                if !again || extent::is_saying(sentence, at + 1) {
                    return None;
                }
            }
            Kind::Word | Kind::Number | Kind::Genitive | Kind::Aside => {}
            // "said in July – falsely, as it turned out – that"
            Kind::Dash => at = (at + 1..at + ASIDE).find(|at| sentence.get(*at).kind == Kind::Dash)?,
            _ => return None,
        }
        at += 1;
    }
    None
}

/// "in a statement released on Monday", "an interview taped last week": a participle that describes where it was said.
fn describes(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = sentence.get(at + 1);
    let led = next.is(Class::Preposition) || next.dated || sentence.is_clock(at + 1);
    sentence.is_past(at) && !sentence.get(at).is(Class::Finite) && sentence.before(at).is(Class::Venue) && led
}

/// Where the content behind "that" begins: "insisted that was no bribe" speaks of "that" itself.
fn begin(sentence: &Sentence<'_>, that: usize) -> (usize, Shape) {
    let subject = sentence.get(that + 1).is(Class::Finite) && !sentence.get(that + 1).is(Class::Subject);
    (that + usize::from(!subject), Shape::Clause)
}

/// True when the "that" at `that` opens a clause: "that day", "that of the bank", and "that" after a noun which it describes
/// do not.
fn opens(sentence: &Sentence<'_>, verb: &Verb, that: usize) -> bool {
    let next = sentence.get(that + 1);
    let ends = matches!(sentence.get(that + 2).kind, Kind::Comma | Kind::Stop);
    // "disputes that account, saying …", but "said that Berg, who was there, had left"
    let named = next.capital && !sentence.is_clock(that + 1);
    if next.is_word() && ends && !named {
        return false;
    }
    if sentence.finite_after(that + 1).is_none() && next.quote().is_none() {
        // Its verb may be in no list ("that bees avoid the fields").
        let held = matches!(
            sentence.get(that + 2).kind,
            Kind::Word | Kind::Number | Kind::Genitive | Kind::Quote(_) | Kind::Dash
        );
        let noun = sentence.get(that + 2).is(Class::Preposition) && !next.is(Class::Determiner) && !next.capital;
        // "the states that voted", "Things They Said That Year"
        let led = that > verb.end && sentence.is_finite(that + 1);
        let other = led || sentence.get(that).capital || sentence.is_clock(that + 1);
        if !next.is_word() || !held || noun || other {
            return false;
        }
    }
    let described = that > verb.end && !verb.row.frames.any("d") && !sentence.before(that).is(Class::Venue);
    !(described && relative(sentence, verb, that))
}

/// "announced a plan that would": the noun before "that" is the verb's object, not a place or time.
fn relative(sentence: &Sentence<'_>, verb: &Verb, that: usize) -> bool {
    let first = sentence.get(verb.end);
    let timed = first.dated || sentence.is_clock(verb.end);
    let aside = first.is(Class::Preposition) || sentence.is_adverb(verb.end) || timed;
    !aside && !matches!(first.kind, Kind::Comma | Kind::Dash) && that > verb.end
}

/// "asked whether", "told him how".
fn question(sentence: &Sentence<'_>, verb: &Verb) -> Option<(usize, Shape)> {
    let mut at = verb.end;
    if verb.row.frames.any("d") && !sentence.get(at).is(Class::Question) {
        at = subject::end(sentence, at).unwrap_or(at + usize::from(sentence.get(at).is(Class::Object)));
        at += usize::from(sentence.is_clock(at));
    }
    (sentence.get(at).is(Class::Question) && !sentence.says(at, &["when", "where"])
        || sentence.says(at, &["when", "where"]) && verb.row.frames.any("q"))
    .then_some((at, Shape::Clause))
}

/// "urged the council to", "accused him of".
fn order(sentence: &Sentence<'_>, verb: &Verb) -> Option<(usize, Shape)> {
    let first = sentence.get(verb.end);
    let end = if first.is(Class::Object) { verb.end + 1 } else { subject::end(sentence, verb.end)? };
    let ordered = sentence.says(end, &["to", "not"]);
    // "of" may have been read as part of the hearer's name ("accused the head of the bank of lying").
    let accused = || verb.row.frames.any("P") && (verb.end + 1..=end).any(|at| sentence.says(at, &["of"]));
    (ordered || accused()).then_some((verb.end, Shape::Deed))
}

/// "promised to", "vowed on Tuesday not to"; with `I` also "expects the lake to", with `B` "declared the lake to be".
fn deed(sentence: &Sentence<'_>, verb: &Verb) -> Option<(usize, Shape)> {
    let at = sentence.past_time(verb.end);
    // The particle of "agree to" is the conjunction itself.
    if sentence.says(at, &["not"]) && sentence.says(at + 1, &["to"]) && !verb.row.frames.any("B") {
        return Some((at, Shape::Deed));
    }
    if sentence.says(at, &["to"]) && !verb.row.frames.any("B") {
        // "a year expected to be dry": nobody is said to expect it.
        // "delegates pledged to Berg": no verb follows.
        let named = sentence.get(at + 1).capital || sentence.get(at + 1).is(Class::Determiner);
        let reduced = named || verb.row.lemma == "expect" && sentence.get(verb.at).entry.form == Form::Past;
        return (!reduced).then_some((at + 1, Shape::Deed));
    }
    if verb.row.particle == "to" {
        return Some((at, Shape::Deed));
    }
    if !verb.row.frames.any("IB") {
        return None;
    }
    let end = if sentence.get(at).is(Class::Object) { at + 1 } else { subject::end(sentence, at)? };
    let be = verb.row.frames.any("I") || sentence.says(end + 1, &["be", "have"]);
    (sentence.says(end, &["to"]) && be).then_some((at, Shape::Deed))
}

/// "denied having", "suggested closing".
pub fn gerund(sentence: &Sentence<'_>, verb: &Verb) -> Option<(usize, Shape)> {
    // "denies ever meeting"
    let at = if sentence.is_adverb(verb.end) { verb.end + 1 } else { verb.end };
    let word = sentence.word(at);
    let gerund = word.len() > 4 && word.ends_with("ing") && sentence.get(at).kind == Kind::Word;
    gerund.then_some((verb.end, Shape::Deed))
}

/// "announced a new tax", "called the vote a farce".
fn thing(sentence: &Sentence<'_>, verb: &Verb) -> Option<(usize, Shape)> {
    let token = sentence.get(verb.end);
    let noun = sentence.begins_noun(verb.end) || token.is(Class::Object) || token.quote().is_some();
    // "60 pledged delegates", "pledged delegates": only an amount is promised.
    if verb.row.lemma == "pledge" && token.kind != Kind::Number && !token.is(Class::Determiner) {
        return None;
    }
    let timed = (verb.end..verb.end + 3).find(|at| sentence.is_clock(*at));
    let timed = timed.is_some_and(|at| at == verb.end || sentence.says(verb.end, &["this", "last", "next", "earlier"]));
    (noun && !timed).then_some((verb.end, Shape::Thing))
}

/// `found “no evidence of a fault” in the engine`.
fn partly_quoted(sentence: &Sentence<'_>, verb: &Verb) -> Option<(usize, Shape)> {
    sentence.get(verb.end).quote().map(|_| (verb.end, Shape::Clause))
}
