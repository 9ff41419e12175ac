//! What leaves the program: the JSON that other programs read. Offsets become Unicode code points here and nowhere else.

mod marks;

pub use marks::{Marked, blocks_json, marks_json, write_json};
