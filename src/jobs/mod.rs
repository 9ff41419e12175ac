//! What happens outside: an effect in, reports out. One thread owns the library; nothing here is waited for by the screen.

mod away;
mod desk;
mod fetch;
mod files;
mod logbook;
mod notebook;
mod order;
mod refresh;
mod samples;
mod shelve;

pub use away::{browse, edit};
pub use desk::Desk;
pub use fetch::{Answer, Cancel, FetchError, FetchLimits, Fetcher, Page, Request, Validators, backoff};
pub use files::load;
pub use logbook::open_log;
pub use notebook::retag;
pub use refresh::{Due, Refreshed, refresh, refresh_all};
pub use samples::add_samples;
pub use shelve::{Shelf, day};
