//! From each result, exactly these checks, paths and exit status.

use std::path::PathBuf;

use mapping::NoMapping;
use protocol::signal::Refusal;

use super::*;
use crate::policy::ListenAddress;
use crate::words::public_network;

/// All checks, in the order in which programs find them.
const IDS: [&str; 20] = [
    "server",
    "tls",
    "proxy",
    "websocket",
    "udp",
    "stun",
    "relay_udp",
    "relay_tcp",
    "relay_tls",
    "ipv6",
    "nat",
    "port_mapping",
    "screen",
    "input",
    "panic_key",
    "clipboard",
    "sound",
    "encoder",
    "policy",
    "log",
];

fn log(need: LogNeed, folder: Result<PathBuf, String>) -> LogFinding {
    LogFinding { need, folder }
}

fn computer() -> ComputerFindings {
    ComputerFindings {
        screen: Ok(ScreenFinding::Captured { width: 1920, height: 1080, method: None }),
        input: Some(Ok(())),
        panic_key: Some(Ok(())),
        stop: ControlStop::PanicKey,
        presses: Some(PressFinding::Told),
        clipboard: Some(Ok(())),
        encoder: Some(Ok(9000)),
        policy: PolicyFinding::None,
        log: Some(log(LogNeed::Optional, Ok(PathBuf::from("logs")))),
    }
}

fn network() -> NetworkFindings {
    NetworkFindings {
        lane: Leg::Works,
        stun: Leg::Works,
        relay_udp: Leg::Works,
        relay_tcp: Leg::Works,
        relay_tls: Leg::Works,
        relay_websocket: Leg::Works,
        nat: Nat::SamePort,
    }
}

fn through(link: Result<NetworkFindings, LinkFault>) -> Findings {
    let server = ServerFindings {
        server: "help.example.org:443".to_owned(),
        is_secure: true,
        proxy: None,
        link,
        ipv6: Ipv6::Works,
    };
    let port_mapping = RouterFinding::NotAsked;
    Findings {
        server: Some(server),
        listen: ListenAddress::Open,
        network: NetworkKind::Unknown,
        port_mapping,
        computer: computer(),
    }
}

fn alone(computer: ComputerFindings) -> Findings {
    Findings {
        server: None,
        listen: ListenAddress::Open,
        network: NetworkKind::Unknown,
        port_mapping: RouterFinding::NotAsked,
        computer,
    }
}

/// The ids of the checks that fail.
fn failing(verdict: &Verdict) -> Vec<&str> {
    verdict.checks.iter().filter(|check| check.ok == Some(false)).map(|check| check.id).collect()
}

fn check<'a>(verdict: &'a Verdict, id: &str) -> &'a Check {
    verdict.checks.iter().find(|check| check.id == id).unwrap()
}

const SILENT: Leg = Leg::Fails(LegFault::Silent);

#[test]
fn every_check_is_reported_once_whatever_was_found() {
    let alone = alone(computer());
    let faults = [
        LinkFault::Unreachable("no".to_owned()),
        LinkFault::Silent,
        LinkFault::Certificate("no".to_owned()),
        LinkFault::Proxy("no".to_owned()),
        LinkFault::NotUpgraded(Some(404)),
        LinkFault::Refused(Refusal::Full),
        LinkFault::Broken,
        LinkFault::NotAllowed,
    ];
    let found = faults.into_iter().map(|fault| through(Err(fault)));
    for findings in found.chain([alone, through(Ok(network()))]) {
        let verdict = judge(&findings);
        let ids: Vec<_> = verdict.checks.iter().map(|check| check.id).collect();
        assert_eq!(ids, IDS, "{findings:?}");
        for check in &verdict.checks {
            assert!(check.text.ends_with('.'), "a sentence: {}", check.text);
            let has_mends = check.mend.is_some() && check.admin.is_some();
            assert_eq!(has_mends, check.ok == Some(false), "{check:?}");
        }
        assert!(!verdict.will_happen.is_empty());
    }
}

#[test]
fn what_the_network_lets_through_decides_about_the_paths() {
    use Route::{Direct, Relay, Server};
    let blocked =
        NetworkFindings { stun: SILENT, relay_udp: SILENT, nat: Nat::Unknown, ..network() };
    let no_relay = NetworkFindings {
        stun: Leg::NotOffered,
        relay_udp: Leg::NotOffered,
        relay_tcp: Leg::NotOffered,
        relay_tls: Leg::NotOffered,
        relay_websocket: Leg::NotOffered,
        nat: Nat::Unknown,
        ..network()
    };
    let only_https = NetworkFindings {
        relay_tcp: SILENT,
        relay_tls: SILENT,
        relay_websocket: SILENT,
        ..blocked.clone()
    };
    let lane_blocked = NetworkFindings { lane: SILENT, ..network() };
    let nothing = NetworkFindings { lane: SILENT, ..only_https.clone() };
    let symmetric = NetworkFindings { nat: Nat::OtherPort, ..network() };
    for (network, paths, fails, works) in [
        (network(), &[Direct, Relay, Server][..], &[][..], true),
        (symmetric, &[Relay, Server], &["nat"], true),
        (blocked, &[Relay, Server], &["udp", "stun", "relay_udp"], true),
        (no_relay, &[Direct, Server], &[], true),
        (lane_blocked, &[Direct, Relay], &["websocket"], true),
        (only_https, &[Server], &["udp", "stun", "relay_udp", "relay_tcp", "relay_tls"], true),
        (nothing, &[], &["websocket", "udp", "stun", "relay_udp", "relay_tcp", "relay_tls"], false),
    ] {
        let verdict = judge(&through(Ok(network.clone())));
        assert_eq!(verdict.paths, paths, "{network:?}");
        assert_eq!(failing(&verdict), fails, "{network:?}");
        assert_eq!(verdict.works, works, "{network:?}");
    }
}

#[test]
fn a_server_that_cannot_be_used_is_blamed_at_the_step_that_failed() {
    for (fault, fails) in [
        (LinkFault::Unreachable("the name is not known".to_owned()), &["server"][..]),
        (LinkFault::Silent, &["server"]),
        (LinkFault::Certificate("expired".to_owned()), &["tls"]),
        (LinkFault::Proxy("the proxy is away".to_owned()), &["server", "proxy"]),
        (LinkFault::NotUpgraded(Some(404)), &["websocket"]),
        (LinkFault::Refused(Refusal::RateLimited), &["websocket"]),
        (LinkFault::Broken, &["websocket"]),
    ] {
        let verdict = judge(&through(Err(fault.clone())));
        assert_eq!(failing(&verdict), fails, "{fault:?}");
        assert!(!verdict.works && verdict.paths.is_empty(), "{fault:?}");
        assert_eq!(check(&verdict, "relay_udp").ok, None, "it was not tried");
    }
}

#[test]
fn an_answer_that_refuses_came_over_udp_all_the_same() {
    for fault in [LegFault::Refused(486), LegFault::NoPacket] {
        let network = NetworkFindings { stun: SILENT, relay_udp: Leg::Fails(fault), ..network() };
        let verdict = judge(&through(Ok(network)));
        assert_eq!(check(&verdict, "udp").ok, Some(true));
        assert_eq!(check(&verdict, "relay_udp").ok, Some(false));
    }
}

#[test]
fn without_a_server_this_computer_decides() {
    let verdict = judge(&alone(computer()));
    assert!(verdict.works);
    assert_eq!(verdict.paths, [Route::Direct]);
    assert!(check(&verdict, "server").text.contains("--server"));
    let json = serde_json::to_value(&verdict).unwrap();
    assert_eq!(json["paths"], serde_json::json!(["direct"]));
    assert_eq!(json["checks"][0]["ok"], serde_json::Value::Null);
}

#[test]
fn only_what_a_session_cannot_do_without_makes_it_fail() {
    let broken = || "it is broken".to_owned();
    let base = computer;
    let with_log = |need| {
        let log = Some(log(need, Err(broken())));
        ComputerFindings { log, ..base() }
    };
    for (computer, fails, works, looks_only) in [
        (
            ComputerFindings { screen: Err(broken()), encoder: None, ..base() },
            "screen",
            false,
            false,
        ),
        (ComputerFindings { encoder: Some(Err(broken())), ..base() }, "encoder", false, false),
        (
            ComputerFindings { policy: PolicyFinding::Forbids(broken()), ..base() },
            "policy",
            false,
            false,
        ),
        (
            ComputerFindings { policy: PolicyFinding::Broken(broken()), ..base() },
            "policy",
            false,
            false,
        ),
        (ComputerFindings { input: Some(Err(broken())), ..base() }, "input", true, true),
        (ComputerFindings { panic_key: Some(Err(broken())), ..base() }, "panic_key", true, true),
        (with_log(LogNeed::Optional), "log", true, false),
        (with_log(LogNeed::Required), "log", false, false),
    ] {
        let verdict = judge(&alone(computer));
        assert_eq!(failing(&verdict), [fails]);
        assert_eq!(verdict.works, works, "{fails}");
        let says = |text: &str| verdict.will_happen.iter().any(|line| line.contains(text));
        assert_eq!(says(words::LOOK_ONLY.text()), looks_only, "{fails}");
        assert_eq!(says("would not work"), !works, "{fails}");
    }
    let policy = PolicyFinding::Allows { view_only: true };
    let verdict = judge(&alone(ComputerFindings { policy, ..base() }));
    assert!(verdict.works && verdict.will_happen.contains(&words::LOOK_ONLY.to_owned()));
}

#[test]
fn the_capture_is_named_where_there_are_several() {
    let says = |method| {
        let screen = Ok(ScreenFinding::Captured { width: 1920, height: 1080, method });
        let verdict = judge(&alone(ComputerFindings { screen, ..computer() }));
        check(&verdict, "screen").text.clone()
    };
    assert!(says(Some("GDI")).ends_with("was taken by GDI."));
    assert!(says(None).ends_with("was taken."));
}

#[test]
fn the_router_is_judged_only_when_it_was_asked_and_a_session_works_without_it() {
    let with = |port_mapping| {
        let findings = Findings { port_mapping, ..through(Ok(network())) };
        judge(&findings)
    };
    for (finding, word) in
        [(RouterFinding::NotAsked, "--map-port"), (RouterFinding::Public, "public")]
    {
        let verdict = with(finding);
        let check = check(&verdict, "port_mapping");
        assert!(check.ok.is_none() && check.text.contains(word), "{}", check.text);
    }
    assert_eq!(check(&with(RouterFinding::Asked(Ok(()))), "port_mapping").ok, Some(true));
    let hidden = [100, 64, 1, 2].into();
    for why in [
        NoMapping::NoRouter,
        NoMapping::Silent,
        NoMapping::Refused,
        NoMapping::NotLeased,
        NoMapping::NotPublic(hidden),
        NoMapping::TooMany,
    ] {
        let verdict = with(RouterFinding::Asked(Err(why)));
        assert_eq!(failing(&verdict), ["port_mapping"], "{why:?}");
        let check = check(&verdict, "port_mapping");
        assert!(check.text.ends_with('.') && check.mend.is_some() && check.admin.is_some());
        assert!(verdict.works, "{why:?}");
        let names_address = check.text.contains("100.64.1.2");
        assert_eq!(names_address, why == NoMapping::NotPublic(hidden), "{}", check.text);
    }
}

#[test]
fn in_a_public_network_the_doctor_says_that_the_server_inside_asks_first() {
    let verdict = |network, listen| judge(&Findings { network, listen, ..alone(computer()) });
    for network in [NetworkKind::Public, NetworkKind::Unclear] {
        for listen in [ListenAddress::Open, ListenAddress::Asked, ListenAddress::Loopback] {
            let verdict = verdict(network, listen);
            assert!(verdict.works && failing(&verdict).is_empty(), "{network:?} {listen:?}");
            let text = &check(&verdict, "server").text;
            assert!(text.contains(public_network::kind_said(network).text()), "{text}");
            let asks = listen == ListenAddress::Open;
            assert_eq!(text.contains(words::ASKS_TO_LISTEN.text()), asks, "{listen:?} {text}");
            let is_said =
                verdict.will_happen.iter().any(|line| line == words::ASKS_TO_LISTEN.text());
            assert_eq!(is_said, asks, "{listen:?}");
        }
    }
    for network in [NetworkKind::Unknown, NetworkKind::Domain, NetworkKind::Private] {
        let text = check(&verdict(network, ListenAddress::Open), "server").text.clone();
        assert!(!text.contains(words::ASKS_TO_LISTEN.text()), "{network:?} {text}");
    }
    // Another server is used from there.
    let through = judge(&Findings { network: NetworkKind::Public, ..through(Ok(network())) });
    assert!(
        through.works
            && !through.will_happen.iter().any(|line| line == words::ASKS_TO_LISTEN.text())
    );
}

#[test]
fn where_esc_takes_nothing_back_it_is_said_whether_the_window_can_allow() {
    let text = |presses| {
        let stop = ControlStop::TimeLimit;
        let findings = ComputerFindings { stop, presses: Some(presses), ..computer() };
        let [.., panic_key, _, _, _, _, _] = of_computer(&findings);
        assert_eq!(panic_key.id, "panic_key");
        panic_key.text
    };
    assert!(text(PressFinding::Told).contains("You can allow things in the window"));
    let refused = text(PressFinding::NotTold("this desktop is another one".to_owned()));
    assert!(refused.contains("only in a terminal. This desktop is another one."), "{refused}");
}
