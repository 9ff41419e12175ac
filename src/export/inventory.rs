//! What was found in an article, one list at a time: its cast, its figures, its claims. Offsets are code points.

use crate::analysis::{Claim, Mention};
use crate::export::marks::{claim_json, figure_json, quoted};
use crate::export::{Dossier, Marked};
use crate::text::{CodePoints, Span};
use serde_json::{Map, Value};

/// The cast of an article: each actor with its kind, aliases, roles, mentions, and the numbers of the claims it makes.
pub fn actors_json(dossier: &Dossier) -> Value {
    let (body, found) = (&dossier.article.body, &dossier.found);
    let points = CodePoints::new(body.text());
    let actors = found.actors.iter().enumerate().map(|(index, actor)| {
        let mentions: Vec<&Mention> = found.mentions.iter().filter(|mention| mention.actor == index).collect();
        let mut roles: Vec<&str> =
            mentions.iter().filter_map(|mention| mention.role).map(|role| role.of(body.text())).collect();
        roles.sort_unstable();
        roles.dedup();
        let claims = found.claims.iter().enumerate().filter(|(_, claim)| speaks(claim, index)).map(|(at, _)| at);
        let mut row = Map::new();
        row.insert("name".into(), actor.name.as_str().into());
        row.insert("kind".into(), actor.kind.name().into());
        row.insert("aliases".into(), actor.aliases.as_slice().into());
        row.insert("roles".into(), roles.into());
        let mentions = mentions.iter().map(|mention| {
            let mut row = quoted(mention.span, body, &points);
            row.insert("kind".into(), mention.kind.name().into());
            row.insert("role".into(), mention.role.map(|role| role.of(body.text())).into());
            row.insert("stands_for".into(), mention.stands_for.into());
            Value::Object(row)
        });
        row.insert("mentions".into(), mentions.collect());
        row.insert("claims".into(), claims.collect());
        Value::Object(row)
    });
    actors.collect()
}

fn speaks(claim: &Claim, actor: usize) -> bool {
    claim.speaker.as_ref().is_some_and(|speaker| speaker.actor == Some(actor))
}

/// The figures of an article as `show --json` has them, each with its sentence and whoever gives it.
pub fn figures_json(dossier: &Dossier) -> Vec<Map<String, Value>> {
    let (body, found) = (&dossier.article.body, &dossier.found);
    let points = CodePoints::new(body.text());
    let rows = found.figures.iter().map(|figure| {
        let mut row = figure_json(figure, body, &points);
        let sentence = dossier.sentence_of(figure.span).map(|span| Value::Object(quoted(span, body, &points)));
        row.insert("sentence".into(), sentence.into());
        row.insert("speaker".into(), dossier.speaker_of(figure.span).into());
        row
    });
    rows.collect()
}

/// The claims of an article as `show --json` has them, each with the numbers of the figures in it and of the claims that
/// deny it.
pub fn claims_json(dossier: &Dossier) -> Vec<Map<String, Value>> {
    let (body, found) = (&dossier.article.body, &dossier.found);
    let points = CodePoints::new(body.text());
    let mut denied_by: Vec<Vec<usize>> = vec![Vec::new(); found.claims.len()];
    for (at, denied) in found.claims.iter().enumerate().filter_map(|(at, claim)| Some((at, claim.denies?))) {
        denied_by.get_mut(denied).into_iter().for_each(|by| by.push(at));
    }
    let marked = Marked { body, found };
    let rows = found.claims.iter().zip(denied_by).map(|(claim, denied_by)| {
        let mut row = claim_json(claim, &marked, &points);
        let first = found.figures.partition_point(|figure| figure.span.end <= claim.span.start);
        let after = found.figures.partition_point(|figure| figure.span.start < claim.span.end);
        let inside = |at: &usize| found.figures.get(*at).is_some_and(|figure| holds(claim, figure.span));
        row.insert("figures".into(), (first..after.max(first)).filter(inside).collect());
        row.insert("denied_by".into(), denied_by.into());
        row
    });
    rows.collect()
}

fn holds(claim: &Claim, span: Span) -> bool {
    claim.parts.iter().any(|part| part.encloses(span))
}

impl Dossier {
    /// The sentence that a passage begins in.
    pub fn sentence_of(&self, span: Span) -> Option<Span> {
        let sentences = &self.found.sentences;
        let at = sentences.partition_point(|sentence| sentence.end <= span.start);
        sentences.get(at).copied().filter(|sentence| sentence.start <= span.start)
    }

    /// Who says the innermost claim around a passage: the actor's name where it is known, else as written.
    pub fn speaker_of(&self, span: Span) -> Option<&str> {
        let claims = &self.found.claims;
        let after = claims.partition_point(|claim| claim.span.start <= span.start);
        // Contents nest a few deep; one that began far before is looked for no longer.
        let around = claims.get(after.saturating_sub(16)..after).unwrap_or_default().iter();
        let innermost = around.filter(|claim| holds(claim, span)).min_by_key(|claim| claim.span.len())?;
        self.speaker(innermost)
    }

    /// Who says a claim: the actor's name where it is known, else as written.
    pub fn speaker(&self, claim: &Claim) -> Option<&str> {
        let speaker = claim.speaker.as_ref()?;
        let actor = speaker.actor.and_then(|actor| self.found.actors.get(actor));
        Some(actor.map_or_else(|| speaker.span.of(self.article.body.text()), |actor| actor.name.as_str()))
    }

    /// The words of a claim, its parts joined.
    pub fn content(&self, claim: &Claim) -> String {
        let parts: Vec<&str> = claim.parts.iter().map(|part| part.of(self.article.body.text()).trim()).collect();
        parts.join(" … ")
    }
}
