//! Reads a query. A wrong one says where, what stands there, and what was expected.

use crate::query::field::{Field, Has, Is, When};
use crate::query::lexer::{Piece, What, pieces};
use crate::query::tree::{Compare, Days, Period, Query, Unit, Words};
use crate::text::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::fmt;

/// Parentheses and negations within each other, so that no query can exhaust the stack.
const DEPTH: usize = 100;

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// Where, in bytes of the query.
    pub span: Span,
    /// The same place in characters from 1, for people.
    pub column: usize,
    /// What stands there; empty at the end of the query.
    pub found: String,
    /// What was expected instead.
    pub expected: String,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the query is wrong at character {}: ", self.column)?;
        match self.found.as_str() {
            "" => write!(f, "it ends here, expected {}", self.expected),
            found => write!(f, "found `{found}`, expected {}", self.expected),
        }
    }
}

impl std::error::Error for QueryError {}

/// Reads a query.
pub fn parse(query: &str) -> Result<Query, QueryError> {
    let mut reader = Reader { query, pieces: pieces(query), at: 0, depth: 0 };
    if reader.pieces.is_empty() {
        return Ok(Query::All);
    }
    let tree = reader.either()?;
    match reader.peek() {
        None => Ok(tree),
        Some(_) => Err(reader.wrong("a word, or `(` before this `)`")),
    }
}

struct Reader<'q> {
    query: &'q str,
    pieces: Vec<Piece<'q>>,
    at: usize,
    depth: usize,
}

impl<'q> Reader<'q> {
    fn peek(&self) -> Option<&Piece<'q>> {
        self.pieces.get(self.at)
    }

    fn next(&mut self) -> Option<Piece<'q>> {
        let piece = self.pieces.get(self.at).cloned();
        self.at += 1;
        piece
    }

    /// The piece at hand is not what it should be.
    fn wrong(&self, expected: &str) -> QueryError {
        let end = Span::new(self.query.len(), self.query.len());
        self.wrong_at(self.peek().map_or(end, |piece| piece.span), expected)
    }

    fn wrong_at(&self, span: Span, expected: &str) -> QueryError {
        let column = self.query.get(..span.start).unwrap_or_default().chars().count() + 1;
        QueryError { span, column, found: span.of(self.query).to_owned(), expected: expected.to_owned() }
    }

    /// True when the bare word `keyword` stands here.
    fn is_keyword(&self, keyword: &str) -> bool {
        matches!(self.peek().map(|piece| &piece.what),
            Some(What::Bare { text, open: false }) if text.eq_ignore_ascii_case(keyword))
    }

    fn either(&mut self) -> Result<Query, QueryError> {
        let mut parts = vec![self.both()?];
        while self.is_keyword("or") {
            self.at += 1;
            parts.push(self.both()?);
        }
        Ok(joined(parts, Query::Or))
    }

    fn both(&mut self) -> Result<Query, QueryError> {
        let mut parts = vec![self.one()?];
        loop {
            if self.is_keyword("and") {
                self.at += 1;
            } else if self.peek().is_none_or(|piece| piece.what == What::Close) || self.is_keyword("or") {
                return Ok(joined(parts, Query::And));
            }
            parts.push(self.one()?);
        }
    }

    fn one(&mut self) -> Result<Query, QueryError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.wrong("fewer parentheses within each other"));
        }
        let part = self.part();
        self.depth -= 1;
        part
    }

    fn part(&mut self) -> Result<Query, QueryError> {
        if self.is_keyword("not") {
            self.at += 1;
            return Ok(Query::Not(Box::new(self.one()?)));
        }
        if self.is_keyword("and") || self.is_keyword("or") {
            return Err(self.wrong("a word, a \"phrase\", a field or `(`; put the word itself between quotation marks"));
        }
        let Some(piece) = self.next() else {
            return Err(self.wrong("a word, a \"phrase\", a field or `(`"));
        };
        match piece.what {
            What::Minus => Ok(Query::Not(Box::new(self.one()?))),
            What::Open => self.group(piece.span),
            What::Close => Err(self.wrong_at(piece.span, "a word, a \"phrase\", a field or `(`")),
            What::Field { name, compare } => self.field(name, compare, piece.span),
            what => Ok(Query::Text(self.words(what, piece.span)?)),
        }
    }

    fn group(&mut self, opened: Span) -> Result<Query, QueryError> {
        let inside = self.either()?;
        match self.next() {
            Some(Piece { what: What::Close, .. }) => Ok(inside),
            _ => {
                let column = self.wrong_at(opened, "").column;
                self.at = self.pieces.len();
                Err(self.wrong(&format!("`)` for the `(` at character {column}")))
            }
        }
    }

    fn words(&self, what: What<'q>, span: Span) -> Result<Words, QueryError> {
        match what {
            What::Quoted { closed: false, .. } => Err(self.wrong_at(span, "a second quotation mark")),
            What::Quoted { text, open, .. } => Ok(Words { text, quoted: true, open }),
            What::Bare { text, open } => Ok(Words { text: text.to_owned(), quoted: false, open }),
            _ => Err(self.wrong_at(span, "a word or a \"phrase\"")),
        }
    }

    fn field(&mut self, name: &str, compare: Compare, span: Span) -> Result<Query, QueryError> {
        let known = Field::named(name);
        let when = When::named(name);
        let (is, has) = (name.eq_ignore_ascii_case("is"), name.eq_ignore_ascii_case("has"));
        if known.is_none() && when.is_none() && !is && !has {
            return Err(self.wrong_at(span, &fields_like(name)));
        }
        if compare != Compare::Equal && when.is_none() && known != Some(Field::Figure) {
            return Err(self.wrong_at(span, &format!("`{name}:`; only date, fetched and figure can be compared")));
        }
        let wanted = match (when, is, has) {
            (Some(_), ..) => "a day such as 2026-03-04, a month, a year, today, -7d, or a range a..b".to_owned(),
            (_, true, _) => one_of(Is::ALL.iter().map(|is| is.name())),
            (_, _, true) => one_of(Has::ALL.iter().map(|has| has.name())),
            _ if compare != Compare::Equal => "a number".to_owned(),
            _ => format!("a value directly after `{}`", span.of(self.query)),
        };
        let Some(piece) = self.peek().cloned().filter(|piece| piece.span.start == span.end) else {
            let here = Span::new(span.end, span.end);
            return Err(self.wrong_at(here, &wanted));
        };
        if matches!(piece.what, What::Open | What::Close | What::Minus | What::Field { .. }) {
            return Err(self.wrong(&wanted));
        }
        self.at += 1;
        let words = self.words(piece.what, piece.span)?;
        let found = match (known, when) {
            (_, Some(when)) => days(&words, compare).map(|days| Query::On(when, days)),
            _ if is => Is::named(&words.text).map(Query::Is),
            _ if has => Has::named(&words.text).map(Query::Has),
            (Some(Field::Figure), _) if !words.quoted && !words.open && number(&words.text).is_some() => {
                number(&words.text).map(|value| Query::Size(compare, value))
            }
            _ if compare != Compare::Equal => None,
            (Some(field), _) => Some(Query::In(field, words)),
            (None, None) => None,
        };
        found.ok_or_else(|| self.wrong_at(piece.span, &wanted))
    }
}

fn joined(mut parts: Vec<Query>, kind: fn(Vec<Query>) -> Query) -> Query {
    if parts.len() == 1 {
        return parts.remove(0);
    }
    let own = kind(Vec::new());
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        match (part, &own) {
            (Query::And(inner), Query::And(_)) | (Query::Or(inner), Query::Or(_)) => flat.extend(inner),
            (part, _) => flat.push(part),
        }
    }
    kind(flat)
}

fn one_of<'a>(names: impl Iterator<Item = &'a str>) -> String {
    format!("one of {}", names.collect::<Vec<_>>().join(", "))
}

/// The fields there are, the likely one first.
fn fields_like(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let all = Field::ALL.iter().map(|field| field.name()).chain(["date", "fetched", "is", "has"]);
    let near = all.clone().find(|field| {
        (name.len() > 1 && field.starts_with(name.as_str())) || name.starts_with(field) || close(&name, field)
    });
    let list = all.collect::<Vec<_>>().join(", ");
    match near {
        Some(field) => format!("`{field}:` perhaps, or another field: {list}"),
        None => format!("one of the fields {list}; put words with such a sign between quotation marks"),
    }
}

/// Same letters but for one changed, missing or exchanged.
fn close(one: &str, two: &str) -> bool {
    let same = one.bytes().zip(two.bytes()).take_while(|(a, b)| a == b).count();
    let (rest, other) = (one.get(same..).unwrap_or_default(), two.get(same..).unwrap_or_default());
    let tail = |text: &str, count: usize| text.get(count..).unwrap_or("\0").to_owned();
    same > 0
        && (tail(rest, 1) == other
            || tail(other, 1) == rest
            || tail(rest, 1) == tail(other, 1)
            || (rest.len() > 1 && tail(rest, 2) == tail(other, 2)))
}

fn number(text: &str) -> Option<Decimal> {
    text.parse().ok()
}

fn days(words: &Words, compare: Compare) -> Option<Days> {
    if words.quoted || words.open {
        return None;
    }
    match words.text.split_once("..") {
        None => Some(Days::Compared(compare, period(&words.text)?)),
        Some((from, to)) if compare == Compare::Equal && from.len() + to.len() > 0 => {
            let end = |text: &str| if text.is_empty() { Some(None) } else { period(text).map(Some) };
            Some(Days::Between(end(from)?, end(to)?))
        }
        Some(_) => None,
    }
}

fn period(text: &str) -> Option<Period> {
    if text.eq_ignore_ascii_case("today") {
        return Some(Period::Today);
    }
    if text.eq_ignore_ascii_case("yesterday") {
        return Some(Period::Yesterday);
    }
    if let Some(ago) = text.strip_prefix('-') {
        let (unit, letter) = [(Unit::Days, 'd'), (Unit::Weeks, 'w'), (Unit::Months, 'm'), (Unit::Years, 'y')]
            .into_iter()
            .find(|(_, letter)| ago.ends_with(*letter))?;
        let count = ago.strip_suffix(letter)?;
        return digits(count)?.parse().ok().map(|count| Period::Ago(count, unit));
    }
    let mut parts = text.splitn(3, '-');
    let year = parts.next().filter(|year| year.len() == 4).and_then(digits)?.parse().ok()?;
    let mut two = || parts.next().map(|part| digits(part).filter(|part| part.len() == 2)?.parse::<i8>().ok());
    match (two(), two()) {
        (None, _) => Some(Period::Year(year)),
        (Some(month), None) => month.filter(|month| (1..=12).contains(month)).map(|month| Period::Month(year, month)),
        (Some(month), Some(day)) => Date::new(year, month?, day?).ok().map(Period::Day),
    }
}

fn digits(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_read_back_as_they_are_meant() {
        for (query, written) in [
            ("", ""),
            ("  drought  ", "drought"),
            ("rain and wind or snow", "rain wind or snow"),
            ("rain AND (wind OR snow)", "rain (wind or snow)"),
            ("not rain -wind", "-rain -wind"),
            ("((a b) c)", "a b c"),
            ("-(a or b)", "-(a or b)"),
            ("\"river level\"* flood*", "\"river level\"* flood*"),
            ("Title:\"two words\" outlet:Herald", "title:\"two words\" outlet:Herald"),
            ("date:2026-03..2026-04", "date:2026-03..2026-04"),
            (
                "date>-7d fetched<=2025 date:2026-02-28 date:..today",
                "date>-7d fetched<=2025 date:2026-02-28 date:..today",
            ),
            ("is:unread has:evidence", "is:unread has:evidence"),
            // The first name of what is adrift is not written anew.
            ("is:conflict is:adrift is:changed", "is:conflict is:adrift is:changed"),
            ("figure>1000 figure:troops figure:\"12\" figure:12", "figure>1000 figure:troops figure:\"12\" figure:12"),
            ("\"and\" \"say \\\"so\\\"\"", "\"and\" \"say \\\"so\\\"\""),
            ("covid-19 it's 3.5% -", "covid-19 it's 3.5% -"),
            ("url:https://example.org/a?b=c", "url:https://example.org/a?b=c"),
        ] {
            let tree = parse(query).unwrap_or_else(|error| panic!("{query}: {error}"));
            assert_eq!(tree.to_string(), written);
            assert_eq!(parse(written), Ok(tree));
        }
    }

    #[test]
    fn a_wrong_query_says_where_and_what() {
        for (query, message) in [
            ("a (b", "wrong at character 5: it ends here, expected `)` for the `(` at character 3"),
            ("a )", "wrong at character 3: found `)`, expected a word, or `(` before this `)`"),
            ("a or", "wrong at character 5: it ends here, expected a word"),
            ("or a", "wrong at character 1: found `or`, expected a word"),
            ("é titel:x", "wrong at character 3: found `titel:`, expected `title:` perhaps"),
            ("https://x", "wrong at character 1: found `https:`, expected one of the fields"),
            ("is:gone", "wrong at character 4: found `gone`, expected one of unread, starred"),
            ("is: unread", "wrong at character 4: it ends here, expected one of unread"),
            ("date:soon", "wrong at character 6: found `soon`, expected a day such as"),
            ("date:2026-02-30", "wrong at character 6: found `2026-02-30`, expected a day"),
            ("title>x", "wrong at character 1: found `title>`, expected `title:`"),
            ("figure>many", "wrong at character 8: found `many`, expected a number"),
            ("\"open", "wrong at character 1: found `\"open`, expected a second quotation mark"),
        ] {
            let error = parse(query).expect_err(query).to_string();
            assert!(error.contains(message), "{query}: {error}");
        }
    }

    #[test]
    fn no_query_exhausts_the_stack() {
        assert!(parse(&"(".repeat(100_000)).is_err());
        assert!(parse(&"-".repeat(100_000)).is_err());
        assert!(parse(&"not ".repeat(100_000)).is_err());
    }

    #[test]
    fn periods_have_a_first_and_a_last_day() {
        let today: Date = "2026-03-04".parse().unwrap();
        for (query, first, last) in [
            ("date:2024-02", "2024-02-01", "2024-02-29"),
            ("date>2024", "2025-01-01", ""),
            ("date>=2024", "2024-01-01", ""),
            ("date<2024", "", "2023-12-31"),
            ("date<=2024", "", "2024-12-31"),
            ("date>-7d", "2026-02-26", ""),
            ("date:-1m", "2026-02-04", "2026-02-04"),
            ("date:yesterday..", "2026-03-03", ""),
            ("date:-1w..today", "2026-02-25", "2026-03-04"),
        ] {
            let Ok(Query::On(_, days)) = parse(query) else { panic!("{query}") };
            let (from, to) = days.bounds(today);
            let shown = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
            assert_eq!((shown(from).as_str(), shown(to).as_str()), (first, last), "{query}");
        }
    }
}
