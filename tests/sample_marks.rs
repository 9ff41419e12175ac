//! The bundled articles with every mark as it should be: a table read by eye, and a list of what is still wrong that may
//! only shrink.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use dateline::analysis::{Analysis, Claim, Figure, analyse_in};
use dateline::ingest::{Origin, read, tongue};
use dateline::text::Body;
use jiff::civil::DateTime;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The rows of a table, comments apart.
fn table(name: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(folder("tests/samples").join(name)).unwrap();
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(String::from).collect()
}

/// The marks of all bundled articles, written as the table writes them.
fn marks() -> BTreeSet<String> {
    let mut rows = BTreeSet::new();
    for entry in fs::read_dir(folder("assets/samples")).unwrap() {
        let path = entry.unwrap().path();
        let draft = read(&fs::read(&path).unwrap(), &Origin::of(path.to_string_lossy())).unwrap();
        let date = draft.meta.published.as_deref().and_then(|day| day.get(..19)?.parse::<DateTime>().ok());
        let found = analyse_in(&draft.body, date, &tongue(&draft.body, draft.meta.language.as_deref()));
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        rows.extend(rows_of(&draft.body, &found).into_iter().map(|row| format!("{name}\t{row}")));
    }
    rows
}

fn rows_of(body: &Body, found: &Analysis) -> Vec<String> {
    let text = body.text();
    let actor = |index: usize| found.actors.get(index).map_or("", |actor| actor.name.as_str());
    let mut rows: Vec<String> = Vec::new();
    for mention in &found.mentions {
        rows.push(["actor", mention.kind.name(), mention.span.of(text), actor(mention.actor)].join("\t"));
    }
    rows.extend(found.figures.iter().map(|figure| figure_row(figure, text)));
    rows.extend(found.claims.iter().map(|claim| claim_row(claim, text, actor)));
    rows.into_iter().map(|row| row.replace('\n', " ")).collect()
}

fn figure_row(figure: &Figure, text: &str) -> String {
    let number =
        |value: Option<Decimal>| value.map(|value| value.round_dp(4).normalize().to_string()).unwrap_or_default();
    let value = match (figure.value, figure.low, figure.high) {
        (None, None, None) => String::new(),
        (Some(_), _, _) => number(figure.value),
        (None, low, high) => format!("{}..{}", number(low), number(high)),
    };
    let unit = figure.currency.or(figure.unit).unwrap_or_default();
    let of = figure.of.map(|span| span.of(text)).unwrap_or_default();
    let days =
        figure.date.map(|date| format!("{}..{}", date.first().unwrap_or_default(), date.last().unwrap_or_default()));
    ["figure", figure.kind.name(), figure.span.of(text), &value, unit, of, &days.unwrap_or_default()].join("\t")
}

fn claim_row<'a>(claim: &Claim, text: &str, actor: impl Fn(usize) -> &'a str) -> String {
    let speaker = claim.speaker.as_ref();
    let said = speaker.map(|speaker| speaker.span.of(text)).unwrap_or_default();
    let who = speaker.and_then(|speaker| speaker.actor).map(actor).unwrap_or_default();
    let cue = claim.cue.map(|cue| cue.span.of(text)).unwrap_or_default();
    let words: Vec<&str> = claim.parts.iter().map(|part| part.of(text)).collect();
    ["claim", claim.stance.name(), said, who, cue, &words.join(" … ")].join("\t")
}

#[test]
fn what_is_wrong_in_the_samples_only_shrinks() {
    let (right, found, listed) = (table("marks.tsv"), marks(), table("wrong.tsv"));
    let told = |verb: &str, row: &String| row.replacen('\t', &format!("\t{verb}\t"), 1);
    let lacks = right.difference(&found).map(|row| told("lacks", row));
    let has = found.difference(&right).map(|row| told("has", row));
    let wrong: BTreeSet<String> = lacks.chain(has).collect();
    let new: Vec<&String> = wrong.difference(&listed).collect();
    assert!(new.is_empty(), "wrong in the samples and not in tests/samples/wrong.tsv:\n{new:#?}");
}

#[test]
fn the_list_names_real_faults() {
    let right = table("marks.tsv");
    for row in table("wrong.tsv") {
        let (name, rest) = row.split_once('\t').unwrap();
        let (verb, mark) = rest.split_once('\t').unwrap();
        assert_eq!(verb == "lacks", right.contains(&format!("{name}\t{mark}")), "{row}");
    }
}
