//! Feeds as the world writes them, through the program: cases of other projects' tests (`tests/feeds/NOTICE.md`).

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds")
}

fn parse(file: &Path) -> Value {
    let output = Command::cargo_bin("dateline").unwrap().args(["feed", "parse", "--json"]).arg(file).output().unwrap();
    assert!(output.status.success(), "{}: {}", file.display(), String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn fields_are_found() {
    let cases = fs::read_to_string(folder().join("cases.tsv")).unwrap();
    let mut read: Option<(&str, Value)> = None;
    let mut missed = Vec::new();
    for case in cases.lines() {
        let [file, place, wanted] = case.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let feed = match read.take() {
            Some((known, feed)) if known == file => feed,
            _ => parse(&folder().join(file)),
        };
        let found = feed.pointer(place).cloned().unwrap_or_default();
        let found = found.as_str().map_or_else(|| found.to_string(), str::to_owned);
        if found != wanted {
            missed.push(format!("{file} {place}: {found:?}, wanted {wanted:?}"));
        }
        read = Some((file, feed));
    }
    assert!(missed.is_empty(), "\n{}", missed.join("\n"));
}

#[test]
fn broken_feeds_are_read_all_the_same() {
    for file in fs::read_dir(folder().join("feedvalidator")).unwrap() {
        let feed = parse(&file.unwrap().path());
        assert!(feed["format"].is_string() && feed["entries"].is_array());
    }
}

/// What is no feed is told by what it is, and exits with 1.
#[test]
fn what_is_no_feed_is_named() {
    for (document, message) in [
        ("", "it is empty"),
        ("<html><title>Login &amp; more</title></html>", "a web page (“Login & more”)"),
        ("<opml><body/></opml>", "a list of feeds (OPML)"),
        ("<urlset><url/></urlset>", "its outermost element is <urlset>"),
        ("{\"a\": 1}", "an object with a"),
        ("[1]", "it is a list, not an object"),
        ("Hello\u{1b}[31m there", "plain text, which begins “Hello there”"),
        ("\u{89}PNG", "plain text"),
    ] {
        let output = Command::cargo_bin("dateline").unwrap().args(["feed", "parse", "-"]).write_stdin(document).output();
        let output = output.unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{document}");
        assert!(told.contains(message), "{told}");
    }
}

#[test]
fn an_entry_with_a_bad_date_is_kept() {
    let feed = "<rss><channel><item><title>One</title><pubDate>someday</pubDate></item></channel></rss>";
    let output = Command::cargo_bin("dateline").unwrap().args(["feed", "parse", "-", "--json"]).write_stdin(feed).output();
    let read: Value = serde_json::from_slice(&output.unwrap().stdout).unwrap();
    assert_eq!(read["entries"][0]["title"], "One");
    assert_eq!(read["entries"][0]["published"], Value::Null);
    assert_eq!(read["warnings"][0], "entry 1: “someday” is no date");
}
