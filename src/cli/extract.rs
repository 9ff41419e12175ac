//! `dateline extract`: the article of a saved page, without the library.

use crate::analysis::Analysis;
use crate::cli::out::{Out, tell};
use crate::export::{Marked, blocks_json};
use crate::ingest::{Draft, Origin, read};
use crate::text::{BlockKind, CodePoints};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::fs;
use std::io::{self, Read};
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
    draft.warnings.iter().for_each(|warning| tell(warning));
    let mut out = Out::new();
    if as_json {
        out.document(&draft_json(&draft))?
    } else {
        print_text(&mut out, &draft)?
    }
    Ok(out.flush()?)
}

fn draft_json(draft: &Draft) -> Value {
    let Draft { meta, body, .. } = draft;
    let found = Analysis::default();
    let blocks = blocks_json(&Marked { body, found: &found }, &CodePoints::new(body.text()));
    json!({
        "title": meta.title,
        "authors": meta.authors,
        "published": meta.published,
        "outlet": meta.outlet,
        "url": meta.url,
        "language": meta.language,
        "text": body.text(),
        "blocks": blocks,
    })
}

fn print_text(out: &mut Out, draft: &Draft) -> io::Result<()> {
    let Draft { meta, body, .. } = draft;
    out.line(&meta.title)?;
    let authors = meta.authors.join(", ");
    let known = [Some(authors.as_str()), meta.outlet.as_deref(), meta.published.as_deref(), meta.url.as_deref()];
    let known: Vec<&str> = known.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    if !known.is_empty() {
        out.line(&known.join(" · "))?;
    }
    for block in body.blocks() {
        let lead = match block.kind {
            BlockKind::Item { depth, number } => {
                let margin = "  ".repeat(usize::from(depth).saturating_sub(1));
                number.map_or(format!("{margin}• "), |number| format!("{margin}{number}. "))
            }
            BlockKind::Quote(_) => "> ".to_owned(),
            _ => String::new(),
        };
        out.line("")?;
        for (nth, line) in block.span.of(body.text()).lines().enumerate() {
            out.line(&format!("{}{line}", if nth == 0 { lead.as_str() } else { "" }))?;
        }
    }
    Ok(())
}
