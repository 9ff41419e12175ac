//! Two spellings of one word: British and American, with and without a hyphen or space.

use crate::text::wording::token::Token;

/// True when these words are others only in how they are spelt.
pub(super) fn alike(old: &[Token], new: &[Token]) -> bool {
    let joined = |tokens: &[Token]| tokens.iter().map(|token| token.word.as_str()).collect::<String>();
    if joined(old) == joined(new) {
        return true;
    }
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| spelt(&old.word) == spelt(&new.word))
}

/// Endings that are spelt in two ways, and how they count. The stem before them has more than two letters.
const ENDINGS: &[(&str, &str)] = &[
    ("isations", "izations"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ise", "ize"),
    ("ysing", "yzing"),
    ("ysed", "yzed"),
    ("yses", "yzes"),
    ("yse", "yze"),
    ("ouring", "oring"),
    ("oured", "ored"),
    ("ourable", "orable"),
    ("ourites", "orites"),
    ("ourite", "orite"),
    ("ours", "ors"),
    ("our", "or"),
    ("tres", "ters"),
    ("tre", "ter"),
    ("bre", "ber"),
    ("ogues", "ogs"),
    ("ogue", "og"),
    ("ences", "enses"),
    ("ence", "ense"),
];

/// Endings before which British spelling doubles an unstressed l.
const DOUBLED: &[&str] = &["led", "ling", "ler", "lers", "lor", "lors", "lation"];

fn spelt(word: &str) -> String {
    let vowels = |stem: &str| stem.chars().filter(|c| "aeiouy".contains(*c)).count();
    for (british, american) in ENDINGS {
        if let Some(stem) = word.strip_suffix(british).filter(|stem| stem.len() > 2) {
            return format!("{stem}{american}");
        }
    }
    for ending in DOUBLED {
        if let Some(stem) =
            word.strip_suffix(ending).and_then(|stem| stem.strip_suffix('l')).filter(|stem| vowels(stem) > 1)
        {
            return format!("{stem}{ending}");
        }
    }
    word.replace("aemi", "emi").replace("paed", "ped").replace("oest", "est").replace("aest", "est")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::wording::token::tokens;

    #[test]
    fn spellings_are_told_from_other_words() {
        for (old, new, want) in [
            ("organise", "organize", true),
            ("labour", "labor", true),
            ("travelled", "traveled", true),
            ("the centre", "the center", true),
            ("e-mail", "email", true),
            ("cooperate", "co-operate", true),
            ("anti-war", "antiwar", true),
            ("U.S.", "US", true),
            ("analyse", "analyze", true),
            ("defence", "defense", true),
            ("anaemia", "anemia", true),
            ("filled", "filed", false),
            ("four", "for", false),
            ("legal", "illegal", false),
            ("rise", "rose", false),
        ] {
            assert_eq!(alike(&tokens(old), &tokens(new)), want, "{old} → {new}");
        }
    }
}
