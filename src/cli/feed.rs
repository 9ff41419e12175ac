//! `dateline feed`: feeds and lists of feeds.

use crate::cli::feed_json::{discovered_json, reading_json};
use crate::cli::given::Given;
use crate::cli::out::{Out, tell};
use crate::cli::{feed_follow, feed_list, feed_set};
use crate::ingest::read_feed;
use crate::jobs::{Cancel, Fetcher, look, typed_address};
use anyhow::{Context, Result};
use clap::builder::BoolishValueParser;
use clap::{Args, Subcommand};
use serde_json::Value;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use url::Url;

/// `dateline feed export`
#[derive(Args)]
pub struct ListArgs {
    /// Where to; - or nothing for standard output
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// With the users and passwords in the addresses
    #[arg(long)]
    pub passwords: bool,
    /// Replace a file that is no earlier list of these feeds
    #[arg(long)]
    pub force: bool,
}

/// What can be done with feeds.
#[derive(Subcommand)]
pub enum FeedCommand {
    /// Follow a feed; a page is searched for the feeds it names
    Add(Following),
    /// The feeds that are followed, and how their last refresh went
    List {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Change how a feed is followed
    Set(Setting),
    /// Follow a feed no longer; its articles stay
    Remove {
        /// The feed's address or name
        feed: String,
    },
    /// Ask feeds what is new: those named, else those that are due
    Refresh {
        /// Addresses or names of feeds
        feeds: Vec<String>,
        /// Ask all, due or not
        #[arg(long)]
        all: bool,
        /// Print one JSON object a feed
        #[arg(long)]
        json: bool,
    },
    /// List the feeds that a web page names
    Discover {
        /// The page's address
        url: String,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Follow the feeds of a list (OPML)
    Import {
        /// The list, or - for standard input
        file: PathBuf,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Write the feeds as a list (OPML)
    Export(ListArgs),
    /// Parse a feed without storing it
    Parse {
        /// A file, or - for standard input
        file: PathBuf,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
        /// The address it came from, against which relative links are read
        #[arg(long, value_name = "BASE")]
        url: Option<Url>,
    },
}

/// A feed to be followed, and how.
#[derive(Args)]
pub struct Following {
    /// The address of a feed, or of a page that names one
    pub url: String,
    /// What to call it, instead of what it calls itself
    #[arg(long)]
    pub name: Option<String>,
    /// The folder to put it in; / between a folder and one inside it
    #[arg(long)]
    pub folder: Option<String>,
    /// Minutes between two refreshes
    #[arg(long, value_name = "MINUTES")]
    pub interval: Option<u32>,
    /// Fetch every entry's page, because the feed has only its beginning
    #[arg(long)]
    pub full: bool,
    /// A header to send, as NAME: VALUE
    #[arg(long = "header", value_name = "HEADER")]
    pub headers: Vec<String>,
    /// Another name to go by
    #[arg(long, value_name = "NAME")]
    pub user_agent: Option<String>,
    /// A tag for its articles
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    /// Print one JSON document
    #[arg(long)]
    pub json: bool,
}

/// What is to be changed about a feed; the rest stays.
#[derive(Args)]
pub struct Setting {
    /// The feed's address or name
    pub feed: String,
    /// What to call it
    #[arg(long)]
    pub name: Option<String>,
    /// The folder to put it in; / between a folder and one inside it, nothing for none
    #[arg(long)]
    pub folder: Option<String>,
    /// Minutes between two refreshes; 0 for as often as the configuration says
    #[arg(long, value_name = "MINUTES")]
    pub interval: Option<u32>,
    /// Whether to fetch every entry's page
    #[arg(long, value_name = "yes|no", value_parser = BoolishValueParser::new())]
    pub full: Option<bool>,
    /// A header to send, as NAME: VALUE, instead of those it had; nothing for none
    #[arg(long = "header", value_name = "HEADER")]
    pub headers: Vec<String>,
    /// Another name to go by; nothing for none
    #[arg(long, value_name = "NAME")]
    pub user_agent: Option<String>,
    /// A tag for its articles, instead of those it had; nothing for none
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    /// Print one JSON document
    #[arg(long)]
    pub json: bool,
}

/// Runs a command on feeds.
pub fn run(command: FeedCommand, given: &Given) -> Result<()> {
    match command {
        FeedCommand::Add(following) => feed_follow::add(&following, given),
        FeedCommand::List { json } => feed_follow::list(json, given),
        FeedCommand::Set(setting) => feed_set::set(&setting, given),
        FeedCommand::Remove { feed } => feed_follow::remove(&feed, given),
        FeedCommand::Refresh { feeds, all, json } => feed_follow::refresh(&feeds, all, json, given),
        FeedCommand::Import { file, json } => feed_list::import(&file, json, given),
        FeedCommand::Export(args) => feed_list::export(&args, given),
        FeedCommand::Parse { file, json, url } => parse(&file, json, url.as_ref()),
        FeedCommand::Discover { url, json } => discover(&url, json),
    }
}

fn parse(file: &Path, json: bool, url: Option<&Url>) -> Result<()> {
    let bytes = bytes_of(file)?;
    let reading = read_feed(&bytes, None, url).with_context(|| file.display().to_string())?;
    let mut out = Out::new();
    if json {
        out.document(&reading_json(&reading))?;
    } else {
        for warning in &reading.warnings {
            tell(&format!("{}: {warning}", file.display()));
        }
        let title = reading.feed.title.as_deref().unwrap_or("(no title)");
        out.line(&format!("{title} ({}, {} entries)", reading.format.name(), reading.entries.len()))?;
        for entry in &reading.entries {
            let date = entry.published.as_deref().or(entry.updated.as_deref()).and_then(|date| date.get(..10));
            let title = entry.title.as_deref().or(entry.summary.as_deref()).unwrap_or("(no title)");
            out.line(&format!("{:10}  {title}", date.unwrap_or_default()))?;
        }
    }
    Ok(out.flush()?)
}

fn discover(url: &str, json: bool) -> Result<()> {
    let found = look(&Fetcher::default(), &typed_address(url)?, &Cancel::default())?;
    let mut out = Out::new();
    if json {
        out.document(&Value::Array(found.iter().map(discovered_json).collect()))?;
    } else {
        for feed in &found {
            out.line(&format!("{}  {}", feed.url, feed.title.as_deref().unwrap_or_default()))?;
        }
    }
    Ok(out.flush()?)
}

/// A file, or standard input.
pub fn bytes_of(file: &Path) -> Result<Vec<u8>> {
    if file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
        return Ok(bytes);
    }
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}
