//! Dates and times: what is read of each, and which day it means.

use crate::analysis::figures::find;
use crate::analysis::figures::table::said::{check, figures_of};
use crate::analysis::sentence;
use crate::text::{Body, Span};

#[test]
fn no_range_ends_before_it_begins() {
    let body = Body::verbatim("It lasted from Easter to 2019 of all years.".into());
    let sentence = Span::new(0, body.text().len());
    let written = Some(jiff::civil::date(2026, 3, 4).at(0, 0, 0, 0));
    let dates: Vec<_> = find(&body, &[sentence], written).into_iter().map(|figure| figure.date).collect();
    let ends: Vec<_> = dates.iter().flatten().map(|range| (range.start.is_some(), range.end)).collect();
    assert_eq!(ends, [(true, None)]);
}

#[test]
fn days_are_resolved_by_the_tense() {
    check("He spoke on Thursday.", &["Thursday = date 2026-03-19..2026-03-19"]);
    check("The strike began on Monday.", &["Monday = date 2026-03-16..2026-03-16"]);
    check("Talks will resume on Monday.", &["Monday = date 2026-03-23..2026-03-23"]);
    check("They arrived on December 20.", &["December 20 = date 2025-12-20..2025-12-20"]);
    check("The law was passed in June.", &["June = date 2025-06-01..2025-06-30"]);
    check("Polls open on Tuesday, June 9, 2026.", &["Tuesday, June 9, 2026 = date 2026-06-09..2026-06-09"]);
    check("It fell on 3 December 2023.", &["3 December 2023 = date 2023-12-03..2023-12-03"]);
}

#[test]
fn longer_stretches_of_the_calendar() {
    check("Prices fell last month.", &["last month = date 2026-02-01..2026-02-28"]);
    check("It opens by the end of the year.", &["the end of the year = date 2026-12-31..2026-12-31"]);
    check("It has grown since 2022.", &["2022 = date 2022-01-01.."]);
    check("It shrank in the first quarter of 2025.", &["the first quarter of 2025 = date 2025-01-01..2025-03-31"]);
    check("Styles of the 1990s are back.", &["1990s = date 1990-01-01..1999-12-31"]);
    check("It ran from May to October 2020.", &["from May to October 2020 = date 2020-05-01..2020-10-31"]);
    check("He left three days ago.", &["three days ago = date 3 day 2026-03-16..2026-03-16"]);
    check("She rose early this morning.", &["early this morning = date 2026-03-19T06:00:00..2026-03-19T12:00:00"]);
}

#[test]
fn times_of_day() {
    check(
        "Doors open at 9:30 a.m. on Monday.",
        &["9:30 a.m. on Monday = date 2026-03-23T09:30:00..2026-03-23T09:30:00"],
    );
    check("It starts at 8 p.m. sharp.", &["8 p.m. = time 2026-03-19T20:00:00..2026-03-19T20:00:00"]);
    check("He ran it in 4:07.13.", &["4:07.13 = duration 247.13 second"]);
}

#[test]
fn lengths_that_lead_to_a_day() {
    check(
        "He will be away for 3 days starting Monday.",
        &["3 days starting Monday = date 3 day 2026-03-23..2026-03-25"],
    );
    check("It opens two weeks after Easter.", &["two weeks after Easter = date 2 week 2026-04-19..2026-04-19"]);
    check("We meet at 9 tomorrow morning.", &["9 tomorrow morning = date 2026-03-20T09:00:00..2026-03-20T09:00:00"]);
    check(
        "They meet on 3, 4 and 5 May.",
        &["3 = date 2026-05-03..2026-05-03", "4 = date 2026-05-04..2026-05-04", "5 May = date 2026-05-05..2026-05-05"],
    );
    check("The March results were good.", &["March = date 2026-03-01..2026-03-31"]);
    check("The 9/11 attacks shook the city.", &["9/11 = date 2001-09-11..2001-09-11"]);
    check(
        "They met on 18 and 19 January.",
        &["18 = date 2026-01-18..2026-01-18", "19 January = date 2026-01-19..2026-01-19"],
    );
    check("It starts on the 20th of next month.", &["the 20th of next month = date 2026-04-20..2026-04-20"]);
    check("Growth will slow in next year's second half.", &["next year's second half = date 2027-07-01..2027-12-31"]);
    check("Sales are up in the year to date.", &["the year to date = date 2026-01-01..2026-03-19"]);
    check("They won this weekend.", &["this weekend = date 2026-03-14..2026-03-15"]);
    check("Apply by 2027 or later.", &["2027 or later = date at-least 2027-01-01.."]);
    check("She came every Monday.", &[]);
    check("Sumer fell around 2000 B.C.", &["2000 B.C. = date -001999-01-01..-001999-12-31"]);
}

#[test]
fn days_with_a_name() {
    check("The shops closed for Eid al-Fitr.", &["Eid al-Fitr = date 2026-03-20..2026-03-20"]);
    check("Passover 2018 was early.", &["Passover 2018 = date 2018-03-30..2018-04-07"]);
    check("They fasted during Ramadan.", &["Ramadan = date 2026-02-18..2026-03-18"]);
    check(
        "Diwali 2023 fell in November.",
        &["Diwali 2023 = date 2023-11-12..2023-11-12", "November = date 2025-11-01..2025-11-30"],
    );
    check("It sold out on Labor Day weekend 2025.", &["Labor Day weekend 2025 = date 2025-08-30..2025-09-01"]);
    check("He lent the assumption.", &[]);
}

#[test]
fn times_say_their_zone() {
    check("It starts at 3 p.m. GMT.", &["3 p.m. GMT = time 2026-03-19T15:00:00..2026-03-19T15:00:00 zone 0"]);
    check(
        "It starts at 9 a.m. Eastern time.",
        &["9 a.m. Eastern time = time 2026-03-19T09:00:00..2026-03-19T09:00:00 zone -240"],
    );
}

#[test]
fn the_sentence_says_which_way_it_looks() {
    let day = |text: &str| {
        let (_, found) = figures_of(text);
        found.last().and_then(|figure| figure.date.as_ref()?.last()).unwrap_or_default()
    };
    for (text, wanted) in [
        ("It will be released on Monday.", "2026-03-23"),
        ("It is due to be held on Monday.", "2026-03-23"),
        ("He said it would be closed on Monday.", "2026-03-23"),
        ("He had been questioned on Monday.", "2026-03-16"),
        ("The toll rose to at least ten on Monday.", "2026-03-16"),
        ("She was taken to hospital on Monday.", "2026-03-16"),
        ("They agreed to meet again on Monday.", "2026-03-23"),
        ("The judge gave the company until Monday.", "2026-03-23"),
        ("The two sides have until midnight on Monday to reach a deal.", "2026-03-23T00:00:00"),
        ("He was asked about the ban, which expires on Monday.", "2026-03-23"),
        ("The storm grew and may reach the coast by Monday.", "2026-03-23"),
        ("The trial was adjourned until Monday.", "2026-03-23"),
        ("The trial was adjourned on Monday.", "2026-03-16"),
        ("He will speak, according to a report Monday.", "2026-03-16"),
        ("The poll was taken Wednesday through Sunday.", "2026-03-15"),
        ("The fair runs from Friday to Sunday.", "2026-03-22"),
        ("The protests over the weekend drew crowds.", "2026-03-15"),
        ("Ministers will meet at the weekend.", "2026-03-22"),
        ("Let's meet on Monday.", "2026-03-23"),
        ("A fire in Oslo, Monday.", "2026-03-16"),
        ("Monday", "2026-03-23"),
        ("He died in August.", "2025-08-31"),
        ("He will speak in August.", "2026-08-31"),
        ("A vote was set for August.", "2026-08-31"),
        ("Officials expected results by Sunday.", "2026-03-22"),
        ("The toll had risen by Sunday.", "2026-03-15"),
        ("He warned that it could reach the beaches by Sunday.", "2026-03-22"),
        ("OSLO, March 20 (NTB) — It rained.", "2025-03-20"),
        ("March 20 : the army enters.", "2026-03-20"),
        ("April 3: the army enters.", "2026-04-03"),
        ("Profit rose in the December quarter.", "2025-12-31"),
        ("He would be travelling to the United States Monday.", "2026-03-23"),
        ("They will be ready to leave as soon as Monday.", "2026-03-23"),
        ("The pact is effective August 1.", "2026-08-01"),
        ("She will look for ways around Monday's ruling.", "2026-03-16"),
        ("She will watch Monday's game.", "2026-03-23"),
        ("Nobody could be reached Tuesday.", "2026-03-17"),
        ("It had been due to expire Monday.", "2026-03-16"),
        ("It will buy back preferred shares on March 31.", "2026-03-31"),
        ("Anna Weber will succeed Jan Holm April 1.", "2026-04-01"),
        ("It will be paid on a still unspecified date in August.", "2026-08-31"),
        ("The bank announced the plan December 21.", "2025-12-21"),
        ("It has asked to sell itself, under a June agreement with a rival.", "2026-06-30"),
        ("The loan was extended through May.", "2026-05-31"),
        ("He will stay until the case is heard in August.", "2026-08-31"),
        ("A service planned for Tuesday was cancelled.", "2026-03-17"),
        ("Ministers meet Monday.", "2026-03-23"),
        ("Ahead of her trip, the office on Monday issued a warning.", "2026-03-16"),
        ("Profit will rise in the June quarter.", "2026-06-30"),
    ] {
        assert_eq!(day(text), wanted, "{text}");
    }
}

#[test]
fn parts_of_days_and_of_longer_stretches() {
    check("It rained late Monday night.", &["late Monday night = date 2026-03-16T20:00:00..2026-03-16T23:59:59"]);
    check(
        "It fell in the early-morning hours of Tuesday.",
        &["the early-morning hours of Tuesday = date 2026-03-17T06:00:00..2026-03-17T12:00:00"],
    );
    check("She had a great night on Saturday.", &["Saturday = date 2026-03-14..2026-03-14"]);
    check("She watched Saturday Night Live.", &[]);
    check("The March 14 Alliance lost.", &[]);
    check("It grew over the past year.", &["the past year = date 2025-03-19..2026-03-18"]);
    check("It grew last year.", &["last year = date 2025-01-01..2025-12-31"]);
    check("He stays for the rest of the year.", &["the rest of the year = date 2026-03-19..2026-12-31"]);
    check("It will close by year-end.", &["year-end = date 2026-12-31..2026-12-31"]);
    check("The year-end results are out.", &[]);
    check("It fell in the last quarter of 1997.", &["the last quarter of 1997 = date 1997-10-01..1997-12-31"]);
    check("USA TODAY found dozens.", &["dozens = count 12..120"]);
    check("It opens in June next year.", &["June next year = date 2027-06-01..2027-06-30"]);
    check("The month of September was dry.", &["The month of September = date 2025-09-01..2025-09-30"]);
    check("He grew up in the mid-'80s.", &["the mid-'80s = date 1984-01-01..1986-12-31"]);
    check("It was the worst storm in 50 years.", &["50 years = duration 50 year"]);
    check("Tonight at 12 it ends.", &["Tonight at 12 = date 2026-03-20..2026-03-20"]);
}

#[test]
fn from_one_moment_to_another() {
    check(
        "It is closed from 4pm today to 5pm tomorrow.",
        &["from 4pm today to 5pm tomorrow = date 2026-03-19T16:00:00..2026-03-20T17:00:00"],
    );
    check(
        "The log says 2016-12-16T12:23:59 here.",
        &["2016-12-16T12:23:59 = date 2016-12-16T12:23:59..2016-12-16T12:23:59"],
    );
    check(
        "He came two days ago at 5 p.m. and left.",
        &["two days ago at 5 p.m. = date 2 day 2026-03-17T17:00:00..2026-03-17T17:00:00"],
    );
    check("It fell by 0905 GMT.", &["0905 GMT = time 2026-03-19T09:05:00..2026-03-19T09:05:00 zone 0"]);
    check("He served in 2017/18.", &["2017/18 = date 2017-01-01..2018-12-31"]);
    check("It is open 9.30-4.30pm.", &["9.30-4.30pm = time 2026-03-19T09:30:00..2026-03-19T16:30:00"]);
    check("Between 13 and 17 people came.", &["Between 13 and 17 = count 13..17 of people"]);
}

#[test]
fn midnight_is_a_moment_and_a_day_is_none() {
    let (_, found) = figures_of("It ends at midnight on Friday.");
    let ends = found.first().and_then(|figure| figure.date).map(|date| (date.first(), date.grain.name()));
    assert_eq!(ends, Some((Some("2026-03-20T00:00:00".into()), "hour")));
}

#[test]
fn without_the_articles_date_nothing_is_guessed() {
    let body = Body::verbatim("It fell last month, on Monday and in 2020.".into());
    let found = find(&body, &sentence::split(&body), None);
    let dates: Vec<bool> = found.iter().map(|figure| figure.date.is_some()).collect();
    assert_eq!(dates, [false, false, true]);
}
