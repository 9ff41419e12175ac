//! A place in a text: half-open byte offsets, and the one conversion to code points for the outside.

use std::ops::Range;

/// A half-open range of **byte** offsets into one immutable text; both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte; never before `start`.
    pub end: usize,
}

impl Span {
    /// The span `start..end`. An `end` before `start` gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True when no byte lies inside.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True when the byte at `offset` lies inside.
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// True when every byte of `other` lies inside.
    pub fn encloses(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True when the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that encloses both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text at this place, or `""` where the span does not fit the text (another revision's span, say).
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The bytes as a standard range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The same span without the white space at its ends.
    pub fn trim(self, text: &str) -> Span {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        Span::new(start, start + inside.trim().len())
    }
}

/// Converts byte offsets of one text to Unicode code points and back; built once per text in linear time, asked in
/// (nearly) constant time.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `k * STRIDE` (rounded down to a boundary); empty when the text is ASCII.
    marks: Vec<usize>,
}

const STRIDE: usize = 64;

impl<'t> CodePoints<'t> {
    /// Reads the text once.
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for (at, byte) in text.bytes().enumerate() {
                if at % STRIDE == 0 {
                    marks.push(count);
                }
                count += usize::from(byte & 0xC0 != 0x80);
            }
        }
        Self { text, marks }
    }

    /// Code points before the byte `offset`.
    pub fn of_byte(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let slot = offset / STRIDE;
        let Some(&before) = self.marks.get(slot).or(self.marks.last()) else { return offset };
        let slot = slot.min(self.marks.len() - 1);
        let rest = self.text.as_bytes().get(slot * STRIDE..offset).unwrap_or_default();
        before + rest.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
    }

    /// The byte at which code point number `point` begins; the text's length when there are fewer.
    pub fn to_byte(&self, point: usize) -> usize {
        if self.marks.is_empty() {
            return point.min(self.text.len());
        }
        let slot = self.marks.partition_point(|before| *before <= point).saturating_sub(1);
        let mut left = point - self.marks.get(slot).copied().unwrap_or(0);
        let from = slot * STRIDE;
        for (at, byte) in self.text.bytes().enumerate().skip(from) {
            if byte & 0xC0 != 0x80 {
                if left == 0 {
                    return at;
                }
                left -= 1;
            }
        }
        self.text.len()
    }

    /// Both ends of a span, in code points.
    pub fn of_span(&self, span: Span) -> (usize, usize) {
        (self.of_byte(span.start), self.of_byte(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_and_bytes_are_inverse(text in "\\PC{0,300}") {
            let points = CodePoints::new(&text);
            for (nth, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.of_byte(at), nth);
                prop_assert_eq!(points.to_byte(nth), at);
            }
            prop_assert_eq!(points.of_byte(text.len()), text.chars().count());
            prop_assert_eq!(points.to_byte(text.chars().count() + 3), text.len());
        }
    }

    #[test]
    fn trim_keeps_only_the_ink() {
        assert_eq!(Span::new(0, 7).trim("  ab c "), Span::new(2, 6));
        assert_eq!(Span::new(1, 3).trim("    "), Span::new(3, 3));
    }
}
