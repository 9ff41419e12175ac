//! How fast the actors of an article are found, from its text: `cargo bench --features train --bench actors`.
//!
//! The text is news of nowhere: sentences of our own, filled with names and words drawn by chance from a fixed seed, so that
//! a megabyte of it has thousands of different names and hardly a line twice.

use dateline::analysis::actors::find;
use dateline::analysis::{analyse, find_figures, split_sentences};
use dateline::text::Body;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// What is said; letters in braces stand for what is drawn: a person, a family name met before, a town, a country, a body, a
/// noun, a verb, an adjective, a number.
const SENTENCES: [&str; 24] = [
    "President {p} said on Thursday that talks with {b} had failed again, three weeks after the first round in {t}.",
    "The {n} of the {n} was {a}, and nobody in {t} could {v} it before the {n} ended.",
    "{s} declined to {v} the {n}, saying only that the {a} {n} would have to wait until {d} million crowns were found.",
    "According to {b}, about {d} people {v} in the {n} near {t} every year, twice as many as in {c}.",
    "“We never meant to {v} the {n},” {s} told reporters, “but the {a} {n} left us with no other choice.”",
    "Officials from {c} and {c} are to {v} a {a} {n} at the border next week, {b} reported.",
    "It was the {a} {n} since 1987, and prices rose by {d} per cent in {t} alone.",
    "The opposition, led by {p}, wants a {n} before the end of the year and may {v} the {n} if it does not get one.",
    "{p}, who has worked for {b} for {d} years, called the {n} “{a} and far too late”.",
    "In the old {n} behind the station a {a} {n} still stands, and children {v} there when the weather is fine.",
    "Mr {s} and his lawyers did not {v} when asked about the {n}.",
    "A spokeswoman for {b} confirmed the {n} but would not say how many {n}s the company intends to {v}.",
    "The {a} {n} and the {n} that followed it have changed how people {v}, think and shop.",
    "Shares in {b} fell {d} per cent after the {n}; those of {b} gained slightly.",
    "On the road from {t} to {t} there is hardly a {n} that the floods did not {v}.",
    "Experts warn that a {a} {n} could {v} the whole {n} within months.",
    "Foreign Minister {p} flew to {t} to {v} the {n} with {p}, the country's {a} envoy.",
    "There was no {n}, no {n} and no {a} word of apology, only a note that asked everybody to {v}.",
    "{c}'s parliament voted by {d} to 41 to {v} the {a} {n}, a step that {b} had long demanded.",
    "The study, which looked at {d} {n}s over nine years, found that most of them {v} without any {n} at all.",
    "“It is {a},” said {p}, a teacher from {t}. “My {n} is gone and the {n} with it.”",
    "{s} has denied that the {n} was {a}, and {b} has so far refused to {v} the figures.",
    "Only one {n} in ten can {v}, and even fewer are {a} enough to try it twice.",
    "The court in {t} will {v} the {n} of {p} and {p} in the spring.",
];
const NOUNS: [&str; 40] = [
    "harbour",
    "budget",
    "election",
    "hearing",
    "vaccine",
    "strike",
    "shipment",
    "inquiry",
    "pipeline",
    "orchard",
    "bridge",
    "letter",
    "quarrel",
    "harvest",
    "ferry",
    "archive",
    "tunnel",
    "contract",
    "drought",
    "reactor",
    "school",
    "pension",
    "festival",
    "border",
    "tax",
    "clinic",
    "market",
    "verdict",
    "road",
    "ballot",
    "mine",
    "library",
    "loan",
    "satellite",
    "protest",
    "reform",
    "bakery",
    "treaty",
    "tariff",
    "museum",
];
const VERBS: [&str; 24] = [
    "close", "defend", "repair", "postpone", "visit", "reject", "measure", "finance", "describe", "abandon", "inspect",
    "welcome", "delay", "rebuild", "question", "share", "expand", "sell", "review", "publish", "sign", "count", "halt",
    "explain",
];
const ADJECTIVES: [&str; 20] = [
    "quiet", "costly", "sudden", "unusual", "modest", "bitter", "careful", "disputed", "national", "narrow", "late",
    "foreign", "secret", "broken", "rural", "generous", "familiar", "urgent", "hasty", "dry",
];
const COUNTRIES: [&str; 16] = [
    "Poland",
    "South Korea",
    "Kenya",
    "Brazil",
    "the United States",
    "Iran",
    "New Zealand",
    "France",
    "Nigeria",
    "India",
    "Norway",
    "Mexico",
    "Japan",
    "Ukraine",
    "Egypt",
    "Canada",
];
const GIVEN: [&str; 16] = [
    "Ana", "Peter", "Rosa", "Hassan", "Clara", "Mei", "Olu", "Jan", "Fatima", "Igor", "Kwame", "Lucía", "J. P.",
    "Yuki", "Samir", "Grace",
];
const BODIES: [&str; 12] = [
    "the Ministry of {}",
    "{} Holdings Ltd.",
    "the {} Institute",
    "the National Union of {} Workers",
    "{} Bank",
    "the University of {}",
    "the {} Times",
    "{} United",
    "the {} Commission",
    "Radio {}",
    "the {} Party",
    "{} & Sons",
];
const SYLLABLES: [&str; 32] = [
    "ka", "ro", "mi", "tel", "vik", "sa", "dun", "more", "li", "han", "ber", "go", "na", "ru", "shen", "ta", "wel",
    "zor", "pe", "qua", "fen", "ja", "lo", "mar", "ni", "bru", "ste", "yan", "du", "cor", "ek", "al",
];

/// A small repeatable source of chance (xorshift64*).
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % count
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words.get(self.below(words.len())).copied().unwrap_or_default()
    }

    /// A name that nobody bears, of two or three syllables.
    fn name(&mut self) -> String {
        let mut name: String = (0..2 + self.below(2)).map(|_| self.of(&SYLLABLES)).collect();
        name.get_mut(..1).unwrap_or_default().make_ascii_uppercase();
        name
    }
}

/// What is drawn for a letter in braces.
fn draw(letter: char, chance: &mut Chance, families: &mut Vec<String>) -> String {
    match letter {
        'p' => {
            let family = chance.name();
            families.push(family.clone());
            format!("{} {family}", chance.of(&GIVEN))
        }
        's' => families.iter().nth_back(chance.below(4)).cloned().unwrap_or_else(|| chance.name()),
        't' => chance.name(),
        'b' => chance.of(&BODIES).replace("{}", &chance.name()),
        'c' => chance.of(&COUNTRIES).to_owned(),
        'n' => chance.of(&NOUNS).to_owned(),
        'v' => chance.of(&VERBS).to_owned(),
        'a' => chance.of(&ADJECTIVES).to_owned(),
        _ => (chance.below(90_000) + 11).to_string(),
    }
}

/// About `size` bytes of news, five sentences a paragraph.
fn news(size: usize) -> Body {
    let (mut text, mut families, mut chance) = (String::new(), Vec::new(), Chance(20_240_607));
    for nth in 1.. {
        if text.len() >= size {
            break;
        }
        let mut rest = chance.of(&SENTENCES);
        while let Some((before, letter)) = rest.split_once('{') {
            text.push_str(before);
            let (letter, after) = letter.split_once('}').unwrap_or((letter, ""));
            text.push_str(&draw(letter.chars().next().unwrap_or('d'), &mut chance, &mut families));
            rest = after;
        }
        text.push_str(rest);
        text.push(if nth % 5 == 0 { '\n' } else { ' ' });
    }
    Body::verbatim(text)
}

/// The actors alone, from the text and its sentences.
#[divan::bench(args = [3_000, 30_000, 1_000_000])]
fn find_actors(bencher: divan::Bencher<'_, '_>, size: usize) {
    let body = news(size);
    let sentences = split_sentences(&body);
    let figures = find_figures(&body, &sentences, None);
    bencher.counter(BytesCount::new(body.text().len())).bench(|| find(&body, &sentences, &figures));
}

/// The whole analysis of the same text.
#[divan::bench(args = [3_000, 30_000, 1_000_000])]
fn analyse_all(bencher: divan::Bencher<'_, '_>, size: usize) {
    let body = news(size);
    bencher.counter(BytesCount::new(body.text().len())).bench(|| analyse(&body, None));
}
