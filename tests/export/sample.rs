//! Two articles with every kind of note, made by hand.

use dateline::analysis::{Actor, ActorKind, Analysis, Claim, Cue, Figure, FigureKind, Mention, Speaker};
use dateline::config::{Publisher, PublisherKind};
use dateline::export::{Circumstances, Dossier, Export, Format};
use dateline::text::{
    Anchor, AnchorState, Annotation, AnnotationId, AnnotationKind, Appearance, Article, ArticleId, Bearing, Block,
    BlockKind, Body, Evidence, Inline, InlineKind, Link, Manner, Meta, Relation, Span, Stance, Status, Verdict,
};

pub const BRIDGE: &str = "01920000-0000-7000-8000-00000000b41d";
pub const HARBOUR: &str = "01920000-0000-7000-8000-0000000a4b04";

/// Astral, combining and CJK characters before the passages make wrong offsets show.
const TEXT: &str = "Bridge to close 👩‍🚀 again\n\nThe Elbe bridge will close for 14 months, \
     transport minister Anna Köhler said on Tuesday. 橋は閉鎖。 Repairs will cost €3.2 million, she said.\n\n\
     Shop owners doubt that. \"It will take years,\" said Jan Novák.";

fn note(id: &str, article: &Article, quote: &str) -> Annotation {
    let text = article.body.text();
    let start = text.find(quote).unwrap();
    Annotation {
        id: AnnotationId(format!("01920000-0000-7000-8000-0000000000{id}")),
        article: article.id.clone(),
        anchor: Anchor::new(text, Span::new(start, start + quote.len()), &article.body.sha256()),
        author: Some("Ada".into()),
        created: "2026-03-05T10:00:00Z".into(),
        modified: "2026-03-05T10:00:00Z".into(),
        ..Annotation::default()
    }
}

pub fn dossier(id: &str, title: &str, text: &str) -> Dossier {
    let body = Body::verbatim(text.to_owned());
    let meta = Meta { title: title.into(), fetched: "2026-03-04T12:00:00Z".into(), ..Meta::default() };
    let found = found(body.text());
    let article = Article { id: ArticleId(id.into()), meta, revision: 1, body };
    Dossier { article, found, ..Dossier::default() }
}

/// Marks put in by hand, so that these tests tell only of export: every line is a sentence, its first word an actor, its
/// last word a figure, all of it a claim. Lines of one word overlap.
fn found(text: &str) -> Analysis {
    let mut found = Analysis::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trim(text);
        at += line.len();
        let words: Vec<&str> = span.of(text).split_whitespace().collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        let (first, last) =
            (Span::new(span.start, span.start + first.len()), Span::new(span.end - last.len(), span.end));
        let kind = ActorKind::Person;
        found.mentions.push(Mention { span: first, kind, actor: found.actors.len(), role: None, stands_for: None });
        found.actors.push(Actor { name: first.of(text).to_owned(), kind, aliases: Vec::new() });
        found.figures.push(figure(last));
        found.claims.push(Claim {
            span,
            parts: vec![span],
            speaker: Some(Speaker { span: first, actor: Some(found.actors.len() - 1), resolved: false }),
            cue: Some(Cue { span: last }),
            stance: Stance::Says,
            direct: false,
            denies: None,
            score: 0.5,
        });
        found.sentences.push(span);
    }
    found
}

fn figure(span: Span) -> Figure {
    Figure {
        span,
        kind: FigureKind::Money,
        value: None,
        sides: None,
        low: None,
        high: None,
        unit: None,
        si: None,
        currency: Some("EUR"),
        of: None,
        measure: None,
        scope: None,
        as_of: None,
        minor: false,
        qualifier: None,
        date: None,
        per: None,
        zone: None,
        twin: None,
    }
}

pub fn bridge() -> Dossier {
    let mut dossier = dossier(BRIDGE, "Bridge to close: again?", TEXT);
    let meta = &mut dossier.article.meta;
    meta.authors = vec!["Mia Brandt".into(), "Li Wei".into()];
    meta.outlet = Some("The Daily Ferry".into());
    meta.url = Some("https://ferry.example/news/bridge?id=7".into());
    meta.published = Some("2026-03-04T09:00:00+01:00".into());
    meta.language = Some("en".into());
    let title = Span::new(0, TEXT.find('\n').unwrap());
    let mut blocks = vec![Block { kind: BlockKind::Heading(1), span: title }];
    blocks.extend(dossier.article.body.blocks().iter().skip(1).cloned());
    let at = |words: &str| Span::new(TEXT.find(words).unwrap(), TEXT.find(words).unwrap() + words.len());
    let inlines = vec![
        Inline { kind: InlineKind::Strong, span: at("14 months") },
        Inline { kind: InlineKind::Link("https://example.org/".into()), span: at("Anna Köhler") },
    ];
    dossier.article.body = Body::new(TEXT.into(), blocks, inlines);
    dossier.annotations = notes(&dossier.article);
    dossier.tags = vec!["transport".into(), "two words".into()];
    dossier.read = true;
    dossier.starred = true;
    dossier
}

fn notes(article: &Article) -> Vec<Annotation> {
    let highlight =
        Annotation {
            kind: AnnotationKind::Highlight, colour: Some("green".into()), ..note("01", article, "橋は閉鎖")
        };
    let remark = Annotation {
        note: "Ask the **port authority**.\n\n- who\n- when".into(),
        tags: vec!["follow up".into(), "port".into()],
        modified: "2026-03-06T10:00:00Z".into(),
        ..note("02", article, "It will take years")
    };
    let claim = Annotation {
        kind: AnnotationKind::Claim,
        note: "The tender says 4.1 million.".into(),
        tags: vec!["money".into()],
        statement: Some("Repairs will cost €3.2 million.".into()),
        speaker: Some("Anna Köhler".into()),
        stance: Some(Stance::Promises),
        verdict: Some(Verdict {
            label: "mostly-false".into(),
            value: Some(2.0),
            confidence: Some(0.8),
            decided: Some("2026-03-06T11:00:00Z".into()),
        }),
        earlier: vec![Verdict { label: "not-checkable".into(), ..Verdict::default() }],
        status: Status::Done,
        evidence: vec![
            Evidence {
                url: Some("https://city.example/tender.pdf".into()),
                quote: Some("€4.1 million".into()),
                archived: Some("https://archive.example/1".into()),
                accessed: Some("2026-03-06T10:30:00Z".into()),
                bearing: Bearing::Contradicts,
                ..Evidence::default()
            },
            Evidence { note: Some(remark.id.clone()), ..Evidence::default() },
        ],
        links: vec![Link { to: remark.id.clone(), relation: Relation::Denies }],
        appearances: vec![Appearance {
            article: Some(ArticleId(HARBOUR.into())),
            url: Some("https://gazette.example/2".into()),
            quote: "three million".into(),
            published: Some("2026-03-05".into()),
            speaker: Some("The ferry union".into()),
            manner: Manner::Denied,
            first: false,
        }],
        ..note("03", article, "Repairs will cost €3.2 million")
    };
    let lost = Annotation {
        state: AnchorState::Lost,
        score: Some(0.0),
        anchor: Anchor {
            quote: "a passage of an older revision".into(),
            span: Span::new(900, 930),
            text_sha256: "0ld".into(),
            ..Anchor::default()
        },
        ..note("04", article, "Bridge")
    };
    vec![claim, lost, highlight, remark]
}

pub fn both() -> Vec<Dossier> {
    vec![bridge(), dossier(HARBOUR, "Harbour", "The harbour grows by 3 percent a year, officials say.")]
}

pub fn circumstances() -> Circumstances {
    Circumstances {
        now: "2026-03-07T08:00:00Z".into(),
        author: Some("Ada".into()),
        publisher: Publisher {
            name: Some("The Checking Desk".into()),
            url: Some("https://desk.example/".into()),
            kind: PublisherKind::Organisation,
            claim: Some("https://desk.example/checks/{id}".into()),
        },
        scale: [("true", 5), ("mostly-true", 4), ("mixed", 3), ("mostly-false", 2), ("false", 1)]
            .into_iter()
            .map(|(label, value)| (label.to_owned(), Some(f64::from(value))))
            .collect(),
        ..Circumstances::default()
    }
}

pub fn exported(format: &str, dossiers: &[Dossier]) -> Export {
    Format::named(format).unwrap().write(dossiers, &circumstances()).unwrap()
}

/// The text of the export's only or first file.
pub fn text(format: &str, dossiers: &[Dossier]) -> String {
    String::from_utf8(exported(format, dossiers).files[0].bytes.clone()).unwrap()
}

/// 515 strings that have broken programs before, see `tests/data/NOTICE.md`.
pub fn naughty() -> Vec<String> {
    serde_json::from_str(include_str!("../data/naughty-strings.json")).unwrap()
}

/// An article whose notes hold every naughty string, as quote, note and tag.
pub fn naughty_dossier() -> Dossier {
    let strings = naughty();
    let mut dossier = dossier(BRIDGE, &strings[100], &strings.join("\n"));
    let sha256 = dossier.article.body.sha256();
    let mut at = 0;
    for (index, string) in strings.iter().enumerate() {
        let span = Span::new(at, at + string.len());
        at = span.end + 1;
        dossier.annotations.push(Annotation {
            id: AnnotationId(format!("01920000-0000-7000-8000-0000000{index:05}")),
            article: dossier.article.id.clone(),
            anchor: Anchor::new(dossier.article.body.text(), span, &sha256),
            note: string.clone(),
            tags: vec![string.clone()],
            statement: Some(string.clone()),
            created: "2026-03-05T10:00:00Z".into(),
            modified: "2026-03-05T10:00:00Z".into(),
            ..Annotation::default()
        });
    }
    dossier
}
