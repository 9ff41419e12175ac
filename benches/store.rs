//! What the library costs, at a size that fits a coffee break. `examples/newsroom.rs` measures 100,000 articles.

#![allow(missing_docs, clippy::expect_used, reason = "a bench is no library")]

use dateline::query::{Query, Sort, parse};
use dateline::store::Store;
use dateline::text::{Anchor, Annotation, ArticleId, Body, Change, Meta, Span};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const WORDS: &str = "the council of the town voted on a wall by the river after a long debate and the mayor said that \
                     it costs three million while people asked for schools roads water energy and more police";

/// Article number `n`: 600 words that come round in another order each time.
fn article(n: usize) -> (Meta, Body) {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut text = format!("number{n} ");
    for at in 0..600 {
        text.push_str(words.get((at * 7 + n * at) % words.len()).copied().unwrap_or_default());
        text.push_str(if at % 50 == 49 { ".\n" } else { " " });
    }
    let meta = Meta {
        title: format!("Council meeting number {n}"),
        url: Some(format!("https://news.example/{n}")),
        published: Some(format!("2026-{:02}-{:02}", n % 12 + 1, n % 28 + 1)),
        ..Meta::default()
    };
    (meta, Body::verbatim(text))
}

fn library(size: usize) -> (Store, Vec<ArticleId>) {
    let mut store = Store::memory().expect("a library in memory");
    let articles: Vec<(Meta, Body)> = (0..size).map(article).collect();
    let added = store.add_all(&articles).expect("articles are added");
    (store, added.into_iter().map(|added| added.id).collect())
}

#[divan::bench(sample_count = 10)]
fn add_a_thousand(bencher: Bencher<'_, '_>) {
    let articles: Vec<(Meta, Body)> = (0..1000).map(article).collect();
    bencher
        .with_inputs(|| Store::memory().expect("a library in memory"))
        .bench_local_values(|mut store| store.add_all(&articles).map(|added| added.len()));
}

#[divan::bench]
fn list_the_newest_hundred(bencher: Bencher<'_, '_>) {
    let (store, _) = library(2000);
    bencher.bench_local(|| store.list(&Query::All, Sort::Newest, 100, 0));
}

#[divan::bench(args = ["number77", "council river", "\"long debate\"", "the", "counc*"])]
fn search(bencher: Bencher<'_, '_>, query: &str) {
    let (store, _) = library(2000);
    let query = parse(query).expect("a query");
    bencher.bench_local(|| store.search(black_box(&query), Sort::Newest, 50));
}

#[divan::bench]
fn mark_read_and_undo(bencher: Bencher<'_, '_>) {
    let (mut store, ids) = library(2000);
    let id = ids.first().cloned().unwrap_or_default();
    bencher.bench_local(|| store.apply(&[Change::Read(id.clone(), true)], "read").and_then(|_| store.undo()));
}

#[divan::bench]
fn add_a_note(bencher: Bencher<'_, '_>) {
    let (mut store, ids) = library(100);
    let id = ids.first().cloned().unwrap_or_default();
    let body = store.article(&id).expect("an article").body;
    let anchor = Anchor::new(body.text(), Span::new(0, 9), &body.sha256());
    let note = Annotation { article: id, anchor, note: "Ask the treasurer.".into(), ..Annotation::default() };
    bencher.bench_local(|| store.apply(&[Change::Annotate(Box::new(note.clone()))], "note").map(|_| ()));
}
