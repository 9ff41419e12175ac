//! Splitting a text into words.

use crate::text::Span;

/// Abbreviations that keep their full stop, in lower case and sorted.
const ABBREVIATIONS: &[&str] = &[
    "adm", "apr", "asst", "atty", "aug", "ave", "bros", "brig", "capt", "cmdr", "co", "col", "corp", "cpl", "dec",
    "dept", "det", "dr", "feb", "fr", "ft", "gen", "gov", "hon", "inc", "insp", "jan", "jr", "lt", "ltd", "maj",
    "messrs", "mr", "mrs", "ms", "mt", "nov", "oct", "plc", "pres", "prof", "rep", "reps", "rev", "sen", "sens",
    "sept", "sgt", "sr", "st", "supt", "vs",
];

/// States of America as newspapers shorten them, where the short form is no other word.
const AMERICAN: &[&str] = &[
    "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Fla", "Ga", "Kan", "Ky", "Md", "Mich", "Minn", "Mont", "Neb",
    "Nev", "Okla", "Pa", "Tenn", "Tex", "Va", "Vt", "Wis", "Wyo",
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
            '\'' | '’' => ending(rest).unwrap_or(first.len_utf8()),
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

/// The length in bytes of the ending that `rest` begins with: 's, 'd, 'm, 'll, 're, 've with nothing of the word behind it.
fn ending(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let mark = chars.next()?.len_utf8();
    let letters = chars.as_str();
    let known = ["s", "d", "m", "ll", "re", "ve"].iter().find(|known| {
        letters.get(..known.len()).is_some_and(|ending| ending.eq_ignore_ascii_case(known))
            && !letters.get(known.len()..).is_some_and(|behind| behind.starts_with(is_letter))
    });
    known.map(|known| mark + known.len())
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
            '\'' | '’' => next().is_alphabetic() && ending(rest.get(at..).unwrap_or_default()).is_none(),
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
    word.len() <= 6 && (ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(word)) || AMERICAN.contains(&word))
}

/// Parts "pro-Russian", "Moscow-based" and "U.S.-China" at the hyphen; keeps "Jean-Pierre" and "al-Qaeda" whole.
fn split_hyphens(text: &str, word: Span, out: &mut Vec<Span>) {
    let written = word.of(text);
    let mut word = word;
    if let Some((prefix, name)) = written.split_once('-')
        && name.starts_with(char::is_uppercase)
        && PREFIXES.iter().any(|known| known.eq_ignore_ascii_case(prefix))
    {
        let cut = word.start + prefix.len();
        out.extend([Span::new(word.start, cut), Span::new(cut, cut + 1)]);
        word = Span::new(cut + 1, word.end);
    }
    match word.of(text).rsplit_once('-') {
        Some((name, suffix)) if name.ends_with('.') || name.contains(char::is_uppercase) && is_suffix(suffix) => {
            let cut = word.start + name.len();
            out.extend([Span::new(word.start, cut), Span::new(cut, cut + 1), Span::new(cut + 1, word.end)]);
        }
        _ => out.push(word),
    }
}

fn is_suffix(word: &str) -> bool {
    let verb = word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"));
    word.starts_with(char::is_lowercase) && (verb || SUFFIXES.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_readers_see_them_end() {
        let check = |text: &str, expected: &str| {
            let mut places = Vec::new();
            split(text, Span::new(0, text.len()), &mut places);
            let words: Vec<&str> = places.iter().map(|place| place.of(text)).collect();
            assert_eq!(words.join("|"), expected);
        };
        check("Poland’s army, the U.S. said.", "Poland|’s|army|,|the|U.S.|said|.");
        check("J. P. O'Neil of AT&T Corp. left.", "J.|P.|O'Neil|of|AT&T|Corp.|left|.");
        check("pro-Russian, NATO-led and U.S.-backed", "pro|-|Russian|,|NATO|-|led|and|U.S.|-|backed");
        check("Jean-Pierre of al-Qaeda, Kim Jong-un", "Jean-Pierre|of|al-Qaeda|,|Kim|Jong-un");
        check("in Reno, Nev., and Troy, Mich. The ga.", "in|Reno|,|Nev.|,|and|Troy|,|Mich.|The|ga|.");
        check("$1,200.50 (3.5%)—10,000", "$|1,200.50|(|3.5|%|)|—|10,000");
        check("I'd say you’re he'll O'Dell", "I|'d|say|you|’re|he|'ll|O'Dell");
        check("workers' rights; 'tis Ph.D. work", "workers|'|rights|;|'|tis|Ph.D.|work");
        check("Erdoğan d'Ivoire Xi'an", "Erdoğan|d'Ivoire|Xi'an");
        check("東京 and e\u{301}t\u{301}e\u{301}", "東京|and|e\u{301}t\u{301}e\u{301}");
        check(" \u{a0}\t", "");
    }
}
