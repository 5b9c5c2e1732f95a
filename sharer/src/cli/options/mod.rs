//! The command line, checked once.

mod bench;
mod commands;
mod language;
mod screen;
mod sharing;
mod window;

use clap::{Args, Parser, Subcommand};

pub use bench::{BenchStages, Encoder};
pub use commands::{ContactsCommand, ContactsOptions, DoctorOptions, LogCommand, LogOptions};
pub use language::{LanguageChoice, LanguageOptions};
pub use screen::ScreenChoice;
pub use sharing::{Listen, ServerOptions, Share, SharingOptions};
pub use window::{COLOURS, Window, WindowOptions};

use crate::cli::help;
use crate::link::signal::ServerUrl;

/// The command line. What each command does is said by `cli::help`.
#[derive(Debug, Parser)]
#[command(
    name = "alongside",
    version,
    after_help = help::EXAMPLES,
    after_long_help = help::EXAMPLES
)]
pub struct Cli {
    /// With --version: commit, page, protocol, and how this program was built.
    #[arg(long, requires = "version")]
    pub verbose: bool,
    /// In which language.
    #[command(flatten)]
    pub language: LanguageOptions,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Invites a Helper.
    #[command(after_help = help::OF_SHARE, after_long_help = help::OF_SHARE)]
    Share(Share),
    /// Open a window to get help with. `alongside` alone does the same.
    #[command(hide = true)]
    Window(Window),
    /// Waits for offers of help.
    #[command(after_help = help::OF_LISTEN, after_long_help = help::OF_LISTEN)]
    Listen(Listen),
    /// Lists and changes contacts.
    Contacts(ContactsOptions),
    /// Tries what a session needs.
    #[command(after_help = help::OF_DOCTOR, after_long_help = help::OF_DOCTOR)]
    Doctor(DoctorOptions),
    /// Shows what holds, and who decided it.
    Policy(PolicyOptions),
    /// Prints a script for a shell.
    #[command(after_help = help::OF_COMPLETIONS, after_long_help = help::OF_COMPLETIONS)]
    Completions(help::Completions),
    /// Write the manual pages to a folder.
    #[command(hide = true)]
    Man(help::Man),
    /// Reads session logs.
    Log(LogOptions),
    /// Restores the desktop's appearance.
    RestoreDesktop,
    /// Measure each stage of the picture's way on this computer.
    #[command(hide = true)]
    BenchStages(BenchStages),
}

impl Command {
    /// Whether other programs read what it writes, or administrators who compare it: it is in English then.
    pub fn is_for_programs(&self) -> bool {
        match self {
            Command::Share(share) | Command::Window(Window { share, .. }) => share.session.json,
            Command::Listen(listen) => listen.session.json,
            Command::Contacts(contacts) => contacts.json,
            Command::Doctor(doctor) => doctor.json,
            Command::Log(_) | Command::RestoreDesktop => false,
            Command::Policy(_)
            | Command::Completions(_)
            | Command::Man(_)
            | Command::BenchStages(_) => true,
        }
    }

    /// Whether it writes the help of the command line: in English, unless a language is asked for.
    pub fn is_help(&self) -> bool {
        matches!(self, Command::Completions(_) | Command::Man(_))
    }

    /// The `--server` of a command that has `--listen`, too.
    pub fn server_mut(&mut self) -> Option<&mut Option<ServerUrl>> {
        match self {
            Command::Share(share)
            | Command::Window(Window { share, .. })
            | Command::Policy(PolicyOptions { share, .. }) => Some(&mut share.server.server),
            Command::Listen(listen) => Some(&mut listen.server.server),
            Command::Doctor(doctor) => Some(&mut doctor.server),
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
pub struct PolicyOptions {
    /// What would be shared; `--json` among them.
    #[command(flatten)]
    pub share: Share,

    /// What only the window has.
    #[command(flatten)]
    pub window: WindowOptions,
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalogue::Language;
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
            (&["--proxy", "socks5://proxy:1080"], "http://host:port"),
            (&["--udp-ports", "9-7"], "50000-50100"),
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
    fn a_language_that_is_not_there_is_refused_with_the_list() {
        for arguments in [&["--language", "xx", "share"][..], &["share", "--language=xx"]] {
            let parsed = Cli::try_parse_from(["alongside"].iter().chain(arguments));
            let error = parsed.unwrap_err();
            assert_eq!(error.exit_code(), 2);
            let said = error.to_string();
            assert!(said.contains("\"xx\""), "{said}");
            for language in Language::ALL {
                assert!(said.contains(language.tag()), "{said}");
            }
        }
        let parsed = Cli::try_parse_from(["alongside", "doctor", "--language", "ar"]).unwrap();
        assert_eq!(parsed.language.language, LanguageChoice::Is(Language::Arabic));
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
