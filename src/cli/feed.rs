//! `dateline feed`: feeds and lists of feeds.

use crate::cli::feed_json::reading_json;
use crate::export::write_json;
use crate::ingest::read_feed;
use anyhow::{Context, Result};
use clap::Subcommand;
use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// What can be done with feeds.
#[derive(Subcommand)]
pub enum FeedCommand {
    /// Parse a feed without storing it
    Parse {
        /// A file, or - for standard input
        file: PathBuf,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
        /// The address it came from, against which relative links are read
        #[arg(long, value_name = "BASE")]
        url: Option<url::Url>,
    },
}

/// Runs a command on feeds.
pub fn run(command: FeedCommand) -> Result<()> {
    match command {
        FeedCommand::Parse { file, json, url } => parse(&file, json, url.as_ref()),
    }
}

fn parse(file: &Path, json: bool, url: Option<&url::Url>) -> Result<()> {
    let bytes = bytes_of(file)?;
    let reading = read_feed(&bytes, None, url).with_context(|| file.display().to_string())?;
    let mut out = BufWriter::new(io::stdout().lock());
    if json {
        write_json(&mut out, &reading_json(&reading), true)?;
        out.write_all(b"\n")?;
    } else {
        for warning in &reading.warnings {
            eprintln!("dateline: {}: {warning}", file.display());
        }
        let title = reading.feed.title.as_deref().unwrap_or("(no title)");
        writeln!(out, "{title} ({}, {} entries)", reading.format.name(), reading.entries.len())?;
        for entry in &reading.entries {
            let date = entry.published.as_deref().or(entry.updated.as_deref()).and_then(|date| date.get(..10));
            let title = entry.title.as_deref().or(entry.summary.as_deref()).unwrap_or("(no title)");
            writeln!(out, "{:10}  {title}", date.unwrap_or_default())?;
        }
    }
    out.flush()?;
    Ok(())
}

fn bytes_of(file: &Path) -> Result<Vec<u8>> {
    if file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
        return Ok(bytes);
    }
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}
