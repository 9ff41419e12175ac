//! Dates and times: read as they are written, resolved against the article's day.

mod calendar;
mod clock;
mod date;
mod period;
mod relative;
mod written;

pub use date::date;
