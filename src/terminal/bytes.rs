//! What a terminal sends, cut into keys, pasted text and reports of the mouse. Pure: bytes in, messages out, however
//! they were cut on the way here. A sequence that nobody knows is dropped whole; its bytes never become keys.

use crate::app::Msg;
use crate::keys::{Code, Key};
use crate::terminal::sequence;
use std::time::Duration;

const ESC: u8 = 0x1b;
const PASTE: &[u8] = b"\x1b[200~";
const PASTED: &[u8] = b"\x1b[201~";

/// How long the rest of a key may lag behind its Esc before the Esc is taken for a key of its own.
const ALONE: Duration = Duration::from_millis(50);
/// The same for Alt with a character that also opens a sequence, and for a character cut in the middle.
const OPENED: Duration = Duration::from_millis(100);
/// How long an answer of the terminal may stop in its middle.
const ANSWER: Duration = Duration::from_secs(1);
/// Longer than any sequence or answer but pasted text.
const LONGEST: usize = 4096;

/// The bytes that are not understood yet.
#[derive(Debug, Default)]
pub struct Bytes {
    held: Vec<u8>,
    /// Pasted so far; its end has not come.
    pasted: Option<Vec<u8>>,
    /// The beginning of a sequence that was given out as keys because its rest lagged.
    torn: &'static [u8],
}

/// What the first bytes are: how many, and what they say.
type Step = Option<(usize, Option<Msg>)>;

impl Bytes {
    /// Takes what was read and gives what is whole.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Msg> {
        let torn = std::mem::take(&mut self.torn);
        if !torn.is_empty() && is_rest(torn, bytes) {
            self.held.extend(torn);
        }
        self.held.extend(bytes);
        let mut found = Vec::new();
        loop {
            if self.pasted.is_some() && !self.paste(&mut found) {
                return found;
            }
            if self.held.starts_with(PASTE) {
                self.held.drain(..PASTE.len());
                self.pasted = Some(Vec::new());
                continue;
            }
            match step(&self.held) {
                Some((count, msg)) => {
                    self.held.drain(..count);
                    found.extend(msg);
                }
                None => return found,
            }
        }
    }

    /// Moves what is held to the pasted text; true when its end was there.
    fn paste(&mut self, found: &mut Vec<Msg>) -> bool {
        let Some(mut text) = self.pasted.take() else { return false };
        let from = text.len().saturating_sub(PASTED.len());
        text.append(&mut self.held);
        let tail = text.get(from..).unwrap_or_default();
        let Some(at) = tail.windows(PASTED.len()).position(|bytes| bytes == PASTED) else {
            self.pasted = Some(text);
            return false;
        };
        self.held = text.split_off(from + at + PASTED.len());
        text.truncate(from + at);
        found.push(Msg::Paste(String::from_utf8_lossy(&text).into_owned()));
        true
    }

    /// How long to wait for the rest before [`Bytes::give_up`]; `None` where it is waited for as long as it takes.
    pub fn waits(&self) -> Option<Duration> {
        match self.held.as_slice() {
            [] => None,
            [ESC] => Some(ALONE),
            [ESC, _] => Some(OPENED),
            [ESC, b']' | b'P' | b'_', ..] => Some(ANSWER),
            [ESC, b'[', ..] => None,
            _ => Some(OPENED),
        }
    }

    /// The rest did not come: what is held are keys by themselves, or nothing.
    pub fn give_up(&mut self) -> Vec<Msg> {
        let held = std::mem::take(&mut self.held);
        match held.as_slice() {
            [ESC] => {
                self.torn = b"\x1b";
                vec![key(Code::Esc, false, false)]
            }
            [ESC, opener] => {
                self.torn = if *opener == b'[' { b"\x1b[" } else { b"" };
                vec![key(Code::Char(char::from(*opener)), false, true)]
            }
            _ => Vec::new(),
        }
    }
}

/// Whether `bytes`, which came in one piece, go on with a report or pasted text as no hand types it.
fn is_rest(torn: &[u8], bytes: &[u8]) -> bool {
    let whole: Vec<u8> = torn.iter().chain(bytes.iter().take(8)).copied().collect();
    whole.starts_with(PASTE) || matches!(whole.as_slice(), [ESC, b'[', b'<', b'0'..=b'9', ..])
}

fn key(code: Code, ctrl: bool, alt: bool) -> Msg {
    Msg::Key(Key::new(code, ctrl, alt, false))
}

/// What the first bytes are; `None` while that cannot be told.
fn step(bytes: &[u8]) -> Step {
    match bytes {
        [] | [ESC] => None,
        // The second one opens what follows: a sequence sent while Esc was pressed.
        [ESC, ESC, ..] => Some((1, Some(key(Code::Esc, false, false)))),
        [ESC, b'[', ..] => bracketed(bytes),
        [ESC, b'O', rest @ ..] => match rest.first() {
            None => None,
            Some(last) => match sequence::keypad(*last) {
                Some(code) => Some((3, Some(key(code, false, false)))),
                None => alone(b'O'),
            },
        },
        [ESC, opener @ (b']' | b'P' | b'_'), rest @ ..] => match rest.first() {
            None => None,
            Some(first) if answers(*opener, *first) => string(bytes),
            Some(_) => alone(*opener),
        },
        [ESC, rest @ ..] => typed(rest, true).map(|(count, msg)| (count + 1, msg)),
        _ => typed(bytes, false),
    }
}

/// A character with Alt that could have opened a sequence and did not.
fn alone(opener: u8) -> Step {
    Some((2, Some(key(Code::Char(char::from(opener)), false, true))))
}

/// Whether an answer of the terminal goes on like this: its colours, its name, its graphics.
fn answers(opener: u8, first: u8) -> bool {
    match opener {
        b']' => first.is_ascii_digit(),
        b'P' => first.is_ascii_digit() || b">+$!=|".contains(&first),
        _ => first == b'G',
    }
}

/// An answer up to its end: `ESC \` or a bell. One that another sequence cuts off is dropped.
fn string(bytes: &[u8]) -> Step {
    for (at, pair) in bytes.windows(2).enumerate().skip(2) {
        match pair {
            [0x07, _] => return Some((at + 1, None)),
            [ESC, b'\\'] => return Some((at + 2, None)),
            [ESC, _] => return Some((at, None)),
            _ => {}
        }
    }
    let over = bytes.last() == Some(&0x07) || bytes.len() > LONGEST;
    over.then_some((bytes.len(), None))
}

/// What begins with `ESC [`.
fn bracketed(bytes: &[u8]) -> Step {
    match bytes.get(2) {
        None => return None,
        // The oldest way to tell of the mouse: three bytes behind an M.
        Some(b'M') => return bytes.get(3..6).map(|report| (6, sequence::old_mouse(report))),
        // Function keys of a console without windows.
        Some(b'[') => return bytes.get(3).map(|last| (4, sequence::console(*last))),
        Some(_) => {}
    }
    let body = bytes.get(2..).unwrap_or_default();
    let end = body.iter().position(|byte| !(0x20..0x40).contains(byte));
    // Shift with a key of the block above the arrows ends in a dollar in one family of terminals.
    let dollar =
        body.iter().position(|byte| !byte.is_ascii_digit()).filter(|at| *at > 0 && body.get(*at) == Some(&b'$'));
    match dollar.or(end) {
        None if body.len() > LONGEST => Some((bytes.len(), None)),
        None => None,
        Some(at) => match body.get(at) {
            Some(last @ (b'$' | 0x40..=0x7e)) => {
                Some((at + 3, sequence::read(body.get(..at).unwrap_or_default(), *last)))
            }
            // No sequence: a key typed behind Alt and the bracket, or one that was cut off.
            _ if at == 0 => alone(b'['),
            _ => Some((at + 2, None)),
        },
    }
}

/// A character, or a key with Ctrl.
fn typed(bytes: &[u8], alt: bool) -> Step {
    let first = *bytes.first()?;
    let control = |code, ctrl| Some((1, Some(key(code, ctrl, alt))));
    let letter = |base: u8, from: u8| control(Code::Char(char::from(base + first - from)), true);
    match first {
        b'\r' => control(Code::Enter, false),
        b'\t' => control(Code::Tab, false),
        0x7f => control(Code::Backspace, false),
        0 => control(Code::Char(' '), true),
        0x01..=0x1a => letter(b'a', 1),
        0x1c..=0x1f => letter(b'4', 0x1c),
        ESC => Some((1, None)),
        0x20..=0x7e => control(Code::Char(char::from(first)), false),
        _ => character(bytes, alt),
    }
}

/// A character of more than one byte. What is none is dropped, a byte at a time.
fn character(bytes: &[u8], alt: bool) -> Step {
    let given = bytes.get(..bytes.len().min(4)).unwrap_or_default();
    let text = match std::str::from_utf8(given) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() == 0 => return error.error_len().map(|_| (1, None)),
        Err(error) => std::str::from_utf8(given.get(..error.valid_up_to())?).ok()?,
    };
    let c = text.chars().next()?;
    Some((c.len_utf8(), Some(key(Code::Char(c), false, alt))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Mouse;
    use proptest::prelude::{Just, Strategy, any, prop_oneof};
    use proptest::{prop_assert_eq, proptest};

    /// Messages as words: keys as the configuration writes them.
    fn told(found: &[Msg]) -> String {
        let words = found.iter().map(|msg| match msg {
            Msg::Key(key) => key.to_string(),
            Msg::Paste(text) => format!("paste:{text}"),
            Msg::Mouse(Mouse::WheelDown, x, y) => format!("down@{x},{y}"),
            Msg::Mouse(Mouse::WheelUp, x, y) => format!("up@{x},{y}"),
            Msg::Mouse(what, x, y) => format!("{what:?}@{x},{y}"),
            other => format!("{other:?}"),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// What comes of pieces that are read one after the other, long waits between them.
    fn read(pieces: &[&str]) -> String {
        let mut bytes = Bytes::default();
        let mut found = Vec::new();
        for piece in pieces {
            found.extend(bytes.feed(piece.as_bytes()));
            if bytes.waits().is_some() {
                found.extend(bytes.give_up());
            }
        }
        told(&found)
    }

    #[test]
    fn what_a_terminal_sends_is_understood() {
        let table = [
            ("jK", "j K"),
            ("\x1b", "Esc"),
            ("\x1b\x1b", "Esc Esc"),
            ("\x1bx\x1bX\x1bé", "A-x A-X A-é"),
            ("\x01\x1a\x7f\r\t\0", "C-a C-z Backspace Enter Tab C-Space"),
            ("\x1b[A\x1bOB\x1b[1;3C\x1b[1;6D", "Up Down A-Right C-S-Left"),
            ("\x1b[H\x1b[4~\x1b[3~\x1b[5;5~\x1b[Z", "Home End Delete C-PgUp S-Tab"),
            ("\x1bOP\x1b[15~\x1b[24;2~\x1b[[C", "F1 F5 S-F12 F3"),
            ("\x1b[2$\x1b[3^", "S-Insert C-Delete"),
            // Keys as kitty and as xterm write them; a key that is let go is none.
            ("\x1b[97;5u\x1b[27u\x1b[97;5:3u\x1b[49:33;2u\x1b[57399u", "C-a Esc ! 0"),
            ("\x1b[27;5;13~\x1b[9;5u", "C-Enter C-Tab"),
            ("\x1b[<0;3;4M\x1b[<32;4;4M\x1b[<0;4;4m\x1b[<2;1;1M", "Press@2,3 Drag@3,3 Release@3,3"),
            ("\x1b[M`!!\x1b[97;5;6M", "up@0,0 down@4,5"),
            ("\x1b[200~dd\x1b[Ax\x1b[201~j", "paste:dd\x1b[Ax j"),
            ("\x1b[I\x1b[Oj", "j"),
            // Answers that come late, and sequences that nobody knows.
            ("j\x1b]11;rgb:1717/1a1a/2121\x1b\\k", "j k"),
            ("\x1b]10;rgb:ffff/ffff/ffff\x07\x1bP>|name 1\x1b\\\x1b_Gi=1;OK\x1b\\", ""),
            ("\x1b[?62;22c\x1b[?2026;2$y\x1b[5;7R\x1b[8;24;80t\x1b[999~", ""),
            ("\x1b]", "A-]"),
            ("\x1b]j\x1b[", "A-] j A-["),
            ("\x1b[\r\x1bPx\x1bO\r", "A-[ Enter A-P x A-O Enter"),
            ("é\u{1f600}ä", "é \u{1f600} ä"),
        ];
        for (sent, want) in table {
            assert_eq!(read(&[sent]), want, "{sent:?}");
        }
    }

    #[test]
    fn esc_followed_at_once_by_anything_runs_none_of_its_bytes() {
        let table = [
            ("\x1b[<65;10;10M", "down@9,9"),
            ("\x1b[200~dd\x1b[201~", "paste:dd"),
            ("\x1b[I", ""),
            ("\x1b[M`!!", "up@0,0"),
            ("\x1b[97;5u", "C-a"),
            ("\x1b[A", "Up"),
            ("\x1bOA", "Up"),
            ("\x1b]11;rgb:17/1a/21\x1b\\", ""),
        ];
        for (sent, want) in table {
            let want = ["Esc", want].join(" ").trim_end().to_owned();
            assert_eq!(read(&[&format!("\x1b{sent}")]), want, "{sent:?} behind Esc");
            assert_eq!(read(&["\x1b", sent]), want, "{sent:?} after Esc");
        }
    }

    #[test]
    fn the_rest_of_a_sequence_may_come_late() {
        assert_eq!(read(&["\x1b[<65;1", "0;10M"]), "down@9,9");
        assert_eq!(read(&["\x1b", "[<65;10;10M"]), "Esc down@9,9");
        assert_eq!(read(&["\x1b[", "<65;10;10M"]), "A-[ down@9,9");
        assert_eq!(read(&["\x1b\x1b", "[200~d", "d\x1b[2", "01~j"]), "Esc Esc paste:dd j");
        // Keys that a hand types there stay keys.
        assert_eq!(read(&["\x1b", "[", "f"]), "Esc [ f");
        assert_eq!(read(&["\x1b", "[f"]), "Esc [ f");
    }

    fn sent() -> impl Strategy<Value = Vec<u8>> {
        let part = prop_oneof![
            any::<u8>().prop_map(|byte| vec![byte]),
            "[a-zé\\[\\]<;0-9M~O]{1,6}".prop_map(String::into_bytes),
            Just(b"\x1b".to_vec()),
            Just(b"\x1b[<65;10;10M".to_vec()),
            Just(b"\x1b[200~dd\x1b[201~".to_vec()),
            Just(b"\x1b[97;5u".to_vec()),
            Just(b"\x1b]11;rgb:1/2/3\x1b\\".to_vec()),
        ];
        proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn where_a_read_ends_makes_no_difference(sent in sent(), size in 1usize..9) {
            let mut whole = Bytes::default();
            let mut pieces = Bytes::default();
            let all = whole.feed(&sent);
            let parts: Vec<Msg> = sent.chunks(size).flat_map(|piece| pieces.feed(piece)).collect();
            prop_assert_eq!(told(&all), told(&parts));
            prop_assert_eq!(&whole.held, &pieces.held);
        }
    }
}
