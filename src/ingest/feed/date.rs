//! Dates in the dozen forms that feeds use, made into RFC 3339.

use super::plain::line;
use super::zone::{Zone, zone_of};
use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, Timestamp};

/// Reads a date and writes it as RFC 3339, in the offset it was given in; without one it is taken for UTC. `None` where
/// it says no day that exists.
pub fn rfc3339(text: &str) -> Option<String> {
    dated(text).map(|dated| dated.written)
}

/// A date as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// As RFC 3339.
    pub written: String,
    /// The zone it names, where that is not known: then it was taken for UTC.
    pub strange: Option<String>,
}

impl Dated {
    /// What the reader should know about a date read from `text`.
    pub fn warning(&self, text: &str) -> Option<String> {
        let zone = self.strange.as_ref()?;
        Some(format!("“{}”: the time zone “{zone}” is not known, so the time is taken for UTC", line(text)))
    }
}

/// Reads a date, and tells where its zone is not known.
pub fn dated(text: &str) -> Option<Dated> {
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty() {
        return of_digits(text).map(|written| Dated { written, strange: None });
    }
    let year_first = text.bytes().take(4).filter(u8::is_ascii_digit).count() == 4;
    let moment = if year_first { of_year_first(text) } else { of_words(text) }?;
    let strange = moment.strange.clone();
    Some(Dated { written: write(moment)?, strange })
}

/// A local date and time with its offset in seconds.
struct Moment {
    date: Date,
    clock: Clock,
    offset: i32,
    /// A zone that nobody knows.
    strange: Option<String>,
}

impl Moment {
    fn new(date: Date, clock: Clock, zone: &str) -> Option<Self> {
        let Zone { offset, strange } = zone_of(zone, date)?;
        Some(Self { date, clock, offset, strange })
    }
}

#[derive(Clone, Copy, Default)]
struct Clock {
    hour: i8,
    minute: i8,
    second: i8,
    nanosecond: i32,
    /// 24:00, the midnight that ends the day.
    next_day: bool,
}

fn write(moment: Moment) -> Option<String> {
    let clock = moment.clock;
    let time = Time::new(clock.hour, clock.minute, clock.second, clock.nanosecond).ok()?;
    let mut local = DateTime::from_parts(moment.date, time);
    if clock.next_day {
        local = local.checked_add(Span::new().days(1)).ok()?;
    }
    let offset = match moment.offset {
        0 => "Z".to_owned(),
        seconds => {
            let minutes = seconds.abs() / 60;
            format!("{}{:02}:{:02}", if seconds < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
        }
    };
    Some(format!("{local}{offset}"))
}

/// `20040713`, `20040713235956`, `2004`, or seconds since 1970.
fn of_digits(text: &str) -> Option<String> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i8>().ok();
    let date = |month: i8, day: i8| Date::new(text.get(..4)?.parse().ok()?, month, day).ok();
    let clock = |hour, minute, second| Clock { hour, minute, second, ..Clock::default() };
    let moment = |date, clock| write(Moment { date, clock, offset: 0, strange: None });
    match text.len() {
        4 => moment(date(1, 1)?, Clock::default()),
        6 => moment(date(number(4, 6)?, 1)?, Clock::default()),
        8 => moment(date(number(4, 6)?, number(6, 8)?)?, Clock::default()),
        9 | 10 => Timestamp::from_second(text.parse().ok()?).ok().map(|stamp| stamp.to_string()),
        13 => Timestamp::from_millisecond(text.parse().ok()?).ok().map(|stamp| stamp.to_string()),
        14 => moment(date(number(4, 6)?, number(6, 8)?)?, clock(number(8, 10)?, number(10, 12)?, number(12, 14)?)),
        _ => None,
    }
}

/// `2004-07-13T23:56:58.25+01:00` and what is like it: `2004/7/13 11:56 PM`, `2004-07`, `2004-195`, `20040713T235658Z`.
fn of_year_first(text: &str) -> Option<Moment> {
    let cut = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (first, rest) = text.split_at_checked(cut)?;
    let year: i16 = first.get(..4)?.parse().ok()?;
    if first.len() == 8 {
        let date = Date::new(year, first.get(4..6)?.parse().ok()?, first.get(6..8)?.parse().ok()?).ok()?;
        return with_clock(date, rest.trim_start_matches(['T', 't', ' ']));
    }
    let (month, rest) = leading_number(rest.trim_start_matches(['-', '/', '.', ' ', '年', '년', ':']));
    let Some(month) = month else { return (first.len() == 4).then(|| begin_of(year))? };
    if month.len() == 3 {
        let start = Date::new(year, 1, 1).ok()?;
        let date = start.checked_add(Span::new().days(month.parse::<i64>().ok()? - 1)).ok()?;
        return with_clock(date, rest.trim_start_matches(['T', 't', ' ']));
    }
    let (day, rest) = match rest.chars().next() {
        Some('-' | '/' | '.' | ':' | '月' | '월') => {
            leading_number(rest.trim_start_matches(['-', '/', '.', ':', ' ', '月', '월']))
        }
        _ => (None, rest),
    };
    let day = day.map_or(Some(1), |day| day.parse().ok())?;
    let date = Date::new(year, month.parse().ok()?, day).ok()?;
    with_clock(date, rest.trim_start_matches(['T', 't', ' ', ',', '日', '일', '-']))
}

fn begin_of(year: i16) -> Option<Moment> {
    Some(Moment { date: Date::new(year, 1, 1).ok()?, clock: Clock::default(), offset: 0, strange: None })
}

fn leading_number(text: &str) -> (Option<&str>, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    ((!number.is_empty()).then_some(number), rest)
}

/// A date and what follows it: nothing, a clock, a clock and a zone.
fn with_clock(date: Date, rest: &str) -> Option<Moment> {
    let (clock, rest) =
        if rest.starts_with(|c: char| c.is_ascii_digit()) { clock_of(rest)? } else { (Clock::default(), rest) };
    Moment::new(date, clock, rest.trim())
}

/// `23:56:58.25`, `23.56`, `235658`, `11:56 PM`: the clock and what follows it.
fn clock_of(text: &str) -> Option<(Clock, &str)> {
    let (hour, mut rest) = leading_number(text);
    let mut parts = [hour?, "0", "0"];
    if let Some(all) = hour.filter(|hour| hour.len() >= 4) {
        parts = [all.get(..2)?, all.get(2..4)?, all.get(4..6).unwrap_or("0")];
    } else {
        for part in parts.iter_mut().skip(1) {
            let Some(after) = rest.strip_prefix([':', '.']) else { break };
            let (number, after) = leading_number(after);
            let Some(number) = number else { break };
            (*part, rest) = (number, after);
        }
    }
    let [hour, minute, second] = parts.map(|part| part.parse::<i8>().ok());
    let mut clock = Clock { hour: hour?, minute: minute?, second: second?, ..Clock::default() };
    if let Some(after) = rest.strip_prefix(['.', ',']) {
        let (fraction, after) = leading_number(after);
        let digits: String = fraction.unwrap_or("0").chars().chain("000000000".chars()).take(9).collect();
        clock.nanosecond = digits.parse().ok()?;
        rest = after;
    }
    let half = rest.trim_start();
    let after = half.get(2..).unwrap_or_default();
    if half.get(..2).is_some_and(|half| half.eq_ignore_ascii_case("pm")) {
        clock.hour = if clock.hour < 12 { clock.hour + 12 } else { clock.hour };
        rest = after;
    } else if half.get(..2).is_some_and(|half| half.eq_ignore_ascii_case("am")) {
        clock.hour = if clock.hour == 12 { 0 } else { clock.hour };
        rest = after;
    }
    if clock.hour == 24 && clock.minute == 0 {
        (clock.hour, clock.next_day) = (0, true);
    }
    // A leap second has no place in the calendar of computers.
    clock.second = clock.second.min(if clock.second == 60 { 59 } else { i8::MAX });
    Some((clock, rest))
}

/// The first letters of the months, in the languages that feeds were seen to use.
const MONTHS: &[(&str, i8)] = &[
    ("jan", 1),
    ("ene", 1),
    ("gen", 1),
    ("янв", 1),
    ("ιαν", 1),
    ("feb", 2),
    ("fev", 2),
    ("fév", 2),
    ("фев", 2),
    ("φεβ", 2),
    ("mar", 3),
    ("mär", 3),
    ("mrz", 3),
    ("maa", 3),
    ("мар", 3),
    ("μάρ", 3),
    ("μαρ", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("апр", 4),
    ("απρ", 4),
    ("may", 5),
    ("mai", 5),
    ("maj", 5),
    ("mei", 5),
    ("mag", 5),
    ("мая", 5),
    ("май", 5),
    ("μαϊ", 5),
    ("μαι", 5),
    ("jun", 6),
    ("juin", 6),
    ("giu", 6),
    ("июн", 6),
    ("ιού", 6),
    ("ιουν", 6),
    ("jul", 7),
    ("juil", 7),
    ("lug", 7),
    ("июл", 7),
    ("ιουλ", 7),
    ("aug", 8),
    ("aoû", 8),
    ("aou", 8),
    ("ago", 8),
    ("авг", 8),
    ("αυγ", 8),
    ("αύγ", 8),
    ("sep", 9),
    ("set", 9),
    ("сен", 9),
    ("σεπ", 9),
    ("oct", 10),
    ("okt", 10),
    ("out", 10),
    ("ott", 10),
    ("окт", 10),
    ("οκτ", 10),
    ("nov", 11),
    ("ноя", 11),
    ("νοέ", 11),
    ("νοε", 11),
    ("dec", 12),
    ("dez", 12),
    ("déc", 12),
    ("dic", 12),
    ("des", 12),
    ("дек", 12),
    ("δεκ", 12),
];

fn month_of(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    MONTHS.iter().filter(|(start, _)| word.starts_with(start)).max_by_key(|(start, _)| start.len()).map(|(_, at)| *at)
}

/// What the words before the clock say.
#[derive(Default)]
struct Day {
    month: Option<i8>,
    numbers: Vec<String>,
}

/// `Thu, 01 Jan 2004 19:48:21 GMT` and its cousins: `1 January 2004`, `Jan 1, 2004 at 7:48 PM`, `01-Jan-04`,
/// `9/7/2004 19:48`, `31.12.2004`, `Thu Jan 1 19:48:21 2004`.
fn of_words(text: &str) -> Option<Moment> {
    let mut day = Day::default();
    let mut clock = None;
    let mut zone = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()) {
        let digit = word.starts_with(|c: char| c.is_ascii_digit());
        if digit && word.contains(':') && clock.is_none() {
            let (found, rest) = clock_of(word)?;
            clock = Some(found);
            zone.push_str(rest);
        } else if let Some(found) = clock.as_mut()
            && !digit
        {
            match word.to_ascii_lowercase().trim_matches('.') {
                "pm" | "p.m" if found.hour < 12 => found.hour += 12,
                "am" | "a.m" if found.hour == 12 => found.hour = 0,
                "am" | "pm" | "a.m" | "p.m" => {}
                _ => zone.extend([" ", word]),
            }
        } else {
            day.take(word);
        }
    }
    Moment::new(day.date()?, clock.unwrap_or_default(), zone.trim())
}

impl Day {
    fn take(&mut self, word: &str) {
        if word.contains(['/', '.']) && self.month.is_none() && self.take_numeric(word).is_some() {
            return;
        }
        for part in word.split(['-', '/', '.']).filter(|part| !part.is_empty()) {
            let (number, rest) = leading_number(part);
            match number {
                Some(number) if ["", "st", "nd", "rd", "th", "er", "º"].contains(&rest) => {
                    self.numbers.push(number.to_owned());
                }
                Some(_) => {}
                // The last word wins: *mar.* may be Tuesday before it is March.
                None => self.month = month_of(part).or(self.month),
            }
        }
    }

    /// `31.12.2004` is day first; `9/7/2004` is month first, as in America, unless that is no month.
    fn take_numeric(&mut self, word: &str) -> Option<()> {
        let parts: Vec<&str> = word.split(['/', '.']).collect();
        let [first, second, year] = parts.as_slice() else { return None };
        let (first_number, second_number): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
        let day_first = word.contains('.') || first_number > 12;
        let (day, month) = if day_first { (*first, second_number) } else { (*second, first_number) };
        year.parse::<i16>().ok()?;
        self.month = Some(month);
        self.numbers = vec![day.to_owned(), (*year).to_owned()];
        Some(())
    }

    fn date(self) -> Option<Date> {
        let month = self.month?;
        let (day, year) = match self.numbers.as_slice() {
            [day, year, ..] if day.len() <= 2 => (day, year),
            [year, day, ..] => (day, year),
            _ => return None,
        };
        let number: i16 = year.parse().ok()?;
        let year = match year.len() {
            2 if number < 70 => 2000 + number,
            2 => 1900 + number,
            // Programs that counted years from 1900 wrote 104 for 2004.
            3 => 1900 + number,
            _ => number,
        };
        Date::new(year, month, day.parse().ok()?).ok().filter(|date| date.year() > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms() {
        for (text, read) in [
            ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
            ("Thu, 1 Jan 04 19:48 EST", "2004-01-01T19:48:00-05:00"),
            ("01 Jan 2004 19:48:21 +0530", "2004-01-01T19:48:21+05:30"),
            ("Thu, 01 Jan 2004 19:48:21 GMT+1", "2004-01-01T19:48:21+01:00"),
            ("Thu, 01 Jan 2004", "2004-01-01T00:00:00Z"),
            ("Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21Z"),
            ("Thu Jan  1 19:48:21 CET 2004", "2004-01-01T19:48:21+01:00"),
            ("January 1st, 2004 7:48 PM", "2004-01-01T19:48:00Z"),
            ("Do, 1 Dez 2004 12:00:00 +0100", "2004-12-01T12:00:00+01:00"),
            ("mar., 3 févr. 2004 12:00", "2004-02-03T12:00:00Z"),
            ("01-Jan-04 19:48:21 PST", "2004-01-01T19:48:21-08:00"),
            ("9/7/2004 19:48", "2004-09-07T19:48:00Z"),
            ("31/12/2004", "2004-12-31T00:00:00Z"),
            ("31.12.2004 08:05", "2004-12-31T08:05:00Z"),
            ("2004-07-13T23:56:58.25+01:00", "2004-07-13T23:56:58.25+01:00"),
            ("2004-07-13T23:56Z", "2004-07-13T23:56:00Z"),
            ("2004-07-13 23:56:58.0", "2004-07-13T23:56:58Z"),
            ("2004-07-13 23:56:58 +0200", "2004-07-13T23:56:58+02:00"),
            ("2004/07/13 11:56 PM", "2004-07-13T23:56:00Z"),
            ("2004-07", "2004-07-01T00:00:00Z"),
            ("2004", "2004-01-01T00:00:00Z"),
            ("2004-195", "2004-07-13T00:00:00Z"),
            ("20040713", "2004-07-13T00:00:00Z"),
            ("20040713T235658Z", "2004-07-13T23:56:58Z"),
            ("2004년 05월 28일  01:31:15", "2004-05-28T01:31:15Z"),
            ("1089763018", "2004-07-13T23:56:58Z"),
            ("1089763018000", "2004-07-13T23:56:58Z"),
            ("2004-12-31T24:00:00Z", "2005-01-01T00:00:00Z"),
            ("Thu, 30 Jun 2005 23:59:60 GMT", "2005-06-30T23:59:59Z"),
            ("Thu, 01 Jan 2004 19:48:21 Nowhere", "2004-01-01T19:48:21Z"),
        ] {
            assert_eq!(rfc3339(text).as_deref(), Some(read), "{text}");
        }
    }

    #[test]
    fn a_zone_that_nobody_knows_is_told() {
        for (text, strange) in [
            ("Thu, 01 Jan 2004 19:48:21 Nowhere", Some("Nowhere")),
            ("Thu, 01 Jan 2004 19:48:21 XYZT", Some("XYZT")),
            ("2004-01-01 19:48:21 Mars/Olympus", Some("Mars/Olympus")),
            ("Thu, 01 Jan 2004 19:48:21 +0100 (Nowhere)", None),
            ("Thu, 01 Jan 2004 19:48:21 CEST", None),
            ("Thu, 01 Jan 2004 19:48:21", None),
        ] {
            let dated = dated(text).unwrap();
            assert_eq!(dated.strange.as_deref(), strange, "{text}");
            assert_eq!(dated.warning(text).is_some(), strange.is_some(), "{text}");
        }
    }

    #[test]
    fn no_dates() {
        for text in
            ["", "today", "Thu, 32 Jan 2004", "2004-13-01", "0000-00-00", "12:30", "2004-02-30T00:00:00Z", "25:99"]
        {
            assert_eq!(rfc3339(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(text in "[0-9TZ:. /,+-]{0,30}|[A-Za-z]{3},? [0-9]{1,2} [A-Z][a-z]{2} [0-9]{2,4} [0-9:]{4,8}( [A-Z+0-9-]{1,5})?|\\PC{0,30}") {
            if let Some(read) = rfc3339(&text) {
                prop_assert_eq!(rfc3339(&read), Some(read.clone()));
                prop_assert!(read.parse::<Timestamp>().is_ok(), "{}", read);
            }
        }
    }
}
