//! The library screen on the network: feeds followed and asked in threads, while a server on loopback answers, or does not.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use dateline::app::{Effect, Model, Msg, Report, start, update};
use dateline::config::Config;
use dateline::jobs::{Desk, Shelf};
use dateline::keys::{Key, parse_chord};
use dateline::store::{FeedState, FollowedFeed, Store};
use dateline::text::{Body, Meta};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

/// How long an answer may take before the test fails: generous, for machines with other work.
const PATIENCE: Duration = Duration::from_secs(60);

const FEED: &str = "<rss version='2.0'><channel><title>The Pier</title>\
    <item><guid>1</guid><title>Harbour</title><link>/harbour.html</link><description>It began …</description></item>\
    <item><guid>2</guid><title>Bridge</title><link>/bridge.html</link><description>It ended.</description></item>\
    </channel></rss>";

/// A server that knows some paths, says 404 to others, and never answers `/hang`.
fn serve() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let story = "It began on Monday with a ship, and went on until the evening, when the last of the cranes stopped. ";
    let page =
        format!("<html><title>Harbour</title><body><article><h1>Harbour</h1><p>{}</p></article>", story.repeat(12));
    let home = "<html><link rel=alternate type='application/rss+xml' href='/feed.xml' title='The Pier'></html>";
    thread::spawn(move || {
        let mut held = Vec::new();
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut asked = Vec::new();
            while !asked.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                if stream.read(&mut byte).unwrap_or(0) == 0 {
                    break;
                }
                asked.push(byte[0]);
            }
            let asked = String::from_utf8_lossy(&asked).into_owned();
            let (status, kind, body) = match asked.split(' ').nth(1).unwrap_or_default() {
                "/hang" => {
                    held.push(stream);
                    continue;
                }
                "/" => ("200 OK", "text/html", home),
                "/feed.xml" => ("200 OK", "application/rss+xml", FEED),
                "/harbour.html" => ("200 OK", "text/html", page.as_str()),
                _ => ("404 Not Found", "text/plain", ""),
            };
            let head = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n", body.len());
            // A client that has seen enough hangs up.
            let _ = stream.write_all(format!("{head}Connection: close\r\n\r\n{body}").as_bytes());
        }
    });
    port
}

/// The program with its threads, without a terminal.
struct Program<R: Fn(Report) + Clone + Send + 'static> {
    model: Model,
    desk: Desk<R>,
    reports: Receiver<Report>,
}

fn program() -> Program<impl Fn(Report) + Clone + Send + 'static> {
    program_over(Store::memory().unwrap(), false)
}

fn program_over(store: Store, automatic: bool) -> Program<impl Fn(Report) + Clone + Send + 'static> {
    let Config { mut settings, keymap, .. } = Config::default();
    settings.feeds.automatic = automatic;
    let settings = Arc::new(settings);
    let mut model = Model::new(settings.clone(), Arc::new(keymap), "dark");
    model.size = (120, 40);
    let (tell, reports): (Sender<Report>, _) = channel();
    let open = move || Ok(Shelf::new(store, settings));
    let report = move |report| {
        // The test may have seen enough.
        let _ = tell.send(report);
    };
    let mut program = Program { model, desk: Desk::start(open, report).unwrap(), reports };
    let effects = start(&mut program.model, Vec::new());
    program.carry_out(effects);
    program
}

impl<R: Fn(Report) + Clone + Send + 'static> Program<R> {
    fn carry_out(&mut self, effects: Vec<Effect>) {
        effects.into_iter().for_each(|effect| self.desk.run(effect));
    }

    fn press(&mut self, chords: &[&str]) {
        let keys: Vec<Key> = chords.iter().flat_map(|chord| parse_chord(chord).unwrap()).collect();
        for key in keys {
            let effects = update(&mut self.model, Msg::Key(key));
            self.carry_out(effects);
        }
    }

    fn write(&mut self, text: &str) {
        for c in text.chars() {
            let effects = update(&mut self.model, Msg::Key(Key::plain(c)));
            self.carry_out(effects);
        }
    }

    /// Takes reports until something holds.
    fn until(&mut self, what: &str, holds: impl Fn(&Model) -> bool) {
        while !holds(&self.model) {
            let told = self.model.message.as_ref().map(|message| message.text.clone());
            let report = self.reports.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("{what}: {told:?}"));
            let effects = update(&mut self.model, Msg::Report(report));
            self.carry_out(effects);
        }
    }
}

fn told(model: &Model) -> &str {
    model.message.as_ref().map_or("", |message| message.text.as_str())
}

#[test]
fn a_page_leads_to_its_feed_and_a_beginning_to_the_full_text() {
    let port = serve();
    let mut program = program();
    program.press(&[":"]);
    program.write(&format!("feed add http://127.0.0.1:{port}/"));
    program.press(&["Enter"]);
    program.until("followed and asked", |model| model.shelf.list.rows().len() == 2 && model.shelf.refresh.is_none());
    assert!(told(&program.model).contains("2 new"), "{}", told(&program.model));
    let feed = &program.model.shelf.sources.holdings.feeds[0];
    assert_eq!((feed.title.as_str(), feed.unread), ("The Pier", 2));
    program.press(&["gg"]);
    while program.model.shelf.list.chosen().unwrap().title != "Harbour" {
        program.press(&["j"]);
    }
    program.press(&["x"]);
    program.until("the full text", |model| told(model).contains("the full text:"));
    program.press(&["Space d"]);
    program.until("the revisions", |model| model.overlay.is_some());
    program.press(&["q", "R"]);
    // The feed still gives its beginning, which takes nothing back.
    program.until("asked again", |model| told(model).contains("asked 1 feed: 0 new"));
    program.press(&["Enter"]);
    program.until("opened", |model| model.reader.is_some());
    let reader = program.model.reader.as_ref().unwrap();
    assert!(reader.article.revision == 2 && reader.text().contains("cranes"), "{}", reader.text());
    program.desk.finish();
}

#[test]
fn a_failure_is_told_at_the_feed_and_what_is_there_stays() {
    let port = serve();
    let mut program = program();
    program.press(&["Space +"]);
    program.write(&format!("http://127.0.0.1:{port}/none.xml"));
    program.press(&["Enter"]);
    program.until("refused", |model| model.message.as_ref().is_some_and(|message| message.error));
    assert!(told(&program.model).contains("404"), "{}", told(&program.model));
    assert!(program.model.shelf.sources.holdings.feeds.is_empty());
    program.desk.finish();
}

#[test]
fn feeds_that_are_due_are_asked_by_themselves_and_nothing_moves() {
    let port = serve();
    let mut store = Store::memory().unwrap();
    for number in 0..60 {
        let meta = Meta { title: format!("Article {number}"), ..Meta::default() };
        store.add(&meta, &Body::verbatim(format!("Text {number}."))).unwrap();
    }
    let feed = |path: &str, due: &str| {
        let url = format!("http://127.0.0.1:{port}/{path}");
        let state = FeedState { due: Some(due.into()), ..FeedState::default() };
        FollowedFeed { url, title: path.into(), state, ..FollowedFeed::default() }
    };
    let (past, future) = ("2026-01-01T00:00:00Z", "2999-01-01T00:00:00Z");
    let feeds = [feed("feed.xml", past), feed("none.xml", past), feed("hang", future)];
    store.follow(&feeds).unwrap();
    feeds.iter().for_each(|feed| store.keep_feed_state(&feed.url, &feed.state).unwrap());
    let mut program = program_over(store, true);
    program.until("listed", |model| !model.shelf.list.rows().is_empty());
    program.press(&["j", "j"]);
    let chosen = |model: &Model| model.shelf.list.chosen().unwrap().id.clone();
    let line = |model: &Model| model.shelf.list.selected() - model.shelf.list.top();
    let (id, row) = (chosen(&program.model), line(&program.model));
    // The one that is not due would never answer.
    program.until("asked", |model| told(model).contains("asked 2 feeds: 2 new") && model.shelf.list.count() == 62);
    assert!(told(&program.model).contains("none.xml failed"), "{}", told(&program.model));
    assert_eq!((chosen(&program.model), line(&program.model)), (id, row));
    program.desk.finish();
}

#[test]
fn a_feed_that_hangs_can_be_stopped_and_holds_nobody_who_quits() {
    let port = serve();
    let mut program = program();
    let list = tempfile::Builder::new().suffix(".opml").tempfile().unwrap();
    let outlines: String = ["hang", "feed.xml"]
        .map(|path| format!("<outline xmlUrl='http://127.0.0.1:{port}/{path}' text='{path}'/>"))
        .concat();
    std::fs::write(list.path(), format!("<opml><body>{outlines}</body></opml>")).unwrap();
    program.press(&["Space i"]);
    program.write(&list.path().to_string_lossy());
    program.press(&["Enter"]);
    program.until("imported", |model| told(model).contains("2 of 2 feeds"));
    program.press(&["R"]);
    program.until("one answered", |model| model.shelf.refresh.as_ref().is_some_and(|progress| progress.done == 1));
    program.press(&["X"]);
    program.until("stopped", |model| model.shelf.refresh.is_none());
    assert!(told(&program.model).contains("stopped after 1 of 2"), "{}", told(&program.model));
    program.press(&["R"]);
    program.until("asked again", |model| model.shelf.refresh.is_some());
    program.desk.finish();
}
