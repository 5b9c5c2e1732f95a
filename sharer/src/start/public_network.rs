//! What the program leaves undone in a network of strangers.
//!
//! In a network that counts as public, the built-in server listens only if somebody has said so in this run, and no router
//! is asked for a port.

use crate::cli::exit::Failure;
use crate::platform::{self, network_kind::NetworkKind};
use crate::policy::ListenAddress;

/// The kind of the network that the computer is in.
pub(super) async fn kind() -> NetworkKind {
    let asked = tokio::task::spawn_blocking(platform::network_kind).await;
    asked.unwrap_or(NetworkKind::Unclear)
}

/// Whether the built-in server may listen.
pub(super) fn may_listen(address: ListenAddress, kind: NetworkKind) -> Result<(), Failure> {
    if address.may_be_used_in(kind) { Ok(()) } else { Err(Failure::PublicNetwork) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_a_public_network_the_server_listens_only_where_somebody_said() {
        for kind in [NetworkKind::Public, NetworkKind::Unclear] {
            let refused = may_listen(ListenAddress::Open, kind).unwrap_err();
            assert!(refused.to_string().contains("--listen"), "{refused}");
            // The window has no options.
            let in_window = refused.in_window();
            assert!(in_window.contains("Settings") && !in_window.contains("--"), "{in_window}");
            for address in [ListenAddress::Asked, ListenAddress::Loopback] {
                assert!(may_listen(address, kind).is_ok(), "{address:?} {kind:?}");
            }
        }
        for kind in [NetworkKind::Unknown, NetworkKind::Domain, NetworkKind::Private] {
            assert!(may_listen(ListenAddress::Open, kind).is_ok(), "{kind:?}");
            assert!(!kind.counts_as_public(), "{kind:?}");
        }
    }
}
