//! The desktop on which the sharer runs: its displays, how to wait for it, the panic key, its
//! looks.

use std::fmt;
use std::str::FromStr;

use protocol::geometry::{Display, Size};
use protocol::name::DisplayName;

#[cfg(target_os = "linux")]
pub mod displays;
#[cfg(target_os = "linux")]
pub(crate) mod x11;

pub mod looks;
pub mod panic_key;
pub mod prompts;
pub mod wake;

/// Which display is shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DisplayChoice {
    /// The one the desktop calls its main display.
    #[default]
    Primary,
    /// The display with this number, counted from 0 in the desktop's order.
    Number(usize),
    /// The display that the desktop calls so.
    Named(DisplayName),
    /// All displays, as one picture.
    All,
}

impl DisplayChoice {
    /// Whether it is one display and no other: a Helper cannot choose.
    pub fn is_fixed(&self) -> bool {
        matches!(self, DisplayChoice::Number(_) | DisplayChoice::Named(_))
    }
}

impl FromStr for DisplayChoice {
    type Err = protocol::name::NameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.eq_ignore_ascii_case("all") {
            return Ok(DisplayChoice::All);
        }
        match text.parse() {
            Ok(number) => Ok(DisplayChoice::Number(number)),
            Err(_) => text.parse().map(DisplayChoice::Named),
        }
    }
}

impl fmt::Display for DisplayChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DisplayChoice::Primary => f.write_str("primary"),
            DisplayChoice::Number(number) => number.fmt(f),
            DisplayChoice::Named(name) => name.fmt(f),
            DisplayChoice::All => f.write_str("all"),
        }
    }
}

/// A part of the desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its left edge on the desktop in px.
    pub x: i16,
    /// Its top edge on the desktop in px.
    pub y: i16,
    /// Its size.
    pub size: Size,
}

/// What the picture shows, and what it could show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The part of the desktop that is shown.
    pub area: Area,
    /// The displays that a Helper may choose from; at most [`protocol::limits::DISPLAYS`].
    pub displays: Vec<Display>,
    /// Which of them is shown; `None` when all are, or when nobody knows.
    pub shown: Option<DisplayName>,
}

impl Layout {
    /// A picture of which nothing is known but its size.
    pub fn plain(size: Size) -> Self {
        Self { area: Area { x: 0, y: 0, size }, displays: Vec::new(), shown: None }
    }
}

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
