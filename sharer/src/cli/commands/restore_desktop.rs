//! `alongside restore-desktop`: makes the desktop look as before a session that did not end properly.

use std::process::ExitCode;

use crate::cli::exit::Failure;
use crate::platform::appearance::AppearanceError;
use crate::platform::restore_appearance;
use crate::words;

/// Restores, and says what was done. 0: the desktop looks as before · 1: it does not.
#[expect(clippy::print_stdout, reason = "this is the command's output")]
pub fn run() -> Result<ExitCode, Failure> {
    let said = match restore_appearance() {
        Ok(0) => words::bandwidth::NOTHING_TO_RESTORE.to_owned(),
        Ok(_) => words::bandwidth::RECOVERED.to_owned(),
        Err(error @ AppearanceError::Busy) => {
            return Err(Failure::Failed(words::platform::appearance(&error)));
        }
        Err(error) => return Err(Failure::Failed(words::bandwidth::not_restored(&error))),
    };
    println!("{said}");
    Ok(ExitCode::SUCCESS)
}
