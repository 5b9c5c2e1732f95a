//! The settings that make up the appearance of a desktop.

use appearance::plan::{DesktopKind, Setting, Value};

/// Reads and changes the settings of a desktop. Every call has a time limit.
pub trait Settings {
    /// The properties of a channel of Xfconf.
    fn properties(&mut self, channel: &str) -> Vec<String>;

    /// The value of a setting.
    fn read(&mut self, place: &Setting) -> Value;

    /// Programs that did not answer are asked again from now on.
    fn retry(&mut self);

    /// Changes a setting; `None` removes it. The caller reads it again to see whether that worked.
    fn write(&mut self, place: &Setting, value: Option<&str>);
}

impl<T: Settings + ?Sized> Settings for Box<T> {
    fn properties(&mut self, channel: &str) -> Vec<String> {
        (**self).properties(channel)
    }

    fn read(&mut self, place: &Setting) -> Value {
        (**self).read(place)
    }

    fn retry(&mut self) {
        (**self).retry();
    }

    fn write(&mut self, place: &Setting, value: Option<&str>) {
        (**self).write(place, value);
    }
}

/// A desktop whose appearance can be changed.
pub struct DesktopSettings {
    /// Its settings.
    pub settings: Box<dyn Settings + Send>,
    /// Which desktop it is.
    pub kind: DesktopKind,
    /// The display on which it is.
    pub display: String,
}

impl std::fmt::Debug for DesktopSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DesktopSettings").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// A desktop of which no setting is known, so that nothing is changed.
#[cfg(all(unix, not(target_os = "linux")))]
pub(in crate::platform) fn unknown() -> DesktopSettings {
    DesktopSettings {
        settings: Box::new(Unknown),
        kind: DesktopKind::Other,
        display: String::new(),
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
struct Unknown;

#[cfg(all(unix, not(target_os = "linux")))]
impl Settings for Unknown {
    fn properties(&mut self, _: &str) -> Vec<String> {
        Vec::new()
    }

    fn read(&mut self, _: &Setting) -> Value {
        Value::Unknown
    }

    fn retry(&mut self) {}

    fn write(&mut self, _: &Setting, _: Option<&str>) {}
}
