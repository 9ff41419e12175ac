//! Links between claims: how one stands to another, chosen in two steps, and those that the text itself offers.

use crate::app::annotate::claim_on;
use crate::app::answering::shortened;
use crate::app::claims_case::detected;
use crate::app::commands::told;
use crate::app::effect::{Effect, Ticket};
use crate::app::model::{Choose, Model, Overlay};
use crate::app::picker::{Choice, Picker};
use crate::app::reader::Reader;
use crate::app::shelving::apply;
use crate::text::{Annotation, AnnotationId, AnnotationKind, Change, Link, Listing, Relation};

/// A link being made.
#[derive(Clone, Debug, PartialEq)]
pub struct Linking {
    /// The claim it begins at.
    pub from: Annotation,
    /// How it stands to the other, once that is chosen.
    pub relation: Option<Relation>,
    /// The link that is changed, where it is no new one.
    pub replaces: Option<usize>,
    /// The request for the claims it may lead to.
    pub asked: Ticket,
}

/// A link that the text offers: one claim denies the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// What it says: "denies “…”".
    pub words: String,
    /// What is done when it is taken.
    pub effect: Effect,
}

/// Asks how a claim stands to another. What the text offers comes first.
pub fn choose_relation(model: &mut Model, from: Annotation) -> Vec<Effect> {
    if from.kind != AnnotationKind::Claim {
        return told(model, "links start from a claim of yours; c makes one");
    }
    let offers = model.reader.as_deref().map(|reader| offers(reader, &from)).unwrap_or_default();
    let offered = offers.into_iter().enumerate().map(|(number, offer)| Choice {
        label: offer.words,
        aside: "found in the text".into(),
        value: Choose::Offered(number),
    });
    let rows = offered.chain(Relation::ALL.iter().map(|relation| Choice {
        label: format!("{} …", relation.forth()),
        aside: meaning(*relation).to_owned(),
        value: Choose::Relation(*relation),
    }));
    let rows = rows.collect();
    model.linking = Some(Linking { from, relation: None, replaces: None, asked: 0 });
    model.overlay = Some(Overlay::Picker(Picker::new("This claim …", rows)));
    Vec::new()
}

/// Asks anew how a claim stands to the one that a link of its leads to.
pub fn change_relation(model: &mut Model, from: Annotation, link: usize) -> Vec<Effect> {
    let rows = Relation::ALL.iter().map(|relation| Choice {
        label: relation.forth().to_owned(),
        aside: meaning(*relation).to_owned(),
        value: Choose::Relation(*relation),
    });
    let rows = rows.collect();
    model.linking = Some(Linking { from, relation: None, replaces: Some(link), asked: 0 });
    model.overlay = Some(Overlay::Picker(Picker::new("This claim …", rows)));
    Vec::new()
}

fn meaning(relation: Relation) -> &'static str {
    match relation {
        Relation::Repeats => "says the same again",
        Relation::Supports => "speaks for it",
        Relation::Contradicts => "both cannot be true",
        Relation::Denies => "says that it is not so",
        Relation::Corrects => "puts it right",
        Relation::Updates => "brings it up to date",
        Relation::SourceOf => "the other comes from here",
    }
}

/// The relation is chosen: a changed link is saved; for a new one the other claim is asked for.
pub fn relation(model: &mut Model, relation: Relation) -> Vec<Effect> {
    let ticket = model.next_ticket();
    let Some(linking) = &mut model.linking else { return Vec::new() };
    if let Some(link) = linking.replaces.and_then(|link| linking.from.links.get_mut(link)) {
        link.relation = relation;
        let from = linking.from.clone();
        model.linking = None;
        return apply(vec![Change::Annotate(Box::new(from))], &format!("link ({})", relation.name()));
    }
    linking.relation = Some(relation);
    linking.asked = ticket;
    vec![Effect::Claims { ticket, query: String::new() }]
}

/// The claims of the library have come: which of them is it?
pub fn choose_target(model: &mut Model, claims: Result<Vec<(Listing, Annotation)>, String>) {
    let Some(Linking { from, relation: Some(relation), .. }) = model.linking.clone() else { return };
    let claims = match claims {
        Ok(claims) => claims,
        Err(fault) => return model.complain(fault),
    };
    let linked = |id: &AnnotationId| from.links.contains(&Link { to: id.clone(), relation });
    let mut rows: Vec<(bool, Choice<Choose>)> = Vec::new();
    for (article, claim) in claims {
        if claim.id == from.id || linked(&claim.id) {
            continue;
        }
        let here = claim.article == from.article;
        let aside = claim.said_by().unwrap_or_else(|| article.title.clone());
        let aside = aside.chars().take(30).collect();
        let value = Choose::Target(relation, claim.id.clone());
        rows.push((!here, Choice { label: claim.subject().replace('\n', " "), aside, value }));
    }
    if rows.is_empty() {
        return model.tell("there is no other claim of yours to link to; c in an article makes one");
    }
    // Those of the same article are the likely ones.
    rows.sort_by_key(|(elsewhere, _)| *elsewhere);
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    model.overlay = Some(Overlay::Picker(Picker::new(&format!("This claim {} …", relation.forth()), rows)));
}

/// The other claim is chosen: the link is saved.
pub fn target(model: &mut Model, relation: Relation, to: AnnotationId) -> Vec<Effect> {
    let Some(Linking { mut from, .. }) = model.linking.take() else { return Vec::new() };
    from.links.push(Link { to, relation });
    apply(vec![Change::Annotate(Box::new(from))], &format!("link ({})", relation.name()))
}

/// One of the links that the text offers is taken.
pub fn offered(model: &mut Model, number: usize) -> Vec<Effect> {
    let Some(Linking { from, .. }) = model.linking.take() else { return Vec::new() };
    let offers = model.reader.as_deref().map(|reader| offers(reader, &from)).unwrap_or_default();
    offers.into_iter().nth(number).map(|offer| offer.effect).into_iter().collect()
}

/// The claim made last has come back from the library: what the text says of it is offered.
pub fn offer_for_new(model: &mut Model) {
    let Some(reader) = model.reader.as_deref() else { return };
    let Some((article, span)) = model.claimed.clone().filter(|(article, _)| *article == reader.article.id) else {
        return;
    };
    let made = reader
        .standing()
        .iter()
        .find(|note| (&note.article, note.anchor.span, note.kind) == (&article, span, AnnotationKind::Claim));
    let Some(made) = made else { return };
    let offer = offers(reader, made).into_iter().next();
    model.claimed = None;
    if let Some(offer) = offer {
        let keys = model.keymap.chords_of(crate::keys::Context::Reader, crate::keys::Command::Link);
        let key = keys.first().map(|chord| crate::keys::chord_text(chord)).unwrap_or_else(|| "link".into());
        let saved = model.message.take().map(|message| format!("{} · ", message.text)).unwrap_or_default();
        let saved = saved.replace(" (u undoes it)", "");
        model.tell(format!("{key} links: it {} · {}", offer.words, saved.trim_end_matches(" · ")));
        model.offer = Some(offer);
    }
}

/// The links that the text offers a claim: to what it denies, and from what denies it. Where the other is no claim of the
/// reader's yet, taking the offer makes it one.
pub fn offers(reader: &Reader, claim: &Annotation) -> Vec<Offer> {
    let Some(found) = reader.found.as_deref().filter(|_| claim.article == reader.article.id) else { return Vec::new() };
    let Some(own) = detected(&found.claims, claim.anchor.span).filter(|_| claim.state.stands()) else {
        return Vec::new();
    };
    let denied = found.claims.get(own).and_then(|claim| claim.denies).map(|denied| (denied, true));
    let deniers = found.claims.iter().enumerate().filter(|(_, other)| other.denies == Some(own));
    let pairs = denied.into_iter().chain(deniers.map(|(index, _)| (index, false))).filter(|(other, _)| *other != own);
    pairs.filter_map(|(other, forth)| offer(reader, claim, other, forth)).collect()
}

/// The offer between a claim and what was detected as `other`; `forth` when the claim is the denial.
fn offer(reader: &Reader, claim: &Annotation, other: usize, forth: bool) -> Option<Offer> {
    let found = reader.found.as_deref()?;
    let theirs = |note: &&Annotation| {
        note.kind == AnnotationKind::Claim
            && note.id != claim.id
            && detected(&found.claims, note.anchor.span) == Some(other)
    };
    let there = reader.standing().iter().find(theirs).cloned();
    let subject = there.clone().unwrap_or(claim_on(reader, found.claims.get(other)?));
    let (mut denial, denied) = if forth { (claim.clone(), subject.clone()) } else { (subject.clone(), claim.clone()) };
    let link = Link { to: denied.id.clone(), relation: Relation::Denies };
    if denial.links.contains(&link) {
        return None;
    }
    denial.links.push(link);
    let effect = match (&there, forth) {
        // What is denied has no name yet: the empty one in the link stands for it.
        (None, true) => {
            Effect::Together { made: Box::new(denied), then: Box::new(denial), label: "link (denies)".into() }
        }
        _ => Effect::Apply { changes: vec![Change::Annotate(Box::new(denial))], label: "link (denies)".into() },
    };
    let words = match forth {
        true => format!("{} “{}”", Relation::Denies.forth(), shortened(subject.subject())),
        false => format!("{} {}", Relation::Denies.back(), speaker_of(&subject)),
    };
    Some(Offer { words, effect })
}

fn speaker_of(claim: &Annotation) -> String {
    let words = format!("“{}”", shortened(claim.subject()));
    match claim.said_by() {
        Some(speaker) => format!("{speaker}: {words}"),
        None => words,
    }
}
