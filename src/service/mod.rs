//! What the program does, once for screen and command line: typed orders in, typed outcomes out. Knows no thread, no
//! screen and no arguments; `jobs` and `cli` call it.

mod copies;
mod error;
mod export;
mod gather;
mod import;
mod keep;
mod part;
mod reading;
mod save;

pub use copies::{compare, compared, copies};
pub use error::ServiceError;
pub use export::{Exported, export};
pub use import::{merge_notes, notes_format};
pub use keep::{Wanted, put};
pub use part::{Parting, part};
pub use reading::{analysed, corrected, day, keep_corrected, read_corrected, read_with};
pub use save::{Meanwhile, Saved, save};
