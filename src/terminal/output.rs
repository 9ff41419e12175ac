//! What is written to the terminal, by a thread of its own: a terminal that takes nothing more, behind a line that hangs,
//! keeps nobody from ending the program.

use crate::app::Msg;
use crate::terminal::incoming::Input;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use std::io::{self, Write};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// The writing end.
#[derive(Clone, Default)]
pub struct Output(Arc<(Mutex<Line>, Condvar)>);

#[derive(Default)]
struct Line {
    waiting: Vec<u8>,
    /// What waits is whole and may go.
    ready: bool,
    writing: bool,
    /// Nobody is at the other end any more.
    gone: bool,
    /// The program is to end: nobody waits for the terminal.
    ending: bool,
    /// Somebody wants to know when everything is written.
    awaited: bool,
}

impl Output {
    /// Starts the thread that writes. It says when the terminal takes more, to whoever asked, and when it is gone.
    pub fn start(inputs: Sender<Input>) -> io::Result<Self> {
        let output = Self::default();
        let line = output.clone();
        thread::Builder::new().name("output".into()).spawn(move || line.serve(&inputs))?;
        Ok(output)
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, inputs: &Sender<Input>) {
        loop {
            let mut line = self.line();
            while !line.ready {
                line = self.0.1.wait(line).unwrap_or_else(PoisonError::into_inner);
            }
            let bytes = std::mem::take(&mut line.waiting);
            (line.ready, line.writing) = (false, true);
            drop(line);
            let written = write(&bytes);
            let mut line = self.line();
            line.writing = false;
            let told = match written {
                Ok(()) if line.ready || !std::mem::take(&mut line.awaited) => None,
                Ok(()) => Some(Input::Written),
                Err(error) => {
                    log::info!("the terminal is gone: {error}");
                    line.gone = true;
                    Some(Input::Msg(Msg::Stop))
                }
            };
            let gone = line.gone;
            drop(line);
            self.0.1.notify_all();
            // Where nobody listens any more the program has ended.
            let _ended = told.map(|told| inputs.send(told));
            if gone {
                return;
            }
        }
    }

    /// Whether something is still to be written. If so, `Input::Written` follows.
    pub fn busy(&self) -> bool {
        let mut line = self.line();
        let busy = !line.gone && (line.writing || line.ready);
        line.awaited |= busy;
        busy
    }

    /// Nobody waits for the terminal from here on.
    pub fn end(&self) {
        self.line().ending = true;
        self.0.1.notify_all();
    }

    /// Waits until everything is written; false where the program is to end before that.
    pub fn settle(&self) -> bool {
        let waits = |line: &mut Line| !line.gone && !line.ending && (line.writing || line.ready);
        let line = self.0.1.wait_while(self.line(), waits).unwrap_or_else(PoisonError::into_inner);
        !line.ending
    }

    /// Waits until everything is written, but not for long.
    pub fn settle_soon(&self) {
        let waits = |line: &mut Line| !line.gone && (line.writing || line.ready);
        let _line = self.0.1.wait_timeout_while(self.line(), Duration::from_secs(1), waits);
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut line = self.line();
        if !line.gone {
            line.waiting.extend(bytes);
        }
        Ok(bytes.len())
    }

    /// What was written so far is whole and may go to the terminal. It is not waited for.
    fn flush(&mut self) -> io::Result<()> {
        let mut line = self.line();
        line.ready = !line.gone && !line.waiting.is_empty();
        drop(line);
        self.0.1.notify_all();
        Ok(())
    }
}

/// Writes everything. A program that shares the terminal may have told it not to wait.
fn write(mut bytes: &[u8]) -> io::Result<()> {
    let out = io::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(&out, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                poll(&mut [PollFd::new(&out, PollFlags::OUT)], None).or_else(|error| match error {
                    Errno::INTR => Ok(0),
                    error => Err(error),
                })?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
