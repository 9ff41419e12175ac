//! Moments as other programs want them.

use jiff::Timestamp;
use jiff::fmt::temporal::DateTimeParser;

/// A moment in UTC with `Z`, to the second; `None` where the text is no moment.
pub(super) fn utc(moment: &str) -> Option<String> {
    let at: Timestamp = DateTimeParser::new().parse_timestamp(moment).ok()?;
    Some(at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_told_in_utc() {
        for (moment, expected) in [
            ("2026-03-04T09:00:00+01:00", Some("2026-03-04T08:00:00Z")),
            ("2016-12-16T11:24:14.673557+00:00", Some("2016-12-16T11:24:14Z")),
            ("2026-03-04", None),
            ("yesterday", None),
        ] {
            assert_eq!(utc(moment).as_deref(), expected);
        }
    }
}
