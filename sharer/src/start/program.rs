//! The program, from its arguments to its exit status.

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use super::sessions;
use super::stderr::Stderr;
use crate::cli::commands::{bench, contacts, doctor, help, log, restore_desktop};
use crate::cli::exit::Failure;
use crate::cli::options::{Command, Share};
use crate::cli::policy::report;
use crate::cli::runtime::runtime;
use crate::cli::settings::{self, ParseError, Parsed};
use crate::contacts::WaitsFor;
use crate::policy::{Policy, PolicyLocation, Terms};
use crate::{invite, words};

/// How long the end of the program waits for files that a hanging disk holds up.
const FILES: Duration = Duration::from_secs(1);

/// Runs the command of the arguments, under the policy of this file.
pub fn run(policy: &PolicyLocation) -> ExitCode {
    signal_server::keep_secrets();
    // Without threads nothing else works, either.
    let Ok(stderr) = Stderr::start() else { return ExitCode::FAILURE };
    let parsed = match settings::parse(std::env::args_os()) {
        Ok(parsed) => parsed,
        Err(ParseError::Arguments(error)) => error.exit(),
        Err(error) => return complain(&error.into(), stderr),
    };
    start_log(stderr.clone());
    // rustls has two crypto providers in this program, and panics at the first handshake unless one is
    // chosen.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match command(parsed, policy) {
        Ok(status) => {
            stderr.finish();
            status
        }
        Err(failure) => complain(&failure, stderr),
    }
}

fn command(parsed: Parsed, policy: &PolicyLocation) -> Result<ExitCode, Failure> {
    let Parsed { command, choices, settings } = parsed;
    match command {
        Command::Share(mut options) => {
            let terms = Policy::read(policy)?.rules.apply(&mut options, &choices)?;
            let waits_for = waits_for(&options)?;
            share(options, terms, waits_for)
        }
        Command::Listen(listen) => {
            let rules = Policy::read(policy)?.rules;
            let mut options = Share::from(listen);
            let terms = rules.apply_to_offers(&mut options, &choices)?;
            share(options, terms, WaitsFor::Offers(rules.helpers.value))
        }
        Command::Policy(options) => {
            Ok(report::show(&Policy::read(policy)?, &settings, &choices, options.share))
        }
        Command::Contacts(options) => contacts::run(&options),
        Command::Doctor(options) => doctor::run(&options, &choices, policy),
        Command::Completions(options) => help::completions(&options),
        Command::Man(options) => help::man(&options),
        Command::Log(options) => log::run(&options),
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
fn share(options: Share, terms: Terms, waits_for: WaitsFor) -> Result<ExitCode, Failure> {
    let secret = match &waits_for {
        WaitsFor::Code => invite::chosen_secret(&options.words(), !options.session.json)?,
        WaitsFor::Contact(_) | WaitsFor::Offers(_) => None,
    };
    let runtime = runtime()?;
    let status = runtime.block_on(sessions::run(options, terms, waits_for, secret));
    runtime.shutdown_timeout(FILES);
    status
}

/// Writes the one sentence that says what is wrong.
fn complain(failure: &Failure, mut stderr: Stderr) -> ExitCode {
    // If standard error is closed, the exit status still tells the failure.
    let _ = stderr.write_all(format!("alongside: {failure}\n").as_bytes());
    stderr.finish();
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
