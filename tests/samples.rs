//! The bundled articles: complete, long enough to scroll, and read as they were meant to be.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::fs;
use std::path::Path;

struct Sample {
    name: String,
    front: Vec<(String, String)>,
    body: String,
}

fn samples() -> Vec<Sample> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let mut found: Vec<Sample> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
            let front = front.lines().map(|line| line.split_once(": ").unwrap());
            Sample {
                name: path.file_name().unwrap().to_string_lossy().into_owned(),
                front: front.map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
                body: body.to_owned(),
            }
        })
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

#[test]
fn each_says_what_it_is_and_is_worth_reading() {
    let samples = samples();
    assert_eq!(samples.len(), 4);
    for sample in samples {
        for key in ["title", "outlet", "published", "url"] {
            assert!(sample.front.iter().any(|(name, _)| name == key), "{}: no {key}", sample.name);
        }
        let words = sample.body.split_whitespace().count();
        assert!((500..=900).contains(&words), "{}: {words} words", sample.name);
    }
}
