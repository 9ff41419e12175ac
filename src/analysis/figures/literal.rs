//! Numbers in digits: separators of several countries, decimals, vulgar fractions.

use rust_decimal::Decimal;

/// A number as written in digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Literal {
    pub value: Decimal,
    /// The same, where it is nothing but digits.
    pub plain: Option<i64>,
    /// Digits before the decimal mark.
    pub whole: u8,
    /// Digits after the decimal mark.
    pub decimals: u8,
    /// Written with marks between its thousands.
    pub grouped: bool,
    /// ½ and its like.
    pub vulgar: bool,
}

/// A `Decimal` holds 28 digits; longer ones are no figures.
const MOST: usize = 28;

/// Reads the number at the start of `bytes` (a digit, or a dot and a digit): its length, and its value unless it has
/// more digits than a value can hold.
///
/// `listed` says that a digit and a mark stand right before: a list or a date, no decimals.
pub fn read(bytes: &[u8], listed: bool) -> (usize, Option<Literal>) {
    let first = run(bytes);
    if first > MOST {
        return (first, None);
    }
    let (mut end, grouped) = groups(bytes, first);
    let whole_end = end;
    let by_dots = grouped && bytes.get(first) == Some(&b'.');
    let mut decimals = 0;
    let mark = bytes.get(end).copied();
    let after = run(bytes.get(end + 1..).unwrap_or_default());
    let dotted = mark == Some(b'.') && after > 0 && !listed && !chained(bytes, end + 1 + after);
    // 5,00 and 1.111,11: the decimal comma, two digits so that a list (22,24,26) is no decimal
    let more = bytes.get(end + 3) == Some(&b',') && bytes.get(end + 4).is_some_and(u8::is_ascii_digit);
    let comma = mark == Some(b',') && after == 2 && !more && !listed && (!grouped || by_dots);
    if dotted && !by_dots || comma {
        decimals = after;
        end += 1 + after;
    }
    (end, value(bytes, end, whole_end, decimals, grouped))
}

fn value(bytes: &[u8], end: usize, whole_end: usize, decimals: usize, grouped: bool) -> Option<Literal> {
    let mut mantissa: i128 = 0;
    let mut count = 0;
    for digit in bytes.get(..end)?.iter().filter(|byte| byte.is_ascii_digit()) {
        mantissa = mantissa * 10 + i128::from(digit - b'0');
        count += 1;
        if count > MOST {
            return None;
        }
    }
    let whole = bytes.get(..whole_end)?.iter().filter(|byte| byte.is_ascii_digit()).count();
    let value = Decimal::try_from_i128_with_scale(mantissa, u32::try_from(decimals).ok()?).ok()?;
    let plain = if grouped || decimals > 0 { None } else { i64::try_from(mantissa).ok() };
    Some(Literal {
        value,
        plain,
        whole: u8::try_from(whole).ok()?,
        decimals: u8::try_from(decimals).ok()?,
        grouped,
        vulgar: false,
    })
}

fn run(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// True when one more group follows a dot: 23.04.2022, 192.168.0.1, 1.2.3 are no decimals.
fn chained(bytes: &[u8], at: usize) -> bool {
    bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
}

/// The end of the whole part, and whether it has marks between groups.
fn groups(bytes: &[u8], first: usize) -> (usize, bool) {
    if first == 0 || first > 3 {
        return (first, false);
    }
    for mark in [",", ".", "'", "\u{a0}", "\u{202f}", "\u{2009}", " "] {
        let (end, count) = thousands(bytes, first, mark.as_bytes());
        let sure = match mark {
            "." => {
                count > 1
                    || (count == 1
                        && bytes.get(end) == Some(&b',')
                        && run(bytes.get(end + 1..).unwrap_or_default()) == 2)
            }
            // "40 000", "1 234 567"; but "on May 12 200 people"
            " " => count > 1 || (count == 1 && bytes.get(..end).is_some_and(|whole| whole.ends_with(b" 000"))),
            _ => count > 0,
        };
        if sure {
            return (end, true);
        }
    }
    indian(bytes, first).map_or((first, false), |end| (end, true))
}

/// Groups of three after `mark`; at most nine, more digits than a value can hold are not read as one.
fn thousands(bytes: &[u8], first: usize, mark: &[u8]) -> (usize, usize) {
    let mut end = first;
    let mut count = 0;
    while count < 9 {
        let Some(rest) = bytes.get(end..).and_then(|rest| rest.strip_prefix(mark)) else { break };
        if run(rest) != 3 {
            break;
        }
        end += mark.len() + 3;
        count += 1;
    }
    (end, count)
}

/// 12,34,567: groups of two, then one of three.
fn indian(bytes: &[u8], first: usize) -> Option<usize> {
    let mut end = first;
    for _ in 0..6 {
        let rest = bytes.get(end..)?.strip_prefix(b",")?;
        match run(rest) {
            2 => end += 3,
            3 if end > first && first <= 2 => return Some(end + 4),
            _ => return None,
        }
    }
    None
}

/// ½ and its like.
pub fn vulgar(c: char) -> Option<Literal> {
    let (above, below) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    };
    let value = Decimal::from(above).checked_div(Decimal::from(below))?;
    Some(Literal { value, plain: None, whole: 0, decimals: 0, grouped: false, vulgar: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, length: usize, value: &str) {
        let (end, literal) = read(text.as_bytes(), false);
        assert_eq!((end, literal.map(|literal| literal.value.to_string())), (length, Some(value.to_owned())), "{text}");
    }

    #[test]
    fn separators_of_several_countries() {
        check("10,000 soldiers", 6, "10000");
        check("1,234,567.89.", 12, "1234567.89");
        check("12,34,567.89", 12, "1234567.89");
        check("1.111,11", 8, "1111.11");
        check("1.234.567 x", 9, "1234567");
        check("1.234", 5, "1.234");
        check("5,00 or", 4, "5.00");
        check("22,24,26,31.", 2, "22");
        check("40 000 is", 6, "40000");
        check("12 200 people", 2, "12");
        check("1\u{202f}234\u{202f}567.89", 16, "1234567.89");
        check("23.04.2022", 2, "23");
        check(".08", 3, "0.08");
        check("2.", 1, "2");
        check("1,2345", 1, "1");
    }

    #[test]
    fn too_long_for_a_value() {
        assert_eq!(read(&[b'1'; 40], false), (40, None));
    }
}
