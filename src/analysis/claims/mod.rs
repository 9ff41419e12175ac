//! Who says so: attributed statements with speaker, cue and stance.

mod find;

pub use find::find;
