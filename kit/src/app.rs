//! What an application is to the kit.

use std::fmt;
use std::time::Instant;

use crate::key::Key;
use crate::view::{Activation, Notice, View};

/// An application: its windows as values, and what it makes of what the user does.
///
/// All methods are called on the thread of [`run`](crate::host::run), and must not block: no window answers
/// meanwhile.
pub trait App {
    /// What elements report.
    type Action: Clone;

    /// The windows that are open. Called at the start, and after each wake, `update` and `notice`. No view at all
    /// ends [`run`](crate::host::run). Of two views with one key, the first counts.
    fn views(&mut self) -> Vec<View<Self::Action>>;

    /// The user did something in the window of this key.
    fn update(&mut self, window: &Key, activation: Activation<Self::Action>);

    /// A window was opened, moved, focused or closed.
    fn notice(&mut self, window: &Key, notice: Notice, at: Instant) {
        let _ = (window, notice, at);
    }
}

/// Where copied text goes and pasted text comes from. Not called but for the user's copy, cut and paste.
pub trait Clipboard {
    /// Asks for the text that another program or this one copied last. It must not wait for that program: the text
    /// is given to `paste`, now or later, on any thread. Without a text `paste` is dropped.
    fn read(&mut self, paste: Paste);

    /// Makes `text` what is pasted next.
    fn set_text(&mut self, text: String);
}

/// Takes the text that is pasted, for the field in which it was asked for.
pub struct Paste(Box<dyn FnOnce(String) + Send>);

impl Paste {
    /// Gives the text to `take`.
    #[must_use]
    pub fn new(take: impl FnOnce(String) + Send + 'static) -> Self {
        Self(Box::new(take))
    }

    /// This text is pasted.
    pub fn text(self, text: String) {
        (self.0)(text);
    }
}

impl fmt::Debug for Paste {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Paste")
    }
}

/// A clipboard of this program alone.
#[derive(Debug, Default)]
pub struct OwnClipboard(Option<String>);

impl Clipboard for OwnClipboard {
    fn read(&mut self, paste: Paste) {
        if let Some(text) = self.0.clone() {
            paste.text(text);
        }
    }

    fn set_text(&mut self, text: String) {
        self.0 = Some(text);
    }
}

/// What is done when the windows have lost their desktop.
pub type OnLost = Box<dyn Fn() + Send + Sync>;
