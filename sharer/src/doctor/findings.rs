//! What the checks found, as values. [`super::verdict`] says what follows from it.

use std::path::PathBuf;

use mapping::NoMapping;
use protocol::signal::Refusal;
use session::{ControlStop, LogNeed};

use crate::platform::network_kind::NetworkKind;
use crate::policy::ListenAddress;

/// Everything that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    /// The server and the network to it; `None` when no server is named, so that the one inside this
    /// program is used.
    pub server: Option<ServerFindings>,
    /// Where the server inside this program would listen.
    pub listen: ListenAddress,
    /// The kind of the network that the computer is in.
    pub network: NetworkKind,
    /// Whether the router opens a port.
    pub port_mapping: RouterFinding,
    /// This computer.
    pub computer: ComputerFindings,
}

/// Whether the router opens a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouterFinding {
    /// It was not to be asked.
    NotAsked,
    /// It is not asked in a network that counts as public.
    Public,
    /// It was asked.
    Asked(Result<(), NoMapping>),
}

/// The server, and how it is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerFindings {
    /// Its name and port.
    pub server: String,
    /// Whether its address is an https one.
    pub is_secure: bool,
    /// The proxy to it, if there is one.
    pub proxy: Option<String>,
    /// What a claim was granted and what came of it, or why there was none.
    pub link: Result<NetworkFindings, LinkFault>,
    /// Whether it is reached over IPv6.
    pub ipv6: Ipv6,
}

/// Why the signal link does not work. Texts are sentences without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// The owner of this computer does not let it be shared, so that the server was not contacted.
    NotAllowed,
    /// The name is unknown, or nothing answers there.
    Unreachable(String),
    /// No answer within the time.
    Silent,
    /// The certificate is not valid or not trusted.
    Certificate(String),
    /// The proxy does not lead there.
    Proxy(String),
    /// Something answers, but no WebSocket is opened; with the status of HTTP, if there is one.
    NotUpgraded(Option<u16>),
    /// The server refuses an invitation or a claim.
    Refused(Refusal),
    /// The WebSocket opened, and then broke or said something else.
    Broken,
}

/// What was tried with the grants of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkFindings {
    /// The server's path.
    pub lane: Leg,
    /// Our address as a STUN server sees it.
    pub stun: Leg,
    /// The relay over UDP.
    pub relay_udp: Leg,
    /// The relay over TCP.
    pub relay_tcp: Leg,
    /// The relay over TLS.
    pub relay_tls: Leg,
    /// The relay within a WebSocket.
    pub relay_websocket: Leg,
    /// What becomes of our address on its way.
    pub nat: Nat,
}

/// One way that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leg {
    /// The server does not offer it.
    NotOffered,
    /// It works. For a relay: a packet went through it and back.
    Works,
    /// It does not.
    Fails(LegFault),
}

/// Why a way does not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LegFault {
    /// There is no connection: the text says why.
    Unreachable(String),
    /// Nothing was answered.
    Silent,
    /// The certificate is not valid or not trusted.
    Certificate(String),
    /// The proxy does not lead there.
    Proxy(String),
    /// The server refused, with this code of STUN or TURN (RFC 8489 §14.8, RFC 8656 §19).
    Refused(u16),
    /// What answers does not speak the protocol.
    Garbled,
    /// A relayed address was given, but no packet went through it.
    NoPacket,
}

/// How the network translates our address (RFC 4787 §4.1), as far as one server shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nat {
    /// No STUN server answered.
    Unknown,
    /// Our own address is seen outside.
    None,
    /// It is translated, and two ports of the server see the same.
    SamePort,
    /// It is translated, and two ports of the server see different ones: a symmetric NAT.
    OtherPort,
    /// It is translated; there was only one port to ask.
    OneSeen,
}

/// IPv6 between this computer and the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ipv6 {
    /// The owner of this computer does not let it be shared.
    NotAllowed,
    /// This computer has no way to IPv6 addresses.
    NotHere,
    /// The server has no IPv6 address.
    NotThere,
    /// A proxy leads to the server, so that this computer's IPv6 is not used.
    Proxied,
    /// It works.
    Works,
    /// Both have it, and they do not reach each other.
    Fails,
}

/// The screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScreenFinding {
    /// It was captured.
    Captured {
        /// Its width in px.
        width: u32,
        /// Its height in px.
        height: u32,
        /// How it was captured, where there are several ways.
        method: Option<&'static str>,
    },
    /// The desktop asks the User before it shows it, and everything that is needed is there.
    AskedFirst,
}

/// This computer without the network. Errors are sentences with their mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComputerFindings {
    /// The screen, or why it cannot be shared.
    pub screen: Result<ScreenFinding, String>,
    /// Whether mouse and keyboard can be controlled; `None` where there is no desktop to control.
    pub input: Option<Result<(), String>>,
    /// Whether Esc can be watched; `None` where there is nothing to stop.
    pub panic_key: Option<Result<(), String>>,
    /// Whether it is Esc that takes control back.
    pub stop: ControlStop,
    /// Whether a person is told from a program; `None` where there is no desktop.
    pub presses: Option<PressFinding>,
    /// Whether the clipboard can be shared; `None` where there is no desktop.
    pub clipboard: Option<Result<(), String>>,
    /// The size in bytes of one encoded picture; `None` without a picture.
    pub encoder: Option<Result<usize, String>>,
    /// What the owner of this computer says.
    pub policy: PolicyFinding,
    /// The session log; `None` when none is kept.
    pub log: Option<LogFinding>,
}

/// Whether the press of a person at this computer is told from that of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PressFinding {
    /// It is, also where a program imitates a device.
    Told,
    /// It is, but not where a program imitates a device.
    Imitated,
    /// It is not, for this reason.
    NotTold(String),
}

/// Whether sessions can be logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogFinding {
    /// What follows when they cannot.
    pub need: LogNeed,
    /// The folder of the logs, or why none can be written there.
    pub folder: Result<PathBuf, String>,
}

/// What the policy says about sharing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyFinding {
    /// There is none.
    None,
    /// It allows sharing.
    Allows {
        /// Helpers may only look.
        view_only: bool,
    },
    /// It forbids sharing.
    Forbids(String),
    /// It cannot be used, so that nothing is shared.
    Broken(String),
}
