//! `dateline completions`: what a shell needs to complete the command line.

use crate::cli::out::Out;
use anyhow::Result;
use clap::Command;
use clap_complete::{Shell, generate};

/// Prints the script for a shell.
pub fn run(shell: Shell, mut definition: Command) -> Result<()> {
    // Into memory first: the generator panics where a pipe is closed.
    let mut script = Vec::new();
    generate(shell, &mut definition, "dateline", &mut script);
    let mut out = Out::new();
    out.bytes(&script)?;
    Ok(out.flush()?)
}
