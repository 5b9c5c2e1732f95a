//! `alongside doctor`: what a session needs, tried for real.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use crate::cli::columns::{padded, width};
use crate::cli::exit::Failure;
use crate::cli::options::{DoctorOptions, Share};
use crate::cli::runtime::runtime;
use crate::cli::settings::{self, Choices};
use crate::doctor::findings::PolicyFinding;
use crate::doctor::verdict::{Verdict, judge};
use crate::doctor::{Subject, examine};
use crate::person::shown;
use crate::platform::network_kind;
use crate::policy::values::LogRule;
use crate::policy::{ListenAddress, Policy, PolicyLocation, SystemPlaces};
use crate::words::{doctor as words, joined};

/// How long the end waits for a desktop that hangs.
const END: Duration = Duration::from_millis(100);

/// How many columns the names of the checks take, if none is longer.
const LABELS: usize = 22;

/// Runs the command. 0: a session would work · 1: it would not.
pub fn run(
    options: &DoctorOptions,
    choices: &Choices,
    system: &SystemPlaces,
) -> Result<ExitCode, Failure> {
    let mut share = settings::share()?;
    options.apply_to(&mut share);
    let (policy, listen, log) = policy(&system.policy, &mut share, choices);
    let kind = network_kind();
    let network = share.network.options()?;
    let subject = Subject {
        server: share.server.server.clone(),
        dialer: network.dialer,
        listen,
        map_port: network.map_port,
        network: kind,
        desktop: share.session.platform(),
        policy,
        log: share.session.log(log, || system.home()),
    };
    let runtime = runtime()?;
    let verdict = judge(&runtime.block_on(examine(subject)));
    runtime.shutdown_timeout(END);
    let text = if options.json {
        let json = serde_json::to_string(&verdict);
        format!("{}\n", json.expect("a report has only strings and truths"))
    } else {
        in_words(&verdict)
    };
    // A closed pipe means that the reader has seen enough.
    let _ = std::io::stdout().write_all(text.as_bytes());
    Ok(if verdict.works { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What the owner of this computer says about these options, where the server inside may listen, and who decides about
/// the log.
fn policy(
    location: &PolicyLocation,
    share: &mut Share,
    choices: &Choices,
) -> (PolicyFinding, ListenAddress, LogRule) {
    let listen = ListenAddress::of(share, choices);
    let policy = match Policy::read(location) {
        Err(error) => {
            return (
                PolicyFinding::Broken(crate::words::faults::policy(&error)),
                listen,
                LogRule::Choice,
            );
        }
        Ok(policy) => policy,
    };
    let finding = match policy.rules.apply(share, choices) {
        Err(forbidden) => PolicyFinding::Forbids(crate::words::policy::forbidden(&forbidden)),
        Ok(_) if !policy.present => PolicyFinding::None,
        Ok(_) => PolicyFinding::Allows { view_only: share.view_only },
    };
    (finding, listen, policy.rules.log.value)
}

/// For people: one line for each check, with the mends of those that fail.
fn in_words(verdict: &Verdict) -> String {
    let mut page = String::new();
    let mut line = |line: &str| {
        // Texts of servers and systems must not control the terminal. Writing to a String cannot fail.
        let _ = writeln!(page, "{}", shown(line));
    };
    line(words::TITLE.text());
    let longest = verdict.checks.iter().map(|check| width(words::label(check.id)) + 1).max();
    let labels = longest.unwrap_or_default().max(LABELS);
    for check in &verdict.checks {
        let mark = match check.ok {
            Some(true) => '✓',
            Some(false) => '✗',
            None => '–',
        };
        line(&format!("  {mark} {}{}", padded(words::label(check.id), labels), check.text));
        let mends = [check.mend.as_deref(), check.admin.as_deref()]
            .into_iter()
            .zip([None, Some(words::FOR_ADMIN)]);
        for (mend, of) in mends.filter(|_| check.ok == Some(false)) {
            let Some(mend) = mend else { continue };
            let mend = of.map_or_else(|| mend.to_owned(), |of| joined(of.text(), mend));
            line(&format!("    {}{mend}", padded("", labels)));
        }
    }
    line("");
    line(words::WILL_HAPPEN.text());
    for sentence in &verdict.will_happen {
        line(&format!("  {sentence}"));
    }
    page
}
