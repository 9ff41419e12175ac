//! Forms: the different ways in which an article writes its names, and which of them belong together.

use crate::analysis::ActorKind;
use crate::analysis::actors::address::Address;
use crate::analysis::actors::named::{Named, titled};
use std::collections::HashMap;

/// One way to write a name of one kind.
#[derive(Clone, Debug)]
pub struct Form {
    written: String,
    /// Its words in lower case, without what only some writers write: full stops, "al-", "Inc.".
    pub words: Vec<String>,
    /// What tells a person from a parent of the same name: "jr", "iii".
    pub generation: Option<String>,
    /// How often it is written so.
    pub count: usize,
    /// Where it stands the first time.
    pub first: usize,
    /// What it names.
    pub kind: ActorKind,
    /// Whether it is a man's name or a woman's, as far as the article or the given name says.
    pub address: Option<Address>,
    /// The form of address that a lone family name is told apart by: "Mrs".
    title: String,
}

impl Form {
    /// As it stands in the article the first time.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// True for a person's lone family name behind "Mr" or "Mrs".
    fn is_addressed(&self) -> bool {
        self.kind == ActorKind::Person && self.words.len() == 1 && self.address.is_some() && !self.title.is_empty()
    }

    /// True for a name in capitals throughout, as in a headline or a dateline.
    fn is_shouted(&self) -> bool {
        !self.written.contains(char::is_lowercase)
    }

    /// The name in small letters where its capitals are only the headline's: "Halvik Energy", but "UNESCO", "FBI".
    fn calm(&self) -> String {
        let word = |word: &str| match self.kind {
            ActorKind::Person => titled(word),
            ActorKind::Place if self.written.len() > 3 && !word.contains('.') => titled(word),
            ActorKind::Organisation if word.len() > 3 && self.words.len() > 1 && word.contains(VOWELS) => titled(word),
            _ => word.to_owned(),
        };
        let words = self.written.split(' ').enumerate().map(|(nth, written)| {
            let small = nth > 0 && matches!(written, "OF" | "AND" | "THE" | "FOR" | "IN" | "ON");
            if small { written.to_lowercase() } else { word(written) }
        });
        words.collect::<Vec<String>>().join(" ")
    }
}

/// Capitals without one of these are initials.
const VOWELS: [char; 6] = ['A', 'E', 'I', 'O', 'U', 'Y'];

/// What forms of one actor have in common: kind, words, "Jr." or its like, and address.
type Likeness = (ActorKind, Vec<String>, Option<String>, Option<Address>);

/// The forms of an article.
pub struct Forms {
    forms: Vec<Form>,
    owners: Vec<usize>,
    of_names: Vec<usize>,
}

impl Forms {
    /// The forms of the names, in order of their first appearance. A state's names are one form each, joined already. A
    /// person's name of one word is a form for each way it is addressed: "Mr Lind" and "Mrs Lind" are two.
    pub fn new(text: &str, names: &[Named]) -> Self {
        let mut forms = Self { forms: Vec::new(), owners: Vec::new(), of_names: Vec::with_capacity(names.len()) };
        let mut known: HashMap<(ActorKind, &str, Option<Address>), usize> = HashMap::new();
        let mut alike: HashMap<Likeness, usize> = HashMap::new();
        for name in names {
            let written = name.span.of(text);
            let role = name.role.map_or("", |role| role.of(text));
            let address = Address::of_role(role);
            let apart = address.filter(|_| !written.contains(char::is_whitespace));
            let number = *known.entry((name.kind, written, apart)).or_insert_with(|| {
                let (words, generation) = words(name.state.unwrap_or(written), name.kind);
                let alike = alike.entry((name.kind, words.clone(), generation.clone(), apart));
                let owner = *alike.or_insert(forms.forms.len());
                let title = role.split_whitespace().next_back().unwrap_or_default().to_owned();
                let (written, kind, first) = (written.to_owned(), name.kind, name.span.start);
                forms.add(Form { written, words, generation, count: 0, first, kind, address, title }, owner)
            });
            if let Some(form) = forms.forms.get_mut(number) {
                form.address = form.address.or(address);
                form.count += 1;
            }
            if let Some(state) = name.state
                && let Some(owner) = forms.owners.get(number).copied()
                && let Some(form) = forms.forms.get_mut(owner)
            {
                form.words = vec![state.to_owned()];
            }
            forms.of_names.push(number);
        }
        for form in forms.forms.iter_mut().filter(|form| form.kind == ActorKind::Person) {
            form.address = form.address.or_else(|| Address::of_name(&form.written));
        }
        forms
    }

    fn add(&mut self, form: Form, owner: usize) -> usize {
        self.forms.push(form);
        self.owners.push(owner);
        self.forms.len() - 1
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

    /// Joins the lone family names that nobody is named in full by: "Lind" to the "Mr Lind" of the same article, unless there
    /// is a "Mrs Lind", too.
    pub fn join_addressed(&mut self) {
        let mut addressed: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
        let lone = |form: &&Form| form.kind == ActorKind::Person && form.words.len() == 1;
        let owners = self.owners(ActorKind::Person);
        for number in owners.iter().copied() {
            if let Some(form) = self.forms.get(number).filter(lone).filter(|form| form.address.is_some()) {
                addressed.entry(form.words.clone()).or_default().push(number);
            }
        }
        for number in owners {
            let plain = self.forms.get(number).filter(lone).filter(|form| form.address.is_none());
            if let Some([owner]) = plain.and_then(|form| addressed.get(&form.words)).map(Vec::as_slice) {
                self.join(number, *owner);
            }
        }
    }

    /// How often the forms written alike that belong to `owner` stand in the article.
    pub fn count(&self, owner: usize) -> usize {
        let words = self.forms.get(owner).map(|form| &form.words);
        let alike =
            self.forms.iter().zip(&self.owners).filter(|(form, own)| **own == owner && Some(&form.words) == words);
        alike.map(|(form, _)| form.count).sum()
    }

    /// The name that each form's actor is shown by, for forms that are owners: as first written, but rather not in capitals;
    /// with the form of address where that alone tells it from another's.
    pub fn best_names(&self) -> Vec<String> {
        let mut calm: HashMap<(usize, &[String]), &str> = HashMap::new();
        for (form, owner) in self.forms.iter().zip(&self.owners).filter(|(form, _)| !form.is_shouted()) {
            calm.entry((*owner, form.words.as_slice())).or_insert(form.written());
        }
        let mut twins: HashMap<&Vec<String>, usize> = HashMap::new();
        for number in self.owners(ActorKind::Person) {
            if let Some(form) = self.forms.get(number) {
                *twins.entry(&form.words).or_default() += 1;
            }
        }
        let name = |(number, form): (usize, &Form)| match calm.get(&(number, form.words.as_slice())) {
            _ if form.kind == ActorKind::State => form.words.concat(),
            _ if twins.get(&form.words).is_some_and(|count| *count > 1) && form.is_addressed() => {
                format!("{} {}", form.title, form.written)
            }
            Some(written) => (*written).to_owned(),
            None => form.calm(),
        };
        self.forms.iter().enumerate().map(name).collect()
    }
}

/// Endings by which a company, or a club, says what it is in law.
const LEGAL: &[&str] = &[
    ",",
    "ab",
    "afc",
    "ag",
    "as",
    "asa",
    "bv",
    "cf",
    "co",
    "company",
    "corp",
    "corporation",
    "fc",
    "gmbh",
    "inc",
    "incorporated",
    "kg",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "nv",
    "oy",
    "oyj",
    "plc",
    "pty",
    "sa",
    "sarl",
    "sc",
    "se",
    "spa",
];

/// Those that are kept where names are compared: they may be all that tells two names apart.
const LONGER: &[&str] =
    &["ab", "afc", "as", "cf", "company", "corporation", "fc", "incorporated", "limited", "sa", "sc", "se", "spa"];

/// True for an ending such as "Inc", in lower case.
pub fn is_legal(word: &str) -> bool {
    LEGAL.contains(&word)
}

/// The words of a name as they are compared, and a person's generation.
fn words(written: &str, kind: ActorKind) -> (Vec<String>, Option<String>) {
    let parts = written.split(|c: char| c.is_whitespace() || (c == '-' && kind == ActorKind::Person));
    let mut words: Vec<String> = parts
        .map(|word| word.replace('’', "'").replace('.', "").to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    let mut generation = None;
    match kind {
        ActorKind::Person => {
            let numbered = |word: &String| GENERATIONS.contains(&word.as_str()) && words.len() > 2;
            if words.len() > 1
                && words.last().is_some_and(|word| numbered(word) || matches!(word.as_str(), "jr" | "sr"))
            {
                generation = words.pop();
                if let Some(last) = words.last_mut() {
                    last.truncate(last.trim_end_matches(',').len());
                }
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
            let short = |word: &String| is_legal(word) && !LONGER.contains(&word.as_str());
            while words.len() > 1 && words.last().is_some_and(short) {
                words.pop();
            }
            if let Some(last) = words.last_mut() {
                last.truncate(last.trim_end_matches(',').len());
            }
        }
        _ => {}
    }
    (words, generation)
}

/// What stands behind a person's name and tells it from a parent's.
const GENERATIONS: &[&str] = &["jr", "sr", "ii", "iii", "iv", "v"];
