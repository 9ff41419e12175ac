//! When to ask again.

use crate::ingest::rfc3339;
use jiff::Timestamp;
use std::time::Duration;

/// No server is obeyed for longer than this: a wrong clock would silence a feed for ever.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);

/// Reads `Retry-After`: seconds, or a date, against the clock.
pub fn retry_after(written: &str, now: Timestamp) -> Option<Duration> {
    let written = written.trim();
    if !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(written.parse().map_or(LONGEST, Duration::from_secs).min(LONGEST));
    }
    let until: Timestamp = rfc3339(written)?.parse().ok()?;
    let wait = until.as_second().saturating_sub(now.as_second());
    Some(Duration::from_secs(u64::try_from(wait).unwrap_or(0)).min(LONGEST))
}

/// How long to leave a feed alone after it failed `failures` times in a row, its usual interval being `interval`:
/// twice as long each time, up to a day, or to the interval if that is longer.
pub fn backoff(interval: Duration, failures: u32) -> Duration {
    const DAY: Duration = Duration::from_secs(24 * 3600);
    let longer = interval.saturating_mul(1u32.checked_shl(failures.min(16)).unwrap_or(u32::MAX));
    longer.min(DAY).max(interval)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after() {
        let now: Timestamp = "2026-03-04T09:00:00Z".parse().unwrap();
        for (written, seconds) in [
            ("120", Some(120)),
            ("Wed, 04 Mar 2026 10:00:00 GMT", Some(3600)),
            ("Wed, 04 Mar 2020 10:00:00 GMT", Some(0)),
            ("Tue, 01 Sep 2099 10:00:00 GMT", Some(LONGEST.as_secs())),
            ("99999999999999999999999", Some(LONGEST.as_secs())),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(retry_after(written, now).map(|wait| wait.as_secs()), seconds, "{written}");
        }
    }

    #[test]
    fn failing_feeds_are_asked_less() {
        let hour = Duration::from_secs(3600);
        let hours: Vec<u64> = (0..7).map(|failures| backoff(hour, failures).as_secs() / 3600).collect();
        assert_eq!(hours, [1, 2, 4, 8, 16, 24, 24]);
        assert_eq!(backoff(hour * 48, 3), hour * 48);
        assert_eq!(backoff(hour, u32::MAX), hour * 24);
    }
}
