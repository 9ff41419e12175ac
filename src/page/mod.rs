//! Typesetting: a body becomes rows of a given measure, and places in it become rows and columns and back.
//!
//! Columns are terminal cells and exist only here and above; below, places are byte spans.

mod layers;
mod motion;
mod objects;
mod rows;
mod seek;
mod wrap;

pub use layers::{Layer, Run, runs};
pub use motion::{Direction, Step, step, step_over};
pub use objects::{Object, object_at, quotations};
pub use rows::{Page, Row, RowKind, Sheet, Slip};
pub use seek::{Needle, find_all};
pub use wrap::{cells, columns, wrap, wrap_text};
