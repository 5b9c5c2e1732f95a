//! Which colours the desktop prefers, and whether in high contrast: `org.freedesktop.portal.Settings`. A thread of its own
//! speaks to the bus as long as the program runs.

use std::collections::HashMap;

use futures_util::StreamExt as _;
use kit::theme::Preferred;
use zbus::message::Type;
use zbus::zvariant::{OwnedValue, Value};
use zbus::{Connection, MatchRule, MessageStream};

use super::bus;
use crate::platform::error::Reason;
use crate::supervisor::run_caught;

/// The portal on the bus.
const DESKTOP: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const SETTINGS: &str = "org.freedesktop.portal.Settings";

/// What all desktops say, and what GNOME and those that use its settings say besides. Older portals know the latter alone.
const APPEARANCE: &str = "org.freedesktop.appearance";
const GNOME_ACCESS: &str = "org.gnome.desktop.a11y.interface";
const GNOME: &str = "org.gnome.desktop.interface";

/// What `color-scheme` and `contrast` of [`APPEARANCE`] can say.
const DARK: u32 = 1;
const LIGHT: u32 = 2;
const HIGH: u32 = 1;

/// How the names of GTK's themes of high contrast begin, and how one names the dark variant of a theme.
const HIGH_THEMES: &str = "HighContrast";
const DARK_VARIANTS: [&str; 2] = ["HighContrastInverse", ":dark"];

/// Names the theme of a GTK program, for whoever has no portal.
const THEME_VARIABLE: &str = "GTK_THEME";

/// Changes that may wait: each is answered by reading everything.
const CHANGES: usize = 4;

/// Settings by namespace and key.
type Settings = HashMap<String, HashMap<String, OwnedValue>>;

/// Tells what the desktop prefers, now and after each change, on another thread.
pub(in crate::platform) fn watch(told: impl Fn(Preferred) + Send + 'static) {
    let theme = std::env::var(THEME_VARIABLE).unwrap_or_default();
    let of_theme = of_theme(&theme);
    if of_theme.is_high {
        told(of_theme);
    }
    let work = move || {
        let said = run_caught(|| bus::run(follow(|settings| told(preferred(settings, of_theme)))));
        if let Some(Ok(Err(why))) = said {
            tracing::debug!(%why, "what the desktop prefers is not known");
        }
    };
    if let Err(error) = std::thread::Builder::new().name("preferred".into()).spawn(work) {
        tracing::debug!(%error, "what the desktop prefers is not known");
    }
}

/// Reads the settings, and again after each change, until the bus is gone.
async fn follow(read: impl Fn(&Settings)) -> Result<(), Reason> {
    let bus = bus::connect().await?;
    let mut changes = changes(&bus).await.map_err(Reason::of)?;
    loop {
        read(&settings(&bus).await.map_err(Reason::of)?);
        match changes.next().await {
            Some(change) => drop(change.map_err(Reason::of)?),
            None => return Ok(()),
        }
    }
}

async fn settings(bus: &Connection) -> zbus::Result<Settings> {
    let wanted = vec![APPEARANCE, GNOME_ACCESS, GNOME];
    let reply = bus.call_method(Some(DESKTOP), PATH, Some(SETTINGS), "ReadAll", &wanted).await?;
    reply.body().deserialize()
}

/// The changes of all settings that are read; of other ones there are few.
async fn changes(bus: &Connection) -> zbus::Result<MessageStream> {
    let rule = MatchRule::builder().msg_type(Type::Signal).sender(DESKTOP)?.interface(SETTINGS)?;
    let rule = rule.member("SettingChanged")?.path(PATH)?.build().to_owned();
    MessageStream::for_match_rule(rule, bus, Some(CHANGES)).await
}

/// What these settings say. High contrast of the theme holds whatever they say.
fn preferred(settings: &Settings, of_theme: Preferred) -> Preferred {
    let value = |namespace: &str, key: &str| {
        settings.get(namespace).and_then(|keys| keys.get(key)).map(|value| &**value)
    };
    let number = |key| match value(APPEARANCE, key) {
        Some(Value::U32(number)) => Some(*number),
        Some(_) | None => None,
    };
    let of_gtk = match value(GNOME, "gtk-theme") {
        Some(Value::Str(theme)) => self::of_theme(theme),
        Some(_) | None => Preferred::default(),
    };
    let is_dark = match number("color-scheme") {
        Some(DARK) => Some(true),
        Some(LIGHT) => Some(false),
        Some(_) | None => of_theme.is_dark.or(of_gtk.is_dark),
    };
    let is_high = number("contrast") == Some(HIGH)
        || matches!(value(GNOME_ACCESS, "high-contrast"), Some(Value::Bool(true)))
        || of_gtk.is_high
        || of_theme.is_high;
    Preferred { is_dark, is_high }
}

/// What the name of a GTK theme says: something where it is one of high contrast.
fn of_theme(theme: &str) -> Preferred {
    if !theme.starts_with(HIGH_THEMES) {
        return Preferred::default();
    }
    let is_dark = DARK_VARIANTS.iter().any(|dark| theme.contains(dark));
    Preferred { is_dark: Some(is_dark), is_high: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(settings: &[(&str, &str, Value<'_>)]) -> Preferred {
        let mut all = Settings::new();
        for (namespace, key, value) in settings {
            let keys = all.entry((*namespace).to_owned()).or_default();
            keys.insert((*key).to_owned(), value.try_to_owned().unwrap());
        }
        preferred(&all, Preferred::default())
    }

    #[test]
    fn high_contrast_is_found_whichever_setting_of_the_desktop_says_it() {
        let high = Preferred { is_dark: None, is_high: true };
        assert_eq!(said(&[(APPEARANCE, "contrast", Value::from(1_u32))]), high);
        assert_eq!(said(&[(GNOME_ACCESS, "high-contrast", Value::from(true))]), high);
        let light = Preferred { is_dark: Some(false), is_high: true };
        assert_eq!(said(&[(GNOME, "gtk-theme", Value::from("HighContrast"))]), light);
        let dark = Preferred { is_dark: Some(true), is_high: true };
        assert_eq!(said(&[(GNOME, "gtk-theme", Value::from("HighContrastInverse"))]), dark);
        let scheme = (APPEARANCE, "color-scheme", Value::from(1_u32));
        let contrast = (APPEARANCE, "contrast", Value::from(1_u32));
        assert_eq!(said(&[scheme, contrast]), dark);
        assert_eq!(of_theme("HighContrast:dark"), dark, "GTK_THEME");
    }

    #[test]
    fn a_desktop_that_wants_nothing_of_the_kind_changes_nothing() {
        let settings = [
            (APPEARANCE, "contrast", Value::from(0_u32)),
            (APPEARANCE, "color-scheme", Value::from(0_u32)),
            (GNOME_ACCESS, "high-contrast", Value::from(false)),
            (GNOME, "gtk-theme", Value::from("Adwaita")),
        ];
        assert_eq!(said(&settings), Preferred::default());
        // What has another type than it should have says nothing.
        assert_eq!(said(&[(APPEARANCE, "contrast", Value::from("1"))]), Preferred::default());
        let dark = [(APPEARANCE, "color-scheme", Value::from(1_u32))];
        assert_eq!(said(&dark), Preferred { is_dark: Some(true), is_high: false });
        let light = [(APPEARANCE, "color-scheme", Value::from(2_u32))];
        assert_eq!(said(&light), Preferred { is_dark: Some(false), is_high: false });
    }
}
