//! dateline reads the news closely: it finds the actors, the figures and the claims of an article, and keeps the
//! reader's notes on them.
//!
//! The rooms stand on floors, and imports run down only (`tests/architecture.rs` keeps it so). From the ground up:
//! what an article is ([`text`]) and what the user can ask for ([`keys`]), what is found in an article ([`analysis`]) and
//! how the program is set up ([`config`]), and how notes get in and out ([`export`]).

pub mod analysis;
pub mod cli;
pub mod config;
pub mod export;
pub mod keys;
pub mod page;
pub mod text;
