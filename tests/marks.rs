//! What is found, on the command line: `actors`, `figures`, `claims` and `correct`, the real program and its output.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use assert_cmd::Command;
use insta::assert_snapshot;
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

const YARD: &str = "---
title: Shipyards
outlet: The Pier
published: 2026-03-04T09:00:00+01:00
---

Mayor Anna Berg said that Halvik would build about 300 ships in Oslo by Friday. The union denied the claim.

Berg and the union met in Halvik on Tuesday. “It cost €3.2 million,” Berg said.
";
const SALE: &str = "---
title: Sold
published: 2026-03-06
---

Halvik sold two ships in Oslo, Anna Berg said. “👩‍🚀 We are proud,” she said.
";

/// A folder with two articles in a library of its own.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::write(place.0.path().join("yard.md"), YARD).unwrap();
        fs::write(place.0.path().join("sale.md"), SALE).unwrap();
        place.out(&["add", "yard.md", "sale.md"]);
        place
    }

    /// Runs a command and gives its exit code, output and messages.
    fn run(&self, args: &[&str], input: &str) -> (i32, String, String) {
        let mut command = Command::cargo_bin("dateline").unwrap();
        command.current_dir(self.0.path()).env("HOME", self.0.path()).env_remove("XDG_CONFIG_HOME");
        command.env_remove("XDG_DATA_HOME").env_remove("XDG_STATE_HOME").env_remove("DATELINE_CONFIG");
        command.env("DATELINE_LIBRARY", self.0.path().join("library.db"));
        let output = command.args(args).write_stdin(input).output().unwrap();
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

    /// The kinds that an actor of this name has in an article.
    fn kinds(&self, article: &str, name: &str) -> Vec<String> {
        let found = self.json(&["actors", article, "--json"]);
        let named = found["actors"].as_array().unwrap().iter().filter(|actor| actor["name"] == name);
        named.map(|actor| actor["kind"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn tables_for_people() {
    let place = Place::new();
    let mut shown = String::new();
    for args in [
        &["actors", "yard.md"][..],
        &["figures", "yard.md"],
        &["claims", "yard.md"],
        &["claims", "yard.md", "--by-score"],
        &["actors"],
        &["figures", "--query", "title:sold"],
        &["claims", "title:sold"],
    ] {
        shown.push_str(&format!("$ dateline {}\n{}\n\n", args.join(" "), place.out(args)));
    }
    assert_snapshot!("tables", shown);
}

#[test]
fn json_counts_code_points_and_tells_everything() {
    let place = Place::new();
    for list in ["actors", "figures", "claims"] {
        let shown = place.json(&["show", "sale.md", "--json"]);
        let points: Vec<char> = shown["text"].as_str().unwrap().chars().collect();
        let found = place.json(&[list, "sale.md", "--json"]);
        assert_eq!((&found["id"], &found["text_sha256"]), (&shown["id"], &shown["text_sha256"]));
        let rows = found[list].as_array().unwrap();
        let places: Vec<&Value> = match list {
            "actors" => rows.iter().flat_map(|row| row["mentions"].as_array().unwrap()).collect(),
            _ => rows.iter().collect(),
        };
        assert!(!places.is_empty());
        for row in places {
            let span = row["start"].as_u64().unwrap() as usize..row["end"].as_u64().unwrap() as usize;
            assert_eq!(row["text"], points[span].iter().collect::<String>(), "{list}");
        }
    }
    let claims = place.json(&["claims", "yard.md", "--json"])["claims"].clone();
    assert_eq!((&claims[1]["denies"], &claims[0]["denied_by"][0]), (&Value::from(0), &Value::from(1)));
    let figure = claims[0]["figures"][0].as_u64().unwrap() as usize;
    let figures = place.json(&["figures", "yard.md", "--json"])["figures"].clone();
    assert_eq!((&figures[figure]["text"], &figures[figure]["speaker"]), (&"about 300".into(), &"Anna Berg".into()));
    assert!(figures[figure]["sentence"]["text"].as_str().unwrap().starts_with("Mayor Anna"));
    let all = place.json(&["actors", "--json"]);
    let oslo = all.as_array().unwrap().iter().find(|actor| actor["name"] == "Oslo").unwrap();
    assert_eq!((oslo["articles"].as_array().unwrap().len(), &oslo["last"]), (2, &"2026-03-06".into()));
}

#[test]
fn any_text_can_be_looked_at_without_keeping_it() {
    let place = Place::new();
    let (code, out, _) = place.run(&["figures", "-", "--csv"], "It cost $5 million.\n");
    assert!(code == 0 && out.contains("$5 million,money,5000000,,,,USD"), "{out}");
    fs::write(place.0.path().join("other.txt"), "Ana Lopez left Paris.\n").unwrap();
    assert!(place.out(&["actors", "other.txt"]).contains("Ana Lopez"));
    assert_eq!(place.json(&["list", "--json"]).as_array().unwrap().len(), 2);
    assert_eq!(place.run(&["actors", "zebra"], "").0, 3);
    assert_eq!(place.run(&["claims", "-"], "Nothing here.\n").0, 3);
    assert_eq!(place.run(&["actors", "is:odd"], "").0, 2);
    assert_eq!(place.run(&["figures", "yard.md", "--json", "--csv"], "").0, 2);
    let (code, out, err) = place.run(&["--library", "none.db", "figures", "other.txt"], "");
    assert_eq!((code, out.as_str()), (3, ""), "{err}");
}

#[test]
fn a_word_of_the_reader_holds_on_the_command_line_too() {
    let place = Place::new();
    let correct = |args: &[&str]| place.out(&[&["correct"], args].concat());
    let id = correct(&["actor", "yard.md", "Halvik", "--kind", "organisation", "--reach", "everywhere"]);
    assert_eq!(place.kinds("yard.md", "Halvik"), ["organisation"]);
    assert_eq!(place.kinds("sale.md", "Halvik"), ["organisation"]);
    let shown = place.json(&["show", "sale.md", "--json"]);
    let kinds = shown["actors"].as_array().unwrap().iter().filter(|actor| actor["text"] == "Halvik");
    assert!(kinds.into_iter().all(|actor| actor["kind"] == "organisation"));
    assert_eq!(correct(&["list", "sale.md"]), format!("{id}  “Halvik” is an organisation, everywhere"));
    assert!(place.run(&["actors", "-"], "Halvik grew.\n").1.contains("organisation"));

    correct(&["figure", "yard.md", "about 300", "--reject", "--reach", "mention"]);
    assert!(!place.out(&["figures", "yard.md"]).contains("about 300"));
    correct(&["claim", "yard.md", "would build"]);
    assert!(!place.out(&["claims", "yard.md"]).contains("would build"));
    assert_eq!(place.out(&["undo"]).lines().next().unwrap().split(' ').next(), Some("undone:"));
    assert!(place.out(&["claims", "yard.md"]).contains("would build"));
    correct(&["actor", "yard.md", "Berg", "--nth", "2", "--split", "--reach", "mention"]);
    assert_eq!(place.kinds("yard.md", "Berg").len(), 1);

    correct(&["remove", &id]);
    assert_eq!(place.run(&["correct", "remove", &id], "").0, 3);
    let code = |args: &[&str]| place.run(&[&["correct"], args].concat(), "").0;
    assert_eq!(code(&["actor", "yard.md", "Nobody", "--reject"]), 3);
    assert_eq!(code(&["actor", "yard.md", "Halvik", "--kind", "money"]), 2);
    assert_eq!(code(&["actor", "yard.md", "Halvik"]), 2);
    assert_eq!(code(&["actor", "yard.md", "Halvik", "--reject", "--split"]), 2);
    assert_eq!(code(&["figure", "yard.md", "300", "--nth", "0", "--reject"]), 2);
}

#[test]
fn corrections_move_with_the_library() {
    let place = Place::new();
    place.out(&["correct", "actor", "yard.md", "Halvik", "--kind", "organisation", "--reach", "everywhere"]);
    place.out(&["correct", "actor", "yard.md", "Berg", "--merge", "Oslo", "--reach", "mention"]);
    fs::write(place.0.path().join("yard.md"), YARD.replace("Mayor", "On Monday Mayor")).unwrap();
    place.out(&["add", "yard.md"]);
    let whole = place.out(&["export", "--format", "json"]);
    fs::write(place.0.path().join("whole.json"), &whole).unwrap();
    let moved = |args: &[&str]| place.out(&[&["--library", "other.db"], args].concat());
    assert!(moved(&["import", "whole.json"]).ends_with("2 new corrections"));
    assert_eq!(moved(&["export", "--format", "json"]), whole);
    assert!(!moved(&["import", "whole.json"]).contains("corrections"));
    assert_eq!(moved(&["export", "--format", "json"]), whole);
    assert_eq!(moved(&["actors", "yard.md", "--json"]), place.out(&["actors", "yard.md", "--json"]));
    let csv = moved(&["actors", "--csv"]);
    assert!(csv.contains("Halvik,organisation"), "{csv}");
    moved(&["undo"]);
    assert_eq!(moved(&["correct", "list"]), "");
    // A file of before there were corrections.
    let mut old: Value = serde_json::from_str(&whole).unwrap();
    old["articles"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .for_each(|one| drop(one.as_object_mut().unwrap().remove("corrections")));
    fs::write(place.0.path().join("old.json"), old.to_string()).unwrap();
    let imported = place.out(&["--library", "third.db", "import", "old.json"]);
    assert!(imported.starts_with("2 new articles") && !imported.contains("corrections"), "{imported}");
}
