//! What figures measure, whom or where they tell of, and as of when.

use crate::analysis::figures::find;
use crate::analysis::sentence;
use crate::text::Body;
use jiff::civil::date;

/// Each figure that is no date: words, measure, what is counted, scope, day; `-` for what is not known.
fn told(text: &str) -> Vec<String> {
    let body = Body::verbatim(text.to_owned());
    // a Thursday
    let found = find(&body, &sentence::split(&body), Some(date(2026, 3, 19).at(0, 0, 0, 0)));
    let words = |span: Option<crate::text::Span>| span.map_or("-", |span| span.of(body.text()));
    let counted = found.iter().filter(|figure| figure.date.is_none());
    let line = |figure: &crate::analysis::Figure| {
        let day = figure.as_of.and_then(|day| day.last()).unwrap_or_else(|| "-".into());
        let measure = figure.measure.unwrap_or("-");
        let (name, of, scope) = (words(Some(figure.span)), words(figure.of), words(figure.scope));
        format!("{name}: {measure}, {of}, {scope}, {day}")
    };
    counted.map(line).collect()
}

fn check(text: &str, wanted: &[&str]) {
    assert_eq!(told(text), wanted, "{text}");
}

#[test]
fn the_measure_stands_before_the_number_behind_it_or_in_the_verb() {
    check("The death toll rose to 5,894.", &["5,894: killed, death toll, -, 2026-03-19"]);
    check("At least 1,250 were killed.", &["At least 1,250: killed, killed, -, 2026-03-19"]);
    check("It brought the number of deaths to 3,419.", &["3,419: killed, deaths, -, 2026-03-19"]);
    check("The blast claimed the lives of a dozen.", &["a dozen: killed, lives, -, 2026-03-19"]);
    check("The storm claimed 34 lives.", &["34: killed, lives, -, 2026-03-19"]);
    check("It changed 34 lives.", &["34: -, lives, -, -"]);
    check("The attack wounded seven people.", &["seven: injured, people, -, 2026-03-19"]);
    check("Twelve people, including a child, were killed.", &["Twelve: killed, people, -, 2026-03-19"]);
    check("Three pupils are feared dead.", &["Three: feared dead, pupils, -, 2026-03-19"]);
    check("The fire destroyed 300 homes.", &["300: destroyed, homes, -, 2026-03-19"]);
    check("Attendance: 34,812", &["34,812: attendance, Attendance, -, 2026-03-19"]);
    check("Net profit was 427 million kroner.", &["427 million kroner: net profit, -, -, 2026-03-19"]);
    check(
        "Net profit fell from $71 million to $58 million.",
        &["$71 million: -, -, -, -", "$58 million: net profit, -, -, 2026-03-19"],
    );
    check(
        "Unemployment fell by 2 percent to 5 percent.",
        &["2 percent: -, -, -, -", "5 percent: unemployment, -, -, 2026-03-19"],
    );
    check("He was fined $2.4m.", &["$2.4m: fine, -, -, 2026-03-19"]);
    check("It had a deficit of 4.3% of output.", &["4.3%: deficit, output, -, 2026-03-19"]);
    check("It made a 12.7% operating margin.", &["12.7%: margin, -, -, 2026-03-19"]);
    check("A magnitude 7.4 earthquake struck.", &["7.4: magnitude, earthquake, -, 2026-03-19"]);
    check("Suspected cases now exceed 1,100.", &["1,100: suspected cases, Suspected cases, -, 2026-03-19"]);
    check("He was sentenced to nine years in prison.", &["nine years: sentence, -, -, 2026-03-19"]);
    check("Inflation rose to 4.2 percent.", &["4.2 percent: inflation, -, -, 2026-03-19"]);
}

#[test]
fn what_another_word_measures_is_left_alone() {
    check("Deaths in a fire at 12 warehouses fell.", &["12: -, warehouses, -, -"]);
    check("Revenue rose 12.4 percent.", &["12.4 percent: -, -, -, -"]);
    check("Two former employees fell.", &["Two: -, former employees, -, -"]);
    check("The toll rose by 12.", &["12: -, -, -, -"]);
    check("The dead man owned 3 cars.", &["3: -, cars, -, -"]);
    check("Those who raise the age to 65 marched.", &["65: -, -, -, -"]);
}

#[test]
fn a_figure_has_its_place_and_its_day() {
    check(
        "There were 900 dead in the south and 400 in the north.",
        &["900: killed, dead, in the south, 2026-03-19", "400: killed, dead, in the north, 2026-03-19"],
    );
    check("The death toll in Syria stood at 1,602 on Monday.", &["1,602: killed, death toll, in Syria, 2026-03-16"]);
    check(
        "It made 12 million euros in the fourth quarter of 2025. Net profit was 4 million euros.",
        &["12 million euros: -, -, -, -", "4 million euros: net profit, -, -, 2025-12-31"],
    );
    check(
        "It has 6,300 employees, 1,100 more than a year ago.",
        &["6,300: employees, employees, -, 2026-03-19", "1,100: -, -, -, -"],
    );
    check("Police detained 48 people in Paris.", &["48: arrested, people, in Paris, 2026-03-19"]);
    check("Talks next Monday are on 12 deaths.", &["12: killed, deaths, -, 2026-03-19"]);
    check(
        "There were 65,000 fans in Paris and 12,000 in Lyon.",
        &["65,000: -, fans, in Paris, -", "12,000: -, fans, in Lyon, -"],
    );
}

#[test]
fn what_tells_nothing_is_minor() {
    let minor = |text: &str| {
        let body = Body::verbatim(text.to_owned());
        let found = find(&body, &sentence::split(&body), None);
        found.into_iter().map(|figure| figure.minor).collect::<Vec<_>>()
    };
    for text in
        ["It is one of them.", "At first it rained.", "The two sides met.", "It has two sides.", "The second fell."]
    {
        assert_eq!(minor(text), [true], "{text}");
    }
    for text in
        ["Two people were killed.", "At least one fell.", "She came 21st.", "It has 2 sides.", "Four boats sank."]
    {
        assert_eq!(minor(text), [false], "{text}");
    }
}
