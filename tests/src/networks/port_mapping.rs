//! A router that maps ports for the computers behind it: the real miniupnpd, which speaks UPnP, PCP and NAT-PMP.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use super::home::Mapping;
use crate::clock::{eventually, since_1970};
use crate::namespace::Namespace;
use crate::process::{Folder, Running, command};

/// Where Debian has the program, which is not on everybody's path.
const PROGRAM: &str = "/usr/sbin/miniupnpd";

/// The tables and chains that it fills.
const CHAINS: &str = "table inet miniupnpd {
    chain mapped {}
    chain translated {}
    chain let_in {}
    chain before { type nat hook prerouting priority dstnat; jump mapped; }
    chain after { type nat hook postrouting priority srcnat; jump translated; }
    chain between { type filter hook forward priority filter; jump let_in; }
}";

/// The program at a router. Dropping it ends the program; what it has mapped stays.
pub struct PortMappings {
    folder: Folder,
    _program: Running,
}

/// A mapping as the router keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The port outside.
    pub external_port: u16,
    /// The address in the home, with its port.
    pub local: String,
    /// How long it holds from now on. `None` without an end.
    pub left: Option<Duration>,
    /// What its owner is shown.
    pub description: String,
}

impl PortMappings {
    /// Starts it at a router whose network is `lan` and whose other side is `wan`.
    ///
    /// # Panics
    /// When it is not installed, or does not come up.
    pub(super) fn start(router: &Namespace, mapping: Mapping) -> Self {
        router.nft(CHAINS);
        let folder = Folder::new();
        let path = |name: &str| folder.path().join(name).display().to_string();
        let yes = |is_on: bool| if is_on { "yes" } else { "no" };
        let upnp = yes(matches!(mapping, Mapping::Upnp | Mapping::All));
        let pcp = yes(matches!(mapping, Mapping::Pcp | Mapping::All));
        let mut config = String::new();
        for (key, value) in [
            ("ext_ifname", "wan"),
            ("listening_ip", "lan"),
            ("ipv6_disable", "yes"),
            ("enable_upnp", upnp),
            ("enable_natpmp", pcp),
            ("secure_mode", "yes"),
            ("lease_file", &path("leases")),
            ("upnp_table_name", "miniupnpd"),
            ("upnp_nat_table_name", "miniupnpd"),
            ("upnp_forward_chain", "let_in"),
            ("upnp_nat_chain", "mapped"),
            ("upnp_nat_postrouting_chain", "translated"),
            ("uuid", "7d1b2b6e-4f5c-4c60-9d0a-1f2e3d4c5b6a"),
        ] {
            let _ = writeln!(config, "{key}={value}");
        }
        let _ = writeln!(config, "allow 1024-65535 0.0.0.0/0 1024-65535");
        std::fs::write(path("config"), config).expect("a folder can be written");
        let mut program = command(PROGRAM);
        // In the foreground, and what it says is kept when the test fails.
        program.args(["-d", "-f", &path("config"), "-P", &path("pid")]);
        let program = router.enter(|| Running::start("miniupnpd", &mut program));
        let this = Self { folder, _program: program };
        eventually("miniupnpd is up", || this.pid_file().exists().then_some(()));
        this
    }

    fn pid_file(&self) -> PathBuf {
        self.folder.path().join("pid")
    }

    /// All mappings: lines of `protocol:external port:address:port:end:description`.
    ///
    /// # Panics
    /// When the program's file is of another form.
    pub fn leases(&self) -> Vec<Lease> {
        let file = std::fs::read_to_string(self.folder.path().join("leases")).unwrap_or_default();
        let now = since_1970();
        let lease = |line: &str| {
            let [protocol, external, address, port, end, description] =
                line.splitn(6, ':').collect::<Vec<_>>().try_into().ok()?;
            assert_eq!(protocol, "UDP", "{line}");
            let end = Duration::from_secs(end.parse().ok()?);
            Some(Lease {
                external_port: external.parse().ok()?,
                local: format!("{address}:{port}"),
                left: (!end.is_zero()).then(|| end.saturating_sub(now)),
                description: description.to_owned(),
            })
        };
        let leases = file.lines().map(|line| lease(line).unwrap_or_else(|| panic!("{line}")));
        leases.collect()
    }
}
