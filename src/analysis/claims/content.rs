//! What is said, seen from the verb that says it: to its right, to its left, around it.

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

/// The content behind a verb.
pub fn behind(sentence: &Sentence<'_>, verb: &Verb, fronted: bool) -> Option<Content> {
    let frames = verb.row.frames;
    let rules: &[(&str, Rule)] = &[
        ("qQ", quoted),
        ("t", that),
        ("w", question),
        ("pP", order),
        ("iI", deed),
        ("z", bare),
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
    let stated = verb.row.stance != Stance::Says && meant;
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
    for at in verb.end..verb.end + REACH {
        let token = sentence.get(at);
        match token.kind {
            Kind::Quote(_) => {
                let whole = sentence.quotation(at)?;
                let led = matches!(sentence.before(at).kind, Kind::Comma | Kind::Colon);
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
            Kind::Word if sentence.says(at, &["that"]) || sentence.is_finite(at) => return None,
            Kind::Stop | Kind::Semicolon | Kind::Dash => return None,
            _ => {}
        }
    }
    None
}

/// "said that", "told reporters on Friday that", "noted, however, that".
fn that(sentence: &Sentence<'_>, verb: &Verb) -> Option<(usize, Shape)> {
    let hearer = verb.row.frames.any("d");
    let ends = |at: usize| matches!(sentence.get(at).kind, Kind::Comma | Kind::Stop);
    let mut commas = 0;
    for at in verb.end..verb.end + REACH {
        let token = sentence.get(at);
        match token.kind {
            // "disputes that account, saying …"
            Kind::Word if sentence.says(at, &["that"]) && sentence.get(at + 1).is_word() && ends(at + 2) => {
                return None;
            }
            Kind::Word if sentence.says(at, &["that"]) => {
                // "that day", "that of the bank", and "that" after a noun that it describes are no conjunctions.
                let noun =
                    at > verb.end && !hearer && !sentence.get(at - 1).is(Class::Venue) && relative(sentence, verb, at);
                // Right behind the verb it opens a clause even where its verb is in no list ("that bees avoid the fields").
                let opens = at == verb.end
                    && !sentence.is_clock(at + 1)
                    && (1..3).all(|more| sentence.get(at + more).is_word());
                let quoted = sentence.get(at + 1).quote().is_some();
                let clause = opens || quoted || sentence.finite_after(at + 1).is_some();
                // "insisted that was no bribe": here "that" is what is spoken of.
                let subject = sentence.get(at + 1).is(Class::Finite) && !sentence.get(at + 1).is(Class::Subject);
                return (clause && !noun).then_some((at + usize::from(!subject), Shape::Clause));
            }
            Kind::Word if sentence.is_finite(at) => return None,
            Kind::Word if sentence.get(at).is(Class::Person) && !hearer => return None,
            Kind::Comma => {
                commas += 1;
                let again = sentence.says(at + 1, &["that"]) || commas < 2;
                if !again || extent::is_saying(sentence, at + 1) {
                    return None;
                }
            }
            Kind::Word | Kind::Number | Kind::Genitive | Kind::Aside => {}
            // "said in July – falsely – that"
            Kind::Dash if (at + 1..at + 5).any(|at| sentence.get(at).kind == Kind::Dash) => {}
            Kind::Dash if (verb.end..at).any(|at| sentence.get(at).kind == Kind::Dash) => {}
            _ => return None,
        }
    }
    None
}

/// "announced a plan that would": the noun before "that" is the verb's object, not a place or time.
fn relative(sentence: &Sentence<'_>, verb: &Verb, that: usize) -> bool {
    let first = sentence.get(verb.end);
    let aside = first.is(Class::Preposition) || sentence.is_adverb(verb.end) || sentence.is_clock(verb.end);
    !aside && first.kind != Kind::Comma && that > verb.end
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

/// "promised to"; with `I` also "expects the lake to".
fn deed(sentence: &Sentence<'_>, verb: &Verb) -> Option<(usize, Shape)> {
    let at = if sentence.is_adverb(verb.end) { verb.end + 1 } else { verb.end };
    // The particle of "agree to" is the conjunction itself.
    if sentence.says(at, &["to"]) {
        // "a year expected to be dry": nobody is said to expect it.
        // "delegates pledged to Berg": no verb follows.
        let named = sentence.get(at + 1).capital || sentence.get(at + 1).is(Class::Determiner);
        let reduced = named || verb.row.lemma == "expect" && sentence.get(verb.at).entry.form == Form::Past;
        return (!reduced).then_some((at + 1, Shape::Deed));
    }
    if verb.row.particle == "to" {
        return Some((at, Shape::Deed));
    }
    if !verb.row.frames.any("I") {
        return None;
    }
    let end = if sentence.get(at).is(Class::Object) { at + 1 } else { subject::end(sentence, at)? };
    sentence.says(end, &["to"]).then_some((at, Shape::Deed))
}

/// A clause without "that", after places, times and hearers.
fn bare(sentence: &Sentence<'_>, verb: &Verb) -> Option<(usize, Shape)> {
    if verb.row.frames.any("d") {
        let heard = bare_after_hearer(sentence, verb);
        // "warn the glacier could be gone": nobody is spoken to.
        if heard.is_some() || verb.row.lemma == "tell" {
            return heard;
        }
    }
    let mut at = verb.end;
    for _ in 0..4 {
        let token = sentence.get(at);
        let adverb = sentence.is_adverb(at) && !token.is(Class::Determiner) && !token.is(Class::Subject);
        let placed = sentence.get(at + 1).is(Class::Preposition) && !sentence.get(at + 1).is(Class::Finite);
        if adverb || sentence.is_clock(at) && (placed || !sentence.is_finite(at + 1)) {
            at += 1;
        } else if sentence.begins_noun(at) && !token.is(Class::Adverb) {
            break;
        } else if token.is(Class::Preposition) && !token.is(Class::Subordinator) {
            at = past_aside(sentence, at)?;
        } else {
            break;
        }
    }
    if sentence.get(at).quote().is_some() && sentence.finite_after(at + 1).is_some() {
        return Some((at, Shape::Clause));
    }
    let strict = verb.row.lemma != "say";
    // After "said" whatever has the size of a clause is one: its verb may be one that no list holds ("rents fall").
    if !strict
        && sentence.begins_noun(at)
        && !sentence.says(at, &["that"])
        && (at..at + 3).all(|at| sentence.get(at).is_word())
    {
        return Some((at, Shape::Clause));
    }
    if !strict && sentence.get(at).is(Class::Subordinator) && at == verb.end && sentence.finite_after(at + 1).is_some()
    {
        return Some((at, Shape::Clause));
    }
    if !strict && at == verb.end && gerund(sentence, verb).is_some() && plain_clause(sentence, at, false) {
        return Some((at, Shape::Clause));
    }
    let opens = sentence.is_clause(at) && !sentence.says(at, &["that"]);
    (opens && (!strict || plain_clause(sentence, at, verb.row.frames.any("o")))).then_some((at, Shape::Clause))
}

/// "told the court the gate had been open": the hearer ends where the subject begins.
fn bare_after_hearer(sentence: &Sentence<'_>, verb: &Verb) -> Option<(usize, Shape)> {
    let first = sentence.get(verb.end);
    let mut at = if first.is(Class::Object) { verb.end + 1 } else { subject::end(sentence, verb.end)? };
    if sentence.get(at).is(Class::Preposition) && !sentence.says(at, &["to"]) {
        at = past_aside(sentence, at)?;
    }
    while sentence.is_clock(at) {
        at += 1;
    }
    (sentence.is_clause(at) && plain_clause(sentence, at, false)).then_some((at, Shape::Clause))
}

/// "in a statement", "on Monday", "at a rally in Ohio": where the next noun phrase or mark begins.
fn past_aside(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let mut next = at + 1;
    if sentence.is_clock(next) {
        while sentence.is_clock(next) || sentence.get(next).kind == Kind::Number {
            next += 1;
        }
        return Some(next);
    }
    if sentence.get(next).is(Class::Determiner) || sentence.get(next).is(Class::Possessive) {
        next += 1;
    }
    while next < at + 8 {
        let token = sentence.get(next);
        let opens = token.is(Class::Determiner) || token.is(Class::Possessive) || token.is(Class::Person);
        if opens
            || token.kind == Kind::Comma
            || sentence.is_clock(next)
            || sentence.says(next, &["that", "it", "there"])
        {
            return Some(next);
        }
        let clause = token.is(Class::Subordinator);
        if !matches!(token.kind, Kind::Word | Kind::Number | Kind::Genitive) || sentence.is_finite(next) || clause {
            return None;
        }
        next += 1;
    }
    None
}

/// True when the first verb of the clause comes before any comma or other clause. Beside a verb that also takes a bare
/// object only an auxiliary tells a clause from the object.
fn plain_clause(sentence: &Sentence<'_>, at: usize, strict: bool) -> bool {
    let Some(finite) = sentence.finite_after(at) else { return false };
    if finite == at || sentence.get(at).is(Class::Person) || sentence.says(at, &["it"]) {
        return true;
    }
    let between = sentence.tokens.get(at..finite).unwrap_or_default();
    let broken = between.iter().enumerate().any(|(nth, token)| {
        token.kind == Kind::Comma
            || nth > 0
                && (token.is(Class::Relative) || token.is(Class::Subordinator) || sentence.says(at + nth, &["to"]))
    });
    let joined = sentence.before(finite).is(Class::Coordinator);
    !broken && !joined && (!strict || sentence.get(finite).is(Class::Finite))
}

/// "denied having", "suggested closing".
fn gerund(sentence: &Sentence<'_>, verb: &Verb) -> Option<(usize, Shape)> {
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
