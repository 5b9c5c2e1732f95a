//! SHELL. The program from its arguments to its exit status.

use std::io::Write as _;
use std::process::ExitCode;

use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::cli::exit::Failure;
use crate::cli::options::{Command, Share};
use crate::cli::settings::{self, ParseError, Parsed};
use crate::cli::{bench, help};
use crate::contacts::Way;
use crate::platform::x11::appearance;
use crate::policy::{Place, Policy, report};
use crate::start::stderr::Stderr;
use crate::{start, words};

/// Does what the arguments ask for, under the policy of `place`.
pub fn run(place: &Place) -> ExitCode {
    signal::keep_secrets();
    let stderr = match Stderr::start() {
        Ok(stderr) => stderr,
        // Without threads nothing else works, either.
        Err(_) => return ExitCode::FAILURE,
    };
    let parsed = match settings::parse(std::env::args_os()) {
        Ok(parsed) => parsed,
        Err(ParseError::Arguments(error)) => error.exit(),
        Err(error) => return complain(&error.into(), stderr),
    };
    start_log(stderr.clone());
    // Two providers in one program make rustls panic at the first handshake; this names ours.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let Parsed { command, choices, settings } = parsed;
    let outcome = match command {
        Command::Share(mut share) => {
            Policy::read(place).map_err(Failure::from).and_then(|policy| {
                let terms = policy.rules.apply(&mut share, &choices)?;
                let way = way(&share)?;
                start::run(share, terms, way)
            })
        }
        Command::Listen(listen) => Policy::read(place).map_err(Failure::from).and_then(|policy| {
            let mut share = Share::from(listen);
            let terms = policy.rules.apply_to_offers(&mut share, &choices)?;
            start::run(share, terms, Way::Offers(policy.rules.helpers.value))
        }),
        Command::Contacts(contacts) => crate::contacts::command::run(&contacts),
        Command::Policy(wish) => Policy::read(place)
            .map_err(Failure::from)
            .map(|policy| report::show(&policy, &settings, &choices, wish.share)),
        Command::Completions(completions) => help::completions(&completions),
        Command::Man(man) => help::man(&man),
        Command::Log(log) => crate::log::command::run(&log),
        Command::RestoreDesktop => appearance::command::run(),
        Command::BenchStages(bench) => bench::stages(&bench),
    };
    outcome.inspect(|_| _ = stderr.finish()).unwrap_or_else(|failure| complain(&failure, stderr))
}

/// For whom `share` waits.
fn way(share: &Share) -> Result<Way, Failure> {
    let Some(contact) = &share.to else { return Ok(Way::Code) };
    let own_words = share.choose_words || share.words_file.is_some();
    if share.save_as.is_some() || share.email.is_some() || own_words {
        return Err(Failure::Usage(words::contacts::TO_NEEDS_NO_CODE.to_owned()));
    }
    Ok(Way::Contact(contact.clone()))
}

/// Writes the one sentence that says what is wrong.
fn complain(failure: &Failure, mut stderr: Stderr) -> ExitCode {
    // A reader that is gone does not read it; the status says as much.
    let _ = stderr.write_all(format!("alongside: {failure}\n").as_bytes());
    stderr.finish();
    failure.status()
}

/// Logs warnings to standard error; `ALONGSIDE_LOG` asks for more. No secret, code, session
/// description or address is ever logged.
fn start_log(stderr: Stderr) {
    let asked = std::env::var("ALONGSIDE_LOG").ok().and_then(|asked| asked.parse().ok());
    let targets = asked.unwrap_or_else(|| {
        Targets::new().with_targets([("sharer", Level::WARN), ("signal", Level::WARN)])
    });
    let lines =
        tracing_subscriber::fmt::layer().with_writer(move || stderr.clone()).with_ansi(false);
    tracing_subscriber::registry().with(targets).with(lines).init();
}
