//! `dateline themes`: the themes there are.

use crate::cli::given::Given;
use crate::cli::out::Out;
use crate::config::themes;
use anyhow::Result;

/// Prints a theme a line, the one that the settings name with a star.
pub fn run(given: &Given) -> Result<()> {
    let (paths, config) = (given.paths()?, given.configuration()?);
    let mut out = Out::new();
    for (name, caption) in themes(&paths.themes) {
        let star = if name == config.settings.look.theme { '*' } else { ' ' };
        out.line(&format!("{star} {name:<14}  {caption}"))?;
    }
    Ok(out.flush()?)
}
