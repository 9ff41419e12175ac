//! `brat`, `spacy`, `conll`: the offsets say what they name, whatever comes before.

use crate::sample::{both, exported, naughty_dossier, text};
use dateline::export::Dossier;
use serde_json::Value;

fn points(text: &str) -> Vec<char> {
    text.chars().collect()
}

fn between(points: &[char], start: usize, end: usize) -> String {
    points[start..end].iter().collect()
}

fn samples() -> Vec<Dossier> {
    let mut samples = both();
    samples.push(naughty_dossier());
    samples
}

#[test]
fn brat_fragments_are_the_words() {
    let export = exported("brat", &samples());
    let mut seen = 0;
    for pair in export.files.chunks(2) {
        let [text, marks] = pair else { panic!("a text and its marks") };
        assert_eq!(text.name.strip_suffix(".txt"), marks.name.strip_suffix(".ann"));
        let points = points(std::str::from_utf8(&text.bytes).unwrap());
        for line in std::str::from_utf8(&marks.bytes).unwrap().lines().filter(|line| line.starts_with('T')) {
            let [_, place, words] = line.splitn(3, '\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let place = place.split_once(' ').unwrap().1;
            let fragments: Vec<String> = place
                .split(';')
                .map(|part| part.split_once(' ').unwrap())
                .map(|(start, end)| between(&points, start.parse().unwrap(), end.parse().unwrap()))
                .collect();
            assert_eq!(fragments.join(" "), words);
            assert!(fragments.iter().all(|fragment| !fragment.contains('\n') && !fragment.is_empty()));
            seen += 1;
        }
    }
    assert!(seen > 10);
}

#[test]
fn brat_tells_notes_and_who_said_what() {
    let export = exported("brat", &both());
    let marks = std::str::from_utf8(&export.files[1].bytes).unwrap();
    let note = marks.lines().find(|line| line.contains("AnnotatorNotes") && line.contains("[mostly-false]")).unwrap();
    let target = note.split(['\t', ' ']).nth(2).unwrap();
    let named = marks.lines().find(|line| line.starts_with(&format!("{target}\t"))).unwrap();
    assert!(named.ends_with("Repairs will cost €3.2 million"), "{named}");
}

#[test]
fn spacy_entities_are_the_words_and_do_not_overlap() {
    for (line, dossier) in text("spacy", &samples()).lines().zip(samples()) {
        let row: Value = serde_json::from_str(line).unwrap();
        let points = points(row["text"].as_str().unwrap());
        let mut last = 0;
        let mut words = Vec::new();
        for entity in row["ents"].as_array().unwrap() {
            let (start, end) = (entity["start"].as_u64().unwrap() as usize, entity["end"].as_u64().unwrap() as usize);
            assert!(last <= start && start < end);
            last = end;
            words.push(between(&points, start, end));
        }
        let text = dossier.article.body.text();
        assert!(dossier.found.mentions.iter().all(|mention| {
            let name = mention.span.of(text);
            words.iter().any(|word| word.contains(name))
        }));
    }
}

#[test]
fn conll_words_are_where_they_say() {
    let file = text("conll", &samples());
    let mut texts = samples().into_iter().map(|dossier| points(dossier.article.body.text()));
    let mut current = Vec::new();
    let mut before = "O".to_owned();
    for line in file.lines() {
        if line.starts_with("# newdoc") {
            current = texts.next().unwrap();
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if line.is_empty() || line.starts_with('#') && columns.len() == 1 {
            before = "O".into();
            continue;
        }
        assert_eq!(columns.len(), 10, "{line:?}");
        let misc: Vec<&str> = columns[9].split(['|', '=']).collect();
        assert_eq!(between(&current, misc[1].parse().unwrap(), misc[3].parse().unwrap()), columns[1]);
        let name = misc[5];
        if let Some(kind) = name.strip_prefix("I-") {
            assert!(before.ends_with(kind), "{line}");
        }
        before = name.to_owned();
    }
}
