//! Organisations under several names: initials and what they stand for, short forms and long ones.

use crate::analysis::ActorKind;
use crate::analysis::actors::forms::{Form, Forms, is_legal};
use crate::analysis::actors::named::{Named, titled};
use crate::analysis::actors::states::state;
use crate::text::Span;
use std::collections::{HashMap, HashSet};

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
    by_part(text, names, forms);
}

/// "International Atomic Energy Agency (IAEA)" and "IAEA (International Atomic Energy Agency)": initials of the name beside
/// them, alone in their brackets, and of no second name.
fn in_brackets(text: &str, names: &[Named], forms: &mut Forms) {
    let of_names = forms.of_names();
    let mut owners: HashMap<usize, usize> = HashMap::new();
    for (pair, form) in names.windows(2).zip(of_names.windows(2)) {
        let ([one, two], [left, right]) = (pair, form) else { continue };
        let between = text.get(one.span.end..two.span.start).unwrap_or_default();
        let behind = text.get(two.span.end..).unwrap_or_default();
        let closes = between == ", or " || behind.starts_with([')', ',', ';']);
        let organisations = one.kind == ActorKind::Organisation && two.kind == ActorKind::Organisation;
        if !organisations || !closes || !matches!(between, " (" | ", or " | " (the ") {
            continue;
        }
        let (short, long) = if one.span.len() < two.span.len() { (*left, *right) } else { (*right, *left) };
        let initials = forms.get(short).zip(forms.get(long)).is_some_and(|(short, long)| stands_for(short, long));
        if initials && *owners.entry(short).or_insert(long) == long {
            forms.join(short, long);
        }
    }
}

/// True when a word of capitals has the initials of a longer name's words, in order and from the first; small words may be
/// passed over, and one at the end ("WWF" for "World Wide Fund for Nature").
fn stands_for(short: &Form, long: &Form) -> bool {
    let letters: Vec<char> =
        short.written().chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if !is_short(short.written()) || long.words.len() < 2 {
        return false;
    }
    let parts = long.words.iter().flat_map(|word| word.split('-')).filter(|part| !part.is_empty());
    let initials: Vec<(char, bool)> = parts.filter_map(|part| Some((part.chars().next()?, is_small(part)))).collect();
    let mut rest = letters.iter().peekable();
    let mut left_out = 0;
    for (initial, small) in &initials {
        if rest.next_if(|letter| **letter == *initial).is_none() && !small {
            left_out += 1;
        }
    }
    let whole = rest.peek().is_none() && letters.first() == initials.first().map(|(initial, _)| initial);
    whole && left_out <= usize::from(letters.len() > 2)
}

/// True for words that initials often leave out.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "of" | "the" | "and" | "for" | "in" | "on" | "to" | "de" | "du" | "des" | "la" | "les" | "against" | "with"
    )
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
        let small = |word: &&String| !is_small(word);
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

/// Words that make another body of a name: "Toyota Research Institute" is not Toyota.
const OFFSHOOTS: &[&str] = &[
    "academy",
    "arena",
    "asia",
    "capital",
    "care",
    "center",
    "centre",
    "cloud",
    "college",
    "credit",
    "europe",
    "financial",
    "foundation",
    "fund",
    "india",
    "institute",
    "japan",
    "labs",
    "laboratories",
    "museum",
    "music",
    "north",
    "research",
    "school",
    "services",
    "stadium",
    "studios",
    "trust",
    "union",
    "university",
    "ventures",
    "women",
];

/// "Goldman" for "Goldman Sachs", "Security Council" for "UN Security Council": the beginning or the end of one long name.
/// Legal endings always go with their name. Any other long name must have been introduced before its short one ("Halvik
/// Energy … Halvik"); where the short one stands first, they are one only if nothing makes another body of the longer, and
/// the more frequent is the name.
fn by_part(text: &str, names: &[Named], forms: &mut Forms) {
    let mut long: HashMap<String, Vec<(usize, Part)>> = HashMap::new();
    let owners = forms.owners(ActorKind::Organisation);
    for number in &owners {
        let Some(form) = forms.get(*number) else { continue };
        let words = form.words.get(..form.words.len().min(10)).unwrap_or_default();
        for cut in 1..words.len() {
            let (head, tail) = words.split_at(cut);
            let part = if tail.iter().all(|word| is_legal(word)) { Part::Legal } else { Part::Head };
            long.entry(head.join(" ")).or_default().push((*number, part));
            let part = if head.iter().all(|word| is_legal(word)) { Part::Legal } else { Part::Tail };
            long.entry(tail.join(" ")).or_default().push((*number, part));
        }
    }
    let together = Together::of(text, names, forms);
    for number in owners {
        let Some(form) = forms.get(number) else { continue };
        if form.words.iter().all(|word| COMMON.contains(&word.as_str())) {
            continue;
        }
        let found = long.get(&form.words.join(" ")).map(Vec::as_slice).unwrap_or_default();
        let mut fitting: Vec<(usize, Part)> = found.iter().map(|(owner, part)| (forms.owner(*owner), *part)).collect();
        fitting.dedup_by_key(|(owner, _)| *owner);
        if let [(owner, part)] = fitting.as_slice() {
            join_part(forms, number, *owner, *part, &together);
        }
    }
}

/// What of a long name a short one is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// All but a legal ending.
    Legal,
    /// Its beginning.
    Head,
    /// Its end.
    Tail,
}

fn join_part(forms: &mut Forms, short: usize, long: usize, part: Part, together: &Together) {
    let Some((brief, full)) = forms.get(short).zip(forms.get(long)) else { return };
    let more = match part {
        Part::Tail => full.words.get(..full.words.len().saturating_sub(brief.words.len())),
        Part::Legal | Part::Head => full.words.get(brief.words.len()..),
    };
    let more = more.unwrap_or_default();
    let introduced = full.first < brief.first;
    let other = more.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()) || word.contains(['(', ':']));
    let offshoot = other || more.iter().any(|word| OFFSHOOTS.contains(&word.as_str()) || is_state(word));
    match part {
        Part::Legal => forms.join(short, long),
        _ if other || together.has(short, long) => {}
        Part::Head if introduced && (!offshoot || forms.count(short) <= forms.count(long)) => forms.join(short, long),
        Part::Tail if introduced => forms.join(short, long),
        Part::Head if !offshoot && forms.count(long) > forms.count(short) => forms.join(short, long),
        Part::Head if !offshoot => forms.join(long, short),
        Part::Head | Part::Tail => {}
    }
}

fn is_state(word: &str) -> bool {
    state(&titled(word)).is_some()
}

/// Names that one sentence has both of: whoever writes "Toyota and Toyota Credit" means two.
struct Together {
    pairs: HashSet<(usize, usize)>,
}

impl Together {
    fn of(text: &str, names: &[Named], forms: &Forms) -> Self {
        let mut pairs = HashSet::new();
        let of_names = forms.of_names();
        let all: Vec<(Span, usize)> = names
            .iter()
            .zip(of_names)
            .filter(|(name, _)| name.kind == ActorKind::Organisation)
            .map(|(name, form)| (name.span, forms.owner(form)))
            .collect();
        for (nth, (span, form)) in all.iter().enumerate() {
            for (other, beside) in all.iter().skip(nth + 1).take(NEAR) {
                let between = text.get(span.end..other.start).unwrap_or_default();
                if between.len() > SENTENCE || between.contains(['\n', '!', '?', '(']) || between.contains(". ") {
                    break;
                }
                pairs.insert((*form, *beside));
            }
        }
        Self { pairs }
    }

    fn has(&self, one: usize, other: usize) -> bool {
        self.pairs.contains(&(one, other)) || self.pairs.contains(&(other, one))
    }
}

/// How many names, and how many bytes, one sentence is searched for a second name.
const NEAR: usize = 8;
const SENTENCE: usize = 300;
