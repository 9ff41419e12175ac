//! What turns an act over, as the table `undo` holds it.

use crate::store::correction_record::{self, CorrectionRecord};
use crate::store::following::SourceChange;
use crate::store::part::{Joining, Parting};
use crate::store::record::{self, Record};
use crate::text::{AnnotationId, ArticleId, Change, CorrectionId};
use serde::{Deserialize, Serialize};

/// A change to articles and what is on them, or to where articles come from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// To articles and what is on them.
    Change(Change),
    /// Takes away an annotation or correction that an import brought: that is no deletion.
    Forget(String),
    /// To feeds and smart folders.
    Source(SourceChange),
    /// Parts an article in two.
    Part(Parting),
    /// Puts two together again.
    Join(Box<Joining>),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Flip {
    Annotate(Box<Record>),
    Unannotate(String),
    Forget(String),
    Remove(String),
    Restore(String),
    Read(String, bool),
    Star(String, bool),
    Tag(String, Vec<String>),
    Correct(Box<CorrectionRecord>),
    Uncorrect(String),
    Source(SourceChange),
    Part(Parting),
    Join(Box<Joining>),
}

/// Writes the steps for the table.
pub(super) fn written(steps: &[Step]) -> String {
    let flips: Vec<Flip> = steps.iter().map(flip_of).collect();
    serde_json::to_string(&flips).unwrap_or_default()
}

fn flip_of(step: &Step) -> Flip {
    let change = match step {
        Step::Change(change) => change,
        Step::Forget(id) => return Flip::Forget(id.clone()),
        Step::Source(source) => return Flip::Source(source.clone()),
        Step::Part(parting) => return Flip::Part(parting.clone()),
        Step::Join(joining) => return Flip::Join(joining.clone()),
    };
    match change {
        Change::Annotate(annotation) => Flip::Annotate(Box::new(record::record_of(annotation))),
        Change::Unannotate(id) => Flip::Unannotate(id.0.clone()),
        Change::Remove(id) => Flip::Remove(id.0.clone()),
        Change::Restore(id) => Flip::Restore(id.0.clone()),
        Change::Read(id, read) => Flip::Read(id.0.clone(), *read),
        Change::Star(id, star) => Flip::Star(id.0.clone(), *star),
        Change::Tag(id, tags) => Flip::Tag(id.0.clone(), tags.clone()),
        Change::Correct(correction) => Flip::Correct(Box::new(correction_record::record_of(correction))),
        Change::Uncorrect(id) => Flip::Uncorrect(id.0.clone()),
    }
}

/// Reads the steps from the table; `None` where they are damaged.
pub(super) fn read(flip: &str) -> Option<Vec<Step>> {
    let flips: Vec<Flip> = serde_json::from_str(flip).ok()?;
    flips.into_iter().map(step_of).collect()
}

fn step_of(flip: Flip) -> Option<Step> {
    Some(Step::Change(match flip {
        Flip::Annotate(record) => Change::Annotate(Box::new(record::annotation_of(*record)?)),
        Flip::Unannotate(id) => Change::Unannotate(AnnotationId(id)),
        Flip::Remove(id) => Change::Remove(ArticleId(id)),
        Flip::Restore(id) => Change::Restore(ArticleId(id)),
        Flip::Read(id, read) => Change::Read(ArticleId(id), read),
        Flip::Star(id, star) => Change::Star(ArticleId(id), star),
        Flip::Tag(id, tags) => Change::Tag(ArticleId(id), tags),
        Flip::Correct(record) => Change::Correct(Box::new(correction_record::correction_of(*record)?)),
        Flip::Uncorrect(id) => Change::Uncorrect(CorrectionId(id)),
        Flip::Forget(id) => return Some(Step::Forget(id)),
        Flip::Source(source) => return Some(Step::Source(source)),
        Flip::Part(parting) => return Some(Step::Part(parting)),
        Flip::Join(joining) => return Some(Step::Join(joining)),
    }))
}
