//! The check of the `Host` header: by which names a server may be asked. Pure.
//!
//! A web page whose name is made to lead to the address of this server (DNS rebinding) is of the same origin as the
//! server's page, as the browser sees it. Its requests name the page's host, and so are refused here. IP addresses
//! cannot be rebound, nor can names that only this computer or its network resolves. Over TLS a page
//! with another name does not get a connection, since the certificate is not for that name.

use std::net::Ipv4Addr;

use crate::origin::{Authority, PublicUrl};

/// How clients reach the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transport {
    /// HTTP, or a proxy that speaks it.
    Plain,
    /// HTTPS, with a certificate of the server's own.
    Tls,
}

/// The names of a server.
#[derive(Clone, Debug)]
pub(crate) struct OwnNames {
    public: Option<PublicUrl>,
    /// The name of the machine, in lower case. Empty if it is not known.
    machine: String,
    transport: Transport,
}

impl OwnNames {
    pub(crate) fn new(public: Option<PublicUrl>, machine: &str, transport: Transport) -> Self {
        Self { public, machine: machine.to_ascii_lowercase(), transport }
    }

    /// Whether a request with this `Host` is for this server. `None`: the header is missing or is no host.
    pub(crate) fn contain(&self, host: Option<&Authority>) -> bool {
        let Some(host) = host else { return false };
        let name = host.host();
        if name.starts_with('[') || name.parse::<Ipv4Addr>().is_ok() || name == "localhost" {
            return true;
        }
        let is_machine = !self.machine.is_empty()
            && name
                .strip_prefix(self.machine.as_str())
                .is_some_and(|rest| rest.is_empty() || rest == ".local");
        match &self.public {
            Some(public) => is_machine || public.host() == name,
            None => is_machine || self.transport == Transport::Tls,
        }
    }

    /// Whether a browser that asked for `host` over TLS shall never again ask for it without. An address
    /// cannot be remembered so (RFC 6797 §8.1.1), and `localhost` belongs to other servers, too.
    pub(crate) fn is_strict(&self, host: Option<&Authority>) -> bool {
        let name = host.map(Authority::host).unwrap_or_default();
        let is_public =
            self.public.as_ref().is_some_and(|public| public.is_https() && public.host() == name);
        let is_address = name.starts_with('[') || name.parse::<Ipv4Addr>().is_ok();
        is_public || (self.transport == Transport::Tls && !is_address && name != "localhost")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(public: Option<&str>, transport: Transport) -> OwnNames {
        OwnNames::new(public.map(|url| url.parse().unwrap()), "Desk", transport)
    }

    #[test]
    fn only_own_names_and_addresses_are_asked_for() {
        let embedded = names(None, Transport::Plain);
        let public = names(Some("https://help.example.org"), Transport::Plain);
        let tls = names(None, Transport::Tls);
        let public_tls = names(Some("https://help.example.org"), Transport::Tls);
        for (host, expected) in [
            ("192.0.2.1:7575", [true; 4]),
            ("[2001:db8::1]:7575", [true; 4]),
            ("localhost:7575", [true; 4]),
            ("desk:7575", [true; 4]),
            ("DESK.local", [true; 4]),
            ("help.example.org:8080", [false, true, true, true]),
            ("www.help.example.org", [false, false, true, false]),
            ("evilhelp.example.org", [false, false, true, false]),
            ("help.example.org.evil.example", [false, false, true, false]),
            ("evil.example", [false, false, true, false]),
            ("desk.example", [false, false, true, false]),
            ("desk.local.example", [false, false, true, false]),
            ("127.0.0.1.example", [false, false, true, false]),
        ] {
            let host = Authority::parse(host);
            assert!(host.is_some());
            let got = [&embedded, &public, &tls, &public_tls].map(|own| own.contain(host.as_ref()));
            assert_eq!(got, expected, "{host:?}");
        }
        assert!(!tls.contain(None));
        assert!(
            !OwnNames::new(None, "", Transport::Plain).contain(Authority::parse(".local").as_ref())
        );
    }

    #[test]
    fn https_is_remembered_for_names_that_only_this_server_has() {
        let tls = names(None, Transport::Tls);
        let proxied = names(Some("https://help.example.org"), Transport::Plain);
        let plain = names(Some("http://help.example.org"), Transport::Plain);
        for (host, expected) in [
            ("help.example.org", [true, true, false]),
            ("localhost", [false; 3]),
            ("192.0.2.1", [false; 3]),
            ("[::1]:80", [false; 3]),
        ] {
            let host = Authority::parse(host);
            let got = [&tls, &proxied, &plain].map(|own| own.is_strict(host.as_ref()));
            assert_eq!(got, expected, "{host:?}");
        }
    }
}
