//! The library as a reader works in it: sections, feeds, selections, long lists.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod desk;

use dateline::app::{Mouse, Msg, Pane, Screen, Section};
use dateline::jobs::add_samples;
use dateline::store::{FeedEntry, FeedSettings, FeedState, FollowedFeed, Store};
use dateline::text::{Body, Meta};
use desk::Desk;
use insta::assert_snapshot;

fn feed(url: &str, title: &str, folder: &[&str]) -> FollowedFeed {
    let folder = folder.iter().map(|name| (*name).to_owned()).collect();
    FollowedFeed { url: url.into(), title: title.into(), folder, ..FollowedFeed::default() }
}

fn entry(feed: &str, number: usize) -> FeedEntry {
    let meta = Meta {
        title: format!("{feed} number {number}"),
        outlet: Some(feed.into()),
        url: Some(format!("https://{feed}.example/{number}")),
        published: Some(format!("2026-03-{:02}T09:00:00Z", number % 28 + 1)),
        ..Meta::default()
    };
    FeedEntry { identity: number.to_string(), meta, body: Body::verbatim(format!("Text {number} of the {feed}.")) }
}

/// The samples, three feeds in two folders, one of which failed.
fn newsstand() -> Store {
    let mut store = Store::memory().unwrap();
    add_samples(&mut store).unwrap();
    let (herald, courier, blog) = ("https://herald.example/", "https://courier.example/", "https://blog.example/");
    let mut failing = feed(courier, "Courier", &["Papers", "Evening"]);
    failing.settings = FeedSettings { interval: Some(90), ..FeedSettings::default() };
    store.follow(&[feed(herald, "Herald", &["Papers"]), failing, feed(blog, "Blog", &[])]).unwrap();
    for (url, name, count) in [(herald, "herald", 3), (courier, "courier", 2), (blog, "blog", 1)] {
        store.add_entries(url, &(0..count).map(|number| entry(name, number)).collect::<Vec<_>>()).unwrap();
    }
    let state = FeedState {
        trouble: Some("the server answers 503".into()),
        failures: 3,
        fetched: Some("2026-03-04T09:00:00Z".into()),
        ..FeedState::default()
    };
    store.keep_feed_state(courier, &state).unwrap();
    store
}

fn titles(desk: &Desk) -> Vec<String> {
    desk.model.shelf.list.rows().iter().map(|row| row.title.clone()).collect()
}

fn told(desk: &Desk) -> String {
    desk.model.message.as_ref().map(|message| message.text.clone()).unwrap_or_default()
}

/// Puts the tree's cursor on a row by its name.
fn on<'d>(desk: &'d mut Desk, label: &str) -> &'d mut Desk {
    desk.press(&["gs", "gg"]);
    for _ in 0..40 {
        if desk.model.shelf.sources.chosen().is_some_and(|row| row.label == label) {
            return desk;
        }
        desk.press(&["j"]);
    }
    panic!("there is no {label}");
}

#[test]
fn the_tree_stands_beside_the_list() {
    let mut desk = Desk::over(newsstand(), 120, 18);
    assert_snapshot!("sources_wide", desk.screen());
    desk.resize(80, 18).press(&["gs"]);
    assert_snapshot!("sources_narrow", desk.screen());
}

#[test]
fn enter_shows_a_section() {
    let mut desk = Desk::over(newsstand(), 120, 24);
    for (label, count) in
        [("Papers", 5), ("Evening", 2), ("Blog", 1), ("Herald", 3), ("Local", 4), ("Starred", 0), ("All articles", 10)]
    {
        on(&mut desk, label).press(&["Enter"]);
        assert_eq!((desk.model.pane, titles(&desk).len()), (Pane::Main, count), "{label}");
    }
    on(&mut desk, "Herald").press(&["Enter", "2"]);
    assert_eq!(titles(&desk).len(), 3);
    desk.press(&["r"]);
    assert_eq!(titles(&desk).len(), 2);
    assert_eq!(desk.model.shelf.sources.feed("https://herald.example/").unwrap().unread, 2);
    desk.press(&["Esc", "Esc"]);
    assert_eq!(titles(&desk).len(), 10);
}

#[test]
fn tab_goes_between_tree_and_list() {
    let mut desk = Desk::over(newsstand(), 80, 24);
    desk.press(&["Tab"]);
    assert_eq!(desk.model.pane, Pane::Sources);
    assert!(desk.screen().contains("Inbox"));
    desk.press(&["Tab"]);
    assert_eq!(desk.model.pane, Pane::Main);
    assert!(!desk.screen().contains("Inbox"));
}

#[test]
fn the_preview_scrolls_by_keys_and_wheel() {
    let mut desk = Desk::with_samples(120, 16);
    let first = |desk: &Desk| desk.model.shelf.preview.as_ref().unwrap().in_view().0;
    let selected = |desk: &Desk| desk.model.shelf.list.selected();
    // From the list, a line at a time.
    desk.press(&["j", "C-e", "C-e", "C-y"]);
    assert_eq!((first(&desk), selected(&desk)), (1, 1));
    // In its own pane, as everywhere.
    desk.press(&["Tab"]);
    assert_eq!(desk.model.pane, Pane::Side);
    desk.press(&["j", "PgDn"]);
    assert_snapshot!("preview", desk.screen());
    desk.press(&["G"]);
    let last = first(&desk);
    desk.press(&["j"]);
    assert_eq!((first(&desk), selected(&desk)), (last, 1));
    desk.press(&["gg", "s", "Left"]);
    assert!(desk.model.shelf.list.chosen().unwrap().starred && desk.model.pane == Pane::Main);
    // Another article begins at its beginning; the first is not where it was left.
    desk.press(&["C-e", "j"]);
    assert_eq!(first(&desk), 0);
    // The wheel turns what it is over.
    let (preview, list, tree) = (110, 50, 3);
    desk.send(Msg::Mouse(Mouse::WheelDown, preview, 5));
    assert_eq!((first(&desk), selected(&desk)), (3, 2));
    desk.send(Msg::Mouse(Mouse::WheelDown, tree, 5));
    assert_eq!((desk.model.shelf.sources.list.selected(), selected(&desk)), (3, 2));
    desk.send(Msg::Mouse(Mouse::WheelUp, list, 5));
    assert_eq!((first(&desk), selected(&desk)), (0, 0));
    // A click gives a pane the keys; the second one on a row of the tree shows it.
    desk.send(Msg::Mouse(Mouse::Press, preview, 5));
    assert_eq!(desk.model.pane, Pane::Side);
    desk.send(Msg::Mouse(Mouse::Press, tree, 2));
    assert_eq!((desk.model.pane, desk.model.shelf.section.clone()), (Pane::Sources, Section::All));
    desk.send(Msg::Mouse(Mouse::Press, tree, 2));
    assert_eq!((desk.model.pane, desk.model.shelf.section.clone()), (Pane::Main, Section::Inbox));
    // Around the panes, and back; where there is no room for a preview there is none to go to.
    desk.press(&["S-Tab"]);
    assert_eq!(desk.model.pane, Pane::Sources);
    desk.press(&["S-Tab"]);
    assert_eq!(desk.model.pane, Pane::Side);
    desk.resize(80, 24);
    assert_eq!(desk.model.pane, Pane::Main);
}

#[test]
fn feeds_are_renamed_moved_and_left() {
    let mut desk = Desk::over(newsstand(), 120, 24);
    on(&mut desk, "Blog").press(&["r", "C-u"]).write("Diary").press(&["Enter"]);
    on(&mut desk, "Diary").press(&["m", "C-u"]).write("Papers/Evening").press(&["Enter"]);
    on(&mut desk, "Evening").press(&["Enter"]);
    assert_eq!(titles(&desk).len(), 3);
    on(&mut desk, "Papers").press(&["r", "C-u"]).write("Press").press(&["Enter"]);
    let feed = |desk: &Desk| desk.model.shelf.sources.feed("https://blog.example/").cloned();
    assert_eq!(feed(&desk).unwrap().folder, ["Press", "Evening"]);
    on(&mut desk, "Diary").press(&["i"]).write("45").press(&["Enter"]);
    assert_eq!(feed(&desk).unwrap().interval, Some(45));
    on(&mut desk, "Diary").press(&["x"]);
    assert!(feed(&desk).unwrap().full);
    on(&mut desk, "Diary").press(&["dd", "n"]);
    assert!(feed(&desk).is_some());
    on(&mut desk, "Diary").press(&["dd", "y"]);
    assert_eq!(feed(&desk), None);
    desk.press(&["Tab", "Esc", "Esc"]);
    assert_eq!(titles(&desk).len(), 10);
}

#[test]
fn what_is_done_with_sources_is_undone_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let blog = "https://blog.example/";
    let mut store = Store::open(&path, dateline::store::Mode::Write).unwrap();
    store.follow(&[feed(blog, "Blog", &["Diaries"]), feed("https://herald.example/", "Herald", &[])]).unwrap();
    store.add_entries(blog, &[entry("blog", 1), entry("blog", 2)]).unwrap();
    let mut desk = Desk::over(store, 120, 24);
    let before = desk.model.shelf.sources.holdings.clone();
    on(&mut desk, "Blog").press(&["r", "C-u"]).write("Diary").press(&["Enter"]);
    assert!(told(&desk).contains("renaming Blog to Diary (u undoes it)"), "{}", told(&desk));
    on(&mut desk, "Diary").press(&["i"]).write("45").press(&["Enter", "x"]);
    on(&mut desk, "Diaries").press(&["Enter"]);
    on(&mut desk, "Diaries").press(&["r", "C-u"]).write("Papers").press(&["Enter"]);
    assert_eq!(desk.model.shelf.section, Section::Folder(vec!["Papers".into()]));
    on(&mut desk, "Papers").press(&["dd", "y"]);
    desk.press(&["Esc", "F"]).write("outlet:blog").press(&["Enter", "+"]).write("Blogs").press(&["Enter"]);
    on(&mut desk, "Blogs").press(&["Enter"]);
    on(&mut desk, "Blogs").press(&["r", "C-u"]).write("Logs").press(&["Enter"]);
    on(&mut desk, "Logs").press(&["dd", "y"]);
    let after = desk.model.shelf.sources.holdings.clone();
    assert!(after.folders.is_empty() && after.feeds.len() == 1);
    drop(desk);

    let mut desk = Desk::over(Store::open(&path, dateline::store::Mode::Write).unwrap(), 120, 24);
    desk.press(&["u", "u"]);
    on(&mut desk, "Blogs").press(&["Enter"]);
    assert_eq!(titles(&desk).len(), 2);
    desk.press(&["C-r"]);
    // The folder shown has another name now, and holds the same.
    assert!(matches!(&desk.model.shelf.section, Section::Smart { name, .. } if name == "Logs"));
    desk.press(&["u", "u", "u"]);
    assert_eq!((told(&desk).as_str(), titles(&desk).len()), ("undone: unsubscribing from Diary", 2));
    on(&mut desk, "Papers").press(&["Enter"]);
    assert_eq!(titles(&desk).len(), 2);
    desk.press(&["u", "u", "u", "u"]);
    assert_eq!(desk.model.shelf.sources.holdings, before, "{}", told(&desk));
    desk.press(&["C-r"; 8]);
    assert_eq!(desk.model.shelf.sources.holdings, after, "{}", told(&desk));
}

#[test]
fn a_card_says_how_a_feed_is() {
    let mut desk = Desk::over(newsstand(), 100, 24);
    on(&mut desk, "Courier").press(&["K"]);
    let screen = desk.screen();
    for words in ["https://courier.example/", "Papers / Evening", "2026-03-04 09:00:00 UTC", "503", "3 times", "90 min"]
    {
        assert!(screen.contains(words), "{words}:\n{screen}");
    }
}

#[test]
fn a_filter_is_kept_as_a_smart_folder() {
    let mut desk = Desk::over(newsstand(), 120, 24);
    desk.press(&["F"])
        .write("outlet:herald or outlet:blog")
        .press(&["Enter", "+"])
        .write("Two papers")
        .press(&["Enter"]);
    desk.press(&["Esc"]);
    on(&mut desk, "Two papers").press(&["Enter"]);
    assert_eq!(titles(&desk).len(), 4);
    on(&mut desk, "Two papers").press(&["r", "C-u"]).write("Both").press(&["Enter"]);
    on(&mut desk, "Both").press(&["Enter"]);
    assert_eq!(titles(&desk).len(), 4);
    on(&mut desk, "Both").press(&["dd", "y"]);
    assert!(!desk.model.shelf.sources.list.rows().iter().any(|row| row.label == "Both"));
}

#[test]
fn a_wrong_query_says_where_and_shows_nothing_else() {
    let mut desk = Desk::over(newsstand(), 100, 16);
    desk.press(&["F"]).write("title:(a").press(&["Enter"]);
    assert_snapshot!("wrong_query", desk.screen());
    desk.press(&["dd"]);
    assert!(told(&desk).contains("no article here"), "{}", told(&desk));
    desk.press(&["Esc"]);
    assert_eq!(titles(&desk).len(), 10);
}

#[test]
fn what_is_done_with_a_selection_is_one_step() {
    let mut desk = Desk::over(newsstand(), 100, 24);
    desk.press(&["v", "j", "v", "s"]);
    let starred = |desk: &Desk| desk.model.shelf.list.rows().iter().filter(|row| row.starred).count();
    assert_eq!(starred(&desk), 2, "{}", told(&desk));
    desk.press(&["u"]);
    assert_eq!(starred(&desk), 0);
    desk.press(&["gg", "V", "j", "j", "t"]).write("harbour").press(&["Enter"]);
    let tagged = |desk: &Desk| desk.model.shelf.list.rows().iter().filter(|row| row.tags == ["harbour"]).count();
    assert_eq!(tagged(&desk), 3);
    desk.press(&["*", "t"]).write("-harbour all").press(&["Enter"]);
    assert!(desk.model.shelf.list.rows().iter().all(|row| row.tags == ["all"]));
    desk.press(&["u"]);
    assert_eq!(tagged(&desk), 3);
    desk.press(&["*", "dd"]);
    assert_eq!(titles(&desk).len(), 0);
    desk.press(&["u"]);
    assert_eq!(titles(&desk).len(), 10);
    desk.press(&["A", "y"]);
    assert!(desk.model.shelf.list.rows().iter().all(|row| !row.unread));
    desk.press(&["u"]);
    assert!(desk.model.shelf.list.rows().iter().all(|row| row.unread));
}

#[test]
fn the_order_is_chosen() {
    let mut desk = Desk::over(newsstand(), 100, 24);
    desk.press(&["S"]).write("title").press(&["Enter"]);
    let mut sorted = titles(&desk);
    sorted.sort_by_key(|title| title.to_lowercase());
    assert_eq!(titles(&desk), sorted);
    assert!(desk.screen().contains("by title"));
}

/// 2,000 articles, the newest first.
fn long() -> Store {
    let mut store = Store::memory().unwrap();
    let articles: Vec<(Meta, Body)> = (0..2_000)
        .map(|number| {
            let moment = format!("2026-{:02}-{:02}T{:02}:00:00Z", number / 500 + 1, number / 20 % 25 + 1, number % 20);
            let meta = Meta { title: format!("Article {number}"), published: Some(moment), ..Meta::default() };
            (meta, Body::verbatim(format!("Text {number}, {}.", if number % 2 == 0 { "even" } else { "odd" })))
        })
        .collect();
    store.add_all(&articles).unwrap();
    store
}

#[test]
fn a_long_list_scrolls_as_a_short_one() {
    let mut desk = Desk::over(long(), 100, 24);
    let chosen = |desk: &Desk| desk.model.shelf.list.chosen().unwrap().title.clone();
    assert_eq!(desk.model.shelf.list.count(), 2_000);
    for (keys, title) in [
        (&["G"][..], "Article 0"),
        (&[":", "5", "6", "7", "Enter"], "Article 1433"),
        (&["gg"], "Article 1999"),
        (&["PgDn", "PgDn", "PgDn"], "Article 1936"),
    ] {
        desk.press(keys);
        assert_eq!(chosen(&desk), title, "{keys:?}");
        assert!(!desk.screen().contains(" … "), "{}", desk.screen());
        assert!(desk.model.shelf.list.rows().len() <= 300);
    }
    desk.press(&["F"]).write("even").press(&["Enter", "G"]);
    assert_eq!((desk.model.shelf.list.count(), chosen(&desk).as_str()), (1_000, "Article 0"));
    // The next article is the next of the list, wherever the list is.
    desk.press(&["k", "Enter", "]]"]);
    assert_eq!(desk.model.reader.as_ref().unwrap().article.meta.title, "Article 0");
    desk.press(&["gl", "Esc", "V", "G", "s"]);
    assert!(told(&desk).contains("star"), "{}", told(&desk));
    desk.press(&["3"]);
    assert_eq!(desk.model.shelf.list.count(), 2_000);
    desk.press(&["1", "gg", "V", ":", "5", "0", "0", "Enter", "s", "3"]);
    assert_eq!(desk.model.shelf.list.count(), 1_500);
}

#[test]
fn an_article_is_found_by_its_title_wherever_it_is() {
    let mut desk = Desk::over(long(), 100, 24);
    desk.press(&["Space f"]).write("17").press(&["Enter"]);
    assert_eq!(desk.model.screen, Screen::Reader);
    assert_eq!(desk.model.reader.as_ref().unwrap().article.meta.title, "Article 17");
}

#[test]
fn what_changed_is_shown_word_by_word() {
    let mut store = Store::memory().unwrap();
    let meta = |fetched: &str| Meta {
        title: "Harbour".into(),
        url: Some("https://a.example/1".into()),
        published: Some("2026-03-01".into()),
        fetched: fetched.into(),
        ..Meta::default()
    };
    let text = |count: &str, end: &str| {
        let middle: String = (0..30).map(|n| format!("Paragraph {n} says what it said.\n\n")).collect();
        Body::verbatim(format!("The mayor said {count} ships had left.\n\n{middle}{end}"))
    };
    store.add(&meta("2026-03-01T08:00:00Z"), &text("120", "The union denied this.")).unwrap();
    store.add(&meta("2026-03-01T09:30:00Z"), &text("80", "The union denied this.")).unwrap();
    store.add(&meta("2026-03-02T10:00:00Z"), &text("80", "The union confirmed this on Sunday.")).unwrap();
    let mut desk = Desk::over(store, 80, 16);
    desk.press(&["Enter", "Space d"]);
    assert_snapshot!("revisions", desk.screen());
    desk.press(&["h"]);
    let screen = desk.screen();
    assert!(screen.contains("[-120-] {+80+}") && screen.contains("2026-03-01 08:00"), "{screen}");
    desk.resize(60, 12).press(&["l", "q"]);
    assert_eq!(desk.model.screen, Screen::Reader);
    assert!(desk.screen().contains("ships had left"));
}
