//! Packing what was learnt: the heaviest seven features of each bucket, weights of eight bits.

use crate::learn::Learnt;
use dateline::analysis::actors::{BUCKET, HEADER, WAYS};

/// Which features find a place: of each bucket the seven that matter most, by weight and by how often they are seen.
pub fn keep(homes: &[u32], features: &[u32], learnt: &Learnt) -> Vec<bool> {
    let mut seen = vec![0f32; homes.len()];
    for feature in features {
        seen[*feature as usize] += 1.0;
    }
    let worth = |number: usize| {
        let row = &learnt.weights[number];
        let size = row.iter().map(|weight| weight * weight).sum::<f32>();
        size * seen[number].sqrt()
    };
    let mut kept = vec![false; homes.len()];
    let mut at = 0;
    while at < homes.len() {
        let bucket = homes[at] / 256;
        let length = homes[at..].iter().take_while(|home| **home / 256 == bucket).count();
        let mut own: Vec<usize> = (at..at + length).collect();
        own.sort_by(|a, b| worth(*b).total_cmp(&worth(*a)).then(a.cmp(b)));
        for number in own.into_iter().take(WAYS).filter(|number| worth(*number) > 0.0) {
            kept[number] = true;
        }
        at += length;
    }
    kept
}

/// The scale: how many steps of an 8-bit weight make 1. The largest of a thousand weights just fits.
pub fn scale(rounds: &[&Learnt]) -> f32 {
    let mut sizes: Vec<f32> = rounds
        .iter()
        .flat_map(|learnt| learnt.weights.iter().flatten())
        .map(|weight| weight.abs())
        .filter(|weight| *weight > 0.0)
        .collect();
    sizes.sort_by(f32::total_cmp);
    let top = sizes.get(sizes.len().saturating_sub(1) - sizes.len() / 2000).copied().unwrap_or(1.0);
    127.0 / top.max(0.1)
}

/// The header: both rounds' weights of neighbours.
pub fn header(rounds: &[&Learnt], scale: f32) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER);
    for value in rounds.iter().flat_map(|learnt| learnt.pairs.iter().flatten()) {
        bytes.extend_from_slice(&((value * scale).round().clamp(-32_000.0, 32_000.0) as i16).to_le_bytes());
    }
    bytes.resize(HEADER, 0);
    bytes
}

/// A table of `buckets` buckets.
pub fn table(homes: &[u32], learnt: &Learnt, buckets: usize, scale: f32) -> Vec<u8> {
    let mut bytes = vec![0; buckets * BUCKET];
    let mut used = vec![0; buckets];
    for (home, row) in homes.iter().zip(&learnt.weights) {
        let (bucket, mark) = ((home / 256) as usize, (home % 256) as u8);
        let way = used[bucket];
        if way == WAYS {
            continue;
        }
        used[bucket] += 1;
        bytes[bucket * BUCKET + way] = mark;
        for (label, weight) in row.iter().enumerate() {
            let weight = (weight * scale).round().clamp(-127.0, 127.0) as i8;
            bytes[bucket * BUCKET + 8 + way * 8 + label] = weight as u8;
        }
    }
    bytes
}
