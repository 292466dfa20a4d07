//! Reading the headers in which proxies say whom they speak for.

use std::net::{IpAddr, SocketAddr};

/// The hops of `X-Forwarded-For` headers, the first one first; `None` for one that is no address.
pub(super) fn x_forwarded_for<'a>(values: impl Iterator<Item = &'a str>) -> Vec<Option<IpAddr>> {
    values.flat_map(|value| value.split(',')).map(node).collect()
}

/// The hops of `Forwarded` headers (RFC 7239), the first one first; `None` for one whose `for` is missing,
/// hidden or no address.
pub(super) fn forwarded<'a>(values: impl Iterator<Item = &'a str>) -> Vec<Option<IpAddr>> {
    let elements = values.flat_map(|value| outside_quotes(value, ','));
    elements
        .map(|element| {
            let mut named = outside_quotes(element, ';').into_iter().filter_map(|pair| {
                let (name, value) = pair.split_once('=')?;
                name.trim().eq_ignore_ascii_case("for").then(|| value.trim())
            });
            // An element that names two cannot be believed.
            let (first, second) = (named.next(), named.next());
            first.filter(|_| second.is_none()).and_then(unquoted).and_then(node)
        })
        .collect()
}

/// An address, which may be in brackets and may carry a port.
fn node(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse().ok();
    address.or_else(|| text.parse().ok().map(|address: SocketAddr| address.ip()))
}

/// A quoted text without its quotes, or a token as it is. An address needs no escapes, so a text with one is
/// none.
fn unquoted(text: &str) -> Option<&str> {
    match text.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').filter(|inner| !inner.contains(['"', '\\'])),
        None => Some(text),
    }
}

/// The parts between separators that do not stand in quotes.
fn outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let (mut quoted, mut escaped) = (false, false);
    text.split(move |character| {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => return character == separator && !quoted,
        }
        false
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(hops: Vec<Option<IpAddr>>) -> Vec<String> {
        hops.into_iter().map(|hop| hop.map_or("?".into(), |hop| hop.to_string())).collect()
    }

    #[test]
    fn a_list_of_addresses_with_and_without_ports() {
        let values = ["192.0.2.1, 192.0.2.2:4711", "[2001:db8::1]:443,2001:db8::2, [2001:db8::3]"];
        let expected = ["192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2", "2001:db8::3"];
        assert_eq!(texts(x_forwarded_for(values.into_iter())), expected);
    }

    #[test]
    fn what_is_no_address_is_a_hop_that_is_not_known() {
        let values = ["unknown, _hidden,, 192.0.2.1 x, 300.0.2.1", ""];
        assert_eq!(texts(x_forwarded_for(values.into_iter())), ["?"; 6]);
    }

    #[test]
    fn the_examples_of_rfc_7239() {
        let values = [
            "for=\"_gazonk\"",
            "For=\"[2001:db8:cafe::17]:4711\"",
            "for=192.0.2.60;proto=http;by=203.0.113.43",
            "for=192.0.2.43, for=198.51.100.17",
        ];
        let expected = ["?", "2001:db8:cafe::17", "192.0.2.60", "192.0.2.43", "198.51.100.17"];
        assert_eq!(texts(forwarded(values.into_iter())), expected);
    }

    #[test]
    fn separators_in_quotes_part_nothing_and_tricks_hide_nobody() {
        let values = [
            "for=192.0.2.1;host=\"a, for=6.6.6.6; b\"",
            "host=\"\\\", for=6.6.6.6\";for=192.0.2.2",
            "for=192.0.2.3;for=6.6.6.6",
            "proto=https",
            "for=\"192.0.2.4",
        ];
        assert_eq!(texts(forwarded(values.into_iter())), ["192.0.2.1", "192.0.2.2", "?", "?", "?"]);
    }
}
