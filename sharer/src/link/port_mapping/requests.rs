//! Requests to the router, by each protocol.

use std::net::{IpAddr, SocketAddrV4};
use std::num::NonZeroU16;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crab_nat::{
    GatewayAddress, InternetProtocol, MappingFailure, PortMapping, PortMappingOptions,
    PortMappingType, TimeoutConfig, natpmp, pcp,
};
use mapping::{Granted, LEASE, Refusal, Route};
use rand_core::{OsRng, RngCore as _};

use super::upnp::{Fault, Service};

/// How datagrams are repeated: after 0.25 s, and then twice as long each time. A router is near, and the RFCs' first
/// three seconds would be longer than a session takes to begin.
const REPEATS: TimeoutConfig = TimeoutConfig {
    initial_timeout: Duration::from_millis(250),
    max_retries: 3,
    max_retry_timeout: None,
};

/// The same to find out whether anything answers, and to close a port.
const FEW_REPEATS: TimeoutConfig = TimeoutConfig { max_retries: 2, ..REPEATS };

/// A mapping as the router has granted it: what is needed to renew it and to end it.
#[derive(Clone)]
pub(super) enum Held {
    /// By PCP or NAT-PMP.
    Datagrams(PortMapping),
    /// By UPnP.
    Upnp { service: Service, local: SocketAddrV4, external_port: u16 },
}

/// What the router has granted; after an error [`Notes`] say what it may have granted all the same.
type Answer = Result<(Granted, Held), Refusal>;

/// Whether something answers at the port of PCP and NAT-PMP. A request for the external address changes nothing, and a
/// router that speaks PCP alone says so.
pub(super) async fn speaks_pcp(route: Route) -> bool {
    let asked = natpmp::external_address(gateway(route), Some(FEW_REPEATS)).await;
    !matches!(asked, Err(natpmp::Failure::Timeout | natpmp::Failure::Socket(_)))
}

/// What a request may have left at the router: noted before the request is sent, and taken back when the router says that
/// it has granted nothing. A request that is cut off, or whose answer is lost, loses its result, but the router may have
/// granted it.
#[derive(Clone, Default)]
pub(super) struct Notes(Arc<Mutex<Option<Left>>>);

impl Notes {
    /// What may be at the router. It is not noted any more.
    pub(super) fn take(&self) -> Option<Left> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn note(&self, left: Left) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(left);
    }

    /// The router has answered: there is nothing, unless it has said nothing.
    fn on_refusal(&self, refusal: Refusal) -> Refusal {
        if refusal != Refusal::Silent {
            self.take();
        }
        refusal
    }
}

/// Something that may be at the router.
#[derive(Clone)]
pub(super) enum Left {
    /// By PCP.
    Pcp { route: Route, port: NonZeroU16, nonce: pcp::Nonce },
    /// By NAT-PMP.
    NatPmp { route: Route, port: NonZeroU16 },
    /// By UPnP, where any computer can close any port.
    Upnp { service: Service, local: SocketAddrV4, external_port: u16, is_granted: bool },
}

impl Left {
    /// Closes the port, if it is ours.
    pub(super) async fn remove(self) {
        match self {
            Self::Pcp { route, port, nonce } => {
                let (internal_port, protocol) = (port, InternetProtocol::Udp);
                let range = pcp::DropMappingRange::Single { internal_port, protocol };
                let client = route.local.into();
                let times = Some(FEW_REPEATS);
                let _ = pcp::try_drop_mapping(gateway(route), client, nonce, range, times).await;
            }
            Self::NatPmp { route, port } => {
                let (udp, times) = (InternetProtocol::Udp, Some(FEW_REPEATS));
                let _ = natpmp::try_drop_mapping(gateway(route), udp, Some(port), times).await;
            }
            Self::Upnp { service, local, external_port, is_granted } => {
                if is_granted || service.maps(external_port, local).await {
                    let _ = service.unmap(external_port).await;
                }
            }
        }
    }
}

/// Asks for a port by PCP.
pub(super) async fn by_pcp(route: Route, port: NonZeroU16, notes: &Notes) -> Answer {
    let mut nonce = pcp::Nonce::default();
    nonce.fill_with(|| OsRng.next_u32());
    notes.note(Left::Pcp { route, port, nonce });
    let client = route.local.into();
    let base = pcp::BaseMapRequest::new(gateway(route), client, InternetProtocol::Udp, port);
    let mapping = pcp::port_mapping(base, Some(nonce), None, options()).await;
    granted(mapping.map_err(|error| notes.on_refusal(refusal(error.into())))?).await
}

/// Asks for a port by NAT-PMP.
pub(super) async fn by_nat_pmp(route: Route, port: NonZeroU16, notes: &Notes) -> Answer {
    notes.note(Left::NatPmp { route, port });
    let asked = natpmp::port_mapping(gateway(route), InternetProtocol::Udp, port, options()).await;
    granted(asked.map_err(|error| notes.on_refusal(refusal(error.into())))?).await
}

/// Asks for a port by UPnP, and for the external address at the same time: some routers take long for each.
pub(super) async fn by_upnp(
    service: Service,
    route: Route,
    port: NonZeroU16,
    notes: &Notes,
) -> Answer {
    let local = SocketAddrV4::new(route.local, port.get());
    let note = |external_port, is_granted| {
        notes.note(Left::Upnp { service: service.clone(), local, external_port, is_granted });
    };
    let opening = async {
        let opened = service.open(local, LEASE, |external_port| note(external_port, false)).await;
        match opened {
            Ok(external_port) => note(external_port, true),
            Err(fault) => {
                notes.on_refusal(fault.into());
            }
        }
        opened
    };
    let (address, opened) = tokio::join!(service.external_address(), opening);
    // A port whose address is not known is of no use.
    let (external_port, address) = (opened?, address?);
    let held = Held::Upnp { service: service.clone(), local, external_port };
    let external = SocketAddrV4::new(address, external_port);
    Ok((Granted { external, lease: LEASE, epoch: None }, held))
}

impl Held {
    /// Asks for the same port once more.
    pub(super) async fn renew(self) -> Answer {
        match self {
            Self::Datagrams(mut mapping) => {
                mapping.timeout_config = REPEATS;
                mapping.renew().await.map_err(refusal)?;
                granted(mapping).await
            }
            Self::Upnp { service, local, external_port } => {
                let address = service.external_address().await?;
                service.map(external_port, local, LEASE).await?;
                let external = SocketAddrV4::new(address, external_port);
                let held = Self::Upnp { service, local, external_port };
                Ok((Granted { external, lease: LEASE, epoch: None }, held))
            }
        }
    }

    /// Closes the port. If the router does not hear it, it closes it when the lease ends.
    pub(super) async fn remove(self) {
        match self {
            Self::Datagrams(mut mapping) => {
                mapping.timeout_config = FEW_REPEATS;
                let _ = mapping.try_drop().await;
            }
            Self::Upnp { service, external_port, .. } => {
                let _ = service.unmap(external_port).await;
            }
        }
    }
}

/// Reads what PCP or NAT-PMP granted. NAT-PMP tells the external address apart. After an error the mapping is of no use, and
/// is still there.
async fn granted(mapping: PortMapping) -> Answer {
    let address = match mapping.mapping_type() {
        PortMappingType::Pcp { external_ip, .. } => external_ip,
        PortMappingType::NatPmp => {
            // A port whose address is not known is of no use.
            let asked = natpmp::external_address(mapping.gateway(), Some(FEW_REPEATS)).await;
            asked.map_err(|error| refusal(error.into()))?.into()
        }
    };
    let IpAddr::V4(address) = address else { return Err(Refusal::Refused) };
    let held = Held::Datagrams(mapping.clone());
    let external = SocketAddrV4::new(address, mapping.external_port().get());
    let lease = Duration::from_secs(mapping.lifetime().into());
    Ok((Granted { external, lease, epoch: Some(mapping.gateway_epoch()) }, held))
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::NoAnswer => Self::Silent,
            Fault::NotLeased => Self::NotLeased,
            Fault::Refused(_) => Self::Refused,
        }
    }
}

fn gateway(route: Route) -> GatewayAddress {
    GatewayAddress::IpV4(route.gateway)
}

fn options() -> PortMappingOptions {
    PortMappingOptions {
        external_port: None,
        lifetime_seconds: Some(lease_seconds()),
        timeout_config: Some(REPEATS),
    }
}

fn lease_seconds() -> u32 {
    u32::try_from(LEASE.as_secs()).expect("the lease is some minutes")
}

/// What an error of PCP or NAT-PMP means.
fn refusal(error: MappingFailure) -> Refusal {
    use natpmp::Failure as NatPmp;
    use pcp::Failure as Pcp;
    match error {
        MappingFailure::NatPmp(NatPmp::Timeout | NatPmp::Socket(_))
        | MappingFailure::Pcp(Pcp::Timeout | Pcp::Socket(_)) => Refusal::Silent,
        MappingFailure::NatPmp(
            NatPmp::UnsupportedVersion(_) | NatPmp::UnsupportedOpcode | NatPmp::InvalidResponse(_),
        )
        | MappingFailure::Pcp(
            Pcp::UnsupportedVersion(_)
            | Pcp::UnsupportedOpcode
            | Pcp::InvalidResponse(_)
            | Pcp::Nonce,
        ) => Refusal::OtherProtocol,
        MappingFailure::NatPmp(
            NatPmp::NotAuthorized | NatPmp::NetworkFailure | NatPmp::OutOfResources,
        )
        | MappingFailure::Pcp(
            Pcp::NotAuthorized(_)
            | Pcp::MalformedRequest
            | Pcp::UnsupportedOption
            | Pcp::MalformedOption
            | Pcp::NetworkFailure(_)
            | Pcp::NoResources(_)
            | Pcp::UnsupportedProtocol
            | Pcp::UserExceededQuota(_)
            | Pcp::CannotProvideExternal(_)
            | Pcp::AddressMismatch
            | Pcp::ExcessiveRemotePeers,
        ) => Refusal::Refused,
    }
}
