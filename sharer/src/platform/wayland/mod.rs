//! Wayland: the screen and input through the desktop portal, which grants both in one session, and PipeWire.
//!
//! A Wayland compositor tells a program nothing of other programs: no windows, so that no system prompt is noticed and
//! nothing of the picture is masked; and no place of one's own window, so that there is no border.

mod client;
mod clipboard;
mod data_control;
mod error;
mod gnome;
mod input;
mod own_session;
mod pipewire;
pub(super) mod portal;
mod press_watch;
mod shown;
mod source;

pub(crate) use self::error::WaylandError;
use self::pipewire::Library;
pub(crate) use self::pipewire::PipeWireError;
use self::portal::Portal;
pub(crate) use self::portal::PortalError;
pub(in crate::platform) use self::press_watch::Unproven;
use self::press_watch::WaylandPressWatch;
use super::error::PlatformError;
use super::parts::{NoInput, Options, Platform};
use super::press_watch::{NoPressWatch, PressWatch};
use super::screen::{DesktopQuestion, InputQuestion};
use super::x11;
use crate::supervisor::Supervisor;

/// Opens the desktop. The portal is only asked what it offers.
pub(super) fn open(options: &Options) -> Result<Platform, PlatformError> {
    tracing::debug!("asking the portal what it offers");
    let library = Library::load().map_err(WaylandError::from)?;
    let offer = portal::probe().map_err(WaylandError::from)?;
    tracing::debug!(?offer, pipewire = %library.version(), "a Wayland desktop");
    let offer = if options.view_only { offer.without_input() } else { offer };
    let portal = Portal::new(offer)?;
    let ending = portal.clone();
    Ok(Platform {
        asks: Some(question(&portal)),
        farewell: Some(Box::new(move || ending.end())),
        input: if options.view_only { Err(NoInput::ViewOnly) } else { input::open(&portal) },
        screen: source::opener(portal, library),
        prompts: Some(Box::new(|_, _: &Supervisor| Err(WaylandError::NoWindows.into()))),
        // GNOME and its relatives have the same settings as on X11.
        appearance: Some(x11::appearance::of_display(None)),
        border: None,
        marks: None,
        elements: None,
        clipboard: Some(clipboard::opener()),
    })
}

/// Starts what tells a person from a program, where this desktop lets that be proved.
pub(super) fn press_watch(supervisor: &Supervisor) -> Result<Box<dyn PressWatch>, NoPressWatch> {
    Ok(Box::new(WaylandPressWatch::spawn(supervisor)?))
}

/// What the desktop asks the User when the screen is opened.
fn question(portal: &Portal) -> DesktopQuestion {
    // GNOME allows input only where it is turned on in the dialog.
    let input = match (portal.offer().has_input(), gnome::is_named()) {
        (false, _) => InputQuestion::Nothing,
        (true, true) => InputQuestion::Switch,
        (true, false) => InputQuestion::Included,
    };
    DesktopQuestion { input, remembered_in: portal.remembered_in() }
}
