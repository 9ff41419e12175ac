//! Corrections of actors: another kind, no actor, somebody else, the same as another.

use crate::analysis::correction::missed;
use crate::analysis::correction::overlay::{same_name, stands, take_out};
use crate::analysis::{Actor, ActorKind, Analysis, Mention};
use crate::text::{Body, Correction, Reach, Remedy};

/// Lays one correction over the cast. Actors that lose all their mentions stay until [`recast`].
pub fn apply(found: &mut Analysis, body: &Body, correction: &Correction) {
    let text = body.text();
    let whole = whole_actors(found, text, correction);
    let mut chosen = mentions(found, text, correction, &whole);
    match &correction.remedy {
        Remedy::Kind(kind) => {
            if let Some(kind) = ActorKind::named(kind) {
                retype(found, &whole, &chosen, kind);
                missed::add(found, body, correction, kind);
            }
        }
        Remedy::Reject => assign(found, &chosen, None),
        Remedy::Split => {
            let quote = &correction.anchor.quote;
            let same = found.mentions.iter().map(|mention| same_name(mention.span.of(text), quote));
            chosen.iter_mut().zip(same).for_each(|(chosen, same)| *chosen &= same);
            split(found, text, &chosen);
        }
        Remedy::Merge(name) => merge(found, text, &chosen, &whole, name),
    }
}

/// For each actor, whether the correction is about all of it.
fn whole_actors(found: &Analysis, text: &str, correction: &Correction) -> Vec<bool> {
    if correction.reach == Reach::Mention {
        return vec![false; found.actors.len()];
    }
    let mut whole: Vec<bool> = found.actors.iter().map(|actor| same_name(&actor.name, &correction.name)).collect();
    if stands(correction, text) {
        let here = found.mentions.iter().filter(|mention| mention.span.overlaps(correction.anchor.span));
        here.for_each(|mention| mark(&mut whole, mention.actor));
    }
    whole
}

fn mark(flags: &mut [bool], index: usize) {
    if let Some(flag) = flags.get_mut(index) {
        *flag = true;
    }
}

/// For each mention, whether the correction is about it.
fn mentions(found: &Analysis, text: &str, correction: &Correction, whole: &[bool]) -> Vec<bool> {
    let here = correction.reach == Reach::Mention && stands(correction, text);
    let chosen = found.mentions.iter().map(|mention| {
        whole.get(mention.actor).copied().unwrap_or(false) || (here && mention.span.overlaps(correction.anchor.span))
    });
    chosen.collect()
}

fn retype(found: &mut Analysis, whole: &[bool], chosen: &[bool], kind: ActorKind) {
    unite(found, whole, chosen);
    for (mention, _) in found.mentions.iter_mut().zip(chosen).filter(|(_, chosen)| **chosen) {
        mention.kind = kind;
        mention.stands_for = None;
    }
    // An actor is of the reader's kind as soon as nothing in the text says otherwise.
    let mut settled = vec![true; found.actors.len()];
    let mut touched = whole.to_vec();
    for (mention, chosen) in found.mentions.iter().zip(chosen) {
        if mention.kind != kind
            && let Some(settled) = settled.get_mut(mention.actor)
        {
            *settled = false;
        }
        if *chosen {
            mark(&mut touched, mention.actor);
        }
    }
    let actors = found.actors.iter_mut().zip(settled.into_iter().zip(touched));
    actors.filter(|(_, (settled, touched))| *settled && *touched).for_each(|(actor, _)| actor.kind = kind);
}

/// One name that was read as two kinds of actor is one actor when the reader says which kind it is. Two of one kind are
/// two, and stay so.
fn unite(found: &mut Analysis, whole: &[bool], chosen: &[bool]) {
    let mut named = found.actors.iter().zip(whole).enumerate().filter(|(_, (_, whole))| **whole);
    let Some((first, (actor, _))) = named.next() else { return };
    if named.any(|(_, (other, _))| other.kind != actor.kind) {
        for speaker in found.claims.iter_mut().filter_map(|claim| claim.speaker.as_mut()) {
            let meant = speaker.actor.is_some_and(|actor| whole.get(actor) == Some(&true));
            speaker.actor = if meant { Some(first) } else { speaker.actor };
        }
        assign(found, chosen, Some(first));
    }
}

/// Gives the chosen mentions another actor, or takes them out; claims follow their speakers.
fn assign(found: &mut Analysis, chosen: &[bool], to: Option<usize>) {
    if !chosen.contains(&true) {
        return;
    }
    for claim in &mut found.claims {
        let Some(speaker) = claim.speaker.as_mut().filter(|speaker| !speaker.resolved) else { continue };
        let first = found.mentions.partition_point(|mention| mention.span.end <= speaker.span.start);
        let named = found.mentions.iter().zip(chosen).skip(first);
        let mut named = named.take_while(|(mention, _)| mention.span.start < speaker.span.end);
        if named.any(|(mention, chosen)| *chosen && speaker.actor == Some(mention.actor)) {
            speaker.actor = to;
        }
    }
    match to {
        Some(actor) => {
            let moved = found.mentions.iter_mut().zip(chosen).filter(|(_, chosen)| **chosen);
            moved.for_each(|(mention, _)| mention.actor = actor);
        }
        None => take_out(&mut found.mentions, chosen),
    }
}

fn split(found: &mut Analysis, text: &str, chosen: &[bool]) {
    let Some(first) = first_of(found, chosen).cloned() else { return };
    let name = first.span.of(text).to_owned();
    // A name that only the mentions which leave went by leaves with them.
    let rest = found.mentions.iter().zip(chosen).filter(|(_, chosen)| !**chosen);
    let kept = rest.clone().any(|(mention, _)| mention.actor == first.actor && mention.span.of(text) == name);
    let alone = !rest.clone().any(|(mention, _)| mention.actor == first.actor);
    if alone {
        return;
    }
    if let Some(former) = found.actors.get_mut(first.actor).filter(|_| !kept) {
        former.aliases.retain(|alias| *alias != name);
    }
    let own = found.actors.len();
    found.actors.push(Actor { name, kind: first.kind, aliases: Vec::new() });
    assign(found, chosen, Some(own));
}

fn first_of<'f>(found: &'f Analysis, chosen: &[bool]) -> Option<&'f Mention> {
    found.mentions.iter().zip(chosen).find(|(_, chosen)| **chosen).map(|(mention, _)| mention)
}

/// Makes the chosen mentions those of the actor called `name`; where there is none, of one that is called so from now on.
fn merge(found: &mut Analysis, text: &str, chosen: &[bool], whole: &[bool], name: &str) {
    let Some(first) = first_of(found, chosen).cloned() else { return };
    let called = |actor: &Actor| same_name(&actor.name, name);
    let also = |actor: &Actor| actor.aliases.iter().any(|alias| same_name(alias, name));
    let target = found.actors.iter().position(called).or_else(|| found.actors.iter().position(also));
    let target = target.unwrap_or_else(|| {
        found.actors.push(Actor { name: name.to_owned(), kind: first.kind, aliases: Vec::new() });
        found.actors.len() - 1
    });
    let mut names = Vec::new();
    for (_, actor) in found.actors.iter().enumerate().filter(|(at, _)| *at != target && whole.get(*at) == Some(&true)) {
        names.push(actor.name.clone());
        names.extend(actor.aliases.iter().cloned());
    }
    let moved = found.mentions.iter().zip(chosen).filter(|(_, chosen)| **chosen);
    names.extend(moved.map(|(mention, _)| mention.span.of(text).to_owned()));
    for claim in &mut found.claims {
        let Some(speaker) = &mut claim.speaker else { continue };
        if speaker.actor.is_some_and(|actor| whole.get(actor).copied().unwrap_or(false)) {
            speaker.actor = Some(target);
        }
    }
    assign(found, chosen, Some(target));
    let Some(actor) = found.actors.get_mut(target) else { return };
    let kind = actor.kind;
    for name in names {
        if name != actor.name && !actor.aliases.contains(&name) {
            actor.aliases.push(name);
        }
    }
    for (mention, _) in found.mentions.iter_mut().zip(chosen).filter(|(_, chosen)| **chosen) {
        mention.kind = kind;
    }
}

/// Puts the cast in order of first mention again and lets go of actors that nothing mentions any more.
pub fn recast(found: &mut Analysis) {
    let mut places: Vec<Option<usize>> = vec![None; found.actors.len()];
    let mut cast = Vec::with_capacity(found.actors.len());
    for mention in &mut found.mentions {
        let Some(place) = places.get_mut(mention.actor) else { continue };
        let place = *place.get_or_insert_with(|| {
            cast.extend(found.actors.get(mention.actor).cloned());
            cast.len() - 1
        });
        mention.actor = place;
    }
    for speaker in found.claims.iter_mut().filter_map(|claim| claim.speaker.as_mut()) {
        let place = speaker.actor.and_then(|actor| places.get(actor).copied().flatten());
        speaker.resolved &= place.is_some();
        speaker.actor = place;
    }
    found.actors = cast;
}
