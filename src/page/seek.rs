//! Finding words in a body as a reader types them: case counts only where a capital was typed.

use crate::text::Span;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needle {
    letters: Vec<char>,
    exact: bool,
}

impl Needle {
    /// A needle; an empty one finds nothing.
    pub fn new(typed: &str) -> Self {
        let exact = typed.contains(char::is_uppercase);
        let letters =
            if exact { typed.chars().collect() } else { typed.chars().flat_map(char::to_lowercase).collect() };
        Self { letters, exact }
    }

    fn folded(&self, c: char) -> char {
        match c {
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            '\u{a0}' => ' ',
            c if self.exact => c,
            c => c.to_lowercase().next().unwrap_or(c),
        }
    }

    /// Length in bytes of a hit at the beginning of `rest`.
    fn hit(&self, rest: &str) -> Option<usize> {
        let mut chars = rest.char_indices();
        for wanted in &self.letters {
            let (_, c) = chars.next()?;
            if self.folded(c) != self.folded(*wanted) {
                return None;
            }
        }
        Some(chars.next().map_or(rest.len(), |(at, _)| at))
    }
}

/// Every hit in `text`, in order, none overlapping.
pub fn find_all(text: &str, needle: &Needle) -> Vec<Span> {
    let Some(first) = needle.letters.first().map(|c| needle.folded(*c)) else { return Vec::new() };
    let mut found: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices() {
        if needle.folded(c) != first || found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        if let Some(length) = text.get(at..).and_then(|rest| needle.hit(rest)) {
            found.push(Span::new(at, at + length));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_counts_only_where_typed() {
        for (text, typed, want) in [
            ("Kyiv said KYIV", "kyiv", vec!["Kyiv", "KYIV"]),
            ("Kyiv said KYIV", "Kyiv", vec!["Kyiv"]),
            ("it’s so", "it's", vec!["it’s"]),
            ("aaa", "aa", vec!["aa"]),
            ("ÜBER über", "über", vec!["ÜBER", "über"]),
            ("anything", "", vec![]),
        ] {
            let got: Vec<&str> = find_all(text, &Needle::new(typed)).iter().map(|span| span.of(text)).collect();
            assert_eq!(got, want, "{typed} in {text}");
        }
    }
}
