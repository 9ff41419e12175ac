//! Why something could not be fetched, in the reader's words. No message carries a password or a word of the server's.

use std::time::Duration;
use thiserror::Error;

/// Why something could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FetchError {
    /// Not an address of the web.
    #[error("“{0}” is no address dateline can fetch: it must begin with http:// or https://")]
    Address(String),
    /// Nobody knows the host.
    #[error("cannot find {host}: check the address, and whether there is a network")]
    HostNotFound {
        /// The host that was asked for.
        host: String,
    },
    /// The host is there, nobody answers.
    #[error("{host} does not take the connection ({why}); try again later")]
    NotConnected {
        /// The host that was asked.
        host: String,
        /// What the system said.
        why: String,
    },
    /// Too slow.
    #[error("{host} took longer than {seconds} seconds; try again later")]
    TimedOut {
        /// The host that was asked.
        host: String,
        /// The limit.
        seconds: u64,
    },
    /// No safe connection.
    #[error("no safe connection to {host}: {why}")]
    Unsafe {
        /// The host that was asked.
        host: String,
        /// What is wrong with its certificate or its TLS.
        why: String,
    },
    /// The answer is no HTTP.
    #[error("{host} answers, but not as a web server should ({why})")]
    Garbled {
        /// The host that was asked.
        host: String,
        /// What was wrong.
        why: String,
    },
    /// The connection ended before the answer did.
    #[error("the answer of {host} broke off; what was kept before stays")]
    BrokenOff {
        /// The host that was asked.
        host: String,
    },
    /// More than wanted.
    #[error("{host} sends more than {megabytes} MB; dateline stopped there")]
    TooLarge {
        /// The host that was asked.
        host: String,
        /// The limit, after decompression.
        megabytes: u64,
    },
    /// Too many header lines or too long ones.
    #[error("the headers of {host}'s answer are too long; dateline stopped there")]
    LongHeaders {
        /// The host that was asked.
        host: String,
    },
    /// A compression nobody asked for.
    #[error("{host} packs its answer in a way dateline does not know (“{encoding}”)")]
    Packed {
        /// The host that was asked.
        host: String,
        /// The name of the packing.
        encoding: String,
    },
    /// Redirected too often.
    #[error("{host} sends dateline on and on (more than {hops} times); it was left at that")]
    Circles {
        /// The host that was asked first.
        host: String,
        /// The limit.
        hops: usize,
    },
    /// Redirected to nowhere.
    #[error("{host} sends dateline to another address, but {why}")]
    BadRedirect {
        /// The host that sent.
        host: String,
        /// What is wrong with the address.
        why: String,
    },
    /// A document named an address in one's own network.
    #[error("refused: only a document names {host}, in your own network; type it if you trust it")]
    OwnNetwork {
        /// The host.
        host: String,
    },
    /// Redirected from the world into one's own network.
    #[error("{host} sends dateline to {target}, which is no public address; refused")]
    PrivateRedirect {
        /// The host that sent.
        host: String,
        /// Where to.
        target: String,
    },
    /// 401, 403, 407.
    #[error(
        "{host} wants a login, or does not let dateline in ({status}); set user and password for it, if you have them"
    )]
    Refused {
        /// The host that was asked.
        host: String,
        /// The status.
        status: u16,
    },
    /// 404.
    #[error("{host} does not have it (404): check the address")]
    NotFound {
        /// The host that was asked.
        host: String,
    },
    /// 410.
    #[error("{host} says it is gone for good (410); its articles stay in the library")]
    Gone {
        /// The host that was asked.
        host: String,
    },
    /// 429 and 503.
    #[error("{host} asks to be left alone{} ({status})", asked(*.wait))]
    Busy {
        /// The host that was asked.
        host: String,
        /// The status.
        status: u16,
        /// How long.
        wait: Option<Duration>,
    },
    /// Any other status.
    #[error("{host} answers with an error ({status}){}", if *.status >= 500 { "; try again later" } else { "" })]
    Status {
        /// The host that was asked.
        host: String,
        /// The status.
        status: u16,
    },
    /// Told to stop.
    #[error("stopped")]
    Cancelled,
}

impl FetchError {
    /// How long the server asked to be left alone.
    pub fn wait(&self) -> Option<Duration> {
        match self {
            Self::Busy { wait, .. } => *wait,
            _ => None,
        }
    }
}

fn asked(wait: Option<Duration>) -> String {
    match wait.map(|wait| wait.as_secs()) {
        None => String::new(),
        Some(seconds @ 0..120) => format!(" for {seconds} seconds"),
        Some(seconds @ 120..7200) => format!(" for {} minutes", seconds / 60),
        Some(seconds) => format!(" for {} hours", seconds / 3600),
    }
}
