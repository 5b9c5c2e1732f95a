//! The parts of a desktop, and what is asked of it.

use std::fmt;
use std::path::PathBuf;

use protocol::geometry::Size;
use session::ControlStop;
use session::display::DisplayChoice;
use tokio::sync::mpsc;

use super::appearance::settings::DesktopSettings;
use super::border::Border;
use super::clipboard::{Clipboard, ClipboardError, CopyNotice};
use super::elements::{ElementFinder, FoundElement};
use super::error::{InjectError, PlatformError};
use super::injected_presses::InjectedPresses;
use super::injector::Injector;
use super::marks::MarkOverlay;
use super::own_windows::OwnWindows;
use super::panic_key::{PanicKey, PanicKeyContext};
use super::prompts::{PromptEvent, PromptWatch};
use super::screen::{DesktopQuestion, ScreenSource};
use crate::supervisor::Supervisor;

/// What a synthetic screen does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// A new frame so many times a second.
    Fps(u32),
    /// The same, and a part of it is new in each frame, as in natural video: it takes all the bandwidth
    /// there is.
    Busy(u32),
    /// The first frame stays.
    Still,
}

/// Where pictures come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceKind {
    /// The best capture for this desktop.
    #[default]
    Auto,
    /// Our own capture on X11.
    X11,
    /// The desktop portal and PipeWire, which a Wayland session has.
    Portal,
    /// The portable capture.
    Scrap,
    /// GDI on Windows, also where something better works.
    Gdi,
    /// A screen without a desktop; see [`super::synthetic`].
    Synthetic {
        /// Its size.
        size: Size,
        /// What it does.
        motion: Motion,
    },
}

/// Which desktop, and which part of it is shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desktop {
    /// The desktop's address; on X11 the display's name, for example `:1`. `None` is the desktop of the
    /// session in which the program runs.
    pub address: Option<String>,
    /// The display that is shared.
    pub choice: DisplayChoice,
}

/// What [`super::open`] is to open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Where pictures come from.
    pub source: SourceKind,
    /// The desktop.
    pub desktop: Desktop,
    /// A file to which input is written instead of being injected.
    pub record_input: Option<PathBuf>,
    /// Windows of this program on that desktop that are not part of the picture.
    pub own: OwnWindows,
    /// Nobody will control the desktop: a desktop that grants the screen and input together is not asked for input.
    pub view_only: bool,
}

/// Opens the screen on the thread that will use it: some sources cannot move to another thread.
pub type ScreenOpener = Box<dyn FnOnce() -> Result<Box<dyn ScreenSource>, PlatformError> + Send>;

/// Opens the injector on the thread that will use it. It adds each key press to the record before it
/// injects it.
pub type InjectorOpener =
    Box<dyn FnOnce(InjectedPresses) -> Result<Box<dyn Injector>, InjectError> + Send>;

/// Starts the watcher of the panic key.
pub type PanicKeyOpener =
    Box<dyn FnOnce(PanicKeyContext) -> Result<Box<dyn PanicKey>, PlatformError> + Send>;

/// Starts the watcher of system prompts, which waits while the channel is full.
pub type PromptOpener = Box<
    dyn FnOnce(
            mpsc::Sender<PromptEvent>,
            &Supervisor,
        ) -> Result<Box<dyn PromptWatch>, PlatformError>
        + Send,
>;

/// Starts what shows the border round what is shared.
pub type BorderOpener =
    Box<dyn FnOnce(&Supervisor) -> Result<Box<dyn Border>, PlatformError> + Send>;

/// Starts what shows the marks that a Helper draws.
pub type MarksOpener =
    Box<dyn FnOnce(&Supervisor) -> Result<Box<dyn MarkOverlay>, PlatformError> + Send>;

/// Starts what finds the elements at places of the desktop, which says here what it finds.
pub type ElementsOpener = Box<
    dyn FnOnce(
            mpsc::Sender<FoundElement>,
            &Supervisor,
        ) -> Result<Box<dyn ElementFinder>, PlatformError>
        + Send,
>;

/// Opens the User's clipboard, and calls the notice for what is copied from then on.
pub type ClipboardOpener =
    Box<dyn FnOnce(CopyNotice, &Supervisor) -> Result<Box<dyn Clipboard>, ClipboardError> + Send>;

/// Tells the desktop that nothing is shared any more, and waits for a moment until it knows.
pub type Farewell = Box<dyn FnOnce() + Send>;

/// A desktop with its parts, each ready to be used by the thread that needs it.
pub struct Platform {
    /// The screen.
    pub screen: ScreenOpener,
    /// Input, or why there is none.
    pub input: Result<Input, NoInput>,
    /// The watcher of system prompts; `None` where no desktop asks for anything.
    pub prompts: Option<PromptOpener>,
    /// What changes the appearance of the desktop; `None` where there is no desktop.
    pub appearance: Option<DesktopSettings>,
    /// What the desktop itself will ask the User before it shows the screen; `None` where it asks nothing.
    pub asks: Option<DesktopQuestion>,
    /// What shows the border round what is shared; `None` where there is no desktop.
    pub border: Option<BorderOpener>,
    /// What shows the marks that a Helper draws; `None` where nothing can be drawn over the screen.
    pub marks: Option<MarksOpener>,
    /// What finds the element at a place; `None` where none is found.
    pub elements: Option<ElementsOpener>,
    /// What opens the User's clipboard; `None` where there is no desktop.
    pub clipboard: Option<ClipboardOpener>,
    /// What is left to do when everything else is dropped.
    pub farewell: Option<Farewell>,
}

/// Input and what stops it.
pub struct Input {
    /// What injects.
    pub injector: InjectorOpener,
    /// What takes control back without the session; `None` where nothing is done to a desktop, so that nothing has to
    /// be stopped.
    pub panic_key: Option<PanicKeyOpener>,
    /// Whether it notices the panic key.
    pub stop: ControlStop,
}

/// Why a desktop has no input.
#[derive(Debug, thiserror::Error)]
pub enum NoInput {
    /// There is no desktop to control, only a synthetic screen.
    #[error("there is no desktop to control")]
    Synthetic,
    /// [`Options::view_only`]: the desktop was not asked for input.
    #[error("nobody is to control the desktop")]
    ViewOnly,
    /// The file that input is to be written to cannot be created.
    #[error("cannot write to {}: {error}", path.display())]
    Recording {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The desktop can be seen but not controlled.
    #[error(transparent)]
    Refused(#[from] InjectError),
}

impl fmt::Debug for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Platform").field("input", &self.input).finish_non_exhaustive()
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Input").finish_non_exhaustive()
    }
}
