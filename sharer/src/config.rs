//! The command line, checked once.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use h264::ChromaFormat;
use protocol::geometry::Size;
use protocol::limits;
use protocol::name::DisplayName;

use crate::bandwidth::{Level, MAX_KBIT};
use crate::contacts::command::ContactsOptions;
use crate::desktop::{Desktop, DisplayChoice};
use crate::help;
use crate::invite::{EmailAddress, InvitePath, WordsFile};
use crate::log::command::LogOptions;
use crate::media::SourceKind;
use crate::media::encode::{EncoderKind, Tuning};
use crate::media::synthetic::Motion;
use crate::rendezvous::ServerUrl;

/// Remote assistance with only a browser on the helping side.
#[derive(Debug, Parser)]
#[command(
    name = "alongside",
    version,
    arg_required_else_help = true,
    after_help = help::EXAMPLES,
    after_long_help = help::EXAMPLES
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Invite a helper to see this screen, and, if you agree, to share control.
    #[command(after_help = help::OF_SHARE, after_long_help = help::OF_SHARE)]
    Share(Share),
    /// Wait until a helper offers help: a contact, or one whom the owner of this computer named.
    ///
    /// The policy has to allow it. You are asked each time before anybody sees anything, and it goes on
    /// until you press Ctrl-C.
    #[command(after_help = help::OF_LISTEN, after_long_help = help::OF_LISTEN)]
    Listen(Listen),
    /// List, rename and forget the helpers whom you remember.
    Contacts(ContactsOptions),
    /// Show what holds on this computer, and who decided it: the owner's policy, your settings.
    ///
    /// With options of `alongside share`, shows what would come of them.
    Policy(Policy),
    /// Print what makes your shell complete this command line.
    #[command(after_help = help::OF_COMPLETIONS, after_long_help = help::OF_COMPLETIONS)]
    Completions(help::Completions),
    /// Write the manual pages to a folder.
    #[command(hide = true)]
    Man(help::Man),
    /// List, show and verify the logs of past sessions.
    Log(LogOptions),
    /// Make the desktop look as before, after a session that did not end properly.
    ///
    /// `alongside share` does the same by itself when it starts.
    RestoreDesktop,
    /// Measure each stage of the picture's way on this computer.
    #[command(hide = true)]
    BenchStages(BenchStages),
}

impl Command {
    /// The server that the command would go to, where it has that option beside one of its own.
    pub fn server_mut(&mut self) -> Option<&mut Option<ServerUrl>> {
        match self {
            Command::Share(share) | Command::Policy(Policy { share }) => Some(&mut share.server),
            Command::Listen(listen) => Some(&mut listen.server),
            Command::Contacts(_)
            | Command::Completions(_)
            | Command::Man(_)
            | Command::Log(_)
            | Command::RestoreDesktop
            | Command::BenchStages(_) => None,
        }
    }
}

/// Options of `alongside policy`.
#[derive(Args, Clone, Debug)]
pub struct Policy {
    /// What would be shared; `--json` among them.
    #[command(flatten)]
    pub share: Share,
}

/// Options of `alongside share`.
#[derive(Args, Clone, Debug)]
pub struct Share {
    /// The signal server that introduces your helper. Without it, this computer is the server.
    #[arg(long, value_name = "URL")]
    pub server: Option<ServerUrl>,

    /// Where this computer's own server listens.
    #[arg(long, value_name = "ADDR", default_value = "0.0.0.0:7575")]
    pub listen: SocketAddr,

    /// Your name, as your helper sees it. Without it, the name of your account.
    #[arg(long, default_value_t = user_name(), hide_default_value = true)]
    pub name: DisplayName,

    /// Ask this contact for help, without a code; see `alongside contacts`.
    #[arg(long, value_name = "CONTACT")]
    pub to: Option<DisplayName>,

    /// How long the code works, for example 90s, 30m or 6h [default: 30m, or 6h when it is saved or
    /// e-mailed].
    #[arg(long, value_name = "TIME", value_parser = lifetime)]
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

    /// Share this display alone: its name, or its number counted from 0. `all` begins with all in one
    /// picture. Without it the main display comes first, and your helper can look at each of them.
    #[arg(long, value_name = "NAME|N|all")]
    pub display: Option<DisplayChoice>,

    /// Never send more than this, in kbit/s.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(i64::from(*MAX_KBIT.start())..=i64::from(*MAX_KBIT.end())))]
    pub max_kbit: Option<u32>,

    /// What to give up for a slow line; each level contains the one before it. Your desktop looks as
    /// before when the session ends.
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = Level::None)]
    pub bandwidth: Level,

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

    /// Which screen to share: auto, x11, scrap, or synthetic:WIDTHxHEIGHT@FPS, with ,busy behind it
    /// for one that changes much.
    #[arg(long, hide = true, default_value = "auto")]
    pub screen: Screen,

    /// Write what would be done to the desktop to this file, and do nothing.
    #[arg(long, hide = true, value_name = "FILE")]
    pub record_input: Option<PathBuf>,
}

impl Share {
    /// What of which desktop is shared.
    pub fn desktop(&self) -> Desktop {
        Desktop { x_display: None, choice: self.display.clone().unwrap_or_default() }
    }

    /// How long the invitation is to live: what travels as a message is not read at once.
    pub fn lifetime(&self) -> Duration {
        let sent = self.save_as.is_some() || self.email.is_some();
        self.expires.unwrap_or(if sent {
            limits::INVITATION_LIFETIME_SENT
        } else {
            limits::INVITATION_LIFETIME
        })
    }
}

/// Options of `alongside listen`: those of `share` that have a meaning without a code.
#[derive(Args, Clone, Debug)]
pub struct Listen {
    /// The signal server at which helpers find this computer. Without it, this computer is the server.
    #[arg(long, value_name = "URL")]
    pub server: Option<ServerUrl>,

    /// Where this computer's own server listens.
    #[arg(long, value_name = "ADDR", default_value = "0.0.0.0:7575")]
    pub listen: SocketAddr,

    /// What helpers see this computer as. Without it, the computer's own name.
    #[arg(long, default_value_t = computer_name(), hide_default_value = true)]
    pub name: DisplayName,

    /// Let helpers look, never control.
    #[arg(long)]
    pub view_only: bool,

    /// Share this display alone: its name, or its number counted from 0. `all` begins with all in one
    /// picture. Without it the main display comes first, and helpers can look at each of them.
    #[arg(long, value_name = "NAME|N|all")]
    pub display: Option<DisplayChoice>,

    /// Never send more than this, in kbit/s.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(i64::from(*MAX_KBIT.start())..=i64::from(*MAX_KBIT.end())))]
    pub max_kbit: Option<u32>,

    /// What to give up for a slow line; each level contains the one before it. Your desktop looks as
    /// before when the session ends.
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = Level::None)]
    pub bandwidth: Level,

    /// Keep no log of the sessions.
    #[arg(long)]
    pub no_log: bool,

    /// The folder for the sessions' logs.
    #[arg(long, hide = true, value_name = "FOLDER", env = "ALONGSIDE_LOG_DIR")]
    pub log_dir: Option<PathBuf>,

    /// Speak JSON lines instead of sentences: events on standard output, commands on standard
    /// input.
    #[arg(long)]
    pub json: bool,

    /// Which screen to share: auto, x11, scrap, or synthetic:WIDTHxHEIGHT@FPS, with ,busy behind it
    /// for one that changes much.
    #[arg(long, hide = true, default_value = "auto")]
    pub screen: Screen,

    /// Write what would be done to the desktop to this file, and do nothing.
    #[arg(long, hide = true, value_name = "FILE")]
    pub record_input: Option<PathBuf>,
}

impl From<Listen> for Share {
    fn from(listen: Listen) -> Self {
        Self {
            server: listen.server,
            listen: listen.listen,
            name: listen.name,
            to: None,
            // Nobody comes by a code that could grow old. After a day the place is taken anew.
            expires: Some(limits::INVITATION_LIFETIME_MAX),
            save_as: None,
            email: None,
            view_only: listen.view_only,
            secret_in_link: false,
            choose_words: false,
            words_file: None,
            display: listen.display,
            bandwidth: listen.bandwidth,
            max_kbit: listen.max_kbit,
            no_log: listen.no_log,
            log_dir: listen.log_dir,
            json: listen.json,
            screen: listen.screen,
            record_input: listen.record_input,
        }
    }
}

/// Options of the hidden stage benchmark.
#[derive(Args, Clone, Debug)]
pub struct BenchStages {
    /// Print JSON instead of a table.
    #[arg(long)]
    pub json: bool,
    /// Which screen to capture.
    #[arg(long, default_value = "auto")]
    pub screen: Screen,
    /// How many frames to measure.
    #[arg(long, default_value_t = 300)]
    pub frames: u32,
    /// Take in what changes, when it changes, instead of the whole screen each time.
    #[arg(long)]
    pub changes: bool,
    /// What encodes: our own encoder, or OpenH264 tuned for text or for films.
    #[arg(long, value_enum, default_value = "screen")]
    pub encoder: Encoder,
    /// The bit rate in kbit/s.
    #[arg(long, default_value_t = 6_000, value_parser = clap::value_parser!(u32).range(100..=100_000))]
    pub bitrate: u32,
}

/// See [`BenchStages::encoder`].
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Encoder {
    /// Our own, with a colour for each pixel.
    Screen,
    /// Our own, as every browser takes it: four pixels share a colour.
    ScreenShared,
    /// OpenH264 for desktops.
    Openh264Text,
    /// OpenH264 for films.
    Openh264Films,
}

impl Encoder {
    /// The encoder that it names.
    pub fn kind(self) -> EncoderKind {
        match self {
            Encoder::Screen => EncoderKind::Screen(ChromaFormat::Yuv444),
            Encoder::ScreenShared => EncoderKind::Screen(ChromaFormat::Yuv420),
            Encoder::Openh264Text => EncoderKind::OpenH264(Tuning::Text),
            Encoder::Openh264Films => EncoderKind::OpenH264(Tuning::Speed),
        }
    }
}

/// Which screen is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The desktop's, by the best way that works.
    Auto,
    /// The X11 way.
    X11,
    /// The portable way.
    Scrap,
    /// A picture that carries its own frame number.
    Synthetic {
        /// In px.
        size: Size,
        /// Frames per second; 0 stands still.
        fps: u32,
        /// Whether a part of it is a film.
        is_busy: bool,
    },
}

impl Screen {
    /// How it is captured.
    pub fn source(self) -> SourceKind {
        match self {
            Screen::Auto => SourceKind::Auto,
            Screen::X11 => SourceKind::X11,
            Screen::Scrap => SourceKind::Scrap,
            Screen::Synthetic { size, fps: 0, .. } => {
                SourceKind::Synthetic { size, motion: Motion::Still }
            }
            Screen::Synthetic { size, fps, is_busy } => {
                let motion = if is_busy { Motion::Busy(fps) } else { Motion::Fps(fps) };
                SourceKind::Synthetic { size, motion }
            }
        }
    }
}

impl std::str::FromStr for Screen {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let expected =
            || "expected auto, x11, scrap or synthetic:WIDTHxHEIGHT@FPS[,busy]".to_owned();
        match text {
            "auto" => return Ok(Screen::Auto),
            "x11" => return Ok(Screen::X11),
            "scrap" => return Ok(Screen::Scrap),
            _ => {}
        }
        let form = text.strip_prefix("synthetic").ok_or_else(expected)?;
        let form = form.strip_prefix(':').unwrap_or("1280x720@30");
        let (form, is_busy) = form.strip_suffix(",busy").map_or((form, false), |form| (form, true));
        let (size, fps) = form.split_once('@').ok_or_else(expected)?;
        let (width, height) = size.split_once('x').ok_or_else(expected)?;
        let number = |text: &str| text.parse::<u32>().map_err(|_| expected());
        let size = Size::new(number(width)?, number(height)?).map_err(|error| error.to_string())?;
        let fps = number(fps)?.min(240);
        Ok(Screen::Synthetic { size, fps, is_busy })
    }
}

/// Reads how long an invitation may live.
pub(crate) fn lifetime(text: &str) -> Result<Duration, String> {
    let expected = || {
        let (min, max) = (limits::INVITATION_LIFETIME_MIN, limits::INVITATION_LIFETIME_MAX);
        format!(
            "expected a time from {}s to {}h, for example 30m",
            min.as_secs(),
            max.as_secs() / 3600
        )
    };
    let duration: jiff::SignedDuration = text.parse().map_err(|_| expected())?;
    let duration = Duration::try_from(duration).map_err(|_| expected())?;
    if (limits::INVITATION_LIFETIME_MIN..=limits::INVITATION_LIFETIME_MAX).contains(&duration) {
        Ok(duration)
    } else {
        Err(expected())
    }
}

/// The name of the account, which most people have set to their own.
fn user_name() -> DisplayName {
    ["USER", "USERNAME", "LOGNAME"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find_map(|name| DisplayName::lossy(&name.to_string_lossy()))
        .unwrap_or_else(|| DisplayName::lossy("User").expect("a plain word is a name"))
}

/// By what this computer is known in its network.
fn computer_name() -> DisplayName {
    let name = gethostname::gethostname();
    DisplayName::lossy(&name.to_string_lossy())
        .unwrap_or_else(|| DisplayName::lossy("Computer").expect("a plain word is a name"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    fn share(args: &[&str]) -> Result<Share, clap::Error> {
        let cli = Cli::try_parse_from(["alongside", "share"].iter().chain(args))?;
        let Command::Share(share) = cli.command else { unreachable!() };
        Ok(share)
    }

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_wrong_option_says_what_was_expected() {
        for (args, expected) in [
            (&["--expires", "forever"][..], "expected a time"),
            (&["--expires", "1s"], "expected a time"),
            (&["--expires", "48h"], "expected a time"),
            (&["--server", "nowhere"], "https://help.example.org"),
            (&["--listen", "7575"], "--listen"),
            (&["--name", ""], "the name is empty"),
            (&["--max-kbit", "1"], "100"),
            (&["--bandwidth", "most"], "no-full-window-drag, no-background, full"),
            (&["--screen", "mirror"], "synthetic:"),
            (&["--save-as", "letter.txt"], ".alongside-invite"),
            (&["--email", "jacky"], "like jacky@example.org"),
            (&["--words-file", "-"], "expected a file"),
            (&["--bogus"], "--bogus"),
        ] {
            let error = share(args).unwrap_err();
            assert_eq!(error.exit_code(), 2, "{args:?}");
            assert!(error.to_string().contains(expected), "{args:?}: {error}");
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, seconds) in [("90s", 90), ("30m", 1800), ("6h", 21_600), ("1h 30m", 5400)] {
            let share = share(&["--expires", text, "--save-as", "a.alongside-invite"]).unwrap();
            assert_eq!(share.lifetime().as_secs(), seconds, "{text}");
        }
    }

    #[test]
    fn what_travels_as_a_message_lives_longer() {
        for (args, hours) in [
            (&[][..], 0.5),
            (&["--save-as", "a.alongside-invite"], 6.0),
            (&["--email", "jacky@example.org"], 6.0),
        ] {
            assert_eq!(share(args).unwrap().lifetime().as_secs_f64(), hours * 3600.0, "{args:?}");
        }
    }
}
