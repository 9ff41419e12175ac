//! `dateline mark`: analysis without the library, and of what waits for it there.

use crate::analysis::analyse_in;
use crate::cli::given::Given;
use crate::cli::out::{Out, tell};
use crate::cli::shelf::to_write;
use crate::cli::stream::answer_lines;
use crate::export::{Marked, marks_json};
use crate::ingest::tongue;
use crate::jobs::mark_waiting;
use crate::text::Body;
use anyhow::{Context, Result};
use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::fs;
use std::io::{self, BufRead, IsTerminal, Read};
use std::path::Path;

#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    language: Option<String>,
}

/// Analyses the articles of the library that wait for it, on all cores.
pub fn waiting(given: &Given) -> Result<()> {
    let mut store = to_write(given)?;
    let progress = io::stderr().is_terminal();
    let done = mark_waiting(&mut store, usize::MAX, |so_far| {
        if progress {
            tell(&format!("{so_far} articles analysed"));
        }
    })?;
    let mut out = Out::after_saving();
    out.line(&format!("{done} articles analysed"))?;
    Ok(out.flush()?)
}

/// Analyses one text, or with `jsonl` a stream of them.
pub fn run(file: Option<&Path>, jsonl: bool, date: Option<&str>) -> Result<()> {
    let mut out = Out::new();
    if jsonl {
        return match named(file) {
            Some(path) => {
                let file = fs::File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
                stream(io::BufReader::new(file), &mut out)
            }
            None => stream(io::stdin().lock(), &mut out),
        };
    }
    let mut text = String::new();
    match named(file) {
        Some(path) => {
            text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        }
        None => {
            io::stdin().read_to_string(&mut text).context("cannot read standard input")?;
        }
    }
    out.document(&Value::Object(analysed(text, date.and_then(day), None)))?;
    Ok(out.flush()?)
}

fn named(file: Option<&Path>) -> Option<&Path> {
    file.filter(|path| path.as_os_str() != "-")
}

fn stream(input: impl BufRead, out: &mut Out) -> Result<()> {
    answer_lines(input, out, |line| {
        let request: Request = serde_json::from_str(line).context("a line is not {\"id\",\"text\"}")?;
        let mut row = Map::from_iter([("id".to_owned(), request.id)]);
        row.append(&mut analysed(request.text, request.date.as_deref().and_then(day), request.language.as_deref()));
        Ok(Value::Object(row))
    })
}

fn analysed(text: String, date: Option<DateTime>, language: Option<&str>) -> Map<String, Value> {
    let body = Body::verbatim(text);
    let found = analyse_in(&body, date, &tongue(&body, language));
    let mut row = Map::from_iter([("language".to_owned(), Value::Null)]);
    row.append(&mut marks_json(&Marked { body: &body, found: &found }));
    row
}

/// Reads `2016-11-07` or `2016-11-07T12:00:00` (an offset is ignored: the text speaks in local time).
fn day(written: &str) -> Option<DateTime> {
    let local = written.get(..19).unwrap_or(written);
    local.parse::<DateTime>().ok().or_else(|| written.get(..10)?.parse::<Date>().ok().map(|date| date.at(0, 0, 0, 0)))
}
