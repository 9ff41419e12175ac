//! How fast sentences and figures are found: in characters of news per second, and as a ratio to a plain scan of the
//! same bytes, which means the same on every machine.
//!
//! `cargo bench --bench figures`

use dateline::analysis::{find_figures, split_sentences};
use dateline::text::{Body, Span};
use divan::counter::CharsCount;
use divan::{Bencher, black_box};
use jiff::civil::{DateTime, date};
use std::time::{Duration, Instant};

/// News of our own making: about one figure in 120 characters, denser than agency copy.
const STORY: &str = "\
The harbour authority of Velden said on Thursday that traffic through its three terminals fell 4.2 percent to 1.38 million containers in the first quarter, the weakest start to a year since 2016.
The decline follows a winter of storms and a dispute over the dredging of the main channel, which has kept the largest ships away and sent shippers to rival ports along the coast.
\"We expect a slow spring and a better autumn,\" Chief Executive Marta Olsen told reporters at the old customs house, adding that the port would hire at least 150 people by the end of the year. She did not say how the new jobs would be paid for, or whether the board had been asked.
Unions, which called a strike last month, want higher pay for the dockers who work at night and for the crane drivers, many of whom have left for better wages inland. Talks will resume on Monday, and both sides said they were hopeful that a longer stoppage could be avoided.
Analysts at a bank in the capital said the numbers were worse than they had thought. They now see full-year profit at $95m to $105m, down from an earlier forecast that the company had called cautious.
The government, which owns two-thirds of the authority, has promised to deepen the channel before 2028, at a cost of roughly 340 million crowns. Critics say the money would be better spent on the railway, because trains carry more freight than lorries and do less harm to the roads of the valley.
Opposition leader Petr Hanák called the plan a waste of time and money and said that trucks already waited for hours at the gates while officials argued about who should open them. The transport minister replied that nobody had offered a cheaper way to keep the port alive.
Nobody was hurt when a crane collapsed there on 3 December 2023, but the inquiry that followed found dozens of faults and led to fines for the company that had inspected it. Its lawyers have appealed, arguing that the records were incomplete and that the wind was stronger than the standard allows.
Ms. Olsen joined the port in 2009 after a long career at sea. Her second term ends next June, and it is not clear whether she will stand again. Friends say that she would rather sail.
";

/// A megabyte of it.
fn news() -> Body {
    Body::verbatim(STORY.repeat(400))
}

fn today() -> Option<DateTime> {
    Some(date(2026, 3, 19).at(0, 0, 0, 0))
}

fn main() {
    divan::main();
    ratio();
}

/// The time for a thing, at best of ten.
fn best(thing: impl Fn() -> usize) -> Duration {
    let time = |_| {
        let start = Instant::now();
        black_box(thing());
        start.elapsed()
    };
    (0..10).map(time).min().unwrap_or_default()
}

/// What no machine changes much: sentences and figures against a plain scan of the same bytes.
fn ratio() {
    let body = news();
    let scan = best(|| plain(body.text()));
    let found = best(|| find_figures(&body, &split_sentences(&body), today()).len());
    let speed = body.text().chars().count() as f64 / found.as_secs_f64() / 1e6;
    println!(
        "\nsentences and figures: {speed:.1} M chars/s, {:.0} times a plain scan",
        found.as_secs_f64() / scan.as_secs_f64()
    );
}

/// One look at every byte, one at a time.
fn plain(text: &str) -> usize {
    text.bytes().fold(0, |sum, byte| black_box(sum) + usize::from(byte == b'.'))
}

#[divan::bench(sample_count = 20)]
fn plain_scan(bencher: Bencher) {
    let body = news();
    bencher.counter(CharsCount::of_str(body.text())).bench_local(|| plain(black_box(body.text())));
}

#[divan::bench(sample_count = 20)]
fn sentences(bencher: Bencher) {
    let body = news();
    bencher.counter(CharsCount::of_str(body.text())).bench_local(|| split_sentences(black_box(&body)));
}

#[divan::bench(sample_count = 20)]
fn figures(bencher: Bencher) {
    let body = news();
    let sentences: Vec<Span> = split_sentences(&body);
    bencher
        .counter(CharsCount::of_str(body.text()))
        .bench_local(|| find_figures(black_box(&body), &sentences, today()));
}

#[divan::bench(sample_count = 20)]
fn both(bencher: Bencher) {
    let body = news();
    bencher.counter(CharsCount::of_str(body.text())).bench_local(|| {
        let sentences = split_sentences(black_box(&body));
        find_figures(&body, &sentences, today())
    });
}

/// Texts that would be slow if anything were read twice: each at two sizes, the second four times the first.
#[divan::bench(sample_count = 3, args = [250_000, 1_000_000], consts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])]
fn nasty<const KIND: usize>(bencher: Bencher, size: usize) {
    const KINDS: [&str; 14] =
        ["1", "1,", "1 ", "1-", "x1", "and ", "a a a ", "one ", "$$$", "–––", "\"", "A.", "between 5 and ", "last "];
    let piece = KINDS.get(KIND).copied().unwrap_or("x");
    let body = Body::verbatim(piece.repeat(size / piece.len()));
    bencher.counter(CharsCount::of_str(body.text())).bench_local(|| {
        let sentences = split_sentences(black_box(&body));
        find_figures(&body, &sentences, today())
    });
}
