//! What the claims and repair screens ask of the library: claims, a claim with all that belongs to it, and notes that
//! lost their place.

use crate::app::{Adrift, Case, Comparison};
use crate::query::{Is, Query, QueryError, parse};
use crate::service::read_corrected;
use crate::store::{Store, StoreError};
use crate::text::{Annotation, AnnotationId, AnnotationKind, Article, Body, Change, Listing};
use thiserror::Error;
use uuid::Uuid;

/// Rows a list shows at most; further ones are found by filtering.
const ROWS: usize = 100_000;

/// Why a claim cannot be shown.
#[derive(Debug, Error)]
pub enum CaseworkError {
    /// The query is wrong.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The library cannot be read, or the claim is not in it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The annotation is something else.
    #[error("this is no claim")]
    NoClaim,
}

/// The reader's claims that fit a query, with their articles.
pub fn claims(store: &Store, query: &str) -> Result<Vec<(Listing, Annotation)>, CaseworkError> {
    let asked = match parse(query)? {
        Query::All => Query::Is(Is::Claim),
        other => Query::And(vec![Query::Is(Is::Claim), other]),
    };
    let found = store.notes(&asked, ROWS, 0)?;
    Ok(found.into_iter().map(|(claim, listing)| (listing, claim)).collect())
}

/// A claim with everything that belongs to it.
pub fn case(store: &Store, id: &AnnotationId) -> Result<Case, CaseworkError> {
    let claim = store.annotation(id)?;
    if claim.kind != AnnotationKind::Claim {
        return Err(CaseworkError::NoClaim);
    }
    let article = store.article(&claim.article)?;
    let found = read_corrected(store, &article)?;
    let listing = store.listing(&claim.article)?;
    // What was deleted since, or with its article, is missing and shown so.
    let with_listing = |note: Annotation| Some((store.listing(&note.article).ok()?, note));
    let kin = Case::leads_to(&claim).iter().filter_map(|id| with_listing(store.annotation(id).ok()?)).collect();
    let linked = store.linked_to(id)?.into_iter().filter_map(with_listing).collect();
    let places = claim.appearances.iter().filter_map(|appearance| store.listing(appearance.article.as_ref()?).ok());
    let places = places.collect();
    Ok(Case { kin, linked, places, ..Case::new(claim, listing, &article, &found) })
}

/// The notes whose passage is unsure or lost, by article, each with what the reader needs to decide.
pub fn adrift(store: &Store) -> Result<Vec<Adrift>, StoreError> {
    let found = store.notes(&Query::Is(Is::Adrift), ROWS, 0)?;
    let mut rows = Vec::with_capacity(found.len());
    for notes in found.chunk_by(|(_, a), (_, b)| a.id == b.id) {
        let Some((_, listing)) = notes.first() else { continue };
        rows.extend(adrift_in(store, &store.article(&listing.id)?, notes)?);
    }
    Ok(rows)
}

/// The same for notes of one article. Each is held against the newest earlier text that its words stand in; one text
/// is read at a time, and each pair of texts is compared once.
fn adrift_in(store: &Store, article: &Article, notes: &[(Annotation, Listing)]) -> Result<Vec<Adrift>, StoreError> {
    let stands = |index: &usize, text: &str| {
        let anchor = notes.get(*index).map(|(note, _)| &note.anchor);
        anchor.is_some_and(|anchor| text.contains(&format!("{}{}{}", anchor.prefix, anchor.quote, anchor.suffix)))
    };
    let mut seen: Vec<(usize, Adrift)> = Vec::with_capacity(notes.len());
    let mut look = |former: Option<&Body>, indices: &[usize]| {
        if !indices.is_empty() {
            let comparison = Comparison::new(former, &article.body);
            let those = indices.iter().filter_map(|index| Some((*index, notes.get(*index)?)));
            seen.extend(those.map(|(index, (note, listing))| (index, comparison.look(listing.clone(), note.clone()))));
        }
    };
    let mut waiting: Vec<usize> = (0..notes.len()).collect();
    for revision in (1..article.revision).rev() {
        if waiting.is_empty() {
            break;
        }
        let former = store.revision(&article.id, revision)?.body;
        let (there, not): (Vec<usize>, Vec<usize>) =
            waiting.into_iter().partition(|index| stands(index, former.text()));
        look(Some(&former), &there);
        waiting = not;
    }
    look(None, &waiting);
    seen.sort_by_key(|(index, _)| *index);
    Ok(seen.into_iter().map(|(_, adrift)| adrift).collect())
}

/// The changes that keep a new annotation together with one that refers to it by an empty name.
pub fn together(made: Annotation, mut then: Annotation) -> Vec<Change> {
    let id = AnnotationId(Uuid::now_v7().to_string());
    let named = |name: &mut AnnotationId| {
        if name.0.is_empty() {
            name.clone_from(&id);
        }
    };
    then.links.iter_mut().for_each(|link| named(&mut link.to));
    then.evidence.iter_mut().filter_map(|evidence| evidence.note.as_mut()).for_each(named);
    let made = Annotation { id, ..made };
    vec![Change::Annotate(Box::new(made)), Change::Annotate(Box::new(then))]
}
