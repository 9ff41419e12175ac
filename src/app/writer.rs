//! The writer: a form of one or more fields over the reader, in which notes and claims are written.

use crate::app::field::Field;
use crate::text::{Annotation, AnnotationKind, Stance};

/// An annotation being written. What is typed is kept as a draft when the form is left without saving.
#[derive(Clone, Debug, PartialEq)]
pub struct Writer {
    /// The annotation as it was before; new ones have no name yet.
    pub annotation: Annotation,
    /// What can be written, top to bottom.
    pub parts: Vec<Part>,
    /// Which part has the cursor.
    pub focus: usize,
}

/// One field of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What goes in.
    pub name: PartName,
    /// What is written.
    pub field: Field,
}

/// What a field of the form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartName {
    /// What is claimed.
    Statement,
    /// Who claims it.
    Speaker,
    /// The note.
    Note,
}

impl PartName {
    /// The word before the field.
    pub fn label(self) -> &'static str {
        match self {
            Self::Statement => "Statement",
            Self::Speaker => "Speaker",
            Self::Note => "Note",
        }
    }
}

impl Writer {
    /// A form for an annotation: claims have a statement and a speaker, everything has a note.
    pub fn new(annotation: Annotation) -> Self {
        let part = |name, text: Option<&str>| Part { name, field: Field::new(text.unwrap_or_default()) };
        let mut parts = Vec::new();
        if annotation.kind == AnnotationKind::Claim {
            parts.push(part(PartName::Statement, annotation.statement.as_deref()));
            parts.push(part(PartName::Speaker, annotation.speaker.as_deref()));
        }
        parts.push(part(PartName::Note, Some(&annotation.note)));
        Self { annotation, parts, focus: 0 }
    }

    /// The word before a field; before the speaker also what the speaker did with the statement.
    pub fn label(&self, name: PartName) -> String {
        match (name, self.annotation.stance) {
            (PartName::Speaker, Some(stance)) if stance != Stance::Says => format!("Speaker, who {}", stance.deed()),
            _ => name.label().to_owned(),
        }
    }

    /// The field with the cursor.
    pub fn field(&mut self) -> Option<&mut Field> {
        self.parts.get_mut(self.focus).map(|part| &mut part.field)
    }

    /// The note's field, which the reader's own editor edits.
    pub fn note(&mut self) -> Option<&mut Field> {
        self.parts.iter_mut().find(|part| part.name == PartName::Note).map(|part| &mut part.field)
    }

    /// To the next field, or the one before.
    pub fn turn(&mut self, back: bool) {
        let count = self.parts.len().max(1);
        self.focus = (self.focus + if back { count - 1 } else { 1 }) % count;
    }

    /// The annotation as written.
    pub fn written(&self) -> Annotation {
        let mut annotation = self.annotation.clone();
        for part in &self.parts {
            let text = part.field.text().trim_end().to_owned();
            match part.name {
                PartName::Statement => annotation.statement = Some(text).filter(|text| !text.is_empty()),
                PartName::Speaker => annotation.speaker = Some(text).filter(|text| !text.is_empty()),
                PartName::Note => annotation.note = text,
            }
        }
        annotation
    }

    /// True when something was written that is not in the annotation yet.
    pub fn changed(&self) -> bool {
        self.written() != self.annotation
    }
}
