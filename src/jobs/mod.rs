//! What happens outside: the network, the disk and the clock, away from the thread that draws.

mod fetch;

pub use fetch::{Answer, Cancel, FetchError, FetchLimits, Fetcher, Page, Request, Validators, backoff};
