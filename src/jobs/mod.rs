//! What happens outside: an effect in, reports out. One thread owns the library; nothing here is waited for by the screen.

mod away;
mod desk;
mod files;
mod order;
mod samples;
mod shelve;

pub use away::{browse, edit};
pub use desk::Desk;
pub use files::load;
pub use samples::add_samples;
pub use shelve::{Shelf, day};
