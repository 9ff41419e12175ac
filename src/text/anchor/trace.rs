//! Following a passage along the difference between the old text and the new.

use crate::text::anchor::align::Alignment;
use crate::text::anchor::edit::{Edit, Trial};
use crate::text::anchor::reading::Reading;
use crate::text::anchor::seek::{SAME_SIDE, Sides, TELLING, seek};
use crate::text::{Anchor, AnchorState, Resolution, Span};
use memchr::memmem;
use std::ops::Range;

/// The old text and how it lies on the new one.
pub(super) struct Trace<'t> {
    old: Reading<'t>,
    lie: Alignment,
}

/// Below this the words that stand in the passage's place are other words.
const OTHER: f64 = 0.5;
/// The same where both neighbours of the passage still frame those words.
const OTHER_FRAMED: f64 = 0.25;
/// From this on they are the passage, edited.
const EDITED: f64 = 0.6;
/// Letters of unbroken agreement, quote and neighbours together, that make a place sure.
const AGREED: usize = 24;

impl<'t> Trace<'t> {
    pub fn new(old: Reading<'t>, new: &Reading<'_>) -> Self {
        let lie = Alignment::new(&old.words, &new.words);
        Self { old, lie }
    }

    /// Where the passage went; `None` where the old text does not hold it.
    pub fn follow(&self, anchor: &Anchor, new: &Reading<'_>) -> Option<Resolution> {
        let place = self.home(anchor)?;
        let quote = self.old.over(place);
        if quote.is_empty() {
            return None;
        }
        if let Some(found) = self.unbroken(place, quote.clone(), anchor, new) {
            return Some(found);
        }
        let edited = Edit { old: &self.old, new, lie: &self.lie, quote: quote.clone() }.trial(&anchor.quote);
        let tied = edited.as_ref().map(|trial| new.span(trial.words.clone()));
        if let Some(found) = tied.and_then(|tied| self.better_framed(&quote, tied, anchor, new))
            && found.state == AnchorState::Moved
        {
            return Some(found);
        }
        let solid = edited.as_ref().is_some_and(|trial| trial.likeness >= 0.9);
        if !solid && let Some(found) = self.elsewhere(quote.clone(), anchor, new) {
            return Some(found);
        }
        let settled = self.settle(edited, quote.clone(), anchor, new);
        if settled.span.is_some() { Some(settled) } else { Some(self.sought(&quote, anchor, new).unwrap_or(settled)) }
    }

    /// Where the quote stands in the old text.
    fn home(&self, anchor: &Anchor) -> Option<Span> {
        if anchor.span.of(self.old.text) == anchor.quote {
            return Some(anchor.span);
        }
        let text = self.old.text;
        let places = memmem::find_iter(text.as_bytes(), &anchor.quote);
        places.map(|at| Span::new(at, at + anchor.quote.len())).take(256).max_by(|a, b| {
            let sides = |span: &Span| {
                let sides = Sides::new(text, *span, anchor);
                sides.best() + sides.worst()
            };
            let away = |span: &Span| span.start.abs_diff(anchor.span.start);
            sides(a).total_cmp(&sides(b)).then_with(|| away(b).cmp(&away(a)))
        })
    }

    /// The passage where all its words stand one after the other in their place.
    fn unbroken(&self, place: Span, quote: Range<usize>, anchor: &Anchor, new: &Reading<'_>) -> Option<Resolution> {
        let first = self.lie.forward(quote.start)?;
        if !quote.clone().enumerate().all(|(step, at)| self.lie.forward(at) == Some(first + step)) {
            return None;
        }
        let words = first..first + quote.len();
        let span = self.inner(place, &quote, &words, new);
        let same = span.of(new.text) == anchor.quote;
        let stood = same && span == anchor.span;
        let score = if same { 1.0 } else { 0.99 };
        let agreed = self.agreed(&quote, first);
        if agreed < 2 * AGREED
            && let Some(found) = self.better_framed(&quote, span, anchor, new)
        {
            return Some(found);
        }
        if agreed < AGREED && !self.only_once(&quote, new) {
            return Some(Resolution::unsure(span, 0.5, "the same words, but their surroundings changed"));
        }
        let reason = match (stood, same) {
            (true, _) => "unchanged",
            (false, true) => "the same words, shifted",
            (false, false) => "only spaces, case or punctuation signs changed",
        };
        Some(Resolution::found(span, stood, score, reason))
    }

    /// Another place with the same words whose surroundings are much more those that the anchor keeps: a difference
    /// may tie repeated words crosswise.
    fn better_framed(
        &self,
        quote: &Range<usize>,
        tied: Span,
        anchor: &Anchor,
        new: &Reading<'_>,
    ) -> Option<Resolution> {
        let keys = self.old.keys(quote.clone());
        let sum = |span: Span| {
            let sides = Sides::new(new.text, span, anchor);
            (sides.best() + sides.worst(), sides.worst())
        };
        let places = new.sequence(&keys, 64).into_iter().map(|at| new.span(at..at + keys.len()));
        let best = places.map(|span| (sum(span), span)).max_by(|a, b| a.0.0.total_cmp(&b.0.0))?;
        let ((rival, worst), span) = best;
        match rival - sum(tied).0 {
            ahead if ahead > 0.5 && worst > 0.8 => Some(Resolution::found(span, false, 0.9, "moved to another place")),
            ahead if ahead > 0.5 => Some(Resolution::unsure(span, 0.5, "the same words stand in several places")),
            _ => None,
        }
    }

    /// The passage's ends may lie inside words.
    fn inner(&self, place: Span, quote: &Range<usize>, words: &Range<usize>, new: &Reading<'_>) -> Span {
        let outer = self.old.span(quote.clone());
        let there = new.span(words.clone());
        let lead = place.start.saturating_sub(outer.start);
        let tail = outer.end.saturating_sub(place.end);
        let inner = Span::new(there.start + lead, there.end.saturating_sub(tail));
        if (lead > 0 || tail > 0) && !inner.of(new.text).is_empty() { inner } else { there }
    }

    /// Letters in the unbroken run of agreement that holds the quote.
    fn agreed(&self, quote: &Range<usize>, first: usize) -> usize {
        let mut letters = self.old.weight(quote.clone());
        let before = (1..=16_usize).take_while(|step| {
            let (Some(old), Some(new)) = (quote.start.checked_sub(*step), first.checked_sub(*step)) else {
                return false;
            };
            self.lie.forward(old) == Some(new)
        });
        letters += self.old.weight(quote.start.saturating_sub(before.count())..quote.start);
        let after =
            (0..16_usize).take_while(|step| self.lie.forward(quote.end + step) == Some(first + quote.len() + step));
        letters + self.old.weight(quote.end..quote.end + after.count())
    }

    fn only_once(&self, quote: &Range<usize>, new: &Reading<'_>) -> bool {
        let keys = self.old.keys(quote.clone());
        self.old.sequence(&keys, 2).len() == 1 && new.sequence(&keys, 2).len() == 1
    }

    /// The passage word by word at another place, where the old text had nothing.
    fn elsewhere(&self, quote: Range<usize>, anchor: &Anchor, new: &Reading<'_>) -> Option<Resolution> {
        let keys = self.old.keys(quote.clone());
        let weight = self.old.weight(quote.clone());
        let mut found: Vec<(f64, f64, Span)> = Vec::new();
        for at in new.sequence(&keys, 64) {
            let words = at..at + keys.len();
            let told = weight >= TELLING && !self.stood_already(&words, &quote, new);
            if told || 2 * self.fresh(&words, new) >= weight {
                let span = new.span(at..at + keys.len());
                let sides = Sides::new(new.text, span, anchor);
                found.push((sides.best() + sides.worst(), sides.best(), span));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (score, side, span) = found.first().copied()?;
        if weight < TELLING && side < SAME_SIDE {
            return None;
        }
        let rival = found.get(1).is_some_and(|second| score - second.0 < 0.2);
        let score = 0.8 + 0.1 * score;
        Some(if rival {
            Resolution::unsure(span, score, "moved, and the same words stand in several new places")
        } else {
            Resolution::found(span, false, score, "moved to another place")
        })
    }

    /// A passage that was moved and edited at once: much like it, and where the old text had nothing.
    fn sought(&self, quote: &Range<usize>, anchor: &Anchor, new: &Reading<'_>) -> Option<Resolution> {
        let found = seek(new, anchor);
        let words = new.over(found.span?);
        if self.stood_already(&words, quote, new) {
            return None;
        }
        let own = |at: &usize| self.lie.back(*at).is_none_or(|old| quote.contains(&old));
        let fresh: usize = words.clone().filter(own).map(|at| new.weight(at..at + 1)).sum();
        let fresh = fresh as f64 / new.weight(words).max(1) as f64;
        (fresh >= 0.6 && found.score >= 0.5).then_some(found)
    }

    /// Letters of these new words that stood nowhere in the old text.
    fn fresh(&self, words: &Range<usize>, new: &Reading<'_>) -> usize {
        words.clone().filter(|at| self.lie.back(*at).is_none()).map(|at| new.weight(at..at + 1)).sum()
    }

    fn settle(&self, edited: Option<Trial>, quote: Range<usize>, anchor: &Anchor, new: &Reading<'_>) -> Resolution {
        let Some(trial) = edited else { return Resolution::lost(0.0, "deleted") };
        let span = new.span(trial.words.clone());
        if trial.likeness < if trial.framed { OTHER_FRAMED } else { OTHER } {
            return Resolution::lost(trial.likeness, "deleted, or replaced by other words");
        }
        if self.stood_already(&trial.words, &quote, new) {
            return Resolution::lost(trial.likeness, "deleted; what is most alike stood elsewhere before");
        }
        let sides = Sides::new(new.text, span, anchor);
        let weight = self.old.weight(quote);
        let supported = if weight < TELLING { sides.worst() >= SAME_SIDE } else { true };
        if trial.likeness >= EDITED && supported {
            return Resolution::found(span, false, trial.likeness, "edited");
        }
        Resolution::unsure(span, trial.likeness, "much changed")
    }

    /// True when the text found is no edit of the passage but another passage of the old text that was much like it.
    fn stood_already(&self, words: &Range<usize>, quote: &Range<usize>, new: &Reading<'_>) -> bool {
        let keys = new.keys(words.clone());
        let before = self.old.sequence(&keys, 16).into_iter().filter(|at| !quote.contains(at)).count();
        before > 0 && new.sequence(&keys, 16).len() <= before
    }
}
