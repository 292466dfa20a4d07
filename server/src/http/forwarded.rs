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
            // An element that names two cannot be believed, nor one with a quote that never ends: what a proxy
            // added behind it would be taken for a part of what the client wrote.
            let (first, second) = (named.next(), named.next());
            let believed = second.is_none() && quotes_end(element);
            first.filter(|_| believed).and_then(unquoted).and_then(node)
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

/// Where a reader is, with regard to quotes.
#[derive(Default)]
struct Quotes {
    quoted: bool,
    escaped: bool,
}

impl Quotes {
    /// Reads on, and tells whether the character stands outside of quotes and is none itself.
    fn outside(&mut self, character: char) -> bool {
        match character {
            _ if self.escaped => self.escaped = false,
            '\\' if self.quoted => self.escaped = true,
            '"' => self.quoted = !self.quoted,
            _ => return !self.quoted,
        }
        false
    }
}

/// The parts between separators that do not stand in quotes.
fn outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let mut quotes = Quotes::default();
    text.split(move |character| quotes.outside(character) && character == separator).collect()
}

/// Whether every quote that begins also ends.
fn quotes_end(text: &str) -> bool {
    let mut quotes = Quotes::default();
    text.chars().for_each(|character| {
        quotes.outside(character);
    });
    !quotes.quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    #[test]
    fn a_quote_that_never_ends_does_not_hide_what_the_proxy_added() {
        let values = ["for=6.6.6.6;x=\", for=192.0.2.1", "for=6.6.6.6;x=\"\\\", for=192.0.2.1"];
        assert_eq!(texts(forwarded(values.into_iter())), ["?", "?"]);
    }

    /// What a client may write to pass for somebody else.
    fn claims() -> impl Strategy<Value = String> {
        let part = prop::sample::select(vec![
            "for=", "For", "6.6.6.6", "[::6]:1", "unknown", "by=", "host=a", "\"", "\\", ";", ",",
            "=", " ",
        ]);
        prop::collection::vec(part, 0..14).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn nobody_passes_for_somebody_else(claim in claims(), apart in any::<bool>()) {
            let client: IpAddr = "192.0.2.1".parse().unwrap();
            let line = |added: &str| match apart {
                true => vec![claim.clone(), added.to_owned()],
                false => vec![format!("{claim}, {added}")],
            };
            let lines = line("for=192.0.2.1");
            let last = forwarded(lines.iter().map(String::as_str)).pop();
            prop_assert!(last == Some(Some(client)) || (!apart && last == Some(None)), "{:?}", last);
            let lines = line("192.0.2.1");
            let last = x_forwarded_for(lines.iter().map(String::as_str)).pop();
            prop_assert_eq!(last, Some(Some(client)));
        }

        #[test]
        fn any_text_is_read(text in "\\PC{0,40}") {
            forwarded([text.as_str()].into_iter());
            x_forwarded_for([text.as_str()].into_iter());
        }
    }
}
