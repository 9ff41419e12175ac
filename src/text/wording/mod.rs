//! Whether a passage whose words have changed still says the same.
//!
//! Case, punctuation, spacing, spelling variants and typographic marks are no change. Any other difference is one; where a
//! number, a name, a negation or the verb differs, what was found about the passage may no longer hold.

mod compare;
mod critical;
mod lexicon;
mod names;
mod spelling;
mod token;

pub use compare::{Wording, turned, wording};
