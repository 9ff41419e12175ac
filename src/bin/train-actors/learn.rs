//! Learning weights: stochastic gradient with AdaGrad, features dropped at random, averaged over the later epochs.

use crate::lattice::{Allowed, Pairs, ROW, expect};
use dateline::analysis::actors::LABELS;

/// A chain of words to learn from.
pub struct Chain {
    /// Each word's features: places in [`Lesson::features`].
    pub words: Vec<(u32, u32)>,
    /// Each word's allowed labels.
    pub allowed: Vec<Allowed>,
    /// Scores that stand already, from an earlier round; empty for none.
    pub given: Vec<[f32; ROW]>,
    /// How much it counts.
    pub weight: f32,
    /// The document it is from, and its first word there.
    pub place: (usize, usize),
}

/// Everything to learn from.
#[derive(Default)]
pub struct Lesson {
    /// Features of all words, one after the other, by number.
    pub features: Vec<u32>,
    /// The chains.
    pub chains: Vec<Chain>,
    /// One more than the highest number of a feature.
    pub kinds: usize,
}

/// What is learnt.
#[derive(Clone)]
pub struct Learnt {
    /// By feature number.
    pub weights: Vec<[f32; ROW]>,
    /// Of neighbours.
    pub pairs: Pairs,
}

/// How to learn.
#[derive(Clone, Copy)]
pub struct Manner {
    /// Times to go over everything.
    pub epochs: usize,
    /// Size of a first step.
    pub rate: f32,
    /// Share of features left out at random.
    pub dropout: f32,
    /// Where chance starts.
    pub seed: u64,
    /// Pull of weights towards nothing, a step.
    pub decay: f32,
}

/// A small, quick, repeatable source of chance (xorshift64*).
pub struct Chance(pub u64);

impl Chance {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// Shuffles in place.
    pub fn shuffle<T>(&mut self, rows: &mut [T]) {
        for at in (1..rows.len()).rev() {
            rows.swap(at, (self.next() % (at as u64 + 1)) as usize);
        }
    }
}

/// Scores of a chain's words.
pub fn score(lesson: &Lesson, chain: &Chain, learnt: &Learnt) -> Vec<[f32; LABELS]> {
    let mut rows = Vec::with_capacity(chain.words.len());
    for (at, (from, to)) in chain.words.iter().enumerate() {
        let mut sum = chain.given.get(at).copied().unwrap_or_default();
        for feature in &lesson.features[*from as usize..*to as usize] {
            add(&mut sum, &learnt.weights[*feature as usize], 1.0);
        }
        rows.push(with_outside(&sum));
    }
    rows
}

fn with_outside(sum: &[f32; ROW]) -> [f32; LABELS] {
    let mut row = [0.0; LABELS];
    row[1..].copy_from_slice(sum);
    row
}

fn add(sum: &mut [f32; ROW], row: &[f32; ROW], times: f32) {
    for (sum, weight) in sum.iter_mut().zip(row) {
        *sum += weight * times;
    }
}

/// A learner on its way.
struct Learner<'l> {
    lesson: &'l Lesson,
    now: Learnt,
    squares: Vec<[f32; ROW]>,
    pair_squares: Pairs,
    chance: Chance,
    manner: Manner,
}

/// Learns from some chains of a lesson, from the start or from what is learnt already.
pub fn learn(lesson: &Lesson, chains: &[usize], manner: Manner, from: Option<Learnt>) -> Learnt {
    let keep = 1.0 - manner.dropout;
    let zero = Learnt { weights: vec![[0.0; ROW]; lesson.kinds], pairs: [[0.0; LABELS]; LABELS] };
    let mut now = from.unwrap_or_else(|| zero.clone());
    now.weights.iter_mut().flatten().for_each(|weight| *weight /= keep);
    let mut learner = Learner {
        lesson,
        now,
        squares: vec![[1e-6; ROW]; lesson.kinds],
        pair_squares: [[1e-6; LABELS]; LABELS],
        chance: Chance(manner.seed | 1),
        manner,
    };
    let mut order = chains.to_vec();
    let mut sum = zero;
    let half = manner.epochs / 2;
    for epoch in 0..manner.epochs {
        learner.chance.shuffle(&mut order);
        for number in &order {
            learner.step(&lesson.chains[*number]);
        }
        if epoch >= half {
            let share = 1.0 / (manner.epochs - half) as f32;
            for (sum, row) in sum.weights.iter_mut().zip(&learner.now.weights) {
                add(sum, row, share * keep);
            }
            for (sum, value) in sum.pairs.iter_mut().flatten().zip(learner.now.pairs.iter().flatten()) {
                *sum += value * share;
            }
        }
    }
    sum
}

impl Learner<'_> {
    fn step(&mut self, chain: &Chain) {
        let limit = (f64::from(self.manner.dropout) * f64::from(u32::MAX)) as u32;
        let mut kept: Vec<u32> = Vec::with_capacity(chain.words.len() * 64);
        let mut ends = Vec::with_capacity(chain.words.len());
        let mut scores = Vec::with_capacity(chain.words.len());
        for (at, (from, to)) in chain.words.iter().enumerate() {
            let mut sum = chain.given.get(at).copied().unwrap_or_default();
            for feature in &self.lesson.features[*from as usize..*to as usize] {
                if (self.chance.next() >> 32) as u32 >= limit {
                    kept.push(*feature);
                    add(&mut sum, &self.now.weights[*feature as usize], 1.0);
                }
            }
            ends.push(kept.len());
            scores.push(with_outside(&sum));
        }
        let free = vec![crate::lattice::ANY; chain.words.len()];
        let model = expect(&scores, &free, &self.now.pairs);
        let truth = expect(&scores, &chain.allowed, &self.now.pairs);
        if truth.log_sum == f32::NEG_INFINITY {
            return;
        }
        let mut start = 0;
        for (at, end) in ends.into_iter().enumerate() {
            let mut gradient = [0.0; ROW];
            for label in 0..ROW {
                gradient[label] = chain.weight * (truth.labels[at][label + 1] - model.labels[at][label + 1]);
            }
            if gradient.iter().any(|value| value.abs() > 1e-4) {
                for feature in &kept[start..end] {
                    self.update(*feature as usize, &gradient);
                }
            }
            start = end;
        }
        for from in 0..LABELS {
            for after in 0..LABELS {
                let gradient = chain.weight * (truth.pairs[from][after] - model.pairs[from][after]);
                self.pair_squares[from][after] += gradient * gradient;
                self.now.pairs[from][after] += self.manner.rate * gradient / self.pair_squares[from][after].sqrt();
            }
        }
    }

    fn update(&mut self, feature: usize, gradient: &[f32; ROW]) {
        let (weights, squares) = (&mut self.now.weights[feature], &mut self.squares[feature]);
        for label in 0..ROW {
            let gradient = gradient[label] - self.manner.decay * weights[label];
            squares[label] += gradient * gradient;
            weights[label] += self.manner.rate * gradient / squares[label].sqrt();
        }
    }
}
