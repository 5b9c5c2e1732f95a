//! What the User reads about the built-in server in a network of strangers.

use super::window::question::SILENCE;
use crate::platform::network_kind::NetworkKind;

/// The question.
pub const ASKED: &str = "May others in this network try to reach your computer?";

/// How it can be answered, on the terminal.
pub const ANSWERS: &str = "Type yes or no, then Enter:";

/// What a yes means.
pub fn meaning(address: &str) -> String {
    format!(
        "This network counts as public, as in a café or a hotel. So that your helper can connect, Alongside would listen \
         on {address}, and anybody in this network could then try to reach your computer. Nobody sees your screen unless \
         you allow it. A yes holds until you close Alongside."
    )
}

/// All of it, where it stands alone.
pub fn question(address: &str) -> String {
    format!("{}\n{ASKED} {SILENCE}", meaning(address))
}

/// The server may not listen.
pub const REFUSED: &str = "this network counts as public, and it was not allowed that others there try to reach this \
    computer. If you trust the people in it, make it a private one in the settings of Windows (Network & internet), or \
    start with --listen 0.0.0.0:7575. Else use a server (--server URL), or let only this computer connect (--listen \
    127.0.0.1:7575)";

/// The same for the window, whose User has no options.
pub const REFUSED_IN_WINDOW: &str = "this network counts as public, and it was not allowed that others there try to reach \
    this computer. If you trust the people in it, make it a private one in the settings of Windows (Network & internet), \
    or close Alongside and start it again, to be asked again. Else enter a server under Settings";

/// What the system calls the network.
pub fn kind_said(kind: NetworkKind) -> &'static str {
    match kind {
        NetworkKind::Unknown => "The system does not say what kind of network this is.",
        NetworkKind::Domain => "The system says that this network is that of an organisation.",
        NetworkKind::Private => "The system says that this network is a private one.",
        NetworkKind::Unclear => {
            "The system did not say what kind of network this is, so it counts as public."
        }
        NetworkKind::Public => "The system says that this network is a public one.",
    }
}
