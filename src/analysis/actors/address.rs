//! Whether an article speaks of a man or a woman: by the form of address, or by the given name. It keeps apart two people
//! of one family name, "Mr Lind" and "Mrs Lind"; nothing else is made of it.

use memchr::memmem;

/// Two lines, `man` and `woman`, each with given names between bars.
const GIVEN: &str = include_str!("../../../assets/lexicon/given.tsv");

/// Words of address and rank, in lower case without full stops, for men and for women.
const MEN: &[&str] = &[
    "mr",
    "mister",
    "sir",
    "lord",
    "king",
    "prince",
    "duke",
    "earl",
    "count",
    "baron",
    "emperor",
    "father",
    "brother",
    "herr",
    "monsieur",
    "señor",
    "signor",
    "don",
    "pope",
    "congressman",
    "chairman",
    "councilman",
    "spokesman",
    "businessman",
    "actor",
    "sheikh",
];
const WOMEN: &[&str] = &[
    "mrs",
    "ms",
    "miss",
    "madam",
    "madame",
    "mme",
    "dame",
    "lady",
    "queen",
    "princess",
    "duchess",
    "countess",
    "baroness",
    "empress",
    "mother",
    "sister",
    "frau",
    "señora",
    "doña",
    "congresswoman",
    "chairwoman",
    "councilwoman",
    "spokeswoman",
    "businesswoman",
    "actress",
];

/// Whom an article speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Address {
    /// A man.
    Man,
    /// A woman.
    Woman,
}

impl Address {
    /// What the words of a title or role say: "Mrs", "South Korean President".
    pub fn of_role(role: &str) -> Option<Self> {
        role.split_whitespace().find_map(|word| {
            let word = word.trim_matches('.').to_lowercase();
            let among = |known: &[&str]| known.contains(&word.as_str());
            among(MEN).then_some(Self::Man).or_else(|| among(WOMEN).then_some(Self::Woman))
        })
    }

    /// What the first word of a full name says.
    pub fn of_name(written: &str) -> Option<Self> {
        let (given, _) = written.split_once(char::is_whitespace)?;
        let (men, women) = GIVEN.split_once("\nwoman\t")?;
        if lists(men, given) {
            return Some(Self::Man);
        }
        lists(women, given).then_some(Self::Woman)
    }
}

/// True when a name stands between two bars or at an end of the line.
fn lists(line: &str, name: &str) -> bool {
    let parted = |text: Option<&str>, end: fn(&str) -> bool| text.is_some_and(end);
    name.len() > 1
        && memmem::find_iter(line.as_bytes(), name.as_bytes()).any(|at| {
            parted(line.get(..at), |before| before.is_empty() || before.ends_with(['|', '\t']))
                && parted(line.get(at + name.len()..), |after| after.is_empty() || after.starts_with(['|', '\n']))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_given_names_tell_men_from_women() {
        let role = |role: &str, expected| assert_eq!(Address::of_role(role), expected, "{role}");
        role("Mr.", Some(Address::Man));
        role("Mrs", Some(Address::Woman));
        role("former Congresswoman", Some(Address::Woman));
        role("South Korean President", None);
        role("", None);
        let name = |name: &str, expected| assert_eq!(Address::of_name(name), expected, "{name}");
        name("Ana Lind", Some(Address::Woman));
        name("Peter Oduya", Some(Address::Man));
        name("Aaron Lind", Some(Address::Man));
        name("Zoe Lind", Some(Address::Woman));
        name("Kim Jong Un", None);
        name("A| Lind", None);
        name("Peter", None);
    }
}
