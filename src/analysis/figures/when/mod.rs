//! Dates and times: read as they are written, resolved against the article's day.

mod calendar;
mod clock;
mod date;
mod feast;
mod led;
mod lunar;
mod moment;
mod nth;
mod numeric;
mod part;
mod period;
mod quarter;
mod range;
mod refer;
mod relative;
mod told;
mod written;
mod year;
mod zone;

pub use date::date;
pub use moment::Day;
pub use refer::note;
pub use relative::stretch;
pub use told::Told;
