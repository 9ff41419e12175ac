//! Reads dates as pages, feeds and front matter write them.

use jiff::civil::Date;

/// A written date as RFC 3339 with the offset it was given in, or as a bare date where it names no time or no offset.
/// `None` for what is no date between 1600 and 2200.
pub fn date(written: &str) -> Option<String> {
    let written = written.trim();
    if written.len() > 200 {
        return None;
    }
    if !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(written);
    }
    let parts = parts(written);
    let (date, rest) = iso(&parts).or_else(|| worded(&parts)).or_else(|| numbers(&parts))?;
    Some(match time(rest) {
        Some(time) => format!("{date}T{time}"),
        None => date.to_string(),
    })
}

/// A piece of a written date.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part<'t> {
    /// A number and how many digits it has.
    Number(u32, usize),
    Word(&'t str),
    Sign(char),
}

fn parts(written: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = written;
    while let Some(c) = rest.chars().next() {
        let end = |test: fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
        let length = if c.is_ascii_digit() {
            end(|c| c.is_ascii_digit())
        } else if c.is_alphabetic() {
            end(char::is_alphabetic)
        } else {
            c.len_utf8()
        };
        let (piece, next) = rest.split_at(length);
        match piece.parse() {
            Ok(number) => parts.push(Part::Number(number, length)),
            Err(_) if c.is_ascii_digit() => return Vec::new(),
            Err(_) if c.is_alphabetic() => parts.push(Part::Word(piece)),
            Err(_) if c.is_whitespace() => {}
            Err(_) => parts.push(Part::Sign(c)),
        }
        rest = next;
    }
    parts
}

fn civil(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| (1600..2200).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `20241024`, `20241024091500`, or seconds or milliseconds since 1970.
fn digits(written: &str) -> Option<String> {
    let number = |range| written.get(range).and_then(|digits: &str| digits.parse::<u32>().ok());
    let day = || civil(number(0..4)?, number(4..6)?, number(6..8)?);
    match written.len() {
        8 | 14 => Some(day()?.to_string()),
        10 | 13 => {
            let seconds = written.get(..10)?.parse().ok()?;
            jiff::Timestamp::from_second(seconds).ok().map(|at| at.to_string())
        }
        _ => None,
    }
}

type Read<'p, 't> = (Date, &'p [Part<'t>]);

/// Year first: `2024-10-24`, `2024/10/24`, `2024.10.24`, `2024年10月24日`, `20241024T091500Z`.
fn iso<'p, 't>(parts: &'p [Part<'t>]) -> Option<Read<'p, 't>> {
    let start = parts.iter().position(|part| matches!(part, Part::Number(_, 4 | 8)))?;
    let parts = parts.get(start..)?;
    if let [Part::Number(whole, 8), rest @ ..] = parts {
        return Some((civil(whole / 10_000, whole / 100 % 100, whole % 100)?, rest));
    }
    let [Part::Number(year, 4), a, Part::Number(month, 1..=2), b, Part::Number(day, 1..=2), rest @ ..] = parts else {
        return None;
    };
    let parted = |part: &Part<'_>| {
        matches!(part, Part::Sign('-' | '/' | '.' | '‐' | '–') | Part::Word("年" | "月" | "년" | "월"))
    };
    (parted(a) && parted(b)).then(|| civil(*year, *month, *day))?.map(|date| (date, rest))
}

/// With the month as a word: `Thu, 24 Oct 2024`, `October 24, 2024`, `24. Oktober 2024`, `24 de octubre de 2024`.
fn worded<'p, 't>(parts: &'p [Part<'t>]) -> Option<Read<'p, 't>> {
    let (at, month) = parts.iter().enumerate().find_map(|(at, part)| match part {
        Part::Word(word) => Some((at, month(word)?)),
        _ => None,
    })?;
    let glue = |part: &&Part<'_>| !matches!(part, Part::Number(..));
    let before = parts.get(..at)?.iter().rev().take_while(glue).count();
    let day_before = at.checked_sub(before + 1).and_then(|at| parts.get(at)).filter(|_| before <= 2);
    let skip = |from: usize| from + parts.get(from..).unwrap_or_default().iter().take_while(glue).count();
    let first = skip(at + 1);
    match (day_before, parts.get(first)?) {
        (Some(Part::Number(day, 1..=2)), Part::Number(year, 4)) => {
            Some((civil(*year, month, *day)?, parts.get(first + 1..)?))
        }
        (Some(Part::Number(day, 1..=2)), Part::Number(year, 2)) => {
            Some((civil(century(*year), month, *day)?, parts.get(first + 1..)?))
        }
        (_, Part::Number(day, 1..=2)) => {
            let second = skip(first + 1);
            let Part::Number(year, 4) = parts.get(second)? else { return None };
            Some((civil(*year, month, *day)?, parts.get(second + 1..)?))
        }
        _ => None,
    }
}

/// With the year last: `24.10.2024`, `24/10/2024`, `10/24/2024`; a day that could be either is read as the dot or the
/// dash has it nearly everywhere, and the slash in most countries: day first.
fn numbers<'p, 't>(parts: &'p [Part<'t>]) -> Option<Read<'p, 't>> {
    let start = parts.windows(5).position(|five| {
        matches!(five, [Part::Number(_, 1..=2), Part::Sign(a), Part::Number(_, 1..=2), Part::Sign(b), Part::Number(_, 4 | 2)]
            if a == b && matches!(a, '.' | '/' | '-'))
    })?;
    let [Part::Number(first, _), _, Part::Number(second, _), _, Part::Number(year, length), rest @ ..] =
        parts.get(start..)?
    else {
        return None;
    };
    let year = if *length == 2 { century(*year) } else { *year };
    let date = civil(year, *second, *first).or_else(|| civil(year, *first, *second))?;
    Some((date, rest))
}

fn century(year: u32) -> u32 {
    if year < 70 { 2000 + year } else { 1900 + year }
}

/// The time and offset in RFC 3339, when both are there.
fn time(parts: &[Part<'_>]) -> Option<String> {
    let (at, hour, minute) = parts.iter().enumerate().find_map(|(at, _)| match parts.get(at..)? {
        [Part::Number(hour, 1..=2), Part::Sign(':' | '.'), Part::Number(minute, 2), ..] => {
            Some((at + 3, *hour, *minute))
        }
        [Part::Number(hour, 1..=2), Part::Word("h" | "H"), Part::Number(minute, 2), ..] => {
            Some((at + 3, *hour, *minute))
        }
        [Part::Word("T" | "t"), Part::Number(whole, 6), ..] => Some((at + 2, whole / 10_000, whole / 100 % 100)),
        _ => None,
    })?;
    let mut second = match at.checked_sub(1).and_then(|at| parts.get(at)) {
        Some(Part::Number(whole, 6)) => whole % 100,
        _ => 0,
    };
    let mut rest = parts.get(at..)?;
    if let [Part::Sign(':'), Part::Number(seconds, 2), after @ ..] = rest {
        (second, rest) = (*seconds, after);
    }
    if let [Part::Sign('.' | ','), Part::Number(..), after @ ..] = rest {
        rest = after;
    }
    let mut hour = hour;
    if let [Part::Word(word), after @ ..] = rest {
        let half = word.to_ascii_lowercase();
        if half == "am" || half == "pm" {
            hour = hour % 12 + if half == "pm" { 12 } else { 0 };
            rest = after;
        }
    }
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    Some(format!("{hour:02}:{minute:02}:{:02}{}", second.min(59), offset(rest)?))
}

fn offset(parts: &[Part<'_>]) -> Option<String> {
    let rest = match parts {
        // "GMT+2", "UTC+01:00"
        [Part::Word("GMT" | "UTC"), rest @ ..] if matches!(rest, [Part::Sign('+' | '-'), ..]) => rest,
        _ => parts,
    };
    let (sign, hours, minutes) = match rest {
        [Part::Sign(sign @ ('+' | '-' | '−')), Part::Number(whole, 4), ..] => (*sign, whole / 100, whole % 100),
        [
            Part::Sign(sign @ ('+' | '-' | '−')),
            Part::Number(hours, 1..=2),
            Part::Sign(':'),
            Part::Number(minutes, 2),
            ..,
        ] => (*sign, *hours, *minutes),
        [Part::Sign(sign @ ('+' | '-' | '−')), Part::Number(hours, 1..=2), ..] => (*sign, *hours, 0),
        [Part::Word(zone), ..] => return zone_offset(zone).map(String::from),
        [Part::Sign('('), rest @ ..] => return offset(rest),
        _ => return None,
    };
    (hours <= 14 && minutes <= 59).then(|| {
        let sign = if sign == '+' { '+' } else { '-' };
        if hours == 0 && minutes == 0 { "Z".to_owned() } else { format!("{sign}{hours:02}:{minutes:02}") }
    })
}

/// Zones that mean one offset wherever news is written.
fn zone_offset(zone: &str) -> Option<&'static str> {
    Some(match zone.to_ascii_uppercase().as_str() {
        "Z" | "GMT" | "UTC" | "UT" | "WET" => "Z",
        "BST" | "CET" | "MEZ" | "WEST" => "+01:00",
        "CEST" | "MESZ" | "EET" | "SAST" => "+02:00",
        "EEST" | "MSK" => "+03:00",
        "EDT" => "-04:00",
        "EST" | "CDT" => "-05:00",
        "CST" | "MDT" => "-06:00",
        "MST" | "PDT" => "-07:00",
        "PST" => "-08:00",
        "JST" | "KST" => "+09:00",
        "AEST" => "+10:00",
        "AEDT" => "+11:00",
        _ => return None,
    })
}

/// The first letters by which a month is known in English, German, French, Spanish, Portuguese, Italian, Dutch,
/// Danish, Norwegian, Swedish and Polish; longer beginnings first where one would hide the other.
const MONTHS: &[(&str, u32)] = &[
    ("janv", 1),
    ("jan", 1),
    ("jän", 1),
    ("ene", 1),
    ("gen", 1),
    ("sty", 1),
    ("feb", 2),
    ("fév", 2),
    ("fev", 2),
    ("lut", 2),
    ("mar", 3),
    ("mär", 3),
    ("mrz", 3),
    ("maa", 3),
    ("mrt", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("kwi", 4),
    ("may", 5),
    ("mai", 5),
    ("maj", 5),
    ("mei", 5),
    ("mag", 5),
    ("juin", 6),
    ("jun", 6),
    ("giu", 6),
    ("cze", 6),
    ("juil", 7),
    ("jul", 7),
    ("lug", 7),
    ("lip", 7),
    ("aug", 8),
    ("aoû", 8),
    ("aou", 8),
    ("ago", 8),
    ("sie", 8),
    ("sep", 9),
    ("set", 9),
    ("wrz", 9),
    ("oct", 10),
    ("okt", 10),
    ("out", 10),
    ("ott", 10),
    ("paź", 10),
    ("nov", 11),
    ("lis", 11),
    ("dec", 12),
    ("dez", 12),
    ("déc", 12),
    ("dic", 12),
    ("gru", 12),
];

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    // Tuesdays begin as March does.
    let tuesday = ["mardi", "martes", "marted"].iter().any(|day| word.starts_with(day));
    if !(3..=12).contains(&length) || tuesday {
        return None;
    }
    MONTHS.iter().find(|(start, _)| word.starts_with(start)).map(|(_, month)| *month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn as_the_world_writes_them() {
        for (written, read) in [
            ("2024-10-24T09:15:00+02:00", "2024-10-24T09:15:00+02:00"),
            ("2024-10-24T09:15:00.123Z", "2024-10-24T09:15:00Z"),
            ("2024-10-24T09:15:00+0200", "2024-10-24T09:15:00+02:00"),
            ("2024-10-24T09:15-05:00", "2024-10-24T09:15:00-05:00"),
            ("2024-10-24 09:15:00", "2024-10-24"),
            ("2024-10-24 09:15:00 +01:00", "2024-10-24T09:15:00+01:00"),
            ("20241024T091500Z", "2024-10-24T09:15:00Z"),
            ("20241024", "2024-10-24"),
            ("1729761300", "2024-10-24T09:15:00Z"),
            ("1729761300000", "2024-10-24T09:15:00Z"),
            ("Thu, 24 Oct 2024 09:15:00 +0200", "2024-10-24T09:15:00+02:00"),
            ("Thu, 24 Oct 2024 09:15:00 GMT", "2024-10-24T09:15:00Z"),
            ("24 Oct 24 09:15 EDT", "2024-10-24T09:15:00-04:00"),
            ("Thu Oct 24 2024 09:15:00 GMT+0200 (CEST)", "2024-10-24T09:15:00+02:00"),
            ("October 24, 2024", "2024-10-24"),
            ("Oct. 24, 2024 9:15 p.m.", "2024-10-24"),
            ("Published: October 24th, 2024 at 9:15 pm EST", "2024-10-24T21:15:00-05:00"),
            ("24 October 2024", "2024-10-24"),
            ("24. Oktober 2024, 9.15 Uhr", "2024-10-24"),
            ("1er février 2024", "2024-02-01"),
            ("jueves, 24 de octubre de 2024", "2024-10-24"),
            ("24.10.2024", "2024-10-24"),
            ("24/10/2024 09:15", "2024-10-24"),
            ("10/24/2024", "2024-10-24"),
            ("03.04.2024", "2024-04-03"),
            ("2024/10/24", "2024-10-24"),
            ("2024年10月24日 09:15", "2024-10-24"),
            ("mardi 3 juin 2014", "2014-06-03"),
        ] {
            assert_eq!(date(written).as_deref(), Some(read), "{written}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for written in [
            "",
            "today",
            "2024",
            "2024-13-01",
            "31.02.2024",
            "99999999999999999999",
            "24 Smarch 2024",
            "0000-00-00",
            "3 hours ago",
        ] {
            assert_eq!(date(written), None, "{written}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,60}") {
            date(&text);
        }

        #[test]
        fn what_is_read_reads_again(text in "[0-9]{1,4}[-/. ](0?[0-9]|1[0-2]|Oct)[-/. ][0-9]{1,4}[T ]?([0-9]{1,2}:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?") {
            if let Some(read) = date(&text) {
                prop_assert_eq!(date(&read), Some(read));
            }
        }
    }
}
