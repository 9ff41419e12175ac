//! What happens outside: an effect in, reports out. One thread owns the library; nothing here is waited for by the screen.

mod away;
mod background;
mod bulk;
mod corrected;
mod casework;
mod desk;
mod fetch;
mod files;
mod following;
mod lists;
mod logbook;
mod notebook;
mod marking;
mod look;
mod newsroom;
mod order;
mod refresh;
mod samples;
mod shelve;
mod watch;

pub use away::{browse, edit};
pub use corrected::{read_corrected, read_with};
pub use casework::adrift;
pub use desk::Desk;
pub use fetch::{Answer, Cancel, FetchError, FetchLimits, Fetcher, Page, Request, Validators, backoff};
pub use files::{ENDINGS, files_in, load};
pub use following::{Taken, keep_refreshed};
pub use logbook::open_log;
pub use notebook::retag;
pub use marking::{Marker, mark_waiting};
pub use look::{LookError, look, typed_address, with_login};
pub use refresh::{Due, Refreshed, refresh, refresh_all};
pub use samples::add_samples;
pub use shelve::{Shelf, day};
