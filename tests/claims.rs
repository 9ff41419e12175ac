//! Who says what, in sentences of our own: `tests/claims/rules.txt` was written with the rules and must hold row by row;
//! `tests/claims/aside-1.txt` to `aside-3.txt` were written without them and tell how good they are.
//!
//! A row is `stance | text` with the speaker in `( )`, the cue in `* *` and the content in `[ ]`, in pieces where it is
//! split. A second claim has `2` and a space after each of its opening marks, and its stance after `+`. The stance `none`
//! stands for a sentence without any claim.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use dateline::analysis::{Claim, analyse};
use dateline::text::{Body, Span};
use proptest::proptest;
use std::fs;
use std::path::Path;

#[derive(Clone, Debug, Default, PartialEq)]
struct Told {
    stance: String,
    speaker: Option<Span>,
    cue: Option<Span>,
    parts: Vec<Span>,
}

#[derive(Debug)]
struct Row {
    line: String,
    text: String,
    told: Vec<Told>,
}

fn rows(file: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims").join(file);
    let text = fs::read_to_string(path).unwrap();
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(row).collect()
}

fn row(line: &str) -> Row {
    let (stances, marked) = line.split_once(" | ").unwrap_or_else(|| panic!("no stance: {line}"));
    let mut told: Vec<Told> = Vec::new();
    if stances != "none" {
        told = stances.split('+').map(|stance| Told { stance: stance.to_owned(), ..Told::default() }).collect();
    }
    let mut text = String::new();
    let mut open: Vec<(char, usize, usize)> = Vec::new();
    let mut chars = marked.chars().peekable();
    while let Some(mark) = chars.next() {
        let closes = match mark {
            ')' | ']' => true,
            '*' => open.last().is_some_and(|(mark, _, _)| *mark == '*'),
            '(' | '[' => false,
            other => {
                text.push(other);
                continue;
            }
        };
        if !closes {
            let second = chars.peek() == Some(&'2');
            if second {
                chars.next();
                assert_eq!(chars.next(), Some(' '), "{line}");
            }
            open.push((mark, usize::from(second), text.len()));
            continue;
        }
        let (mark, which, start) = open.pop().unwrap_or_else(|| panic!("a mark too many: {line}"));
        let span = Span::new(start, text.len());
        let told = told.get_mut(which).unwrap_or_else(|| panic!("no stance for a mark: {line}"));
        match mark {
            '(' => told.speaker = Some(span),
            '*' => told.cue = Some(told.cue.map_or(span, |cue| cue.join(span))),
            _ => told.parts.push(span),
        }
    }
    assert!(open.is_empty(), "a mark is not closed: {line}");
    Row { line: line.to_owned(), text, told }
}

fn found(row: &Row) -> (String, Vec<Claim>) {
    let body = Body::verbatim(row.text.clone());
    let claims = analyse(&body, None).claims;
    (row.text.clone(), claims)
}

fn told(claim: &Claim) -> Told {
    Told {
        stance: claim.stance.name().to_owned(),
        speaker: claim.speaker.as_ref().map(|speaker| speaker.span),
        cue: claim.cue.map(|cue| cue.span),
        parts: claim.parts.clone(),
    }
}

/// Bytes that two contents share, against those that either has.
fn alike(one: &[Span], other: &[Span]) -> f64 {
    let length = |parts: &[Span]| parts.iter().map(|part| part.len()).sum::<usize>();
    let shared: usize =
        one.iter().flat_map(|a| other.iter().map(|b| b.end.min(a.end).saturating_sub(b.start.max(a.start)))).sum();
    shared as f64 / (length(one) + length(other) - shared).max(1) as f64
}

fn shown(text: &str, claims: &[Told]) -> String {
    let of = |span: &Option<Span>| span.map_or("–", |span| span.of(text)).to_owned();
    let one = |claim: &Told| {
        let parts: Vec<&str> = claim.parts.iter().map(|part| part.of(text)).collect();
        format!("{} ({}) *{}* [{}]", claim.stance, of(&claim.speaker), of(&claim.cue), parts.join("] ["))
    };
    claims.iter().map(one).collect::<Vec<_>>().join(" + ")
}

/// The rules do what they were written for, to the letter.
#[test]
fn rules_hold() {
    let mut faults = Vec::new();
    for row in rows("rules.txt") {
        let (text, claims) = found(&row);
        let mut got: Vec<Told> = claims.iter().map(told).collect();
        let mut wanted = row.told.clone();
        let order = |told: &Told| told.cue;
        got.sort_by_key(order);
        wanted.sort_by_key(order);
        if got != wanted {
            faults.push(format!("{}\n    got {}", row.line, shown(&text, &got)));
        }
    }
    assert!(faults.is_empty(), "{} rows:\n{}", faults.len(), faults.join("\n"));
}

/// How good they are on sentences that they were not written for.
#[test]
fn sentences_set_aside() {
    for part in ASIDE {
        set_aside(part);
    }
}

const ASIDE: [&str; 3] = ["aside-1.txt", "aside-2.txt", "aside-3.txt"];

fn set_aside(part: &str) {
    let (mut stance, mut speaker, mut cue, mut content, mut all, mut surplus) = (0, 0, 0, 0, 0, 0);
    let mut faults = Vec::new();
    for row in rows(part) {
        let (text, claims) = found(&row);
        let got: Vec<Told> = claims.iter().map(told).collect();
        surplus += got.len().saturating_sub(row.told.len());
        all += row.told.len();
        for wanted in &row.told {
            let best =
                got.iter().max_by(|a, b| alike(&a.parts, &wanted.parts).total_cmp(&alike(&b.parts, &wanted.parts)));
            let Some(best) = best.filter(|best| alike(&best.parts, &wanted.parts) >= 0.8) else { continue };
            content += 1;
            stance += usize::from(best.stance == wanted.stance);
            speaker += usize::from(best.speaker == wanted.speaker);
            cue += usize::from(best.cue == wanted.cue);
        }
        if got != row.told {
            faults.push(format!("{}\n    got {}", row.line, shown(&text, &got)));
        }
    }
    let percent = |count: usize| 100.0 * count as f64 / all as f64;
    let report = format!(
        "{part}: of {all}: content {:.1} %, stance {:.1} %, speaker {:.1} %, cue {:.1} %, {surplus} too many\n{}",
        percent(content),
        percent(stance),
        percent(speaker),
        percent(cue),
        faults.join("\n")
    );
    println!("{report}");
    assert!(percent(stance) >= 95.0, "{report}");
    assert!(percent(content) >= 95.0 && percent(speaker) >= 95.0 && percent(cue) >= 95.0, "{report}");
    assert!(surplus <= 3, "{report}");
}

#[test]
fn the_tables_are_long_enough() {
    let aside: usize = ["aside-1.txt", "aside-2.txt", "aside-3.txt"].iter().map(|file| rows(file).len()).sum();
    let rules = rows("rules.txt").len();
    assert!(rules + aside >= 300 && aside * 3 >= rules + aside, "{rules} and {aside} rows");
}

/// The claims of a short article, a paragraph a line, as `stance (actor of the speaker) → denied claim`.
fn check(article: &[&str], claims: &[&str]) {
    let body = Body::verbatim(article.join("\n"));
    let found = analyse(&body, None);
    let shown: Vec<String> = found
        .claims
        .iter()
        .map(|claim| {
            let speaker = claim.speaker.as_ref();
            let actor =
                speaker.and_then(|speaker| speaker.actor).map_or("–", |actor| found.actors[actor].name.as_str());
            let resolved = if speaker.is_some_and(|speaker| speaker.resolved) { " resolved" } else { "" };
            let denies = claim.denies.map_or(String::new(), |index| format!(" → {index}"));
            format!("{} ({actor}{resolved}){denies}", claim.stance.name())
        })
        .collect();
    assert_eq!(shown, claims, "{article:#?}");
}

#[test]
fn pronouns_and_descriptions_mean_the_last_one_who_fits() {
    check(
        &["President Maria Kovacs said the road was safe.", "She added that the bridge would open in May."],
        &["says (Maria Kovacs)", "says (Maria Kovacs resolved)"],
    );
    check(
        &["Finance Minister Maria Kovacs visited Vienna.", "The minister said that taxes would fall."],
        &["says (Maria Kovacs resolved)"],
    );
    check(&["Maria Kovacs met Peter Novak in Vienna.", "The two said that the road was safe."], &["says (–)"]);
}

#[test]
fn who_is_meant_is_told_only_where_it_is_clear() {
    let kovacs = "Peter Novak met Defence Minister Maria Kovacs in Vienna.";
    check(&[kovacs, "The minister said that taxes would fall."], &["says (Maria Kovacs resolved)"]);
    check(
        &[
            "Foreign Minister Peter Novak met Defence Minister Maria Kovacs.",
            "The minister said that taxes would fall.",
        ],
        &["says (–)"],
    );
    check(&[kovacs, "Both leaders said that the road was safe.", "They added that it was long."], &["says (–)"; 2]);
    check(&[kovacs, "The two sides agreed to meet again."], &["promises (–)"]);
    check(
        &["Boeing said on Monday that it had found a fault.", "They added that no plane would fly."],
        &["says (Boeing)", "says (Boeing resolved)"],
    );
    check(
        &["The World Health Organization published figures.", "The organization said that 40 people had died."],
        &["says (World Health Organization resolved)"],
    );
    check(&["Boeing moves to Ohio.", "The company said 300 jobs would go."], &["says (Boeing resolved)"]);
    check(
        &[
            "President Maria Kovacs said the road was safe.",
            "A spokesman for the hospital said two men were hurt.",
            "He added that both would live.",
        ],
        &["says (Maria Kovacs)", "says (–)", "says (–)"],
    );
}

/// The claims of an article, a paragraph a line, as `(speaker) [part] [part]`.
fn check_said(article: &[&str], claims: &[&str]) {
    let text = article.join("\n");
    let body = Body::verbatim(text.clone());
    let found = analyse(&body, None);
    let shown = found.claims.iter().map(|claim| {
        let parts: Vec<&str> = claim.parts.iter().map(|part| part.of(&text)).collect();
        let speaker = claim.speaker.as_ref().map_or("–", |speaker| speaker.span.of(&text));
        format!("({speaker}) [{}]", parts.join("] ["))
    });
    assert_eq!(shown.collect::<Vec<_>>(), claims, "{article:#?}");
}

#[test]
fn quotations_without_a_cue_in_their_sentence() {
    check_said(
        &["“We fight on,” said Lund, 53, of Carrow, Ill. “I just want somebody who speaks like we do.”"],
        &["(Lund, 53) [We fight on] [I just want somebody who speaks like we do.]"],
    );
    check_said(
        &["“It is late,” Maria Kovacs said. She runs the mill. “We are closing it on Monday.”"],
        &["(Maria Kovacs) [It is late] [We are closing it on Monday.]"],
    );
    check_said(
        &["Maria Kovacs was blunt.", "“Nobody in this valley will pay for that road.”"],
        &["(Maria Kovacs) [Nobody in this valley will pay for that road.]"],
    );
    check_said(
        &["On Monday the mayor issued the following statement:", "“Nobody in this valley will pay for that road.”"],
        &["(the mayor) [Nobody in this valley will pay for that road.]"],
    );
    check_said(
        &["“Nobody in this valley will pay for that road.”", "— Maria Kovacs, mayor"],
        &["(Maria Kovacs) [Nobody in this valley will pay for that road.]"],
    );
    check_said(&["Said Maria Kovacs, who runs the mill, “We are closing.”"], &["(Maria Kovacs) [We are closing.]"]);
    check_said(&["Novak stopped them to say, “We are closing the mill.”"], &["(Novak) [We are closing the mill.]"]);
}

#[test]
fn a_speaker_before_a_colon() {
    check_said(&["Police: Two men hurt in Carrow"], &["(Police) [Two men hurt in Carrow]"]);
    check_said(&["An interview", "KOVACS: I was there. I saw it."], &["(KOVACS) [I was there. I saw it.]"]);
    check_said(&["The plan: a road, a bridge and a mill"], &[]);
    check_said(&["Carrow: two men hurt in the fog"], &[]);
}

#[test]
fn a_denial_points_to_what_it_denies() {
    check(
        &[
            "Officials in Warsaw claimed that 900 troops from Belarus had crossed the river.",
            "The bridge was closed, police said.",
            "Belarus denied the allegations.",
        ],
        &["alleges (–)", "says (–)", "denies (Belarus) → 0"],
    );
    check(&["Belarus denied that its troops had moved."], &["denies (Belarus)"]);
    check(&["Belarus denied the allegations."], &["denies (Belarus)"]);
}

#[test]
fn a_quotation_over_paragraphs_is_one_claim() {
    let article = "“The roof came down at noon.\n“We had ten seconds,” Maria Kovacs said.\n“Nobody was hurt.”";
    let body = Body::verbatim(article.to_owned());
    let claims = analyse(&body, None).claims;
    let parts: Vec<&str> = claims[0].parts.iter().map(|part| part.of(article)).collect();
    assert_eq!(parts, ["The roof came down at noon.", "We had ten seconds", "Nobody was hurt."]);
    assert_eq!(claims.len(), 1);
}

#[test]
fn an_announced_quotation_is_its_speakers() {
    let article = "Maria Kovacs told the council:\n“The roof came down at noon.”";
    let body = Body::verbatim(article.to_owned());
    let claims = analyse(&body, None).claims;
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0].span.of(article), "The roof came down at noon.");
    assert_eq!(claims[0].speaker.as_ref().unwrap().span.of(article), "Maria Kovacs");
}

#[test]
fn checkable_things_come_first() {
    let score = |text: &str| analyse(&Body::verbatim(text.to_owned()), None).claims[0].score;
    let figures = score("Maria Kovacs said that 900 troops had crossed the river in Poland.");
    let plain = score("Maria Kovacs said that the road had been repaired.");
    let future = score("Maria Kovacs said that the road would be lovely.");
    let promise = score("Maria Kovacs promised to be good.");
    assert!(figures > plain && plain > future && future > promise, "{figures} {plain} {future} {promise}");
}

fn sound(text: String) {
    let body = Body::verbatim(text);
    let claims = analyse(&body, None).claims;
    let text = body.text();
    for (index, claim) in claims.iter().enumerate() {
        assert!(!claim.parts.is_empty());
        assert_eq!(claim.span.start, claim.parts[0].start);
        for part in &claim.parts {
            assert!(!part.is_empty() && text.get(part.range()).is_some(), "{part:?}");
            assert!(body.blocks().iter().any(|block| block.span.encloses(*part)), "{part:?}");
        }
        assert!(claim.parts.windows(2).all(|pair| pair[0].end <= pair[1].start));
        assert!(claim.speaker.as_ref().is_none_or(|speaker| text.get(speaker.span.range()).is_some()));
        assert!(claim.cue.is_some_and(|cue| !cue.span.is_empty() && text.get(cue.span.range()).is_some()));
        assert!((0.0..=1.0).contains(&claim.score));
        assert!(claim.denies.is_none_or(|denied| denied < index));
    }
    assert!(claims.windows(2).all(|pair| pair[0].span.start <= pair[1].span.start));
}

/// What would hurt a reader that looks back and forth too far: it must come back, and every span must fit.
#[test]
fn a_megabyte_of_anything_is_read() {
    let pattern = "Lee said that ";
    sound(pattern.repeat(1_000_000 / pattern.len()));
    for pattern in [
        "said ",
        "'a ",
        "“One.\n",
        "“",
        "\"",
        "''",
        "“a” ",
        "( ",
        "that ",
        "he said, ",
        "according to ",
        "and warned ",
        "“Yes,” she said. ",
        "claims that claims that ",
        "the man who said the man who ",
        ": “A b c” ",
        "— x ",
        "said:\n",
        "X, Y, Z, and ",
        "é’s “ü” said ",
        "report by the report of ",
    ] {
        sound(pattern.repeat(30_000 / pattern.len()));
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "([a-zA-Z]{1,8}|said|that|told|denied|the|he|“|”|\"|'|’|,|\\.|:|\\?|—|\\(|\\)|\n|according to|é|and| ){0,80}") {
        sound(text);
    }

    #[test]
    fn any_characters_are_read(text in "\\PC{0,200}") {
        sound(text);
    }
}
