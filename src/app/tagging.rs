//! Tagging: the picker over the code book and the tags in use, and what choosing in it does.

use crate::app::commands::told;
use crate::app::effect::Effect;
use crate::app::many::{change, subjects};
use crate::app::model::{Choose, Model, Overlay};
use crate::app::picker::{Choice, Picker};
use crate::app::prompt::{Prompt, Purpose};
use crate::text::{Annotation, AnnotationKind};
use std::collections::BTreeSet;

/// Opens the picker of tags to give.
pub fn choose_tags(model: &mut Model) -> Vec<Effect> {
    let notes = subjects(model, AnnotationKind::Note);
    if notes.is_empty() {
        return told(model, "there is nothing here to tag");
    }
    let book = &model.settings.codebook;
    let mut rows = Vec::new();
    let mut picker_keys = Vec::new();
    for tag in book.in_order() {
        let indent = "  ".repeat(book.depth(tag));
        let says = if tag.definition.is_empty() { String::new() } else { format!(" — {}", tag.definition) };
        let key = tag.key.map(|key| format!("{key} ")).unwrap_or_default();
        let value = Choose::Tag(tag.name.clone());
        picker_keys.extend(tag.key.map(|key| (key, value.clone())));
        let aside = format!("{key}{}", worn(&notes, &tag.name));
        rows.push(Choice { label: format!("{indent}#{}{says}", tag.name), aside, value });
    }
    for tag in in_use(model, &notes).iter().filter(|tag| book.tag(tag).is_none()) {
        rows.push(Choice { label: format!("#{tag}"), aside: worn(&notes, tag), value: Choose::Tag(tag.clone()) });
    }
    let mut picker = Picker::new(&titled("Tag", notes.len()), rows);
    picker.keys = picker_keys;
    picker.several = true;
    model.overlay = Some(Overlay::Picker(picker));
    Vec::new()
}

/// Opens the picker of tags to take away.
pub fn choose_untag(model: &mut Model) -> Vec<Effect> {
    let notes = subjects(model, AnnotationKind::Note);
    let tags: BTreeSet<&String> = notes.iter().flat_map(|note| &note.tags).collect();
    if tags.is_empty() {
        return told(model, "there is no tag here to take away");
    }
    let row =
        |tag: &String| Choice { label: format!("#{tag}"), aside: worn(&notes, tag), value: Choose::Untag(tag.clone()) };
    let mut picker = Picker::new(&titled("Take a tag away", notes.len()), tags.into_iter().map(row).collect());
    picker.several = true;
    model.overlay = Some(Overlay::Picker(picker));
    Vec::new()
}

fn titled(what: &str, notes: usize) -> String {
    if notes > 1 { format!("{what}: {notes} notes") } else { what.to_owned() }
}

/// How many of several notes have a tag; a tick for one.
fn worn(notes: &[Annotation], tag: &str) -> String {
    let count = notes.iter().filter(|note| note.tags.iter().any(|other| other == tag)).count();
    match (count, notes.len()) {
        (0, _) => String::new(),
        (_, 1) => "given".to_owned(),
        (count, all) => format!("{count}/{all}"),
    }
}

fn in_use(model: &Model, notes: &[Annotation]) -> BTreeSet<String> {
    let here = notes.iter().flat_map(|note| note.tags.iter());
    let open = model.reader.iter().flat_map(|reader| reader.annotations.iter().flat_map(|note| note.tags.iter()));
    let listed = model.notebook.notes().iter().flat_map(|(_, note)| note.tags.iter());
    model.tags.iter().chain(here).chain(open).chain(listed).cloned().collect()
}

/// Offers what is typed as a new tag, unless there is one of that name.
pub fn offer(picker: &mut Picker<Choose>) {
    if !picker.rows().any(|row| matches!(row.value, Choose::Tag(_))) && picker.offer.is_none() {
        return;
    }
    let typed = names(picker.field.text());
    let known = |name: &String| picker.rows().any(|row| row.value == Choose::Tag(name.clone()));
    picker.offer = match typed.as_slice() {
        [] => None,
        [one] if known(one) => {
            picker.offer = None;
            return picker.go_to(&Choose::Tag(one.clone()));
        }
        names => {
            let label: Vec<String> = names.iter().map(|name| format!("#{name}")).collect();
            let value = Choose::Tag(names.join(" "));
            Some(Choice { label: label.join(" "), aside: "new".into(), value })
        }
    };
}

/// The tags that a line names; a `-` before one takes it away.
pub fn names(line: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches('#').to_owned();
    line.split([' ', ',']).map(bare).filter(|name| !name.is_empty() && name != "-").collect()
}

/// Gives the notes these tags.
pub fn tag(model: &mut Model, line: &str) -> Vec<Effect> {
    let names = names(line);
    if names.is_empty() {
        return Vec::new();
    }
    let label = names.iter().map(|name| format!("#{name}")).collect::<Vec<_>>().join(" ");
    model.tags.extend(names.iter().filter(|name| !name.starts_with('-')).cloned());
    change(model, AnnotationKind::Note, &format!("tag {label}"), |note| retag(&mut note.tags, &names))
}

/// Gives and takes tags as a typed line says.
pub fn retag(tags: &mut Vec<String>, names: &[String]) {
    for name in names {
        match name.strip_prefix('-') {
            Some(gone) => tags.retain(|other| other != gone.trim_start_matches('#')),
            None if !tags.contains(name) => tags.push(name.clone()),
            None => {}
        }
    }
}

/// Takes tags away from the notes.
pub fn untag(model: &mut Model, names: &[String]) -> Vec<Effect> {
    let label = names.iter().map(|name| format!("#{name}")).collect::<Vec<_>>().join(" ");
    change(model, AnnotationKind::Note, &format!("taking {label} away"), |note| {
        note.tags.retain(|tag| !names.contains(tag));
    })
}

/// Asks for a tag's new name: the tag of the group under the cursor, or one that is chosen first.
pub fn recode(model: &mut Model, tag: Option<String>) -> Vec<Effect> {
    if let Some(tag) = tag {
        let mut prompt = Prompt::new(Purpose::Recode, &tag);
        model.recoding = Some(tag);
        prompt.offers = model.settings.codebook.tags.iter().map(|tag| tag.name.clone()).collect();
        model.overlay = Some(Overlay::Prompt(prompt));
        return Vec::new();
    }
    let tags = in_use(model, &[]);
    if tags.is_empty() {
        return told(model, "no tag is in use yet; t gives one");
    }
    let row = |tag: String| Choice { label: format!("#{tag}"), aside: String::new(), value: Choose::Recode(tag) };
    model.overlay = Some(Overlay::Picker(Picker::new("Rename which tag?", tags.into_iter().map(row).collect())));
    Vec::new()
}

/// Renames a tag on every note, or puts it together with another.
pub fn recoded(model: &mut Model, to: &str) -> Vec<Effect> {
    let Some(from) = model.recoding.take() else { return Vec::new() };
    match names(to).as_slice() {
        [to] if *to == from => Vec::new(),
        [to] => vec![Effect::Recode { from, to: to.clone() }],
        _ => told(model, "a tag is one word"),
    }
}
