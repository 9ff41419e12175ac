//! Which claim a denial answers.

use crate::analysis::claims::draft::Draft;
use crate::analysis::claims::lexicon::{self, Class};
use crate::analysis::{Analysis, Claim};
use crate::text::{Span, Stance};
use std::collections::BTreeSet;

/// Claims before a denial that it may answer.
const BACK: usize = 12;

/// Sentences between a denial in words of its own and what it denies.
const NEAR: usize = 3;

/// Points every denial of something told before to the claim that it denies. `drafts` and `claims` go in pairs.
pub fn link(text: &str, found: &Analysis, drafts: &[Draft], claims: &mut [Claim]) {
    for at in 0..claims.len() {
        let (Some(claim), Some(draft)) = (claims.get(at), drafts.get(at)) else { continue };
        let told = told_before(text, claim, draft);
        let from = at.saturating_sub(BACK);
        let earlier = claims.get(from..at).unwrap_or_default().iter().zip(drafts.get(from..at).unwrap_or_default());
        let fits = earlier.enumerate().filter(|(_, (other, _))| answers(text, claim, other));
        let weighed = fits.filter_map(|(nth, (other, earlier))| {
            let near = draft.sentence.abs_diff(earlier.sentence) <= NEAR;
            let weight = match told {
                Some(told) if told != Told::Guilt || near => weight(found, claim, other, told)?,
                _ if near => same_matter(text, claim, other)?,
                _ => return None,
            };
            Some((weight, nth))
        });
        let best = weighed.max().map(|(_, nth)| from + nth);
        if let Some(claim) = claims.get_mut(at) {
            claim.denies = best;
        }
    }
}

/// What kind of word takes up the earlier claim; `None` where the content tells something of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// "it", "the report"
    Report,
    /// "these allegations"
    Allegation,
    /// "any wrongdoing", "two counts of fraud": it answers what is said of the denier.
    Guilt,
}

/// Words for what an accused person denies.
const GUILT: &[&str] =
    &["wrongdoing", "involvement", "guilt", "guilty", "responsibility", "impropriety", "misconduct", "counts"];

fn told_before(text: &str, claim: &Claim, draft: &Draft) -> Option<Told> {
    if claim.stance != Stance::Denies {
        return None;
    }
    let words = claim.span.of(text);
    let first = words.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    if first.clone().take(3).any(|word| GUILT.iter().any(|guilt| word.eq_ignore_ascii_case(guilt))) {
        return Some(Told::Guilt);
    }
    if !draft.judges && (!draft.thing || words.split_whitespace().count() > 8) {
        return None;
    }
    let stances: Vec<Option<Stance>> = first
        .take(5)
        .map(lexicon::look_up)
        .filter(|entry| entry.is(Class::Allegation))
        .map(|entry| entry.noun().map(|row| row.stance))
        .collect();
    match stances.as_slice() {
        [] if draft.judges => Some(Told::Report),
        [] => None,
        all if all.contains(&Some(Stance::Alleges)) => Some(Told::Allegation),
        _ => Some(Told::Report),
    }
}

/// Nobody denies their own words, nor another denial, nor a question.
fn answers(text: &str, denial: &Claim, other: &Claim) -> bool {
    let speaker =
        |claim: &Claim| claim.speaker.as_ref().map(|speaker| (speaker.actor, speaker.span.of(text).to_owned()));
    let same = match (speaker(denial), speaker(other)) {
        (Some((Some(one), _)), Some((Some(two), _))) => one == two,
        (Some((_, one)), Some((_, two))) => one == two,
        _ => false,
    };
    !same
        && !denial.span.overlaps(other.span)
        && matches!(other.stance, Stance::Says | Stance::Alleges | Stance::Cites | Stance::Warns)
}

/// An allegation answers "these allegations" better than a statement; one that names the denier better than another.
fn weight(found: &Analysis, denial: &Claim, other: &Claim, told: Told) -> Option<usize> {
    let alleged = told != Told::Report && other.stance == Stance::Alleges;
    let names = |span: Span| {
        let all = &found.mentions;
        let from = all.partition_point(|mention| mention.span.end <= span.start);
        let to = all.partition_point(|mention| mention.span.start < span.end);
        all.get(from..to).unwrap_or_default()
    };
    let accused = denial.speaker.as_ref().is_some_and(|speaker| {
        let deniers = names(speaker.span);
        let meant = |actor: usize| speaker.actor == Some(actor) || deniers.iter().take(4).any(|it| it.actor == actor);
        names(other.span).iter().take(20).any(|mention| meant(mention.actor))
    });
    (told != Told::Guilt || accused).then(|| 2 * usize::from(alleged) + usize::from(accused))
}

/// Fewest words that a denial and an earlier claim share.
const SHARED: usize = 2;

/// How many telling words the two have in common, where one says what the other denies: "Kyiv said Moscow had shelled the
/// town", "Moscow denied shelling the town", "Moscow said it had not shelled the town".
fn same_matter(text: &str, denial: &Claim, other: &Claim) -> Option<usize> {
    let denies = denial.stance == Stance::Denies;
    let no = |claim: &Claim| {
        claim
            .parts
            .iter()
            .any(|part| part.of(text).split_whitespace().any(|word| lexicon::look_up(word).is(Class::Negation)))
    };
    if no(other) || denies == no(denial) || !denies && denial.stance != Stance::Says {
        return None;
    }
    let own = telling(text, &denial.parts);
    let shared = own.intersection(&telling(text, &other.parts)).count();
    (shared >= SHARED && shared * 2 >= own.len()).then_some(shared)
}

/// The nouns and verbs of a content, in small letters and without their endings.
fn telling(text: &str, parts: &[Span]) -> BTreeSet<String> {
    let words = parts.iter().flat_map(|part| part.of(text).split_whitespace());
    let told = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).filter(|word| {
        let entry = lexicon::look_up(word);
        let small = [Class::Preposition, Class::Auxiliary, Class::Determiner, Class::Relative, Class::Subordinator];
        word.len() > 3 && !small.iter().any(|class| entry.is(*class))
    });
    told.map(|word| word.chars().take(5).flat_map(char::to_lowercase).collect()).collect()
}

#[cfg(test)]
mod tests {
    use crate::analysis::analyse;
    use crate::text::Body;

    /// The stance of the last claim of a text, and the content of the claim that it denies.
    fn check(text: &str, stance: &str, denied: Option<&str>) {
        let claims = analyse(&Body::verbatim(text.to_owned()), None).claims;
        let last = claims.last().map(|claim| (claim.stance.name(), claim.denies));
        let denies = last.and_then(|(_, denies)| denies).and_then(|at| claims.get(at)).map(|claim| claim.span.of(text));
        assert_eq!((last.map(|(stance, _)| stance), denies), (Some(stance), denied), "{text}");
    }

    #[test]
    fn a_denial_answers_the_accusation_before_it() {
        const SHELLED: &str = "Moscow of shelling the hospital";
        let accused = |answer: &str| format!("Kyiv accused {SHELLED}. {answer}");
        check(&accused("Moscow denied it."), "denies", Some(SHELLED));
        check(&accused("“This is a lie,” the Russian ministry said."), "denies", Some(SHELLED));
        check(&accused("The ministry called the claim “a fabrication”."), "denies", Some(SHELLED));
        check(&accused("The ministry said that was not true."), "denies", Some(SHELLED));
        check(&accused("Moscow denies shelling any hospital."), "denies", Some(SHELLED));
        check(&accused("The ministry said its forces had not shelled the hospital."), "says", Some(SHELLED));
    }

    #[test]
    fn what_answers_nothing_denies_nothing() {
        check("Kyiv accused Moscow of shelling the hospital. Lund said the mill would not open.", "says", None);
        check("Berg said the road was shut. Lund denies meeting the minister.", "denies", None);
        check("Berg said the road was shut. “It is not a lie,” Lund said.", "says", None);
        check("The council called the plan a burden.", "says", None);
    }
}
