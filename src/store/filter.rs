//! What a query means in the library: its translation to SQL.

use crate::query::{Compare, Days, Field, Has, Is, Query, When, Words};
use crate::store::fold::fold;
use crate::store::place::{first_place, start_of};
use crate::text::masked;
use jiff::ZonedDateTime;
use jiff::civil::Date;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::Value;
use rust_decimal::prelude::ToPrimitive;

/// What is asked for: rows of `article a`, or of `annotation t` joined with its `article a`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Articles; a condition on notes holds when one of its notes meets it.
    Articles,
    /// Annotations.
    Notes,
}

/// A condition in SQL with the values for its question marks, in order.
#[derive(Debug, Default)]
pub struct Filter {
    pub sql: String,
    pub values: Vec<Value>,
}

/// Gives a connection the functions that the conditions use.
pub fn teach(conn: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    // holds(text, folded): whether the text holds the words; false where there is no text.
    conn.create_scalar_function("holds", 2, flags, |call| {
        let text = call.get_raw(0).as_str_or_null().ok().flatten().unwrap_or_default();
        let part = call.get_raw(1).as_str().unwrap_or_default();
        Ok(fold(text).contains(part))
    })?;
    // masked(address): as it is shown, and asked for.
    conn.create_scalar_function("masked", 1, flags, |call| {
        Ok(masked(call.get_raw(0).as_str().unwrap_or_default()).into_owned())
    })
}

/// The condition that a query stands for.
pub fn filter(query: &Query, scope: Scope) -> Filter {
    let mut filter = Filter::default();
    filter.add(query, scope, ZonedDateTime::now().date());
    filter
}

/// The words that must stand in title, text or notes, as one full-text query, and the rest of the query; `None` where
/// no words are asked for at the top.
pub fn words_and_rest(query: &Query) -> Option<(Vec<&Words>, Vec<&Query>)> {
    let parts: Vec<&Query> = match query {
        Query::And(parts) => parts.iter().collect(),
        one => vec![one],
    };
    let (texts, rest): (Vec<&Query>, Vec<&Query>) =
        parts.into_iter().partition(|part| matches!(part, Query::Text(words) if is_searchable(words)));
    let words: Vec<&Words> = texts
        .into_iter()
        .filter_map(|text| match text {
            Query::Text(words) => Some(words),
            _ => None,
        })
        .collect();
    if words.is_empty() { None } else { Some((words, rest)) }
}

/// Words as the full-text index wants them asked for.
pub fn phrase(words: &Words) -> String {
    let star = if words.open { " *" } else { "" };
    format!("\"{}\"{star}", words.text.replace('"', "\"\"").replace('\0', " "))
}

/// Without a letter or digit there is nothing the index could find.
fn is_searchable(words: &Words) -> bool {
    words.text.chars().any(char::is_alphanumeric)
}

impl Filter {
    /// A condition that all of `parts` hold.
    pub fn all(parts: &[&Query], scope: Scope) -> Self {
        let mut filter = Self::default();
        filter.join(parts, scope, ZonedDateTime::now().date(), " AND ", "1");
        filter
    }

    fn push(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(sql);
        self.values.extend(values);
    }

    fn text(&mut self, sql: &str, text: impl Into<String>) {
        self.push(sql, [Value::Text(text.into())]);
    }

    fn join(&mut self, parts: &[&Query], scope: Scope, today: Date, sign: &str, empty: &str) {
        if parts.is_empty() {
            self.push(empty, []);
            return;
        }
        for (nth, part) in parts.iter().enumerate() {
            self.push(if nth == 0 { "(" } else { sign }, []);
            self.add(part, scope, today);
        }
        self.push(")", []);
    }

    fn add(&mut self, query: &Query, scope: Scope, today: Date) {
        match query {
            Query::All => self.push("1", []),
            Query::Text(words) => self.anywhere(words, scope),
            Query::In(field, words) => self.field(*field, words, scope),
            Query::Size(compare, value) => {
                let sql = format!("a.n IN (SELECT article FROM mark_size WHERE value {} ?)", sign(*compare));
                self.push(&sql, [Value::Real(value.to_f64().unwrap_or_default())]);
            }
            Query::On(when, days) => self.days(*when, days, today),
            Query::Is(is) => self.push(state(*is, scope), []),
            Query::Has(has) => self.push(possession(*has, scope), []),
            Query::Not(inner) => {
                self.push("NOT (", []);
                self.add(inner, scope, today);
                self.push(")", []);
            }
            Query::And(parts) => self.join(&parts.iter().collect::<Vec<_>>(), scope, today, " AND ", "1"),
            Query::Or(parts) => self.join(&parts.iter().collect::<Vec<_>>(), scope, today, " OR ", "0"),
        }
    }

    fn anywhere(&mut self, words: &Words, scope: Scope) {
        if !is_searchable(words) {
            return self.push("1", []);
        }
        let phrase = phrase(words);
        match scope {
            Scope::Articles => {
                self.text("(a.n IN (SELECT rowid FROM find WHERE find MATCH ?)", phrase.clone());
                self.text(&format!(" OR {NOTE_MATCHES})"), phrase);
            }
            Scope::Notes => self.text("t.n IN (SELECT rowid FROM find_note WHERE find_note MATCH ?)", phrase),
        }
    }

    fn field(&mut self, field: Field, words: &Words, scope: Scope) {
        let folded = fold(&words.text);
        let notes = scope == Scope::Notes;
        match field {
            Field::Title | Field::Note if !is_searchable(words) => self.push("1", []),
            Field::Title => {
                self.text("a.n IN (SELECT rowid FROM find WHERE find MATCH ?)", format!("title : {}", phrase(words)));
            }
            Field::Note => {
                let own = "t.n IN (SELECT rowid FROM find_note WHERE find_note MATCH ?)";
                self.text(if notes { own } else { NOTE_MATCHES }, format!("words : {}", phrase(words)));
            }
            Field::Author => self.text("holds(a.authors, ?)", folded),
            Field::Outlet => self.text("holds(a.outlet, ?)", folded),
            Field::Url => self.text("holds(a.url, ?)", folded),
            // A whole address is one feed; other words may be part of several.
            Field::Feed => self.push(
                "a.n IN (SELECT b.article FROM brought b JOIN feed f ON f.n = b.feed WHERE masked(f.url) = ? OR \
                 NOT EXISTS (SELECT 1 FROM feed WHERE masked(url) = ?) AND (holds(f.title, ?) OR holds(masked(f.url), ?)))",
                [&masked(&words.text).into_owned(), &masked(&words.text).into_owned(), &folded, &folded].map(|text| Value::Text(text.clone())),
            ),
            Field::Folder => {
                let path = words.text.trim_matches('/');
                self.text(
                    "a.n IN (SELECT b.article FROM brought b JOIN feed f ON f.n = b.feed WHERE f.folder IS NOT NULL \
                     AND substr((SELECT group_concat(value, '/') FROM json_each(f.folder)) || '/', 1, length(?))",
                    format!("{path}/"),
                );
                self.text(" = ? COLLATE NOCASE)", format!("{path}/"));
            }
            Field::Lang => {
                self.text("(coalesce(a.language, '') = ? COLLATE NOCASE", folded.clone());
                self.text(" OR holds(a.language, ?))", format!("{folded}-"));
            }
            Field::Article => {
                self.push("substr(a.id, 1, length(?)) = ?", [Value::Text(folded.clone()), Value::Text(folded)])
            }
            Field::Id => {
                let own = "substr(id, 1, length(?)) = ?";
                let sql = match notes {
                    true => own.replace("id,", "t.id,"),
                    false => format!("a.n IN (SELECT article FROM annotation WHERE {own})"),
                };
                self.push(&sql, [Value::Text(folded.clone()), Value::Text(folded)]);
            }
            Field::Tag => self.tag(words, notes),
            Field::Verdict if notes => self.text("coalesce(t.verdict, '') = ? COLLATE NOCASE", &words.text),
            Field::Verdict => {
                self.text("a.n IN (SELECT article FROM annotation WHERE verdict = ? COLLATE NOCASE)", &words.text)
            }
            Field::Speaker if notes => self.text("holds(t.speaker, ?)", folded),
            Field::Speaker => {
                self.text("(a.n IN (SELECT article FROM annotation WHERE holds(speaker, ?)) OR ", folded);
                self.mark(field, words);
                self.push(")", []);
            }
            Field::Actor | Field::Figure | Field::Unit | Field::Stance => self.mark(field, words),
        }
    }

    /// A tag, or with `*` the beginning of one.
    fn tag(&mut self, words: &Words, notes: bool) {
        let test = if words.open { "substr(j.value, 1, length(?1)) = ?1" } else { "j.value = ?1" };
        let test = test.replace("?1", "?");
        let values: Vec<Value> = vec![Value::Text(words.text.clone()); if words.open { 2 } else { 1 }];
        let own = format!("FROM annotation t, json_each(t.record, '$.tags') j WHERE {test} COLLATE NOCASE");
        if notes {
            let test = format!("EXISTS (SELECT 1 FROM json_each(t.record, '$.tags') j WHERE {test} COLLATE NOCASE)");
            return self.push(&test, values);
        }
        let given = test.replace("j.value", "tag");
        self.push(&format!("(a.n IN (SELECT article FROM article_tag WHERE {given} COLLATE NOCASE)"), values.clone());
        self.push(&format!(" OR a.n IN (SELECT t.article {own}))"), values);
    }

    fn mark(&mut self, field: Field, words: &Words) {
        let word = fold(&words.text);
        let name = field.name();
        if words.open {
            let sql =
                format!("a.n IN (SELECT article FROM mark_word WHERE field = '{name}' AND word >= ? AND word < ?)");
            self.push(&sql, [Value::Text(word.clone()), Value::Text(format!("{word}\u{10ffff}"))]);
        } else {
            self.text(&format!("a.n IN (SELECT article FROM mark_word WHERE field = '{name}' AND word = ?)"), word);
        }
    }

    fn days(&mut self, when: When, days: &Days, today: Date) {
        let (first, last) = days.bounds(today);
        let column = match when {
            When::Date => "a.day",
            When::Fetched => "substr(a.fetched, 1, 10)",
        };
        self.push("(1", []);
        if let Some(first) = first {
            self.text(&format!(" AND {column} >= ?"), first.to_string());
            // No article of this day stands before the first place of the day before, wherever it was published.
            if when == When::Date {
                let place = first_place(start_of(first.yesterday().unwrap_or(first)));
                self.push(" AND a.n >= ?", [Value::Integer(place)]);
            }
        }
        if let Some(last) = last {
            self.text(&format!(" AND {column} <= ?"), last.to_string());
        }
        self.push(")", []);
    }
}

const NOTE_MATCHES: &str = "a.n IN (SELECT m.article FROM find_note CROSS JOIN annotation m ON m.n = find_note.rowid \
                            WHERE find_note MATCH ?)";

fn sign(compare: Compare) -> &'static str {
    match compare {
        Compare::Equal => "=",
        Compare::Over => ">",
        Compare::AtLeast => ">=",
        Compare::Under => "<",
        Compare::AtMost => "<=",
    }
}

fn state(is: Is, scope: Scope) -> &'static str {
    match (is, scope) {
        (Is::Unread, _) => "a.unread",
        (Is::Starred, _) => "a.starred",
        (Is::Annotated, _) => "a.notes > 0",
        (Is::Changed, _) => "(a.seen IS NOT NULL AND a.seen < a.revision)",
        (Is::Adrift | Is::Conflict, Scope::Articles) => "a.adrift > 0",
        (Is::Adrift | Is::Conflict, Scope::Notes) => "t.state IN ('unsure', 'lost')",
        (Is::Lost, Scope::Articles) => "a.n IN (SELECT article FROM annotation WHERE state = 'lost')",
        (Is::Lost, Scope::Notes) => "t.state = 'lost'",
        (Is::Claim, Scope::Articles) => "a.n IN (SELECT article FROM annotation WHERE kind = 'claim')",
        (Is::Claim, Scope::Notes) => "t.kind = 'claim'",
        (Is::Highlight, Scope::Articles) => "a.n IN (SELECT article FROM annotation WHERE kind = 'highlight')",
        (Is::Highlight, Scope::Notes) => "t.kind = 'highlight'",
        (Is::Open, Scope::Articles) => "a.n IN (SELECT article FROM annotation WHERE status = 'open')",
        (Is::Open, Scope::Notes) => "t.status = 'open'",
        (Is::Waiting, Scope::Articles) => "a.n IN (SELECT article FROM annotation WHERE status = 'waiting')",
        (Is::Waiting, Scope::Notes) => "t.status = 'waiting'",
        (Is::Done, Scope::Articles) => "a.n IN (SELECT article FROM annotation WHERE status = 'done')",
        (Is::Done, Scope::Notes) => "t.status = 'done'",
    }
}

fn possession(has: Has, scope: Scope) -> &'static str {
    match (has, scope) {
        (Has::Revision, _) => "a.revision > 1",
        (Has::Feed, _) => "EXISTS (SELECT 1 FROM brought WHERE article = a.n)",
        (Has::Verdict, Scope::Articles) => "a.n IN (SELECT article FROM annotation WHERE verdict IS NOT NULL)",
        (Has::Verdict, Scope::Notes) => "t.verdict IS NOT NULL",
        (Has::Evidence, Scope::Articles) => {
            "a.n IN (SELECT article FROM annotation WHERE record -> '$.evidence' IS NOT NULL)"
        }
        (Has::Evidence, Scope::Notes) => "t.record -> '$.evidence' IS NOT NULL",
    }
}
