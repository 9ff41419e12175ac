//! One frame: the screen in view, what lies over it, and the cursor.

use crate::app::{Area, Model, Overlay, Purpose, SMALLEST, Screen, fits};
use crate::config::{Role, Theme};
use crate::view::canvas::Canvas;
use crate::view::{
    card, claims, claims_page, clash, copies, export, form, help, hints, import, legend, library, notes, output,
    picker, reader, repair, revisions, status, versions, writer,
};
use ratatui::buffer::Buffer;

/// Draws the model on a buffer as large as the terminal. Where the terminal's cursor is to stand comes back.
pub fn draw(buffer: &mut Buffer, model: &Model, theme: &Theme) -> Option<(u16, u16)> {
    let whole = Area { x: 0, y: 0, width: buffer.area.width, height: buffer.area.height };
    let mut canvas = Canvas::new(buffer, theme);
    canvas.fill(whole, Role::Text);
    if !fits(model) {
        let (width, height) = SMALLEST;
        let words =
            format!("dateline needs {width}×{height} cells; this terminal has {}×{}.", whole.width, whole.height);
        canvas.paragraph(whole, &words, Role::Text);
        return None;
    }
    match model.screen {
        Screen::Library => library::draw(&mut canvas, model),
        Screen::Reader => reader::draw(&mut canvas, model),
        Screen::Notes => notes::draw(&mut canvas, model),
        Screen::Claims => claims::draw(&mut canvas, model),
        Screen::Claim => claims_page::draw(&mut canvas, model),
        Screen::Repair => repair::draw(&mut canvas, model),
    }
    status::title(&mut canvas, model);
    status::status(&mut canvas, model);
    hints::follows(&mut canvas, model);
    match &model.overlay {
        Some(Overlay::Writer(form)) => writer::draw(&mut canvas, model, form),
        Some(Overlay::Form(open)) => form::draw(&mut canvas, model, open),
        Some(Overlay::Picker(list)) => picker::draw(&mut canvas, model, list),
        Some(Overlay::Help(shown)) => help::draw(&mut canvas, model, shown),
        Some(Overlay::Card(shown)) => card::draw(&mut canvas, model, shown),
        Some(Overlay::Revisions(sheet)) => revisions::draw(&mut canvas, model, sheet),
        Some(Overlay::Copies(shown)) => copies::draw(&mut canvas, model, shown),
        Some(Overlay::Legend(shown)) => legend::draw(&mut canvas, model, shown),
        Some(Overlay::Export(dialog)) => export::draw(&mut canvas, model, dialog),
        Some(Overlay::Output(shown)) => output::draw(&mut canvas, model, shown),
        Some(Overlay::Clash(shown)) => clash::draw(&mut canvas, model, shown),
        Some(Overlay::Versions(shown)) => versions::draw(&mut canvas, model, shown),
        Some(Overlay::Question(question, _)) => card::question(&mut canvas, model, question),
        Some(Overlay::Prompt(prompt)) if prompt.purpose == Purpose::Import => import::draw(&mut canvas, model, prompt),
        Some(Overlay::Prompt(_)) | None => {}
    }
    status::foot(&mut canvas, model);
    canvas.cursor
}
