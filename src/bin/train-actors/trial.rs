//! Trying a model that is not embedded: articles a line in, their actors a line out, as `dateline mark --jsonl` does.

use anyhow::{Context, Result};
use dateline::analysis::actors::{Names, Tagger, find_with};
use dateline::analysis::{find_figures, split_sentences};
use dateline::text::{Body, CodePoints};
use serde_json::{Value, json};
use std::fs;
use std::io::{self, BufRead};
use std::path::Path;

/// Reads articles from standard input and writes what the model in the folder finds.
pub fn run(folder: &Path) -> Result<()> {
    let names = fs::read(folder.join("names.bin")).context("cannot read names.bin")?;
    let model = fs::read(folder.join("actors.bin")).context("cannot read actors.bin")?;
    let tagger = Tagger { names: Names::new(&names), model: &model };
    for line in io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?).context("a line is not JSON")?;
        let body = Body::verbatim(request["text"].as_str().unwrap_or_default().to_owned());
        let sentences = split_sentences(&body);
        let figures = find_figures(&body, &sentences, None);
        let (actors, mentions) = find_with(&tagger, &body, &sentences, &figures);
        let points = CodePoints::new(body.text());
        let rows = mentions.iter().map(|mention| {
            let (start, end) = points.of_span(mention.span);
            let actor = actors.get(mention.actor).map(|actor| actor.name.as_str());
            json!({"start": start, "end": end, "text": mention.span.of(body.text()),
                "kind": mention.kind.name(), "actor": actor})
        });
        let rows: Vec<Value> = rows.collect();
        println!("{}", json!({"id": request["id"], "actors": rows}));
    }
    Ok(())
}
