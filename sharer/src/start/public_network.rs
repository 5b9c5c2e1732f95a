//! What the program leaves undone in a network of strangers.
//!
//! Where the system calls the network public, the built-in server listens only if somebody has said where, and no router is
//! asked for a port.

use crate::cli::exit::Failure;
use crate::platform::{self, network_kind::NetworkKind};
use crate::policy::ListenAddress;
use crate::words;

/// The kind of the network that the computer is in.
pub(super) async fn kind() -> NetworkKind {
    let asked = tokio::task::spawn_blocking(platform::network_kind).await;
    asked.unwrap_or(NetworkKind::Unknown)
}

/// Whether the built-in server may listen.
pub(super) fn may_listen(address: ListenAddress, kind: NetworkKind) -> Result<(), Failure> {
    match (kind, address) {
        (NetworkKind::Public, ListenAddress::Default) => {
            Err(Failure::Usage(words::PUBLIC_NETWORK.to_owned()))
        }
        (NetworkKind::Public, ListenAddress::Chosen)
        | (NetworkKind::Unknown | NetworkKind::Domain | NetworkKind::Private, _) => Ok(()),
    }
}

/// Whether the router may be asked for a port.
pub(super) fn may_map_port(kind: NetworkKind) -> bool {
    match kind {
        NetworkKind::Public => false,
        NetworkKind::Unknown | NetworkKind::Domain | NetworkKind::Private => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OTHERS: [NetworkKind; 3] =
        [NetworkKind::Unknown, NetworkKind::Domain, NetworkKind::Private];

    #[test]
    fn in_a_public_network_the_server_listens_only_where_somebody_said() {
        let refused = may_listen(ListenAddress::Default, NetworkKind::Public).unwrap_err();
        assert!(refused.to_string().contains("--listen"), "{refused}");
        assert!(may_listen(ListenAddress::Chosen, NetworkKind::Public).is_ok());
        for kind in OTHERS {
            assert!(may_listen(ListenAddress::Default, kind).is_ok(), "{kind:?}");
        }
    }

    #[test]
    fn in_a_public_network_no_router_is_asked() {
        assert!(!may_map_port(NetworkKind::Public));
        assert!(OTHERS.into_iter().all(may_map_port));
    }
}
