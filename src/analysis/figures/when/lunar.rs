//! Where the sun and the moon stand, well enough to name a day: the months of calendars that follow them.
//!
//! Series after Meeus, Astronomical Algorithms (chapters 25 and 47), cut where the error falls below a quarter of an hour.

use jiff::civil::Date;

/// Days and fractions since 2000-01-01T12:00 in universal time.
pub type Moment = f64;

/// Degrees of the sun that the signs of the stars have moved since they were named, in 2000 and per year.
const DRIFT: (f64, f64) = (23.85, 0.013_97);

/// Days from one new moon to the next, on average.
pub const MONTH: f64 = 29.530_588_86;
/// The first new moon of 2000.
pub const FIRST: Moment = 5.26;

/// The moment of a clock on a day, `zone` hours east of Greenwich.
pub fn moment(day: Date, hour: f64, zone: f64) -> Moment {
    let noon = day.duration_since(Date::constant(2000, 1, 1)).as_hours() / 24;
    f64::from(i32::try_from(noon).unwrap_or_default()) + (hour - zone) / 24.0 - 0.5
}

/// The day of a moment in a zone, and the hour of that day.
pub fn day(at: Moment, zone: f64) -> Option<(Date, f64)> {
    let local = at + 0.5 + zone / 24.0;
    let days = local.floor();
    // a float that is no day of ours saturates, and is refused by the calendar
    let date = super::calendar::add_days(Date::constant(2000, 1, 1), days as i64)?;
    Some((date, (local - days) * 24.0))
}

fn sine(degrees: f64) -> f64 {
    degrees.to_radians().sin()
}

/// The sun's longitude in degrees, 0 at the spring equinox.
pub fn sun(at: Moment) -> f64 {
    let t = at / 36_525.0;
    let mean = 280.466_46 + 36_000.769_83 * t;
    let anomaly = 357.529_11 + 35_999.050_29 * t;
    let centre =
        (1.914_602 - 0.004_817 * t) * sine(anomaly) + 0.019_993 * sine(2.0 * anomaly) + 0.000_289 * sine(3.0 * anomaly);
    (mean + centre - 0.005_69).rem_euclid(360.0)
}

/// The moon's terms: size in degrees, and how often each of elongation, sun's anomaly, moon's anomaly, latitude.
const TERMS: &[(f64, [f64; 4])] = &[
    (6.288_774, [0.0, 0.0, 1.0, 0.0]),
    (1.274_027, [2.0, 0.0, -1.0, 0.0]),
    (0.658_314, [2.0, 0.0, 0.0, 0.0]),
    (0.213_618, [0.0, 0.0, 2.0, 0.0]),
    (-0.185_116, [0.0, 1.0, 0.0, 0.0]),
    (-0.114_332, [0.0, 0.0, 0.0, 2.0]),
    (0.058_793, [2.0, 0.0, -2.0, 0.0]),
    (0.057_066, [2.0, -1.0, -1.0, 0.0]),
    (0.053_322, [2.0, 0.0, 1.0, 0.0]),
    (0.045_758, [2.0, -1.0, 0.0, 0.0]),
    (-0.040_923, [0.0, 1.0, -1.0, 0.0]),
    (-0.034_720, [1.0, 0.0, 0.0, 0.0]),
    (-0.030_383, [0.0, 1.0, 1.0, 0.0]),
    (0.015_327, [2.0, 0.0, 0.0, -2.0]),
    (-0.012_528, [0.0, 0.0, 1.0, 2.0]),
    (0.010_980, [0.0, 0.0, 1.0, -2.0]),
    (0.010_675, [4.0, 0.0, -1.0, 0.0]),
    (0.010_034, [0.0, 0.0, 3.0, 0.0]),
    (0.008_548, [4.0, 0.0, -2.0, 0.0]),
    (-0.007_888, [2.0, 1.0, -1.0, 0.0]),
    (-0.006_766, [2.0, 1.0, 0.0, 0.0]),
];

/// The moon's longitude in degrees.
fn moon(at: Moment) -> f64 {
    let t = at / 36_525.0;
    let angles = [
        297.850_192_1 + 445_267.111_403_4 * t,
        357.529_109_2 + 35_999.050_290_9 * t,
        134.963_396_4 + 477_198.867_505_5 * t,
        93.272_095 + 483_202.017_523_3 * t,
    ];
    let sum = |often: &[f64; 4]| often.iter().zip(&angles).map(|(n, angle)| n * angle).sum::<f64>();
    let swing: f64 = TERMS.iter().map(|(size, often)| size * sine(sum(often))).sum();
    218.316_447_7 + 481_267.881_234_21 * t + swing
}

/// The moon's distance from the sun's path in degrees, north positive; the largest terms.
fn latitude(at: Moment) -> f64 {
    let t = at / 36_525.0;
    let elongation = 297.850_192_1 + 445_267.111_403_4 * t;
    let anomaly = 134.963_396_4 + 477_198.867_505_5 * t;
    let node = 93.272_095 + 483_202.017_523_3 * t;
    5.128_122 * sine(node)
        + 0.280_602 * sine(anomaly + node)
        + 0.277_693 * sine(anomaly - node)
        + 0.173_237 * sine(2.0 * elongation - node)
        + 0.055_413 * sine(2.0 * elongation - anomaly + node)
        + 0.046_271 * sine(2.0 * elongation - anomaly - node)
}

/// How high a point of the sky stands over a place at a moment, in degrees.
fn altitude(longitude: f64, latitude: f64, at: Moment, place: Place) -> f64 {
    let tilt = 23.439_3_f64.to_radians();
    let (longitude, latitude) = (longitude.to_radians(), latitude.to_radians());
    let declination = (latitude.sin() * tilt.cos() + latitude.cos() * tilt.sin() * longitude.sin()).asin();
    let ascension = (longitude.sin() * tilt.cos() - latitude.tan() * tilt.sin()).atan2(longitude.cos()).to_degrees();
    let hour = (280.460_618 + 360.985_647_366 * at + place.east - ascension).to_radians();
    let north = place.north.to_radians();
    (north.sin() * declination.sin() + north.cos() * declination.cos() * hour.cos()).asin().to_degrees()
}

/// A place on the earth, in degrees.
#[derive(Clone, Copy)]
pub struct Place {
    pub north: f64,
    pub east: f64,
}

/// The moment of sunset on a day, at a place in low latitudes.
pub fn sunset(day: Date, place: Place) -> Moment {
    // the sun sinks some 13 degrees an hour there
    (0..6).fold(moment(day, 18.0, place.east / 15.0), |at, _| at + (altitude(sun(at), 0.0, at, place) + 0.833) / 324.0)
}

/// True when the moon is still up at a moment: what is left of it shows above the horizon.
pub fn moon_is_up(at: Moment, place: Place) -> bool {
    altitude(moon(at), latitude(at), at, place) > 0.125
}

/// How far the moon is ahead of the sun, in degrees: 0 when new, 180 when full.
pub fn phase(at: Moment) -> f64 {
    (moon(at) - sun(at)).rem_euclid(360.0)
}

/// The longitude among the stars, as the calendars of India count it.
pub fn among_stars(longitude: f64, at: Moment) -> f64 {
    (longitude - DRIFT.0 - DRIFT.1 * at / 365.25).rem_euclid(360.0)
}

/// The first new moon at or after a moment.
pub fn new_moon(from: Moment) -> Moment {
    let mut at = FIRST + ((from - FIRST) / MONTH).floor() * MONTH;
    loop {
        let found = (0..4).fold(at, |at, _| at - signed(phase(at)) / 12.190_749);
        if found >= from {
            return found;
        }
        at += MONTH;
    }
}

/// The moment nearest to a guess when the sun stands at a longitude.
pub fn sun_at(longitude: f64, guess: Moment) -> Moment {
    (0..5).fold(guess, |at, _| at - signed(sun(at) - longitude) / 0.985_647)
}

/// An angle between -180 and 180.
fn signed(angle: f64) -> f64 {
    (angle + 180.0).rem_euclid(360.0) - 180.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_moons_and_equinoxes() {
        // 2018-06-13 19:43, 2019-10-28 03:38, 2024-04-08 18:21 (the eclipse), all in universal time
        for (year, month, day_, hour) in [(2018, 6, 13, 19.7), (2019, 10, 28, 3.6), (2024, 4, 8, 18.35)] {
            let wanted = moment(Date::constant(year, month, day_), hour, 0.0);
            assert!((new_moon(wanted - 3.0) - wanted).abs() < 0.02, "{year}");
        }
        let equinox = sun_at(0.0, moment(Date::constant(2024, 3, 20), 0.0, 0.0));
        assert_eq!(
            day(equinox, 0.0).map(|(date, hour)| (date, hour.floor())),
            Some((Date::constant(2024, 3, 20), 3.0))
        );
    }
}
