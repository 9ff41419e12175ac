//! From a speaker's words to the actor they mean.

use crate::analysis::actors::Address;
use crate::analysis::claims::lexicon::{self, Class};
use crate::analysis::claims::subjects::Subjects;
use crate::analysis::{ActorKind, Analysis, Mention, Speaker};
use crate::text::Span;

/// True for "she", "it", "their": a word that stands for somebody named elsewhere.
pub fn is_pronoun(words: &str) -> bool {
    let shouted = words.len() > 1 && words.bytes().all(|byte| byte.is_ascii_uppercase());
    let entry = if shouted { Default::default() } else { lexicon::look_up(words) };
    let stands = entry.is(Class::Person) || entry.is(Class::Object) || entry.is(Class::Possessive);
    stands || entry.is(Class::Relative) || entry.is(Class::Subject) && entry.is(Class::Determiner)
}

/// The actors of a text, and the speakers met so far.
pub struct Cast<'a> {
    text: &'a str,
    found: &'a Analysis,
    /// The speakers so far: where they spoke, and who.
    spoken: Vec<(usize, Who)>,
    /// Where the subjects of sentences are looked for.
    subjects: Subjects<'a>,
}

/// What is known of a speaker.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    /// An actor, by index.
    Actor(usize),
    /// One person without a name ("a spokesman").
    Somebody,
    /// Anybody else: several, a thing, a pronoun that stays unclear.
    Others,
}

/// How far back, in bytes, a pronoun or description may look: about three paragraphs.
const REACH: usize = 1200;

impl<'a> Cast<'a> {
    /// Nobody has spoken yet.
    pub fn new(text: &'a str, found: &'a Analysis, subjects: Subjects<'a>) -> Self {
        Self { text, found, spoken: Vec::new(), subjects }
    }

    /// The speaker at `span`; ask in the order of the text.
    pub fn speaker(&mut self, span: Span) -> Speaker {
        let named = self.named(span);
        let actor = named.or_else(|| self.meant(span));
        let who = actor.map_or_else(|| self.unnamed(span), Who::Actor);
        self.spoken.push((span.start, who));
        Speaker { span, actor, resolved: named.is_none() && actor.is_some() }
    }

    fn unnamed(&self, span: Span) -> Who {
        let last = self.head(span).split_whitespace().next_back().unwrap_or_default();
        let one = lexicon::look_up(last).is(Class::Role) && !last.ends_with('s');
        if one { Who::Somebody } else { Who::Others }
    }

    fn mentions(&self, span: Span) -> &'a [Mention] {
        let all = &self.found.mentions;
        let from = all.partition_point(|mention| mention.span.end <= span.start);
        let to = all.partition_point(|mention| mention.span.start < span.end);
        all.get(from..to).unwrap_or_default()
    }

    /// The actor who is named as the head of the phrase: "President Yoon", "Brody, the mayor", not "officials in Paris".
    fn named(&self, span: Span) -> Option<usize> {
        let inside = self.mentions(span);
        let name = Span::new(span.start, span.start + self.head(span).len());
        let heads = inside.iter().filter(|mention| mention.span.start < name.end);
        let ends = |mention: &&Mention| mention.span.end >= name.end;
        let mut last = heads.clone().filter(ends);
        let head = last
            .next_back()
            .or_else(|| heads.clone().find(|mention| mention.kind == ActorKind::Person))
            .or_else(|| self.apposed(span, inside))?;
        let several = heads.clone().any(|other| other.actor != head.actor && self.joined(other.span, head.span));
        (!several).then_some(head.actor)
    }

    /// "the minister, Anna Berg": a name right behind the comma, where the office before it has none.
    fn apposed(&self, span: Span, inside: &'a [Mention]) -> Option<&'a Mention> {
        let words = span.of(self.text);
        let comma = words.find(", ")?;
        let office = words.get(..comma)?.split_whitespace().any(|word| {
            let entry = lexicon::look_up(word);
            entry.is(Class::Role) || entry.is(Class::Body)
        });
        let at = span.start + comma + 2;
        inside.iter().find(|mention| mention.span.start <= at && at < mention.span.end).filter(|_| office)
    }

    /// The phrase up to its first comma or preposition.
    fn head(&self, span: Span) -> &'a str {
        let words = span.of(self.text);
        let cuts = [", ", " of ", " for ", " in ", " from ", " at ", " who ", " (", " with ", " to "];
        let end = cuts.iter().filter_map(|cut| words.find(cut)).min().unwrap_or(words.len());
        words.get(..end).unwrap_or(words)
    }

    /// "Russia and North Korea" are two.
    fn joined(&self, one: Span, other: Span) -> bool {
        let between = Span::new(one.end, other.start).of(self.text);
        between.contains(" and ") || between.contains(',')
    }

    /// The actor whom a pronoun or a description means, where that is clear.
    fn meant(&self, span: Span) -> Option<usize> {
        let words = span.of(self.text);
        let last = words.split_whitespace().next_back()?;
        match words.to_ascii_lowercase().as_str() {
            "he" | "him" | "his" => self.person_before(span.start, Address::Man),
            "she" | "her" => self.person_before(span.start, Address::Woman),
            "it" | "its" => self.thing_before(span.start),
            "they" | "their" => self.body_before(span.start),
            "we" | "i" => None,
            _ if lexicon::look_up(last).is(Class::Role) => self.described(span, last, ActorKind::Person),
            _ if lexicon::look_up(last).is(Class::Body) => self.described(span, last, ActorKind::Organisation),
            _ => None,
        }
    }

    /// "They" are several, and several actors are no one actor; but right behind a single body that spoke it is that body.
    fn body_before(&self, at: usize) -> Option<usize> {
        let (place, Who::Actor(actor)) = *self.spoken.last()? else { return None };
        let body = matches!(self.found.actors.get(actor)?.kind, ActorKind::Organisation | ActorKind::State);
        (body && at.saturating_sub(place) <= REACH / 3).then_some(actor)
    }

    /// The nearest person before `at` who has spoken or is the subject of a sentence; where there is none, the only person
    /// named nearby. Once somebody without a name has spoken or is the subject, "he" may be that one.
    fn person_before(&self, at: usize, sex: Address) -> Option<usize> {
        let fits = |actor: usize| {
            let person = self.found.actors.get(actor).filter(|actor| actor.kind == ActorKind::Person);
            person.is_some_and(|person| Address::of_name(&person.name).is_none_or(|other| other == sex))
        };
        let person = |who: Who| match who {
            Who::Actor(actor) => fits(actor),
            Who::Somebody => true,
            Who::Others => false,
        };
        match self.latest(at, person) {
            Some(Who::Actor(actor)) => return Some(actor),
            Some(Who::Somebody) => return None,
            Some(Who::Others) | None => {}
        }
        let near = self.mentions(Span::new(at.saturating_sub(REACH / 3), at));
        let mut people = near.iter().rev().filter(|mention| fits(mention.actor)).map(|mention| mention.actor);
        let last = people.next()?;
        people.all(|actor| actor == last).then_some(last)
    }

    /// The nearest body or state before `at` that has spoken or is the subject of a sentence.
    fn thing_before(&self, at: usize) -> Option<usize> {
        let body = |kind| kind != ActorKind::Person;
        let told = |who: Who| match who {
            Who::Actor(actor) => self.found.actors.get(actor).is_some_and(|actor| body(actor.kind)),
            Who::Somebody | Who::Others => false,
        };
        match self.latest(at, told) {
            Some(Who::Actor(actor)) => Some(actor),
            _ => None,
        }
    }

    /// The nearest speaker or subject before `at` that fits; a speaker comes before a subject farther back.
    fn latest(&self, at: usize, fits: impl Fn(Who) -> bool) -> Option<Who> {
        let floor = at.saturating_sub(REACH);
        let spoken = self.spoken.iter().rev().take(8).find(|(place, who)| *place < at && fits(*who));
        let subject = self
            .subjects
            .between(floor, at)
            .take(8)
            .map(|span| (span.start, self.named(span).map_or_else(|| self.unnamed(span), Who::Actor)))
            .find(|(_, who)| fits(*who));
        let latest = [spoken.copied(), subject].into_iter().flatten().max_by_key(|(place, _)| *place);
        latest.filter(|(place, _)| *place >= floor).map(|(_, who)| who)
    }

    /// "the minister", "the Florida senator": the one actor who was introduced with these words, or has them in its name;
    /// "the company" also the one body that is named nearby.
    fn described(&self, span: Span, noun: &str, kind: ActorKind) -> Option<usize> {
        let words = span.of(self.text);
        let words = ["the ", "The ", "this ", "This "].iter().find_map(|article| words.strip_prefix(article))?;
        let before = self.mentions(Span::new(span.start.saturating_sub(REACH * 4), span.start));
        let only = |fits: &dyn Fn(&Mention) -> bool| {
            let mut fitting = before.iter().rev().filter(|mention| mention.kind == kind && fits(mention));
            let last = fitting.next()?.actor;
            fitting.all(|mention| mention.actor == last).then_some(last)
        };
        let called = only(&|mention| words.split_whitespace().all(|word| self.is_called(mention, word)));
        let near = |mention: &Mention| mention.span.end + REACH > span.start;
        let plain = matches!(noun.to_ascii_lowercase().as_str(), "company" | "firm") && words == noun;
        called.or_else(|| plain.then(|| only(&near)).flatten())
    }

    /// True when an actor is introduced with a word: before the name, in it, behind it ("Anna Berg, the mayor", "of Florida").
    fn is_called(&self, mention: &Mention, word: &str) -> bool {
        let role = mention.role.map_or("", |role| role.of(self.text));
        let name = self.found.actors.get(mention.actor).map_or("", |actor| actor.name.as_str());
        let after = self.text.get(mention.span.end..).unwrap_or_default();
        let apposed = after.strip_prefix(", ").or_else(|| after.strip_prefix(" of "));
        let apposed = apposed.map_or("", |after| after.split([',', '.', ';', '\n']).next().unwrap_or_default());
        let has = |words: &str| words.split_whitespace().take(12).any(|other| is_same(other, word));
        has(role) || has(name) || has(apposed)
    }
}

/// The same word, or its short form before a name ("Sen." for "senator").
fn is_same(written: &str, word: &str) -> bool {
    let written = written.trim_end_matches('.');
    let short = match word.to_ascii_lowercase().as_str() {
        "senator" => "Sen",
        "governor" => "Gov",
        "representative" | "congressman" | "congresswoman" => "Rep",
        "general" => "Gen",
        "colonel" => "Col",
        "captain" => "Capt",
        "professor" => "Prof",
        "doctor" => "Dr",
        _ => word,
    };
    written.eq_ignore_ascii_case(word) || written.eq_ignore_ascii_case(short)
}

#[cfg(test)]
mod tests {
    use crate::analysis::analyse;
    use crate::text::Body;

    /// The actor who speaks last in a text.
    fn check(text: &str, actor: Option<&str>) {
        let found = analyse(&Body::verbatim(text.to_owned()), None);
        let speaker = found.claims.last().and_then(|claim| claim.speaker.as_ref()).and_then(|speaker| speaker.actor);
        let name = speaker.and_then(|actor| found.actors.get(actor)).map(|actor| actor.name.as_str());
        assert_eq!(name, actor, "{text}");
    }

    #[test]
    fn a_pronoun_means_the_subject_of_the_sentences_before() {
        check("Peter Novak met Tom Lind in Vienna. He said the talks were over.", Some("Peter Novak"));
        check(
            "Maria Kovacs runs the mill. Her brother Tom Lind helps her. She said it would close.",
            Some("Maria Kovacs"),
        );
        check("Boeing opened a plant in Ohio. It said 300 jobs would come.", Some("Boeing"));
        check("Peter Novak fell ill. A spokesman visited the town. He said all was well.", None);
    }

    #[test]
    fn a_description_means_the_one_who_was_introduced_with_all_its_words() {
        let ministers = "Finance minister Maria Kovacs met Tom Lind, the interior minister, in Vienna.";
        check(&format!("{ministers} The finance minister said the talks had failed."), Some("Maria Kovacs"));
        check(&format!("{ministers} The interior minister said the talks had failed."), Some("Tom Lind"));
        check(&format!("{ministers} The minister said the talks had failed."), None);
        check(&format!("{ministers} The French minister said the talks had failed."), None);
        check("Sen. Tom Lind of Ohio met Sen. Ada Holm of Utah. The Ohio senator said it was late.", Some("Tom Lind"));
        check("Gov. Ada Holm came to Dayton. The governor said it was late.", Some("Ada Holm"));
    }

    #[test]
    fn an_office_before_a_name_is_that_person() {
        check("The minister, Maria Kovacs, said the talks had failed.", Some("Maria Kovacs"));
        check("The finance minister, Maria Kovacs, a former banker, said the talks had failed.", Some("Maria Kovacs"));
    }
}
