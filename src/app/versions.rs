//! Earlier versions of a note: what each said, what has changed since, and going back to one.

use crate::app::effect::Effect;
use crate::app::model::{Model, Overlay};
use crate::app::shelving::apply;
use crate::keys::Command;
use crate::text::{Annotation, Change};

/// The versions of one note.
#[derive(Clone, Debug, PartialEq)]
pub struct Versions {
    /// The note as it is.
    pub now: Annotation,
    /// What it was, the newest first.
    pub earlier: Vec<Annotation>,
    /// Which of them has the cursor.
    pub selected: usize,
    /// First line of the differences in view.
    pub top: usize,
}

/// One line of what differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Differing {
    /// The name of what differs: `note`, `tags`.
    What(&'static str),
    /// Only the first of the two says so.
    Old(String),
    /// Only the second does.
    New(String),
}

impl Versions {
    /// The versions of a note, given oldest first.
    pub fn new(now: Annotation, mut earlier: Vec<Annotation>) -> Self {
        earlier.reverse();
        // What the library did by itself (a passage found again) is no version for the reader.
        earlier.dedup_by(|older, newer| what_changed(older, newer).is_empty());
        if earlier.first().is_some_and(|last| what_changed(last, &now).is_empty()) {
            earlier.remove(0);
        }
        Self { now, earlier, selected: 0, top: 0 }
    }

    /// The version under the cursor.
    pub fn chosen(&self) -> Option<&Annotation> {
        self.earlier.get(self.selected)
    }

    /// The note with what that version said.
    pub fn restored(&self) -> Option<Annotation> {
        Some(self.now.clone().with_words_of(self.chosen()?.clone()))
    }
}

/// What a note says, part by part.
fn parts(note: &Annotation) -> Vec<(&'static str, String)> {
    let lines = |lines: Vec<String>| lines.join("\n");
    let verdict = note.verdict.as_ref().map(|verdict| verdict.label.clone()).unwrap_or_default();
    let evidence = note.evidence.iter().map(|one| {
        let from = one.url.clone().or_else(|| one.note.as_ref().map(|note| note.0.clone())).unwrap_or_default();
        format!("{} {from} {}", one.bearing.name(), one.quote.as_deref().unwrap_or_default()).trim_end().to_owned()
    });
    let links = note.links.iter().map(|link| format!("{} {}", link.relation.name(), link.to));
    vec![
        ("kind", note.kind.name().to_owned()),
        ("passage", note.anchor.quote.clone()),
        ("statement", note.statement.clone().unwrap_or_default()),
        ("speaker", note.speaker.clone().unwrap_or_default()),
        ("note", note.note.clone()),
        ("verdict", verdict),
        ("status", note.status.name().to_owned()),
        ("tags", note.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")),
        ("colour", note.colour.clone().unwrap_or_default()),
        ("evidence", lines(evidence.collect())),
        ("links", lines(links.collect())),
    ]
}

/// What a note says in one part, by the part's name.
pub fn saying(note: &Annotation, part: &str) -> String {
    parts(note).into_iter().find(|(name, _)| *name == part).map(|(_, words)| words).unwrap_or_default()
}

/// What differs between two versions, line by line.
pub fn what_changed(old: &Annotation, new: &Annotation) -> Vec<Differing> {
    let mut found = Vec::new();
    for ((name, old), (_, new)) in parts(old).into_iter().zip(parts(new)).filter(|((_, old), (_, new))| old != new) {
        found.push(Differing::What(name));
        let (was, is): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
        let gone = was.iter().filter(|line| !line.is_empty() && !is.contains(line));
        found.extend(gone.map(|line| Differing::Old((*line).to_owned())));
        let come = is.iter().filter(|line| !line.is_empty() && !was.contains(line));
        found.extend(come.map(|line| Differing::New((*line).to_owned())));
    }
    found
}

/// Opens the versions of a note when they have come.
pub fn open(model: &mut Model, now: Annotation, earlier: Vec<Annotation>) {
    let versions = Versions::new(now, earlier);
    if versions.earlier.is_empty() {
        return model.tell("this note has no earlier version");
    }
    model.overlay = Some(Overlay::Versions(Box::new(versions)));
}

/// Carries out a command while they are shown.
pub fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(Overlay::Versions(versions)) = &mut model.overlay else { return Vec::new() };
    let last = versions.earlier.len().saturating_sub(1);
    let selected = match command {
        Command::Down => (versions.selected + 1).min(last),
        Command::Up => versions.selected.saturating_sub(1),
        Command::PageDown | Command::HalfDown => {
            versions.top += 5;
            return Vec::new();
        }
        Command::PageUp | Command::HalfUp => {
            versions.top = versions.top.saturating_sub(5);
            return Vec::new();
        }
        Command::Accept => {
            let back = versions.restored();
            let day = versions.chosen().and_then(|version| version.modified.get(..10)).unwrap_or_default().to_owned();
            model.overlay = None;
            let changes = back.into_iter().map(|note| Change::Annotate(Box::new(note))).collect();
            return apply(changes, &format!("return to the version of {day}"));
        }
        Command::Cancel => {
            model.overlay = None;
            return Vec::new();
        }
        _ => return Vec::new(),
    };
    (versions.selected, versions.top) = (selected, 0);
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Anchor, Verdict};

    fn note(words: &str, tags: &[&str]) -> Annotation {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        Annotation { note: words.into(), tags, ..Annotation::default() }
    }

    #[test]
    fn versions_tell_what_changed() {
        let changed = what_changed(&note("one\ntwo", &["a"]), &note("one\nthree", &["a", "b"]));
        let old = |text: &str| Differing::Old(text.into());
        let new = |text: &str| Differing::New(text.into());
        assert_eq!(
            changed,
            [Differing::What("note"), old("two"), new("three"), Differing::What("tags"), old("#a"), new("#a #b")]
        );
    }

    #[test]
    fn only_what_the_reader_wrote_is_a_version() {
        let moved = Annotation { score: Some(0.9), ..note("one", &[]) };
        let versions = Versions::new(note("two", &[]), vec![note("one", &[]), moved, note("two", &[])]);
        assert_eq!(versions.earlier.len(), 1);
    }

    #[test]
    fn going_back_keeps_the_place_and_the_history_of_verdicts() {
        let verdict = |label: &str| Some(Verdict { label: label.into(), ..Verdict::default() });
        let anchor = Anchor { quote: "new text".into(), text_sha256: "2".into(), ..Anchor::default() };
        let now = Annotation { verdict: verdict("false"), anchor, created: "c".into(), ..note("two", &[]) };
        let before = Annotation { verdict: verdict("mixed"), ..note("one", &["x"]) };
        let back = Versions::new(now, vec![before]).restored().unwrap();
        assert_eq!((back.note.as_str(), back.anchor.quote.as_str(), back.created.as_str()), ("one", "new text", "c"));
        assert_eq!((back.verdict.unwrap().label, back.earlier[0].label.as_str()), ("mixed".into(), "false"));
    }
}
