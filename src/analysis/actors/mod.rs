//! Who is named: from words to mentions, from mentions to actors.

mod address;
mod agree;
mod borders;
mod called;
mod cast;
mod cues;
mod features;
mod find;
mod firms;
mod forms;
mod kin;
mod market;
mod model;
mod named;
mod names;
mod organisations;
mod persons;
mod reading;
mod respell;
mod roles;
mod second;
mod split;
mod sport;
mod states;
mod tagger;
mod word;
mod works;

pub use address::Address;
pub use find::find;

// What the trainer shares with the reader.
#[cfg(feature = "train")]
pub use {
    features::{features, mix},
    find::find_with,
    model::{BUCKET, LABELS, Label, WAYS, may_follow, slot as weight_slot},
    names::{Listed, Names, PHRASE, WAYS as NAME_WAYS, phrase_hash, slot as name_slot},
    reading::Reading,
    second::{Votes, second_features},
    tagger::{FIRST, HEADER, SECOND, Tagger, chains},
    word::{Reader, hash},
};
