//! Whose the terminal is: ours, or lent to another program.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// What wakes whoever waits for the program that the terminal is lent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// The system asked us to end.
    Stop,
    /// We were stopped with the other program, and go on.
    Continued,
}

/// Stops the reading of keys while another program has the terminal, and tells who waits for it of signals.
#[derive(Clone, Default)]
pub struct Gate(Arc<(Mutex<Option<Waiting>>, Condvar)>);

type Waiting = Box<dyn Fn(Wake) + Send>;

impl Gate {
    fn waiting(&self) -> MutexGuard<'_, Option<Waiting>> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The terminal is lent; signals are told to whoever waits for it.
    pub fn shut(&self, waiting: impl Fn(Wake) + Send + 'static) {
        *self.waiting() = Some(Box::new(waiting));
    }

    /// The terminal is ours again.
    pub fn open(&self) {
        *self.waiting() = None;
        self.0.1.notify_all();
    }

    /// Waits until the terminal is ours, and does something while it cannot be lent.
    pub fn pass<T>(&self, read: impl FnOnce() -> T) -> T {
        let mut waiting = self.waiting();
        while waiting.is_some() {
            waiting = self.0.1.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        read()
    }

    /// Tells who waits for another program; false when nobody does.
    pub fn wake(&self, wake: Wake) -> bool {
        self.waiting().as_ref().map(|waiting| waiting(wake)).is_some()
    }

    /// Whether another program has the terminal.
    pub fn lent(&self) -> bool {
        self.waiting().is_some()
    }
}
