//! How fast documents become articles: text, Markdown and pages of about a megabyte.

use dateline::ingest::{Origin, read};
use divan::Bencher;
use divan::counter::BytesCount;

const PARAGRAPH: &str = "The port of Marvell reopened on Monday after nine days of strikes, and its operator said that forty \
of the sixty ships waiting outside would be unloaded before the end of the week. “We are back at work,” said the harbour master.";

fn main() {
    divan::main();
}

fn measure(bencher: Bencher<'_, '_>, address: &str, text: &str) {
    let origin = Origin::of(address);
    bencher.counter(BytesCount::of_str(text)).bench(|| read(text.as_bytes(), &origin));
}

#[divan::bench]
fn text(bencher: Bencher<'_, '_>) {
    measure(bencher, "a.txt", &format!("{PARAGRAPH}\n").repeat(4000));
}

#[divan::bench]
fn one_line(bencher: Bencher<'_, '_>) {
    measure(bencher, "a.txt", &PARAGRAPH.repeat(4000));
}

#[divan::bench]
fn markdown(bencher: Bencher<'_, '_>) {
    measure(
        bencher,
        "a.md",
        &format!("## Part\n\n{PARAGRAPH}\n\n- an *item* with a [link](https://example.org/)\n\n").repeat(3000),
    );
}

#[divan::bench]
fn page(bencher: Bencher<'_, '_>) {
    let text = format!("<p>{PARAGRAPH} <a href='/x'>link</a></p>").repeat(3000);
    measure(
        bencher,
        "a.html",
        &format!("<title>Port</title><nav><a href=/>Home</a></nav><article>{text}</article><footer>©</footer>"),
    );
}
