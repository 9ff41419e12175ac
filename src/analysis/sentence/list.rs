//! Lists run into one line: "1. The first item 2. The second item".

/// A mark that counts the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    bullet: Option<char>,
    /// The number, or the letter's place in the alphabet.
    number: u32,
    letter: bool,
    closing: Closing,
    /// Its length in bytes.
    pub length: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    Dot,
    Bracket,
    Both,
}

impl Marker {
    /// True when this is the mark of the item after `last`.
    pub fn follows(self, last: Marker) -> bool {
        self.number == last.number + 1
            && (self.bullet, self.letter, self.closing) == (last.bullet, last.letter, last.closing)
    }
}

/// The marker that stands at the start of a text.
pub fn marker(text: &str) -> Option<Marker> {
    let bullet = text.chars().next().filter(|c| matches!(c, '•' | '⁃' | '‣' | '·'));
    let mut at = bullet.map_or(0, char::len_utf8);
    at += text.get(at..)?.bytes().take_while(|byte| *byte == b' ').count().min(1);
    let rest = text.get(at..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let first = rest.bytes().next()?;
    let (number, letter, length) = match digits {
        0 if first.is_ascii_lowercase() => (u32::from(first - b'a') + 1, true, 1),
        1..=3 => (rest.get(..digits)?.parse().ok()?, false, digits),
        _ => return None,
    };
    at += length;
    let rest = text.get(at..)?;
    let (closing, length) = match rest.as_bytes() {
        [b'.', b')', b' ', ..] => (Closing::Both, 2),
        [b')', b' ', ..] => (Closing::Bracket, 1),
        [b'.', b' ', ..] => (Closing::Dot, 1),
        _ => return None,
    };
    Some(Marker { bullet, number, letter, closing, length: at + length })
}
