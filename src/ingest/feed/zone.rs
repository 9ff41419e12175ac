//! Zones of time as feeds and mail name them.

use jiff::civil::{Date, Weekday};

/// A zone as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Seconds east of Greenwich.
    pub offset: i32,
    /// Its name, where nobody knows it; then it is taken for UTC.
    pub strange: Option<String>,
}

/// Offsets by name, in minutes east of Greenwich. A name that several places share is read as most news means it: `BST`
/// in Britain, `CST`, `EST`, `MST`, `PST` and `AST` in America, `IST` in India, `GST` at the Gulf, `SST` in Samoa.
const ZONES: &[(&str, i32)] = &[
    ("acdt", 630),
    ("acst", 570),
    ("adt", -180),
    ("aedt", 660),
    ("aest", 600),
    ("aft", 270),
    ("akdt", -480),
    ("akst", -540),
    ("almt", 300),
    ("amt", -240),
    ("art", -180),
    ("ast", -240),
    ("awst", 480),
    ("azost", 0),
    ("azot", -60),
    ("azt", 240),
    ("bdt", 360),
    ("bot", -240),
    ("brst", -120),
    ("brt", -180),
    ("bst", 60),
    ("cat", 120),
    ("cdt", -300),
    ("cest", 120),
    ("cet", 60),
    ("chadt", 825),
    ("chast", 765),
    ("chst", 600),
    ("clst", -180),
    ("clt", -240),
    ("cot", -300),
    ("cst", -360),
    ("cvt", -60),
    ("eat", 180),
    ("ect", -300),
    ("edt", -240),
    ("eest", 180),
    ("eet", 120),
    ("est", -300),
    ("fjt", 720),
    ("get", 240),
    ("gmt", 0),
    ("gst", 240),
    ("hadt", -540),
    ("hast", -600),
    ("hdt", -540),
    ("hkt", 480),
    ("hst", -600),
    ("ict", 420),
    ("idt", 180),
    ("irdt", 270),
    ("irkt", 480),
    ("irst", 210),
    ("ist", 330),
    ("jst", 540),
    ("krat", 420),
    ("kst", 540),
    ("lhst", 630),
    ("magt", 660),
    ("mdt", -360),
    ("messt", 120),
    ("mest", 120),
    ("mesz", 120),
    ("met", 60),
    ("mewt", 60),
    ("mez", 60),
    ("mmt", 390),
    ("msd", 240),
    ("msk", 180),
    ("mst", -420),
    ("myt", 480),
    ("ndt", -150),
    ("novt", 420),
    ("npt", 345),
    ("nst", -210),
    ("nzdt", 780),
    ("nzst", 720),
    ("oesz", 180),
    ("oez", 120),
    ("omst", 360),
    ("pdt", -420),
    ("pet", -300),
    ("pht", 480),
    ("pkt", 300),
    ("pst", -480),
    ("pyt", -240),
    ("samt", 240),
    ("sast", 120),
    ("sgt", 480),
    ("sst", -660),
    ("swt", 60),
    ("tot", 780),
    ("trt", 180),
    ("ulat", 480),
    ("ut", 0),
    ("utc", 0),
    ("uyt", -180),
    ("uzt", 300),
    ("vet", -240),
    ("vlat", 600),
    ("wat", 60),
    ("west", 60),
    ("wet", 0),
    ("wib", 420),
    ("wit", 540),
    ("wita", 480),
    ("yakt", 540),
    ("yekt", 300),
    ("z", 0),
];

/// Zones that are named without saying whether it is summer, with their winter offset.
const ALL_YEAR: &[(&str, i32)] = &[
    ("at", -240),
    ("atlantic", -240),
    ("central", -360),
    ("ct", -360),
    ("eastern", -300),
    ("et", -300),
    ("mountain", -420),
    ("mt", -420),
    ("pacific", -480),
    ("pt", -480),
];

/// The offset of a zone on a day; one that no place has is refused.
pub fn zone_of(text: &str, day: Date) -> Option<Zone> {
    let text = text.trim().trim_start_matches('(').trim_end_matches(')').trim();
    let letters = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(letters)?;
    let known = named(name, rest, day);
    let rest = rest.trim_start();
    let sign = match rest.chars().next() {
        Some('+') => 1,
        Some('-' | '−' | '–') => -1,
        _ => {
            let strange = (known.is_none() && text.contains(char::is_alphabetic)).then(|| text.to_owned());
            return Some(Zone { offset: known.unwrap_or_default() * 60, strange });
        }
    };
    let digits = rest.get(rest.chars().next().map_or(0, char::len_utf8)..)?;
    let (hours, after) = number(digits);
    let (hours, minutes) = match hours.len() {
        0 => ("0", "0"),
        1 | 2 => (hours, number(after.trim_start_matches(':')).0),
        3 => (hours.get(..1)?, hours.get(1..)?),
        _ => (hours.get(..2)?, hours.get(2..4)?),
    };
    let minutes = minutes.get(..2).unwrap_or(minutes);
    let minutes = if minutes.is_empty() { 0 } else { minutes.parse::<i32>().ok()? };
    let total = hours.parse::<i32>().ok()? * 60 + minutes;
    (total < 24 * 60).then_some(Zone { offset: sign * total * 60, strange: None })
}

/// The offset of a name in minutes: `CEST`, `Eastern Standard Time`.
fn named(name: &str, rest: &str, day: Date) -> Option<i32> {
    let name = name.to_ascii_lowercase();
    let listed = |list: &[(&str, i32)]| list.iter().find(|(known, _)| name == *known).map(|(_, minutes)| *minutes);
    let rest = rest.trim().to_ascii_lowercase();
    let all_year = listed(ALL_YEAR).map(|minutes| match rest.split(' ').next() {
        Some("standard") => minutes,
        Some("daylight" | "summer") => minutes + 60,
        _ => minutes + if is_american_summer(day) { 60 } else { 0 },
    });
    listed(ZONES).or(all_year)
}

/// From the second Sunday of March to the first of November, as since 2007.
fn is_american_summer(day: Date) -> bool {
    let sunday =
        |month: i8, nth: i8| Date::new(day.year(), month, 1).ok()?.nth_weekday_of_month(nth, Weekday::Sunday).ok();
    sunday(3, 2).is_some_and(|start| day >= start) && sunday(11, 1).is_some_and(|end| day < end)
}

fn number(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn zones_by_name_and_number() {
        let summer = date(2024, 7, 1);
        for (text, minutes) in [
            ("MEST", 120),
            ("mesz", 120),
            ("CEST", 120),
            ("CET", 60),
            ("BST", 60),
            ("IST", 330),
            ("NZDT", 780),
            ("NZST", 720),
            ("AEDT", 660),
            ("ACST", 570),
            ("EST", -300),
            ("EDT", -240),
            ("ET", -240),
            ("PT", -420),
            ("Eastern Time", -240),
            ("Eastern Standard Time", -300),
            ("NST", -210),
            ("SGT", 480),
            ("(CEST)", 120),
            ("+0200 (CEST)", 120),
            ("+5:30", 330),
            ("GMT+1", 60),
            ("-0330", -210),
            ("", 0),
        ] {
            assert_eq!(zone_of(text, summer), Some(Zone { offset: minutes * 60, strange: None }), "{text}");
        }
        assert_eq!(zone_of("ET", date(2024, 1, 1)).map(|zone| zone.offset), Some(-300 * 60));
        assert_eq!(zone_of("+9900", summer), None);
        for strange in ["Nowhere", "Mars/Olympus", "летнее"] {
            assert_eq!(zone_of(strange, summer), Some(Zone { offset: 0, strange: Some(strange.into()) }));
        }
    }
}
