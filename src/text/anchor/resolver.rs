//! Finding anchors again in another text: the one entrance for one anchor or for thousands.

use crate::text::anchor::CONTEXT;
use crate::text::anchor::reading::Reading;
use crate::text::anchor::seek::seek;
use crate::text::anchor::trace::Trace;
use crate::text::{Anchor, AnchorState, Resolution, Span, Wording, turned, wording};

/// Finds the anchors of one text in another. What they share, the words of both texts and the difference, is worked out
/// once: resolving a thousand anchors costs little more than resolving one.
pub struct Resolver<'t> {
    new: Reading<'t>,
    trace: Option<Trace<'t>>,
}

impl<'t> Resolver<'t> {
    /// Reads the new text and, where it is at hand, the text that the anchors were made in.
    pub fn new(old: Option<&'t str>, new: &'t str) -> Self {
        let new = Reading::new(new);
        let trace = old.map(|old| Trace::new(Reading::new(old), &new));
        Self { new, trace }
    }

    /// Where the passage stands in the new text. Never fails: what cannot be found is lost, with the reason.
    pub fn resolve(&self, anchor: &Anchor) -> Resolution {
        self.resolve_given(anchor, &anchor.quote)
    }

    /// The same for a passage that has changed before: `given` are the words that were annotated first, and what stands
    /// there now is held against those.
    pub fn resolve_given(&self, anchor: &Anchor, given: &str) -> Resolution {
        if anchor.quote.trim().is_empty() {
            return Resolution::lost(0.0, "the note has no quote to look for");
        }
        let traced = self.trace.as_ref().and_then(|trace| trace.follow(anchor, &self.new));
        let mut found = traced.unwrap_or_else(|| seek(&self.new, anchor));
        found.score = (found.score.clamp(0.0, 1.0) * 1000.0).round() / 1000.0;
        found.span = found.span.map(|span| whole(span, &anchor.quote, self.new.text));
        worded(found, anchor, given, self.new.text)
    }
}

/// Says whether the words found are those of the quote. Where they may say something else the place is as sure as before,
/// but what was found about the passage is not: the reader decides.
fn worded(mut found: Resolution, anchor: &Anchor, given: &str, text: &str) -> Resolution {
    let Some(span) = found.span else { return found };
    let wording = wording(given, span.of(text));
    found.changed = wording != Wording::Same;
    let doubt = match wording {
        Wording::Doubtful(reason) => Some(reason),
        Wording::Changed => None,
        Wording::Same => denied(anchor, text, span).then_some("what stands before it says something else of it"),
    };
    // The words that were annotated are back: it is they that count, not those that stood there in between.
    let back = doubt.is_none() && !found.changed && given != anchor.quote && only_there(span.of(text), text);
    if back && found.state == AnchorState::Unsure {
        found.state = AnchorState::Moved;
    }
    if let (Some(reason), AnchorState::Exact | AnchorState::Moved) = (doubt, found.state) {
        (found.state, found.reason) = (AnchorState::Unsure, reason);
    }
    found
}

/// Whether words stand in a text once.
fn only_there(words: &str, text: &str) -> bool {
    text.matches(words).take(2).count() == 1
}

/// Whether the words before a passage deny it, and did not, or the other way round.
fn denied(anchor: &Anchor, text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let from = before.char_indices().rev().nth(2 * CONTEXT - 1).map_or(0, |(at, _)| at);
    let known = !anchor.prefix.is_empty() || anchor.span.start == 0;
    known && !before.ends_with(&anchor.prefix) && turned(&anchor.prefix, before.get(from..).unwrap_or_default())
}

/// Finds one anchor; for many of one text a [`Resolver`] is faster.
pub fn resolve(anchor: &Anchor, new: &str, old: Option<&str>) -> Resolution {
    Resolver::new(old, new).resolve(anchor)
}

/// Words leave out white space and invisible characters at the ends of a quote; where the quote stands letter by letter,
/// its own ends are taken.
fn whole(span: Span, quote: &str, text: &str) -> Span {
    let inside = span.of(text);
    if inside.is_empty() {
        return span;
    }
    let fits = |lead: usize| {
        let start = span.start.checked_sub(lead)?;
        let whole = Span::new(start, start + quote.len());
        (whole.of(text) == quote).then_some(whole)
    };
    quote.match_indices(inside).take(4).find_map(|(lead, _)| fits(lead)).unwrap_or(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Takes the brackets out of `marked`: the text, and what stood between them.
    fn unmarked(marked: &str) -> (String, Option<Span>) {
        match (marked.find('['), marked.find(']')) {
            (Some(start), Some(end)) => (marked.replace(['[', ']'], ""), Some(Span::new(start, end - 1))),
            _ => (marked.to_owned(), None),
        }
    }

    /// The passage in brackets in `old` is in brackets in `new`; without brackets it is lost.
    fn check(with_old: bool, old: &str, new: &str, state: AnchorState) {
        let (old_text, span) = unmarked(old);
        let (new_text, expected) = unmarked(new);
        let anchor = Anchor::new(&old_text, span.unwrap(), "");
        let found = resolve(&anchor, &new_text, with_old.then_some(old_text.as_str()));
        assert_eq!(
            (found.state, found.span.map(|span| span.of(&new_text)), found.span),
            (state, expected.map(|span| span.of(&new_text)), expected),
            "{old}\n→ {new}\n{found:?}"
        );
    }

    const BEFORE: &str = "The council met on Monday. Nobody expected a vote so soon. ";
    const AFTER: &str = " The mayor left before the end. Reporters waited outside until midnight.";

    #[test]
    fn follows_the_difference() {
        use AnchorState::{Exact, Lost, Moved, Unsure};
        for (old, new, state) in [
            ("[Taxes rise by 3.5 percent.]", "[Taxes rise by 3.5 percent.]", Exact),
            ("[Taxes rise by 3.5 percent.]", "[Taxes rise by 4.5 percent.]", Unsure),
            ("[Taxes on heating oil rise.]", "[Taxes on all heating oil rise.]", Unsure),
            ("[Taxes on heating oil rise.]", "[Taxes on old heating oil rise.]", Moved),
            ("Taxes rise by [3.5 percent].", "Taxes will rise by [3.5 percent].", Moved),
            ("[Taxes, he said, rise again next year.]", "[Taxes, he said, rise once again next year.]", Moved),
            ("[“It isn’t over,” he said.]", "[\"It isn't over,\" he said.]", Moved),
            ("[The bridge stays closed.]", "", Lost),
            ("[The bridge stays closed.]", "All schools open on Thursday.", Lost),
            ("[Ada]ptation takes years.", "Soon [Ada]ptation takes years.", Moved),
            ("[The plan costs three million.] ", "[The scheme costs, they say, at least two million.]", Unsure),
            // The passage went; a sentence much like it was there before and stays.
            (
                "[Team Alpha cut waste by twelve percent.] Team Beta cut waste by twelve percent.",
                "Team Beta cut waste by twelve percent.",
                Lost,
            ),
            ("Rust costs jobs. [Rust costs jobs.] Rust costs a lot.", "Rust costs jobs. Rust costs a lot.", Lost),
        ] {
            check(true, &format!("{BEFORE}{old}{AFTER}"), &format!("{BEFORE}{new}{AFTER}"), state);
        }
    }

    #[test]
    fn follows_a_passage_to_another_place() {
        let (old, new) = ("[The bridge over the river stays closed.]", "[The bridge over the river stays closed.]");
        let rest = "A long report says so on ninety pages of small print.";
        check(
            true,
            &format!("{old} {BEFORE}{AFTER}{rest}"),
            &format!("{BEFORE}{AFTER}{rest} {new}"),
            AnchorState::Moved,
        );
    }

    #[test]
    fn seeks_quote_and_surroundings() {
        use AnchorState::{Exact, Lost, Unsure};
        for (old, new, state) in [
            ("[Taxes rise by 3.5 percent.]", "[Taxes rise by 3.5 percent.]", Exact),
            ("[Taxes rise by 3.5 percent in May.]", "[Taxes rise by 4.5 percent in May.]", Unsure),
            ("[The bridge over the river stays closed.]", "", Lost),
            ("[Linus] wrote it.", "Our machines hold conversations.", Lost),
            ("He voted [yes], she voted no.", "He voted [yes], she voted no. Yes, really.", Exact),
            (
                "They chose [Robin] Smith for the vacant post at the museum.",
                "They chose [Elisa] Smith for the vacant post at the museum. Robin was there.",
                Unsure,
            ),
        ] {
            check(false, &format!("{BEFORE}{old}{AFTER}"), &format!("{BEFORE}{new}{AFTER}"), state);
        }
    }

    #[test]
    fn the_same_words_in_other_company_are_unsure() {
        let old = format!("{BEFORE}[See the full report for more on this.]{AFTER}");
        let new =
            format!("{BEFORE}{AFTER} Numbers are on page nine. [See the full report for more on this.] Good night.");
        check(false, &old, &new, AnchorState::Unsure);
    }

    #[test]
    fn repeated_words_are_not_guessed_at() {
        let anchor = Anchor { quote: "the vote".into(), ..Anchor::default() };
        let found = resolve(&anchor, "the vote, the vote, the vote", None);
        assert_eq!(found.state, AnchorState::Unsure);
        let nothing = Anchor { quote: " \n".into(), ..Anchor::default() };
        assert_eq!(resolve(&nothing, "the vote \n", None).state, AnchorState::Lost);
    }

    proptest! {
        #[test]
        fn an_unchanged_text_keeps_every_anchor(text in "([a-z]{1,6}[ .]{1,2}){3,60}", from: u16, length in 1_usize..80) {
            let from = usize::from(from) % text.len();
            let span = Span::new(from, (from + length).min(text.len())).trim(&text);
            prop_assume!(span.of(&text).contains(char::is_alphanumeric));
            let anchor = Anchor::new(&text, span, "");
            let found = resolve(&anchor, &text, Some(&text));
            prop_assert_eq!((found.state, found.span), (AnchorState::Exact, Some(span)));
        }

        #[test]
        fn any_two_texts_give_a_place_that_fits(
            old in "\\PC{0,120}", new in "\\PC{0,120}", cut in 0_usize..60, length in 0_usize..40, with_old: bool,
        ) {
            let edge = |nth: usize| old.char_indices().nth(nth).map_or(old.len(), |(at, _)| at);
            let anchor = Anchor::new(&old, Span::new(edge(cut), edge(cut + length)), "");
            let found = resolve(&anchor, &new, with_old.then_some(old.as_str()));
            prop_assert!((0.0..=1.0).contains(&found.score));
            prop_assert_eq!(found.span.is_none(), found.state == AnchorState::Lost);
            if let Some(span) = found.span {
                prop_assert!(new.get(span.range()).is_some());
            }
        }
    }
}
