//! What the User reads from `alongside doctor`. Each thing that can be wrong has two mends: one for a layman, and
//! one for who runs the network or the server.

use std::fmt::Display;

use mapping::NoMapping;
use protocol::signal::Refusal;

use super::control::MINUTES;
use super::public_network::kind_said;
use crate::platform::network_kind::NetworkKind;

/// How to mend something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mend {
    /// For the User.
    pub user: &'static str,
    /// For the administrator of the network, the server or the computer.
    pub admin: &'static str,
}

/// Above the checks.
pub const TITLE: &str = "What was tried:";
/// Above the paths.
pub const WILL_HAPPEN: &str = "What will happen:";
/// Before a mend for an administrator.
pub const FOR_ADMIN: &str = "For the administrator:";

/// What a check is called.
pub fn label(id: &str) -> &str {
    match id {
        "server" => "Server",
        "tls" => "Encryption (TLS)",
        "proxy" => "Proxy",
        "websocket" => "WebSocket",
        "udp" => "UDP",
        "stun" => "Own address (STUN)",
        "relay_udp" => "Relay over UDP",
        "relay_tcp" => "Relay over TCP",
        "relay_tls" => "Relay over TLS",
        "ipv6" => "IPv6",
        "nat" => "Address translation",
        "port_mapping" => "Port mapping",
        "screen" => "Screen",
        "input" => "Mouse and keyboard",
        "panic_key" => "Esc key",
        "clipboard" => "Clipboard",
        "sound" => "Sound",
        "encoder" => "Video encoder",
        "policy" => "Policy",
        "log" => "Session log",
        other => other,
    }
}

/// Without a server.
pub const NO_SERVER: &str =
    "Without --server the server inside this program is used, so this was not tried.";
/// Without a server, in a network of strangers.
pub const ASKS_TO_LISTEN: &str = "The server inside this program asks you before it lets others in this network try to \
    reach this computer. Where nobody can be asked, it does not start.";
/// Without a server: what kind of network it is, and whether the server inside asks first.
pub fn server_inside(kind: NetworkKind, asks_to_listen: bool) -> String {
    let network = kind_said(kind);
    if asks_to_listen {
        format!("{NO_SERVER} {network} {ASKS_TO_LISTEN}")
    } else {
        format!("{NO_SERVER} {network}")
    }
}
/// Where the owner of this computer forbids sharing.
pub const NOT_ALLOWED: &str = "The server was not contacted, since the rules of this computer's owner do not let it be shared.";
/// After the server was not reached.
pub const NOT_REACHED: &str = "Not tried, since the server could not be used.";
/// What later versions have.
pub const NOT_YET: &str = "Not part of this version.";
/// Without a desktop.
pub const NO_DESKTOP: &str = "Not tried, since there is no desktop to control.";

/// The server answers.
pub fn server_answers(server: &str) -> String {
    format!("{server} answers.")
}

/// The server cannot be reached.
pub fn server_unreachable(why: &str) -> String {
    format!("The server cannot be reached: {why}.")
}

/// No answer.
pub fn server_silent(server: &str) -> String {
    format!("{server} does not answer in time.")
}

/// The mend when the server is not reached.
pub const SERVER: Mend = Mend {
    user: "Check the address of the server and that this computer is online; see whether your browser opens \
           that address.",
    admin: "Check that the name resolves here, that alongside-signal runs, and that the firewalls let TCP \
            through to its port (443 for https).",
};

/// The server is behind a proxy that does not lead there.
pub const SERVER_BEHIND_PROXY: &str = "The server was not reached, because of the proxy.";

/// The connection is not encrypted.
pub const TLS_NONE: &str = "The address begins with http, so there is no TLS. What the two ends say is sealed all the same.";
/// The certificate is valid.
pub const TLS_VALID: &str = "The server has a valid certificate.";
/// The mend of an invalid certificate.
pub const TLS: Mend = Mend {
    user: "Check the date and the time of this computer; if they are right, ask who runs the server.",
    admin: "Give the server a certificate for its name with the whole chain (--tls-cert). If a firewall \
            here opens TLS, install its authority on this computer or exempt the server.",
};

/// There is no proxy.
pub const PROXY_NONE: &str = "No proxy is in use.";
/// A proxy leads to the server.
pub fn proxy_leads(proxy: &str) -> String {
    format!("The proxy {proxy} leads to the server.")
}
/// The mend of a proxy.
pub const PROXY: Mend = Mend {
    user: "Ask for the address of the proxy of this network, with a name and a password if it needs them, \
           and give it with --proxy; or try --proxy none.",
    admin: "Let the proxy accept CONNECT to the port of the server, or name another one by --proxy or \
            HTTPS_PROXY.",
};

/// The signal link and the lane work.
pub const WEBSOCKET_WORKS: &str =
    "The server introduces the two ends, and its own path carries messages.";
/// The signal link works; there is no lane.
pub const WEBSOCKET_NO_LANE: &str =
    "The server introduces the two ends. It has no path of its own for the picture.";
/// After either: a relay in a WebSocket works.
pub const RELAY_IN_WEBSOCKET: &str = " The relay can be used within a WebSocket, too.";
/// The signal link works; the lane does not.
pub fn lane_fails(why: &str) -> String {
    format!("The server introduces the two ends, but its own path carries nothing: {why}.")
}
/// No WebSocket.
pub fn not_upgraded(status: Option<u16>) -> String {
    match status {
        Some(status) => {
            format!("The server answers, but opens no WebSocket (HTTP status {status}).")
        }
        None => "The server answers, but opens no WebSocket.".to_owned(),
    }
}
/// The link broke.
pub const WEBSOCKET_BROKEN: &str = "The connection to the server opened, and then broke.";
/// The mend of WebSockets.
pub const WEBSOCKET: Mend = Mend {
    user: "Check that the address is that of an Alongside server; else something in between blocks it, so \
           try another network.",
    admin: "Let firewalls, proxies and reverse proxies in between pass WebSockets (RFC 6455) to /ws, /lane \
            and /turn of the server, with the headers Upgrade and Connection.",
};

/// The server refuses an invitation.
pub fn refused(reason: Refusal) -> &'static str {
    match reason {
        Refusal::RateLimited => {
            "The server has seen too many invitations from your network lately."
        }
        Refusal::Full => "The server is full at the moment.",
        Refusal::Version => "The server is of a version that does not fit to this program.",
        Refusal::Unknown
        | Refusal::Taken
        | Refusal::Busy
        | Refusal::Expired
        | Refusal::Burnt
        | Refusal::Revoked
        | Refusal::WrongCode
        | Refusal::Protocol => "The server refused the invitation.",
    }
}
/// The mend of a refusal.
pub fn refused_mend(reason: Refusal) -> Mend {
    if reason == Refusal::Version {
        Mend {
            user: "Update this program, or ask who runs the server to update it.",
            admin: "Run the same version of alongside-signal as of alongside.",
        }
    } else {
        Mend {
            user: "Wait for a minute, and try again.",
            admin: "See the metrics of alongside-signal for what is used up; --max-invitations and \
                    --trusted-proxy (for the addresses of clients behind a proxy) may have to change.",
        }
    }
}

/// UDP works.
pub const UDP_WORKS: &str = "UDP packets reach the server, and its answers come back.";
/// There is nothing to try UDP with.
pub const UDP_NOT_OFFERED: &str = "Not tried, since this server has no STUN and no relay.";
/// UDP is blocked.
pub const UDP_BLOCKED: &str = "No UDP packet comes back from the server.";
/// The mend of UDP.
pub const UDP: Mend = Mend {
    user: "A session still works over TCP, but may be slower; another network, such as that of a phone, may \
           be faster.",
    admin: "Let UDP out to port 3478 of the server and the answers back in; for direct connections, to any \
            address and port.",
};

/// The address is known.
pub const STUN_WORKS: &str = "The server tells this computer its address outside.";
/// The mend of STUN.
pub const STUN: Mend = Mend {
    user: "A direct connection is unlikely, and the relay or the server is used instead; another network may \
           be faster.",
    admin: "Let UDP out to the STUN port of the server (3478) and the answers back in.",
};
/// The server has no STUN.
pub const STUN_NOT_OFFERED: &str = "Not tried, since this server names no STUN server.";

/// A relay works.
pub fn relay_works(transport: &str) -> String {
    format!("A packet went through the relay and back over {transport}.")
}
/// A relay is not offered.
pub fn relay_not_offered(transport: &str) -> String {
    format!("This server has no relay over {transport}.")
}
/// What opens a relay.
pub const RELAY_OFF: &str = "alongside-signal relays with --turn ADDR, over TLS with --tls-cert too, and \
     names other relays with --external-turn.";
/// A relay does not work.
pub fn relay_fails(transport: &str, why: &str) -> String {
    format!("The relay cannot be used over {transport}: {why}.")
}
/// The mend of a relay over UDP.
pub const RELAY_UDP: Mend = Mend {
    user: "Nothing has to be done if another relay below works; else try another network.",
    admin: "Let UDP through to port 3478 of the server, from here and at the server's own firewall.",
};
/// The mend of a relay over TCP.
pub const RELAY_TCP: Mend = Mend {
    user: "Nothing has to be done if another relay works; else try another network.",
    admin: "Let TCP through to port 3478 of the server, from here and at the server's own firewall.",
};
/// The mend of a relay over TLS.
pub const RELAY_TLS: Mend = Mend {
    user: "Nothing has to be done if another relay works; else try another network.",
    admin: "Let TLS through to the port of the server unopened: firewalls that expect HTTP inside drop TURN.",
};
/// The mend when the relay refuses or drops.
pub const RELAY_REFUSES: Mend = Mend {
    user: "Tell who runs the server; a session may work without the relay.",
    admin: "Check --turn-public-ip, the ports of the relay at the server's firewall (UDP, 32768 and above), \
            and the log of alongside-signal or of the external relay.",
};

/// Why a way does not work, without a full stop.
pub const SILENT: &str = "nothing answers";
/// See [`SILENT`].
pub const GARBLED: &str = "what answers does not speak its protocol";
/// See [`SILENT`].
pub const NO_PACKET: &str = "it gives an address, but no packet comes through";
/// See [`SILENT`].
pub fn refused_with(code: u16) -> String {
    format!("it refuses with error {code}")
}

/// IPv6 works.
pub const IPV6_WORKS: &str = "The server is reached over IPv6.";
/// This computer has none.
pub const IPV6_NOT_HERE: &str = "This computer has no IPv6; IPv4 is used.";
/// The server has none.
pub const IPV6_NOT_THERE: &str = "The server has no IPv6 address; IPv4 is used.";
/// A proxy is used.
pub const IPV6_PROXIED: &str = "Not tried, since a proxy leads to the server.";
/// It is broken.
pub const IPV6_FAILS: &str =
    "This computer and the server have IPv6 addresses, but do not reach each other there.";
/// The mend of IPv6.
pub const IPV6: Mend = Mend {
    user: "Nothing has to be done: IPv4 is used instead.",
    admin: "Check the IPv6 route and the firewalls between here and the server, or remove its AAAA record.",
};

/// No NAT.
pub const NAT_NONE: &str = "None: this computer's own address is seen outside.";
/// A NAT with one mapping.
pub const NAT_SAME: &str = "Translated, and the same for two ports of the server, as home routers do. Direct connections mostly work.";
/// A NAT with a mapping for each destination.
pub const NAT_OTHER: &str =
    "Translated differently for each destination (symmetric). Direct connections rarely work.";
/// A NAT of an unknown kind.
pub const NAT_ONE_SEEN: &str =
    "Translated. Of which kind cannot be told here, since the server shows it from one port only.";
/// Unknown.
pub const NAT_UNKNOWN: &str = "Unknown, since no server told this computer its address outside.";
/// The mend of a symmetric NAT.
pub const NAT: Mend = Mend {
    user: "Nothing has to be done if a relay works; another network may be faster.",
    admin: "Let the NAT keep one outside port for each inside socket (endpoint-independent mapping, RFC \
            4787), or open ports and give them with --udp-ports.",
};

/// The router is asked only with `--map-port`.
pub const MAPPING_NOT_ASKED: &str =
    "Not tried, since the router is asked for a port with --map-port only.";
/// The router is not asked in a network of strangers.
pub const MAPPING_NOT_IN_PUBLIC: &str =
    "Not tried, since this network counts as public, where no router is asked for a port.";
/// The router opens a port.
pub const MAPPING_WORKS: &str =
    "The router has opened a port for this computer, and closed it again.";
/// The router opens none.
pub fn no_mapping(why: NoMapping) -> (String, Mend) {
    match why {
        NoMapping::NoRouter => (
            "This computer knows of no router to ask.".to_owned(),
            Mend {
                user: "Check that this computer is online; without the router's help nothing else changes.",
                admin: "The port is asked for at the gateway of the default route for IPv4, on Linux and Windows only.",
            },
        ),
        NoMapping::Silent => (
            "The router does not answer such requests.".to_owned(),
            Mend {
                user: "Switch UPnP, PCP or NAT-PMP on in the settings of your router, if you want it; else the \
                       connection is made without.",
                admin: "Let the router answer PCP and NAT-PMP (UDP port 5351) or UPnP (SSDP on UDP port 1900, and \
                        its description and control over TCP) in this network.",
            },
        ),
        NoMapping::Refused | NoMapping::TooMany => (
            "The router refuses to open a port.".to_owned(),
            Mend {
                user: "See in the settings of your router whether this computer may open ports.",
                admin: "Allow this computer to map UDP ports in the router's rules for UPnP and PCP, and see \
                        whether all its ports are taken.",
            },
        ),
        NoMapping::NotLeased => (
            "The router would keep the port open for ever, so it was not used.".to_owned(),
            Mend {
                user: "Update your router, or open a port there by hand and name it with --udp-ports.",
                admin: "The router has to end mappings by itself (leases of 20 minutes); it offers permanent \
                        ones only, or ones of more than a day.",
            },
        ),
        NoMapping::NotPublic(address) => (
            format!(
                "The router's own address outside ({address}) is not reached from the internet, since another \
                 one translates it. A port there is of no use."
            ),
            Mend {
                user: "Nothing has to be done if a relay works; ask your provider for a public IPv4 address, or \
                       for IPv6.",
                admin: "There is a second NAT: a carrier's (RFC 6598), or another router between this one and \
                        the internet. Let that one bridge, or map the port there too.",
            },
        ),
    }
}

/// The screen.
pub fn screen_works(width: u32, height: u32, method: Option<&str>) -> String {
    let by = method.map(|method| format!(" by {method}")).unwrap_or_default();
    format!("A picture of {width} × {height} pixels was taken{by}.")
}
/// The desktop asks first.
pub const SCREEN_ASKED: &str = "The desktop portal and PipeWire are there. The desktop asks for the screen when a session begins, unless it was told to remember the answer.";
/// The mend of the screen.
pub const SCREEN: Mend = Mend {
    user: "Start this program in the session whose screen is to be shared.",
    admin: "Sharing needs an X11 session (DISPLAY) whose cookie this account can read, or a Wayland session with \
            xdg-desktop-portal, its backend for this desktop, and PipeWire (libpipewire-0.3-0).",
};
/// A picture was taken, and not encoded.
pub const NOT_ENCODED: &str = "a picture was taken, but could not be encoded";
/// No picture came.
pub const NO_PICTURE: &str = "the screen shows no picture";
/// The check failed.
pub const CHECK_FAILED: &str = "the check of the desktop failed";
/// The desktop hangs.
pub const DESKTOP_HANGS: &str = "the desktop does not answer";

/// Input.
pub const INPUT_WORKS: &str = "Your helper can control them once you allow it.";
/// Input, where nothing that is injected reaches the system's prompts.
pub const INPUT_WORKS_WITHOUT_PROMPTS: &str = "Your helper can control them once you allow it, but neither the system's prompts nor windows that run as an \
     administrator: you use those yourself.";
/// The mend of input.
pub const INPUT: Mend = Mend {
    user: "A session works, but your helper can only look.",
    admin: "The X server needs its extensions XTEST and XInputExtension.",
};
/// The panic key.
pub const PANIC_KEY_WORKS: &str = "Esc takes control back at any moment.";
/// The panic key, where the User's keys are told from those of programs.
pub const PANIC_KEY_WORKS_PRESSES_TOLD: &str = "Esc takes control back at any moment. A key that you press is told from one that a program presses.";
/// The same, where a program can imitate the keyboard.
pub const PANIC_KEY_WORKS_PRESSES_IMITATED: &str = "Esc takes control back at any moment. A key that you press is told from one that a program presses, unless \
     the program imitates your keyboard.";
/// The panic key, where they are not told from those of programs.
pub const PANIC_KEY_WORKS_PRESSES_NOT_TOLD: &str = "Esc takes control back at any moment. A key that you press is not told from one that a program presses.";
/// The panic key, where this program is shown no key that is pressed elsewhere.
pub fn panic_key_missing() -> String {
    format!(
        "Esc does not take control back on this desktop: it ends by itself after {MINUTES} minutes."
    )
}
/// The mend of the panic key.
pub const PANIC_KEY: Mend = Mend {
    user: "A session works, but control cannot be shared: it is only given while Esc can take it back.",
    admin: "The X server needs version 2 of its extension XInputExtension.",
};

/// The encoder.
pub fn encoder_works(bytes: usize) -> String {
    format!("A picture was encoded into {} KB.", bytes.div_ceil(1024))
}
/// Without a picture.
pub const ENCODER_NOT_TRIED: &str = "Not tried, since there is no picture.";
/// The mend of the encoder.
pub const ENCODER: Mend = Mend {
    user: "Install this program again, and report it if that does not help.",
    admin: "Compare with another computer: the encoder needs nothing of the system.",
};

/// No policy.
pub const POLICY_NONE: &str = "There is none on this computer, so that everything is your choice.";
/// A policy that allows sharing.
pub const POLICY_ALLOWS: &str =
    "The owner of this computer allows sharing; `alongside policy` shows how.";
/// A policy that allows looking only.
pub const POLICY_VIEW_ONLY: &str =
    "The owner of this computer lets helpers only look; `alongside policy` shows more.";
/// The mend of a policy.
pub const POLICY: Mend = Mend {
    user: "Ask the owner of this computer.",
    admin: "Change the policy file that `alongside policy` names.",
};

/// The log.
pub fn log_works(folder: &str) -> String {
    format!("It can be written to {folder}.")
}
/// No log.
pub const LOG_OFF: &str = "None is kept, as the policy or your settings say.";
/// The log cannot be written.
pub fn log_fails(why: &str) -> String {
    format!("The log cannot be written: {why}.")
}
/// No folder.
pub const NO_LOG_FOLDER: &str = "this account has no home folder";
/// A folder that cannot be written.
pub fn not_writable(folder: &str, error: &dyn Display) -> String {
    format!("{folder}: {error}")
}
/// The mend of the log.
pub const LOG: Mend = Mend {
    user: "A session works without a log; free some space, or --no-log if you want none.",
    admin: "Let this account write to that folder.",
};

/// The mend of a log without which there is no session.
pub const LOG_REQUIRED: Mend = Mend {
    user: "The owner of this computer wants every session logged, so there is none without; free some space.",
    admin: "Let this account write to that folder, or change `log` in the policy.",
};

/// Directly.
pub const DIRECT: &str =
    "Pictures and input go directly from computer to computer, if your helper's network allows it.";
/// Directly, in the same network.
pub const DIRECT_NEAR: &str =
    "Pictures and input go directly if your helper is in the same network.";
/// With the server inside.
pub const DIRECT_INSIDE: &str =
    "This computer is the server. Pictures and input go directly to a helper in the same network.";
/// Through the relay.
pub fn through_relay(transports: &str) -> String {
    format!("They go through the relay (over {transports}) where that is not possible.")
}
/// Through the relay, as the best path.
pub fn relay_first(transports: &str) -> String {
    format!("Pictures and input go through the relay, over {transports}.")
}
/// Through the server.
pub const THROUGH_SERVER: &str = "They go through the server where nothing else is possible.";
/// Through the server, as the only path.
pub const SERVER_FIRST: &str =
    "Pictures and input go through the server, which is the slowest path.";
/// Helpers can look only.
pub const LOOK_ONLY: &str = "Your helper can look, but not control.";
/// Nothing works.
pub fn would_fail(what: &str) -> String {
    format!("A session would not work: see {what} above.")
}
