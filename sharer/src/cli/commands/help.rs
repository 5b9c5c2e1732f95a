//! `alongside completions` and `alongside man`. Both are made from the same description of the options as
//! `--help`.

use std::io::Write as _;
use std::process::ExitCode;

use crate::cli::exit::Failure;
use crate::cli::help::{Completions, Man};
use crate::cli::settings;
use crate::words;

/// Prints what makes a shell complete the command line.
pub fn completions(options: &Completions) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    let mut command = visible(&settings::command());
    clap_complete::generate(options.shell, &mut command, "alongside", &mut script);
    // A closed pipe means that the reader has seen enough.
    let _ = std::io::stdout().write_all(&script);
    Ok(ExitCode::SUCCESS)
}

/// Writes one manual page for the program, and one for each subcommand.
pub fn man(options: &Man) -> Result<ExitCode, Failure> {
    clap_mangen::generate_to(settings::command(), &options.folder)
        .map_err(|error| Failure::Failed(words::faults::unwritable(&options.folder, &error)))?;
    Ok(ExitCode::SUCCESS)
}

/// The command without hidden parts, which the generators would show.
fn visible(command: &clap::Command) -> clap::Command {
    let arguments = command.get_arguments().filter(|argument| !argument.is_hide_set());
    let subcommands = command.get_subcommands().filter(|subcommand| !subcommand.is_hide_set());
    clap::Command::new(command.get_name().to_owned())
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(command.get_version().is_none())
        .about(command.get_about().cloned().unwrap_or_default())
        .args(arguments.cloned())
        .subcommands(subcommands.map(visible))
}
