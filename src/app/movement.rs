//! Moving the cursor through an article.

use crate::analysis::Figure;
use crate::app::reader::Reader;
use crate::page::{Direction, RowKind, Step, quotations, step, step_over};
use crate::text::Span;

/// The things one can step between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A sentence.
    Sentence,
    /// An actor's mention.
    Actor,
    /// A figure.
    Figure,
    /// A detected claim.
    Claim,
    /// A passage with an annotation.
    Note,
    /// A quotation.
    Quotation,
    /// A link.
    Link,
    /// A hit of the search.
    Hit,
}

impl Thing {
    /// The plural, for messages ("no claims further on").
    pub fn plural(self) -> &'static str {
        match self {
            Self::Sentence => "sentences",
            Self::Actor => "actors",
            Self::Figure => "figures",
            Self::Claim => "claims",
            Self::Note => "notes",
            Self::Quotation => "quotations",
            Self::Link => "links",
            Self::Hit => "hits",
        }
    }

    /// Whether analysis finds it: it is not there before the marks are.
    pub fn is_detected(self) -> bool {
        matches!(self, Self::Sentence | Self::Actor | Self::Figure | Self::Claim | Self::Quotation)
    }
}

impl Reader {
    /// Puts the cursor on `offset` and brings it into view.
    pub fn go_to(&mut self, offset: usize) {
        self.cursor = offset.min(self.text().len());
        self.goal = None;
        self.settle();
        self.keep_in_view();
    }

    /// Goes to `offset`, remembering the place left.
    pub fn leap(&mut self, offset: usize) {
        self.jumps.leave(self.cursor);
        self.reveal(offset);
        self.go_to(offset);
        let height = usize::from(self.view.height);
        let row = self.page.row_of(self.cursor);
        if row <= self.top + 2 || row + 3 >= self.top + height {
            self.top = row.saturating_sub(height / 3);
            self.keep_in_view();
        }
    }

    /// Unfolds boilerplate when `offset` lies in it.
    fn reveal(&mut self, offset: usize) {
        let row = self.page.rows().get(self.page.row_of(offset));
        if row.is_some_and(|row| matches!(row.kind, RowKind::Fold { .. }) && offset > row.span.start) {
            self.unfolded = true;
            self.set_page();
        }
    }

    /// The span of the fold under the cursor, which motions pass as one thing.
    fn fold_here(&self) -> Option<Span> {
        let row = self.page.rows().get(self.page.row_of(self.cursor))?;
        matches!(row.kind, RowKind::Fold { .. }).then_some(row.span)
    }

    /// Moves by so many steps.
    pub fn move_by(&mut self, by: Step, direction: Direction, count: usize) {
        for _ in 0..count {
            let from = match (self.fold_here(), direction) {
                (Some(fold), Direction::Forward) => fold.end.saturating_sub(1),
                _ => self.cursor,
            };
            let to = step(&self.article.body, from, by, direction);
            if to == from || (to < from) != (direction == Direction::Back) {
                break;
            }
            self.cursor = to;
            self.settle();
        }
        self.goal = None;
        self.keep_in_view();
    }

    /// Moves by so many rows of text, keeping the column.
    pub fn move_rows(&mut self, direction: Direction, count: usize) {
        let (mut row, column) = self.page.place_of(&self.article.body, self.cursor);
        let goal = *self.goal.get_or_insert(column);
        for _ in 0..count {
            let next = match direction {
                Direction::Forward => self.page.next_text(row + 1),
                Direction::Back => row.checked_sub(1).and_then(|above| self.page.previous_text(above)),
            };
            let Some(next) = next else { break };
            row = next;
        }
        self.cursor = self.page.offset_at(&self.article.body, row, goal);
        self.keep_in_view();
        if row <= 1 {
            self.top = 0;
        }
    }

    /// Moves by a number of screen rows, the view with the cursor.
    pub fn scroll(&mut self, direction: Direction, rows: usize) {
        let (row, column) = self.page.place_of(&self.article.body, self.cursor);
        let goal = *self.goal.get_or_insert(column);
        let last = self.page.rows().len().saturating_sub(1);
        let wanted = match direction {
            Direction::Forward => (row + rows).min(last),
            Direction::Back => row.saturating_sub(rows),
        };
        let landed = match direction {
            Direction::Forward => self.page.next_text(wanted).or_else(|| self.page.previous_text(wanted)),
            Direction::Back => self.page.previous_text(wanted).or_else(|| self.page.next_text(wanted)),
        };
        self.top = match direction {
            Direction::Forward => {
                (self.top + rows).min(last.saturating_sub(usize::from(self.view.height).saturating_sub(1)))
            }
            Direction::Back => self.top.saturating_sub(rows),
        };
        self.cursor = self.page.offset_at(&self.article.body, landed.unwrap_or(row), goal);
        self.keep_in_view();
    }

    /// Scrolls the view (the wheel); the cursor comes along only to stay in view.
    pub fn roll(&mut self, direction: Direction, rows: usize) {
        let height = usize::from(self.view.height).max(1);
        let last = self.page.rows().len().saturating_sub(height);
        self.top = match direction {
            Direction::Forward => (self.top + rows).min(last),
            Direction::Back => self.top.saturating_sub(rows),
        };
        let row = self.page.row_of(self.cursor);
        let inside = row.clamp(self.top, self.top + height - 1);
        if inside != row {
            let landed = if row < inside { self.page.next_text(inside) } else { self.page.previous_text(inside) };
            self.cursor = self.page.offset_at(&self.article.body, landed.unwrap_or(row), self.goal.unwrap_or(0));
        }
    }

    /// Goes to the beginning, the first ink, or the end of the cursor's row.
    pub fn move_in_row(&mut self, end: bool) {
        let Some(row) = self.page.rows().get(self.page.row_of(self.cursor)).copied() else { return };
        let column = if end { usize::MAX } else { 0 };
        let trimmed = row.span.trim(self.text());
        let offset = self.page.offset_at(&self.article.body, self.page.row_of(self.cursor), column);
        self.cursor = if end { offset.min(self.last_grapheme(trimmed)) } else { offset };
        self.goal = end.then_some(usize::MAX);
        self.settle();
    }

    fn last_grapheme(&self, span: Span) -> usize {
        span.start + crate::page::cells(span.of(self.text())).last().map_or(0, |cell| cell.at)
    }

    /// Goes to the next or previous things; the cursor stays and `false` comes back when there is none.
    pub fn move_to(&mut self, thing: Thing, direction: Direction, count: usize) -> bool {
        let spans = self.places_of(thing);
        let mut at = self.cursor;
        for _ in 0..count {
            let Some(next) = step_over(spans.iter().copied(), at, direction) else { break };
            at = next;
        }
        if at == self.cursor {
            return false;
        }
        if thing == Thing::Sentence {
            self.go_to(at)
        } else {
            self.leap(at)
        }
        true
    }

    /// Where the things of one kind stand, in order; what is folded away is passed over.
    pub fn places_of(&self, thing: Thing) -> Vec<Span> {
        let mut spans: Vec<Span> = match thing {
            Thing::Sentence => self.marks(|found| &found.sentences).to_vec(),
            Thing::Actor => {
                let mentions = self.marks(|found| &found.mentions).iter();
                mentions.filter(|mention| self.layers.draw(mention.kind)).map(|mention| mention.span).collect()
            }
            Thing::Figure => {
                let figures = self.marks(|found| &found.figures).iter();
                let hidden = |figure: &&Figure| figure.minor && !self.layers.minor;
                figures.filter(|figure| !hidden(figure)).map(|figure| figure.span).collect()
            }
            Thing::Claim => self.marks(|found| &found.claims).iter().map(|claim| claim.span).collect(),
            Thing::Note => self.standing().iter().map(|annotation| annotation.anchor.span).collect(),
            Thing::Quotation => {
                let blocks = self.article.body.blocks().iter();
                blocks.flat_map(|block| quotations(self.text(), block.span)).collect()
            }
            Thing::Link => {
                let inlines = self.article.body.inlines().iter();
                inlines
                    .filter(|inline| matches!(inline.kind, crate::text::InlineKind::Link(_)))
                    .map(|inline| inline.span)
                    .collect()
            }
            Thing::Hit => self.search.hits.clone(),
        };
        if !matches!(thing, Thing::Hit | Thing::Note) {
            let folds: Vec<Span> = self.folds();
            spans.retain(|span| !folds.iter().any(|fold| fold.start < span.start && fold.encloses(*span)));
        }
        spans
    }

    fn folds(&self) -> Vec<Span> {
        let rows = self.page.rows().iter();
        rows.filter(|row| matches!(row.kind, RowKind::Fold { .. })).map(|row| row.span).collect()
    }

    /// Goes to the next or previous mention of the actor under the cursor.
    pub fn move_to_same_actor(&mut self, direction: Direction) -> bool {
        let mentions = self.marks(|found| &found.mentions);
        let Some(here) = mentions.iter().find(|mention| mention.span.contains(self.cursor)) else { return false };
        let actor = here.actor;
        let same = mentions.iter().filter(|mention| mention.actor == actor).map(|mention| mention.span);
        let Some(at) = step_over(same, self.cursor, direction) else { return false };
        self.leap(at);
        true
    }

    /// Goes to the beginning of paragraph `number`, counted from 1 over all blocks.
    pub fn go_to_block(&mut self, number: usize) {
        let blocks = self.article.body.blocks();
        let wanted = number.clamp(1, blocks.len().max(1)) - 1;
        if let Some(start) = blocks.get(wanted).map(|block| block.span.start) {
            self.leap(start);
        }
    }

    /// Goes to the first or the last row.
    pub fn go_to_edge(&mut self, end: bool) {
        let rows = self.page.rows();
        let row = if end { self.page.previous_text(rows.len()) } else { self.page.next_text(0) };
        if let Some(row) = row {
            let offset = self.page.offset_at(&self.article.body, row, 0);
            self.jumps.leave(self.cursor);
            self.go_to(offset);
            if !end {
                self.top = 0;
            }
        }
    }
}
