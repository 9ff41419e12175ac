//! A note whose passage is unsure or lost, with what the reader needs to decide: where it stood, where it may stand
//! now, how sure that is, and why.

use crate::text::{Anchor, AnchorState, Annotation, Body, Listing, Resolver, Span};

/// Code points shown on either side of a passage.
const AROUND: usize = 900;

/// Code points of context that are enough to look for a place by.
const TELLING: usize = 8;

/// A note that waits for the reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Adrift {
    /// Its article.
    pub article: Listing,
    /// The note.
    pub note: Annotation,
    /// Its words where they stood.
    pub before: Excerpt,
    /// Where they may stand now; nothing for a lost one.
    pub guess: Option<Guess>,
    /// How alike the guess is, 0 to 1.
    pub score: f64,
    /// Why it is not sure.
    pub reason: &'static str,
    /// Where in the present text looking for it begins, in bytes.
    pub near: usize,
}

/// A place that a note may be put on.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    /// The anchor it would have.
    pub anchor: Anchor,
    /// The words there, in their surroundings.
    pub excerpt: Excerpt,
}

/// A passage with what stands around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// What stands before it.
    pub before: String,
    /// The passage.
    pub words: String,
    /// What stands behind it.
    pub after: String,
}

impl Excerpt {
    /// The surroundings of `span`, cut between words.
    pub fn around(text: &str, span: Span) -> Self {
        let (head, tail) = (text.get(..span.start).unwrap_or_default(), text.get(span.end..).unwrap_or_default());
        let before = match head.char_indices().rev().nth(AROUND) {
            Some((at, _)) => {
                let cut = head.get(at..).unwrap_or_default();
                format!("… {}", cut.split_once(char::is_whitespace).map_or(cut, |(_, rest)| rest))
            }
            None => head.to_owned(),
        };
        let after = match tail.char_indices().nth(AROUND) {
            Some((at, _)) => {
                let cut = tail.get(..at).unwrap_or_default();
                format!("{} …", cut.rsplit_once(char::is_whitespace).map_or(cut, |(rest, _)| rest))
            }
            None => tail.to_owned(),
        };
        Self { before, words: span.of(text).to_owned(), after }
    }

    /// What an anchor itself remembers.
    fn kept(anchor: &Anchor) -> Self {
        let Anchor { quote, prefix, suffix, .. } = anchor;
        Self { before: prefix.clone(), words: quote.clone(), after: suffix.clone() }
    }
}

/// The two texts of an article that a note is between: they are compared once for all its notes.
pub struct Comparison<'t> {
    former: Option<&'t Body>,
    present: &'t Body,
    text_sha256: String,
    resolver: Resolver<'t>,
}

impl<'t> Comparison<'t> {
    /// Compares the text that notes were made on, where it is kept, with the present one.
    pub fn new(former: Option<&'t Body>, present: &'t Body) -> Self {
        let resolver = Resolver::new(former.map(Body::text), present.text());
        Self { former, present, text_sha256: present.sha256(), resolver }
    }

    /// What is known of a note that is adrift.
    pub fn look(&self, article: Listing, note: Annotation) -> Adrift {
        let stood = self.former.and_then(|former| stood(&note.anchor, former.text()));
        let saved = Anchor { span: stood.unwrap_or(note.anchor.span), ..note.anchor.clone() };
        let found = self.resolver.resolve(&saved);
        let before = match (self.former, stood) {
            (Some(former), Some(span)) => Excerpt::around(former.text(), span),
            _ => Excerpt::kept(&note.anchor),
        };
        let text = self.present.text();
        let guess = (note.state == AnchorState::Unsure && !note.anchor.span.of(text).is_empty()).then(|| Guess {
            anchor: Anchor::new(text, note.anchor.span, &self.text_sha256),
            excerpt: Excerpt::around(text, note.anchor.span),
        });
        let explained = found.state == note.state && (guess.is_none() || found.span == Some(note.anchor.span));
        let reason = if explained { found.reason } else { "the place was not certain when the text came" };
        let near = guess.as_ref().map(|guess| guess.anchor.span.start).unwrap_or_else(|| self.near(&note, stood));
        Adrift { score: note.score.unwrap_or(found.score), article, note, before, guess, reason, near }
    }

    /// Where a lost passage would stand: where its paragraph is, else beside the neighbours, else as far down as it was.
    fn near(&self, note: &Annotation, stood: Option<Span>) -> usize {
        let text = self.present.text();
        let (Some(former), Some(span)) = (self.former, stood) else { return beside(&note.anchor, text) };
        let at = former.block_at(span.start).unwrap_or(0);
        let place = |index: usize| {
            let block = former.blocks().get(index)?.span;
            self.resolver.resolve(&Anchor::new(former.text(), block, "")).span
        };
        let behind = |span: Span| {
            let rest = text.get(span.end..).unwrap_or_default();
            span.end + (rest.len() - rest.trim_start().len())
        };
        let neighbours = [place(at).map(|span| span.start), at.checked_sub(1).and_then(place).map(behind)];
        let found = neighbours.into_iter().flatten().next().or_else(|| place(at + 1).map(|span| span.start));
        let share = || (span.start as f64 / former.text().len().max(1) as f64 * text.len() as f64) as usize;
        text.floor_char_boundary(found.unwrap_or_else(share))
    }
}

/// Where in the former text the anchor's words stood.
fn stood(anchor: &Anchor, former: &str) -> Option<Span> {
    let Anchor { quote, prefix, suffix, span, .. } = anchor;
    let whole = former.find(&format!("{prefix}{quote}{suffix}")).map(|at| at + prefix.len());
    let start = whole.or_else(|| (!quote.is_empty() && span.of(former) == quote).then_some(span.start))?;
    Some(Span::new(start, start + quote.len()))
}

/// The place in `text` beside which the anchor's surroundings stand; the beginning where they do not.
fn beside(anchor: &Anchor, text: &str) -> usize {
    let telling = |context: &str| context.chars().count() >= TELLING;
    let (prefix, suffix) = (anchor.prefix.trim(), anchor.suffix.trim());
    let after = telling(prefix).then(|| text.find(prefix)).flatten().map(|at| at + prefix.len());
    after.or_else(|| telling(suffix).then(|| text.find(suffix)).flatten()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "The council met on Monday.\nIt voted for the wall by nine to two.\nThe mayor left early.";

    fn adrift(state: AnchorState, quote: &str, new: &str, guess: &str) -> Adrift {
        let (old, new) = (Body::verbatim(OLD.into()), Body::verbatim(new.into()));
        let start = OLD.find(quote).unwrap();
        let mut anchor = Anchor::new(OLD, Span::new(start, start + quote.len()), &old.sha256());
        if let Some(at) = new.text().find(guess).filter(|_| !guess.is_empty()) {
            anchor.span = Span::new(at, at + guess.len());
        }
        let note = Annotation { anchor, state, score: Some(0.6), ..Annotation::default() };
        Comparison::new(Some(&old), &new).look(Listing::default(), note)
    }

    #[test]
    fn a_lost_note_shows_its_old_place_and_where_to_look() {
        let new = "The council met on Monday.\nEverybody went home.\nThe mayor left early.";
        let found = adrift(AnchorState::Lost, "voted for the wall by nine to two", new, "");
        assert_eq!(found.before.before, "The council met on Monday.\nIt ");
        assert_eq!((found.guess, found.score), (None, 0.6));
        assert!(!found.reason.is_empty());
        assert!(new[found.near..].trim_start().starts_with("Everybody"), "{}", found.near);
    }

    #[test]
    fn an_unsure_note_shows_the_guess_in_its_surroundings() {
        let new = "The council met on Monday.\nIt backed the fence by eight to three.\nThe mayor left early.";
        let found = adrift(AnchorState::Unsure, "voted for the wall by nine to two", new, "backed the fence");
        let guess = found.guess.unwrap();
        assert_eq!(
            (guess.anchor.quote.as_str(), guess.excerpt.words.as_str()),
            ("backed the fence", "backed the fence")
        );
        assert_eq!(found.near, guess.anchor.span.start);
    }

    #[test]
    fn long_surroundings_are_cut_between_words() {
        let text = format!("{}here{}", "before ".repeat(200), " after".repeat(200));
        let found = Excerpt::around(&text, Span::new(1400, 1404));
        assert!(found.before.starts_with("… before ") && found.after.ends_with(" after …"), "{found:?}");
    }
}
