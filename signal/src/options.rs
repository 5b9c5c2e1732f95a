//! Options from the command line, the environment and a file, in that order of precedence.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{CommandFactory as _, Parser};
use serde::Deserialize;
use signal_server::{Cidr, LaneRates, PublicUrl, ServerConfig};

/// The default listening address.
const LISTEN: &str = "127.0.0.1:8080";

/// After the options.
const EXAMPLES: &str = "\
Examples:
  alongside-signal
      For this computer alone, on port 8080.
  alongside-signal --listen 0.0.0.0:8443 --tls-cert chain.pem --tls-key key.pem
      For everybody who reaches this computer, with HTTPS.
  alongside-signal --public-url https://help.example.org --trusted-proxy 127.0.0.1
      Behind a proxy on the same computer that speaks HTTPS.

The file of --config holds the options without their dashes:
  listen = \"0.0.0.0:8443\"
  trusted-proxy = [\"10.0.0.0/8\"]

The command line wins over a variable, a variable over the file.

The server writes no file, and no address, code or name to its log (standard error); ALONGSIDE_LOG
sets what is logged. Numbers for Prometheus are at /metrics, /healthz says whether it serves.

Exit status: 0 ended as asked, 1 failed, 2 wrong usage.";

/// Introduces two people to each other and learns nothing; serves the page.
#[derive(Parser)]
#[command(name = "alongside-signal", version, after_help = EXAMPLES, after_long_help = EXAMPLES)]
struct Arguments {
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

    /// What one session may send over this server, where nothing else gets through [default: 20]
    #[arg(long, value_name = "MBIT/S", env = "ALONGSIDE_LANE_RATE")]
    lane_rate: Option<u32>,

    /// The same for all sessions together; 0: no session may [default: 400]
    #[arg(long, value_name = "MBIT/S", env = "ALONGSIDE_LANES_RATE")]
    lanes_rate: Option<u32>,

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
    lane_rate: Option<u32>,
    lanes_rate: Option<u32>,
}

/// What the program is to do.
#[derive(Debug)]
pub(crate) enum Task {
    /// To serve.
    Serve(Options),
    /// To write its manual page to a folder.
    Manual(PathBuf),
}

/// How it is to serve, checked.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) listen: SocketAddr,
    pub(crate) tls: Option<TlsFiles>,
    pub(crate) server: ServerConfig,
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
    #[error("`public-url`: {0}")]
    PublicUrl(#[from] signal_server::PublicUrlError),
    #[error("`trusted-proxy`: {0}")]
    TrustedProxy(#[from] signal_server::CidrError),
    #[error("expected at least 1 Mbit/s for `lane-rate`; `lanes-rate = 0` turns lanes off")]
    LaneRate,
    #[error("`{0}` is missing: `tls-cert` and `tls-key` are given together")]
    HalfTls(&'static str),
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
    Ok(Task::Serve(Options {
        listen: listen.parse().map_err(|_| OptionsError::Listen(listen))?,
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
        },
    }))
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
            Task::Serve(options) => options,
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
            (&["--trusted-proxy", "10.0.0.0/40"], "10.0.0.0/40"),
            (&["--tls-cert", "x.pem"], "`tls-key` is missing"),
            (&["--config", "/nowhere/a.toml"], "/nowhere/a.toml"),
            (&["--config", path.to_str().unwrap()], "wrong in line 2: unknown field `listn`"),
            (&["--lane-rate", "0"], "lane-rate"),
            (&["--color"], "--color"),
        ] {
            let error = read(arguments).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
        std::fs::remove_file(path).unwrap();
    }
}
