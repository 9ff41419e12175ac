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
mod silver;
mod trial;
mod vary;

use crate::corpus::Document;
use crate::silver::Lexicon;
use anyhow::{Context, Result, bail};
use dateline::analysis::actors::Names;
use std::fs;
use std::path::Path;

/// The hand-made corpora, and how much a sentence of each counts.
const GOLD: &[(&str, f32)] =
    &[("wikigold.tsv", 1.0), ("redocred.tsv", 1.0), ("gum.tsv", 0.7), ("crossner_politics.tsv", 1.0)];

/// The silver corpus.
const SILVER: (&str, f32) = ("gmb.tsv", 1.0);

/// Where chance starts.
const SEED: u64 = 1_815;

const LEXICON: &str = "assets/lexicon";
const CORRECTIONS: &str = "assets/model/corrections/gmb.tsv";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["try", model] => trial::run(Path::new(model)),
        ["doubts", corpora, stride] => doubts(Path::new(corpora), stride.parse()?),
        [corpora] => train(Path::new(corpora), Path::new("assets/model")),
        [corpora, output] => train(Path::new(corpora), Path::new(output)),
        _ => bail!("train-actors CORPORA_DIR [OUTPUT_DIR], or: train-actors try MODEL_DIR < articles.jsonl"),
    }
}

fn read(corpora: &Path) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    for (file, weight) in GOLD {
        documents.extend(corpus::read(&corpora.join("ner").join(file), *weight, false)?);
    }
    documents.extend(corpus::read(&corpora.join("ner").join(SILVER.0), SILVER.1, true)?);
    let lexicon = Lexicon::read(Path::new(LEXICON))?;
    silver::tidy(&mut documents, &lexicon);
    let corrected = silver::correct(&mut documents, Path::new(CORRECTIONS), &lexicon)?;
    eprintln!("{} documents, {corrected} corrected runs", documents.len());
    Ok(documents)
}

fn train(corpora: &Path, output: &Path) -> Result<()> {
    let mut documents = read(corpora)?;
    let lists = lists::lists(corpora, Path::new(LEXICON), &documents)?.pack();
    documents.extend(vary::vary(&documents, SEED));
    let pages: Vec<_> = documents.iter().map(|document| lesson::page(document, &Names::new(&lists))).collect();
    let model = rounds::train(&pages);
    fs::create_dir_all(output).context("cannot make the folder for the model")?;
    fs::write(output.join("names.bin"), lists).context("cannot write the name lists")?;
    fs::write(output.join("actors.bin"), model).context("cannot write the model")
}

fn doubts(corpora: &Path, stride: usize) -> Result<()> {
    let documents = read(corpora)?;
    let lists = lists::lists(corpora, Path::new(LEXICON), &documents)?.pack();
    let pages: Vec<_> = documents.iter().map(|document| lesson::page(document, &Names::new(&lists))).collect();
    let labels = rounds::second_opinion(&pages);
    let names: Vec<_> = pages.iter().zip(&labels).map(|(page, labels)| lesson::names(page, labels)).collect();
    silver::print_doubts(&documents, &names, stride);
    Ok(())
}
