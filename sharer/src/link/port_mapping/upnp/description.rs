//! What a router says of itself: a description of its device (UPnP Device Architecture 2.0, §2.3).

use std::net::Ipv4Addr;

use roxmltree::{Document, Node};
use url::Url;

use super::control::Service;
use super::http::Place;

/// The services that map ports. A router with a connection by PPP has the last one; their requests are the same.
const SERVICES: [&str; 3] = [
    "urn:schemas-upnp-org:service:WANIPConnection:2",
    "urn:schemas-upnp-org:service:WANIPConnection:1",
    "urn:schemas-upnp-org:service:WANPPPConnection:1",
];

/// Reads the description at a URL, and finds the service that maps ports. `None`: it is not at the router, or names no
/// such service there.
pub(super) async fn read(url: &Url, router: Ipv4Addr) -> Option<Service> {
    let text = Place::new(url, router)?.get().await?;
    service(&text, url, router)
}

/// The first service that maps ports and is controlled at the router.
fn service(text: &str, url: &Url, router: Ipv4Addr) -> Option<Service> {
    // A document with a DTD, and with it entities that grow, is refused.
    let document = Document::parse(text).ok()?;
    let base = match child(document.root_element(), "URLBase") {
        Some(base) => url.join(base).ok()?,
        None => url.clone(),
    };
    let services = document.descendants().filter(|node| node.tag_name().name() == "service");
    services.into_iter().find_map(|service| {
        let named = child(service, "serviceType")?;
        let kind = SERVICES.into_iter().find(|kind| *kind == named)?;
        let control = child(service, "controlURL").filter(|url| !url.is_empty())?;
        Some(Service { kind, control: Place::new(&base.join(control).ok()?, router)? })
    })
}

/// The text of a child element.
fn child<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let child = node.children().find(|child| child.tag_name().name() == name)?;
    child.text().map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUTER: Ipv4Addr = Ipv4Addr::new(192, 168, 1, 1);

    /// Where ports are mapped, by a description with these parts.
    fn found(base: &str, kind: &str, control: &str) -> Option<Service> {
        let text = format!(
            "<?xml version=\"1.0\"?><root xmlns=\"urn:schemas-upnp-org:device-1-0\">{base}<device>\
             <serviceList><service><serviceType>urn:schemas-upnp-org:service:Layer3Forwarding:1\
             </serviceType><controlURL>/no</controlURL></service></serviceList><deviceList><device>\
             <deviceList><device><serviceList><service> <serviceType> {kind} </serviceType>\
             <SCPDURL>/scpd.xml</SCPDURL><controlURL>{control}</controlURL></service></serviceList>\
             </device></deviceList></device></deviceList></device></root>"
        );
        service(&text, &Url::parse("http://192.168.1.1:5000/a/root.xml").unwrap(), ROUTER)
    }

    #[test]
    fn the_service_is_found_below_other_devices_and_its_url_is_joined() {
        for (base, control, expected) in [
            ("", "/ctl", "http://192.168.1.1:5000/ctl"),
            ("", "ctl?a=b", "http://192.168.1.1:5000/a/ctl?a=b"),
            ("", "http://192.168.1.1:49152/ctl", "http://192.168.1.1:49152/ctl"),
            ("<URLBase>http://192.168.1.1:80/b/</URLBase>", "ctl", "http://192.168.1.1/b/ctl"),
            ("<URLBase></URLBase>", "/ctl", "http://192.168.1.1:5000/ctl"),
        ] {
            for kind in SERVICES {
                let place = Place::new(&Url::parse(expected).unwrap(), ROUTER).unwrap();
                let service = found(base, kind, control).expect(expected);
                assert_eq!((service.kind, service.control), (kind, place));
            }
        }
    }

    #[test]
    fn a_service_elsewhere_or_of_another_kind_is_not_used() {
        let [_, kind, _] = SERVICES;
        assert!(found("", kind, "/ctl").is_some());
        for control in ["", "http://192.168.1.2/ctl", "//192.168.1.2/ctl", "https://192.168.1.1/"] {
            assert!(found("", kind, control).is_none(), "{control}");
        }
        assert!(found("<URLBase>http://127.0.0.1/</URLBase>", kind, "/ctl").is_none());
        assert!(found("", "urn:schemas-upnp-org:service:WANIPConnection:10", "/ctl").is_none());
    }

    #[test]
    fn what_is_no_description_is_refused() {
        let url = Url::parse("http://192.168.1.1/").unwrap();
        let deep = "<a>".repeat(20_000);
        let closed = format!("{deep}{}", "</a>".repeat(20_000));
        let entities = "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>";
        for text in ["", "404", "<root>", "<root></device>", &deep, &closed, entities] {
            assert!(service(text, &url, ROUTER).is_none());
        }
    }
}
