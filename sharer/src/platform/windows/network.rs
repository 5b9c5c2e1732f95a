//! The kind of the network, from the Network List Manager.

use windows::Win32::Networking::NetworkListManager::{
    INetworkListManager, NLM_ENUM_NETWORK_CONNECTED, NLM_NETWORK_CATEGORY,
    NLM_NETWORK_CATEGORY_DOMAIN_AUTHENTICATED, NLM_NETWORK_CATEGORY_PRIVATE,
    NLM_NETWORK_CATEGORY_PUBLIC, NetworkListManager,
};
use windows::Win32::System::Com::{
    CLSCTX_ALL, COINIT_MULTITHREADED, CoCreateInstance, CoInitializeEx, CoUninitialize,
};

use crate::platform::network_kind::{NetworkKind, strictest};

/// Networks that are looked at. A computer has one or two.
const NETWORKS: usize = 32;

/// The strictest kind of the networks that the computer is connected to. It may take a moment.
pub(crate) fn network_kind() -> NetworkKind {
    let asking = std::thread::Builder::new().name("network-kind".to_owned()).spawn(|| {
        kinds().inspect_err(|error| tracing::debug!(%error, "the kind of the network is not known"))
    });
    // A thread of its own: whether the calling one uses COM, and how, does not matter.
    let kinds = asking.ok().and_then(|thread| thread.join().ok()?.ok());
    strictest(&kinds.unwrap_or_default())
}

/// The kind of each network that the computer is connected to.
fn kinds() -> windows::core::Result<Vec<NetworkKind>> {
    // SAFETY: COM is initialised on this thread first, and left last: the interfaces are dropped before that, at the end
    // of `kinds_in_com`.
    unsafe {
        CoInitializeEx(None, COINIT_MULTITHREADED).ok()?;
        let kinds = kinds_in_com();
        CoUninitialize();
        kinds
    }
}

fn kinds_in_com() -> windows::core::Result<Vec<NetworkKind>> {
    let mut kinds = Vec::new();
    // SAFETY: COM is initialised on this thread; the class has this interface.
    unsafe {
        let manager: INetworkListManager = CoCreateInstance(&NetworkListManager, None, CLSCTX_ALL)?;
        let networks = manager.GetNetworks(NLM_ENUM_NETWORK_CONNECTED)?;
        for _ in 0..NETWORKS {
            let (mut network, mut fetched) = ([None], 0);
            // It succeeds at the end, too (S_FALSE), and has fetched none then.
            networks.Next(&mut network, Some(&raw mut fetched))?;
            let [Some(network)] = network else { break };
            kinds.push(kind(network.GetCategory()?));
        }
    }
    Ok(kinds)
}

fn kind(category: NLM_NETWORK_CATEGORY) -> NetworkKind {
    match category {
        NLM_NETWORK_CATEGORY_PUBLIC => NetworkKind::Public,
        NLM_NETWORK_CATEGORY_PRIVATE => NetworkKind::Private,
        NLM_NETWORK_CATEGORY_DOMAIN_AUTHENTICATED => NetworkKind::Domain,
        _ => NetworkKind::Unknown,
    }
}
