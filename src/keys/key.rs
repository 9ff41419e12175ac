//! A key as the user presses it and as a file writes it.

use std::fmt;
use thiserror::Error;

/// A key with what is held down beside it, in the one spelling that all terminals can agree on: Shift is part of a
/// character (`A`, `?`), and a character pressed with Ctrl is in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    code: Code,
    ctrl: bool,
    alt: bool,
    shift: bool,
}

/// Which key it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character, the space bar's included.
    Char(char),
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// The tabulator.
    Tab,
    /// Deletes to the left.
    Backspace,
    /// Deletes to the right.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Start of the line.
    Home,
    /// End of the line.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
}

/// Names as they are printed, then other spellings that are understood.
const NAMES: &[(&str, Code)] = &[
    ("Space", Code::Char(' ')),
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Insert", Code::Insert),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("PageUp", Code::PageUp),
    ("PageDown", Code::PageDown),
    ("Return", Code::Enter),
    ("Escape", Code::Esc),
    ("Del", Code::Delete),
];

/// Why a written key is not one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// Nothing is written.
    #[error("no key is written")]
    Empty,
    /// A part of it is no key.
    #[error("\"{0}\" is not a key; keys are written like a, ], gg, Space e, C-d, A-Left, S-Tab, F5, PgDn")]
    Unknown(String),
}

impl Key {
    /// The key in its one spelling.
    pub fn new(code: Code, ctrl: bool, alt: bool, shift: bool) -> Self {
        let Code::Char(c) = code else { return Self { code, ctrl, alt, shift } };
        let (c, shift) = match (c.is_alphabetic(), ctrl) {
            (true, true) => (only(c.to_lowercase()).unwrap_or(c), shift),
            (true, false) if shift => (only(c.to_uppercase()).unwrap_or(c), false),
            _ => (c, false),
        };
        Self { code: Code::Char(c), ctrl, alt, shift }
    }

    /// A character pressed by itself.
    pub fn plain(c: char) -> Self {
        Self::new(Code::Char(c), false, false, false)
    }

    /// Which key it is.
    pub fn code(self) -> Code {
        self.code
    }

    /// Whether Ctrl is held.
    pub fn ctrl(self) -> bool {
        self.ctrl
    }

    /// Whether Alt (Option) is held.
    pub fn alt(self) -> bool {
        self.alt
    }

    /// Whether Shift is held, where that is not already said by the character.
    pub fn shift(self) -> bool {
        self.shift
    }

    /// The character that the key types, if it types one.
    pub fn typed(self) -> Option<char> {
        match self {
            Self { code: Code::Char(c), ctrl: false, alt: false, .. } => Some(c),
            _ => None,
        }
    }

    fn parse(written: &str) -> Option<Self> {
        let (mut rest, mut ctrl, mut alt, mut shift) = (written, false, false, false);
        while let Some((held, after)) = held(rest) {
            match held {
                'C' => ctrl = true,
                'A' => alt = true,
                _ => shift = true,
            }
            rest = after;
        }
        // `C-R` means what vi means by it; Ctrl with Shift is written `C-S-r`.
        Some(Self::new(code(rest)?, ctrl, alt, shift))
    }
}

/// `C-`, `A-` or `S-` with something after it.
fn held(written: &str) -> Option<(char, &str)> {
    let held = written.chars().next().filter(|c| matches!(c, 'C' | 'A' | 'S'))?;
    let after = written.get(1..)?.strip_prefix('-')?;
    (!after.is_empty()).then_some((held, after))
}

fn code(written: &str) -> Option<Code> {
    if let Some(c) = only(written.chars()) {
        return Some(Code::Char(c));
    }
    if let Some((_, code)) = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(written)) {
        return Some(*code);
    }
    if let Some(hex) = written.strip_prefix("U+") {
        return u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).map(Code::Char);
    }
    let number = written.strip_prefix('F')?.parse().ok()?;
    (1..=24).contains(&number).then_some(Code::F(number))
}

fn only(mut chars: impl Iterator<Item = char>) -> Option<char> {
    chars.next().filter(|_| chars.next().is_none())
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, sign) in [(self.ctrl, "C-"), (self.alt, "A-"), (self.shift, "S-")] {
            if held {
                f.write_str(sign)?;
            }
        }
        match self.code {
            Code::F(number) => write!(f, "F{number}"),
            code => match (NAMES.iter().find(|(_, named)| *named == code), code) {
                (Some((name, _)), _) => f.write_str(name),
                (None, Code::Char(c)) if c.is_whitespace() || c.is_control() => write!(f, "U+{:X}", u32::from(c)),
                (None, Code::Char(c)) => write!(f, "{c}"),
                (None, _) => Ok(()),
            },
        }
    }
}

/// Reads keys pressed one after the other: `Space e`, `C-d`, and two characters without a space between them (`gg`, `]a`).
pub fn parse_chord(written: &str) -> Result<Vec<Key>, KeyError> {
    let mut keys = Vec::new();
    for part in written.split_whitespace() {
        match (Key::parse(part), part.chars().count()) {
            (Some(key), _) => keys.push(key),
            (None, 2) => keys.extend(part.chars().map(Key::plain)),
            _ => return Err(KeyError::Unknown(part.to_owned())),
        }
    }
    if keys.is_empty() { Err(KeyError::Empty) } else { Ok(keys) }
}

/// Writes keys so that [`parse_chord`] reads the same ones again, and as briefly as a person would.
pub fn chord_text(keys: &[Key]) -> String {
    let apart = keys.iter().map(Key::to_string).collect::<Vec<_>>();
    let together = apart.concat();
    let brief = keys.len() == 2 && apart.iter().all(|key| key.chars().count() == 1);
    if brief && parse_chord(&together).as_deref() == Ok(keys) { together } else { apart.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_are_written_in_one_way() {
        for (written, printed) in [
            ("a", "a"),
            ("C-d", "C-d"),
            ("C-D", "C-d"),
            ("C-S-d", "C-S-d"),
            ("A-left", "A-Left"),
            ("S-Tab", "S-Tab"),
            ("S-a", "A"),
            ("g g", "gg"),
            ("gg", "gg"),
            ("]a", "]a"),
            ("] ]", "]]"),
            ("space  e", "Space e"),
            ("Space Space", "Space Space"),
            ("F 1", "F 1"),
            ("F1", "F1"),
            ("U p", "U p"),
            ("C--", "C--"),
            ("C -", "C-"),
            ("PageDown", "PgDn"),
            ("U+A0", "U+A0"),
            ("S-?", "?"),
            ("A-S-x", "A-X"),
        ] {
            assert_eq!(parse_chord(written).map(|keys| chord_text(&keys)), Ok(printed.to_owned()), "{written}");
        }
    }

    #[test]
    fn what_is_no_key_is_said() {
        assert_eq!(parse_chord(" "), Err(KeyError::Empty));
        for wrong in ["Ener", "C-dd", "F25", "abc", "U+110000"] {
            assert_eq!(parse_chord(wrong), Err(KeyError::Unknown(wrong.to_owned())));
        }
    }

    fn any_key() -> impl Strategy<Value = Key> {
        let named = (0..NAMES.len()).prop_map(|at| NAMES[at].1);
        let code = prop_oneof![
            4 => any::<char>().prop_map(Code::Char),
            4 => prop::char::range(' ', '~').prop_map(Code::Char),
            2 => named,
            1 => (1..=24u8).prop_map(Code::F)
        ];
        (code, any::<bool>(), any::<bool>(), any::<bool>())
            .prop_map(|(code, ctrl, alt, shift)| Key::new(code, ctrl, alt, shift))
    }

    proptest! {
        #[test]
        fn parsing_what_was_printed_gives_the_same_keys(keys in prop::collection::vec(any_key(), 1..4)) {
            prop_assert_eq!(parse_chord(&chord_text(&keys)), Ok(keys));
        }

        #[test]
        fn parsing_cannot_panic(written in ".*") {
            let _ = parse_chord(&written);
        }
    }
}
