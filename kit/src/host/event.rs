//! What reaches the loop, and what ends it.

use winit::window::WindowId;

/// Why there are no windows. What the window system says is the source: it is for whoever looks for the cause, and
/// may name files of the computer where the program was built.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// No window system is reachable, or this process already had a loop: it can have one in its life.
    #[error("no desktop can be reached")]
    EventLoop(#[from] winit::error::EventLoopError),
    /// The window system refuses a window.
    #[error("the desktop opens no window")]
    Window(#[from] winit::error::OsError),
    /// The window system takes no pixels.
    #[error("the desktop shows no picture in a window")]
    Surface(#[from] softbuffer::SoftBufferError),
}

/// What reaches the loop beside the events of windows.
#[derive(Debug)]
pub(crate) enum HostEvent {
    Wake,
    Accessibility(accesskit_winit::Event),
    /// The text of the clipboard, for the window that asked for it.
    Pasted(WindowId, String),
}

impl From<accesskit_winit::Event> for HostEvent {
    fn from(event: accesskit_winit::Event) -> Self {
        Self::Accessibility(event)
    }
}
