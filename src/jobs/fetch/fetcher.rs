//! Fetches: takes turns at a host, follows redirects, keeps the time.

use super::address::{check_address, host_of};
use super::error::FetchError;
use super::guard::{Guard, World};
use super::hop::Hop;
use super::reach::names_own_network;
use super::request::{Answer, FetchLimits, Request};
use super::slots::{Cancel, Slots};
use std::net::IpAddr;
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

const ACCEPT: &str = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, \
                      application/xml;q=0.9, */*;q=0.5";
const USER_AGENT: &str = concat!("dateline/", env!("CARGO_PKG_VERSION"), " (news reader)");

impl Fetcher {
    /// A fetcher that keeps to `limits`.
    pub fn new(limits: FetchLimits) -> Self {
        Self::with_public(limits, Vec::new())
    }

    /// `played` are addresses of this machine that play the public internet in tests.
    fn with_public(limits: FetchLimits, played: Vec<IpAddr>) -> Self {
        let world = Arc::new(World::with(played));
        let agent = |only_public| {
            let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
            let config = Agent::config_builder()
                .tls_config(tls)
                .http_status_as_error(false)
                .max_redirects(0)
                .max_redirects_will_error(false)
                .max_response_header_size(limits.headers)
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
        let mut guarded = request.from_public;
        let mut moved = true;
        for _ in 0..=self.limits.hops {
            check_address(&url)?;
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
            guarded |= self.world.holds(&url);
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

