//! Which addresses are the world's and which are one's own: a page of the world may not send the reader to the latter.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// Whether an address belongs to the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match embedded(address) {
            Some(inner) => is_public_v4(inner),
            None => is_public_v6(address),
        },
    }
}

/// Whether the host of an address says of itself that it is not public; names are for the resolver to judge.
pub fn names_own_network(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => !is_public(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => !is_public(IpAddr::V6(address)),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            name == "localhost"
                || [".localhost", ".local", ".internal", ".home.arpa"].iter().any(|end| name.ends_with(end))
        }
        None => true,
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let own = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation();
    // This network, carriers' own addresses, protocol assignments, benchmarks, and all that is reserved.
    let special = a == 0
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19))
        || a >= 240;
    !own && !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    // Only 2000::/3 is handed out to the world; of it, 2001:db8::/32 and 3fff::/20 are for books, and 2001::/23 is for
    // protocols, among them Teredo, which hides an IPv4 address.
    let [first, second, ..] = address.segments();
    let special = (first == 0x2001 && (second == 0xdb8 || second < 0x200)) || (first == 0x3fff && second < 0x1000);
    first & 0xe000 == 0x2000 && !special
}

/// The IPv4 address inside an IPv6 address that is only another way to write it: mapped, NAT64, 6to4, ISATAP.
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    if let Some(inner) = address.to_ipv4_mapped() {
        return Some(inner);
    }
    let [a, b, c, d, e, f, g, h] = address.segments();
    let join = |high: u16, low: u16| Ipv4Addr::from(u32::from(high) << 16 | u32::from(low));
    match (a, b) {
        (0x64, 0xff9b) if (c, d, e, f) == (0, 0, 0, 0) => Some(join(g, h)),
        (0x2002, _) => Some(join(b, c)),
        _ if matches!(e, 0 | 0x200) && f == 0x5efe => Some(join(g, h)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (address, public) in [
            ("93.184.215.14", true),
            ("8.8.8.8", true),
            ("127.0.0.1", false),
            ("127.8.9.10", false),
            ("10.1.2.3", false),
            ("172.16.0.1", false),
            ("172.32.0.1", true),
            ("192.168.1.1", false),
            ("169.254.169.254", false),
            ("100.64.0.1", false),
            ("0.0.0.0", false),
            ("255.255.255.255", false),
            ("198.18.0.1", false),
            ("2606:2800:21f:cb07::1", true),
            ("::1", false),
            ("::", false),
            ("fe80::1", false),
            ("fd00::1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:8.8.8.8", true),
            ("64:ff9b::a00:1", false),
            ("64:ff9b::808:808", true),
            ("64:ff9b:1::808:808", false),
            ("::127.0.0.1", false),
            ("2002:7f00:1::", false),
            ("2002:808:808::", true),
            ("2001:0:4136:e378:8000:63bf:3fff:fdd2", false),
            ("2606:2800::5efe:10.0.0.1", false),
            ("3fff::1", false),
            ("169.254.170.2", false),
            ("100.127.255.254", false),
            ("100.128.0.1", true),
            ("2001:db8::1", false),
        ] {
            assert_eq!(is_public(address.parse().unwrap()), public, "{address}");
        }
    }

    #[test]
    fn hosts() {
        for (url, own) in [
            ("http://localhost:8080/", true),
            ("http://printer.local/", true),
            ("http://metadata.google.internal/", true),
            ("http://[::1]/", true),
            ("http://0x7f000001/", true),
            ("http://2130706433/", true),
            ("https://news.example/", false),
        ] {
            assert_eq!(names_own_network(&Url::parse(url).unwrap()), own, "{url}");
        }
    }
}
