//! Which characters of a text may reach a terminal.

use std::borrow::Cow;

/// True for characters that a terminal may obey instead of showing, or that make text look other than it is: C0 and C1
/// controls (line feed and tab included), DEL, bidirectional marks, overrides and isolates, line and paragraph
/// separators, invisible tag characters, interlinear annotation marks, and the byte order mark.
pub fn is_control(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// One line of text that is safe to show: line feeds and tabs become spaces, other controls go. Borrowed where nothing
/// had to change.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().filter_map(|c| match c {
        '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if is_control(c) => None,
        c => Some(c),
    });
    Cow::Owned(shown.collect())
}

/// Lines of text that are safe to show and to keep: line feeds and tabs stay, and a carriage return before a line feed;
/// every other control goes. Borrowed where nothing had to change.
pub fn safe_lines(text: &str) -> Cow<'_, str> {
    let acts = |at: usize, c: char| match c {
        '\n' | '\t' => false,
        '\r' => !text.get(at + 1..).is_some_and(|rest| rest.starts_with('\n')),
        c => is_control(c),
    };
    if !text.char_indices().any(|(at, c)| acts(at, c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.char_indices().filter(|(at, c)| !acts(*at, *c)).map(|(_, c)| c).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_is_left() {
        for (given, shown) in [
            ("plain “text” 👩‍🚀", "plain “text” 👩‍🚀"),
            ("a\x1b[31mred", "a[31mred"),
            ("one\ntwo\tthree", "one two three"),
            ("\u{202e}live\u{202c}", "live"),
            ("x\u{9b}2J\u{7f}\u{e0041}", "x2J"),
        ] {
            assert_eq!(printable(given), shown);
        }
    }

    #[test]
    fn lines_stay_lines() {
        for (given, shown) in [
            ("a\tb\r\nc\n", "a\tb\r\nc\n"),
            ("a\rb\r\r\n", "ab\r\n"),
            ("\x1b]0;title\x07x\u{202e}y\u{2028}z", "]0;titlexyz"),
        ] {
            assert_eq!(safe_lines(given), shown, "{given:?}");
        }
    }
}
