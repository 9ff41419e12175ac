//! Approximate matching of characters, 64 at a time (Myers 1999, in blocks after Hyyrö 2003).

use crate::text::anchor::words::fold;

/// Text as it is compared, with the byte where each character begins.
pub(super) struct Folded {
    chars: Vec<char>,
    /// One more than `chars`: the last is where the text ends.
    bytes: Vec<usize>,
}

impl Folded {
    /// Folds `text`; runs of white space become one space, none at the ends. Bytes count from `offset`.
    pub fn new(text: &str, offset: usize) -> Self {
        let mut chars = Vec::with_capacity(text.len());
        let mut bytes = Vec::with_capacity(text.len() + 1);
        let mut end = offset;
        for (at, c) in text.char_indices() {
            let Some(folded) = fold(c) else { continue };
            if folded == ' ' && chars.last().is_none_or(|last| *last == ' ') {
                continue;
            }
            chars.push(folded);
            bytes.push(offset + at);
            if folded != ' ' {
                end = offset + at + c.len_utf8();
            }
        }
        if chars.last() == Some(&' ') {
            chars.pop();
            bytes.pop();
        }
        bytes.push(end);
        Self { chars, bytes }
    }

    /// The characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The byte where character `at` begins; where the text ends when there are fewer.
    pub fn byte(&self, at: usize) -> usize {
        self.bytes.get(at).or(self.bytes.last()).copied().unwrap_or(0)
    }

    /// The byte where the character before `at` ends, without the space that may follow it.
    pub fn end_byte(&self, at: usize) -> usize {
        let space = at > 0 && self.chars.get(at - 1) == Some(&' ');
        self.byte(at - usize::from(space))
    }
}

/// Where a pattern lies in a text with the fewest differences; counted in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub start: usize,
    pub end: usize,
    /// Characters inserted, deleted or replaced.
    pub errors: usize,
}

/// The best place of `pattern` in `text`; the one nearest to `hint` where several are equally good.
pub(super) fn find(pattern: &[char], text: &[char], hint: usize) -> Option<Match> {
    let forward = Bits::new(pattern.iter().copied())?;
    let mut best: Option<(usize, usize)> = None;
    let mut end = 0_usize;
    forward.scan(text.iter().copied(), Edge::Free, |errors| {
        end += 1;
        let away = end.abs_diff(hint);
        if best.is_none_or(|(least, at)| errors < least || (errors == least && away < at.abs_diff(hint))) {
            best = Some((errors, end));
        }
    });
    let (errors, end) = best?;
    // Ends that are equally good and adjacent: the backward pass from the chosen one finds its start.
    let reach = end.saturating_sub(pattern.len() + errors);
    let before = text.get(reach..end)?.iter().rev().copied();
    let (length, errors) = longest_prefix(&Bits::new(pattern.iter().rev().copied())?, before);
    Some(Match { start: end - length, end, errors })
}

/// How many characters of `text`, read from its beginning, are `pattern` with the fewest differences, and those.
pub(super) fn prefix(pattern: &[char], text: impl Iterator<Item = char>) -> (usize, usize) {
    match Bits::new(pattern.iter().copied()) {
        Some(bits) => longest_prefix(&bits, text),
        None => (0, 0),
    }
}

fn longest_prefix(bits: &Bits, text: impl Iterator<Item = char>) -> (usize, usize) {
    let (mut length, mut best) = (0_usize, (0_usize, bits.len));
    bits.scan(text, Edge::Fixed, |errors| {
        length += 1;
        // Among equals the one nearest to the pattern's own length.
        let closer = length.abs_diff(bits.len) < best.0.abs_diff(bits.len);
        if errors < best.1 || (errors == best.1 && closer) {
            best = (length, errors);
        }
    });
    best
}

/// Differences between two whole texts.
pub(super) fn distance(one: &[char], other: &[char]) -> usize {
    let Some(bits) = Bits::new(one.iter().copied()) else { return other.len() };
    let mut last = one.len();
    bits.scan(other.iter().copied(), Edge::Fixed, |errors| last = errors);
    last
}

/// 1 for equal texts, 0 for texts with nothing in common.
pub(super) fn likeness(one: &[char], other: &[char]) -> f64 {
    let longest = one.len().max(other.len());
    if longest == 0 { 1.0 } else { 1.0 - distance(one, other) as f64 / longest as f64 }
}

/// Whether a match may begin anywhere in the text, or only at its first character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Free,
    Fixed,
}

/// A pattern as bit masks: for each of its characters, where it stands.
struct Bits {
    len: usize,
    blocks: usize,
    /// The pattern's characters, sorted; `masks` holds `blocks` words for each.
    letters: Vec<char>,
    masks: Vec<u64>,
    /// Row in `masks` of each ASCII character, `NONE` for those that the pattern lacks.
    ascii: [u16; 128],
}

const NONE: u16 = u16::MAX;

impl Bits {
    fn new(pattern: impl Iterator<Item = char> + Clone) -> Option<Self> {
        let mut letters: Vec<char> = pattern.clone().collect();
        let len = letters.len();
        letters.sort_unstable();
        letters.dedup();
        if len == 0 || letters.len() >= usize::from(NONE) {
            return None;
        }
        let blocks = len.div_ceil(64);
        let mut masks = vec![0_u64; letters.len() * blocks];
        for (at, c) in pattern.enumerate() {
            let row = letters.binary_search(&c).ok()?;
            *masks.get_mut(row * blocks + at / 64)? |= 1 << (at % 64);
        }
        let mut ascii = [NONE; 128];
        for (row, c) in letters.iter().enumerate() {
            if let Some(slot) = ascii.get_mut(*c as usize) {
                *slot = u16::try_from(row).unwrap_or(NONE);
            }
        }
        Some(Self { len, blocks, letters, masks, ascii })
    }

    fn masks_of(&self, c: char) -> Option<&[u64]> {
        let row = match self.ascii.get(c as usize) {
            Some(&NONE) => return None,
            Some(row) => usize::from(*row),
            None => self.letters.binary_search(&c).ok()?,
        };
        self.masks.get(row * self.blocks..(row + 1) * self.blocks)
    }

    /// Calls `each` after every character of `text` with the fewest differences of the pattern to a text that ends here.
    fn scan(&self, text: impl Iterator<Item = char>, edge: Edge, mut each: impl FnMut(usize)) {
        let mut columns = vec![Column { up: u64::MAX, down: 0 }; self.blocks];
        let last = 1_u64 << ((self.len - 1) % 64);
        let mut errors = self.len;
        for c in text {
            let masks = self.masks_of(c);
            let mut carry = Carry { up: edge == Edge::Fixed, down: false };
            for (block, column) in columns.iter_mut().enumerate() {
                let equal = masks.and_then(|masks| masks.get(block)).copied().unwrap_or(0);
                let top = if block + 1 == self.blocks { last } else { 1 << 63 };
                carry = column.advance(equal, carry, top);
            }
            errors = errors + usize::from(carry.up) - usize::from(carry.down);
            each(errors);
        }
    }
}

/// The differences between neighbouring rows of one column, 64 rows.
#[derive(Clone, Copy)]
struct Column {
    up: u64,
    down: u64,
}

/// The difference between two columns at a block's border: +1, -1 or none.
#[derive(Clone, Copy)]
struct Carry {
    up: bool,
    down: bool,
}

impl Column {
    fn advance(&mut self, equal: u64, carry: Carry, top: u64) -> Carry {
        let Self { up, down } = *self;
        let vertical = equal | down;
        let equal = equal | u64::from(carry.down);
        let horizontal = ((equal & up).wrapping_add(up) ^ up) | equal;
        let rise = down | !(horizontal | up);
        let fall = up & horizontal;
        let out = Carry { up: rise & top != 0, down: fall & top != 0 };
        let rise = (rise << 1) | u64::from(carry.up);
        let fall = (fall << 1) | u64::from(carry.down);
        self.up = fall | !(vertical | rise);
        self.down = rise & vertical;
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    /// The textbook table, one cell at a time.
    fn slow(pattern: &[char], text: &[char], free: bool) -> Vec<usize> {
        let mut row: Vec<usize> = (0..=pattern.len()).collect();
        let mut ends = Vec::new();
        for (column, c) in text.iter().enumerate() {
            let mut next = vec![if free { 0 } else { column + 1 }];
            for (at, p) in pattern.iter().enumerate() {
                next.push((row[at] + usize::from(p != c)).min(row[at + 1] + 1).min(next[at] + 1));
            }
            row = next;
            ends.push(row[pattern.len()]);
        }
        ends
    }

    proptest! {
        #[test]
        fn bits_agree_with_the_table(pattern in "[abc ]{1,150}", text in "[abcé ]{0,200}", free: bool) {
            let (pattern, text) = (chars(&pattern), chars(&text));
            let mut ends = Vec::new();
            let edge = if free { Edge::Free } else { Edge::Fixed };
            Bits::new(pattern.iter().copied()).unwrap().scan(text.iter().copied(), edge, |errors| ends.push(errors));
            prop_assert_eq!(ends, slow(&pattern, &text, free));
        }

        #[test]
        fn what_is_found_has_the_errors_it_says(pattern in "[ab]{1,80}", text in "[ab]{1,120}") {
            let (pattern, text) = (chars(&pattern), chars(&text));
            let found = find(&pattern, &text, 0).unwrap();
            prop_assert_eq!(distance(&pattern, &text[found.start..found.end]), found.errors);
            prop_assert_eq!(Some(found.errors), slow(&pattern, &text, true).into_iter().min());
        }
    }

    #[test]
    fn finds_the_nearest_of_the_likest() {
        let check = |pattern, text, hint, expected: (usize, usize, usize)| {
            let found = find(&chars(pattern), &chars(text), hint).unwrap();
            assert_eq!((found.start, found.end, found.errors), expected, "{pattern} in {text}");
        };
        check("blind", "three blind mice", 0, (6, 11, 0));
        check("bliind", "three blind mice", 0, (6, 11, 1));
        check("blnd", "three blind mice", 0, (6, 11, 1));
        check("a cat", "a cat, a cat, a cat", 14, (7, 12, 0));
    }

    #[test]
    fn folding_keeps_the_way_back() {
        let folded = Folded::new("  “Cafe\u{301}”\n\n n\u{ad}o ", 10);
        assert_eq!(folded.chars().iter().collect::<String>(), "\"cafe\" no");
        assert_eq!(folded.byte(0), 12);
        assert_eq!(folded.end_byte(7), folded.end_byte(6));
        assert_eq!(folded.byte(99), 10 + "  “Cafe\u{301}”\n\n n\u{ad}o".len());
    }
}
