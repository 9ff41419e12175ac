//! Libraries of earlier forms: each released one is kept in `tests/data/library-N` and must open with everything in it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use dateline::query::Query;
use dateline::store::{Mode, Store};
use dateline::text::{Annotation, Change};
use std::fs;
use std::path::{Path, PathBuf};

/// A copy of a kept library, to be opened for writing.
fn copy_of(form: u32, folder: &Path) -> PathBuf {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/library-{form}"));
    for name in ["library.db", "notes.journal"] {
        fs::copy(kept.join(name), folder.join(name)).unwrap();
    }
    folder.join("library.db")
}

fn notes(store: &Store) -> Vec<Annotation> {
    let mut notes: Vec<Annotation> =
        store.notes(&Query::All, 100, 0).unwrap().into_iter().map(|(note, _)| note).collect();
    notes.sort_by(|a, b| a.id.cmp(&b.id));
    notes
}

/// Two articles, a note that was edited, a false claim with evidence, a highlight, a note that was deleted, a feed.
fn check(store: &mut Store) {
    let found = notes(store);
    let quotes: Vec<&str> = found.iter().map(|note| note.anchor.quote.as_str()).collect();
    assert_eq!(quotes, ["tonnes", "records", "North Sea"]);
    assert_eq!(found[0].note, "How was it *measured*, and by whom?");
    assert_eq!(found[0].tags, ["method"]);
    assert_eq!(store.versions(&found[0].id).unwrap().len(), 1);
    assert_eq!(found[1].verdict.as_ref().unwrap().label, "false");
    assert_eq!(found[1].evidence[0].url.as_deref(), Some("https://example.org/records"));
    for note in &found {
        let article = store.article(&note.article).unwrap();
        assert_eq!(note.anchor.span.of(article.body.text()), note.anchor.quote);
    }
    assert_eq!(store.feeds().unwrap().len(), 1);

    // It takes changes, and gives them back.
    let edited = Annotation { note: "Asked.".into(), ..found[0].clone() };
    store.apply(&[Change::Annotate(Box::new(edited))], "edit a note").unwrap();
    store.undo().unwrap();
    assert_eq!(notes(store), found);
}

#[test]
fn a_library_of_form_1_opens_with_everything_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = copy_of(1, folder.path());
    check(&mut Store::open(&path, Mode::Write).unwrap());
    assert_eq!(Store::check(&path).unwrap().faults, Vec::<String>::new());
}

#[test]
fn a_copy_of_form_1_is_put_back_with_everything_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let copy = copy_of(1, folder.path());
    let before = fs::read(&copy).unwrap();
    let library = folder.path().join("new/library.db");
    Store::restore(&library, &copy, &folder.path().join("backups")).unwrap();
    check(&mut Store::open(&library, Mode::Write).unwrap());
    assert_eq!(fs::read(&copy).unwrap(), before, "the copy stays as it is");
}

#[test]
fn a_library_of_form_1_is_rebuilt_with_everything_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = copy_of(1, folder.path());
    let rebuilt = Store::rebuild(&path, &folder.path().join("new")).unwrap();
    assert_eq!((rebuilt.articles, rebuilt.notes, rebuilt.bad_rows, rebuilt.bad_lines), (2, 3, 0, 0));
}
