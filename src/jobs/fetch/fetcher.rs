//! Fetches: takes turns at a host, follows redirects, keeps the time.

use super::address::{check_address, host_of};
use super::error::FetchError;
use super::guard::{Guard, World};
use super::hop::Hop;
use super::reach::names_own_network;
use super::request::{Answer, FetchLimits, Request};
use super::slots::{Cancel, Slots};
use std::sync::Arc;
use std::time::{Duration, Instant};
use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;

/// Fetches. One for the whole program; all threads may use it.
#[derive(Debug)]
pub struct Fetcher {
    /// Goes everywhere the reader goes.
    open: Agent,
    /// Refuses to connect to one's own network, decided at the very address it connects to.
    guarded: Agent,
    world: Arc<World>,
    slots: Slots,
    limits: FetchLimits,
    /// Stops everything.
    closed: Cancel,
}

/// Bytes of a buffer: several are held for each server that is asked, and most of what feeds send is not long.
pub(super) const BUFFER: usize = 16 << 10;
const ACCEPT: &str = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, \
                      application/xml;q=0.9, */*;q=0.5";
const USER_AGENT: &str = concat!("dateline/", env!("CARGO_PKG_VERSION"), " (news reader)");

impl Fetcher {
    /// A fetcher that keeps to `limits`.
    pub fn new(limits: FetchLimits) -> Self {
        Self::with(limits, World::default())
    }

    fn with(limits: FetchLimits, world: World) -> Self {
        let world = Arc::new(world);
        let agent = |only_public| {
            let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
            let config = Agent::config_builder()
                .tls_config(tls)
                .http_status_as_error(false)
                .max_redirects(0)
                .max_redirects_will_error(false)
                .max_response_header_size(limits.headers)
                .input_buffer_size(limits.headers + BUFFER)
                .output_buffer_size(2 * BUFFER)
                .max_idle_connections_per_host(limits.per_host)
                .timeout_resolve(Some(Duration::from_secs(8)))
                .timeout_connect(Some(Duration::from_secs(10)))
                .timeout_recv_response(Some(limits.total.min(Duration::from_secs(15))))
                .user_agent(USER_AGENT)
                .accept(ACCEPT)
                .build();
            let guard = Guard { only_public, world: Arc::clone(&world) };
            Agent::with_parts(config, DefaultConnector::default(), guard)
        };
        Self {
            open: agent(false),
            guarded: agent(true),
            slots: Slots::new(limits.per_host),
            limits,
            closed: Cancel::default(),
            world,
        }
    }

    /// Breaks off every fetch and takes no more.
    pub fn close(&self) {
        self.closed.cancel();
        self.open.clone().shutdown();
        self.guarded.clone().shutdown();
    }

    /// Fetches, following redirects. Waits for its turn at the host first; the time limit begins after that.
    pub fn fetch(&self, request: &Request, cancel: &Cancel) -> Result<Answer, FetchError> {
        let mut url = request.url.clone();
        let mut deadline = None;
        let mut guarded = request.given.guards(&url);
        let mut moved = true;
        for _ in 0..=self.limits.hops {
            check_address(&url)?;
            if guarded && names_own_network(&url) && !self.world.plays(&url) {
                return Err(FetchError::OwnNetwork { host: host_of(&url) });
            }
            let stopped = || cancel.is_cancelled() || self.is_closed();
            let slot = self.slots.take(&host_of(&url), stopped).ok_or(FetchError::Cancelled)?;
            let deadline = *deadline.get_or_insert_with(|| Instant::now() + self.limits.total);
            let hop = Hop { fetcher: self, request, url: &url, deadline, guarded, cancel };
            let response = hop.call()?;
            let status = response.status().as_u16();
            if !matches!(status, 301 | 302 | 303 | 307 | 308) {
                return hop.answer(response, moved && url != request.url);
            }
            moved &= matches!(status, 301 | 308);
            let target = hop.target(&response)?;
            guarded |= self.world.holds(&url) || request.given.guards(&target);
            if guarded && names_own_network(&target) && !self.world.plays(&target) {
                return Err(FetchError::PrivateRedirect { host: host_of(&url), target: host_of(&target) });
            }
            drop(slot);
            url = target;
        }
        Err(FetchError::Circles { host: host_of(&request.url), hops: self.limits.hops })
    }

    /// The agent that may go where the document that named the address may lead.
    pub(super) fn agent(&self, guarded: bool) -> &Agent {
        if guarded { &self.guarded } else { &self.open }
    }

    /// What a fetch may take.
    pub(super) fn limits(&self) -> FetchLimits {
        self.limits
    }

    /// Whether all was broken off.
    pub(super) fn is_closed(&self) -> bool {
        self.closed.is_cancelled()
    }
}

impl Default for Fetcher {
    fn default() -> Self {
        Self::new(FetchLimits::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::fetch::request::{Given, Validators};
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread::{self, JoinHandle};
    use url::Url;

    /// A server on loopback that answers each connection with the next of `answers`; gives back the requests it saw.
    /// `{port}` in an answer is its own port.
    fn serve(answers: &[&str]) -> (u16, JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let answers: Vec<String> = answers.iter().map(|answer| answer.replace("{port}", &port.to_string())).collect();
        let server = thread::spawn(move || {
            let mut seen = Vec::new();
            for answer in answers {
                let (mut stream, _) = listener.accept().unwrap();
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n") {
                    let mut byte = [0];
                    if stream.read(&mut byte).unwrap_or(0) == 0 {
                        break;
                    }
                    request.push(byte[0]);
                }
                seen.push(String::from_utf8_lossy(&request).into_owned());
                // A client that has seen enough hangs up, which is no fault of the test's.
                let _ = stream.write_all(answer.as_bytes());
            }
            seen
        });
        (port, server)
    }

    fn ok(headers: &str, body: &str) -> String {
        format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n{body}", body.len())
    }

    fn status(line: &str) -> String {
        format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    }

    fn asked(port: u16) -> Request {
        Request::of(Url::parse(&format!("http://127.0.0.1:{port}/feed#part")).unwrap())
    }

    fn fetch(request: &Request) -> Result<Answer, FetchError> {
        Fetcher::default().fetch(request, &Cancel::default())
    }

    fn fails(answer: &str, message: &str) {
        let (port, server) = serve(&[answer]);
        let told = fetch(&asked(port)).unwrap_err().to_string().replace(&format!("127.0.0.1:{port}"), "HOST");
        assert!(told.contains(message), "{told:?} does not say {message:?}");
        assert!(!told.contains(crate::text::is_control), "{told:?}");
        server.join().unwrap();
    }

    #[test]
    fn a_page_with_all_that_is_known_of_it() {
        let headers = "Content-Type: Text/XML; charset=\"ISO-8859-1\"\r\nETag: \"v1\"\r\nLast-Modified: then\r\n";
        let (port, server) = serve(&[&ok(headers, "<rss/>")]);
        let Answer::Page(page) = fetch(&asked(port)).unwrap() else { panic!("a page") };
        assert_eq!(page.bytes, b"<rss/>");
        assert_eq!(page.url.as_str(), format!("http://127.0.0.1:{port}/feed"));
        assert_eq!(page.media_type.as_deref(), Some("text/xml"));
        assert_eq!(page.charset.as_deref(), Some("iso-8859-1"));
        assert_eq!(page.validators.etag.as_deref(), Some("\"v1\""));
        assert!(!page.moved);
        let seen = server.join().unwrap().concat().to_lowercase();
        assert!(seen.contains("user-agent: dateline/") && seen.contains("accept-encoding: gzip, br"), "{seen}");
    }

    #[test]
    fn what_is_known_is_not_sent_again() {
        let (port, server) = serve(&[&status("304 Not Modified")]);
        let validators = Validators { etag: Some("\"v1\"".into()), last_modified: Some("then".into()) };
        let answer = fetch(&Request { validators, ..asked(port) }).unwrap();
        assert_eq!(answer, Answer::Unchanged);
        let seen = server.join().unwrap().concat().to_lowercase();
        assert!(seen.contains("if-none-match: \"v1\"") && seen.contains("if-modified-since: then"), "{seen}");
    }

    #[test]
    fn failures_are_told() {
        fails(&status("304 Not Modified"), "never asked before");
        fails(&status("401 x"), "wants a login");
        fails(&status("404 x"), "does not have it");
        fails(&status("410 x"), "gone for good");
        fails(&status("500 \x1b[2J"), "HOST");
        fails("HTTP/1.1 429 x\r\nRetry-After: 600\r\nContent-Length: 0\r\n\r\n", "for 10 minutes (429)");
        fails("", "broke off");
        fails("SSH-2.0-OpenSSH\r\n\r\n", "not as a web server should");
        fails("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", "broke off");
        fails("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Encoding: x-evil\r\n\r\nx", "“x-evil”");
        fails("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Encoding: gzip\r\n\r\nx", "compression is broken");
        fails("HTTP/1.1 302 x\r\nContent-Length: 0\r\n\r\n", "does not say which");
        fails("HTTP/1.1 302 x\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n", "not of the web (file:)");
        fails("HTTP/1.1 302 x\r\nLocation: http://[::bad\r\nContent-Length: 0\r\n\r\n", "broken");
        fails(&ok(&format!("X: {}\r\n", "y".repeat(70_000)), ""), "headers");
        fails(&ok(&"X: y\r\n".repeat(2000), ""), "headers of HOST's answer are too long");
        fails("HTTP/1.1 200 OK\r\nX\u{1} y\r\n\r\n", "a line of its headers is broken");
        fails("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "no clear length");
        fails("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "the pieces of its answer");
    }

    #[test]
    fn nothing_but_the_web() {
        for url in ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "data:,x"] {
            let told = fetch(&Request::of(Url::parse(url).unwrap())).unwrap_err();
            assert!(matches!(told, FetchError::Address(_)), "{told:?}");
        }
    }

    #[test]
    fn an_answer_without_end_is_cut() {
        let limits = FetchLimits { bytes: 100_000, ..FetchLimits::default() };
        let (port, _server) = serve(&[&ok("", &"x".repeat(4_000_000))]);
        let told = Fetcher::new(limits).fetch(&asked(port), &Cancel::default()).unwrap_err();
        assert!(matches!(told, FetchError::TooLarge { .. }), "{told:?}");
    }

    #[test]
    fn a_silent_server_is_left() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let limits = FetchLimits { total: Duration::from_millis(50), ..FetchLimits::default() };
        let request = asked(listener.local_addr().unwrap().port());
        let told = Fetcher::new(limits).fetch(&request, &Cancel::default()).unwrap_err();
        assert!(matches!(told, FetchError::TimedOut { .. }), "{told:?}");
    }

    #[test]
    fn a_circle_ends() {
        let circle = "HTTP/1.1 302 x\r\nLocation: /feed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        let (port, server) = serve(&[circle; 4]);
        let limits = FetchLimits { hops: 3, ..FetchLimits::default() };
        let told = Fetcher::new(limits).fetch(&asked(port), &Cancel::default()).unwrap_err();
        assert!(matches!(told, FetchError::Circles { hops: 3, .. }), "{told:?}");
        assert_eq!(server.join().unwrap().len(), 4);
    }

    #[test]
    fn only_a_permanent_move_moves() {
        for (code, moved) in [(301, true), (308, true), (302, false), (307, false)] {
            let redirect =
                format!("HTTP/1.1 {code} x\r\nLocation: /new\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            let (port, server) = serve(&[&redirect, &ok("", "x")]);
            let Answer::Page(page) = fetch(&asked(port)).unwrap() else { panic!("a page") };
            assert_eq!((page.url.path(), page.moved), ("/new", moved), "{code}");
            server.join().unwrap();
        }
    }

    #[test]
    fn secrets_stay_at_home() {
        let away =
            "HTTP/1.1 302 x\r\nLocation: http://localhost:{port}/b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        let (port, server) = serve(&[away, &ok("", "x")]);
        let mut request = asked(port);
        request.url = Url::parse(&format!("http://u:p@127.0.0.1:{port}/a")).unwrap();
        request.headers = vec![("X-Token".into(), "secret".into()), ("X-Split".into(), "a\r\nb: c".into())];
        fetch(&request).unwrap();
        let seen: Vec<String> = server.join().unwrap().iter().map(|head| head.to_lowercase()).collect();
        assert!(seen[0].contains("authorization: basic dtpw") && seen[0].contains("x-token: secret"), "{}", seen[0]);
        assert!(!seen[1].contains("authorization") && !seen[1].contains("x-token"), "{}", seen[1]);
        assert!(!seen.concat().contains("x-split"));
    }

    #[test]
    fn the_world_does_not_lead_home() {
        let home =
            "HTTP/1.1 302 x\r\nLocation: http://127.0.0.2:{port}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        let by_name = home.replace("127.0.0.2", "localhost");
        for answer in [home, by_name.as_str()] {
            let (port, server) = serve(&[answer]);
            let world = World::with(vec!["127.0.0.1".parse().unwrap()], Default::default());
            let fetcher = Fetcher::with(FetchLimits::default(), world);
            let told = fetcher.fetch(&asked(port), &Cancel::default()).unwrap_err();
            assert!(matches!(told, FetchError::PrivateRedirect { .. }), "{told:?}");
            server.join().unwrap();
        }
    }

    #[test]
    fn a_public_document_does_not_lead_home() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let told = fetch(&Request { given: Given::Named(Vec::new()), ..asked(port) }).unwrap_err();
        assert!(matches!(told, FetchError::OwnNetwork { .. }), "{told:?}");
        // Nor by a name that resolves to it, nor by way of a server that it may name.
        let play = |name: &str, answers: &[&str]| {
            let (port, server) = serve(answers);
            let names = [("named.example".to_owned(), "127.0.0.1".parse().unwrap())].into();
            let fetcher = Fetcher::with(FetchLimits::default(), World::with(Vec::new(), names));
            let home = Url::parse(&format!("http://127.0.0.1:{port}/")).unwrap();
            let url = Url::parse(&format!("http://{name}:{port}/")).unwrap();
            let request = Request { given: Given::Named(vec![home]), ..Request::of(url) };
            (fetcher.fetch(&request, &Cancel::default()), server)
        };
        let (told, server) = play("named.example", &[]);
        assert!(matches!(told, Err(FetchError::OwnNetwork { .. })), "{told:?}");
        server.join().unwrap();
        let (page, server) = play("127.0.0.1", &[&ok("", "x")]);
        assert!(matches!(page, Ok(Answer::Page(_))), "its own server: {page:?}");
        server.join().unwrap();
        let away = "HTTP/1.1 302 x\r\nLocation: http://named.example:{port}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        let (told, server) = play("127.0.0.1", &[away]);
        assert!(matches!(told, Err(FetchError::PrivateRedirect { .. })), "{told:?}");
        server.join().unwrap();
    }

    #[test]
    fn what_is_stopped_stays_stopped() {
        let cancel = Cancel::default();
        cancel.cancel();
        assert_eq!(Fetcher::default().fetch(&asked(1), &cancel), Err(FetchError::Cancelled));
        let fetcher = Fetcher::default();
        fetcher.close();
        assert_eq!(fetcher.fetch(&asked(1), &Cancel::default()), Err(FetchError::Cancelled));
    }

    #[test]
    fn closing_breaks_off_a_hanging_fetch() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let request = asked(listener.local_addr().unwrap().port());
        let fetcher = Fetcher::default();
        thread::scope(|scope| {
            let hanging = scope.spawn(|| fetcher.fetch(&request, &Cancel::default()));
            // Once the request has arrived, the fetch waits for an answer that never comes.
            let (mut stream, _) = listener.accept().unwrap();
            assert_eq!(stream.read(&mut [0]).unwrap(), 1);
            fetcher.close();
            assert_eq!(hanging.join().unwrap(), Err(FetchError::Cancelled));
        });
    }
}
