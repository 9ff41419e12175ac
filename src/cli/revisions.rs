//! `dateline revisions`: what changed in an article since it came.

use crate::cli::given::Given;
use crate::cli::named::{find, named};
use crate::cli::out::{NothingMatched, Out};
use crate::cli::shelf::to_list;
use crate::jobs::comparisons;
use crate::text::{CodePoints, Fate};
use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

/// `dateline revisions`
#[derive(Args)]
pub struct RevisionsArgs {
    /// An id, an unambiguous beginning of one, a path or a web address
    #[arg(value_name = "REF", value_parser = named())]
    article: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Prints each text of an article compared with the one before, the latest first: `[-gone-]`, `{+new+}`.
pub fn run(args: &RevisionsArgs, given: &Given) -> Result<()> {
    let store = to_list(given, args.json)?;
    let id = find(&store, &args.article)?;
    let compared = comparisons(&store, &id)?;
    let mut out = Out::new();
    if args.json {
        let rows = compared.iter().map(|comparison| {
            let points = CodePoints::new(&comparison.text);
            let changes = comparison.fates.iter().map(|(span, fate)| {
                let (start, end) = points.of_span(*span);
                json!({"kind": if *fate == Fate::Added { "added" } else { "removed" }, "start": start, "end": end})
            });
            let (older, newer) = (&comparison.numbers.0, &comparison.numbers.1);
            json!({"older": {"revision": older, "fetched": comparison.dates.0},
                "newer": {"revision": newer, "fetched": comparison.dates.1},
                "text": comparison.text, "changes": changes.collect::<Vec<Value>>()})
        });
        out.document(&Value::Array(rows.collect()))?;
    }
    for comparison in compared.iter().filter(|_| !args.json) {
        let ((older, newer), (before, after)) = (comparison.numbers, &comparison.dates);
        out.line(&format!("revision {older} ({before}) → {newer} ({after})"))?;
        for line in comparison.text.lines() {
            out.line(line)?;
        }
        out.line("")?;
    }
    out.flush()?;
    match compared.is_empty() {
        true => Err(NothingMatched("this article has come in one form only".into()).into()),
        false => Ok(()),
    }
}
