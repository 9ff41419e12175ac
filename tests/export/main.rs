//! Every way out and every way in, by the files themselves.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod corpus;
mod documented;
mod exchange;
mod lossless;
mod markdown;
mod pages;
mod published;
mod sample;
mod table;
