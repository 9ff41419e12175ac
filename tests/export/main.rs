//! Every way out and every way in, by the files themselves.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod lossless;
mod markdown;
mod sample;
mod table;
