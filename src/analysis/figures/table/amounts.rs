//! Numbers, money, quantities, ranges, ages, ratios: what is read of each.

use crate::analysis::figures::table::said::{check, figures_of};

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
