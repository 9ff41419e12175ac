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
