//! X11: screen, input, panic key, system prompts, displays, appearance, evidence for consent.

use session::ControlStop;
use x11rb::protocol::xtest;

use super::error::{InjectError, PlatformError};
use super::own_windows::OwnWindows;
use super::parts::{Desktop, Input, NoInput, Options, Platform, ScreenOpener, SourceKind};
use super::screen::ScreenSource;

pub(super) mod appearance;
pub mod border;
pub mod capture;
pub mod clipboard;
pub(crate) mod connection;
pub mod displays;
mod elements;
mod error;
pub mod inject;
mod keymap;
pub mod marks;
mod masked;
pub mod panic_key;
mod pixels;
pub mod press_watch;
pub mod prompts;
mod remaps;
#[cfg(feature = "scrap")]
mod scrap;
mod shm;
mod xkb;

use capture::X11Source;
use connection::Connection;
pub use error::X11Error;
use inject::X11Injector;

/// Opens the desktop of an X server. Each part has a connection of its own, opened on its own thread;
/// what can be known before is found out here.
pub(super) fn open(options: &Options) -> Result<Platform, PlatformError> {
    let desktop = &options.desktop;
    if options.source == SourceKind::Gdi {
        return Err(PlatformError::OtherSystem);
    }
    let input = match Connection::open(desktop.address.as_deref()) {
        Ok(connection) => input(desktop, &connection),
        // The portable capture decides by itself what it can show.
        Err(error) if options.source == SourceKind::Scrap => Err(no_input(error)),
        Err(error) => return Err(error),
    };
    Ok(Platform {
        screen: screen(options.source, desktop.clone(), options.own.clone()),
        input,
        prompts: Some(prompts::opener(desktop)),
        appearance: Some(appearance::of_display(desktop.address.clone())),
        asks: None,
        farewell: None,
        border: Some(border::opener(desktop)),
        marks: Some(marks::opener(desktop, options.own.clone())),
        elements: Some(elements::opener(desktop)),
        clipboard: Some(clipboard::opener(desktop)),
    })
}

fn screen(source: SourceKind, desktop: Desktop, own: OwnWindows) -> ScreenOpener {
    Box::new(move || match source {
        // Every account of this computer can read its pictures, so that it is used only when it is asked for.
        SourceKind::Scrap => open_scrap(),
        SourceKind::Auto
        | SourceKind::X11
        | SourceKind::Portal
        | SourceKind::Gdi
        | SourceKind::Synthetic { .. } => open_own(&desktop, own),
    })
}

fn open_own(desktop: &Desktop, own: OwnWindows) -> Result<Box<dyn ScreenSource>, PlatformError> {
    Ok(Box::new(X11Source::open(desktop, own)?))
}

#[cfg(feature = "scrap")]
fn open_scrap() -> Result<Box<dyn ScreenSource>, PlatformError> {
    Ok(Box::new(scrap::ScrapSource::open()?))
}

#[cfg(not(feature = "scrap"))]
fn open_scrap() -> Result<Box<dyn ScreenSource>, PlatformError> {
    Err(PlatformError::Unsupported)
}

/// Input through the XTEST extension, if the X server has what it and the panic key need.
fn input(desktop: &Desktop, connection: &Connection) -> Result<Input, NoInput> {
    connection.require(xtest::X11_EXTENSION_NAME).map_err(no_input)?;
    connection.use_xinput().map_err(no_input)?;
    let target = desktop.clone();
    Ok(Input {
        injector: Box::new(move |injected| Ok(Box::new(X11Injector::open(&target, injected)?))),
        panic_key: Some(panic_key::opener(desktop)),
        stop: ControlStop::PanicKey,
    })
}

fn no_input(error: PlatformError) -> NoInput {
    NoInput::Refused(InjectError::from(error))
}
