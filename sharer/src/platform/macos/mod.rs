//! macOS: screen, input, panic key, system prompts.
//!
//! Nothing of this has run on a Mac yet; docs/macos-checklist.md says how to try it. What decides is in modules that
//! also compile, and are tested, elsewhere: [`geometry`], [`screen`] without its source, [`input`] without its injector.
//! The frameworks are called through the `objc2` crates, whose functions are unsafe as those of Objective-C are. They are
//! called in this folder only; each block says why it is sound.
//!
//! Not here yet: telling a person's press from a program's (an event says which program posted it, but a driver that
//! imitates a keyboard passes for one, and no way was found to tell), the border, the desktop's appearance, speech.
#![allow(unsafe_code, reason = "macOS has no other interface; each block says why it is sound")]

mod geometry;
mod input;
mod screen;

#[cfg(target_os = "macos")]
mod access;
#[cfg(target_os = "macos")]
mod displays;
#[cfg(target_os = "macos")]
mod error;
#[cfg(target_os = "macos")]
mod panic_key;
#[cfg(target_os = "macos")]
mod prompts;
#[cfg(target_os = "macos")]
mod secure_input;
#[cfg(target_os = "macos")]
mod system;
#[cfg(target_os = "macos")]
mod tap;

#[cfg(target_os = "macos")]
pub(super) use system::{appearance, desktop_programs, open, press_watch, program_devices};

/// Programs of macOS that ask for a password, a finger or a right. A false match hides the picture for a moment; a
/// missing one shows a prompt to the Helper.
const AGENTS: [&str; 5] = [
    "SecurityAgent",
    "coreautha",
    "coreauthd",
    "universalAccessAuthWarn",
    "LocalAuthenticationRemoteService",
];

/// Whether this program, by the name of its windows' owner, asks for a password, a finger or a right.
fn is_agent(owner: &str) -> bool {
    AGENTS.iter().any(|agent| owner.starts_with(agent))
}

/// Whether a key press is the panic key: Esc, and not typed by the Helper. Other programs post events, too: an on-screen
/// keyboard is the User's.
fn is_panic(code: i64, is_ours: bool) -> bool {
    code == i64::from(input::keys::ESCAPE) && !is_ours
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn esc_is_the_panic_key_unless_the_helper_typed_it() {
        assert!(is_panic(0x35, false));
        assert!(!is_panic(0x35, true));
        assert!(!is_panic(0x00, false));
    }

    #[test]
    fn the_programs_that_ask_are_known_and_others_are_not() {
        for owner in ["SecurityAgent", "coreautha", "universalAccessAuthWarn"] {
            assert!(is_agent(owner), "{owner}");
        }
        for owner in ["Finder", "Dock", "Safari", "Window Server", "loginwindow", ""] {
            assert!(!is_agent(owner), "{owner}");
        }
    }
}
