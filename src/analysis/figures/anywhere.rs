//! Figures in a language whose words are not known: those that are written alike everywhere. "3,5 %" is one number with a
//! decimal comma; "1.234" may be a thousand or one, and is left alone.

use crate::analysis::figures::quantity::blank;
use crate::analysis::{DateRange, Figure, FigureKind, Grain};
use crate::text::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// How words for thousands, millions and more begin: a number before one of them is not the whole number.
const MAGNITUDES: &[&str] = &[
    "mil",
    "mio",
    "mln",
    "mrd",
    "mld",
    "mia",
    "md",
    "bil",
    "bln",
    "tsd",
    "tis",
    "tys",
    "tus",
    "tri",
    "bio",
    "mn",
    "bn",
    "milj",
    "millón",
    "ezer",
    "bin",
    "тыс",
    "млн",
    "млрд",
    "милл",
    "тися",
    "мілья",
    "万",
    "億",
    "亿",
    "兆",
    "천",
    "만",
    "억",
];
const PERCENT: &[&str] =
    &["prozent", "procent", "prosent", "percent", "procenta", "pour cent", "por ciento", "por cento", "per cento"];
const CURRENCIES: &[(&str, Option<&str>)] = &[
    ("€", Some("EUR")),
    ("£", Some("GBP")),
    ("₽", Some("RUB")),
    ("₴", Some("UAH")),
    ("₺", Some("TRY")),
    ("zł", Some("PLN")),
    ("EUR", Some("EUR")),
    ("CHF", Some("CHF")),
    ("USD", Some("USD")),
    // Of which country, the sign does not say.
    ("$", None),
    ("¥", None),
];
const UNITS: &[&str] = &["km", "cm", "mm", "kg", "km²", "m²", "m³", "°C", "kWh", "MW", "GW", "GWh", "TWh", "ha"];

/// The safe figures of a passage that begins at `offset`.
pub fn in_any_language(text: &str, offset: usize) -> Vec<Figure> {
    let mut found = Vec::new();
    let (mut at, mut last) = (0, 0);
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())).map(|to| at + to) {
        let end = run(text, start);
        at = end;
        if let Some(mut figure) = figure(text, start, end).filter(|_| stands_alone(text, start)) {
            // A sign between two numbers belongs to the first.
            if figure.span.start < last {
                continue;
            }
            at = figure.span.end.max(end);
            last = at;
            figure.span = Span::new(figure.span.start + offset, figure.span.end + offset);
            found.push(figure);
        }
    }
    found
}

/// Where a run of digits, and signs between digits, ends.
fn run(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let mut end = 0;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let between = matches!(c, '.' | ',' | ':' | '/' | '-' | '–' | '\'' | '’')
            && next.is_some_and(|next| next.is_ascii_digit());
        if c.is_ascii_digit() || between || is_thin(c) && is_group(rest.get(at + c.len_utf8()..)) {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    start + end
}

/// A space inside a number.
fn is_thin(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Exactly three digits.
fn is_group(rest: Option<&str>) -> bool {
    rest.is_some_and(|rest| rest.chars().take_while(char::is_ascii_digit).count() == 3)
}

/// True where nothing before a number belongs to it: a letter, a sign, another number.
fn stands_alone(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().chars().next_back();
    before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '"' | '„' | '“' | '«' | '»' | '€' | '£' | '$' | '¥' | '₽' | '₴' | '₺')
    })
}

fn figure(text: &str, start: usize, end: usize) -> Option<Figure> {
    let written = text.get(start..end)?;
    if let Some(date) = day(written) {
        let at = Some(date.at(0, 0, 0, 0));
        let range = DateRange { start: at, end: at, grain: Grain::Day };
        return Some(Figure { span: Span::new(start, end), date: Some(range), ..blank(FigureKind::Date) });
    }
    let (value, plain) = value(written)?;
    let after = text.get(end..)?;
    let rest = after.trim_start_matches(is_thin);
    let gap = after.len() - rest.len();
    let kept = |kind, start: usize, length: usize| {
        let end = if length == 0 { end } else { end + gap + length };
        Figure { span: Span::new(start, end), value: Some(value), ..blank(kind) }
    };
    let lower: String = rest.chars().take(12).collect::<String>().to_lowercase();
    if let Some(sign) = std::iter::once(&"%").chain(PERCENT).find(|sign| lower.starts_with(**sign)) {
        return Some(kept(FigureKind::Percent, start, sign.len()));
    }
    if MAGNITUDES.iter().any(|word| lower.starts_with(word)) {
        return None;
    }
    let word =
        rest.get(..rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '°' | '²' | '³'))).unwrap_or(rest.len()))?;
    let before = text.get(..start)?.trim_end_matches(is_thin);
    let leading = CURRENCIES
        .iter()
        .find(|(sign, _)| before.ends_with(sign))
        .map(|(sign, code)| (before.len() - sign.len(), *code));
    if let Some((from, code)) = leading {
        return Some(Figure { currency: code, ..kept(FigureKind::Money, from, 0) });
    }
    let trailing = CURRENCIES.iter().find(|(sign, _)| word == *sign || !sign.is_ascii() && rest.starts_with(sign));
    let euro = lower.starts_with("euro").then_some(&("euro", Some("EUR")));
    if let Some((sign, code)) = trailing.or(euro) {
        return Some(Figure { currency: *code, ..kept(FigureKind::Money, start, sign.len()) });
    }
    if let Some(unit) = UNITS.iter().find(|unit| word == **unit) {
        return Some(Figure { unit: Some(unit), ..kept(FigureKind::Quantity, start, unit.len()) });
    }
    // "3." counts places in a row, "1998" years, "14.30" hours; "5G" is a name.
    let ordinal = after.starts_with('.') && plain;
    let year = plain && written.len() == 4;
    let point = written.contains('.') && !written.contains(',') && written.matches('.').count() == 1;
    let glued = after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '°'));
    (!ordinal && !year && !point && !glued).then(|| kept(FigureKind::Count, start, 0))
}

/// The value of a number whose notation is safe, and whether it is digits only.
fn value(written: &str) -> Option<(Decimal, bool)> {
    if written.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((written.parse().ok()?, true));
    }
    let (whole, fraction) = match written.rsplit_once([',', '.']) {
        // One sign: a fraction, unless three digits follow; several of a kind: groups.
        Some((whole, last)) if !whole.contains([',', '.']) && last.len() != 3 => (whole, last),
        Some((whole, last)) if whole.contains([',', '.']) && !same_signs(written) => (whole, last),
        Some(_) if written.matches([',', '.']).count() > 1 => (written, ""),
        Some(_) => return None,
        None => (written, ""),
    };
    let groups: Vec<&str> = whole.split(['.', ',', '\'', '’', ' ', '\u{a0}', '\u{202f}', '\u{2009}']).collect();
    let (first, others) = groups.split_first()?;
    let digits = |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let fits = groups.iter().all(digits)
        && others.iter().all(|group| group.len() == 3)
        && (others.is_empty() || first.len() <= 3);
    let number = if fraction.is_empty() { groups.concat() } else { format!("{}.{fraction}", groups.concat()) };
    if fits { Some((number.parse().ok()?, false)) } else { None }
}

/// True where all points and commas of a number are the same.
fn same_signs(written: &str) -> bool {
    !(written.contains(',') && written.contains('.'))
}

/// "2026-03-04" and "4.3.2026": the day comes first wherever points part a date.
fn day(written: &str) -> Option<Date> {
    if written.len() == 10 && written.matches('-').count() == 2 {
        return written.parse().ok();
    }
    let parts: Vec<&str> = written.split('.').collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let short = day.len() <= 2 && month.len() <= 2 && year.len() == 4;
    if short { Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_safe() {
        for (text, wanted) in [
            ("Die Inflation stieg auf 3,5 Prozent.", vec![("3,5 Prozent", "3.5")]),
            ("L'inflation atteint 3,5 %.", vec![("3,5 %", "3.5")]),
            ("Die Stadt zahlt 1.250,50 Euro für 12 Boote.", vec![("1.250,50 Euro", "1250.50"), ("12", "12")]),
            ("Cela coûte 12 345 €.", vec![("12 345 €", "12345")]),
            ("Es sind €41,5 mehr.", vec![("€41,5", "41.5")]),
            ("Er fuhr 120 km in 3,5 Stunden.", vec![("120 km", "120"), ("3,5", "3.5")]),
            ("Es waren 12.345.678 Menschen.", vec![("12.345.678", "12345678")]),
            // What is not.
            ("Es kostet 3,5 Millionen Euro.", vec![]),
            ("Costó 41 millones de euros.", vec![]),
            ("Es waren 1.234 Menschen.", vec![]),
            ("Am 3. März 1998 um 14.30 Uhr mit 5G.", vec![]),
            ("Um 14:30 Uhr, Seite 12/13, 3-4 Tore.", vec![]),
        ] {
            let found = in_any_language(text, 0);
            let found: Vec<(&str, String)> = found
                .iter()
                .map(|figure| (figure.span.of(text), figure.value.unwrap_or_default().to_string()))
                .collect();
            let found: Vec<(&str, &str)> = found.iter().map(|(text, value)| (*text, value.as_str())).collect();
            assert_eq!(found, wanted, "{text}");
        }
        let dates = in_any_language("Am 4.3.2026 und 2026-03-05.", 0);
        let days: Vec<String> = dates.iter().filter_map(|figure| figure.date?.first()).collect();
        assert_eq!(days, ["2026-03-04", "2026-03-05"]);
    }

    proptest! {
        #[test]
        fn figures_stand_in_order(text in "[0-9., €%/:a-zü\u{a0}-]{0,60}") {
            let found = in_any_language(&text, 7);
            prop_assert!(found.windows(2).all(|two| two[0].span.end <= two[1].span.start));
            prop_assert!(found.iter().all(|figure| text.get(figure.span.start - 7..figure.span.end - 7).is_some()));
        }
    }
}
