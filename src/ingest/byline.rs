//! Who wrote a page: names out of what stands where a name should.

use crate::ingest::feed::unescape;
use crate::ingest::tidy::tidy_line;

/// Words before a name that are no part of it.
const BEFORE: &[&str] = &[
    "written by",
    "posted by",
    "published by",
    "article by",
    "story by",
    "text by",
    "words by",
    "submitted by",
    "added by",
    "by",
    "by:",
    "von",
    "von:",
    "par",
    "par:",
    "por",
    "por:",
    "di",
    "door",
    "av",
    "af",
    "autor",
    "autor:",
    "autorin:",
    "author",
    "author:",
    "authors:",
    "text:",
    "redaktion:",
    "verfasst von",
    "geschrieben von",
    "veröffentlicht von",
    "eingestellt von",
    "erstellt von",
    "ein beitrag von",
    "ein artikel von",
    "écrit par",
    "publié par",
    "escrito por",
    "publicado por",
    "scritto da",
    "da",
    "from",
    "reporter:",
    "about the author",
    "über den autor",
    "•",
    "|",
    "-",
    "–",
    "—",
    ":",
];
/// What no name holds, in lower case.
const NEVER: &[&str] = &[
    "http",
    "www.",
    "@",
    "comment",
    "kommentar",
    "cookie",
    "subscribe",
    "follow",
    "view all",
    "read more",
    "staff writer",
    "all posts",
    "all articles",
    "alle artikel",
    "artikelübersicht",
    "edited by",
    "facebook",
    "twitter",
    "minutes",
    "copyright",
    "©",
];
/// What stands where a name should and is none, in lower case.
const NOBODY: &[&str] = &["admin", "guest", "unknown", "anonymous", "null", "author", "stand"];

/// The names in a written byline; none where it holds no name.
pub fn byline(written: &str) -> Vec<String> {
    // Some templates escape what was escaped before.
    let line = tidy_line(&unescape(written));
    let mut rest = line.as_str();
    while let Some(after) = BEFORE.iter().find_map(|word| after_word(rest, word)) {
        rest = after.trim_start();
    }
    let end = [" | ", " • ", " · ", " – ", " — ", " - ", " on ", " am ", " le ", " / ", " („", " ("]
        .iter()
        .filter_map(|stop| rest.find(stop))
        .min();
    let whole = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    // A date after the name, but not a number that is part of it.
    let number = whole
        .match_indices(' ')
        .map(|(at, _)| at)
        .find(|at| whole.get(at + 1..).is_some_and(|tail| tail.starts_with(|c: char| c.is_ascii_digit())));
    let rest = number.and_then(|at| whole.get(..at)).unwrap_or(whole);
    let parts = rest
        .split([',', ';'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" und "))
        .flat_map(|part| part.split(" & "));
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        let name = part.trim().trim_matches(|c: char| matches!(c, '.' | ':' | '"' | '/' | '|' | '-')).trim();
        if is_name(name) && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// True where a name is only what a writer goes by in a system: initials, or one word as a login is written.
pub fn is_handle(name: &str) -> bool {
    let one_word = !name.contains(' ');
    let initials = name.chars().count() <= 3 && name.chars().all(|c| c.is_uppercase() || c == '.');
    one_word && (initials || name.contains(['_', '-']) || !name.contains(char::is_uppercase))
}

fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let start = text.get(..word.len()).filter(|start| start.to_lowercase() == word)?;
    let rest = text.get(start.len()..)?;
    let parted = rest.is_empty() || rest.starts_with([' ', ':', '\u{a0}']) || !word.ends_with(char::is_alphabetic);
    parted.then(|| rest.trim_start_matches(':'))
}

fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    let lower = name.to_lowercase();
    (2..=60).contains(&length)
        && name.split(' ').count() <= 6
        && name.contains(char::is_alphabetic)
        && !NEVER.iter().any(|word| lower.contains(word))
        && !NOBODY.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (written, found) in [
            ("By Ana Reyes", vec!["Ana Reyes"]),
            ("by: Ana Reyes and Tom Hale, Lowbridge", vec!["Ana Reyes", "Tom Hale", "Lowbridge"]),
            ("Von Jörg Maier | 3. März 2020", vec!["Jörg Maier"]),
            ("Posted by  Ana\n Reyes on March 4", vec!["Ana Reyes"]),
            ("Byron Vance", vec!["Byron Vance"]),
            ("https://example.org/ana", vec![]),
            ("12 comments", vec![]),
            ("Redacci&oacute;n Central", vec!["Redacción Central"]),
            ("", vec![]),
        ] {
            assert_eq!(byline(written), found, "{written}");
        }
    }

    #[test]
    fn handles() {
        for (name, handle) in [
            ("ana_reyes", true),
            ("areyes", true),
            ("AR", true),
            ("Ana", false),
            ("Ana Reyes", false),
            ("dpa international", false),
            ("Jean-Luc Roy", false),
        ] {
            assert_eq!(is_handle(name), handle, "{name}");
        }
    }
}
