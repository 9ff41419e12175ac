//! The notes screen: every note of every article in groups, and the one under the cursor in its context.

use crate::app::{Area, Heading, Model, NotebookRow, NotesBy, headline, quoted};
use crate::config::Role;
use crate::page::{columns, wrap_text};
use crate::text::{AnchorState, Annotation, Article, Span, signed_words};
use crate::view::canvas::Canvas;
use crate::view::chips;
use crate::view::looks::{annotation_layer, layer_role, sign};

/// Draws the list and, beside it or below, the note in full.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model) {
    let (area, pane) = model.notes_areas();
    let list = &model.notebook.list;
    if list.rows().is_empty() {
        let words = if model.notebook.filter.is_empty() {
            "No notes yet. In an article, a writes one on the sentence under the cursor."
        } else {
            "No note fits. Esc shows all."
        };
        let inside = Area { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4), height: 3 };
        canvas.paragraph(inside, words, Role::Dim);
    }
    for (y, (index, row)) in (area.y..area.y + area.height).zip(list.in_view()) {
        let line = Area { y, height: 1, ..area };
        let here = index == list.selected();
        let chosen = model.notebook.is_selected(index, row);
        if here {
            canvas.fill(line, Role::RowHere);
        }
        match (row, model.notebook.note_of(row)) {
            (NotebookRow::Heading(group), _) => heading(canvas, model, line, group, here),
            (_, Some((_, note))) => entry(canvas, model, line, note, here, chosen),
            _ => {}
        }
    }
    if pane.height > 0 && pane.width > 0 {
        note_pane(canvas, model, pane);
    }
}

fn heading(canvas: &mut Canvas<'_>, model: &Model, line: Area, group: &Heading, here: bool) {
    let role = if here { Role::RowHere } else { Role::Heading };
    let ascii = model.settings.look.ascii;
    let fold = match (group.folded, ascii) {
        (true, false) => "▸",
        (false, false) => "▾",
        (true, true) => "+",
        (false, true) => "-",
    };
    let count = group.count.to_string();
    let room = u16::try_from(columns(&count)).unwrap_or(0) + 2;
    canvas.put(line.x + 1, line.y, 1, fold, if here { role } else { Role::Dim });
    let words = match model.notebook.grouping {
        NotesBy::Tag if !group.key.is_empty() => format!("#{}", group.title),
        _ => group.title.clone(),
    };
    let x = line.x + 3;
    let width = line.width.saturating_sub(3 + room);
    canvas.put_cut(x, line.y, width, &words, role);
    if model.notebook.grouping == NotesBy::Tag {
        chips::tint(canvas, model, Area { x, width, ..line }, &words, here);
    }
    let x = (line.x + line.width).saturating_sub(room - 1);
    canvas.put(x, line.y, room, &count, if here { role } else { Role::Dim });
}

fn entry(canvas: &mut Canvas<'_>, model: &Model, line: Area, note: &Annotation, here: bool, chosen: bool) {
    let look = |role: Role| if here { Role::RowHere } else { role };
    if chosen {
        canvas.put(line.x + 1, line.y, 1, if model.settings.look.ascii { "x" } else { "✔" }, look(Role::KeyHint));
    }
    let (sign, role) = sign(model, note);
    canvas.put(line.x + 3, line.y, 2, &sign, look(role));
    let words = match headline(note) {
        empty if empty.is_empty() => quoted(&note.anchor.quote),
        words => words,
    };
    let words = words.replace('\n', " ");
    let end = line.x + line.width;
    let state = standing(note);
    let room = if state.is_empty() { 1 } else { 9 };
    let area = Area { x: line.x + 6, width: line.width.saturating_sub(6 + room), ..line };
    canvas.put_cut(area.x, line.y, area.width, &words, look(Role::Text));
    chips::tint(canvas, model, area, &words, here);
    canvas.put(end.saturating_sub(8), line.y, 7, state, look(Role::Lost));
}

/// What is to be said in a word of a note's passage.
fn standing(note: &Annotation) -> &'static str {
    match note.state {
        AnchorState::Unsure | AnchorState::Lost => note.state.name(),
        AnchorState::Exact | AnchorState::Moved | AnchorState::Detached if note.is_changed() => "changed",
        AnchorState::Exact | AnchorState::Moved | AnchorState::Detached => "",
    }
}

/// Rows written one below the other, as far as there is room.
struct Column<'c, 'b> {
    canvas: &'c mut Canvas<'b>,
    area: Area,
    y: u16,
}

impl Column<'_, '_> {
    fn left(&self) -> u16 {
        (self.area.y + self.area.height).saturating_sub(self.y)
    }

    fn write(&mut self, text: &str, role: Role) {
        let area = Area { y: self.y, height: self.left(), ..self.area };
        if !text.is_empty() && area.height > 0 {
            self.y += self.canvas.paragraph(area, text, role);
        }
    }

    /// A text with its tags in their colours.
    fn write_note(&mut self, model: &Model, text: &str) {
        for row in wrap_text(text, usize::from(self.area.width).max(8)) {
            if self.left() == 0 {
                return;
            }
            let line = Area { y: self.y, height: 1, ..self.area };
            self.canvas.put(line.x, line.y, line.width, row, Role::Text);
            chips::tint(self.canvas, model, line, row, false);
            self.y += 1;
        }
    }

    fn space(&mut self) {
        self.y += 1.min(self.left());
    }
}

fn note_pane(canvas: &mut Canvas<'_>, model: &Model, area: Area) {
    let below = area.x == 0;
    let inner = if below {
        let line = if model.settings.look.ascii { "-" } else { "─" };
        canvas.put(area.x, area.y, area.width, &line.repeat(usize::from(area.width)), Role::Border);
        Area { x: 1, y: area.y + 1, width: area.width.saturating_sub(2), height: area.height.saturating_sub(1) }
    } else {
        let inner = canvas.rule(area, false);
        Area { width: inner.width.saturating_sub(1), ..inner }
    };
    let mut column = Column { canvas, area: inner, y: inner.y };
    let Some(note) = model.notebook.note() else { return group_pane(&mut column, model) };
    let article = model.notebook.context.as_ref().filter(|article| article.id == note.article);
    if let Some(listing) = model.notebook.article() {
        let day = listing.published.as_deref().and_then(|date| date.get(..10)).unwrap_or_default();
        let words = [listing.title.as_str(), listing.outlet.as_deref().unwrap_or_default(), day];
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let (x, y, width) = (inner.x, column.y, inner.width);
        column.canvas.put_cut(x, y, width, &words.join(" · "), Role::Dim);
        column.y += 1;
    }
    let rows = if below { 3 } else { 12.min(inner.height / 2) };
    match article.filter(|_| !matches!(note.state, AnchorState::Lost | AnchorState::Detached)) {
        Some(article) => in_context(&mut column, model, note, article, rows),
        None => {
            let words = format!("{}“{}”{}", note.anchor.prefix, note.anchor.quote, note.anchor.suffix);
            column.write(&words, Role::Quote);
        }
    }
    if !below {
        column.space();
    }
    about(&mut column, model, note);
}

/// What the code book says of a tag or verdict whose group the cursor is on.
fn group_pane(column: &mut Column<'_, '_>, model: &Model) {
    let Some(heading) = model.notebook.heading() else { return };
    let book = &model.settings.codebook;
    column.write(&heading.title, Role::Heading);
    let says = match model.notebook.grouping {
        NotesBy::Tag => book.tag(&heading.key).map(|tag| {
            let parent = tag.parent.as_ref().map(|parent| format!("a kind of #{parent}. ")).unwrap_or_default();
            format!("{parent}{}", tag.definition)
        }),
        NotesBy::Verdict => model.settings.verdict(&heading.key).map(|label| label.definition.clone()),
        _ => None,
    };
    column.write(&says.unwrap_or_default(), Role::Text);
    let noun = if heading.count == 1 { "note" } else { "notes" };
    column.write(&format!("{} {noun}; v selects them", heading.count), Role::Dim);
}

/// The paragraph around a note's passage, the passage marked, cut to so many rows with its beginning in view.
fn in_context(column: &mut Column<'_, '_>, model: &Model, note: &Annotation, article: &Article, rows: u16) {
    let body = &article.body;
    let span = note.anchor.span;
    let block = body.block_at(span.start).and_then(|index| body.blocks().get(index)).map(|block| block.span);
    let whole = block.unwrap_or(span);
    let whole = Span::new(whole.start, whole.end.max(span.end));
    let text = whole.of(body.text());
    let mut lines: Vec<Span> = Vec::new();
    let mut at = 0;
    for row in wrap_text(text, usize::from(column.area.width).max(8)) {
        let start = at + text.get(at..).and_then(|rest| rest.find(row)).unwrap_or(0);
        at = start + row.len();
        lines.push(Span::new(whole.start + start, whole.start + at));
    }
    let first = lines.iter().position(|line| line.end > span.start).unwrap_or(0);
    let rows = usize::from(rows.min(column.left())).max(1);
    let skip = first.saturating_sub(rows / 3).min(lines.len().saturating_sub(rows));
    let marked = layer_role(annotation_layer(note, &model.settings), &model.settings);
    for line in lines.iter().skip(skip).take(rows) {
        let (x, y, width) = (column.area.x, column.y, column.area.width);
        let inside = Span::new(line.start.max(span.start).min(line.end), line.end.min(span.end).max(line.start));
        let parts = [
            (Span::new(line.start, inside.start), Role::Quote),
            (inside, marked),
            (Span::new(inside.end, line.end), Role::Quote),
        ];
        let mut end = x;
        for (part, role) in parts {
            end = column.canvas.put(end, y, (x + width).saturating_sub(end), part.of(body.text()), role);
        }
        column.y += 1;
    }
}

/// What the note says.
fn about(column: &mut Column<'_, '_>, model: &Model, note: &Annotation) {
    if note.is_changed() {
        column.write(&format!("annotated: “{}”", note.given_on()), Role::Removed);
        if note.state != AnchorState::Unsure {
            column.write(&format!("now: “{}”", note.anchor.quote), Role::Added);
        }
    }
    column.write_note(model, &note.note);
    if let Some(statement) = note.statement.as_ref().filter(|statement| !statement.is_empty()) {
        let speaker = note.said_by().map(|speaker| format!("{speaker}: ")).unwrap_or_default();
        column.write(&format!("{speaker}{statement}"), Role::Text);
    }
    if let Some(verdict) = &note.verdict {
        let (sign, role) = sign(model, note);
        column.write(&format!("{sign} {}", verdict.label), role);
    }
    for evidence in &note.evidence {
        let from = evidence.url.as_deref().or(evidence.quote.as_deref()).unwrap_or_default();
        column.write(&format!("{}: {from}", evidence.bearing.name()), Role::Link);
    }
    for link in &note.links {
        let other = model.notebook.notes().iter().map(|(_, note)| note).find(|note| note.id == link.to);
        let words = other.map(|other| other.statement.clone().unwrap_or_else(|| other.anchor.quote.clone()));
        column.write(&format!("{}: {}", link.relation.name(), words.unwrap_or_else(|| link.to.0.clone())), Role::Link);
    }
    let written = signed_words(&note.note);
    let told = |tag: &&String| !written.iter().any(|word| word.sign == '#' && word.word == tag.as_str());
    let tags: Vec<String> = note.tags.iter().filter(told).map(|tag| format!("#{tag}")).collect();
    column.write_note(model, &tags.join(" "));
    let day = note.modified.get(..10).filter(|_| note.modified != note.created);
    let edited = day.map(|day| format!(" · edited {day}")).unwrap_or_default();
    let state = if note.state == AnchorState::Exact { "" } else { note.state.name() };
    let state = if state.is_empty() { String::new() } else { format!(" · passage {state}") };
    let written = note.created.get(..10).unwrap_or_default();
    column.write(&format!("{} · {written}{edited}{state}", note.kind.name()), Role::Dim);
}
