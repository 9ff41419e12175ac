//! Corrections laid over an analysis one after the other, as the reader made them: the latest word wins.

use crate::analysis::Analysis;
use crate::analysis::correction::{actors, claims, figures};
use crate::text::{Body, Correction, Detected};

/// What was found in `body`, with the reader's corrections over it. A correction of a passage that does not stand in this
/// text where its anchor says, or of a name that is not in it, changes nothing.
pub fn correct(mut found: Analysis, body: &Body, corrections: &[Correction]) -> Analysis {
    let text = body.text();
    for correction in corrections {
        match correction.detected {
            Detected::Actor => actors::apply(&mut found, body, correction),
            Detected::Figure => figures::apply(&mut found, text, correction),
            Detected::Claim => claims::apply(&mut found, text, correction),
        }
    }
    if corrections.iter().any(|correction| correction.detected == Detected::Actor) {
        actors::recast(&mut found);
    }
    found
}

/// Whether the passage of a correction stands in this text where its anchor says.
pub(super) fn stands(correction: &Correction, text: &str) -> bool {
    let anchor = &correction.anchor;
    !anchor.quote.is_empty() && anchor.span.of(text) == anchor.quote
}

/// Whether two names are the same but for their case: a headline may be all capitals.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    one == other || (one.len() == other.len() && one.to_lowercase() == other.to_lowercase())
}

/// Where each item of a list stands when those that are `gone` have left it.
pub(super) fn places_after(gone: &[bool]) -> Vec<Option<usize>> {
    let mut kept = 0;
    let place = |gone: &bool| {
        let place = (!gone).then_some(kept);
        kept += usize::from(!gone);
        place
    };
    gone.iter().map(place).collect()
}

/// Takes those that are `gone` out of a list.
pub(super) fn take_out<T>(list: &mut Vec<T>, gone: &[bool]) {
    let mut gone = gone.iter();
    list.retain(|_| !gone.next().copied().unwrap_or(false));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Actor, ActorKind, Claim, Mention, Speaker, analyse};
    use crate::text::{Anchor, ArticleId, CorrectionId, Reach, Remedy, Span, Stance};
    use proptest::prelude::*;

    /// `"[Halvik|place|Halvik] grew"`: the text, its mentions and their cast; a sentence with a mention is claimed by it.
    fn read(marked: &str) -> (String, Analysis) {
        let (mut text, mut found) = (String::new(), Analysis::default());
        for piece in marked.split_inclusive(']') {
            let (plain, mark) = piece.split_once('[').unwrap_or((piece, ""));
            text.push_str(plain);
            let mut parts = mark.trim_end_matches(']').split('|');
            let (Some(name), Some(kind), Some(actor)) = (parts.next(), parts.next(), parts.next()) else { continue };
            let kind = ActorKind::named(kind).unwrap();
            let span = Span::new(text.len(), text.len() + name.len());
            text.push_str(name);
            let at = found.actors.iter().position(|known| known.name == actor).unwrap_or_else(|| {
                found.actors.push(Actor { name: actor.into(), kind, aliases: Vec::new() });
                found.actors.len() - 1
            });
            if name != actor && !found.actors[at].aliases.contains(&name.to_owned()) {
                found.actors[at].aliases.push(name.into());
            }
            found.mentions.push(Mention { span, kind, actor: at, role: None, stands_for: None });
        }
        (text, found)
    }

    fn claim_by(found: &mut Analysis, mention: usize) {
        let (span, actor) = (found.mentions[mention].span, found.mentions[mention].actor);
        let speaker = Some(Speaker { span, actor: Some(actor), resolved: false });
        found.claims.push(Claim {
            span,
            parts: vec![span],
            speaker,
            cue: None,
            stance: Stance::Says,
            direct: false,
            denies: None,
            score: 0.0,
        });
    }

    fn laid(found: Analysis, text: &str, corrections: &[Correction]) -> Analysis {
        correct(found, &Body::verbatim(text.to_owned()), corrections)
    }

    /// The mentions and cast in the notation of [`read`], and the speakers of the claims.
    fn written(text: &str, found: &Analysis) -> String {
        let mentions = found.mentions.iter().map(|mention| {
            let actor = &found.actors[mention.actor];
            let kind = if mention.kind == actor.kind {
                mention.kind.name().to_owned()
            } else {
                format!("{}/{}", mention.kind.name(), actor.kind.name())
            };
            let also = if actor.aliases.is_empty() { String::new() } else { format!("|{}", actor.aliases.join(",")) };
            format!("{}|{kind}|{}{also}", mention.span.of(text), actor.name)
        });
        let mut words: Vec<String> = mentions.collect();
        for claim in &found.claims {
            let actor = claim.speaker.as_ref().and_then(|speaker| speaker.actor);
            words.push(format!("by {}", actor.map_or("nobody", |actor| found.actors[actor].name.as_str())));
        }
        words.join("; ")
    }

    fn correction(text: &str, quote: &str, nth: usize, name: &str, reach: Reach, remedy: Remedy) -> Correction {
        let (at, _) = text.match_indices(quote).nth(nth).unwrap();
        Correction {
            id: CorrectionId::default(),
            article: ArticleId::default(),
            detected: Detected::Actor,
            reach,
            remedy,
            name: name.into(),
            anchor: Anchor::new(text, Span::new(at, at + quote.len()), ""),
            created: String::new(),
        }
    }

    const LEE: &str =
        "[Lee Han|person|Lee Han] met [Lee|person|Lee Han] of [Oslo|place|Oslo]. [Lee|person|Lee Han] left.";

    fn check(marked: &str, quote: &str, nth: usize, name: &str, reach: Reach, remedy: Remedy, expected: &str) {
        let (text, mut found) = read(marked);
        let last = found.mentions.len() - 1;
        claim_by(&mut found, last);
        let correction = correction(&text, quote, nth, name, reach, remedy.clone());
        let after = laid(found, &text, std::slice::from_ref(&correction));
        assert_eq!(written(&text, &after), expected, "{quote} {nth} {reach:?} {remedy:?}");
    }

    #[test]
    fn actors_are_what_the_reader_says() {
        use Reach::{Article, Everywhere, Mention};
        let kind = |kind: &str| Remedy::Kind(kind.into());
        let to = |name: &str| Remedy::Merge(name.into());
        check(
            LEE,
            "Oslo",
            0,
            "Oslo",
            Mention,
            kind("organisation"),
            "Lee Han|person|Lee Han|Lee; Lee|person|Lee Han|Lee; Oslo|organisation|Oslo; Lee|person|Lee Han|Lee; by Lee Han",
        );
        check(
            LEE,
            "Lee",
            1,
            "Lee Han",
            Mention,
            kind("place"),
            "Lee Han|person|Lee Han|Lee; Lee|place/person|Lee Han|Lee; Oslo|place|Oslo; Lee|person|Lee Han|Lee; by Lee Han",
        );
        check(
            LEE,
            "Lee",
            1,
            "Lee Han",
            Article,
            kind("organisation"),
            "Lee Han|organisation|Lee Han|Lee; Lee|organisation|Lee Han|Lee; Oslo|place|Oslo; Lee|organisation|Lee Han|Lee; by Lee Han",
        );
        check(
            LEE,
            "Lee",
            2,
            "Lee Han",
            Mention,
            Remedy::Reject,
            "Lee Han|person|Lee Han|Lee; Lee|person|Lee Han|Lee; Oslo|place|Oslo; by nobody",
        );
        check(LEE, "Lee Han", 0, "Lee Han", Everywhere, Remedy::Reject, "Oslo|place|Oslo; by nobody");
        check(
            LEE,
            "Lee",
            2,
            "Lee Han",
            Mention,
            Remedy::Split,
            "Lee Han|person|Lee Han|Lee; Lee|person|Lee Han|Lee; Oslo|place|Oslo; Lee|person|Lee; by Lee",
        );
        check(
            LEE,
            "Lee",
            1,
            "Lee Han",
            Article,
            Remedy::Split,
            "Lee Han|person|Lee Han; Lee|person|Lee; Oslo|place|Oslo; Lee|person|Lee; by Lee",
        );
        check(
            LEE,
            "Oslo",
            0,
            "Oslo",
            Article,
            to("lee han"),
            "Lee Han|person|Lee Han|Lee,Oslo; Lee|person|Lee Han|Lee,Oslo; Oslo|person|Lee Han|Lee,Oslo; Lee|person|Lee Han|Lee,Oslo; by Lee Han",
        );
        check(
            LEE,
            "Lee",
            2,
            "Lee Han",
            Article,
            to("Lee Han Min"),
            "Lee Han|person|Lee Han Min|Lee Han,Lee; Lee|person|Lee Han Min|Lee Han,Lee; Oslo|place|Oslo; Lee|person|Lee Han Min|Lee Han,Lee; by Lee Han Min",
        );
        check(
            LEE,
            "Lee",
            2,
            "Lee Han",
            Mention,
            to("Oslo"),
            "Lee Han|person|Lee Han|Lee; Lee|person|Lee Han|Lee; Oslo|place|Oslo|Lee; Lee|place|Oslo|Lee; by Oslo",
        );
    }

    #[test]
    fn a_name_read_as_two_kinds_becomes_one_actor() {
        let (text, mut found) =
            read("[Halvik|person|Halvik] and [Oslo|place|Oslo] and [Halvik|place|Halvik Two] again.");
        found.actors[2].name = "Halvik".into();
        found.actors[2].aliases.clear();
        claim_by(&mut found, 2);
        let say = correction(&text, "Halvik", 0, "Halvik", Reach::Article, Remedy::Kind("organisation".into()));
        let after = laid(found.clone(), &text, std::slice::from_ref(&say));
        assert_eq!(
            written(&text, &after),
            "Halvik|organisation|Halvik; Oslo|place|Oslo; Halvik|organisation|Halvik; by Halvik"
        );
        assert_eq!(after.actors.len(), 2);
        found.actors[2].kind = ActorKind::Person;
        assert_eq!(laid(found, &text, &[say]).actors.len(), 3);
    }

    #[test]
    fn what_does_not_stand_there_changes_nothing() {
        let (text, found) = read(LEE);
        let elsewhere = format!("New words. {text}");
        for (name, reach) in [("Lee Han", Reach::Mention), ("Kim", Reach::Article), ("Kim", Reach::Everywhere)] {
            let correction = correction(&elsewhere, "Oslo", 0, name, reach, Remedy::Reject);
            assert_eq!(laid(found.clone(), &text, &[correction]), found);
        }
    }

    #[test]
    fn a_name_that_was_missed_is_found() {
        let text = "Halvik grew. [Oslo|place|Oslo] saw Halvik, not Halviken; Halvik 3 sank, halvik not.";
        let (text, mut found) = read(text);
        claim_by(&mut found, 0);
        found.claims[0].speaker = Some(Speaker { span: Span::new(0, 6), actor: None, resolved: false });
        let say = |reach, kind: &str| correction(&text, "Halvik", 0, "Halvik", reach, Remedy::Kind(kind.into()));
        for (reach, expected) in [
            (Reach::Mention, "Halvik|state|Halvik; Oslo|place|Oslo; by Halvik"),
            (
                Reach::Article,
                "Halvik|state|Halvik; Oslo|place|Oslo; Halvik|state|Halvik; Halvik|state|Halvik; by Halvik",
            ),
        ] {
            assert_eq!(written(&text, &laid(found.clone(), &text, &[say(reach, "state")])), expected);
        }
        let twice = [say(Reach::Mention, "state"), say(Reach::Everywhere, "person")];
        let after = laid(found.clone(), &text, &twice);
        assert_eq!((after.mentions.len(), after.actors.len()), (4, 2));
        assert!(after.mentions[0].kind == ActorKind::Person && after.actors[0].kind == ActorKind::Person);
    }

    #[test]
    fn promotion_has_no_part_in_it() {
        let text = "Rain fell on the port all day, they said.\nMUST READ | 50 hotels that Halvik loved";
        let body = Body::verbatim(text.into());
        let found = analyse(&body, None);
        assert_eq!(found.boilerplate, [1]);
        let say = correction(text, "Halvik", 0, "Halvik", Reach::Everywhere, Remedy::Kind("state".into()));
        assert_eq!(correct(found.clone(), &body, &[say]), found);
    }

    #[test]
    fn the_latest_word_wins() {
        let (text, found) = read(LEE);
        let say = |reach, kind: &str| correction(&text, "Oslo", 0, "Oslo", reach, Remedy::Kind(kind.into()));
        let words =
            [say(Reach::Everywhere, "organisation"), say(Reach::Article, "state"), say(Reach::Mention, "other")];
        let after = laid(found, &text, &words);
        assert_eq!(after.mentions[2].kind, ActorKind::Other);
        assert_eq!(after.actors[1].kind, ActorKind::Other);
    }

    fn reading(text: &str) -> Analysis {
        analyse(&Body::verbatim(text.to_owned()), None)
    }

    #[test]
    fn figures_and_claims_are_what_the_reader_says() {
        let text =
            "The minister said that 300 ships left in May. The harbour denied the allegation. About 300 ships came.";
        let found = reading(text);
        let say = |quote: &str, detected, reach, remedy| Correction {
            detected,
            ..correction(text, quote, 0, quote, reach, remedy)
        };
        let kinds = |found: &Analysis| -> Vec<String> {
            found.figures.iter().map(|figure| format!("{} {}", figure.span.of(text), figure.kind.name())).collect()
        };
        let words = [say("300", Detected::Figure, Reach::Mention, Remedy::Kind("money".into()))];
        assert_eq!(kinds(&laid(found.clone(), text, &words)), ["300 money", "May date", "About 300 count"]);
        let words = [say("May", Detected::Figure, Reach::Article, Remedy::Reject)];
        assert_eq!(kinds(&laid(found.clone(), text, &words)), ["300 count", "About 300 count"]);
        let content = found.claims[0].span.of(text).to_owned();
        let words = [say(&content, Detected::Claim, Reach::Mention, Remedy::Reject)];
        let after = laid(found.clone(), text, &words);
        assert_eq!(after.claims.len() + 1, found.claims.len());
        assert!(after.claims.iter().all(|claim| claim.span != found.claims[0].span && claim.denies.is_none()));
    }

    #[test]
    fn a_year_that_is_a_number_has_a_value() {
        let text = "The fleet had 2022 ships.";
        let mut found = reading("In 2022 it ended.");
        found.figures[0].span = Span::new(14, 18);
        let word = Correction {
            detected: Detected::Figure,
            ..correction(text, "2022", 0, "2022", Reach::Mention, Remedy::Kind("count".into()))
        };
        let after = laid(found, text, &[word]);
        assert_eq!((after.figures[0].value, after.figures[0].date), (Some(2022.into()), None));
    }

    proptest! {
        #[test]
        fn every_index_leads_somewhere(
            words in prop::collection::vec((0usize..4, 0usize..3, 0usize..4, 0usize..7), 0..12),
        ) {
            let (text, mut found) = read(LEE);
            (0..4).for_each(|mention| claim_by(&mut found, mention));
            let remedies = [Remedy::Reject, Remedy::Split, Remedy::Merge("Oslo".into()), Remedy::Merge("New".into()),
                Remedy::Kind("state".into()), Remedy::Kind("nonsense".into()), Remedy::Kind("person".into())];
            let words: Vec<Correction> = words.iter().map(|(mention, reach, name, remedy)| {
                let span = found.mentions[*mention].span;
                let name = ["Lee Han", "Oslo", "New", "Lee"][*name];
                let mut word = correction(&text, "Oslo", 0, name, Reach::ALL[*reach], remedies[*remedy].clone());
                word.anchor = Anchor::new(&text, span, "");
                word
            }).collect();
            let after = laid(found, &text, &words);
            prop_assert!(after.mentions.iter().all(|mention| mention.actor < after.actors.len()));
            prop_assert!((0..after.actors.len()).all(|actor| after.mentions.iter().any(|mention| mention.actor == actor)));
            let speakers = after.claims.iter().filter_map(|claim| claim.speaker.as_ref()?.actor);
            prop_assert!(speakers.into_iter().all(|actor| actor < after.actors.len()));
            let firsts = (0..after.actors.len()).map(|actor| after.mentions.iter().position(|m| m.actor == actor));
            prop_assert!(firsts.is_sorted());
        }
    }
}
