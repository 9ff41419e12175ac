//! `dateline part`: the later texts of an article made an article of their own.

use crate::cli::given::Given;
use crate::cli::named::{find, named};
use crate::cli::out::{Out, tell};
use crate::cli::shelf::{afterwards, to_write};
use crate::service;
use anyhow::Result;
use clap::Args;
use serde_json::json;

/// `dateline part`
#[derive(Args)]
pub struct PartArgs {
    /// An id, an unambiguous beginning of one, a path or a web address
    #[arg(value_name = "REF", value_parser = named())]
    article: String,
    /// The first text of the other article, as `dateline revisions` counts them
    #[arg(long, value_name = "N")]
    from: u32,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Parts an article; prints the id of the one that has the later texts.
pub fn run(args: &PartArgs, given: &Given) -> Result<()> {
    let mut store = to_write(given)?;
    let id = find(&store, &args.article)?;
    let done = service::part(&mut store, &id, args.from)?;
    let parted = &done.parted;
    let mut out = Out::after_saving();
    if args.json {
        out.document(&json!({"article": parted.article.0, "into": parted.into.0, "from": args.from,
            "moved": parted.moved, "returned": parted.returned, "named": parted.named}))?;
    } else {
        out.line(&parted.into.0)?;
    }
    out.flush()?;
    tell(&done.sentence());
    afterwards(&store, given)
}
