//! What is asked for, what comes back, and how much either may take.

use std::time::Duration;
use url::Url;

/// How much a fetch may take.
#[derive(Clone, Copy, Debug)]
pub struct FetchLimits {
    /// From the first connection to the last byte, redirects included.
    pub total: Duration,
    /// Bytes of the answer, after decompression.
    pub bytes: usize,
    /// Redirects followed.
    pub hops: usize,
    /// Bytes of an answer's headers.
    pub headers: usize,
    /// Connections to one host at a time.
    pub per_host: usize,
}

impl Default for FetchLimits {
    fn default() -> Self {
        let total = Duration::from_secs(20);
        Self { total, bytes: 16 << 20, hops: 8, headers: 64 << 10, per_host: 2 }
    }
}

/// What a server said of a document, to be sent back when it is asked for again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// What is to be fetched.
#[derive(Clone, Debug)]
pub struct Request {
    /// Where; user and password in it are sent to this origin only.
    pub url: Url,
    /// Headers of the reader's own, sent to this origin only: they may hold secrets.
    pub headers: Vec<(String, String)>,
    /// Another name to go by.
    pub user_agent: Option<String>,
    /// What the server said last time.
    pub validators: Validators,
    /// Who gave the address.
    pub given: Given,
}

/// Who gave an address, and so where it may lead: what the reader typed may be in their own network; what a document
/// named may not, unless it is the very server that the document lies on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Given {
    /// The reader.
    #[default]
    Typed,
    /// A document that lies at one of these addresses; none where it is not known.
    Named(Vec<Url>),
}

impl Given {
    /// Whether only public addresses may be connected to for `url`.
    pub fn guards(&self, url: &Url) -> bool {
        match self {
            Self::Typed => false,
            Self::Named(by) => !by.iter().any(|document| document.origin() == url.origin()),
        }
    }
}

impl Request {
    /// A plain request by the reader.
    pub fn of(url: Url) -> Self {
        Self { url, headers: Vec::new(), user_agent: None, validators: Validators::default(), given: Given::Typed }
    }
}

/// What a server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing new since last time.
    Unchanged,
    /// A document.
    Page(Box<Page>),
}

/// A document from the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it was found in the end, without user and password.
    pub url: Url,
    /// Every redirect on the way was permanent: this is its address from now on.
    pub moved: bool,
    /// Its bytes, decompressed.
    pub bytes: Vec<u8>,
    /// The media type the server gave, in lower case, without parameters.
    pub media_type: Option<String>,
    /// The character set the server gave.
    pub charset: Option<String>,
    /// To be sent back next time.
    pub validators: Validators,
}
