//! `dateline extract --again`: the kept pages read once more, by the reader as it is now.

use crate::cli::given::Given;
use crate::cli::out::{Out, tell};
use crate::cli::shelf::{afterwards, query, to_write};
use crate::ingest::read;
use crate::store::Outcome;
use anyhow::Result;
use jiff::{Timestamp, Unit};
use serde_json::json;

/// Reads the pages of the articles that a query finds; prints those whose text is another now.
pub fn run(written: &str, as_json: bool, given: &Given) -> Result<()> {
    let query = query(&[written.to_owned()])?;
    let mut store = to_write(given)?;
    let mut out = Out::after_saving();
    let (mut pages, mut changed) = (0usize, 0usize);
    let now = Timestamp::now().round(Unit::Second)?.to_string();
    for id in store.with_page(&query)? {
        let Some(source) = store.page(&id)? else { continue };
        pages += 1;
        let draft = match read(&source.bytes, &source.origin) {
            Ok(draft) => draft,
            Err(error) => {
                tell(&format!("{id}: {error}"));
                continue;
            }
        };
        let revised = store.revise(&id, &draft.body, &now)?.outcome == Outcome::Revision;
        if revised {
            changed += 1;
            store.keep_page(&id, &source)?;
            match as_json {
                true => out.object(&json!({"id": id.0, "title": draft.meta.title}))?,
                false => out.line(&format!("{id}  {}", draft.meta.title))?,
            }
        }
    }
    out.flush()?;
    tell(&format!("{changed} of {pages} kept pages read differently"));
    afterwards(&store, given)
}
