//! `alongside log`: lists, shows and verifies session logs.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use protocol::limits::LOG_READ_BYTES;
use protocol::log::{EntryKind, LogCopy, Verified, compare, sentence, verify};

use crate::cli::exit::Failure;
use crate::cli::options::{LogCommand, LogOptions};
use crate::log::LogFolder;
use crate::person::{printable, shown};
use crate::policy::values::LogRule;
use crate::policy::{Policy, SystemPlaces};
use crate::words;

/// Runs the command. Exit status 0: the log is unchanged, and the copies agree. 1: it is not, or they do not.
pub fn run(options: &LogOptions, system: &SystemPlaces) -> Result<ExitCode, Failure> {
    match &options.command {
        LogCommand::List { log_dir } => list(log_dir.clone(), system),
        LogCommand::Show { file } => show(file),
        LogCommand::Verify { file, other } => check(file, other.as_deref()),
    }
}

fn list(log_dir: Option<PathBuf>, system: &SystemPlaces) -> Result<ExitCode, Failure> {
    let is_required = || match Policy::read(&system.policy) {
        Ok(policy) => policy.rules.log.value == LogRule::On,
        // Logs can be read all the same.
        Err(_) => false,
    };
    let folder = match log_dir {
        Some(folder) => LogFolder::Chosen(folder),
        None if is_required() => LogFolder::Required(system.home()),
        None => LogFolder::OfDesktop,
    };
    let folder = folder.path().ok_or_else(|| Failure::Failed(words::LOG_NO_HOME.into()))?;
    let mut files: Vec<PathBuf> = match std::fs::read_dir(&folder) {
        Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(unreadable(&folder, &error)),
    };
    files.retain(|path| {
        let hidden = path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
        !hidden && path.extension().is_some_and(|end| end == "xml")
    });
    files.sort();
    for file in files {
        let summary = match read(&file) {
            Ok(copy) => summary(&copy),
            Err(_) => words::LOG_UNREADABLE.to_owned(),
        };
        say(&format!("{}  {summary}", file.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// When the session began, and who connected.
fn summary(copy: &LogCopy) -> String {
    let Some((_, time, date)) = copy.entries().next() else { return String::new() };
    let came = |entry: &&protocol::log::Entry| {
        entry.is(EntryKind::ConnectionEstablished) || entry.is(EntryKind::ConnectionRefused)
    };
    let names = copy.entries().map(|(entry, _, _)| entry).filter(came).map(|entry| &entry.text);
    let names: Vec<&str> = names.map(String::as_str).collect();
    format!("{date}, {time}  {}", names.join(", "))
}

fn show(file: &Path) -> Result<ExitCode, Failure> {
    let copy = read(file)?;
    let mut day = "";
    for (entry, time, date) in copy.entries() {
        if date != day {
            say(date)?;
            day = date;
        }
        // Indented, so that no message can pass for an entry.
        let text = sentence(entry).replace('\n', "\n             ");
        say(&format!("{time:>10}   {text}"))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn check(file: &Path, other: Option<&Path>) -> Result<ExitCode, Failure> {
    let one = verified(file)?;
    let Some(other) = other else {
        say(&words::log::verified(&one))?;
        return Ok(ExitCode::SUCCESS);
    };
    let other = verified(other)?;
    let agreement = compare(&one, &other);
    let agreement = agreement.map_err(|at| Failure::Failed(words::log::difference(at)))?;
    say(&words::log::agreement(agreement, &one, &other))?;
    Ok(ExitCode::SUCCESS)
}

fn verified(file: &Path) -> Result<Verified, Failure> {
    let fault = |fault| Failure::Failed(format!("{}: {}", name(file), words::log::fault(fault)));
    verify(&read(file)?).map_err(fault)
}

fn read(file: &Path) -> Result<LogCopy, Failure> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    // One byte more than is accepted, so that a longer file is noticed.
    let most = u64::try_from(LOG_READ_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    std::fs::File::open(file)
        .and_then(|opened| opened.take(most).read_to_end(&mut bytes))
        .map_err(|error| unreadable(file, &error))?;
    let fault = |error| Failure::Failed(format!("{}: {}", name(file), words::log::no_log(error)));
    LogCopy::read(&bytes).map_err(fault)
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::Failed(words::faults::unreadable(&name(path), &error.to_string()))
}

fn name(path: &Path) -> String {
    printable(&path.display().to_string())
}

/// Prints a line. A log holds text of others, which must not control the terminal.
fn say(text: &str) -> Result<(), Failure> {
    match writeln!(io::stdout(), "{}", shown(text)) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Failed(error.to_string()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
