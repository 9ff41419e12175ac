//! A note that another program changed while it was written here: both texts, and which of them is to stand.

use crate::app::annotate::draft_key;
use crate::app::effect::Effect;
use crate::app::model::{Model, Overlay};
use crate::app::reports;
use crate::app::shelving::apply;
use crate::app::writer::Writer;
use crate::keys::Command;
use crate::text::{Annotation, Change, Reconciled};

/// Two edits of one note that touch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clash {
    /// What was written here, with all that does not touch of the other.
    pub mine: Annotation,
    /// What is saved.
    pub theirs: Annotation,
    /// The names of the parts that both changed.
    pub parts: Vec<&'static str>,
    /// What the reader was doing: `note on “the river”`.
    pub label: String,
    /// The choice under the cursor.
    pub selected: usize,
    /// First line in view.
    pub top: usize,
}

/// Which text is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one written here.
    Mine,
    /// The one that is saved.
    Theirs,
    /// Both, in the form, to be put together by hand.
    Both,
}

impl Side {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Mine, Self::Theirs, Self::Both];

    /// What choosing it does.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mine => "Save yours; the other stays among the earlier versions",
            Self::Theirs => "Keep what is saved; yours is let go of",
            Self::Both => "Put both texts into the form and join them there",
        }
    }
}

impl Clash {
    /// From both edits and what is saved.
    pub fn new(both: Reconciled, theirs: Annotation) -> Self {
        Self { mine: both.note, theirs, parts: both.clashes, ..Self::default() }
    }

    /// Both texts in one note, what is saved first.
    fn joined(&self) -> Annotation {
        let both = |theirs: &str, mine: &str| match theirs == mine {
            true => mine.to_owned(),
            false => [theirs, mine].map(str::trim_end).join("\n\n").trim().to_owned(),
        };
        let line = |theirs: &Option<String>, mine: &Option<String>| match (theirs, mine) {
            (Some(theirs), Some(mine)) if theirs != mine => Some(format!("{theirs} / {mine}")),
            (theirs, mine) => mine.clone().or_else(|| theirs.clone()),
        };
        let mut note = self.mine.clone();
        note.note = both(&self.theirs.note, &self.mine.note);
        note.statement = line(&self.theirs.statement, &self.mine.statement);
        note.speaker = line(&self.theirs.speaker, &self.mine.speaker);
        note
    }
}

/// Carries out a command while the two texts are shown. Leaving keeps what was written here as a draft.
pub fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(Overlay::Clash(clash)) = &mut model.overlay else { return Vec::new() };
    let last = Side::ALL.len() - 1;
    match command {
        Command::Down | Command::NextPane => clash.selected = (clash.selected + 1).min(last),
        Command::Up | Command::PreviousPane => clash.selected = clash.selected.saturating_sub(1),
        Command::PageDown | Command::HalfDown => clash.top += 5,
        Command::PageUp | Command::HalfUp => clash.top = clash.top.saturating_sub(5),
        Command::Accept => {
            let (clash, side) = (clash.clone(), Side::ALL.get(clash.selected).copied());
            model.overlay = None;
            return side.map(|side| settle(model, *clash, side)).unwrap_or_default();
        }
        Command::Cancel => {
            let key = draft_key(&clash.mine);
            let mine = clash.mine.clone();
            model.drafts.insert(key, mine);
            model.saving = None;
            model.overlay = None;
            model.tell("not saved; what you wrote is kept as a draft here");
            return reports::refresh(model);
        }
        _ => {}
    }
    Vec::new()
}

fn settle(model: &mut Model, clash: Clash, side: Side) -> Vec<Effect> {
    let key = draft_key(&clash.mine);
    match side {
        Side::Mine => {
            model.drafts.insert(key.clone(), clash.mine.clone());
            model.saving = Some(key);
            apply(vec![Change::Annotate(Box::new(clash.mine))], &clash.label)
        }
        Side::Theirs => {
            model.drafts.remove(&key);
            model.saving = None;
            model.tell("kept what is saved");
            reports::refresh(model)
        }
        Side::Both => {
            let joined = clash.joined();
            model.drafts.insert(key, joined.clone());
            model.saving = None;
            model.overlay = Some(Overlay::Writer(Box::new(Writer::new(joined))));
            reports::refresh(model)
        }
    }
}
