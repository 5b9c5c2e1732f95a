//! The default gateway, from the system's table of IPv4 routes.

use std::net::Ipv4Addr;

use windows::Win32::NetworkManagement::IpHelper::{
    FreeMibTable, GetIpForwardTable2, GetIpInterfaceEntry, MIB_IPFORWARD_ROW2,
    MIB_IPFORWARD_TABLE2, MIB_IPINTERFACE_ROW,
};
use windows::Win32::Networking::WinSock::{AF_INET, SOCKADDR_INET};

use crate::platform::default_route::{Route, gateway};

/// The address of the router through which the internet is reached.
pub(crate) fn default_gateway() -> Option<Ipv4Addr> {
    gateway(&routes()?)
}

fn routes() -> Option<Vec<Route>> {
    let mut table: *mut MIB_IPFORWARD_TABLE2 = std::ptr::null_mut();
    // SAFETY: on success the table holds as many rows as it says, one after the other, until it is freed below. They
    // are copied before; each address is of the family that was asked for.
    unsafe {
        GetIpForwardTable2(AF_INET, &raw mut table).ok().ok()?;
        let first = (&raw const (*table).Table).cast::<MIB_IPFORWARD_ROW2>();
        let rows = std::slice::from_raw_parts(first, (*table).NumEntries as usize);
        let routes = rows.iter().map(route).collect();
        FreeMibTable(table.cast());
        Some(routes)
    }
}

fn route(row: &MIB_IPFORWARD_ROW2) -> Route {
    Route {
        destination: address(&row.DestinationPrefix.Prefix),
        prefix: row.DestinationPrefix.PrefixLength,
        next_hop: address(&row.NextHop),
        metric: row.Metric,
        interface_metric: interface_metric(row),
    }
}

/// The metric of a route's interface; `None` if it is not connected, or has gone.
fn interface_metric(row: &MIB_IPFORWARD_ROW2) -> Option<u32> {
    let mut interface = MIB_IPINTERFACE_ROW {
        Family: AF_INET,
        InterfaceLuid: row.InterfaceLuid,
        ..MIB_IPINTERFACE_ROW::default()
    };
    // SAFETY: the row is a variable of ours, and names the interface that it is to be filled for.
    unsafe { GetIpInterfaceEntry(&raw mut interface) }.ok().ok()?;
    interface.Connected.then_some(interface.Metric)
}

fn address(address: &SOCKADDR_INET) -> Ipv4Addr {
    // SAFETY: every bit pattern is an address. It is in network byte order, which is the order of these bytes.
    Ipv4Addr::from(unsafe { address.Ipv4.sin_addr.S_un.S_addr }.to_ne_bytes())
}
