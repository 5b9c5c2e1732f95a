//! The desktop on which the sharer runs: its displays, how to wait for it, the panic key, its
//! looks.

use std::fmt;

use session::display::DisplayChoice;

pub mod cursor;
pub mod damage;
pub mod folders;
#[cfg(all(target_os = "linux", feature = "scrap"))]
pub mod scrap;
pub mod screen;
pub mod synthetic;
pub mod wake;
pub mod x11;

/// Where the desktop is and which part of it is shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desktop {
    /// The X display, for example `:1`. `None` takes it from `DISPLAY`.
    pub x_display: Option<String>,
    /// The display that is shared.
    pub choice: DisplayChoice,
}

/// Why the desktop cannot be used. Each text says what is wrong and the mend.
#[derive(Debug, thiserror::Error)]
pub enum DesktopError {
    /// `DISPLAY` is not set.
    #[error("no X display: set DISPLAY, or run alongside inside the desktop session")]
    NoDisplay,
    /// Only a Wayland compositor is there, or X is a guest of one.
    #[error(
        "this is a Wayland session, whose screen X cannot show: log in to an X11 (Xorg) session"
    )]
    Wayland,
    /// The X server does not answer or refuses us.
    #[error("the X display cannot be opened ({0}): check DISPLAY and XAUTHORITY")]
    Refused(Reason),
    /// The X server lacks something that cannot be done without.
    #[error("the X server has no {0} extension: use an X server that does")]
    Missing(&'static str),
    /// The pixels have a form that nobody has used for decades.
    #[error("the X display has {0} bits a pixel: set its depth to 24")]
    Depth(u8),
    /// The display that was asked for is not there.
    #[error(
        "there is no display {wanted}: choose one of {known}, or its number counted from 0, or all"
    )]
    NoSuchDisplay {
        /// What was asked for.
        wanted: DisplayChoice,
        /// The names of those that there are.
        known: String,
    },
    /// The connection to the X server broke.
    #[error("the desktop went away ({0}): start alongside again when it is back")]
    Lost(Reason),
    /// The operating system refused something small.
    #[error("the system refused a resource ({0}): close some programs and start again")]
    System(#[from] std::io::Error),
    /// Nothing of this exists for this operating system.
    #[error("sharing the screen is not built for this system yet: use Linux with X11")]
    Unsupported,
}

/// The words of a library's error, kept as text so that one error type serves all its kinds.
#[derive(Debug)]
pub struct Reason(String);

impl Reason {
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only X11 has reasons"))]
    pub(crate) fn of(error: impl fmt::Display) -> Self {
        Self(error.to_string())
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
