//! Corrections of claims: one that is none.

use crate::analysis::correction::overlay::{places_after, same_name, stands, take_out};
use crate::analysis::{Analysis, Claim};
use crate::text::{Correction, Reach, Remedy};

/// Lays one correction over the claims.
pub fn apply(found: &mut Analysis, text: &str, correction: &Correction) {
    if correction.remedy != Remedy::Reject {
        return;
    }
    let here = stands(correction, text).then(|| nearest(found, correction)).flatten();
    let chosen = found.claims.iter().enumerate().map(|(index, claim)| {
        let same = correction.reach != Reach::Mention && same_name(claim.span.of(text), &correction.name);
        same || here == Some(index)
    });
    let chosen: Vec<bool> = chosen.collect();
    if chosen.contains(&true) {
        reject(found, &chosen);
    }
}

/// The claim whose content is most nearly the passage: contents may nest, and the one around it is not meant.
fn nearest(found: &Analysis, correction: &Correction) -> Option<usize> {
    let passage = correction.anchor.span;
    let apart = |claim: &Claim| claim.span.start.abs_diff(passage.start) + claim.span.end.abs_diff(passage.end);
    let there = found.claims.iter().enumerate().filter(|(_, claim)| claim.span.overlaps(passage));
    there.min_by_key(|(_, claim)| apart(claim)).filter(|(_, claim)| apart(claim) < passage.len()).map(|(at, _)| at)
}

fn reject(found: &mut Analysis, chosen: &[bool]) {
    let places = places_after(chosen);
    take_out(&mut found.claims, chosen);
    for claim in &mut found.claims {
        claim.denies = claim.denies.and_then(|denied| places.get(denied).copied().flatten());
    }
}
