//! Check sums inside the database, and what a single flipped bit has done to what they stand for.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

/// Columns of an article that its sum covers.
pub const ARTICLE: [&str; 9] =
    ["id", "identity", "title", "authors", "outlet", "url", "published", "fetched", "language"];

/// More bits than this are not tried one by one.
const TRIED: usize = 1 << 17;

/// Gives a connection `dateline_sum(…)`: the check sum of any number of columns.
pub fn teach(conn: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    conn.create_scalar_function("dateline_sum", -1, flags, |call| {
        let column = |at: usize| match call.get_raw(at) {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(bytes),
            ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => None,
        };
        Ok(sum((0..call.len()).map(column)))
    })
}

/// The check sum of columns; that nothing stands in one counts.
pub fn sum<'c>(columns: impl IntoIterator<Item = Option<&'c [u8]>>) -> String {
    let mut hash = Sha256::new();
    for column in columns {
        match column {
            None => hash.update([0]),
            Some(bytes) => {
                hash.update([1]);
                hash.update((bytes.len() as u64).to_le_bytes());
                hash.update(bytes);
            }
        }
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Turns bits back, one at a time, until `is_right` says so. Leaves the bytes as they were where none does.
pub fn turn_a_bit_back(bytes: &mut [u8], mut is_right: impl FnMut(&[u8]) -> bool) -> bool {
    for at in 0..bytes.len().min(TRIED / 8) {
        for bit in 0..8 {
            flip(bytes, at, bit);
            if is_right(bytes) {
                return true;
            }
            flip(bytes, at, bit);
        }
    }
    false
}

fn flip(bytes: &mut [u8], at: usize, bit: u32) {
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1 << bit;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_apart() {
        let of = |columns: &[Option<&str>]| sum(columns.iter().map(|column| column.map(str::as_bytes)));
        let all = [of(&[Some("ab"), None]), of(&[Some("a"), Some("b")]), of(&[None, Some("ab")]), of(&[Some("ab")])];
        for (at, one) in all.iter().enumerate() {
            assert!(!all.iter().skip(at + 1).any(|other| other == one));
        }
    }

    #[test]
    fn a_flipped_bit_is_found() {
        let right = sum([Some("It rained.".as_bytes())]);
        let mut bytes = b"It rained.".to_vec();
        bytes[3] ^= 4;
        assert!(turn_a_bit_back(&mut bytes, |bytes| sum([Some(bytes)]) == right));
        assert_eq!(bytes, b"It rained.");
        bytes[3] ^= 5;
        assert!(!turn_a_bit_back(&mut bytes, |bytes| sum([Some(bytes)]) == right));
        assert_ne!(bytes, b"It rained.");
    }
}
