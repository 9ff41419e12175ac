//! How many and when: numbers, amounts, dates.

mod find;

pub use find::find;
