//! Articles from files, web pages and standard input.

use crate::ingest::{Draft, LIMIT, Origin, Source, read};
use crate::jobs::fetch::{Answer, Cancel, FetchLimits, Fetcher, Given, Request};
use crate::jobs::refresh::entries_of;
use crate::jobs::shelve::{now, said};
use crate::store::FeedEntry;
use crate::text::printable;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use url::Url;

/// True when `address` leads into the web.
pub fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// Reads an article from a path, a web address or, for `-`, from standard input. What went wrong comes back in the
/// reader's words.
pub fn load(address: &str) -> Result<Draft, String> {
    if is_web(address) {
        return load_page(&Fetcher::new(FetchLimits::default()), address, Given::Typed, &Cancel::default());
    }
    let (bytes, origin) = local(address)?;
    let mut draft = draft_of(bytes, origin)?;
    draft.meta.fetched = now();
    Ok(draft)
}

/// Reads an article as [`load`] does, and of a feed that lies in a file every entry.
pub fn load_each(address: &str) -> Result<Vec<Draft>, String> {
    if is_web(address) {
        return load(address).map(|draft| vec![draft]);
    }
    let (bytes, origin) = local(address)?;
    let entries = entries_of(&bytes).unwrap_or_default();
    let mut drafts: Vec<Draft> = match draft_of(bytes, origin) {
        Ok(draft) => vec![draft],
        Err(why) if entries.is_empty() => return Err(why),
        Err(_) => {
            entries.into_iter().map(|FeedEntry { meta, body, .. }| Draft { meta, body, ..Draft::default() }).collect()
        }
    };
    drafts.iter_mut().for_each(|draft| draft.meta.fetched = now());
    Ok(drafts)
}

/// Reads an article from a web address.
pub fn load_page(fetcher: &Fetcher, address: &str, given: Given, cancel: &Cancel) -> Result<Draft, String> {
    let url = Url::parse(address).map_err(|error| format!("{} is no web address: {error}", printable(address)))?;
    let request = Request { given, ..Request::of(url) };
    let mut draft = page(fetcher, &request, cancel)?;
    draft.meta.fetched = now();
    Ok(draft)
}

fn page(fetcher: &Fetcher, request: &Request, cancel: &Cancel) -> Result<Draft, String> {
    match fetcher.fetch(request, cancel).map_err(|error| said(&error))? {
        Answer::Page(page) => {
            let origin = Origin {
                address: page.url.to_string(),
                media_type: page.media_type,
                charset: page.charset,
                ..Origin::default()
            };
            draft_of(page.bytes, origin)
        }
        Answer::Unchanged => Err(format!("{} sent nothing", printable(request.url.as_str()))),
    }
}

/// A path as an address: as it is written, or, where its name is no UTF-8, as an address of a file.
pub fn address_of(path: &Path) -> String {
    let encoded = || Url::from_file_path(std::path::absolute(path).ok()?).ok();
    match path.to_str() {
        Some(path) => path.to_owned(),
        None => encoded().map_or_else(|| path.to_string_lossy().into_owned(), String::from),
    }
}

fn path_of(address: &str) -> PathBuf {
    let Some(rest) = address.strip_prefix("file://") else { return PathBuf::from(address) };
    Url::parse(address).ok().and_then(|url| url.to_file_path().ok()).unwrap_or_else(|| PathBuf::from(rest))
}

/// What lies at a path, or comes on standard input.
fn local(address: &str) -> Result<(Vec<u8>, Origin), String> {
    let shown = printable(address);
    if address.contains("://") && !address.starts_with("file://") {
        return Err(format!("{shown}: only http, https and file addresses can be opened"));
    }
    let path = path_of(address);
    let bytes = if address == "-" { all_of(io::stdin().lock()) } else { file(&path, &shown)? };
    let bytes = bytes.map_err(|error| format!("{shown} cannot be read: {error}"))?;
    let place = fs::canonicalize(&path).map_or_else(|_| address.to_owned(), |path| address_of(&path));
    Ok((bytes, Origin::of(if address == "-" { "-".to_owned() } else { place })))
}

/// Reads a document; what was chosen out of a page keeps the page.
fn draft_of(bytes: Vec<u8>, origin: Origin) -> Result<Draft, String> {
    let mut draft = read(&bytes, &origin).map_err(|error| said(&error))?;
    if draft.chosen {
        draft.source = Some(Box::new(Source { origin, bytes }));
    }
    Ok(draft)
}

/// Endings of the files that are taken out of a folder.
pub const ENDINGS: &[&str] = &["txt", "md", "markdown", "html", "htm", "xhtml", "eml", "mhtml", "mht"];

/// Endings of the files that hold feeds.
const FEEDS: &[&str] = &["rss", "atom", "rdf", "xml"];

/// The files in a folder and its folders that may hold an article, in the order of their names.
pub fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    ending_in(folder, &[ENDINGS])
}

/// The files in a folder and its folders that may hold an article or a feed.
pub fn documents_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    ending_in(folder, &[ENDINGS, FEEDS])
}

fn ending_in(folder: &Path, endings: &[&[&str]]) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        // Links to folders are not followed: they may lead in a circle.
        if path.is_dir() && !path.is_symlink() {
            found.extend(ending_in(&path, endings)?);
        } else if path.is_file() {
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if endings.iter().copied().flatten().any(|known| known.eq_ignore_ascii_case(ending)) {
                found.push(path);
            }
        }
    }
    Ok(found)
}

fn file(path: &Path, shown: &str) -> Result<io::Result<Vec<u8>>, String> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(format!("there is no file {shown}")),
        Ok(about) if about.is_dir() => Err(format!("{shown} is a folder; name a file in it")),
        Ok(about) if !about.is_file() => Err(format!("{shown} is no ordinary file")),
        _ => Ok(fs::File::open(path).and_then(all_of)),
    }
}

/// Everything, up to one byte more than may be read, so that a larger input is refused as such.
fn all_of(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
