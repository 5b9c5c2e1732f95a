//! What a shell reports to a [`crate::Driver`].

use alloc::string::String;

use protocol::element::Element;
use protocol::geometry::Point;
use protocol::peer::InputLoss;

use crate::display::Screen;
use crate::ids::{GuestId, PathId};
use crate::input::{PersonInput, SignalInput, TransportInput};
use crate::known::KnownHelpers;
use crate::recognition::Recognition;
use transfer::shell::TransferInput;

/// What happens around a session. Sentences are the shell's own, for the User.
#[derive(Clone, Debug)]
pub enum Event {
    /// On the signal link.
    Signal(SignalInput),
    /// On a path.
    Transport {
        /// To which Helper.
        guest: GuestId,
        /// On which path.
        path: PathId,
        /// What happens.
        input: TransportInput,
    },
    /// A path is up, and the address of the Helper was looked up for the log. Say it instead of
    /// [`TransportInput::Up`].
    PathUp {
        /// To which Helper.
        guest: GuestId,
        /// Which path.
        path: PathId,
        /// The Helper's address, if it is known.
        address: Option<String>,
    },
    /// A path could not be set up, a message could not be sent on it, or its video stream ended.
    PathFailed {
        /// To which Helper.
        guest: GuestId,
        /// Which path.
        path: PathId,
    },
    /// The picture shows this from now on.
    Screen(Screen),
    /// The display cannot be captured any more.
    ScreenFailed(String),
    /// The User said no to the desktop's own question for the screen.
    ScreenRefused(String),
    /// The panic key took control back; or it cannot be watched any more, for this reason.
    PanicKey {
        /// Why it cannot be watched.
        failed: Option<String>,
    },
    /// Control could not begin, or an input could not be injected.
    InjectFailed(String),
    /// A system prompt opens or closes.
    SystemPrompt {
        /// Whether it is open.
        open: bool,
    },
    /// It is not noticed, or not any more, when a system prompt opens or closes.
    PromptsUnwatched,
    /// Input that was admitted did not arrive, or will not. Control goes on.
    InputLost(InputLoss),
    /// In answer to [`crate::Effect::FindElement`].
    ElementFound {
        /// Who suggests the step.
        guest: GuestId,
        /// The id of the step's mark.
        step: u32,
        /// What is there.
        element: Element,
        /// Two opposite corners of it, on the picture.
        corners: [Point; 2],
    },
    /// A line of the User, or perhaps of the Helper.
    Person {
        /// Where it was written.
        origin: Origin,
        /// What it means; `None` when it means nothing, or was not understood.
        input: Option<PersonInput>,
    },
    /// Ctrl-C, or a request to the program to end.
    Interrupted,
    /// Other Helpers may come without a code.
    KnownHelpers(KnownHelpers),
    /// In answer to [`crate::Effect::Recognise`].
    Recognised {
        /// Whose key it is.
        guest: GuestId,
        /// What is known of it, or why contacts cannot be kept.
        recognition: Result<Recognition, String>,
    },
    /// In answer to [`crate::Effect::KeepContact`].
    ContactKept {
        /// Who is the contact.
        guest: GuestId,
        /// Why it could not be kept.
        kept: Result<(), String>,
    },
    /// So many bytes of all lines of [`crate::Effect::AppendLog`] are on the disk.
    LogWritten {
        /// From the first line on.
        bytes: usize,
    },
    /// The session log cannot be written, for this reason; without one, the disk does not answer.
    LogFailed(Option<String>),
    /// A part of the program has failed without which the session cannot go on.
    PartFailed,
    /// The shell reports something about a transfer.
    Transfer {
        /// The Helper at the other end.
        guest: GuestId,
        /// What happened.
        input: TransferInput,
    },
    /// The [`crate::Driver::deadline`] passed.
    Timeout,
}

/// Where the User gives commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A terminal. While control is shared, the Helper can type there, too.
    Terminal,
    /// A pipe or file: a program writes there, and no keyboard.
    Pipe,
    /// The User's window, without evidence of a person's press. While control is shared, the Helper can click there, too.
    Window,
    /// The User's window, by a mouse or keyboard of this computer.
    Device,
}
