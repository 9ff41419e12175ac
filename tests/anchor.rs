//! `dateline anchor resolve --jsonl`: a line in, a line out, in order, in code points.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use assert_cmd::Command;
use serde_json::{Value, json};

fn resolve(lines: &str) -> (Vec<Value>, bool, String) {
    let done = Command::cargo_bin("dateline")
        .unwrap()
        .args(["anchor", "resolve", "--jsonl"])
        .write_stdin(lines.to_owned())
        .output()
        .unwrap();
    let out = String::from_utf8(done.stdout).unwrap();
    let rows = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (rows, done.status.success(), String::from_utf8(done.stderr).unwrap())
}

#[test]
fn every_state_in_code_points_and_in_order() {
    let old = "👩‍🚀 Köln votes. The bridge will close for 14 months, she said. The harbour stays open to all ships.";
    let new = "Update. 👩‍🚀 Köln votes. The bridge will close for 18 months, she said.";
    let at = |quote: &str| old.chars().count() - old[old.find(quote).unwrap()..].chars().count();
    let request = |id: usize, text: &str, quote: &str| {
        let start = at(quote);
        let selector =
            json!({"exact": quote, "prefix": "", "suffix": "", "start": start, "end": start + quote.chars().count()});
        json!({"id": id, "text": text, "old": old, "selector": selector}).to_string()
    };
    let cases = [
        (old, "Köln votes.", "exact", Some("Köln votes.")),
        (new, "Köln votes.", "moved", Some("Köln votes.")),
        (new, "The bridge will close for 14 months", "unsure", Some("The bridge will close for 18 months")),
        (new, "The harbour stays open to all ships.", "lost", None),
    ];
    // More than one batch.
    let lines: Vec<String> =
        (0..200).map(|id| request(id, cases[id % cases.len()].0, cases[id % cases.len()].1)).collect();
    let (rows, success, _) = resolve(&(lines.join("\n") + "\n"));
    assert!(success);
    assert_eq!(rows.len(), lines.len());
    for (id, row) in rows.iter().enumerate() {
        let (text, _, state, words) = cases[id % cases.len()];
        let points: Vec<char> = text.chars().collect();
        let found = row["start"].as_u64().zip(row["end"].as_u64());
        let found = found.map(|(start, end)| points[start as usize..end as usize].iter().collect::<String>());
        assert_eq!((&row["id"], &row["anchor"], found.as_deref()), (&json!(id), &json!(state), words));
    }
}

#[test]
fn a_line_that_is_no_request_is_an_error() {
    let (_, success, message) = resolve("nonsense\n");
    assert!(!success);
    assert!(message.contains("a line is not"), "{message}");
}

#[test]
fn wild_offsets_do_no_harm() {
    let line = json!({"id": 1, "text": "short", "selector": {"exact": "short", "start": 900, "end": 2}}).to_string();
    let (rows, success, _) = resolve(&line);
    assert!(success);
    assert_eq!(rows[0]["start"], 0);
}
