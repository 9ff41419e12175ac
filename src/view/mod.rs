//! Draws the model. Knows no keys, changes nothing, and lets nothing reach a cell but printable text.

mod canvas;
mod card;
mod chips;
mod draw;
mod export;
mod help;
mod hints;
mod library;
mod looks;
mod notes;
mod panel;
mod picker;
mod reader;
mod sources;
mod status;
mod versions;
mod writer;

pub use draw::draw;
