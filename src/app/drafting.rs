//! Drafts: what is being written is kept with every key, so that it outlives the program however it ends.

use crate::app::annotate::draft_key;
use crate::app::answering::shortened;
use crate::app::cards::quoted;
use crate::app::effect::Effect;
use crate::app::model::{Model, Overlay};
use crate::text::{Annotation, ArticleId};
use std::collections::BTreeMap;

/// Drafts by the annotation or passage they are for.
pub type Drafts = BTreeMap<String, Annotation>;

/// Keeps what is written in the open form among the drafts, and says which files have to follow.
pub fn keep(model: &mut Model, before: &Drafts) -> Vec<Effect> {
    if let Some(Overlay::Writer(writer)) = &model.overlay {
        let key = draft_key(&writer.annotation);
        if writer.changed() {
            model.drafts.insert(key, writer.written());
        } else if model.drafts.get(&key).is_some_and(|draft| *draft != writer.annotation) {
            // What was typed was taken out again.
            model.drafts.remove(&key);
        }
    }
    let gone = before.keys().filter(|key| !model.drafts.contains_key(*key));
    let gone = gone.map(|key| Effect::KeepDraft(key.clone(), None));
    let come = model.drafts.iter().filter(|(key, draft)| before.get(*key) != Some(draft));
    let come = come.map(|(key, draft)| Effect::KeepDraft(key.clone(), Some(Box::new(draft.clone()))));
    gone.chain(come).collect()
}

/// The annotation as it was left unsaved, or as it is. A new one whose text has changed since is known by its quote; where
/// two programs wrote on one passage, their drafts come one after the other.
pub fn resumed(model: &mut Model, annotation: Annotation) -> Annotation {
    let own = draft_key(&annotation);
    if let Some(draft) = model.drafts.get(&own) {
        return draft.clone();
    }
    let fits = |key: &str, draft: &Annotation| {
        let beside = key.strip_prefix(&own).is_some_and(|rest| rest.starts_with(" ~"));
        let new = draft.id.0.is_empty() && annotation.id.0.is_empty();
        let same = draft.article == annotation.article && draft.kind == annotation.kind;
        beside || new && same && draft.anchor.quote == annotation.anchor.quote
    };
    let Some(key) = model.drafts.iter().find(|(key, draft)| fits(key, draft)).map(|(key, _)| key.clone()) else {
        return annotation;
    };
    let draft = model.drafts.remove(&key).map(|draft| Annotation { anchor: annotation.anchor.clone(), ..draft });
    let draft = draft.unwrap_or(annotation);
    model.drafts.insert(draft_key(&draft), draft.clone());
    draft
}

/// A new note that was begun on the very passage of one that is saved: written in another program, or before that one.
pub fn on_passage_of(model: &Model, saved: &Annotation) -> Option<Annotation> {
    let fits = |draft: &&Annotation| {
        let same = draft.article == saved.article && draft.kind == saved.kind;
        draft.id.0.is_empty() && same && draft.anchor.span == saved.anchor.span
    };
    model.drafts.values().find(fits).cloned()
}

/// Has the note in the open form edited in the reader's own editor.
pub fn edit(model: &Model) -> Vec<Effect> {
    let Some(Overlay::Writer(writer)) = &model.overlay else { return Vec::new() };
    vec![Effect::Edit(draft_key(&writer.annotation), Box::new(writer.written()))]
}

/// Takes over drafts that were left behind. What has been begun here meanwhile stays, and they stand beside it.
pub fn take(model: &mut Model, drafts: Vec<(String, Annotation)>) {
    for (key, draft) in drafts {
        let mut free = key.clone();
        for number in 2.. {
            if model.drafts.get(&free).is_none_or(|kept| *kept == draft) {
                break;
            }
            free = format!("{key} ~{number}");
        }
        model.drafts.insert(free, draft);
    }
}

/// What to tell of the drafts in an article that is opened.
pub fn hint(model: &Model, article: &ArticleId) -> Option<String> {
    let mut here = model.drafts.values().filter(|draft| draft.article == *article);
    let first = here.next()?;
    let others = match here.count() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let quote = quoted(&shortened(&first.anchor.quote));
    Some(format!("not saved yet: what you wrote on {quote}{others}; a there goes on with it"))
}
