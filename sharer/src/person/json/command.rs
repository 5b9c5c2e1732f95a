//! What a script can command.

use appearance::Level;
use serde::Deserialize;
use session::Lasting;

/// One line of JSON.
#[derive(Deserialize)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Command {
    Answer {
        id: u32,
        allow: bool,
        /// With a yes to control: system prompts, too.
        #[serde(default)]
        elevation: bool,
        /// With a no: do not ask again in this session.
        #[serde(default)]
        never: bool,
        /// With a yes to a right beside the picture and control: for how long.
        lasts: Option<Lasting>,
    },
    /// Takes a right back.
    Revoke {
        right: String,
    },
    Chat {
        text: String,
    },
    /// Sends a file of this computer.
    SendFile {
        path: String,
    },
    /// Ends a transfer of a file.
    CancelFile {
        id: u32,
    },
    /// Stops a file, or all of its folder, for a while.
    PauseFile {
        id: u32,
    },
    /// Goes on with it.
    ResumeFile {
        id: u32,
    },
    Remember {},
    Pause {},
    Resume {},
    StopControl {},
    /// The step that is next is done.
    NextStep {},
    /// With nothing in it: show what holds.
    Bandwidth {
        level: Option<Level>,
        max_kbit: Option<u32>,
    },
    Disconnect {},
}
