//! What the user can ask for, and the keys that ask for it.
//!
//! A new command is one row in `command.rs` and one key in `config.example.toml`. Help, the hints after a prefix, the
//! palette, the command line and `docs/keys.md` print the same rows.

mod command;
mod context;
mod key;
mod keymap;
mod reference;
mod trie;

pub use command::{Argument, Command, Group};
pub use context::Context;
pub use key::{Code, Key, KeyError, chord_text, parse_chord};
pub use keymap::{Binding, Clash, Keymap};
pub use reference::{Entry, entries, markdown, plain};
pub use trie::{Follow, Pending, Step};
