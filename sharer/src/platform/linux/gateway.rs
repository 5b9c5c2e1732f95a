//! The default gateway, from the kernel's table of IPv4 routes.

use std::fs::File;
use std::io::Read as _;
use std::net::Ipv4Addr;

/// The table: a line of titles, then a line for each route.
const TABLE: &str = "/proc/net/route";

/// Bytes of the table that are read: eight thousand routes. The default route is among the first on a computer that
/// has a desktop.
const TABLE_BYTES: u64 = 1 << 20;

/// The flags of a route that is used and leads to a gateway (`RTF_UP`, `RTF_GATEWAY` of Linux).
const USED_GATEWAY: u32 = 0x0001 | 0x0002;

/// The address of the router through which the internet is reached.
pub(crate) fn default_gateway() -> Option<Ipv4Addr> {
    let mut table = String::new();
    File::open(TABLE).ok()?.take(TABLE_BYTES).read_to_string(&mut table).ok()?;
    gateway(&table)
}

/// The gateway of the default route with the lowest metric, which the kernel takes.
fn gateway(table: &str) -> Option<Ipv4Addr> {
    let routes = table.lines().skip(1).filter_map(default_route);
    routes.min_by_key(|(metric, _)| *metric).map(|(_, gateway)| gateway)
}

/// The metric and the gateway of a route, if it is a default one.
fn default_route(line: &str) -> Option<(u32, Ipv4Addr)> {
    let mut fields = line.split_ascii_whitespace().skip(1);
    let hex = |text: &str| u32::from_str_radix(text, 16).ok();
    let destination = hex(fields.next()?)?;
    // Addresses are numbers of this machine's byte order.
    let gateway = Ipv4Addr::from(hex(fields.next()?)?.to_ne_bytes());
    let flags = hex(fields.next()?)?;
    let metric = fields.nth(2)?.parse().ok()?;
    let mask = hex(fields.next()?)?;
    let is_default = destination == 0 && mask == 0 && flags & USED_GATEWAY == USED_GATEWAY;
    is_default.then_some((metric, gateway))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLES: &str = "Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT\n";

    fn hex(address: [u8; 4]) -> String {
        format!("{:08X}", u32::from_ne_bytes(address))
    }

    #[test]
    fn the_default_route_with_the_lowest_metric_names_the_gateway() {
        let (home, phone, lan) = (hex([192, 168, 1, 1]), hex([10, 0, 0, 1]), hex([192, 168, 1, 0]));
        let mask = hex([255, 255, 255, 0]);
        let table = format!(
            "{TITLES}wlan0\t00000000\t{phone}\t0003\t0\t0\t600\t00000000\t0\t0\t0\n\
             eth0\t{lan}\t00000000\t0001\t0\t0\t0\t{mask}\t0\t0\t0\n\
             eth0\t00000000\t{home}\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
        );
        assert_eq!(gateway(&table), Some(Ipv4Addr::new(192, 168, 1, 1)));
    }

    #[test]
    fn a_table_without_a_gateway_names_none() {
        let home = hex([192, 168, 1, 1]);
        for line in [
            "",
            "eth0",
            // A tunnel without a gateway; a route that is not up; half of the internet.
            "tun0 00000000 00000000 0001 0 0 0 00000000 0 0 0",
            &format!("eth0 00000000 {home} 0002 0 0 0 00000000 0 0 0"),
            &format!("tun0 00000000 {home} 0003 0 0 0 00000080 0 0 0"),
            &format!("eth0 00000000 {home} 0003 0 0 x 00000000 0 0 0"),
        ] {
            assert_eq!(gateway(&format!("{TITLES}{line}\n")), None, "{line}");
        }
        assert_eq!(gateway(""), None);
    }
}
