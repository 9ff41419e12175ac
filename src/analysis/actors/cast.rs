//! From names to actors: which names are one.
//!
//! Names that are written alike are one form. Forms are joined in order of how sure it is: a state's names by the table,
//! a short form put in brackets behind its long one, parts of a person's name, initials, short forms of organisations.
//! A form joins another only where exactly one fits.

use crate::analysis::actors::forms::{Form, Forms};
use crate::analysis::actors::named::Named;
use crate::analysis::actors::organisations;
use crate::analysis::actors::persons;
use crate::analysis::{Actor, Mention};
use std::collections::HashMap;

/// The actors that the names make up, and the names as mentions of them.
pub fn cast(text: &str, names: Vec<Named>) -> (Vec<Actor>, Vec<Mention>) {
    let mut forms = Forms::new(text, &names);
    persons::join(&mut forms);
    organisations::join(text, &names, &mut forms);
    let best = forms.best_names();
    let mut actors: Vec<Actor> = Vec::new();
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut listed = vec![false; best.len()];
    let mut mentions = Vec::with_capacity(names.len());
    for (name, form) in names.into_iter().zip(forms.of_names()) {
        let owner = forms.owner(form);
        let actor = *places.entry(owner).or_insert_with(|| {
            let name_of_all = best.get(owner).cloned().unwrap_or_default();
            actors.push(Actor { name: name_of_all, kind: name.kind, aliases: Vec::new() });
            actors.len() - 1
        });
        if let (Some(actor), Some(listed @ false)) = (actors.get_mut(actor), listed.get_mut(form)) {
            let written = forms.get(form).map_or("", Form::written);
            if actor.name != written && !actor.aliases.iter().any(|alias| alias == written) {
                actor.aliases.push(written.to_owned());
            }
            *listed = true;
        }
        mentions.push(Mention {
            span: name.span,
            kind: name.kind,
            actor,
            role: name.role,
            stands_for: name.stands_for,
        });
    }
    (actors, mentions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ActorKind;
    use crate::analysis::actors::states::state;
    use crate::text::Span;

    /// Articles with their names marked: `[written|kind=actor]`.
    const CLUSTERS: &str = include_str!("clusters.txt");

    /// Reads one article: its text, its names, and the actor that each should belong to. A form of address before a name is
    /// its role.
    fn read(marked: &str) -> (String, Vec<Named>, Vec<String>) {
        let (mut text, mut names, mut actors) = (String::new(), Vec::new(), Vec::new());
        let mut rest = marked;
        while let Some((before, after)) = rest.split_once('[') {
            text.push_str(before);
            let (mark, after) = after.split_once(']').unwrap();
            let (written, kind) = mark.split_once('|').unwrap();
            let (kind, actor) = kind.split_once('=').unwrap_or((kind, written));
            let span = Span::new(text.len(), text.len() + written.len());
            text.push_str(written);
            let kind = match kind {
                "p" => ActorKind::Person,
                "o" => ActorKind::Organisation,
                "s" => ActorKind::State,
                "l" => ActorKind::Place,
                other => panic!("no kind {other}: {marked}"),
            };
            let state = state(written).filter(|_| kind == ActorKind::State).map(|(name, _)| name);
            let title = ["Mr ", "Mrs ", "Ms "].into_iter().find(|title| text[..span.start].ends_with(title));
            let role = title.map(|title| Span::new(span.start - title.len(), span.start - 1));
            names.push(Named { span, kind, role, stands_for: None, state });
            actors.push(actor.to_owned());
            rest = after;
        }
        text.push_str(rest);
        (text, names, actors)
    }

    /// What became of the aliases of a kind: all of them, those resolved, those given to a wrong actor.
    fn tally(kind: ActorKind) -> (usize, usize, usize) {
        let (mut all, mut right, mut wrong) = (0, 0, 0);
        for line in CLUSTERS.lines().filter(|line| !line.starts_with('#')) {
            let (text, names, expected) = read(line);
            let (actors, mentions) = cast(&text, names);
            for (mention, expected) in mentions.iter().zip(&expected).filter(|(mention, _)| mention.kind == kind) {
                let (written, found) = (mention.span.of(&text), &actors[mention.actor].name);
                let resolved = found == expected;
                all += usize::from(written != expected);
                right += usize::from(written != expected && resolved);
                wrong += usize::from(!resolved && found != written);
                if !resolved {
                    println!("{written}: {found} instead of {expected} in: {line}");
                }
            }
        }
        (all, right, wrong)
    }

    #[test]
    fn parts_of_persons_names_find_their_person() {
        let (all, right, wrong) = tally(ActorKind::Person);
        assert!(all >= 60 && right * 100 >= all * 95 && wrong * 100 <= all, "{right} of {all}, {wrong} wrong");
    }

    #[test]
    fn short_names_of_organisations_find_the_long_ones() {
        let (all, right, wrong) = tally(ActorKind::Organisation);
        assert!(all >= 22 && right * 100 >= all * 80 && wrong * 100 <= all * 3, "{right} of {all}, {wrong} wrong");
    }

    #[test]
    fn states_are_called_by_their_usual_name() {
        let (all, right, _) = tally(ActorKind::State);
        assert_eq!(all, right);
    }

    /// What the names of an article are called in the end, one after the other.
    fn names(marked: &str) -> Vec<String> {
        let (text, names, _) = read(marked);
        let (actors, mentions) = cast(&text, names);
        mentions.iter().map(|mention| actors[mention.actor].name.clone()).collect()
    }

    #[test]
    fn a_longer_name_swallows_no_shorter_one() {
        for (marked, expected) in [
            (
                "[Toyota|o] fell. [Toyota|o] sank. A robot of [Toyota Research Institute|o] rose.",
                "Toyota, Toyota, Toyota Research Institute",
            ),
            ("[HP|o] fell. [HP Services|o] grew.", "HP, HP Services"),
            ("[Acme Bricks|o] grew. [Acme|o] and [Acme Bricks|o] are two.", "Acme Bricks, Acme, Acme Bricks"),
            ("[Halvik|o] fell. [Halvik|o] sank. So did [Halvik Energy|o].", "Halvik, Halvik, Halvik"),
            (
                "[Halvik|o] fell. [Halvik Energy|o] sank. So did [Halvik Energy|o].",
                "Halvik Energy, Halvik Energy, Halvik Energy",
            ),
            (
                "[Halvik Energy|o] fell. [Halvik|o] sank. [Halvik|o] rose.",
                "Halvik Energy, Halvik Energy, Halvik Energy",
            ),
            ("[Halvik|o] fell. [Halvik Corporation|o] sank.", "Halvik Corporation, Halvik Corporation"),
            (
                "[Manchester United|o] won. [Newcastle United 1 Manchester United|o].",
                "Manchester United, Newcastle United 1 Manchester United",
            ),
        ] {
            assert_eq!(names(marked).join(", "), expected, "{marked}");
        }
    }

    #[test]
    fn brackets_join_initials_of_the_name_before_them() {
        for (marked, expected) in [
            (
                "[Teladoc Health|o] ([NYSE|o]:TDOC) rose. [Amwell|o] ([NYSE|o]: AMWL) fell.",
                "Teladoc Health, NYSE, Amwell, NYSE",
            ),
            ("[Hewlett-Packard|o] ([HPQ|o]) fell.", "Hewlett-Packard, HPQ"),
            ("[World Wide Fund for Nature|o] ([WWF|o]) met.", "World Wide Fund for Nature, World Wide Fund for Nature"),
            (
                "[IAEA|o] ([International Atomic Energy Agency|o])",
                "International Atomic Energy Agency, International Atomic Energy Agency",
            ),
            (
                "[Northern Ports Authority|o] ([NPA|o]) met. [National Pilots Association|o] ([NPA|o]) met.",
                "Northern Ports Authority, Northern Ports Authority, National Pilots Association, Northern Ports Authority",
            ),
        ] {
            assert_eq!(names(marked).join(", "), expected, "{marked}");
        }
    }

    #[test]
    fn generations_and_capitals_are_told_apart() {
        for (marked, expected) in [
            (
                "[George Bush Sr.|p] met [George Bush Jr.|p]. [Bush|p] left. [George Bush|p] stayed.",
                "George Bush Sr., George Bush Jr., Bush, George Bush",
            ),
            (
                "[Martin King Jr.|p] spoke. [Martin King|p] left. [King|p] wept.",
                "Martin King Jr., Martin King Jr., Martin King Jr.",
            ),
            ("[Robert Kane III|p] met [Robert Kane|p].", "Robert Kane III, Robert Kane III"),
            ("[FORD|o] CUTS. [Ford|o] fell.", "Ford, Ford"),
            ("[STAVANGER|l] — [UNESCO|o] met the [BANK OF NORWAY|o].", "Stavanger, UNESCO, Bank of Norway"),
        ] {
            assert_eq!(names(marked).join(", "), expected, "{marked}");
        }
    }

    #[test]
    fn an_actor_lists_its_other_names_once() {
        let (text, names, _) = read("[Ana Lind|p] met [Lind|p]. [Lind|p] left; [Ana|p] stayed. [Ana Lind|p] too.");
        let (actors, mentions) = cast(&text, names);
        assert_eq!(
            actors,
            [Actor { name: "Ana Lind".into(), kind: ActorKind::Person, aliases: vec!["Lind".into(), "Ana".into()] }]
        );
        assert!(mentions.iter().all(|mention| mention.actor == 0));
    }
}
