//! Following feeds through the program, with a server on loopback.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::thread;

const FEED: &str = "<rss version='2.0'><channel><title>Herald &amp; Courier</title>\
    <item><guid isPermaLink='false'>1</guid><title>Flood</title><link>/flood</link>\
    <description>The river rose by 1.2 metres.</description></item></channel></rss>";

/// A page that names an index of its texts before its feed.
const NOTES: &str = "<html><link rel=alternate type='application/json' href='/index.json' title=notes>\
    <link rel=alternate type='application/rss+xml' href='/feed' title=notes></html>";

/// A server that answers for ever: pages that name the feed, the feed (304 when it is known), 500 elsewhere.
fn serve() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
                head.push(byte[0]);
            }
            let head = String::from_utf8_lossy(&head).to_lowercase();
            let (status, body) = match head.split(' ').nth(1) {
                Some("/elsewhere") => ("302 Found", ""),
                Some("/") => ("200 OK", "<html><link rel=alternate type='application/rss+xml' href='/feed'></html>"),
                Some("/notes") => ("200 OK", NOTES),
                Some("/index.json") => ("200 OK", "[{\"title\":\"a\",\"uri\":\"/a\"}]"),
                Some("/feed") if head.contains("if-none-match: \"v1\"") => ("304 Not Modified", ""),
                Some("/feed") => ("200 OK", FEED),
                _ => ("500 Error", ""),
            };
            let length = body.len();
            let answer = format!(
                "HTTP/1.1 {status}\r\nETag: \"v1\"\r\nLocation: /feed\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            );
            // A client that has seen enough hangs up, which is no fault of the test's.
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    port
}

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs `dateline feed …`; exit code, what it printed, what it told.
    fn feed(&self, arguments: &[&str]) -> (i32, String, String) {
        self.run(&[&["feed"][..], arguments].concat())
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = Command::cargo_bin("dateline").unwrap();
        command.args(arguments).arg("--library").arg(self.path("library.db"));
        command.env("HOME", self.0.path()).env("NO_PROXY", "127.0.0.1").env_remove("DATELINE_LIBRARY");
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }
}

#[test]
fn json_that_is_no_feed_is_neither_chosen_nor_kept() {
    let home = Home::new();
    let address = format!("http://127.0.0.1:{}", serve());
    let followed = || {
        let feeds: Value = serde_json::from_str(&home.feed(&["list", "--json"]).1).unwrap();
        feeds.as_array().unwrap().iter().map(|feed| feed["url"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_ne!(home.feed(&["add", &format!("{address}/index.json")]).0, 0);
    let (code, _, told) = home.feed(&["add", &format!("{address}/notes")]);
    assert_eq!((code, followed()), (0, vec![format!("{address}/feed")]), "{told}");
}

#[test]
fn a_page_is_enough_to_follow_its_feed() {
    let home = Home::new();
    let address = format!("http://127.0.0.1:{}", serve());
    let (code, printed, told) = home.feed(&["add", &address, "--folder", "News/Local", "--json"]);
    assert_eq!(code, 0, "{told}");
    let added: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!((&added["url"], &added["new"]), (&Value::from(format!("{address}/feed")), &Value::from(1)));

    let (_, printed, _) = home.feed(&["list", "--json"]);
    let listed: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(listed[0]["folder"], serde_json::json!(["News", "Local"]));
    assert_eq!(listed[0]["error"], Value::Null);

    // Not due, so not asked; asked all the same, the server says that nothing is new.
    assert_eq!(home.feed(&["refresh"]), (0, String::new(), String::new()));
    let (code, printed, told) = home.feed(&["refresh", "--all"]);
    assert_eq!((code, printed), (0, format!("{address}/feed  0 new, 0 changed\n")), "{told}");
}

#[test]
fn headers_stay_with_the_address_they_were_given_for() {
    let home = Home::new();
    let (here, there) = (serve(), serve());
    let page =
        format!("<html><link rel=alternate type='application/rss+xml' href='http://127.0.0.1:{there}/feed'></html>");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        let mut stream = listener.incoming().next().unwrap().unwrap();
        let _ = stream.read(&mut [0; 4096]);
        let _ = stream.write_all(
            format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{page}", page.len()).as_bytes(),
        );
    });
    // A page may not name a feed in one's own network but on its own server: it is told, not asked, and gets no headers.
    let (code, _, told) = home.feed(&["add", &format!("http://127.0.0.1:{port}/"), "--header", "X-Key: k"]);
    assert!(code == 1 && told.contains("in your own network"), "{told}");
    // What has moved for now only is followed where it was named.
    assert_eq!(home.feed(&["add", &format!("http://127.0.0.1:{here}/elsewhere"), "--header", "X-Key: k"]).0, 0);
    let (_, printed, _) = home.feed(&["list"]);
    assert!(printed.contains(&format!("{here}/elsewhere  ")), "{printed}");
    let store = dateline::store::Store::open(&home.path("library.db"), dateline::store::Mode::Read).unwrap();
    let headers: Vec<usize> = store.feeds().unwrap().iter().map(|feed| feed.settings.headers.len()).collect();
    assert_eq!(headers, [1]);
}

#[test]
fn how_a_feed_is_followed_can_be_changed() {
    let home = Home::new();
    let address = format!("http://127.0.0.1:{}/feed", serve());
    assert_eq!(home.feed(&["add", &address, "--interval", "30", "--tag", "a"]).0, 0);
    let wishes = ["--name", "Mine", "--folder", "News/Local", "--interval", "0", "--full", "yes", "--tag", ""];
    let (code, printed, told) = home.feed(&[&["set", &address][..], &wishes[..], &["--json"][..]].concat());
    assert_eq!(code, 0, "{told}");
    let set: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(set["folder"], serde_json::json!(["News", "Local"]));
    assert_eq!((&set["title"], &set["interval"], &set["full"]), (&"Mine".into(), &Value::Null, &true.into()));
    assert_eq!(set["tags"], serde_json::json!([]));
    // What is not named stays.
    let (_, printed, _) = home.feed(&["set", "Mine", "--interval", "45"]);
    assert_eq!(printed, format!("{address}  News/Local/Mine, every 45 minutes, full texts\n"));
    assert_eq!(home.feed(&["set", "Mine", "--header", "no header"]).0, 2);
}

#[test]
fn a_failure_is_shown_at_the_feed() {
    let home = Home::new();
    let address = format!("http://127.0.0.1:{}", serve());
    let list = format!("<opml><body><outline text='Broken' xmlUrl='{address}/broken'/></body></opml>");
    fs::write(home.path("list.opml"), list).unwrap();
    let list = home.path("list.opml").to_string_lossy().into_owned();
    assert_eq!(home.feed(&["import", &list]).0, 0);
    let (code, _, told) = home.feed(&["refresh"]);
    assert_eq!(code, 1);
    assert!(told.contains("answers with an error (500)"), "{told}");
    let (_, printed, _) = home.feed(&["list"]);
    assert!(printed.contains("! 127.0.0.1"), "{printed}");
}

#[test]
fn a_list_goes_in_and_comes_out() {
    let home = Home::new();
    let list = "<opml><body><outline text='News' isOpen='false'><outline text='A &amp; B' \
                xmlUrl='https://a.example/feed' custom='kept'/></outline></body></opml>";
    fs::write(home.path("list.opml"), list).unwrap();
    let given = home.path("list.opml").to_string_lossy().into_owned();
    let (_, printed, _) = home.feed(&["import", &given, "--json"]);
    assert_eq!(serde_json::from_str::<Value>(&printed).unwrap()["new"], 1);
    let out = home.path("out.opml");
    home.feed(&["export", "--output", &out.to_string_lossy()]);
    let written = read(&out);
    assert!(
        written.contains("<outline text=\"News\" isOpen=\"false\">") && written.contains("custom=\"kept\""),
        "{written}"
    );
    assert_eq!(home.feed(&["export"]).1, written);
    assert_eq!(home.feed(&["remove", "A & B"]).0, 0);
    assert_eq!(home.feed(&["list", "--json"]).1.trim(), "[]");
    assert_eq!(home.run(&["undo"]).1, "undone: unsubscribing from A & B\n");
    assert_eq!(home.feed(&["export"]).1, written);
    assert_eq!(home.run(&["redo"]).1, "done again: unsubscribing from A & B\n");
    assert_eq!(home.feed(&["list", "--json"]).1.trim(), "[]");
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}
