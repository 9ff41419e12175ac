//! What reaches a terminal or a file, what others on the machine may read, and what a command says when nothing fits.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use assert_cmd::Command;
use dateline::export::FORMATS;
use dateline::text::is_control;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Escapes, a bell, a title, eight-bit controls, and marks that turn the direction of writing.
const HOSTILE: &str = "\u{1b}[31mred\u{7}\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}desrever\u{2066}\u{0}\r\u{7f}";

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, args: &[&str]) -> (i32, Vec<u8>, Vec<u8>) {
        let mut command = Command::cargo_bin("dateline").unwrap();
        command.current_dir(self.folder.path()).env("HOME", self.folder.path());
        for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "DATELINE_CONFIG", "DATELINE_LIBRARY"] {
            command.env_remove(name);
        }
        let output = command.args(args).output().unwrap();
        (output.status.code().unwrap_or(-1), output.stdout, output.stderr)
    }

    fn out(&self, args: &[&str]) -> String {
        let (code, out, err) = self.run(args);
        assert_eq!(code, 0, "{args:?}: {}", String::from_utf8_lossy(&err));
        String::from_utf8(out).unwrap()
    }
}

/// Fails where a terminal could obey something. A carriage return stands before line feeds only.
fn assert_safe(bytes: &[u8], what: &str) {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let found = text.chars().find(|c| is_control(*c) && !matches!(c, '\n' | '\t'));
    assert_eq!(found, None, "{what}: {text:?}");
}

/// A library with a stranger's note and article, which hold whatever JSON can.
fn strangers(place: &Place) {
    fs::write(place.path("a.txt"), "The mayor said 12 people came to the river.\n").unwrap();
    let id = place.out(&["add", "a.txt"]).trim().to_owned();
    let quoted = serde_json::to_string(HOSTILE).unwrap();
    let note = format!(
        "{{\"article\":\"{id}\",\"quote\":\"12 people\",\"prefix\":{quoted},\"note\":{quoted},\"tags\":[{quoted}],\
         \"speaker\":{quoted},\"statement\":{quoted},\"author\":{quoted},\"kind\":\"claim\",\
         \"verdict\":{{\"label\":{quoted}}},\"evidence\":[{{\"url\":{quoted},\"quote\":{quoted}}}]}}\n\
         {{\"article\":\"{id}\",\"quote\":{quoted},\"note\":\"lost\"}}\n"
    );
    fs::write(place.path("n.jsonl"), note).unwrap();
    place.out(&["import", "n.jsonl"]);
    let article = format!(
        "{{\"dateline\":1,\"articles\":[{{\"id\":\"\",\"title\":{quoted},\"authors\":[{quoted}],\"outlet\":{quoted},\
         \"url\":\"https://x.example/1\",\"published\":{quoted},\"fetched\":{quoted},\"language\":\"en\",\
         \"text\":{quoted},\"notes\":[{{\"quote\":\"red\",\"note\":{quoted}}}]}}]}}"
    );
    fs::write(place.path("b.json"), article).unwrap();
    place.out(&["import", "b.json"]);
}

#[test]
fn no_format_hands_on_what_a_terminal_obeys() {
    let place = Place::new();
    strangers(&place);
    fs::write(
        place.path("t.txt.j2"),
        "{% for a in articles %}{{ a.title }}{% for n in a.notes %}{{ n.note }}{% endfor %}{% endfor %}",
    )
    .unwrap();
    for format in FORMATS.iter().filter(|format| format.writes()) {
        let mut args = vec!["export", "-f", format.name];
        if format.template {
            args.extend(["--template", "t.txt.j2"]);
        }
        let (code, out, err) = place.run(&args);
        assert_eq!(code, 0, "{}: {}", format.name, String::from_utf8_lossy(&err));
        assert!(!out.is_empty(), "{}", format.name);
        assert_safe(&out, format.name);
        assert_safe(&err, format.name);
        let folder = format!("{}/", format.name);
        args.extend(["-o", &folder]);
        place.out(&args);
        for entry in fs::read_dir(place.path(&folder)).unwrap() {
            let path = entry.unwrap().path();
            assert_safe(&fs::read(&path).unwrap(), &path.display().to_string());
        }
    }
}

#[test]
fn a_text_without_paragraphs_is_shown_by_lines() {
    let place = Place::new();
    let article = r#"{"dateline":1,"articles":[{"id":"","title":"River","text":"It rose.\n\nIt fell.","notes":[]}]}"#;
    fs::write(place.path("r.json"), article).unwrap();
    place.out(&["import", "r.json"]);
    let shown = place.out(&["list", "--json"]);
    let rows: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let shown = place.out(&["show", rows[0]["id"].as_str().unwrap(), "--plain"]);
    assert!(shown.contains("It rose.\n\nIt fell."), "{shown}");
}

#[test]
fn the_lossless_form_keeps_what_it_escapes() {
    let place = Place::new();
    strangers(&place);
    let once = place.out(&["export", "-f", "json"]);
    fs::write(place.path("all.json"), &once).unwrap();
    place.out(&["--library", "second.db", "import", "all.json"]);
    assert_eq!(place.out(&["--library", "second.db", "export", "-f", "json"]), once);
}

#[test]
fn no_command_hands_on_what_a_terminal_obeys() {
    let place = Place::new();
    strangers(&place);
    let hostile = HOSTILE.replace('\0', "");
    fs::write(place.path("config.toml"), format!("[look]\ntheme = {:?}\n", "x\u{9b}2J\u{202e}y")).unwrap();
    let at: Vec<Vec<&str>> = vec![
        vec!["list"],
        vec!["search", "mayor"],
        vec!["show", "a.txt"],
        vec!["note", "list"],
        vec!["actors"],
        vec!["figures", "--csv"],
        vec!["claims", "--csv"],
        vec!["doctor"],
        vec!["list", &hostile],
        vec!["show", &hostile],
        vec![&hostile],
        vec!["export", "-f", &hostile],
        vec!["list", "--sort", &hostile],
        vec!["--color", &hostile],
        vec!["--config", &hostile, "config", "check"],
        vec!["--config", &hostile, "config", "path"],
        vec!["--config", "config.toml", "config", "check"],
        vec!["--config", "config.toml", "config", "show"],
        vec!["--config", "config.toml", "themes"],
        vec!["--library", &hostile, "list"],
        vec!["extract", &hostile],
        vec!["feed", "parse", &hostile],
        vec!["feed", "add", &hostile],
        vec!["import", &hostile],
        vec!["backup", &hostile],
        vec!["note", "add", "a.txt", "--quote", &hostile],
    ];
    for args in at {
        let (_, out, err) = place.run(&args);
        assert!(!out.is_empty() || !err.is_empty(), "{args:?}");
        assert_safe(&out, &format!("{args:?}"));
        assert_safe(&err, &format!("{args:?}"));
    }
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_its_users_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    strangers(&place);
    let data = place.path(".local/share/dateline");
    let names = ["library.db", "notes.journal"];
    place.out(&["backup", "copy.db"]);
    place.out(&["backup", "copy.db", "--force"]);
    assert_eq!(mode(&place.path("copy.db")), 0o600);
    assert_eq!(mode(&data), 0o700);
    assert_eq!(mode(&data.join("backups")), 0o700);
    let copies: Vec<PathBuf> = fs::read_dir(data.join("backups")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(copies.len(), 1);
    names.iter().map(|name| data.join(name)).chain(copies.clone()).for_each(|path| assert_eq!(mode(&path), 0o600));
    // What an earlier version left open.
    let drafts = data.join("drafts");
    fs::create_dir(&drafts).unwrap();
    fs::write(drafts.join("x.json"), "{}").unwrap();
    let state = place.path(".local/state/dateline");
    fs::create_dir_all(&state).unwrap();
    fs::write(state.join("dateline.log"), "").unwrap();
    let files =
        [data.join("library.db"), data.join("notes.journal"), drafts.join("x.json"), state.join("dateline.log")];
    let files: Vec<PathBuf> = files.into_iter().chain(copies).collect();
    let folders = [data.clone(), drafts, state];
    let open = |path: &PathBuf, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    files.iter().for_each(|file| open(file, 0o644));
    folders.iter().for_each(|folder| open(folder, 0o755));
    place.out(&["list"]);
    files.iter().for_each(|file| assert_eq!(mode(file), 0o600, "{}", file.display()));
    folders.iter().for_each(|folder| assert_eq!(mode(folder), 0o700, "{}", folder.display()));
    // A folder that was named is not ours, and stays as it is; the files in it do not.
    let elsewhere = place.path("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    open(&elsewhere, 0o755);
    place.out(&["--library", "elsewhere/l.db", "add", "a.txt"]);
    assert_eq!((mode(&elsewhere), mode(&elsewhere.join("l.db"))), (0o755, 0o600));
}

#[test]
fn passwords_stay_here() {
    let place = Place::new();
    let list = "<opml version='2.0'><body><outline text='A' type='rss' xmlUrl='https://me:s3cret@a.example/f'/>\
                <outline text='https://me:s3cret@b.example/f' type='rss' xmlUrl='https://me:s3cret@b.example/f'/></body></opml>";
    fs::write(place.path("feeds.opml"), list).unwrap();
    place.out(&["feed", "import", "feeds.opml"]);
    for args in
        [&["feed", "list"][..], &["feed", "list", "--json"], &["feed", "export"], &["feed", "export", "-o", "x.opml"]]
    {
        let (code, out, err) = place.run(args);
        assert_eq!(code, 0, "{args:?}");
        let told = String::from_utf8([out, err].concat()).unwrap();
        assert!(!told.contains("s3cret"), "{args:?}: {told}");
    }
    let written = fs::read_to_string(place.path("x.opml")).unwrap();
    assert!(written.contains("https://a.example/f") && !written.contains("s3cret"), "{written}");
    assert!(place.out(&["feed", "export", "--passwords"]).contains("https://me:s3cret@a.example/f"));
    // The address as it is shown is enough to name it.
    place.out(&["feed", "remove", "https://me:***@a.example/f"]);
    assert!(!place.out(&["feed", "list"]).contains("a.example"));
}

#[test]
fn nothing_that_fits_is_one_answer_everywhere() {
    let place = Place::new();
    let lists = [
        &["list", "zzzz"][..],
        &["list", "zzzz", "--limit", "3"],
        &["search", "zzzz"],
        &["note", "list", "zzzz"],
        &["actors", "zzzz"],
        &["figures", "zzzz"],
        &["claims", "zzzz"],
    ];
    for library in ["none", "empty", "full"] {
        match library {
            "empty" => {
                fs::write(place.path("a.txt"), "Words.").unwrap();
                place.out(&["add", "a.txt"]);
                place.out(&["undo"]);
            }
            "full" => drop(place.out(&["redo"])),
            _ => {}
        }
        for args in lists {
            let (code, out, err) = place.run(args);
            assert_eq!((code, out.as_slice()), (3, &b""[..]), "{library}: {args:?}");
            assert_eq!(String::from_utf8_lossy(&err).lines().count(), 1, "{library}: {args:?}");
            let (code, out, _) = place.run(&[args, &["--json"][..]].concat());
            assert_eq!((code, String::from_utf8_lossy(&out).trim()), (3, "[]"), "{library}: {args:?} --json");
        }
        // Where nothing was asked, a library with nothing in it is no failure; none at all is.
        for args in [&["note", "list"][..], &["correct", "list"], &["note", "repair"], &["feed", "list"]] {
            let (code, out, _) = place.run(&[args, &["--json"][..]].concat());
            let expected = if library == "none" { 3 } else { 0 };
            assert_eq!((code, String::from_utf8_lossy(&out).trim()), (expected, "[]"), "{library}: {args:?} --json");
        }
    }
    let (code, out, _) = place.run(&["export", "zzzz", "-f", "json"]);
    assert_eq!((code, out.as_slice()), (3, &b""[..]));
}

#[test]
fn commands_and_files_are_told_apart() {
    let place = Place::new();
    let (code, _, err) = place.run(&["lsit"]);
    assert_eq!(code, 2);
    assert!(String::from_utf8_lossy(&err).contains("did you mean \"list\""), "{}", String::from_utf8_lossy(&err));
    // A file needs no library, and a page is found by its own address afterwards.
    fs::write(
        place.path("page.html"),
        "<html><head><title>River</title><link rel=canonical href='https://x.example/river'></head><body><article>\
         <h1>River</h1><p>The river rose by 12 centimetres on Monday, the mayor said in the town hall.</p>\
         <p>The bridge was closed to lorries, and the school sent its pupils home before noon.</p></article></body></html>",
    )
    .unwrap();
    assert!(place.out(&["show", "page.html", "--plain"]).contains("12 centimetres"));
    assert!(!place.path(".local/share/dateline/library.db").exists());
    let id = place.out(&["add", "page.html"]).trim().to_owned();
    let shown: serde_json::Value = serde_json::from_str(&place.out(&["show", "page.html", "--json"])).unwrap();
    assert_eq!(shown["id"], id.as_str());
    place.out(&["note", "add", "page.html", "--quote", "12 centimetres"]);
}

#[test]
fn a_list_says_that_it_stops() {
    let place = Place::new();
    let entries: String = (0..120)
        .map(|n| {
            format!("<item><title>Number {n}</title><guid>{n}</guid><description>The river {n}.</description></item>")
        })
        .collect();
    fs::write(place.path("f.rss"), format!("<rss version='2.0'><channel><title>F</title>{entries}</channel></rss>"))
        .unwrap();
    place.out(&["add", "f.rss"]);
    for (args, told) in [
        (&["list"][..], "the first 100 of 120"),
        (&["list", "--json"], "the first 100 of 120"),
        (&["search", "river"], "the first 50"),
        (&["list", "--limit", "3"], ""),
        (&["list", "--limit", "120"], ""),
    ] {
        let (code, _, err) = place.run(args);
        let err = String::from_utf8_lossy(&err).into_owned();
        assert_eq!(code, 0, "{args:?}");
        assert!(if told.is_empty() { err.is_empty() } else { err.contains(told) }, "{args:?}: {err}");
    }
}

#[test]
fn errors_are_told_once_and_in_words() {
    let place = Place::new();
    fs::write(place.path("a.txt"), "Words.").unwrap();
    place.out(&["add", "a.txt"]);
    fs::write(place.path("there"), "mine").unwrap();
    let long = (0..1500).map(|n| format!("w{n} or")).collect::<Vec<_>>().join(" ") + " x";
    for args in [
        &["backup", "there"][..],
        &["export", "-f", "json", "-o", "missing/deep/x.json"],
        &["import", "missing.json"],
        &["list", &long],
        &["--library", "/proc/none/library.db", "add", "a.txt"],
        &["feed", "export", "-o", "there"],
    ] {
        let (code, _, err) = place.run(args);
        let err = String::from_utf8_lossy(&err).into_owned();
        assert!(code == 1 || code == 2, "{args:?}: {code} {err}");
        for chatter in ["os error", "Error code", "Expression tree", "(code"] {
            assert!(!err.contains(chatter), "{args:?}: {err}");
        }
        let parts: Vec<&str> = err.trim().split(": ").collect();
        let twice = parts.iter().enumerate().find(|(at, part)| parts[..*at].contains(part));
        assert_eq!(twice, None, "{args:?}: {err}");
    }
    assert_eq!(fs::read_to_string(place.path("there")).unwrap(), "mine");
}

#[cfg(unix)]
#[test]
fn names_that_are_no_utf_8_are_names() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    let name = OsStr::from_bytes(b"caf\xe9.txt");
    fs::create_dir(place.path("d")).unwrap();
    fs::write(place.folder.path().join("d").join(name), "The river rose by 12 centimetres.").unwrap();
    let run = |args: &[&OsStr]| {
        let mut command = Command::cargo_bin("dateline").unwrap();
        command.current_dir(place.path("d")).env("HOME", place.folder.path()).args(args).output().unwrap()
    };
    let added = run(&[OsStr::new("add"), name]);
    assert!(added.status.success(), "{added:?}");
    let shown = run(&[OsStr::new("show"), name, OsStr::new("--plain")]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("12 centimetres"), "{shown:?}");
    let again = run(&[OsStr::new("add"), OsStr::new(".")]);
    assert_eq!(again.stdout, added.stdout, "{again:?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_a_file_keeps_nobody_waiting() {
    let place = Place::new();
    assert!(std::process::Command::new("mkfifo").arg(place.path("pipe")).status().unwrap().success());
    fs::write(place.path("a.txt"), "Words.").unwrap();
    place.out(&["add", "a.txt"]);
    let (code, _, err) = place.run(&["--library", "pipe", "list"]);
    assert_eq!(code, 1, "{}", String::from_utf8_lossy(&err));
    place.run(&["--library", "pipe", "add", "a.txt"]);
    let (_, _, err) = place.run(&["--config", "pipe", "config", "show"]);
    assert!(String::from_utf8_lossy(&err).contains("no regular file"), "{}", String::from_utf8_lossy(&err));
    assert_eq!(place.run(&["--config", "pipe", "config", "init"]).0, 1);
    assert_eq!(place.run(&["export", "-f", "json", "-o", "pipe/x"]).0, 1);
    place.out(&["--config", "/dev/null", "list"]);
}
