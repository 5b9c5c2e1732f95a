//! The program, from its arguments to its exit status.

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use super::setup::Setup;
use super::stderr::Stderr;
use super::terms::terms;
use super::{sessions, window};
use crate::cli::arguments;
use crate::cli::before::Before;
use crate::cli::commands::{bench, contacts, doctor, help, log, restore_desktop};
use crate::cli::exit::Failure;
use crate::cli::options::{Command, Share};
use crate::cli::policy::report;
use crate::cli::runtime::runtime;
use crate::cli::settings::{self, ParseError, Parsed};
use crate::contacts::WaitsFor;
use crate::log::LogFolder;
use crate::policy::{Policy, SystemPlaces, Terms};
use crate::{invite, platform, words};

/// How long the end of the program waits for files that a hanging disk holds up.
pub(super) const FILES: Duration = Duration::from_secs(1);

/// Runs the command of the arguments, under the policy of this computer.
pub fn run(system: &SystemPlaces) -> ExitCode {
    signal_server::keep_secrets();
    if signal_server::is_build_asked_for(std::env::args_os()) {
        // A closed pipe means that the reader has seen enough.
        let text = signal_server::describe_build("alongside");
        let _ = std::io::stdout().write_all(text.as_bytes());
        return ExitCode::SUCCESS;
    }
    signal_server::raise_file_limit();
    // Without threads nothing else works, either.
    let Ok(stderr) = Stderr::start() else { return ExitCode::FAILURE };
    let arguments: Vec<_> = std::env::args_os().collect();
    let before = Before::of(&arguments);
    // Before anything is said, also about the arguments.
    let variable = std::env::var(settings::variable("language"));
    words::choose_language(before.language_on(variable.into_iter().chain(platform::languages())));
    let parsed = match settings::parse(arguments) {
        Ok(parsed) => parsed,
        Err(ParseError::Arguments(error)) if !arguments::is_wrong(&error) => error.exit(),
        Err(error) => {
            if before.is_for_programs() {
                words::stay_english();
            }
            let face = if before.opens_window() { Face::Window } else { Face::Terminal };
            return complain(&failure(&error), stderr, face);
        }
    };
    // The settings file may have one, too.
    words::choose_language(parsed.language.on(&platform::languages()));
    // What other programs read is in English, but for the code, which a person says.
    if parsed.command.is_for_programs() && !(parsed.command.is_help() && before.language.is_some())
    {
        words::stay_english();
    }
    if parsed.choices.shows_proxy_password() {
        // Without standard error there is nobody to tell.
        let _ = stderr
            .clone()
            .write_all(format!("alongside: {}\n", words::PROXY_PASSWORD_SHOWN).as_bytes());
    }
    start_log(stderr.clone());
    // rustls has two crypto providers in this program, and panics at the first handshake unless one is
    // chosen.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let is_window = matches!(parsed.command, Command::Window(_));
    let face = if is_window { Face::Window } else { Face::Terminal };
    match command(parsed, system) {
        Ok(status) => {
            stderr.finish();
            status
        }
        Err(failure) => complain(&failure, stderr, face),
    }
}

/// Why the arguments or the settings cannot be used; with wrong arguments, also how they are written.
fn failure(error: &ParseError) -> Failure {
    match error {
        ParseError::Arguments(error) => Failure::Usage(arguments::with_usage(error)),
        ParseError::Settings(_) | ParseError::TwoServers => Failure::Usage(error.sentence()),
    }
}

fn command(parsed: Parsed, system: &SystemPlaces) -> Result<ExitCode, Failure> {
    let Parsed { command, choices, settings, .. } = parsed;
    if !matches!(command, Command::Window(_)) {
        platform::begin_in_terminal();
    }
    let policy = &system.policy;
    match command {
        Command::Share(options) => {
            let (options, terms) = terms(options, &choices, system)?;
            let waits_for = waits_for(&options)?;
            share(options, terms, waits_for)
        }
        Command::Window(options) => window::run(Setup::new(options, (choices, settings), system)?),
        Command::Listen(listen) => {
            let rules = Policy::read(policy)?.rules;
            let mut options = Share::from(listen);
            let terms = rules.apply_to_offers(&mut options, &choices)?;
            let log = options.session.log(terms.log, || system.home());
            share(options, (terms, log), WaitsFor::Offers(rules.helpers.value))
        }
        Command::Policy(options) => Ok(report::show(
            &Policy::read(policy)?,
            &settings,
            &choices,
            (options.share, options.window),
        )),
        Command::Contacts(options) => contacts::run(&options),
        Command::Doctor(options) => doctor::run(&options, &choices, system),
        Command::Completions(options) => help::completions(&options),
        Command::Man(options) => help::man(&options),
        Command::Log(options) => log::run(&options, system),
        Command::RestoreDesktop => restore_desktop::run(),
        Command::BenchStages(options) => bench::stages(&options),
    }
}

/// For whom `share` waits.
fn waits_for(share: &Share) -> Result<WaitsFor, Failure> {
    let Some(contact) = &share.to else { return Ok(WaitsFor::Code) };
    let own_words = share.choose_words || share.words_file.is_some();
    if share.save_as.is_some() || share.email.is_some() || own_words {
        return Err(Failure::Usage(words::contacts::TO_NEEDS_NO_CODE.to_owned()));
    }
    Ok(WaitsFor::Contact(contact.clone()))
}

/// Shares the screen until the session ends; while waiting for offers, until the User ends it.
fn share(
    options: Share,
    terms: (Terms, Option<LogFolder>),
    waits_for: WaitsFor,
) -> Result<ExitCode, Failure> {
    let secret = match &waits_for {
        WaitsFor::Code => invite::chosen_secret(&options.words(), !options.session.json)?,
        WaitsFor::Contact(_) | WaitsFor::Offers(_) => None,
    };
    let runtime = runtime()?;
    let status = runtime.block_on(sessions::run(options, terms, waits_for, secret));
    runtime.shutdown_timeout(FILES);
    status
}

/// Where the User looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Face {
    Terminal,
    /// There may be no terminal.
    Window,
}

/// Writes the one sentence that says what is wrong.
fn complain(failure: &Failure, mut stderr: Stderr, face: Face) -> ExitCode {
    // If standard error is closed, the exit status still tells the failure.
    let _ = stderr.write_all(format!("alongside: {failure}\n").as_bytes());
    stderr.finish();
    if face == Face::Window {
        platform::show_failure(&failure.to_string());
    }
    failure.status()
}

/// Logs warnings to standard error; `ALONGSIDE_LOG` asks for more. No secret, code, session
/// description or address is ever logged.
fn start_log(stderr: Stderr) {
    let asked = std::env::var("ALONGSIDE_LOG").ok().and_then(|asked| asked.parse().ok());
    let targets = asked.unwrap_or_else(|| {
        Targets::new().with_targets([("sharer", Level::WARN), ("signal_server", Level::WARN)])
    });
    let lines =
        tracing_subscriber::fmt::layer().with_writer(move || stderr.clone()).with_ansi(false);
    tracing_subscriber::registry().with(targets).with(lines).init();
}
