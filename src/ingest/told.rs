//! Holds the text found on a page against the text that the page tells to machines, where it does.

use crate::ingest::ends::only;
use crate::text::Body;
use std::collections::HashSet;

/// Words in a row that are compared.
const RUN: usize = 4;
/// A block before the text of at most so many bytes is a label; a standfirst is longer.
const LABEL: usize = 80;

/// The body without what stands before and behind all that the page itself calls its article's text. Pages tell the
/// beginning only, or another text: then nothing is believed.
pub fn agreed(body: Body, told: &str) -> Body {
    let told_runs = runs(told);
    let blocks: Vec<(usize, usize)> = body
        .blocks()
        .iter()
        .map(|block| {
            let found = runs(block.span.of(body.text()));
            (found.len(), found.intersection(&told_runs).count())
        })
        .collect();
    let (all, shared) = blocks.iter().fold((0, 0), |sum, block| (sum.0 + block.0, sum.1 + block.1));
    // Nearly all that is told was found, and most of what was found is told.
    if shared * 100 < told_runs.len() * 85 || shared * 10 < all * 7 {
        return body;
    }
    let is_told = |(found, shared): &(usize, usize)| *shared > 0 && shared * 2 >= *found;
    let (Some(first), Some(last)) = (blocks.iter().position(is_told), blocks.iter().rposition(is_told)) else {
        return body;
    };
    let keep: Vec<bool> = body
        .blocks()
        .iter()
        .enumerate()
        .map(|(at, block)| (first..=last).contains(&at) || at < first && block.span.len() > LABEL)
        .collect();
    if keep.iter().all(|keep| *keep) { body } else { only(&body, &keep) }
}

/// The runs of words in a text.
fn runs(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    words.windows(RUN).map(|run| run.join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::html::html;

    #[test]
    fn what_the_page_does_not_call_its_text_goes_from_the_ends() {
        let wall = "The wall by the river will be built next year, and no wall was ever built so dear.".to_owned();
        let quay = "Below the mill the old quay sinks, and its stones have to be numbered before they go.".to_owned();
        let page = |parts: &[&str]| html(&parts.iter().map(|part| format!("<p>{part}</p>")).collect::<String>(), None);
        let told = format!("{wall} {quay}");
        let begun = format!("{wall}…");
        let standfirst =
            "It will cost more than any wall that this town has ever had, and nobody knows who will pay for it.";
        for (parts, told, left) in [
            (
                vec!["Our town", &wall, "Said aside.", &quay, "Become a member of our paper today"],
                &told,
                vec![&wall, "Said aside.", &quay],
            ),
            (vec![standfirst, &wall, &quay], &told, vec![standfirst, &wall, &quay]),
            // Only the beginning is told.
            (vec![&wall, &quay, "The end."], &begun, vec![&wall, &quay, "The end."]),
        ] {
            assert_eq!(agreed(page(&parts), told).text().split("\n\n").collect::<Vec<_>>(), left);
        }
    }
}
