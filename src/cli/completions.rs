//! `dateline completions`: what a shell needs to complete the command line.

use anyhow::Result;
use clap::Command;
use clap_complete::{Shell, generate};
use std::io::{self, Write};

/// Prints the script for a shell.
pub fn run(shell: Shell, mut definition: Command) -> Result<()> {
    // Into memory first: the generator panics where a pipe is closed.
    let mut script = Vec::new();
    generate(shell, &mut definition, "dateline", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(())
}
