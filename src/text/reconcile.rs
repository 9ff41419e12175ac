//! Two edits of one note, made without knowing of each other, put together as far as they do not touch.

use crate::text::Annotation;

/// Both edits in one note.
#[derive(Clone, Debug, PartialEq)]
pub struct Reconciled {
    /// What both say; where they touch, what `mine` says.
    pub note: Annotation,
    /// What both changed, and differently: `note`, `verdict`.
    pub clashes: Vec<&'static str>,
}

/// Puts two edits of `base` together. Where it is not known what they were made of, everything that differs touches.
pub fn reconcile(base: Option<&Annotation>, mine: &Annotation, theirs: &Annotation) -> Reconciled {
    let mut clashes = Vec::new();
    let mut note = mine.clone();
    let mut choose = |name, same: bool, mine_kept: bool, theirs_kept: bool| {
        if !same && !mine_kept && !theirs_kept {
            clashes.push(name);
        }
        // Ours stands unless only the other one changed it.
        !same && mine_kept
    };
    macro_rules! settle {
        ($($name:literal: $first:ident $(, $also:ident)*;)+) => { $(
            let kept = |edit: &Annotation| base.is_some_and(|base| base.$first == edit.$first);
            if choose($name, mine.$first == theirs.$first, kept(mine), kept(theirs)) {
                note.$first.clone_from(&theirs.$first);
                $(note.$also.clone_from(&theirs.$also);)*
            }
        )+ };
    }
    settle! {
        "kind": kind;
        "passage": anchor, state, score, annotated;
        "statement": statement;
        "speaker": speaker;
        "stance": stance;
        "first": first;
        "note": note;
        "verdict": verdict, earlier;
        "status": status;
        "colour": colour;
        "author": author;
        "foreign": foreign;
    }
    let empty = Annotation::default();
    let base = base.unwrap_or(&empty);
    note.tags = together(&base.tags, &mine.tags, &theirs.tags);
    note.evidence = together(&base.evidence, &mine.evidence, &theirs.evidence);
    note.links = together(&base.links, &mine.links, &theirs.links);
    note.appearances = together(&base.appearances, &mine.appearances, &theirs.appearances);
    note.modified.clone_from(&theirs.modified);
    Reconciled { note, clashes }
}

/// A list with what either side added and without what either took away.
fn together<T: Clone + PartialEq>(base: &[T], mine: &[T], theirs: &[T]) -> Vec<T> {
    let mut all: Vec<T> = theirs.iter().filter(|one| mine.contains(one) || !base.contains(one)).cloned().collect();
    let added: Vec<T> = mine.iter().filter(|one| !base.contains(one) && !all.contains(one)).cloned().collect();
    all.extend(added);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{AnchorState, Verdict};

    fn note(words: &str, tags: &[&str], verdict: Option<&str>) -> Annotation {
        let verdict = verdict.map(|label| Verdict { label: label.into(), ..Verdict::default() });
        Annotation {
            note: words.into(),
            tags: tags.iter().map(|&tag| tag.into()).collect(),
            verdict,
            ..Annotation::default()
        }
    }

    #[test]
    fn edits_that_do_not_touch_are_both_kept() {
        let base = note("one", &["a", "b"], None);
        let mine = note("two", &["a", "c"], None);
        let theirs = Annotation { state: AnchorState::Moved, ..note("one", &["a", "b", "d"], Some("false")) };
        let both = reconcile(Some(&base), &mine, &theirs);
        assert_eq!(both.clashes, [] as [&str; 0]);
        assert_eq!(both.note.tags, ["a", "d", "c"]);
        assert_eq!((both.note.note.as_str(), both.note.verdict), ("two", theirs.verdict));
    }

    #[test]
    fn edits_of_the_same_words_touch() {
        let base = note("one", &[], None);
        let table: [(&Annotation, &Annotation, &[&str]); 4] = [
            (&note("two", &[], None), &note("three", &[], None), &["note"]),
            (&note("two", &[], None), &note("two", &[], None), &[]),
            (&note("one", &[], Some("true")), &note("one", &[], Some("false")), &["verdict"]),
            (&note("two", &[], Some("true")), &note("three", &[], Some("false")), &["note", "verdict"]),
        ];
        for (mine, theirs, clashes) in table {
            let both = reconcile(Some(&base), mine, theirs);
            assert_eq!(both.clashes, clashes);
            assert_eq!(both.note.note, mine.note);
        }
        let unknown = reconcile(None, &note("two", &["a"], None), &note("three", &["b"], None));
        assert_eq!((unknown.clashes, unknown.note.tags), (vec!["note"], vec!["b".to_owned(), "a".to_owned()]));
    }
}
