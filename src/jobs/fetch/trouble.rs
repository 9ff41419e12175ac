//! What went wrong below, told in the reader's words.

use super::error::FetchError;
use crate::text::printable;
use std::io::{self, ErrorKind};
use ureq::Error;

/// What a failure of the network means at `host`.
pub fn trouble(error: Error, host: String) -> FetchError {
    match error {
        Error::HostNotFound => FetchError::HostNotFound { host },
        Error::LargeResponseHeader(..) => FetchError::LongHeaders { host },
        Error::Tls(why) => FetchError::Unsafe { host, why: why.to_owned() },
        Error::Rustls(why) => FetchError::Unsafe { host, why: certificate(&why.to_string()) },
        Error::Decompress(..) => FetchError::Garbled { host, why: "its compression is broken".to_owned() },
        Error::Http(_) | Error::BadUri(_) => FetchError::Address(host),
        Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl => {
            FetchError::NotConnected { host, why: "the proxy refused".to_owned() }
        }
        Error::Io(error) => io_trouble(&error, host),
        other => garbled(&other.to_string(), host),
    }
}

/// What is wrong with an answer, from the words of those who could not read it.
fn garbled(said: &str, host: String) -> FetchError {
    let known = [
        ("http version", "what it sends does not begin as an answer does"),
        ("invalid response status", "what it sends does not begin as an answer does"),
        ("invalid header", "a line of its headers is broken"),
        ("content-length", "it gives no clear length of its answer"),
        ("chunk", "the pieces of its answer do not fit together"),
    ];
    let lower = said.to_lowercase();
    if lower.contains("too many headers") {
        return FetchError::LongHeaders { host };
    }
    let found = known.iter().find(|(word, _)| lower.contains(word));
    FetchError::Garbled { host, why: found.map_or_else(|| short(said), |(_, why)| (*why).to_owned()) }
}

fn io_trouble(error: &io::Error, host: String) -> FetchError {
    let said = error.to_string();
    match error.kind() {
        ErrorKind::UnexpectedEof
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe => FetchError::BrokenOff { host },
        ErrorKind::ConnectionRefused => FetchError::NotConnected { host, why: "refused".to_owned() },
        _ if said.contains("certificate") || said.contains("corrupt message") => {
            FetchError::Unsafe { host, why: certificate(&said) }
        }
        _ if said.contains("lookup") => FetchError::HostNotFound { host },
        ErrorKind::InvalidData | ErrorKind::InvalidInput => garbled(&said, host),
        _ => FetchError::NotConnected { host, why: short(&said) },
    }
}

fn short(said: &str) -> String {
    let said = said.trim_start_matches("protocol: ");
    printable(said).chars().take(120).collect()
}

/// What is wrong with a certificate, from rustls' words.
fn certificate(said: &str) -> String {
    let known = [
        ("expired", "its certificate has expired"),
        ("not valid yet", "its certificate is not valid yet; check this computer's clock"),
        ("NotValidForName", "its certificate is for another host"),
        ("not valid for name", "its certificate is for another host"),
        ("UnknownIssuer", "nobody this computer trusts has signed its certificate"),
        ("Revoked", "its certificate was revoked"),
        ("certificate", "its certificate cannot be trusted"),
        ("corrupt", "it speaks no https there; begin the address with http:// if it is to be read so"),
    ];
    let found = known.iter().find(|(word, _)| said.to_lowercase().contains(&word.to_lowercase()));
    found.map_or_else(|| short(said), |(_, why)| (*why).to_owned())
}
