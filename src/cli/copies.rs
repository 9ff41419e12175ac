//! `dateline copies`: the same text from other outlets, listed and compared.

use crate::cli::given::Given;
use crate::cli::library::{listing_json, listing_line};
use crate::cli::out::{NothingMatched, Out};
use crate::cli::shelf::to_list;
use crate::service::compared;
use crate::text::Fate;
use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

/// `dateline copies`
#[derive(Args)]
pub struct CopiesArgs {
    /// An id, an unambiguous beginning of one, a path or a web address
    #[arg(value_name = "REF")]
    article: String,
    /// Show each copy's text compared with the article's, word by word
    #[arg(long)]
    compare: bool,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Lists the copies of an article, the oldest first; compared, what a copy leaves out stands in `[-…-]` and what it adds in
/// `{+…+}`.
pub fn run(args: &CopiesArgs, given: &Given) -> Result<()> {
    let store = to_list(given, args.json)?;
    let id = store.find_ref(&args.article)?;
    let copies = store.copies(&id)?;
    let own = store.article(&id)?.body;
    let mut out = Out::new();
    let mut rows = Vec::new();
    for copy in &copies {
        let mut row = listing_json(copy);
        let differing = if args.compare { Some(compared(&own, &store.article(&copy.id)?.body)) } else { None };
        if args.json {
            if let (Some((text, fates)), Some(row)) = (differing, row.as_object_mut()) {
                let count = |wanted: Fate| fates.iter().filter(|(_, fate)| *fate == wanted).count();
                let (added, removed) = (count(Fate::Added), count(Fate::Removed));
                row.insert("compared".into(), json!({"text": text, "added": added, "removed": removed}));
            }
            rows.push(row);
            continue;
        }
        out.line(&listing_line(copy))?;
        if let Some((text, fates)) = differing {
            let text = if fates.is_empty() { "word for word the same" } else { text.as_str() };
            text.lines().try_for_each(|words| out.line(&format!("    {words}")))?;
        }
    }
    if args.json {
        out.document(&Value::Array(rows))?;
    }
    out.flush()?;
    if copies.is_empty() {
        return Err(NothingMatched("no other outlet has this text in the library".into()).into());
    }
    Ok(())
}
