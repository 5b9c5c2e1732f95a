//! Evidence for consent: whether a person at this computer or a program activated a button of a window.
//!
//! A toolkit reports the same event for a mouse and for a program that injects one. The watcher sees which
//! device a press came from, and what was done to the window meanwhile. It decides nothing: that is up to
//! whoever asks the question. Times are ages, counted back from the moment of the answer.

use std::time::Duration;

use super::error::{Cause, PlatformError};

// No press is told from a program's elsewhere.
#[cfg(any(target_os = "linux", windows, test))]
pub(crate) mod area;
// Wayland's watcher is a task, not a thread.
#[cfg(any(target_os = "linux", windows))]
pub(crate) mod orders;

/// How long [`PressWatch::watch`] and [`PressWatch::evidence`] wait for the desktop at most.
pub const EVIDENCE_TIMEOUT: Duration = Duration::from_secs(2);

/// The characters of a device's name that are kept.
pub const DEVICE_NAME: usize = 80;

/// The watcher. It costs nothing until [`Self::watch`] is called, and ends when dropped.
pub trait PressWatch: std::fmt::Debug + Send {
    /// A question is shown in this window, which the desktop calls by this number: watches it and all devices
    /// from now on. Another window that was watched before is not watched any more. Wayland has no numbers.
    fn watch(&mut self, window: Option<u32>) -> Result<(), PlatformError>;

    /// The question is closed. It does not wait.
    fn unwatch(&mut self);

    /// What happened up to now, asked for at once after a button was activated. Each press is handed out once,
    /// so that one press activates one button. `seen` is what the toolkit saw, for a desktop that shows input to the window alone.
    ///
    /// Fails when no window is watched, or when the desktop does not answer.
    fn evidence(&mut self, seen: &Seen) -> Result<Evidence, PlatformError>;

    /// Whether a program that imitates a device, or moves the pointer, is noticed here as well.
    fn sees_forgeries(&self) -> bool;
}

/// Why a person cannot be told from a program here.
#[derive(Debug, thiserror::Error)]
pub enum NoPressWatch {
    /// This system does not say which device a press came from, or this version cannot read it there.
    #[error(
        "this system does not tell a key that a person presses from one that a program presses"
    )]
    NotKnownHere,
    /// Programs could press unnoticed on this desktop, or that cannot be excluded.
    #[error(transparent)]
    Unproven(Cause),
    /// The desktop cannot be watched.
    #[error(transparent)]
    Failed(#[from] PlatformError),
}

/// The press that activated a button, as the toolkit saw it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// What was pressed; `None` where nothing was.
    pub control: Option<Control>,
    /// How long ago.
    pub age: Duration,
    /// Where the pointer was in the window at the press, in its px.
    pub place: Option<(u16, u16)>,
    /// How long ago the pointer was moved in the window.
    pub moved: Option<Duration>,
    /// How long ago a character other than a space was typed in the window.
    pub typed: Option<Duration>,
}

/// What happened since the window is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The last press since the last answer.
    pub press: Option<Press>,
    /// How long ago a program pressed something, or sent such an event to a window.
    pub program_pressed: Option<Duration>,
    /// How long ago a key was pressed that prints a character other than a space.
    pub typed: Option<Duration>,
    /// How long ago keys or buttons were given another meaning, since the window is watched.
    pub remapped: Option<Duration>,
    /// The pointer.
    pub pointer: PointerEvidence,
    /// The window.
    pub window: WindowEvidence,
}

/// A press of a button or key, or the first touch of a finger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// What was pressed.
    pub control: Control,
    /// It is Enter, the Enter of the number pad, or the space bar: the keys that activate a button with the
    /// focus. By the meaning that a key had both when the watcher started and when the watch began.
    pub activates: bool,
    /// Who pressed it.
    pub origin: PressOrigin,
    /// The device, as the desktop names it; at most [`DEVICE_NAME`] characters.
    pub device: String,
    /// Where a device had brought the pointer before.
    pub brought: Brought,
    /// How long ago.
    pub age: Duration,
}

/// Where a device had brought the pointer before a press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brought {
    /// Here within the window, in its px.
    At(u16, u16),
    /// Outside of the window.
    Outside,
    /// That is not known: it moved right before the press.
    Unknown,
}

/// What can be pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// A button of a pointing device, by its number before any mapping. 4 to 7 are the wheel.
    Button(u32),
    /// A key, by its code on this system.
    Key(u32),
    /// A touch screen.
    Touch,
}

/// Who pressed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PressOrigin {
    /// A device of this computer.
    Device,
    /// A program, through the device that the system has for injected input.
    Injected,
    /// A program that imitated a device, or a press of which this cannot be excluded.
    Forged,
    /// A device, or a program that can inject at the moment: the desktop does not say.
    Uncertain,
}

/// The pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointerEvidence {
    /// Where it is within the window, in its px; `None` outside of it.
    pub place: Option<(u16, u16)>,
    /// How long ago a program moved it, where that is seen ([`PressWatch::sees_forgeries`]).
    pub moved_by_program: Option<Duration>,
    /// A program moved it last, and no device since, or not for certain.
    pub is_by_program: bool,
}

/// The window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WindowEvidence {
    /// For how long it has had the focus without interruption; `None` when it does not have it.
    pub focused: Option<Duration>,
    /// How long ago it was moved, resized, mapped, unmapped, given another parent, covered or uncovered.
    pub changed: Option<Duration>,
    /// What is seen of it now.
    pub visibility: Visibility,
}

/// What is seen of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// All of it.
    Whole,
    /// Another window is above a part of it, or it reaches beyond the screen.
    Covered,
    /// It is not on the screen.
    Hidden,
    /// There are more windows than are examined.
    Unknown,
    /// The desktop tells no program of windows above its own (Wayland).
    NotTold,
}
