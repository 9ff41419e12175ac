//! The field itself: scores, sums over all rows of labels, and gradients, in floating point.

use dateline::analysis::actors::{LABELS, may_follow};

/// Labels that have weights of their own.
pub const ROW: usize = LABELS - 1;

/// A set of labels, a bit each.
pub type Allowed = u16;

/// Every label.
pub const ANY: Allowed = (1 << LABELS) - 1;

/// Weights of neighbouring labels.
pub type Pairs = [[f32; LABELS]; LABELS];

/// Expected counts: of each label at each word, and of each pair of neighbours.
pub struct Expected {
    /// Logarithm of the sum over all allowed rows.
    pub log_sum: f32,
    /// At each word.
    pub labels: Vec<[f32; LABELS]>,
    /// Of neighbours, the border of the chain included.
    pub pairs: Pairs,
}

fn log_sum(values: &[f32; LABELS]) -> f32 {
    let top = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if top == f32::NEG_INFINITY {
        return top;
    }
    top + values.iter().map(|value| (value - top).exp()).sum::<f32>().ln()
}

/// Forward and backward over a chain between outside words, with only the allowed labels.
pub fn expect(scores: &[[f32; LABELS]], allowed: &[Allowed], pairs: &Pairs) -> Expected {
    let count = scores.len();
    let open = |at: usize, label: usize| allowed[at] & (1 << label) != 0;
    let mut forward = vec![[f32::NEG_INFINITY; LABELS]; count];
    let mut start = [f32::NEG_INFINITY; LABELS];
    start[0] = 0.0;
    for at in 0..count {
        let before = if at == 0 { start } else { forward[at - 1] };
        for after in (0..LABELS).filter(|label| open(at, *label)) {
            let mut ways = [f32::NEG_INFINITY; LABELS];
            for from in (0..LABELS).filter(|from| may_follow(*from, after)) {
                ways[from] = before[from] + pairs[from][after];
            }
            forward[at][after] = log_sum(&ways) + scores[at][after];
        }
    }
    let mut backward = vec![[f32::NEG_INFINITY; LABELS]; count];
    for label in 0..LABELS {
        backward[count - 1][label] = pairs[label][0];
    }
    for at in (0..count - 1).rev() {
        for from in 0..LABELS {
            let mut ways = [f32::NEG_INFINITY; LABELS];
            for after in (0..LABELS).filter(|after| open(at + 1, *after) && may_follow(from, *after)) {
                ways[after] = pairs[from][after] + scores[at + 1][after] + backward[at + 1][after];
            }
            backward[at][from] = log_sum(&ways);
        }
    }
    let mut last = forward[count - 1];
    for label in 0..LABELS {
        last[label] += pairs[label][0];
    }
    let whole = log_sum(&last);
    let mut found = Expected { log_sum: whole, labels: vec![[0.0; LABELS]; count], pairs: [[0.0; LABELS]; LABELS] };
    for at in 0..count {
        let before = if at == 0 { start } else { forward[at - 1] };
        for after in (0..LABELS).filter(|label| open(at, *label)) {
            found.labels[at][after] = (forward[at][after] + backward[at][after] - whole).exp();
            for from in (0..LABELS).filter(|from| may_follow(*from, after) && before[*from] > f32::NEG_INFINITY) {
                let way = before[from] + pairs[from][after] + scores[at][after] + backward[at][after] - whole;
                found.pairs[from][after] += way.exp();
            }
        }
    }
    for from in 0..LABELS {
        found.pairs[from][0] += (last[from] - whole).exp();
    }
    found
}

/// The best row of labels.
pub fn best(scores: &[[f32; LABELS]], pairs: &Pairs) -> Vec<u8> {
    let mut top = [f32::NEG_INFINITY; LABELS];
    top[0] = 0.0;
    let mut back = Vec::with_capacity(scores.len());
    for own in scores {
        let (mut next, mut from) = ([f32::NEG_INFINITY; LABELS], [0u8; LABELS]);
        for after in 0..LABELS {
            for before in (0..LABELS).filter(|before| may_follow(*before, after)) {
                let score = top[before] + pairs[before][after];
                if score > next[after] {
                    (next[after], from[after]) = (score, before as u8);
                }
            }
            next[after] += own[after];
        }
        top = next;
        back.push(from);
    }
    let mut label =
        (0..LABELS).max_by(|a, b| (top[*a] + pairs[*a][0]).total_cmp(&(top[*b] + pairs[*b][0]))).unwrap_or(0);
    let mut labels = vec![0; scores.len()];
    for (slot, from) in labels.iter_mut().zip(&back).rev() {
        *slot = label as u8;
        label = usize::from(from[label]);
    }
    labels
}
