//! The model: weights by hashed feature, the scores of labels, and the best row of labels.
//!
//! A linear-chain conditional random field. A word's score for a label is the sum of its features' weights; a row's score
//! adds a weight for each pair of neighbouring labels; the decoder finds the row with the highest score.

use std::array;

/// Labels: outside, then beginning and inside of a person, organisation, place, other name.
pub const LABELS: usize = 9;

/// A label by number: 0 outside, `2k+1` the beginning and `2k+2` the inside of a name of kind `k`.
pub type Label = u8;

/// A score for every label but "outside", which is always 0. A word has about a hundred features of at most 127 each, so
/// that 16 bits are enough.
pub type Scores = [i16; LABELS - 1];

/// Weights a bucket holds; the trainer fills so many.
#[cfg(feature = "train")]
pub const WAYS: usize = 7;

/// Bytes of a bucket: one line of cache. Seven marks, an unused byte, and seven rows of eight weights.
pub const BUCKET: usize = 64;

/// Weights of features: a feature's hash names a bucket and a mark; the row whose mark is the same is its weights.
#[derive(Clone, Copy)]
pub struct Weights<'m> {
    buckets: &'m [[u8; BUCKET]],
}

/// The number of the bucket and the mark (never 0) of a feature, in a table of `count` buckets.
pub fn slot(feature: u32, count: usize) -> (usize, u8) {
    let bucket = (u64::from(feature >> 8) * count as u64) >> 24;
    let [mark, ..] = feature.to_le_bytes();
    (usize::try_from(bucket).unwrap_or(0), mark.max(1))
}

impl<'m> Weights<'m> {
    /// The table in `bytes`.
    pub const fn new(bytes: &'m [u8]) -> Self {
        Self { buckets: bytes.as_chunks().0 }
    }

    /// Adds the weights of features to the scores; a feature the table does not hold adds nothing.
    pub fn add(&self, features: &[u32], scores: &mut Scores) {
        for features in features.chunks(AT_ONCE) {
            // The marks of all are fetched before any is looked at: a guess at what is found, wrong in one case of four,
            // would keep the next lines of cache waiting.
            let mut fetched = [(0, 0); AT_ONCE];
            for (fetched, feature) in fetched.iter_mut().zip(features) {
                let (bucket, mark) = slot(*feature, self.buckets.len());
                let marks =
                    self.buckets.get(bucket).and_then(|bucket| bucket.first_chunk()).copied().unwrap_or_default();
                *fetched = (bucket, u64::from_le_bytes(marks) ^ (u64::from(mark) * 0x0101_0101_0101_0101));
            }
            for (bucket, apart) in fetched.iter().take(features.len()) {
                self.add_row(*bucket, *apart, scores);
            }
        }
    }

    /// Adds the row of a bucket whose mark is the same: the byte that is zero in `apart`. The unused eighth never is, as no
    /// mark is 0.
    fn add_row(&self, bucket: usize, apart: u64, scores: &mut Scores) {
        let equal = apart.wrapping_sub(0x0101_0101_0101_0101) & !apart & 0x8080_8080_8080_8080;
        let rows = self.buckets.get(bucket).map(|bucket| bucket.as_chunks::<8>().0).unwrap_or_default();
        let way = equal.trailing_zeros() as usize / 8;
        let Some(row) = rows.get(way + 1).filter(|_| equal != 0) else { return };
        for (score, weight) in scores.iter_mut().zip(row) {
            *score += i16::from(*weight as i8);
        }
    }
}

/// Features whose lines of cache are on their way at a time.
const AT_ONCE: usize = 32;

/// Weights of neighbouring labels, by the label before and the label after.
pub type Pairs = [[i32; LABELS]; LABELS];

/// Score of what may not be: an inside label after anything but its own kind.
const NEVER: i32 = -1_000_000_000;

/// The weights of neighbours from their bytes, two for each, little-endian; forbidden ones set to never.
pub fn pairs(bytes: &[u8]) -> Pairs {
    let (values, _) = bytes.as_chunks::<2>();
    array::from_fn(|before| {
        array::from_fn(|after| {
            let value = values.get(before * LABELS + after).map_or(0, |bytes| i16::from_le_bytes(*bytes));
            if may_follow(before, after) { i32::from(value) } else { NEVER }
        })
    })
}

/// True when label `after` may stand behind label `before`: an inside only behind its own kind.
pub fn may_follow(before: usize, after: usize) -> bool {
    after == 0 || after % 2 == 1 || before == after || before + 1 == after
}

/// The best row of labels for a chain of words that stands between words outside of names (Viterbi's algorithm).
#[allow(clippy::indexing_slicing, reason = "labels index arrays of LABELS")]
pub fn decode(chain: &[Scores], pairs: &Pairs, labels: &mut [Label]) {
    let mut best = [NEVER; LABELS];
    best[0] = 0;
    let mut back: Vec<[Label; LABELS]> = Vec::with_capacity(chain.len());
    for scores in chain {
        let mut next = [NEVER; LABELS];
        let mut from = [0; LABELS];
        for after in 0..LABELS {
            let own = if after == 0 { 0 } else { i32::from(scores[after - 1]) };
            // Into a name only its own kind leads.
            let before = if after == 0 || after % 2 == 1 { 0..LABELS } else { after - 1..after + 1 };
            for before in before {
                let score = best[before].saturating_add(pairs[before][after]);
                if score > next[after] {
                    (next[after], from[after]) = (score, before as Label);
                }
            }
            next[after] = next[after].saturating_add(own);
        }
        best = next;
        back.push(from);
    }
    let ends = (0..LABELS).map(|label| best[label].saturating_add(pairs[label][0]));
    let mut label =
        ends.enumerate().max_by_key(|(label, score)| (*score, LABELS - label)).map_or(0, |(label, _)| label);
    for (from, slot) in back.iter().zip(labels).rev() {
        *slot = label as Label;
        label = usize::from(from[label]);
    }
}
