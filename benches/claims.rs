//! How fast articles are read: all of the analysis, on a megabyte of sentences of our own in which no paragraph repeats.

use dateline::analysis::analyse;
use dateline::text::Body;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::fs;
use std::path::Path;

fn main() {
    divan::main();
}

/// The sentences of the test tables without their marks.
fn sentences() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims");
    let mut paths: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| fs::read_to_string(path).ok());
    let lines: Vec<String> = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let rows = lines.iter().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" | "));
    rows.map(|(_, marked)| marked.replace("2 ", "").replace(['(', ')', '[', ']', '*'], "")).collect()
}

const NAMES: [&str; 12] =
    ["Berg", "Kovacs", "Lund", "Oliveira", "Brody", "Okafor", "Reyes", "Holm", "Novak", "Petrov", "Dahl", "Simic"];

/// Paragraphs of four sentences in ever new order, with other names and numbers each time.
fn varied(bytes: usize) -> String {
    let sentences = sentences();
    let mut text = String::with_capacity(bytes + 1_000);
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    while text.len() < bytes && !sentences.is_empty() {
        for nth in 0..4 {
            let mut sentence = sentences.get(next(sentences.len())).cloned().unwrap_or_default();
            for name in NAMES {
                if sentence.contains(name) {
                    sentence = sentence.replace(name, NAMES.get(next(NAMES.len())).unwrap_or(&name));
                    break;
                }
            }
            let digit = char::from_digit(next(10) as u32, 10).unwrap_or('7');
            text.extend(sentence.chars().map(|c| if c == '4' || c == '2' { digit } else { c }));
            text.push(if nth < 3 { ' ' } else { '\n' });
        }
    }
    text
}

#[divan::bench(args = [16_000, 1_000_000])]
fn analysis(bencher: Bencher, bytes: usize) {
    let body = Body::verbatim(varied(bytes));
    let length = body.text().len();
    bencher.counter(BytesCount::new(length)).bench(|| analyse(black_box(&body), None));
}
