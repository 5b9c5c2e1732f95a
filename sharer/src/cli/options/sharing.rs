//! Options of `alongside share` and `alongside listen`. What both have stands here once.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Args};
use protocol::limits;
use protocol::name::{DisplayName, NameError};

use super::screen::ScreenChoice;
use crate::invite::{EmailAddress, InvitePath, WordsFile, WordsSource};
use crate::link::dial::Dialer;
use crate::link::proxy::{ProxyChoice, ProxyPasswordError};
use crate::link::reach::{NetworkOptions, UdpPorts};
use crate::link::signal::ServerUrl;
use crate::log::LogFolder;
use crate::platform::{self, Desktop};
use crate::policy::values::LogRule;
use crate::policy::{lifetime, reconnect};
use crate::store::value::{BadValue, Expected};
use crate::words;
use appearance::Level;
use session::bandwidth::MAX_KBIT;
use session::display::DisplayChoice;

/// Where User and Helper find each other.
#[derive(Args, Clone, Debug)]
pub struct ServerOptions {
    /// The signal server that introduces your helper. Without it, this computer is the server.
    #[arg(long, value_name = "URL")]
    pub server: Option<ServerUrl>,

    /// Where this computer's own server listens.
    #[arg(long, value_name = "ADDR", default_value = "0.0.0.0:7575")]
    pub listen: SocketAddr,
}

/// How the network is used.
#[derive(Args, Clone, Debug)]
pub struct NetworkArgs {
    /// How servers are reached: `none` for directly; an HTTP proxy, with a name if it asks for one
    /// (http://name@host:port); or `system` for the proxy of the environment (HTTPS_PROXY,
    /// ALL_PROXY, NO_PROXY) or of this system, if there is one.
    #[arg(long, value_name = "URL|system|none", default_value = "system")]
    pub proxy: ProxyChoice,

    /// A file with the password for --proxy, which nobody else may read. A password in --proxy is seen by every
    /// account of this computer.
    #[arg(long, value_name = "FILE")]
    pub proxy_password_file: Option<PathBuf>,

    /// Use no other UDP ports for the direct connection: one port, or a range such as 50000-50100.
    #[arg(long, value_name = "A-B")]
    pub udp_ports: Option<UdpPorts>,

    /// Ask the router for a UDP port while a helper is connected, by PCP, NAT-PMP or UPnP: where routers
    /// translate addresses strictly, the connection can be direct all the same. Anybody on the internet can
    /// then send packets to that port of this program.
    #[arg(long)]
    pub map_port: bool,
}

impl NetworkArgs {
    /// What the link is given. The error is one sentence.
    pub fn options(&self) -> Result<NetworkOptions, ProxyPasswordError> {
        let proxy = match &self.proxy_password_file {
            Some(file) => self.proxy.with_password_of(file)?,
            None => self.proxy.clone(),
        };
        Ok(NetworkOptions {
            udp_ports: self.udp_ports,
            dialer: Dialer::new(proxy),
            map_port: self.map_port,
        })
    }
}

/// What is shared, and how, once a Helper is connected.
#[derive(Args, Clone, Debug)]
pub struct SharingOptions {
    /// Share this display alone: its name, or its number counted from 0. `all` begins with all in one
    /// picture. Without it the main display comes first, and your helper can look at each of them.
    #[arg(long, value_name = "NAME|N|all")]
    pub display: Option<DisplayChoice>,

    /// Never send more than this, in kbit/s.
    #[arg(long, value_name = "N", value_parser = max_kbit)]
    pub max_kbit: Option<u32>,

    /// What to give up for a slow line; each level contains the one before it. Your desktop looks as
    /// before when the session ends.
    #[arg(long, value_name = "LEVEL", value_parser = level(), default_value = "none")]
    pub bandwidth: Level,

    /// How long to wait for your helper when the connection is lost, from 10s to 10m. What they were allowed
    /// holds until then.
    #[arg(long, value_name = "TIME", value_parser = reconnect::parse, default_value = "2m")]
    pub reconnect: Duration,

    /// Keep no log of this session.
    #[arg(long)]
    pub no_log: bool,

    /// The folder for the session's log.
    #[arg(long, hide = true, value_name = "FOLDER", env = "ALONGSIDE_LOG_DIR")]
    pub log_dir: Option<PathBuf>,

    /// Speak JSON lines instead of sentences: events on standard output, commands on standard
    /// input.
    #[arg(long)]
    pub json: bool,

    /// Which screen to share: auto, x11, portal, scrap, gdi, or synthetic:WIDTHxHEIGHT@FPS, with ,busy behind it
    /// for one that changes much.
    #[arg(long, hide = true, default_value = "auto")]
    pub screen: ScreenChoice,

    /// Write what would be done to the desktop to this file, and do nothing.
    #[arg(long, hide = true, value_name = "FILE")]
    pub record_input: Option<PathBuf>,
}

impl SharingOptions {
    /// Which part of which desktop is shared.
    pub fn desktop(&self) -> Desktop {
        Desktop { address: None, choice: self.display.clone().unwrap_or_default() }
    }

    /// What is opened of the desktop.
    pub fn platform(&self) -> platform::Options {
        platform::Options {
            source: self.screen.source(),
            desktop: self.desktop(),
            record_input: self.record_input.clone(),
            ..platform::Options::default()
        }
    }

    /// Where the session log is kept; `None` for no log. Where the owner wants every session logged, it is in
    /// this home folder.
    pub fn log(&self, rule: LogRule, home: impl FnOnce() -> Option<PathBuf>) -> Option<LogFolder> {
        match rule {
            LogRule::On => Some(LogFolder::Required(home())),
            LogRule::Choice | LogRule::Off if self.no_log => None,
            LogRule::Choice | LogRule::Off => Some(match &self.log_dir {
                Some(folder) => LogFolder::Chosen(folder.clone()),
                None => LogFolder::OfDesktop,
            }),
        }
    }
}

/// Options of `alongside share`.
#[derive(Args, Clone, Debug)]
pub struct Share {
    /// Where the two find each other.
    #[command(flatten)]
    pub server: ServerOptions,

    /// Your name, as your helper sees it. Without it, the name of your account.
    #[arg(long, default_value_t = user_name(), hide_default_value = true)]
    pub name: DisplayName,

    /// Ask this contact for help, without a code; by name or fingerprint, see `alongside contacts`.
    #[arg(long, value_name = "CONTACT", value_parser = contact)]
    pub to: Option<DisplayName>,

    /// How long the code works, for example 90s, 30m or 6h [default: 30m, or 6h when it is saved or
    /// e-mailed].
    #[arg(long, value_name = "TIME", value_parser = expires)]
    pub expires: Option<Duration>,

    /// Save the invitation as a file that ends in .alongside-invite. The secret is not in it.
    #[arg(long, value_name = "FILE")]
    pub save_as: Option<InvitePath>,

    /// E-mail the invitation, through the mail server of the configuration or else your mail
    /// program. The secret is not in it.
    #[arg(long, value_name = "ADDRESS")]
    pub email: Option<EmailAddress>,

    /// Let the helper look, never control.
    #[arg(long)]
    pub view_only: bool,

    /// Put the secret into the link, so that the link alone is enough. Whoever sees the link can
    /// then ask to connect.
    #[arg(long)]
    pub secret_in_link: bool,

    /// Choose the words of the code yourself: asks for them on the terminal. Words that are drawn are
    /// safer.
    #[arg(long)]
    pub choose_words: bool,

    /// Take the words of the code from this file, which only you can read.
    #[arg(long, value_name = "FILE")]
    pub words_file: Option<WordsFile>,

    /// What is shared.
    #[command(flatten)]
    pub session: SharingOptions,

    /// How the network is used.
    #[command(flatten)]
    pub network: NetworkArgs,
}

/// Reads the name or fingerprint of a contact, which may have been copied from a sentence with marks of direction.
pub(super) fn contact(name: &str) -> Result<DisplayName, NameError> {
    words::without_marks(name).parse()
}

/// Reads a cap of the bandwidth.
fn max_kbit(text: &str) -> Result<u32, BadValue> {
    let kbit = text.parse().ok().filter(|kbit| MAX_KBIT.contains(kbit));
    let (least, most) = (u64::from(*MAX_KBIT.start()), u64::from(*MAX_KBIT.end()));
    kbit.ok_or_else(|| BadValue::text(Expected::Range { least, most }, text))
}

/// Reads the lifetime of an invitation, copied in the same way.
fn expires(time: &str) -> Result<Duration, BadValue> {
    lifetime::parse(&words::without_marks(time))
}

impl Share {
    /// The lifetime of the invitation. One that is sent as a message is not read at once, and lives longer.
    pub fn lifetime(&self) -> Duration {
        let sent = self.save_as.is_some() || self.email.is_some();
        self.expires.unwrap_or(if sent {
            limits::INVITATION_LIFETIME_SENT
        } else {
            limits::INVITATION_LIFETIME
        })
    }

    /// Where the words of the code come from.
    pub fn words(&self) -> WordsSource {
        match &self.words_file {
            Some(file) => WordsSource::File(file.clone()),
            None if self.choose_words => WordsSource::Terminal,
            None => WordsSource::Drawn,
        }
    }
}

/// Options of `alongside listen`: those of `share` that mean something without a code. Where the help of
/// `share` speaks of one helper or one session, it is replaced.
#[derive(Args, Clone, Debug)]
#[command(mut_args(with_help_of_listen))]
pub struct Listen {
    /// Where Helpers find this computer.
    #[command(flatten)]
    pub server: ServerOptions,

    /// What helpers see this computer as. Without it, the computer's own name.
    #[arg(long, default_value_t = computer_name(), hide_default_value = true)]
    pub name: DisplayName,

    /// Let helpers look, never control.
    #[arg(long)]
    pub view_only: bool,

    /// What is shared.
    #[command(flatten)]
    pub session: SharingOptions,

    /// How the network is used.
    #[command(flatten)]
    pub network: NetworkArgs,
}

/// What differs in the help of `listen`: there may be several Helpers and sessions.
fn with_help_of_listen(arg: Arg) -> Arg {
    let help = match arg.get_id().as_str() {
        "server" => {
            "The signal server at which helpers find this computer. Without it, this computer is the server"
        }
        "display" => {
            "Share this display alone: its name, or its number counted from 0. `all` begins with all in \
             one picture. Without it the main display comes first, and helpers can look at each of them"
        }
        "reconnect" => {
            "How long to wait for a helper when the connection is lost, from 10s to 10m. What they were allowed \
             holds until then"
        }
        "no_log" => "Keep no log of the sessions",
        "log_dir" => "The folder for the sessions' logs",
        _ => return arg,
    };
    arg.help(help)
}

impl From<Listen> for Share {
    fn from(listen: Listen) -> Self {
        let Listen { server, name, view_only, session, network } = listen;
        Self {
            server,
            name,
            to: None,
            // There is no code that could expire. After this time the rendezvous is renewed.
            expires: Some(limits::INVITATION_LIFETIME_MAX),
            save_as: None,
            email: None,
            view_only,
            secret_in_link: false,
            choose_words: false,
            words_file: None,
            session,
            network,
        }
    }
}

/// Parses a level of `--bandwidth`; the possible values and their help are shown in `--help`.
fn level() -> impl TypedValueParser<Value = Level> {
    let help = |level| match level {
        Level::None => "Nothing",
        Level::NoFullWindowDrag => "Fewer frames while something large moves",
        Level::NoBackground => "No wallpaper",
        Level::Full => "No effects, no font smoothing, fewer colours",
    };
    let values = Level::ALL.map(|level| PossibleValue::new(level.name()).help(help(level)));
    PossibleValuesParser::new(values).try_map(|name| name.parse())
}

/// The name of the account, which most people have set to their own.
fn user_name() -> DisplayName {
    ["USER", "USERNAME", "LOGNAME"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find_map(|name| DisplayName::lossy(&name.to_string_lossy()))
        .unwrap_or_else(|| DisplayName::lossy("User").expect("a plain word is a name"))
}

/// The name of this computer in its network.
fn computer_name() -> DisplayName {
    let name = gethostname::gethostname();
    DisplayName::lossy(&name.to_string_lossy())
        .unwrap_or_else(|| DisplayName::lossy("Computer").expect("a plain word is a name"))
}
