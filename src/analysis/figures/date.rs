//! Dates, times and lengths of time that the calendar resolves.

use crate::analysis::figures::quantity::Found;
use crate::analysis::figures::reader::Reader;

/// The date or time that begins at a token.
pub fn date(_r: &Reader<'_>, _at: usize, _free: usize) -> Option<Found> {
    None
}
