//! A query as a tree.

use crate::query::field::{Field, Has, Is, When};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What a reader asks for.
///
/// Invariants of a parsed tree: `And` and `Or` have at least two parts, none of them of their own kind; `All` stands
/// only at the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Query {
    /// Everything: the empty query.
    #[default]
    All,
    /// Words anywhere in the title, the text or a note.
    Text(Words),
    /// Words in one field.
    In(Field, Words),
    /// A figure of some size.
    Size(Compare, Decimal),
    /// A day, or a longer period.
    On(When, Days),
    /// A state.
    Is(Is),
    /// A possession.
    Has(Has),
    /// Not this.
    Not(Box<Query>),
    /// All of these.
    And(Vec<Query>),
    /// One of these at least.
    Or(Vec<Query>),
}

impl Query {
    /// True when it asks for notes by their names, and for nothing else.
    pub fn names_notes(&self) -> bool {
        match self {
            Self::In(field, _) => *field == Field::Id,
            Self::Or(parts) => parts.iter().all(Self::names_notes),
            Self::All | Self::Text(_) | Self::Size(..) | Self::On(..) | Self::Is(_) | Self::Has(_) => false,
            Self::Not(_) | Self::And(_) => false,
        }
    }
}

/// Words to be found one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The words as they were written.
    pub text: String,
    /// Written between quotation marks.
    pub quoted: bool,
    /// With a `*` behind: the last word may go on.
    pub open: bool,
}

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Compare {
    /// `:` or `=`.
    Equal,
    /// `>`.
    Over,
    /// `>=`.
    AtLeast,
    /// `<`.
    Under,
    /// `<=`.
    AtMost,
}

/// A stretch of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Days {
    /// Against one period: `Over` is after its last day, `Under` before its first.
    Compared(Compare, Period),
    /// `a..b`, both included; an open end where one is missing.
    Between(Option<Period>, Option<Period>),
}

/// A day, month or year; or a day counted from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// `2026`
    Year(i16),
    /// `2026-03`
    Month(i16, i8),
    /// `2026-03-04`
    Day(Date),
    /// `today`
    Today,
    /// `yesterday`
    Yesterday,
    /// `-7d`: the day so long ago.
    Ago(u16, Unit),
}

/// What is counted back from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// `d`
    Days,
    /// `w`
    Weeks,
    /// `m`
    Months,
    /// `y`
    Years,
}

impl Query {
    /// The words asked for anywhere in the text and not under a negation, for a screen to show them.
    pub fn words(&self) -> Vec<&Words> {
        match self {
            Self::Text(words) | Self::In(Field::Title | Field::Note, words) => vec![words],
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::words).collect(),
            _ => Vec::new(),
        }
    }

    /// True when nothing is asked.
    pub fn is_all(&self) -> bool {
        *self == Self::All
    }

    /// Both this and `other`.
    pub fn and(self, other: Query) -> Query {
        match (self, other) {
            (Self::All, query) | (query, Self::All) => query,
            (Self::And(mut parts), Self::And(more)) => {
                parts.extend(more);
                Self::And(parts)
            }
            (Self::And(mut parts), part) => {
                parts.push(part);
                Self::And(parts)
            }
            (part, Self::And(mut parts)) => {
                parts.insert(0, part);
                Self::And(parts)
            }
            (one, two) => Self::And(vec![one, two]),
        }
    }
}

impl Words {
    /// These words in this order, whatever they are.
    pub fn phrase(text: &str) -> Self {
        Self { text: text.to_owned(), quoted: true, open: false }
    }
}

impl Period {
    /// The first and the last day, when today is `today`. Days that no calendar holds are moved to its ends.
    pub fn days(self, today: Date) -> (Date, Date) {
        let month = |year, month| {
            let first = Date::new(year, month, 1).unwrap_or(if year < 0 { Date::MIN } else { Date::MAX });
            (first, first.last_of_month())
        };
        match self {
            Self::Year(year) => (month(year, 1).0, month(year, 12).1),
            Self::Month(year, number) => month(year, number),
            Self::Day(day) => (day, day),
            Self::Today => (today, today),
            Self::Yesterday => Self::Ago(1, Unit::Days).days(today),
            Self::Ago(count, unit) => {
                let count = i64::from(count);
                let back = match unit {
                    Unit::Days => jiff::Span::new().try_days(count),
                    Unit::Weeks => jiff::Span::new().try_weeks(count),
                    Unit::Months => jiff::Span::new().try_months(count),
                    Unit::Years => jiff::Span::new().try_years(count),
                };
                let day = back.map_or(Date::MIN, |span| today.saturating_sub(span));
                (day, day)
            }
        }
    }
}

impl Days {
    /// The first and the last day meant, where there is one, when today is `today`.
    pub fn bounds(&self, today: Date) -> (Option<Date>, Option<Date>) {
        match self {
            Self::Compared(Compare::Equal, period) => {
                let (first, last) = period.days(today);
                (Some(first), Some(last))
            }
            Self::Compared(Compare::Over, period) => (Some(period.days(today).1.tomorrow().unwrap_or(Date::MAX)), None),
            Self::Compared(Compare::AtLeast, period) => (Some(period.days(today).0), None),
            Self::Compared(Compare::Under, period) => {
                (None, Some(period.days(today).0.yesterday().unwrap_or(Date::MIN)))
            }
            Self::Compared(Compare::AtMost, period) => (None, Some(period.days(today).1)),
            Self::Between(from, to) => (from.map(|from| from.days(today).0), to.map(|to| to.days(today).1)),
        }
    }
}
