//! Times that count from one named before, and those that are named by what ends them.

use crate::analysis::figures::table::said::check;

/// The words, first and last day of the last date of a text, told on Thursday 19 March 2026.
fn last(text: &str) -> String {
    let (body, found) = crate::analysis::figures::table::said::figures_of(text);
    let date = |figure: &crate::analysis::Figure| {
        let first = figure.date.and_then(|date| date.first()).unwrap_or_default();
        let last = figure.date.and_then(|date| date.last()).unwrap_or_default();
        format!("{}: {first}..{last}", figure.span.of(body.text()))
    };
    found.iter().rfind(|figure| figure.kind == crate::analysis::FigureKind::Date).map(date).unwrap_or_default()
}

#[test]
fn the_period_that_a_report_speaks_of() {
    const REPORT: &str = "Profit rose in the fourth quarter of 2025. ";
    for (text, wanted) in [
        ("It sold $3 million in the quarter.", "the quarter: 2025-10-01..2025-12-31"),
        ("The latest period was good.", "The latest period: 2025-10-01..2025-12-31"),
        ("In the year-earlier period it lost $2 million.", "the year-earlier period: 2024-10-01..2024-12-31"),
        ("It compares with a year-ago loss of $2 million.", "year-ago: 2024-10-01..2024-12-31"),
        ("Sales were $4 million, from $3 million a year earlier.", "a year earlier: 2024-10-01..2024-12-31"),
        ("Sales were $4 million, from $3 million a year ago.", "a year ago: 2024-10-01..2024-12-31"),
        ("It lost money in the same period last year.", "the same period last year: 2024-10-01..2024-12-31"),
        ("In the 2023 period it lost $1 million.", "the 2023 period: 2023-10-01..2023-12-31"),
        ("In the 2023 second quarter it lost $1 million.", "the 2023 second quarter: 2023-04-01..2023-06-30"),
        ("For the full year it lost $9 million.", "the full year: 2025-01-01..2025-12-31"),
        ("It won prizes that quarter.", "that quarter: 2025-10-01..2025-12-31"),
        ("The first half was worse.", "The first half: 2025-01-01..2025-06-30"),
    ] {
        assert_eq!(last(&format!("{REPORT}{text}")), wanted, "{text}");
    }
}

#[test]
fn without_a_period_named_before_nothing_is_told() {
    for text in [
        "They scored in the quarter.",
        "The first half was bad.",
        "It was the same in that period.",
        "They met that day.",
        "That year he left.",
    ] {
        check(text, if text.starts_with("The first") { &["first = ordinal 1"] } else { &[] });
    }
    assert_eq!(last("He moved two years earlier for reasons that nobody knows."), "two years earlier: ..");
}

#[test]
fn a_stretch_is_known_by_the_day_it_ends_on() {
    for (text, wanted) in [
        ("Sales fell in the quarter ended Sept. 30, it said.", "2025-07-01..2025-09-30"),
        ("Its fiscal third quarter ended Jan. 31 was bad.", "2025-11-01..2026-01-31"),
        ("It had sales of $2 million in the year ended June 30, 2025.", "2024-07-01..2025-06-30"),
        ("Sales fell in the fiscal third quarter.", ".."),
    ] {
        let (_, found) = crate::analysis::figures::table::said::figures_of(text);
        let date =
            found.iter().find(|figure| figure.kind == crate::analysis::FigureKind::Date).and_then(|date| date.date);
        let (first, last) = date.map(|date| (date.first(), date.last())).unwrap_or_default();
        assert_eq!(format!("{}..{}", first.unwrap_or_default(), last.unwrap_or_default()), wanted, "{text}");
    }
}

#[test]
fn the_day_month_or_year_named_before() {
    for (text, wanted) in [
        ("He came on May 22, 1995. The following year he left.", "The following year: 1996-01-01..1996-12-31"),
        ("It opened in June 2024. Later that year it closed.", "Later that year: 2024-01-01..2024-12-31"),
        ("The blast was on January 5. The next day it rained.", "The next day: 2026-01-06..2026-01-06"),
        ("The blast was on January 5. Police came that night.", "that night: 2026-01-05T20:00:00..2026-01-05T23:59:59"),
        ("Exports fell in January. In the previous month they rose.", "the previous month: 2025-12-01..2025-12-31"),
        ("Prices rose 2% in January from a year earlier.", "a year earlier: 2025-01-01..2025-01-31"),
        ("He was shot on January 5. He died two days later.", "January 5: 2026-01-05..2026-01-05"),
        ("They left the day before last Tuesday.", "the day before last Tuesday: 2026-03-16..2026-03-16"),
        ("It will open next year. He will speak the following week.", "the following week: 2026-03-23..2026-03-29"),
    ] {
        assert_eq!(last(text), wanted, "{text}");
    }
}

#[test]
fn stretches_that_open_or_close_a_year() {
    for (text, wanted) in [
        ("It earned $3 million in the first two months.", "the first two months: 2026-01-01..2026-02-28"),
        ("It earned less in the last half of 2019.", "the last half of 2019: 2019-07-01..2019-12-31"),
        ("It earned less in the first two quarters of 2019.", "the first two quarters of 2019: 2019-01-01..2019-06-30"),
        (
            "It fell in the winter of nineteen ninety-four.",
            "the winter of nineteen ninety-four: 1994-12-01..1995-02-28",
        ),
        ("It is up 3 percent since year-end.", "year-end: 2025-12-31.."),
        ("It grew over the last year.", "the last year: 2025-03-19..2026-03-18"),
    ] {
        assert_eq!(last(text), wanted, "{text}");
    }
}

#[test]
fn words_of_time_that_belong_to_the_span() {
    check("He left a week or so ago.", &["a week or so ago = date 1 week 2026-03-12..2026-03-12"]);
    check(
        "It will grow over the next two years or so.",
        &["the next two years or so = date about 2026-03-20..2028-03-19"],
    );
    check("Costs are higher than a year ago.", &["a year ago = date 1 year 2025-03-19..2025-03-19"]);
    check("He waited for a couple of years.", &["a couple of years = duration 2 year"]);
    check(
        "It was hit at 10:35 a.m. (0735 GMT) Monday.",
        &["10:35 a.m. (0735 GMT) Monday = date 2026-03-16T10:35:00..2026-03-16T10:35:00"],
    );
    check(
        "They meet on April 24 and 25.",
        &["April 24 = date 2026-04-24..2026-04-24", "25 = date 2026-04-25..2026-04-25"],
    );
    check("Sun, a maker of computers, lost money.", &[]);
}
