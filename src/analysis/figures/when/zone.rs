//! Zones of the clock: "GMT", "Eastern time", "Moscow time".

use crate::analysis::figures::lexicon::{Sense, Zone};
use crate::analysis::figures::reader::Reader;
use jiff::civil::{Date, Weekday};

/// The zone whose name begins at a token, perhaps in brackets, and its end.
pub fn zone(r: &Reader<'_>, at: usize) -> Option<(Zone, usize)> {
    let bracket = usize::from(r.sign(at, b'('));
    let (zone, end) = r.find(at + bracket, |sense| if let Sense::Zone(zone) = sense { Some(zone) } else { None })?;
    // "at 3 eat lunch": short names that are words count in capitals
    if r.is_any(at + bracket, &["eat", "wat", "et", "mt", "pt", "ct", "ist"]) && !r.capital(at + bracket) {
        return None;
    }
    if bracket == 0 || r.sign(end, b')') { Some((zone, end + bracket)) } else { None }
}

/// Minutes east of Greenwich on a day.
pub fn minutes(zone: Zone, day: Option<Date>) -> Option<i16> {
    let summer = |from: (i8, i8), to: (i8, i8)| {
        let day = day?;
        let sunday = |(month, nth): (i8, i8)| {
            Date::new(day.year(), month, 1).ok()?.nth_weekday_of_month(nth, Weekday::Sunday).ok()
        };
        Some(if day >= sunday(from)? && day < sunday(to)? { 60 } else { 0 })
    };
    match zone {
        Zone::Fixed(minutes) => Some(minutes),
        Zone::American(minutes) => Some(minutes + summer((3, 2), (11, 1))?),
        Zone::European(minutes) => Some(minutes + summer((3, -1), (10, -1))?),
        Zone::Local => None,
    }
}
