//! Texts of `--help`, and options of the commands that print help.

use std::path::PathBuf;

use clap::{Args, Command};
use clap_complete::Shell;

use crate::words::Say;

/// What each command does: the names of the commands around it and its own, its line in a list, and what its own help
/// says besides.
const WHAT: [(&[&str], Say, Option<Say>); 15] = [
    (&[], Say::HelpProgram, None),
    (&["share"], Say::HelpShare, None),
    (&["listen"], Say::HelpListen, Some(Say::HelpListenMore)),
    (&["contacts"], Say::HelpContacts, None),
    (&["contacts", "forget"], Say::HelpContactsForget, None),
    (&["contacts", "rename"], Say::HelpContactsRename, None),
    (&["contacts", "key"], Say::HelpContactsKey, None),
    (&["doctor"], Say::HelpDoctor, Some(Say::HelpDoctorMore)),
    (&["policy"], Say::HelpPolicy, Some(Say::HelpPolicyMore)),
    (&["completions"], Say::HelpCompletions, None),
    (&["log"], Say::HelpLog, None),
    (&["log", "list"], Say::HelpLogList, None),
    (&["log", "show"], Say::HelpLogShow, None),
    (&["log", "verify"], Say::HelpLogVerify, None),
    (&["restore-desktop"], Say::HelpRestoreDesktop, Some(Say::HelpRestoreDesktopMore)),
];

/// The command line, which says what each command does in the language of this program.
pub fn say_what(command: Command) -> Command {
    WHAT.into_iter()
        .fold(command, |command, (names, what, more)| say_of(command, names, what, more))
}

fn say_of(command: Command, names: &[&str], what: Say, more: Option<Say>) -> Command {
    match names.split_first() {
        Some((name, rest)) => {
            command.mut_subcommand(*name, |command| say_of(command, rest, what, more))
        }
        None => match more {
            Some(more) => command.about(what.text()).long_about(format!("{what}\n\n{more}")),
            None => command.about(what.text()),
        },
    }
}

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

#[cfg(test)]
mod tests {
    use catalogue::Language;
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::options::Cli;
    use crate::words;

    fn says(command: &Command, names: &str, said: &mut Vec<(String, String)>) {
        for below in command.get_subcommands().filter(|it| !it.is_hide_set()) {
            let names = format!("{names} {}", below.get_name());
            said.push((names.clone(), below.get_about().unwrap_or_default().to_string()));
            says(below, &names, said);
        }
    }

    #[test]
    fn each_command_says_what_it_does_in_the_language_of_the_program() {
        let mut in_english = Vec::new();
        says(&say_what(Cli::command()), "", &mut in_english);
        assert_eq!(in_english.len(), WHAT.len() - 1, "{in_english:?}");
        for language in Language::ALL.iter().filter(|it| **it != Language::English) {
            words::speak(*language);
            let command = say_what(Cli::command());
            let mut said = Vec::new();
            says(&command, "", &mut said);
            let ours = WHAT.map(|(_, what, _)| what.text());
            for ((names, text), (_, english)) in said.iter().zip(&in_english) {
                assert!(ours.contains(&text.as_str()) && text != english, "{names}: {text}");
            }
            assert_eq!(command.get_about().unwrap().to_string(), Say::HelpProgram.text());
        }
    }
}
