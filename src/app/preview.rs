//! The preview beside the library's list: the article under the cursor, set in rows that scroll.

use crate::app::effect::Effect;
use crate::app::list::Moves;
use crate::app::model::{Model, Pane};
use crate::app::shelving::step;
use crate::keys::Command;
use crate::page::{Page, RowKind, Sheet, wrap_text};
use crate::text::{Article, BlockKind};
use std::sync::Arc;

/// Rows that a long title takes at most.
const TITLE: usize = 4;

/// An article in the preview.
///
/// Invariant: `top` is no further down than the last row in view needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    article: Arc<Article>,
    /// The title, a row each, and what is known of the article.
    title: Vec<String>,
    about: Vec<String>,
    page: Page,
    /// Rows of the page that only repeat the title.
    skipped: usize,
    measure: u16,
    height: usize,
    top: usize,
    /// True when the library may have another text of it.
    stale: bool,
}

/// A row of the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreviewRow<'a> {
    /// Of the title, or a heading in the text.
    Heading(&'a str),
    /// What is known of the article.
    About(&'a str),
    /// Columns before the text, and the text.
    Text(u16, &'a str),
    /// Nothing.
    Gap,
}

impl Preview {
    /// The article.
    pub fn article(&self) -> &Arc<Article> {
        &self.article
    }

    /// Whether the library is to be asked for it again.
    pub fn is_stale(&self) -> bool {
        self.stale
    }

    /// The library may have another text of it. What is here stays until that comes.
    pub fn expire(&mut self) {
        self.stale = true;
    }

    /// Shows an article from its beginning; the one that is shown already stays where it is.
    pub fn take(&mut self, article: Arc<Article>) {
        if self.article.id != article.id {
            self.top = 0;
        }
        self.stale = false;
        self.article = article;
        self.set();
    }

    /// Takes the columns and rows that there are.
    pub fn fit(&mut self, measure: u16, height: usize) {
        self.height = height.max(1);
        if self.measure != measure {
            self.measure = measure;
            self.set();
        }
        self.go_to(self.top);
    }

    fn set(&mut self) {
        let (meta, body) = (&self.article.meta, &self.article.body);
        let room = usize::from(self.measure).max(2);
        let rows = |text: &str| wrap_text(text, room).into_iter().map(str::to_owned).collect::<Vec<_>>();
        self.title = rows(&meta.title).into_iter().take(TITLE).collect();
        let day = meta.published.as_deref().and_then(|date| date.get(..10)).map(str::to_owned);
        let authors = Some(meta.authors.join(", ")).filter(|names| !names.is_empty());
        let about: Vec<String> = [meta.outlet.clone(), authors, day].into_iter().flatten().collect();
        self.about = rows(&about.join(" · "));
        self.page = Page::set(body, Sheet { measure: self.measure.max(2), folded: &[], slips: &[] });
        let repeats = body.blocks().first().is_some_and(|block| block.span.of(body.text()) == meta.title);
        let page = self.page.rows().iter();
        self.skipped = if repeats { page.take_while(|row| row.block == 0).count() } else { 0 };
        self.go_to(self.top);
    }

    /// Rows before the text: title, what is known, an empty one.
    fn head(&self) -> usize {
        self.title.len() + self.about.len() + 1
    }

    /// All rows.
    pub fn count(&self) -> usize {
        self.head() + self.page.rows().len() - self.skipped
    }

    /// The rows in view, and the number of the first of them. One is left for saying where, when not all can be seen.
    pub fn in_view(&self) -> (usize, impl Iterator<Item = PreviewRow<'_>>) {
        let end = self.count().min(self.top + self.seen());
        (self.top, (self.top..end).map(|number| self.row(number)))
    }

    /// Whether there is more than is in view.
    pub fn is_longer(&self) -> bool {
        self.count() > self.height
    }

    fn seen(&self) -> usize {
        if self.is_longer() { self.height.saturating_sub(1).max(1) } else { self.height }
    }

    fn row(&self, number: usize) -> PreviewRow<'_> {
        let text = self.article.body.text();
        if let Some(line) = self.title.get(number) {
            return PreviewRow::Heading(line);
        }
        if let Some(line) = self.about.get(number - self.title.len()) {
            return PreviewRow::About(line);
        }
        let inside = number.checked_sub(self.head()).map(|row| row + self.skipped);
        let Some(row) = inside.and_then(|row| self.page.rows().get(row)) else { return PreviewRow::Gap };
        let words = row.span.of(text).trim_end();
        let kind = self.article.body.blocks().get(row.block).map(|block| block.kind);
        match (row.kind, kind) {
            (RowKind::Text { .. }, Some(BlockKind::Heading(_))) => PreviewRow::Heading(words),
            (RowKind::Text { .. }, _) => PreviewRow::Text(row.indent, words),
            _ => PreviewRow::Gap,
        }
    }
}

impl Moves for Preview {
    fn height(&self) -> usize {
        self.seen()
    }

    fn go_to(&mut self, row: usize) {
        self.top = row.min(self.count().saturating_sub(self.seen()));
    }

    fn step(&mut self, by: isize) {
        self.go_to(self.top.saturating_add_signed(by));
    }
}

/// True where the preview is to be seen.
pub fn is_seen(model: &Model) -> bool {
    model.layout().side.width > 0 && model.shelf.preview.is_some()
}

/// Scrolls the preview.
pub fn scroll(model: &mut Model, by: isize) {
    if let Some(preview) = &mut model.shelf.preview {
        preview.step(by);
    }
}

/// Carries out a command in the preview's pane; `None` where it is one on the article.
pub fn run(model: &mut Model, command: Command, count: Option<u32>) -> Option<Vec<Effect>> {
    if matches!(command, Command::Left | Command::Clear) {
        model.pane = Pane::Main;
        return Some(Vec::new());
    }
    match &mut model.shelf.preview {
        Some(preview) => step(preview, command, count).then(Vec::new),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{ArticleId, Body, Meta};

    fn article(id: &str, text: &str) -> Arc<Article> {
        let meta = Meta { title: "The river rose".into(), outlet: Some("Herald".into()), ..Meta::default() };
        Arc::new(Article { id: ArticleId(id.into()), meta, revision: 1, body: Body::verbatim(text.into()) })
    }

    fn shown(preview: &Preview) -> (usize, String) {
        let (first, rows) = preview.in_view();
        let rows: Vec<String> = rows
            .map(|row| match row {
                PreviewRow::Heading(text) => format!("# {text}"),
                PreviewRow::About(text) => format!("({text})"),
                PreviewRow::Text(indent, text) => format!("{indent}:{text}"),
                PreviewRow::Gap => String::new(),
            })
            .collect();
        (first, rows.join("|"))
    }

    #[test]
    fn it_scrolls_to_its_last_row_and_no_further() {
        let mut preview = Preview::default();
        preview.fit(20, 6);
        preview.take(article("a", "The river rose\none two three four five\nsix\nseven"));
        assert_eq!(shown(&preview), (0, "# The river rose|(Herald)||0:one two three four|0:five".into()));
        preview.step(1);
        assert_eq!(preview.top, 1);
        preview.step(99);
        assert_eq!(shown(&preview), (4, "0:five||0:six||0:seven".into()));
        // The same article again stays where it is, another begins at its beginning.
        preview.take(article("a", "The river rose\none two three four five\nsix\nseven"));
        assert_eq!(preview.top, 4);
        preview.fit(40, 30);
        assert_eq!((preview.top, preview.is_longer()), (0, false));
        preview.fit(20, 4);
        preview.step(3);
        preview.take(article("b", "one"));
        assert_eq!(shown(&preview), (0, "# The river rose|(Herald)||0:one".into()));
    }
}
