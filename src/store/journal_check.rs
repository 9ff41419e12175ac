//! Whether the journal has what the library has.

use crate::store::annotations::text_of;
use crate::store::journal::{self, path_of};
use crate::store::journal_file::CUT;
use crate::store::{Store, StoreError, record};
use rusqlite::Connection;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// What a journal lacks that the library has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lacking {
    /// Notes that it does not have, or has otherwise.
    pub notes: Vec<String>,
    /// The same of corrections.
    pub corrections: Vec<String>,
    /// Texts that notes or corrections are on: the article and the revision.
    pub texts: Vec<(String, u32)>,
    /// Lines that are not as they were written.
    pub damaged: u64,
    /// All its lines.
    pub lines: u64,
}

impl Lacking {
    /// How many notes and corrections have to be written again.
    pub fn count(&self) -> usize {
        self.notes.len() + self.corrections.len()
    }

    /// What is wrong, in words.
    pub fn faults(&self, journal: &Path) -> Vec<String> {
        let path = journal.display();
        let damaged =
            (self.damaged > 0).then(|| format!("{} lines of {path} are not as they were written", self.damaged));
        let missing =
            [("notes", self.notes.len()), ("corrections", self.corrections.len()), ("texts", self.texts.len())];
        let missing = missing.into_iter().filter(|(_, count)| *count > 0);
        damaged
            .into_iter()
            .chain(missing.map(|(what, count)| format!("{count} {what} are missing in {path}")))
            .collect()
    }
}

/// A line of a journal.
pub struct Line<'l> {
    /// Its number and the JSON of its change, where it is whole.
    pub whole: Option<(i64, &'l str)>,
    /// A writer was killed in the middle of it.
    pub cut: bool,
}

/// Reads a journal line by line; one that is not there has none.
pub fn each_line(path: &Path, mut read: impl FnMut(Line<'_>)) -> io::Result<()> {
    let mut file = match File::open(path) {
        Ok(file) => BufReader::new(file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let mut line = Vec::new();
    while file.read_until(b'\n', &mut line)? > 0 {
        let text = String::from_utf8_lossy(&line);
        let ended = text.strip_suffix('\n');
        let words = ended.unwrap_or(&text);
        // Earlier versions ended such a line without saying so; a whole one ends with a brace.
        let cut = ended.is_none() || words.ends_with(CUT) || !words.ends_with('}');
        read(Line { whole: journal::checked(words), cut });
        line.clear();
    }
    Ok(())
}

/// What the last line about a thing said of it.
#[derive(Default)]
struct Told {
    /// Name → number of the line, and the check sum of the record.
    notes: HashMap<String, (i64, String)>,
    corrections: HashMap<String, (i64, String)>,
    texts: HashSet<(String, u32)>,
}

impl Told {
    fn take(&mut self, n: i64, change: &str) -> Option<()> {
        let name = |value: &Value| value.as_str().map(str::to_owned);
        if let Some(json) = inner(change, "{\"put\":{\"note\":") {
            let id = record::id_of(json)?;
            newest(&mut self.notes, id, n, record::sum(json));
        } else if let Some(json) = inner(change, "{\"corrected\":{\"correction\":") {
            let id = record::id_of(json)?;
            newest(&mut self.corrections, id, n, record::sum(json));
        } else if change.starts_with("{\"text\":") {
            let value: Value = serde_json::from_str(change).ok()?;
            let text = value.get("text")?;
            let revision = u32::try_from(text.get("revision")?.as_u64()?).ok()?;
            self.texts.insert((name(text.get("article")?)?, revision));
        } else {
            let value: Value = serde_json::from_str(change).ok()?;
            if let Some(id) = value.get("taken").and_then(|taken| name(taken.get("note")?)) {
                newest(&mut self.notes, id, n, String::new());
            } else if let Some(id) = value.get("uncorrected").and_then(|taken| name(taken.get("correction")?)) {
                newest(&mut self.corrections, id, n, String::new());
            }
        }
        Some(())
    }
}

fn inner<'c>(change: &'c str, before: &str) -> Option<&'c str> {
    change.strip_prefix(before)?.strip_suffix("}}")
}

fn newest(told: &mut HashMap<String, (i64, String)>, id: String, n: i64, sum: String) {
    let known = told.entry(id).or_default();
    if n >= known.0 {
        *known = (n, sum);
    }
}

impl Store {
    /// Holds the journal against one state of the library. What was committed just before a crash waits in the outbox
    /// for the next start.
    pub(super) fn lacking(&self) -> Result<Lacking, StoreError> {
        let Some(path) = self.path().map(path_of) else { return Ok(Lacking::default()) };
        let state = self.conn.unchecked_transaction()?;
        let mut told = Told::default();
        let mut lacking = Lacking::default();
        let notes = names_and_sums(&state, "SELECT id, sum FROM annotation")?;
        let corrections = names_and_sums(&state, "SELECT id, sum FROM correction")?;
        let sql = "SELECT a.id, r.revision FROM revision r JOIN article a ON a.n = r.article WHERE r.journaled";
        let texts =
            state.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<Vec<_>, _>>()?;
        let mut outbox = state.prepare("SELECT n, line FROM outbox")?;
        let mut waiting = outbox.query([])?;
        while let Some(row) = waiting.next()? {
            let _ = told.take(row.get(0)?, &row.get::<_, String>(1)?);
        }
        drop(waiting);
        let read = each_line(&path, |line| {
            lacking.lines += 1;
            match line.whole.map(|(n, change)| told.take(n, change)) {
                Some(Some(())) => {}
                Some(None) => lacking.damaged += 1,
                None => lacking.damaged += u64::from(!line.cut),
            }
        });
        read.map_err(StoreError::file("read", &path))?;
        lacking.notes = missing(notes, &told.notes);
        lacking.corrections = missing(corrections, &told.corrections);
        lacking.texts = texts.into_iter().filter(|text| !told.texts.contains(text)).collect();
        Ok(lacking)
    }
}

fn names_and_sums(conn: &Connection, sql: &str) -> Result<Vec<(String, String)>, StoreError> {
    let mut query = conn.prepare(sql)?;
    Ok(query.query_map([], |row| Ok((text_of(row, 0)?, text_of(row, 1)?)))?.collect::<Result<_, _>>()?)
}

fn missing(there: Vec<(String, String)>, told: &HashMap<String, (i64, String)>) -> Vec<String> {
    let lacks = |(id, sum): (String, String)| told.get(&id).is_none_or(|(_, told)| *told != sum).then_some(id);
    there.into_iter().filter_map(lacks).collect()
}
