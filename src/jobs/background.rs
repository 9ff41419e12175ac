//! What is done while the reader reads: the library's regular copy, and the analysis of articles never opened. One thread
//! with the least claim to a core; it reads the library for itself and hands what is to be kept to the library's thread.

use crate::analysis::Analysis;
use crate::config::Backup;
use crate::ingest::Draft;
use crate::jobs::shelve::read;
use crate::jobs::watch::Watch;
use crate::store::{Mode, Store, StoreError};
use crate::text::Article;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// After the first list was shown: whoever opens the program wants to read.
const AFTER: Duration = Duration::from_secs(2);
/// How often it is looked for new articles.
const EVERY: Duration = Duration::from_secs(20);
/// Articles whose marks are kept in one transaction: a few milliseconds of the library's thread.
const BATCH: usize = 8;

/// Something for the library's thread.
pub enum Find {
    /// What was found in articles.
    Marks(Batch),
    /// An article from a watched folder.
    File(Box<Draft>),
}

/// What was found in some articles, to be kept when the library's thread has nothing better to do. Dropping it says
/// that it is done.
pub struct Batch {
    /// Each article with what was found in it.
    pub found: Vec<(Article, Arc<Analysis>)>,
    _done: Sender<()>,
}

/// Where the chores are done.
#[derive(Clone, Debug)]
pub struct Chores {
    /// The library.
    pub library: PathBuf,
    /// Where its regular copies lie; none are made where there is no place.
    pub backups: Option<PathBuf>,
    /// How often, and how many are kept.
    pub backup: Backup,
    /// Folders whose files are taken in.
    pub watch: Vec<String>,
}

/// The thread. It stops when this is dropped, between two articles or two handfuls of pages.
pub struct Background {
    _ended: Sender<()>,
}

impl Background {
    /// Starts it; `keep` is given what was found, and says whether anybody takes it.
    pub fn start(chores: Chores, keep: impl Fn(Find) -> bool + Send + 'static) -> Option<Self> {
        let (ended, stop) = channel();
        let run = move || {
            lower();
            if let Err(error) = work(&chores, &Stop(stop), &keep) {
                log::warn!("the work in the background ended: {error}");
            }
        };
        thread::Builder::new().name("background".into()).spawn(run).ok()?;
        Some(Self { _ended: ended })
    }
}

/// Told when the program ends: the other end is gone.
struct Stop(Receiver<()>);

impl Stop {
    /// Waits; true when it was told meanwhile.
    fn within(&self, time: Duration) -> bool {
        self.0.recv_timeout(time) != Err(RecvTimeoutError::Timeout)
    }
}

fn work(chores: &Chores, stop: &Stop, keep: &impl Fn(Find) -> bool) -> Result<(), StoreError> {
    if stop.within(AFTER) {
        return Ok(());
    }
    let store = Store::open(&chores.library, Mode::Read)?;
    if let Some(folder) = &chores.backups {
        let Backup { every_days, keep, .. } = chores.backup;
        let copied = store.regular_backup_paced(folder, every_days, keep.into(), &mut || !stop.within(Duration::ZERO));
        if let Err(error) = copied {
            log::warn!("no backup was made: {error}");
        }
    }
    // The first says only that somebody analyses: what an earlier version found is to be found again.
    if !hand_over(Vec::new(), keep) {
        return Ok(());
    }
    let mut watch = Watch::over(&chores.watch);
    loop {
        for draft in watch.look(&store, SystemTime::now()) {
            keep(Find::File(Box::new(draft)));
        }
        let looked = Instant::now();
        while looked.elapsed() < EVERY && mark(&store, stop, keep)? {}
        if stop.within(EVERY.saturating_sub(looked.elapsed())) {
            return Ok(());
        }
    }
}

/// Analyses the newest articles that wait for it. False when none did.
fn mark(store: &Store, stop: &Stop, keep: &impl Fn(Find) -> bool) -> Result<bool, StoreError> {
    let mut found = Vec::with_capacity(BATCH);
    for id in store.unmarked(BATCH)? {
        if stop.within(Duration::ZERO) {
            return Ok(false);
        }
        // It may have been removed in this moment.
        let Ok(article) = store.article(&id) else { continue };
        let analysis = read(&article);
        found.push((article, analysis));
    }
    Ok(!found.is_empty() && hand_over(found, keep))
}

/// Hands over what was found, and waits until it was dealt with. False when nobody takes it.
fn hand_over(found: Vec<(Article, Arc<Analysis>)>, keep: &impl Fn(Find) -> bool) -> bool {
    let (done, kept) = channel();
    if !keep(Find::Marks(Batch { found, _done: done })) {
        return false;
    }
    // Nothing is ever sent: the other end is dropped when the batch was dealt with.
    let _dealt_with = kept.recv();
    true
}

/// Gives every other thread the way.
fn lower() {
    // Elsewhere this would lower the whole program.
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, 19) {
        log::info!("the work in the background has the same claim to the cores as all else: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::VERSION;
    use crate::jobs::add_samples;
    use std::sync::mpsc;

    #[test]
    fn articles_never_opened_are_analysed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let mut store = Store::open(&path, Mode::Write).unwrap();
        add_samples(&mut store).unwrap();
        let reader = Store::open(&path, Mode::Read).unwrap();
        let (_running, stop) = channel();
        let (keep, batches) = mpsc::channel();
        let keeper = thread::spawn(move || {
            for find in batches {
                let Find::Marks(Batch { found, _done }) = find else { continue };
                let found: Vec<_> = found.iter().map(|(article, found)| (article, &**found)).collect();
                store.keep_all_marks(&found, VERSION).unwrap();
            }
            store.unmarked(9).unwrap().len()
        });
        let stop = Stop(stop);
        let keep = move |batch| keep.send(batch).is_ok();
        while mark(&reader, &stop, &keep).unwrap() {}
        drop(keep);
        assert_eq!(keeper.join().unwrap(), 0);
    }

    #[test]
    fn it_ends_when_told_before_anything_else() {
        let chores = Chores {
            library: "/no/such/library".into(),
            backups: None,
            backup: Backup { every_days: 1, keep: 7 },
            watch: Vec::new(),
        };
        let (running, stop) = channel();
        drop(running);
        assert!(work(&chores, &Stop(stop), &|_| false).is_ok());
    }
}
