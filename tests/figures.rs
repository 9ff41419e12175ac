//! Cases of public suites that share our conventions (`tests/figures/`; notices in `assets/NOTICE.md`): every one must
//! stay right. A case is a line, so a new one is a line too.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use dateline::analysis::{Figure, find_figures, split_sentences};
use dateline::text::Body;
use jiff::civil::{Date, DateTime};
use rust_decimal::prelude::ToPrimitive;

/// Words that a suite counts to a figure or not: they are left aside on both sides.
const LEADS: &[&str] = &[
    "on",
    "in",
    "at",
    "the",
    "by",
    "for",
    "during",
    "of",
    "a",
    "an",
    "to",
    "from",
    "since",
    "until",
    "till",
    "through",
    "within",
    "over",
    "about",
    "around",
    "approximately",
    "roughly",
    "nearly",
    "almost",
    "exactly",
    "some",
    "early",
    "late",
    "this",
    "that",
];

fn bare(words: &str) -> &str {
    let mut words = words.trim_end_matches([' ', '.', ',', ';', ':', ')']);
    while let Some((first, rest)) = words.split_once(char::is_whitespace) {
        if rest.trim().is_empty() || !LEADS.contains(&first.to_lowercase().as_str()) {
            break;
        }
        words = rest.trim_start();
    }
    words
}

fn moment(written: &str) -> DateTime {
    written.parse().unwrap_or_else(|_| written[..10].parse::<Date>().unwrap().at(0, 0, 0, 0))
}

fn says(figure: &Figure, kind: &str, value: &str) -> bool {
    let start = figure.date.and_then(|date| date.start);
    let same = match value {
        "" => true,
        _ if value.get(4..5) == Some("-") => start == Some(moment(value)),
        _ => {
            let wanted: f64 = value.parse().unwrap();
            let found = figure.value.and_then(|found| found.to_f64());
            found.is_some_and(|found| (found - wanted).abs() <= 1e-4 * found.abs().max(1.0))
        }
    };
    figure.kind.name() == kind && same
}

/// What is wrong with a case, if anything.
fn fault(line: &str) -> Option<String> {
    let mut cells = line.split('\t');
    let (date, text) = (cells.next()?, cells.next()?);
    let body = Body::verbatim(text.to_owned());
    let found = find_figures(&body, &split_sentences(&body), Some(moment(date)));
    for cell in cells {
        let parts: Vec<&str> = cell.rsplitn(3, '|').collect();
        let right = found
            .iter()
            .any(|figure| bare(figure.span.of(body.text())) == parts[2] && says(figure, parts[1], parts[0]));
        if !right {
            let words: Vec<&str> = found.iter().map(|figure| figure.span.of(body.text())).collect();
            return Some(format!("{text}: wanted {cell}, found {words:?}"));
        }
    }
    None
}

fn check(name: &str, cases: &str) {
    let faults: Vec<String> = cases.lines().filter(|line| !line.starts_with('#')).filter_map(fault).collect();
    assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
}

#[test]
fn recognizers_text() {
    check("recognizers-text.tsv", include_str!("figures/recognizers-text.tsv"));
}

#[test]
fn duckling() {
    check("duckling.tsv", include_str!("figures/duckling.tsv"));
}

#[test]
fn sentences_by_the_golden_rules() {
    let mut faults = Vec::new();
    for line in include_str!("figures/golden-rules.tsv").lines().filter(|line| !line.starts_with('#')) {
        let (text, wanted) = line.split_once('\t').unwrap();
        let body = Body::verbatim(text.replace("\\n", "\n"));
        let found: Vec<&str> = split_sentences(&body).iter().map(|span| span.of(body.text())).collect();
        if found != wanted.split('\t').collect::<Vec<_>>() {
            faults.push(format!("{text}: found {found:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
