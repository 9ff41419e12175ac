//! An article's place in time: the number under which it is kept.
//!
//! Newest first is the order in which a library is listed and searched. If the row number itself grows with time, both
//! the table and the full-text index give that order without sorting, whatever the size of the library. So a place is
//! the minute of publication (of arrival, where that is unknown), with sixteen places a minute; when they are taken the
//! next free ones follow. An article keeps its place when a later revision gives another date.

use crate::store::StoreError;
use crate::text::Meta;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::Connection;

const PER_MINUTE: i64 = 16;
/// Minutes from 1600 to 1970: places are positive, so that the index stores them in few bytes.
const BEFORE_1970: i64 = 135_140 * 24 * 60;

/// The last stretch of taken places that was walked, so that many articles of one minute do not walk it each.
#[derive(Debug, Default)]
pub struct Taken {
    from: i64,
    to: i64,
}

impl Taken {
    /// The first free place for an article of this time.
    pub fn place(&mut self, conn: &Connection, moment: Timestamp) -> Result<i64, StoreError> {
        let first = first_place(moment);
        let mut place = if (self.from..self.to).contains(&first) { self.to } else { first };
        if place != self.to {
            self.from = place;
        }
        let mut taken = conn.prepare_cached("SELECT n FROM article WHERE n >= ?1 ORDER BY n")?;
        let mut rows = taken.query([place])?;
        while let Some(row) = rows.next()? {
            if row.get::<_, i64>(0)? != place {
                break;
            }
            place += 1;
        }
        self.to = place + 1;
        Ok(place)
    }

    /// Forgets what was walked: the transaction that took it did not hold.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

/// The first place of a minute.
pub fn first_place(moment: Timestamp) -> i64 {
    (moment.as_second().div_euclid(60) + BEFORE_1970).max(0) * PER_MINUTE
}

/// When an article was published, or else when it came.
pub fn moment(meta: &Meta) -> Timestamp {
    let published = meta.published.as_deref().and_then(read_moment);
    published.or_else(|| read_moment(&meta.fetched)).unwrap_or_default()
}

/// The calendar day that a time of an article is written with (its own, not the reader's).
pub fn day(meta: &Meta) -> String {
    let written = meta.published.as_deref().filter(|written| read_moment(written).is_some());
    written.unwrap_or(&meta.fetched).get(..10).unwrap_or_default().to_owned()
}

fn read_moment(written: &str) -> Option<Timestamp> {
    written.parse::<Timestamp>().ok().or_else(|| {
        let day: Date = written.get(..10).unwrap_or(written).parse().ok()?;
        Some(start_of(day))
    })
}

/// The first moment of a day, at Greenwich.
pub fn start_of(day: Date) -> Timestamp {
    let end = if day.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(published: Option<&str>) -> Meta {
        Meta { published: published.map(String::from), fetched: "2026-03-05T10:00:00Z".into(), ..Meta::default() }
    }

    #[test]
    fn later_articles_have_later_places() {
        let times = [
            Some("1066-10-14"),
            Some("1945-05-08"),
            Some("1970-01-01"),
            Some("2026-03-04"),
            Some("2026-03-04T09:00:00+09:00"),
            Some("2026-03-04T09:00:00+01:00"),
            Some("no date"),
            Some("9999-12-31"),
        ];
        let places: Vec<i64> = times.iter().map(|time| first_place(moment(&dated(*time)))).collect();
        assert!(places.is_sorted(), "{places:?}");
        assert_eq!(moment(&dated(Some("no date"))), moment(&dated(None)));
        assert_eq!(day(&dated(Some("2026-03-04T23:00:00-05:00"))), "2026-03-04");
        assert_eq!(day(&dated(Some("no date"))), "2026-03-05");
    }
}
