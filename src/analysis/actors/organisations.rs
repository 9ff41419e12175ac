//! Organisations under several names: initials and what they stand for, short forms and long ones.

use crate::analysis::ActorKind;
use crate::analysis::actors::forms::Forms;
use crate::analysis::actors::named::Named;
use std::collections::HashMap;

/// Words too common to name an organisation by themselves.
const COMMON: &[&str] = &[
    "agency",
    "army",
    "assembly",
    "association",
    "bank",
    "board",
    "bureau",
    "cabinet",
    "center",
    "centre",
    "central",
    "city",
    "club",
    "commission",
    "committee",
    "company",
    "congress",
    "corporation",
    "council",
    "court",
    "department",
    "federal",
    "federation",
    "foundation",
    "government",
    "group",
    "house",
    "institute",
    "international",
    "league",
    "ministry",
    "national",
    "new",
    "news",
    "office",
    "parliament",
    "party",
    "police",
    "senate",
    "south",
    "state",
    "supreme",
    "the",
    "treasury",
    "union",
    "united",
    "university",
    "north",
    "west",
    "east",
    "first",
    "american",
];

/// Joins the short names of organisations to the long ones.
pub fn join(text: &str, names: &[Named], forms: &mut Forms) {
    in_brackets(text, names, forms);
    by_initials(forms);
    by_part(forms);
}

/// "International Atomic Energy Agency (IAEA)" and "IAEA (International Atomic Energy Agency)".
fn in_brackets(text: &str, names: &[Named], forms: &mut Forms) {
    let of_names = forms.of_names();
    for (pair, form) in names.windows(2).zip(of_names.windows(2)) {
        let ([one, two], [left, right]) = (pair, form) else { continue };
        let between = text.get(one.span.end..two.span.start).unwrap_or_default();
        let organisations = one.kind == ActorKind::Organisation && two.kind == ActorKind::Organisation;
        if !organisations || !matches!(between, " (" | ", or " | " (the ") {
            continue;
        }
        let (short, long) = if one.span.len() < two.span.len() { (*left, *right) } else { (*right, *left) };
        if forms.get(short).is_some_and(|form| is_short(form.written())) {
            forms.join(short, long);
        }
    }
}

/// True for a word of two to eight capitals.
fn is_short(written: &str) -> bool {
    let letters = written.chars().filter(|c| c.is_alphanumeric()).count();
    (2..=8).contains(&letters)
        && written.chars().filter(|c| c.is_uppercase()).count() * 2 > letters
        && !written.contains(' ')
}

/// Short names elsewhere whose letters are the initials of one long name.
fn by_initials(forms: &mut Forms) {
    let mut long: HashMap<String, Vec<usize>> = HashMap::new();
    for number in forms.owners(ActorKind::Organisation) {
        let Some(form) = forms.get(number).filter(|form| form.words.len() > 1) else { continue };
        let small = |word: &&String| !matches!(word.as_str(), "of" | "the" | "and" | "for" | "in" | "on" | "to" | "de");
        let all: String = form.words.iter().filter_map(|word| word.chars().next()).collect();
        let own: String = form.words.iter().filter(small).filter_map(|word| word.chars().next()).collect();
        if all != own {
            long.entry(all).or_default().push(number);
        }
        long.entry(own).or_default().push(number);
    }
    for number in forms.owners(ActorKind::Organisation) {
        let Some(form) = forms.get(number).filter(|form| is_short(form.written())) else { continue };
        if let [word] = form.words.as_slice()
            && let Some([owner]) = long.get(word).map(Vec::as_slice)
        {
            forms.join(number, *owner);
        }
    }
}

/// "Goldman" for "Goldman Sachs", "Security Council" for "UN Security Council": the beginning or the end of one long name.
fn by_part(forms: &mut Forms) {
    let mut long: HashMap<String, Vec<usize>> = HashMap::new();
    let owners = forms.owners(ActorKind::Organisation);
    for number in &owners {
        let Some(form) = forms.get(*number) else { continue };
        let words = form.words.get(..form.words.len().min(10)).unwrap_or_default();
        for cut in 1..words.len() {
            let (head, tail) = words.split_at(cut);
            long.entry(head.join(" ")).or_default().push(*number);
            long.entry(tail.join(" ")).or_default().push(*number);
        }
    }
    for number in owners {
        let Some(form) = forms.get(number) else { continue };
        if form.words.iter().all(|word| COMMON.contains(&word.as_str())) {
            continue;
        }
        let found = long.get(&form.words.join(" ")).map(Vec::as_slice).unwrap_or_default();
        let mut owners: Vec<usize> = found.iter().map(|owner| forms.owner(*owner)).collect();
        owners.dedup();
        if let [owner] = owners.as_slice() {
            forms.join(number, *owner);
        }
    }
}
