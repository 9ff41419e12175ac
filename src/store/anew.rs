//! Finding the passages of annotations again when their article has another text.

use crate::store::articles::{body_of, readable};
use crate::store::{StoreError, annotations};
use crate::text::{AnchorState, Annotation, Body, Resolver};
use rusqlite::{OptionalExtension, Transaction, params};

/// Resolves every annotation of an article against its new text. `before` is the revision that it had.
pub fn resolve_all(
    work: &Transaction<'_>,
    n: i64,
    before: u32,
    body: &Body,
    text_sha256: &str,
) -> Result<(), StoreError> {
    let all = annotations::all_of(work, n)?;
    if all.is_empty() {
        return Ok(());
    }
    // Where the old text is spoilt, its words are sought without it.
    let old = readable(work, n, before)?;
    let old_sha256 = old.as_ref().map(Body::sha256).unwrap_or_default();
    let by_difference = Resolver::new(old.as_ref().map(Body::text), body.text());
    let by_words = Resolver::new(None, body.text());
    for mut annotation in all {
        // The reader has said that its passage is gone: it is not looked for again.
        if annotation.state == AnchorState::Detached {
            continue;
        }
        // A guess is no place that a difference could be followed from: its own words are sought again.
        let followed = annotation.anchor.text_sha256 == old_sha256 && annotation.state != AnchorState::Unsure;
        resolve(&mut annotation, if followed { &by_difference } else { &by_words }, body, text_sha256);
        annotations::put_as_it_is(work, n, annotation)?;
    }
    Ok(())
}

/// The annotation as it stands in the latest revision of its article, where it was made on another text. One that is
/// unsure or lost waits for the reader.
pub fn fresh(work: &Transaction<'_>, n: i64, mut annotation: Annotation) -> Result<Annotation, StoreError> {
    if annotation.state.is_adrift() || annotation.state == AnchorState::Detached {
        return Ok(annotation);
    }
    let sql = "SELECT r.revision, r.text_sha256 FROM revision r JOIN article a ON a.n = r.article \
               WHERE a.n = ?1 AND r.revision = a.revision";
    let (revision, latest): (u32, String) =
        work.prepare_cached(sql)?.query_row([n], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if annotation.anchor.text_sha256 == latest {
        return Ok(annotation);
    }
    let sql = "SELECT max(revision) FROM revision WHERE article = ?1 AND text_sha256 = ?2";
    let made_on = params![n, annotation.anchor.text_sha256];
    let made_on: Option<u32> = work.prepare_cached(sql)?.query_row(made_on, |row| row.get(0)).optional()?.flatten();
    let old = made_on.map(|revision| readable(work, n, revision)).transpose()?.flatten();
    let body = body_of(work, n, revision)?;
    resolve(&mut annotation, &Resolver::new(old.as_ref().map(Body::text), body.text()), &body, &latest);
    Ok(annotation)
}

/// Seeks an annotation by its own words in a text that it was not followed to.
pub fn sought(annotation: &mut Annotation, body: &Body, text_sha256: &str) {
    resolve(annotation, &Resolver::new(None, body.text()), body, text_sha256);
}

fn resolve(annotation: &mut Annotation, resolver: &Resolver<'_>, body: &Body, text_sha256: &str) {
    let anchor = &annotation.anchor;
    if anchor.text_sha256 == text_sha256 && anchor.span.of(body.text()) == anchor.quote {
        (annotation.state, annotation.score) = (AnchorState::Exact, None);
        return;
    }
    let found = resolver.resolve_given(anchor, annotation.given_on());
    annotation.follow(&found, body.text(), text_sha256);
}

#[cfg(test)]
mod tests {
    use crate::store::Store;
    use crate::store::sample::{add, note};
    use crate::text::{AnchorState, Annotation, Change};

    const FIRST: &str = "The council met on Monday. It voted for the wall by nine to two. The mayor left early.";

    #[test]
    fn notes_follow_their_passage_through_revisions() {
        let mut store = Store::memory().unwrap();
        let id = add(&mut store, "Vote", "2026-03-04", FIRST).id;
        for quote in ["voted for the wall", "The mayor left early"] {
            store.apply(&[Change::Annotate(Box::new(note(&store, &id, quote, "n")))], "note").unwrap();
        }
        let second = "After a long debate the council met on Monday. It voted for the wall by nine to two.";
        add(&mut store, "Vote", "2026-03-04", second);
        let notes = store.annotations(&id).unwrap();
        let stand = |notes: &[Annotation], words: &str| {
            let note = notes.iter().find(|note| note.anchor.quote == words).unwrap();
            (note.state, note.anchor.span.of(second).to_owned())
        };
        assert_eq!(stand(&notes, "voted for the wall").1, "voted for the wall");
        assert_ne!(stand(&notes, "voted for the wall").0, AnchorState::Lost);
        assert_eq!(stand(&notes, "The mayor left early").0, AnchorState::Lost);
        let listing = store.listing(&id).unwrap();
        assert_eq!((listing.notes, listing.adrift), (2, 1));
        // The passage comes back, and with it the note.
        add(&mut store, "Vote", "2026-03-04", FIRST);
        assert!(store.annotations(&id).unwrap().iter().all(|note| note.anchor.span.of(FIRST) == note.anchor.quote));
        assert_eq!(store.listing(&id).unwrap().adrift, 0);
    }

    /// The note with a verdict on "He is guilty of fraud" after each of these texts.
    fn judged(texts: &[&str]) -> Vec<(AnchorState, bool, String)> {
        let mut store = Store::memory().unwrap();
        let text = |sentence: &str| format!("The trial ended on Monday. {sentence} Nobody was surprised by it.");
        let id = add(&mut store, "Trial", "2026-03-04", &text("He is guilty of fraud.")).id;
        let made = note(&store, &id, "He is guilty of fraud", "n");
        store.apply(&[Change::Annotate(Box::new(made))], "note").unwrap();
        let look = |sentence: &&str| {
            add(&mut store, "Trial", "2026-03-04", &text(sentence));
            let note = store.annotations(&id).unwrap().remove(0);
            (note.state, note.is_changed(), note.given_on().to_owned())
        };
        texts.iter().map(look).collect()
    }

    #[test]
    fn a_verdict_does_not_slide_onto_the_opposite() {
        let given = || "He is guilty of fraud".to_owned();
        let (moved, exact, unsure) = (AnchorState::Moved, AnchorState::Exact, AnchorState::Unsure);
        assert_eq!(judged(&["He is not guilty of fraud."]), [(unsure, true, given())]);
        assert_eq!(judged(&["He is guilty of tax fraud."]), [(moved, true, given())]);
        // Small changes do not add up unseen, and words that come back are the old ones.
        let steps = ["He is guilty of tax fraud.", "He is innocent of tax fraud.", "He is guilty of fraud."];
        let stood = judged(&steps);
        assert_eq!(stood.get(1), Some(&(unsure, true, given())));
        assert!(
            stood.last().is_some_and(|last| *last == (exact, false, given()) || *last == (moved, false, given())),
            "{stood:?}"
        );
    }

    #[test]
    fn a_note_undone_into_a_later_revision_stands_right() {
        let mut store = Store::memory().unwrap();
        let id = add(&mut store, "Vote", "2026-03-04", FIRST).id;
        let made = store.apply(&[Change::Annotate(Box::new(note(&store, &id, "nine to two", "n")))], "note").unwrap();
        store.apply(&[Change::Unannotate(made.annotations[0].clone())], "delete note").unwrap();
        let second = format!("Corrected. {FIRST}");
        add(&mut store, "Vote", "2026-03-04", &second);
        store.undo().unwrap();
        let note = store.annotation(&made.annotations[0]).unwrap();
        assert_eq!(note.anchor.span.of(&second), "nine to two");
    }
}
