//! The terminal: taken and given back in every way a program can end, and what comes from it as messages.

mod bytes;
mod gate;
mod incoming;
mod output;
mod screen;
mod sequence;
mod signals;

pub use gate::Wake;
pub use incoming::Input;
pub use screen::{Screen, is_dark};
