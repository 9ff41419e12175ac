//! What two copies of one text have in common: the runs of four words in it, and a few numbers that stand for them.

use crate::store::fold::fold_char;

/// Words in a run.
const RUN: usize = 4;
/// Runs a text must have to be compared: short ones are alike by chance.
const FEWEST: usize = 60;
/// Numbers that stand for a text: the least of its runs in each of so many parts.
const PARTS: usize = 12;
/// Of two copies the shorter has so much in common with the longer (in hundredths of its runs) …
const COMMON: usize = 80;
/// … and is so long beside it: a paragraph of an agency in a long report makes no copy of it.
const LENGTH: usize = 40;

/// The runs of words of a text as numbers, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    runs: Vec<u64>,
}

impl Fingerprint {
    /// That of a text; `None` where it is too short to be told from others.
    pub fn of(text: &str) -> Option<Self> {
        let mut last = [0u64; RUN];
        let mut runs = Vec::with_capacity(text.len() / 6);
        for (at, word) in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).enumerate() {
            last.rotate_left(1);
            last[RUN - 1] = hash(word);
            if at + 1 >= RUN {
                runs.push(last.iter().fold(0, |sum, word| mixed(sum ^ word)));
            }
        }
        runs.sort_unstable();
        runs.dedup();
        (runs.len() >= FEWEST).then_some(Self { runs })
    }

    /// Numbers of which two copies nearly always have one in common, and other texts hardly ever.
    pub fn bands(&self) -> Vec<i64> {
        let mut least = [u64::MAX; PARTS];
        for run in &self.runs {
            // The part is chosen by other bits than those that are compared.
            if let Some(part) = least.get_mut((run % PARTS as u64) as usize) {
                *part = (*part).min(mixed(*run));
            }
        }
        let pairs = least.chunks_exact(2).enumerate();
        pairs
            .map(|(nth, pair)| i64::from((pair.iter().fold(nth as u64, |sum, one| mixed(sum ^ one)) >> 32) as u32))
            .collect()
    }

    /// True when one is a copy of the other, cut or slightly edited.
    pub fn is_copy_of(&self, other: &Self) -> bool {
        let (shorter, longer) = if self.runs.len() < other.runs.len() { (self, other) } else { (other, self) };
        let common = shorter.runs.iter().filter(|run| longer.runs.binary_search(run).is_ok()).count();
        common * 100 >= shorter.runs.len() * COMMON && shorter.runs.len() * 100 >= longer.runs.len() * LENGTH
    }
}

fn hash(word: &str) -> u64 {
    let letters = word.chars().flat_map(fold_char);
    letters.fold(0xCBF2_9CE4_8422_2325, |sum, letter| (sum ^ u64::from(letter)).wrapping_mul(0x0100_0000_01B3))
}

/// Spreads a number over all bits (the finaliser of splitmix64).
fn mixed(mut number: u64) -> u64 {
    number = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: std::ops::Range<usize>) -> String {
        words.map(|n| format!("word{} ", n * n % 9973)).collect()
    }

    fn print(text: &str) -> Fingerprint {
        Fingerprint::of(text).unwrap()
    }

    #[test]
    fn copies_are_known_cut_and_edited() {
        let wire = text(0..400);
        let cut = text(0..240);
        let edited = wire.replace("word4 ", "Word Four ").replace("word961 ", "");
        let led = format!("{} {wire}", text(5000..5030));
        for copy in [&wire, &cut, &edited, &led, &wire.to_uppercase()] {
            assert!(print(copy).is_copy_of(&print(&wire)) && print(&wire).is_copy_of(&print(copy)));
        }
        for other in [text(400..800), text(0..100), format!("{} {}", text(0..150), text(800..1000))] {
            assert!(!print(&other).is_copy_of(&print(&wire)));
        }
        assert_eq!(Fingerprint::of("Rain fell on the town."), None);
    }

    /// A band is a matter of chance: nearly all copies must share one, not each.
    #[test]
    fn a_word_changed_here_and_there_leaves_a_band() {
        let words: Vec<String> = (0..500).map(|n| format!("word{}", n * 7)).collect();
        let wire = print(&words.join(" "));
        let (mut number, mut found) = (1, 0);
        for _ in 0..100 {
            let mut edited = words.clone();
            for _ in 0..8 {
                number = mixed(number);
                edited[(number % 500) as usize] = "changed".into();
            }
            let bands = print(&edited.join(" ")).bands();
            found += usize::from(wire.bands().iter().any(|band| bands.contains(band)));
        }
        assert!(found >= 95, "{found} of 100");
    }
}
