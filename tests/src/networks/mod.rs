//! Two computers in two networks, of any kind, with the internet and the server between them: routers
//! that translate addresses, carriers, firewalls, proxies. Everything is real: namespaces, the kernel's own
//! NAT, the programs. Needs root.
//!
//! ```no_run
//! # use alongside_tests::networks::{Home, Nat, Networks, Pair};
//! let pair = Pair { user: Home::behind(Nat::Symmetric), helper: Home::behind(Nat::PortRestricted) };
//! let net = Networks::new(pair);
//! let mut session = net.connect();
//! assert_eq!(session.path(), "relay");
//! assert!(session.fps() > 20.0);
//! ```

mod access;
mod certificate;
mod home;
mod internet;
mod port_mapping;
mod proxy;
mod rules;
mod session;
mod table;

use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::browser::Browser;
use crate::namespace::Namespace;
use crate::process::{Folder, command, program};
use crate::rig::{Sharer, share};
use crate::server::SignalServer;
use crate::watch::Seen;
use access::Access;
use certificate::Certificate;
pub use home::{Best, Family, Firewall, Home, Mapping, Nat, PROXY_PASSWORD, PROXY_USER, Pair};
pub use internet::{Hosting, Internet, SERVER, SERVER_TOO, SERVER_V6};
pub use port_mapping::{Lease, PortMappings};
pub use proxy::{Asked, Proxy};
pub use session::{Failed, Failure, Session};
pub use table::{KINDS, Table};

/// A small screen on which a part is always new, 30 times a second.
pub const SCREEN: &str = "synthetic:640x480@30,busy";

/// How long a session may take to begin.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Variables by which programs find a proxy.
const PROXY_VARIABLES: [&str; 8] = [
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
];

/// A computer and its access to the internet. Its fields are dropped from top to bottom.
pub struct Computer {
    access: Option<Access>,
    namespace: Namespace,
}

impl Computer {
    /// One at home.
    ///
    /// # Panics
    /// When that is not possible here.
    pub fn new(role: &str, internet: &Internet, home: Home) -> Self {
        let namespace = Namespace::new(role);
        let access = Some(Access::new(internet, home, &namespace));
        Self { access, namespace }
    }

    /// Goes to another home: the old network is gone, the new one has other addresses.
    pub fn moves(&mut self, internet: &Internet, home: Home) {
        Access::unplug(&self.namespace);
        self.access = None;
        self.access = Some(Access::new(internet, home, &self.namespace));
    }

    /// Runs `work` there: programs started and sockets opened by it stay there.
    pub fn enter<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.namespace.enter(work)
    }

    /// Loses every packet between home and internet; the computer sees no change.
    pub fn cut(&self) {
        self.access().cut();
    }

    /// Ends that.
    pub fn mend(&self) {
        self.access().mend();
    }

    /// The proxy of its home.
    pub fn proxy(&self) -> Option<&Proxy> {
        Some(self.access().proxy()?.0)
    }

    /// The computer alone, without its home.
    pub fn namespace(&self) -> &Namespace {
        &self.namespace
    }

    /// The router of its home.
    pub fn router(&self) -> &Namespace {
        self.access().router()
    }

    /// What the router of its home has mapped, where it maps ports.
    pub fn mappings(&self) -> Option<&PortMappings> {
        self.access().mappings()
    }

    /// Bytes that came from the internet and that went there.
    pub fn carried(&self) -> (u64, u64) {
        let carried = self.access().wire().carried();
        (carried.back, carried.there)
    }

    fn access(&self) -> &Access {
        self.access.as_ref().expect("a computer is somewhere")
    }
}

/// Two computers, the internet and the server. Its fields are dropped from top to bottom.
pub struct Networks {
    server: SignalServer,
    /// The User's computer.
    pub user: Computer,
    /// The Helper's computer.
    pub helper: Computer,
    /// What the User's screen shows.
    pub screen: &'static str,
    internet: Internet,
    certificate: Certificate,
}

impl Networks {
    /// Builds them, with a server on a public address.
    pub fn new(pair: Pair) -> Self {
        Self::hosted(pair, Hosting::Public, &[])
    }

    /// Builds them, with a server that is hosted so and has further options.
    pub fn hosted(pair: Pair, hosting: Hosting, options: &[&str]) -> Self {
        let internet = Internet::new(hosting);
        let certificate = Certificate::new();
        let server = internet.server().enter(|| {
            // Both versions of IP on one socket where there are both.
            let listen = if hosting == Hosting::Cloud { "0.0.0.0:443" } else { "[::]:443" };
            let (chain, key) = (certificate.chain(), certificate.key());
            let [chain, key] = [&chain, &key].map(|path| path.to_str().expect("a plain name"));
            let tls = ["--listen", listen, "--tls-cert", chain, "--tls-key", key];
            SignalServer::with(&[&tls, options].concat())
        });
        let user = Computer::new("user", &internet, pair.user);
        let helper = Computer::new("helper", &internet, pair.helper);
        Self { server, user, helper, screen: SCREEN, internet, certificate }
    }

    /// What it was built from, or has become since.
    pub fn pair(&self) -> Pair {
        Pair { user: self.user.access().home(), helper: self.helper.access().home() }
    }

    /// The two connect; the User agrees at once.
    ///
    /// # Panics
    /// When no picture comes.
    #[track_caller]
    pub fn connect(&self) -> Session {
        match self.attempt(&[], PATIENCE) {
            Ok(session) => session,
            Err(failure) => panic!("{} between {:?}", failure.failed, self.pair()),
        }
    }

    /// The two try to connect, the sharer with further options. Each step may take so long. The error says
    /// where it ended.
    pub fn attempt(&self, options: &[&str], patience: Duration) -> Result<Session, Box<Failure>> {
        let sharer = self.user.enter(|| self.sharer(options));
        let page = url(self.helper.access().home());
        let best = self.pair().best();
        Session::attempt(sharer, || self.helper.enter(|| self.browser()), (&page, best), patience)
    }

    /// Watches a session for some time. Beside what was shown, whether it came through the server, as counted at
    /// the network interface of the server: what the two programs say of their path may be wrong.
    pub fn see(&self, session: &mut Session, time: Duration) -> (Seen, bool) {
        let counts = || (self.internet.server_received(), self.helper.carried().0);
        let before = counts();
        let seen = session.see(time);
        let after = counts();
        (seen, (after.0 - before.0) * 2 > after.1 - before.1)
    }

    /// Kills the server and starts another one with the same options, which knows nothing.
    pub fn restart_server(&mut self) {
        let server = &mut self.server;
        self.internet.server().enter(|| server.restart());
    }

    /// The User's computer goes to another home while the program runs.
    pub fn user_moves(&mut self, home: Home) {
        self.user.moves(&self.internet, home);
    }

    /// The Helper's computer goes to another home while the browser runs.
    pub fn helper_moves(&mut self, home: Home) {
        self.helper.moves(&self.internet, home);
    }

    /// What `alongside doctor --json` with further options says on the User's computer, and its exit status.
    ///
    /// # Panics
    /// When it says nothing.
    pub fn doctor(&self, options: &[&str]) -> (Value, Option<i32>) {
        let folder = Folder::new();
        let server = url(self.user.access().home());
        let mut doctor = command(program("alongside"));
        doctor.args(["doctor", "--json", "--server", &server, "--screen", SCREEN]);
        doctor.args(options);
        doctor.env("HOME", folder.path()).env("XDG_CONFIG_HOME", folder.path());
        self.set_environment(&mut doctor);
        let output = self.user.enter(|| doctor.output()).expect("the program starts");
        let report = serde_json::from_slice(&output.stdout);
        let report = report.unwrap_or_else(|_| panic!("a report, not {output:?}"));
        (report, output.status.code())
    }

    /// Starts the User's program.
    fn sharer(&self, options: &[&str]) -> Sharer {
        let folder = Folder::new();
        let server = url(self.user.access().home());
        let mut command = share(&["--server", &server, "--screen", self.screen], &folder);
        command.arg("--record-input").arg(folder.path().join("input.log")).args(options);
        self.set_environment(&mut command);
        Sharer::start(&mut command, folder)
    }

    /// The certificate that the User's programs trust, and the proxy of their network.
    fn set_environment(&self, command: &mut Command) {
        command.env("SSL_CERT_FILE", self.certificate.authority()).env_remove("SSL_CERT_DIR");
        for name in PROXY_VARIABLES {
            command.env_remove(name);
        }
        if let Some((_, url)) = self.user.access().proxy() {
            command.env("HTTPS_PROXY", url);
        }
    }

    /// Starts the Helper's browser.
    fn browser(&self) -> Browser {
        let home = self.helper.access().home();
        assert!(home.firewall != Firewall::ProxyWithPassword, "Chromium takes no password");
        let proxy = match self.helper.access().proxy() {
            Some((_, url)) => format!("--proxy-server={url}"),
            None => "--no-proxy-server".to_owned(),
        };
        Browser::chromium(&["--ignore-certificate-errors", &proxy])
    }
}

/// The server's address as a computer in this home reaches it.
fn url(home: Home) -> String {
    if home.has_v4() { format!("https://{SERVER}") } else { format!("https://[{SERVER_V6}]") }
}
