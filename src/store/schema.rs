//! The tables of a library, and how an older library becomes a present one.

use crate::store::{StoreError, sums};
use rusqlite::{Connection, TransactionBehavior};

/// Says "dateline" in the header of the database file.
pub const APPLICATION: i32 = 0x4454_4C4E;

/// Each step makes a library of version `index` one of version `index + 1`. Released steps never change.
const STEPS: &[&str] = &[
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
    include_str!("schema/7.sql"),
    include_str!("schema/8.sql"),
    include_str!("schema/9.sql"),
    include_str!("schema/10.sql"),
];

/// The version this program writes.
pub const VERSION: i32 = STEPS.len() as i32;

/// The version of a library; 0 for a new file.
pub fn version(conn: &Connection) -> rusqlite::Result<i32> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings a library up to the present version; all steps or none.
pub fn migrate(conn: &mut Connection) -> Result<(), StoreError> {
    sums::teach(conn)?;
    if version(conn)? >= VERSION {
        return Ok(());
    }
    let work = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Asked again inside the transaction: another process may have done it meanwhile.
    let from = usize::try_from(version(&work)?).unwrap_or_default();
    for step in STEPS.iter().skip(from) {
        work.execute_batch(step)?;
    }
    if from < STEPS.len() {
        work.pragma_update(None, "application_id", APPLICATION)?;
        work.pragma_update(None, "user_version", VERSION)?;
    }
    work.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Earlier versions could lose committed transactions of a write-ahead log.
    #[test]
    fn sqlite_keeps_what_it_committed() {
        assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
    }

    #[test]
    fn a_new_library_comes_to_the_present_version_once() {
        let mut conn = Connection::open_in_memory().unwrap();
        assert_eq!(version(&conn).unwrap(), 0);
        migrate(&mut conn).unwrap();
        migrate(&mut conn).unwrap();
        assert_eq!(version(&conn).unwrap(), VERSION);
    }
}
