//! Ways of writing numbers, money and dates in the wires and in other countries.

use crate::analysis::figures::table::said::check;

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
    check("Between 6,000 and 7,000 tonnes may be lost.", &["Between 6,000 and 7,000 tonnes = quantity 6000..7000 t"]);
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
    check("They landed 29.4 million pounds of halibut.", &["29.4 million pounds = quantity 29400000 lb of halibut"]);
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
