//! The course of training: a teacher, the silver corpus through the teacher's eyes, the first round, the second.

use crate::lattice::{ANY, Allowed, best, expect};
use crate::learn::{Chain, Learnt, Lesson, Manner, learn, score};
use crate::lesson::{Course, Page, first, mending, second};
use crate::pack;
use dateline::analysis::actors::{FIRST, Label, SECOND};
use std::thread;

const MANNER: Manner = Manner { epochs: 8, rate: 0.15, dropout: 0.5, seed: 20_240_101, decay: 0.0 };

/// Parts that the pages are dealt into, so that the second round learns from what a first makes of unseen pages.
const FOLDS: usize = 4;

/// The labels that models make of pages they have not seen.
pub fn second_opinion(pages: &[Page]) -> Vec<Vec<Label>> {
    let mut course = first(pages);
    let silver: Vec<bool> = course.lesson.chains.iter().map(|chain| pages[chain.place.0].silver).collect();
    let gold: Vec<usize> = (0..silver.len()).filter(|at| !silver[*at]).collect();
    let teacher = learn(&course.lesson, &gold, MANNER, None);
    mask(&mut course.lesson, &teacher, &silver);
    unseen(pages, &course).0
}

/// Trains both rounds and packs them.
pub fn train(pages: &[Page]) -> Vec<u8> {
    let mut course = first(pages);
    eprintln!("{} chains, {} features", course.lesson.chains.len(), course.homes.len());
    let silver: Vec<bool> = course.lesson.chains.iter().map(|chain| pages[chain.place.0].silver).collect();
    let gold: Vec<usize> = (0..silver.len()).filter(|at| !silver[*at]).collect();
    let teacher = learn(&course.lesson, &gold, MANNER, None);
    mask(&mut course.lesson, &teacher, &silver);
    eprintln!("taught");
    mend(pages, &mut course, &silver);
    let all: Vec<usize> = (0..silver.len()).collect();
    let wide = learn(&course.lesson, &all, Manner { epochs: 14, ..MANNER }, None);
    let start = choose(&mut course, wide);
    let one = learn(&course.lesson, &all, Manner { epochs: 10, rate: 0.05, ..MANNER }, Some(start));
    let (labels, given) = unseen(pages, &course);
    let mut later = second(pages, &labels, &course.lesson, given);
    let two = learn(&later.lesson, &all, Manner { epochs: 6, rate: 0.05, dropout: 0.3, ..MANNER }, None);
    let two = choose(&mut later, two);
    let scale = pack::scale(&[&one, &two]);
    eprintln!("scale {scale}");
    let mut bytes = pack::header(&[&one, &two], scale);
    bytes.extend(pack::table(&course.homes, &one, FIRST, scale));
    bytes.extend(pack::table(&later.homes, &two, SECOND, scale));
    bytes
}

/// Keeps the features that find a place in the table.
fn choose(course: &mut Course, learnt: Learnt) -> Learnt {
    let keep = pack::keep(&course.homes, &course.lesson.features, &learnt);
    eprintln!("{} of {} features kept", keep.iter().filter(|keep| **keep).count(), keep.len());
    course.prune(&keep);
    let weights = keep.iter().zip(learnt.weights).filter(|(keep, _)| **keep).map(|(_, row)| row).collect();
    Learnt { weights, pairs: learnt.pairs }
}

/// Where the teacher disagrees with the silver corpus, both may be right.
fn mask(lesson: &mut Lesson, teacher: &Learnt, silver: &[bool]) {
    let (mut apart, mut words) = (0usize, 0usize);
    for at in (0..lesson.chains.len()).filter(|at| silver[*at]) {
        let labels = best(&score(lesson, &lesson.chains[at], teacher), &teacher.pairs);
        for (allowed, label) in lesson.chains[at].allowed.iter_mut().zip(labels) {
            words += 1;
            apart += usize::from(*allowed != 1 << label);
            *allowed |= 1 << label as Allowed;
        }
    }
    eprintln!("teacher and silver differ on {apart} of {words} words");
}

/// Learns from the corrected runs how the silver corpus errs, and mends the rest of it: where the mender is sure, its label
/// stands; elsewhere what the corpus and the models say stays allowed, too.
fn mend(pages: &[Page], course: &mut Course, silver: &[bool]) {
    let (labels, given) = unseen(pages, course);
    let mut course_two = mending(pages, &labels, &course.lesson, &given);
    let chains = &course_two.lesson.chains;
    let corrected: Vec<usize> =
        (0..chains.len()).filter(|at| !silver[*at] && pages[chains[*at].place.0].silver_labels.is_some()).collect();
    let manner = Manner { epochs: 10, rate: 0.1, dropout: 0.3, ..MANNER };
    let mender = learn(&course_two.lesson, &corrected, manner, None);
    let mut sure = 0;
    for at in (0..silver.len()).filter(|at| silver[*at]) {
        let chain = &mut course_two.lesson.chains[at];
        chain.allowed.fill(ANY);
        let chain = &course_two.lesson.chains[at];
        let scores = score(&course_two.lesson, chain, &mender);
        let likely = expect(&scores, &chain.allowed, &mender.pairs).labels;
        let row = best(&scores, &mender.pairs);
        for ((allowed, label), likely) in course.lesson.chains[at].allowed.iter_mut().zip(row).zip(likely) {
            let own: Allowed = 1 << label;
            let clear = likely[usize::from(label)] > SURE;
            *allowed = if clear { own } else { *allowed | own };
            sure += usize::from(clear);
        }
    }
    eprintln!("mended; sure of {sure} words");
}

/// How likely a mended label must be to stand alone.
const SURE: f32 = 0.97;

/// Labels and scores of every page by a first round that has not seen the page.
fn unseen(pages: &[Page], course: &Course) -> (Vec<Vec<Label>>, Vec<Vec<[f32; 8]>>) {
    let lesson = &course.lesson;
    let fold = |chain: &Chain| chain.place.0 % FOLDS;
    let learnt: Vec<Learnt> = thread::scope(|scope| {
        let parts: Vec<_> = (0..FOLDS)
            .map(|part| {
                let own: Vec<usize> = (0..lesson.chains.len()).filter(|at| fold(&lesson.chains[*at]) != part).collect();
                scope.spawn(move || learn(lesson, &own, Manner { epochs: 5, ..MANNER }, None))
            })
            .collect();
        parts.into_iter().filter_map(|part| part.join().ok()).collect()
    });
    let mut labels: Vec<Vec<Label>> = pages.iter().map(|page| vec![0; page.reading.words.len()]).collect();
    let mut given = Vec::with_capacity(lesson.chains.len());
    for chain in &lesson.chains {
        let learnt = &learnt[fold(chain)];
        let scores = score(lesson, chain, learnt);
        let (page, start) = chain.place;
        for (slot, label) in labels[page][start..].iter_mut().zip(best(&scores, &learnt.pairs)) {
            *slot = label;
        }
        given.push(scores.iter().map(|row| std::array::from_fn(|label| row[label + 1])).collect());
    }
    (labels, given)
}
