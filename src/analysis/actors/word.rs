//! Words: where they begin and end, and what a tagger sees of one by itself.

use crate::text::Span;

/// A word, a number, a possessive ending or one sign of punctuation, with everything about it that needs no neighbour.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Hash of its letters as written.
    pub exact: u32,
    /// Hash of its letters in lower case, curly apostrophes made straight.
    pub lower: u32,
    /// Its first byte in lower case.
    pub initial: u8,
    /// Hashes of its first two, three and four bytes in lower case.
    pub head: [u32; 3],
    /// Hashes of its last two, three and four bytes in lower case.
    pub tail: [u32; 3],
    /// Hash of its pattern of capitals, small letters, digits and signs.
    pub shape: u32,
    /// What it looks like; see the constants of [`Look`].
    pub look: Look,
}

/// What a word looks like, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look(u16);

impl Look {
    /// Nothing to say.
    pub const NONE: Look = Look(0);
    /// Has a letter or a digit.
    pub const INK: Look = Look(1);
    /// Begins with a capital, or has one further in ("iPhone", "al-Qaeda").
    pub const CAPITAL: Look = Look(2);
    /// Two letters or more, all capitals.
    pub const SHOUTED: Look = Look(4);
    /// Has a digit.
    pub const DIGIT: Look = Look(8);
    /// Has a full stop inside or after it.
    pub const DOT: Look = Look(16);
    /// One letter and a full stop.
    pub const INITIAL: Look = Look(32);
    /// First of its sentence (after an opening quotation mark, too).
    pub const FIRST: Look = Look(64);
    /// Follows the word before it without a space.
    pub const GLUED: Look = Look(128);
    /// Ends a sentence when it stands alone: `.`, `!`, `?`.
    pub const STOP: Look = Look(256);

    /// A day of the week, or a month whose name nobody bears.
    pub const CALENDAR: Look = Look(512);
    /// A small word that may begin a name: "de", "van", "bin".
    pub const PARTICLE: Look = Look(1024);

    /// True when every bit of `other` is set.
    pub fn has(self, other: Look) -> bool {
        self.0 & other.0 == other.0
    }

    /// The bits as a number, for features.
    pub fn bits(self) -> u32 {
        u32::from(self.0)
    }

    /// Both together.
    pub const fn with(self, other: Look) -> Look {
        Look(self.0 | other.0)
    }

    /// Only the bits of `other`.
    pub fn only(self, other: Look) -> Look {
        Look(self.0 & other.0)
    }

    /// Sets the bits of `other`.
    pub fn set(&mut self, other: Look) {
        self.0 |= other.0;
    }
}

/// The hash of nothing; words are hashed a byte at a time from here.
pub const SEED: u32 = 0x811C_9DC5;

/// The hash of a word with one more byte.
pub const fn hash_byte(hash: u32, byte: u8) -> u32 {
    (hash.rotate_left(5) ^ byte as u32).wrapping_mul(0x9E37_79B1)
}

/// The hash of some letters, as they are.
pub fn hash(letters: &str) -> u32 {
    letters.bytes().fold(SEED, hash_byte)
}

/// The same for what is known when the program is built.
pub const fn hash_known(letters: &str) -> u32 {
    let (mut hash, mut rest) = (SEED, letters.as_bytes());
    while let [first, more @ ..] = rest {
        hash = hash_byte(hash, *first);
        rest = more;
    }
    hash
}

const CALENDAR: [u32; 13] = [
    hash_known("monday"),
    hash_known("tuesday"),
    hash_known("wednesday"),
    hash_known("thursday"),
    hash_known("friday"),
    hash_known("saturday"),
    hash_known("sunday"),
    hash_known("january"),
    hash_known("february"),
    hash_known("september"),
    hash_known("october"),
    hash_known("november"),
    hash_known("december"),
];

const PARTICLES: [u32; 24] = [
    hash_known("abu"),
    hash_known("al"),
    hash_known("bin"),
    hash_known("bint"),
    hash_known("da"),
    hash_known("dal"),
    hash_known("de"),
    hash_known("del"),
    hash_known("della"),
    hash_known("den"),
    hash_known("der"),
    hash_known("di"),
    hash_known("dos"),
    hash_known("du"),
    hash_known("el"),
    hash_known("ibn"),
    hash_known("la"),
    hash_known("le"),
    hash_known("ould"),
    hash_known("ter"),
    hash_known("van"),
    hash_known("vom"),
    hash_known("von"),
    hash_known("zu"),
];

/// Reads words, keeping its buffer from one to the next.
#[derive(Default)]
pub struct Reader {
    lower: Vec<u8>,
}

impl Reader {
    /// The word at `span`, as far as it can be known by itself.
    pub fn read(&mut self, text: &str, span: Span) -> Word {
        self.read_as(span.of(text), span)
    }

    /// The same for a word that is to be read as if `written` stood there.
    pub fn read_as(&mut self, written: &str, span: Span) -> Word {
        self.lower_case(written);
        let (shape, look) = pattern(written);
        let mut word = Word { span, exact: hash(written), shape, look, ..Word::default() };
        let mut hash = SEED;
        for (at, byte) in self.lower.iter().enumerate() {
            hash = hash_byte(hash, *byte);
            if let Some(slot) = at.checked_sub(1).and_then(|at| word.head.get_mut(at)) {
                *slot = hash;
            }
        }
        word.lower = hash;
        if word.look.has(Look::CAPITAL) {
            if CALENDAR.contains(&hash) {
                word.look.set(Look::CALENDAR);
            }
        } else if self.lower.len() <= 5 && PARTICLES.contains(&hash) {
            word.look.set(Look::PARTICLE);
        }
        word.initial = self.lower.first().copied().unwrap_or(0);
        for (slot, length) in word.tail.iter_mut().zip(2..) {
            let from = self.lower.len().saturating_sub(length);
            *slot = self.lower.iter().skip(from).fold(SEED, |hash, byte| hash_byte(hash, *byte));
        }
        word
    }

    fn lower_case(&mut self, written: &str) {
        self.lower.clear();
        if written.is_ascii() {
            self.lower.extend(written.bytes().map(|byte| byte.to_ascii_lowercase()));
            return;
        }
        let mut bytes = [0; 4];
        for c in written.chars().flat_map(char::to_lowercase) {
            let c = if c == '’' { '\'' } else { c };
            self.lower.extend_from_slice(c.encode_utf8(&mut bytes).as_bytes());
        }
    }
}

/// The pattern of a word (runs of one class count as at most two) and its look.
fn pattern(written: &str) -> (u32, Look) {
    let mut look = Look::default();
    let (mut hash, mut last, mut repeated) = (SEED, 0, false);
    let (mut letters, mut capitals, mut dots) = (0, 0, 0);
    for c in written.chars() {
        let class = match c {
            'a'..='z' => b'x',
            'A'..='Z' => b'X',
            '0'..='9' => b'd',
            '.' => b'.',
            '\'' | '’' => b'\'',
            '-' | '&' => c as u8,
            _ if c.is_uppercase() => b'X',
            _ if c.is_alphabetic() => b'x',
            _ if c.is_numeric() => b'd',
            _ => b'?',
        };
        letters += usize::from(class == b'x' || class == b'X');
        capitals += usize::from(class == b'X');
        dots += usize::from(class == b'.');
        if class == b'd' {
            look.set(Look::DIGIT);
        }
        if class != last || !repeated {
            hash = hash_byte(hash, class);
        }
        repeated = class == last;
        last = class;
    }
    if letters > 0 || look.has(Look::DIGIT) {
        look.set(Look::INK);
    }
    if capitals > 0 {
        look.set(Look::CAPITAL);
    }
    if capitals == letters && letters > 1 {
        look.set(Look::SHOUTED);
    }
    if dots > 0 && look.has(Look::INK) {
        look.set(Look::DOT);
    }
    if dots == 1 && letters == 1 && written.len() == 2 {
        look.set(Look::INITIAL);
    }
    if matches!(written, "." | "!" | "?" | "…") {
        look.set(Look::STOP);
    }
    (hash, look)
}
