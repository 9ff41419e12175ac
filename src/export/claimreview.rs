//! `claimreview`: verdicts as schema.org ClaimReview, as fact-checkers publish them.

use crate::analysis::{Actor, ActorKind};
use crate::config::PublisherKind;
use crate::export::citation::{date, standing};
use crate::export::jsonld::TERMS;
use crate::export::marks::write_json;
use crate::export::neutral::link_target;
use crate::export::{Circumstances, Dossier, Export, ExportError, ExportFile};
use crate::text::{Annotation, AnnotationKind, Manner, Verdict};
use serde_json::{Map, Value, json};

/// One file with every claim. What is not complete is marked as a draft, with a warning that says what is missing.
pub(super) fn export(dossiers: &[Dossier], circumstances: &Circumstances) -> Result<Export, ExportError> {
    let mut reviews = Vec::new();
    let mut warnings = Vec::new();
    for dossier in dossiers {
        let claims = dossier.in_order().into_iter();
        for claim in claims.filter(|note| note.kind == AnnotationKind::Claim || note.verdict.is_some()) {
            reviews.push(review(dossier, claim, circumstances, &mut warnings));
        }
    }
    let whole = json!({"@context": ["https://schema.org", {"dateline": TERMS}], "@graph": reviews});
    let mut bytes = Vec::new();
    write_json(&mut bytes, &whole, true)?;
    bytes.push(b'\n');
    Ok(Export { files: vec![ExportFile::whole("claimreview.json", bytes)], warnings })
}

fn review(dossier: &Dossier, claim: &Annotation, circumstances: &Circumstances, warnings: &mut Vec<String>) -> Value {
    let statement = claim.statement.clone().unwrap_or_else(|| claim.given_on().to_owned());
    let publisher = &circumstances.publisher;
    let page = publisher.claim.as_ref().and_then(|pattern| link_target(&pattern.replace("{id}", &claim.id.0)));
    let verdict = standing(claim);
    let mut missing = Vec::new();
    for (name, there) in [
        ("a verdict", claim.verdict.is_some()),
        ("a verdict confirmed on the words that stand there now", claim.verdict.is_none() || verdict.is_some()),
        ("the publisher's name (publisher.name in the settings)", publisher.name.is_some()),
        ("the publisher's address (publisher.url)", publisher.url.as_deref().and_then(link_target).is_some()),
        ("an address for each claim (publisher.claim)", page.is_some()),
    ] {
        if !there {
            missing.push(name);
        }
    }
    let mut out = Map::new();
    out.insert("@type".into(), "ClaimReview".into());
    if !missing.is_empty() {
        out.insert("dateline:draft".into(), true.into());
        warnings.push(format!("draft, without {}: {statement}", listed(&missing)));
    }
    let decided = verdict.and_then(|verdict| verdict.decided.clone());
    let published = decided.unwrap_or_else(|| claim.modified.clone());
    out.insert("identifier".into(), claim.id.0.clone().into());
    out.insert("url".into(), page.into());
    out.insert("claimReviewed".into(), statement.clone().into());
    out.insert("datePublished".into(), date(&published).into());
    out.insert("author".into(), author(claim, circumstances));
    out.insert("reviewRating".into(), verdict.map(|verdict| rating(verdict, circumstances)).into());
    if claim.is_changed() {
        if verdict.is_some() {
            warnings.push(format!("the verdict was given on other words than stand there now: {statement}"));
        }
        out.insert("dateline:givenOn".into(), claim.given_on().into());
    }
    out.insert("reviewBody".into(), Some(claim.note.clone()).filter(|note| !note.is_empty()).into());
    out.insert("itemReviewed".into(), reviewed(dossier, claim, &statement));
    out.retain(|_, value| !value.is_null());
    Value::Object(out)
}

/// "a, b and c".
fn listed(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

/// Who publishes the verdict; while no publisher is set, who wrote the note.
fn author(claim: &Annotation, circumstances: &Circumstances) -> Value {
    let publisher = &circumstances.publisher;
    let Some(name) = &publisher.name else {
        let name = claim.author.as_ref().or(circumstances.author.as_ref());
        return name.map_or(Value::Null, |name| json!({"@type": "Person", "name": name}));
    };
    let kind = match publisher.kind {
        PublisherKind::Organisation => "Organization",
        PublisherKind::Person => "Person",
    };
    let mut agent = json!({"@type": kind, "name": name});
    if let (Some(url), Some(agent)) = (publisher.url.as_deref().and_then(link_target), agent.as_object_mut()) {
        agent.insert("url".into(), url.into());
    }
    agent
}

/// A verdict off the scale has only its name: a number would put it somewhere on it.
fn rating(verdict: &Verdict, circumstances: &Circumstances) -> Value {
    let mut rating = Map::new();
    rating.insert("@type".into(), "Rating".into());
    rating.insert("alternateName".into(), verdict.label.clone().into());
    let on_scale = circumstances.scale.iter().find(|(label, _)| *label == verdict.label).and_then(|(_, value)| *value);
    let values: Vec<f64> = circumstances.scale.iter().filter_map(|(_, value)| *value).collect();
    let (best, worst) = (values.iter().copied().reduce(f64::max), values.iter().copied().reduce(f64::min));
    if let (Some(value), Some(best), Some(worst)) = (verdict.value.or(on_scale), best, worst) {
        rating.insert("ratingValue".into(), value.into());
        rating.insert("bestRating".into(), best.into());
        rating.insert("worstRating".into(), worst.into());
    }
    Value::Object(rating)
}

/// The claim with who asserts it and the works it appears in. Whoever denies or cites it is not its author.
fn reviewed(dossier: &Dossier, claim: &Annotation, statement: &str) -> Value {
    let meta = &dossier.article.meta;
    let here = Work {
        url: meta.url.as_deref().and_then(link_target),
        headline: Some(&meta.title),
        published: meta.published.as_deref().and_then(date),
        speaker: claim.speaker.as_deref(),
        manner: claim.manner(),
        first: claim.first,
    };
    let mut works = vec![here];
    works.extend(claim.appearances.iter().map(|there| Work {
        url: there.url.as_deref().and_then(link_target),
        headline: None,
        published: there.published.as_deref().and_then(date),
        speaker: there.speaker.as_deref(),
        manner: there.manner,
        first: there.first,
    }));
    let asserting = works.iter().filter(|work| work.manner == Manner::Asserted);
    let speaker = asserting.clone().find_map(|work| work.speaker.filter(|speaker| !speaker.trim().is_empty()));
    let said = works.iter().find(|work| work.first).or_else(|| asserting.clone().min_by_key(|work| work.published));
    let mut out = Map::new();
    out.insert("@type".into(), "Claim".into());
    out.insert("text".into(), statement.into());
    out.extend(speaker.map(|speaker| ("author".to_owned(), agent(speaker, dossier))));
    out.extend(said.and_then(|work| work.published).map(|day| ("datePublished".to_owned(), day.into())));
    let first = works.iter().position(|work| work.first).map(|at| works.remove(at));
    out.extend(first.map(|work| ("firstAppearance".to_owned(), work.json())));
    if !works.is_empty() {
        out.insert("appearance".into(), works.iter().map(Work::json).collect());
    }
    Value::Object(out)
}

/// A work in which a claim appears.
struct Work<'a> {
    url: Option<String>,
    headline: Option<&'a str>,
    published: Option<&'a str>,
    speaker: Option<&'a str>,
    manner: Manner,
    first: bool,
}

impl Work<'_> {
    fn json(&self) -> Value {
        let mut work = Map::from_iter([("@type".to_owned(), Value::from("NewsArticle"))]);
        work.extend(self.url.clone().map(|url| ("url".to_owned(), url.into())));
        work.extend(self.headline.map(|headline| ("headline".to_owned(), headline.into())));
        work.extend(self.published.map(|day| ("datePublished".to_owned(), day.into())));
        work.insert("dateline:manner".into(), self.manner.name().into());
        work.extend(self.speaker.map(|speaker| ("dateline:speaker".to_owned(), speaker.into())));
        Value::Object(work)
    }
}

/// A speaker with the type that the article's actor of this name has; one that is no actor has none.
fn agent(speaker: &str, dossier: &Dossier) -> Value {
    let named = |actor: &&Actor| actor.name == speaker || actor.aliases.iter().any(|alias| alias == speaker);
    let kind = dossier.found.actors.iter().find(named).map(|actor| match actor.kind {
        ActorKind::Person => "Person",
        // A place that speaks is its government.
        ActorKind::Organisation | ActorKind::State | ActorKind::Place | ActorKind::Other => "Organization",
    });
    let mut agent = Map::new();
    agent.extend(kind.map(|kind| ("@type".to_owned(), kind.into())));
    agent.insert("name".into(), speaker.into());
    Value::Object(agent)
}
