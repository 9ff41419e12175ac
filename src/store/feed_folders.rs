//! What lists of feeds said of folders, kept for the next list.

use crate::ingest::{Folder, Subscription};
use crate::store::feed_row::json;
use crate::store::{Store, StoreError};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};

/// From now on this is said of the folder, or nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct FolderChange {
    path: Vec<String>,
    said: Option<Folder>,
}

impl Store {
    /// What lists said of folders.
    pub fn feed_folders(&self) -> Result<Vec<Folder>, StoreError> {
        folders(&self.conn)
    }
}

fn folders(conn: &Connection) -> Result<Vec<Folder>, StoreError> {
    let mut query = conn.prepare_cached("SELECT path, about, empty FROM folder ORDER BY path")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let rows = rows.collect::<Result<Vec<(String, String, bool)>, _>>()?;
    Ok(rows.into_iter().filter_map(|(path, about, empty)| folder_of(&path, &about, empty)).collect())
}

fn folder_of(path: &str, about: &str, empty: bool) -> Option<Folder> {
    Some(Folder { path: serde_json::from_str(path).ok()?, about: serde_json::from_str(about).ok()?, empty })
}

fn folder_at(work: &Transaction<'_>, path: &[String]) -> Result<Option<Folder>, StoreError> {
    let path = json(path)?;
    let mut query = work.prepare_cached("SELECT about, empty FROM folder WHERE path = ?1")?;
    let found: Option<(String, bool)> = query.query_row([&path], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(found.and_then(|(about, empty)| folder_of(&path, &about, empty)))
}

/// Keeps or forgets what was said of a folder, and gives the change that turns this over.
pub(super) fn turn_folder(work: &Transaction<'_>, change: &FolderChange) -> Result<Option<FolderChange>, StoreError> {
    let FolderChange { path, said } = change;
    let before = folder_at(work, path)?;
    if before == *said {
        return Ok(None);
    }
    match said {
        Some(Folder { about, empty, .. }) => {
            let sql = "INSERT OR REPLACE INTO folder (path, about, empty) VALUES (?1, ?2, ?3)";
            work.prepare_cached(sql)?.execute(params![json(path)?, json(about)?, empty])?;
        }
        None => {
            work.prepare_cached("DELETE FROM folder WHERE path = ?1")?.execute([json(path)?])?;
        }
    }
    Ok(Some(FolderChange { path: path.clone(), said: before }))
}

/// The changes that keep what a list says of folders. What an earlier list said stays.
pub(super) fn said(work: &Transaction<'_>, said: &[Folder]) -> Result<Vec<FolderChange>, StoreError> {
    let mut changes = Vec::new();
    for folder in said {
        if folder_at(work, &folder.path)?.is_none() {
            changes.push(keep(folder.clone()));
        }
    }
    Ok(changes)
}

/// The changes that move what is known of a folder, and of those in it, to another path.
pub(super) fn moved(work: &Transaction<'_>, from: &[String], to: &[String]) -> Result<Vec<FolderChange>, StoreError> {
    let mut changes = Vec::new();
    for mut folder in folders(work)?.into_iter().filter(|folder| from != to && folder.path.starts_with(from)) {
        let inner = folder.path.get(from.len()..).unwrap_or_default();
        if inner.is_empty() && from.last() != to.last() {
            Subscription::renamed(&mut folder.about);
        }
        let path = [to, inner].concat();
        changes.push(FolderChange { path: folder.path.clone(), said: None });
        if !path.is_empty() && folder_at(work, &path)?.is_none() {
            changes.push(keep(Folder { path, ..folder }));
        }
    }
    Ok(changes)
}

fn keep(folder: Folder) -> FolderChange {
    FolderChange { path: folder.path.clone(), said: Some(folder) }
}
