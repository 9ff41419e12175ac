//! How fast sentences and figures are found: in characters of news per second, and as a ratio to a plain scan of the
//! same bytes, which means the same on every machine.
//!
//! `cargo bench --bench figures`

use dateline::analysis::{find_figures, split_sentences};
use dateline::text::{Body, Span};
use divan::counter::CharsCount;
use divan::{Bencher, black_box};
use jiff::civil::{DateTime, date};

/// News of our own making: as dense in numbers, names and dates as an agency's business and politics files.
const STORY: &str = "\
The harbour authority of Velden said on Thursday that traffic through its three terminals fell 4.2 percent to 1.38 million containers in the first quarter, the weakest start to a year since 2016.
Revenue slipped to €212.5 million from €230 million a year earlier, while operating costs rose by about 3 percent, according to figures published on March 14.
\"We expect a slow spring and a better autumn,\" Chief Executive Marta Olsen told reporters, adding that the port would hire at least 150 people by the end of the year.
Unions, which called a two-day strike last month, have asked for a pay rise of between 6 and 8 percent for some 2,400 dockers. Talks will resume on Monday at 9:30 a.m.
Analysts at a bank in the capital said the numbers were worse than they had thought. They now see full-year profit at $95m to $105m, down from an earlier range of $110m to $120m.
The government, which owns two-thirds of the authority, has promised to dredge 12 kilometres of the channel to a depth of 16.5 metres before 2028, at a cost of roughly 340 million crowns.
Opposition leader Petr Hanák, 54, called the plan \"a waste of time and money\" and said that one in five trucks already waited more than three hours at the gates.
Nobody was hurt when a 70-tonne crane collapsed there on 3 December 2023, but the inquiry that followed found dozens of faults and led to fines worth tens of thousands of euros.
Ms. Olsen joined the port in 2009 after fifteen years at sea. Her second term ends next June, and it is not clear whether she will stand again.
";

/// A hundred stories, a megabyte.
fn news() -> Body {
    Body::verbatim(STORY.repeat(500))
}

fn today() -> Option<DateTime> {
    Some(date(2026, 3, 19).at(0, 0, 0, 0))
}

fn main() {
    divan::main();
}

#[divan::bench]
fn plain_scan(bencher: Bencher) {
    let body = news();
    bencher.counter(CharsCount::of_str(body.text())).bench_local(|| {
        black_box(body.text()).bytes().fold(0_u64, |sum, byte| sum.wrapping_add(u64::from(byte == b'.')))
    });
}

#[divan::bench]
fn sentences(bencher: Bencher) {
    let body = news();
    bencher.counter(CharsCount::of_str(body.text())).bench_local(|| split_sentences(black_box(&body)));
}

#[divan::bench]
fn figures(bencher: Bencher) {
    let body = news();
    let sentences: Vec<Span> = split_sentences(&body);
    bencher
        .counter(CharsCount::of_str(body.text()))
        .bench_local(|| find_figures(black_box(&body), &sentences, today()));
}

#[divan::bench]
fn both(bencher: Bencher) {
    let body = news();
    bencher.counter(CharsCount::of_str(body.text())).bench_local(|| {
        let sentences = split_sentences(black_box(&body));
        find_figures(&body, &sentences, today())
    });
}

/// Texts that would be slow if anything were read twice: each at two sizes, the second four times the first.
#[divan::bench(args = [250_000, 1_000_000], consts = [0, 1, 2, 3, 4, 5, 6])]
fn nasty<const KIND: usize>(bencher: Bencher, size: usize) {
    const KINDS: [&str; 7] = ["1", "1,", "and ", "\"", ".", "1-", "between 5 and "];
    let piece = KINDS.get(KIND).copied().unwrap_or("x");
    let body = Body::verbatim(piece.repeat(size / piece.len()));
    bencher.counter(CharsCount::of_str(body.text())).bench_local(|| {
        let sentences = split_sentences(black_box(&body));
        find_figures(&body, &sentences, today())
    });
}
