//! What the User reads when the window does not take a yes, and whether it takes one at all.

/// No question is shown.
pub const NO_QUESTION: &str = "There is nothing to answer any more.";
/// Nothing is known of who presses.
pub const NO_EVIDENCE: &str = "This window cannot tell here whether you or a program pressed the button. Answer in the terminal.";
/// Nothing was pressed.
pub const NO_PRESS: &str = "This did not come from your mouse or keyboard. Press the button yourself, with the mouse, Enter or the space bar.";
/// A program pressed it.
pub const PROGRAM: &str =
    "A program pressed this, not you. If you want to allow it, use your own mouse or keyboard.";
/// A program could have pressed it.
pub const PROGRAM_MAY: &str = "Another program can press keys and buttons here at the moment, such as a remote desktop. End it, and press again.";
/// A program pressed something, too.
pub const PROGRAM_TOO: &str =
    "A program pressed keys or buttons, too. Wait a moment, and press again with the mouse.";
/// It was too soon.
pub const TOO_SOON: &str = "That was too quick. Read the question, and press again.";
/// The key was held.
pub const HELD: &str =
    "The key was pressed before the question appeared, or was held. Let go of it, and press again.";
/// The User was typing.
pub const TYPING: &str = "You were typing. Read the question, and press again.";
/// Keys have another meaning.
pub const REMAPPED: &str =
    "Your keyboard or mouse was set up anew. Wait a moment, and press again with the mouse.";
/// The pointer was there from the beginning.
pub const POINTER_WAITED: &str = "The pointer was on the button when the question appeared. Move it away and back, and press again.";
/// The pointer is elsewhere.
pub const POINTER_ELSEWHERE: &str =
    "The pointer is not on the button. Move it there, and press again.";
/// A program moved the pointer.
pub const POINTER_MOVED: &str =
    "The pointer was moved, but not by your mouse. Move it away and back, and press again.";
/// The window changed.
pub const WINDOW_CHANGED: &str =
    "This window was moved or covered at this moment. Look at it, and press again.";
/// The window is covered.
pub const WINDOW_COVERED: &str =
    "This window has to be seen as a whole. Move what is in front of it, and press again.";

/// Where input is shown to its window alone, and a person is told from a program.
pub const PRESSES_PROVED: &str = "You can allow things in the window: a button counts as pressed by you while no other program can press. Whether \
     something lies over the window is not known.";
/// The same, where a person is not told from a program. A reason follows.
pub const PRESSES_NOT_PROVED: &str = "Nothing can be allowed in the window, only in a terminal.";
