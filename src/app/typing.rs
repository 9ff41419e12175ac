//! Keys that type: into notes, prompts, pickers and dialogs.

use crate::app::answering;
use crate::app::effect::Effect;
use crate::app::export_dialog;
use crate::app::field::{Edit, Field};
use crate::app::model::{Model, Overlay};
use crate::app::prompts;
use crate::app::tagging;
use crate::keys::{Code, Key};

/// The edit a key stands for in any field, as readline and most forms have it.
fn edit_of(key: Key) -> Option<Edit> {
    Some(match (key.code(), key.ctrl(), key.alt()) {
        (Code::Left, true, _) | (Code::Left, _, true) | (Code::Char('b'), _, true) => Edit::WordLeft,
        (Code::Right, true, _) | (Code::Right, _, true) | (Code::Char('f'), _, true) => Edit::WordRight,
        (Code::Left, ..) | (Code::Char('b'), true, _) => Edit::Left,
        (Code::Right, ..) | (Code::Char('f'), true, _) => Edit::Right,
        (Code::Home, true, _) => Edit::Start,
        (Code::End, true, _) => Edit::End,
        (Code::Home, ..) | (Code::Char('a'), true, _) => Edit::LineStart,
        (Code::End, ..) | (Code::Char('e'), true, _) => Edit::LineEnd,
        (Code::Backspace, _, true) | (Code::Backspace, true, _) | (Code::Char('w'), true, _) => Edit::DeleteWord,
        (Code::Backspace, ..) | (Code::Char('h'), true, _) => Edit::Backspace,
        (Code::Delete, ..) | (Code::Char('d'), true, _) => Edit::Delete,
        (Code::Char('u'), true, _) => Edit::DeleteToStart,
        (Code::Char('k'), true, _) => Edit::DeleteToEnd,
        (Code::Char('z'), true, _) => Edit::Undo,
        (Code::Char('y'), true, _) | (Code::Char('r'), true, _) => Edit::Redo,
        _ => return None,
    })
}

/// Types a key into what is open.
pub fn key(model: &mut Model, key: Key) -> Vec<Effect> {
    if let Some(Overlay::Picker(picker)) = &model.overlay
        && let Some(chosen) = key.typed().and_then(|typed| picker.by_key(typed)).cloned()
    {
        model.overlay = None;
        return answering::choose(model, vec![chosen]);
    }
    let lines = matches!(model.overlay, Some(Overlay::Writer(_)));
    let measure = writer_measure(model);
    if let Some(Overlay::Form(form)) = &mut model.overlay {
        form.fault = None;
        let chosen = match (key.code(), key.typed()) {
            (Code::Left, _) => form.step(true),
            (Code::Right, _) | (_, Some(' ')) => form.step(false),
            (_, Some(letter)) => form.pick(letter),
            _ => false,
        };
        if chosen {
            return Vec::new();
        }
    }
    let Some(field) = field(model) else { return Vec::new() };
    match key.code() {
        Code::Up if lines => field.move_rows(measure, -1),
        Code::Down if lines => field.move_rows(measure, 1),
        Code::PageUp if lines => (0..8).for_each(|_| field.move_rows(measure, -1)),
        Code::PageDown if lines => (0..8).for_each(|_| field.move_rows(measure, 1)),
        Code::Enter if lines => field.insert("\n"),
        _ => match (edit_of(key), key.typed()) {
            (Some(edit), _) => field.edit(edit),
            (None, Some(c)) => field.insert(c.encode_utf8(&mut [0; 4])),
            (None, None) => return Vec::new(),
        },
    }
    typed(model)
}

/// Puts pasted text in, whole. Where only one line fits, line ends become spaces.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    let lines = matches!(model.overlay, Some(Overlay::Writer(_)));
    let clean: String = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .split('\n')
        .map(crate::text::printable)
        .collect::<Vec<_>>()
        .join(if lines { "\n" } else { " " });
    match field(model) {
        Some(field) => field.insert(&clean),
        None => model.tell("nothing here takes a pasted text; a opens a note"),
    }
    typed(model)
}

/// The field that has the cursor.
fn field(model: &mut Model) -> Option<&mut Field> {
    match model.overlay.as_mut()? {
        Overlay::Writer(writer) => writer.field(),
        Overlay::Form(form) => form.field(),
        Overlay::Prompt(prompt) => Some(&mut prompt.field),
        Overlay::Picker(picker) => Some(&mut picker.field),
        Overlay::Help(help) if help.searching => Some(&mut help.typed),
        Overlay::Export(dialog) if dialog.focus == export_dialog::Row::Path => {
            dialog.path_typed = true;
            Some(&mut dialog.path)
        }
        _ => None,
    }
}

/// What follows from a changed text: lists narrow, searches search, filters filter.
fn typed(model: &mut Model) -> Vec<Effect> {
    match &mut model.overlay {
        Some(Overlay::Picker(picker)) => {
            picker.narrow();
            tagging::offer(picker);
            return crate::app::tools::find_titles(model);
        }
        Some(Overlay::Help(help)) => help.top = 0,
        Some(Overlay::Prompt(_)) => return prompts::typed(model),
        Some(Overlay::Export(_)) => return answering::preview(model),
        _ => {}
    }
    Vec::new()
}

/// Columns of the writer's fields: what the view draws and Up and Down go by.
pub fn writer_measure(model: &Model) -> usize {
    usize::from(writer_area(model).width.saturating_sub(4)).max(8)
}

/// Where the writer lies: the lower part of the text region.
pub fn writer_area(model: &Model) -> crate::app::layout::Area {
    let (width, height) = model.size;
    let claim = matches!(&model.overlay, Some(Overlay::Writer(writer)) if writer.parts.len() > 1);
    let tall = (height / 2).max(8).min(if claim { 18 } else { 14 }).min(height);
    let wide = width.min(90);
    let main = model.layout().main;
    let x = main.x + main.width.saturating_sub(wide) / 2;
    crate::app::layout::Area { x: x.min(width - wide), y: height - tall, width: wide, height: tall.saturating_sub(2) }
}
