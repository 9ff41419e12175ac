//! The sequences that keys and the mouse are sent as, by their parameters and last byte.

use crate::app::{Mouse, Msg};
use crate::keys::{Code, Key};

/// What a sequence says; nothing where it is no key and no report of the mouse.
pub fn read(parameters: &[u8], last: u8) -> Option<Msg> {
    if let [b'<', report @ ..] = parameters {
        let [code, x, y] = numbers(report)[..] else { return None };
        return mouse(code, x, y, last == b'm');
    }
    if !parameters.iter().all(|byte| byte.is_ascii_digit() || b";:".contains(byte)) {
        return None;
    }
    if last == b'M' {
        let [code, x, y] = numbers(parameters)[..] else { return None };
        return mouse(code.checked_sub(32)?, x, y, false);
    }
    let text = std::str::from_utf8(parameters).ok()?;
    let mut given =
        text.split(';').map(|part| part.split(':').map(|number| number.parse::<u32>().ok()).collect::<Vec<_>>());
    let first = given.next().unwrap_or_default();
    let second = given.next().unwrap_or_default();
    let third = given.next().unwrap_or_default();
    let number = |part: &[Option<u32>], at: usize| part.get(at).copied().flatten();
    // A key that is let go.
    if number(&second, 1) == Some(3) {
        return None;
    }
    let code = number(&first, 0);
    let held = Held::of(number(&second, 0).unwrap_or(1));
    match (last, code) {
        (b'u', Some(code)) => {
            let shifted = number(&first, 1).filter(|_| held.shift).and_then(char::from_u32);
            Some(held.key(shifted.map_or_else(|| numbered(code), |c| Some(Code::Char(c)))?))
        }
        (b'~', Some(27)) => Some(held.key(numbered(number(&third, 0)?)?)),
        (b'~', Some(code)) => Some(held.key(block(code)?)),
        (b'$', Some(code)) => Some(Held { shift: true, ..held }.key(block(code)?)),
        (b'^', Some(code)) => Some(Held { ctrl: true, ..held }.key(block(code)?)),
        (b'@', Some(code)) => Some(Held { ctrl: true, shift: true, ..held }.key(block(code)?)),
        (b'Z', _) => Some(Held { shift: true, ..held }.key(Code::Tab)),
        // Otherwise it tells where the cursor is.
        (b'R', Some(1)) if !second.is_empty() => Some(held.key(Code::F(3))),
        (b'R', _) => None,
        (last, None | Some(1)) => Some(held.key(arrow(last)?)),
        _ => None,
    }
}

/// A key of the keypad or the arrows in their other writing, `ESC O` and a letter.
pub fn keypad(last: u8) -> Option<Code> {
    match last {
        b'M' => Some(Code::Enter),
        b'R' => Some(Code::F(3)),
        b'j'..=b'y' => Some(Code::Char(char::from(last - b'@'))),
        last => arrow(last),
    }
}

/// A function key of a console without windows.
pub fn console(last: u8) -> Option<Msg> {
    matches!(last, b'A'..=b'E').then(|| Held::default().key(Code::F(last - b'A' + 1)))
}

/// The mouse as three bytes.
pub fn old_mouse(report: &[u8]) -> Option<Msg> {
    let [code, x, y] = *report else { return None };
    let number = |byte: u8| byte.checked_sub(32).map(u32::from);
    mouse(number(code)?, number(x)?, number(y)?, false)
}

/// What is held down beside a key.
#[derive(Clone, Copy, Default)]
struct Held {
    ctrl: bool,
    alt: bool,
    shift: bool,
}

impl Held {
    fn of(given: u32) -> Self {
        let bits = given.saturating_sub(1);
        Self { shift: bits & 1 != 0, alt: bits & 2 != 0, ctrl: bits & 4 != 0 }
    }

    fn key(self, code: Code) -> Msg {
        Msg::Key(Key::new(code, self.ctrl, self.alt, self.shift))
    }
}

fn numbers(given: &[u8]) -> Vec<u32> {
    let text = std::str::from_utf8(given).unwrap_or_default();
    text.split(';').filter_map(|number| number.parse().ok()).collect()
}

fn mouse(code: u32, x: u32, y: u32, released: bool) -> Option<Msg> {
    let place = |number: u32| u16::try_from(number.saturating_sub(1)).ok();
    // Bits 2 to 4 say what is held beside it, bit 5 that it moves.
    let what = match (code & !0b11100, released) {
        (0, false) => Mouse::Press,
        (0, true) | (3, _) => Mouse::Release,
        (32, _) => Mouse::Drag,
        (64, _) => Mouse::WheelUp,
        (65, _) => Mouse::WheelDown,
        _ => return None,
    };
    Some(Msg::Mouse(what, place(x)?, place(y)?))
}

fn arrow(last: u8) -> Option<Code> {
    Some(match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'P'..=b'Q' | b'S' => Code::F(last - b'P' + 1),
        _ => return None,
    })
}

/// The keys that end in a tilde.
fn block(code: u32) -> Option<Code> {
    let function = |first: u32, from: u32| u8::try_from(first + code - from).ok().map(Code::F);
    match code {
        1 | 7 => Some(Code::Home),
        2 => Some(Code::Insert),
        3 => Some(Code::Delete),
        4 | 8 => Some(Code::End),
        5 => Some(Code::PageUp),
        6 => Some(Code::PageDown),
        11..=15 => function(1, 11),
        17..=21 => function(6, 17),
        23..=26 => function(11, 23),
        28..=29 => function(15, 28),
        31..=34 => function(17, 31),
        _ => None,
    }
}

/// A key by the number of its character, or by the numbers that kitty gives to the others.
fn numbered(code: u32) -> Option<Code> {
    Some(match code {
        9 => Code::Tab,
        13 | 57414 => Code::Enter,
        27 => Code::Esc,
        8 | 127 => Code::Backspace,
        57399..=57408 => Code::Char(char::from_digit(code - 57399, 10)?),
        57409..=57413 => Code::Char(*['.', '/', '*', '-', '+'].get(usize::try_from(code - 57409).ok()?)?),
        57415 => Code::Char('='),
        57416 => Code::Char(','),
        57417 => Code::Left,
        57418 => Code::Right,
        57419 => Code::Up,
        57420 => Code::Down,
        57421 => Code::PageUp,
        57422 => Code::PageDown,
        57423 => Code::Home,
        57424 => Code::End,
        57425 => Code::Insert,
        57426 => Code::Delete,
        57376..=57398 => Code::F(u8::try_from(code - 57376 + 13).ok()?),
        57344..=63743 => return None,
        code => Code::Char(char::from_u32(code).filter(|c| !c.is_control())?),
    })
}
