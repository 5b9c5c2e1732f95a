//! Which of the routes of a computer leads to the internet.

use std::net::Ipv4Addr;

/// An IPv4 route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Route {
    pub(crate) destination: Ipv4Addr,
    /// Length of the destination's prefix, in bits.
    pub(crate) prefix: u8,
    /// The router; unspecified for what is reached directly.
    pub(crate) next_hop: Ipv4Addr,
    /// The metric of the route. That of its interface is added to it; the lowest sum is taken.
    pub(crate) metric: u32,
    /// The metric of its interface; `None` for one that is not connected.
    pub(crate) interface_metric: Option<u32>,
}

/// The router of the default route that the system takes.
pub(crate) fn gateway(routes: &[Route]) -> Option<Ipv4Addr> {
    let leads_out = |route: &&Route| {
        let is_default = route.prefix == 0 && route.destination.is_unspecified();
        is_default && !route.next_hop.is_unspecified()
    };
    let sum = |route: &Route| {
        let interface = route.interface_metric?;
        Some((u64::from(route.metric) + u64::from(interface), route.next_hop))
    };
    let routes = routes.iter().filter(leads_out).filter_map(sum);
    routes.min_by_key(|(metric, _)| *metric).map(|(_, gateway)| gateway)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: Ipv4Addr = Ipv4Addr::new(192, 168, 1, 1);
    const PHONE: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 1);

    fn default(next_hop: Ipv4Addr, metric: u32, interface_metric: Option<u32>) -> Route {
        let destination = Ipv4Addr::UNSPECIFIED;
        Route { destination, prefix: 0, next_hop, metric, interface_metric }
    }

    #[test]
    fn the_default_route_with_the_lowest_sum_of_metrics_names_the_gateway() {
        let (home, phone) = (default(HOME, 0, Some(25)), default(PHONE, 10, Some(5)));
        assert_eq!(gateway(&[home, phone]), Some(PHONE));
        // An interface without a connection has routes, too.
        assert_eq!(gateway(&[home, default(PHONE, 0, None)]), Some(HOME));
        assert_eq!(gateway(&[default(HOME, u32::MAX, Some(u32::MAX)), phone]), Some(PHONE));
    }

    #[test]
    fn other_routes_name_none() {
        let direct = default(Ipv4Addr::UNSPECIFIED, 0, Some(1));
        let half = Route { prefix: 1, ..default(HOME, 0, Some(1)) };
        let net = Route { prefix: 0, destination: PHONE, ..default(HOME, 0, Some(1)) };
        assert_eq!(gateway(&[direct, half, net]), None);
        assert_eq!(gateway(&[]), None);
    }
}
