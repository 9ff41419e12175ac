//! Who says so: attributed statements with speaker, cue and stance.

mod ahead;
mod apposition;
mod asked;
mod attribution;
mod bare;
mod content;
mod denial;
mod described;
mod draft;
mod extent;
mod find;
mod label;
mod lexicon;
mod passive;
mod phrase;
mod quotation;
mod relative;
mod resolve;
mod rules;
mod score;
mod sentence;
mod split;
mod stance;
mod subject;
mod subjects;
mod time;
mod token;
mod verb;

pub use find::find;
pub use resolve::is_pronoun;
