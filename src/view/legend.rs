//! The legend, in as many columns as there is room for.

use crate::app::{Area, Legend, LegendSection, Model};
use crate::config::Role;
use crate::page::columns;
use crate::view::canvas::Canvas;

/// Columns of the terminal that one column of the legend takes.
const WIDTH: u16 = 25;

/// Draws the legend in the middle of the screen.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, legend: &Legend) {
    let whole = Area { x: 0, y: 1, width: model.size.0, height: model.layout().main.height };
    let count = usize::from((whole.width.saturating_sub(4) / WIDTH).clamp(1, 3));
    let flow = flow(&legend.sections, count);
    let longest = flow.iter().map(|column| height(column)).max().unwrap_or(0);
    let width = WIDTH * u16::try_from(flow.len()).unwrap_or(1) + 3;
    let tall = u16::try_from(longest + 2).unwrap_or(u16::MAX).min(whole.height);
    let inner = canvas.frame(whole.middle(width.min(whole.width), tall), "Legend");
    let top = legend.top.min(longest.saturating_sub(usize::from(inner.height)));
    let mut x = inner.x;
    for sections in flow {
        draw_column(canvas, sections, Area { x, width: WIDTH.min(inner.width), ..inner }, top);
        x += WIDTH;
    }
}

/// The sections spread over columns, none torn in two.
fn flow(sections: &[LegendSection], count: usize) -> Vec<&[LegendSection]> {
    let aim = height(sections).div_ceil(count);
    let mut flow = Vec::new();
    let mut first = 0;
    for end in 1..=sections.len() {
        let taken = sections.get(first..end).unwrap_or_default();
        let next = sections.get(first..(end + 1).min(sections.len())).unwrap_or_default();
        let last = end == sections.len();
        if last || (flow.len() + 1 < count && height(next) > aim + 2) {
            flow.push(taken);
            first = end;
        }
    }
    flow
}

/// Rows with a heading each and a blank one between sections.
fn height(sections: &[LegendSection]) -> usize {
    let rows: usize = sections.iter().map(|section| section.looks.len() + 2).sum();
    rows.saturating_sub(1)
}

fn draw_column(canvas: &mut Canvas<'_>, sections: &[LegendSection], area: Area, top: usize) {
    let mut row: usize = 0;
    let mut line = |canvas: &mut Canvas<'_>, text: &str, role: Role, aside: &str| {
        let y = row;
        row += 1;
        let Some(y) = y.checked_sub(top).and_then(|y| u16::try_from(y).ok()).filter(|y| *y < area.height) else {
            return;
        };
        let indent = if role == Role::Title { 0 } else { 1 };
        let room = area.width.saturating_sub(indent + if aside.is_empty() { 2 } else { 6 });
        canvas.put_cut(area.x + indent, area.y + y, room, text, role);
        let wide = u16::try_from(columns(aside)).unwrap_or(0);
        canvas.put_cut(area.x + area.width.saturating_sub(wide + 3), area.y + y, wide, aside, Role::Dim);
    };
    for section in sections {
        line(canvas, section.name, Role::Title, "");
        for look in &section.looks {
            let aside = look.count.map(|count| format!("×{count}")).unwrap_or_default();
            line(canvas, &look.meaning, look.role, &aside);
        }
        line(canvas, "", Role::Text, "");
    }
}
