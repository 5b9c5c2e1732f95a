//! Why the window does not take a yes.

use crate::words::{Say, consent as words};

/// Why an answer does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// No question is shown.
    NoQuestion,
    /// This system does not say who presses a key, or nothing can be learned of it now.
    NoEvidence,
    /// No key or button was pressed, or another one than the window says.
    NoPress,
    /// A program pressed it.
    Program,
    /// A program may have pressed it: it can, and the desktop does not say.
    ProgramMay,
    /// A program pressed something at the same time, or, for a key, while the question was shown.
    ProgramToo,
    /// The question was not shown long enough, or the window has not had the focus long enough.
    TooSoon,
    /// The key or button was pressed before the question appeared, or was held.
    Held,
    /// The User was typing.
    Typing,
    /// Keys or buttons have got another meaning.
    Remapped,
    /// The pointer was over the button when the question appeared, and has not left it since.
    PointerWaited,
    /// The pointer is not over the button.
    PointerElsewhere,
    /// A program moved the pointer, or no device did.
    PointerMoved,
    /// The window was moved, covered or uncovered.
    WindowChanged,
    /// The window cannot be seen as a whole.
    WindowCovered,
}

impl Doubt {
    /// What the User reads.
    pub fn sentence(self) -> Say {
        match self {
            Doubt::NoQuestion => words::NO_QUESTION,
            Doubt::NoEvidence => words::NO_EVIDENCE,
            Doubt::NoPress => words::NO_PRESS,
            Doubt::Program => words::PROGRAM,
            Doubt::ProgramMay => words::PROGRAM_MAY,
            Doubt::ProgramToo => words::PROGRAM_TOO,
            Doubt::TooSoon => words::TOO_SOON,
            Doubt::Held => words::HELD,
            Doubt::Typing => words::TYPING,
            Doubt::Remapped => words::REMAPPED,
            Doubt::PointerWaited => words::POINTER_WAITED,
            Doubt::PointerElsewhere => words::POINTER_ELSEWHERE,
            Doubt::PointerMoved => words::POINTER_MOVED,
            Doubt::WindowChanged => words::WINDOW_CHANGED,
            Doubt::WindowCovered => words::WINDOW_COVERED,
        }
    }
}
