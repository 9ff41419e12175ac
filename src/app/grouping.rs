//! How the notes of all articles are put together: by article, actor, claim, tag, verdict or speaker.

use crate::config::Settings;
use crate::text::{AnchorState, Annotation, AnnotationId, AnnotationKind, ArticleId, Listing, words};
use std::collections::{BTreeMap, HashMap};

/// What notes are put together by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotesBy {
    /// The article they are on.
    #[default]
    Article,
    /// Who is named in their passage.
    Actor,
    /// The claim that they stand on, or are linked with.
    Claim,
    /// Their tags.
    Tag,
    /// Their verdict.
    Verdict,
    /// Whose claim they are on.
    Speaker,
}

words!(NotesBy {
    Article = "article",
    Actor = "actor",
    Claim = "claim",
    Tag = "tag",
    Verdict = "verdict",
    Speaker = "speaker",
});

impl NotesBy {
    /// The next one, round the end.
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|one| *one == self).unwrap_or(0);
        Self::ALL.get((at + 1) % Self::ALL.len()).copied().unwrap_or_default()
    }

    /// What the group of those is called that belong to none.
    fn none(self) -> &'static str {
        match self {
            Self::Article => "no article",
            Self::Actor => "nobody named",
            Self::Claim => "on no claim",
            Self::Tag => "no tag",
            Self::Verdict => "no verdict",
            Self::Speaker => "no speaker",
        }
    }
}

/// Notes that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they have in common: an id, a tag, a name; empty for those that have nothing.
    pub key: String,
    /// The same in words.
    pub title: String,
    /// Which notes, by their number in the list they were taken from.
    pub members: Vec<usize>,
}

/// A note with what is known of its article.
pub type Noted = (Listing, Annotation);

/// Who is named in the passages of notes.
pub type Cast = BTreeMap<AnnotationId, Vec<String>>;

/// Puts notes together. A note can stand in several groups; the group of those that belong nowhere is the last.
pub fn groups(notes: &[Noted], by: NotesBy, cast: &Cast, settings: &Settings) -> Vec<Group> {
    let mut groups = match by {
        NotesBy::Article => by_article(notes),
        NotesBy::Claim => by_claim(notes),
        NotesBy::Actor => by_name(notes, |note| cast.get(&note.id).cloned().unwrap_or_default()),
        NotesBy::Speaker => by_name(notes, |note| note.speaker.iter().cloned().collect()),
        NotesBy::Tag => by_name(notes, |note| note.tags.clone()),
        NotesBy::Verdict => by_name(notes, |note| note.verdict.iter().map(|one| one.label.clone()).collect()),
    };
    if by == NotesBy::Verdict {
        let scale = &settings.codebook.verdicts;
        let place = |group: &Group| scale.iter().position(|label| label.name == group.key).unwrap_or(scale.len());
        groups.sort_by_cached_key(place);
    }
    let mut placed = vec![false; notes.len()];
    for index in groups.iter().flat_map(|group| &group.members) {
        placed.iter_mut().skip(*index).take(1).for_each(|placed| *placed = true);
    }
    let left: Vec<usize> = placed.iter().enumerate().filter(|(_, placed)| !**placed).map(|(index, _)| index).collect();
    if !left.is_empty() {
        groups.push(Group { key: String::new(), title: by.none().to_owned(), members: left });
    }
    groups
}

/// In the order in which the articles first come; the notes by their place.
fn by_article(notes: &[Noted]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: HashMap<&ArticleId, usize> = HashMap::new();
    for (index, (article, _)) in notes.iter().enumerate() {
        let at = *known.entry(&article.id).or_insert_with(|| {
            groups.push(Group { key: article.id.0.clone(), title: article.title.clone(), members: Vec::new() });
            groups.len() - 1
        });
        groups.iter_mut().skip(at).take(1).for_each(|group| group.members.push(index));
    }
    for group in &mut groups {
        group.members.sort_by_key(|index| notes.get(*index).map(|(_, note)| note.anchor.span));
    }
    groups
}

/// By names, in the order of the alphabet whatever their case.
fn by_name(notes: &[Noted], names: impl Fn(&Annotation) -> Vec<String>) -> Vec<Group> {
    let mut groups: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (index, (_, note)) in notes.iter().enumerate() {
        for name in names(note) {
            let members = groups.entry((name.to_lowercase(), name)).or_default();
            if members.last() != Some(&index) {
                members.push(index);
            }
        }
    }
    groups.into_iter().map(|((_, name), members)| Group { key: name.clone(), title: name, members }).collect()
}

/// Each claim with what was written on its passage and what is linked with it.
fn by_claim(notes: &[Noted]) -> Vec<Group> {
    let mut on: HashMap<&ArticleId, Vec<usize>> = HashMap::new();
    let mut named: HashMap<&AnnotationId, usize> = HashMap::new();
    let mut pointing: HashMap<&AnnotationId, Vec<usize>> = HashMap::new();
    for (index, (_, note)) in notes.iter().enumerate() {
        on.entry(&note.article).or_default().push(index);
        named.insert(&note.id, index);
        note.links.iter().for_each(|link| pointing.entry(&link.to).or_default().push(index));
    }
    let mut groups = Vec::new();
    for (index, (_, claim)) in notes.iter().enumerate().filter(|(_, (_, note))| note.kind == AnnotationKind::Claim) {
        let here = on.get(&claim.article).into_iter().flatten().copied();
        let mut others: Vec<usize> =
            here.filter(|other| notes.get(*other).is_some_and(|(_, note)| stands_on(note, claim))).collect();
        others.extend(claim.links.iter().filter_map(|link| named.get(&link.to).copied()));
        others.extend(pointing.get(&claim.id).into_iter().flatten().copied());
        others.sort_unstable();
        others.dedup();
        others.retain(|other| *other != index);
        let title = claim.statement.clone().unwrap_or_else(|| claim.anchor.quote.clone());
        groups.push(Group { key: claim.id.0.clone(), title, members: [vec![index], others].concat() });
    }
    groups
}

fn stands_on(note: &Annotation, claim: &Annotation) -> bool {
    let stands = |note: &Annotation| !matches!(note.state, AnchorState::Lost | AnchorState::Detached);
    note.kind != AnnotationKind::Claim && stands(note) && stands(claim) && note.anchor.span.overlaps(claim.anchor.span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Anchor, Link, Relation, Span, Verdict};

    fn note(id: &str, article: &str, start: usize) -> Noted {
        let article = ArticleId(article.into());
        let anchor = Anchor { span: Span::new(start, start + 5), ..Anchor::default() };
        let listing = Listing { id: article.clone(), title: format!("On {article}"), ..Listing::default() };
        (listing, Annotation { id: AnnotationId(id.into()), article, anchor, ..Annotation::default() })
    }

    fn notes() -> Vec<Noted> {
        let mut notes = vec![note("1", "b", 20), note("2", "a", 3), note("3", "b", 0), note("4", "b", 2)];
        notes[0].1.tags = vec!["war".into(), "Aid".into()];
        notes[1].1.tags = vec!["war".into()];
        notes[1].1.verdict = Some(Verdict { label: "false".into(), ..Verdict::default() });
        notes[2].1.verdict = Some(Verdict { label: "true".into(), ..Verdict::default() });
        notes[2].1.kind = AnnotationKind::Claim;
        notes[2].1.statement = Some("It rained.".into());
        notes[1].1.links = vec![Link { to: AnnotationId("3".into()), relation: Relation::Supports }];
        notes
    }

    fn check(by: NotesBy, want: &[(&str, &[usize])]) {
        let cast = Cast::from([(AnnotationId("4".into()), vec!["Anna Berg".to_owned()])]);
        let found = groups(&notes(), by, &cast, &Settings::default());
        let found: Vec<(&str, &[usize])> =
            found.iter().map(|group| (group.title.as_str(), group.members.as_slice())).collect();
        assert_eq!(found, want, "{by:?}");
    }

    #[test]
    fn notes_stand_with_what_they_have_in_common() {
        check(NotesBy::Article, &[("On b", &[2, 3, 0]), ("On a", &[1])]);
        check(NotesBy::Tag, &[("Aid", &[0]), ("war", &[0, 1]), ("no tag", &[2, 3])]);
        check(NotesBy::Verdict, &[("true", &[2]), ("false", &[1]), ("no verdict", &[0, 3])]);
        check(NotesBy::Claim, &[("It rained.", &[2, 1, 3]), ("on no claim", &[0])]);
        check(NotesBy::Actor, &[("Anna Berg", &[3]), ("nobody named", &[0, 1, 2])]);
        check(NotesBy::Speaker, &[("no speaker", &[0, 1, 2, 3])]);
    }

    #[test]
    fn turning_goes_round() {
        let mut by = NotesBy::Article;
        for expected in NotesBy::ALL.iter().skip(1).chain([&NotesBy::Article]) {
            by = by.next();
            assert_eq!(by, *expected);
        }
    }
}
