//! A window as a value, and what happened in it.

use std::time::Instant;

use crate::element::Element;
use crate::geometry::{Point, Rect};
use crate::key::Key;
use crate::theme::Look;

/// Whether a window takes the size that its content needs. It is never larger than the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Fit {
    /// The user chooses its size.
    #[default]
    Free,
    /// As high as its content needs. While it is open it becomes higher, never lower.
    Height,
    /// As wide and high as its content needs, without line breaks.
    Both,
}

/// A place of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spot {
    /// The middle.
    Middle,
    /// The middle of the upper side.
    Top,
}

/// What one window is and shows. It is open as long as the application's views contain it.
// fields: the independent properties of a window, as a window system knows them.
#[derive(Debug, Clone)]
pub struct View<A> {
    /// The window's key: the same key is the same window.
    pub key: Key,
    /// The title, which a screen reader says when the window is entered.
    pub title: String,
    /// What it shows.
    pub element: Element<A>,
    /// Colours, text size and direction.
    pub look: Look,
    /// The size of the content when it opens, in logical pixels. The user may change it.
    pub size: (f32, f32),
    /// Whether it takes the size that its content needs.
    pub fit: Fit,
    /// Where it opens; where the system puts it without one.
    pub spot: Option<Spot>,
    /// Stays above other windows, where the system lets it.
    pub always_on_top: bool,
    /// Is left out of what programs capture of the screen, where the system can do that.
    pub left_out: bool,
    /// Without title bar and border of the system.
    pub undecorated: bool,
    /// Whether it is shown; a hidden window keeps its state.
    pub visible: bool,
    /// Brought to the front and to the keyboard, where the system lets it, each time that this number changes.
    pub raised: u32,
    /// Asks for the keyboard when it opens, until it has had it. Systems give it to no window right after the user has done
    /// something in another one, so that it is asked for several times.
    pub wants_keyboard: bool,
    /// A screen reader says its status lines when it opens, too: for a window that opens without the keyboard.
    pub says_status: bool,
    /// What a request to close it reports. The window stays open until a view leaves it out; without an action
    /// the request does nothing.
    pub on_close: Option<A>,
}

impl<A> View<A> {
    /// A visible window of 480 by 640 logical pixels.
    pub fn new(
        key: impl Into<Key>,
        title: impl Into<String>,
        element: impl Into<Element<A>>,
    ) -> Self {
        Self {
            key: key.into(),
            title: title.into(),
            element: element.into(),
            look: Look::default(),
            size: (480.0, 640.0),
            fit: Fit::Free,
            spot: None,
            always_on_top: false,
            left_out: false,
            undecorated: false,
            visible: true,
            raised: 0,
            wants_keyboard: false,
            says_status: false,
            on_close: None,
        }
    }

    /// With these colours, text size and direction.
    #[must_use]
    pub fn look(self, look: Look) -> Self {
        Self { look, ..self }
    }

    /// Opens with a content of this size, in logical pixels.
    #[must_use]
    pub fn size(self, width: f32, height: f32) -> Self {
        Self { size: (width, height), ..self }
    }

    /// Takes the size that its content needs.
    #[must_use]
    pub fn fit(self, fit: Fit) -> Self {
        Self { fit, ..self }
    }

    /// Opens there, where the system lets it.
    #[must_use]
    pub fn spot(self, spot: Spot) -> Self {
        Self { spot: Some(spot), ..self }
    }

    /// Stays above other windows.
    #[must_use]
    pub fn always_on_top(self) -> Self {
        Self { always_on_top: true, ..self }
    }

    /// Is left out of what programs capture of the screen, where the system can do that: on Windows and macOS.
    #[must_use]
    pub fn left_out(self) -> Self {
        Self { left_out: true, ..self }
    }

    /// Asks for the keyboard until it has had it.
    #[must_use]
    pub fn wants_keyboard(self) -> Self {
        Self { wants_keyboard: true, ..self }
    }

    /// A screen reader says its status lines when it opens, too.
    #[must_use]
    pub fn says_status(self) -> Self {
        Self { says_status: true, ..self }
    }

    /// Without title bar and border.
    #[must_use]
    pub fn undecorated(self) -> Self {
        Self { undecorated: true, ..self }
    }

    /// Whether it is shown.
    #[must_use]
    pub fn visible(self, visible: bool) -> Self {
        Self { visible, ..self }
    }

    /// Brought to the front each time that this number changes.
    #[must_use]
    pub fn raised(self, raised: u32) -> Self {
        Self { raised, ..self }
    }

    /// A request to close it reports this action.
    #[must_use]
    pub fn on_close(self, action: A) -> Self {
        Self { on_close: Some(action), ..self }
    }
}

/// How an activation was made, as far as the window system tells. Injected keys and clicks look like real ones
/// here; whether they came by hand, the application must find out itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Pressed and released with a pointer.
    Pointer,
    /// A key or an input method.
    Key,
    /// An action of assistive technology, which any program with access to it can request.
    Accessibility,
    /// The window system, such as the close button of its title bar.
    System,
}

/// Something that the user did, as the application's action.
#[derive(Debug, Clone, PartialEq)]
pub struct Activation<A> {
    /// What the element reports.
    pub action: A,
    /// How it was made.
    pub origin: Origin,
    /// Whether the element was [`guarded`](crate::element::Button::guarded).
    pub guarded: bool,
    /// When.
    pub at: Instant,
    /// Since when the element has been seen at this place, with these words and in this dialog, and could be
    /// activated. A click that was meant for what was there before follows soon after it.
    pub shown_since: Instant,
    /// Where the element is in the window, in physical pixels.
    pub place: Rect,
    /// The pointer was over the element when it appeared there, and has not left it since.
    pub pointer_waited: bool,
    /// Since when the element has the focus, and what gave it; `None` when it does not have it.
    pub focused: Option<(Instant, Origin)>,
    /// The press that led to it; `None` where it was not made by a press.
    pub press: Option<Press>,
    /// When a character other than a space was typed in this window last.
    pub typed: Option<Instant>,
}

/// A press of a pointer or key in a window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Press {
    /// When.
    pub at: Instant,
    /// Where the pointer was in the window, in physical pixels; `None` for a key.
    pub place: Option<Point>,
    /// When the pointer was moved last, before the release.
    pub moved: Option<Instant>,
    /// It was a finger.
    pub is_touch: bool,
}

/// Where the content of a window is, in physical pixels of the desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WindowPlace {
    /// Of the left side.
    pub x: i32,
    /// Of the upper side.
    pub y: i32,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// What changed about a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// It was opened, and is not shown yet.
    Opened {
        /// Its number on the desktop: the id of the X11 window, or the handle (HWND) of Windows, of which 32 bits are
        /// significant. None elsewhere, also on Wayland.
        number: Option<u32>,
    },
    /// It is at another place or has another size. Not reported on Wayland, which tells no window its place.
    Place(WindowPlace),
    /// It got or lost the keyboard.
    Focused(bool),
    /// It was closed, because the views left it out.
    Closed,
}
