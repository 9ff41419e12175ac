//! Who says so: attributed statements with speaker, cue and stance.

mod lexicon;
mod quotation;
mod token;
mod sentence;
mod verb;
mod subject;
mod extent;
mod content;
mod draft;
mod stance;
mod attribution;
mod passive;
mod phrase;
mod rules;
mod resolve;
mod denial;
mod score;
mod find;

pub use find::find;
