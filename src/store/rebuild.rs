//! A new library from what can be read of a damaged one.

use crate::config::private_folder;
use crate::store::articles::{Outcome, body_of, index, insert_volume};
use crate::store::salvage::{Salvage, Volume};
use crate::store::{Mode, STAND_INS, Store, StoreError, annotations, corrections, deletions, journal};
use crate::text::{AnchorState, Annotation, Body, Correction, Meta};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What a rebuilt library holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// The new database.
    pub library: PathBuf,
    /// Articles with their text.
    pub articles: usize,
    /// Articles whose text is lost, kept for their notes.
    pub without_text: usize,
    /// Notes.
    pub notes: usize,
    /// Feeds.
    pub feeds: usize,
    /// Smart folders.
    pub smart_folders: usize,
    /// Rows of the old database that could not be read.
    pub bad_rows: usize,
    /// Lines of the journal that could not be read.
    pub bad_lines: usize,
}

impl Store {
    /// Makes a new library in `folder` of what can be read of the one at `damaged` and its journal, which are not
    /// touched. The folder must be empty or new.
    pub fn rebuild(damaged: &Path, folder: &Path) -> Result<Rebuilt, StoreError> {
        let in_use = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
        if in_use {
            let source = std::io::Error::other("it is not empty; name a new folder");
            return Err(StoreError::File { doing: "rebuild into", path: folder.to_owned(), source });
        }
        private_folder(folder).map_err(StoreError::file("make the folder", folder))?;
        // Opening a database may change it (its log is taken in), so a copy is read.
        let copies = folder.join("salvage");
        private_folder(&copies).map_err(StoreError::file("make the folder", &copies))?;
        for ending in ["", "-wal"] {
            let mut from = damaged.as_os_str().to_owned();
            from.push(ending);
            let to = copies.join(format!("damaged.db{ending}"));
            match fs::copy(&from, &to) {
                Ok(_) => {}
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(StoreError::file("copy", damaged)(error)),
            }
        }
        let salvage = Salvage::read(&copies.join("damaged.db"), &journal::path_of(damaged));
        let _ = fs::remove_dir_all(&copies);
        write(salvage, &folder.join("library.db"))
    }
}

fn write(salvage: Salvage, library: &Path) -> Result<Rebuilt, StoreError> {
    let Salvage { mut volumes, notes, corrections: words, deletions: gone, sources, bad_rows, bad_lines } = salvage;
    let (feeds, smart_folders) = (sources.feeds.len(), sources.smart_folders.len());
    let library_path = library.to_owned();
    let mut rebuilt =
        Rebuilt { library: library_path, feeds, smart_folders, bad_rows, bad_lines, ..Rebuilt::default() };
    // What is there after all was brought back.
    let gone: Vec<_> =
        gone.into_iter().filter(|(_, gone)| !notes.contains_key(&gone.id) && !words.contains_key(&gone.id)).collect();
    let mut by_article: BTreeMap<String, Vec<Annotation>> = BTreeMap::new();
    for annotation in notes.into_values() {
        by_article.entry(annotation.article.0.clone()).or_default().push(annotation);
    }
    let mut corrected: BTreeMap<String, Vec<Correction>> = BTreeMap::new();
    for correction in words.into_values() {
        by_article.entry(correction.article.0.clone()).or_default();
        corrected.entry(correction.article.0.clone()).or_default().push(correction);
    }
    for (id, notes) in &mut by_article {
        let volume = volumes.entry(id.clone()).or_default();
        if volume.texts.is_empty() {
            rebuilt.without_text += 1;
            stand_in(volume, notes);
        }
    }
    let mut store = Store::open(library, Mode::Write)?;
    for (id, volume) in volumes.iter().filter(|(_, volume)| !volume.texts.is_empty()) {
        let notes = by_article.remove(id).unwrap_or_default();
        rebuilt.articles += 1;
        rebuilt.notes += notes.len();
        store.in_transaction(|work, taken| {
            let (n, revision) = insert_volume(work, taken, id, volume)?;
            let body = body_of(work, n, revision)?;
            index(work, &[(n, &volume.meta.title, &body, Outcome::New)])?;
            for annotation in notes {
                annotations::put(work, &annotation)?;
            }
            for correction in corrected.remove(id).unwrap_or_default() {
                corrections::put(work, &correction)?;
            }
            Ok(())
        })?;
        store.flush_journal();
    }
    store.in_transaction(|work, _| {
        gone.iter().try_for_each(|(article, deletion)| deletions::set(work, article, deletion))?;
        sources.write(work)
    })?;
    rebuilt.articles -= rebuilt.without_text;
    Ok(rebuilt)
}

/// An article whose text is lost gets the quotes of its notes for a text; the notes are lost in it and say so.
fn stand_in(volume: &mut Volume, notes: &mut [Annotation]) {
    for note in notes.iter_mut() {
        note.state = AnchorState::Lost;
    }
    let text: Vec<&str> = notes.iter().map(|note| note.anchor.quote.as_str()).collect();
    let [_, lost] = STAND_INS;
    volume.texts.insert(1, Body::verbatim(format!("{lost}\n{}", text.join("\n"))));
    if volume.meta.title.is_empty() {
        let first = notes.first().map(|note| note.created.clone()).unwrap_or_default();
        volume.meta = Meta { title: "[A lost article]".into(), fetched: first, ..Meta::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;
    use crate::query::parse;
    use crate::store::sample::{add, note};
    use crate::store::{Added, FeedEntry, FeedSettings, FollowedFeed, SmartFolder};
    use crate::text::Change;

    /// Five articles with forty notes, some of them edited and some taken away, and one article with a second text.
    fn library(path: &Path) -> Vec<Annotation> {
        let mut store = Store::open(path, Mode::Write).unwrap();
        for n in 0..5 {
            let text = format!("Rain fell on day {n}. {} Rivers rose. Roads closed.", "Nobody was hurt. ".repeat(60));
            let id = add(&mut store, &format!("Number {n}"), "2026-03-04", &text).id;
            for nth in 0..10 {
                let annotation =
                    note(&store, &id, "Rivers rose", &format!("note {nth} on {n} {}", "and so on ".repeat(20)));
                let made =
                    store.apply(&[Change::Annotate(Box::new(annotation))], "note").unwrap().annotations.remove(0);
                if nth % 5 == 1 {
                    store.apply(&[Change::Unannotate(made)], "delete").unwrap();
                } else if nth % 5 == 2 {
                    let edited = Annotation { note: format!("edited {nth}"), ..store.annotation(&made).unwrap() };
                    store.apply(&[Change::Annotate(Box::new(edited))], "edit").unwrap();
                }
            }
        }
        add(&mut store, "Number 4", "2026-03-04", "Much rain. Rivers rose. Roads closed.");
        all_notes(&store)
    }

    fn all_notes(store: &Store) -> Vec<Annotation> {
        let mut notes: Vec<Annotation> =
            store.notes(&Query::All, 1000, 0).unwrap().into_iter().map(|(note, _)| note).collect();
        notes.sort_by(|a, b| a.id.cmp(&b.id));
        notes
    }

    /// A small generator (xorshift), so that the damage is the same everywhere.
    fn roll(seed: &mut u64, sides: usize) -> usize {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        (*seed % sides.max(1) as u64) as usize
    }

    /// Damages a file in one of four ways.
    fn damage(path: &Path, seed: &mut u64) {
        let mut bytes = fs::read(path).unwrap();
        let at = roll(seed, bytes.len());
        let end = bytes.len().min(at + 1 + roll(seed, 6000));
        match roll(seed, 4) {
            0 => bytes.truncate(at),
            1 => bytes[at..end].fill(0),
            2 => (0..30).for_each(|_| {
                let at = roll(seed, bytes.len());
                bytes[at] ^= 1 << roll(seed, 8);
            }),
            _ => bytes[at..end].iter_mut().for_each(|byte| *byte = byte.wrapping_mul(31).wrapping_add(7)),
        }
        fs::write(path, bytes).unwrap();
    }

    #[test]
    fn a_sound_library_is_rebuilt_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let notes = library(&path);
        let rebuilt = Store::rebuild(&path, &folder.path().join("new")).unwrap();
        assert_eq!((rebuilt.articles, rebuilt.notes, rebuilt.bad_rows, rebuilt.bad_lines), (5, notes.len(), 0, 0));
        let store = Store::open(&rebuilt.library, Mode::Write).unwrap();
        assert_eq!(all_notes(&store), notes);
        assert!(Store::rebuild(&path, &folder.path().join("new")).is_err());
    }

    #[test]
    fn feeds_and_smart_folders_come_along_with_what_they_brought() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let mut store = Store::open(&path, Mode::Write).unwrap();
        let url = "https://example.org/feed.xml".to_owned();
        let settings = FeedSettings { interval: Some(30), ..FeedSettings::default() };
        let feed = FollowedFeed { url: url.clone(), title: "News".into(), settings, ..FollowedFeed::default() };
        store.follow(std::slice::from_ref(&feed)).unwrap();
        let rain = SmartFolder { name: "Rain".into(), query: parse("rain").unwrap() };
        store.keep_folder(&rain, None).unwrap();
        let meta = Meta { title: "Rain".into(), ..Meta::default() };
        let entry = FeedEntry { identity: "one".into(), meta, body: Body::verbatim("It rains.".into()) };
        let outcome = |added: Vec<Added>| added.into_iter().map(|one| one.outcome).collect::<Vec<_>>();
        assert_eq!(outcome(store.add_entries(&url, std::slice::from_ref(&entry)).unwrap()), [Outcome::New]);
        drop(store);
        let rebuilt = Store::rebuild(&path, &folder.path().join("new")).unwrap();
        assert_eq!((rebuilt.feeds, rebuilt.smart_folders, rebuilt.bad_rows), (1, 1, 0));
        let mut store = Store::open(&rebuilt.library, Mode::Write).unwrap();
        assert_eq!(store.feeds().unwrap(), [feed]);
        assert_eq!(outcome(store.add_entries(&url, &[entry]).unwrap()), [Outcome::Same]);
        assert_eq!(store.folders().unwrap().len(), 1);
    }

    #[test]
    fn damage_to_the_database_costs_no_note() {
        let folder = tempfile::tempdir().unwrap();
        let whole = folder.path().join("library.db");
        let notes = library(&whole);
        let mut seed = 0x2545_F491_4F6C_DD1D;
        for round in 0..24 {
            let place = folder.path().join(format!("round {round}"));
            fs::create_dir(&place).unwrap();
            let path = place.join("library.db");
            fs::copy(&whole, &path).unwrap();
            fs::copy(journal::path_of(&whole), journal::path_of(&path)).unwrap();
            damage(&path, &mut seed);
            let damaged = fs::read(&path).unwrap();
            let rebuilt = Store::rebuild(&path, &place.join("new")).unwrap();
            assert_eq!(all_notes(&Store::open(&rebuilt.library, Mode::Write).unwrap()), notes, "round {round}");
            assert_eq!(fs::read(&path).unwrap(), damaged);
            assert!(!place.join("library.db-wal").exists());
        }
    }

    /// With both damaged, what comes back is what was written: as it is now, or as it once was.
    #[test]
    fn no_note_comes_back_changed() {
        let folder = tempfile::tempdir().unwrap();
        let whole = folder.path().join("library.db");
        let notes = library(&whole);
        let mut seed = 0x9E37_79B9_7F4A_7C15;
        for round in 0..16 {
            let place = folder.path().join(format!("round {round}"));
            fs::create_dir(&place).unwrap();
            let path = place.join("library.db");
            fs::copy(&whole, &path).unwrap();
            fs::copy(journal::path_of(&whole), journal::path_of(&path)).unwrap();
            damage(&path, &mut seed);
            damage(&journal::path_of(&path), &mut seed);
            let rebuilt = Store::rebuild(&path, &place.join("new")).unwrap();
            for found in all_notes(&Store::open(&rebuilt.library, Mode::Write).unwrap()) {
                let kept = notes.iter().find(|note| note.id == found.id);
                let words = ["note ", "edited "].iter().any(|start| found.note.starts_with(start));
                assert!(words && kept.is_none_or(|kept| kept.created == found.created), "round {round}: {found:?}");
            }
        }
    }
}
