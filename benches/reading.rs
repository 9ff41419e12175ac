//! The hot paths of the reading desk: setting a page, a key to a frame deep in a long article, the whole analysis.
//!
//! `cargo bench --bench reading`; on a machine with other work, compare ratios, not times.

#![allow(clippy::unwrap_used, reason = "a bench may fail")]

use dateline::analysis::analyse;
use dateline::app::{Effect, Model, Msg, Opened, Report, update};
use dateline::config::{Config, Depth, Surroundings, Theme};
use dateline::keys::{Key, parse_chord};
use dateline::page::{Page, Sheet};
use dateline::text::{Article, ArticleId, Body, Meta};
use dateline::view::draw;
use divan::Bencher;
use divan::counter::BytesCount;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

fn main() {
    divan::main();
}

const PARAGRAPH: &str = "Minister Ana Lopez said on Tuesday that about 1,200 people had left the town of Vessby since March, \
and that the government of Norway would pay $3.2 million for new houses. “Nobody will be left behind,” Lopez told \
reporters in Oslo. The opposition denied that the money was there, citing a report of the National Audit Office.\n";

/// A news text of at least so many bytes.
fn text(bytes: usize) -> String {
    PARAGRAPH.repeat(bytes / PARAGRAPH.len() + 1)
}

fn opened(bytes: usize) -> (Model, Theme) {
    let Config { settings, keymap, .. } = Config::default();
    let around = Surroundings { depth: Depth::Truecolour, dark: Some(true) };
    let (theme, _) = Theme::choose(&settings.look, around, None);
    let mut model = Model::new(Arc::new(settings), Arc::new(keymap), theme.name());
    model.size = (200, 60);
    let meta = Meta { title: "A long report".into(), ..Meta::default() };
    let article = Article { id: ArticleId("bench".into()), meta, revision: 1, body: Body::verbatim(text(bytes)) };
    let article = Arc::new(article);
    let found = Arc::new(analyse(&article.body, None));
    let opened =
        Opened { article, annotations: Vec::new(), corrections: Vec::new(), place: None, warnings: Vec::new() };
    update(&mut model, Msg::Report(Report::Opened(Box::new(opened))));
    update(&mut model, Msg::Report(Report::Analysed(ArticleId("bench".into()), 1, found)));
    (model, theme)
}

fn press(model: &mut Model, chord: &str) -> Vec<Effect> {
    let keys: Vec<Key> = parse_chord(chord).unwrap();
    keys.into_iter().flat_map(|key| update(model, Msg::Key(key))).collect()
}

#[divan::bench]
fn set_a_page_of_1_mb(bencher: Bencher<'_, '_>) {
    let body = Body::verbatim(text(1 << 20));
    bencher
        .counter(BytesCount::of_str(body.text()))
        .bench(|| Page::set(&body, Sheet { measure: 80, folded: &[], slips: &[] }));
}

#[divan::bench(args = ["gg", "G"])]
fn key_to_frame_in_1_mb(bencher: Bencher<'_, '_>, depth: &str) {
    let (mut model, theme) = opened(1 << 20);
    press(&mut model, depth);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
    let mut up = false;
    bencher.bench_local(|| {
        press(&mut model, if up { "k" } else { "j" });
        up = !up;
        draw(&mut buffer, &model, &theme)
    });
}

#[divan::bench(args = ["gg", "G"])]
fn page_down_to_frame_in_1_mb(bencher: Bencher<'_, '_>, depth: &str) {
    let (mut model, theme) = opened(1 << 20);
    press(&mut model, depth);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
    let mut up = depth == "G";
    bencher.bench_local(|| {
        press(&mut model, if up { "C-b" } else { "C-f" });
        up = !up;
        draw(&mut buffer, &model, &theme)
    });
}

#[divan::bench]
fn analyse_1_mb(bencher: Bencher<'_, '_>) {
    let body = Body::verbatim(text(1 << 20));
    bencher.counter(BytesCount::of_str(body.text())).bench(|| analyse(&body, None));
}
