//! `dateline extract`: the article of a saved page, without the library.

use crate::analysis::Analysis;
use crate::export::{Marked, blocks_json, write_json};
use crate::ingest::{Draft, Origin, read};
use crate::text::{BlockKind, CodePoints};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::fs;
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::Path;

/// Reads a page from a file or standard input and prints its article.
pub fn run(file: &Path, url: Option<String>, as_json: bool) -> Result<()> {
    let bytes = if file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
        bytes
    } else {
        fs::read(file).with_context(|| format!("cannot read {}", file.display()))?
    };
    let address = file.to_string_lossy().into_owned();
    let draft = read(&bytes, &Origin { address, base: url, ..Origin::default() })?;
    for warning in &draft.warnings {
        eprintln!("dateline: {warning}");
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let written = if as_json { print_json(&mut out, &draft) } else { print_text(&mut out, &draft) };
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("cannot write the article"),
    }
}

fn print_json(out: &mut impl Write, draft: &Draft) -> io::Result<()> {
    let Draft { meta, body, .. } = draft;
    let found = Analysis::default();
    let blocks = blocks_json(&Marked { body, found: &found }, &CodePoints::new(body.text()));
    let article: Value = json!({
        "title": meta.title,
        "authors": meta.authors,
        "published": meta.published,
        "outlet": meta.outlet,
        "url": meta.url,
        "language": meta.language,
        "text": body.text(),
        "blocks": blocks,
    });
    write_json(out, &article, true)?;
    out.write_all(b"\n")
}

fn print_text(out: &mut impl Write, draft: &Draft) -> io::Result<()> {
    let Draft { meta, body, .. } = draft;
    writeln!(out, "{}", meta.title)?;
    let authors = meta.authors.join(", ");
    let known = [Some(authors.as_str()), meta.outlet.as_deref(), meta.published.as_deref(), meta.url.as_deref()];
    let known: Vec<&str> = known.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    if !known.is_empty() {
        writeln!(out, "{}", known.join(" · "))?;
    }
    for block in body.blocks() {
        let text = block.span.of(body.text());
        match block.kind {
            BlockKind::Item { depth, number } => {
                let margin = "  ".repeat(usize::from(depth).saturating_sub(1));
                let bullet = number.map_or("•".to_owned(), |number| format!("{number}."));
                writeln!(out, "\n{margin}{bullet} {text}")?;
            }
            BlockKind::Quote(_) => writeln!(out, "\n> {text}")?,
            _ => writeln!(out, "\n{text}")?,
        }
    }
    Ok(())
}
