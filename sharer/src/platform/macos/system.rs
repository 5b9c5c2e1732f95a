//! Opens the desktop.

use session::ControlStop;

use super::error::MacError;
use super::{access, displays, input, panic_key, prompts, screen};
use crate::platform::appearance::settings::{DesktopSettings, unknown};
use crate::platform::clipboard::ClipboardError;
use crate::platform::desktop_programs::DesktopPrograms;
use crate::platform::displays::Selection;
use crate::platform::error::{InjectError, PlatformError};
use crate::platform::parts::{Desktop, Input, NoInput, Options, Platform, SourceKind};
use crate::platform::press_watch::{NoPressWatch, PressWatch};
use crate::supervisor::Supervisor;

/// Opens the desktop of this session. What is not permitted is found out here.
pub(in crate::platform) fn open(options: &Options) -> Result<Platform, PlatformError> {
    match options.source {
        SourceKind::Auto | SourceKind::Synthetic { .. } => {}
        SourceKind::X11 | SourceKind::Portal | SourceKind::Scrap | SourceKind::Gdi => {
            return Err(MacError::OtherCapture.into());
        }
    }
    let desktop = &options.desktop;
    access::screen()?;
    displays::shown(&mut Selection::new(desktop.choice.clone()))?;
    Ok(Platform {
        screen: screen::opener(desktop, options.own.clone()),
        input: input(desktop),
        prompts: Some(prompts::opener()),
        appearance: Some(appearance(None)),
        asks: None,
        farewell: None,
        border: None,
        marks: None,
        elements: None,
        clipboard: Some(Box::new(|_, _| Err(ClipboardError::Unsupported))),
    })
}

fn input(desktop: &Desktop) -> Result<Input, NoInput> {
    access::input().map_err(|error| InjectError::from(PlatformError::from(error)))?;
    let panic_key = Some(panic_key::opener());
    Ok(Input { injector: input::opener(desktop), panic_key, stop: ControlStop::PanicKey })
}

/// The devices through which programs press, which are not read here yet.
pub(in crate::platform) fn program_devices(_: Option<&str>) -> Result<Vec<String>, NoPressWatch> {
    Err(NoPressWatch::NotKnownHere)
}

/// What tells a person from a program, which is not read here yet.
pub(in crate::platform) fn press_watch(
    _: Option<&str>,
    _: &Supervisor,
) -> Result<Box<dyn PressWatch>, NoPressWatch> {
    Err(NoPressWatch::NotKnownHere)
}

/// Tells nothing: the windows ask macOS themselves which colours it prefers.
pub(in crate::platform) fn watch_preferred(_: impl Fn(kit::theme::Preferred) + Send + 'static) {}

/// The programs of the desktop, which are not used yet.
pub(in crate::platform) fn desktop_programs() -> DesktopPrograms {
    DesktopPrograms::none()
}

/// Nothing is known of this desktop's settings.
pub(in crate::platform) fn appearance(_: Option<String>) -> DesktopSettings {
    unknown()
}
