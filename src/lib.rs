//! dateline reads the news closely: it finds the actors, the figures and the claims of an article, and keeps the
//! reader's notes on them.
//!
//! The rooms stand on floors, and imports run down only (`tests/architecture.rs` keeps it so). From the ground up: what an
//! article is ([`text`]) and what the user can ask for ([`keys`]); what is found in an article ([`analysis`]), how bytes
//! become articles ([`ingest`]), how the program is set up ([`config`]) and the one query language ([`query`]);
//! typesetting ([`page`]), the library ([`store`]) and how notes get in and out ([`export`]); what the program does for
//! screen and command line alike ([`service`]); the model and its one way to change ([`app`]); what is drawn of it ([`view`]), the terminal ([`terminal`]) and what happens outside ([`jobs`]); the
//! loop ([`run`]) and the command line ([`cli`]).

pub mod analysis;
pub mod app;
pub mod cli;
pub mod config;
pub mod export;
pub mod ingest;
pub mod jobs;
pub mod keys;
pub mod page;
pub mod query;
pub mod run;
pub mod service;
pub mod store;
pub mod terminal;
pub mod text;
pub mod view;
