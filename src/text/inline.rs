//! Tags and verdicts written into a note's own text: `#housing`, `!mostly-false`. A backslash before the sign makes
//! it plain text, as does code.

use crate::text::{Annotation, Span, Verdict};

/// A word with a sign in a note's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedWord<'t> {
    /// Where it is, sign and all.
    pub span: Span,
    /// `#` or `!`.
    pub sign: char,
    /// The word without its sign.
    pub word: &'t str,
}

/// The words with `#` and `!` in a note's text, in order. A sign counts at the start of a word only, and not inside
/// code; a word has at least one letter, so that `#1` is a number.
pub fn signed_words(note: &str) -> Vec<SignedWord<'_>> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    let mut start = 0;
    for line in note.split_inclusive('\n') {
        let bare = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, None) => in_line(line, start, &mut found),
        }
        start += line.len();
    }
    found
}

fn in_line<'t>(line: &'t str, start: usize, found: &mut Vec<SignedWord<'t>>) {
    let mut before = ' ';
    let mut at = 0;
    while let Some(c) = line.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = line.get(at + c.len_utf8()..).unwrap_or_default();
        let mut taken = c.len_utf8();
        if c == '`' {
            taken = code(line.get(at..).unwrap_or_default());
        } else if matches!(c, '#' | '!') && (before.is_whitespace() || before == '(') {
            let word = word(rest);
            if word.chars().any(char::is_alphabetic) {
                let span = Span::new(start + at, start + at + 1 + word.len());
                found.push(SignedWord { span, sign: c, word });
                taken += word.len();
            }
        }
        before = line.get(..at + taken).and_then(|read| read.chars().next_back()).unwrap_or(' ');
        at += taken;
    }
}

/// The bytes of a code span with its backticks; of the backticks alone where none close it on the line.
fn code(rest: &str) -> usize {
    let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
    let (open, after) = rest.split_at(ticks);
    // A longer run would close nothing, but to hold it for the end costs no more than a tag that is not read.
    after.find(open).map_or(ticks, |end| ticks + end + ticks)
}

fn word(rest: &str) -> &str {
    let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '/')).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default().trim_end_matches(['-', '_', '/'])
}

impl Annotation {
    /// Gives the note the tags and the verdict that stand in its text and did not stand in `before`, the text it had;
    /// takes the tags away that stood there and do not any more. `verdict` knows the labels.
    pub fn take_signs(&mut self, before: &str, verdict: impl Fn(&str) -> Option<Verdict>) {
        let (was, is) = (signed_words(before), signed_words(&self.note));
        let tags = |words: &[SignedWord<'_>]| -> Vec<String> {
            words.iter().filter(|word| word.sign == '#').map(|word| word.word.to_owned()).collect()
        };
        let judged = |words: &[SignedWord<'_>]| {
            words.iter().rev().filter(|word| word.sign == '!').find_map(|word| verdict(word.word))
        };
        let (gone, come) = (tags(&was), tags(&is));
        self.tags.retain(|tag| come.contains(tag) || !gone.contains(tag));
        for tag in come {
            if !self.tags.contains(&tag) {
                self.tags.push(tag);
            }
        }
        let (old, new) = (judged(&was), judged(&is));
        let label = |verdict: &Option<Verdict>| verdict.as_ref().map(|verdict| verdict.label.clone());
        if new.is_some() && label(&old) != label(&new) && label(&self.verdict) != label(&new) {
            self.judge(new);
        }
    }
}

/// A note's text with every `#old` in it made `#new`.
pub fn retagged(note: &str, old: &str, new: &str) -> String {
    let mut out = String::with_capacity(note.len());
    let mut last = 0;
    for word in signed_words(note).into_iter().filter(|word| word.sign == '#' && word.word == old) {
        out.push_str(note.get(last..word.span.start).unwrap_or_default());
        out.push('#');
        out.push_str(new);
        last = word.span.end;
    }
    out.push_str(note.get(last..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_count_where_a_word_begins() {
        for (note, want) in [
            ("#war and (#aid/food), !false.", vec!["#war", "#aid/food", "!false"]),
            ("a#b #1 # x #- !", vec![]),
            ("\\#war \\!false", vec![]),
            ("`#war` ``a ` #b`` #c", vec!["#c"]),
            ("```\n#war\n```\n#peace", vec!["#peace"]),
            ("~~~\n```\n#x\n~~~\n#y", vec!["#y"]),
            ("# Heading\n![image](x) [a](https://b.org/#c)", vec![]),
            ("#küste-1_ #日本", vec!["#küste-1", "#日本"]),
            ("` #open", vec!["#open"]),
        ] {
            let found: Vec<&str> = signed_words(note).iter().map(|word| word.span.of(note)).collect();
            assert_eq!(found, want, "{note}");
        }
    }

    #[test]
    fn a_note_follows_its_text() {
        let scale = |word: &str| {
            ["true", "false"].contains(&word).then(|| Verdict { label: word.to_owned(), ..Verdict::default() })
        };
        let mut note = Annotation { note: "#a #b !false !important".into(), ..Annotation::default() };
        note.tags = vec!["own".into()];
        note.take_signs("", scale);
        assert_eq!((note.tags.join(" "), note.verdict.clone().unwrap().label), ("own a b".into(), "false".into()));
        // A verdict given by hand stays when the text is edited elsewhere.
        note.judge(scale("true"));
        let before = std::mem::replace(&mut note.note, "#b !false and more".into());
        note.take_signs(&before, scale);
        assert_eq!((note.tags.join(" "), note.verdict.clone().unwrap().label), ("own b".into(), "true".into()));
        let before = std::mem::replace(&mut note.note, "!true".into());
        note.take_signs(&before, scale);
        assert_eq!((note.tags.join(" "), note.earlier.len()), ("own".into(), 1));
    }

    #[test]
    fn a_tag_is_renamed_in_the_text_too() {
        assert_eq!(
            retagged("#war, \\#war `#war` #warm #war", "war", "conflict"),
            "#conflict, \\#war `#war` #warm #conflict"
        );
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(note in "(\\PC|[#!`~\\\\ \n(]){0,80}") {
            let mut last = 0;
            for word in signed_words(&note) {
                prop_assert!(word.span.start >= last);
                prop_assert_eq!(word.span.of(&note), format!("{}{}", word.sign, word.word));
                last = word.span.end;
            }
        }
    }
}
