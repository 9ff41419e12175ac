//! Where sentences end.
//!
//! A full stop ends a sentence unless what stands before it (an abbreviation, an initial) or after it (a small letter, a
//! digit) says otherwise. Abbreviations are data: `assets/lexicon/abbreviations.tsv`.

mod abbreviation;
mod list;
mod split;

pub use split::split;
