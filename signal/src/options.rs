//! Options from the command line, the environment and a file, in that order of precedence.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use clap::{CommandFactory as _, Parser};
use serde::Deserialize;
use signal_server::{
    Cidr, ExternalTurn, LaneRates, PublicUrl, ServerConfig, TURN_PORT, TurnOptions,
};

/// The default listening address.
const LISTEN: &str = "127.0.0.1:8080";

/// Where the metrics are when `--metrics` names no address.
const METRICS: &str = "127.0.0.1:9180";

/// After the options.
const EXAMPLES: &str = "\
Examples:
  alongside-signal
      For this computer alone, on port 8080.
  alongside-signal --listen 0.0.0.0:8443 --tls-cert chain.pem --tls-key key.pem
      For everybody who reaches this computer, with HTTPS.
  alongside-signal --public-url https://help.example.org --trusted-proxy 127.0.0.1 \\
        --turn 0.0.0.0:3478
      Behind a proxy on the same computer that speaks HTTPS, which the relay does not pass.
  alongside-signal --listen 0.0.0.0:443 --tls-cert chain.pem --tls-key key.pem \\
        --turn-public-ip 203.0.113.5
      In a cloud whose router gives the computer this public address.

The relay carries a session between two people who cannot reach each other directly. It needs
UDP and TCP port 3478 from outside, and UDP to and from any port; with HTTPS it also answers on the
port of --listen. It sends only to public addresses, apart from those of --turn-allow, and only for
the people of a session, as long as it lasts.

The file of --config holds the options without their dashes:
  listen = \"0.0.0.0:8443\"
  trusted-proxy = [\"10.0.0.0/8\"]

The command line wins over a variable, a variable over the file.

The server writes no file, and no address, code or name to its log (standard error); ALONGSIDE_LOG
sets what is logged. /healthz says whether it serves; with --metrics, numbers for Prometheus are at /metrics of
that address.

Exit status: 0 ended as asked, 1 failed, 2 wrong usage.";

/// Introduces two people to each other and learns nothing; serves the page.
// fields: one for each option, as `clap` reads them.
#[derive(Parser)]
#[command(name = "alongside-signal", version, after_help = EXAMPLES, after_long_help = EXAMPLES)]
struct Arguments {
    /// With --version: commit, page, protocol, and how this program was built
    #[arg(long, requires = "version")]
    verbose: bool,

    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR", env = "ALONGSIDE_LISTEN")]
    listen: Option<String>,

    /// Where people reach the server, when a proxy stands before it
    #[arg(long, value_name = "URL", env = "ALONGSIDE_PUBLIC_URL")]
    public_url: Option<String>,

    /// Certificate chain in PEM, to serve HTTPS
    #[arg(long, value_name = "FILE", env = "ALONGSIDE_TLS_CERT")]
    tls_cert: Option<PathBuf>,

    /// Private key of the certificate in PEM
    #[arg(long, value_name = "FILE", env = "ALONGSIDE_TLS_KEY")]
    tls_key: Option<PathBuf>,

    /// Proxies whose X-Forwarded-For is believed; may be given several times
    #[arg(long, value_name = "CIDR", env = "ALONGSIDE_TRUSTED_PROXY", value_delimiter = ',')]
    trusted_proxy: Option<Vec<String>>,

    /// Address and port of the relay (STUN and TURN, UDP and TCP), or `off` [default: the address of
    /// --listen and port 3478; off if that is a loopback address]
    #[arg(long, value_name = "ADDR|off", env = "ALONGSIDE_TURN")]
    turn: Option<String>,

    /// Address under which others reach the relay, when a router translates addresses; once for IPv4 and
    /// once for IPv6
    #[arg(long, value_name = "IP", env = "ALONGSIDE_TURN_PUBLIC_IP", value_delimiter = ',')]
    turn_public_ip: Option<Vec<String>>,

    /// Private network to which the relay may send, although it is closed by default; may be given several
    /// times. Loopback is opened only by a network within it, and for tests only. Multicast, link-local
    /// and metadata addresses stay closed
    #[arg(long, value_name = "CIDR", env = "ALONGSIDE_TURN_ALLOW", value_delimiter = ',')]
    turn_allow: Option<Vec<String>>,

    /// TURN server to use instead of the relay, such as turn:turn.example.org:3478?transport=udp; may be
    /// given several times. With --turn both are used
    #[arg(long, value_name = "URL", env = "ALONGSIDE_EXTERNAL_TURN", value_delimiter = ',')]
    external_turn: Option<Vec<String>>,

    /// File with the secret of --external-turn, which coturn calls static-auth-secret
    #[arg(long, value_name = "FILE", env = "ALONGSIDE_EXTERNAL_TURN_SECRET_FILE")]
    external_turn_secret_file: Option<PathBuf>,
    /// What one session may send over this server, where nothing else gets through [default: 20]
    #[arg(long, value_name = "MBIT/S", env = "ALONGSIDE_LANE_RATE")]
    lane_rate: Option<u32>,

    /// The same for all sessions together; 0: no session may [default: 400]
    #[arg(long, value_name = "MBIT/S", env = "ALONGSIDE_LANES_RATE")]
    lanes_rate: Option<u32>,

    /// Address and port of numbers for Prometheus, at /metrics [without ADDR: 127.0.0.1:9180]
    #[arg(long, value_name = "ADDR", env = "ALONGSIDE_METRICS", num_args = 0..=1, default_missing_value = METRICS)]
    metrics: Option<String>,

    /// TOML file with the same options
    #[arg(long, value_name = "FILE", env = "ALONGSIDE_CONFIG")]
    config: Option<PathBuf>,

    /// Write the manual page to this folder, and do nothing else
    #[arg(long, value_name = "FOLDER", hide = true)]
    man: Option<PathBuf>,
}

/// The same options as they stand in a file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FileOptions {
    listen: Option<String>,
    public_url: Option<String>,
    tls_cert: Option<PathBuf>,
    tls_key: Option<PathBuf>,
    trusted_proxy: Option<Vec<String>>,
    turn: Option<String>,
    turn_public_ip: Option<Vec<String>>,
    turn_allow: Option<Vec<String>>,
    external_turn: Option<Vec<String>>,
    external_turn_secret_file: Option<PathBuf>,
    lane_rate: Option<u32>,
    lanes_rate: Option<u32>,
    metrics: Option<String>,
}

/// What the program is to do.
#[derive(Debug)]
pub(crate) enum Task {
    /// To serve.
    Serve(Box<Options>),
    /// To write its manual page to a folder.
    Manual(PathBuf),
}

/// How it is to serve, checked.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) listen: SocketAddr,
    pub(crate) tls: Option<TlsFiles>,
    pub(crate) server: ServerConfig,
    /// The relay, if there is to be one.
    pub(crate) turn: Option<TurnOptions>,
    /// A relay elsewhere.
    pub(crate) external_turn: Option<ExternalTurn>,
    /// Where the metrics can be read, if they can.
    pub(crate) metrics: Option<SocketAddr>,
}

/// A certificate and its key.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TlsFiles {
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
}

/// Why the program does not start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OptionsError {
    /// The arguments cannot be read, or ask for help.
    #[error(transparent)]
    Arguments(#[from] clap::Error),
    #[error("cannot read the configuration {}: {reason}", path.display())]
    Unreadable { path: PathBuf, reason: std::io::Error },
    #[error("the configuration {} is wrong in line {line}: {reason}", path.display())]
    File { path: PathBuf, line: usize, reason: String },
    #[error(
        "expected an address and port for `listen`, such as {LISTEN} or [::]:8080, got \"{0}\""
    )]
    Listen(String),
    #[error("expected an address and port for `metrics`, such as {METRICS}, got \"{0}\"")]
    Metrics(String),
    #[error("`public-url`: {0}")]
    PublicUrl(#[from] signal_server::PublicUrlError),
    #[error("`trusted-proxy`: {0}")]
    TrustedProxy(#[from] signal_server::CidrError),
    #[error("expected at least 1 Mbit/s for `lane-rate`; `lanes-rate = 0` turns lanes off")]
    LaneRate,
    #[error("`{0}` is missing: `tls-cert` and `tls-key` are given together")]
    HalfTls(&'static str),
    #[error(
        "expected an address and port for `turn`, such as 0.0.0.0:{TURN_PORT}, or off, got \"{0}\""
    )]
    Turn(String),
    #[error("expected an IP address for `turn-public-ip`, such as 203.0.113.5, got \"{0}\"")]
    TurnPublicIp(String),
    #[error("`turn-public-ip` has two addresses of one family; give one for IPv4, one for IPv6")]
    TwoPublicIps,
    #[error("`turn-allow`: {0}")]
    TurnAllow(signal_server::CidrError),
    #[error("`{0}` has no effect: the relay is off; give `turn` an address")]
    NoTurn(&'static str),
    #[error("`external-turn`: {0}")]
    ExternalTurn(#[from] signal_server::ExternalTurnError),
    #[error("`{0}` is missing: `external-turn` and `external-turn-secret-file` are given together")]
    HalfExternalTurn(&'static str),
}

/// Reads all options; `arguments` begins with the program's name.
pub(crate) fn read(
    arguments: impl Iterator<Item = std::ffi::OsString>,
) -> Result<Task, OptionsError> {
    let arguments = Arguments::try_parse_from(arguments)?;
    if let Some(folder) = arguments.man {
        return Ok(Task::Manual(folder));
    }
    let file = match &arguments.config {
        Some(path) => read_file(path)?,
        None => FileOptions::default(),
    };
    let listen = arguments.listen.or(file.listen).unwrap_or_else(|| LISTEN.to_owned());
    let public_url = arguments.public_url.or(file.public_url);
    let trusted_proxies = arguments.trusted_proxy.or(file.trusted_proxy).unwrap_or_default();
    let certificate = arguments.tls_cert.or(file.tls_cert);
    let key = arguments.tls_key.or(file.tls_key);
    let listen: SocketAddr = listen.parse().map_err(|_| OptionsError::Listen(listen))?;
    let external_turn = external_turn(
        arguments.external_turn.or(file.external_turn),
        arguments.external_turn_secret_file.or(file.external_turn_secret_file),
    )?;
    let turn = Turn {
        address: arguments.turn.or(file.turn),
        public: arguments.turn_public_ip.or(file.turn_public_ip).unwrap_or_default(),
        allow: arguments.turn_allow.or(file.turn_allow).unwrap_or_default(),
    };
    let metrics = arguments.metrics.or(file.metrics);
    let metrics = metrics.map(|text| text.parse().map_err(|_| OptionsError::Metrics(text)));
    Ok(Task::Serve(Box::new(Options {
        listen,
        metrics: metrics.transpose()?,
        turn: turn.check(listen, external_turn.is_some())?,
        external_turn,
        tls: match (certificate, key) {
            (Some(certificate), Some(key)) => Some(TlsFiles { certificate, key }),
            (None, None) => None,
            (Some(_), None) => return Err(OptionsError::HalfTls("tls-key")),
            (None, Some(_)) => return Err(OptionsError::HalfTls("tls-cert")),
        },
        server: ServerConfig {
            public_url: public_url.map(|url| url.parse::<PublicUrl>()).transpose()?,
            trusted_proxies: trusted_proxies
                .iter()
                .map(|cidr| cidr.trim().parse::<Cidr>())
                .collect::<Result<_, _>>()?,
            lane_rates: lane_rates(
                arguments.lane_rate.or(file.lane_rate),
                arguments.lanes_rate.or(file.lanes_rate),
            )?,
            ..ServerConfig::default()
        },
    })))
}

/// The options of the relay as they were given.
struct Turn {
    address: Option<String>,
    public: Vec<String>,
    allow: Vec<String>,
}

impl Turn {
    /// Without an address, the relay runs wherever others reach the server and no other relay is given.
    fn check(
        self,
        listen: SocketAddr,
        has_external: bool,
    ) -> Result<Option<TurnOptions>, OptionsError> {
        let address = match self.address.as_deref() {
            Some("off") => None,
            Some(text) => Some(text.parse().map_err(|_| OptionsError::Turn(text.to_owned()))?),
            None if listen.ip().is_loopback() || has_external => None,
            None => Some(SocketAddr::new(listen.ip(), TURN_PORT)),
        };
        let Some(address) = address else {
            return match (self.public.is_empty(), self.allow.is_empty()) {
                (true, true) => Ok(None),
                (false, _) => Err(OptionsError::NoTurn("turn-public-ip")),
                (true, false) => Err(OptionsError::NoTurn("turn-allow")),
            };
        };
        let mut options = TurnOptions::new(address);
        for text in self.public {
            let wrong = || OptionsError::TurnPublicIp(text.clone());
            let public: IpAddr = text.trim().parse().map_err(|_| wrong())?;
            if public.is_unspecified() || public.is_multicast() {
                return Err(wrong());
            }
            if options.public.iter().any(|other| other.is_ipv4() == public.is_ipv4()) {
                return Err(OptionsError::TwoPublicIps);
            }
            options.public.push(public);
        }
        let blocks = self.allow.iter().map(|cidr| cidr.trim().parse::<Cidr>());
        options.allow = blocks.collect::<Result<_, _>>().map_err(OptionsError::TurnAllow)?;
        Ok(Some(options))
    }
}

/// A relay elsewhere, with its secret.
fn external_turn(
    urls: Option<Vec<String>>,
    secret_file: Option<PathBuf>,
) -> Result<Option<ExternalTurn>, OptionsError> {
    match (urls.filter(|urls| !urls.is_empty()), secret_file) {
        (Some(urls), Some(file)) => Ok(Some(ExternalTurn::load(urls, &file)?)),
        (None, None) => Ok(None),
        (Some(_), None) => Err(OptionsError::HalfExternalTurn("external-turn-secret-file")),
        (None, Some(_)) => Err(OptionsError::HalfExternalTurn("external-turn")),
    }
}

/// The rates of lanes, from those of one lane and of all together in Mbit/s.
fn lane_rates(lane: Option<u32>, total: Option<u32>) -> Result<LaneRates, OptionsError> {
    let bytes = |mbit: u32| u64::from(mbit) * 1_000_000 / 8;
    let usual = LaneRates::default();
    let lane = lane.map_or(usual.lane, bytes);
    if lane == 0 {
        return Err(OptionsError::LaneRate);
    }
    let total = total.map_or(usual.total, bytes);
    // An office behind one address has as much as ten lanes, and never less than one.
    let source = lane.saturating_mul(10).min(total.max(lane));
    Ok(LaneRates { lane, source, total })
}

/// Writes the manual page to a folder.
pub(crate) fn write_manual(folder: &Path) -> Result<(), String> {
    clap_mangen::generate_to(Arguments::command(), folder)
        .map_err(|reason| format!("cannot write to {}: {reason}", folder.display()))
}

fn read_file(path: &Path) -> Result<FileOptions, OptionsError> {
    let text = std::fs::read_to_string(path)
        .map_err(|reason| OptionsError::Unreadable { path: path.to_owned(), reason })?;
    toml::from_str(&text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let reason = error.message().replace('\n', " ");
        OptionsError::File { path: path.to_owned(), line, reason }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Options, OptionsError> {
        let all = std::iter::once(&"alongside-signal").chain(arguments);
        super::read(all.map(std::ffi::OsString::from)).map(|task| match task {
            Task::Serve(options) => *options,
            Task::Manual(_) => unreachable!("no test asks for it"),
        })
    }

    fn file(text: &str) -> PathBuf {
        use std::sync::atomic::{AtomicU32, Ordering};
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("alongside-signal-{}-{number}.toml", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    #[test]
    fn nothing_given_listens_on_this_machine_only() {
        let options = read(&[]).unwrap();
        assert_eq!(options.listen, "127.0.0.1:8080".parse().unwrap());
        assert_eq!(options.tls, None);
        assert!(options.server.trusted_proxies.is_empty());
    }

    #[test]
    fn the_command_line_wins_over_the_file() {
        let path = file(
            "listen = '127.0.0.1:1'\npublic-url = 'https://a.example'\n\
             trusted-proxy = ['10.0.0.0/8', '::1']\n",
        );
        let options =
            read(&["--listen", "127.0.0.1:2", "--config", path.to_str().unwrap()]).unwrap();
        std::fs::remove_file(path).unwrap();
        assert_eq!(options.listen.port(), 2);
        assert_eq!(options.server.public_url, Some("https://a.example".parse().unwrap()));
        assert_eq!(options.server.trusted_proxies.len(), 2);
    }

    #[test]
    fn the_relay_runs_where_others_reach_the_server() {
        let listen = |arguments: &[&str]| read(arguments).unwrap().turn.map(|turn| turn.listen);
        assert_eq!(listen(&[]), None);
        assert_eq!(listen(&["--listen", "[::1]:8080"]), None);
        let open = ["--listen", "0.0.0.0:8080"];
        assert_eq!(listen(&open), Some("0.0.0.0:3478".parse().unwrap()));
        assert_eq!(listen(&[&open[..], &["--turn", "off"]].concat()), None);
        let elsewhere = listen(&[&open[..], &["--turn", "192.0.2.1:443"]].concat());
        assert_eq!(elsewhere, Some("192.0.2.1:443".parse().unwrap()));
        let secret = file("north");
        let external = ["--external-turn", "turn:a.example", "--external-turn-secret-file"];
        let external = [&open[..], &external, &[secret.to_str().unwrap()]].concat();
        assert_eq!(listen(&external), None, "the external one takes its place");
        assert!(listen(&[&external[..], &["--turn", "0.0.0.0:3478"]].concat()).is_some());
        assert!(read(&external).unwrap().external_turn.is_some());
        std::fs::remove_file(secret).unwrap();
    }

    #[test]
    fn options_of_the_relay_can_stand_in_the_file() {
        let path = file(
            "turn = '127.0.0.1:1'\nturn-public-ip = ['192.0.2.1', '2001:db8::1']\n\
             turn-allow = ['10.0.0.0/8']\n",
        );
        let turn = read(&["--config", path.to_str().unwrap()]).unwrap().turn.unwrap();
        std::fs::remove_file(path).unwrap();
        assert_eq!((turn.listen.port(), turn.public.len(), turn.allow.len()), (1, 2, 1));
    }

    #[test]
    fn metrics_have_an_address_of_their_own_or_none() {
        assert_eq!(read(&[]).unwrap().metrics, None);
        let usual = read(&["--metrics"]).unwrap().metrics.unwrap();
        assert!(usual.ip().is_loopback());
        let other = read(&["--metrics", "[::1]:1"]).unwrap().metrics;
        assert_eq!(other, Some("[::1]:1".parse().unwrap()));
        let path = file("metrics = '127.0.0.1:2'\n");
        let named = read(&["--config", path.to_str().unwrap()]).unwrap().metrics.unwrap();
        std::fs::remove_file(path).unwrap();
        assert_eq!(named.port(), 2);
    }

    #[test]
    fn the_rates_of_lanes_are_in_mbit_s() {
        let rates = read(&[]).unwrap().server.lane_rates;
        assert_eq!(rates, LaneRates::default());
        let rates = read(&["--lane-rate", "8", "--lanes-rate", "40"]).unwrap().server.lane_rates;
        assert_eq!(rates, LaneRates { lane: 1_000_000, source: 5_000_000, total: 5_000_000 });
        let none = read(&["--lanes-rate", "0"]).unwrap().server.lane_rates;
        assert_eq!(none.total, 0);
    }

    #[test]
    fn errors_name_what_is_wrong() {
        let path = file("\nlistn = '127.0.0.1:1'\n");
        for (arguments, expected) in [
            (&["--listen", "8080"][..], "such as 127.0.0.1:8080"),
            (&["--public-url", "a.example"], "public-url"),
            (&["--metrics", "9180"], "such as 127.0.0.1:9180"),
            (&["--trusted-proxy", "10.0.0.0/40"], "10.0.0.0/40"),
            (&["--tls-cert", "x.pem"], "`tls-key` is missing"),
            (&["--config", "/nowhere/a.toml"], "/nowhere/a.toml"),
            (&["--config", path.to_str().unwrap()], "wrong in line 2: unknown field `listn`"),
            (&["--lane-rate", "0"], "lane-rate"),
            (&["--color"], "--color"),
            (&["--turn", "3478"], "such as 0.0.0.0:3478, or off"),
            (&["--turn", "127.0.0.1:1", "--turn-public-ip", "a.example"], "turn-public-ip"),
            (&["--turn", "127.0.0.1:1", "--turn-public-ip", "0.0.0.0"], "0.0.0.0"),
            (&["--turn", "127.0.0.1:1", "--turn-public-ip", "1.2.3.4,1.2.3.5"], "one family"),
            (&["--turn", "127.0.0.1:1", "--turn-allow", "10.0.0.0/40"], "10.0.0.0/40"),
            (&["--turn-allow", "10.0.0.0/8"], "`turn-allow` has no effect"),
            (&["--turn-public-ip", "1.2.3.4"], "`turn-public-ip` has no effect"),
            (&["--external-turn", "turn:a"], "`external-turn-secret-file` is missing"),
            (&["--external-turn-secret-file", "/a"], "`external-turn` is missing"),
            (
                &["--external-turn", "https://a", "--external-turn-secret-file", "/a"],
                "got \"https://a\"",
            ),
            (
                &["--external-turn", "turn:a", "--external-turn-secret-file", "/nowhere/a"],
                "/nowhere/a",
            ),
        ] {
            let error = read(arguments).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
        std::fs::remove_file(path).unwrap();
    }
}
