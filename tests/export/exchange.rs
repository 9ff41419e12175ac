//! `jsonld` and `hypothesis`, both ways.

use crate::sample::{bridge, circumstances, dossier, exported, naughty_dossier, text};
use dateline::export::{Dossier, Format, Imported};
use dateline::text::{AnchorState, Annotation, AnnotationKind};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn read(format: &str, text: &str) -> Result<Imported, String> {
    Format::named(format).unwrap().read(text.as_bytes()).map_err(|error| error.to_string())
}

/// Placed on `dossier` as the library would do it.
fn placed(imported: Imported, dossier: &Dossier) -> Vec<Annotation> {
    imported.loose.into_iter().map(|loose| loose.placed(&dossier.article.body)).collect()
}

#[derive(Deserialize)]
struct Sample {
    name: String,
    valid: bool,
    text: String,
}

fn w3c_samples() -> Vec<Sample> {
    serde_json::from_str(include_str!("../data/web-annotation-samples.json")).unwrap()
}

#[test]
fn what_the_model_forbids_is_refused_or_reported() {
    for sample in w3c_samples().iter().filter(|sample| !sample.valid) {
        let taken = read("jsonld", &sample.text).is_ok_and(|imported| imported.warnings.is_empty());
        assert!(!taken, "{}", sample.name);
    }
}

#[test]
fn what_the_model_allows_goes_through_without_loss() {
    for sample in w3c_samples().iter().filter(|sample| sample.valid) {
        let whole: Value = serde_json::from_str(&sample.text).unwrap();
        let imported = read("jsonld", &sample.text).unwrap_or_else(|error| panic!("{}: {error}", sample.name));
        let mut target = dossier("a", "A page", "Nothing of it here.");
        target.annotations = placed(imported, &target);
        let again: Value = serde_json::from_str(&text("jsonld", &[target])).unwrap();
        let items = again["first"]["items"].as_array().unwrap();
        let there = match whole["type"].as_str() {
            Some("Annotation") => vec![whole],
            _ => whole["items"].as_array().or(whole["first"]["items"].as_array()).cloned().unwrap_or_default(),
        };
        let by_id = |items: &[Value]| {
            items.iter().map(|item| (item["id"].to_string(), item.clone())).collect::<BTreeMap<_, _>>()
        };
        assert!(by_id(items) == by_id(&there), "{}", sample.name);
    }
}

#[test]
fn an_edited_note_is_written_anew() {
    let sample = w3c_samples().into_iter().find(|sample| sample.name == "correct/anno26.json").unwrap();
    let mut target = dossier("a", "A page", "Then this is an anotation that has some faults.");
    target.annotations = placed(read("jsonld", &sample.text).unwrap(), &target);
    assert_eq!(target.annotations[0].state, AnchorState::Moved);
    target.annotations[0].note = "Spelling!".into();
    let again: Value = serde_json::from_str(&text("jsonld", &[target])).unwrap();
    assert_eq!(again["first"]["items"][0]["body"][0]["value"], "Spelling!");
}

#[test]
fn our_own_web_annotations_come_back_whole() {
    for dossier in [bridge(), naughty_dossier()] {
        let imported = read("jsonld", &text("jsonld", std::slice::from_ref(&dossier))).unwrap();
        assert_eq!(imported.warnings, Vec::<String>::new());
        for (after, before) in imported.loose.into_iter().zip(dossier.in_order()) {
            let mut before = before.clone();
            let mut after = after.annotation;
            (before.anchor, after.anchor) = Default::default();
            assert_eq!(after, before);
        }
    }
}

#[test]
fn a_web_annotation_says_where_and_what() {
    let whole: Value = serde_json::from_str(&text("jsonld", &[bridge()])).unwrap();
    let items = whole["first"]["items"].as_array().unwrap();
    let claim = items.iter().find(|item| item["motivation"] == "assessing").unwrap();
    assert_eq!(claim["target"]["source"], "https://ferry.example/news/bridge?id=7");
    assert_eq!(claim["target"]["selector"][0]["exact"], "Repairs will cost €3.2 million");
    assert_eq!(claim["target"]["state"]["sourceDate"], "2026-03-04T12:00:00Z");
    let purposes: Vec<&str> =
        claim["body"].as_array().unwrap().iter().map(|body| body["purpose"].as_str().unwrap()).collect();
    assert_eq!(purposes, ["commenting", "tagging", "describing", "assessing", "linking", "linking", "linking"]);
}

#[test]
fn hypothesis_reads_what_it_would_write() {
    let whole: Value = serde_json::from_str(&text("hypothesis", &[bridge()])).unwrap();
    assert_eq!(whole["export_date"], circumstances().now);
    let first = &whole["annotations"][1];
    for field in
        ["id", "created", "updated", "user", "uri", "text", "tags", "group", "permissions", "target", "document"]
    {
        assert!(!first[field].is_null(), "{field}");
    }
    let kinds: Vec<&Value> =
        first["target"][0]["selector"].as_array().unwrap().iter().map(|one| &one["type"]).collect();
    assert_eq!(kinds, ["TextQuoteSelector"]);
    assert!(first["text"].as_str().unwrap().contains("Verdict: mostly-false"));
}

#[test]
fn an_article_without_an_address_is_reported() {
    let mut dossier = bridge();
    dossier.article.meta.url = None;
    let export = exported("hypothesis", &[dossier]);
    assert!(export.warnings[0].contains("has no address"));
}

#[test]
fn annotations_of_hypothesis_find_their_places() {
    let row = json!({
        "id": "Xy1", "user": "acct:ada@hypothes.is", "text": "Really?", "tags": ["cost"],
        "created": "2026-03-05T11:24:14.673557+00:00", "updated": "2026-03-05T11:25:14.673557+00:00",
        "uri": "https://ferry.example/news/bridge?id=7", "document": {"title": ["Bridge"]},
        "target": [{"source": "https://ferry.example/news/bridge?id=7", "selector": [
            {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]", "startOffset": 0, "endOffset": 9},
            {"type": "TextPositionSelector", "start": 99_999, "end": 100_008},
            {"type": "TextQuoteSelector", "exact": "14 months", "prefix": "The Elbe bridge will close for ", "suffix": ", transport minister"},
        ]}],
    });
    let page_note = json!({"id": "Xy2", "uri": "https://a.example", "text": "On the whole page", "target": [{}]});
    for file in [json!({"rows": [row, page_note]}), json!({"annotations": [row, page_note]}), json!([row, page_note])] {
        let imported = read("hypothesis", &file.to_string()).unwrap();
        assert_eq!(imported.loose[0].title.as_deref(), Some("Bridge"));
        let notes = placed(imported, &bridge());
        let [note, page] = notes.as_slice() else { panic!("two notes") };
        assert_eq!((note.state, note.anchor.quote.as_str()), (AnchorState::Moved, "14 months"));
        assert_eq!((note.author.as_deref(), note.created.as_str()), (Some("ada"), "2026-03-05T11:24:14Z"));
        assert_eq!(
            (page.state, page.kind, page.note.as_str()),
            (AnchorState::Lost, AnnotationKind::Note, "On the whole page")
        );
    }
    assert!(read("hypothesis", "{}").is_err());
}
