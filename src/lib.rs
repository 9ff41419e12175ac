//! dateline reads the news closely: it finds the actors, the figures and the claims of an article, and keeps the
//! reader's notes on them.
//!
//! The rooms stand on floors, and imports run down only (`tests/architecture.rs` keeps it so). From the ground up: what an
//! article is ([`text`]) and what the user can ask for ([`keys`]); what is found in an article ([`analysis`]) and how the
//! program is set up ([`config`]); typesetting ([`page`]) and how notes get in and out ([`export`]); the model ([`app`]);
//! what is drawn of it ([`view`]); and the command line ([`cli`]).

pub mod analysis;
pub mod app;
pub mod cli;
pub mod config;
pub mod export;
pub mod keys;
pub mod page;
pub mod text;
pub mod view;
