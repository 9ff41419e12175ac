//! How many and when: numbers, amounts, dates.
//!
//! [`find`] cuts each sentence into tokens ([`token`]), and at each token that may open a figure asks the rules in turn:
//! dates first, then quantities. Words are data (`assets/lexicon/`), rules are functions of a [`reader`] and a place.

mod anywhere;
mod as_of;
mod counted;
mod find;
mod fraction;
mod indices;
mod joined;
mod length;
mod lexicon;
mod literal;
mod magnitude;
mod measure;
mod minor;
mod money;
mod name;
mod notation;
mod number;
mod ordinal;
mod place;
mod quantity;
mod rate;
mod ratio;
mod reader;
mod scope;
#[cfg(test)]
mod table;
mod tense;
mod token;
mod topic;
mod twin;
mod when;

pub use anywhere::in_any_language;
pub use find::find;
