//! What follows from the findings: each check with its sentence and mend, the paths of a session, and
//! whether one would work. Pure.

use serde::Serialize;

use super::findings::{
    ComputerFindings, Findings, Ipv6, Leg, LegFault, LinkFault, LogFinding, Nat, NetworkFindings,
    PolicyFinding, PressFinding, RouterFinding, ScreenFinding, ServerFindings,
};
use crate::platform::ANSWERS_PROMPTS;
use crate::platform::network_kind::NetworkKind;
use crate::policy::listen::{ListenAnswer, ListenFor, Listening};
use crate::words::consent;
use crate::words::doctor::Mend;
use crate::words::rights::CLIPBOARD_WORKS;
use crate::words::{Say, doctor as words, joined};
use session::{ControlStop, LogNeed};

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Its name for programs; it does not change.
    pub id: &'static str,
    /// Whether it works; `None` where it does not apply or was not tried.
    pub ok: Option<bool>,
    /// What was found.
    pub text: String,
    /// What the User can do about it.
    pub mend: Option<String>,
    /// What an administrator can do about it.
    pub admin: Option<String>,
}

/// How pictures and input travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// From computer to computer.
    Direct,
    /// Through a TURN server.
    Relay,
    /// Through the signal server.
    Server,
}

/// The report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// What was tried, in a fixed order.
    pub checks: Vec<Check>,
    /// The paths that a session can have, the preferred one first.
    pub paths: Vec<Route>,
    /// What will happen, in sentences.
    #[serde(skip)]
    pub will_happen: Vec<String>,
    /// Whether a session would work.
    #[serde(skip)]
    pub works: bool,
}

impl Check {
    fn works(id: &'static str, text: impl Into<String>) -> Self {
        Self { id, ok: Some(true), text: text.into(), mend: None, admin: None }
    }

    fn without(id: &'static str, text: impl Into<String>) -> Self {
        Self { id, ok: None, text: text.into(), mend: None, admin: None }
    }

    fn fails(id: &'static str, text: impl Into<String>, mend: Mend) -> Self {
        let (user, admin) = (mend.user.to_owned(), mend.admin.to_owned());
        Self { id, ok: Some(false), text: text.into(), mend: Some(user), admin: Some(admin) }
    }
}

/// Checks of the network to the server, in order.
const OF_NETWORK: [&str; 7] = ["udp", "stun", "relay_udp", "relay_tcp", "relay_tls", "ipv6", "nat"];

/// Checks of the server, in order.
const OF_SERVER: [&str; 4] = ["server", "tls", "proxy", "websocket"];

/// What follows from the findings.
pub fn judge(findings: &Findings) -> Verdict {
    let Findings { server, listen, network: kind, port_mapping, computer } = findings;
    let asks_to_listen =
        listen.listening(*kind, ListenAnswer::NotAsked, ListenFor::Help) == Listening::Ask;
    let mut checks = match server {
        Some(server) => of_server(server),
        None => without_server(*kind, asks_to_listen),
    };
    checks.push(of_router(*port_mapping));
    checks.extend(of_computer(computer));
    let network = server.as_ref().map(|server| server.link.as_ref().ok());
    let paths = match network {
        None => vec![Route::Direct],
        Some(None) => Vec::new(),
        Some(Some(network)) => paths(network),
    };
    let failing = |is_meant: &dyn Fn(&'static str) -> bool| -> Vec<&'static str> {
        let failing = checks.iter().filter(|check| check.ok == Some(false) && is_meant(check.id));
        failing.map(|check| words::label(check.id)).collect()
    };
    let needed = failing(&|id| is_needed(id, &paths, computer));
    let works = needed.is_empty() && !paths.is_empty();
    let mut will_happen = if works { travels(network.flatten(), &paths) } else { Vec::new() };
    if works && server.is_none() && asks_to_listen {
        will_happen.push(words::ASKS_TO_LISTEN.to_owned());
    }
    if works && !can_control(computer) {
        will_happen.push(words::LOOK_ONLY.to_owned());
    }
    if !works {
        // Without any path, each thing that fails is one that would help.
        let what = if needed.is_empty() { failing(&|_| true) } else { needed };
        will_happen.push(words::would_fail(&what.join(", ")));
    }
    Verdict { checks, paths, will_happen, works }
}

/// Whether there is no session without it. The signal link is one WebSocket, and a failing lane can be
/// done without where there is another path.
fn is_needed(id: &str, paths: &[Route], computer: &ComputerFindings) -> bool {
    match id {
        "server" | "tls" | "proxy" | "screen" | "encoder" | "policy" => true,
        "websocket" => paths.is_empty(),
        "log" => computer.log.as_ref().is_some_and(|log| log.need == LogNeed::Required),
        _ => false,
    }
}

fn can_control(computer: &ComputerFindings) -> bool {
    let works = |outcome: &Option<Result<(), String>>| !matches!(outcome, Some(Err(_)));
    let is_allowed = computer.policy != PolicyFinding::Allows { view_only: true };
    works(&computer.input) && works(&computer.panic_key) && is_allowed
}

fn without_server(network: NetworkKind, asks_to_listen: bool) -> Vec<Check> {
    let ids = OF_SERVER.into_iter().chain(OF_NETWORK);
    ids.map(|id| match id {
        "server" => Check::without(id, words::server_inside(network, asks_to_listen)),
        _ => Check::without(id, words::NO_SERVER),
    })
    .collect()
}

fn of_server(server: &ServerFindings) -> Vec<Check> {
    let mut checks = vec![reached(server), tls(server), proxy(server), websocket(server)];
    match &server.link {
        Ok(network) => checks.extend([
            udp(network),
            stun(network),
            relay("relay_udp", "UDP", &network.relay_udp, words::RELAY_UDP),
            relay("relay_tcp", "TCP", &network.relay_tcp, words::RELAY_TCP),
            relay("relay_tls", "TLS", &network.relay_tls, words::RELAY_TLS),
        ]),
        Err(_) => checks.extend(
            ["udp", "stun", "relay_udp", "relay_tcp", "relay_tls"]
                .map(|id| Check::without(id, words::NOT_REACHED)),
        ),
    }
    checks.push(ipv6(server.ipv6));
    checks.push(match &server.link {
        Ok(network) => nat(network.nat),
        Err(_) => Check::without("nat", words::NOT_REACHED),
    });
    checks
}

fn reached(server: &ServerFindings) -> Check {
    let id = "server";
    match &server.link {
        Err(LinkFault::Unreachable(why)) => {
            Check::fails(id, words::server_unreachable(why), words::SERVER)
        }
        Err(LinkFault::Silent) => {
            Check::fails(id, words::server_silent(&server.server), words::SERVER)
        }
        Err(LinkFault::Proxy(_)) => Check::fails(id, words::SERVER_BEHIND_PROXY, words::PROXY),
        Err(LinkFault::NotAllowed) => Check::without(id, words::NOT_ALLOWED),
        Ok(_)
        | Err(
            LinkFault::Certificate(_)
            | LinkFault::NotUpgraded(_)
            | LinkFault::Refused(_)
            | LinkFault::Broken,
        ) => Check::works(id, words::server_answers(&server.server)),
    }
}

fn tls(server: &ServerFindings) -> Check {
    let id = "tls";
    if !server.is_secure {
        return Check::without(id, words::TLS_NONE);
    }
    match &server.link {
        Err(LinkFault::Certificate(why)) => Check::fails(id, sentence(why), words::TLS),
        Err(
            LinkFault::Unreachable(_)
            | LinkFault::Silent
            | LinkFault::Proxy(_)
            | LinkFault::NotAllowed,
        ) => Check::without(id, words::NOT_REACHED),
        Ok(_) | Err(LinkFault::NotUpgraded(_) | LinkFault::Refused(_) | LinkFault::Broken) => {
            Check::works(id, words::TLS_VALID)
        }
    }
}

fn proxy(server: &ServerFindings) -> Check {
    let id = "proxy";
    match (&server.link, &server.proxy) {
        (Err(LinkFault::Proxy(why)), _) => Check::fails(id, sentence(why), words::PROXY),
        (Err(LinkFault::Unreachable(_) | LinkFault::Silent), Some(_))
        | (Err(LinkFault::NotAllowed), _) => Check::without(id, words::NOT_REACHED),
        (_, None) => Check::without(id, words::PROXY_NONE),
        (_, Some(proxy)) => Check::works(id, words::proxy_leads(proxy)),
    }
}

fn websocket(server: &ServerFindings) -> Check {
    let id = "websocket";
    match &server.link {
        Ok(network) => {
            let with_relay = |says: Say| match network.relay_websocket {
                Leg::Works => joined(says.text(), words::RELAY_IN_WEBSOCKET.text()),
                Leg::NotOffered | Leg::Fails(_) => says.to_owned(),
            };
            match &network.lane {
                Leg::Works => Check::works(id, with_relay(words::WEBSOCKET_WORKS)),
                Leg::NotOffered => Check::works(id, with_relay(words::WEBSOCKET_NO_LANE)),
                Leg::Fails(fault) => {
                    Check::fails(id, words::lane_fails(&reason(fault)), words::WEBSOCKET)
                }
            }
        }
        Err(LinkFault::NotUpgraded(status)) => {
            Check::fails(id, words::not_upgraded(*status), words::WEBSOCKET)
        }
        Err(LinkFault::Refused(why)) => {
            Check::fails(id, words::refused(*why), words::refused_mend(*why))
        }
        Err(LinkFault::Broken) => Check::fails(id, words::WEBSOCKET_BROKEN, words::WEBSOCKET),
        Err(
            LinkFault::Unreachable(_)
            | LinkFault::Silent
            | LinkFault::Certificate(_)
            | LinkFault::Proxy(_)
            | LinkFault::NotAllowed,
        ) => Check::without(id, words::NOT_REACHED),
    }
}

fn udp(network: &NetworkFindings) -> Check {
    let id = "udp";
    // An answer of the relay is one, whatever it says.
    let answers = |leg: &Leg| match leg {
        Leg::NotOffered => None,
        Leg::Works | Leg::Fails(LegFault::Refused(_) | LegFault::NoPacket) => Some(true),
        Leg::Fails(
            LegFault::Unreachable(_)
            | LegFault::Silent
            | LegFault::Certificate(_)
            | LegFault::Proxy(_)
            | LegFault::Garbled,
        ) => Some(false),
    };
    match (answers(&network.stun), answers(&network.relay_udp)) {
        (None, None) => Check::without(id, words::UDP_NOT_OFFERED),
        (Some(true), _) | (_, Some(true)) => Check::works(id, words::UDP_WORKS),
        (Some(false), _) | (_, Some(false)) => Check::fails(id, words::UDP_BLOCKED, words::UDP),
    }
}

fn stun(network: &NetworkFindings) -> Check {
    let id = "stun";
    match &network.stun {
        Leg::NotOffered => Check::without(id, words::STUN_NOT_OFFERED),
        Leg::Works => Check::works(id, words::STUN_WORKS),
        Leg::Fails(fault) => Check::fails(id, sentence(&reason(fault)), words::STUN),
    }
}

fn relay(id: &'static str, transport: &str, leg: &Leg, mend: Mend) -> Check {
    match leg {
        Leg::Works => Check::works(id, words::relay_works(transport)),
        Leg::NotOffered => Check {
            admin: Some(words::RELAY_OFF.to_owned()),
            ..Check::without(id, words::relay_not_offered(transport))
        },
        Leg::Fails(fault) => {
            let mend = match fault {
                LegFault::Refused(_) | LegFault::NoPacket => words::RELAY_REFUSES,
                LegFault::Certificate(_) => words::TLS,
                LegFault::Proxy(_) => words::PROXY,
                LegFault::Unreachable(_) | LegFault::Silent | LegFault::Garbled => mend,
            };
            Check::fails(id, words::relay_fails(transport, &reason(fault)), mend)
        }
    }
}

fn ipv6(ipv6: Ipv6) -> Check {
    let id = "ipv6";
    match ipv6 {
        Ipv6::NotAllowed => Check::without(id, words::NOT_REACHED),
        Ipv6::NotHere => Check::without(id, words::IPV6_NOT_HERE),
        Ipv6::NotThere => Check::without(id, words::IPV6_NOT_THERE),
        Ipv6::Proxied => Check::without(id, words::IPV6_PROXIED),
        Ipv6::Works => Check::works(id, words::IPV6_WORKS),
        Ipv6::Fails => Check::fails(id, words::IPV6_FAILS, words::IPV6),
    }
}

fn nat(nat: Nat) -> Check {
    let id = "nat";
    match nat {
        Nat::None => Check::works(id, words::NAT_NONE),
        Nat::SamePort => Check::works(id, words::NAT_SAME),
        Nat::OtherPort => Check::fails(id, words::NAT_OTHER, words::NAT),
        Nat::OneSeen => Check::without(id, words::NAT_ONE_SEEN),
        Nat::Unknown => Check::without(id, words::NAT_UNKNOWN),
    }
}

fn of_router(found: RouterFinding) -> Check {
    let id = "port_mapping";
    match found {
        RouterFinding::NotAsked => Check::without(id, words::MAPPING_NOT_ASKED),
        RouterFinding::Public => Check::without(id, words::MAPPING_NOT_IN_PUBLIC),
        RouterFinding::Asked(Ok(())) => Check::works(id, words::MAPPING_WORKS),
        RouterFinding::Asked(Err(why)) => {
            let (text, mend) = words::no_mapping(why);
            Check::fails(id, text, mend)
        }
    }
}

fn of_computer(computer: &ComputerFindings) -> [Check; 8] {
    let ComputerFindings { screen, input, panic_key, stop, presses, encoder, policy, .. } =
        computer;
    let ComputerFindings { clipboard, log, .. } = computer;
    let screen = match screen {
        Ok(ScreenFinding::AskedFirst) => Check::works("screen", words::SCREEN_ASKED),
        Ok(ScreenFinding::Captured { width, height, method }) => {
            Check::works("screen", words::screen_works(*width, *height, *method))
        }
        Err(why) => Check::fails("screen", sentence(why), words::SCREEN),
    };
    let outcome = |id, outcome: &Option<Result<(), String>>, works, mend| match outcome {
        Some(Ok(())) => Check::works(id, works),
        Some(Err(why)) => Check::fails(id, sentence(why), mend),
        None => Check::without(id, words::NO_DESKTOP),
    };
    let input_works =
        if ANSWERS_PROMPTS { words::INPUT_WORKS } else { words::INPUT_WORKS_WITHOUT_PROMPTS };
    let panic_key_works = match presses {
        None => words::PANIC_KEY_WORKS,
        Some(PressFinding::Told) => words::PANIC_KEY_WORKS_PRESSES_TOLD,
        Some(PressFinding::Imitated) => words::PANIC_KEY_WORKS_PRESSES_IMITATED,
        Some(PressFinding::NotTold(_)) => words::PANIC_KEY_WORKS_PRESSES_NOT_TOLD,
    };
    let encoder = match encoder {
        Some(Ok(bytes)) => Check::works("encoder", words::encoder_works(*bytes)),
        Some(Err(why)) => Check::fails("encoder", sentence(why), words::ENCODER),
        None => Check::without("encoder", words::ENCODER_NOT_TRIED),
    };
    let policy = match policy {
        PolicyFinding::None => Check::works("policy", words::POLICY_NONE),
        PolicyFinding::Allows { view_only: false } => Check::works("policy", words::POLICY_ALLOWS),
        PolicyFinding::Allows { view_only: true } => {
            Check::works("policy", words::POLICY_VIEW_ONLY)
        }
        PolicyFinding::Forbids(why) | PolicyFinding::Broken(why) => {
            Check::fails("policy", sentence(why), words::POLICY)
        }
    };
    let log = match log {
        Some(LogFinding { folder: Ok(folder), .. }) => {
            Check::works("log", words::log_works(&folder.display().to_string()))
        }
        Some(LogFinding { folder: Err(why), need }) => {
            let mend = match need {
                LogNeed::Optional => words::LOG,
                LogNeed::Required => words::LOG_REQUIRED,
            };
            Check::fails("log", words::log_fails(why), mend)
        }
        None => Check::without("log", words::LOG_OFF),
    };
    [
        screen,
        outcome("input", input, input_works, words::INPUT),
        match stop {
            ControlStop::PanicKey => {
                outcome("panic_key", panic_key, panic_key_works, words::PANIC_KEY)
            }
            ControlStop::TimeLimit => {
                Check::without("panic_key", without_panic_key(presses.as_ref()))
            }
        },
        match clipboard {
            Some(Ok(())) => Check::works("clipboard", CLIPBOARD_WORKS),
            // A session works without it.
            Some(Err(why)) => Check::without("clipboard", sentence(why)),
            None => Check::without("clipboard", words::NO_DESKTOP),
        },
        Check::without("sound", words::NOT_YET),
        encoder,
        policy,
        log,
    ]
}

/// What is there instead of Esc, and whether a person is told from a program.
fn without_panic_key(presses: Option<&PressFinding>) -> String {
    let missing = words::panic_key_missing();
    match presses {
        None => missing,
        Some(PressFinding::Told | PressFinding::Imitated) => {
            format!("{missing} {}", consent::PRESSES_PROVED)
        }
        Some(PressFinding::NotTold(why)) => {
            format!("{missing} {} {}", consent::PRESSES_NOT_PROVED, sentence(why))
        }
    }
}

/// Why a leg does not work.
fn reason(fault: &LegFault) -> String {
    match fault {
        LegFault::Unreachable(why) | LegFault::Certificate(why) | LegFault::Proxy(why) => {
            why.clone()
        }
        LegFault::Silent => words::SILENT.to_owned(),
        LegFault::Refused(code) => words::refused_with(*code),
        LegFault::Garbled => words::GARBLED.to_owned(),
        LegFault::NoPacket => words::NO_PACKET.to_owned(),
    }
}

/// An error as a sentence.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let end = if text.ends_with('.') { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// The relays that work, by what carries them.
fn relays(network: &NetworkFindings) -> Vec<&'static str> {
    let NetworkFindings { relay_udp, relay_tcp, relay_tls, relay_websocket, .. } = network;
    [("UDP", relay_udp), ("TCP", relay_tcp), ("TLS", relay_tls), ("WebSocket", relay_websocket)]
        .into_iter()
        .filter(|(_, leg)| **leg == Leg::Works)
        .map(|(transport, _)| transport)
        .collect()
}

fn paths(network: &NetworkFindings) -> Vec<Route> {
    let direct = match network.nat {
        Nat::None | Nat::SamePort | Nat::OneSeen => true,
        Nat::OtherPort => false,
        // Without a STUN server it is only known that nothing speaks against it.
        Nat::Unknown => network.stun == Leg::NotOffered,
    };
    let relay = !relays(network).is_empty();
    let server = network.lane == Leg::Works;
    [(direct, Route::Direct), (relay, Route::Relay), (server, Route::Server)]
        .into_iter()
        .filter_map(|(is_open, route)| is_open.then_some(route))
        .collect()
}

/// What will happen; `None` is the server inside.
fn travels(network: Option<&NetworkFindings>, paths: &[Route]) -> Vec<String> {
    let Some(network) = network else { return vec![words::DIRECT_INSIDE.to_owned()] };
    let relays = relays(network).join(", ");
    let first = paths.first().copied();
    let sentences = paths.iter().map(|route| match route {
        Route::Direct if network.stun == Leg::NotOffered => words::DIRECT_NEAR.to_owned(),
        Route::Direct => words::DIRECT.to_owned(),
        Route::Relay if first == Some(Route::Relay) => words::relay_first(&relays),
        Route::Relay => words::through_relay(&relays),
        Route::Server if first == Some(Route::Server) => words::SERVER_FIRST.to_owned(),
        Route::Server => words::THROUGH_SERVER.to_owned(),
    });
    sentences.collect()
}

#[cfg(test)]
mod tests;
