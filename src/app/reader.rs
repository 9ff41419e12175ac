//! The reader: one article open, its page, the cursor in it, and what the reader has marked.

use crate::analysis::{ActorKind, Analysis, Figure, split_sentences};
use crate::app::jumps::Jumps;
use crate::app::movement::Thing;
use crate::app::ranking::Ranking;
use crate::page::{Direction, Needle, Page, RowKind, Sheet, Slip, cells, find_all};
use crate::text::{Annotation, AnnotationKind, Article, Body, Correction, Span, signed_words};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An article open for reading.
///
/// Invariants: the cursor is a grapheme's first byte inside a block; `top` is a row of the page from which the cursor's
/// row is in view.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// What is read.
    pub article: Arc<Article>,
    /// What was found in it, the corrections laid over it; `None` while analysis runs.
    pub found: Option<Arc<Analysis>>,
    /// What was found before any correction.
    pub detected: Option<Arc<Analysis>>,
    /// What the reader says of what was found, the oldest first.
    pub corrections: Vec<Correction>,
    /// The notes on it, by place; whole-article and lost ones last.
    pub annotations: Vec<Annotation>,
    /// Its rows.
    pub page: Page,
    /// Byte offset of the cursor.
    pub cursor: usize,
    /// The first row in view.
    pub top: usize,
    /// The column that moving by rows tries to keep.
    pub goal: Option<usize>,
    /// What is selected.
    pub selection: Option<Selection>,
    /// Where the reader jumped from.
    pub jumps: Jumps,
    /// Places marked with a letter.
    pub places: BTreeMap<char, usize>,
    /// What is searched for, and where it is.
    pub search: Search,
    /// Which layers are shown.
    pub layers: Layers,
    /// True when boilerplate is shown in full.
    pub unfolded: bool,
    /// In which order it lists what was detected.
    pub ranking: Ranking,
    /// Which list the side panel shows.
    pub tab: Tab,
    /// Size of the text region.
    pub view: Viewport,
    /// A step to a thing that was asked for before the article had been analysed.
    pub awaited: Option<Awaited>,
}

/// A step that waits for the marks: it is taken when they come, unless the cursor has moved on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// What to step to.
    pub thing: Thing,
    /// Which way.
    pub direction: Direction,
    /// How many times.
    pub times: usize,
    /// Where the cursor stood, in bytes.
    pub cursor: usize,
}

/// A selection from where it was begun to the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Byte offset of the grapheme it was begun on.
    pub from: usize,
    /// True when whole rows are taken.
    pub by_rows: bool,
}

/// A search inside the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// As typed.
    pub typed: String,
    /// Where it was found.
    pub hits: Vec<Span>,
}

/// Which of the detected layers are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layers {
    /// People, organisations, states, places.
    pub actors: bool,
    /// Named things of other kinds among them.
    pub others: bool,
    /// Numbers and dates.
    pub figures: bool,
    /// Figures that tell nothing ("one of", "the first") too.
    pub minor: bool,
    /// Attributed statements.
    pub claims: bool,
}

impl Default for Layers {
    fn default() -> Self {
        Self { actors: true, others: false, figures: true, minor: false, claims: true }
    }
}

impl Layers {
    /// True for actors of a kind that is drawn, and so stepped to.
    pub fn draw(self, kind: ActorKind) -> bool {
        self.others || kind != ActorKind::Other
    }

    /// True for a figure that is drawn and stepped to.
    pub fn shows(&self, figure: &Figure) -> bool {
        self.figures && (self.minor || !figure.minor)
    }
}

/// The lists of the side panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The reader's annotations.
    #[default]
    Notes,
    /// The cast.
    Actors,
    /// The figures.
    Figures,
    /// The claims.
    Claims,
}

/// The text region.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Viewport {
    /// Columns for text.
    pub measure: u16,
    /// Rows in view.
    pub height: u16,
    /// True when notes stand under their paragraphs instead of in a panel.
    pub slips: bool,
}

impl Reader {
    /// Opens an article with the cursor on the first grapheme.
    pub fn open(article: Arc<Article>, annotations: Vec<Annotation>, view: Viewport) -> Self {
        let cursor = article.body.blocks().first().map_or(0, |block| block.span.start);
        let mut reader = Self { article, annotations, cursor, view, ..Self::default() };
        reader.sort();
        reader.set_page();
        reader
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.article.body.text()
    }

    /// What analysis found, in `field`; nothing while it runs.
    pub fn marks<'a, T>(&'a self, field: impl FnOnce(&'a Analysis) -> &'a [T]) -> &'a [T] {
        self.found.as_deref().map(field).unwrap_or_default()
    }

    /// Takes what is to be shown of what was found.
    pub fn take_marks(&mut self, found: Arc<Analysis>) {
        self.found = Some(found);
        self.rank();
        self.set_page();
    }

    /// Takes the annotations as they now stand in the library.
    pub fn take_annotations(&mut self, annotations: Vec<Annotation>) {
        self.annotations = annotations;
        self.sort();
        if self.view.slips {
            self.set_page();
        }
    }

    fn sort(&mut self) {
        // The span of a lost note counts in an earlier text.
        self.annotations.sort_by(|a, b| {
            let place = |one: &Annotation| (!one.state.stands(), one.anchor.span.start, one.anchor.span.end);
            (place(a), &a.id).cmp(&(place(b), &b.id))
        });
    }

    /// The annotations whose passage is in this text, by place.
    pub fn standing(&self) -> &[Annotation] {
        let lost = self.annotations.partition_point(|annotation| annotation.state.stands());
        self.annotations.get(..lost).unwrap_or_default()
    }

    /// How many annotations wait for the reader to say where their passage is.
    pub fn adrift(&self) -> usize {
        self.annotations.iter().filter(|annotation| annotation.state.is_adrift()).count()
    }

    /// Sets the page anew for a region of another size; the place in the text stays.
    pub fn resize(&mut self, view: Viewport) {
        if self.view != view {
            let reset = self.view.measure != view.measure || self.view.slips != view.slips;
            self.view = view;
            if reset { self.set_page() } else { self.keep_in_view() }
        }
    }

    /// Sets the page; the cursor's row keeps its distance from the top.
    pub fn set_page(&mut self) {
        let depth = self.page.row_of(self.cursor).saturating_sub(self.top);
        let folded = match &self.found {
            Some(found) if !self.unfolded => found.boilerplate.as_slice(),
            _ => &[],
        };
        let slips = if self.view.slips { self.slips() } else { Vec::new() };
        self.page = Page::set(&self.article.body, Sheet { measure: self.view.measure, folded, slips: &slips });
        self.settle();
        self.top = self.page.row_of(self.cursor).saturating_sub(depth);
        self.keep_in_view();
    }

    fn slips(&self) -> Vec<Slip> {
        let written = self.annotations.iter().enumerate().filter(|(_, annotation)| !headline(annotation).is_empty());
        let mut slips: Vec<Slip> = written
            .filter_map(|(number, annotation)| {
                let last = annotation.anchor.span.end.saturating_sub(1);
                // What has no passage stands under the last paragraph.
                let last = if annotation.state.stands() { last } else { self.text().len().saturating_sub(1) };
                let block = self.article.body.block_at(last)?;
                let text = if annotation.state.stands() {
                    format!("✎ {}", headline(annotation))
                } else {
                    let state = annotation.state.name();
                    format!("✎ {state}: “{}” {}", annotation.anchor.quote, headline(annotation))
                };
                Some(Slip { block, annotation: number, text })
            })
            .collect();
        slips.sort_by_key(|slip| slip.block);
        slips
    }

    /// Puts the cursor where it may stand: on the first byte of a fold it fell into, or of a block behind a gap.
    pub fn settle(&mut self) {
        let row = self.page.row_of(self.cursor);
        if let Some(row) = self.page.rows().get(row) {
            let fold = matches!(row.kind, RowKind::Fold { .. });
            if fold || self.cursor < row.span.start {
                self.cursor = row.span.start;
            }
        }
    }

    /// Moves the view so that the cursor's row is in it.
    pub fn keep_in_view(&mut self) {
        let row = self.page.row_of(self.cursor);
        let height = usize::from(self.view.height).max(1);
        let margin = 2.min((height - 1) / 2);
        let last = self.page.rows().len().saturating_sub(height);
        self.top = self.top.clamp((row + margin + 1).saturating_sub(height), row.saturating_sub(margin)).min(last);
        self.top = self.top.min(row);
    }

    /// The selected span, whole graphemes; `None` without a selection.
    pub fn selected(&self) -> Option<Span> {
        let selection = self.selection?;
        let (low, high) = (selection.from.min(self.cursor), selection.from.max(self.cursor));
        if selection.by_rows {
            let row = |offset| self.page.rows().get(self.page.row_of(offset)).map(|row| row.span);
            return Some(row(low)?.join(row(high)?));
        }
        let rest = self.text().get(high..).unwrap_or_default();
        Some(Span::new(low, high + cells(rest).nth(1).map_or(rest.len(), |cell| cell.at)))
    }

    /// The sentence under the cursor, or its whole block where there is none. While the analysis runs, the block is
    /// split on the spot: the first key may be an annotation.
    pub fn sentence(&self) -> Option<Span> {
        let block = self.article.body.blocks().get(self.article.body.block_at(self.cursor)?)?.span;
        if self.found.is_none() {
            let split = split_sentences(&Body::verbatim(block.of(self.text()).to_owned()));
            let placed = split.iter().map(|span| Span::new(block.start + span.start, block.start + span.end));
            return placed.take_while(|span| span.start <= self.cursor).last().or(Some(block));
        }
        let sentences = self.marks(|found| &found.sentences);
        let after = sentences.partition_point(|span| span.start <= self.cursor);
        let found = after.checked_sub(1).and_then(|before| sentences.get(before)).copied();
        found.filter(|span| span.overlaps(block)).or(Some(block))
    }

    /// What an action takes: the selection, or the sentence under the cursor.
    pub fn target(&self) -> Option<Span> {
        self.selected().or_else(|| self.sentence()).map(|span| span.trim(self.text())).filter(|span| !span.is_empty())
    }

    /// The annotations whose passage holds the cursor, the shortest passage first.
    pub fn annotations_here(&self) -> Vec<&Annotation> {
        let mut here: Vec<&Annotation> =
            self.standing().iter().filter(|annotation| annotation.anchor.span.contains(self.cursor)).collect();
        here.sort_by_key(|annotation| annotation.anchor.span.len());
        here
    }

    /// The annotation an action is about: the shortest under the cursor of a kind that `wanted` takes.
    pub fn annotation_here(&self, wanted: impl Fn(AnnotationKind) -> bool) -> Option<&Annotation> {
        self.annotations_here().into_iter().find(|annotation| wanted(annotation.kind))
    }

    /// The annotation a verdict, a tag or a link goes to: the one under the cursor, else one inside the cursor's
    /// sentence, as a claim is whose content begins behind "she said that".
    pub fn annotation_near(&self) -> Option<&Annotation> {
        self.annotation_here(|_| true).or_else(|| {
            let sentence = self.sentence()?;
            let inside = |annotation: &&Annotation| {
                sentence.encloses(annotation.anchor.span) && !annotation.anchor.span.is_empty()
            };
            self.standing().iter().find(inside)
        })
    }

    /// Looks for what was typed; an empty search clears.
    pub fn search(&mut self, typed: &str) {
        self.search = Search { typed: typed.to_owned(), hits: find_all(self.text(), &Needle::new(typed)) };
    }

    /// Where the cursor stands in the article, in hundredths.
    pub fn percent(&self) -> usize {
        self.cursor * 100 / self.text().len().max(1)
    }
}

/// One line that says what an annotation says.
pub fn headline(annotation: &Annotation) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(annotation.verdict.as_ref().map(|verdict| format!("[{}]", verdict.label)));
    parts.extend(annotation.statement.as_ref().filter(|statement| !statement.is_empty()).cloned());
    if !annotation.note.is_empty() {
        parts.push(annotation.note.clone());
    }
    // A tag that stands in the text already is not told twice.
    let written = signed_words(&annotation.note);
    let told = |tag: &&String| !written.iter().any(|word| word.sign == '#' && word.word == tag.as_str());
    parts.extend(annotation.tags.iter().filter(told).map(|tag| format!("#{tag}")));
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::find_figures;

    #[test]
    fn figures_that_tell_nothing_are_shown_only_on_demand() {
        let body = Body::verbatim("One of the men fled with 12 ships.".into());
        let figures = find_figures(&body, &split_sentences(&body), None);
        let shown = |layers: Layers| figures.iter().filter(|figure| layers.shows(figure)).count();
        assert_eq!(shown(Layers::default()), 1);
        assert_eq!(shown(Layers { minor: true, ..Layers::default() }), 2);
        assert_eq!(shown(Layers { figures: false, minor: true, ..Layers::default() }), 0);
    }
}
