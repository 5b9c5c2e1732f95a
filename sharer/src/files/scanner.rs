//! The virus scanner that the computer's owner has named in the policy.
//!
//! It is started directly, never through a shell. It sees the file under a hidden name, before the file gets its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use protocol::limits::SCANNER_TIMEOUT;

use crate::store::value::Expected;

/// What stands in the arguments for the path of the file.
const FILE: &str = "{file}";

/// How often it is looked whether the scanner has ended.
const LOOK: Duration = Duration::from_millis(20);

/// What the scanner says of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Its exit status was 0.
    Clean,
    /// It was another one.
    Refused,
}

/// The command that checks a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scanner {
    program: PathBuf,
    arguments: Vec<String>,
}

impl Scanner {
    /// A program with an absolute path, and its arguments, one of which holds `{file}`.
    pub(crate) fn new(command: &[&str]) -> Result<Self, Expected> {
        let Some((program, arguments)) = command.split_first() else {
            return Err(Expected::Program);
        };
        if !Path::new(program).is_absolute() {
            return Err(Expected::Program);
        }
        if !arguments.iter().any(|argument| argument.contains(FILE)) {
            return Err(Expected::PartOfArgument(FILE));
        }
        let arguments = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        Ok(Self { program: PathBuf::from(program), arguments })
    }

    /// Checks a file. Waits for at most [`SCANNER_TIMEOUT`]; ends the scanner earlier once `is_stopped` says so.
    ///
    /// # Errors
    /// The scanner gave no verdict, for this reason.
    pub(crate) fn check(
        &self,
        file: &Path,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<Verdict, String> {
        let file = file.to_str().ok_or("the path of the folder is no text")?;
        let arguments = self.arguments.iter().map(|argument| argument.replace(FILE, file));
        let mut command = Command::new(&self.program);
        command.args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| error.to_string())?;
        for _ in 0..SCANNER_TIMEOUT.as_millis() / LOOK.as_millis() {
            match child.try_wait().map_err(|error| error.to_string())? {
                Some(status) if status.success() => return Ok(Verdict::Clean),
                Some(status) if status.code().is_some() => return Ok(Verdict::Refused),
                Some(status) => return Err(status.to_string()),
                None if is_stopped() => break,
                None => thread::sleep(LOOK),
            }
        }
        // It may have ended just now.
        let _ = child.kill();
        let _ = child.wait();
        Err("it does not end".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_names_a_program_and_the_file() {
        assert!(Scanner::new(&["/usr/bin/clamdscan", "--no-summary", "{file}"]).is_ok());
        for wrong in [&[][..], &["clamscan", "{file}"], &["/usr/bin/clamscan"], &["/bin/{file}"]] {
            assert!(Scanner::new(wrong).is_err(), "{wrong:?}");
        }
    }
}
