//! Texts of `--help`, and options of the commands that print help.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

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
  alongside doctor --server https://help.example.org
                                     What works here, what is blocked, and how to mend it

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
  alongside share --server https://help.example.org --proxy http://proxy.example.org:3128
      In a network where servers are reached through a proxy, if the system does not name it.
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

/// After the options of `doctor`.
pub const OF_DOCTOR: &str = "\
Examples:
  alongside doctor --server https://help.example.org
      Tries each path to the server and each relay, the screen, mouse and keyboard; takes some seconds.
      Your helper's browser does the same at https://help.example.org/doctor.
  alongside doctor --server https://help.example.org --json
      For scripts: one JSON object with checks and paths.

Exit status: 0 a session would work, 1 it would not, 2 wrong usage.";

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
