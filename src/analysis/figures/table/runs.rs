//! What must hold of any text: spans in order, values kept, long runs read once.

use crate::analysis::figures::table::said::figures_of;
use proptest::{prop_assert, prop_assert_eq, proptest};

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

#[test]
fn long_runs_of_longer_pieces_are_read_once() {
    for (piece, count) in [
        ("the day before ", 0),
        ("the quarter ended ", 0),
        ("that same year ", 0),
        ("a year earlier $5 ", 1_000),
        ("10 a.m. (0735 GMT) ", 1_000),
        ("10 a.m. (", 1_000),
        ("won 3 to 2 ", 1_000),
        ("The Dow fell 12 points to 300 ", 1_000),
    ] {
        let (_, found) = figures_of(&piece.repeat(2_000));
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
