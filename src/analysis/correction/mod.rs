//! The reader's corrections, laid over what was detected.

mod actors;
mod claims;
mod figures;
mod missed;
mod overlay;

pub use overlay::correct;
