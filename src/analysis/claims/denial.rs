//! Which claim a denial answers.

use crate::analysis::claims::draft::Draft;
use crate::analysis::claims::lexicon::{self, Class};
use crate::analysis::{Analysis, Claim};
use crate::text::{Span, Stance};

/// Claims before a denial that it may answer.
const BACK: usize = 12;

/// Points every denial of something told before to the claim that it denies. `drafts` and `claims` go in pairs.
pub fn link(text: &str, found: &Analysis, drafts: &[Draft], claims: &mut [Claim]) {
    for at in 0..claims.len() {
        let Some(claim) = claims.get(at).filter(|claim| claim.stance == Stance::Denies) else { continue };
        let thing = drafts.get(at).is_some_and(|draft| draft.thing);
        let Some(told) = told_before(text, claim.span, thing) else { continue };
        let from = at.saturating_sub(BACK);
        let earlier = claims.get(from..at).unwrap_or_default();
        let fits = earlier.iter().enumerate().filter(|(_, other)| answers(text, claim, other));
        let best = fits.max_by_key(|(nth, other)| (weight(found, claim, other, told), *nth)).map(|(nth, _)| from + nth);
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
}

fn told_before(text: &str, content: Span, thing: bool) -> Option<Told> {
    let words = content.of(text);
    if !thing || words.split_whitespace().count() > 8 {
        return None;
    }
    let nouns = words.split_whitespace().take(5).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let stances: Vec<Option<Stance>> = nouns
        .map(lexicon::look_up)
        .filter(|entry| entry.is(Class::Allegation))
        .map(|entry| entry.noun().map(|row| row.stance))
        .collect();
    match stances.as_slice() {
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
fn weight(found: &Analysis, denial: &Claim, other: &Claim, told: Told) -> usize {
    let alleged = told == Told::Allegation && other.stance == Stance::Alleges;
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
    2 * usize::from(alleged) + usize::from(accused)
}
