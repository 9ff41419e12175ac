//! Fetching from the web, with manners: bounded in time and bytes, never led from the world into one's own network, never
//! telling one host's password to another, never more than two at a time at one host.

mod reach;
mod address;
mod slots;
mod retry;
mod error;
mod request;
mod guard;
mod trouble;
mod hop;
mod fetcher;

pub use error::FetchError;
pub use fetcher::Fetcher;
pub use request::{Answer, FetchLimits, Page, Request, Validators};
pub use retry::backoff;
pub use slots::Cancel;
