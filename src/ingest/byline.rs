//! Who wrote a page: names out of what stands where a name should.

use crate::ingest::cues::{DAYS, DESKS, HOUSES, MOMENTS, ROLES};
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

/// What stands after a name as part of it.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// The names in a written byline; none where it holds no name.
pub fn byline(written: &str) -> Vec<String> {
    // Some templates escape what was escaped before.
    let line = tidy_line(&unescape(written));
    let mut rest = line.as_str();
    while let Some(after) = BEFORE.iter().find_map(|word| after_word(rest, word)) {
        rest = after.trim_start();
    }
    let mut names: Vec<String> = Vec::new();
    for list in undated(until(rest)).split(';') {
        let both = list.split(" and ").flat_map(|part| part.split(" und ")).flat_map(|part| part.split(" & "));
        both.for_each(|part| take(part, &mut names));
    }
    names
}

/// The line up to what is said after the names: where they work, when they wrote.
fn until(line: &str) -> &str {
    const STOPS: &[&str] = &[" | ", " • ", " · ", " – ", " — ", " - ", " on ", " am ", " le ", " / ", " („", " ("];
    /// Only behind a person's name: houses bear them in theirs ("Centre for Walls").
    const HOUSED: &[&str] = &[" for ", " For ", " pour ", " para ", " in ", " at "];
    let person = |at: &usize| line.get(..*at).is_some_and(|name| name.contains(' '));
    let stops = STOPS.iter().filter_map(|stop| line.find(stop));
    let end = stops.chain(HOUSED.iter().filter_map(|stop| line.find(stop)).filter(person)).min();
    line.get(..end.unwrap_or(line.len())).unwrap_or_default()
}

/// The line up to a date, or a number that is no part of a name.
fn undated(line: &str) -> &str {
    let mut starts = line.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word))
    });
    let day = |start: usize, word: &str| {
        let next = line.get(start + word.len()..).unwrap_or_default().trim_start();
        let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let said = is_one_of(word, "updated|published|posted|aktualisiert|veröffentlicht");
        digit(word) || said || is_day(word) && (digit(next) || next.split(' ').next().is_some_and(is_day))
    };
    let end = starts.find(|(start, word)| day(*start, word)).map_or(line.len(), |(start, _)| start);
    line.get(..end).unwrap_or_default()
}

/// Takes the names between the commas of a part.
fn take(part: &str, names: &mut Vec<String>) {
    if let Some(name) = turned(part) {
        return push(&name, names);
    }
    for piece in part.split(',').map(bare) {
        match names.last_mut() {
            Some(last) if SUFFIXES.contains(&piece.to_lowercase().as_str()) => *last = format!("{last} {piece}."),
            // What follows a name may be what its bearer does, or for whom.
            Some(_) if is_degree(piece) || is_role(piece) => {}
            _ => push(unranked(piece), names),
        }
    }
}

/// "Smith, John": one person, the family name first.
fn turned(part: &str) -> Option<String> {
    let (family, given) = part.split_once(',').map(|(family, given)| (bare(family), bare(given)))?;
    let particle = |word: &str| word.chars().all(char::is_lowercase);
    let capital =
        |word: &str| word.starts_with(char::is_uppercase) && !word.chars().skip(1).take(2).all(char::is_uppercase);
    let initial = |word: &str| word.len() <= 4 && word.contains('.');
    let mut words = family.split(' ').skip_while(|word| particle(word));
    let one = words.next().is_some_and(|word| capital(word) && word.chars().count() > 1) && words.next().is_none();
    let few = given.split(' ').count() <= 3 && given.split(' ').all(|word| capital(word) || initial(word));
    let other = |name: &str| {
        SUFFIXES.contains(&name.to_lowercase().as_str()) || is_degree(name) || is_role(name) || is_day(name)
    };
    (one && few && !given.contains(',') && !other(given) && !other(family)).then(|| format!("{given} {family}"))
}

fn push(name: &str, names: &mut Vec<String>) {
    let name = bare(name);
    if is_name(name) && !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}

fn bare(piece: &str) -> &str {
    let end = |c: char| matches!(c, ':' | '"' | '/' | '|' | '-') || c.is_whitespace();
    let piece = piece.trim_matches(end).trim_start_matches('.');
    let last = piece.rsplit([' ', '.']).find(|word| !word.is_empty()).unwrap_or_default();
    // The stop of an initial is part of a name.
    let initial = last.chars().count() == 1 && last.starts_with(char::is_uppercase);
    if initial { piece } else { piece.trim_end_matches('.').trim_matches(end) }
}

/// A name without what its bearer does: "Levi Miller Political Editor".
fn unranked(piece: &str) -> &str {
    let words: Vec<&str> = piece.split(' ').collect();
    let Some(mut at) = words.iter().position(|word| is_one_of(word, ROLES)).filter(|at| *at > 1) else { return piece };
    while at > 2 && words.get(at - 1).is_some_and(|word| is_one_of(word, DESKS) || word.starts_with(char::is_lowercase))
    {
        at -= 1;
    }
    let length: usize = words.iter().take(at).map(|word| word.len() + 1).sum();
    piece.get(..length.saturating_sub(1)).unwrap_or(piece)
}

/// True for what a writer does, or the house that it is done for.
fn is_role(piece: &str) -> bool {
    piece.split(' ').any(|word| is_one_of(word, ROLES) || is_one_of(word, HOUSES))
}

fn is_degree(piece: &str) -> bool {
    matches!(piece.replace('.', "").to_lowercase().as_str(), "md" | "phd" | "msc" | "ma" | "ba" | "mba" | "esq" | "rn")
}

/// True for a month or a day of the week.
fn is_day(word: &str) -> bool {
    is_one_of(word.trim_matches([',', '.']), DAYS)
}

fn is_one_of(word: &str, list: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    !word.is_empty() && list.split('|').any(|one| one == word)
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
        && !(length > 3 && name.split(' ').all(|word| is_one_of(word, DAYS) || is_one_of(word, MOMENTS)))
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
            // One person, or several.
            ("Smith, John", vec!["John Smith"]),
            ("van der Berg, Jan Peter", vec!["Jan Peter van der Berg"]),
            ("Smith, J. R.; Weber, Anna", vec!["J. R. Smith", "Anna Weber"]),
            ("Weber, Anna and Tom Hale", vec!["Anna Weber", "Tom Hale"]),
            ("Ana Reyes, Tom Hale, and Jo Roy", vec!["Ana Reyes", "Tom Hale", "Jo Roy"]),
            ("John Smith, Jr. and Ana Reyes, Ph.D.", vec!["John Smith Jr.", "Ana Reyes"]),
            // What they do, for whom, when.
            ("By Levi Miller For Daily Harbour Norway", vec!["Levi Miller"]),
            ("By Levi Miller, Political Editor", vec!["Levi Miller"]),
            ("By Levi Miller Chief political correspondent, Harbour News", vec!["Levi Miller"]),
            ("LEVI MILLER, Associated Press", vec!["LEVI MILLER"]),
            ("Levi Miller Staff Reporter", vec!["Levi Miller"]),
            ("Levi Miller in Oslo", vec!["Levi Miller"]),
            ("February 25, 2021", vec![]),
            ("Published Thursday, 25 February 2021", vec![]),
            ("Updated Feb. 25", vec![]),
            ("Levi Miller February 25, 2021", vec!["Levi Miller"]),
            ("Von Levi Miller Montag, 3. Mai", vec!["Levi Miller"]),
            ("April May", vec![]),
            ("May Weber", vec!["May Weber"]),
            ("Associated Press", vec!["Associated Press"]),
            ("Jan", vec!["Jan"]),
            ("Centre for Walls", vec!["Centre for Walls"]),
            ("Levi Miller Updated: January 3", vec!["Levi Miller"]),
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
