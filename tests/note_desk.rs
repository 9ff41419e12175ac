//! The notes of all articles as a reader works on them: groups, many at once, tags, versions, and ways to their places.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod desk;

use dateline::app::{NotesBy, Overlay, Screen};
use dateline::text::Annotation;
use desk::Desk;
use insta::assert_snapshot;

/// A desk over the sample articles with four notes on two of them, on the notes screen.
fn with_notes(width: u16, height: u16) -> Desk {
    let mut desk = Desk::with_samples(width, height);
    desk.press(&["G", "Enter", "}"]);
    desk.press(&["a"]).write("who says so? #sourcing !unproven").press(&["C-s"]);
    desk.press(&["}", "a"]).write("check the #figures again").press(&["C-s"]);
    desk.press(&["}", "c", "C-s", "!", "5"]);
    desk.press(&["gl", "gg", "Enter", "}", "a"]).write("plain").press(&["C-s", "gn", "gg"]);
    desk
}

fn notes(desk: &Desk) -> Vec<Annotation> {
    desk.model.notebook.notes().iter().map(|(_, note)| note.clone()).collect()
}

fn tagged(desk: &Desk, tag: &str) -> usize {
    notes(desk).iter().filter(|note| note.tags.iter().any(|other| other == tag)).count()
}

fn told(desk: &Desk) -> String {
    desk.model.message.as_ref().map(|message| message.text.clone()).unwrap_or_default()
}

/// A screen without what differs from day to day: a date, the end of one that something lies over, and its minute.
fn screen(desk: &Desk) -> String {
    let day = notes(desk)[0].created[..10].to_owned();
    let shown = desk.screen().replace(&day, "YYYY-MM-DD").replace(&format!("│{}", &day[7..]), "│-DD");
    let mut masked = String::new();
    for (nth, piece) in shown.split("YYYY-MM-DD ").enumerate() {
        let minute = piece.bytes().zip(*b"00:00").all(|(byte, like)| byte.is_ascii_digit() == like.is_ascii_digit());
        match nth {
            0 => masked.push_str(piece),
            _ if minute && piece.as_bytes().get(2) == Some(&b':') => {
                masked += &format!("YYYY-MM-DD HH:MM{}", &piece[5..])
            }
            _ => masked += &format!("YYYY-MM-DD {piece}"),
        }
    }
    masked
}

#[test]
fn notes_stand_in_groups_with_the_passage_in_its_context() {
    let mut desk = with_notes(120, 30);
    desk.press(&["b"]);
    assert_eq!(desk.model.notebook.grouping, NotesBy::Actor);
    desk.press(&["b", "b", "j"]);
    assert_snapshot!("notes_by_tag", screen(&desk));
    desk.press(&["B"]).write("verd").press(&["Enter", "j"]);
    desk.resize(80, 24);
    assert_snapshot!("notes_by_verdict_narrow", screen(&desk));
    desk.press(&["-"]);
    let rows = desk.model.notebook.list.rows().len();
    desk.press(&["-"]);
    assert!(desk.model.notebook.list.rows().len() > rows);
}

#[test]
fn tags_and_verdicts_stand_in_the_text() {
    let desk = with_notes(120, 30);
    let first = notes(&desk).into_iter().find(|note| note.note.starts_with("who")).unwrap();
    assert_eq!((first.tags, first.verdict.unwrap().label), (vec!["sourcing".to_owned()], "unproven".to_owned()));
}

#[test]
fn an_act_on_many_notes_is_one_step_back() {
    let mut desk = with_notes(120, 30);
    desk.press(&["*", "t"]).write("later").press(&["Enter"]);
    assert_eq!((tagged(&desk, "later"), told(&desk)), (4, "saved: tag #later on 4 notes (u undoes it)".into()));
    desk.press(&["u"]);
    assert_eq!(tagged(&desk, "later"), 0);
    // The group under the cursor, then a verdict by its key.
    desk.press(&["v", "!", "4"]);
    let judged =
        notes(&desk).iter().filter(|note| note.verdict.as_ref().is_some_and(|one| one.label == "mostly-false")).count();
    assert_eq!(judged, 1);
    // Rows from here on.
    desk.press(&["gg", "j", "V", "j", "j", "dd"]);
    assert!(notes(&desk).len() <= 2, "{}", told(&desk));
    desk.press(&["u"]);
    assert_eq!(notes(&desk).len(), 4);
}

#[test]
fn the_code_book_is_one_key_away() {
    let mut desk = with_notes(120, 30);
    desk.press(&["j", "t"]);
    assert_snapshot!("tag_picker", screen(&desk));
    desk.press(&["4"]);
    assert_eq!(tagged(&desk, "anonymous-source"), 1);
    desk.press(&["t", "Tab", "Tab", "Enter"]);
    assert_eq!((tagged(&desk, "follow-up"), tagged(&desk, "loaded-language")), (1, 1));
    desk.press(&["t"]).write("follow").press(&["Enter"]);
    assert_eq!(tagged(&desk, "follow"), 0, "the tag of the code book comes first");
    desk.press(&["T"]).write("loaded").press(&["Enter"]);
    assert_eq!(tagged(&desk, "loaded-language"), 0);
}

#[test]
fn a_tag_is_renamed_and_two_are_put_together() {
    let mut desk = with_notes(120, 30);
    desk.press(&["B"]).write("tag").press(&["Enter"]);
    desk.press(&["gg", "r", "C-u"]).write("numbers").press(&["Enter"]);
    let note = notes(&desk).into_iter().find(|note| note.note.starts_with("check")).unwrap();
    assert_eq!((note.tags, note.note.as_str()), (vec!["numbers".to_owned()], "check the #numbers again"));
    assert!(told(&desk).contains("1 notes"), "{}", told(&desk));
    desk.press(&["u"]);
    assert_eq!(tagged(&desk, "figures"), 1);
    desk.press(&["gg", "r", "C-u"]).write("sourcing").press(&["Enter"]);
    assert_eq!((tagged(&desk, "figures"), tagged(&desk, "sourcing")), (0, 2));
}

#[test]
fn earlier_versions_are_seen_and_brought_back() {
    let mut desk = with_notes(96, 26);
    desk.press(&["j", "Space v"]);
    assert!(told(&desk).contains("no earlier version"), "{}", told(&desk));
    desk.press(&["a"]).write(" and simple #later").press(&["C-s"]);
    desk.press(&["Space v"]);
    assert_snapshot!("versions", screen(&desk));
    desk.press(&["Enter"]);
    assert_eq!((notes(&desk)[0].note.as_str(), notes(&desk)[0].tags.len()), ("plain", 0));
    desk.press(&["u"]);
    assert_eq!(notes(&desk)[0].note, "plain and simple #later");
}

#[test]
fn an_edit_is_newer_than_what_it_edits() {
    let mut desk = with_notes(120, 30);
    let before = notes(&desk)[0].modified.clone();
    desk.press(&["j", "a"]).write("!").press(&["C-s"]);
    assert!(notes(&desk)[0].modified > before);
}

#[test]
fn a_selection_goes_before_the_filter_does() {
    let mut desk = with_notes(120, 30);
    desk.press(&["F"]).write("plain").press(&["Enter", "*", "Esc"]);
    assert_eq!((notes(&desk).len(), desk.model.notebook.selection().len()), (1, 0));
    desk.press(&["Esc"]);
    assert_eq!(notes(&desk).len(), 4);
    desk.press(&["t", "Esc"]);
    assert!(desk.model.overlay.is_none() && desk.model.screen == Screen::Notes);
    desk.press(&["j", "t"]);
    assert!(matches!(desk.model.overlay, Some(Overlay::Picker(_))));
}

fn under_cursor(desk: &Desk) -> String {
    let reader = desk.model.reader.as_ref().unwrap();
    reader.text()[reader.cursor..].chars().take(12).collect()
}

#[test]
fn a_link_of_an_export_leads_to_the_passage() {
    let mut desk = with_notes(100, 24);
    let note = notes(&desk).into_iter().find(|note| note.note.starts_with("check")).unwrap();
    let start: String = note.anchor.quote.chars().take(12).collect();
    let link = format!("open dateline://{}#{}", note.article, note.id);
    desk.press(&[":"]).write(&link).press(&["Enter"]);
    assert_eq!((desk.model.screen, under_cursor(&desk)), (Screen::Reader, start.clone()));
    // The id of a note alone will do, and a note that is gone leaves its article.
    desk.press(&["gg", "gl", ":"]).write(&format!("open dateline:{}", note.id)).press(&["Enter"]);
    assert_eq!(under_cursor(&desk), start);
    desk.press(&["dd", "gl", ":"]).write(&link).press(&["Enter"]);
    assert_eq!(desk.model.screen, Screen::Reader);
    assert!(told(&desk).contains("not there any more"), "{}", told(&desk));
    desk.press(&[":"]).write("open dateline://0000#1").press(&["Enter"]);
    assert!(desk.model.message.as_ref().unwrap().error);
}

#[test]
#[cfg(unix)]
fn a_passage_is_given_to_a_command_and_what_it_writes_becomes_a_note() {
    let mut desk = with_notes(100, 24);
    let mut settings = (*desk.model.settings).clone();
    let command = ["sh", "-c", "grep -o '\"kind\":\"[a-z]*\"' | head -n 1; printf '\\033[31mred\\n'"].map(String::from);
    settings.pipe = vec![dateline::config::PipeCommand { name: "kinds".into(), command: command.into(), seconds: 60 }];
    desk.model.settings = settings.into();
    desk.press(&["gr", "}", "}", "}", "}", "v", "e", "|", "Enter"]);
    let Some(Overlay::Output(output)) = &desk.model.overlay else { panic!("{}", desk.screen()) };
    assert_eq!(output.outcome.text, "\"kind\":\"note\"\n[31mred");
    assert_snapshot!("output", screen(&desk));
    desk.press(&["Enter", "gn"]);
    assert!(notes(&desk).iter().any(|note| note.note.ends_with("red")), "{}", told(&desk));
    // A line that is typed, on all notes at once: no shell reads it.
    desk.press(&["*", "|"]).write("another").press(&["Enter"]).write("grep -c '\"note\"' $HOME").press(&["Enter"]);
    let Some(Overlay::Output(output)) = &desk.model.overlay else { panic!("{}", desk.screen()) };
    assert!(!output.outcome.ok && output.outcome.text.contains("$HOME"), "{}", output.outcome.text);
    desk.press(&["Enter"]);
    assert!(told(&desk).contains("several notes"), "{}", told(&desk));
}

#[test]
fn what_was_not_saved_outlives_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::beside(folder.path(), 90, 24);
    desk.open_text("a.md", "# Talks\n\nThe mayor spoke. Nobody listened.\n\nThey went home.\n");
    desk.press(&["}", "a"]).write("half a thou");
    drop(desk);
    let mut desk = Desk::beside(folder.path(), 90, 24);
    desk.press(&["Enter"]);
    assert!(told(&desk).contains("not saved yet"), "{}", told(&desk));
    desk.press(&["gg", "}", "a"]).write("ght #x !false").press(&["C-s"]);
    let note = desk.model.reader.as_ref().unwrap().annotations[0].clone();
    assert_eq!((note.note.as_str(), note.tags.len()), ("half a thought #x !false", 1));
    assert!(note.verdict.is_some() && desk.model.drafts.is_empty());
    desk.press(&["}", "a"]).write("x").press(&["Backspace", "Esc"]);
    drop(desk);
    let desk = Desk::beside(folder.path(), 90, 24);
    assert!(desk.model.drafts.is_empty());
}

#[test]
fn what_is_selected_goes_out() {
    let mut desk = with_notes(100, 30);
    desk.press(&["j", "v", "j", "v", "Space e", "l"]);
    let Some(Overlay::Export(dialog)) = &desk.model.overlay else { panic!("{}", desk.screen()) };
    let out = dialog.preview.clone().unwrap();
    assert_eq!(out.matches("\"suffix\"").count(), 2, "{out}");
    assert!(dialog.command_line().contains("id:"), "{}", dialog.command_line());
    assert!(desk.screen().contains("the 2 selected"), "{}", desk.screen());
}
