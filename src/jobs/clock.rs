//! The clock: says what time it is, at once or when it is a given time. Its thread begins with the first wish.

use jiff::Timestamp;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// The longest sleep: a machine that slept itself has slept longer than it counted.
const NAP: Duration = Duration::from_secs(60);

/// Tells the time when it is wanted.
pub(super) struct Clock(Mutex<State>);

enum State {
    Resting(Box<dyn FnOnce(Receiver<Option<Timestamp>>) + Send>),
    Running(Sender<Option<Timestamp>>),
    /// No thread could be started.
    Broken,
}

impl Clock {
    /// A clock that tells `tell`.
    pub fn new(tell: impl Fn(Timestamp) + Send + 'static) -> Self {
        Self(Mutex::new(State::Resting(Box::new(move |wishes| run(&wishes, Timestamp::now, tell)))))
    }

    /// Has the time told: at once, or when it is `at`. Of two wishes the newer one holds.
    pub fn wake(&self, at: Option<Timestamp>) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *state = match std::mem::replace(&mut *state, State::Broken) {
            State::Resting(run) => {
                let (send, wishes) = channel();
                match thread::Builder::new().name("clock".into()).spawn(move || run(wishes)) {
                    Ok(_) => State::Running(send),
                    Err(error) => {
                        log::warn!("feeds are not asked by themselves: {error}");
                        State::Broken
                    }
                }
            }
            other => other,
        };
        if let State::Running(send) = &*state {
            // Its thread ends with the program only.
            let _gone = send.send(at);
        }
    }
}

fn run(wishes: &Receiver<Option<Timestamp>>, now: impl Fn() -> Timestamp, tell: impl Fn(Timestamp)) {
    let Ok(mut wish) = wishes.recv() else { return };
    loop {
        let time = now();
        let left = wish.map_or(Duration::ZERO, |at| Duration::try_from(at.duration_since(time)).unwrap_or_default());
        let next = if left.is_zero() {
            tell(time);
            wishes.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            wishes.recv_timeout(left.min(NAP))
        };
        match next {
            Ok(newer) => wish = newer,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_told_at_once_and_when_it_has_come() {
        let (told, heard) = channel();
        let clock = Clock::new(move |now| told.send(now).unwrap());
        clock.wake(None);
        let first = heard.recv().unwrap();
        let later = first.checked_add(jiff::SignedDuration::from_hours(9)).unwrap();
        clock.wake(Some(later));
        let soon = first.checked_add(jiff::SignedDuration::from_millis(30)).unwrap();
        clock.wake(Some(soon));
        assert!((soon..later).contains(&heard.recv().unwrap()));
        clock.wake(Some(first));
        assert!(heard.recv().unwrap() < later);
        drop(clock);
        assert!(heard.recv().is_err(), "its thread has ended");
    }
}
