//! Makes text from outside fit to keep and to show: line ends, controls, escape sequences, invisible characters.

use crate::text::is_control;
use std::borrow::Cow;

/// The text with `\n` as its only line end and without anything that a terminal obeys or that cannot be seen: escape
/// sequences go whole, with their parameters; bidirectional controls, tag characters, soft hyphens and zero-width
/// spaces go. Tabs, joiners (emoji, Indic and Persian script need them), combining marks and spaces of every width
/// stay. What stays is not moved, folded or normalised. Borrowed where nothing had to change.
pub fn tidy(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(|c| !stays(c)) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    out.push_str(text.get(..first).unwrap_or_default());
    let mut rest = text.get(first..).unwrap_or_default();
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        if stays(c) {
            let end = rest.find(|c| !stays(c)).unwrap_or(rest.len());
            let (kept, next) = rest.split_at(end);
            out.push_str(kept);
            rest = next;
            continue;
        }
        rest = match c {
            '\r' => {
                out.push('\n');
                after.strip_prefix('\n').unwrap_or(after)
            }
            '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => {
                out.push('\n');
                after
            }
            '\u{1b}' => after_escape(after),
            '\u{9b}' => after_parameters(after),
            '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => after_string(after),
            _ => {
                out.extend(meant(c));
                after
            }
        };
    }
    Cow::Owned(out)
}

/// One tidy line: as [`tidy`], with every run of white space made one space and none at the ends.
pub fn tidy_line(text: &str) -> String {
    let text = tidy(text);
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

fn stays(c: char) -> bool {
    matches!(c, '\n' | '\t' | ' '..='~') || c >= '\u{a0}' && !is_control(c) && !is_unseen(c)
}

/// Characters without ink or width that are not controls: alone they make a place in the text that cannot be shown.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// What a character that may not stay was meant to be. Text written in windows-1252 and labelled Latin-1 has quotes and
/// dashes at the places of control characters; those with no such second meaning go.
fn meant(c: char) -> Option<char> {
    Some(match c {
        '\u{80}' => '€',
        '\u{82}' => '‚',
        '\u{83}' => 'ƒ',
        '\u{84}' => '„',
        '\u{85}' => '…',
        '\u{86}' => '†',
        '\u{87}' => '‡',
        '\u{88}' => 'ˆ',
        '\u{89}' => '‰',
        '\u{8a}' => 'Š',
        '\u{8b}' => '‹',
        '\u{8c}' => 'Œ',
        '\u{8e}' => 'Ž',
        '\u{91}' => '‘',
        '\u{92}' => '’',
        '\u{93}' => '“',
        '\u{94}' => '”',
        '\u{95}' => '•',
        '\u{96}' => '–',
        '\u{97}' => '—',
        '\u{99}' => '™',
        '\u{9a}' => 'š',
        _ => return None,
    })
}

/// The text after the escape sequence whose `ESC` has been read (ECMA-48, 5.3 to 5.6).
fn after_escape(text: &str) -> &str {
    match text.as_bytes().first() {
        Some(b'[') => after_parameters(text.get(1..).unwrap_or_default()),
        Some(b']' | b'P' | b'X' | b'^' | b'_') => {
            let string = text.get(1..).unwrap_or_default();
            // Wrapped for a terminal multiplexer: what is inside are sequences of their own.
            string.strip_prefix("tmux;").unwrap_or_else(|| after_string(string))
        }
        _ => {
            let inner = text.trim_start_matches(|c| matches!(c, ' '..='/'));
            inner.strip_prefix(|c| matches!(c, '0'..='~')).unwrap_or(inner)
        }
    }
}

/// The text after a control sequence whose introducer has been read: parameters, intermediates, one final byte.
fn after_parameters(text: &str) -> &str {
    let inner = text.trim_start_matches(|c| matches!(c, '0'..='?')).trim_start_matches(|c| matches!(c, ' '..='/'));
    inner.strip_prefix(|c| matches!(c, '@'..='~')).unwrap_or(inner)
}

/// The text after a control string whose introducer has been read. One that is not closed on its line, or that another
/// escape interrupts, is not believed: a terminal would swallow the rest of the article with it.
fn after_string(text: &str) -> &str {
    let ends = |c| matches!(c, '\u{7}' | '\u{1b}' | '\u{9c}' | '\n' | '\r' | '\u{18}' | '\u{1a}');
    let Some(rest) = text.find(ends).and_then(|end| text.get(end..)) else { return text };
    let closed = rest.strip_prefix(['\u{7}', '\u{9c}']).or_else(|| rest.strip_prefix("\u{1b}\\"));
    closed.unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_goes_and_what_stays() {
        for (given, kept) in [
            ("one\r\ntwo\rthree\u{2028}four\u{c}five", "one\ntwo\nthree\nfour\nfive"),
            ("\u{feff}BOM", "BOM"),
            ("a\x1b[31;1mred\x1b[0m.", "ared."),
            ("a\x1b[?1049l\x1b[38:2::1:2:3mb", "ab"),
            ("a\x1b]52;c;ZXZpbA==\x07b", "ab"),
            ("a\x1b]8;;http://evil.example\x1b\\good\x1b]8;;\x1b\\b", "agoodb"),
            ("a\x1bP$qm\x1b\\b\x1b_Gf=1;AAAA\x1b\\c\x1b^pm\x1b\\d\x1bXsos\x1b\\e", "abcde"),
            ("a\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\b", "ab"),
            ("a\x1bcb\x1b(Bc\x1b7d", "abcd"),
            ("a\u{9b}2Jb\u{9d}0;t\u{9c}c", "abc"),
            ("unclosed \x1b]0;title\nnext line", "unclosed 0;title\nnext line"),
            ("ends in \x1b", "ends in "),
            ("ends in \x1b[12", "ends in "),
            ("nul\0 bell\x07 back\x08 del\x7f.", "nul bell back del."),
            ("\u{202e}evil\u{202c} \u{2066}x\u{2069}\u{200e}", "evil x"),
            ("tag\u{e0041}\u{e007f}s soft\u{ad}hyphen zero\u{200b}width", "tags softhyphen zerowidth"),
            ("don\u{92}t \u{93}so\u{94} \u{96} \u{85}", "don’t “so” – …"),
            ("tab\tstays, nbsp\u{a0}stays", "tab\tstays, nbsp\u{a0}stays"),
            (
                "👩\u{200d}🚀 e\u{301} नमस्\u{200d}ते می\u{200c}خواهم שלום",
                "👩\u{200d}🚀 e\u{301} नमस्\u{200d}ते می\u{200c}خواهم שלום",
            ),
        ] {
            assert_eq!(tidy(given), kept, "{given:?}");
        }
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(tidy_line(" \u{a0}A \t\x1b[1mhead\x1b[0m\r\n line\u{3000}"), "A head line");
        assert_eq!(tidy_line("\u{200b}\n"), "");
    }

    #[test]
    fn clean_text_is_not_copied() {
        assert!(matches!(tidy("clean “text”\n\twith lines\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_flood_of_unclosed_strings_is_read_once() {
        let flood = "\x1b]".repeat(500_000) + "end";
        assert!(tidy(&flood).ends_with("end"));
        let doubled = "\x1b]\x1b".repeat(300_000) + "end";
        assert!(tidy(&doubled).ends_with("nd"));
    }

    proptest! {
        #[test]
        fn nothing_that_acts_is_left(text in "(\\PC|[\\x00-\\x1f\\x7f-\\x9f]|\\x1b[\\[\\]PX^_]|[\u{200b}-\u{206f}]|[\u{e0001}\u{e0041}]){0,80}") {
            let tidied = tidy(&text);
            prop_assert!(!tidied.contains(|c| c != '\n' && c != '\t' && is_control(c)));
            prop_assert_eq!(tidy(&tidied), tidied.as_ref());
            prop_assert!(!tidy_line(&text).contains(is_control));
        }
    }
}
