//! The texts of an article on the screen: what has changed, an article parted in two, copies listed and compared.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod desk;

use dateline::app::{Overlay, Screen};
use dateline::store::Store;
use dateline::text::{Anchor, Annotation, AnnotationKind, ArticleId, Body, Change, Meta, Span, Verdict};
use desk::Desk;
use insta::assert_snapshot;

const FLOOD: &str = "The river at Hallin rose by 3 metres on Monday night after two days of rain, the water board said. \
    Streets near the old bridge were closed, and some forty families left their homes. The board expects the water to \
    fall again from Wednesday on, but warned that the dams upstream are full and that more rain is due. \
    The school in the lower town stayed shut on Tuesday, and the ferry did not run. Farmers downstream drove their \
    cattle to higher ground, while the fire service filled some nine hundred sandbags at the market hall \
    before midnight.";

fn article(store: &mut Store, (title, outlet, url): (&str, &str, &str), day: u32, text: &str) -> ArticleId {
    let meta = Meta {
        title: title.into(),
        outlet: Some(outlet.into()),
        url: Some(url.into()),
        published: Some(format!("2026-03-{day:02}T09:00:00Z")),
        fetched: format!("2026-03-{day:02}T10:00:00Z"),
        ..Meta::default()
    };
    store.add(&meta, &Body::verbatim(text.into())).unwrap().id
}

fn note(store: &mut Store, id: &ArticleId, quote: &str, words: &str, verdict: Option<&str>) {
    let article = store.article(id).unwrap();
    let start = article.body.text().find(quote).unwrap();
    let anchor = Anchor::new(article.body.text(), Span::new(start, start + quote.len()), &article.body.sha256());
    let label = verdict.unwrap_or_default().to_owned();
    let verdict = verdict.map(|_| Verdict { label, ..Verdict::default() });
    let kind = if verdict.is_some() { AnnotationKind::Claim } else { AnnotationKind::Note };
    let note = Annotation { article: id.clone(), anchor, note: words.into(), verdict, kind, ..Annotation::default() };
    store.apply(&[Change::Annotate(Box::new(note))], "note").unwrap();
}

fn told(desk: &Desk) -> String {
    desk.model.message.as_ref().map(|message| message.text.clone()).unwrap_or_default()
}

fn read_title(desk: &Desk) -> String {
    desk.model.reader.as_ref().map(|reader| reader.article.meta.title.clone()).unwrap_or_default()
}

/// An article that another one's words were taken for, with a note on either text.
fn merged() -> Store {
    let mut store = Store::memory().unwrap();
    let page = "https://www.herald.example/1";
    let id = article(&mut store, ("Mayor cleared", "Herald", page), 3, "The mayor was cleared of fraud on Monday.");
    note(&mut store, &id, "cleared of fraud", "so the court", None);
    article(&mut store, ("Mayor a crook", "Planet", page), 4, "The mayor was not cleared of fraud, says the planet.");
    note(&mut store, &id, "says the planet", "who else", None);
    store
}

#[test]
fn an_article_is_parted_where_its_texts_are_compared() {
    let mut desk = Desk::over(merged(), 100, 20);
    desk.press(&["Enter", "Space d"]);
    assert!(desk.screen().contains("another article"), "{}", desk.screen());
    desk.press(&["P"]);
    let screen = desk.screen();
    assert!(screen.contains("From text 2 on, is this another article?"), "{screen}");
    assert!(screen.contains("1 note to repair") && !screen.contains("()"), "{screen}");
    desk.press(&["n"]);
    assert_eq!(desk.model.shelf.list.count(), 1);
    desk.press(&["Space d", "P", "y"]);
    assert_eq!(
        told(&desk),
        "“Mayor a crook” is an article of its own now, with 1 note; 1 note went back to the earlier text of “Mayor \
         cleared” (u undoes it)"
    );
    assert_eq!(read_title(&desk), "Mayor cleared");
    let screen = desk.screen();
    assert!(
        screen.contains("on Monday") && screen.contains("so the court") && !screen.contains("who else"),
        "{screen}"
    );
    desk.press(&["gl"]);
    let screen = desk.screen();
    assert!(screen.contains("Mayor cleared") && screen.contains("Mayor a crook"), "{screen}");
    // Who reads the one that goes reads the one that is there.
    desk.press(&["gg", "Enter"]);
    assert_eq!(read_title(&desk), "Mayor a crook");
    desk.press(&["u"]);
    assert_eq!((read_title(&desk).as_str(), desk.model.shelf.list.count()), ("Mayor a crook", 1));
    assert_eq!(desk.model.reader.as_ref().unwrap().article.revision, 2);
    desk.press(&["C-r"]);
    assert_eq!((read_title(&desk).as_str(), desk.model.shelf.list.count()), ("Mayor cleared", 2));
}

/// A text in three outlets, one of which has another number, and one that nobody else has.
fn wire() -> Store {
    let mut store = Store::memory().unwrap();
    let herald = ("Flood at Hallin", "Herald", "https://herald.example/flood");
    let courier = ("River rises at Hallin", "Evening Courier", "https://courier.example/flood");
    let post = ("Flood at Hallin", "Post", "https://post.example/flood");
    article(&mut store, herald, 3, FLOOD);
    article(&mut store, courier, 4, &FLOOD.replace("3 metres", "4 metres"));
    article(&mut store, post, 5, FLOOD);
    article(&mut store, ("Wheat", "Herald", "https://herald.example/wheat"), 6, "Wheat did well this year.");
    store
}

#[test]
fn copies_are_listed_compared_and_opened() {
    let mut desk = Desk::over(wire(), 100, 18);
    desk.press(&["j", "Space c"]);
    assert_snapshot!("copies", desk.screen());
    desk.press(&["="]);
    assert_snapshot!("copies_compared", desk.screen());
    desk.press(&["P"]);
    assert_eq!(told(&desk), "these are articles of their own already");
    // Closed, the list is there again, where it was.
    desk.press(&["q", "v", "j", "="]);
    let screen = desk.screen();
    assert!(screen.contains("Evening Courier (2026-03-04) → Post (2026-03-05)"), "{screen}");
    assert!(screen.contains("[-4 metres-] {+3 metres+}"), "{screen}");
    desk.press(&["q", "k", "="]);
    assert!(told(&desk).contains("go to another"), "{}", told(&desk));
    desk.press(&["gg", "v", "j", "j", "="]);
    assert!(desk.screen().contains("word for word the same"), "{}", desk.screen());
    desk.press(&["Esc", "Enter"]);
    assert_eq!((desk.model.screen, read_title(&desk).as_str()), (Screen::Reader, "Flood at Hallin"));
    assert_eq!(desk.model.reader.as_ref().unwrap().article.meta.outlet.as_deref(), Some("Post"));
    // From a copy, the same list with it first.
    desk.press(&["Space c"]);
    let Some(Overlay::Copies(copies)) = &desk.model.overlay else { panic!("{}", desk.screen()) };
    assert_eq!(copies.list.rows()[0].outlet.as_deref(), Some("Post"));
    desk.press(&["q"]);
    assert_eq!((desk.model.overlay.clone(), desk.model.screen), (None, Screen::Reader));
}

#[test]
fn an_article_without_copies_says_so() {
    let mut desk = Desk::over(wire(), 80, 24);
    desk.press(&["Space c"]);
    assert_eq!(told(&desk), "no other outlet has this text in the library");
    assert_eq!(desk.model.overlay, None);
}

/// An article that was read and has other words since, with a verdict given on the words before.
fn changed() -> Store {
    let mut store = Store::memory().unwrap();
    let paper = ("Fraud trial ends", "Herald", "https://herald.example/trial");
    let text =
        |said: &str| format!("The trial of the mayor ended on Monday. {said} The court will publish its reasons.");
    let id = article(&mut store, paper, 3, &text("The judge praised the quiet work of the clerks."));
    note(&mut store, &id, "praised the quiet work of the clerks", "who says so?", Some("true"));
    store.settle(&[Change::Read(id.clone(), true)]).unwrap();
    article(&mut store, paper, 3, &text("The judge praised the patient work of the clerks."));
    article(&mut store, ("Wheat", "Herald", "https://herald.example/wheat"), 4, "Wheat did well this year.");
    article(&mut store, ("Barley", "Herald", "https://herald.example/barley"), 2, "Barley did not.");
    store
}

#[test]
fn what_changed_since_it_was_read_is_seen_in_the_list_and_on_its_notes() {
    let mut desk = Desk::over(changed(), 80, 24);
    assert_snapshot!("changed_list", desk.styled());
    desk.resize(120, 20).press(&["j", "Enter"]);
    assert_snapshot!("changed_panel", desk.screen());
    // A narrow panel shows both wordings and what the note says.
    desk.resize(80, 24);
    assert_snapshot!("changed_panel_narrow", desk.screen());
    desk.resize(120, 24).press(&["gl", "="]);
    assert!(desk.screen().contains("[-quiet-] {+patient+}"), "{}", desk.screen());
}
