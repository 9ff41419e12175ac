//! Answering a stream of lines with every core, in order.

use crate::cli::out::Out;
use crate::export::write_json;
use anyhow::Result;
use serde_json::Value;
use std::io::BufRead;
use std::thread;

/// Lines answered at once: enough to keep every core busy, few enough to stream.
const BATCH: usize = 64;

/// Reads lines, and writes what `answer` makes of each as one line of JSON, in the same order.
pub fn answer_lines(input: impl BufRead, out: &mut Out, answer: impl Fn(&str) -> Result<Value> + Sync) -> Result<()> {
    let mut lines = input.lines();
    loop {
        let batch = lines.by_ref().take(BATCH).collect::<Result<Vec<String>, _>>()?;
        if batch.is_empty() {
            return Ok(());
        }
        for line in in_parallel(&batch, &answer) {
            out.bytes(&line?)?;
        }
        out.flush()?;
    }
}

fn in_parallel(batch: &[String], answer: &(impl Fn(&str) -> Result<Value> + Sync)) -> Vec<Result<Vec<u8>>> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = batch.len().div_ceil(cores);
    thread::scope(|scope| {
        let parts: Vec<_> = batch
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(|line| written(answer(line)?)).collect::<Vec<_>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    })
}

fn written(answer: Value) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write_json(&mut bytes, &answer, false)?;
    bytes.push(b'\n');
    Ok(bytes)
}
