//! Correcting what was detected, as a reader does it: keys in, screens out.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod desk;

use dateline::app::{Overlay, Tab};
use desk::Desk;

const ARTICLE: &str = "---
title: Shipyards
outlet: The Pier
published: 2026-03-04T09:00:00+01:00
---

Anna Berg said that Halvik would build 300 ships in Oslo. The union denied the claim.

Berg and the union met in Halvik on Tuesday. Berg left early; Halvik stayed.
";

fn reading() -> Desk {
    Desk::reading(ARTICLE, 100, 30)
}

/// Puts the cursor on the nth place where the words stand.
fn stand_on(desk: &mut Desk, words: &str, nth: usize) {
    let reader = desk.model.reader.as_mut().unwrap();
    let at = reader.text().match_indices(words).nth(nth).unwrap().0;
    reader.go_to(at);
}

/// Every mention with its kind and its actor.
fn cast(desk: &Desk) -> Vec<String> {
    let reader = desk.model.reader.as_ref().unwrap();
    let found = reader.found.as_ref().unwrap();
    let mention = |mention: &dateline::analysis::Mention| {
        let name = &found.actors[mention.actor].name;
        format!("{} {} {name}", mention.span.of(reader.text()), mention.kind.name())
    };
    found.mentions.iter().map(mention).collect()
}

fn kinds_of(desk: &Desk, words: &str) -> Vec<String> {
    let cast = cast(desk).into_iter().filter(|line| line.starts_with(words));
    cast.map(|line| line[words.len() + 1..].to_owned()).collect()
}

fn figures(desk: &Desk) -> Vec<String> {
    let reader = desk.model.reader.as_ref().unwrap();
    let figures = reader.marks(|found| &found.figures).iter();
    figures.map(|figure| format!("{} {}", figure.span.of(reader.text()), figure.kind.name())).collect()
}

fn message(desk: &Desk) -> String {
    desk.model.message.as_ref().map(|message| message.text.clone()).unwrap_or_default()
}

#[test]
fn a_kind_is_corrected_for_the_article_and_taken_back() {
    let mut desk = reading();
    let before = cast(&desk);
    stand_on(&mut desk, "Halvik", 0);
    desk.press(&["R"]);
    insta::assert_snapshot!("retype", desk.screen());
    desk.press(&["2"]);
    insta::assert_snapshot!("retype_reach", desk.screen());
    desk.press(&["Enter"]);
    assert_eq!(kinds_of(&desk, "Halvik"), ["organisation Halvik"; 3]);
    assert_eq!(message(&desk), "saved: “Halvik” is an organisation, in this article (u undoes it)");
    desk.press(&["u"]);
    assert_eq!(cast(&desk), before);
    desk.press(&["C-r"]);
    assert_eq!(kinds_of(&desk, "Halvik"), ["organisation Halvik"; 3]);
    // Another word on the same thing takes the first one's place.
    desk.press(&["R", "4", "1"]);
    assert_eq!(kinds_of(&desk, "Halvik"), ["place Halvik"; 3]);
    assert_eq!(desk.model.reader.as_ref().unwrap().corrections.len(), 1);
    desk.press(&["R", "0"]);
    assert_eq!(cast(&desk), before);
}

#[test]
fn one_mention_is_corrected_without_the_others() {
    let mut desk = reading();
    stand_on(&mut desk, "Halvik", 1);
    desk.press(&["R", "4", "2"]);
    let kinds = kinds_of(&desk, "Halvik");
    assert_eq!((kinds.len(), kinds[1].as_str()), (3, "place Halvik"));
    stand_on(&mut desk, "Halvik", 0);
    desk.press(&["R", "2", "2"]);
    assert_eq!(kinds_of(&desk, "Halvik")[..2], ["organisation Halvik", "place Halvik"]);
    stand_on(&mut desk, "Halvik", 2);
    desk.press(&["R", "9", "2"]);
    assert_eq!(kinds_of(&desk, "Halvik").len(), 2);
}

#[test]
fn an_actor_is_split_merged_and_rejected() {
    let mut desk = reading();
    assert_eq!(kinds_of(&desk, "Berg"), ["person Anna Berg"; 2]);
    stand_on(&mut desk, "Berg", 1);
    desk.press(&["R", "6", "Enter"]);
    assert_eq!(kinds_of(&desk, "Berg"), ["person Berg", "person Anna Berg"]);
    desk.press(&["Space m"]);
    assert!(matches!(&desk.model.overlay, Some(Overlay::Picker(_))));
    desk.write("anna").press(&["Enter", "Enter"]);
    assert_eq!(kinds_of(&desk, "Berg"), ["person Anna Berg"; 2]);
    desk.press(&["R", "9", "1"]);
    assert!(kinds_of(&desk, "Berg").is_empty() && kinds_of(&desk, "Anna Berg").is_empty());
    desk.press(&["u", "u", "u"]);
    assert_eq!(kinds_of(&desk, "Berg"), ["person Anna Berg"; 2]);
}

#[test]
fn figures_and_claims_are_corrected() {
    let mut desk = reading();
    stand_on(&mut desk, "300", 0);
    desk.press(&["R", "3", "Enter"]);
    assert!(figures(&desk).iter().any(|figure| figure == "300 money"), "{:?}", figures(&desk));
    desk.press(&["R", "9", "2"]);
    assert!(!figures(&desk).iter().any(|figure| figure.starts_with("300")));
    stand_on(&mut desk, "would build", 0);
    let claims = |desk: &Desk| desk.model.reader.as_ref().unwrap().marks(|found| &found.claims).len();
    let before = claims(&desk);
    desk.press(&["R", "9"]);
    assert_eq!(claims(&desk) + 1, before);
    desk.press(&["u"]);
    assert_eq!(claims(&desk), before);
}

#[test]
fn the_panel_corrects_its_entry() {
    let mut desk = reading();
    desk.model.reader.as_mut().unwrap().tab = Tab::Actors;
    desk.press(&["gg", "Tab", "j", "R", "2", "1", "Esc"]);
    let chosen = cast(&desk).into_iter().find(|line| line.contains(" organisation ")).unwrap();
    assert!(!chosen.starts_with("Anna Berg"), "{chosen}");
}

#[test]
fn everywhere_is_everywhere_and_lasts() {
    let mut desk = Desk::with_samples(100, 30);
    desk.open_text("one.md", ARTICLE);
    stand_on(&mut desk, "Halvik", 0);
    desk.press(&["R", "2", "3"]);
    desk.open_text("two.md", "# Sold\n\nHalvik sold a ship in Oslo, Halvik said on Monday.\n");
    assert!(kinds_of(&desk, "Halvik").iter().all(|line| line == "organisation Halvik"), "{:?}", cast(&desk));
    desk.press(&["u"]);
    desk.open_text("one.md", ARTICLE);
    assert!(desk.model.reader.as_ref().unwrap().corrections.is_empty());
}

#[test]
fn a_query_finds_what_the_reader_says() {
    let mut desk = reading();
    let found = |desk: &mut Desk, query: &str| {
        desk.press(&["gl", "F"]).write(query).press(&["Enter"]);
        let count = desk.model.shelf.list.rows().len();
        desk.press(&["Esc", "gr"]);
        count
    };
    assert_eq!((found(&mut desk, "actor:oslo"), found(&mut desk, "actor:kristiania")), (1, 0));
    stand_on(&mut desk, "Oslo", 0);
    desk.press(&["R", "9", "1"]);
    assert_eq!(found(&mut desk, "actor:oslo"), 0);
    desk.press(&["u"]);
    assert_eq!(found(&mut desk, "actor:oslo"), 1);
}

#[test]
fn a_name_that_was_missed_is_selected_and_named() {
    let mut desk =
        Desk::reading("# Harbour\n\nIn the yard, kittiwake crews met. They sang of Blåfjell and left.\n", 90, 20);
    assert!(kinds_of(&desk, "Blåfjell").len() <= 1);
    stand_on(&mut desk, "kittiwake", 0);
    desk.press(&["v", "e", "R"]);
    insta::assert_snapshot!("missed", desk.screen());
    desk.press(&["2", "2"]);
    assert_eq!(kinds_of(&desk, "kittiwake"), ["organisation kittiwake"]);
    assert!(desk.model.reader.as_ref().unwrap().selection.is_none());
    desk.press(&["u"]);
    assert!(kinds_of(&desk, "kittiwake").is_empty());
}

#[test]
fn the_legend_shows_every_kind_in_its_look() {
    let mut desk = Desk::reading(ARTICLE, 80, 24);
    desk.press(&["Space l"]);
    insta::assert_snapshot!("legend", desk.styled());
    desk.resize(40, 14).press(&["j", "j", "G"]);
    assert!(desk.screen().contains("satire"), "{}", desk.screen());
    desk.press(&["Esc"]);
    assert!(desk.model.overlay.is_none());
}

/// What stands in the frame over a screen.
fn framed(screen: &str) -> String {
    let head = screen.lines().find(|line| line.contains('╭')).unwrap();
    let at = |c: char| head.chars().position(|other| other == c).unwrap();
    let (left, right) = (at('╭'), at('╮'));
    let rows = screen.lines().skip_while(|line| !line.contains('╭'));
    let rows = rows.map(|line| line.chars().skip(left).take(right + 1 - left).collect::<String>());
    rows.take_while(|row| !row.starts_with('╰')).map(|row| row + "\n").collect()
}

#[test]
fn cards_tell_everything() {
    let mut desk = reading();
    let mut shown = String::new();
    for (words, nth) in [("Halvik", 0), ("Berg", 1), ("300", 0), ("would build", 0), ("union denied", 0)] {
        stand_on(&mut desk, words, nth);
        desk.press(&["K"]);
        shown.push_str(&framed(&desk.screen()));
        desk.press(&["Esc"]);
    }
    insta::assert_snapshot!("cards", shown);
    stand_on(&mut desk, "Halvik", 0);
    desk.press(&["R", "2", "1", "K"]);
    assert!(desk.screen().contains("You said"), "{}", desk.screen());
}

#[test]
fn the_panel_lists_by_weight_and_claims_by_score_too() {
    let mut desk = reading();
    desk.model.reader.as_mut().unwrap().tab = Tab::Actors;
    insta::assert_snapshot!("panel_actors", desk.screen());
    desk.model.reader.as_mut().unwrap().tab = Tab::Claims;
    desk.press(&["gg", "Tab", "G"]);
    let before = under_cursor(&desk);
    desk.press(&["s"]);
    assert!(message(&desk).contains("most worth checking"), "{}", message(&desk));
    insta::assert_snapshot!("panel_claims_by_score", desk.screen());
    desk.press(&["s"]);
    assert_eq!(under_cursor(&desk), before);
}

fn under_cursor(desk: &Desk) -> String {
    let reader = desk.model.reader.as_ref().unwrap();
    reader.text()[reader.cursor..].chars().take(12).collect()
}

#[test]
fn where_nothing_was_detected_it_says_so() {
    let mut desk = reading();
    stand_on(&mut desk, "early", 0);
    desk.press(&["R"]);
    assert!(message(&desk).contains("nothing was detected here"), "{}", message(&desk));
    desk.press(&["Space m"]);
    assert!(message(&desk).contains("stand on an actor"), "{}", message(&desk));
}
