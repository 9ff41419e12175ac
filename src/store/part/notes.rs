//! The notes and corrections of an article that is parted: each stays with the text it was made on.

use crate::store::annotations::{self, Before};
use crate::store::articles::body_of;
use crate::store::{StoreError, anew, corrections};
use crate::text::{AnchorState, Annotation, AnnotationId, ArticleId, Correction};
use rusqlite::{Transaction, params};
use std::collections::HashSet;

/// The two articles, by row and name, and the first revision of the later one.
pub struct Pair<'p> {
    pub earlier: (i64, &'p ArticleId),
    pub later: (i64, &'p ArticleId),
    pub from: u32,
}

/// What was done with notes and corrections, and what they were before.
#[derive(Default)]
pub struct Shared {
    /// As they were before; the others were left as they are.
    pub notes: Vec<Annotation>,
    /// The same.
    pub corrections: Vec<Correction>,
    /// Notes that went with the later texts.
    pub moved: usize,
    /// Notes that went back to where they stood in the earlier texts.
    pub returned: usize,
}

/// The hashes of the texts of an article.
fn texts(work: &Transaction<'_>, n: i64) -> Result<HashSet<String>, StoreError> {
    let mut query = work.prepare_cached("SELECT text_sha256 FROM revision WHERE article = ?1")?;
    Ok(query.query_map([n], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Gives each note and correction to the article whose text it was made on. The texts are parted already.
pub fn share(work: &Transaction<'_>, pair: &Pair<'_>) -> Result<Shared, StoreError> {
    let (n, _) = pair.earlier;
    let mut shared = Shared::default();
    let (early, late) = (texts(work, n)?, texts(work, pair.later.0)?);
    let began = began(work, pair)?;
    for note in annotations::all_of(work, n)? {
        let history = annotations::versions_of(work, &note.id)?;
        let stood = |sha256: &str| early.contains(sha256) || late.contains(sha256);
        let first = history.iter().chain([&note]).find(|version| stood(&version.anchor.text_sha256));
        let is_late = match first {
            Some(first) => !early.contains(&first.anchor.text_sha256),
            None => note.created >= began,
        };
        let (n, after) = if is_late {
            (pair.later.0, Annotation { article: pair.later.1.clone(), ..note.clone() })
        } else {
            let all = history.iter().chain([&note]);
            let stood = all.rev().find(|version| early.contains(&version.anchor.text_sha256));
            (n, returned(work, n, &note, stood)?)
        };
        if let (_, Before::Other(before)) = annotations::put_as_it_is(work, n, after)? {
            let count = if is_late { &mut shared.moved } else { &mut shared.returned };
            *count += 1;
            shared.notes.push(*before);
        }
    }
    for correction in corrections::made_in(work, n)? {
        let sha256 = &correction.anchor.text_sha256;
        if late.contains(sha256) && !early.contains(sha256) {
            corrections::put(work, &Correction { article: pair.later.1.clone(), ..correction.clone() })?;
            shared.corrections.push(correction);
        }
    }
    Ok(shared)
}

/// When the first of the later texts came.
fn began(work: &Transaction<'_>, pair: &Pair<'_>) -> Result<String, StoreError> {
    let sql = "SELECT fetched FROM revision WHERE article = ?1 AND revision = ?2";
    Ok(work.prepare_cached(sql)?.query_row(params![pair.later.0, pair.from], |row| row.get(0))?)
}

/// A note as it stands in the earlier article: what it says stays, its place is the one that it had there last, if any.
fn returned(
    work: &Transaction<'_>,
    n: i64,
    note: &Annotation,
    stood: Option<&Annotation>,
) -> Result<Annotation, StoreError> {
    let mut note = note.clone();
    if let Some(Annotation { anchor, state, score, annotated, .. }) = stood.cloned() {
        note = Annotation { anchor, state, score, annotated, ..note };
    }
    let sql = "SELECT r.revision, r.text_sha256 FROM revision r JOIN article a ON a.n = r.article \
               AND a.revision = r.revision WHERE a.n = ?1";
    let (revision, sha256): (u32, String) =
        work.prepare_cached(sql)?.query_row([n], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if stood.is_none() && note.state != AnchorState::Detached {
        anew::sought(&mut note, &body_of(work, n, revision)?, &sha256);
    } else if note.state == AnchorState::Lost {
        // In which text it was lost does not show: it is sought once more from where it stood.
        (note.state, note.score) = (AnchorState::Exact, None);
        match note.anchor.text_sha256 == sha256 {
            true => anew::sought(&mut note, &body_of(work, n, revision)?, &sha256),
            false => return anew::fresh(work, n, note),
        }
    } else if note.anchor.text_sha256 != sha256 {
        return anew::fresh(work, n, note);
    }
    Ok(note)
}

/// Brings notes and corrections back to an article that is whole again; all that is on the later one comes along.
pub fn unite(
    work: &Transaction<'_>,
    (n, id): (i64, &ArticleId),
    later: i64,
    notes: &[Annotation],
    corrections: &[Correction],
) -> Result<Vec<AnnotationId>, StoreError> {
    let mut touched = Vec::new();
    for note in notes {
        touched.push(annotations::put_as_it_is(work, n, note.clone())?.0);
    }
    for note in annotations::all_of(work, later)? {
        touched.push(annotations::put_as_it_is(work, n, Annotation { article: id.clone(), ..note })?.0);
    }
    for correction in corrections {
        corrections::put(work, correction)?;
    }
    for correction in corrections::made_in(work, later)? {
        corrections::put(work, &Correction { article: id.clone(), ..correction })?;
    }
    Ok(touched)
}
