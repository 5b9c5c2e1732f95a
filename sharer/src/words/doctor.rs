//! What the User reads from `alongside doctor`. Each thing that can be wrong has two mends: one for a layman, and
//! one for who runs the network or the server.

use crate::words::say::{Say, joined, say};
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
    pub user: Say,
    /// For the administrator of the network, the server or the computer.
    pub admin: Say,
}

/// Above the checks.
pub const TITLE: Say = Say::DoctorTitle;
/// Above the paths.
pub const WILL_HAPPEN: Say = Say::DoctorWillHappen;
/// Before a mend for an administrator.
pub const FOR_ADMIN: Say = Say::DoctorForAdmin;

/// What a check is called.
pub fn label(id: &str) -> &str {
    let label = match id {
        "server" => Say::DoctorLabelServer,
        "tls" => Say::DoctorLabelTls,
        "proxy" => Say::DoctorLabelProxy,
        "websocket" => Say::DoctorLabelWebsocket,
        "udp" => Say::DoctorLabelUdp,
        "stun" => Say::DoctorLabelStun,
        "relay_udp" => Say::DoctorLabelRelayUdp,
        "relay_tcp" => Say::DoctorLabelRelayTcp,
        "relay_tls" => Say::DoctorLabelRelayTls,
        "ipv6" => Say::DoctorLabelIpv6,
        "nat" => Say::DoctorLabelNat,
        "port_mapping" => Say::DoctorLabelPortMapping,
        "screen" => Say::DoctorLabelScreen,
        "input" => Say::DoctorLabelInput,
        "panic_key" => Say::DoctorLabelPanicKey,
        "clipboard" => Say::DoctorLabelClipboard,
        "sound" => Say::DoctorLabelSound,
        "encoder" => Say::DoctorLabelEncoder,
        "policy" => Say::DoctorLabelPolicy,
        "log" => Say::DoctorLabelLog,
        other => return other,
    };
    label.text()
}

/// Without a server.
pub const NO_SERVER: Say = Say::DoctorNoServer;
/// Without a server, in a network of strangers.
pub const ASKS_TO_LISTEN: Say = Say::DoctorAsksToListen;
/// Without a server: what kind of network it is, and whether the server inside asks first.
pub fn server_inside(kind: NetworkKind, asks_to_listen: bool) -> String {
    let said = joined(NO_SERVER.text(), kind_said(kind).text());
    if asks_to_listen { joined(&said, ASKS_TO_LISTEN.text()) } else { said }
}
/// Where the owner of this computer forbids sharing.
pub const NOT_ALLOWED: Say = Say::DoctorNotAllowed;
/// After the server was not reached.
pub const NOT_REACHED: Say = Say::DoctorNotReached;
/// What later versions have.
pub const NOT_YET: Say = Say::DoctorNotYet;
/// Without a desktop.
pub const NO_DESKTOP: Say = Say::DoctorNoDesktop;

/// The server answers.
pub fn server_answers(server: &str) -> String {
    say!(DoctorServerAnswers, Server = server)
}

/// The server cannot be reached.
pub fn server_unreachable(why: &str) -> String {
    say!(DoctorServerUnreachable, Why = why)
}

/// No answer.
pub fn server_silent(server: &str) -> String {
    say!(DoctorServerSilent, Server = server)
}

/// The mend when the server is not reached.
pub const SERVER: Mend =
    Mend { user: Say::DoctorMendServerUser, admin: Say::DoctorMendServerAdmin };

/// The server is behind a proxy that does not lead there.
pub const SERVER_BEHIND_PROXY: Say = Say::DoctorServerBehindProxy;

/// The connection is not encrypted.
pub const TLS_NONE: Say = Say::DoctorTlsNone;
/// The certificate is valid.
pub const TLS_VALID: Say = Say::DoctorTlsValid;
/// The mend of an invalid certificate.
pub const TLS: Mend = Mend { user: Say::DoctorMendTlsUser, admin: Say::DoctorMendTlsAdmin };

/// There is no proxy.
pub const PROXY_NONE: Say = Say::DoctorProxyNone;
/// A proxy leads to the server.
pub fn proxy_leads(proxy: &str) -> String {
    say!(DoctorProxyLeads, Proxy = proxy)
}
/// The mend of a proxy.
pub const PROXY: Mend = Mend { user: Say::DoctorMendProxyUser, admin: Say::DoctorMendProxyAdmin };

/// The signal link and the lane work.
pub const WEBSOCKET_WORKS: Say = Say::DoctorWebsocketWorks;
/// The signal link works; there is no lane.
pub const WEBSOCKET_NO_LANE: Say = Say::DoctorWebsocketNoLane;
/// After either: a relay in a WebSocket works.
pub const RELAY_IN_WEBSOCKET: Say = Say::DoctorRelayInWebsocket;
/// The signal link works; the lane does not.
pub fn lane_fails(why: &str) -> String {
    say!(DoctorLaneFails, Why = why)
}
/// No WebSocket.
pub fn not_upgraded(status: Option<u16>) -> String {
    match status {
        Some(status) => say!(DoctorNotUpgradedStatus, Status = u64::from(status)),
        None => Say::DoctorNotUpgraded.to_owned(),
    }
}
/// The link broke.
pub const WEBSOCKET_BROKEN: Say = Say::DoctorWebsocketBroken;
/// The mend of WebSockets.
pub const WEBSOCKET: Mend =
    Mend { user: Say::DoctorMendWebsocketUser, admin: Say::DoctorMendWebsocketAdmin };

/// The server refuses an invitation.
pub fn refused(reason: Refusal) -> Say {
    match reason {
        Refusal::RateLimited => Say::DoctorRefusedRateLimited,
        Refusal::Full => Say::DoctorRefusedFull,
        Refusal::Version => Say::DoctorRefusedVersion,
        Refusal::Unknown
        | Refusal::Taken
        | Refusal::Busy
        | Refusal::Expired
        | Refusal::Burnt
        | Refusal::Revoked
        | Refusal::WrongCode
        | Refusal::Protocol => Say::DoctorRefusedOtherwise,
    }
}
/// The mend of a refusal.
pub fn refused_mend(reason: Refusal) -> Mend {
    if reason == Refusal::Version {
        Mend { user: Say::DoctorMendRefusedVersionUser, admin: Say::DoctorMendRefusedVersionAdmin }
    } else {
        Mend { user: Say::DoctorMendRefusedUser, admin: Say::DoctorMendRefusedAdmin }
    }
}

/// UDP works.
pub const UDP_WORKS: Say = Say::DoctorUdpWorks;
/// There is nothing to try UDP with.
pub const UDP_NOT_OFFERED: Say = Say::DoctorUdpNotOffered;
/// UDP is blocked.
pub const UDP_BLOCKED: Say = Say::DoctorUdpBlocked;
/// The mend of UDP.
pub const UDP: Mend = Mend { user: Say::DoctorMendUdpUser, admin: Say::DoctorMendUdpAdmin };

/// The address is known.
pub const STUN_WORKS: Say = Say::DoctorStunWorks;
/// The mend of STUN.
pub const STUN: Mend = Mend { user: Say::DoctorMendStunUser, admin: Say::DoctorMendStunAdmin };
/// The server has no STUN.
pub const STUN_NOT_OFFERED: Say = Say::DoctorStunNotOffered;

/// A relay works.
pub fn relay_works(transport: &str) -> String {
    say!(DoctorRelayWorks, Transport = transport)
}
/// A relay is not offered.
pub fn relay_not_offered(transport: &str) -> String {
    say!(DoctorRelayNotOffered, Transport = transport)
}
/// What opens a relay.
pub const RELAY_OFF: Say = Say::DoctorRelayOff;
/// A relay does not work.
pub fn relay_fails(transport: &str, why: &str) -> String {
    say!(DoctorRelayFails, Transport = transport, Why = why)
}
/// The mend of a relay over UDP.
pub const RELAY_UDP: Mend =
    Mend { user: Say::DoctorMendRelayUdpUser, admin: Say::DoctorMendRelayUdpAdmin };
/// The mend of a relay over TCP.
pub const RELAY_TCP: Mend =
    Mend { user: Say::DoctorMendRelayTcpUser, admin: Say::DoctorMendRelayTcpAdmin };
/// The mend of a relay over TLS.
pub const RELAY_TLS: Mend =
    Mend { user: Say::DoctorMendRelayTlsUser, admin: Say::DoctorMendRelayTlsAdmin };
/// The mend when the relay refuses or drops.
pub const RELAY_REFUSES: Mend =
    Mend { user: Say::DoctorMendRelayRefusesUser, admin: Say::DoctorMendRelayRefusesAdmin };

/// Why a way does not work, without a full stop.
pub const SILENT: Say = Say::DoctorSilent;
/// See [`SILENT`].
pub const GARBLED: Say = Say::DoctorGarbled;
/// See [`SILENT`].
pub const NO_PACKET: Say = Say::DoctorNoPacket;
/// See [`SILENT`].
pub fn refused_with(code: u16) -> String {
    say!(DoctorRefusedWith, Code = u64::from(code))
}

/// IPv6 works.
pub const IPV6_WORKS: Say = Say::DoctorIpv6Works;
/// This computer has none.
pub const IPV6_NOT_HERE: Say = Say::DoctorIpv6NotHere;
/// The server has none.
pub const IPV6_NOT_THERE: Say = Say::DoctorIpv6NotThere;
/// A proxy is used.
pub const IPV6_PROXIED: Say = Say::DoctorIpv6Proxied;
/// It is broken.
pub const IPV6_FAILS: Say = Say::DoctorIpv6Fails;
/// The mend of IPv6.
pub const IPV6: Mend = Mend { user: Say::DoctorMendIpv6User, admin: Say::DoctorMendIpv6Admin };

/// No NAT.
pub const NAT_NONE: Say = Say::DoctorNatNone;
/// A NAT with one mapping.
pub const NAT_SAME: Say = Say::DoctorNatSame;
/// A NAT with a mapping for each destination.
pub const NAT_OTHER: Say = Say::DoctorNatOther;
/// A NAT of an unknown kind.
pub const NAT_ONE_SEEN: Say = Say::DoctorNatOneSeen;
/// Unknown.
pub const NAT_UNKNOWN: Say = Say::DoctorNatUnknown;
/// The mend of a symmetric NAT.
pub const NAT: Mend = Mend { user: Say::DoctorMendNatUser, admin: Say::DoctorMendNatAdmin };

/// The router is asked only with `--map-port`.
pub const MAPPING_NOT_ASKED: Say = Say::DoctorMappingNotAsked;
/// The router is not asked in a network of strangers.
pub const MAPPING_NOT_IN_PUBLIC: Say = Say::DoctorMappingNotInPublic;
/// The router opens a port.
pub const MAPPING_WORKS: Say = Say::DoctorMappingWorks;
/// The router opens none.
pub fn no_mapping(why: NoMapping) -> (String, Mend) {
    match why {
        NoMapping::NoRouter => (
            Say::DoctorNoMappingNoRouter.to_owned(),
            Mend { user: Say::DoctorMendNoRouterUser, admin: Say::DoctorMendNoRouterAdmin },
        ),
        NoMapping::Silent => (
            Say::DoctorNoMappingSilent.to_owned(),
            Mend { user: Say::DoctorMendRouterSilentUser, admin: Say::DoctorMendRouterSilentAdmin },
        ),
        NoMapping::Refused | NoMapping::TooMany => (
            Say::DoctorNoMappingRefused.to_owned(),
            Mend {
                user: Say::DoctorMendRouterRefusesUser,
                admin: Say::DoctorMendRouterRefusesAdmin,
            },
        ),
        NoMapping::NotLeased => (
            Say::DoctorNoMappingNotLeased.to_owned(),
            Mend { user: Say::DoctorMendNotLeasedUser, admin: Say::DoctorMendNotLeasedAdmin },
        ),
        NoMapping::NotPublic(address) => (
            say!(DoctorNoMappingNotPublic, Address = &address.to_string()),
            Mend { user: Say::DoctorMendNotPublicUser, admin: Say::DoctorMendNotPublicAdmin },
        ),
    }
}

/// The screen.
pub fn screen_works(width: u32, height: u32, method: Option<&str>) -> String {
    let (width, height) = (u64::from(width), u64::from(height));
    match method {
        None => say!(DoctorScreenWorks, Width = width, Height = height),
        Some(method) => {
            say!(DoctorScreenWorksBy, Width = width, Height = height, Method = method)
        }
    }
}
/// The desktop asks first.
pub const SCREEN_ASKED: Say = Say::DoctorScreenAsked;
/// The mend of the screen.
pub const SCREEN: Mend =
    Mend { user: Say::DoctorMendScreenUser, admin: Say::DoctorMendScreenAdmin };
/// A picture was taken, and not encoded.
pub const NOT_ENCODED: Say = Say::DoctorNotEncoded;
/// No picture came.
pub const NO_PICTURE: Say = Say::DoctorNoPicture;
/// The check failed.
pub const CHECK_FAILED: Say = Say::DoctorCheckFailed;
/// The desktop hangs.
pub const DESKTOP_HANGS: Say = Say::DoctorDesktopHangs;

/// Input.
pub const INPUT_WORKS: Say = Say::DoctorInputWorks;
/// Input, where nothing that is injected reaches the system's prompts.
pub const INPUT_WORKS_WITHOUT_PROMPTS: Say = Say::DoctorInputWorksWithoutPrompts;
/// The mend of input.
pub const INPUT: Mend = Mend { user: Say::DoctorMendInputUser, admin: Say::DoctorMendInputAdmin };
/// The panic key.
pub const PANIC_KEY_WORKS: Say = Say::DoctorPanicKeyWorks;
/// The panic key, where the User's keys are told from those of programs.
pub const PANIC_KEY_WORKS_PRESSES_TOLD: Say = Say::DoctorPanicKeyWorksPressesTold;
/// The same, where a program can imitate the keyboard.
pub const PANIC_KEY_WORKS_PRESSES_IMITATED: Say = Say::DoctorPanicKeyWorksPressesImitated;
/// The panic key, where they are not told from those of programs.
pub const PANIC_KEY_WORKS_PRESSES_NOT_TOLD: Say = Say::DoctorPanicKeyWorksPressesNotTold;
/// The panic key, where this program is shown no key that is pressed elsewhere.
pub fn panic_key_missing() -> String {
    say!(DoctorPanicKeyMissing, N = MINUTES)
}
/// The mend of the panic key.
pub const PANIC_KEY: Mend =
    Mend { user: Say::DoctorMendPanicKeyUser, admin: Say::DoctorMendPanicKeyAdmin };

/// The encoder.
pub fn encoder_works(bytes: usize) -> String {
    say!(DoctorEncoderWorks, Kb = bytes.div_ceil(1024))
}
/// Without a picture.
pub const ENCODER_NOT_TRIED: Say = Say::DoctorEncoderNotTried;
/// The mend of the encoder.
pub const ENCODER: Mend =
    Mend { user: Say::DoctorMendEncoderUser, admin: Say::DoctorMendEncoderAdmin };

/// No policy.
pub const POLICY_NONE: Say = Say::DoctorPolicyNone;
/// A policy that allows sharing.
pub const POLICY_ALLOWS: Say = Say::DoctorPolicyAllows;
/// A policy that allows looking only.
pub const POLICY_VIEW_ONLY: Say = Say::DoctorPolicyViewOnly;
/// The mend of a policy.
pub const POLICY: Mend =
    Mend { user: Say::DoctorMendPolicyUser, admin: Say::DoctorMendPolicyAdmin };

/// The log.
pub fn log_works(folder: &str) -> String {
    say!(DoctorLogWorks, Folder = folder)
}
/// No log.
pub const LOG_OFF: Say = Say::DoctorLogOff;
/// The log cannot be written.
pub fn log_fails(why: &str) -> String {
    say!(DoctorLogFails, Why = why)
}
/// No folder.
pub const NO_LOG_FOLDER: Say = Say::DoctorNoLogFolder;
/// A folder that cannot be written.
pub fn not_writable(folder: &str, error: &dyn Display) -> String {
    format!("{folder}: {error}")
}
/// The mend of the log.
pub const LOG: Mend = Mend { user: Say::DoctorMendLogUser, admin: Say::DoctorMendLogAdmin };

/// The mend of a log without which there is no session.
pub const LOG_REQUIRED: Mend =
    Mend { user: Say::DoctorMendLogRequiredUser, admin: Say::DoctorMendLogRequiredAdmin };

/// Directly.
pub const DIRECT: Say = Say::DoctorDirect;
/// Directly, in the same network.
pub const DIRECT_NEAR: Say = Say::DoctorDirectNear;
/// With the server inside.
pub const DIRECT_INSIDE: Say = Say::DoctorDirectInside;
/// Through the relay.
pub fn through_relay(transports: &str) -> String {
    say!(DoctorThroughRelay, Transports = transports)
}
/// Through the relay, as the best path.
pub fn relay_first(transports: &str) -> String {
    say!(DoctorRelayFirst, Transports = transports)
}
/// Through the server.
pub const THROUGH_SERVER: Say = Say::DoctorThroughServer;
/// Through the server, as the only path.
pub const SERVER_FIRST: Say = Say::DoctorServerFirst;
/// Helpers can look only.
pub const LOOK_ONLY: Say = Say::DoctorLookOnly;
/// Nothing works.
pub fn would_fail(what: &str) -> String {
    say!(DoctorWouldFail, What = what)
}
