//! What the User reads about the built-in server in a network of strangers.

use super::window::question::SILENCE;
use crate::platform::network_kind::NetworkKind;
use crate::words::say::{Say, joined, say};

/// The question.
pub const ASKED: Say = Say::PublicNetworkAsked;

/// What a yes means.
pub fn meaning(address: &str) -> String {
    say!(PublicNetworkMeaning, Address = address)
}

/// All of it, where it stands alone.
pub fn question(address: &str) -> String {
    format!("{}\n{}", meaning(address), joined(ASKED.text(), SILENCE.text()))
}

/// The server may not listen.
pub const REFUSED: Say = Say::PublicNetworkRefused;

/// The same for the window, whose User has no options.
pub const REFUSED_IN_WINDOW: Say = Say::PublicNetworkRefusedInWindow;

/// What the system calls the network.
pub fn kind_said(kind: NetworkKind) -> Say {
    match kind {
        NetworkKind::Unknown => Say::PublicNetworkKindSaidUnknown,
        NetworkKind::Domain => Say::PublicNetworkKindSaidDomain,
        NetworkKind::Private => Say::PublicNetworkKindSaidPrivate,
        NetworkKind::Unclear => Say::PublicNetworkKindSaidUnclear,
        NetworkKind::Public => Say::PublicNetworkKindSaidPublic,
    }
}
