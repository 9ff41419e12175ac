//! Clauses whose content begins with the word that leads them: "a strike which officials said could last", "what he described
//! as a mess", "a rival whom she called a “thief”".

use crate::analysis::claims::content::{Content, Shape};
use crate::analysis::claims::extent;
use crate::analysis::claims::lexicon::Class;
use crate::analysis::claims::sentence::Sentence;
use crate::analysis::claims::subject::{self, Phrase};
use crate::analysis::claims::verb::Verb;
use crate::text::Stance;

/// "a strike that the company said could last", "what officials say was an attack": the word of the relative clause is what
/// the content speaks of.
pub fn about(sentence: &Sentence<'_>, verb: &Verb, subject: Phrase) -> Option<Vec<Content>> {
    let word = subject.clause.checked_sub(1).filter(|_| !subject.relative && verb.row.frames.any("z"))?;
    let what = sentence.says(word, &["what"]);
    if !what && !sentence.says(word, &["which", "who", "that"]) || !sentence.get(verb.end).is(Class::Finite) {
        return None;
    }
    // "after what officials say was an attack", but "what he said was wrong"
    let led = word > 0 && sentence.before(word).is(Class::Preposition);
    let is = what && led && sentence.get(verb.end).is(Class::Be) && sentence.get(verb.end + 1).is(Class::Determiner);
    // "What officials say was an attack left three dead": a second verb shows that the first is theirs.
    let noun = (what && !led && word == 0).then(|| subject::end(sentence, verb.end + 1)).flatten();
    let opens = noun.filter(|to| sentence.get(verb.end).is(Class::Be) && sentence.is_finite(*to));
    if what && !is && opens.is_none() {
        return None;
    }
    let is = is || opens.is_some();
    let from = verb.end + usize::from(is);
    let to = opens.unwrap_or_else(|| extent::clause(sentence, from, true));
    let rest = Content { from, to, shape: Shape::Clause };
    let own = Content { from: word, to: word + 1, shape: Shape::Clause };
    (rest.from < rest.to).then(|| if is { vec![rest] } else { vec![own, rest] })
}

/// "what he described as a mess", "a rival whom she called a “thief”": what the word of the relative clause is called.
pub fn given_name(sentence: &Sentence<'_>, verb: &Verb, subject: Phrase) -> Option<Vec<Content>> {
    let word = subject.clause.checked_sub(1).filter(|_| !subject.relative && verb.row.stance == Stance::Says)?;
    let what = sentence.says(word, &["what"]);
    let from = match sentence.says(verb.end, &["as"]) && verb.row.frames.any("a") {
        true => verb.end + 1,
        false if verb.row.frames.any("k") && !what => verb.end,
        false => return None,
    };
    let quoted = sentence.get(from).quote().is_some();
    let relative = what || sentence.says(word, &["which", "who", "whom"]);
    if !relative || !(quoted || sentence.get(from).is(Class::Determiner)) {
        return None;
    }
    let quote = (from..from + 4).find(|at| sentence.get(*at).quote().is_some()).map(|at| at + 1);
    let to = quote.or_else(|| subject::end(sentence, from))?;
    // "an office that had failed": the clause that describes it belongs to it.
    let described = quote.is_none() && sentence.says(to, &["that", "who"]) && sentence.is_finite(to + 1);
    let to = if described { extent::clause(sentence, from, true) } else { to };
    let own = (!what).then_some(Content { from: word, to: word + 1, shape: Shape::Thing });
    let contents = [own, Some(Content { from, to, shape: Shape::Thing })];
    Some(contents.into_iter().flatten().collect())
}

/// "what he calls a “mess” took a turn": the name that is given, without the verb of the sentence.
pub fn named(sentence: &Sentence<'_>, content: Content) -> Content {
    let quote = (content.from..content.to.min(content.from + 8)).find(|at| sentence.get(*at).quote().is_some());
    let end = quote.map(|at| at + 1).or_else(|| subject::end(sentence, content.from));
    Content { to: end.map_or(content.to, |end| end.clamp(content.from + 1, content.to)), ..content }
}
