//! What the tagger looks at: the features of a word in its reading, each a hash. Trainer and reader share this file.

use crate::analysis::actors::names::Listed;
use crate::analysis::actors::reading::Reading;
use crate::analysis::actors::word::{Look, Word};

/// Collects the features of one word.
struct Collector<'o> {
    out: &'o mut Vec<u32>,
}

impl Collector<'_> {
    /// Adds the feature number `kind` with a value.
    fn add(&mut self, kind: u32, value: u32) {
        self.out.push(mix(kind, value));
    }

    /// Adds a feature of two values.
    fn both(&mut self, kind: u32, one: u32, two: u32) {
        self.add(kind, one.rotate_left(11).wrapping_mul(0x9E37_79B1) ^ two);
    }
}

/// The hash of a feature from its number and value.
pub fn mix(kind: u32, value: u32) -> u32 {
    let mut hash = value ^ kind.wrapping_mul(0x9E37_79B1);
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85EB_CA6B);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xC2B2_AE35);
    hash ^ (hash >> 16)
}

/// Stands for the words before the first and after the last of a sentence.
const OUTSIDE: Word = Word {
    span: crate::text::Span { start: 0, end: 0 },
    exact: 1,
    lower: 1,
    initial: 0,
    head: [1; 3],
    tail: [1; 3],
    shape: 1,
    look: Look::NONE,
};

/// A word's surroundings.
struct View<'r> {
    reading: &'r Reading,
    at: usize,
    start: usize,
    end: usize,
}

impl View<'_> {
    fn index(&self, offset: isize) -> Option<usize> {
        self.at.checked_add_signed(offset).filter(|at| (self.start..self.end).contains(at))
    }

    fn word(&self, offset: isize) -> &Word {
        self.index(offset).and_then(|at| self.reading.words.get(at)).unwrap_or(&OUTSIDE)
    }

    fn listed(&self, offset: isize) -> u32 {
        let listed = self.index(offset).and_then(|at| self.reading.listed.get(at));
        listed.map_or(0, |listed| listed.only(SINGLE).bits())
    }

    /// The listed phrase at a word, with whether it begins there.
    fn phrase(&self, offset: isize) -> u32 {
        let phrase = self.index(offset).and_then(|at| self.reading.phrases.get(at));
        phrase.map_or(0, |(listed, begins)| listed.bits() << 1 | u32::from(*begins))
    }
}

/// What of the lists is asked of a word by itself.
const SINGLE: Listed = Listed::GIVEN
    .with(Listed::FAMILY)
    .with(Listed::TITLE)
    .with(Listed::HEAD)
    .with(Listed::GROUND)
    .with(Listed::COMMON)
    .with(Listed::DEMONYM);

/// The features of the word number `at`, which stands in sentence number `sentence`, into `out`.
pub fn features(reading: &Reading, sentence: usize, at: usize, out: &mut Vec<u32>) {
    let Some(range) = reading.sentences.get(sentence) else { return };
    let view = View { reading, at, start: range.start, end: range.end };
    let mut to = Collector { out };
    spelling(&view, &mut to);
    window(&view, &mut to);
    lists(&view, &mut to);
    run(&view, &mut to);
    article(&view, &mut to);
}

/// The word itself: letters, beginnings, endings, pattern.
fn spelling(view: &View<'_>, to: &mut Collector<'_>) {
    let word = view.word(0);
    to.add(2, word.lower);
    to.add(3, word.exact);
    for (kind, hash) in (4..).zip(word.head.into_iter().chain(word.tail)) {
        to.add(kind, hash);
    }
    to.both(11, word.look.bits(), word.shape);
    to.both(12, word.look.bits(), word.tail[1]);
}

/// The words around.
fn window(view: &View<'_>, to: &mut Collector<'_>) {
    let [before2, before, word, after, after2] = [-2, -1, 0, 1, 2].map(|offset| *view.word(offset));
    to.add(20, before.lower);
    to.add(21, after.lower);
    to.add(22, before2.lower);
    to.add(23, after2.lower);
    to.both(24, before.lower, word.lower);
    to.both(28, before.lower, after.lower);
    to.both(29, before.shape, word.shape);
    to.both(30, word.shape, after.shape);
    to.both(31, before.shape.rotate_left(9) ^ word.shape, after.shape);
    to.both(32, before.lower, word.shape);
    to.both(33, after.lower, word.shape);
    to.add(34, before.tail[1]);
    to.add(35, after.tail[1]);
    to.both(36, before2.shape.rotate_left(9) ^ before.shape, word.shape);
    to.both(37, word.shape, after.shape.rotate_left(9) ^ after2.shape);
    to.both(38, before.lower, word.tail[1]);
    to.both(39, after.lower, word.tail[1]);
}

/// What the lists know.
fn lists(view: &View<'_>, to: &mut Collector<'_>) {
    let word = view.word(0);
    let (before, own, after) = (view.listed(-1), view.listed(0), view.listed(1));
    let phrase = view.phrase(0);
    to.both(50, own, phrase);
    to.both(51, own, word.shape);
    to.both(52, before, own);
    to.both(53, own, after);
    to.both(54, before << 12 | own, after);
    to.both(55, phrase, word.shape);
    to.both(56, phrase, view.word(-1).lower);
    to.both(57, phrase, view.word(1).lower);
    to.both(58, view.phrase(-1), phrase);
    to.both(59, phrase, view.phrase(1));
    to.both(62, view.listed(-2) << 12 | before, own);
    to.both(63, own << 12 | after, view.listed(2));
    to.both(64, own, view.word(-1).lower);
    to.both(65, own, view.word(1).lower);
}

/// The run of capitalised words that the word stands in.
fn run(view: &View<'_>, to: &mut Collector<'_>) {
    let Some(run) = view.reading.runs.get(view.at) else { return };
    if run.is_empty() {
        return;
    }
    let offset = |at: usize| at as isize - view.at as isize;
    let (first, last) = (offset(run.start), offset(run.end) - 1);
    let place = (last - first).min(5) as u32 * 8 + (-first).min(6) as u32;
    to.add(70, place);
    to.both(71, place, view.word(0).look.bits());
    if last > 0 {
        to.add(72, view.word(last).lower);
        to.both(73, view.listed(last), view.phrase(last));
        to.add(74, view.word(last).tail[2]);
    }
    if first < 0 {
        to.add(75, view.word(first).lower);
        to.both(76, view.listed(first), view.phrase(first));
    }
    to.both(77, place, view.word(last + 1).lower);
    to.both(78, place, view.word(first - 1).lower);
    to.both(79, view.word(first - 1).lower, view.word(last + 1).lower);
    to.both(81, view.word(first - 2).lower, view.word(first - 1).lower);
    to.both(82, view.word(last).lower, place);
}

/// What the rest of the article does with the word.
fn article(view: &View<'_>, to: &mut Collector<'_>) {
    let word = view.word(0);
    if !word.look.has(Look::CAPITAL) {
        return;
    }
    let habit = view.reading.habits.get(&word.lower).copied().unwrap_or_default();
    let small = u32::from(habit.small.min(2));
    let capital = u32::from(habit.capital.min(2));
    let manner = small * 4 + capital;
    to.both(90, manner, word.look.bits());
    to.both(91, manner, view.listed(0));
    let own = view.reading.runs.get(view.at).map_or(0, ExactSizeIterator::len);
    let cues = habit.cues.bits();
    to.both(85, cues, own.min(3) as u32);
    to.both(86, cues, view.listed(0));
    to.both(87, cues, view.phrase(0));
    to.both(88, cues, word.shape);
    if usize::from(habit.longest.1) > own {
        let longest = view.reading.runs.get(habit.longest.0).cloned().unwrap_or(0..0);
        let there = View { at: longest.start, start: longest.start, end: longest.end, ..*view };
        let last = longest.len() as isize - 1;
        let place = (0..longest.len().min(8) as isize).find(|at| there.word(*at).lower == word.lower).unwrap_or(last);
        let place = u32::from(place == 0) * 2 + u32::from(place == last);
        to.both(92, place, there.listed(0));
        to.both(94, place, there.word(0).lower);
        to.both(95, place, there.listed(last));
    }
    if word.look.has(Look::SHOUTED) {
        let spelt = view.reading.initials.get(&word.lower);
        to.add(96, u32::from(spelt.is_some()));
        if let Some(run) = spelt.and_then(|first| view.reading.runs.get(*first)) {
            let there = View { at: run.start, start: run.start, end: run.end, ..*view };
            to.add(97, there.word(run.len() as isize - 1).lower);
            to.add(98, there.word(0).lower);
        }
    }
}
