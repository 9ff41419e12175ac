//! The name lists: which words and phrases are known, as what. A hashed table without letters, used as it lies.

use crate::analysis::actors::word::{SEED, Word, hash_byte};

/// What a listed phrase is, a bit each; a phrase may be several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listed(u16);

impl Listed {
    /// A given name.
    pub const GIVEN: Listed = Listed(1);
    /// A family name.
    pub const FAMILY: Listed = Listed(2);
    /// A city or town.
    pub const CITY: Listed = Listed(4);
    /// A state, or another name for one.
    pub const STATE: Listed = Listed(8);
    /// A people or the adjective of a state.
    pub const DEMONYM: Listed = Listed(16);
    /// A region, river, sea, mountain range, continent.
    pub const REGION: Listed = Listed(32);
    /// A well-known organisation.
    pub const ORGANISATION: Listed = Listed(64);
    /// A word before a person's name: rank, office, form of address.
    pub const TITLE: Listed = Listed(128);
    /// A word that organisations' names end in or begin with ("Agency", "Ministry").
    pub const HEAD: Listed = Listed(256);
    /// A word that places' names have ("River", "Street").
    pub const GROUND: Listed = Listed(512);
    /// A word that is mostly written small.
    pub const COMMON: Listed = Listed(1024);
    /// The beginning of a longer phrase.
    pub const BEGINS: Listed = Listed(2048);

    /// True when the two share a bit.
    pub fn any(self, other: Listed) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    pub const fn with(self, other: Listed) -> Listed {
        Listed(self.0 | other.0)
    }

    /// Only the bits of `other`.
    pub fn only(self, other: Listed) -> Listed {
        Listed(self.0 & other.0)
    }

    /// The bits as a number, for features and for the table.
    pub const fn bits(self) -> u32 {
        self.0 as u32
    }

    /// Back from [`Listed::bits`].
    pub const fn from_bits(bits: u32) -> Listed {
        Listed((bits & 0xFFF) as u16)
    }
}

/// Entries in a bucket: 16 of 4 bytes are one line of cache.
pub const WAYS: usize = 16;

/// Longest phrase looked up, in words.
pub const PHRASE: usize = 7;

/// The lists. An entry is 20 bits of a phrase's hash and 12 bits of [`Listed`], little-endian; 0 is an empty place; a
/// phrase that finds its bucket full stands in the next one.
#[derive(Clone, Copy)]
pub struct Names<'m> {
    buckets: &'m [[u8; 4 * WAYS]],
}

/// Bucket number and 20-bit mark of a phrase's hash, in a table of `count` buckets.
pub fn slot(hash: u32, count: usize) -> (usize, u32) {
    let mixed = (hash ^ (hash >> 15)).wrapping_mul(0x2C1B_3C6D);
    let mixed = (mixed ^ (mixed >> 12)).wrapping_mul(0x297A_2D39);
    let bucket = (u64::from(mixed) * count as u64) >> 32;
    (usize::try_from(bucket).unwrap_or(0), (mixed ^ hash.wrapping_mul(0x9E37_79B1)) >> 12)
}

impl<'m> Names<'m> {
    /// The lists in `bytes`; what does not fill a bucket is left out.
    pub const fn new(bytes: &'m [u8]) -> Self {
        Self { buckets: bytes.as_chunks().0 }
    }

    /// What the phrase with this hash is listed as.
    pub fn get(&self, hash: u32) -> Listed {
        let (first, mark) = slot(hash, self.buckets.len());
        for bucket in self.buckets.iter().skip(first).take(4) {
            for entry in bucket.as_chunks::<4>().0 {
                let entry = u32::from_le_bytes(*entry);
                if entry == 0 {
                    return Listed::default();
                }
                if entry >> 12 == mark {
                    return Listed::from_bits(entry);
                }
            }
        }
        Listed::default()
    }

    /// The longest listed phrase that begins with the first of `words`, which is listed as `first`: how many words, and as
    /// what. A phrase of one word is told, too.
    pub fn longest(&self, words: &[Word], first: Listed) -> (usize, Listed) {
        let mut hash = SEED;
        let mut found = (0, Listed::default());
        for (nth, word) in words.iter().take(PHRASE).enumerate() {
            hash = if nth == 0 { word.lower } else { extend(hash, word) };
            let listed = if nth == 0 { first } else { self.get(hash) };
            if listed.any(PHRASES) {
                found = (nth + 1, listed.only(PHRASES));
            }
            if !listed.any(Listed::BEGINS) {
                break;
            }
        }
        found
    }
}

/// What may be listed as more than one word.
const PHRASES: Listed = Listed::CITY
    .with(Listed::STATE)
    .with(Listed::DEMONYM)
    .with(Listed::REGION)
    .with(Listed::ORGANISATION)
    .with(Listed::TITLE);

/// The hash of a phrase with one more word.
fn extend(hash: u32, word: &Word) -> u32 {
    word.lower.to_le_bytes().into_iter().fold(hash_byte(hash, b' '), hash_byte)
}

/// The hash of a phrase from the hashes of its words in lower case; the trainer lists phrases by it.
#[cfg(feature = "train")]
pub fn phrase_hash(words: &[Word]) -> u32 {
    let mut words = words.iter();
    let first = words.next().map_or(SEED, |word| word.lower);
    words.fold(first, extend)
}
