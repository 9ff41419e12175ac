//! The claims screen: the reader's claims in groups, and the one under the cursor in short.

use crate::app::{Area, ClaimRow, Model, source, verdict_words};
use crate::config::Role;
use crate::page::columns;
use crate::text::{Annotation, Listing, Status};
use crate::view::canvas::Canvas;
use crate::view::looks::sign;

/// Draws the list and, where there is room, the claim under the cursor.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model) {
    let layout = model.layout();
    let area = layout.main;
    let list = &model.claims.list;
    if list.rows().is_empty() {
        let words = if model.claims.filter.is_empty() {
            "No claims of yours yet. In an article, c makes one of what is said under the cursor."
        } else {
            "No claim fits. Esc shows all."
        };
        let inside = Area { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4), height: 3 };
        canvas.paragraph(inside, words, Role::Dim);
    }
    for (y, (index, row)) in (area.y..area.y + area.height).zip(list.in_view()) {
        let line = Area { y, height: 1, ..area };
        let here = index == list.selected();
        if here {
            canvas.fill(line, Role::RowHere);
        }
        match row {
            ClaimRow::Group(name, count) => {
                let role = if here { Role::RowHere } else { Role::Heading };
                canvas.put_cut(line.x + 1, y, line.width.saturating_sub(2), &format!("{name}  {count}"), role);
            }
            ClaimRow::Claim(entry) => claim(canvas, model, line, &entry.1, here),
        }
    }
    if layout.side.width > 0
        && let Some((article, claim)) = model.claims.chosen()
    {
        side(canvas, model, layout.side, article, claim);
    }
}

/// The sign of a status that says something.
pub fn status_sign(status: Status, ascii: bool) -> &'static str {
    match (status, ascii) {
        (Status::Open, true) => "o",
        (Status::Open, false) => "○",
        (Status::Waiting, true) => "~",
        (Status::Waiting, false) => "◷",
        (Status::Done, true) => "x",
        (Status::Done, false) => "●",
    }
}

fn claim(canvas: &mut Canvas<'_>, model: &Model, line: Area, claim: &Annotation, here: bool) {
    let look = |role: Role| if here { Role::RowHere } else { role };
    let (verdict, role) = sign(model, claim);
    canvas.put(line.x + 2, line.y, 2, &verdict, look(role));
    let ascii = model.settings.look.ascii;
    canvas.put(line.x + 4, line.y, 1, status_sign(claim.status, ascii), look(Role::Dim));
    let adrift = match claim.state.is_adrift() {
        true => claim.state.name(),
        false if claim.is_changed() => "changed",
        false => "",
    };
    let speaker = if line.width >= 60 { claim.said_by().unwrap_or_default() } else { String::new() };
    let aside = [adrift, &speaker].into_iter().filter(|word| !word.is_empty()).collect::<Vec<&str>>().join(" · ");
    let room = u16::try_from(columns(&aside)).unwrap_or(0).min(line.width / 3);
    let words = claim.subject().replace('\n', " ");
    canvas.put_cut(line.x + 6, line.y, line.width.saturating_sub(room + 8), &words, look(Role::Text));
    let role = if adrift.is_empty() { Role::Dim } else { Role::Lost };
    canvas.put_cut((line.x + line.width).saturating_sub(room + 1), line.y, room, &aside, look(role));
}

fn side(canvas: &mut Canvas<'_>, model: &Model, area: Area, article: &Listing, claim: &Annotation) {
    let inner = canvas.rule(area, false);
    let inner = Area { width: inner.width.saturating_sub(1), ..inner };
    let bottom = inner.y + inner.height;
    let mut y = inner.y;
    let mut write = |text: &str, role: Role, gap: u16| {
        if y < bottom && !text.is_empty() {
            y += canvas.paragraph(Area { y, height: bottom - y, ..inner }, text, role) + gap;
        }
    };
    write(claim.subject(), Role::Heading, 0);
    write(&claim.said_by().map(|speaker| format!("— {speaker}")).unwrap_or_default(), Role::Speaker, 1);
    let (sign, role) = sign(model, claim);
    match &claim.verdict {
        Some(verdict) => write(&format!("{sign} {}", verdict_words(verdict, true)), role, 0),
        None => write("no verdict yet", Role::Dim, 0),
    }
    let ascii = model.settings.look.ascii;
    write(&format!("{} {}", status_sign(claim.status, ascii), claim.status.name()), Role::Text, 1);
    write(claim.note.trim_end(), Role::Text, 1);
    for evidence in &claim.evidence {
        let from = evidence.quote.as_ref().map(|quote| format!("“{quote}”")).or(evidence.url.clone());
        write(&format!("{}: {}", evidence.bearing.name(), from.unwrap_or_default()), Role::Text, 0);
    }
    let mut counts: Vec<String> = Vec::new();
    for (count, one, many) in [
        (claim.links.len(), "link", "links"),
        (claim.appearances.len(), "further appearance", "further appearances"),
        (claim.earlier.len(), "earlier verdict", "earlier verdicts"),
    ] {
        counts.extend((count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many })));
    }
    write(&counts.join(" · "), Role::Dim, 1);
    write(&claim.tags.iter().map(|tag| format!("#{tag} ")).collect::<String>(), Role::Tag, 1);
    let around = format!("{}“{}”{}", claim.anchor.prefix, claim.anchor.quote, claim.anchor.suffix);
    write(&around, Role::Quote, 0);
    write(&source(article), Role::Dim, 0);
}
