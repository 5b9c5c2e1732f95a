//! Help on the command line: examples, shell completions, manual pages. All are made from the same
//! description of the options.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap_complete::Shell;

use crate::cli::exit::Failure;
use crate::cli::settings;

/// After the list of subcommands.
pub const EXAMPLES: &str = "\
Examples:
  alongside share                    Get help: prints a code to tell your helper
  alongside share --view-only        Let them look, never control
  alongside share --server https://help.example.org
  alongside share --to Jacky         Ask a helper whom you remember; no code is needed
  alongside contacts                 The helpers whom you remember, and who is available
  alongside listen                   Wait until help is offered, if the policy allows it
  alongside policy                   What holds on this computer, and why

Exit status: 0 ended as asked, 1 failed, 2 wrong usage, 3 forbidden by policy, 4 server not
reachable, 5 no screen or no input here.";

/// After the options of `share`.
pub const OF_SHARE: &str = "\
Examples:
  alongside share
      This computer serves the page itself, for a helper in the same network.
  alongside share --server https://help.example.org --expires 10m
      A server that both can reach introduces the two; the code works for ten minutes.
  alongside share --view-only --name 'Reception desk'
      The helper sees the screen under this name, and cannot ask for control.
  alongside share --bandwidth full --max-kbit 800
      For a slow line: no wallpaper, no effects, fewer pictures and colours while the session runs.
  alongside share --json < answers > events
      For scripts: one JSON object a line, in both directions.

Each option can also be set by its variable, or, without its dashes, in the settings file
(alongside/config.toml in your folder for settings, mostly ~/.config):
  server = \"https://help.example.org\"
  expires = \"1h\"
  view-only = true
The command line wins over a variable, a variable over the file. What the owner of the computer
decided wins over all three; `alongside policy` shows it.";

/// After the options of `listen`.
pub const OF_LISTEN: &str = "\
Examples:
  alongside listen --server https://help.example.org
      Contacts, and the helpers under [[offer.helper]] in the policy, can offer help to this computer
      until Ctrl-C. The policy must say so: [offer] allowed = true.
  alongside listen --server https://help.example.org --name FRONT-DESK --view-only
      They see this computer as FRONT-DESK, and can only look.";

/// After the options of `completions`.
pub const OF_COMPLETIONS: &str = "\
Examples:
  alongside completions bash > ~/.local/share/bash-completion/completions/alongside
  alongside completions zsh > ~/.zfunc/_alongside
  alongside completions fish > ~/.config/fish/completions/alongside.fish";

/// Options of `alongside completions`.
#[derive(Args, Clone, Debug)]
pub struct Completions {
    /// The shell.
    pub shell: Shell,
}

/// Options of `alongside man`.
#[derive(Args, Clone, Debug)]
pub struct Man {
    /// An existing folder.
    pub folder: PathBuf,
}

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
    clap_mangen::generate_to(settings::command(), &options.folder).map_err(|error| {
        Failure::Failed(format!("cannot write to {}: {error}", options.folder.display()))
    })?;
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
