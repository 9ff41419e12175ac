//! Keys and the mouse, read in a thread of their own.

use crate::app::Msg;
use crate::terminal::bytes::Bytes;
use crate::terminal::gate::Gate;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

/// What comes from the terminal and the system.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// Something for the model.
    Msg(Msg),
    /// The system asked us to stop for a while.
    Suspend,
    /// We were continued after a stop that we did not make ourselves.
    Continued,
    /// The terminal took everything and can take the next frame.
    Written,
}

/// Reads the terminal until it is gone.
pub fn watch(inputs: Sender<Input>, gate: Gate) -> io::Result<()> {
    let stdin = io::stdin();
    let tty = if stdin.is_terminal() { None } else { Some(File::open("/dev/tty")?) };
    thread::Builder::new().name("keys".into()).spawn(move || {
        let fd = tty.as_ref().map_or(stdin.as_fd(), AsFd::as_fd);
        let mut bytes = Bytes::default();
        // An end of the messages is an end of the program; a gone terminal is told as one.
        if listen(fd, &gate, &mut bytes, &inputs).is_none() {
            let _ended = inputs.send(Input::Msg(Msg::Stop));
        }
    })?;
    Ok(())
}

/// What waiting for the terminal came to.
enum Ready {
    Bytes,
    Nothing,
    Gone,
}

/// Ends with nothing when the terminal is gone, and with something when nobody listens any more.
fn listen(fd: BorrowedFd<'_>, gate: &Gate, bytes: &mut Bytes, inputs: &Sender<Input>) -> Option<()> {
    loop {
        let found = match wait(fd, bytes.waits()) {
            Ready::Nothing => bytes.give_up(),
            Ready::Gone => return None,
            Ready::Bytes => bytes.feed(&gate.pass(|| read(fd))?),
        };
        if found.into_iter().any(|msg| inputs.send(Input::Msg(msg)).is_err()) {
            return Some(());
        }
    }
}

/// Waits until there is something to read, or for a while.
fn wait(fd: BorrowedFd<'_>, patience: Option<Duration>) -> Ready {
    let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
    let mut fds = [PollFd::from_borrowed_fd(fd, PollFlags::IN)];
    loop {
        match poll(&mut fds, patience.as_ref()) {
            Ok(0) => return Ready::Nothing,
            Ok(_) => break,
            Err(Errno::INTR) => {}
            Err(_) => return Ready::Gone,
        }
    }
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    if fds.iter().any(|fd| fd.revents().intersects(gone)) { Ready::Gone } else { Ready::Bytes }
}

/// Reads what is there, which may be nothing: another program may have read it meanwhile. `None` when the terminal is
/// gone.
fn read(fd: BorrowedFd<'_>) -> Option<Vec<u8>> {
    match wait(fd, Some(Duration::ZERO)) {
        Ready::Nothing => return Some(Vec::new()),
        Ready::Gone => return None,
        Ready::Bytes => {}
    }
    let mut bytes = vec![0; 4096];
    match rustix::io::read(fd, &mut bytes) {
        Ok(0) => None,
        Ok(count) => {
            bytes.truncate(count);
            Some(bytes)
        }
        Err(Errno::INTR | Errno::AGAIN) => Some(Vec::new()),
        Err(_) => None,
    }
}
