//! Parts of persons' names: "Yoon" for "Yoon Suk Yeol", "Donald Trump" for "Donald J. Trump".

use crate::analysis::ActorKind;
use crate::analysis::actors::address::Address;
use crate::analysis::actors::forms::Forms;
use std::collections::HashMap;

/// More persons than this who share a name's part, and nobody fits.
const CROWD: usize = 8;

/// Whether the words of a longer name can be meant by a shorter one.
type Rank = fn(&[String], &[String]) -> bool;

/// Joins the shorter forms of persons' names to the longer ones.
pub fn join(forms: &mut Forms) {
    join_parts(forms);
    forms.join_addressed();
}

fn join_parts(forms: &mut Forms) {
    let mut order = forms.owners(ActorKind::Person);
    let length = |form: usize| forms.get(form).map_or((0, false), |form| (form.words.len(), form.generation.is_some()));
    order.sort_by_key(|form| std::cmp::Reverse(length(*form)));
    // Persons by each word of their names: the word's place counts, first, last or between.
    let mut bearers: HashMap<String, Vec<usize>> = HashMap::new();
    for number in order {
        let Some((words, generation)) = forms.get(number).map(|form| (form.words.clone(), form.generation.clone()))
        else {
            continue;
        };
        let Some(last) = words.last() else { continue };
        let mut around: Vec<usize> = Vec::new();
        for bearer in bearers.get(last).into_iter().flatten().map(|bearer| forms.owner(*bearer)) {
            if !around.contains(&bearer) {
                around.push(bearer);
            }
        }
        let address = forms.get(number).and_then(|form| form.address);
        let fits = |bearer: &usize, rank: Rank| {
            forms.get(*bearer).is_some_and(|form| {
                let of_age = generation.is_none() || form.generation.is_none() || generation == form.generation;
                rank(&form.words, &words) && of_age && !are_apart(form.address, address)
            })
        };
        let ranks: &[Rank] = if words.len() > 1 { &[abridges] } else { &[is_last, is_first, is_inside] };
        let found = ranks.iter().find_map(|rank| {
            let fitting: Vec<usize> = around.iter().copied().filter(|bearer| fits(bearer, *rank)).collect();
            (!fitting.is_empty()).then_some(fitting)
        });
        if let Some([owner]) = found.as_deref() {
            forms.join(number, *owner);
        } else if found.is_none() || words.len() > 1 {
            for word in words {
                let own = bearers.entry(word).or_default();
                if own.len() <= CROWD {
                    own.push(number);
                }
            }
        }
    }
}

/// True for a man and a woman.
fn are_apart(one: Option<Address>, other: Option<Address>) -> bool {
    one.is_some() && other.is_some() && one != other
}

/// True when `short` is `long` with words left out or cut to initials, the last word kept.
fn abridges(long: &[String], short: &[String]) -> bool {
    let mut rest = long.iter();
    long.last() == short.last()
        && short
            .iter()
            .all(|word| rest.any(|other| other == word || (word.len() == 1 && other.starts_with(word.as_str()))))
}

fn is_last(long: &[String], short: &[String]) -> bool {
    long.len() > 1 && long.last() == short.last()
}

fn is_first(long: &[String], short: &[String]) -> bool {
    long.len() > 1 && long.first() == short.first()
}

fn is_inside(long: &[String], short: &[String]) -> bool {
    short.first().is_some_and(|word| word.len() > 2 && long.contains(word))
}
