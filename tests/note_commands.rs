//! Notes on the command line: tags renamed, versions brought back, what two people wrote put together, notes that come
//! before their article.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail")]

use assert_cmd::Command;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

const TEXT: &str = "The council voted on Monday.\n\nThe wall costs €3 million, the mayor said. The wall is late.\n";

/// A folder with an article, and libraries by name.
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

    fn run(&self, library: &str, args: &[&str]) -> (i32, String, String) {
        let mut command = Command::cargo_bin("dateline").unwrap();
        command.current_dir(self.folder.path()).env("HOME", self.folder.path()).env_remove("XDG_CONFIG_HOME");
        command.env_remove("XDG_DATA_HOME").env_remove("XDG_STATE_HOME").env_remove("DATELINE_CONFIG");
        command.env("DATELINE_LIBRARY", self.path(library));
        let output = command.args(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
    }

    fn out(&self, library: &str, args: &[&str]) -> String {
        let (code, out, err) = self.run(library, args);
        assert_eq!(code, 0, "{args:?}: {err}");
        out.trim_end().to_owned()
    }

    fn json(&self, library: &str, args: &[&str]) -> Value {
        serde_json::from_str(&self.out(library, args)).unwrap()
    }
}

#[test]
fn tags_and_verdicts_in_the_text_and_tags_renamed() {
    let place = Place::new();
    place.out("a.db", &["add", "vote.txt"]);
    let note = ["note", "add", "vote.txt", "--quote", "The wall is late", "--note", "Late? #delay !mixed `#no`"];
    let id = place.out("a.db", &note);
    let shown = place.json("a.db", &["note", "show", &id, "--json"]);
    assert_eq!((&shown["tags"], &shown["verdict"]["label"]), (&json!(["delay"]), &json!("mixed")));
    place.out("a.db", &["note", "edit", &id, "--tag", "later"]);
    place.out("a.db", &["note", "retag", "#delay", "later"]);
    let shown = place.json("a.db", &["note", "show", &id, "--json"]);
    assert_eq!((&shown["tags"], &shown["note"]), (&json!(["later"]), &json!("Late? #later !mixed `#no`")));
    assert_eq!(place.run("a.db", &["note", "retag", "delay", "later"]).0, 3);
    assert_eq!(place.run("a.db", &["note", "retag", "later", "two words"]).0, 2);
    place.out("a.db", &["undo"]);
    assert_eq!(place.json("a.db", &["note", "show", &id, "--json"])["tags"], json!(["delay", "later"]));
}

#[test]
fn an_earlier_version_comes_back() {
    let place = Place::new();
    place.out("a.db", &["add", "vote.txt"]);
    let id = place.out("a.db", &["note", "add", "vote.txt", "--quote", "The wall is late", "--note", "one #a"]);
    place.out("a.db", &["note", "edit", &id, "--note", "two"]);
    place.out("a.db", &["note", "edit", &id, "--restore", "1"]);
    let shown = place.json("a.db", &["note", "show", &id, "--json"]);
    assert_eq!((&shown["note"], &shown["tags"]), (&json!("one #a"), &json!(["a"])));
    assert_eq!(place.json("a.db", &["note", "show", &id, "--json", "--history"]).as_array().unwrap().len(), 3);
    let (code, _, told) = place.run("a.db", &["note", "edit", &id, "--restore", "9"]);
    assert!(code == 3 && told.contains("2 earlier versions"), "{told}");
}

#[test]
fn what_two_people_wrote_is_put_together() {
    let place = Place::new();
    place.out("ana.db", &["add", "vote.txt"]);
    let id = place.out("ana.db", &["note", "add", "vote.txt", "--quote", "The wall is late", "--note", "first"]);
    place.out("ana.db", &["export", "--format", "json", "--output", "shared.json"]);
    place.out("ben.db", &["import", "shared.json"]);
    place.out("ana.db", &["note", "edit", &id, "--note", "Ana's"]);
    place.out("ben.db", &["note", "edit", &id, "--note", "Ben's, which is later"]);
    place.out("ben.db", &["note", "add", "vote.txt", "--quote", "The council voted", "--note", "only Ben's"]);
    place.out("ana.db", &["export", "--format", "json", "--output", "ana.json"]);
    place.out("ben.db", &["export", "--format", "json", "--output", "ben.json"]);
    for (library, others) in [("ana.db", "ben.json"), ("ben.db", "ana.json")] {
        place.out(library, &["import", others]);
        let note = place.json(library, &["note", "show", &id, "--json"]);
        assert_eq!(note["note"], "Ben's, which is later", "{library}");
        let history = place.json(library, &["note", "show", &id, "--json", "--history"]);
        let words: Vec<&str> = history.as_array().unwrap().iter().filter_map(|one| one["note"].as_str()).collect();
        assert!(words.contains(&"Ana's") && words.contains(&"first"), "{library}: {words:?}");
        assert_eq!(place.json(library, &["note", "list", "--json"]).as_array().unwrap().len(), 2);
        let again = place.out(library, &["import", others]);
        assert!(again.starts_with("0 new articles, 0 new revisions, 0 new notes, 0 newer edits"), "{again}");
    }
}

/// Ana and Ben have the same note and send each other everything.
#[test]
fn a_deleted_note_does_not_come_back_from_another_library() {
    let place = Place::new();
    place.out("ana.db", &["add", "vote.txt"]);
    let id = place.out("ana.db", &["note", "add", "vote.txt", "--quote", "The wall is late", "--note", "first"]);
    let send = |from: &str, to: &str| {
        place.out(from, &["export", "--format", "json", "--output", &format!("{from}.json"), "--force"]);
        place.out(to, &["import", &format!("{from}.json")])
    };
    let there = |library: &str| place.json(library, &["note", "list", "--json"]).as_array().unwrap().len();
    send("ana.db", "ben.db");
    place.out("ana.db", &["note", "remove", &id]);
    // What Ben has does not bring it back, and what Ana says takes it away.
    assert!(send("ben.db", "ana.db").contains(", 1 deleted here, not taken back"));
    assert!(send("ana.db", "ben.db").contains(", 1 deleted there and now here"));
    assert_eq!((there("ana.db"), there("ben.db")), (0, 0));
    // Undoing wins over the deletion.
    while there("ana.db") == 0 {
        place.out("ana.db", &["undo"]);
    }
    send("ana.db", "ben.db");
    assert_eq!((there("ana.db"), there("ben.db")), (1, 1));
    // An edit that the deletion did not know brings it back, and asks.
    place.out("ana.db", &["note", "remove", &id]);
    place.out("ben.db", &["note", "edit", &id, "--note", "Ben's"]);
    assert!(send("ana.db", "ben.db").contains("kept with the tag deleted-elsewhere"));
    assert!(send("ben.db", "ana.db").contains("kept with the tag deleted-elsewhere"));
    for library in ["ana.db", "ben.db"] {
        let notes = place.json(library, &["note", "list", "tag:deleted-elsewhere", "--json"]);
        assert_eq!(
            (notes[0]["id"].as_str(), notes[0]["note"].as_str()),
            (Some(id.as_str()), Some("Ben's")),
            "{library}"
        );
    }
    assert!(!send("ben.db", "ana.db").contains("deleted"));
}

/// Two notes of one moment on one passage, or of no moment at all, which differ in what they say or in their ids.
#[test]
fn every_note_of_an_import_is_taken_once() {
    let at = "2026-03-04T09:00:00Z";
    let target =
        json!({"source": "https://news.example/a", "selector": [{"type": "TextQuoteSelector", "exact": "wall"}]});
    let hypothesis = |id: &str, text: &str, created: &str| {
        json!({"id": id, "created": created, "updated": created, "user": "acct:r@h.example", "uri": "https://news.example/a",
            "text": text, "tags": [], "target": [target], "document": {"title": ["A"]}})
    };
    let web = |id: &str, text: &str, created: Option<&str>| {
        let mut note = json!({"@context": "http://www.w3.org/ns/anno.jsonld", "id": id, "type": "Annotation",
            "bodyValue": text, "target": target});
        if let Some(created) = created {
            note["created"] = created.into();
        }
        note
    };
    let line =
        |text: &str| json!({"quote": "wall", "note": text, "source": {"url": "https://news.example/a"}}).to_string();
    let own = |text: &str| json!({"quote": "wall", "note": text, "created": at});
    let library = json!({"dateline": 1, "articles": [{"title": "A", "url": "https://news.example/a", "text": "The wall.",
        "notes": [own("one"), own("two")]}]});
    let csv = "Highlight,Book Title,Note,Highlighted at\nwall,A,one,2026-03-04 09:00:00\nwall,A,two,2026-03-04 09:00:00\n\
               wall,A,three,\nwall,A,four,\n";
    let files = [
        ("hypothesis", 2, json!([hypothesis("a", "one", at), hypothesis("b", "two", at)]).to_string()),
        ("hypothesis", 2, json!([hypothesis("a", "same", at), hypothesis("b", "same", at)]).to_string()),
        ("hypothesis", 2, json!([hypothesis("", "one", ""), hypothesis("", "two", "")]).to_string()),
        (
            "jsonld",
            2,
            json!([web("https://h.example/a", "one", Some(at)), web("https://h.example/b", "one", Some(at))])
                .to_string(),
        ),
        (
            "jsonld",
            2,
            json!([web("https://h.example/c", "one", Some(at)), web("https://h.example/d", "two", Some(at))])
                .to_string(),
        ),
        (
            "jsonld",
            2,
            json!([web("https://h.example/e", "one", None), web("https://h.example/f", "one", None)]).to_string(),
        ),
        ("jsonl", 2, [line("one"), line("two")].join("\n")),
        ("json", 2, library.to_string()),
        ("readwise", 4, csv.to_owned()),
    ];
    let place = Place::new();
    for (nth, (format, count, file)) in files.iter().enumerate() {
        fs::write(place.path("in"), file).unwrap();
        let library = format!("{nth}.db");
        for turn in 0..2 {
            let told = place.out(&library, &["import", "in", "--format", format]);
            let notes = place.json(&library, &["note", "list", "--json"]);
            assert_eq!(notes.as_array().unwrap().len(), *count, "{format} {nth}: {told}");
            assert!(
                told.contains(if turn == 0 { " 0 notes known already" } else { " 0 new notes, 0 newer edits" }),
                "{told}"
            );
        }
    }
}

#[test]
fn a_batch_sent_twice_adds_its_notes_once() {
    let place = Place::new();
    place.out("l.db", &["add", "vote.txt"]);
    let batch = |lines: &[Value]| {
        let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
        fs::write(place.path("batch"), lines.join("\n")).unwrap();
        place.run("l.db", &["note", "add", "--batch", "batch"])
    };
    let sent = [
        json!({"id": "sheet 1, row 7", "article": "vote.txt", "quote": "The wall costs", "note": "one", "verdict": "false"}),
        json!({"id": 7, "article": "vote.txt", "quote": "mayor", "note": "two"}),
        json!({"id": "0192a5b4-0000-7000-8000-00000000000A", "article": "vote.txt", "quote": "late"}),
    ];
    let first = batch(&sent);
    assert_eq!((first.0, first.1.lines().count(), first.2.as_str()), (0, 3, ""));
    assert!(first.1.contains("0192a5b4-0000-7000-8000-00000000000a"));
    assert_eq!(batch(&sent), first);
    assert_eq!(place.json("l.db", &["note", "list", "--json"]).as_array().unwrap().len(), 3);
    // The same id with other words is no other note, and what was deleted stays so.
    let other = json!({"id": 7, "article": "vote.txt", "quote": "mayor", "note": "three"});
    assert!(batch(&[other]).2.contains("says something else"));
    place.out("l.db", &["note", "remove", first.1.lines().next().unwrap()]);
    assert!(batch(&sent[..1]).2.contains("was deleted"));
    assert_eq!(place.json("l.db", &["note", "list", "--json"]).as_array().unwrap().len(), 2);
}

/// What is stored and cannot be printed is said to be stored.
#[cfg(target_os = "linux")]
#[test]
fn a_full_output_is_no_failure_of_what_was_saved() {
    let place = Place::new();
    place.out("l.db", &["add", "vote.txt"]);
    let note = place.out("l.db", &["note", "add", "vote.txt", "--quote", "late", "--note", "x"]);
    place.out("l.db", &["export", "--format", "json", "--output", "all.json"]);
    let changes: [&[&str]; 6] = [
        &["note", "add", "vote.txt", "--quote", "wall"],
        &["note", "edit", &note, "--note", "y"],
        &["note", "remove", &note],
        &["undo"],
        &["import", "all.json"],
        &["add", "vote.txt"],
    ];
    for args in changes {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(args)
            .current_dir(place.path(""))
            .env("HOME", place.path(""))
            .env("DATELINE_LIBRARY", place.path("l.db"));
        let output = command.stdout(full).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(1) && told.contains("saved, but cannot be printed"), "{args:?}: {told}");
    }
    assert_eq!(place.json("l.db", &["note", "list", "--json"]).as_array().unwrap().len(), 2);
}

#[test]
fn notes_that_come_before_their_article_find_it_when_it_comes() {
    let place = Place::new();
    let page = "https://example.org/vote";
    let note = json!({"quote": "The wall is late", "prefix": "the mayor said. ", "note": "when?", "source": {"url": page, "title": "The vote"}});
    let titled = json!({"quote": "no such words", "note": "whose?", "source": {"title": "Another"}});
    fs::write(place.path("notes.jsonl"), format!("{note}\n{titled}\n")).unwrap();
    place.out("a.db", &["import", "notes.jsonl"]);
    let waiting = place.json("a.db", &["note", "list", "is:lost", "--json"]);
    assert_eq!(waiting.as_array().unwrap().len(), 2);
    let article = format!("---\ntitle: The vote\nsource: {page}\n---\n\n{TEXT}");
    fs::write(place.path("vote.md"), article).unwrap();
    place.out("a.db", &["add", "vote.md"]);
    let notes = place.json("a.db", &["note", "list", "--json"]);
    let found = notes.as_array().unwrap().iter().find(|one| one["note"] == "when?").unwrap().clone();
    assert_eq!(found["quote"], "The wall is late");
    assert!(["exact", "moved"].contains(&found["anchor"].as_str().unwrap()), "{found}");
    assert!(place.out("a.db", &["import", "notes.jsonl"]).contains("0 new notes"));
    assert_eq!(place.json("a.db", &["note", "list", "is:lost", "--json"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_link_to_nothing_says_so_before_the_screen_is_taken() {
    let place = Place::new();
    place.out("a.db", &["add", "vote.txt"]);
    for link in ["dateline://0000#1111", "dateline://nothing", "zzz"] {
        let (code, out, told) = place.run("a.db", &["open", link]);
        assert!(code == 3 && out.is_empty() && !told.is_empty(), "{link}: {code} {told}");
    }
}
