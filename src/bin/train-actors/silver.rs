//! The silver corpus made better: faults that rules can put right, and the runs corrected by hand.

use crate::corpus::{Document, Kind};
use anyhow::{Context, Result};
use dateline::analysis::actors::{Names, Reading};
use dateline::text::Span;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

/// What our lexicon says of names and of words around them.
pub struct Lexicon {
    titles: HashSet<String>,
    states: HashSet<String>,
    peoples: HashSet<String>,
    organisations: HashSet<String>,
}

impl Lexicon {
    /// Reads the lexicon in a folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let read = |file: &str| {
            let path = folder.join(file);
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        let states = read("states.tsv")?;
        let cells = |from: usize, to: usize| -> HashSet<String> {
            let cells = states.lines().flat_map(|line| line.split('\t').skip(from).take(to - from));
            cells.flat_map(|cell| cell.split('|')).map(str::to_owned).collect()
        };
        Ok(Self {
            titles: read("titles.txt")?.lines().map(str::to_lowercase).collect(),
            organisations: read("organisations.txt")?.lines().map(str::to_owned).collect(),
            states: cells(0, 2),
            peoples: cells(2, 3),
        })
    }

    fn kind(&self, written: &str) -> Option<Kind> {
        let in_set = |set: &HashSet<String>| set.contains(written);
        match () {
            () if in_set(&self.states) => Some(3),
            () if in_set(&self.peoples) => Some(4),
            () if in_set(&self.organisations) => Some(2),
            () => None,
        }
    }
}

/// Puts right what the silver corpus always has wrong: titles, articles and points of the compass in names, possessives,
/// states as anything but places, names before a hyphen that are not marked.
pub fn tidy(documents: &mut [Document], lexicon: &Lexicon) {
    for document in documents.iter_mut().filter(|document| document.silver) {
        let mut names = std::mem::take(&mut document.names);
        for (span, kind) in &mut names {
            *span = trimmed(document, *span, *kind, lexicon);
            if lexicon.states.contains(span.of(&document.text)) {
                *kind = 3;
            }
        }
        names.retain(|(span, _)| !span.is_empty());
        document.names = names;
        mark_phrases(document, lexicon);
        mark_hyphens(document, lexicon);
    }
}

/// A name without what is no part of it.
fn trimmed(document: &Document, span: Span, kind: Kind, lexicon: &Lexicon) -> Span {
    let from = document.tokens.partition_point(|token| token.start < span.start);
    let to = document.tokens.partition_point(|token| token.start < span.end);
    let lower = |token: &Span| token.of(&document.text).to_lowercase();
    let leads = |token: &&Span| {
        let word = lower(token);
        let small = token.of(&document.text).starts_with(char::is_lowercase);
        let compass = ["north", "south", "east", "west", "central"].iter().any(|point| word.starts_with(point));
        matches!(word.as_str(), "the" | "of" | "," | "and")
            || small && compass
            || kind == 1 && lexicon.titles.contains(&word)
    };
    let trails = |token: &&Span| {
        let word = lower(token);
        matches!(word.as_str(), "'s" | "," | "." | "-" | "and") || word.ends_with("day") && word.len() > 5 && kind != 4
    };
    let inside = &document.tokens[from..to];
    let skipped = inside.iter().take_while(leads).count();
    let trailed = inside.iter().rev().take_while(trails).count();
    match inside.get(skipped..inside.len().saturating_sub(trailed)).unwrap_or_default() {
        [] => Span::new(span.start, span.start),
        [first, .., last] => first.join(*last),
        [only] => *only,
    }
}

/// Marks states and peoples of two and three words whole: "Czech Republic", "North Korean".
fn mark_phrases(document: &mut Document, lexicon: &Lexicon) {
    for length in [3, 2] {
        for tokens in document.tokens.windows(length) {
            let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
            let span = first.join(*last);
            let kind = lexicon.kind(span.of(&document.text)).filter(|kind| *kind != 2);
            let larger = document.names.iter().any(|(name, _)| name.encloses(span) && name.len() > span.len());
            if let Some(kind) = kind.filter(|_| !larger) {
                document.names.retain(|(name, _)| !name.overlaps(span));
                document.names.push((span, kind));
            }
        }
    }
    document.names.sort_by_key(|(span, _)| *span);
}

/// Marks what stands before or between hyphens: "U.S.-led", "NATO-led", "Israeli-Palestinian".
fn mark_hyphens(document: &mut Document, lexicon: &Lexicon) {
    for token in document.tokens.clone() {
        let written = token.of(&document.text);
        if !written.contains('-')
            || document.names.iter().any(|(name, _)| name.encloses(token) && name.len() > token.len())
        {
            continue;
        }
        let reading = Reading::new(&document.text, &[token], &Names::new(&[]));
        let pieces: Vec<Span> = match reading.words.as_slice() {
            [_] => {
                let cut = token.start + written.find('-').unwrap_or(0);
                vec![Span::new(token.start, cut), Span::new(cut + 1, token.end)]
            }
            words => words.iter().map(|word| word.span).collect(),
        };
        let known: Vec<_> = pieces.iter().map(|piece| lexicon.kind(piece.of(&document.text))).collect();
        let whole = reading.words.len() == 1;
        if whole && known.iter().any(Option::is_none) || lexicon.kind(written).is_some() {
            continue;
        }
        let old = document.names.iter().find(|(name, _)| *name == token).map(|(_, kind)| *kind);
        document.names.retain(|(name, _)| *name != token);
        for (piece, known) in pieces.into_iter().zip(known) {
            let first = piece.start == token.start && piece.of(&document.text).starts_with(char::is_uppercase);
            if let Some(kind) = known.or(old.filter(|_| first)) {
                document.names.push((piece, kind));
            }
        }
    }
    document.names.sort_by_key(|(span, _)| *span);
}

/// Reads the corrections, a line a sentence: run, sentence, and its names as `first-last:KIND`, all counted from 0 in
/// tokens of the file. Returns the runs read and corrected.
pub fn correct(documents: &mut [Document], path: &Path, lexicon: &Lexicon) -> Result<usize> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut runs: BTreeMap<usize, Vec<(usize, Vec<(usize, usize, Kind)>)>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split_whitespace();
        let (Some(run), Some(sentence)) = (cells.next(), cells.next()) else { continue };
        let run = runs.entry(run.parse().with_context(|| format!("no run: {line}"))?).or_default();
        if sentence != "-" {
            let names = cells.filter_map(name).collect();
            run.push((sentence.parse().with_context(|| format!("no sentence: {line}"))?, names));
        }
    }
    for document in documents.iter_mut().filter(|document| document.silver) {
        if let Some(sentences) = runs.get(&document.run) {
            document.before = Some(document.names.clone());
            for (sentence, names) in sentences {
                replace(document, *sentence, names);
            }
            mark_hyphens(document, lexicon);
            document.silver = false;
        }
    }
    Ok(runs.len())
}

fn name(cell: &str) -> Option<(usize, usize, Kind)> {
    let (place, kind) = cell.split_once(':')?;
    let (first, last) = place.split_once('-')?;
    let kind = ["PER", "ORG", "LOC", "MISC"].iter().position(|name| *name == kind)?;
    Some((first.parse().ok()?, last.parse().ok()?, kind as Kind + 1))
}

fn replace(document: &mut Document, sentence: usize, names: &[(usize, usize, Kind)]) {
    let Some(place) = document.sentences.get(sentence).copied() else { return };
    document.names.retain(|(span, _)| !place.encloses(*span));
    let from = document.tokens.partition_point(|token| token.start < place.start);
    for (first, last, kind) in names {
        if let (Some(first), Some(last)) = (document.tokens.get(from + first), document.tokens.get(from + last)) {
            document.names.push((first.join(*last), *kind));
        }
    }
    document.names.sort_by_key(|(span, _)| *span);
}

/// Prints the sentences of every `stride`th silver run on which the corpus and the labels of others differ.
pub fn print_doubts(documents: &[Document], names: &[Vec<(Span, Kind)>], stride: usize) {
    const KINDS: [&str; 5] = ["", "PER", "ORG", "LOC", "MISC"];
    for (document, other) in documents.iter().zip(names) {
        if !document.silver || document.run % stride != 0 {
            continue;
        }
        for (number, sentence) in document.sentences.iter().enumerate() {
            let from = document.tokens.partition_point(|token| token.start < sentence.start);
            let of = |names: &[(Span, Kind)]| -> Vec<(Span, Kind)> {
                names.iter().filter(|(span, _)| sentence.encloses(*span)).copied().collect()
            };
            let (corpus, model) = (of(&document.names), of(other));
            let show = |names: &[(Span, Kind)]| -> String {
                let cells = names.iter().map(|(span, kind)| {
                    let first = document.tokens.partition_point(|token| token.end <= span.start) - from;
                    let last = document.tokens.partition_point(|token| token.start < span.end) - from;
                    format!("{first}-{}:{}", last.saturating_sub(1), KINDS[usize::from(*kind)])
                });
                cells.collect::<Vec<_>>().join(" ")
            };
            let words = document.tokens[from..].iter().take_while(|token| token.end <= sentence.end);
            let words: Vec<&str> = words.map(|token| token.of(&document.text)).collect();
            println!("{}\t{number}\t{}\t{}\t{}", document.run, show(&corpus), show(&model), words.join(" "));
        }
    }
}
