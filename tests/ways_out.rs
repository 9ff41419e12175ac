//! Exports: the dialog and the command line it prints do the same for every format and scope, nothing is left out of a
//! whole library, and no file is replaced that is not an earlier export of the same.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use assert_cmd::Command;
use dateline::app::{Effect, ExportDialog, Field, Report, Scope};
use dateline::config::Config;
use dateline::export::{FORMATS, Takes, offers};
use dateline::jobs::Shelf;
use dateline::query::Query;
use dateline::store::{Mode, Store};
use dateline::text::{Anchor, Annotation, AnnotationKind, ArticleId, Body, Change, Meta, Span};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

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

    fn command(&self, program: &str, library: &str) -> Command {
        let mut command = Command::new(program);
        let binaries = assert_cmd::cargo::cargo_bin("dateline").parent().unwrap().to_owned();
        let path = format!("{}:{}", binaries.display(), std::env::var("PATH").unwrap_or_default());
        command.current_dir(self.folder.path()).env("HOME", self.folder.path()).env("PATH", path);
        for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "DATELINE_CONFIG"] {
            command.env_remove(name);
        }
        command.env("DATELINE_LIBRARY", self.path(library));
        command
    }

    fn run(&self, library: &str, args: &[&str]) -> (i32, Vec<u8>, String) {
        let output = self.command("dateline", library).args(args).output().unwrap();
        (output.status.code().unwrap_or(-1), output.stdout, String::from_utf8(output.stderr).unwrap())
    }

    fn out(&self, library: &str, args: &[&str]) -> Vec<u8> {
        let (code, out, err) = self.run(library, args);
        assert_eq!(code, 0, "{args:?}: {err}");
        out
    }

    /// Two outlets with the same ten texts, an eleventh text, and notes on a front, on a copy and on the eleventh.
    fn newsroom(&self, library: &str) -> Vec<ArticleId> {
        let mut store = Store::open(&self.path(library), Mode::Write).unwrap();
        let mut ids = Vec::new();
        for (outlet, day) in [("Herald", 1), ("Courier", 2)] {
            for number in 0..10 {
                let text = (0..200).map(|n| format!("w{} ", (n * n + number * 1000) % 9973)).collect::<String>();
                ids.push(add(&mut store, outlet, &format!("{outlet} story {number}"), day, &text));
            }
        }
        ids.push(add(&mut store, "Herald", "Alone", 3, "The mayor said 12 people were hurt in Žilina."));
        for (at, words) in [(0, "on a front"), (10, "on a copy"), (20, "alone")] {
            let article = store.article(&ids[at]).unwrap();
            let text = article.body.text();
            let note = Annotation {
                article: ids[at].clone(),
                kind: if at == 20 { AnnotationKind::Claim } else { AnnotationKind::Note },
                anchor: Anchor::new(text, Span::new(0, text.find(' ').unwrap()), &article.body.sha256()),
                note: words.into(),
                ..Annotation::default()
            };
            store.apply(&[Change::Annotate(Box::new(note))], "note").unwrap();
        }
        assert_eq!(store.count(&Query::All).unwrap(), 11, "copies stand behind their fronts");
        ids
    }
}

fn add(store: &mut Store, outlet: &str, title: &str, day: u32, text: &str) -> ArticleId {
    let meta = Meta {
        title: title.into(),
        outlet: Some(outlet.into()),
        url: Some(format!("https://{outlet}.example/{}", title.replace(' ', "-")).to_lowercase()),
        published: Some(format!("2026-03-{day:02}")),
        fetched: "2026-03-05T00:00:00Z".into(),
        ..Meta::default()
    };
    store.add(&meta, &Body::verbatim(text.trim().into())).unwrap().id
}

/// The files below a path by their names, without the moment of export that two formats demand.
fn files(path: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let read = |path: &Path| {
        let text = String::from_utf8(fs::read(path).unwrap()).unwrap();
        text.lines().filter(|line| !line.contains("\"export_date\"")).collect::<Vec<_>>().join("\n")
    };
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            found.insert(path.file_name().unwrap().to_string_lossy().into_owned(), read(&path));
        }
    } else if path.exists() {
        found.insert(String::new(), read(path));
    }
    found
}

fn clear(path: &Path) {
    let _ = fs::remove_file(path);
    let _ = fs::remove_dir_all(path);
}

#[test]
fn the_dialog_and_the_command_line_do_the_same() {
    let place = Place::new();
    let ids = place.newsroom("library.db");
    let store = Store::open(&place.path("library.db"), Mode::Write).unwrap();
    let mut shelf = Shelf::new(store, Arc::new(Config::default().settings));
    let target = place.path("out");
    let (mut written, mut nothing) = (0, 0);
    for (number, format) in offers().iter().enumerate() {
        for (scope, article, filter) in [
            (Scope::Library, None, ""),
            (Scope::Article, Some(&ids[10]), ""),
            (Scope::Article, Some(&ids[11]), ""),
            (Scope::Filter, None, "outlet:courier"),
            (Scope::Filter, None, "is:claim"),
        ] {
            clear(&target);
            let mut dialog = ExportDialog::new(offers(), article.cloned(), filter);
            dialog.format = number;
            dialog.scope = scope;
            dialog.path = Field::new(&target.to_string_lossy());
            let reports = shelf.serve(Effect::Export(dialog.order(1, true)));
            let [Report::Exported { outcome, .. }] = reports.as_slice() else { panic!("{reports:?}") };
            let from_dialog = files(&target);
            clear(&target);
            let line = dialog.command_line();
            let output = place.command("sh", "library.db").args(["-c", &line]).output().unwrap();
            let from_line = files(&target);
            assert_eq!(outcome.is_ok(), output.status.success(), "{line}: {outcome:?} {output:?}");
            assert_eq!(from_dialog, from_line, "{line}");
            match from_line.is_empty() {
                true => nothing += usize::from(output.status.code() == Some(3)),
                false => written += 1,
            }
            assert!(line.contains(format.name), "{line}");
        }
    }
    // Formats of notes have nothing to say of an article without one.
    let notes = FORMATS.iter().filter(|format| format.writes() && format.takes == Takes::Notes).count();
    assert_eq!((written, nothing), (5 * offers().len() - notes, notes));
}

#[test]
fn a_whole_library_goes_out_whole() {
    let place = Place::new();
    place.newsroom("library.db");
    for format in FORMATS.iter().filter(|format| format.writes()) {
        let mut args = vec!["export", "--format", format.name];
        if format.template {
            let source =
                "{% for a in articles %}{{ a.title }}{% for n in a.notes %}{{ n.note }}{% endfor %}\n{% endfor %}";
            fs::write(place.path("t.txt.j2"), source).unwrap();
            args.extend(["--template", "t.txt.j2"]);
        }
        let out = String::from_utf8(place.out("library.db", &args)).unwrap();
        let titles = ["Herald story 0", "Herald story 9", "Courier story 0", "Courier story 9", "Alone"];
        let shows_titles = !matches!(format.name, "brat" | "conll" | "spacy");
        if format.takes != Takes::Notes && shows_titles {
            for title in titles {
                assert!(out.contains(title), "{}: {title} is missing", format.name);
            }
        }
        if format.takes != Takes::Notes && !shows_titles {
            assert!(out.matches("w1009").count() >= 2, "{}: a copy is missing", format.name);
        }
        if matches!(format.name, "json" | "html" | "markdown-full" | "markdown" | "jsonl" | "csv" | "template") {
            for note in ["on a front", "on a copy", "alone"] {
                assert!(out.contains(note), "{}: the note {note} is missing", format.name);
            }
        }
    }
}

#[test]
fn a_library_with_wire_copies_comes_back_as_it_was() {
    let place = Place::new();
    place.newsroom("library.db");
    let once = place.out("library.db", &["export", "--format", "json"]);
    fs::write(place.path("all.json"), &once).unwrap();
    place.out("second.db", &["import", "all.json"]);
    assert!(once == place.out("second.db", &["export", "--format", "json"]), "not the same bytes");
    let count = |library: &str| {
        let store = Store::open(&place.path(library), Mode::Read).unwrap();
        (
            store.every(&Query::All).unwrap().len(),
            store.notes(&Query::All, 99, 0).unwrap().len(),
            store.counts().unwrap(),
        )
    };
    assert_eq!(count("library.db"), count("second.db"));
    assert_eq!((count("second.db").0, count("second.db").1), (21, 3));
}

#[test]
fn only_an_earlier_export_of_the_same_is_replaced() {
    let place = Place::new();
    let ids = place.newsroom("library.db");
    place.newsroom("other.db");
    let export = |library: &str, query: &str, format: &str, more: &[&str]| {
        let args = [&["export", query, "-f", format, "-o", "out"], more].concat();
        let (code, _, err) = place.run(library, &args);
        (code, err)
    };
    for format in ["json", "jsonl", "csl", "spacy", "bibtex"] {
        clear(&place.path("out"));
        let query = format!("article:{}", ids[20]);
        let refused = |(code, err): (i32, String), why: &str| {
            assert_eq!(code, 1, "{format}: {why}");
            assert!(err.contains(why) && err.contains("--force"), "{format}: {err}");
        };
        assert_eq!(export("library.db", &query, format, &[]).0, 0, "{format}");
        let first = fs::read(place.path("out")).unwrap();
        assert_eq!(export("library.db", &query, format, &[]).0, 0, "{format}: again");
        refused(export("other.db", "", format, &[]), "is no earlier export of this library");
        refused(export("library.db", "outlet:herald", format, &[]), "is an earlier export of");
        refused(export("library.db", &query, if format == "json" { "csl" } else { "json" }, &[]), "earlier export as");
        assert_eq!(fs::read(place.path("out")).unwrap(), first, "{format}");
        // Changed by somebody else since.
        fs::write(place.path("out"), [first.as_slice(), b"mine"].concat()).unwrap();
        refused(export("library.db", &query, format, &[]), "was changed since it was exported");
        assert_eq!(export("library.db", &query, format, &["--force"]).0, 0, "{format}: forced");
        assert_eq!(fs::read(place.path("out")).unwrap(), first, "{format}");
    }
}

#[test]
fn notes_that_changed_replace_their_own_export() {
    let place = Place::new();
    let ids = place.newsroom("library.db");
    for (nth, format) in ["json", "markdown", "org", "csv"].into_iter().enumerate() {
        let target = format!("out-{format}/");
        let args = ["export", "-f", format, "-o", &target];
        place.out("library.db", &args);
        let id = ids[20].0.clone();
        place.out("library.db", &["note", "add", &id, "--quote", "12 people", "--note", &format!("fresh {nth}")]);
        place.out("library.db", &args);
        let all: String = files(&place.path(&target)).into_values().collect();
        assert!(all.contains(&format!("fresh {nth}")), "{format}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_pipes_written_to() {
    let place = Place::new();
    place.newsroom("library.db");
    let whole = place.out("library.db", &["export", "-f", "json"]);
    fs::create_dir(place.path("far")).unwrap();
    fs::write(place.path("far/real.json"), "").unwrap();
    std::os::unix::fs::symlink("far/real.json", place.path("link.json")).unwrap();
    std::os::unix::fs::symlink("far/new.json", place.path("dangling.json")).unwrap();
    for (link, real) in [("link.json", "far/real.json"), ("dangling.json", "far/new.json")] {
        place.out("library.db", &["export", "-f", "json", "-o", link]);
        assert!(place.path(link).is_symlink(), "{link}");
        assert_eq!(fs::read(place.path(real)).unwrap(), whole, "{real}");
    }
    let names: Vec<_> = fs::read_dir(place.path("far")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    for line in [
        "mkfifo pipe; cat pipe > piped.json & dateline export -f json -o pipe; wait",
        "dateline export -f json -o /dev/stdout > piped.json",
        "dateline export -f json -o /dev/stdout | cat > piped.json",
        "dateline export -f json -o /dev/fd/3 3> piped.json",
    ] {
        clear(&place.path("piped.json"));
        let output = place.command("sh", "library.db").args(["-c", line]).output().unwrap();
        assert!(output.status.success(), "{line}: {output:?}");
        assert_eq!(fs::read(place.path("piped.json")).unwrap(), whole, "{line}");
    }
    let listener = std::os::unix::net::UnixListener::bind(place.path("socket")).unwrap();
    let heard = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        listener.accept().unwrap().0.read_to_end(&mut bytes).unwrap();
        bytes
    });
    place.out("library.db", &["export", "-f", "json", "-o", "socket"]);
    assert_eq!(heard.join().unwrap(), whole);
    let kind = fs::metadata(place.path("socket")).unwrap().file_type();
    assert!(std::os::unix::fs::FileTypeExt::is_socket(&kind));
    place.out("library.db", &["export", "-f", "json", "-o", "/dev/null"]);
    let kind = fs::metadata("/dev/null").unwrap().file_type();
    assert!(std::os::unix::fs::FileTypeExt::is_char_device(&kind));
}
