//! What single words and short phrases mean to figures; the words themselves stand in `assets/lexicon/`.

use crate::analysis::Qualifier;

/// One meaning of a word or phrase. A word may have several ("second", "pound", "may").
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sense {
    Number(i64),
    /// The power of ten that a word multiplies by.
    Scale(u32),
    /// The same, but only written after digits.
    Suffix {
        scale: u32,
        exact: &'static str,
    },
    Ordinal(i64),
    /// The nth part, as a noun.
    Part(i64),
    Dozen(i64),
    Pair,
    /// An uncounted many, from and to.
    Vague(i64, i64),
    Percent(Share),
    Unit {
        unit: usize,
        /// The only spelling that counts, where case decides.
        exact: &'static str,
        /// Counts only when written on to its number.
        glued: bool,
    },
    Currency {
        currency: usize,
        role: Money,
    },
    /// A code of money with the letter of a magnitude before it: MSEK.
    Multiple {
        currency: usize,
        scale: u32,
    },
    Before(Qualifier),
    After(Qualifier),
    Change,
    /// What money is spent on or lost by, not weighed.
    Funds,
    Name,
    /// The same in small letters too.
    Label,
    /// Nothing by itself, but a figure may begin with it.
    Open,
    /// Ends a noun phrase.
    Stop,
    Month(i8),
    Weekday(i8),
    /// Days from today.
    Today(i8),
    /// last, this, next
    Shift(i8),
    Grain(Stretch),
    /// From hour, to hour.
    Daypart(i8, i8),
    /// An hour with a name.
    Moment(i8),
    /// Hours to add: a.m. 0, p.m. 12.
    Meridiem(i8),
    Zone(Zone),
    /// Before a date.
    Bound(Bound),
    Edge(Edge),
    /// The first month.
    Season(i8),
    Holiday(Feast),
    Tense(Tense),
}

/// What one share counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    Percent,
    Points,
    Basis,
}

/// How a currency is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Money {
    Code,
    /// A code that is an English word in small letters.
    Capitals,
    Sign,
    Word,
    Hundredth,
}

/// Stretches of the calendar that have a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stretch {
    Second,
    Minute,
    Hour,
    Night,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// Which part of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    Start,
    Middle,
    End,
    Early,
    Late,
}

/// When a holiday falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feast {
    /// Month, day; from which weekday it is moved how far.
    Fixed(i8, i8, &'static [(i8, i8)]),
    /// Its day in one year; a year of this calendar always has 365 days.
    Wandering(i16, i8, i8),
    /// Month, which one (from the end when negative), weekday (1 is Monday), days from it.
    Nth(i8, i8, i8, i8),
    /// Days from Easter Sunday; how many it lasts.
    Easter(i16, i16),
    /// Days from the Easter Sunday of the eastern churches.
    Orthodox(i16),
    /// Days from the Hebrew new year of the autumn; how many it lasts; from which weekday it is moved how far.
    Hebrew {
        days: i16,
        length: i16,
        moved: &'static [(i8, i8)],
    },
    /// By the moon over Mecca.
    Islamic {
        month: i8,
        day: i8,
        length: i16,
    },
    /// Month (1 is Chaitra), day of the moon, and the hour at which it must run; days from it; how many it lasts.
    Hindu {
        month: i8,
        day: i8,
        hour: i8,
        shift: i8,
        length: i16,
    },
    Chinese {
        month: i8,
        day: i8,
    },
    /// The day on which the sun enters a sign of the stars; days from it.
    Sun {
        longitude: i16,
        shift: i8,
    },
    /// Year, month, day of those that follow no rule.
    Listed(&'static [(i16, i8, i8)]),
    /// By a calendar that is not worked out here.
    Moon,
}

/// How far a zone is from Greenwich, in minutes east; summer time counts where it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    Fixed(i16),
    /// With the summer time of the United States.
    American(i16),
    /// With the summer time of Europe.
    European(i16),
    /// Wherever the text is.
    Local,
}

/// What a word or phrase before a date says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// That day and later.
    From,
    /// That day and earlier.
    Until,
    /// Only later.
    After,
    /// Only earlier.
    Before,
    /// The week of that day.
    Week,
}

/// The money of a country whose word for it other countries use too.
#[derive(Debug)]
pub struct Local {
    pub code: &'static str,
    /// The words and signs that mean it there.
    pub forms: &'static [&'static str],
    /// How it is written where it must be told from others: then the bare sign means another.
    pub signs: &'static [&'static str],
}

/// Which way a sentence looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Behind, or what was planned then.
    Past,
    /// Over: "died in January".
    Done,
    Future,
    /// No verb says: the nearest day is meant.
    Near,
}

impl Tense {
    pub fn looks_back(self) -> bool {
        matches!(self, Self::Past | Self::Done)
    }
}

/// A word of the lists: what it means alone, and the phrases it opens, longest first.
#[derive(Debug)]
pub struct Entry {
    pub word: &'static str,
    /// What may begin with it: [`DATE`], [`QUANTITY`], [`AFTER_ARTICLE`].
    pub opens: u8,
    pub senses: &'static [Sense],
    pub phrases: &'static [(&'static [&'static str], Sense)],
}

/// A unit of measure: value in `base` = value × `factor` + `offset`.
#[derive(Debug)]
pub struct Unit {
    pub symbol: &'static str,
    pub base: &'static str,
    pub factor: f64,
    pub offset: f64,
}

/// A word or phrase that says what a figure measures.
#[derive(Debug)]
pub struct Gauge {
    pub words: &'static str,
    pub measure: &'static str,
    /// Letters of the kinds of figures: c, m, p, q.
    pub kinds: &'static str,
    /// A noun of it, before or behind the number.
    pub noun: bool,
    /// A verb before the number.
    pub before: bool,
    /// A verb or participle behind the number.
    pub behind: bool,
}

/// What a word or phrase says that a figure measures, in every part of speech.
pub fn gauges(words: &str) -> impl Iterator<Item = &'static Gauge> + use<> {
    let small = words.to_ascii_lowercase();
    let first = lists::GAUGES.partition_point(|gauge| gauge.words < small.as_str());
    lists::GAUGES.iter().skip(first).take_while(move |gauge| gauge.words == small)
}

mod lists {
    use super::{Bound, Edge, Entry, Feast, Gauge, Local, Money, Qualifier, Sense, Share, Stretch, Tense, Unit, Zone};
    include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
}

/// A date may begin with the word.
pub const DATE: u8 = 1;
/// A quantity may begin with the word.
pub const QUANTITY: u8 = 2;
/// A figure may begin with the article before the word.
pub const AFTER_ARTICLE: u8 = 4;

/// The start of a word's hash (FNV-1a over its lower-case bytes).
pub const HASH: u32 = 0x811c_9dc5;

/// Takes one more byte into a hash.
pub const fn hash(so_far: u32, byte: u8) -> u32 {
    (so_far ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// The number of the entry of a word whose hash is known (0 for a word in no list), and what may begin with it.
pub fn lookup(word: &str, hash: u32) -> (u16, u8) {
    let mut slot = hash as usize % lists::SLOTS.len();
    loop {
        let Some(&number) = lists::SLOTS.get(slot) else { return (0, 0) };
        match entry(number) {
            None => return (0, 0),
            Some(entry) if entry.word.eq_ignore_ascii_case(word) => return (number, entry.opens),
            Some(_) => slot = (slot + 1) % lists::SLOTS.len(),
        }
    }
}

/// The entry with a number that [`lookup`] gave.
pub fn entry(number: u16) -> Option<&'static Entry> {
    lists::ENTRIES.get(usize::from(number.checked_sub(1)?))
}

/// The unit with this index.
pub fn unit(index: usize) -> Option<&'static Unit> {
    lists::UNITS.get(index)
}

/// The ISO 4217 code of the currency with this index; none for a word that several share.
pub fn currency(index: usize) -> Option<&'static str> {
    lists::CURRENCIES.get(index).copied().filter(|code| *code != "-")
}

/// The unit with this symbol.
pub fn unit_named(symbol: &str) -> Option<&'static Unit> {
    lists::UNITS.iter().find(|unit| unit.symbol == symbol)
}

/// The money of the country that a place or a people (in small letters) belongs to.
pub fn local(place: &str) -> Option<&'static Local> {
    let found = lists::PLACES.binary_search_by(|(name, _)| (*name).cmp(place)).ok()?;
    lists::LOCALS.get(lists::PLACES.get(found)?.1)
}
