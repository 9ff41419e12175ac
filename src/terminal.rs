//! The terminal: taken and given back in every way a program can end, and what comes from it as messages.

use crate::app::{Mouse, Msg};
use crate::keys::{Code, Key};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use crossterm::terminal::{self as tty, BeginSynchronizedUpdate, EndSynchronizedUpdate};
use crossterm::{clipboard, cursor, execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::mem::ManuallyDrop;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use std::{panic, thread};

/// What comes from the terminal and the system.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// Something for the model.
    Msg(Msg),
    /// The system asked us to stop for a while.
    Suspend,
    /// We were continued after a stop that we did not make ourselves.
    Continued,
}

/// The terminal while it is ours. Dropping it gives it back.
pub struct Screen {
    /// Never dropped: the library would show the cursor once more, and where the terminal is gone print that it cannot,
    /// which fails in turn and ends the program before the library's thread has done its work. [`leave`] shows it.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<BufWriter<Stdout>>>>,
    gate: Gate,
}

/// Stops the reading of keys while another program has the terminal.
#[derive(Clone, Default)]
struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    fn shut(&self, shut: bool) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = shut;
        self.0.1.notify_all();
    }

    fn pass(&self) {
        let mut shut = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        while *shut {
            shut = self.0.1.wait(shut).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, pasted text in one piece, mouse. From here on input arrives at
    /// `inputs`, and a panic gives the terminal back before it says where the log is.
    pub fn take(inputs: Sender<Input>, log: &str) -> io::Result<Self> {
        if !io::stdout().is_terminal() {
            return Err(io::Error::other("the output is no terminal; `dateline show` and `dateline list` print text"));
        }
        hook(log);
        enter()?;
        let terminal = Terminal::new(CrosstermBackend::new(BufWriter::new(io::stdout()))).inspect_err(|_| leave())?;
        let gate = Gate::default();
        watch_signals(inputs.clone())?;
        watch_keys(inputs, gate.clone())?;
        Ok(Self { terminal: ManuallyDrop::new(terminal), gate })
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        tty::size().unwrap_or((80, 24))
    }

    /// Draws one frame, whole or not at all where the terminal can hold it back. `paint` returns where the cursor is to
    /// stand.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<(u16, u16)>) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| {
            if let Some((x, y)) = paint(frame.buffer_mut()) {
                frame.set_cursor_position(Position { x, y });
            }
        })?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Makes the next frame paint every cell. (`Terminal::clear` would ask the terminal where its cursor is, and wait.)
    pub fn repaint(&mut self) -> io::Result<()> {
        let (width, height) = self.size();
        execute!(self.terminal.backend_mut(), tty::Clear(tty::ClearType::All))?;
        self.terminal.resize(Rect::new(0, 0, width, height))
    }

    /// Gives the terminal to another program, and takes it back when that is done.
    pub fn lend<T>(&mut self, meanwhile: impl FnOnce() -> T) -> io::Result<T> {
        self.gate.shut(true);
        leave();
        let result = meanwhile();
        let back = enter();
        self.gate.shut(false);
        back?;
        self.repaint()?;
        Ok(result)
    }

    /// Stops the program as Ctrl-Z does elsewhere; comes back when it is continued.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.lend(|| signal_hook::low_level::emulate_default_handler(SIGTSTP))?
    }

    /// Sends a text to the terminal's clipboard. Whether the terminal took it cannot be known.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), clipboard::CopyToClipboard::to_clipboard_from(text))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

fn enter() -> io::Result<()> {
    tty::enable_raw_mode()?;
    execute!(
        io::stdout(),
        tty::EnterAlternateScreen,
        event::EnableBracketedPaste,
        event::EnableMouseCapture,
        event::EnableFocusChange,
    )
}

/// Gives the terminal back. Nothing here may fail: it runs while the program ends, however it ends.
fn leave() {
    let _gone = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        event::DisableFocusChange,
        event::DisableMouseCapture,
        event::DisableBracketedPaste,
        tty::LeaveAlternateScreen,
        cursor::Show,
    );
    let _gone = tty::disable_raw_mode();
}

fn hook(log: &str) {
    let (before, log) = (panic::take_hook(), log.to_owned());
    panic::set_hook(Box::new(move |told| {
        // Panics of threads that guard against them (reading hostile files) do not end the program.
        if thread::current().name() == Some("main") {
            leave();
            let _gone = writeln!(
                io::stderr(),
                "dateline stopped because of a fault of its own. Notes are saved as they are made. The log: {log}"
            );
            before(told);
        } else {
            log::error!("{told}");
        }
    }));
}

fn watch_signals(inputs: Sender<Input>) -> io::Result<()> {
    let mut signals = Signals::new([SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in &mut signals {
            let input = match signal {
                SIGWINCH => resized(),
                SIGTSTP => Input::Suspend,
                SIGCONT => Input::Continued,
                _ => Input::Msg(Msg::Stop),
            };
            if inputs.send(input).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

fn resized() -> Input {
    let (width, height) = tty::size().unwrap_or((80, 24));
    Input::Msg(Msg::Resized(width, height))
}

/// Reads keys in a thread. We wait for the terminal ourselves: the library spins once its terminal is gone.
fn watch_keys(inputs: Sender<Input>, gate: Gate) -> io::Result<()> {
    let stdin = io::stdin();
    let tty = if stdin.is_terminal() { None } else { Some(File::open("/dev/tty")?) };
    thread::Builder::new().name("keys".into()).spawn(move || {
        loop {
            let ready = match &tty {
                Some(tty) => wait(&mut [PollFd::new(tty, PollFlags::IN)]),
                None => wait(&mut [PollFd::new(&stdin, PollFlags::IN)]),
            };
            gate.pass();
            if !ready || read_ready(&inputs).is_err() {
                let _gone = inputs.send(Input::Msg(Msg::Stop));
                return;
            }
        }
    })?;
    Ok(())
}

/// Waits until there is something to read; false when the terminal is gone.
fn wait(fds: &mut [PollFd<'_>]) -> bool {
    loop {
        match poll(fds, None) {
            Ok(_) => break,
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return false,
        }
    }
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    fds.iter().all(|fd| !fd.revents().intersects(gone))
}

/// Reads what is there. A wait of nothing would not even look: the library gives up before its first try.
fn read_ready(inputs: &Sender<Input>) -> io::Result<()> {
    let send = |event| input_of(event).map_or(Ok(()), |input| inputs.send(input).map_err(io::Error::other));
    let mut answers = Answers::default();
    while event::poll(Duration::from_millis(5))? {
        answers.sift(event::read()?).into_iter().try_for_each(send)?;
    }
    answers.held.into_iter().try_for_each(send)
}

/// Keeps a late answer to the question for the terminal's colours, `ESC ] 11 ; rgb:… ESC \`, from being read as keys:
/// over a slow line it comes when nobody waits for it any more. It comes in one piece, as no hand types it.
#[derive(Default)]
struct Answers {
    held: Vec<Event>,
}

impl Answers {
    /// Longer than any answer.
    const LONGEST: usize = 64;

    /// What is no part of an answer.
    fn sift(&mut self, event: Event) -> Vec<Event> {
        let key = |c: char, held: KeyModifiers| matches!(event, Event::Key(key) if key.code == KeyCode::Char(c) && key.modifiers == held);
        let begins = key(']', KeyModifiers::ALT);
        let ends = key('\\', KeyModifiers::ALT) || key('g', KeyModifiers::CONTROL);
        let digit = ('0'..='9').any(|digit| key(digit, KeyModifiers::NONE));
        match self.held.len() {
            0 if !begins => return vec![event],
            0 => {}
            1 if digit => {}
            2..Self::LONGEST if !ends => {}
            2..Self::LONGEST => {
                self.held.clear();
                return Vec::new();
            }
            _ => {
                self.held.push(event);
                return std::mem::take(&mut self.held);
            }
        }
        self.held.push(event);
        Vec::new()
    }
}

fn input_of(event: Event) -> Option<Input> {
    Some(Input::Msg(match event {
        Event::Key(key) => Msg::Key(key_of(key)?),
        Event::Paste(text) => Msg::Paste(text),
        Event::Resize(width, height) => Msg::Resized(width, height),
        Event::Mouse(mouse) => {
            let what = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Mouse::Press,
                MouseEventKind::Drag(MouseButton::Left) => Mouse::Drag,
                MouseEventKind::Up(MouseButton::Left) => Mouse::Release,
                MouseEventKind::ScrollUp => Mouse::WheelUp,
                MouseEventKind::ScrollDown => Mouse::WheelDown,
                _ => return None,
            };
            Msg::Mouse(what, mouse.column, mouse.row)
        }
        Event::FocusGained | Event::FocusLost => return None,
    }))
}

fn key_of(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => return Some(Key::new(Code::Tab, false, false, true)),
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    let held = |modifier: KeyModifiers| event.modifiers.contains(modifier);
    Some(Key::new(code, held(KeyModifiers::CONTROL), held(KeyModifiers::ALT), held(KeyModifiers::SHIFT)))
}

/// Whether the terminal's background is dark; `None` where it does not say. Asks the terminal, so it must come before
/// anything else reads from it.
pub fn is_dark() -> Option<bool> {
    use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};
    let mut options = QueryOptions::default();
    options.timeout = Duration::from_millis(200);
    theme_mode(options).ok().map(|mode| mode == ThemeMode::Dark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(c: char, held: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char(c), held))
    }

    /// The events of a text as the library reads them: `ESC` and a letter is the letter with Alt.
    fn events(text: &str) -> Vec<Event> {
        let mut held = KeyModifiers::NONE;
        let mut found = Vec::new();
        for c in text.chars() {
            match c {
                '\x1b' => held = KeyModifiers::ALT,
                '\x07' => found.push(key('g', KeyModifiers::CONTROL)),
                c => found.push(key(c, std::mem::replace(&mut held, KeyModifiers::NONE))),
            }
        }
        found
    }

    fn check(read: &str, left: &str) {
        let mut answers = Answers::default();
        let mut passed: Vec<Event> = events(read).into_iter().flat_map(|event| answers.sift(event)).collect();
        passed.append(&mut answers.held);
        assert_eq!(passed, events(left), "{read:?}");
    }

    #[test]
    fn a_late_answer_of_the_terminal_presses_no_keys() {
        check("j\x1b]11;rgb:1717/1a1a/2121\x1b\\k", "jk");
        check("\x1b]10;rgb:ffff/ffff/ffff\x07", "");
        check("jk]]", "jk]]");
        // Alt and a bracket stay what they are, whatever is typed behind them.
        check("\x1b]", "\x1b]");
        check("\x1b]j", "\x1b]j");
        let long = format!("\x1b]1{}", "j".repeat(99));
        check(&long, &long);
    }
}
