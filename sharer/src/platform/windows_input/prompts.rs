//! Which windows ask the User for a password or a right.
//!
//! Windows shows most of its prompts on the secure desktop, where no program of the User has a window. Without it (a
//! setting of User Account Control), and for the passwords of the network, they are windows of known programs.

use std::collections::{BTreeMap, BTreeSet};

/// Parts of the names of the programs that ask: User Account Control, Windows Security (passwords, Windows Hello), the
/// sign-in screen, and those of GnuPG, SSH and Git.
const PROGRAMS: [&str; 6] =
    ["consent.exe", "credentialuibroker.exe", "logonui.exe", "pinentry", "askpass", "gcm-ui"];

/// Parts of the window classes of such prompts: Windows Security, and what User Account Control shows before its prompt is
/// drawn.
const CLASSES: [&str; 2] = ["credential dialog xaml host", "$$$secure uap dummy window class"];

/// Whether a window of this class asks for the User's password or consent.
pub(crate) fn is_prompt_class(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    CLASSES.iter().any(|asking| class.contains(asking))
}

/// Whether a program of this file name does nothing but ask.
pub(crate) fn is_asking_program(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    PROGRAMS.iter().any(|asking| name.contains(asking))
}

/// What a search for prompts has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// No prompt is open.
    Nothing,
    /// A prompt is open.
    Prompt,
    /// Not all windows could be examined, and the others are no prompts.
    Unknown,
}

/// The programs that have windows, by the number of their process, and whether they do nothing but ask.
#[derive(Debug, Default)]
pub(crate) struct Programs(BTreeMap<u32, bool>);

impl Programs {
    /// Whether one of these processes asks. Those that were there at the last look are known, and no others: Windows soon
    /// gives the number of a process that has ended to another one. `names` lists all processes, and whether each asks;
    /// `None` if it cannot.
    pub(crate) fn examine(
        &mut self,
        processes: BTreeSet<u32>,
        names: impl FnOnce() -> Option<BTreeMap<u32, bool>>,
    ) -> Found {
        self.0.retain(|known, _| processes.contains(known));
        let asks = |programs: &Self| programs.0.values().any(|asks| *asks);
        if !asks(self) && self.0.len() < processes.len() {
            let Some(names) = names() else { return Found::Unknown };
            // One that is gone asks for nothing.
            let with_name = |process| (process, names.get(&process).copied().unwrap_or(false));
            self.0 = processes.into_iter().map(with_name).collect();
        }
        if asks(self) { Found::Prompt } else { Found::Nothing }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_with_the_number_of_one_that_has_ended_is_another_one() {
        let mut programs = Programs::default();
        let notepad = || Some(BTreeMap::from([(7, false), (9, false)]));
        assert_eq!(programs.examine(BTreeSet::from([7, 9]), notepad), Found::Nothing);
        let known = || panic!("its name is known");
        assert_eq!(programs.examine(BTreeSet::from([9]), known), Found::Nothing);
        let pinentry = || Some(BTreeMap::from([(7, true), (9, false)]));
        assert_eq!(programs.examine(BTreeSet::from([7, 9]), pinentry), Found::Prompt);
        assert_eq!(programs.examine(BTreeSet::from([7, 8]), || None), Found::Prompt);
        assert_eq!(programs.examine(BTreeSet::from([8]), || None), Found::Unknown);
    }

    #[test]
    fn the_prompts_of_windows_and_of_common_tools_are_known() {
        for program in [
            "consent.exe",
            "CredentialUIBroker.exe",
            "LogonUI.exe",
            "pinentry-qt.exe",
            "pinentry-basic.exe",
            "git-gui--askpass",
            "ssh-askpass.exe",
        ] {
            assert!(is_asking_program(program), "{program}");
        }
        for program in ["explorer.exe", "notepad.exe", "Taskmgr.exe", "alongside.exe", ""] {
            assert!(!is_asking_program(program), "{program}");
        }
        assert!(is_prompt_class("Credential Dialog Xaml Host"));
        assert!(is_prompt_class("$$$Secure UAP Dummy Window Class For Interim Dialog"));
        for class in ["Notepad", "#32770", "Chrome_WidgetWin_1", ""] {
            assert!(!is_prompt_class(class), "{class}");
        }
    }
}
