//! The log: a small file in the state folder, because the screen's terminal is not ours to print on.

use crate::config::{private_folder, private_options};
use crate::jobs::shelve::now;
use crate::text::{masked, printable};
use log::{LevelFilter, Log, Metadata, Record};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// A log larger than this begins anew; the one before is kept beside it.
const LARGEST: u64 = 1 << 20;

struct Logbook(Mutex<File>);

/// Begins to log warnings and errors to `path`. Without a place to write, nothing is logged: that is no reason not to
/// start.
pub fn open_log(path: &Path) {
    if fs::metadata(path).is_ok_and(|about| about.len() > LARGEST) {
        let _kept = fs::rename(path, path.with_extension("log.1"));
    }
    // Nobody knows whether anything reads from a pipe.
    let fits = fs::metadata(path).is_ok_and(|about| about.is_file() || path == Path::new("/dev/null"));
    if path.exists() && !fits {
        return;
    }
    let folder = path.parent().map_or(Ok(()), private_folder);
    let file = folder.and_then(|()| private_options().create(true).append(true).open(path));
    if let Ok(file) = file
        && log::set_boxed_logger(Box::new(Logbook(Mutex::new(file)))).is_ok()
    {
        log::set_max_level(LevelFilter::Warn);
    }
}

impl Log for Logbook {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("dateline")
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let line = format!("{} {} {}\n", now(), record.level(), masked(&printable(&record.args().to_string())));
            // A full disk must not stop the program for the sake of its log.
            let _lost = self.0.lock().unwrap_or_else(PoisonError::into_inner).write_all(line.as_bytes());
        }
    }

    fn flush(&self) {}
}
