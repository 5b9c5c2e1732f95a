//! The appearance of the desktop, by `SystemParametersInfo`.
//!
//! Nothing is written to the registry (`SPIF_UPDATEINIFILE`): what is changed lasts until the User signs out, so that a
//! restart restores it by itself.

use std::time::Duration;

use appearance::SystemParameter;
use appearance::plan::{DesktopKind, Setting, Value};
use protocol::time::Tick;
use windows::Win32::Foundation::{HWND, LPARAM, WPARAM};
use windows::Win32::UI::WindowsAndMessaging::{
    EnumWindows, SMTO_ABORTIFHUNG, SPI_GETCLIENTAREAANIMATION, SPI_GETDESKWALLPAPER,
    SPI_GETDRAGFULLWINDOWS, SPI_GETFONTSMOOTHING, SPI_GETUIEFFECTS, SPI_SETCLIENTAREAANIMATION,
    SPI_SETDESKWALLPAPER, SPI_SETDRAGFULLWINDOWS, SPI_SETFONTSMOOTHING, SPI_SETUIEFFECTS,
    SYSTEM_PARAMETERS_INFO_ACTION, SYSTEM_PARAMETERS_INFO_UPDATE_FLAGS, SendMessageTimeoutW,
    SystemParametersInfoW, WM_SETTINGCHANGE,
};
use windows::core::{BOOL, HSTRING, Result};

use crate::clock::Clock;
use crate::platform::appearance::settings::{DesktopSettings, Settings};

/// Units of a path, with the zero at its end (`MAX_PATH`).
const PATH_UNITS: u32 = 260;

/// How long each window may take to hear of a change.
const TOLD_MS: u32 = 100;

/// How long all of them may take together. At the end of the desktop session there is little time.
const TOLD_ALL: Duration = Duration::from_millis(500);

/// The settings of this session of Windows.
pub(crate) fn appearance(_: Option<String>) -> DesktopSettings {
    DesktopSettings {
        settings: Box::new(SystemParameters),
        kind: DesktopKind::Windows,
        display: String::new(),
    }
}

struct SystemParameters;

impl Settings for SystemParameters {
    fn properties(&mut self, _: &str) -> Vec<String> {
        Vec::new()
    }

    fn read(&mut self, place: &Setting) -> Value {
        let Some(parameter) = parameter_of(place) else {
            return Value::Unknown;
        };
        let value = match Action::of(parameter) {
            Action::Wallpaper => wallpaper(),
            Action::Number { get, .. } | Action::Pointer { get, .. } => switch(get),
        };
        value.map_or(Value::Unknown, Value::Is)
    }

    fn retry(&mut self) {}

    fn write(&mut self, place: &Setting, value: Option<&str>) {
        // Values were looked at before they were recorded, and when the record was read. They are looked at again here:
        // this is what reaches Windows.
        let value = value.filter(|value| place.takes(value));
        let (Some(parameter), Some(value)) = (parameter_of(place), value) else {
            return;
        };
        let changed = match Action::of(parameter) {
            Action::Wallpaper => set_wallpaper(value),
            Action::Number { set, .. } => set_switch(set, u32::from(value == "1"), false),
            Action::Pointer { set, .. } => set_switch(set, 0, value == "1"),
        };
        if let Err(error) = changed {
            tracing::debug!(?parameter, %error, "a setting stays as it is");
        }
    }
}

fn parameter_of(place: &Setting) -> Option<SystemParameter> {
    match place {
        Setting::SystemParameter { parameter } => Some(*parameter),
        Setting::Gsettings { .. }
        | Setting::Xfconf { .. }
        | Setting::Resource { .. }
        | Setting::Wallpaper { .. } => None,
    }
}

/// How a parameter is read and set.
enum Action {
    Wallpaper,
    /// The new value is the number.
    Number {
        get: SYSTEM_PARAMETERS_INFO_ACTION,
        set: SYSTEM_PARAMETERS_INFO_ACTION,
    },
    /// The new value is the pointer itself.
    Pointer {
        get: SYSTEM_PARAMETERS_INFO_ACTION,
        set: SYSTEM_PARAMETERS_INFO_ACTION,
    },
}

impl Action {
    fn of(parameter: SystemParameter) -> Self {
        match parameter {
            SystemParameter::Wallpaper => Self::Wallpaper,
            SystemParameter::DragFullWindows => {
                Self::Number { get: SPI_GETDRAGFULLWINDOWS, set: SPI_SETDRAGFULLWINDOWS }
            }
            SystemParameter::FontSmoothing => {
                Self::Number { get: SPI_GETFONTSMOOTHING, set: SPI_SETFONTSMOOTHING }
            }
            SystemParameter::ClientAreaAnimation => {
                Self::Pointer { get: SPI_GETCLIENTAREAANIMATION, set: SPI_SETCLIENTAREAANIMATION }
            }
            SystemParameter::UiEffects => {
                Self::Pointer { get: SPI_GETUIEFFECTS, set: SPI_SETUIEFFECTS }
            }
        }
    }
}

/// For this session alone.
const FOR_NOW: SYSTEM_PARAMETERS_INFO_UPDATE_FLAGS = SYSTEM_PARAMETERS_INFO_UPDATE_FLAGS(0);

fn switch(get: SYSTEM_PARAMETERS_INFO_ACTION) -> Option<String> {
    let mut is_on = BOOL::default();
    // SAFETY: these actions write one BOOL, during the call only.
    unsafe { SystemParametersInfoW(get, 0, Some((&raw mut is_on).cast()), FOR_NOW) }.ok()?;
    Some(if is_on.as_bool() { "1" } else { "0" }.to_owned())
}

fn set_switch(set: SYSTEM_PARAMETERS_INFO_ACTION, number: u32, pointer: bool) -> Result<()> {
    let pointer = std::ptr::without_provenance_mut(pointer.into());
    // SAFETY: these actions read nothing through the pointer: it is the value, or not looked at.
    unsafe { SystemParametersInfoW(set, number, Some(pointer), FOR_NOW) }?;
    tell_all(set);
    Ok(())
}

/// Who is told of a change, and until when.
struct Telling {
    action: WPARAM,
    clock: Clock,
}

/// Tells the windows of this desktop that a setting changed, for [`TOLD_ALL`] at most. Unlike `SPIF_SENDCHANGE` and a
/// message to all, which wait for each window, this has an end.
fn tell_all(action: SYSTEM_PARAMETERS_INFO_ACTION) {
    let action = WPARAM(usize::try_from(action.0).unwrap_or(0));
    let telling = Telling { action, clock: Clock::start() };
    let to = LPARAM((&raw const telling).expose_provenance().cast_signed());
    // SAFETY: the function is called until this one returns, with the address of `telling`, which is only read.
    if unsafe { EnumWindows(Some(tell), to) }.is_err() {
        tracing::debug!("not all windows were told of a changed setting");
    }
}

/// Tells one window, and goes on if there is time.
extern "system" fn tell(window: HWND, telling: LPARAM) -> BOOL {
    // SAFETY: `tell_all` hands over the address of a value that it keeps while Windows calls this.
    let telling =
        unsafe { &*std::ptr::with_exposed_provenance::<Telling>(telling.0.cast_unsigned()) };
    let (told, none) = (WM_SETTINGCHANGE, LPARAM(0));
    // SAFETY: the message has no memory with it. A window that is gone is refused.
    unsafe {
        SendMessageTimeoutW(window, told, telling.action, none, SMTO_ABORTIFHUNG, TOLD_MS, None)
    };
    BOOL::from(telling.clock.now() < Tick::default() + TOLD_ALL)
}

fn wallpaper() -> Option<String> {
    let mut path = [0u16; PATH_UNITS as usize];
    // SAFETY: Windows writes as many units as it is told, at most.
    unsafe {
        let place = Some(path.as_mut_ptr().cast());
        SystemParametersInfoW(SPI_GETDESKWALLPAPER, PATH_UNITS, place, FOR_NOW)
    }
    .ok()?;
    let end = path.iter().position(|unit| *unit == 0)?;
    String::from_utf16(path.get(..end)?).ok()
}

fn set_wallpaper(path: &str) -> Result<()> {
    let path = HSTRING::from(path);
    // SAFETY: the path ends with a zero, lives during the call, and is only read.
    unsafe {
        let place = path.as_ptr().cast_mut().cast();
        SystemParametersInfoW(SPI_SETDESKWALLPAPER, 0, Some(place), FOR_NOW)
    }
}
