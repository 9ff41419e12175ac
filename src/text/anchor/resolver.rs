//! Finding anchors again in another text: the one entrance for one anchor or for thousands.

use crate::text::anchor::reading::Reading;
use crate::text::anchor::seek::seek;
use crate::text::anchor::trace::Trace;
use crate::text::{Anchor, Resolution, Span};

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
        if anchor.quote.trim().is_empty() {
            return Resolution::lost(0.0, "the note has no quote to look for");
        }
        let traced = self.trace.as_ref().and_then(|trace| trace.follow(anchor, &self.new));
        let mut found = traced.unwrap_or_else(|| seek(&self.new, anchor));
        found.score = (found.score.clamp(0.0, 1.0) * 1000.0).round() / 1000.0;
        found.span = found.span.map(|span| whole(span, &anchor.quote, self.new.text));
        found
    }
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
