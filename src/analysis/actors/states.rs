//! The table of states: their names, peoples, capitals, and the seats that stand for their governments.

use crate::analysis::actors::word::{SEED, hash, hash_byte};
use memchr::memmem;

/// A line a state: name, other names, peoples and adjectives, capitals, seats; cells parted by tabs, names in one by `|`.
const TABLE: &str = include_str!("../../../assets/lexicon/states.tsv");

/// How a name stands to a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A name of the state.
    Name,
    /// A name of its people, or its adjective.
    People,
    /// Its capital.
    Capital,
    /// A building or office that stands for its government.
    Seat,
}

/// The state that `written` names, by its usual name, and how. Exact letters count: "US" is a state, "us" is not.
pub fn state(written: &str) -> Option<(&'static str, Standing)> {
    if written.len() < 2 || !may_be_listed(written) || written.contains(['\t', '|', '\n', '#']) {
        return None;
    }
    memmem::find_iter(TABLE.as_bytes(), written.as_bytes()).find_map(|at| row(at, at + written.len()))
}

/// A bit for the hash of each cell's name: most names are no state's, and are not looked for.
#[allow(clippy::indexing_slicing, reason = "eight bits of a hash are below 256; a const has no get_mut")]
const LISTED: [u64; 256] = {
    let (mut bits, mut hash, mut rest) = ([0; 256], SEED, TABLE.as_bytes());
    while let [first, more @ ..] = rest {
        if matches!(first, b'\t' | b'|' | b'\n') {
            bits[(hash >> 24) as usize] |= 1 << (hash >> 16 & 63);
            hash = SEED;
        } else {
            hash = hash_byte(hash, *first);
        }
        rest = more;
    }
    bits
};

fn may_be_listed(written: &str) -> bool {
    let hash = hash(written);
    LISTED.get((hash >> 24) as usize).is_some_and(|bits| bits & 1 << (hash >> 16 & 63) != 0)
}

/// Reads the row of the cell `start..end`, if that is a whole cell of the table.
fn row(start: usize, end: usize) -> Option<(&'static str, Standing)> {
    let before = TABLE.get(..start)?;
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let begins = start == line || before.ends_with(['\t', '|']);
    let after = TABLE.get(end..)?;
    if !begins || !after.starts_with(['\t', '|', '\n']) || TABLE.get(line..)?.starts_with('#') {
        return None;
    }
    let standing = match before.get(line..)?.matches('\t').count() {
        0 | 1 => Standing::Name,
        2 => Standing::People,
        3 => Standing::Capital,
        _ => Standing::Seat,
    };
    TABLE.get(line..)?.split('\t').next().map(|name| (name, standing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_peoples_capitals_and_seats_are_told_apart() {
        let check = |written: &str, expected| assert_eq!(state(written), expected, "{written}");
        check("Poland", Some(("Poland", Standing::Name)));
        check("Polish", Some(("Poland", Standing::People)));
        check("Pole", Some(("Poland", Standing::People)));
        check("US", Some(("United States", Standing::Name)));
        check("U.S.", Some(("United States", Standing::Name)));
        check("Moscow", Some(("Russia", Standing::Capital)));
        check("Kremlin", Some(("Russia", Standing::Seat)));
        check("South Korean", Some(("South Korea", Standing::People)));
        check("Niger", Some(("Niger", Standing::Name)));
        check("us", None);
        check("Korea", None);
        check("name", None);
        check("|", None);
        check("", None);
    }

    #[test]
    fn every_row_has_five_cells_and_no_name_is_given_twice() {
        let mut seen = std::collections::HashSet::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(line.split('\t').count(), 5, "{line}");
            for name in line.split('\t').take(3).flat_map(|cell| cell.split('|')).filter(|name| !name.is_empty()) {
                assert!(seen.insert(name), "{name} stands twice");
            }
        }
        assert!(seen.len() > 600);
    }
}
