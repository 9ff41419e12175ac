//! Words that are written with a full stop which need not end a sentence.

/// How an abbreviation stands to the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// A name follows: never the end.
    Title,
    /// A number or name follows: the end only before a word that opens sentences.
    Unit,
    /// A number follows, else the end.
    Number,
    /// The end unless a number follows.
    Month,
    /// The end before a word that opens sentences.
    End,
    /// a.m., p.m.
    Hour,
    /// Not the end.
    Inside,
}

mod lists {
    use super::Abbreviation;
    include!(concat!(env!("OUT_DIR"), "/abbreviations.rs"));
}

/// The longest abbreviation of the list, in bytes.
const LONGEST: usize = 8;

/// What kind of abbreviation a word is, its last full stop left away.
pub fn kind(word: &str) -> Option<Abbreviation> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        // an initial: "Jonas E. Smith"
        if letter.is_uppercase() {
            return Some(if letter == 'I' { Abbreviation::End } else { Abbreviation::Title });
        }
    }
    let lower = word.to_lowercase();
    let found = lists::ABBREVIATIONS.binary_search_by(|(form, _)| (*form).cmp(lower.as_str()));
    let listed = found.ok().and_then(|at| lists::ABBREVIATIONS.get(at)).map(|(_, kind)| *kind);
    listed.or_else(|| if dotted(word) { Some(Abbreviation::End) } else { None })
}

/// What goes on after "6 p.m.": a day, a month, a zone.
pub fn dates(word: &str) -> bool {
    const NAMES: &[&str] = &[
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sept",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
        "Mon",
        "Tue",
        "Tues",
        "Wed",
        "Thu",
        "Thurs",
        "Fri",
        "Sat",
        "Sun",
        "Eastern",
        "Central",
        "Mountain",
        "Pacific",
        "Atlantic",
        "Greenwich",
    ];
    NAMES.contains(&word) || word.len() > 1 && word.len() < 5 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// U.S.A, E.U, p.m: single letters with stops between.
fn dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|piece| piece.chars().count() == 1 && piece.chars().all(char::is_alphabetic))
}

/// Words that open sentences but seldom follow an abbreviation inside one. Our own list.
const OPENERS: &[&str] = &[
    "A",
    "After",
    "All",
    "Also",
    "Although",
    "An",
    "And",
    "Another",
    "Are",
    "As",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "Can",
    "Did",
    "Do",
    "Does",
    "During",
    "Each",
    "Even",
    "Every",
    "Few",
    "For",
    "From",
    "Had",
    "Has",
    "Have",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "Is",
    "It",
    "Its",
    "Last",
    "Let",
    "Many",
    "May",
    "Meanwhile",
    "More",
    "Most",
    "Mr",
    "Mrs",
    "Ms",
    "My",
    "Neither",
    "No",
    "Nobody",
    "None",
    "Nor",
    "Not",
    "Nothing",
    "Now",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Others",
    "Our",
    "She",
    "Should",
    "Since",
    "So",
    "Some",
    "Still",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Thus",
    "To",
    "Today",
    "Under",
    "Unlike",
    "Until",
    "Was",
    "We",
    "Were",
    "What",
    "When",
    "Where",
    "Whether",
    "Which",
    "While",
    "Who",
    "Why",
    "Will",
    "With",
    "Would",
    "Yesterday",
    "Yet",
    "You",
    "Your",
];

/// Words that open sentences and are nobody's name.
const NAMELESS: &[&str] = &[
    "Although", "And", "As", "At", "Because", "But", "He", "However", "If", "In", "It", "Its", "She", "That", "The",
    "Their", "There", "These", "They", "This", "Those", "We", "When", "While",
];

/// True when this word begins a sentence even behind a title or an initial.
pub fn begins(word: &str) -> bool {
    NAMELESS.binary_search(&word).is_ok()
}

/// True when this word, capitalised after an abbreviation, begins a new sentence.
pub fn opens(word: &str) -> bool {
    OPENERS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openers_are_sorted_for_the_search() {
        assert!(OPENERS.is_sorted() && NAMELESS.is_sorted());
    }
}
