//! `alongside log`: lists, shows and verifies session logs.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use protocol::limits::LOG_READ_BYTES;
use protocol::log::{Copy, Kind, Verified, compare, shown, verify};

use crate::cli::exit::Failure;
use crate::person::printable;
use crate::store::log_folder;
use crate::words;

/// Options of `alongside log`.
#[derive(Args, Clone, Debug)]
pub struct LogOptions {
    /// What to do.
    #[command(subcommand)]
    command: LogCommand,
}

#[derive(Subcommand, Clone, Debug)]
enum LogCommand {
    /// List the session logs of this account.
    List {
        /// The folder to look into.
        #[arg(long, hide = true, value_name = "FOLDER", env = "ALONGSIDE_LOG_DIR")]
        log_dir: Option<PathBuf>,
    },
    /// Show a session log.
    Show {
        /// The log.
        file: PathBuf,
    },
    /// Check that a session log is as it was written, and that two copies of it agree.
    Verify {
        /// One copy.
        file: PathBuf,
        /// The other side's copy.
        other: Option<PathBuf>,
    },
}

/// Does what was asked. 0: it is as it was written, and the copies agree · 1: not.
pub fn run(options: &LogOptions) -> Result<ExitCode, Failure> {
    match &options.command {
        LogCommand::List { log_dir } => list(log_dir.clone()),
        LogCommand::Show { file } => show(file),
        LogCommand::Verify { file, other } => check(file, other.as_deref()),
    }
}

fn list(log_dir: Option<PathBuf>) -> Result<ExitCode, Failure> {
    let folder = log_dir
        .or_else(log_folder::default)
        .ok_or_else(|| Failure::Failed(words::LOG_NO_HOME.into()))?;
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

/// When it began and who came.
fn summary(copy: &Copy) -> String {
    let Some((_, time, date)) = copy.entries().next() else { return String::new() };
    let came = |entry: &&protocol::log::Entry| {
        entry.is(Kind::ConnectionEstablished) || entry.is(Kind::ConnectionRefused)
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
        // Indented, so that no message looks like an entry.
        let text = shown(entry).replace('\n', "\n             ");
        say(&format!("{time:>10}   {text}"))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn check(file: &Path, other: Option<&Path>) -> Result<ExitCode, Failure> {
    let one = verified(file)?;
    let Some(other) = other else {
        say(&words::log_verified(one.entries(), one.countersigned()))?;
        return Ok(ExitCode::SUCCESS);
    };
    let agreement = compare(&one, &verified(other)?);
    let agreement = agreement.map_err(|at| Failure::Failed(words::log_difference(at)))?;
    say(&words::log_agreement(agreement))?;
    Ok(ExitCode::SUCCESS)
}

fn verified(file: &Path) -> Result<Verified, Failure> {
    let fault = |fault| Failure::Failed(format!("{}: {}", name(file), words::log_fault(fault)));
    verify(&read(file)?).map_err(fault)
}

fn read(file: &Path) -> Result<Copy, Failure> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    // One more than is taken, so that what is too long is seen to be.
    let most = u64::try_from(LOG_READ_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    std::fs::File::open(file)
        .and_then(|opened| opened.take(most).read_to_end(&mut bytes))
        .map_err(|error| unreadable(file, &error))?;
    Copy::read(&bytes).map_err(|error| Failure::Failed(format!("{}: {error}", name(file))))
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::Failed(format!("{} cannot be read: {error}", name(path)))
}

fn name(path: &Path) -> String {
    printable(&path.display().to_string())
}

/// Writes a line. What is in a log was written by others, and must not steer the terminal.
fn say(text: &str) -> Result<(), Failure> {
    match writeln!(io::stdout(), "{}", printable(text)) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Failed(error.to_string()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
