//! The repair screen: the notes that wait above, and below them the words where they stood beside the best guess.

use crate::app::{Adrift, Area, Model, headline};
use crate::config::Role;
use crate::keys::Command;
use crate::page::columns;
use crate::text::AnchorState;
use crate::view::canvas::Canvas;
use crate::view::claims_page::draw_excerpt;
use crate::view::hints::key_of;

/// Columns from which old and new stand side by side.
const SIDE_BY_SIDE: u16 = 96;

/// Draws the list and the note under the cursor.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model) {
    let area = model.layout().main;
    let list = &model.repair.list;
    if list.rows().is_empty() {
        let words = match (&model.repair.fault, model.repair.known) {
            (Some(fault), _) => fault.as_str(),
            (None, false) => "Looking …",
            (None, true) => "Every note stands on its passage: nothing is to be repaired.",
        };
        let inside = Area { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4), height: 3 };
        canvas.paragraph(inside, words, Role::Dim);
        return;
    }
    let rows = u16::try_from(list.height().min(list.rows().len())).unwrap_or(1);
    for (y, (index, row)) in (area.y..area.y + rows).zip(list.in_view()) {
        entry(canvas, Area { y, height: 1, ..area }, row, index == list.selected());
    }
    let bar = "─".repeat(usize::from(area.width));
    canvas.put(area.x, area.y + rows, area.width, &bar, Role::Border);
    let below = rows + 1;
    let rest = Area { y: area.y + below, height: area.height.saturating_sub(below), ..area };
    if let Some(chosen) = list.chosen() {
        detail(canvas, model, rest.without_left(1), chosen);
    }
}

fn entry(canvas: &mut Canvas<'_>, line: Area, row: &Adrift, here: bool) {
    if here {
        canvas.fill(line, Role::RowHere);
    }
    let look = |role: Role| if here { Role::RowHere } else { role };
    let state = match row.note.state {
        AnchorState::Unsure => format!("unsure {:>3.0} %", row.score * 100.0),
        state => state.name().to_owned(),
    };
    canvas.put(line.x + 1, line.y, 13, &state, look(Role::Lost));
    let title = &row.article.title;
    let room = u16::try_from(columns(title)).unwrap_or(u16::MAX).min(line.width / 3);
    let words = format!("“{}”", row.note.anchor.quote.replace('\n', " "));
    canvas.put_cut(line.x + 15, line.y, line.width.saturating_sub(room + 17), &words, look(Role::Text));
    canvas.put_cut((line.x + line.width).saturating_sub(room + 1), line.y, room, title, look(Role::Dim));
}

fn detail(canvas: &mut Canvas<'_>, model: &Model, area: Area, row: &Adrift) {
    let says = headline(&row.note);
    let kind = row.note.kind.name();
    let words = if says.is_empty() { format!("your {kind}") } else { format!("your {kind}: {says}") };
    let width = area.width.saturating_sub(1);
    canvas.put_cut(area.x, area.y, width, &words.replace('\n', " "), Role::Note);
    let verdict = match row.note.state {
        AnchorState::Unsure => format!("{:.0} % alike: {}", row.score * 100.0, row.reason),
        _ => row.reason.to_owned(),
    };
    canvas.put_cut(area.x, area.y + 1, width, &verdict, Role::Warning);
    let texts = Area { y: area.y + 3, height: area.height.saturating_sub(3), width, ..area };
    if texts.width >= SIDE_BY_SIDE {
        let half = texts.width / 2 - 1;
        before(canvas, Area { width: half, ..texts }, row);
        let right = Area { x: texts.x + half + 1, width: texts.width - half - 1, ..texts };
        let right = canvas.rule(right, false);
        after(canvas, model, right, row);
    } else {
        let upper = (texts.height.saturating_sub(1)) / 2;
        before(canvas, Area { height: upper, ..texts }, row);
        let lower = Area { y: texts.y + upper + 1, height: texts.height.saturating_sub(upper + 1), ..texts };
        after(canvas, model, lower, row);
    }
}

fn before(canvas: &mut Canvas<'_>, area: Area, row: &Adrift) {
    canvas.put_cut(area.x, area.y, area.width, "The note was on", Role::Title);
    let below = Area { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    draw_excerpt(canvas, below, &row.before, Role::Note);
}

fn after(canvas: &mut Canvas<'_>, model: &Model, area: Area, row: &Adrift) {
    let below = Area { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    match &row.guess {
        Some(guess) => {
            canvas.put_cut(area.x, area.y, area.width, "The best guess in the present text", Role::Title);
            draw_excerpt(canvas, below, &guess.excerpt, Role::OwnClaim);
        }
        None => {
            canvas.put_cut(area.x, area.y, area.width, "No place in the present text", Role::Title);
            let key = |command: Command| key_of(model, command).unwrap_or_else(|| command.name().to_owned());
            let words = format!(
                "{} opens the article where it would be and lets you choose other words; {} keeps the note on the whole \
                 article, with its quote.",
                key(Command::Reselect),
                key(Command::Detach)
            );
            canvas.paragraph(below, &words, Role::Dim);
        }
    }
}
