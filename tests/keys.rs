//! `docs/keys.md` says what the table of commands and the default keys say.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use dateline::config::Config;
use dateline::keys::markdown;
use std::fs;
use std::path::Path;

const INTRODUCTION: &str = "\
# Keys

Written from the table of commands and the default keys by `cargo test`; edit those, not this file. `dateline keys` prints
the same with your own keys, and `?` shows what holds on the screen you are on.

One rule per layer: motions are vi's; `g` and a letter go to a *place*; `]` and `[` with a letter step to the next and the
previous *thing*; `Space` and a letter open a *tool*; bare letters act on what is under the cursor. After the first key of
two, the screen lists what may follow; no key ever waits for a clock. Arrows, PgUp, PgDn, Home, End, Tab, Enter and Esc
always work too. A number before a key repeats it, and before `G` names a paragraph. With nothing selected, an action takes
the sentence under the cursor.

`C-` is Ctrl, `A-` Alt (Option), `S-` Shift. To change keys, name them in `[keys.reader]`, `[keys.library]` and so on of
your `config.toml`, or take another preset: `vi` (this one), `arrows`, `less`, `newsboat`.
";

#[test]
fn the_reference_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
    let fresh = format!("{INTRODUCTION}{}", markdown(&Config::default().keymap));
    let stale = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    if stale != fresh {
        fs::write(&path, fresh).unwrap();
        panic!("docs/keys.md was out of date and is written anew: look at it and commit it");
    }
}
