//! What the User reads when the window does not take a yes, and whether it takes one at all.

use crate::words::say::Say;

/// No question is shown.
pub const NO_QUESTION: Say = Say::ConsentNoQuestion;
/// Nothing is known of who presses.
pub const NO_EVIDENCE: Say = Say::ConsentNoEvidence;
/// Nothing was pressed.
pub const NO_PRESS: Say = Say::ConsentNoPress;
/// A program pressed it.
pub const PROGRAM: Say = Say::ConsentProgram;
/// A program could have pressed it.
pub const PROGRAM_MAY: Say = Say::ConsentProgramMay;
/// A program pressed something, too.
pub const PROGRAM_TOO: Say = Say::ConsentProgramToo;
/// It was too soon.
pub const TOO_SOON: Say = Say::ConsentTooSoon;
/// The key was held.
pub const HELD: Say = Say::ConsentHeld;
/// The User was typing.
pub const TYPING: Say = Say::ConsentTyping;
/// Keys have another meaning.
pub const REMAPPED: Say = Say::ConsentRemapped;
/// The pointer was there from the beginning.
pub const POINTER_WAITED: Say = Say::ConsentPointerWaited;
/// The pointer is elsewhere.
pub const POINTER_ELSEWHERE: Say = Say::ConsentPointerElsewhere;
/// A program moved the pointer.
pub const POINTER_MOVED: Say = Say::ConsentPointerMoved;
/// The window changed.
pub const WINDOW_CHANGED: Say = Say::ConsentWindowChanged;
/// The window is covered.
pub const WINDOW_COVERED: Say = Say::ConsentWindowCovered;

/// Where input is shown to its window alone, and a person is told from a program.
pub const PRESSES_PROVED: Say = Say::ConsentPressesProved;
/// The same, where a person is not told from a program. A reason follows.
pub const PRESSES_NOT_PROVED: Say = Say::ConsentPressesNotProved;
