//! Times of day: 3:30 p.m., half past eight, noon, 15h30, "in the morning".

use crate::analysis::Grain;
use crate::analysis::figures::lexicon::{Sense, Zone};
use crate::analysis::figures::magnitude::small;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::when::zone::zone;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 24.
    pub hour: i8,
    pub minute: i8,
    pub second: i8,
    pub grain: Grain,
    /// False where the text does not say which half of the day ("at seven").
    pub sure: bool,
    /// The other end of a part of the day or a range of hours.
    pub until: Option<(i8, i8)>,
    pub zone: Option<Zone>,
}

impl Clock {
    fn at(hour: i8, minute: i8) -> Self {
        Self {
            hour,
            minute,
            second: 0,
            grain: if minute == 0 { Grain::Hour } else { Grain::Minute },
            sure: hour > 12 || hour == 0,
            until: None,
            zone: None,
        }
    }

    /// The time in the half of the day that begins at hour 0 or 12.
    pub fn in_half(self, half: i8) -> Self {
        let hour = match (self.hour, half) {
            (12, 0) => 0,
            (hour, 12) if hour < 12 => hour + 12,
            (hour, _) => hour,
        };
        Self { hour, sure: true, ..self }
    }
}

/// The time that begins at a token. `loose` allows a bare hour ("Friday at 7").
pub fn clock(r: &Reader<'_>, at: usize, loose: bool) -> Option<(Clock, usize)> {
    let begins = |sense| matches!(sense, Sense::Number(_) | Sense::Moment(_) | Sense::Part(_));
    if r.literal(at).is_none() && !r.means(at, begins) && !r.is(at, "a") {
        return None;
    }
    let (time, end) = moment(r, at)
        .or_else(|| past(r, at))
        .or_else(|| coloned(r, at))
        .or_else(|| hours_h(r, at))
        .or_else(|| spoken(r, at, loose))?;
    let (time, end) = halved(r, time, end).unwrap_or((time, end));
    let zone = zone(r, end);
    Some((Clock { zone: zone.map(|(zone, _)| zone), ..time }, zone.map_or(end, |(_, end)| end)))
}

fn moment(r: &Reader<'_>, at: usize) -> Option<(Clock, usize)> {
    let first = at + usize::from(r.whole(at, 2) == Some(12) && r.is_any(at + 1, &["noon", "midnight"]));
    let (hour, end) = r.find(first, |sense| if let Sense::Moment(hour) = sense { Some(hour) } else { None })?;
    Some((Clock { sure: true, ..Clock::at(hour, 0) }, end))
}

/// "half past 3", "a quarter to eight", "20 minutes past noon"
fn past(r: &Reader<'_>, at: usize) -> Option<(Clock, usize)> {
    let first = at + usize::from(r.is(at, "a"));
    let (minutes, mut end) = if r.is(first, "half") {
        (30, first + 1)
    } else if r.is(first, "quarter") {
        (15, first + 1)
    } else {
        hour_number(r, first, 59)?
    };
    end += usize::from(r.is_any(end, &["minutes", "minute", "mins", "min"]));
    let before = r.is_any(end, &["to", "before", "till"]);
    if !(before || r.is_any(end, &["past", "after"])) || (before && !r.is(end, "to")) {
        return None;
    }
    let (base, mut after) = match moment(r, end + 1) {
        Some(found) => found,
        None => {
            let (hour, after) = hour_number(r, end + 1, 23)?;
            (Clock::at(hour, 0), after)
        }
    };
    let mut base = base;
    if let Some((half, stop)) = meridiem(r, after) {
        (base, after) = (base.in_half(half), stop);
    }
    let told = r.is_any(first, &["half", "quarter"]) || r.is_any(end - 1, &["minutes", "minute", "mins", "min"]);
    let known = told || (base.sure || r.is(end, "past")) && minutes % 5 == 0;
    // "5 to 6pm" are two hours, "a quarter to six" is one time
    if !known || (before && !told) || (before && !base.sure && !r.is(first, "quarter")) {
        return None;
    }
    let hour = if before { (base.hour + 23) % 24 } else { base.hour };
    let minute = if before { 60 - minutes } else { minutes };
    Some((Clock { hour, minute, grain: Grain::Minute, ..base }, after))
}

/// A number up to `most` in digits or words.
fn hour_number(r: &Reader<'_>, at: usize, most: i64) -> Option<(i8, usize)> {
    let (value, end) = match r.whole(at, 2) {
        Some(value) => (value, at + 1),
        None => {
            let value = small(r, at)?;
            let next = at + 1 + usize::from(r.sign(at + 1, b'-'));
            match small(r, next).filter(|one| value >= 20 && (1..10).contains(one)) {
                Some(one) => (value + one, next + 1),
                None => (value, at + 1),
            }
        }
    };
    if value <= most { Some((i8::try_from(value).ok()?, end)) } else { None }
}

/// 9.30 of "9.30-4.30pm": the other end of the hours tells that it is a time.
pub fn dotted(r: &Reader<'_>, at: usize) -> Option<(Clock, usize)> {
    r.literal(at).filter(|literal| literal.decimals == 2 && (1..=2).contains(&literal.whole))?;
    let (hour, minute) = r.text_at(at).split_once('.')?;
    let time = Clock { grain: Grain::Minute, ..Clock::at(hour.parse().ok()?, minute.parse().ok()?) };
    if time.hour < 24 && time.minute < 60 { Some((time, at + 1)) } else { None }
}

/// 7:56, 7:56:30, 8.30 p.m., 20.15 with a sign that it is a time
fn coloned(r: &Reader<'_>, at: usize) -> Option<(Clock, usize)> {
    if let Some(found) = dotted(r, at) {
        let timed = meridiem(r, at + 1).is_some() || r.after_any(at, &["at"]) && !unit_follows(r, at + 1);
        return if timed { Some(found) } else { None };
    }
    let hour = r.whole(at, 2)?;
    let minute = r.whole(at + 2, 2)?;
    if !(r.sign(at + 1, b':') && r.glued(at + 1) && r.glued(at + 2))
        || r.text_at(at + 2).len() != 2
        || hour > 24
        || minute > 59
    {
        return None;
    }
    let mut time = Clock { grain: Grain::Minute, ..Clock::at(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?) };
    time.sure |= r.text_at(at).starts_with('0');
    let mut end = at + 3;
    let seconds = r.literal(end + 1).filter(|literal| literal.whole == 2 && r.sign(end, b':') && r.glued(end));
    if let Some(literal) = seconds {
        time.second = i8::try_from(literal.value.trunc()).ok()?;
        time.grain = Grain::Second;
        end += 2;
    }
    // 3:41.5 and 1:2:3:4 are results and codes
    if r.glued(end) && (r.sign(end, b':') || r.sign(end, b'.')) && r.literal(end + 1).is_some() && r.glued(end + 1) {
        None
    } else {
        Some((time, end))
    }
}

fn unit_follows(r: &Reader<'_>, at: usize) -> bool {
    r.means(at, |sense| {
        matches!(
            sense,
            Sense::Percent(_) | Sense::Unit { .. } | Sense::Scale(_) | Sense::Suffix { .. } | Sense::Currency { .. }
        )
    }) && !r.is_any(at, &["in", "at"])
}

/// 15h, 15h30
fn hours_h(r: &Reader<'_>, at: usize) -> Option<(Clock, usize)> {
    let hour = r.whole(at, 2).filter(|hour| *hour < 25)?;
    if !(r.is(at + 1, "h") && r.glued(at + 1)) {
        return None;
    }
    let minute = r.whole(at + 2, 2).filter(|minute| r.glued(at + 2) && *minute < 60);
    let zoned = zone(r, at + 2).is_some();
    if minute.is_none() && !zoned && (hour < 13 || !(r.after_any(at, &["at"]) || at == 0 || r.sign(at - 1, b'-'))) {
        return None;
    }
    let time = Clock { sure: true, ..Clock::at(i8::try_from(hour).ok()?, i8::try_from(minute.unwrap_or(0)).ok()?) };
    Some((time, at + 2 + usize::from(minute.is_some())))
}

/// "1430 GMT", "1430-1500 GMT", "1430 local time": four digits that a zone shows to be hours and minutes.
pub fn zoned(r: &Reader<'_>, at: usize) -> Option<Zone> {
    let hours = |at: usize| {
        r.whole(at, 4).filter(|time| r.text_at(at).len() == 4 && time / 100 < 25 && time % 100 < 60).is_some()
    };
    let told = |at: usize| {
        let (found, end) = zone(r, at)?;
        if found != Zone::Local || r.is(end - 1, "time") { Some(found) } else { None }
    };
    let joined = r.sign(at + 1, b'-') || r.is_any(at + 1, &["to", "and", "until", "till"]);
    if !hours(at) {
        return None;
    }
    told(at + 1).or_else(|| if joined && hours(at + 2) { told(at + 3) } else { None })
}

/// 7pm, seven thirty p.m., 8 o'clock, 0730, 330 p.m.; a bare hour where `loose`
fn spoken(r: &Reader<'_>, at: usize, loose: bool) -> Option<(Clock, usize)> {
    if let Some(digits) = r.whole(at, 4).filter(|_| r.text_at(at).len() >= 3) {
        let time = Clock {
            grain: Grain::Minute,
            sure: zoned(r, at).is_some() || digits >= 1300,
            ..Clock::at(i8::try_from(digits / 100).ok()?, i8::try_from(digits % 100).ok()?)
        };
        let timed = meridiem(r, at + 1).is_some()
            || r.after_any(at, &["at"]) && daypart_after(r, at + 1).is_some()
            || zoned(r, at).is_some()
            || r.is_any(at + 1, &["hrs", "hours"])
                && r.text_at(at).len() == 4
                && r.text_at(at).starts_with(['0', '1', '2']);
        return if timed && time.hour < 25 && time.minute < 60 { Some((time, at + 1)) } else { None };
    }
    let (hour, end) = hour_number(r, at, 24)?;
    if r.is(end, "o") && (r.sign(end + 1, b'\'') && r.is(end + 2, "clock") || r.is(end + 1, "clock")) {
        return Some((Clock::at(hour, 0), if r.is(end + 1, "clock") { end + 2 } else { end + 3 }));
    }
    if r.is(end, "oclock") {
        return Some((Clock::at(hour, 0), end + 1));
    }
    let dash = end + usize::from(r.sign(end, b'-') && r.literal(at).is_none());
    let minute = hour_number(r, dash, 59)
        .filter(|(minute, _)| *minute >= 10 && hour <= 12 && (r.literal(at).is_none() == r.literal(dash).is_none()));
    if let Some((minute, after)) =
        minute.filter(|(_, after)| meridiem(r, *after).is_some() || loose && r.literal(at).is_none())
    {
        let after = after + usize::from(r.is_any(after, &["minutes"]));
        return Some((Clock { grain: Grain::Minute, ..Clock::at(hour, minute) }, after));
    }
    if hour <= 12 && meridiem(r, end).is_some() {
        return Some((Clock::at(hour, 0), end));
    }
    let timed = daypart_after(r, end).is_some();
    if (loose || timed) && hour > 0 && hour < 25 && !unit_follows(r, end) && !r.sign(end, b'/') {
        Some((Clock::at(hour, 0), end))
    } else {
        None
    }
}

/// a.m., p.m., and "3:18a"
pub fn meridiem(r: &Reader<'_>, at: usize) -> Option<(i8, usize)> {
    let found = r.find(at, |sense| if let Sense::Meridiem(half) = sense { Some(half) } else { None });
    let dotted = at + usize::from(r.sign(at, b'.') && r.glued(at + 1));
    let in_the = at + if r.is(at, "in") && r.is(at + 1, "the") { 2 } else { 0 };
    found
        .or_else(|| if dotted > at && r.is_any(dotted, &["am", "pm"]) { meridiem(r, dotted) } else { None })
        .or_else(|| if in_the > at && r.is_any(in_the, &["am", "pm"]) { meridiem(r, in_the) } else { None })
        .or_else(|| {
            let run_on = r.glued(at + 1) && r.is_word(at + 1);
            let lone = r.glued(at) && !run_on && r.whole(at.wrapping_sub(1), 2).is_some();
            let lone = lone && (r.sign(at.wrapping_sub(2), b':') || r.text_at(at) == "a");
            match r.text_at(at) {
                "a" if lone => Some((0, at + 1)),
                "p" if lone => Some((12, at + 1)),
                _ => None,
            }
        })
}

/// "in the morning", "at night", "this evening" after a time.
pub fn daypart_after(r: &Reader<'_>, at: usize) -> Option<((i8, i8), usize)> {
    let mut here = at + usize::from(r.sign(at, b','));
    here += usize::from(r.is_any(here, &["in", "at"]));
    here += usize::from(r.is_any(here, &["the"]));
    if here == at && !r.is(at, "tonight") {
        return None;
    }
    daypart(r, here)
}

/// morning, afternoon, evening, night: their hours.
pub fn daypart(r: &Reader<'_>, at: usize) -> Option<((i8, i8), usize)> {
    r.find(at, |sense| if let Sense::Daypart(from, to) = sense { Some((from, to)) } else { None })
}

/// Takes in "p.m." or "in the evening" after a time.
fn halved(r: &Reader<'_>, time: Clock, end: usize) -> Option<(Clock, usize)> {
    if let Some((half, end)) = meridiem(r, end) {
        return Some((time.in_half(half), end));
    }
    let ((from, _), end) = daypart_after(r, end)?;
    Some((time.in_part(from), end))
}

impl Clock {
    /// The time in a part of the day that begins at an hour: 7 in the evening, 2 at night.
    pub fn in_part(self, from: i8) -> Self {
        let late = from >= 12 && !(from == 20 && self.hour < 5);
        if self.sure { self } else { self.in_half(if late { 12 } else { 0 }) }
    }
}
