//! Trains the tagger that is embedded: `cargo run --release --features train --bin train-actors -- CORPORA_DIR`.
//!
//! Writes `assets/model/names.bin` and `assets/model/actors.bin`. Repeatable: the same inputs give the same bytes.

#![allow(clippy::indexing_slicing, reason = "a tool for those who build the model; it may stop where it is wrong")]

mod corpus;
mod lattice;
mod learn;
mod lesson;
mod lists;
mod pack;
mod rounds;
mod trial;

use anyhow::{Context, Result, bail};
use dateline::analysis::actors::Names;
use std::fs;
use std::path::{Path, PathBuf};

/// The hand-made corpora, and how much a sentence of each counts.
const GOLD: &[(&str, f32)] =
    &[("wikigold.tsv", 1.0), ("redocred.tsv", 1.0), ("gum.tsv", 0.7), ("crossner_politics.tsv", 1.0)];

/// The silver corpus.
const SILVER: (&str, f32) = ("gmb.tsv", 1.0);

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["try", model] => trial::run(Path::new(model)),
        [corpora] => train(Path::new(corpora), Path::new("assets/model")),
        [corpora, output] => train(Path::new(corpora), Path::new(output)),
        _ => bail!("train-actors CORPORA_DIR [OUTPUT_DIR], or: train-actors try MODEL_DIR < articles.jsonl"),
    }
}

fn train(corpora: &Path, output: &Path) -> Result<()> {
    let mut documents = Vec::new();
    for (file, weight) in GOLD {
        documents.extend(corpus::read(&corpora.join("ner").join(file), *weight, false)?);
    }
    documents.extend(corpus::read(&corpora.join("ner").join(SILVER.0), SILVER.1, true)?);
    eprintln!("{} documents", documents.len());
    let lists = lists::lists(corpora, &PathBuf::from("assets/lexicon"), &documents)?.pack();
    let pages: Vec<_> = documents.iter().map(|document| lesson::page(document, &Names::new(&lists))).collect();
    let model = rounds::train(&pages);
    fs::create_dir_all(output).context("cannot make the folder for the model")?;
    fs::write(output.join("names.bin"), lists).context("cannot write the name lists")?;
    fs::write(output.join("actors.bin"), model).context("cannot write the model")
}
