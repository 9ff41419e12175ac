//! How fast the actors of an article are found, from its text: `cargo bench --features train --bench actors`.

use dateline::analysis::actors::find;
use dateline::text::{Body, Span};
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

const PEOPLE: [&str; 8] = [
    "Ana Lind", "Peter Oduya", "Kim Jong Un", "Rosa Vidal", "Hassan Ould Taleb", "J. P. Hartley", "Li Na", "Clara de Boer",
];
const PLACES: [&str; 8] = ["Nairobi", "South Korea", "Lyon", "the Gulf of Oman", "Texas", "Kraków", "U.S.", "New Zealand"];
const BODIES: [&str; 6] = [
    "the International Atomic Energy Agency (IAEA)",
    "Dunmore Quarries Ltd.",
    "the Ministry of Health",
    "the European Commission",
    "Goldman Sachs",
    "the National Union of Miners",
];

/// About `size` bytes of news in our own words; who, where and what differ from line to line.
fn news(size: usize) -> Body {
    let mut text = String::new();
    for nth in 0.. {
        if text.len() >= size {
            break;
        }
        let (person, other) = (PEOPLE[nth % 8], PEOPLE[(nth / 3 + 1) % 8]);
        let (place, body) = (PLACES[(nth / 2) % 8], BODIES[(nth / 5) % 6]);
        text.push_str(&format!(
            "President {person} said on Thursday that talks with {body} had failed again, three weeks after the first round \
             in {place} ended without an agreement on prices. The opposition, led by {other}, wants a vote before the end of \
             the year, and warned that about {nth},000 jobs were in danger if the plant near {place} closed.\n"
        ));
    }
    Body::verbatim(text)
}

#[divan::bench(args = [3_000, 30_000, 1_000_000])]
fn find_actors(bencher: divan::Bencher<'_, '_>, size: usize) {
    let body = news(size);
    let sentences: Vec<Span> = body.blocks().iter().map(|block| block.span).collect();
    bencher.counter(BytesCount::new(body.text().len())).bench(|| find(&body, &sentences, &[]));
}
