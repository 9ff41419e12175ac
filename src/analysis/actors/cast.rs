//! From names to actors: which names are one.
//!
//! Names that are written alike are one form. Forms are joined in order of how sure it is: a state's names by the table,
//! a short form put in brackets behind its long one, parts of a person's name, initials, short forms of organisations.
//! A form joins another only where exactly one fits.

use crate::analysis::actors::forms::{Form, Forms};
use crate::analysis::actors::named::Named;
use crate::analysis::actors::organisations;
use crate::analysis::actors::persons;
use crate::analysis::{Actor, Mention};
use std::collections::HashMap;

/// The actors that the names make up, and the names as mentions of them.
pub fn cast(text: &str, names: Vec<Named>) -> (Vec<Actor>, Vec<Mention>) {
    let mut forms = Forms::new(text, &names);
    persons::join(&mut forms);
    organisations::join(text, &names, &mut forms);
    let mut actors: Vec<Actor> = Vec::new();
    let mut seats: HashMap<usize, usize> = HashMap::new();
    let mut mentions = Vec::with_capacity(names.len());
    for (name, form) in names.into_iter().zip(forms.of_names()) {
        let owner = forms.owner(form);
        let actor = *seats.entry(owner).or_insert_with(|| {
            actors.push(Actor { name: forms.best_name(owner), kind: name.kind, aliases: Vec::new() });
            actors.len() - 1
        });
        if let Some(actor) = actors.get_mut(actor) {
            let written = forms.get(form).map_or("", Form::written);
            if actor.name != written && !actor.aliases.iter().any(|alias| alias == written) {
                actor.aliases.push(written.to_owned());
            }
        }
        mentions.push(Mention {
            span: name.span,
            kind: name.kind,
            actor,
            role: name.role,
            stands_for: name.stands_for,
        });
    }
    (actors, mentions)
}
