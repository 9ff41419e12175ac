//! The program as a reader uses it: keys in, screens out.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod desk;

use dateline::app::{Mouse, Msg, Overlay, Screen};
use desk::Desk;
use insta::assert_snapshot;
use proptest::prelude::*;

const ARTICLE: &str = "---
title: Harbour talks
outlet: The Pier
published: 2026-03-04T09:00:00+01:00
---

## What was said

Mayor Anna Berg said on Tuesday that 120 ships had left the port of Oslo. The union denied this.

> We counted eighty.

- one item
- another with a [link](https://example.org/list)

“It cost $3.2 million,” Berg said. Wide text: 日本語の新聞 and 👩‍👩‍👧 families.

MUST READ | Ten harbours to see before winter
";

fn selected_quotes(desk: &Desk) -> Vec<String> {
    let reader = desk.model.reader.as_ref().unwrap();
    reader.annotations.iter().map(|annotation| annotation.anchor.quote.clone()).collect()
}

fn under_cursor(desk: &Desk) -> String {
    let reader = desk.model.reader.as_ref().unwrap();
    reader.text()[reader.cursor..].chars().take(8).collect()
}

#[test]
fn the_library_opens_on_the_samples() {
    let desk = Desk::with_samples(100, 14);
    assert_snapshot!("library", desk.screen());
}

#[test]
fn an_article_shows_its_marks_without_colour_too() {
    let desk = Desk::reading(ARTICLE, 90, 26);
    assert_snapshot!("article_styled", desk.styled());
}

#[test]
fn narrow_screens_fold_notes_under_their_paragraph() {
    let mut desk = Desk::reading(ARTICLE, 60, 30);
    desk.press(&["}", "a"]).write("who counted?").press(&["C-s"]);
    assert_snapshot!("narrow_with_note", desk.screen());
}

#[test]
fn too_small_a_screen_says_so() {
    let desk = Desk::reading(ARTICLE, 39, 9);
    assert!(desk.screen().contains("40×10"), "{}", desk.screen());
}

#[test]
fn the_status_line_says_what_a_figure_means() {
    let mut desk = Desk::reading(ARTICLE, 90, 26);
    desk.press(&["]f"]);
    assert!(desk.screen().contains("date Tuesday = 2026-03-03"), "{}", desk.screen());
    desk.press(&["]f"]);
    assert!(desk.screen().contains("count 120 = 120 (ships)"), "{}", desk.screen());
}

#[test]
fn motions_go_where_they_say() {
    let mut desk = Desk::reading(ARTICLE, 90, 26);
    for (keys, want) in [
        (&["}"][..], "Mayor An"),
        (&["]f"], "Tuesday "),
        (&["]f"], "120 ship"),
        (&["[f"], "Tuesday "),
        (&[")"], "The unio"),
        (&["("], "Mayor An"),
        (&["w", "w"], "Berg sai"),
        (&["b"], "Anna Ber"),
        (&["e"], "a Berg s"),
        (&["2", "G"], "Mayor An"),
        (&["gg"], "What was"),
        (&["C-o"], "Mayor An"),
        (&["$"], "t the po"),
        (&["}", "}"], "one item"),
    ] {
        desk.press(keys);
        assert!(under_cursor(&desk).starts_with(want), "{keys:?}: {:?}, not {want:?}", under_cursor(&desk));
    }
}

#[test]
fn the_next_actor_is_one_that_is_drawn() {
    let mut desk = Desk::reading("Reporters met Anna Berg. The S&P 500 fell. Anna Berg left Oslo.\n", 90, 20);
    let stops = |desk: &mut Desk| -> Vec<String> {
        desk.press(&["gg"]);
        (0..3).map(|_| under_cursor(desk.press(&["]a"])).trim_end().to_owned()).collect()
    };
    assert_eq!(stops(&mut desk), ["Anna Ber", "Anna Ber", "Oslo."]);
    desk.model.reader.as_mut().unwrap().layers.others = true;
    assert_eq!(stops(&mut desk), ["Anna Ber", "S&P 500", "Anna Ber"]);
}

#[test]
fn searching_goes_through_the_hits() {
    let mut desk = Desk::reading(ARTICLE, 90, 26);
    desk.press(&["/"]).write("berg").press(&["Enter"]);
    assert_eq!(under_cursor(&desk), "Berg sai");
    desk.press(&["n"]);
    assert_eq!(under_cursor(&desk), "Berg sai");
    assert_eq!(desk.model.reader.as_ref().unwrap().search.hits.len(), 2);
    desk.press(&["n"]);
    assert!(desk.model.message.as_ref().unwrap().text.contains("no hits"));
}

#[test]
fn a_note_is_written_edited_deleted_and_brought_back() {
    let mut desk = Desk::reading(ARTICLE, 90, 26);
    desk.press(&["}", "a"]).write("check this").press(&["C-s"]);
    assert!(desk.model.message.as_ref().unwrap().text.starts_with("saved"));
    assert_eq!(selected_quotes(&desk), ["Mayor Anna Berg said on Tuesday that 120 ships had left the port of Oslo."]);
    desk.press(&["a"]).write(" twice").press(&["C-s"]);
    assert_eq!(desk.model.reader.as_ref().unwrap().annotations[0].note, "check this twice");
    desk.press(&["dd"]);
    assert!(selected_quotes(&desk).is_empty());
    desk.press(&["u"]);
    assert_eq!(selected_quotes(&desk).len(), 1);
    desk.press(&["u"]);
    assert_eq!(desk.model.reader.as_ref().unwrap().annotations[0].note, "check this");
    desk.press(&["C-r"]);
    assert_eq!(desk.model.reader.as_ref().unwrap().annotations[0].note, "check this twice");
}

#[test]
fn what_was_written_and_not_saved_is_kept_as_a_draft() {
    let mut desk = Desk::reading(ARTICLE, 90, 26);
    desk.press(&["}", "a"]).write("half a thought").press(&["Esc"]);
    assert!(selected_quotes(&desk).is_empty());
    desk.press(&["a", "Esc", "a", "C-s"]);
    assert_eq!(desk.model.reader.as_ref().unwrap().annotations[0].note, "half a thought");
    assert!(desk.model.drafts.is_empty());
}

#[test]
fn a_claim_takes_statement_and_speaker_from_the_text() {
    let mut desk = Desk::reading(ARTICLE, 90, 26);
    desk.press(&["}", "c", "C-s"]);
    let reader = desk.model.reader.as_ref().unwrap();
    let claim = &reader.annotations[0];
    assert_eq!(claim.statement.as_deref(), Some("120 ships had left the port of Oslo"));
    assert!(claim.speaker.as_deref().is_some_and(|speaker| speaker.contains("Berg")), "{:?}", claim.speaker);
}

#[test]
fn verdict_tags_and_evidence_go_to_the_claim_under_the_cursor() {
    let mut desk = Desk::reading(ARTICLE, 90, 26);
    desk.press(&["}", "c", "C-s", "!"])
        .write("mostly-f")
        .press(&["Enter", "t"])
        .write("ports harbour")
        .press(&["Enter", "+"]);
    desk.write("https://example.org/count contradicts eighty by noon").press(&["Enter"]);
    let reader = desk.model.reader.as_ref().unwrap();
    assert_eq!(reader.annotations.len(), 1);
    let claim = &reader.annotations[0];
    assert_eq!(claim.verdict.as_ref().unwrap().label, "mostly-false");
    assert_eq!(claim.tags, ["ports", "harbour"]);
    assert_eq!(claim.evidence[0].url.as_deref(), Some("https://example.org/count"));
    assert_eq!(claim.evidence[0].quote.as_deref(), Some("eighty by noon"));
    assert_snapshot!("claim_with_verdict", desk.screen());
}

#[test]
fn highlights_are_set_and_cleared_with_one_key() {
    let mut desk = Desk::reading(ARTICLE, 90, 26);
    desk.press(&["}", "Hy"]);
    assert_eq!(selected_quotes(&desk).len(), 1);
    desk.press(&["Hg"]);
    assert_eq!(desk.model.reader.as_ref().unwrap().annotations[0].colour.as_deref(), Some("green"));
    desk.press(&["Hg"]);
    assert!(selected_quotes(&desk).is_empty());
}

#[test]
fn a_selection_over_paragraphs_is_one_note() {
    let mut desk = Desk::reading(ARTICLE, 90, 26);
    desk.press(&["}", "v", "}", "e", "a"]).write("two").press(&["C-s"]);
    let quotes = selected_quotes(&desk);
    assert_eq!(quotes.len(), 1);
    assert!(quotes[0].starts_with("Mayor") && quotes[0].ends_with("We"), "{quotes:?}");
}

#[test]
fn boilerplate_is_folded_and_unfolds() {
    let mut desk = Desk::reading(ARTICLE, 90, 30);
    assert!(desk.screen().contains("▸ 1 paragraph of promotion"), "{}", desk.screen());
    desk.press(&["G", "Enter"]);
    assert!(desk.screen().contains("UST READ |"), "{}", desk.screen());
}

#[test]
fn the_place_in_the_text_survives_a_resize_and_a_restart() {
    let mut desk = Desk::with_samples(120, 20);
    desk.press(&["Enter", "5", "G", "w", "w"]);
    let (before, at) = (under_cursor(&desk), desk.model.reader.as_ref().unwrap().cursor);
    for (width, height) in [(40, 12), (200, 60), (0, 0), (81, 24)] {
        desk.resize(width, height);
        assert_eq!(under_cursor(&desk), before);
    }
    desk.press(&["gl", "j", "Enter", "gl", "k", "Enter"]);
    assert_eq!(desk.model.reader.as_ref().unwrap().cursor, at);
}

#[test]
fn the_notes_screen_leads_back_to_the_passage() {
    let mut desk = Desk::with_samples(110, 24);
    desk.press(&["Enter", "}", "a"]).write("first").press(&["C-s", "}", "a"]).write("second").press(&["C-s"]);
    let passage = under_cursor(&desk);
    desk.press(&["gg", "gn", "j", "j"]);
    let today = desk.model.notebook.note().unwrap().created[..10].to_owned();
    assert_snapshot!("notes", desk.screen().replace(&today, "YYYY-MM-DD"));
    desk.press(&["Enter"]);
    assert_eq!(desk.model.screen, Screen::Reader);
    assert_eq!(under_cursor(&desk), passage);
}

#[test]
fn articles_are_deleted_starred_and_filtered_undoably() {
    let mut desk = Desk::with_samples(110, 24);
    let count = |desk: &Desk| desk.model.shelf.list.rows().len();
    desk.press(&["dd"]);
    assert_eq!(count(&desk), 3);
    desk.press(&["u"]);
    assert_eq!(count(&desk), 4);
    desk.press(&["s", "3"]);
    assert_eq!(count(&desk), 1);
    desk.press(&["1", "F"]).write("pipeline");
    assert!(count(&desk) >= 1 && count(&desk) < 4, "{}", count(&desk));
    desk.press(&["Esc"]);
    assert_eq!(count(&desk), 4);
    desk.press(&["F"]).write("date:nonsense").press(&["Enter"]);
    assert!(desk.model.shelf.fault.is_some());
}

#[test]
fn help_shows_the_keys_that_work_here_and_can_be_searched() {
    let mut desk = Desk::reading(ARTICLE, 90, 24);
    desk.press(&["?", "/"]).write("evidence").press(&["Enter"]);
    assert_snapshot!("help_searched", desk.screen());
}

#[test]
fn a_prefix_shows_what_may_follow() {
    let mut desk = Desk::reading(ARTICLE, 90, 24);
    desk.press(&["g"]);
    assert_snapshot!("follows", desk.screen());
}

#[test]
fn the_palette_finds_a_command_by_a_few_letters() {
    let mut desk = Desk::reading(ARTICLE, 90, 24);
    desk.press(&["C-p"]).write("export");
    assert!(desk.screen().contains("export"));
    desk.press(&["Enter"]);
    assert!(matches!(desk.model.overlay, Some(Overlay::Export(_))));
}

#[test]
fn the_export_dialog_previews_and_says_the_command_line() {
    let mut desk = Desk::reading(ARTICLE, 90, 24);
    desk.press(&["}", "a"]).write("exported").press(&["C-s", "Space e", "l", "l"]);
    let screen = desk.screen();
    assert!(screen.contains("$ dateline export article:") && screen.contains("--format jsonl"), "{screen}");
    assert!(screen.contains("{\"id\":"), "{screen}");
}

#[test]
fn copying_takes_the_sentence_or_a_quotation_with_its_source() {
    let mut desk = Desk::reading(ARTICLE, 90, 24);
    desk.press(&["}", "yy", "yq"]);
    assert_eq!(desk.outside[0], "Mayor Anna Berg said on Tuesday that 120 ships had left the port of Oslo.");
    assert!(desk.outside[1].contains("Harbour talks") && desk.outside[1].contains("The Pier"), "{}", desk.outside[1]);
}

#[test]
fn nothing_is_silent() {
    let mut desk = Desk::reading(ARTICLE, 90, 24);
    desk.press(&["Z"]);
    assert!(desk.model.message.as_ref().unwrap().text.contains("not bound"));
    desk.press(&["dd"]);
    assert!(desk.model.message.is_some());
    desk.press(&[":"]).write("nonsense").press(&["Enter"]);
    assert!(desk.model.message.as_ref().unwrap().text.contains("there is no command"));
}

#[test]
fn the_mouse_places_the_cursor_selects_and_rolls() {
    let mut desk = Desk::reading(ARTICLE, 90, 12);
    desk.send(Msg::Mouse(Mouse::Press, 12, 3));
    let start = desk.model.reader.as_ref().unwrap().cursor;
    desk.send(Msg::Mouse(Mouse::Drag, 20, 3));
    desk.send(Msg::Mouse(Mouse::Release, 20, 3));
    let reader = desk.model.reader.as_ref().unwrap();
    assert_eq!(reader.selected().unwrap().start, start);
    assert!(reader.cursor > start);
    desk.send(Msg::Mouse(Mouse::WheelDown, 12, 3));
    assert!(desk.model.reader.as_ref().unwrap().top > 0);
}

#[test]
fn hostile_text_never_reaches_a_cell() {
    let text = "# Evil \u{1b}]0;owned\u{7}title\n\nPlain \u{1b}[2J red \u{202e}txt\u{202c} \u{9b}31m \u{e0041}tag and \u{feff}mark.\n";
    let mut desk = Desk::reading(text, 90, 24);
    desk.press(&["a"]);
    desk.send(Msg::Paste("pasted \u{1b}[31m\u{202e}evil".into()));
    desk.press(&["C-s", "gn"]);
    for _ in 0..2 {
        let (buffer, _) = desk.buffer();
        for cell in buffer.content() {
            assert!(!cell.symbol().contains(dateline::text::is_control), "{:?}", cell.symbol());
        }
        desk.press(&["gr"]);
    }
}

/// Keys that a random reader presses.
const KEYS: &[&str] = &[
    "j",
    "k",
    "h",
    "l",
    "w",
    "b",
    "e",
    "0",
    "$",
    "(",
    ")",
    "{",
    "}",
    "gg",
    "G",
    "C-d",
    "C-u",
    "PgDn",
    "]a",
    "[a",
    "]f",
    "]c",
    "[c",
    "]n",
    "]q",
    "v",
    "V",
    "Esc",
    "a",
    "c",
    "Hy",
    "!",
    "t",
    "x",
    "Enter",
    "Tab",
    "C-s",
    "u",
    "C-r",
    "dd",
    "yy",
    "K",
    "z",
    "Space e",
    "Space a",
    "Space h",
    "?",
    "/",
    ":",
    "n",
    "N",
    "gl",
    "gn",
    "gr",
    "C-o",
    "C-p",
    "Backspace",
    "Left",
    "Up",
    "q",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_keys_at_any_size_can_break_it(
        keys in prop::collection::vec(0..KEYS.len(), 0..50), width in 0u16..220, height in 0u16..70,
    ) {
        let mut desk = Desk::reading(ARTICLE, 90, 26);
        desk.resize(width, height);
        for key in keys {
            desk.press(&[KEYS[key]]);
            desk.buffer();
            if let Some(reader) = &desk.model.reader {
                prop_assert!(reader.text().is_char_boundary(reader.cursor));
            }
        }
    }
}

#[test]
fn every_screen_draws_at_every_size() {
    let mut desk = Desk::with_samples(100, 30);
    let scenes: [&[&str]; 8] =
        [&["gl"], &["Enter"], &["a"], &["C-s", "gn"], &["?"], &["q", "C-p"], &["Esc", "Space e"], &["Esc", "gr", "K"]];
    for scene in scenes {
        desk.press(scene);
        for (width, height) in [(0, 0), (1, 1), (39, 10), (40, 10), (80, 24), (81, 11), (120, 40), (500, 200)] {
            desk.resize(width, height);
            desk.buffer();
        }
    }
}

#[test]
fn a_sentence_can_be_taken_before_the_analysis_is_done() {
    let body = dateline::text::Body::verbatim("First one. Second one.\nThird.".into());
    let article = dateline::text::Article { body, ..Default::default() };
    let view = dateline::app::Viewport { measure: 40, height: 10, slips: false };
    let mut reader = dateline::app::Reader::open(article.into(), Vec::new(), view);
    let mut taken = |at: usize| {
        reader.go_to(at);
        reader.target().map(|span| span.of(reader.text()).to_owned()).unwrap()
    };
    assert_eq!([taken(0), taken(12), taken(24)], ["First one.", "Second one.", "Third."]);
}

#[test]
fn articles_that_were_read_are_found_by_whom_they_name() {
    let mut desk = Desk::with_samples(110, 24);
    desk.press(&["Enter", "gl", "F"]).write("actor:Ethiopia").press(&["Enter"]);
    assert_eq!(desk.model.shelf.list.rows().len(), 1);
    desk.press(&["Esc", "F"]).write("actor:Norway").press(&["Enter"]);
    assert_eq!(desk.model.shelf.list.rows().len(), 0);
}

#[test]
fn a_step_asked_for_before_the_analysis_is_done_is_taken_when_the_marks_come() {
    let body = dateline::text::Body::verbatim("Mayor Anna Berg waited. In all 120 ships had left Oslo.".into());
    let article = std::sync::Arc::new(dateline::text::Article { body, ..Default::default() });
    let found = std::sync::Arc::new(dateline::analysis::analyse(&article.body, None));
    let opened = || {
        let mut desk = Desk::reading(ARTICLE, 90, 20);
        let reader = dateline::app::Reader::open(article.clone(), Vec::new(), desk.model.reader.take().unwrap().view);
        desk.model.reader = Some(Box::new(reader));
        desk.press(&["]f"]);
        assert_eq!(desk.model.message.as_ref().unwrap().text, "still looking for figures …");
        desk
    };
    let analysed = || dateline::app::Report::Analysed(article.id.clone(), article.revision, found.clone());

    let mut desk = opened();
    desk.send(Msg::Report(analysed()));
    assert_eq!(desk.model.reader.as_ref().unwrap().cursor, 31);
    assert_eq!(desk.model.message, None);

    // Who has moved on in the meantime is left where they are.
    let mut desk = opened();
    desk.press(&["l"]).send(Msg::Report(analysed()));
    assert_eq!(desk.model.reader.as_ref().unwrap().cursor, 1);
}
