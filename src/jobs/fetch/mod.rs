//! Fetching from the web, with manners: bounded in time and bytes, never led from the world into one's own network, never
//! telling one host's password to another, never more than two at a time at one host.

mod address;
mod error;
mod fetcher;
mod guard;
mod hop;
mod reach;
mod request;
mod retry;
mod slots;
mod trouble;

pub use error::FetchError;
pub use fetcher::Fetcher;
pub use request::{Answer, FetchLimits, Given, Page, Request, Validators};
pub use retry::backoff;
pub use slots::Cancel;
