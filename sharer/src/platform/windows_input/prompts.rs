//! Which windows ask the User for a password or a right.
//!
//! Windows shows most of its prompts on the secure desktop, where no program of the User has a window. Without it (a
//! setting of User Account Control), and for the passwords of the network, they are windows of known programs.

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

impl Found {
    /// What follows from both.
    pub(crate) fn and(self, other: Found) -> Found {
        match (self, other) {
            (Found::Prompt, _) | (_, Found::Prompt) => Found::Prompt,
            (Found::Unknown, _) | (_, Found::Unknown) => Found::Unknown,
            (Found::Nothing, Found::Nothing) => Found::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_prompt_counts_more_than_what_is_not_known() {
        assert_eq!(Found::Nothing.and(Found::Unknown), Found::Unknown);
        assert_eq!(Found::Unknown.and(Found::Prompt), Found::Prompt);
        assert_eq!(Found::Prompt.and(Found::Nothing), Found::Prompt);
        assert_eq!(Found::Nothing.and(Found::Nothing), Found::Nothing);
    }
}
