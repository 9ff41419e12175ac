//! Earlier versions of a note: a list of them, and what going back to the one under the cursor would change.

use crate::app::{Area, Differing, Model, Versions, what_changed};
use crate::config::Role;
use crate::view::canvas::Canvas;

/// Draws the list above, the differences below.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, versions: &Versions) {
    let whole = Area { x: 0, y: 1, width: model.size.0, height: model.layout().main.height };
    let area = whole.middle(96.min(whole.width), whole.height.saturating_sub(2).max(8));
    let inner = canvas.frame(area, "Earlier versions of this note");
    let count = u16::try_from(versions.earlier.len()).unwrap_or(u16::MAX);
    let rows = (inner.height / 3).clamp(1, 8).min(count.max(1));
    let skip = (versions.selected + 1).saturating_sub(usize::from(rows));
    for (y, (index, version)) in (inner.y..inner.y + rows).zip(versions.earlier.iter().enumerate().skip(skip)) {
        let line = Area { y, height: 1, ..inner };
        let here = index == versions.selected;
        if here {
            canvas.fill(line, Role::RowHere);
        }
        let look = |role: Role| if here { Role::RowHere } else { role };
        let time = version.modified.get(..16).unwrap_or(&version.modified).replace('T', " ");
        let end = canvas.put(line.x, y, 17, &time, look(Role::Dim)) + 1;
        // What the next edit changed: that is what this version can bring back.
        let newer = index.checked_sub(1).and_then(|newer| versions.earlier.get(newer)).unwrap_or(&versions.now);
        let parts: Vec<&str> = what_changed(version, newer).iter().filter_map(named).collect();
        let words = format!("then changed: {}", parts.join(", "));
        canvas.put_cut(end, y, (inner.x + inner.width).saturating_sub(end), &words, look(Role::Text));
    }
    let Some(version) = versions.chosen() else { return };
    let below = Area { y: inner.y + rows + 1, height: inner.height.saturating_sub(rows + 1), ..inner };
    differences(canvas, below, &what_changed(&versions.now, version), versions.top);
}

fn named(differing: &Differing) -> Option<&'static str> {
    match differing {
        Differing::What(name) => Some(name),
        Differing::Old(_) | Differing::New(_) => None,
    }
}

/// What is there now and would go, with `−`; what would come back, with `+`.
fn differences(canvas: &mut Canvas<'_>, area: Area, lines: &[Differing], top: usize) {
    let bottom = area.y + area.height;
    let mut y = area.y;
    if area.height == 0 {
        return;
    }
    y += canvas.paragraph(Area { height: 1, ..area }, "Going back to it takes away − and brings back +", Role::Dim);
    for line in lines.iter().skip(top.min(lines.len().saturating_sub(1))) {
        if y >= bottom {
            break;
        }
        let room = Area { x: area.x + 2, y, width: area.width.saturating_sub(2), height: bottom - y };
        y += match line {
            Differing::What(name) => canvas.paragraph(Area { x: area.x, ..room }, name, Role::Title),
            Differing::Old(text) => {
                canvas.put(area.x, y, 1, "−", Role::VerdictBad);
                canvas.paragraph(room, text, Role::VerdictBad)
            }
            Differing::New(text) => {
                canvas.put(area.x, y, 1, "+", Role::VerdictGood);
                canvas.paragraph(room, text, Role::VerdictGood)
            }
        };
    }
}
