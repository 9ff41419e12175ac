//! The screen: taken, drawn on, lent to other programs, and given back.

use crate::terminal::gate::{Gate, Wake};
use crate::terminal::incoming::{self, Input};
use crate::terminal::output::Output;
use crate::terminal::signals;
use crossterm::terminal::{self as tty, BeginSynchronizedUpdate, EndSynchronizedUpdate};
use crossterm::{clipboard, cursor, event, execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::{TerminalOptions, Viewport};
use rustix::process::{Signal, kill_current_process_group};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;
use std::{panic, thread};

/// The terminal while it is ours. Dropping it gives it back.
pub struct Screen {
    /// Never dropped: the library would show the cursor once more. [`leave`] shows it.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<BufWriter<Output>>>>,
    output: Output,
    gate: Gate,
    area: Rect,
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, pasted text in one piece, mouse. From here on input arrives at
    /// `inputs`, and a panic gives the terminal back before it says where the log is.
    pub fn take(inputs: Sender<Input>, log: &str) -> io::Result<Self> {
        if !io::stdout().is_terminal() {
            return Err(io::Error::other("the output is no terminal; `dateline show` and `dateline list` print text"));
        }
        let output = Output::start(inputs.clone())?;
        let gate = Gate::default();
        hook(log, output.clone());
        signals::watch(inputs.clone(), gate.clone(), output.clone())?;
        enter(&output)?;
        let (width, height) = size();
        let area = Rect::new(0, 0, width, height);
        // Nothing may ask the terminal for its size while we draw: it may be gone by then.
        let options = TerminalOptions { viewport: Viewport::Fixed(area) };
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, output.clone()));
        let terminal = Terminal::with_options(backend, options).inspect_err(|_| leave(&output))?;
        incoming::watch(inputs, gate.clone())?;
        Ok(Self { terminal: ManuallyDrop::new(terminal), output, gate, area })
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        (self.area.width, self.area.height)
    }

    /// Whether the terminal still has to take what was drawn before. If so, `Input::Written` follows.
    pub fn busy(&self) -> bool {
        self.output.busy()
    }

    /// Draws one frame, whole or not at all where the terminal can hold it back. `paint` returns where the cursor is to
    /// stand.
    pub fn draw(&mut self, size: (u16, u16), paint: impl FnOnce(&mut Buffer) -> Option<(u16, u16)>) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        if self.size() != size {
            self.area = Rect::new(0, 0, size.0, size.1);
            self.terminal.resize(self.area)?;
        }
        self.terminal.draw(|frame| {
            if let Some((x, y)) = paint(frame.buffer_mut()) {
                frame.set_cursor_position(Position { x, y });
            }
        })?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Makes the next frame paint every cell. (`Terminal::clear` would ask the terminal where its cursor is, and wait.)
    pub fn repaint(&mut self) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), tty::Clear(tty::ClearType::All))?;
        self.terminal.resize(self.area)
    }

    /// Gives the terminal to another program, and takes it back when that is done. `signals` hears meanwhile what the
    /// system asks of us. `None` where the program is to end before the terminal could be given.
    pub fn lend<T>(
        &mut self,
        signals: impl Fn(Wake) + Send + 'static,
        meanwhile: impl FnOnce() -> T,
    ) -> io::Result<Option<T>> {
        self.gate.shut(signals);
        leave(&self.output);
        let result = self.output.settle().then(meanwhile);
        let back = enter(&self.output);
        self.gate.open();
        back?;
        self.repaint()?;
        Ok(result)
    }

    /// Stops the program as Ctrl-Z does elsewhere, with everything that runs beside it in the same job; comes back when it
    /// is continued. False where nobody could continue it.
    pub fn suspend(&mut self) -> io::Result<bool> {
        if signals::alone() {
            return Ok(false);
        }
        let (sender, woken) = channel();
        let stop = move || -> io::Result<()> {
            kill_current_process_group(Signal::TSTP)?;
            // Who sends the signal may run on for a moment before it stops.
            let _woken = woken.recv_timeout(Duration::from_secs(5));
            Ok(())
        };
        let signals = move |wake| {
            // The waiting may be over.
            let _over = sender.send(wake);
        };
        self.lend(signals, stop)?.transpose()?;
        Ok(true)
    }

    /// Sends a text to the terminal's clipboard. Whether the terminal took it cannot be known.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), clipboard::CopyToClipboard::to_clipboard_from(text))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave(&self.output);
    }
}

/// Cells at most that are drawn on. No screen has as many; a terminal may say anything, and each cell takes memory.
const CELLS: u32 = 200_000;

/// Columns and rows of the terminal, as far as they are used.
pub fn size() -> (u16, u16) {
    used(tty::size().unwrap_or((80, 24)))
}

fn used((width, height): (u16, u16)) -> (u16, u16) {
    let width = width.min(1000);
    let rows = CELLS / u32::from(width.max(1));
    (width, u16::try_from(rows).unwrap_or(u16::MAX).min(height))
}

fn enter(output: &Output) -> io::Result<()> {
    tty::enable_raw_mode()?;
    let mut output = output.clone();
    execute!(
        output,
        tty::EnterAlternateScreen,
        event::EnableBracketedPaste,
        event::EnableMouseCapture,
        event::EnableFocusChange,
    )
}

/// Gives the terminal back. Nothing here may fail or wait for long: it runs while the program ends, however it ends.
fn leave(output: &Output) {
    let mut output = output.clone();
    let _gone = execute!(
        output,
        EndSynchronizedUpdate,
        event::DisableFocusChange,
        event::DisableMouseCapture,
        event::DisableBracketedPaste,
        tty::LeaveAlternateScreen,
        cursor::Show,
    );
    output.settle_soon();
    let _gone = tty::disable_raw_mode();
}

fn hook(log: &str, output: Output) {
    let (before, log) = (panic::take_hook(), log.to_owned());
    panic::set_hook(Box::new(move |told| {
        // Panics of threads that guard against them (reading hostile files) do not end the program.
        if thread::current().name() == Some("main") {
            leave(&output);
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

    #[test]
    fn no_more_cells_are_used_than_a_screen_has() {
        let table = [((80, 24), (80, 24)), ((500, 200), (500, 200)), ((1000, 1000), (1000, 200)), ((0, 0), (0, 0))];
        for (given, want) in table {
            assert_eq!(used(given), want);
        }
        let (width, height) = used((u16::MAX, u16::MAX));
        assert!(u32::from(width) * u32::from(height) <= 200_000);
    }
}
