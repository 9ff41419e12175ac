//! Many articles at once: read on every core, and their casts laid together.

use crate::analysis::ActorKind;
use crate::export::Dossier;
use crate::service::read_with;
use crate::store::Store;
use crate::text::{Article, ArticleId, Correction};
use anyhow::Result;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::thread;

/// Articles read at once.
const BATCH: usize = 64;

/// The articles with what is found in them, in the order given.
pub fn read_all(store: &Store, ids: &[ArticleId]) -> Result<Vec<Dossier>> {
    let mut dossiers = Vec::with_capacity(ids.len());
    for batch in ids.chunks(BATCH) {
        let mut articles: Vec<(Article, Vec<Correction>)> = Vec::with_capacity(batch.len());
        for id in batch {
            articles.push((store.article(id)?, store.corrections(id)?));
        }
        dossiers.extend(in_parallel(articles));
    }
    Ok(dossiers)
}

fn in_parallel(articles: Vec<(Article, Vec<Correction>)>) -> Vec<Dossier> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = articles.len().div_ceil(cores).max(1);
    let mut shares: Vec<Vec<(Article, Vec<Correction>)>> = Vec::new();
    let mut rest = articles.into_iter().peekable();
    while rest.peek().is_some() {
        shares.push(rest.by_ref().take(share).collect());
    }
    let read = |part: Vec<(Article, Vec<Correction>)>| -> Vec<Dossier> {
        let dossier = |(article, corrections): (Article, Vec<Correction>)| {
            let found = read_with(&article, &corrections);
            Dossier { article, found, ..Dossier::default() }
        };
        part.into_iter().map(dossier).collect()
    };
    thread::scope(|scope| {
        let parts: Vec<_> = shares.into_iter().map(|part| scope.spawn(move || read(part))).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    })
}

/// An actor over several articles.
pub struct Known<'d> {
    name: &'d str,
    kind: ActorKind,
    aliases: Vec<&'d str>,
    mentions: usize,
    /// The articles that name it, with how often.
    articles: Vec<(&'d Article, usize)>,
}

/// The actors of all articles, those in most articles first. One name of one kind is one actor.
pub fn actors(dossiers: &[Dossier]) -> Vec<Known<'_>> {
    let mut known: BTreeMap<(String, ActorKind), Known<'_>> = BTreeMap::new();
    for dossier in dossiers {
        let mut counts = vec![0usize; dossier.found.actors.len()];
        for mention in &dossier.found.mentions {
            counts.get_mut(mention.actor).into_iter().for_each(|count| *count += 1);
        }
        for (actor, count) in dossier.found.actors.iter().zip(counts) {
            let one = known.entry((actor.name.to_lowercase(), actor.kind)).or_insert_with(|| Known {
                name: &actor.name,
                kind: actor.kind,
                aliases: Vec::new(),
                mentions: 0,
                articles: Vec::new(),
            });
            one.mentions += count;
            let aliases = actor.aliases.iter().map(String::as_str);
            for alias in aliases {
                if !one.aliases.contains(&alias) {
                    one.aliases.push(alias);
                }
            }
            match one.articles.last_mut() {
                Some((article, times)) if article.id == dossier.article.id => *times += count,
                _ => one.articles.push((&dossier.article, count)),
            }
        }
    }
    let mut known: Vec<Known<'_>> = known.into_values().collect();
    known.sort_by(|a, b| (b.articles.len(), b.mentions, a.name).cmp(&(a.articles.len(), a.mentions, b.name)));
    known
}

impl Known<'_> {
    /// As one row of JSON.
    pub fn json(&self) -> Map<String, Value> {
        let articles = self.articles.iter().map(|(article, mentions)| {
            let meta = &article.meta;
            json!({
                "id": article.id.0,
                "title": meta.title,
                "outlet": meta.outlet,
                "published": meta.published,
                "mentions": mentions,
            })
        });
        let mut row = Map::new();
        row.insert("name".into(), self.name.into());
        row.insert("kind".into(), self.kind.name().into());
        row.insert("aliases".into(), self.aliases.as_slice().into());
        row.insert("mentions".into(), self.mentions.into());
        row.insert("last".into(), self.last().into());
        row.insert("articles".into(), articles.collect());
        row
    }

    /// As one row of a table: name, kind, articles, mentions, last seen, aliases.
    pub fn row(&self) -> Vec<String> {
        let last = self.last().and_then(|last| last.get(..10)).unwrap_or_default().to_owned();
        vec![
            self.name.to_owned(),
            self.kind.name().to_owned(),
            self.articles.len().to_string(),
            self.mentions.to_string(),
            last,
            self.aliases.join(", "),
        ]
    }

    /// When the newest article that names it was published.
    fn last(&self) -> Option<&str> {
        self.articles.iter().filter_map(|(article, _)| article.meta.published.as_deref()).max()
    }
}
