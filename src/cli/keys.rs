//! `dateline keys`: every command with the keys that run it, as they are configured.

use crate::cli::given::Given;
use crate::cli::out::Out;
use crate::keys::{markdown, plain};
use anyhow::Result;

/// Prints the reference, as text or as Markdown.
pub fn run(as_markdown: bool, given: &Given) -> Result<()> {
    let keymap = given.configuration()?.keymap;
    let text = if as_markdown { markdown(&keymap) } else { plain(&keymap) };
    let mut out = Out::new();
    out.text(&text)?;
    Ok(out.flush()?)
}
