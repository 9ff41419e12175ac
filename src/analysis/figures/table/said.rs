//! What is read of a text, in lines that a table can hold.

use crate::analysis::Figure;
use crate::analysis::figures::find;
use crate::analysis::sentence;
use crate::text::Body;
use jiff::civil::{DateTime, date};
use std::fmt::Write as _;

/// Thursday 19 March 2026.
pub fn figures_of(text: &str) -> (Body, Vec<Figure>) {
    let body = Body::verbatim(text.to_owned());
    let found = find(&body, &sentence::split(&body), Some(date(2026, 3, 19).at(0, 0, 0, 0)));
    (body, found)
}

/// "at least 150 = count 150 at-least of people": all that a figure says, on one line.
fn line(figure: &Figure, body: &Body) -> String {
    let mut line = format!("{} = {}", figure.span.of(body.text()), figure.kind.name());
    let mut add = |word: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(line, " {word}{value}");
        }
    };
    add("", figure.value.map(|value| value.to_string()));
    add("", figure.low.zip(figure.high).map(|(low, high)| format!("{low}..{high}")));
    add("", figure.currency.map(str::to_owned));
    add("", figure.unit.map(str::to_owned));
    add("", figure.qualifier.map(|qualifier| qualifier.name().to_owned()));
    add("of ", figure.of.map(|span| span.of(body.text()).to_owned()));
    let moment = |at: Option<DateTime>| at.map_or(String::new(), |at| at.to_string().replace("T00:00:00", ""));
    add("", figure.date.map(|date| format!("{}..{}", moment(date.start), moment(date.end))));
    add("per ", figure.per.map(|span| span.of(body.text()).to_owned()));
    add("zone ", figure.zone.map(|zone| zone.to_string()));
    add("twin ", figure.twin.map(|twin| twin.to_string()));
    line
}

pub fn check(text: &str, wanted: &[&str]) {
    let (body, found) = figures_of(text);
    let lines: Vec<String> = found.iter().map(|figure| line(figure, &body)).collect();
    assert_eq!(lines, wanted, "{text}");
}
