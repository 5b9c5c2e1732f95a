//! What injects input into a desktop.

use session::display::Area;
use session::gate::Injection;

use super::error::InjectError;

/// Injects input into a desktop. One thread owns it and uses it.
///
/// When it is dropped it releases every key and button that it still holds down, as far as the desktop
/// can be reached.
pub trait Injector {
    /// Injects one event.
    fn inject(&mut self, injection: Injection) -> Result<(), InjectError>;

    /// Points refer to this part of the desktop from now on.
    fn set_area(&mut self, _area: Area) {}
}
