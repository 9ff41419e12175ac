//! `dateline open dateline://ARTICLE#NOTE`: the reading screen at a passage, as the links in exports ask for it.

use crate::cli::given::Given;
use crate::cli::reader;
use crate::cli::shelf::to_read;
use crate::jobs::Reference;
use anyhow::Result;

/// Opens the screen at the passage. What is not in the library is told before the screen is taken.
pub fn run(place: &str, given: &Given) -> Result<()> {
    let Reference { article, note } = Reference::find(&to_read(given)?, place)?;
    let note = note.map(|note| format!("#{note}")).unwrap_or_default();
    reader::run(vec![format!("dateline://{article}{note}")], given)
}
