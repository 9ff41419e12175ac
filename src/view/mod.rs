//! Draws the model. Knows no keys, changes nothing, and lets nothing reach a cell but printable text.

mod canvas;
mod card;
mod chips;
mod claims;
mod claims_page;
mod clash;
mod copies;
mod draw;
mod export;
mod form;
mod help;
mod hints;
mod import;
mod legend;
mod library;
mod looks;
mod notes;
mod output;
mod panel;
mod picker;
mod reader;
mod repair;
mod revisions;
mod sources;
mod status;
mod versions;
mod writer;

pub use draw::draw;
