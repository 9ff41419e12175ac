//! Parting an article whose later texts are another article's, and putting the two together again.

mod about;
mod notes;
mod parting;
mod sides;

pub(super) use about::{Kept, insert as insert_about, keep as keep_about, kept_of, place as keep_place};
pub use parting::Parted;
pub(super) use parting::{Joining, Made, Parting, join, part};
