//! Forms: the different ways in which an article writes its names, and which of them belong together.

use crate::analysis::ActorKind;
use crate::analysis::actors::named::{Named, titled};
use std::collections::HashMap;

/// One way to write a name of one kind.
#[derive(Clone, Debug)]
pub struct Form {
    written: String,
    /// Its words in lower case, without what only some writers write: full stops, "al-", "Jr.".
    pub words: Vec<String>,
    /// What it names.
    pub kind: ActorKind,
}

impl Form {
    /// As it stands in the article the first time.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// True for a longer name in capitals throughout, as in a headline.
    fn is_shouted(&self) -> bool {
        self.written.len() > 6 && !self.written.contains(char::is_lowercase)
    }
}

/// The forms of an article.
pub struct Forms {
    forms: Vec<Form>,
    owners: Vec<usize>,
    of_names: Vec<usize>,
}

impl Forms {
    /// The forms of the names, in order of their first appearance. A state's names are one form each, joined already.
    pub fn new(text: &str, names: &[Named]) -> Self {
        let mut forms = Self { forms: Vec::new(), owners: Vec::new(), of_names: Vec::with_capacity(names.len()) };
        let mut known: HashMap<(ActorKind, &str), usize> = HashMap::new();
        let mut alike: HashMap<(ActorKind, Vec<String>), usize> = HashMap::new();
        for name in names {
            let written = name.span.of(text);
            let number = *known.entry((name.kind, written)).or_insert_with(|| {
                let number = forms.forms.len();
                let words = words(name.state.unwrap_or(written), name.kind);
                let owner = *alike.entry((name.kind, words.clone())).or_insert(number);
                forms.forms.push(Form { written: written.to_owned(), words, kind: name.kind });
                forms.owners.push(owner);
                number
            });
            if let Some(state) = name.state
                && let Some(owner) = forms.owners.get(number).copied()
                && let Some(form) = forms.forms.get_mut(owner)
            {
                form.words = vec![state.to_owned()];
            }
            forms.of_names.push(number);
        }
        forms
    }

    /// The form number `form`.
    pub fn get(&self, form: usize) -> Option<&Form> {
        self.forms.get(form)
    }

    /// The number of each name's form.
    pub fn of_names(&self) -> Vec<usize> {
        self.of_names.clone()
    }

    /// The form that a form belongs to in the end.
    pub fn owner(&self, form: usize) -> usize {
        let mut at = form;
        while let Some(next) = self.owners.get(at).filter(|next| **next != at) {
            at = *next;
        }
        at
    }

    /// The forms of a kind that belong to no other, in order.
    pub fn owners(&self, kind: ActorKind) -> Vec<usize> {
        let own = self.forms.iter().enumerate().filter(|(_, form)| form.kind == kind);
        own.map(|(number, _)| number).filter(|number| self.owners.get(*number) == Some(number)).collect()
    }

    /// Makes `form` belong to `owner`.
    pub fn join(&mut self, form: usize, owner: usize) {
        let (form, owner) = (self.owner(form), self.owner(owner));
        if form != owner
            && let Some(slot) = self.owners.get_mut(form)
        {
            *slot = owner;
        }
    }

    /// The name that each form's actor is shown by, for forms that are owners: as first written, but rather not in capitals.
    pub fn best_names(&self) -> Vec<String> {
        let mut calm: HashMap<(usize, &[String]), &str> = HashMap::new();
        for (form, owner) in self.forms.iter().zip(&self.owners).filter(|(form, _)| !form.is_shouted()) {
            calm.entry((*owner, form.words.as_slice())).or_insert(form.written());
        }
        let name = |(number, form): (usize, &Form)| match calm.get(&(number, form.words.as_slice())) {
            _ if form.kind == ActorKind::State => form.words.concat(),
            Some(written) => (*written).to_owned(),
            None if form.kind == ActorKind::Person => titled(&form.written),
            None => form.written.clone(),
        };
        self.forms.iter().enumerate().map(name).collect()
    }
}

/// The words of a name as they are compared.
fn words(written: &str, kind: ActorKind) -> Vec<String> {
    let parts = written.split(|c: char| c.is_whitespace() || (c == '-' && kind == ActorKind::Person));
    let mut words: Vec<String> = parts
        .map(|word| word.replace('’', "'").replace('.', "").to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    match kind {
        ActorKind::Person => {
            if words.len() > 2 && words.last().is_some_and(|word| matches!(word.as_str(), "jr" | "sr" | "ii" | "iii")) {
                words.pop();
            }
            if words.len() > 1 {
                words.retain(|word| !matches!(word.as_str(), "al" | "el" | "-" | ","));
            }
        }
        ActorKind::Organisation => {
            for word in &mut words {
                if word == "&" {
                    "and".clone_into(word);
                }
            }
            let legal =
                |word: &String| matches!(word.as_str(), "inc" | "corp" | "co" | "ltd" | "plc" | "llc" | "ag" | ",");
            while words.len() > 1 && words.last().is_some_and(legal) {
                words.pop();
            }
        }
        _ => {}
    }
    words
}
