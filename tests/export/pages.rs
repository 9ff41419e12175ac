//! `org`, `markdown-full`, `html`.

use crate::sample::{both, bridge, dossier, exported, naughty_dossier, text};
use dateline::export::Dossier;
use dateline::service::{Wanted, put};
use dateline::store::Store;
use dateline::text::{Anchor, Annotation, AnnotationId, Body, Inline, InlineKind, Span};
use pulldown_cmark::{Event, Options, Parser};
use std::fs;

#[test]
fn an_org_page_says_everything_of_a_note() {
    insta::assert_snapshot!(text("org", &both()));
}

#[test]
fn nothing_quoted_acts_in_org() {
    let mut dossier = naughty_dossier();
    for (index, evil) in [
        "* headline",
        "#+begin_src sh\nrm\n#+end_src",
        ":END:",
        "[[elisp:(x)][y]]",
        "src_sh{ls}",
        "call_x()",
        "{{{macro}}}",
        "<2026-03-04 Wed>",
        "<%%(diary)>",
        "# dateline:end",
        "@@html:<b>@@",
    ]
    .iter()
    .enumerate()
    {
        let mut note = dossier.annotations[0].clone();
        note.id = AnnotationId(format!("evil-{index}"));
        note.anchor.quote = (*evil).to_owned();
        note.note = (*evil).to_owned();
        dossier.annotations.push(note);
    }
    let count = dossier.annotations.len();
    let page = text("org", &[dossier]);
    assert_eq!(page.lines().filter(|line| line.starts_with("** ")).count(), count);
    assert_eq!(page.lines().filter(|line| line.starts_with("* ")).count(), 1);
    assert_eq!(page.lines().filter(|line| line.trim() == ":END:").count(), count + 1);
    assert_eq!(page.lines().filter(|line| line.trim() == "# dateline:end").count(), 1);
    assert_eq!(page.lines().filter(|line| line.trim_start().starts_with("#+begin_quote")).count(), count);
    for acts in ["[[elisp", "src_sh", "call_x", "{{{", "<2026", "<%%", "@@html"] {
        assert!(!page.contains(acts), "{acts}");
    }
    assert!(page.lines().all(|line| !line.trim_start().starts_with("#+begin_src")));
}

#[test]
fn the_users_words_in_org_survive() {
    let folder = tempfile::tempdir().unwrap();
    let mut dossier = bridge();
    let mut store = Store::memory().unwrap();
    let wanted = Wanted { format: "org", query: "", force: false };
    let mut write = |dossier: &Dossier| {
        put(&mut store, &mut exported("org", std::slice::from_ref(dossier)), wanted, folder.path()).unwrap().remove(0)
    };
    let path = write(&dossier);
    let mine = format!("#+TITLE: mine\n{}* My own headline\n", fs::read_to_string(&path).unwrap());
    fs::write(&path, &mine).unwrap();
    dossier.annotations[0].note = "Changed my mind.".into();
    write(&dossier);
    let after = fs::read_to_string(&path).unwrap();
    assert!(after.starts_with("#+TITLE: mine\n") && after.ends_with("* My own headline\n"));
    assert!(after.contains("Changed my mind."));
}

#[test]
fn the_whole_article_with_its_notes() {
    insta::assert_snapshot!(text("markdown-full", &[bridge()]));
}

#[test]
fn a_whole_article_runs_nothing_either() {
    let page = text("markdown-full", &[naughty_dossier()]);
    let body = page.split_once("---\n\n").unwrap().1;
    for event in Parser::new_ext(body, Options::ENABLE_GFM | Options::ENABLE_FOOTNOTES) {
        match event {
            Event::Html(html) => assert!(html.starts_with("<!-- dateline:"), "{html}"),
            Event::InlineHtml(html) => panic!("{html}"),
            _ => {}
        }
    }
}

#[test]
fn a_page_for_the_browser() {
    let page = text("html", &[bridge()]);
    let main = page.split_once("<main>").unwrap().1;
    insta::assert_snapshot!(main);
    assert!(page.contains("default-src 'none'") && !page.contains("<script"));
}

#[test]
fn a_page_holds_only_its_own_tags() {
    let ours = [
        "!doctype",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "h1",
        "h2",
        "p",
        "a",
        "mark",
        "span",
        "main",
        "div",
        "sup",
        "aside",
        "b",
        "i",
        "small",
        "blockquote",
        "pre",
        "section",
        "em",
        "strong",
        "code",
    ];
    let page = text("html", &[naughty_dossier()]);
    let page = page.split_once("</style>").unwrap().1;
    for tag in page.split('<').skip(1) {
        let name = tag.trim_start_matches('/').split([' ', '>']).next().unwrap();
        assert!(ours.contains(&name), "{name}");
        let attributes = tag.split_once('>').unwrap().0;
        assert!(!attributes.contains("javascript:") && !attributes.to_lowercase().contains(" on"), "{attributes}");
    }
}

#[test]
fn passages_that_overlap_stay_whole() {
    let mut dossier = bridge();
    let body = dossier.article.body.clone();
    let at = body.text().find("Shop").unwrap();
    dossier.annotations = [(0, 20), (5, 30), (30, 30)]
        .into_iter()
        .enumerate()
        .map(|(index, (start, end))| Annotation {
            id: AnnotationId(format!("{index}")),
            anchor: Anchor::new(body.text(), Span::new(at + start, at + end), &body.sha256()),
            ..Annotation::default()
        })
        .collect();
    let page = text("markdown-full", &[dossier.clone()]);
    assert!(page.contains("==Shop==  ==owners doubt th==[^1]==at. \"It wi==[^2]") || page.contains("[^1]"), "{page}");
    assert!(text("html", &[dossier]).contains("<a href=\"#n2\">"));
}

#[test]
fn emphasis_and_links_come_along_and_lead_into_the_web_only() {
    let text_of = "See the report now, or *this* one: do not run it.";
    let mut dossier = dossier("a", "A", text_of);
    let at = |words: &str| Span::new(text_of.find(words).unwrap(), text_of.find(words).unwrap() + words.len());
    let inlines = [
        (InlineKind::Link("https://a.org/r?a=1&b=<2>".into()), "the report"),
        (InlineKind::Strong, "report"),
        (InlineKind::Emphasis, "now"),
        (InlineKind::Link("javascript:alert(1)".into()), "*this* one"),
        (InlineKind::Link("https://b.org/](x)".into()), "run"),
        (InlineKind::Code, "run"),
    ];
    let inlines = inlines.into_iter().map(|(kind, words)| Inline { kind, span: at(words) }).collect();
    dossier.article.body = Body::new(text_of.into(), dossier.article.body.blocks().to_vec(), inlines);
    dossier.annotations.push(Annotation {
        anchor: Anchor::new(text_of, at("report now"), &dossier.article.body.sha256()),
        ..Annotation::default()
    });
    dossier.found = dateline::analysis::Analysis::default();
    let page = text("markdown-full", &[dossier.clone()]);
    let target = "https://a.org/r?a=1&b=%3C2%3E";
    let line = format!(
        "See [the]({target}) ==[**report**]({target})== ==*now*==[^1], or \\*this\\* one: do not [`run`](https://b.org/%5D%28x%29) it."
    );
    assert!(page.contains(&line), "{page}");
    let page = text("html", &[dossier]);
    let amp = target.replace('&', "&amp;");
    assert!(page.contains(&format!("<a href=\"{amp}\">the </a>")), "{page}");
    assert!(page.contains("<strong>report</strong></a></mark>") && page.contains("<em>now</em></mark>"), "{page}");
    assert!(!page.contains("javascript") && page.contains("<code>run</code></a>"), "{page}");
}
