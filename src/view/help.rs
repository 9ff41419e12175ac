//! Help: the commands that work where it was called, with the keys that run them now.

use crate::app::{Area, Help, Model};
use crate::config::Role;
use crate::keys::entries;
use crate::view::canvas::Canvas;

/// Draws help over the whole screen, narrowed to what is searched.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, help: &Help) {
    let whole = Area { x: 0, y: 1, width: model.size.0, height: model.layout().main.height };
    let inner =
        canvas.frame(whole.middle(100.min(whole.width), whole.height), &format!("Keys: {}", help.context.caption()));
    let typed = help.typed.text().to_lowercase();
    let entries = entries(&model.keymap, help.context);
    let mut lines: Vec<(String, String, bool)> = Vec::new();
    let mut group = None;
    for entry in &entries {
        let keys = entry.keys.join(" ");
        let fits = typed.is_empty()
            || format!("{} {} {keys}", entry.command.name(), entry.command.help()).to_lowercase().contains(&typed);
        if !fits {
            continue;
        }
        if group != Some(entry.command.group()) {
            group = Some(entry.command.group());
            if !lines.is_empty() {
                lines.push(Default::default());
            }
            lines.push((entry.command.group().name().to_owned(), String::new(), true));
        }
        lines.push((keys, entry.command.help().to_owned(), false));
    }
    if lines.is_empty() {
        canvas.put(inner.x, inner.y, inner.width, "No command fits what you search.", Role::Dim);
    }
    let top = help.top.min(lines.len().saturating_sub(usize::from(inner.height)));
    for (y, (left, right, heading)) in (inner.y..inner.y + inner.height).zip(lines.iter().skip(top)) {
        if *heading {
            canvas.put_cut(inner.x, y, inner.width, left, Role::Heading);
        } else {
            canvas.put_cut(inner.x + 2, y, 20.min(inner.width), left, Role::KeyHint);
            canvas.put_cut(inner.x + 24, y, inner.width.saturating_sub(24), right, Role::Text);
        }
    }
}
