//! A note that another program changed meanwhile: both texts, and the choices below them.

use crate::app::{Area, Clash, ClashSide, Model, saying};
use crate::config::Role;
use crate::view::canvas::Canvas;

/// Draws what is saved and what was written here, part by part, and what can be done.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, clash: &Clash) {
    let whole = Area { x: 0, y: 1, width: model.size.0, height: model.layout().main.height };
    let area = whole.middle(96.min(whole.width), whole.height.saturating_sub(2).max(8));
    let inner = canvas.frame(area, "Changed meanwhile");
    let choices = u16::try_from(ClashSide::ALL.len()).unwrap_or(0);
    let texts = Area { height: inner.height.saturating_sub(choices + 1), ..inner };
    draw_texts(canvas, texts, clash);
    let rows = inner.y + texts.height + 1..inner.y + inner.height;
    for (y, (number, side)) in rows.zip(ClashSide::ALL.iter().enumerate()) {
        let line = Area { y, height: 1, ..inner };
        let here = number == clash.selected;
        if here {
            canvas.fill(line, Role::RowHere);
        }
        canvas.put_cut(line.x, y, line.width, side.label(), if here { Role::RowHere } else { Role::Text });
    }
}

fn draw_texts(canvas: &mut Canvas<'_>, area: Area, clash: &Clash) {
    let bottom = area.y + area.height;
    let author = clash.theirs.author.as_deref().map(|author| format!(" by {author}")).unwrap_or_default();
    let time = clash.theirs.modified.get(..16).unwrap_or(&clash.theirs.modified).replace('T', " ");
    let mut lines: Vec<(String, Role)> = Vec::new();
    for part in &clash.parts {
        for (head, note) in [(format!("saved {time}{author}"), &clash.theirs), ("yours".to_owned(), &clash.mine)] {
            lines.push((format!("{part}, {head}"), Role::Title));
            let said = saying(note, part);
            lines.extend(said.lines().map(|line| (line.to_owned(), Role::Text)));
            if said.is_empty() {
                lines.push(("nothing".into(), Role::Dim));
            }
            lines.push((String::new(), Role::Text));
        }
    }
    let mut y = area.y;
    for (words, role) in lines.iter().skip(clash.top.min(lines.len().saturating_sub(1))) {
        if y >= bottom {
            return;
        }
        y += canvas.paragraph(Area { y, height: bottom - y, ..area }, words, *role).max(1);
    }
}
