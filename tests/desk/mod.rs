//! An inline desk: the whole program without terminal and threads. Keys in, screen out; every effect is carried out at
//! once, so a test waits for nothing.

#![allow(dead_code, reason = "each test uses its part of the desk")]

use dateline::app::{Effect, Model, Msg, Report, Source, start, update};
use dateline::config::{Config, Depth, Surroundings, Theme};
use dateline::export::offers;
use dateline::ingest::{Origin, read};
use dateline::jobs::{Shelf, add_samples};
use dateline::keys::parse_chord;
use dateline::store::Store;
use dateline::text::Destination;
use dateline::view::draw;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use std::collections::VecDeque;
use std::sync::Arc;

/// The program under test.
pub struct Desk {
    pub model: Model,
    shelf: Shelf,
    theme: Theme,
    /// What was put on the clipboard, and what was opened or edited elsewhere.
    pub outside: Vec<String>,
    pub quit: bool,
}

impl Desk {
    /// A program on a library in memory with the sample articles.
    pub fn with_samples(width: u16, height: u16) -> Self {
        let mut store = Store::memory().unwrap();
        add_samples(&mut store).unwrap();
        Self::over(store, width, height)
    }

    /// A program on an empty library with one article open.
    pub fn reading(text: &str, width: u16, height: u16) -> Self {
        let mut desk = Self::over(Store::memory().unwrap(), width, height);
        let draft = read(text.as_bytes(), &Origin::of("article.md")).unwrap();
        let reports = desk.shelf.take_in(draft);
        desk.take(reports);
        desk
    }

    /// Puts a text into the library under a file's name, and opens it.
    pub fn open_text(&mut self, name: &str, text: &str) {
        let draft = read(text.as_bytes(), &Origin::of(name)).unwrap();
        let reports = self.shelf.take_in(draft);
        self.take(reports);
    }

    /// A program on the library of a folder, with what was written and not saved there.
    pub fn beside(folder: &std::path::Path, width: u16, height: u16) -> Self {
        let library = folder.join("library.db");
        let store = Store::open(&library, dateline::store::Mode::Write).unwrap();
        let mut desk = Self::over(store, width, height);
        let shelf =
            std::mem::replace(&mut desk.shelf, Shelf::new(Store::memory().unwrap(), desk.model.settings.clone()));
        desk.shelf = shelf.with_drafts(dateline::store::Drafts::beside(&library));
        let reports = desk.shelf.greeting();
        desk.take(reports);
        desk
    }

    pub fn over(store: Store, width: u16, height: u16) -> Self {
        let Config { settings, keymap, .. } = Config::default();
        let settings = Arc::new(settings);
        let around = Surroundings { depth: Depth::Truecolour, dark: Some(true) };
        let (theme, _) = Theme::choose(&settings.look, around, None);
        let mut model = Model::new(settings.clone(), Arc::new(keymap), theme.name());
        model.size = (width, height);
        model.formats = offers();
        let mut desk = Self { model, shelf: Shelf::new(store, settings), theme, outside: Vec::new(), quit: false };
        let effects = start(&mut desk.model, Vec::new());
        desk.carry_out(effects);
        desk
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Quit => self.quit = true,
                Effect::Copy(text) | Effect::Browse(text) => self.outside.push(text),
                Effect::Edit(_, draft) => self.outside.push(draft.note),
                Effect::Open(Source::Address(address)) => self.outside.push(address),
                Effect::RunPipe { ticket, command, input } => {
                    let limit = std::time::Duration::from_secs(command.seconds.into());
                    let outcome = dateline::jobs::pipe(&command.command, input, limit, || false);
                    self.take(vec![Report::Piped(ticket, outcome)]);
                }
                // Whatever keys come, no test writes into the folder it runs in.
                Effect::Export(order) if matches!(order.what.to, Destination::Path(_)) => {
                    self.outside.push(format!("{:?}", order.what.to));
                }
                effect => {
                    let reports = self.shelf.serve(effect);
                    self.take(reports);
                }
            }
        }
    }

    fn take(&mut self, reports: Vec<Report>) {
        let mut queue: VecDeque<Report> = reports.into();
        while let Some(report) = queue.pop_front() {
            let effects = update(&mut self.model, Msg::Report(report));
            self.carry_out(effects);
        }
    }

    pub fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.carry_out(effects);
    }

    /// Presses keys as a configuration writes them: `gg`, `Space e`, `C-s`.
    pub fn press(&mut self, chords: &[&str]) -> &mut Self {
        for chord in chords {
            for key in parse_chord(chord).unwrap() {
                self.send(Msg::Key(key));
            }
        }
        self
    }

    /// Types letters one after the other.
    pub fn write(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.send(Msg::Key(dateline::keys::Key::plain(c)));
        }
        self
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.send(Msg::Resized(width, height));
        self
    }

    pub fn buffer(&self) -> (Buffer, Option<(u16, u16)>) {
        let (width, height) = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let cursor = draw(&mut buffer, &self.model, &self.theme);
        (buffer, cursor)
    }

    /// The screen as text, the cursor as `▮`.
    pub fn screen(&self) -> String {
        let (buffer, cursor) = self.buffer();
        let ours = self.theme.style(dateline::config::Role::Cursor).bg;
        rows(&buffer, |x, y, symbol| {
            let here = cursor == Some((x, y)) || Some(buffer[(x, y)].bg) == ours;
            if here { "▮".into() } else { symbol.to_owned() }
        })
    }

    /// The screen with a line of styles under each line of text: b bold, i italic, u underlined, r reversed; capitals on
    /// a background of its own.
    pub fn styled(&self) -> String {
        let (buffer, _) = self.buffer();
        let paper = self.theme.style(dateline::config::Role::Text).bg;
        let text = rows(&buffer, |_, _, symbol| symbol.to_owned());
        let looks = rows(&buffer, |x, y, _| {
            let cell = &buffer[(x, y)];
            let look = match cell.modifier {
                m if m.contains(Modifier::BOLD | Modifier::UNDERLINED) => 'w',
                m if m.contains(Modifier::BOLD | Modifier::ITALIC) => 'j',
                m if m.contains(Modifier::BOLD) => 'b',
                m if m.contains(Modifier::UNDERLINED) => 'u',
                m if m.contains(Modifier::ITALIC) => 'i',
                m if m.contains(Modifier::REVERSED) => 'r',
                _ => '.',
            };
            let ground = Some(cell.bg) != paper && cell.bg != ratatui::style::Color::Reset;
            if ground { look.to_ascii_uppercase().to_string().replace('.', ":") } else { look.to_string() }
        });
        text.lines()
            .zip(looks.lines())
            .map(|(text, look)| format!("{text}\n{}\n", look.trim_end_matches('.')))
            .collect()
    }
}

fn rows(buffer: &Buffer, show: impl Fn(u16, u16, &str) -> String) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if skip > 0 {
                skip -= 1;
                continue;
            }
            skip = dateline::page::columns(symbol).saturating_sub(1);
            row.push_str(&show(x, y, symbol));
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}
