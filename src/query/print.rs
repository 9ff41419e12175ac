//! Writes a query so that reading it gives the same tree.

use crate::query::tree::{Compare, Days, Period, Query, Unit, Words};
use std::fmt;

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => Ok(()),
            Self::Text(words) => words.fmt(f),
            Self::In(field, words) => write!(f, "{}:{words}", field.name()),
            Self::Size(compare, value) => write!(f, "figure{compare}{value}"),
            Self::On(when, days) => write!(f, "{}{days}", when.name()),
            Self::Is(is) => write!(f, "is:{}", is.name()),
            Self::Has(has) => write!(f, "has:{}", has.name()),
            Self::Not(inner) if matches!(**inner, Self::And(_) | Self::Or(_)) => write!(f, "-({inner})"),
            Self::Not(inner) => write!(f, "-{inner}"),
            Self::And(parts) => {
                for (nth, part) in parts.iter().enumerate() {
                    f.write_str(if nth == 0 { "" } else { " " })?;
                    match part {
                        Self::Or(_) => write!(f, "({part})")?,
                        _ => part.fmt(f)?,
                    }
                }
                Ok(())
            }
            Self::Or(parts) => {
                for (nth, part) in parts.iter().enumerate() {
                    write!(f, "{}{part}", if nth == 0 { "" } else { " or " })?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let star = if self.open { "*" } else { "" };
        if self.quoted {
            write!(f, "\"{}\"{star}", self.text.replace('\\', "\\\\").replace('"', "\\\""))
        } else {
            write!(f, "{}{star}", self.text)
        }
    }
}

impl fmt::Display for Compare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Equal => ":",
            Self::Over => ">",
            Self::AtLeast => ">=",
            Self::Under => "<",
            Self::AtMost => "<=",
        })
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compared(compare, period) => write!(f, "{compare}{period}"),
            Self::Between(from, to) => {
                let shown = |end: &Option<Period>| end.map(|period| period.to_string()).unwrap_or_default();
                write!(f, ":{}..{}", shown(from), shown(to))
            }
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => day.fmt(f),
            Self::Today => f.write_str("today"),
            Self::Yesterday => f.write_str("yesterday"),
            Self::Ago(count, unit) => {
                let letter = match unit {
                    Unit::Days => 'd',
                    Unit::Weeks => 'w',
                    Unit::Months => 'm',
                    Unit::Years => 'y',
                };
                write!(f, "-{count}{letter}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Field, Has, Is, When, parse};
    use proptest::prelude::*;

    fn words() -> impl Strategy<Value = Words> {
        let quoted = ("\\PC{0,12}", any::<bool>()).prop_map(|(text, open)| Words { text, quoted: true, open });
        let bare = ("[a-zäß0-9][a-zé0-9'.+-]{0,6}", any::<bool>())
            .prop_filter("a keyword", |(text, _)| !["and", "or", "not"].contains(&text.as_str()))
            .prop_map(|(text, open)| Words { text, quoted: false, open });
        prop_oneof![quoted, bare]
    }

    fn period() -> impl Strategy<Value = Period> {
        prop_oneof![
            (0i16..=9999).prop_map(Period::Year),
            (0i16..=9999, 1i8..=12).prop_map(|(year, month)| Period::Month(year, month)),
            (0i16..=9999, 1i8..=12, 1i8..=28)
                .prop_map(|(year, month, day)| Period::Day(jiff::civil::date(year, month, day))),
            Just(Period::Today),
            Just(Period::Yesterday),
            (any::<u16>(), prop_oneof![Just(Unit::Days), Just(Unit::Weeks), Just(Unit::Months), Just(Unit::Years)])
                .prop_map(|(count, unit)| Period::Ago(count, unit)),
        ]
    }

    fn compare() -> impl Strategy<Value = Compare> {
        prop::sample::select(vec![Compare::Equal, Compare::Over, Compare::AtLeast, Compare::Under, Compare::AtMost])
    }

    fn leaf() -> impl Strategy<Value = Query> {
        let fields: Vec<Field> = Field::ALL.iter().copied().filter(|field| *field != Field::Figure).collect();
        prop_oneof![
            words().prop_map(Query::Text),
            (prop::sample::select(fields), words()).prop_map(|(field, words)| Query::In(field, words)),
            (compare(), any::<i32>(), 0u32..5).prop_map(|(compare, value, scale)| Query::Size(
                compare,
                rust_decimal::Decimal::new(value.into(), scale)
            )),
            (prop::sample::select(When::ALL), compare(), period())
                .prop_map(|(when, compare, period)| Query::On(when, Days::Compared(compare, period))),
            (prop::sample::select(When::ALL), period(), prop::option::of(period()))
                .prop_map(|(when, from, to)| Query::On(when, Days::Between(Some(from), to))),
            prop::sample::select(Is::ALL).prop_map(Query::Is),
            prop::sample::select(Has::ALL).prop_map(Query::Has),
        ]
    }

    fn tree() -> impl Strategy<Value = Query> {
        leaf().prop_recursive(4, 24, 4, |inner| {
            let flat = |parts: Vec<Query>, kind: fn(Vec<Query>) -> Query| {
                let own = std::mem::discriminant(&kind(Vec::new()));
                let mut parts: Vec<Query> =
                    parts.into_iter().filter(|part| std::mem::discriminant(part) != own).collect();
                while parts.len() < 2 {
                    parts.push(Query::Is(Is::Unread));
                }
                kind(parts)
            };
            prop_oneof![
                inner.clone().prop_map(|query| Query::Not(Box::new(query))),
                prop::collection::vec(inner.clone(), 2..4).prop_map(move |parts| flat(parts, Query::And)),
                prop::collection::vec(inner, 2..4).prop_map(move |parts| flat(parts, Query::Or)),
            ]
        })
    }

    proptest! {
        #[test]
        fn reading_what_was_written_gives_the_same(query in tree()) {
            prop_assert_eq!(parse(&query.to_string()), Ok(query));
        }

        #[test]
        fn no_text_can_break_the_reader(text in "[-a-z:<>=()\"\\\\* .0-9]{0,60}") {
            if let Ok(query) = parse(&text) {
                prop_assert_eq!(parse(&query.to_string()), Ok(query));
            }
        }
    }
}
