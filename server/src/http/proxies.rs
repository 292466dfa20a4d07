//! Who a request comes from, when it comes through a proxy.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use http::{HeaderMap, HeaderName, Request};

use super::Peer;
use super::forwarded::{forwarded, x_forwarded_for};

/// The address that a request comes from, as far as it can be known: what limits count and logs tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin(pub IpAddr);

/// The header in which proxies say whom they speak for. There is one, because a proxy that writes one passes
/// the other on as the client sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ForwardedHeader {
    /// `X-Forwarded-For: client, proxy`.
    #[default]
    XForwardedFor,
    /// `Forwarded: for=client, for=proxy` (RFC 7239).
    Forwarded,
}

/// A name that is neither header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("`x-forwarded-for` or `forwarded` is needed")]
pub struct HeaderError;

impl FromStr for ForwardedHeader {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<Self, HeaderError> {
        match text.to_ascii_lowercase().as_str() {
            "x-forwarded-for" => Ok(Self::XForwardedFor),
            "forwarded" => Ok(Self::Forwarded),
            _ => Err(HeaderError),
        }
    }
}

/// The proxies that are believed, and the header they write.
///
/// Each proxy adds the address of whoever called it at the end. So the list is read from its end, as long as
/// an address is that of a trusted proxy: what lies beyond was written by somebody who can write anything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proxies {
    /// The networks of the trusted proxies; with none, headers are never believed.
    pub trusted: Networks,
    /// The header they write.
    pub header: ForwardedHeader,
}

impl Proxies {
    /// The address that a request with these headers comes from.
    #[must_use]
    pub fn origin(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut origin = peer.to_canonical();
        if !self.trusted.contain(origin) {
            return origin;
        }
        let hops = match self.header {
            ForwardedHeader::XForwardedFor => {
                x_forwarded_for(values(headers, &HeaderName::from_static("x-forwarded-for")))
            }
            ForwardedHeader::Forwarded => forwarded(values(headers, &http::header::FORWARDED)),
        };
        for hop in hops.into_iter().rev() {
            // A proxy that does not say for whom it speaks stands for them itself.
            let Some(address) = hop else { break };
            origin = address.to_canonical();
            if !self.trusted.contain(origin) {
                break;
            }
        }
        origin
    }

    /// Notes the origin of a request.
    pub(super) fn note<B>(&self, mut request: Request<B>) -> Request<B> {
        if let Some(Peer(peer)) = request.extensions().get().copied() {
            let origin = self.origin(peer.ip(), request.headers());
            request.extensions_mut().insert(Origin(origin));
        }
        request
    }
}

/// The values of all headers of a name, in order; one that is no text counts as empty.
fn values<'a>(headers: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'a str> {
    headers.get_all(name).into_iter().map(|value| value.to_str().unwrap_or_default())
}

/// Networks, as addresses with an optional number of leading bits: `10.0.0.0/8, 2001:db8::1`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Networks(Vec<Network>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    bits: u32,
}

/// A text that is no list of networks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is neither an address nor a network such as `10.0.0.0/8`")]
pub struct NetworkError {
    /// The part that is none.
    pub text: String,
}

impl Networks {
    /// Whether one of them contains the address.
    #[must_use]
    pub fn contain(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }
}

impl FromStr for Networks {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let error = || NetworkError { text: text.to_owned() };
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| error())?;
        let most = if address.is_ipv4() { Ipv4Addr::BITS } else { Ipv6Addr::BITS };
        let bits = match bits {
            Some(bits) => bits.parse().ok().filter(|bits| *bits <= most).ok_or_else(error)?,
            None => most,
        };
        Ok(Self { address, bits })
    }
}

impl Network {
    fn contains(self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                let differing = u32::from(own) ^ u32::from(other);
                differing.leading_zeros() >= self.bits
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                let differing = u128::from(own) ^ u128::from(other);
                differing.leading_zeros() >= self.bits
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn origin(trusted: &str, header: &str, peer: &str, lines: &[(&str, &str)]) -> String {
        let proxies =
            Proxies { trusted: trusted.parse().unwrap(), header: header.parse().unwrap() };
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            let name: HeaderName = name.parse().unwrap();
            headers.append(name, HeaderValue::from_str(value).unwrap());
        }
        proxies.origin(peer.parse().unwrap(), &headers).to_string()
    }

    fn by_list(peer: &str, list: &str) -> String {
        let trusted = "10.0.0.0/8, 2001:db8:1::/48";
        origin(trusted, "x-forwarded-for", peer, &[("x-forwarded-for", list)])
    }

    #[test]
    fn a_header_of_somebody_who_is_not_trusted_is_not_believed() {
        assert_eq!(by_list("198.51.100.7", "203.0.113.9"), "198.51.100.7");
        let line = [("x-forwarded-for", "203.0.113.9")];
        assert_eq!(origin("", "x-forwarded-for", "10.0.0.2", &line), "10.0.0.2");
    }

    #[test]
    fn the_rightmost_address_that_is_no_proxy_counts() {
        assert_eq!(by_list("10.0.0.2", "203.0.113.9"), "203.0.113.9");
        assert_eq!(by_list("10.0.0.2", "1.1.1.1, 203.0.113.9"), "203.0.113.9");
        assert_eq!(by_list("10.0.0.2", "1.1.1.1, 203.0.113.9, 10.0.0.3"), "203.0.113.9");
        assert_eq!(by_list("2001:db8:1::2", "2001:db8:2::9"), "2001:db8:2::9");
        assert_eq!(by_list("::ffff:10.0.0.2", "::ffff:203.0.113.9"), "203.0.113.9");
    }

    #[test]
    fn nothing_to_be_read_ends_at_the_last_proxy() {
        assert_eq!(by_list("10.0.0.2", ""), "10.0.0.2");
        assert_eq!(by_list("10.0.0.2", "203.0.113.9, unknown, 10.0.0.3"), "10.0.0.3");
        assert_eq!(by_list("10.0.0.2", "10.0.0.4, 10.0.0.3"), "10.0.0.4");
    }

    #[test]
    fn several_lines_are_one_list_and_only_one_header_is_read() {
        let lines = [
            ("x-forwarded-for", "1.1.1.1"),
            ("x-forwarded-for", "203.0.113.9, 10.0.0.3"),
            ("forwarded", "for=192.0.2.1"),
        ];
        assert_eq!(origin("10.0.0.0/8", "x-forwarded-for", "10.0.0.2", &lines), "203.0.113.9");
        assert_eq!(origin("10.0.0.0/8", "Forwarded", "10.0.0.2", &lines), "192.0.2.1");
    }

    #[test]
    fn networks_are_read_and_contain_what_they_say() {
        let networks: Networks = "192.0.2.1, 10.0.0.0/8,0.0.0.0/32, 2001:db8::/33".parse().unwrap();
        for (address, inside) in [
            ("192.0.2.1", true),
            ("192.0.2.2", false),
            ("10.255.0.1", true),
            ("11.0.0.1", false),
            ("2001:db8:7fff::1", true),
            ("2001:db8:8000::1", false),
        ] {
            assert_eq!(networks.contain(address.parse().unwrap()), inside, "{address}");
        }
        assert!("0.0.0.0/0".parse::<Networks>().unwrap().contain([1, 2, 3, 4].into()));
        for wrong in ["10.0.0.0/33", "10.0.0", "proxy.example", "::/129", "10.0.0.0/-1"] {
            assert!(wrong.parse::<Networks>().is_err(), "{wrong}");
        }
    }
}
