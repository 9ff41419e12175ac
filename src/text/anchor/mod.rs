//! Places that last: how a passage is written down, and how it is found again in another text.
//!
//! With the old text at hand the difference old → new is followed, which tells "edited" from "deleted"; without it the
//! quote and its surroundings are sought. Nothing moves silently: what is not sure says so, and why.

mod align;
mod approximate;
mod edit;
mod kept;
mod reading;
mod resolution;
mod resolver;
mod seek;
mod trace;
mod words;

pub(in crate::text) use kept::CONTEXT;
pub use kept::{Anchor, AnchorState};
pub use resolution::Resolution;
pub use resolver::{Resolver, resolve};
pub(in crate::text) use words::fold;
