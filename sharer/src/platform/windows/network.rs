//! The kind of the network, from the Network List Manager.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use windows::Win32::Networking::NetworkListManager::{
    INetwork, INetworkListManager, NLM_CONNECTIVITY_IPV4_INTERNET, NLM_CONNECTIVITY_IPV6_INTERNET,
    NLM_ENUM_NETWORK_CONNECTED, NLM_NETWORK_CATEGORY, NLM_NETWORK_CATEGORY_DOMAIN_AUTHENTICATED,
    NLM_NETWORK_CATEGORY_PRIVATE, NLM_NETWORK_CATEGORY_PUBLIC, NetworkListManager,
};
use windows::Win32::System::Com::{
    CLSCTX_ALL, COINIT_MULTITHREADED, CoCreateInstance, CoInitializeEx, CoUninitialize,
};

use crate::platform::network_kind::{Network, NetworkKind, strictest};

/// Networks that are looked at. A computer has one or two.
const NETWORKS: usize = 32;

/// How long the service may take to answer.
const ANSWER: Duration = Duration::from_secs(3);

/// Whether a thread asks now. A service that hangs holds up one thread, however often it is asked.
static IS_ASKING: AtomicBool = AtomicBool::new(false);

/// The kind of the network that the computer is in. It takes a moment, at most [`ANSWER`].
pub(crate) fn network_kind() -> NetworkKind {
    if IS_ASKING.swap(true, Ordering::AcqRel) {
        return NetworkKind::Unclear;
    }
    let (answer, answered) = mpsc::sync_channel(1);
    // A thread of its own: whether the calling one uses COM, and how, does not matter.
    let asking = std::thread::Builder::new().name("network-kind".to_owned()).spawn(move || {
        let kind = strictest(&networks());
        IS_ASKING.store(false, Ordering::Release);
        // Nobody waits any more when it took too long.
        let _ = answer.send(kind);
    });
    if asking.is_err() {
        IS_ASKING.store(false, Ordering::Release);
    }
    answered.recv_timeout(ANSWER).unwrap_or_else(|error| {
        tracing::warn!(%error, "Windows does not say what kind of network this is");
        NetworkKind::Unclear
    })
}

/// Each network that the computer is connected to. What could not be looked at is one of an unclear kind.
fn networks() -> Vec<Network> {
    let mut networks = Vec::new();
    if let Err(error) = look(&mut networks) {
        tracing::warn!(%error, "Windows does not say what kind of network this is");
        networks.push(Network { kind: NetworkKind::Unclear, has_internet: true });
    }
    networks
}

fn look(networks: &mut Vec<Network>) -> windows::core::Result<()> {
    // SAFETY: COM is initialised on this thread first, and left last: the interfaces are dropped before that, at the end
    // of `look_in_com`.
    unsafe {
        CoInitializeEx(None, COINIT_MULTITHREADED).ok()?;
        let looked = look_in_com(networks);
        CoUninitialize();
        looked
    }
}

fn look_in_com(networks: &mut Vec<Network>) -> windows::core::Result<()> {
    // SAFETY: COM is initialised on this thread; the class has this interface.
    unsafe {
        let manager: INetworkListManager = CoCreateInstance(&NetworkListManager, None, CLSCTX_ALL)?;
        let connected = manager.GetNetworks(NLM_ENUM_NETWORK_CONNECTED)?;
        for _ in 0..NETWORKS {
            let (mut next, mut fetched) = ([None], 0);
            // It succeeds at the end, too (S_FALSE), and has fetched none then.
            connected.Next(&mut next, Some(&raw mut fetched))?;
            let [Some(next)] = next else { break };
            networks.push(network(&next)?);
        }
    }
    Ok(())
}

fn network(network: &INetwork) -> windows::core::Result<Network> {
    // SAFETY: both only read what this interface, which is alive, knows of its network.
    let (category, connectivity) = unsafe { (network.GetCategory()?, network.GetConnectivity()) };
    let internet = NLM_CONNECTIVITY_IPV4_INTERNET.0 | NLM_CONNECTIVITY_IPV6_INTERNET.0;
    // One of which that is not known counts.
    let has_internet = connectivity.map_or(true, |bits| bits.0 & internet != 0);
    Ok(Network { kind: kind(category), has_internet })
}

fn kind(category: NLM_NETWORK_CATEGORY) -> NetworkKind {
    match category {
        NLM_NETWORK_CATEGORY_PUBLIC => NetworkKind::Public,
        NLM_NETWORK_CATEGORY_PRIVATE => NetworkKind::Private,
        NLM_NETWORK_CATEGORY_DOMAIN_AUTHENTICATED => NetworkKind::Domain,
        _ => NetworkKind::Unclear,
    }
}
