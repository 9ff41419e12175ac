//! The rows of a claim's page: its items, set to a width, as far as they are in view.

use crate::app::claims_page::ClaimPage;
use crate::app::claims_parts::{Item, Section};
use crate::app::layout::Area;
use crate::page::wrap;
use crate::text::Span;

/// Columns at the left for the sign of the item under the cursor.
pub const LEAD: u16 = 2;

/// Columns a line of the page takes at most.
const WIDEST: u16 = 104;

/// A row of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageLine {
    /// Nothing, between sections.
    Gap,
    /// A section's heading.
    Heading(Section),
    /// A row of an item: its number, the bytes of its text, and whether it is the first.
    Item(usize, Span, bool),
}

/// Columns of the words before the items: as wide as the widest of a page.
pub fn label_width(items: &[Item]) -> u16 {
    let widest = items.iter().map(|item| item.label.chars().count()).max().unwrap_or(0);
    u16::try_from(widest).unwrap_or(18).clamp(9, 18) + 2
}

/// Columns for the text of the items.
pub fn text_width(items: &[Item], area: Area) -> u16 {
    area.width.min(WIDEST).saturating_sub(LEAD + label_width(items) + 1).max(8)
}

fn lines(items: &[Item], area: Area) -> Vec<PageLine> {
    let measure = usize::from(text_width(items, area));
    let mut lines = Vec::new();
    let mut section = None;
    for (index, item) in items.iter().enumerate() {
        if section != Some(item.section) {
            if section.is_some() {
                lines.push(PageLine::Gap);
            }
            section = Some(item.section);
            // The page's own title stands above the claim.
            if item.section != Section::Claim {
                lines.push(PageLine::Heading(item.section));
            }
        }
        let mut first = true;
        let mut from = 0;
        for line in item.text.split_inclusive('\n') {
            let ink = line.trim_end_matches('\n');
            let mut any = false;
            wrap(ink, measure, |range| {
                lines.push(PageLine::Item(index, Span::new(from + range.start, from + range.end), first));
                (first, any) = (false, true);
            });
            if !any {
                lines.push(PageLine::Item(index, Span::new(from, from), first));
                first = false;
            }
            from += line.len();
        }
        if item.text.is_empty() {
            lines.push(PageLine::Item(index, Span::default(), true));
        }
    }
    lines
}

/// The rows in view: those of the item under the cursor are among them, with its heading where there is room.
pub fn in_view(page: &ClaimPage, area: Area) -> Vec<PageLine> {
    let lines = lines(&page.items, area);
    let height = usize::from(area.height).max(1);
    let here = |line: &PageLine| matches!(line, PageLine::Item(index, ..) if *index == page.selected);
    let first = lines.iter().position(here).unwrap_or(0);
    let end = lines.iter().rposition(here).map_or(0, |last| last + 1);
    // Two thirds down at most, so that what follows is seen; a long item shows its beginning.
    let wanted = end.max(first + 1).saturating_sub(height * 2 / 3).min(first.saturating_sub(1));
    let wanted = wanted.max((first + 1).saturating_sub(height));
    let top = if lines.len() <= height { 0 } else { wanted.min(lines.len() - height) };
    lines.into_iter().skip(top).take(height).collect()
}

/// The item that is drawn at a row of the screen.
pub fn item_at(page: &ClaimPage, area: Area, y: u16) -> Option<usize> {
    match in_view(page, area).get(usize::from(y.checked_sub(area.y)?))? {
        PageLine::Item(index, ..) => Some(*index),
        PageLine::Gap | PageLine::Heading(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::claims_parts::Part;
    use crate::config::Role;

    #[test]
    fn every_item_can_be_seen_at_every_size() {
        let item = |section, text: &str| Item {
            section,
            part: Part::Empty,
            label: "label".into(),
            text: text.into(),
            role: Role::Text,
            marks: Vec::new(),
        };
        let items = vec![
            item(Section::Claim, "one"),
            item(Section::Claim, "two\n\nlines 日本語の新聞 over and over"),
            item(Section::Evidence, ""),
            item(Section::History, &"long ".repeat(200)),
        ];
        for width in [0, 8, 30, 200] {
            for height in [0, 1, 3, 60] {
                for selected in 0..items.len() {
                    let page = ClaimPage { items: items.clone(), selected, ..ClaimPage::default() };
                    let area = Area { width, height, ..Area::default() };
                    let shown = in_view(&page, area);
                    assert!(shown.len() <= usize::from(height).max(1));
                    let there =
                        shown.iter().any(|line| matches!(line, PageLine::Item(index, ..) if *index == selected));
                    assert!(there, "{width}×{height}: {selected} of {shown:?}");
                }
            }
        }
    }
}
