//! From a verb that attributes to who says what with it.

use crate::analysis::claims::ahead;
use crate::analysis::claims::content::{self, Content, Shape};
use crate::analysis::claims::draft::Draft;
use crate::analysis::claims::extent;
use crate::analysis::claims::lexicon::{Class, Form};
use crate::analysis::claims::relative;
use crate::analysis::claims::sentence::Sentence;
use crate::analysis::claims::split::{self, resumed};
use crate::analysis::claims::stance;
use crate::analysis::claims::subject::{self, Phrase};
use crate::analysis::claims::token::Kind;
use crate::analysis::claims::verb::{Verb, Voice, quotes};
use crate::text::{Span, Stance};

/// Words beyond which what stands before ", said Berg" is a clause even where its verb is in no list.
const LONG: usize = 6;

/// The attribution of an active verb. `heir` is the speaker of the attribution before it in the same sentence.
pub fn active(sentence: &Sentence<'_>, verb: &Verb, heir: Option<Span>) -> Option<Draft> {
    if verb.voice == Voice::Active {
        if let Some(draft) = announced(sentence, verb).or_else(|| inverted(sentence, verb)) {
            return Some(draft);
        }
        if let Some(subject) = subject::before(sentence, verb.first) {
            return with_subject(sentence, verb, subject);
        }
    }
    let own = accompanying(sentence, verb);
    let speaker = own
        .map(|(_, own)| own)
        .or(heir)
        .or_else(|| fronted_participle(sentence, verb))
        .or_else(|| nearest_subject(sentence, verb.first))
        .or_else(|| first_subject(sentence, verb.first))?;
    // "These may rise, signalling a shift": a thing that is pointed at does not speak.
    let pointing = ["this", "these", "that", "those", "it"]
        .iter()
        .any(|word| speaker.of(sentence.text).eq_ignore_ascii_case(word));
    // "After saying it was late, Berg left": what is said ends before the sentence's own clause.
    let led = verb.first == 1 && (sentence.get(0).is(Class::Preposition) || sentence.get(0).is(Class::Subordinator))
        || verb.first == 2 && sentence.get(0).is(Class::Coordinator) && sentence.get(1).is(Class::Preposition);
    let fronted = verb.first == 0 || led || own.is_some_and(|(with, _)| with == 0);
    let content = content::behind(sentence, verb, fronted).filter(|_| !pointing || heir.is_some())?;
    draft(sentence, verb, Some(speaker), &[content])
}

/// `Berg stopped to say: “…”`: only a quotation tells that it was said.
pub fn infinitive(sentence: &Sentence<'_>, verb: &Verb) -> Option<Draft> {
    let content = content::behind(sentence, verb, false).filter(|content| content.shape == Shape::Quoted)?;
    let whole = sentence.quotation(content.from).filter(|it| it.words(sentence.text, 3) > 2)?;
    let speaker = nearest_subject(sentence, verb.first).or_else(|| first_subject(sentence, verb.first));
    whole.begins_sentence(sentence.text).then(|| draft(sentence, verb, speaker, &[content])).flatten()
}

/// `Said Berg, who owns the mill, “…”`
fn announced(sentence: &Sentence<'_>, verb: &Verb) -> Option<Draft> {
    let opens = verb.at == 0 && sentence.get(0).entry.form != Form::Base && verb.row.frames.any("x");
    let speaker = subject::after(sentence, verb.end).filter(|_| opens)?;
    let quote = |at: &usize| sentence.get(*at).quote().is_some();
    let at = (speaker.to..speaker.to + 24).find(quote)?;
    let led = matches!(sentence.before(at).kind, Kind::Comma | Kind::Colon | Kind::Close);
    let content = Content { from: at, to: at + 1, shape: Shape::Quoted };
    led.then(|| draft(sentence, verb, Some(speech(sentence, speaker)), &[content])).flatten()
}

/// `“…,” said X` and "…, said X".
fn inverted(sentence: &Sentence<'_>, verb: &Verb) -> Option<Draft> {
    let before = sentence.before(verb.first);
    let handed = matches!(before.kind, Kind::Quote(_) | Kind::Comma | Kind::Dash);
    if !handed || !extent::inverted(sentence, verb) {
        return None;
    }
    let speaker = subject::after(sentence, verb.end)?;
    let Some(content) = ahead::content(sentence, verb.first) else {
        // `But, said Berg, “it is late.”`
        let quoted = resumed(sentence, speaker.to)?;
        return draft(sentence, verb, Some(speech(sentence, speaker)), &[quoted]);
    };
    // "Brody, the mayor, said the bridge": without a verb before the comma there is no content there.
    let quoted = before.quote().is_some() || sentence.before(verb.first - 1).quote().is_some();
    let split = || split::rest(sentence, speaker.to + 1, content).filter(|rest| sentence.is_finite(rest.from));
    // A verb in the present may be in no list ("The firm appears to be in trouble, said Lund").
    let named = (verb.end..speaker.to).any(|at| sentence.get(at).capital || sentence.get(at).is(Class::Role));
    let long = content.to > content.from + LONG && named && verb.row.lemma == "say";
    let words = verb.row.lemma != "tell" && split::is_quoted(sentence, content);
    let more = if quoted || long || split::is_whole(sentence, content) || words {
        resumed(sentence, speaker.to).or_else(|| split::joined(sentence, speaker.to))
    } else {
        Some(split()?)
    };
    let contents: Vec<Content> = [Some(content), more].into_iter().flatten().collect();
    draft(sentence, verb, Some(speech(sentence, speaker)), &contents)
}

fn with_subject(sentence: &Sentence<'_>, verb: &Verb, subject: Phrase) -> Option<Draft> {
    let subject = past_appositions(sentence, verb, subject);
    // "Few analysts believe that": they do not.
    let few = sentence.says(subject.from, &["few", "nobody", "none", "neither", "no"]);
    let verb = &Verb { negated: verb.negated || few, ..*verb };
    let speaker = Some(speech(sentence, subject));
    let before = sentence.before(subject.clause);
    let behind = sentence.before(subject.clause.saturating_sub(1));
    let handed = (behind.quote().is_some() || behind.kind == Kind::Comma) && verb.row.frames.any("x");
    let aside = split::past_aside(sentence, verb).filter(|at| match sentence.get(*at).kind {
        Kind::Comma => true,
        Kind::Stop | Kind::Other => handed,
        _ => false,
    });
    if let Some(end) = aside.filter(|_| sentence.says(subject.clause.wrapping_sub(1), &["as"])) {
        return comment(sentence, verb, subject, end);
    }
    if let Some(contents) = relative::given_name(sentence, verb, subject) {
        return draft(sentence, verb, speaker, &contents);
    }
    if let Some(contents) = relative::about(sentence, verb, subject) {
        return draft(sentence, verb, speaker, &contents);
    }
    let quoted = before.quote().is_some() && verb.row.frames.any("qx");
    // `Holding “Out” signs, the crowd chanted “…”`: what is quoted in front is not said by them.
    let front = ahead::content(sentence, subject.clause).filter(|_| quoted);
    let behind = || content::behind(sentence, verb, false).filter(|content| content.shape != Shape::Thing);
    if let Some(content) = front.filter(|front| front.shape == Shape::Quoted || behind().is_none()) {
        let contents: Vec<Content> = [Some(content), resumed(sentence, verb.end)].into_iter().flatten().collect();
        return draft(sentence, verb, speaker, &contents);
    }
    let behind = content::behind(sentence, verb, is_fronted(sentence, subject));
    let told = behind.is_some_and(|content| content.shape == Shape::Clause);
    if verb.row.frames.any("h") && !subject::speaks(sentence, subject, told) {
        return None;
    }
    if let Some(content) = behind {
        let content = if sentence.says(subject.clause.wrapping_sub(1), &["what"]) {
            relative::named(sentence, content)
        } else {
            content
        };
        return draft(sentence, verb, speaker, &[content]);
    }
    around(sentence, verb, subject)
}

/// "The mill will close, Berg said" and "The mill, Berg said, will close": nothing behind the verb is its object.
fn around(sentence: &Sentence<'_>, verb: &Verb, subject: Phrase) -> Option<Draft> {
    let speaker = Some(speech(sentence, subject));
    if !verb.row.frames.any("x") || subject.relative || !split::closes(sentence, verb) {
        return None;
    }
    let Some(content) = ahead::content(sentence, subject.clause) else {
        // "But, he said, it is a risk."
        let comma = split::comma(sentence, verb, false)?;
        let opens = subject.clause > 1 && sentence.get(subject.clause - 2).is(Class::Coordinator);
        let front = Content { from: subject.clause, to: subject.clause, shape: Shape::Clause };
        let rest = split::rest(sentence, comma + 1, front).filter(|_| opens)?;
        return draft(sentence, verb, speaker, &[rest]);
    };
    let whole = split::is_whole(sentence, content);
    let rest = match split::comma(sentence, verb, whole) {
        Some(comma) => split::rest(sentence, comma + 1, content),
        None => resumed(sentence, verb.end),
    };
    let ends = sentence.get(verb.end).kind == Kind::Stop && content.to > content.from + 2
        || content.to > content.from + LONG && verb.row.lemma == "say";
    let said = whole || ends || rest.is_some() || content.shape == Shape::Quoted;
    if !said && !split::is_quoted(sentence, content) {
        return None;
    }
    let contents: Vec<Content> = [Some(content), rest].into_iter().flatten().collect();
    draft(sentence, verb, speaker, &contents)
}

/// `“…,” Lund, 30, of Carrow, who was there, said`: the subject stands right behind the quotation.
fn past_appositions(sentence: &Sentence<'_>, verb: &Verb, subject: Phrase) -> Phrase {
    let before = sentence.before(subject.clause);
    let broken = before.kind == Kind::Comma || subject.relative || before.kind == Kind::Word;
    if !broken || !verb.row.frames.any("q") {
        return subject;
    }
    let floor = subject.clause.saturating_sub(24);
    let handed = |at: &usize| sentence.quotation(*at).is_some_and(|it| it.goes_on(sentence.text));
    let Some(from) = (floor..subject.clause).rev().find(handed).map(|at| at + 1) else { return subject };
    let told = (from..subject.clause).any(|at| quotes(sentence.get(at).entry));
    if before.kind == Kind::Word && !subject.relative {
        // `“…,” Late Night host Anna Berg said`: nothing but words between.
        let named = (from..subject.clause).all(|at| {
            let token = sentence.get(at);
            token.kind == Kind::Word && !sentence.is_finite(at) && (token.capital || token.is(Class::Determiner))
        });
        return if named { Phrase { from, clause: from, ..subject } } else { subject };
    }
    match subject::after(sentence, from) {
        Some(phrase) if !told => Phrase { clause: from, ..phrase },
        _ => subject,
    }
}

/// "As X said on Monday, …" and "…, as X said, …"; the mark at `end` closes it.
fn comment(sentence: &Sentence<'_>, verb: &Verb, subject: Phrase, end: usize) -> Option<Draft> {
    let speaker = Some(speech(sentence, subject));
    let before = ahead::content(sentence, subject.clause - 1);
    let front = before.unwrap_or(Content { from: subject.clause, to: subject.clause, shape: Shape::Clause });
    let rest = if split::is_whole(sentence, front) {
        resumed(sentence, end + 1)
    } else {
        split::rest(sentence, end + 1, front)
    };
    let contents: Vec<Content> = [before, rest].into_iter().flatten().collect();
    draft(sentence, verb, speaker, &contents)
}

/// `“Never again,” fumed Brody` and `“Never again,” the mayor barked`: whatever the verb is, a quotation that hands over
/// is somebody's.
pub fn by_unknown_verb(sentence: &Sentence<'_>, at: usize) -> Option<Draft> {
    let quotation = sentence.quotation(at)?;
    let handed = quotation.inner.of(sentence.text).ends_with([',', '!', '?']) && quotation.words(sentence.text, 2) > 1;
    if !handed || at > 0 && sentence.before(at).is_word() {
        return None;
    }
    let lone = |at: usize| {
        let told = sentence.is_past(at) || at == 2 && sentence.get(1).is(Class::Person) && closes_with(sentence, at);
        told && !sentence.get(at).is(Class::Finite) && !quotes(sentence.get(at).entry)
    };
    let (verb, speaker) = if lone(at + 1) {
        (at + 1, subject::after(sentence, at + 2)?)
    } else {
        let end = if sentence.get(at + 1).is(Class::Person) { at + 2 } else { subject::end(sentence, at + 1)? };
        let speaker = Phrase { from: at + 1, to: end, clause: at + 1, relative: false };
        (lone(end).then_some(end)?, speaker)
    };
    let content = Content { from: at, to: at + 1, shape: Shape::Quoted };
    let mut draft = build(sentence, sentence.span(verb, verb + 1), &[content])?;
    (draft.speaker, draft.unknown) = (Some(speech(sentence, speaker)), true);
    Some(draft)
}

/// `“…,” she mocks.`: a verb in the present with nothing behind it.
fn closes_with(sentence: &Sentence<'_>, at: usize) -> bool {
    let present = sentence.get(at).kind == Kind::Word && sentence.word(at).ends_with('s') && !sentence.is_function(at);
    present && matches!(sentence.get(at + 1).kind, Kind::Stop | Kind::Comma)
}

/// The verb stands in a clause that ends at the next comma.
fn is_fronted(sentence: &Sentence<'_>, subject: Phrase) -> bool {
    let first =
        if subject.clause > 0 && sentence.is_adverb(subject.clause - 1) { subject.clause - 1 } else { subject.clause };
    let opens = |at: usize| {
        let free = at <= 1 || sentence.get(at - 1).kind == Kind::Comma || sentence.get(at - 2).kind == Kind::Comma;
        sentence.get(at).is(Class::Subordinator) && free
    };
    // "the list, which the office says holds 900 names, was sold"
    let inside =
        sentence.before(subject.clause).is(Class::Relative) && sentence.says(subject.clause - 1, &["which", "who"]);
    if inside {
        return true;
    }
    let commented = subject.relative && sentence.before(subject.clause).kind == Kind::Comma;
    commented || first.checked_sub(1).is_some_and(opens)
}

/// "Calling the vote a farce, Brody left": the subject follows the comma.
fn fronted_participle(sentence: &Sentence<'_>, verb: &Verb) -> Option<Span> {
    // "And in saying so, …"
    let small = |at: usize| {
        let token = sentence.get(at);
        token.is(Class::Preposition) || token.is(Class::Coordinator) || token.is(Class::Subordinator)
    };
    if verb.voice != Voice::Participle || verb.first > 1 && !(verb.first < 4 && (0..verb.first).all(small)) {
        return None;
    }
    let comma = (verb.end..verb.end + 40).find(|at| sentence.get(*at).kind == Kind::Comma)?;
    let phrase = subject::after(sentence, comma + 1)?;
    Some(speech(sentence, phrase))
}

/// "with two of the judges saying that …": the participle has a subject of its own; where it begins, and its words.
fn accompanying(sentence: &Sentence<'_>, verb: &Verb) -> Option<(usize, Span)> {
    let last = verb.first.checked_sub(1).filter(|_| verb.voice == Voice::Participle)?;
    let from = subject::start(sentence, last).filter(|_| subject::noun_like(sentence, last))?;
    let with = from.checked_sub(1).filter(|at| sentence.says(*at, &["with"]))?;
    Some((with, speech(sentence, Phrase { from, to: verb.first, clause: from, relative: false })))
}

/// The subject of the nearest verb with a tense on the left: "Brody left the room, saying …".
pub fn nearest_subject(sentence: &Sentence<'_>, from: usize) -> Option<Span> {
    let floor = from.saturating_sub(40);
    let mut at = from;
    while at > floor {
        at -= 1;
        if sentence.is_finite(at) && !sentence.before(at).is(Class::Relative) {
            let mut first = at;
            while first > floor && (sentence.is_adverb(first - 1) || sentence.get(first - 1).is(Class::Auxiliary)) {
                first -= 1;
            }
            let subject = subject::before(sentence, first).filter(|subject| !subject.relative);
            if let Some(subject) = subject {
                return Some(speech(sentence, subject));
            }
        }
    }
    None
}

/// The noun phrase at the sentence's start: "Brody appears on the stage, saying …", where no verb was known.
fn first_subject(sentence: &Sentence<'_>, before: usize) -> Option<Span> {
    let from = usize::from(!sentence.get(0).is_word());
    let to = subject::end(sentence, from).filter(|to| *to <= before)?;
    Some(sentence.span(from, to))
}

/// The speaker's words, without a possessive ending.
pub fn speech(sentence: &Sentence<'_>, phrase: Phrase) -> Span {
    let mut to = phrase.to;
    while to > phrase.from + 1 && matches!(sentence.before(to).kind, Kind::Genitive | Kind::Comma) {
        to -= 1;
    }
    let span = sentence.span(phrase.from, to);
    let last = sentence.before(to);
    // "he's saying"
    let own =
        if last.is(Class::Be) && last.is(Class::Subject) { span.of(sentence.text).find(['\'', '’']) } else { None };
    own.map_or(span, |length| Span::new(span.start, span.start + length))
}

fn draft(sentence: &Sentence<'_>, verb: &Verb, speaker: Option<Span>, contents: &[Content]) -> Option<Draft> {
    let stance = stance::of(verb)?;
    let neither = verb.at > 0 && sentence.says(verb.at - 1, &["nor"]);
    let from = if verb.negated || verb.refused { verb.first } else { verb.at };
    let mut draft = build(sentence, sentence.span(from, verb.end), contents)?;
    let order = matches!(verb.row.lemma, "ask" | "tell") && contents.iter().all(|content| content.shape == Shape::Deed);
    draft.stance = if order { Stance::Demands } else { stance::left_open(stance, neither) };
    if draft.stance == Stance::Says && stance::belies(sentence.text, verb, &draft.parts) {
        draft.stance = Stance::Denies;
        draft.judges = true;
    }
    draft.speaker = speaker;
    // "The firm said it plans to close": what one means to do is part of what one says.
    let meant = verb.row.frames.any("iI") && contents.iter().all(|content| content.shape == Shape::Deed);
    draft.mental = verb.row.frames.any("m") || meant;
    Some(draft)
}

/// A draft over contents, without speaker.
pub fn build(sentence: &Sentence<'_>, cue: Span, contents: &[Content]) -> Option<Draft> {
    let parts: Vec<Span> = contents
        .iter()
        .map(|content| sentence.content(content.from, content.to))
        .filter(|span| !span.is_empty())
        .collect();
    let (first, last) = (contents.first()?, contents.last()?);
    (!parts.is_empty()).then(|| Draft {
        parts,
        cue,
        speaker: None,
        stance: Default::default(),
        direct: contents.iter().all(|content| content.shape == Shape::Quoted),
        unknown: false,
        mental: false,
        judges: false,
        thing: contents.iter().all(|content| content.shape == Shape::Thing),
        block: 0,
        sentence: 0,
        first_quotation: sentence.get(first.from).quote(),
        quotation: sentence.get(last.to.saturating_sub(1)).quote(),
    })
}
