//! Watches which addresses are connected to. The check stands where the connection is made: a name that resolves to
//! something else a moment later gains nothing.

use super::address::host_of;
use super::reach::{is_public, names_own_network};
use std::collections::HashMap;
use std::error::Error as StdError;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::Url;

/// Which hosts turned out to be public when their addresses were looked up.
#[derive(Debug, Default)]
pub struct World {
    hosts: Mutex<HashMap<String, bool>>,
    /// Addresses of this machine that play the public internet in tests.
    played: Vec<IpAddr>,
    /// What names resolve to in tests.
    names: HashMap<String, IpAddr>,
}

impl World {
    /// A world to which `played` belong too, and in which `names` resolve so.
    #[cfg(test)]
    pub fn with(played: Vec<IpAddr>, names: HashMap<String, IpAddr>) -> Self {
        Self { hosts: Mutex::default(), played, names }
    }

    /// Whether the host of `url` is public. One that was reached through a proxy was never looked up here: its name
    /// decides.
    pub fn holds(&self, url: &Url) -> bool {
        let hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        hosts.get(&host_of(url)).copied().unwrap_or_else(|| !names_own_network(url))
    }

    fn has(&self, address: IpAddr) -> bool {
        is_public(address) || self.played.contains(&address)
    }

    /// Whether an address that names one's own network by itself plays the world.
    pub fn plays(&self, url: &Url) -> bool {
        url.host_str().and_then(|host| host.parse().ok()).is_some_and(|address| self.played.contains(&address))
    }
}

/// Looks addresses up.
#[derive(Debug)]
pub struct Guard {
    /// Gives public addresses only.
    pub only_public: bool,
    /// What was learnt.
    pub world: Arc<World>,
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = match uri.host().and_then(|host| self.world.names.get(host)) {
            Some(address) => {
                let mut found = self.empty();
                found.push(SocketAddr::new(*address, uri.port_u16().unwrap_or(80)));
                found
            }
            None => DefaultResolver::default().resolve(uri, config, timeout)?,
        };
        // The address asked for is the proxy's then, and the reader chose that.
        if config.proxy().is_some_and(|proxy| !proxy.is_no_proxy(uri)) {
            return Ok(found);
        }
        let any_public = found.iter().any(|address| self.world.has(address.ip()));
        if let Some(host) = Url::parse(&uri.to_string()).ok().as_ref().map(host_of) {
            self.world.hosts.lock().unwrap_or_else(PoisonError::into_inner).insert(host, any_public);
        }
        if !self.only_public {
            return Ok(found);
        }
        let mut kept = self.empty();
        for address in found.iter().filter(|address| self.world.has(address.ip())) {
            kept.push(*address);
        }
        if kept.is_empty() { Err(Error::Other(Box::new(OwnNetwork))) } else { Ok(kept) }
    }
}

/// A public document led to an address that is not public.
#[derive(Debug)]
pub struct OwnNetwork;

impl StdError for OwnNetwork {}

impl fmt::Display for OwnNetwork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a public address")
    }
}
