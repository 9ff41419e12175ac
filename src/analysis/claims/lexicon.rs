//! What the lexicon knows of a word: its part in a sentence, and what it attributes. Read when the program is compiled.

use crate::text::Stance;

const CUES: &str = include_str!("../../../assets/lexicon/cues.tsv");
const NOUNS: &str = include_str!("../../../assets/lexicon/reporting_nouns.tsv");
const WORDS: &str = include_str!("../../../assets/lexicon/words.tsv");

/// A set of single letters of the lexicon (`a` to `z`, `A` to `Z`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frames(u64);

impl Frames {
    #[allow(clippy::indexing_slicing, reason = "`at` is below the length")]
    const fn read(letters: &[u8]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < letters.len() {
            bits |= 1 << (letters[at] - b'A');
            at += 1;
        }
        Self(bits)
    }

    /// True when one of `letters` is in the set.
    pub const fn any(self, letters: &str) -> bool {
        self.0 & Self::read(letters.as_bytes()).0 != 0
    }
}

/// A verb or noun that attributes, and how.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The verb's base form, or the noun's first form.
    pub lemma: &'static str,
    /// The word that must follow ("for" in "call for"); empty where none must.
    pub particle: &'static str,
    /// What the speaker does.
    pub stance: Stance,
    /// What may stand beside it; the letters are told at the head of the file.
    pub frames: Frames,
}

/// Which form of a verb a word is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// say
    #[default]
    Base,
    /// says
    Third,
    /// said
    Past,
    /// saying
    Ing,
}

/// What the lexicon says of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    classes: u64,
    /// One more than the index of the first row of the verb; 0 for no verb.
    verb: u16,
    /// The same for nouns.
    noun: u16,
    /// The verb's form.
    pub form: Form,
}

macro_rules! classes {
    ($($name:ident = $word:literal),+ $(,)?) => {
        /// What a word does in a sentence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Class { $($name),+ }

        const CLASS_NAMES: &[&str] = &[$($word),+];
    };
}
classes!(
    Determiner = "determiner",
    Possessive = "possessive",
    Subject = "subject",
    Person = "person",
    Object = "object",
    Finite = "finite",
    Auxiliary = "auxiliary",
    Be = "be",
    Modal = "modal",
    Negation = "negation",
    Preposition = "preposition",
    Linking = "linking",
    Subordinator = "subordinator",
    Coordinator = "coordinator",
    Relative = "relative",
    Question = "question",
    Day = "day",
    Adverb = "adverb",
    Venue = "venue",
    Refuse = "refuse",
    Allegation = "allegation",
    Irregular = "irregular",
    Role = "role",
    Body = "body",
    Source = "source",
    Falsehood = "falsehood",
);

impl Entry {
    /// True when the word is of this class.
    pub const fn is(self, class: Class) -> bool {
        self.classes & (1 << class as u8) != 0
    }

    /// The rows of the verb that this word is a form of.
    pub fn verbs(self) -> &'static [Row] {
        rows(&TABLES.verbs, self.verb)
    }

    /// The row of the noun that this word is a form of.
    pub fn noun(self) -> Option<&'static Row> {
        rows(&TABLES.nouns, self.noun).first()
    }
}

fn rows(all: &'static [Row], first: u16) -> &'static [Row] {
    let Some(from) = usize::from(first).checked_sub(1) else { return &[] };
    let tail = all.get(from..).unwrap_or_default();
    let Some(lemma) = tail.first().map(|row| row.lemma) else { return &[] };
    let count = tail.iter().take_while(|row| row.lemma == lemma).count();
    tail.get(..count).unwrap_or_default()
}

/// Looks a word up, without regard to case; `’` counts as `'`.
pub fn look_up(word: &str) -> Entry {
    let mut folded = [0; LONGEST];
    let mut length = 0;
    let mut bytes = word.bytes();
    while let Some(byte) = bytes.next() {
        let Some(slot) = folded.get_mut(length) else { return Entry::default() };
        *slot = match byte {
            0xE2 => {
                // The only character with this first byte in any entry is U+2019.
                if bytes.next() != Some(0x80) || bytes.next() != Some(0x99) {
                    return Entry::default();
                }
                b'\''
            }
            byte => byte.to_ascii_lowercase(),
        };
        length += 1;
    }
    let word = folded.get(..length).unwrap_or_default();
    let mut at = hash(word) as usize % SLOTS;
    loop {
        match TABLES.slots.get(at) {
            Some(slot) if slot.word == word => return slot.entry,
            Some(slot) if !slot.word.is_empty() => at = (at + 1) % SLOTS,
            _ => return Entry::default(),
        }
    }
}

/// Longest entry in bytes.
const LONGEST: usize = 20;
/// More than twice as many as there are entries, so that a search ends soon.
const SLOTS: usize = 4096;
const VERBS: usize = count_rows(CUES);
const NOUN_ROWS: usize = count_rows(NOUNS);

#[derive(Clone, Copy)]
struct Slot {
    word: &'static [u8],
    entry: Entry,
}

struct Tables {
    verbs: [Row; VERBS],
    nouns: [Row; NOUN_ROWS],
    slots: [Slot; SLOTS],
}

#[allow(long_running_const_eval, reason = "some thousand words are read, once, by the compiler")]
const TABLES: &Tables = &read();

const fn hash(word: &[u8]) -> u32 {
    let mut value = 0x811c_9dc5_u32;
    let mut at = 0;
    while at < word.len() {
        #[allow(clippy::indexing_slicing, reason = "`at` is below the length")]
        let byte = word[at];
        value = (value ^ byte as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    value
}

/// From here on everything runs in the compiler, where an index out of range is an error of compilation.
#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn until(text: &'static [u8], end: u8) -> (&'static [u8], &'static [u8]) {
    let mut at = 0;
    while at < text.len() && text[at] != end {
        at += 1;
    }
    let (head, tail) = text.split_at(at);
    if tail.is_empty() { (head, tail) } else { (head, tail.split_at(1).1) }
}

#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn is_row(line: &[u8]) -> bool {
    !line.is_empty() && line[0] != b'#'
}

const fn count_rows(file: &'static str) -> usize {
    let mut rest = file.as_bytes();
    let mut rows = 0;
    while !rest.is_empty() {
        let (line, tail) = until(rest, b'\n');
        rows += is_row(line) as usize;
        rest = tail;
    }
    rows
}

#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    one.len() == other.len() && at == one.len()
}

#[allow(clippy::panic, reason = "a wrong file stops the compiler")]
const fn word(bytes: &'static [u8]) -> &'static str {
    match core::str::from_utf8(bytes) {
        Ok(word) => word,
        Err(_) => panic!("the lexicon is UTF-8"),
    }
}

#[allow(clippy::indexing_slicing, clippy::panic, reason = "evaluated by the compiler")]
const fn stance(name: &[u8]) -> Stance {
    const NAMED: &[(&str, Stance)] = &[
        ("says", Stance::Says),
        ("alleges", Stance::Alleges),
        ("denies", Stance::Denies),
        ("confirms", Stance::Confirms),
        ("warns", Stance::Warns),
        ("promises", Stance::Promises),
        ("demands", Stance::Demands),
        ("doubts", Stance::Doubts),
        ("cites", Stance::Cites),
    ];
    let mut at = 0;
    while at < NAMED.len() {
        if same(NAMED[at].0.as_bytes(), name) {
            return NAMED[at].1;
        }
        at += 1;
    }
    panic!("an unknown stance in the lexicon")
}

#[allow(clippy::indexing_slicing, clippy::panic, reason = "evaluated by the compiler")]
const fn class(name: &[u8]) -> u64 {
    let mut at = 0;
    while at < CLASS_NAMES.len() {
        if same(CLASS_NAMES[at].as_bytes(), name) {
            return 1 << at;
        }
        at += 1;
    }
    panic!("an unknown class of words in the lexicon")
}

#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn form(form: &[u8], nth: usize) -> Form {
    let length = form.len();
    if nth == 0 {
        Form::Base
    } else if nth == 1 && form[length - 1] == b's' {
        Form::Third
    } else if length > 4 && form[length - 3] == b'i' && form[length - 2] == b'n' && form[length - 1] == b'g' {
        Form::Ing
    } else {
        Form::Past
    }
}

#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn place(slots: &mut [Slot; SLOTS], word: &'static [u8]) -> usize {
    assert!(word.len() <= LONGEST, "a word of the lexicon is too long");
    let mut at = hash(word) as usize % SLOTS;
    while !slots[at].word.is_empty() && !same(slots[at].word, word) {
        at = (at + 1) % SLOTS;
    }
    slots[at].word = word;
    at
}

#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn read() -> Tables {
    let none = Row { lemma: "", particle: "", stance: Stance::Says, frames: Frames(0) };
    let mut verbs = [none; VERBS];
    let mut nouns = [none; NOUN_ROWS];
    let mut slots = [Slot { word: &[], entry: Entry { classes: 0, verb: 0, noun: 0, form: Form::Base } }; SLOTS];
    let (mut rest, mut row) = (CUES.as_bytes(), 0);
    while !rest.is_empty() {
        let (line, tail) = until(rest, b'\n');
        rest = tail;
        if is_row(line) {
            let (lemma, line) = until(line, b'\t');
            let (particle, line) = until(line, b'\t');
            let (name, line) = until(line, b'\t');
            let (frames, forms) = until(line, b'\t');
            verbs[row] = Row {
                lemma: word(lemma),
                particle: word(particle),
                stance: stance(name),
                frames: Frames::read(frames),
            };
            row += 1;
            read_forms(&mut slots, forms, row);
        }
    }
    (rest, row) = (NOUNS.as_bytes(), 0);
    while !rest.is_empty() {
        let (line, tail) = until(rest, b'\n');
        rest = tail;
        if is_row(line) {
            let (name, line) = until(line, b'\t');
            let (frames, mut forms) = until(line, b'\t');
            let lemma = word(until(forms, b' ').0);
            nouns[row] = Row { lemma, particle: "", stance: stance(name), frames: Frames::read(frames) };
            row += 1;
            while !forms.is_empty() {
                let (form, more) = until(forms, b' ');
                let at = place(&mut slots, form);
                slots[at].entry.noun = row as u16;
                forms = more;
            }
        }
    }
    read_classes(&mut slots);
    Tables { verbs, nouns, slots }
}

#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn read_forms(slots: &mut [Slot; SLOTS], mut forms: &'static [u8], row: usize) {
    let mut nth = 0;
    while !forms.is_empty() {
        let (word, more) = until(forms, b' ');
        let at = place(slots, word);
        if slots[at].entry.verb == 0 {
            slots[at].entry.verb = row as u16;
            slots[at].entry.form = form(word, nth);
        }
        nth += 1;
        forms = more;
    }
}

#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn read_classes(slots: &mut [Slot; SLOTS]) {
    let mut rest = WORDS.as_bytes();
    while !rest.is_empty() {
        let (line, tail) = until(rest, b'\n');
        rest = tail;
        if is_row(line) {
            let (name, mut words) = until(line, b'\t');
            while !words.is_empty() {
                let (word, more) = until(words, b' ');
                let at = place(slots, word);
                slots[at].entry.classes |= class(name);
                words = more;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case() {
        let said = look_up("Said");
        assert_eq!((said.verbs()[0].lemma, said.form), ("say", Form::Past));
        assert_eq!(look_up("SAYING").form, Form::Ing);
        assert!(look_up("didn’t").is(Class::Negation) && look_up("didn't").is(Class::Auxiliary));
        assert_eq!(look_up("allegations").noun().map(|row| row.stance), Some(Stance::Alleges));
        let call: Vec<&str> = look_up("called").verbs().iter().map(|row| row.particle).collect();
        assert_eq!(call, ["for", "on", "upon", "into question", ""]);
    }

    #[test]
    fn other_words_are_not() {
        for word in ["", "saids", "“said”", "…", "🦢", "supercalifragilisticexpialidocious"] {
            let entry = look_up(word);
            assert!(entry.verbs().is_empty() && entry.noun().is_none() && entry.classes == 0, "{word}");
        }
    }

    /// A row of a verb that does not follow its sisters would never be found.
    #[test]
    fn rows_of_a_verb_stand_together_and_the_bare_one_last() {
        let mut seen: Vec<&str> = Vec::new();
        for pair in TABLES.verbs.windows(2) {
            if pair[0].lemma == pair[1].lemma {
                assert!(!pair[0].particle.is_empty(), "{}", pair[0].lemma);
            } else {
                assert!(!seen.contains(&pair[1].lemma), "{}", pair[1].lemma);
                seen.push(pair[0].lemma);
            }
        }
    }
}
