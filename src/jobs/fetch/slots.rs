//! Manners: only so many connections to one host at a time; and a way to say stop.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Says stop to the fetches that were given it.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Says stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether stop was said.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// Counts the connections to each host.
#[derive(Debug)]
pub struct Slots {
    taken: Mutex<HashMap<String, usize>>,
    freed: Condvar,
    per_host: usize,
}

/// A connection to a host; given back when it is dropped.
#[derive(Debug)]
pub struct Slot<'a> {
    slots: &'a Slots,
    host: String,
}

/// How often a waiting fetch looks whether it was told to stop.
const GLANCE: Duration = Duration::from_millis(100);

impl Slots {
    /// At most `per_host` connections to a host.
    pub fn new(per_host: usize) -> Self {
        Self { taken: Mutex::default(), freed: Condvar::new(), per_host: per_host.max(1) }
    }

    /// Waits for its turn; `None` when told to stop.
    pub fn take(&self, host: &str, stopped: impl Fn() -> bool) -> Option<Slot<'_>> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if stopped() {
                return None;
            }
            let count = taken.entry(host.to_owned()).or_default();
            if *count < self.per_host {
                *count += 1;
                return Some(Slot { slots: self, host: host.to_owned() });
            }
            (taken, _) = self.freed.wait_timeout(taken, GLANCE).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        let mut taken = self.slots.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.host) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                taken.remove(&self.host);
            }
        }
        drop(taken);
        self.slots.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;
    use std::thread;

    #[test]
    fn never_more_than_two() {
        let slots = Slots::new(2);
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let slot = slots.take("news.example", || false);
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        thread::yield_now();
                        now.fetch_sub(1, Ordering::SeqCst);
                        drop(slot);
                    }
                });
            }
        });
        assert!(most.load(Ordering::SeqCst) <= 2);
        assert!(slots.taken.lock().unwrap().is_empty());
    }

    #[test]
    fn a_stopped_fetch_does_not_wait() {
        let slots = Slots::new(1);
        let cancel = Cancel::default();
        let held = slots.take("a", || false);
        assert!(slots.take("b", || false).is_some());
        cancel.cancel();
        assert!(slots.take("a", || cancel.is_cancelled()).is_none());
        drop(held);
    }
}
