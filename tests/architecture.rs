//! Keeps the house in order: which room may use which, which library has which door, how long files and functions are.
//! A failure names the file and what to change; the rules themselves are told in `docs/ARCHITECTURE.md`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Room → the rooms it may import. Rooms not listed here may not exist.
const ARROWS: &[(&str, &str)] = &[
    ("text", ""),
    ("keys", ""),
    ("analysis", "text"),
    ("ingest", "text"),
    ("config", "text keys"),
    ("query", "text keys"),
    ("page", "text keys analysis config query"),
    ("store", "text analysis ingest config query"),
    ("export", "text analysis ingest config query"),
    ("service", "text analysis ingest config query store export"),
    ("app", "text keys analysis ingest config query page export"),
    ("view", "text keys analysis config query page app export"),
    ("terminal", "text keys config page app"),
    ("jobs", "text analysis ingest config query store export service app"),
    ("run", "text keys analysis ingest config query page store export service app view terminal jobs"),
    ("cli", "text keys analysis ingest config query page store export service app view terminal jobs run"),
    ("main", "cli run"),
    ("lib", ""),
    ("bin", "text analysis"),
];

/// Library → the places (path prefixes under `src/`) that may name it. Libraries not listed are free.
const DOORS: &[(&str, &str)] = &[
    ("ratatui", "view/ config/theme.rs terminal/ run.rs"),
    ("crossterm", "terminal/"),
    ("terminal_colorsaurus", "terminal/"),
    ("signal_hook", "terminal/"),
    ("rusqlite", "store/"),
    ("ureq", "jobs/fetch/"),
    ("toml", "config/"),
    ("directories", "config/paths.rs"),
    ("clap", "cli/"),
    ("clap_complete", "cli/"),
    ("clap_mangen", "cli/"),
    ("dom_smoothie", "ingest/"),
    ("dom_query", "ingest/"),
    ("pulldown_cmark", "ingest/markdown.rs"),
    ("mail_parser", "ingest/message.rs"),
    ("encoding_rs", "ingest/charset.rs"),
    ("chardetng", "ingest/charset.rs"),
    ("whatlang", "ingest/"),
    ("minijinja", "export/"),
    ("csv", "export/"),
    ("nucleo_matcher", "app/ store/fold.rs"),
    ("unicode_linebreak", "page/"),
    ("anyhow", "main.rs run.rs cli/ bin/"),
    ("zstd", "store/"),
    ("psl", "store/site.rs"),
    ("open", "jobs/"),
];

/// Words that no pure room may say: no clock, environment, randomness, lock or I/O.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "SystemTime",
    "Instant::now",
    "Zoned::now",
    "Timestamp::now",
    "Mutex",
    "RwLock",
    "now_v7",
    "thread::spawn",
    "static mut",
    "OnceLock",
];
const PURE: &[&str] = &["text", "analysis", "query", "page", "app", "view"];

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 60;

struct Source {
    path: PathBuf,
    /// `page/wrap.rs`
    name: String,
    /// `page`
    room: String,
    /// The lines before the tests.
    lines: Vec<String>,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                let room = name.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
                let text = fs::read_to_string(&path).unwrap();
                let lines =
                    text.lines().take_while(|line| !line.starts_with("#[cfg(test)]")).map(String::from).collect();
                found.push(Source { path, name, room, lines });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

fn report(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn imports_run_down_only() {
    let arrows: BTreeMap<&str, Vec<&str>> = ARROWS.iter().map(|(room, to)| (*room, to.split(' ').collect())).collect();
    let mut faults = Vec::new();
    for source in sources() {
        let Some(allowed) = arrows.get(source.room.as_str()) else {
            faults.push(format!("src/{}: a room that tests/architecture.rs does not know", source.name));
            continue;
        };
        for (number, line) in source.lines.iter().enumerate().filter(|(_, line)| !is_comment(line)) {
            let outside = if source.room == "bin" || source.room == "main" { "dateline::" } else { "crate::" };
            for part in line.split(outside).skip(1) {
                let to = words(part).next().unwrap_or_default();
                let known = arrows.contains_key(to);
                if known && to != source.room && !allowed.contains(&to) {
                    faults.push(format!("src/{}:{}: {} may not use {to}", source.name, number + 1, source.room));
                }
            }
        }
    }
    report(faults);
}

#[test]
fn rooms_make_no_circle() {
    let floor: Vec<&str> = ARROWS.iter().map(|(room, _)| *room).collect();
    for (at, (room, to)) in ARROWS.iter().enumerate() {
        for target in to.split(' ').filter(|target| !target.is_empty()) {
            let below = floor.iter().position(|other| *other == target).unwrap();
            assert!(below < at, "{room} → {target} runs up");
        }
    }
}

#[test]
fn every_library_has_one_door() {
    let mut faults = Vec::new();
    for source in sources() {
        for (number, line) in source.lines.iter().enumerate().filter(|(_, line)| !is_comment(line)) {
            for (library, doors) in DOORS {
                let named =
                    line.trim_start().strip_prefix("use ").is_some_and(|rest| words(rest).next() == Some(library))
                        || line.match_indices(&format!("{library}::")).any(|(at, _)| {
                            !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                        });
                if named && !doors.split(' ').any(|door| source.name.starts_with(door)) {
                    faults.push(format!("src/{}:{}: {library} is named outside {doors}", source.name, number + 1));
                }
            }
        }
    }
    report(faults);
}

#[test]
fn imports_tell_what_they_bring() {
    let mut faults = Vec::new();
    for source in sources() {
        let door = source.name.ends_with("mod.rs") || source.name == "lib.rs";
        for (number, line) in source.lines.iter().enumerate().filter(|(_, line)| !is_comment(line)) {
            let line = line.trim_start();
            if line.starts_with("use ") && line.contains('*') {
                faults.push(format!("src/{}:{}: a glob import hides what it brings", source.name, number + 1));
            }
            if line.starts_with("pub use ") && !door {
                faults.push(format!("src/{}:{}: `pub use` belongs into a mod.rs", source.name, number + 1));
            }
        }
    }
    report(faults);
}

#[test]
fn doors_hold_no_logic() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.name.ends_with("mod.rs")) {
        for (number, line) in source.lines.iter().enumerate() {
            if words(line).any(|word| matches!(word, "fn" | "impl" | "struct" | "enum")) && !is_comment(line) {
                faults.push(format!("src/{}:{}: a mod.rs is only a door", source.name, number + 1));
            }
        }
    }
    report(faults);
}

#[test]
fn pure_rooms_touch_nothing_outside() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| PURE.contains(&source.room.as_str())) {
        for (number, line) in source.lines.iter().enumerate().filter(|(_, line)| !is_comment(line)) {
            for word in IMPURE.iter().filter(|word| line.contains(**word)) {
                faults.push(format!("src/{}:{}: {word} in a pure room", source.name, number + 1));
            }
        }
    }
    report(faults);
}

#[test]
fn files_have_a_caption_and_an_end() {
    let mut faults = Vec::new();
    for source in sources() {
        if !source.lines.first().is_some_and(|line| line.starts_with("//! ")) {
            faults.push(format!("src/{}: does not open with its `//!` caption", source.name));
        }
        if source.lines.len() > FILE_LINES {
            faults.push(format!("src/{}: {} lines, more than {FILE_LINES}", source.name, source.lines.len()));
        }
    }
    report(faults);
}

#[test]
fn functions_are_short() {
    let mut faults = Vec::new();
    for source in sources() {
        let mut open: Option<(usize, usize)> = None;
        for (number, line) in source.lines.iter().enumerate() {
            let indent = line.len() - line.trim_start().len();
            if let Some((start, margin)) = open {
                if indent == margin && line.trim_start().starts_with('}') {
                    let length = number - start + 1;
                    if length > FUNCTION_LINES {
                        faults.push(format!("src/{}:{}: a function of {length} lines", source.name, start + 1));
                    }
                    open = None;
                }
            } else if !is_comment(line)
                && words(line).any(|word| word == "fn")
                && line.contains('(')
                && !line.ends_with(';')
                && !line.ends_with('}')
            {
                open = Some((number, indent));
            }
        }
    }
    report(faults);
}
