//! Who is named: from words to mentions, from mentions to actors.

mod find;

pub use find::find;
