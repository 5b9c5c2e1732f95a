//! What injects input into a desktop.

use std::time::Duration;

use session::display::Area;
use session::gate::Injection;

use super::error::InjectError;

/// Injects input into a desktop. One thread owns it and uses it.
///
/// When it is dropped it releases every key and button that it still holds down, as far as the desktop
/// can be reached.
pub trait Injector {
    /// Waits for what an injection needs. Nothing of the Helper's is injected by it, so that control can be taken back
    /// meanwhile.
    fn prepare(&mut self) {}

    /// How long to wait before this event is injected. Releases of all that is held do not wait for it.
    fn pause(&mut self, _injection: Injection) -> Duration {
        Duration::ZERO
    }

    /// Injects one event.
    fn inject(&mut self, injection: Injection) -> Result<(), InjectError>;

    /// Whether releases are owed that the desktop has not taken so far. While they are, [`Injector::settle`] is called
    /// again and again.
    fn owes(&self) -> bool {
        false
    }

    /// Tries what is owed again. It releases and presses nothing.
    fn settle(&mut self) {}

    /// Points refer to this part of the desktop from now on.
    fn set_area(&mut self, _area: Area) {}
}
