//! dateline reads the news closely: it finds the actors, the figures and the claims of an article, and keeps the
//! reader's notes on them.
//!
//! The rooms stand on floors, and imports run down only (`tests/architecture.rs` keeps it so). From the ground up:
//! what an article is ([`text`]), what is found in it ([`analysis`]), and how it gets in and out ([`ingest`], [`export`]).

pub mod analysis;
pub mod cli;
pub mod export;
pub mod ingest;
pub mod text;
