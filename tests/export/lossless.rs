//! `json` and `jsonl`.

use crate::sample::{BRIDGE, both, bridge, exported, naughty_dossier, text};
use dateline::export::{Dossier, Format, note_from_json};
use dateline::text::{AnchorState, AnnotationKind, CodePoints, Span};
use serde_json::{Value, json};

fn again(bytes: &[u8]) -> Vec<Dossier> {
    Format::named("json").unwrap().read(bytes).unwrap().articles
}

#[test]
fn nothing_is_lost_on_the_way_out_and_in() {
    for dossiers in [both(), vec![naughty_dossier()], Vec::new()] {
        let first = exported("json", &dossiers);
        let back = again(&first.files[0].bytes);
        for after in &back {
            let before = dossiers.iter().find(|before| before.article.id == after.article.id).unwrap();
            assert_eq!(before.article, after.article);
            assert_eq!((before.read, before.starred, &before.tags), (after.read, after.starred, &after.tags));
            let sorted: Vec<_> = before.in_order().into_iter().cloned().collect();
            assert_eq!(sorted, after.annotations);
        }
        assert_eq!(exported("json", &back), first);
    }
}

#[test]
fn nothing_in_the_file_acts_on_a_terminal() {
    let file = text("json", &[naughty_dossier()]);
    assert!(!file.contains(|c| c != '\n' && dateline::text::is_control(c)));
}

#[test]
fn offsets_are_code_points() {
    let dossier = bridge();
    let file: Value = serde_json::from_str(&text("json", &[dossier])).unwrap();
    let article = &file["articles"][0];
    let points: Vec<char> = article["text"].as_str().unwrap().chars().collect();
    let mut seen = 0;
    for note in article["notes"].as_array().unwrap() {
        if let (Some(start), Some(end)) = (note["start"].as_u64(), note["end"].as_u64()) {
            let words: String = points[start as usize..end as usize].iter().collect();
            assert_eq!(note["quote"], words);
            seen += 1;
        }
    }
    assert_eq!(seen, 3);
}

#[test]
fn other_files_are_refused_with_the_reason() {
    let check = |bytes: &[u8], reason: &str| {
        let error = Format::named("json").unwrap().read(bytes).unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
    };
    check(b"PK\x03\x04", "expected value");
    check(b"{\"articles\":[]}", "no \"dateline\"");
    check(b"{\"dateline\":2,\"articles\":[]}", "its version is 2");
    check(b"{\"dateline\":1,\"articles\":[{\"id\":\"a\"}]}", "article 1: an article: \"text\" is missing");
    check(b"{\"dateline\":1,\"articles\":[{\"text\":\"a\",\"notes\":[{}]}]}", "\"quote\" is missing");
}

#[test]
fn a_line_is_enough_for_a_note() {
    let body = bridge().article.body;
    let note = note_from_json(&json!({"quote": "Jan Novák", "verdict": {"label": "true"}}), None).unwrap();
    assert_eq!((note.kind, note.anchor.span), (AnnotationKind::Claim, Span::default()));
    let start = CodePoints::new(body.text()).of_byte(body.text().find("Jan").unwrap());
    let value = json!({"quote": "Jan Novák", "start": start, "end": start + 9, "unknown": [1]});
    let note = note_from_json(&value, Some(body.text())).unwrap();
    assert_eq!((note.kind, note.anchor.span.of(body.text())), (AnnotationKind::Highlight, "Jan Novák"));

    for (wrong, reason) in [
        (json!({"note": "x"}), "a note: \"quote\" is missing"),
        (json!({"quote": 1}), "a note: \"quote\" is no text"),
        (json!({"quote": "x", "kind": "poem"}), "\"kind\" has an unknown word, \"poem\""),
        (json!({"quote": "x", "evidence": [{"bearing": "helps"}]}), "a piece of evidence: \"bearing\""),
        (json!([]), "is no JSON object"),
    ] {
        let error = note_from_json(&wrong, None).unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
    }
}

#[test]
fn lines_come_back_and_find_their_places() {
    let dossier = bridge();
    let lines = text("jsonl", std::slice::from_ref(&dossier));
    assert_eq!(lines.lines().count(), dossier.annotations.len());
    let imported = Format::named("jsonl").unwrap().read(lines.as_bytes()).unwrap();
    assert!(imported.warnings.is_empty());
    for (loose, before) in imported.loose.into_iter().zip(dossier.in_order()) {
        assert_eq!(loose.url, dossier.article.meta.url);
        let placed = loose.placed(&dossier.article.body);
        if before.state == AnchorState::Exact {
            assert_eq!(&placed, before);
        } else {
            assert_eq!((placed.state, placed.anchor.quote), (AnchorState::Lost, before.anchor.quote.clone()));
        }
    }
}

#[test]
fn a_bad_line_is_reported_and_the_rest_read() {
    let read = |text: &str| Format::named("jsonl").unwrap().read(text.as_bytes());
    let imported = read("{\"quote\":\"a\"}\n\nnonsense\n{\"quote\":\"b\"}\n").unwrap();
    assert_eq!((imported.loose.len(), imported.warnings.len()), (2, 1));
    assert!(imported.warnings[0].starts_with("line 3:"));
    assert!(read("nonsense").is_err());
}

#[test]
fn a_note_names_its_article_and_its_source() {
    let line = text("jsonl", &[bridge()]).lines().last().unwrap().to_owned();
    let value: Value = serde_json::from_str(&line).unwrap();
    assert_eq!((&value["article"], &value["source"]["outlet"]), (&json!(BRIDGE), &json!("The Daily Ferry")));
}
