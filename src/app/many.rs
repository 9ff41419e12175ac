//! Acts on one note or on all that are selected: each is one step of undo.

use crate::app::annotate::subject;
use crate::app::commands::told;
use crate::app::effect::Effect;
use crate::app::model::{Model, Screen};
use crate::app::shelving::apply;
use crate::text::{Annotation, AnnotationKind, Change};

/// What an act is for: the notes selected on the notes screen, else the one under the cursor, else a new one of this
/// kind on the passage.
pub fn subjects(model: &Model, kind: AnnotationKind) -> Vec<Annotation> {
    let selected = match model.screen {
        Screen::Notes => model.notebook.selection(),
        _ => Vec::new(),
    };
    if selected.is_empty() {
        return subject(model, kind).into_iter().collect();
    }
    selected.into_iter().map(|(_, note)| note.clone()).collect()
}

/// Changes each of them in the same way and lets go of the selection.
pub fn change(
    model: &mut Model,
    kind: AnnotationKind,
    label: &str,
    mut how: impl FnMut(&mut Annotation),
) -> Vec<Effect> {
    let mut notes = subjects(model, kind);
    notes.iter_mut().for_each(&mut how);
    let label = counted(label, notes.len());
    release(model);
    let changes = notes.into_iter().map(|note| Change::Annotate(Box::new(note)));
    apply(changes.collect(), &label)
}

/// Deletes them.
pub fn delete(model: &mut Model) -> Vec<Effect> {
    let notes: Vec<Annotation> = match model.notebook.selection().as_slice() {
        [] => model.notebook.note().into_iter().cloned().collect(),
        selected => selected.iter().map(|(_, note)| note.clone()).collect(),
    };
    let label = match notes.len() {
        0 => return told(model, "choose a note below, or select the group with v"),
        1 => "deletion of a note".to_owned(),
        many => format!("deletion of {many} notes"),
    };
    model.notebook.release();
    apply(notes.into_iter().map(|note| Change::Unannotate(note.id)).collect(), &label)
}

fn counted(label: &str, count: usize) -> String {
    if count > 1 { format!("{label} on {count} notes") } else { label.to_owned() }
}

/// Lets go of what is selected in the screen in view.
pub fn release(model: &mut Model) {
    match (model.screen, &mut model.reader) {
        (Screen::Notes, _) => {
            model.notebook.release();
        }
        (_, Some(reader)) => reader.selection = None,
        _ => {}
    }
}
