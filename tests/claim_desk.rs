//! Claims and lost notes as a reader works on them: keys in, screens out.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod desk;

use dateline::app::{Overlay, Screen};
use dateline::query::Query;
use dateline::store::Store;
use dateline::text::{
    Anchor, AnchorState, Annotation, AnnotationKind, Body, Change, Link, Manner, Meta, Relation, Span, Stance, Status,
    Verdict,
};
use desk::Desk;
use insta::assert_snapshot;
use proptest::prelude::*;

const HARBOUR: &str = "Mayor Anna Berg said on Tuesday that 120 ships had left the port of Oslo. The union denied that \
                       120 ships had left.\nNew pier works cost three million. Dockers walked home in the \
                       rain.\nA new crane will arrive in June, the port authority said.";
const HARBOUR_LATER: &str = "Mayor Anna Berg said on Tuesday that 120 ships had left the port of Oslo. The union \
                             denied that 120 ships had left.\nNew pier repairs cost, they say, at least two million. \
                             Nobody was hurt.\nA new crane will arrive in June, the port authority said.";
const INQUIRY: &str = "An inquiry found that eighty ships had left Oslo in spring. Its report is 90 pages long.";

fn meta(title: &str, outlet: &str, day: &str) -> Meta {
    Meta {
        title: title.into(),
        outlet: Some(outlet.into()),
        url: Some(format!("https://example.org/{}", title.replace(' ', "-").to_lowercase())),
        published: Some(day.into()),
        fetched: "2026-03-05T10:00:00Z".into(),
        ..Meta::default()
    }
}

fn note(store: &Store, article: &dateline::text::ArticleId, quote: &str) -> Annotation {
    let article = store.article(article).unwrap();
    let start = article.body.text().find(quote).unwrap();
    let anchor = Anchor::new(article.body.text(), Span::new(start, start + quote.len()), &article.body.sha256());
    Annotation { article: article.id, anchor, created: "2026-03-05T11:00:00Z".into(), ..Annotation::default() }
}

fn put(store: &mut Store, annotation: Annotation) -> Annotation {
    let id = store.apply(&[Change::Annotate(Box::new(annotation))], "note").unwrap().annotations.remove(0);
    store.annotation(&id).unwrap()
}

/// A library with three notes on an article that has changed since: one stands, one is unsure, one lost.
fn changed_library() -> Store {
    let mut store = Store::memory().unwrap();
    let about = meta("Harbour talks", "The Pier", "2026-03-04");
    let id = store.add(&about, &Body::verbatim(HARBOUR.into())).unwrap().id;
    for (quote, words) in [
        ("120 ships had left the port of Oslo", "check with the port"),
        ("New pier works cost three million", "which pier?"),
        ("Dockers walked home in the rain", "nice detail"),
    ] {
        let annotation = note(&store, &id, quote);
        put(&mut store, Annotation { note: words.into(), ..annotation });
    }
    store.add(&about, &Body::verbatim(HARBOUR_LATER.into())).unwrap();
    store
}

/// A library with four claims on two articles.
fn claims_library() -> Store {
    let mut store = Store::memory().unwrap();
    let harbour = store.add(&meta("Harbour talks", "The Pier", "2026-03-04"), &Body::verbatim(HARBOUR.into())).unwrap();
    let inquiry =
        store.add(&meta("Ships counted", "Daily Tide", "2026-05-01"), &Body::verbatim(INQUIRY.into())).unwrap();
    let claim = |store: &Store, article, quote: &str, statement: &str, speaker: &str| Annotation {
        kind: AnnotationKind::Claim,
        statement: Some(statement.into()),
        speaker: Some(speaker.into()),
        ..note(store, article, quote)
    };
    let ships = claim(&store, &harbour.id, "120 ships had left the port of Oslo", "120 ships left Oslo", "Anna Berg");
    let verdict = |label: &str, value| Verdict {
        label: label.into(),
        value: Some(value),
        confidence: Some(0.8),
        decided: Some("2026-03-06T09:00:00Z".into()),
    };
    let rationale = "The **port's own list** has eighty.\n\n- counted at noon\n- and at night";
    let ships = put(
        &mut store,
        Annotation {
            note: rationale.into(),
            earlier: vec![Verdict { confidence: None, ..verdict("mixed", 3.0) }],
            verdict: Some(verdict("mostly-false", 2.0)),
            status: Status::Waiting,
            tags: vec!["ports".into()],
            ..ships
        },
    );
    let denial = claim(&store, &harbour.id, "120 ships had left.", "It is not true that 120 ships left", "The union");
    let denial = Annotation { links: vec![Link { to: ships.id, relation: Relation::Denies }], ..denial };
    put(&mut store, denial);
    let crane =
        claim(&store, &harbour.id, "A new crane will arrive in June", "A crane comes in June", "Port authority");
    put(&mut store, crane);
    let eighty =
        claim(&store, &inquiry.id, "eighty ships had left Oslo in spring", "Eighty ships left Oslo", "An inquiry");
    put(&mut store, Annotation { verdict: Some(verdict("true", 5.0)), status: Status::Done, ..eighty });
    store
}

fn said(desk: &Desk) -> String {
    desk.model.message.as_ref().map(|message| message.text.clone()).unwrap_or_default()
}

fn state(desk: &Desk, words: &str) -> (AnchorState, String) {
    let reader = desk.model.reader.as_ref().unwrap();
    let note = reader.annotations.iter().find(|note| note.note == words).unwrap();
    (note.state, note.anchor.quote.clone())
}

/// The statements of the claims listed, with headings.
fn listed(desk: &Desk) -> Vec<String> {
    let rows = desk.model.claims.list.rows().iter().map(|row| match row {
        dateline::app::ClaimRow::Group(name, count) => format!("{name} {count}"),
        dateline::app::ClaimRow::Claim(entry) => entry.1.subject().to_owned(),
    });
    rows.collect()
}

fn claim(desk: &Desk) -> Annotation {
    desk.model.page.claim().unwrap().clone()
}

#[test]
fn the_repair_screen_shows_what_was_and_what_may_be() {
    let mut desk = Desk::over(changed_library(), 80, 24);
    desk.press(&["go"]);
    assert_eq!(desk.model.repair.list.rows().len(), 2);
    assert_snapshot!("repair_80", desk.screen());
    desk.press(&["n"]);
    assert_snapshot!("repair_80_lost", desk.screen());
    desk.resize(120, 30);
    desk.press(&["N"]);
    assert_snapshot!("repair_120", desk.screen());
}

#[test]
fn a_guess_is_accepted_and_that_is_undone() {
    let mut desk = Desk::over(changed_library(), 100, 30);
    desk.press(&["Enter"]);
    assert!(desk.screen().contains("2 notes to repair (go)"), "{}", desk.screen());
    desk.press(&["go"]);
    let unsure = desk.model.repair.list.rows().iter().position(|row| row.note.state == AnchorState::Unsure).unwrap();
    let guess = desk.model.repair.list.rows()[unsure].guess.clone().unwrap();
    desk.press(if unsure == 0 { &["gg", "a"] } else { &["G", "a"] });
    assert_eq!(desk.model.repair.list.rows().len(), 1, "{}", desk.screen());
    assert_eq!(state(&desk, "which pier?"), (AnchorState::Moved, guess.anchor.quote));
    desk.press(&["gr"]);
    assert!(desk.screen().contains("1 note to repair (go)"), "{}", desk.screen());
    desk.press(&["go", "u"]);
    assert_eq!(desk.model.repair.list.rows().len(), 2);
    assert_eq!(state(&desk, "which pier?").0, AnchorState::Unsure);
}

#[test]
fn a_note_is_put_on_other_words() {
    let mut desk = Desk::over(changed_library(), 100, 30);
    desk.press(&["go"]);
    let lost = desk.model.repair.list.rows().iter().position(|row| row.note.state == AnchorState::Lost).unwrap();
    desk.press(if lost == 0 { &["gg", "r"] } else { &["G", "r"] });
    assert_eq!(desk.model.screen, Screen::Reader);
    assert!(desk.screen().contains("Where is “Dockers walked"), "{}", desk.screen());
    assert_snapshot!("reselect", desk.screen());
    desk.press(&["2", "G", ")", "Enter"]);
    assert_eq!(desk.model.screen, Screen::Repair);
    assert_eq!(state(&desk, "nice detail"), (AnchorState::Exact, "Nobody was hurt.".into()));
    assert_eq!(desk.model.repair.list.rows().len(), 1);
    desk.press(&["u"]);
    assert_eq!(desk.model.repair.list.rows().len(), 2);
    desk.press(&["gg", "r", "Esc"]);
    assert_eq!((desk.model.screen, desk.model.repair.list.rows().len()), (Screen::Repair, 2));
    desk.press(&["gg", "r", "q"]);
    assert_eq!(desk.model.screen, Screen::Repair);
}

#[test]
fn a_detached_note_is_kept_on_the_whole_article() {
    let mut desk = Desk::over(changed_library(), 100, 30);
    desk.press(&["go", "x", "x"]);
    assert!(desk.model.repair.list.rows().is_empty());
    assert!(desk.screen().contains("Every note stands on its passage"), "{}", desk.screen());
    desk.press(&["gl"]);
    assert_eq!((desk.model.shelf.list.rows()[0].notes, desk.model.shelf.list.rows()[0].adrift), (3, 0));
    desk.press(&["Enter"]);
    assert_eq!(state(&desk, "nice detail"), (AnchorState::Detached, "Dockers walked home in the rain".into()));
    assert!(desk.screen().contains("detached") && !desk.screen().contains("to repair"), "{}", desk.screen());
    desk.press(&["u", "u"]);
    assert!(desk.screen().contains("2 notes to repair (go)"), "{}", desk.screen());
    // Without a panel it stands under the last paragraph.
    desk.resize(60, 30);
    assert!(desk.screen().contains("lost: “Dockers walked home"), "{}", desk.screen());
}

#[test]
fn claims_stand_in_groups_that_can_be_filtered() {
    let mut desk = Desk::over(claims_library(), 80, 24);
    desk.press(&["gc"]);
    assert_snapshot!("claims_80", desk.screen());
    desk.resize(120, 30);
    desk.press(&["2"]);
    assert_snapshot!("claims_120_by_status", desk.screen());
    desk.press(&["3"]);
    assert_eq!(listed(&desk)[..2], ["An inquiry 1", "Eighty ships left Oslo"]);
    desk.press(&["1", "F"]).write("verdict:true").press(&["Enter"]);
    assert_eq!(listed(&desk), ["true 1", "Eighty ships left Oslo"]);
    desk.press(&["F"]).write("verdict:(").press(&["Enter"]);
    assert!(desk.model.claims.fault.is_some());
    desk.press(&["Esc"]);
    assert_eq!(listed(&desk).len(), 7);
}

#[test]
fn a_page_shows_everything_of_a_claim() {
    let mut desk = Desk::over(claims_library(), 80, 40);
    desk.press(&["gc", "F"]).write("verdict:mostly-false").press(&["Enter", "Enter"]);
    assert_eq!(desk.model.screen, Screen::Claim);
    assert_snapshot!("claim_page_80", desk.screen());
    desk.resize(140, 44);
    assert_snapshot!("claim_page_140", desk.screen());
}

#[test]
fn verdict_status_and_words_are_changed_on_the_page() {
    let mut desk = Desk::over(claims_library(), 100, 40);
    desk.press(&["gc", "F"]).write("verdict:mostly-false").press(&["Enter", "Enter", "!"]);
    assert_snapshot!("verdict_form", desk.screen());
    desk.press(&["5", "Tab", "C-u"]).write("120").press(&["Enter"]);
    assert!(desk.screen().contains("a number from 0 to 100"), "{}", desk.screen());
    desk.press(&["C-u"]).write("95").press(&["Enter"]);
    let now = claim(&desk).verdict.unwrap();
    assert_eq!((now.label.as_str(), now.value, now.confidence), ("false", Some(1.0), Some(0.95)));
    assert!(now.decided.is_some());
    let earlier: Vec<String> = claim(&desk).earlier.iter().map(|verdict| verdict.label.clone()).collect();
    assert_eq!(earlier, ["mixed", "mostly-false"]);
    // The same again changes nothing.
    desk.press(&["!", "Enter"]);
    assert_eq!(claim(&desk).earlier.len(), 2);
    desk.press(&["s"]);
    assert_eq!(claim(&desk).status, Status::Done);
    desk.press(&["gg", "a"]).write(", she said").press(&["C-s"]);
    assert_eq!(claim(&desk).statement.as_deref(), Some("120 ships left Oslo, she said"));
    desk.press(&["u", "u", "u"]);
    assert_eq!((claim(&desk).status, claim(&desk).verdict.unwrap().label), (Status::Waiting, "mostly-false".into()));
}

#[test]
fn evidence_has_all_its_fields_and_can_be_deleted() {
    let mut desk = Desk::over(claims_library(), 100, 40);
    desk.press(&["gc", "F"]).write("verdict:mostly-false").press(&["Enter", "Enter", "+"]);
    desk.write("https://port.example/list").press(&["Tab", "c", "Tab"]).write("eighty ships").press(&["Tab"]);
    desk.write("https://archive.example/1").press(&["Tab"]);
    assert_snapshot!("evidence_form", desk.screen());
    desk.press(&["C-u"]).write("5 March").press(&["Enter"]);
    assert!(desk.screen().contains("is no date"), "{}", desk.screen());
    desk.press(&["C-u"]).write("2026-03-05").press(&["Enter"]);
    let evidence = claim(&desk).evidence[0].clone();
    assert_eq!(evidence.url.as_deref(), Some("https://port.example/list"));
    assert_eq!((evidence.quote.as_deref(), evidence.accessed.as_deref()), (Some("eighty ships"), Some("2026-03-05")));
    assert_eq!(evidence.archived.as_deref(), Some("https://archive.example/1"));
    assert_eq!(evidence.bearing.name(), "contradicts");
    // The cursor goes to it by sections; Enter opens its address, dd takes it away, u brings it back.
    desk.press(&["gg", "}", "}", "Enter"]);
    assert_eq!(desk.outside.last().unwrap(), "https://port.example/list");
    desk.press(&["dd"]);
    assert!(claim(&desk).evidence.is_empty());
    desk.press(&["u", "gg", "}", "}", "a", "Tab", "s", "Enter"]);
    assert_eq!(claim(&desk).evidence[0].bearing.name(), "supports");
    // Today is the day it is saved.
    desk.press(&["+"]).write("/home/me/list.pdf").press(&["Enter"]);
    assert!(claim(&desk).evidence[1].accessed.as_deref().unwrap().contains('T'));
}

#[test]
fn a_passage_can_be_evidence() {
    let mut desk = Desk::over(claims_library(), 100, 40);
    desk.press(&["gc", "F"])
        .write("verdict:mostly-false")
        .press(&["Enter", "Enter", "+", "S-Tab", "Right", "Tab", "Tab"]);
    desk.press(&["c", "Enter"]).write("counted").press(&["Enter"]);
    assert_eq!(desk.model.screen, Screen::Reader);
    assert!(desk.screen().contains("Which words are evidence"), "{}", desk.screen());
    desk.press(&[")", "Enter"]);
    assert_eq!(desk.model.screen, Screen::Claim);
    let evidence = claim(&desk).evidence[0].clone();
    assert_eq!(evidence.quote.as_deref(), Some("Its report is 90 pages long."));
    let (article, passage) = desk.model.page.case.as_ref().unwrap().kin[0].clone();
    assert_eq!((article.title.as_str(), passage.kind), ("Ships counted", AnnotationKind::Highlight));
    assert_eq!(evidence.note, Some(passage.id));
    desk.press(&["gg", "}", "}", "Enter"]);
    assert_eq!(desk.model.reader.as_ref().unwrap().article.meta.title, "Ships counted");
    // One act: undone together.
    desk.press(&["u"]);
    assert!(desk.model.reader.as_ref().unwrap().annotations.iter().all(|note| note.kind == AnnotationKind::Claim));
}

#[test]
fn appearances_are_added_and_lead_to_their_passage() {
    let mut desk = Desk::over(claims_library(), 100, 40);
    desk.press(&["gc", "F"]).write("verdict:mostly-false").press(&["Enter", "Enter", "A"]);
    desk.write("ships counted").press(&["Enter", ")", "Enter"]);
    assert_eq!(claim(&desk).appearances[0].quote, "Its report is 90 pages long.");
    desk.press(&["A", "Enter"]).write("https://other.example/1").press(&["Tab"]).write("120 gone").press(&["Enter"]);
    assert_eq!(claim(&desk).appearances[1].url.as_deref(), Some("https://other.example/1"));
    let at = |desk: &Desk, wanted: usize| {
        let part = dateline::app::ClaimPart::Appearance(wanted);
        desk.model.page.items.iter().position(|item| item.part == part).unwrap()
    };
    desk.model.page.selected = at(&desk, 0);
    desk.press(&["Enter"]);
    let reader = desk.model.reader.as_ref().unwrap();
    assert!(reader.text()[reader.cursor..].starts_with("Its report"));
    desk.press(&["q"]);
    desk.model.page.selected = at(&desk, 1);
    desk.press(&["Enter"]);
    assert_eq!(desk.outside.last().unwrap(), "https://other.example/1");
    desk.press(&["dd"]);
    assert_eq!(claim(&desk).appearances.len(), 1);
}

#[test]
fn relations_are_seen_from_both_ends() {
    let mut desk = Desk::over(claims_library(), 100, 44);
    desk.press(&["gc", "F"]).write("verdict:mostly-false").press(&["Enter", "Enter"]);
    assert!(desk.screen().contains("is denied by"), "{}", desk.screen());
    let back = |item: &dateline::app::Item| matches!(item.part, dateline::app::ClaimPart::Back(..));
    desk.model.page.selected = desk.model.page.items.iter().position(back).unwrap();
    desk.press(&["Enter"]);
    assert_eq!(claim(&desk).subject(), "It is not true that 120 ships left");
    assert!(desk.screen().contains("denies"), "{}", desk.screen());
    desk.press(&["q"]);
    assert_eq!(claim(&desk).subject(), "120 ships left Oslo");
    // A link of the other claim's is deleted from here.
    desk.model.page.selected = desk.model.page.items.iter().position(back).unwrap();
    desk.press(&["dd"]);
    assert!(!desk.screen().contains("is denied by"), "{}", desk.screen());
    desk.press(&["u"]);
    assert!(desk.screen().contains("is denied by"), "{}", desk.screen());
    // L: how, and to which.
    desk.press(&["L"]).write("contra").press(&["Enter"]).write("eighty").press(&["Enter"]);
    assert_eq!(claim(&desk).links[0].relation, Relation::Contradicts);
    assert!(desk.screen().contains("“Eighty ships left Oslo”"), "{}", desk.screen());
    let own = |item: &dateline::app::Item| matches!(item.part, dateline::app::ClaimPart::Forth(_));
    desk.model.page.selected = desk.model.page.items.iter().position(own).unwrap();
    desk.press(&["a"]).write("corr").press(&["Enter"]);
    assert_eq!((claim(&desk).links.len(), claim(&desk).links[0].relation), (1, Relation::Corrects));
    desk.press(&["q", "q"]);
    assert_eq!(desk.model.screen, Screen::Library);
}

#[test]
fn a_deleted_claim_closes_its_page() {
    let mut desk = Desk::over(claims_library(), 100, 40);
    desk.press(&["gc", "Enter", "gg", "dd"]);
    assert_eq!(desk.model.screen, Screen::Claims);
    assert!(said(&desk).starts_with("saved: deletion of a claim"), "{}", said(&desk));
    assert_eq!(listed(&desk).iter().filter(|row| row.contains("ships") || row.contains("crane")).count(), 3);
    desk.press(&["u"]);
    assert_eq!(listed(&desk).len(), 7);
}

#[test]
fn a_denial_in_the_text_is_offered() {
    let text = "Mayor Anna Berg said on Tuesday that 120 ships had left the port of Oslo. The union denied this.";
    // The denied claim first, then the denial: one key links them.
    let mut desk = Desk::reading(text, 100, 30);
    desk.press(&["c", "C-s"]);
    assert!(said(&desk).contains("is denied by"), "{}", said(&desk));
    desk.press(&["G", ")", "c", "C-s"]);
    assert!(said(&desk).contains("denies “120 ships"), "{}", said(&desk));
    desk.press(&["L"]);
    let notes = desk.model.reader.as_ref().unwrap().annotations.clone();
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert_eq!(notes[1].links, [Link { to: notes[0].id.clone(), relation: Relation::Denies }]);
    // The statement is what is claimed, not the word for it.
    assert_eq!(notes[1].statement, notes[0].statement);
    assert_eq!(notes[1].speaker.as_deref(), Some("The union"));
    assert!(desk.model.overlay.is_none());
    // The denial first: the other becomes a claim too, and both go with one undo.
    for keys in [&[")", "c", "C-s"][..], &["c", "C-s"]] {
        let mut desk = Desk::reading(text, 100, 30);
        desk.press(keys).press(&["L"]);
        let notes = desk.model.reader.as_ref().unwrap().annotations.clone();
        assert_eq!(notes.len(), 2, "{notes:?}");
        assert!(notes.iter().all(|note| note.kind == AnnotationKind::Claim && note.statement.is_some()));
        assert_eq!(notes[1].links, [Link { to: notes[0].id.clone(), relation: Relation::Denies }]);
        desk.press(&["u"]);
        assert_eq!(desk.model.reader.as_ref().unwrap().annotations.len(), 1);
        // Later, the picker has it first.
        desk.press(&["L"]);
        assert!(matches!(desk.model.overlay, Some(Overlay::Picker(_))));
        assert!(desk.screen().contains("found in the text"), "{}", desk.screen());
        desk.press(&["Enter"]);
        assert_eq!(desk.model.reader.as_ref().unwrap().annotations.len(), 2);
    }
}

#[test]
fn a_claim_made_of_a_denial_says_who_denies() {
    let text = "Kenya said that the dams harm the lake. Addis Ababa has always denied that its dams harm the lake. \
                Nobody was at home.";
    let mut desk = Desk::reading(text, 100, 40);
    desk.press(&[")", "c"]);
    assert!(desk.screen().contains("Speaker, who denied it"), "{}", desk.screen());
    desk.press(&["C-s"]);
    let note = desk.model.reader.as_ref().unwrap().annotations[0].clone();
    assert_eq!(note.statement.as_deref(), Some("its dams harm the lake"));
    assert_eq!((note.speaker.as_deref(), note.stance), (Some("Addis Ababa"), Some(Stance::Denies)));
    // The list, the side beside it and the page.
    desk.press(&["gc"]);
    assert!(desk.screen().contains("Addis Ababa denied it"), "{}", desk.screen());
    desk.press(&["Enter"]);
    assert!(desk.screen().contains("Speaker      Addis Ababa denied it"), "{}", desk.screen());
    assert!(desk.screen().contains("· denied"), "{}", desk.screen());
    // The form puts it right, and says where the claim was first made.
    desk.press(&["j", "a", "Tab"]).write("s").press(&["Tab"]).write("h").press(&["Enter"]);
    let note = claim(&desk);
    assert_eq!((note.stance, note.first), (Some(Stance::Says), true));
    assert!(desk.screen().contains("asserted, for the first time"), "{}", desk.screen());
    desk.press(&["u"]);
    assert_eq!(claim(&desk).stance, Some(Stance::Denies));
    // Another passage says for itself who does what there.
    let mut desk = Desk::over(claims_library(), 100, 40);
    desk.press(&["gc", "F"]).write("crane").press(&["Enter", "Enter", "A"]);
    desk.write("harbour talks").press(&["Enter", "gg", ")", "Enter"]);
    let there = claim(&desk).appearances[0].clone();
    assert_eq!((there.speaker.as_deref(), there.manner), (Some("The union"), Manner::Denied));
}

#[test]
fn a_library_without_claims_says_how_to_make_one() {
    let mut desk = Desk::over(Store::memory().unwrap(), 80, 20);
    desk.press(&["gc"]);
    assert!(desk.screen().contains("No claims of yours yet"));
    desk.press(&["Enter", "dd", "!", "s", "j"]);
    desk.press(&["go", "a", "r", "x", "Enter", "n"]);
    assert!(said(&desk).contains("nothing to repair") || desk.screen().contains("nothing is to be repaired"));
    assert_eq!(Store::memory().unwrap().notes(&Query::All, 9, 0).unwrap().len(), 0);
}

#[test]
fn a_claim_under_the_cursor_opens_its_page() {
    let text = "Mayor Anna Berg said on Tuesday that 120 ships had left the port of Oslo. The union denied this.";
    let mut desk = Desk::reading(text, 100, 30);
    desk.press(&["c", "C-s", "]n", "Enter"]);
    assert_eq!(claim(&desk).subject(), "120 ships had left the port of Oslo");
    desk.press(&["q"]);
    assert_eq!(desk.model.screen, Screen::Reader);
}

const KEYS: &[&str] = &[
    "gc", "go", "gl", "gr", "Enter", "q", "j", "k", "G", "gg", "}", "{", "a", "r", "x", "n", "s", "A", "!", "+", "L",
    "dd", "u", "C-r", "Tab", "Esc", "C-s", "1", "2", "3", "F", "Left", "Right", "c", "C-d", "C-u", "E", "yy", "o", "t",
    ")", "v",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_keys_at_any_size_can_break_it(
        keys in prop::collection::vec(0..KEYS.len(), 0..60), width in 0u16..220, height in 0u16..70, changed: bool,
    ) {
        let mut desk = Desk::over(if changed { changed_library() } else { claims_library() }, width, height);
        for key in keys {
            if !desk.quit {
                desk.press(&[KEYS[key]]);
                desk.buffer();
            }
        }
    }
}

#[test]
fn every_screen_draws_at_every_size() {
    let mut desk = Desk::over(claims_library(), 100, 30);
    let scenes: [&[&str]; 8] =
        [&["gc"], &["Enter"], &["+"], &["Esc", "!"], &["Esc", "L"], &["Esc", "A"], &["j", "Enter"], &["q", "go"]];
    for scene in scenes {
        desk.press(scene);
        for (width, height) in [(0, 0), (1, 1), (39, 10), (40, 10), (80, 24), (81, 11), (120, 40), (500, 200)] {
            desk.resize(width, height);
            desk.buffer();
        }
        desk.resize(100, 30);
    }
    let mut desk = Desk::over(changed_library(), 100, 30);
    desk.press(&["go"]);
    for (width, height) in [(0, 0), (1, 1), (40, 10), (41, 11), (80, 24), (120, 40), (500, 200)] {
        desk.resize(width, height).press(&["n"]);
        desk.buffer();
    }
}
