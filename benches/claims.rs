//! How fast claims are found: the whole analysis of the bundled articles, and of a megabyte of them.

use dateline::analysis::analyse;
use dateline::text::Body;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::fs;
use std::path::Path;

fn main() {
    divan::main();
}

fn articles() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let mut paths: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}

#[divan::bench(args = [16_000, 1_000_000])]
fn analysis(bencher: Bencher, bytes: usize) {
    let article = articles();
    let text: String = article.chars().cycle().take(bytes).collect();
    let body = Body::verbatim(text);
    let length = body.text().len();
    bencher.counter(BytesCount::new(length)).bench(|| analyse(black_box(&body), None));
}
