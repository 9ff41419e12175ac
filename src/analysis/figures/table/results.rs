//! Results of games and votes with both sides, and the levels of indices.

use crate::analysis::figures::table::said::figures_of;

/// Each result of a text: its words and its two sides.
fn sides(text: &str) -> Vec<String> {
    let (body, found) = figures_of(text);
    let told = found.iter().filter_map(|figure| Some((figure.span.of(body.text()), figure.sides?, figure.kind.name())));
    told.map(|(words, (ours, theirs), kind)| format!("{words}: {kind} {ours} {theirs}")).collect()
}

#[test]
fn a_result_has_two_sides() {
    for (text, wanted) in [
        ("Velden beat Oster 3-1 on Sunday.", &["3-1: ratio 3 1"][..]),
        ("Oster won 24-17.", &["24-17: ratio 24 17"]),
        ("It was a 2-0 win for the Reds.", &["2-0: ratio 2 0"]),
        ("They lost 1-4 at home.", &["1-4: ratio 1 4"]),
        ("They drew 1-1 and are 12-30 this season.", &["1-1: ratio 1 1", "12-30: ratio 12 30"]),
        ("She won 6-4, 3-6, 7-5.", &["6-4: ratio 6 4", "3-6: ratio 3 6", "7-5: ratio 7 5"]),
        ("The house voted 19 to 8 to close it.", &["19 to 8: ratio 19 8"]),
        ("It passed by 76 votes to 74.", &["76 votes to 74: ratio 76 74"]),
        ("It fell by a 5-to-4 vote.", &["5-to-4: ratio 5 4"]),
    ] {
        assert_eq!(sides(text), wanted, "{text}");
    }
}

#[test]
fn what_is_no_result_has_no_sides() {
    for text in [
        "Sales fell from 24 to 17.",
        "It takes 3 to 5 days.",
        "They have a 3-to-1 advantage.",
        "One in five voted.",
        "Pupils aged 6-11 came.",
        "They voted on 12 to 10 percent less pay.",
    ] {
        assert_eq!(sides(text), Vec::<String>::new(), "{text}");
    }
}

/// Each count that belongs to an index: words, measure, index, the other half of the change.
fn levels(text: &str) -> Vec<String> {
    let (body, found) = figures_of(text);
    let told = found.iter().filter(|figure| figure.value.is_some() && figure.scope.is_some());
    let line = |figure: &crate::analysis::Figure| {
        let words = figure.span.of(body.text());
        let scope = figure.scope.map_or("-", |scope| scope.of(body.text()));
        let twin = figure.twin.and_then(|twin| found.get(twin)).map_or("-", |twin| twin.span.of(body.text()));
        format!("{words}: {}, {scope}, {twin}", figure.measure.unwrap_or("-"))
    };
    told.map(line).collect()
}

#[test]
fn an_index_has_a_level_and_a_change() {
    for (text, wanted) in [
        ("The Dow fell 120 points to 35,000.", &["120: -, Dow, 35,000", "35,000: index, Dow, 120"][..]),
        ("The FTSE 100 closed at 7,301.15.", &["7,301.15: index, FTSE 100, -"]),
        (
            "The S&P 500 ended at 4,310, up 12 points, and the Nikkei 225 closed at 28,119.",
            &["4,310: index, S&P 500, 12", "12: -, S&P 500, 4,310", "28,119: index, Nikkei 225, -"],
        ),
        ("The plan closed at 7,301 votes.", &[]),
        ("The Dow index has 30 members.", &[]),
    ] {
        assert_eq!(levels(text), wanted, "{text}");
    }
}
