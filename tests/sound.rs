//! Whatever comes in, nothing falls over and what is found lies in the text: the properties that the fuzzers of `fuzz/`
//! look for, on a stable compiler and in every run.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

#[path = "sound/properties.rs"]
mod properties;

use proptest::prelude::*;

/// Pieces that rules begin and end with, mixed with anything.
const PROSE: &str = "(last|next|this|first|Monday|May|June|2024|12:30|p\\.m\\.|of|the|a|to|from|between|and|or|per|each|week|days|\
                     starting|before|after|ago|Easter|Ramadan|Diwali|Passover|weekend|\\$|€|million|half|percent|km|/|-|–|'s|said|that|\
                     \"|“|Mr\\.|U\\.S\\.|SYDNEY|—|GMT|[0-9]{1,5}|,|\\.|\\?| |  |\n|\\PC|\u{202e}|\u{0}){0,40}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_text_is_analysed(text in PROSE) {
        properties::analysed(&text);
    }

    #[test]
    fn words_of_the_lists_in_any_order(words in proptest::collection::vec("(last|next|this|first|second|half|a|the|two|3|15|2019|Monday|May|Easter|Eid|quarter|year|month|weekend|week|days|hours|of|in|to|and|or|from|for|before|after|until|starting|later|ago|now|tomorrow|morning|at|9|10:30|am|GMT|million|dollars|percent|per|-|,|'s|\\.)", 0..14)) {
        properties::figures(&words.join(" "));
        properties::figures(&words.concat());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), head in "(|<html><body>|<p>|---\n|# |From: a\n\n)") {
        properties::bytes(&[head.as_bytes(), &bytes].concat());
    }

    #[test]
    fn any_query_is_read_or_refused(text in "(and|or|not|-|\\(|\\)|\"|title|actor|figure|unit|is|has|date|tag|:|>|<|=|\\.\\.|-7d|2026-03|km|[a-z0-9%$€]{1,5}| |\\PC){0,16}") {
        properties::query(&text);
    }
}
