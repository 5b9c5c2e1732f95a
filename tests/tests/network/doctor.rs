//! `alongside doctor` in networks of all kinds: it says what a session there will do.

use std::time::Duration;

use alongside_tests::clock::now;
use alongside_tests::networks::{Firewall, Home, Nat, Networks, Pair};
use serde_json::{Value, json};

use super::turn;

/// The User gets no patience from a program that only asks questions.
const LONGEST: Duration = Duration::from_secs(20);

/// What the doctor says at such a home: the report, after its time and exit status were checked.
fn report(home: Home) -> Value {
    let _turn = turn();
    let net = Networks::new(Pair { user: home, helper: Home::public() });
    let begun = now();
    let (report, status) = net.doctor(&[]);
    assert!(begun.elapsed() < LONGEST, "{:?}", begun.elapsed());
    assert_eq!(status, Some(0), "the session works in each of these: {report:#}");
    report
}

#[track_caller]
fn is(report: &Value, ids: &[&str], ok: impl Into<Option<bool>>) {
    let ok = ok.into();
    for id in ids {
        let checks = report["checks"].as_array().unwrap();
        let check = checks.iter().find(|check| check["id"] == *id).unwrap();
        assert_eq!(check["ok"], json!(ok), "{id} of {report:#}");
    }
}

#[test]
fn the_doctor_tells_a_home_router_from_a_symmetric_one() {
    let report_at = |nat| report(Home::behind(nat));
    for nat in [Nat::None, Nat::FullCone, Nat::PortRestricted] {
        let report = report_at(nat);
        is(&report, &["nat", "stun", "relay_udp", "relay_tcp", "relay_tls"], true);
        assert_eq!(report["paths"], json!(["direct", "relay", "server"]), "{nat:?}");
        let checks = report["checks"].to_string();
        assert_eq!(checks.contains("own address is seen outside"), nat == Nat::None, "{nat:?}");
    }
    let symmetric = report_at(Nat::Symmetric);
    is(&symmetric, &["nat"], false);
    assert_eq!(symmetric["paths"], json!(["relay", "server"]));
}

#[test]
fn the_doctor_names_what_a_firewall_blocks() {
    for firewall in [Firewall::UdpDropped, Firewall::UdpRejected] {
        let report = report(Home::with(firewall));
        is(&report, &["udp", "stun", "relay_udp"], false);
        is(&report, &["server", "tls", "websocket", "relay_tcp", "relay_tls"], true);
        assert_eq!(report["paths"], json!(["relay", "server"]), "{firewall:?}");
    }
    let report = report(Home::with(Firewall::Only443));
    is(&report, &["udp", "stun", "relay_udp", "relay_tcp"], false);
    is(&report, &["server", "tls", "websocket", "relay_tls"], true);
    assert_eq!(report["paths"], json!(["relay", "server"]));
}

#[test]
fn the_doctor_finds_the_proxy_and_goes_through_it() {
    for firewall in [Firewall::Proxy, Firewall::ProxyWithPassword] {
        let report = report(Home::with(firewall));
        is(&report, &["server", "tls", "proxy", "websocket", "relay_tls"], true);
        is(&report, &["udp", "stun", "relay_udp", "relay_tcp"], false);
        is(&report, &["ipv6"], None);
        assert_eq!(report["paths"], json!(["relay", "server"]), "{firewall:?}");
    }
}
