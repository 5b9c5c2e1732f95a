//! The programs of macOS that ask for a password, a finger or a right.

/// By the name of the owner of their windows. A false match hides the picture for a moment; a missing one shows a prompt
/// to the Helper.
const AGENTS: [&str; 5] = [
    "SecurityAgent",
    "coreautha",
    "coreauthd",
    "universalAccessAuthWarn",
    "LocalAuthenticationRemoteService",
];

/// Whether the owner of a window, by its name, is one of them.
pub(super) fn is_agent(owner: &str) -> bool {
    AGENTS.iter().any(|agent| owner.starts_with(agent))
}

#[cfg(test)]
mod tests {
    use super::*;

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
