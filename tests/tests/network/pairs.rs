//! Sessions between pairs of networks: a picture comes, over the best path that the two allow.

use alongside_tests::networks::{Family, Firewall, Home, Hosting, Nat, Networks, Pair, SERVER};

use super::{seconds, turn};

/// A router as most homes have it.
const HOME: Home = Home::behind(Nat::PortRestricted);

/// A router as many offices have it.
const OFFICE: Home = Home::behind(Nat::Symmetric);

/// Connects the two, and asserts that the picture moves, over the best path that they allow.
#[track_caller]
fn connects(user: Home, helper: Home) {
    let _turn = turn();
    check(&Networks::new(Pair { user, helper }));
}

#[track_caller]
fn check(net: &Networks) {
    let mut session = net.connect();
    let path = session.path();
    let (seen, through_the_server) = net.see(&mut session, seconds(2));
    let (time, fps) = (session.connected_after(), seen.fps());
    println!("{path}, a picture after {time:.2?}, {fps:.1} frames/s");
    assert!(net.pair().fits(&path), "{path}, and {:?} is possible", net.pair().best());
    assert!(fps >= 10.0, "{fps} frames/s");
    assert_eq!(through_the_server, path != "direct", "{path} is where the picture comes from");
    if let Some(users) = session.path_of_the_user() {
        assert_eq!(users, path, "both ends name the same path");
    }
}

#[test]
fn two_public_computers_connect_directly() {
    connects(Home::public(), Home::public());
}

#[test]
fn two_homes_connect_directly() {
    connects(HOME, HOME);
}

#[test]
fn a_home_behind_a_carrier_connects_to_a_home_directly() {
    connects(Home::behind_two(Nat::PortRestricted, Nat::FullCone), HOME);
}

#[test]
fn an_office_and_a_home_connect_through_the_server() {
    connects(OFFICE, HOME);
}

#[test]
fn two_offices_connect_through_the_server() {
    connects(OFFICE, OFFICE);
}

#[test]
fn an_office_connects_directly_to_a_router_that_filters_by_address() {
    connects(OFFICE, Home::behind(Nat::AddressRestricted));
}

#[test]
fn a_user_whose_udp_is_dropped_connects() {
    connects(Home::with(Firewall::UdpDropped), HOME);
}

#[test]
fn a_helper_whose_udp_is_rejected_connects() {
    connects(HOME, Home::with(Firewall::UdpRejected));
}

#[test]
fn two_networks_with_port_443_alone_connect() {
    connects(Home::with(Firewall::Only443), Home::with(Firewall::Only443));
}

#[test]
fn a_user_behind_a_proxy_with_a_password_connects_to_a_helper_behind_a_proxy() {
    connects(Home::with(Firewall::ProxyWithPassword), Home::with(Firewall::Proxy));
}

/// Chromium's mDNS cannot listen without IPv4: instead of a candidate with its name there is none, and gathering never
/// completes. It needs one from a STUN server.
#[test]
fn two_computers_with_open_ipv6_alone_connect_directly() {
    connects(Home::public().family(Family::V6), Home::public().family(Family::V6));
}

#[test]
fn two_homes_with_ipv6_alone_connect_directly() {
    connects(HOME.family(Family::V6), HOME.family(Family::V6));
}

#[test]
fn two_homes_with_both_versions_of_ip_connect_directly() {
    connects(OFFICE.family(Family::Both), OFFICE.family(Family::Both));
}

#[test]
fn a_computer_with_ipv4_alone_connects_to_one_with_ipv6_alone() {
    connects(HOME, HOME.family(Family::V6));
}

#[test]
fn two_offices_connect_through_a_server_in_a_cloud() {
    let _turn = turn();
    let pair = Pair { user: OFFICE, helper: OFFICE };
    check(&Networks::hosted(pair, Hosting::Cloud, &["--turn-public-ip", SERVER]));
}
