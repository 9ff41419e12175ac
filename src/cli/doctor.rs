//! `dateline doctor`: what works here, and a new library from a damaged one.

use crate::cli::given::Given;
use crate::cli::out::Out;
use crate::config::{Config, Depth, Paths};
use crate::store::{Checkup, Rebuilt, Store};
use anyhow::{Result, anyhow};
use serde_json::{Value, json};
use std::env;
use std::io::{self, IsTerminal};
use std::path::Path;

/// Tells what works here. With a library that is not sound it fails.
pub fn run(as_json: bool, repair: bool, given: &Given) -> Result<()> {
    let paths = given.paths()?;
    let there = paths.library.exists();
    let repaired = if repair && there { Store::repair(&paths.library)? } else { Vec::new() };
    let mut checkup = if there { Some(Store::examine(&paths.library)?) } else { None };
    if let Some(checkup) = checkup.as_mut() {
        checkup.mended.splice(0..0, repaired);
    }
    let mut out = Out::new();
    if as_json {
        out.document(&json(&paths, checkup.as_ref()))?;
    } else {
        print(&mut out, &paths, checkup.as_ref())?;
    }
    out.flush()?;
    match checkup.map_or(0, |checkup| checkup.faults.len()) {
        0 => Ok(()),
        _ => Err(anyhow!(
            "the library is not sound; `dateline doctor --repair` puts flipped bits right, `dateline doctor --rebuild \
             DIR` makes a new library of what can be read"
        )),
    }
}

/// Makes a new library from what can be read.
pub fn rebuild(folder: &Path, as_json: bool, given: &Given) -> Result<()> {
    let Rebuilt { library, articles, without_text, notes, feeds, smart_folders, bad_rows, bad_lines } =
        Store::rebuild(&given.paths()?.library, folder)?;
    let mut out = Out::new();
    if as_json {
        out.document(&json!({"library": library.display().to_string(), "articles": articles, "notes": notes,
            "feeds": feeds, "smart_folders": smart_folders, "articles_without_text": without_text, "unreadable_rows": bad_rows, "unreadable_lines": bad_lines}))?;
    } else {
        out.line(&format!("{}: {notes} notes on {articles} articles", library.display()))?;
        if feeds + smart_folders > 0 {
            out.line(&format!("{feeds} feeds and {smart_folders} smart folders"))?;
        }
        if without_text > 0 {
            out.line(&format!("{without_text} articles have lost their text; their notes and quotes are there"))?;
        }
        if bad_rows + bad_lines > 0 {
            out.line(&format!("unreadable: {bad_rows} rows of the library, {bad_lines} lines of the journal"))?;
        }
        out.line(
            "the old library was not touched; look at the new one, then use it with --library or put it in its place",
        )?;
    }
    Ok(out.flush()?)
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

fn depth() -> &'static str {
    match Depth::of_terminal(|name| env::var(name).ok()) {
        Depth::None => "none",
        Depth::Sixteen => "16",
        Depth::Indexed => "256",
        Depth::Truecolour => "16 million",
    }
}

fn json(paths: &Paths, checkup: Option<&Checkup>) -> Value {
    let warnings: Vec<String> = Config::read(&paths.config).warnings.iter().map(ToString::to_string).collect();
    let library = checkup.map(|checkup| {
        json!({"sound": checkup.faults.is_empty(), "faults": checkup.faults, "mended": checkup.mended,
            "read_only": checkup.read_only,
            "version": checkup.version, "articles": checkup.articles, "copies": checkup.copies,
            "unread": checkup.unread, "notes": checkup.notes, "bytes": checkup.bytes,
            "journal_lines": checkup.journal_lines})
    });
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "sqlite": checkup.map(|checkup| checkup.sqlite.as_str()),
        "terminal": {"stdout": io::stdout().is_terminal(), "term": variable("TERM"), "colours": depth(),
            "no_color": variable("NO_COLOR").is_some(), "language": variable("LC_ALL").or(variable("LANG"))},
        "paths": {"config": paths.config.display().to_string(), "themes": paths.themes.display().to_string(),
            "library": paths.library.display().to_string(), "backups": paths.backups.display().to_string(),
            "log": paths.log.display().to_string(), "state": paths.state.display().to_string()},
        "config": {"exists": paths.config.exists(), "warnings": warnings},
        "library": library,
    })
}

fn print(out: &mut Out, paths: &Paths, checkup: Option<&Checkup>) -> io::Result<()> {
    out.line(&format!("dateline   {}", env!("CARGO_PKG_VERSION")))?;
    let on = if io::stdout().is_terminal() { "a terminal" } else { "no terminal" };
    out.line(&format!("screen     {on}, TERM={}, colours: {}", variable("TERM").unwrap_or_default(), depth()))?;
    let warnings = Config::read(&paths.config).warnings;
    let settings = match (paths.config.exists(), warnings.len()) {
        (false, _) => "not there; the defaults hold".to_owned(),
        (true, 0) => "no mistakes".to_owned(),
        (true, count) => format!("{count} mistakes (`dateline config check` tells them)"),
    };
    out.line(&format!("settings   {}: {settings}", paths.config.display()))?;
    out.line(&format!("copies     {}", paths.backups.display()))?;
    out.line(&format!("log        {}", paths.log.display()))?;
    let Some(checkup) = checkup else {
        return out.line(&format!("library    {}: not there yet", paths.library.display()));
    };
    out.line(&format!("library    {}", paths.library.display()))?;
    out.line(&format!(
        "           {} articles{}, {} unread, {} notes, {:.1} MB; form {}, SQLite {}; {} lines of journal",
        checkup.articles,
        if checkup.copies > 0 { format!(" and {} copies of them", checkup.copies) } else { String::new() },
        checkup.unread,
        checkup.notes,
        checkup.bytes as f64 / 1e6,
        checkup.version,
        checkup.sqlite,
        checkup.journal_lines
    ))?;
    if let Some(why) = &checkup.read_only {
        out.line(&format!("           can only be read: {why}"))?;
    }
    checkup.mended.iter().try_for_each(|done| out.line(&format!("           {done}")))?;
    match checkup.faults.as_slice() {
        [] => out.line("           sound"),
        faults => faults.iter().try_for_each(|fault| out.line(&format!("         ! {fault}"))),
    }
}
