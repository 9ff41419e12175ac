//! Signals as messages. While another program has the terminal, those that a key of the terminal sends are its own.

use crate::app::Msg;
use crate::terminal::gate::{Gate, Wake};
use crate::terminal::incoming::Input;
use crate::terminal::output::Output;
use crate::terminal::screen;
use nix::unistd::{getpgrp, getppid, getsid};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use std::io;
use std::sync::mpsc::Sender;
use std::thread;

/// Passes on the signals of the system.
pub fn watch(inputs: Sender<Input>, gate: Gate, output: Output) -> io::Result<()> {
    let mut signals = Signals::new([SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in &mut signals {
            let input = match signal {
                SIGWINCH => resized(),
                SIGTSTP | SIGCONT | SIGINT | SIGQUIT if gate.lent() => {
                    lent(signal, &gate);
                    continue;
                }
                SIGTSTP => Input::Suspend,
                SIGCONT => Input::Continued,
                _ => {
                    gate.wake(Wake::Stop);
                    output.end();
                    Input::Msg(Msg::Stop)
                }
            };
            if inputs.send(input).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// Stops with the program that has the terminal: a shell takes the terminal back when all have stopped.
fn lent(signal: i32, gate: &Gate) {
    if signal == SIGTSTP && !alone() {
        if let Err(error) = emulate_default_handler(SIGTSTP) {
            log::warn!("the program could not be stopped: {error}");
        }
        gate.wake(Wake::Continued);
    }
}

fn resized() -> Input {
    let (width, height) = screen::size();
    Input::Msg(Msg::Resized(width, height))
}

/// True when no shell would bring the program back after a stop. A shell with job control gives each job a process group
/// of its own; who is in the group of the session's first process was started by none, and who outlived the shell has a
/// parent elsewhere. What lies outside the container has the number 0 here, which rustix takes for impossible and nix does
/// not.
pub fn alone() -> bool {
    let (session, parent) = (getsid(None).ok(), getppid());
    session == Some(getpgrp()) || parent.as_raw() == 0 || getsid(Some(parent)).ok() != session
}
