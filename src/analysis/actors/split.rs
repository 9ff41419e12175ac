//! Splitting a text into words.

use crate::text::Span;

/// Abbreviations that keep their full stop, in lower case and sorted.
const ABBREVIATIONS: &[&str] = &[
    "adm", "apr", "asst", "atty", "aug", "ave", "bros", "brig", "capt", "cmdr", "co", "col", "corp", "cpl", "dec",
    "dept", "det", "dr", "feb", "fr", "ft", "gen", "gov", "hon", "inc", "insp", "jan", "jr", "lt", "ltd", "maj",
    "messrs", "mr", "mrs", "ms", "mt", "nov", "oct", "plc", "pres", "prof", "rep", "reps", "rev", "sen", "sens",
    "sept", "sgt", "sr", "st", "supt", "vs",
];

/// What may stand before a hyphen and a name without being part of the name.
const PREFIXES: &[&str] =
    &["all", "anti", "co", "ex", "former", "intra", "mid", "non", "post", "pre", "pro", "then", "vice"];

/// What may stand after a name and a hyphen without being part of the name, besides words in -ed and -ing.
const SUFFIXES: &[&str] = &[
    "area",
    "bloc",
    "born",
    "bound",
    "built",
    "born",
    "era",
    "free",
    "friendly",
    "held",
    "led",
    "like",
    "made",
    "member",
    "only",
    "region",
    "run",
    "series",
    "side",
    "sponsored",
    "style",
    "type",
    "wide",
    "wing",
];

/// The places of the words of `text` inside `span`, in order.
pub fn split(text: &str, span: Span, out: &mut Vec<Span>) {
    let mut at = span.start;
    while at < span.end {
        let rest = text.get(at..span.end).unwrap_or_default();
        let Some(first) = rest.chars().next() else { return };
        let length = match first {
            _ if first.is_whitespace() => {
                at += first.len_utf8();
                continue;
            }
            _ if is_letter(first) => word_length(rest),
            '\'' | '’' if is_possessive(rest) => first.len_utf8() + 1,
            _ => first.len_utf8(),
        };
        let word = Span::new(at, at + length);
        at += length;
        split_hyphens(text, word, out);
    }
}

/// Letters, digits, and marks that sit on letters.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

/// True at `'s` with nothing of the word behind it.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    chars.next().is_some_and(|c| c == 's' || c == 'S') && !chars.next().is_some_and(is_letter)
}

/// The length in bytes of the word that `rest` begins with.
fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices();
    let mut before = ('\0', '\0');
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        let next = || chars.clone().next().map_or(' ', |(_, next)| next);
        let inside = match c {
            _ if is_letter(c) => true,
            '.' => keeps_stop(rest, at, before, next()),
            ',' => before.1.is_ascii_digit() && next().is_ascii_digit(),
            '\'' | '’' => next().is_alphabetic() && !is_possessive(rest.get(at..).unwrap_or_default()),
            '-' => is_letter(next()),
            '&' => before.1.is_uppercase() && next().is_uppercase(),
            _ => false,
        };
        if !inside {
            break;
        }
        before = (before.1, c);
        end = at + c.len_utf8();
    }
    end
}

/// True when the full stop at byte `at` belongs to the word: U.S., J., Ph.D., 3.5, Corp.
fn keeps_stop(rest: &str, at: usize, before: (char, char), next: char) -> bool {
    let single = before.1.is_alphabetic() && !is_letter(before.0);
    if single || (before.1.is_ascii_digit() && next.is_ascii_digit()) {
        return true;
    }
    if is_letter(next) {
        return before.1.is_alphabetic() && next.is_alphabetic();
    }
    let word = rest.get(..at).unwrap_or_default();
    word.len() <= 6 && ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Parts "pro-Russian", "Moscow-based" and "U.S.-China" at the hyphen; keeps "Jean-Pierre" and "al-Qaeda" whole.
fn split_hyphens(text: &str, word: Span, out: &mut Vec<Span>) {
    let written = word.of(text);
    let cut = written.find('-').zip(written.rfind('-')).and_then(|(first, last)| {
        let (prefix, name) = (written.get(..first)?, written.get(first + 1..)?);
        if PREFIXES.iter().any(|known| known.eq_ignore_ascii_case(prefix)) && name.starts_with(char::is_uppercase) {
            return Some(first);
        }
        let (name, suffix) = (written.get(..last)?, written.get(last + 1..)?);
        let small = suffix.starts_with(char::is_lowercase);
        let known =
            SUFFIXES.contains(&suffix) || suffix.len() > 4 && (suffix.ends_with("ed") || suffix.ends_with("ing"));
        (name.contains(char::is_uppercase) && small && known || name.ends_with('.')).then_some(last)
    });
    match cut {
        Some(cut) => {
            let at = word.start + cut;
            split_hyphens(text, Span::new(word.start, at), out);
            out.push(Span::new(at, at + 1));
            split_hyphens(text, Span::new(at + 1, word.end), out);
        }
        None => out.push(word),
    }
}
