//! `alongside restore-desktop`: makes the desktop look as before a session that did not end properly.

use std::process::ExitCode;

use crate::cli::exit::Failure;
use crate::platform::appearance::AppearanceError;
use crate::platform::restore_appearance;
use crate::words::bandwidth as words;

/// Restores, and says what was done. 0: the desktop looks as before · 1: it does not.
#[expect(clippy::print_stdout, reason = "this is the command's output")]
pub fn run() -> Result<ExitCode, Failure> {
    let said = match restore_appearance() {
        Ok(0) => words::NOTHING_TO_RESTORE.to_owned(),
        Ok(_) => words::RECOVERED.to_owned(),
        Err(error @ AppearanceError::Busy) => return Err(Failure::Failed(error.to_string())),
        Err(error) => return Err(Failure::Failed(words::not_restored(&error))),
    };
    println!("{said}");
    Ok(ExitCode::SUCCESS)
}
