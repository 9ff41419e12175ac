//! `markdown`.

use crate::sample::{both, bridge, dossier, exported, naughty_dossier, text};
use dateline::export::Dossier;
use dateline::service::{Wanted, put};
use dateline::store::Store;
use dateline::text::Annotation;
use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use std::fs;

#[test]
fn a_page_says_everything_of_a_note() {
    insta::assert_snapshot!(text("markdown", &both()));
}

#[test]
fn only_articles_with_notes_get_a_page() {
    let files = exported("markdown", &both()).files;
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["Bridge to close again 00b41d.md"]);
}

#[test]
fn the_users_words_survive_another_export() {
    let folder = tempfile::tempdir().unwrap();
    let mut dossier = bridge();
    let mut store = Store::memory().unwrap();
    let wanted = Wanted { format: "markdown", query: "", force: false };
    let mut write = |dossier: &Dossier| {
        put(&mut store, &mut exported("markdown", std::slice::from_ref(dossier)), wanted, folder.path()).unwrap()
    };
    let path = write(&dossier).remove(0);
    let page = fs::read_to_string(&path).unwrap();
    let mine = page.replace("---\n\n", "rating: 5\n---\n\nMy thoughts.\n\n") + "\nAnd more.\n";
    fs::write(&path, &mine).unwrap();
    write(&dossier);
    assert_eq!(fs::read_to_string(&path).unwrap(), mine);
    dossier.annotations[0].note = "Changed my mind.".into();
    write(&dossier);
    let after = fs::read_to_string(&path).unwrap();
    assert!(after.contains("rating: 5") && after.contains("My thoughts.") && after.ends_with("\nAnd more.\n"));
    assert!(after.contains("Changed my mind.") && !after.contains("4.1 million.\n"));
}

/// What plug-ins of Obsidian run, and what ends our part, must not stand in the page as such, whatever is quoted.
#[test]
fn nothing_quoted_runs() {
    let mut dossier = naughty_dossier();
    let evil = [
        "```dataviewjs\ndv.el('p', 1)\n```",
        "`$= dv.current()`",
        "<!-- dateline:end -->",
        "<%* tp.file.create_new() %>",
        "[run](javascript:alert(1)) ![[secret]] [x](obsidian://open)",
        "$=1 %%hidden%% ==high== key:: value",
    ];
    let id = dossier.annotations[0].clone();
    for (index, text) in evil.iter().enumerate() {
        let mut note = id.clone();
        note.id.0 = format!("evil-{index}");
        note.anchor.quote = (*text).to_owned();
        note.note = (*text).to_owned();
        dossier.annotations.push(note);
    }
    let page = text("markdown", &[dossier]);
    assert_eq!(page.lines().filter(|line| line.trim() == "<!-- dateline:end -->").count(), 1);
    assert!(page.trim_end().ends_with("<!-- dateline:end -->"));
    let body = page.split_once("---\n\n").unwrap().1;
    for event in Parser::new_ext(body, Options::ENABLE_GFM | Options::ENABLE_WIKILINKS | Options::ENABLE_MATH) {
        match event {
            Event::Html(html) => assert!(html.starts_with("<!-- dateline:"), "{html}"),
            Event::InlineHtml(html) => panic!("{html}"),
            Event::InlineMath(math) | Event::DisplayMath(math) => assert!(!math.contains("secret"), "{math}"),
            Event::Code(code) => assert!(!code.starts_with(['$', '=']), "{code}"),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                assert!(!info.starts_with("dataview"), "{info}")
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let safe =
                    ["https:", "http:", "dateline:", "#", "secret"].iter().any(|scheme| dest_url.starts_with(scheme));
                assert!(safe || !dest_url.contains(':'), "{dest_url}");
            }
            _ => {}
        }
    }
}

proptest! {
    /// Whatever Markdown a note is written in, a reader of CommonMark finds no HTML and no foreign scheme in the page.
    #[test]
    fn no_note_runs(note in "([`<>\\[\\]()!\\\\~\n $=:/x\"']|```|~~~|<b>|](j:x)|]: j:x|dataview|<!--|-->){0,24}") {
        let mut dossier = dossier("a", "A", "Some words of an article.");
        dossier.annotations.push(Annotation { note, ..Annotation::default() });
        for format in ["markdown", "markdown-full"] {
            let page = text(format, std::slice::from_ref(&dossier));
            let body = page.split_once("---\n\n").unwrap().1;
            for event in Parser::new_ext(body, Options::ENABLE_GFM | Options::ENABLE_FOOTNOTES) {
                match event {
                    Event::Html(html) => prop_assert!(html.starts_with("<!-- dateline:"), "{html}\n{page}"),
                    Event::InlineHtml(html) => prop_assert!(false, "{html}\n{page}"),
                    Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                        prop_assert!(!dest_url.trim_start().starts_with("j:"), "{dest_url}\n{page}");
                    }
                    Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                        prop_assert!(!info.starts_with("dataview"), "{info}\n{page}");
                    }
                    _ => {}
                }
            }
        }
    }
}
