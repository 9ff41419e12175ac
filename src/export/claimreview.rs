//! `claimreview`: verdicts as schema.org ClaimReview, as fact-checkers publish them.

use crate::export::citation::date;
use crate::export::marks::write_json;
use crate::export::neutral::link_target;
use crate::export::{Circumstances, Dossier, Export, ExportError, ExportFile, Own};
use crate::text::{Annotation, AnnotationKind, Verdict};
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
    let whole = json!({"@context": "https://schema.org", "@graph": reviews});
    let mut bytes = Vec::new();
    write_json(&mut bytes, &whole, true)?;
    bytes.push(b'\n');
    let own = Own::Sign("\"ClaimReview\"".into());
    Ok(Export { files: vec![ExportFile { name: "claimreview.json".into(), bytes, own }], warnings })
}

fn review(dossier: &Dossier, claim: &Annotation, circumstances: &Circumstances, warnings: &mut Vec<String>) -> Value {
    let statement = claim.statement.clone().unwrap_or_else(|| claim.anchor.quote.clone());
    let author = claim.author.clone().or_else(|| circumstances.author.clone());
    let url = circumstances.author_url.as_deref().and_then(link_target);
    let mut missing = Vec::new();
    for (name, there) in [
        ("a verdict", claim.verdict.is_some()),
        ("the author's name", author.is_some()),
        ("the author's address", url.is_some()),
    ] {
        if !there {
            missing.push(name);
        }
    }
    let mut out = Map::new();
    out.insert("@type".into(), "ClaimReview".into());
    if !missing.is_empty() {
        out.insert("dateline:draft".into(), true.into());
        warnings.push(format!("draft, without {}: {statement}", missing.join(" and ")));
    }
    let page = url.map(|url| format!("{}#{}", url.trim_end_matches('#'), claim.id.0));
    let decided = claim.verdict.as_ref().and_then(|verdict| verdict.decided.clone());
    let published = decided.unwrap_or_else(|| claim.modified.clone());
    out.insert("identifier".into(), claim.id.0.clone().into());
    out.insert("url".into(), page.into());
    out.insert("claimReviewed".into(), statement.clone().into());
    out.insert("datePublished".into(), date(&published).into());
    out.insert("author".into(), agent(author.as_deref(), circumstances.author_url.as_deref()));
    out.insert("reviewRating".into(), claim.verdict.as_ref().map(|verdict| rating(verdict, circumstances)).into());
    out.insert("reviewBody".into(), Some(claim.note.clone()).filter(|note| !note.is_empty()).into());
    out.insert("itemReviewed".into(), reviewed(dossier, claim, &statement));
    out.retain(|_, value| !value.is_null());
    Value::Object(out)
}

fn agent(name: Option<&str>, url: Option<&str>) -> Value {
    let mut agent = Map::from_iter([("@type".to_owned(), Value::from("Organization"))]);
    agent.extend(name.map(|name| ("name".to_owned(), name.into())));
    agent.extend(url.and_then(link_target).map(|url| ("url".to_owned(), url.into())));
    Value::Object(agent)
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

fn reviewed(dossier: &Dossier, claim: &Annotation, statement: &str) -> Value {
    let meta = &dossier.article.meta;
    let work = |url: Option<String>, headline: Option<&str>, published: Option<&str>| {
        let mut work = Map::from_iter([("@type".to_owned(), Value::from("NewsArticle"))]);
        work.extend(url.map(|url| ("url".to_owned(), url.into())));
        work.extend(headline.map(|headline| ("headline".to_owned(), headline.into())));
        work.extend(published.and_then(date).map(|day| ("datePublished".to_owned(), day.into())));
        Value::Object(work)
    };
    let first = work(meta.url.as_deref().and_then(link_target), Some(&meta.title), meta.published.as_deref());
    let also = claim.appearances.iter();
    let also: Vec<Value> =
        also.map(|there| work(there.url.as_deref().and_then(link_target), None, there.published.as_deref())).collect();
    let mut out = Map::new();
    out.insert("@type".into(), "Claim".into());
    out.insert("text".into(), statement.into());
    if let Some(speaker) = &claim.speaker {
        out.insert("author".into(), json!({"@type": "Person", "name": speaker}));
    }
    out.extend(meta.published.as_deref().and_then(date).map(|day| ("datePublished".to_owned(), day.into())));
    out.insert("firstAppearance".into(), first);
    if !also.is_empty() {
        out.insert("appearance".into(), also.into());
    }
    Value::Object(out)
}
