//! Dates and times: read as they are written, resolved against the article's day.

mod calendar;
mod clock;
mod date;
mod moment;
mod nth;
mod numeric;
mod period;
mod quarter;
mod range;
mod relative;
mod written;
mod year;

pub use date::date;
pub use moment::Day;
