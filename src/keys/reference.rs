//! The table of commands with the keys of a keymap, as rows for help and as the text of the key reference.

use crate::keys::{Command, Context, Group, Keymap, chord_text};
use std::collections::BTreeMap;
use std::fmt::Write;

/// One row of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The heading it stands under.
    pub group: Group,
    /// The chords that run it, printed, the handiest first; empty where only the palette does.
    pub keys: Vec<String>,
    /// What it runs.
    pub command: Command,
}

/// What can be done in `context`, by group, in the order of the table.
pub fn entries(keymap: &Keymap, context: Context) -> Vec<Entry> {
    let mut keys: BTreeMap<Command, Vec<String>> = BTreeMap::new();
    for (chord, command) in keymap.chords(context) {
        let after = command.takes().map_or_else(String::new, |takes| format!(" {}", takes.hint()));
        keys.entry(command).or_default().push(chord_text(&chord) + &after);
    }
    // Where text is typed only the keys bound there mean anything; elsewhere the palette offers the rest.
    let alone = context.layers().len() == 1 && context != Context::Everywhere;
    let works = Command::ALL.iter().filter(|command| command.works_in(context));
    works
        .map(|command| Entry {
            group: command.group(),
            keys: keys.remove(command).unwrap_or_default(),
            command: *command,
        })
        .filter(|entry| !alone || !entry.keys.is_empty())
        .collect()
}

/// What the lines of `context` itself bind, in the order of the table: the reference says what is shared only once.
fn own(keymap: &Keymap, context: Context) -> Vec<Entry> {
    let bound = |entry: &Entry| {
        keymap.own(context).any(|line| line.command == Some(entry.command))
            || (context == Context::Everywhere && entry.command.contexts().contains(&Context::Everywhere))
    };
    entries(keymap, context).into_iter().filter(bound).collect()
}

/// The whole reference as Markdown.
pub fn markdown(keymap: &Keymap) -> String {
    let mut text = String::new();
    for context in Context::ALL {
        let entries = own(keymap, *context);
        if entries.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n## {}\n", context.caption());
        let _ = writeln!(text, "| keys | command | |\n|---|---|---|");
        for entry in entries {
            let keys: Vec<_> = entry.keys.iter().map(|key| code(key)).collect();
            let _ = writeln!(text, "| {} | `{}` | {} |", keys.join(" "), entry.command.name(), entry.command.help());
        }
    }
    text
}

/// A key as Markdown code, in a table: a bar would end the cell, a backtick the code.
fn code(key: &str) -> String {
    let key = key.replace('|', "\\|");
    if key.contains('`') { format!("`` {key} ``") } else { format!("`{key}`") }
}

/// The whole reference for a terminal.
pub fn plain(keymap: &Keymap) -> String {
    let mut text = String::new();
    for context in Context::ALL {
        let entries = own(keymap, *context);
        if entries.is_empty() {
            continue;
        }
        let _ = writeln!(text, "{}{}", if text.is_empty() { "" } else { "\n" }, context.caption());
        for entry in entries {
            let keys = entry.keys.join("  ");
            let _ = writeln!(text, "  {keys:<22}  {:<18}  {}", entry.command.name(), entry.command.help());
        }
    }
    text
}
