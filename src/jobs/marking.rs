//! Analysing articles on all cores, for commands: what is found is kept in batches by the thread that owns the library.

use crate::analysis::{Analysis, VERSION};
use crate::jobs::shelve::read;
use crate::service::keep_corrected;
use crate::store::{Store, StoreError};
use crate::text::Article;
use std::collections::HashSet;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Articles that wait for a free core; more would only fill the memory.
const WAITING: usize = 64;
/// Articles whose marks are kept in one transaction.
const BATCH: usize = 64;
/// Articles asked for at a time.
const ASKED: usize = 512;

type Found = (Article, Arc<Analysis>);

/// Threads that analyse, and what they found and is not kept yet.
pub struct Marker {
    articles: SyncSender<Article>,
    found: Receiver<Found>,
    /// Given out, not yet kept.
    pending: usize,
    ready: Vec<Found>,
}

impl Marker {
    /// Starts as many threads as there are cores. They end when this is dropped.
    pub fn start() -> Self {
        let (articles, work) = sync_channel(WAITING);
        let (tell, found) = channel();
        let work = Arc::new(Mutex::new(work));
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            let (work, tell) = (work.clone(), tell.clone());
            // Where no thread can be started the others do it; without any the articles wait for the next time.
            let _started = thread::Builder::new().name("analysis".into()).spawn(move || analyse(&work, &tell));
        }
        Self { articles, found, pending: 0, ready: Vec::new() }
    }

    /// Gives an article out, and keeps what was found meanwhile.
    pub fn put(&mut self, store: &mut Store, article: Article) -> Result<(), StoreError> {
        if self.articles.send(article).is_ok() {
            self.pending += 1;
        }
        let done: Vec<Found> = self.found.try_iter().collect();
        self.pending -= done.len();
        self.ready.extend(done);
        if self.ready.len() >= BATCH { self.keep(store) } else { Ok(()) }
    }

    /// Waits for what was given out, and keeps it.
    pub fn finish(&mut self, store: &mut Store) -> Result<(), StoreError> {
        while self.pending > 0
            && let Ok(found) = self.found.recv()
        {
            self.pending -= 1;
            self.ready.push(found);
            if self.ready.len() >= BATCH {
                self.keep(store)?;
            }
        }
        self.keep(store)
    }

    fn keep(&mut self, store: &mut Store) -> Result<(), StoreError> {
        if !self.ready.is_empty() {
            keep_corrected(store, &self.ready)?;
        }
        self.ready.clear();
        Ok(())
    }
}

fn analyse(work: &Mutex<Receiver<Article>>, tell: &Sender<Found>) {
    loop {
        let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(article) = next else { return };
        let found = read(&article);
        if tell.send((article, found)).is_err() {
            return;
        }
    }
}

/// Analyses the newest articles that wait for it, `limit` at most; `done` is told how many there are so far. Gives how
/// many it were.
pub fn mark_waiting(store: &mut Store, limit: usize, mut done: impl FnMut(usize)) -> Result<usize, StoreError> {
    store.expect_marks(VERSION)?;
    let mut marker = Marker::start();
    let mut seen = HashSet::new();
    loop {
        // Each is tried once: one that cannot be kept must not come again for ever.
        let asked = store.unmarked(ASKED.min(limit - seen.len()))?;
        let fresh: Vec<_> = asked.into_iter().filter(|id| seen.insert(id.clone())).collect();
        if fresh.is_empty() {
            return Ok(seen.len());
        }
        for id in fresh {
            let article = store.article(&id)?;
            marker.put(store, article)?;
        }
        marker.finish(store)?;
        done(seen.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::add_samples;
    use crate::query::parse;

    #[test]
    fn what_waits_is_analysed_and_found() {
        let mut store = Store::memory().unwrap();
        add_samples(&mut store).unwrap();
        let waiting = store.unmarked(99).unwrap().len();
        assert_eq!(mark_waiting(&mut store, 1, |_| ()).unwrap(), 1);
        assert_eq!(store.unmarked(99).unwrap().len(), waiting - 1);
        let mut told = 0;
        assert_eq!(mark_waiting(&mut store, usize::MAX, |so_far| told = so_far).unwrap(), waiting - 1);
        assert_eq!((store.unmarked(99).unwrap().len(), told), (0, waiting - 1));
        assert!(store.count(&parse("figure:money").unwrap()).unwrap() > 0);
        assert_eq!(mark_waiting(&mut store, usize::MAX, |_| ()).unwrap(), 0);
    }
}
