//! `dateline mark`: analysis without the library.

use crate::analysis::analyse;
use crate::export::{Marked, marks_json, write_json};
use crate::text::Body;
use anyhow::{Context, Result};
use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::fs;
use std::io::{self, BufRead, BufWriter, Read, Write};
use std::path::Path;
use std::thread;

#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    date: Option<String>,
}

/// Lines analysed at once: enough to keep every core busy, few enough to stream.
const BATCH: usize = 64;

/// Analyses one text, or with `jsonl` a stream of them.
pub fn run(file: Option<&Path>, jsonl: bool, date: Option<&str>) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
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
    write_json(&mut out, &Value::Object(analysed(text, date.and_then(day))), true)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn named(file: Option<&Path>) -> Option<&Path> {
    file.filter(|path| path.as_os_str() != "-")
}

fn stream(input: impl BufRead, out: &mut impl Write) -> Result<()> {
    let mut lines = input.lines();
    loop {
        let batch = lines.by_ref().take(BATCH).collect::<Result<Vec<String>, _>>()?;
        if batch.is_empty() {
            return Ok(());
        }
        for answer in in_parallel(&batch) {
            out.write_all(&answer?)?;
        }
        out.flush()?;
    }
}

/// Answers a batch with every core, in the order of the batch.
fn in_parallel(batch: &[String]) -> Vec<Result<Vec<u8>>> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = batch.len().div_ceil(cores);
    thread::scope(|scope| {
        let parts: Vec<_> = batch
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(|line| answer(line)).collect::<Vec<_>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    })
}

fn answer(line: &str) -> Result<Vec<u8>> {
    let request: Request = serde_json::from_str(line).context("a line is not {\"id\",\"text\"}")?;
    let mut row = Map::from_iter([("id".to_owned(), request.id)]);
    row.append(&mut analysed(request.text, request.date.as_deref().and_then(day)));
    let mut bytes = Vec::new();
    write_json(&mut bytes, &Value::Object(row), false)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn analysed(text: String, date: Option<DateTime>) -> Map<String, Value> {
    let body = Body::verbatim(text);
    let found = analyse(&body, date);
    marks_json(&Marked { body: &body, found: &found })
}

/// Reads `2016-11-07` or `2016-11-07T12:00:00` (an offset is ignored: the text speaks in local time).
fn day(written: &str) -> Option<DateTime> {
    let local = written.get(..19).unwrap_or(written);
    local.parse::<DateTime>().ok().or_else(|| written.get(..10)?.parse::<Date>().ok().map(|date| date.at(0, 0, 0, 0)))
}
