//! What is found in a body: sentences, boilerplate, actors, figures and claims.
//!
//! [`analyse`] cannot fail, does no I/O, is deterministic, and takes time linear in the length of the text.

#[cfg(not(feature = "train"))]
mod actors;
#[cfg(feature = "train")]
pub mod actors;
mod boilerplate;
mod claims;
mod correction;
mod figures;
mod mark;
mod reading;
mod sentence;

pub use claims::is_pronoun;
pub use correction::correct;
pub use figures::find as find_figures;
pub use mark::{
    Actor, ActorKind, Analysis, Claim, Cue, DateRange, Figure, FigureKind, Grain, Mention, Qualifier, Speaker, unread,
};
pub use reading::{VERSION, analyse, analyse_in};
pub use sentence::split as split_sentences;
