//! The figures of a body: a pass over its sentences, one over the tokens of each.

use crate::analysis::Figure;
use crate::analysis::figures::quantity::{Found, quantity};
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::token::{self, Kind, Token};
use crate::analysis::figures::{counted, lexicon, money, place, rate, topic, twin, when};
use crate::text::{Body, Span};
use jiff::civil::DateTime;

/// Every figure of a body, sorted and not overlapping.
pub fn find(body: &Body, sentences: &[Span], date: Option<DateTime>) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut tokens = Vec::new();
    let local = place::money(body);
    for sentence in sentences {
        token::scan(body.text(), *sentence, &mut tokens);
        let reader = Reader::new(body.text(), &tokens, date, local);
        read(&reader, &mut figures);
    }
    figures
}

fn read(r: &Reader<'_>, figures: &mut Vec<Figure>) {
    let mut free = 0;
    let mut at = 0;
    let mut before: Option<Found> = None;
    let first = figures.len();
    let mut spots = Vec::new();
    while let Some(token) = r.token(at) {
        let opens = opens(r, at, token);
        if opens == 0 {
            at += 1;
            continue;
        }
        let Some(mut found) = one(r, at, free, opens) else {
            at += 1;
            continue;
        };
        found.figure.of = counted::of(r, &found);
        if let Some(range) = found.figure.date.as_mut().filter(|range| range.end.is_some() && range.start > range.end) {
            // An end before its beginning ("from Easter to 2019") was read wrongly: only the beginning is told.
            range.end = None;
        }
        let next = rate::rate(r, &mut found);
        if let Some(last) = before.as_ref().filter(|last| twin::twins(r, last, &found)) {
            let index = figures.len();
            found.figure.twin = index.checked_sub(1);
            if let Some(level) = figures.last_mut().filter(|level| level.span == last.figure.span) {
                level.twin = Some(index);
            }
        }
        at = next.max(at + 1);
        free = at;
        figures.push(found.figure.clone());
        spots.push(found.start..found.end);
        before = Some(found);
    }
    let here = figures.get_mut(first..).unwrap_or_default();
    topic::tell(r, &spots, here);
    here.iter_mut().zip(&spots).for_each(|(figure, spot)| figure.minor = topic::is_minor(r, figure, spot));
}

/// What may begin at a token: after an article what its noun allows, with a sign what its number allows.
fn opens(r: &Reader<'_>, at: usize, token: &Token) -> u8 {
    match token.kind {
        Kind::Word if r.is(at, "the") => r.opens(at + 1) & (lexicon::DATE | lexicon::QUANTITY) | token_phrase(r, at),
        Kind::Word if r.is_any(at, &["a", "an"]) => {
            if r.opens(at + 1) & lexicon::AFTER_ARTICLE == 0 {
                0
            } else {
                lexicon::DATE | lexicon::QUANTITY
            }
        }
        Kind::Word if token.capital && money::initial(r, at).is_some() => lexicon::QUANTITY,
        // "x1", "A320": written on to a letter, part of a name
        Kind::Number(_) if token.glued && lettered(r.text, token) => 0,
        Kind::Sign(b'-' | b'+' | b'\'') => r.opens(at + 1) & (lexicon::DATE | lexicon::QUANTITY),
        _ => token.opens,
    }
}

fn lettered(text: &str, token: &Token) -> bool {
    let before = token.span.start.checked_sub(1).and_then(|before| text.as_bytes().get(before));
    before.is_some_and(u8::is_ascii_alphabetic)
}

/// "the year 2008", "the week of": nouns that open nothing without the article.
fn token_phrase(r: &Reader<'_>, at: usize) -> u8 {
    if r.opens(at + 1) & lexicon::AFTER_ARTICLE == 0 { 0 } else { lexicon::DATE }
}

/// The longer of a date and a quantity that begin here.
fn one(r: &Reader<'_>, at: usize, free: usize, opens: u8) -> Option<Found> {
    let date = if opens & lexicon::DATE == 0 { None } else { when::date(r, at, free) };
    let quantity = if opens & lexicon::QUANTITY == 0 { None } else { quantity(r, at, free) };
    match (date, quantity) {
        (Some(date), Some(quantity)) if quantity.end > date.end => Some(quantity),
        (Some(date), _) => Some(date),
        (None, quantity) => quantity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::sentence;
    use jiff::civil::date;
    use proptest::prelude::*;
    use std::fmt::Write as _;

    /// Thursday 19 March 2026.
    fn figures_of(text: &str) -> (Body, Vec<Figure>) {
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

    fn check(text: &str, wanted: &[&str]) {
        let (body, found) = figures_of(text);
        let lines: Vec<String> = found.iter().map(|figure| line(figure, &body)).collect();
        assert_eq!(lines, wanted, "{text}");
    }

    #[test]
    fn numbers_in_digits_and_words() {
        check("It sold 1,234,567 tickets.", &["1,234,567 = count 1234567 of tickets"]);
        check("Some 3 million homes are empty.", &["Some 3 million = count 3000000 about of homes"]);
        check("They planted half a million trees.", &["half a million = count 500000 of trees"]);
        check("He bought three dozen eggs.", &["three dozen = count 36 of eggs"]);
        check(
            "Forty-two thousand three hundred and six voted.",
            &["Forty-two thousand three hundred and six = count 42306"],
        );
        check("We waited two and a half hours.", &["two and a half hours = duration 2.5 hour"]);
        check("Hundreds of thousands of people fled.", &["Hundreds of thousands = count 100000..1000000 of people"]);
        check("There were 40\u{202f}000 fans.", &["40\u{202f}000 = count 40000 of fans"]);
        check("Minus 5 is cold.", &["Minus 5 = count -5"]);
    }

    #[test]
    fn shares_and_ratios() {
        check("One in five trucks waited.", &["One in five = ratio 0.2"]);
        check("They own two-thirds of the port.", &["two-thirds = ratio 0.6666666666666666666666666667 of port"]);
        check("The rate rose 0.25 percentage points.", &["0.25 percentage points = percent 0.25 percentage point"]);
        check("About 12.5% of voters stayed home.", &["About 12.5% = percent 12.5 about of voters"]);
        check("It cut rates by 25 basis points.", &["25 basis points = percent 25 basis point"]);
        check("Velden won 3-2 at home.", &["3-2 = ratio"]);
    }

    #[test]
    fn money_with_its_currency() {
        check("It cost $1.2bn.", &["$1.2bn = money 1200000000 USD"]);
        check("The fine is €3,500.50.", &["€3,500.50 = money 3500.5 EUR"]);
        check("A$20 buys lunch.", &["A$20 = money 20 AUD"]);
        check("They paid 5 million Swiss francs.", &["5 million Swiss francs = money 5000000 CHF"]);
        check("A stamp costs 50 cents.", &["50 cents = money 50 cent"]);
        check("Tens of thousands of euros are missing.", &["Tens of thousands of euros = money 10000..100000 EUR"]);
        check("The baby weighed seven pounds.", &["seven pounds = quantity 7 lb"]);
    }

    #[test]
    fn quantities_with_units() {
        check("The road is 12 km long.", &["12 km = quantity 12 km"]);
        check("The crane weighs 70 tonnes.", &["70 tonnes = quantity 70 t"]);
        check("It was minus 4 degrees Celsius.", &["minus 4 degrees Celsius = quantity -4 °C"]);
        check("She is 5 ft 6 in tall.", &["5 ft 6 in = quantity 5.5 ft"]);
        check("A gust of 155mph hit the pier.", &["155mph = quantity 155 mph"]);
        let (_, found) = figures_of("The road is 12 km long.");
        assert_eq!(found.first().and_then(|figure| figure.si), Some((12_000.0, "m")));
    }

    #[test]
    fn qualifiers_before_and_after() {
        check(
            "Approximately 3,000 North Korean troops left.",
            &["Approximately 3,000 = count 3000 about of North Korean troops"],
        );
        check("A total of 10,000 soldiers came.", &["10,000 = count 10000 of soldiers"]);
        check("No more than six boats sank.", &["No more than six = count 6 at-most of boats"]);
        check("We met 3,000 or so people.", &["3,000 or so = count 3000 about of people"]);
        check("It took under 4 minutes.", &["under 4 minutes = duration 4 minute less-than"]);
    }

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
    fn ranges_and_twins() {
        check("It needs between 20 and 30 pilots.", &["between 20 and 30 = count 20..30 of pilots"]);
        check("Expect 10–15% more.", &["10–15% = percent 10..15"]);
        check("He owes between 3m and 4m euros.", &["between 3m and 4m euros = money 3000000..4000000 EUR"]);
        check("They asked for $3m to $5m.", &["$3m to $5m = money 3000000..5000000 USD"]);
        check("It lasts 3 to 5 million years.", &["3 to 5 million years = duration 3000000..5000000 year"]);
        check(
            "Sales rose 1.7 percent to $23.4bn.",
            &["1.7 percent = percent 1.7 twin 1", "$23.4bn = money 23400000000 USD twin 0"],
        );
        check(
            "It made a profit of $2m, up 10 percent.",
            &["$2m = money 2000000 USD twin 1", "10 percent = percent 10 twin 0"],
        );
        check(
            "Sales climbed by 3,000, or 12 percent, to 28,000.",
            &["3,000 = count 3000", "12 percent = percent 12 twin 2", "28,000 = count 28000 twin 1"],
        );
        check("The price rose from 12 to 15 cents.", &["12 = money 12 cent twin 1", "15 cents = money 15 cent twin 0"]);
        check("Only 9 came, down from 12.", &["9 = count 9 twin 1", "12 = count 12 twin 0"]);
    }

    #[test]
    fn rates_and_numbers_written_on() {
        check("It costs $250 a day.", &["$250 a day = money 250 USD per day"]);
        check("The price fell to $2 a share.", &["$2 = money 2 USD per share"]);
        check("They saw 12 cases per 100,000 people.", &["12 = count 12 of cases per 100,000 people"]);
        check("They meet four times a year.", &["four times a year = count 4 per year"]);
        check("He plays three games a year.", &["three = count 3 of games per year"]);
        check("It pumps 450 litres per minute.", &["450 litres per minute = quantity 450 l per minute"]);
        check("It drove at 50 km/h.", &["50 km/h = quantity 50 km/h"]);
        check("It cost $5 a year ago.", &["$5 = money 5 USD", "a year ago = date 1 year 2025-03-19..2025-03-19"]);
        check("A 14-storey building fell.", &["14-storey = count 14 of storey building"]);
        check("We waited several weeks.", &["several weeks = duration 2..9 week"]);
        check("He waited a month or more.", &["a month or more = duration 1 month at-least"]);
        check("A half-hour meeting followed.", &["A half-hour = duration 0.5 hour"]);
        check("She is 6'2\" tall.", &["6'2\" = quantity 6.166666667 ft"]);
        check("It was a bitter one but short.", &[]);
        check("He earns $20 an hour and more.", &["$20 an hour = money 20 USD per hour"]);
        check("He lives at 209 West Houston St. now.", &[]);
    }

    #[test]
    fn money_of_the_place() {
        let price = |text: &str| figures_of(text).1.last().and_then(|figure| figure.currency);
        assert_eq!(price("SYDNEY — The mine cost $5 million."), Some("AUD"));
        assert_eq!(price("OSLO — The road cost 5 million kroner."), Some("NOK"));
        assert_eq!(price("The mine cost $5 million."), Some("USD"));
        assert_eq!(price("PRETORIA — The road cost R350 million."), Some("ZAR"));
        assert_eq!(price("ABUJA — The road cost N7.2bn."), Some("NGN"));
        assert_eq!(price("PRETORIA — The R21 is closed."), None);
        assert_eq!(price("OSLO — The road cost R350 million."), None);
    }

    #[test]
    fn ages() {
        check("A 42-year-old man fell.", &["42-year-old = age 42 year"]);
        check("Petr Hanák, 54, said no.", &["54 = age 54 year"]);
    }

    #[test]
    fn a_dot_before_a_code_begins_no_number() {
        let (body, found) = figures_of(".8.1");
        assert!(found.iter().all(|figure| !figure.span.is_empty()), "{:?}", body.text());
    }

    #[test]
    fn names_are_no_figures() {
        for text in [
            "K-2 tanks",
            "An F-16 landed.",
            "COVID-19 spread.",
            "A Boeing 737 landed.",
            "The Group of Seven met.",
            "The Hundred Years' War and the Six-Day War ended.",
            "Watch Channel 4 now.",
        ] {
            check(text, &[]);
        }
        check("Call 555-123-4567 now.", &[]);
        check("The 5G network is down.", &[]);
        check("See https://example.org/2024/12 for more.", &[]);
        check("The one you mean is gone.", &[]);
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
        check(
            "We meet at 9 tomorrow morning.",
            &["9 tomorrow morning = date 2026-03-20T09:00:00..2026-03-20T09:00:00"],
        );
        check(
            "They meet on 3, 4 and 5 May.",
            &[
                "3 = date 2026-05-03..2026-05-03",
                "4 = date 2026-05-04..2026-05-04",
                "5 May = date 2026-05-05..2026-05-05",
            ],
        );
        check("The March results were good.", &["March = date 2026-03-01..2026-03-31"]);
        check("The 9/11 attacks shook the city.", &["9/11 = date 2001-09-11..2001-09-11"]);
        check(
            "They met on 18 and 19 January.",
            &["18 = date 2026-01-18..2026-01-18", "19 January = date 2026-01-19..2026-01-19"],
        );
        check("It starts on the 20th of next month.", &["the 20th of next month = date 2026-04-20..2026-04-20"]);
        check(
            "Growth will slow in next year's second half.",
            &["next year's second half = date 2027-07-01..2027-12-31"],
        );
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
    fn numbers_that_share_a_noun_or_a_unit() {
        check("The 8- to 16-metre mirror cracked.", &["8- to 16-metre = quantity 8..16 m"]);
        check("They got 10- to 15-year terms.", &["10- to 15-year = duration 10..15 year"]);
        check("Police shot McDonald 16 times.", &["16 = count 16 of times"]);
        check("It is for 8- and 9-year-olds.", &["8 = age 8 year", "9-year-olds = age 9 year"]);
        check("The trip took 2 and a half hours.", &["2 and a half hours = duration 2.5 hour"]);
        check("It took a year and a half.", &["a year and a half = duration 1.5 year"]);
        check("He wants two more years.", &["two more years = duration 2 year"]);
        check("They talked all night.", &["all night = duration 1 night"]);
        check("It costs more for a single hour.", &["a single hour = duration 1 hour"]);
        check("That summer she left.", &["summer = date"]);
        check("All days are grey.", &[]);
        check("They waited another month.", &["another month = duration 1 month"]);
        check("A 2 in. thick wall fell.", &["2 in = quantity 2 in"]);
        check("It is one hundred and three quarters.", &["one hundred and three quarters = count 100.75"]);
        check(
            "Nine million and five ninths is odd.",
            &["Nine million and five ninths = count 9000000.555555555555555555556"],
        );
        check(
            "About thirtyone fell, the thirtyfirst last.",
            &["About thirtyone = count 31 about", "thirtyfirst = ordinal 31"],
        );
        check("It took three or four months.", &["three or four months = duration 3..4 month"]);
        check("Nearly one in five voted.", &["Nearly one in five = ratio 0.2 about"]);
        check("The suspect, 23, fled.", &["23 = age 23 year"]);
        check("He died at the age of 43.", &["43 = age 43 year"]);
        check("POLICE SEIZE 40 GUNS IN RAID", &["40 = count 40 of GUNS"]);
        check("8. Rand Paul fell.", &[]);
        check("<tweet id=\"707395353688018944\">", &[]);
        check("Some 200-odd people came.", &["Some 200-odd = count 200 about of odd people"]);
        check(
            "The six months to 30 September were good.",
            &["six months = duration 6 month", "30 September = date 2025-09-30..2025-09-30"],
        );
        check("It rose 0.3 of a percentage point.", &["0.3 of a percentage point = percent 0.3 percentage point"]);
        check("A 50-square-metre flat is small.", &["50-square-metre = quantity 50 m²"]);
        check("The 230-kilometre-an-hour winds fell.", &["230-kilometre-an-hour = quantity 230 km/h"]);
        check("It affects the over-65s.", &["65s = age 65 year"]);
        check("They won by 3:1.", &["3:1 = ratio 3"]);
        check("She is in her early 60s.", &["60s = age 60..63 year"]);
        check("He died in his thirties.", &["thirties = age 30..39 year"]);
        check("The music of the early 60s is back.", &["the early 60s = date 1960-01-01..1963-12-31"]);
        check("The man, aged 54, fell.", &["aged 54 = age 54 year"]);
        check("She rose +3 places.", &["+3 = count 3 of places"]);
    }

    #[test]
    fn money_by_its_letters_and_signs() {
        check("Net sales were MSEK 1,204.", &["MSEK 1,204 = money 1204000000 SEK"]);
        check("They owe 48.5 MGBP.", &["48.5 MGBP = money 48500000 GBP"]);
        check("The balance is $-99.99.", &["$-99.99 = money -99.99 USD"]);
        check("It lost -$5 a day.", &["-$5 a day = money -5 USD per day"]);
        check(
            "It pays $6.8 million over four years.",
            &["$6.8 million = money 6800000 USD", "four years = duration 4 year"],
        );
        check("It paid $1.5 m.", &["$1.5 m = money 1500000 USD"]);
        check("It cost 500 kr.", &["500 kr = money 500"]);
        check("It raised Rs 3 cr.", &["Rs 3 cr = money 30000000 INR"]);
        check(
            "It rose by a half point to 4.75 percent.",
            &["a half point = percent 0.5 percentage point twin 1", "4.75 percent = percent 4.75 twin 0"],
        );
        check("A quarter-point cut came.", &["A quarter-point = percent 0.25 percentage point"]);
        check("The 25-basis-point cut came.", &["25-basis-point = percent 25 basis point"]);
    }

    #[test]
    fn notations_of_the_wires_and_of_other_countries() {
        check("It is valued at $13 049 million.", &["$13 049 million = money 13049000000 USD"]);
        check("It sold for 1 250 million dollars.", &["1 250 million dollars = money 1250000000 USD"]);
        check("Some 1,5 million people left.", &["Some 1,5 million = count 1500000 about of people"]);
        check("It lies 2,75 km away.", &["2,75 km = quantity 2.75 km"]);
        check(
            "On May 12 200 million people fled.",
            &["May 12 = date 2026-05-12..2026-05-12", "200 million = count 200000000 of people"],
        );
        check("Yields rose to 3-1/2 percent.", &["3-1/2 percent = percent 3.5"]);
        check("A 2-1/2-year contract ended.", &["2-1/2-year = duration 2.5 year"]);
        check("It will be 15 ± 5 °C.", &["15 ± 5 °C = quantity 10..20 °C"]);
        check("It found 1,200 +/- 300.", &["1,200 +/- 300 = count 900..1500"]);
        check("It will be 10-20 ºC.", &["10-20 ºC = quantity 10..20 °C"]);
        check("The field makes 20,000 bpd.", &["20,000 bpd = quantity 20000 bbl/d"]);
        check("The beam runs at 12.8–13.0 TeV.", &["12.8–13.0 TeV = quantity 12.8..13 TeV"]);
        check(
            "Between 6,000 and 7,000 tonnes may be lost.",
            &["Between 6,000 and 7,000 tonnes = quantity 6000..7000 t"],
        );
        check(
            "Between an estimated 6,000 and 7,000 tonnes leaked.",
            &["Between an estimated 6,000 and 7,000 tonnes = quantity 6000..7000 t"],
        );
    }

    #[test]
    fn signs_of_money_belong_to_their_numbers() {
        check("A $5 million grant came.", &["$5 million = money 5000000 USD"]);
        check("He paid A$3m.", &["A$3m = money 3000000 AUD"]);
        check("It reported negative $71.5 million.", &["negative $71.5 million = money -71500000 USD"]);
        check("It was for two $ 500 checks.", &["two = count 2", "$ 500 = money 500 USD"]);
        check("The bribe was 9-7 lakh rupees.", &["9-7 lakh rupees = money 700000..900000 INR"]);
        check("Velden won 9-7.", &["9-7 = ratio"]);
        check(
            "They landed 29.4 million pounds of halibut.",
            &["29.4 million pounds = quantity 29400000 lb of halibut"],
        );
        check("It sent 3 million pounds of aid.", &["3 million pounds = money 3000000 GBP"]);
        check(
            "It gained 1 percent, or 71 cents to $89.53.",
            &["1 percent = percent 1", "71 cents = money 71 cent twin 2", "$89.53 = money 89.53 USD twin 1"],
        );
        check("Prices go from 71 cents to $1.50.", &["from 71 cents to $1.50 = money 0.71..1.5 USD"]);
    }

    #[test]
    fn numbers_that_share_the_unit_of_the_last() {
        check(
            "They got 1 to 2 doses of 5 and 6 mg.",
            &["1 to 2 = count 1..2 of doses", "5 = quantity 5 mg", "6 mg = quantity 6 mg"],
        );
        check(
            "Trains of 200, 300 and 400 metres run.",
            &["200 = quantity 200 m", "300 = quantity 300 m", "400 metres = quantity 400 m"],
        );
        check("He gave between 5 and 6 kg.", &["between 5 and 6 kg = quantity 5..6 kg"]);
        check("It killed 12 and 20 percent fled.", &["12 = count 12 of killed", "20 percent = percent 20"]);
    }

    #[test]
    fn digits_that_are_a_time_a_year_or_nothing() {
        check("It fell by 1430 GMT.", &["1430 GMT = time 2026-03-19T14:30:00..2026-03-19T14:30:00 zone 0"]);
        check("It shut 1430-1500 GMT.", &["1430-1500 GMT = time 2026-03-19T14:30:00..2026-03-19T15:00:00 zone 0"]);
        check("It covers 2019 to 2020.", &["2019 to 2020 = date 2019-01-01..2020-12-31"]);
        check("It will run until at least 2031.", &["at least 2031 = date at-least ..2031-12-31"]);
        check("At least 2031 died.", &["At least 2031 = count 2031 at-least of died"]);
        check("The date is 2024/13/1.", &[]);
        check("The dates are 13/13/2024 and 45/10/2024.", &[]);
        check("The boy, who was 15, fell.", &["15 = age 15 year"]);
        check("She was fifteen when she fell.", &["fifteen = age 15 year"]);
    }

    #[test]
    fn months_in_names_are_none() {
        check("May Wong met June Carter in August.", &["August = date 2025-08-01..2025-08-31"]);
        check("They met May Wong and June Carter.", &[]);
        check("They went down May Street and March Road.", &[]);
        check("In June Carter left.", &["June = date 2025-06-01..2025-06-30"]);
    }

    #[test]
    fn ratios_and_results_in_one_word() {
        check("It has a one-in-ten chance.", &["one-in-ten = ratio 0.1"]);
        check("They have a 3-to-1 advantage.", &["3-to-1 = ratio 3"]);
        check("By a 5-to-4 vote it fell.", &["5-to-4 = ratio"]);
        check("One sees it, and one suspects more.", &[]);
        check("A couple was found.", &[]);
        check("It fell by a one-vote majority.", &["one-vote = count 1 of vote majority"]);
        check("It was a one-sided, one-off game.", &[]);
        check("It grew ninefold.", &["ninefold = count 9"]);
        check("He birdied the par-four third.", &["third = ordinal 3"]);
        check("She pays $100-a-month for it.", &["$100-a-month = money 100 USD per month"]);
        check("The 13F filing is late.", &[]);
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

    #[test]
    fn long_runs_of_one_thing_are_read_once() {
        for (piece, count) in [
            ("1", 0),
            ("1,", 20_000),
            ("and ", 0),
            ("\"", 0),
            (".", 0),
            ("1-", 0),
            ("x1", 0),
            ("1 to ", 8_000),
            ("a a a ", 0),
            ("$$$", 0),
            ("–––", 0),
            ("in 5 ", 20_000),
            ("one million ", 1),
            ("end of the ", 0),
            ("8- to ", 0),
            ("3-to-", 0),
            ("4pm today to ", 1_000),
            ("the rest of the ", 0),
            ("2 and a half ", 1_000),
            ("June last year ", 1_000),
        ] {
            let (_, found) = figures_of(&piece.repeat(20_000));
            assert!(found.len() >= count, "{piece}: {}", found.len());
        }
    }

    proptest! {
        #[test]
        fn spans_fit_and_do_not_overlap(text in "([0-9a-z$€½.,:/'’ -]|million|percent|Monday|of|the|to|between|and|half|last|in|\\PC){0,80}") {
            let (body, found) = figures_of(&text);
            let mut end = 0;
            for figure in found {
                prop_assert!(figure.span.start >= end && !figure.span.is_empty());
                prop_assert!(body.text().get(figure.span.range()).is_some());
                prop_assert!(figure.of.is_none_or(|of| body.text().get(of.range()).is_some()));
                end = figure.span.end;
            }
        }

        #[test]
        fn the_value_of_a_printed_value_is_the_value(value in -1_000_000_000_i64..1_000_000_000, scale in 0_u32..5) {
            let value = rust_decimal::Decimal::new(value, scale).normalize();
            let (_, found) = figures_of(&format!("It is {value} tonnes."));
            prop_assert_eq!(found.first().and_then(|figure| figure.value), Some(value));
        }
    }
}
