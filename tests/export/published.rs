//! `claimreview`, `csl`, `bibtex`, `ris`, `template`, `readwise`.

use crate::sample::{BRIDGE, both, bridge, circumstances, exported, naughty_dossier, text};
use biblib::CitationParser;
use dateline::analysis::ActorKind;
use dateline::config::Publisher;
use dateline::export::{Circumstances, Dossier, ExportError, Format};
use dateline::text::{AnchorState, Annotation, AnnotationKind, Manner, Stance};
use serde_json::{Value, json};

fn value(format: &str) -> Value {
    serde_json::from_str(&text(format, &[bridge()])).unwrap()
}

#[test]
fn a_complete_review() {
    let review = &value("claimreview")["@graph"][0];
    let rating = json!({"@type": "Rating", "alternateName": "mostly-false", "ratingValue": 2.0, "bestRating": 5.0, "worstRating": 1.0});
    assert_eq!(review["reviewRating"], rating);
    assert_eq!(review["claimReviewed"], "Repairs will cost €3.2 million.");
    assert_eq!(review["datePublished"], "2026-03-06");
    let publisher = json!({"@type": "Organization", "name": "The Checking Desk", "url": "https://desk.example/"});
    assert_eq!(review["author"], publisher);
    let id = review["identifier"].as_str().unwrap();
    assert_eq!(review["url"], format!("https://desk.example/checks/{id}"));
    let item = &review["itemReviewed"];
    assert_eq!(item["author"]["name"], "Anna Köhler");
    assert_eq!(item["firstAppearance"], Value::Null);
    assert_eq!(item["appearance"][0]["url"], "https://ferry.example/news/bridge?id=7");
    assert_eq!(item["appearance"][1]["url"], "https://gazette.example/2");
    assert_eq!(item["appearance"][1]["dateline:manner"], "denied");
    assert_eq!(value("claimreview")["@context"][1]["dateline"], "urn:dateline:");
    assert_eq!(review["dateline:draft"], Value::Null);
}

/// The reviewed claim of the sample, after `change`.
fn reviewed(change: impl Fn(&mut Annotation, &mut Dossier)) -> Value {
    let mut dossier = bridge();
    let at = dossier.annotations.iter().position(|note| note.kind == AnnotationKind::Claim).unwrap();
    let mut claim = dossier.annotations.remove(at);
    change(&mut claim, &mut dossier);
    dossier.annotations = vec![claim];
    let whole: Value = serde_json::from_str(&text("claimreview", &[dossier])).unwrap();
    whole["@graph"][0]["itemReviewed"].clone()
}

#[test]
fn whoever_denies_a_claim_is_not_its_author() {
    for stance in Stance::ALL {
        let item = reviewed(|claim, _| claim.stance = Some(*stance));
        let author = (stance.manner() == Manner::Asserted).then_some("Anna Köhler");
        assert_eq!(item["author"]["name"].as_str(), author, "{}", stance.name());
        assert_eq!(item["appearance"][0]["dateline:speaker"], "Anna Köhler");
    }
    // Who asserts it elsewhere is, and then its date is that of the assertion.
    let item = reviewed(|claim, _| {
        claim.stance = Some(Stance::Denies);
        claim.appearances[0].manner = Manner::Asserted;
    });
    assert_eq!((&item["author"], &item["datePublished"]), (&json!({"name": "The ferry union"}), &json!("2026-03-05")));
}

/// The sample's claim, on words that have changed since.
fn changed(state: AnchorState) -> Dossier {
    let mut dossier = bridge();
    dossier.annotations.retain(|note| note.kind == AnnotationKind::Claim);
    let claim = &mut dossier.annotations[0];
    claim.annotated = Some("Repairs will never cost that".into());
    claim.statement = None;
    claim.state = state;
    dossier
}

#[test]
fn a_verdict_on_other_words_says_so_in_every_format() {
    let formats =
        ["markdown", "markdown-full", "org", "html", "csv", "json", "jsonl", "jsonld", "hypothesis", "claimreview"];
    for format in formats {
        let told = text(format, &[changed(AnchorState::Moved)]);
        assert!(told.contains("Repairs will never cost that"), "{format}: {told}");
        assert!(told.contains("mostly-false") || told.contains("MOSTLY-FALSE"), "{format}: {told}");
        let told = text(format, &[changed(AnchorState::Unsure)]);
        assert!(told.contains("Repairs will never cost that"), "{format}: {told}");
        assert!(
            told.contains("not confirmed") || told.contains("unsure") || format == "claimreview",
            "{format}: {told}"
        );
    }
    let review = |state| -> Value {
        let whole: Value = serde_json::from_str(&text("claimreview", &[changed(state)])).unwrap();
        whole["@graph"][0].clone()
    };
    let (stands, asked) = (review(AnchorState::Moved), review(AnchorState::Unsure));
    assert_eq!(stands["reviewRating"]["alternateName"], "mostly-false");
    assert_eq!(
        (&stands["claimReviewed"], &stands["dateline:draft"]),
        (&json!("Repairs will never cost that"), &Value::Null)
    );
    assert_eq!((&asked["reviewRating"], &asked["dateline:draft"]), (&Value::Null, &json!(true)));
}

#[test]
fn a_speaker_has_the_type_of_its_actor() {
    for (kind, want) in [
        (ActorKind::Person, "Person"),
        (ActorKind::Organisation, "Organization"),
        (ActorKind::State, "Organization"),
        (ActorKind::Place, "Organization"),
    ] {
        let item = reviewed(|claim, dossier| {
            dossier.found.actors[0].kind = kind;
            claim.speaker = Some(dossier.found.actors[0].name.clone());
        });
        assert_eq!(item["author"]["@type"], want);
    }
    let unknown = reviewed(|claim, _| claim.speaker = Some("a harbour pilot".into()));
    assert_eq!(unknown["author"], json!({"name": "a harbour pilot"}));
}

#[test]
fn the_first_appearance_is_the_one_the_reader_says() {
    let here = reviewed(|claim, _| claim.first = true);
    assert_eq!(here["firstAppearance"]["url"], "https://ferry.example/news/bridge?id=7");
    assert_eq!(here["appearance"].as_array().map(Vec::len), Some(1));
    let there = reviewed(|claim, _| claim.appearances[0].first = true);
    assert_eq!(there["firstAppearance"]["url"], "https://gazette.example/2");
}

#[test]
fn what_is_not_complete_is_a_draft_with_a_warning() {
    let mut dossier = bridge();
    dossier.annotations.retain(|note| note.kind == AnnotationKind::Claim);
    dossier.annotations[0].verdict = None;
    let export = Format::named("claimreview").unwrap();
    let export =
        export.write(&[dossier], &Circumstances { publisher: Publisher::default(), ..circumstances() }).unwrap();
    let whole: Value = serde_json::from_slice(&export.files[0].bytes).unwrap();
    assert_eq!(whole["@graph"][0]["dateline:draft"], true);
    assert_eq!(
        export.warnings,
        ["draft, without a verdict, the publisher's name (publisher.name in the settings), the publisher's address \
             (publisher.url) and an address for each claim (publisher.claim): Repairs will cost €3.2 million."]
    );
}

#[test]
fn a_verdict_off_the_scale_gets_no_number() {
    let mut dossier = bridge();
    let claim = dossier.annotations.iter_mut().find(|note| note.verdict.is_some()).unwrap();
    claim.verdict.as_mut().unwrap().label = "satire".into();
    claim.verdict.as_mut().unwrap().value = None;
    let whole: Value = serde_json::from_str(&text("claimreview", &[dossier])).unwrap();
    assert_eq!(whole["@graph"][0]["reviewRating"], json!({"@type": "Rating", "alternateName": "satire"}));
}

#[test]
fn references_name_authors_as_their_programs_sort_them() {
    let mut dossier = bridge();
    dossier.article.meta.authors =
        vec!["Mia Brandt".into(), "Ludwig van der Berg".into(), "Associated Press".into(), "Plato".into()];
    let csl: Value = serde_json::from_str(&text("csl", &[dossier.clone()])).unwrap();
    let authors = json!([
        {"family": "Brandt", "given": "Mia"}, {"family": "van der Berg", "given": "Ludwig"},
        {"literal": "Associated Press"}, {"literal": "Plato"},
    ]);
    assert_eq!(csl[0]["author"], authors);
    assert_eq!(csl[0]["issued"], json!({"date-parts": [[2026, 3, 4]]}));
    assert!(
        text("bibtex", &[dossier.clone()])
            .contains("author = {Brandt, Mia and van der Berg, Ludwig and {Associated Press} and {Plato}},")
    );
    assert!(text("ris", &[dossier]).contains("AU  - van der Berg, Ludwig\r\nAU  - Associated Press\r\n"));
}

#[test]
fn references_in_full() {
    insta::assert_snapshot!(text("bibtex", &both()) + &text("ris", &both()).replace("\r\n", "\n"));
}

#[test]
fn titles_cannot_break_a_reference() {
    let mut dossier = naughty_dossier();
    for title in ["a } @article{x, y = {", "100% #1 & $x_y ~ ^ \\", "two\r\nTY  - BOOK"] {
        dossier.article.meta.title = title.to_owned();
        let bib = text("bibtex", &[dossier.clone()]);
        let (mut depth, mut lowest) = (0, 0);
        for c in bib.chars() {
            depth += i32::from(c == '{') - i32::from(c == '}');
            lowest = lowest.min(depth);
        }
        assert_eq!((depth, lowest), (0, 0), "{bib}");
        let ris = text("ris", &[dossier.clone()]);
        assert_eq!(ris.lines().filter(|line| line.starts_with("TY  - ")).count(), 1);
        assert!(ris.lines().all(|line| line.get(2..6) == Some("  - ")), "{ris}");
    }
}

fn rendered(template: &str, ending: &str) -> Result<String, ExportError> {
    let circumstances =
        Circumstances { template: Some(template.into()), template_ending: Some(ending.into()), ..circumstances() };
    let export = Format::named("template").unwrap().write(&[bridge()], &circumstances)?;
    Ok(String::from_utf8(export.files[0].bytes.clone()).unwrap())
}

#[test]
fn a_template_sees_what_the_other_formats_say() {
    let template = "{% for a in articles %}{{ a.title }} ({{ a.notes|length }})\n\
                    {% for n in a.notes if n.verdict %}{{ n.quote }}: {{ n.verdict.label }}{% endfor %}{% endfor %}";
    assert_eq!(
        rendered(template, "txt").unwrap(),
        "Bridge to close: again? (4)\nRepairs will cost €3.2 million: mostly-false"
    );
    assert_eq!(rendered("{{ '<b>' }}", "html").unwrap(), "&lt;b&gt;");
}

#[test]
fn a_wrong_template_says_where() {
    for (template, reason) in [
        ("a\n{{ nothing.there }}", "line 2: undefined value"),
        ("{% for %}", "line 1: syntax error"),
        ("{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}", "out of fuel"),
    ] {
        let error = rendered(template, "txt").unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
    }
    assert!(Format::named("template").unwrap().write(&[], &circumstances()).is_err());
}

#[test]
fn highlights_of_readwise() {
    let csv = "\u{feff}Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\r\n\
               \"for 14 months, said\",\"Bridge\",\"Mia Brandt\",,\"Check, please\",yellow,\"cost, port\",page,3,2026-03-05 10:00:00+00:00,\r\n\
               ,Empty,,,,,,,,,\r\n";
    let imported = Format::named("readwise").unwrap().read(csv.as_bytes()).unwrap();
    let [note] = imported.loose.as_slice() else { panic!("one note") };
    assert_eq!(note.annotation.anchor.quote, "for 14 months, said");
    assert_eq!((note.title.as_deref(), note.annotation.note.as_str()), (Some("Bridge"), "Check, please"));
    assert_eq!((note.annotation.tags.len(), note.annotation.created.as_str()), (2, "2026-03-05T10:00:00Z"));
    assert_eq!(imported.warnings, ["row 3: no highlight"]);
    assert!(Format::named("readwise").unwrap().read(b"a,b\n1,2\n").is_err());
}

#[test]
fn every_format_is_the_same_at_every_export() {
    let circumstances = Circumstances { template: Some("{{ articles|length }}".into()), ..circumstances() };
    for format in dateline::export::FORMATS.iter().filter(|format| format.writes()) {
        let once = format.write(&both(), &circumstances).unwrap();
        assert_eq!(once, format.write(&both(), &circumstances).unwrap(), "{}", format.name);
        let mut names: Vec<String> = once.files.iter().map(|file| file.name.to_lowercase()).collect();
        names.dedup();
        assert_eq!(names.len(), once.files.len(), "{}", format.name);
    }
    assert!(exported("json", &both()).files[0].bytes.windows(BRIDGE.len()).any(|part| part == BRIDGE.as_bytes()));
    let unknown = Format::named("docx").err().unwrap().to_string();
    assert!(unknown.starts_with("there is no format \"docx\"; the formats are markdown, json,"), "{unknown}");
}

#[test]
fn other_programs_parse_the_references() {
    let mut dossiers = both();
    dossiers.push(naughty_dossier());
    let bib = biblatex::Bibliography::parse(&text("bibtex", &dossiers)).unwrap();
    let title = |entry: &biblatex::Entry| {
        entry.title().unwrap().iter().map(|chunk| chunk.v.get().to_owned()).collect::<String>()
    };
    let titles: Vec<String> = bib.iter().map(title).collect();
    let expected: Vec<&str> = dossiers.iter().map(|dossier| dossier.article.meta.title.as_str()).collect();
    assert_eq!(titles, expected);
    let authors = bib.iter().next().unwrap().author().unwrap();
    assert_eq!((authors[0].name.as_str(), authors[0].given_name.as_str()), ("Brandt", "Mia"));

    let records = biblib::RisParser::new().parse(&text("ris", &dossiers)).unwrap();
    let titles: Vec<&str> = records.iter().map(|record| record.title.as_str()).collect();
    assert_eq!(titles, expected);
    assert_eq!(records[0].keywords, ["transport", "two words"]);
}

/// The shape that CSL-JSON asks for: known fields of known kinds, nothing besides.
#[test]
fn a_reference_has_the_shape_of_csl_json() {
    let mut odd = naughty_dossier();
    odd.article.meta.authors = vec!["".into(), "A, B, C".into(), "橋本".into()];
    odd.article.meta.published = Some("2026".into());
    let dossiers = [bridge(), odd];
    let items: Value = serde_json::from_str(&text("csl", &dossiers)).unwrap();
    for item in items.as_array().unwrap() {
        assert!(item["id"].is_string() && item["type"] == "article-newspaper");
        for (field, value) in item.as_object().unwrap() {
            let fits = match field.as_str() {
                "author" => value.as_array().unwrap().iter().all(|name| {
                    let known = |(part, text): (&String, &Value)| {
                        ["family", "given", "literal"].contains(&part.as_str()) && text.is_string()
                    };
                    name.as_object().unwrap().iter().all(known)
                }),
                "issued" | "accessed" => {
                    let parts = value["date-parts"][0].as_array().unwrap();
                    (1..=3).contains(&parts.len()) && parts.iter().all(Value::is_number)
                }
                "custom" => value.is_object(),
                "id" | "type" | "title" | "container-title" | "URL" | "language" | "keyword" => value.is_string(),
                _ => false,
            };
            assert!(fits, "{field}: {value}");
        }
    }
}
