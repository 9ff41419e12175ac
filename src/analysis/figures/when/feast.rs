//! Days with a name, in whatever calendar they are kept.

use crate::analysis::figures::lexicon::{Feast, Tense};
use crate::analysis::figures::when::calendar::{add_days, days, nearest};
use crate::analysis::figures::when::lunar::{self, FIRST, MONTH, among_stars, moment, new_moon, phase, sun, sun_at};
use crate::analysis::{DateRange, Grain};
use jiff::civil::{Date, Weekday};

/// First and last day of a feast.
type Kept = (Date, Date);

/// Hours east of Greenwich of the places by whose sky a calendar is kept.
const INDIA: f64 = 5.5;
const CHINA: f64 = 8.0;
const MECCA: f64 = 3.0;

/// The days of a feast that begins in a year.
pub fn feast(kind: Feast, year: i16) -> Option<DateRange> {
    kept(kind, year).map(|(first, last)| days(first, last, Grain::Day))
}

/// A feast without year: as a date without year.
///
/// `way` says that the text asks for the last (-1) or the next (1).
pub fn feast_near(kind: Feast, today: Date, tense: Option<Tense>, way: Option<i64>) -> Option<DateRange> {
    // some come every fourth year
    let far = if matches!(kind, Feast::Listed(_)) { 4 } else { 1 };
    let years = (-far..=far).filter_map(|shift| kept(kind, today.year().checked_add(shift)?));
    let fits = |first: Date| way.is_none_or(|way| if way < 0 { first < today } else { first > today });
    let near: Vec<Kept> = years.filter(|(first, _)| fits(*first)).collect();
    if let Some((first, last)) = near.iter().find(|(first, last)| *first <= today && today <= *last) {
        return Some(days(*first, *last, Grain::Day));
    }
    let first = nearest(near.iter().map(|(first, _)| *first), today, tense)?;
    let (first, last) = near.iter().find(|(start, _)| *start == first)?;
    Some(days(*first, *last, Grain::Day))
}

fn kept(kind: Feast, year: i16) -> Option<Kept> {
    let long = |first: Date, length: i16| Some((first, add_days(first, i64::from(length) - 1)?));
    match kind {
        Feast::Fixed(month, day, moved) => long(shifted(Date::new(year, month, day).ok()?, moved)?, 1),
        Feast::Wandering(base, month, day) => {
            let from = Date::new(base, month, day).ok()?;
            long(add_days(from, 365 * i64::from(year.checked_sub(base)?))?, 1)
        }
        Feast::Nth(month, nth, weekday, shift) => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            let day = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?;
            long(add_days(day, i64::from(shift))?, 1)
        }
        Feast::Easter(days, length) => long(add_days(easter(year)?, i64::from(days))?, length),
        Feast::Orthodox(days) => long(add_days(orthodox_easter(year)?, i64::from(days))?, 1),
        Feast::Hebrew { days, length, moved } => {
            // what lies in winter or spring may belong to the new year of the autumn before
            let found = [year, year.checked_sub(1)?].into_iter().filter_map(|autumn| hebrew(autumn, days, moved));
            let first = found.into_iter().find(|date| date.year() == year)?;
            // the day begins on the evening before
            Some((first.yesterday().ok()?, add_days(first, i64::from(length) - 1)?))
        }
        Feast::Islamic { month, day, length } => long(islamic(year, month, day)?, length),
        Feast::Hindu { month, day, hour, shift, length } => {
            let first = hindu(year, month, f64::from(day), f64::from(hour))?;
            long(add_days(first, i64::from(shift))?, length)
        }
        Feast::Chinese { month, day } => long(chinese(year, month, day)?, 1),
        Feast::Sun { longitude, shift } => long(add_days(ingress(year, f64::from(longitude))?, i64::from(shift))?, 1),
        Feast::Listed(dates) => {
            let (_, month, day) = dates.iter().find(|(found, _, _)| *found == year)?;
            long(Date::new(year, *month, *day).ok()?, 1)
        }
        Feast::Moon => None,
    }
}

/// Easter Sunday of the western churches, after Oudin (1940).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (g, c) = (y % 19, y / 100);
    let h = (c - c / 4 - (8 * c + 13) / 25 + 19 * g + 15) % 30;
    let i = h - h / 28 * (1 - 29 / (h + 1) * ((21 - g) / 11));
    let j = (y + y / 4 + i + 2 - c + c / 4) % 7;
    let l = i - j;
    let month = 3 + (l + 40) / 44;
    let day = l + 28 - 31 * (month / 4);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Easter Sunday of the eastern churches, after Meeus: a Julian date, thirteen days later in our calendar until 2099.
fn orthodox_easter(year: i16) -> Option<Date> {
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let day = d + e + 114;
    let julian = Date::new(year, i8::try_from(day / 31).ok()?, i8::try_from(day % 31 + 1).ok()?).ok()?;
    add_days(julian, 13).filter(|_| (1900..2100).contains(&year))
}

/// So many days from the Hebrew new year in the autumn of a year; `moved` says how far from which weekday it is shifted.
fn hebrew(autumn: i16, days: i16, moved: &[(i8, i8)]) -> Option<Date> {
    let year = i64::from(autumn) + 3761;
    let new_year = hebrew_new_year(year);
    // the two months whose length changes lie after the new year
    let length = hebrew_new_year(year + 1) - new_year;
    let change = match (days, length % 10) {
        (60.., 5) => 1,
        (120.., 3) => -1,
        _ => 0,
    };
    let first = add_days(Date::constant(1, 1, 1), new_year + change + i64::from(days) - 1)?;
    shifted(first, moved)
}

/// The day, moved as far as its weekday asks.
fn shifted(day: Date, moved: &[(i8, i8)]) -> Option<Date> {
    let weekday = day.weekday().to_monday_one_offset();
    let shift = moved.iter().find(|(from, _)| *from == weekday).map_or(0, |(_, shift)| *shift);
    add_days(day, i64::from(shift))
}

/// The first day of a Hebrew year, counted in days from the first of our year 1: the mean new moon in parts of an hour,
/// put off so that no holiday falls badly (after Reingold and Dershowitz, Calendrical Calculations).
fn hebrew_new_year(year: i64) -> i64 {
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let day = 29 * months + (12_084 + 13_753 * months).div_euclid(25_920);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let (last, this, next) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let put_off = if next - this == 356 { 2 } else { i64::from(this - last == 382) };
    this + put_off - 1_373_427
}

/// A day of the Islamic calendar as it is worked out in Mecca (Umm al-Qura): the month begins on the evening of the day
/// on which the new moon comes before sunset and the moon sets after the sun; until 1420 (April 1999) on the day after
/// the new moon in Greenwich. Where the moon must be seen it may be a day later.
fn islamic(year: i16, month: i8, day: i8) -> Option<Date> {
    // 1 Muharram 1420 followed the new moon of 16 April 1999, lunation -9 of those counted from 2000
    let start = moment(Date::new(year, 1, 1).ok()?, 0.0, MECCA);
    let first = (start - FIRST - f64::from(day)) / MONTH;
    let lunation = (0..14)
        .map(|more| first.floor() + more as f64)
        .find(|lunation| (lunation + 9.0).rem_euclid(12.0) as i8 + 1 == month)?;
    let mut moon = new_moon(FIRST + lunation * MONTH - 3.0);
    for _ in 0..2 {
        let opens = add_days(first_evening(moon)?, 1)?;
        let found = add_days(opens, i64::from(day) - 1)?;
        if found.year() >= year {
            return Some(found).filter(|found| found.year() == year);
        }
        moon = new_moon(moon + MONTH * 11.5);
    }
    None
}

/// The day on whose evening an Islamic month begins.
fn first_evening(moon: lunar::Moment) -> Option<Date> {
    const MECCA: lunar::Place = lunar::Place { north: 21.42, east: 39.83 };
    let (dark, _) = lunar::day(moon, 0.0)?;
    if moon < moment(Date::constant(1999, 4, 1), 0.0, 0.0) {
        return Some(dark);
    }
    let begins = |date: &Date| {
        let evening = lunar::sunset(*date, MECCA);
        moon < evening && lunar::moon_is_up(evening, MECCA)
    };
    (0..3).filter_map(|more| add_days(dark, more)).find(begins)
}

/// The day of an Indian month (1 is Chaitra, counted from new moon to new moon) on which the moon's day `tithi` runs at
/// an hour.
fn hindu(year: i16, month: i8, tithi: f64, hour: f64) -> Option<Date> {
    let sign = f64::from(month - 2) * 30.0;
    let guess = moment(Date::new(year, 3, 14).ok()?, 0.0, INDIA) + (sign + 30.0) / 360.0 * 365.2422;
    // the months from January to March stand at the end of the year that began in the spring before
    let guess = if month > 10 { guess - 365.2422 } else { guess };
    let enters = sun_at((sign + 23.85 + 0.013_97 * guess / 365.25).rem_euclid(360.0), guess);
    let mut opens = new_moon(enters);
    let second = new_moon(opens + 1.0);
    // of two new moons under one sign the month belongs to the second
    if (among_stars(sun(second), second) - sign).rem_euclid(360.0) < 30.0 {
        opens = second;
    }
    let about = opens + (tithi - 1.0) * MONTH / 30.0;
    let (base, _) = lunar::day(about, INDIA)?;
    let at_hour = |shift: i64| {
        let date = add_days(base, shift)?;
        let runs = (phase(moment(date, hour, INDIA)) / 12.0).floor() + 1.0;
        Some((date, runs))
    };
    let tried: Vec<(Date, f64)> = (-2..=2).filter_map(at_hour).collect();
    let exact = tried.iter().find(|(_, runs)| *runs == tithi);
    // a moon's day between two such hours: the day it begins on
    exact.or_else(|| tried.iter().rev().find(|(_, runs)| (tithi - runs).rem_euclid(30.0) == 1.0)).map(|(date, _)| *date)
}

/// A day of the Chinese calendar.
fn chinese(year: i16, month: i8, day: i8) -> Option<Date> {
    let solstice = sun_at(270.0, moment(Date::new(year.checked_sub(1)?, 12, 21).ok()?, 12.0, CHINA));
    let (dark, _) = lunar::day(solstice, CHINA)?;
    // the eleventh month holds the solstice; the year begins with the second new moon after its own
    let eve = moment(dark, 24.0, CHINA);
    let mut first = new_moon(new_moon(eve) + 1.0);
    if lunar::day(first, CHINA)?.0 < Date::new(year, 1, 21).ok()? {
        first = new_moon(first + 1.0);
    }
    // a later month is known by where the sun stands in it: 330 degrees and 30 more each month
    if month > 1 {
        let longitude = (330.0 + 30.0 * f64::from(month - 1)).rem_euclid(360.0);
        let stands = sun_at(longitude, first + 15.0 + f64::from(month - 1) * 30.4);
        let night = moment(lunar::day(stands, CHINA)?.0, 24.0, CHINA);
        first = new_moon(night - MONTH - 1.0);
        let next = new_moon(first + 1.0);
        first = if next < night { next } else { first };
    }
    add_days(lunar::day(first, CHINA)?.0, i64::from(day) - 1)
}

/// The day on which the sun enters a sign of the stars; after sunset it is the next.
fn ingress(year: i16, longitude: f64) -> Option<Date> {
    let spring = moment(Date::new(year, 4, 14).ok()?, 0.0, INDIA);
    let guess = spring + if longitude > 180.0 { longitude - 360.0 } else { longitude } / 360.0 * 365.2422;
    let at = sun_at((longitude + 23.85 + 0.013_97 * guess / 365.25).rem_euclid(360.0), guess);
    let (date, hour) = lunar::day(at, INDIA)?;
    if hour < 18.0 { Some(date) } else { date.tomorrow().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_of_several_years() {
        for (year, month, day) in [(2010, 4, 4), (2018, 4, 1), (2019, 4, 21), (2024, 3, 31), (2026, 4, 5)] {
            assert_eq!(easter(year), Date::new(year, month, day).ok());
        }
    }

    #[test]
    fn feasts_of_the_moon() {
        const NONE: &[(i8, i8)] = &[];
        let hebrew = |days, length| Feast::Hebrew { days, length, moved: NONE };
        let islamic = |month, day| Feast::Islamic { month, day, length: 1 };
        let hindu = |month, day, hour, shift| Feast::Hindu { month, day, hour, shift, length: 1 };
        let cases = [
            // Passover, Rosh Hashanah, Hanukkah: from the evening before
            (hebrew(-163, 8), 2018, "2018-03-30"),
            (hebrew(-163, 8), 2026, "2026-04-01"),
            (hebrew(0, 2), 2023, "2023-09-15"),
            (hebrew(83, 8), 2023, "2023-12-07"),
            (hebrew(83, 8), 2018, "2018-12-02"),
            (hebrew(132, 1), 2019, "2019-01-20"),
            // Ramadan, Eid al-Fitr, Eid al-Adha
            (islamic(9, 1), 2024, "2024-03-11"),
            (islamic(10, 1), 2018, "2018-06-15"),
            (islamic(10, 1), 2023, "2023-04-21"),
            (islamic(12, 10), 2018, "2018-08-21"),
            (islamic(12, 10), 2024, "2024-06-16"),
            (islamic(3, 12), 2017, "2017-11-30"),
            (islamic(9, 1), 2020, "2020-04-24"),
            (islamic(10, 1), 2022, "2022-05-02"),
            (islamic(9, 1), 2025, "2025-03-01"),
            (islamic(10, 1), 2025, "2025-03-30"),
            (islamic(12, 10), 2025, "2025-06-06"),
            (islamic(9, 1), 2026, "2026-02-18"),
            (islamic(12, 10), 2026, "2026-05-27"),
            (islamic(10, 1), 1988, "1988-05-16"),
            // Diwali, Holi, Raksha Bandhan, Ganesh Chaturthi, Ugadi, Vasant Panchami
            (hindu(7, 30, 18, 0), 2019, "2019-10-27"),
            (hindu(7, 30, 18, 0), 2023, "2023-11-12"),
            (hindu(12, 15, 18, 1), 2019, "2019-03-21"),
            (hindu(12, 15, 18, 1), 2024, "2024-03-25"),
            (hindu(5, 15, 14, 0), 2018, "2018-08-26"),
            (hindu(6, 4, 12, 0), 2019, "2019-09-02"),
            (hindu(1, 1, 6, 0), 2018, "2018-03-18"),
            (hindu(11, 5, 9, 0), 2019, "2019-02-10"),
            // Chinese New Year, Dragon Boat, Mid-Autumn
            (Feast::Chinese { month: 1, day: 1 }, 1985, "1985-02-20"),
            (Feast::Chinese { month: 1, day: 1 }, 2024, "2024-02-10"),
            (Feast::Chinese { month: 1, day: 1 }, 2034, "2034-02-19"),
            (Feast::Chinese { month: 5, day: 5 }, 2024, "2024-06-10"),
            (Feast::Chinese { month: 8, day: 15 }, 2023, "2023-09-29"),
            (Feast::Sun { longitude: 270, shift: 0 }, 2019, "2019-01-15"),
            (Feast::Sun { longitude: 0, shift: 0 }, 2018, "2018-04-14"),
            // moved from a weekend; and a year without leap days
            (Feast::Fixed(10, 16, &[(6, -1), (7, 1)]), 2021, "2021-10-15"),
            (Feast::Fixed(4, 15, &[(5, 3), (6, 3), (7, 2)]), 2012, "2012-04-17"),
            (Feast::Wandering(2023, 8, 16), 2018, "2018-08-17"),
            (Feast::Wandering(2023, 8, 16), 2024, "2024-08-15"),
        ];
        for (kind, year, wanted) in cases {
            assert_eq!(
                kept(kind, year).map(|(first, _)| first.to_string()).as_deref(),
                Some(wanted),
                "{kind:?} {year}"
            );
        }
    }
}
