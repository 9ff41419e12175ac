//! The library on the command line: the real program, its output and its exit codes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail")]

use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use tempfile::TempDir;

const TEXT: &str = "The council voted on Monday.\n\nThe wall costs €3 million, the mayor said. The wall is late.\n";

/// A folder with an article and a library of its own.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("vote.txt"), TEXT).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.current_dir(self.folder.path()).env("HOME", self.folder.path()).env_remove("XDG_CONFIG_HOME");
        command.env_remove("XDG_DATA_HOME").env_remove("XDG_STATE_HOME").env_remove("DATELINE_CONFIG");
        command.env("DATELINE_LIBRARY", self.path("library.db")).args(args);
        command
    }

    /// Runs a command and gives its exit code, output and messages.
    fn run(&self, args: &[&str], input: &str) -> (i32, String, String) {
        let output = assert_cmd::Command::from_std(self.command(args)).write_stdin(input).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
    }

    /// The output of a command that does what it should.
    fn out(&self, args: &[&str]) -> String {
        let (code, out, err) = self.run(args, "");
        assert_eq!(code, 0, "{args:?}: {err}");
        out.trim_end().to_owned()
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.out(args)).unwrap()
    }
}

#[test]
fn a_note_goes_in_is_found_and_comes_out() {
    let place = Place::new();
    let id = place.out(&["add", "vote.txt"]);
    assert_eq!(place.out(&["add", "vote.txt"]), id);
    let note =
        place.out(&["note", "add", "vote.txt", "--quote", "The wall", "--nth", "2", "--note", "Ask.", "--tag", "x"]);
    let listed = place.json(&["note", "list", "tag:x", "--json"]);
    assert_eq!(listed[0]["id"], note.as_str());
    assert_eq!((listed[0]["quote"].as_str(), listed[0]["start"].as_u64()), (Some("The wall"), Some(73)));
    assert_eq!(place.json(&["list", "is:annotated", "--json"])[0]["notes"], 1);
    let found = place.json(&["search", "mayor", "--json"]);
    assert_eq!((found[0]["id"].as_str(), found[0]["start"].as_u64()), (Some(id.as_str()), Some(61)));
    place.out(&["note", "edit", &note[..30], "--verdict", "mixed", "--status", "done"]);
    let shown = place.json(&["show", &id, "--json"]);
    assert_eq!(shown["notes"][0]["verdict"]["label"], "mixed");
    assert_eq!(shown["text_sha256"], shown["notes"][0]["text_sha256"]);
    assert!(place.out(&["show", "vote.txt", "--width", "30"]).contains("“The wall” [mixed] #x"));
    assert_eq!(place.out(&["undo"]), "undone: edit a note");
    assert_eq!(place.json(&["note", "show", &note, "--json"])["status"], "open");
    place.out(&["note", "remove", &note]);
    assert_eq!(place.run(&["note", "list"], "").0, 0);
    assert_eq!(place.run(&["note", "list", "tag:x"], "").0, 3);
    place.out(&["undo"]);
    assert!(place.out(&["note", "list"]).contains("— Ask."));
    assert_eq!(place.json(&["doctor", "--json"])["library"]["sound"], true);
}

#[test]
fn what_is_added_can_be_asked_for_by_what_is_in_it() {
    let place = Place::new();
    let id = place.out(&["add", "vote.txt"]);
    assert!(place.out(&["list", "figure:money"]).starts_with(&id));
    assert_eq!(place.out(&["mark", "--waiting"]), "0 articles analysed");
}

#[test]
fn a_saved_page_is_kept_and_read_again() {
    let place = Place::new();
    let words = "The council voted on the wall after a debate of three hours, and the treasurer said what it costs. ";
    let page = format!("<title>Vote</title><article><h1>Vote</h1><p>{0}</p><p>{0}</p><p>{0}</p></article>", words);
    let message = format!(
        "Snapshot-Content-Location: https://herald.example/vote\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; boundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
         {page}\r\n--B--\r\n"
    );
    fs::write(place.path("page.html"), page).unwrap();
    fs::write(place.path("saved.mhtml"), message).unwrap();
    place.out(&["add", "page.html", "saved.mhtml"]);
    assert_eq!(place.json(&["list", "url:herald.example/vote", "--json"])[0]["title"], "Vote");
    let (code, out, told) = place.run(&["extract", "--again"], "");
    assert_eq!((code, out.as_str()), (0, ""), "{told}");
    assert!(told.contains("0 of 1 kept pages read differently"), "{told}");
}

#[test]
fn feeds_saved_as_files_give_their_entries() {
    let place = Place::new();
    let feed = "<rss version='2.0'><channel><title>Herald</title><item><title>One</title><description>First.</description>\
                </item><item><title>Two</title><description>Second.</description></item></channel></rss>";
    fs::create_dir(place.path("saved")).unwrap();
    fs::write(place.path("saved/herald.xml"), feed).unwrap();
    fs::write(place.path("saved/three.txt"), "Third.").unwrap();
    let json =
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"4","content_text":"Fourth."}]}"#;
    fs::write(place.path("feed.json"), json).unwrap();
    assert_eq!(place.out(&["add", "saved", "feed.json"]).lines().count(), 4);
    assert!(place.out(&["list", "outlet:Herald"]).lines().count() == 2);
    place.out(&["undo"]);
    place.out(&["undo"]);
    // What came at once goes at once.
    assert_eq!(place.out(&["undo"]), "undone: add 2 articles of saved/herald.xml");
    assert_eq!(place.out(&["list"]), "");
    fs::write(place.path("list.xml"), "<opml><body><outline xmlUrl='https://a.example/'/></body></opml>").unwrap();
    assert!(place.run(&["add", "list.xml"], "").2.contains("dateline feed import"));
}

#[test]
fn exit_codes_tell_what_happened() {
    let place = Place::new();
    let code = |args: &[&str]| place.run(args, "").0;
    assert_eq!(code(&["list"]), 3);
    assert_eq!(code(&["add", "missing.txt"]), 1);
    assert_eq!(code(&["add", "vote.txt"]), 0);
    assert_eq!(code(&["list", "zebra"]), 3);
    assert_eq!(code(&["list", "is:odd"]), 2);
    assert_eq!(code(&["list", "--sort", "odd"]), 2);
    assert_eq!(code(&["show", "ffffffff"]), 3);
    assert_eq!(code(&["note", "add", "vote.txt", "--quote", "not there"]), 3);
    assert_eq!(code(&["note", "add", "vote.txt", "--quote", "wall", "--verdict", "odd"]), 2);
    assert_eq!(code(&["--library", "vote.txt", "list"]), 1);
    let (_, _, message) = place.run(&["list", "wall", "or", "(x"], "");
    assert!(message.contains("expected `)` for the `(` at character 9\n  wall or (x\n            ^"), "{message}");
}

#[test]
fn a_batch_acknowledges_each_note_and_goes_on_after_a_wrong_line() {
    let place = Place::new();
    place.out(&["add", "vote.txt"]);
    let lines = [
        r#"{"article":"vote.txt","quote":"Monday","note":"é 👩‍🚀\u0000\u202e","tags":["a","b"]}"#,
        "not JSON",
        r#"{"article":"vote.txt","quote":"nowhere"}"#,
        r#"{"article":"vote.txt","quote":"mayor","evidence":["https://example.org"],"verdict":"false"}"#,
    ];
    let (code, out, err) = place.run(&["note", "add", "--batch", "-"], &lines.join("\n"));
    assert_eq!((code, out.lines().count()), (1, 2), "{err}");
    assert!(err.contains("line 2: ") && err.contains("line 3: "), "{err}");
    let notes = place.json(&["note", "list", "--json"]);
    assert_eq!(notes[0]["note"], "é 👩‍🚀\u{0}\u{202e}");
    assert_eq!(
        (notes[1]["kind"].as_str(), notes[1]["evidence"][0]["url"].as_str()),
        (Some("claim"), Some("https://example.org"))
    );
}

/// Adds notes until the program has acknowledged some, then ends it with a signal. Gives the notes it acknowledged.
#[cfg(unix)]
fn ended_while_it_writes(place: &Place, signal: &str, after: usize) -> Vec<String> {
    let mut command = place.command(&["note", "add", "--batch", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let feeding = thread::spawn(move || {
        let note = format!("{{\"article\":\"vote.txt\",\"quote\":\"Monday\",\"note\":\"{}\"}}\n", "words ".repeat(900));
        // It ends in the middle of them.
        while input.write_all(note.as_bytes()).is_ok() {}
    });
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged: Vec<String> = lines.by_ref().take(after).map(Result::unwrap).collect();
    let told = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap();
    assert!(told.success());
    acknowledged.extend(lines.map_while(Result::ok).filter(|id| id.len() == 36));
    child.wait().unwrap();
    feeding.join().unwrap();
    acknowledged
}

#[cfg(unix)]
#[test]
fn two_writers_ended_by_any_signal_lose_nothing() {
    let place = Place::new();
    place.out(&["add", "vote.txt"]);
    let mut acknowledged = Vec::new();
    for round in 0..8 {
        let signal = ["KILL", "TERM", "HUP", "INT"][round % 4];
        let ended = thread::scope(|scope| {
            let place = &place;
            let writers = [1, 2 + round].map(|after| scope.spawn(move || ended_while_it_writes(place, signal, after)));
            writers.map(|writer| writer.join().unwrap())
        });
        acknowledged.extend(ended.into_iter().flatten());
        let doctor = place.json(&["doctor", "--json"]);
        assert_eq!(doctor["library"]["sound"], true, "{round} {signal}: {doctor}");
        assert_eq!(doctor["library"]["mended"], serde_json::json!([]), "{round} {signal}");
    }
    // What was stored and not yet acknowledged when its writer was killed, the next writer puts into the journal.
    acknowledged.push(place.out(&["note", "add", "vote.txt", "--quote", "mayor", "--note", "the last"]));
    let notes = place.json(&["note", "list", "--json"]);
    let there: Vec<&str> = notes.as_array().unwrap().iter().filter_map(|note| note["id"].as_str()).collect();
    assert!(acknowledged.iter().all(|id| there.contains(&id.as_str())));
    fs::write(place.path("library.db"), "").unwrap();
    place.out(&["doctor", "--rebuild", "new"]);
    let rebuilt = place.json(&["--library", "new/library.db", "note", "list", "--json"]);
    assert_eq!(rebuilt.as_array().map(Vec::len), Some(there.len()));
}

#[test]
fn a_library_moves_through_its_export() {
    let place = Place::new();
    place.out(&["add", "vote.txt"]);
    place.out(&["note", "add", "vote.txt", "--quote", "mayor", "--note", "=1+1 \u{1b}[31m"]);
    let whole = place.out(&["export", "--format", "json"]);
    fs::write(place.path("whole.json"), &whole).unwrap();
    let moved = |args: &[&str]| place.out(&[&["--library", "other.db"], args].concat());
    assert!(moved(&["import", "whole.json"]).starts_with("1 new articles, 0 new revisions, 1 new notes"));
    assert_eq!(moved(&["export", "--format", "json"]), whole);
    assert!(moved(&["import", "whole.json"]).ends_with("1 notes known already"));
    assert_eq!(moved(&["export", "--format", "json"]), whole);
    moved(&["undo"]);
    assert_eq!(moved(&["list"]), "");
}

#[test]
fn a_library_comes_back_from_a_copy_and_from_its_ruins() {
    let place = Place::new();
    place.out(&["add", "vote.txt"]);
    let note = place.out(&["note", "add", "vote.txt", "--quote", "mayor", "--note", "first"]);
    place.out(&["backup", "copy.db"]);
    assert_eq!(place.run(&["backup", "copy.db"], "").0, 1);
    place.out(&["note", "remove", &note]);
    place.out(&["restore", "copy.db"]);
    assert!(place.out(&["note", "list"]).contains("first"));
    let mut bytes = fs::read(place.path("library.db")).unwrap();
    bytes.iter_mut().skip(100).for_each(|byte| *byte = byte.wrapping_add(91));
    fs::write(place.path("library.db"), &bytes).unwrap();
    let (code, _, message) = place.run(&["doctor"], "");
    assert!(code == 1 && message.contains("--rebuild"), "{message}");
    place.out(&["doctor", "--rebuild", "new"]);
    assert_eq!(fs::read(place.path("library.db")).unwrap(), bytes);
    let listed = place.out(&["--library", "new/library.db", "note", "list"]);
    assert!(listed.contains(&note) && listed.contains("first"), "{listed}");
}

#[test]
fn texts_are_analysed_without_a_library() {
    let place = Place::new();
    let (code, out, err) =
        place.run(&["mark", "--jsonl"], "{\"id\":\"a\",\"text\":\"It cost €3 million, she said.\"}\n");
    assert_eq!((code, err.as_str()), (0, ""));
    let marks: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((marks["id"].as_str(), marks["figures"][0]["value"].as_f64()), (Some("a"), Some(3e6)));
    let one = place.json(&["mark", "vote.txt"]);
    assert_eq!(one["figures"].as_array().unwrap().len(), 2);
    place.out(&["add", "vote.txt"]);
    assert_eq!(place.run(&["mark", "--waiting"], "").0, 0);
}

#[test]
fn a_claim_gets_evidence_appearances_and_links_that_show_from_both_ends() {
    let place = Place::new();
    place.out(&["add", "vote.txt"]);
    let claim = |quote: &str| place.out(&["note", "add", "vote.txt", "--quote", quote, "--kind", "claim"]);
    let (late, costs) = (claim("The wall is late"), claim("The wall costs €3 million"));
    place.out(&["note", "link", &late, "contradicts", &costs]);
    place.out(&["note", "edit", &costs, "--verdict", "mixed", "--confidence", "80%"]);
    let evidence = ["--quote", "4.1 million", "--bearing", "contradicts", "--archived", "https://a.example/1"];
    place.out(&[&["note", "evidence", &costs, "https://tender.example"][..], &evidence].concat());
    place.out(&["note", "evidence", &costs, "--note", &late]);
    place.out(&["note", "evidence", &costs, "--change", "2", "--bearing", "supports", "--accessed", "2026-03-05"]);
    place.out(&["note", "appearance", &costs, "--url", "https://other.example", "--quote", "three million"]);
    let shown = place.json(&["note", "show", &costs, "--json"]);
    assert_eq!(shown["verdict"]["confidence"], 0.8);
    assert!(shown["verdict"]["decided"].is_string());
    assert_eq!(shown["evidence"][0]["archived"], "https://a.example/1");
    assert!(shown["evidence"][0]["accessed"].is_string());
    assert_eq!(
        (&shown["evidence"][1]["note"], &shown["evidence"][1]["bearing"]),
        (&late.clone().into(), &"supports".into())
    );
    assert_eq!(shown["evidence"][1]["accessed"], "2026-03-05");
    assert_eq!(shown["appearances"][0]["quote"], "three million");
    assert!(place.out(&["note", "show", &costs]).contains("is contradicted by"));
    assert!(place.out(&["note", "show", &late]).contains("contradicts"));
    let code = |args: &[&str]| place.run(args, "").0;
    assert_eq!(code(&["note", "link", &late, "contradicts", &late]), 2);
    assert_eq!(code(&["note", "link", &late, "denies", &costs, "--remove"]), 3);
    assert_eq!(code(&["note", "evidence", &costs, "--remove", "3"]), 3);
    assert_eq!(code(&["note", "evidence", &costs]), 2);
    assert_eq!(code(&["note", "evidence", &costs, "https://x.example", "--accessed", "5 March"]), 2);
    assert_eq!(code(&["note", "edit", &costs, "--confidence", "120%"]), 2);
    place.out(&["note", "link", &late, "contradicts", &costs, "--remove"]);
    place.out(&["note", "evidence", &costs, "--remove", "1"]);
    place.out(&["note", "appearance", &costs, "--remove", "1"]);
    let bare = place.json(&["note", "show", &costs, "--json"]);
    assert_eq!((bare["evidence"].as_array().unwrap().len(), &bare["appearances"]), (1, &Value::Null));
    assert!(!place.out(&["note", "show", &costs]).contains("contradicted"));
}

#[test]
fn a_note_whose_passage_is_gone_is_repaired() {
    let place = Place::new();
    place.out(&["add", "vote.txt"]);
    let note = place.out(&["note", "add", "vote.txt", "--quote", "The wall is late", "--note", "Ask."]);
    assert_eq!(place.out(&["note", "repair"]), "every note stands on its passage");
    fs::write(place.path("vote.txt"), "The council voted on Monday.\n\nNobody spoke of anything else that day.\n")
        .unwrap();
    place.out(&["add", "vote.txt"]);
    let waiting = place.json(&["note", "repair", "--json"]);
    assert_eq!((&waiting[0]["id"], &waiting[0]["anchor"]), (&note.clone().into(), &"lost".into()));
    assert!(waiting[0]["reason"].is_string() && waiting[0]["before"].as_str().unwrap().contains("the mayor said"));
    assert_eq!(place.json(&["list", "is:conflict", "--json"]).as_array().unwrap().len(), 1);
    place.out(&["note", "repair", "--detach", &note]);
    assert_eq!(place.json(&["note", "show", &note, "--json"])["anchor"], "detached");
    assert_eq!(place.out(&["note", "repair"]), "every note stands on its passage");
    place.out(&["undo"]);
    place.out(&["note", "repair", "--reselect", &note, "--quote", "Nobody spoke"]);
    assert_eq!(place.json(&["note", "show", &note, "--json"])["anchor"], "exact");
}
