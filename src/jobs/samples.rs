//! The sample articles that a new library begins with.

use crate::ingest::{Origin, read};
use crate::jobs::shelve::now;
use crate::store::{Store, StoreError};

const SAMPLES: &[(&str, &str)] = &[
    ("north-sea-spill-operator.md", include_str!("../../assets/samples/north-sea-spill-operator.md")),
    ("north-sea-spill-records.md", include_str!("../../assets/samples/north-sea-spill-records.md")),
    ("river-treaty-nairobi.md", include_str!("../../assets/samples/river-treaty-nairobi.md")),
    ("tram-maker-takeover.md", include_str!("../../assets/samples/tram-maker-takeover.md")),
];

/// Puts the sample articles into a library that was just made.
pub fn add_samples(store: &mut Store) -> Result<(), StoreError> {
    let fetched = now();
    let drafts = SAMPLES.iter().filter_map(|(name, text)| read(text.as_bytes(), &Origin::of(*name)).ok());
    let articles: Vec<_> = drafts
        .map(|mut draft| {
            draft.meta.fetched.clone_from(&fetched);
            (draft.meta, draft.body)
        })
        .collect();
    store.add_all(&articles).map(drop)
}
