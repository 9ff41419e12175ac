//! Corrections of figures: another kind, or no figure.

use crate::analysis::correction::overlay::{places_after, same_name, stands, take_out};
use crate::analysis::{Analysis, Figure, FigureKind};
use crate::text::{Correction, Reach, Remedy};
use rust_decimal::Decimal;

/// Lays one correction over the figures.
pub fn apply(found: &mut Analysis, text: &str, correction: &Correction) {
    let here = stands(correction, text);
    let chosen: Vec<bool> = found.figures.iter().map(|figure| is_meant(figure, text, correction, here)).collect();
    if !chosen.contains(&true) {
        return;
    }
    match &correction.remedy {
        Remedy::Kind(kind) => {
            let Some(kind) = FigureKind::named(kind) else { return };
            let figures = found.figures.iter_mut().zip(&chosen).filter(|(_, chosen)| **chosen);
            figures.for_each(|(figure, _)| retype(figure, text, kind));
        }
        Remedy::Reject => reject(found, &chosen),
        Remedy::Split | Remedy::Merge(_) => {}
    }
}

fn is_meant(figure: &Figure, text: &str, correction: &Correction, here: bool) -> bool {
    let at = here && figure.span.overlaps(correction.anchor.span);
    at || (correction.reach != Reach::Mention && same_name(figure.span.of(text), &correction.name))
}

/// What no longer goes with the kind is dropped: a date has no count, a count no day.
fn retype(figure: &mut Figure, text: &str, kind: FigureKind) {
    use FigureKind::{Date, Duration, Money, Time};
    if matches!(figure.kind, Date | Time | Duration) && !matches!(kind, Date | Time | Duration) {
        figure.date = None;
    }
    if kind != Money {
        figure.currency = None;
    }
    if matches!(kind, Date | Time) {
        (figure.value, figure.low, figure.high, figure.unit, figure.si) = (None, None, None, None, None);
    } else if figure.value.is_none() && figure.low.is_none() {
        figure.value = plain_number(figure.span.of(text));
    }
    figure.kind = kind;
    // what the reader took in hand is shown
    figure.minor = false;
}

/// The value of digits without anything else ("2022", "1,500").
fn plain_number(words: &str) -> Option<Decimal> {
    let digits: String = words.chars().filter(|c| *c != ',').collect();
    let plain = digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    if plain { digits.parse().ok() } else { None }
}

fn reject(found: &mut Analysis, chosen: &[bool]) {
    let places = places_after(chosen);
    take_out(&mut found.figures, chosen);
    for figure in &mut found.figures {
        figure.twin = figure.twin.and_then(|twin| places.get(twin).copied().flatten());
    }
}
