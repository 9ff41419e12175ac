//! One request and its answer: headers out, status, headers and bytes in.

use super::address::{bare, host_of, login};
use super::error::FetchError;
use super::fetcher::{BUFFER, Fetcher};
use super::guard::OwnNetwork;
use super::request::{Answer, Page, Request, Validators};
use super::retry::retry_after;
use super::slots::Cancel;
use super::trouble::trouble;
use crate::text::printable;
use jiff::Timestamp;
use std::io::{ErrorKind, Read};
use std::time::Instant;
use ureq::http::Response;
use ureq::http::header::HeaderMap;
use ureq::{Body, Error};
use url::Url;

/// A server is not believed that it will send more than so many bytes until it does.
const LIKELY: usize = 1 << 20;

/// One request of a fetch.
pub struct Hop<'a> {
    /// Whose limits hold.
    pub fetcher: &'a Fetcher,
    /// What was asked for at first.
    pub request: &'a Request,
    /// What is asked for now.
    pub url: &'a Url,
    /// When all must be over.
    pub deadline: Instant,
    /// Only public addresses may be connected to.
    pub guarded: bool,
    /// Says stop.
    pub cancel: &'a Cancel,
}

impl Hop<'_> {
    /// Sends the request and reads the head of the answer.
    pub fn call(&self) -> Result<Response<Body>, FetchError> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(self.timed_out());
        }
        let agent = self.fetcher.agent(self.guarded);
        let mut call = agent.get(bare(self.url).as_str()).config().timeout_global(Some(left)).build();
        let Validators { etag, last_modified } = &self.request.validators;
        for (name, value) in [("If-None-Match", etag), ("If-Modified-Since", last_modified)] {
            call = match value.as_deref().filter(|value| is_header_value(value)) {
                Some(value) => call.header(name, value),
                None => call,
            };
        }
        if let Some(name) = self.request.user_agent.as_deref().filter(|name| is_header_value(name)) {
            call = call.header("User-Agent", name);
        }
        if self.url.origin() == self.request.url.origin() {
            for (name, value) in self.request.headers.iter().filter(|(_, value)| is_header_value(value)) {
                call = call.header(name, value);
            }
            if let Some(login) = login(&self.request.url) {
                call = call.header("Authorization", login);
            }
        }
        call.call().map_err(|error| self.error(error))
    }

    /// Where a redirect leads.
    pub fn target(&self, response: &Response<Body>) -> Result<Url, FetchError> {
        let bad = |why: &str| FetchError::BadRedirect { host: self.host(), why: why.to_owned() };
        let location = response.headers().get("location").ok_or_else(|| bad("does not say which"))?;
        let location = str::from_utf8(location.as_bytes()).map_err(|_| bad("writes it in no known script"))?;
        let location: String = location.chars().filter(|c| !c.is_control()).collect();
        let mut target = self.url.join(&location).map_err(|_| bad("that one is broken"))?;
        if !matches!(target.scheme(), "http" | "https") {
            return Err(bad(&format!("that one is not of the web ({}:)", printable(target.scheme()))));
        }
        // What one origin writes into an address is no login of the reader's.
        if target.set_username("").is_err() || target.set_password(None).is_err() {
            return Err(bad("that one is broken"));
        }
        Ok(target)
    }

    /// What the answer is; reads its body where it is a document.
    pub fn answer(&self, response: Response<Body>, moved: bool) -> Result<Answer, FetchError> {
        let host = self.host();
        let status = response.status().as_u16();
        let asked = self.request.validators != Validators::default();
        match status {
            200..=299 => self.page(response, moved),
            304 if asked => Ok(Answer::Unchanged),
            304 => {
                Err(FetchError::Garbled { host, why: "nothing is new, it says, but it was never asked before".into() })
            }
            401 | 403 | 407 => Err(FetchError::Refused { host, status }),
            404 => Err(FetchError::NotFound { host }),
            410 => Err(FetchError::Gone { host }),
            429 | 503 => {
                let wait = header(response.headers(), "retry-after");
                let wait = wait.and_then(|written| retry_after(&written, Timestamp::now()));
                Err(FetchError::Busy { host, status, wait })
            }
            _ => Err(FetchError::Status { host, status }),
        }
    }

    fn page(&self, mut response: Response<Body>, moved: bool) -> Result<Answer, FetchError> {
        let headers = response.headers();
        // What ureq unpacks, it also takes out of the headers.
        if let Some(encoding) =
            header(headers, "content-encoding").filter(|name| name != "identity" && !name.is_empty())
        {
            return Err(FetchError::Packed { host: self.host(), encoding });
        }
        let content_type = header(headers, "content-type").unwrap_or_default();
        let mut parts = content_type.split(';').map(|part| part.trim().to_ascii_lowercase());
        let media_type = parts.next().filter(|name| !name.is_empty());
        let charset =
            parts.find_map(|part| part.strip_prefix("charset=").map(|name| name.trim_matches('"').to_owned()));
        let validators = Validators { etag: header(headers, "etag"), last_modified: header(headers, "last-modified") };
        let bytes = self.read(response.body_mut())?;
        let page = Page { url: bare(self.url), moved, bytes, media_type, charset, validators };
        Ok(Answer::Page(Box::new(page)))
    }

    fn read(&self, body: &mut Body) -> Result<Vec<u8>, FetchError> {
        let limit = self.fetcher.limits().bytes;
        // In one piece where the length is told and likely: growing by doubling takes three times the room.
        let told = body.content_length().and_then(|length| usize::try_from(length).ok());
        let mut bytes = Vec::with_capacity(told.unwrap_or_default().min(LIKELY));
        let mut reader = body.as_reader();
        let mut buffer = vec![0; BUFFER];
        loop {
            if self.is_stopped() {
                return Err(FetchError::Cancelled);
            }
            if Instant::now() >= self.deadline {
                return Err(self.timed_out());
            }
            match reader.read(&mut buffer) {
                Ok(0) => return Ok(bytes),
                Ok(length) => bytes.extend_from_slice(buffer.get(..length).unwrap_or_default()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(self.error(Error::from(error))),
            }
            if bytes.len() > limit {
                return Err(FetchError::TooLarge { host: self.host(), megabytes: (limit >> 20) as u64 });
            }
        }
    }

    fn host(&self) -> String {
        host_of(self.url)
    }

    fn is_stopped(&self) -> bool {
        self.cancel.is_cancelled() || self.fetcher.is_closed()
    }

    fn error(&self, error: Error) -> FetchError {
        match error {
            _ if self.is_stopped() => FetchError::Cancelled,
            Error::Timeout(_) => self.timed_out(),
            Error::Other(inner) if inner.is::<OwnNetwork>() => {
                let (host, target) = (host_of(&self.request.url), self.host());
                if host == target {
                    FetchError::OwnNetwork { host }
                } else {
                    FetchError::PrivateRedirect { host, target }
                }
            }
            Error::Io(error) if matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock) => self.timed_out(),
            other => trouble(other, self.host()),
        }
    }

    fn timed_out(&self) -> FetchError {
        let left = self.deadline.saturating_duration_since(Instant::now());
        let taken = self.fetcher.limits().total.saturating_sub(left);
        FetchError::TimedOut { host: self.host(), seconds: taken.as_secs() }
    }
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = str::from_utf8(headers.get(name)?.as_bytes()).ok()?;
    Some(printable(value.trim()).into_owned()).filter(|value| !value.is_empty())
}

fn is_header_value(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| (32..127).contains(&byte))
}
