//! Plans which desktop settings are degraded at each level, and records the old values to restore them.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use protocol::limits::{APPEARANCE_CHANGES, APPEARANCE_VALUE_BYTES};
use serde::{Deserialize, Serialize};

use crate::{Level, SystemParameter};

/// The desktop environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DesktopKind {
    /// GNOME, and desktops with the settings of GNOME.
    Gnome,
    /// Cinnamon.
    Cinnamon,
    /// MATE.
    Mate,
    /// Xfce.
    Xfce,
    /// A window manager without a desktop environment: the wallpaper is on the root window.
    Bare,
    /// Windows.
    Windows,
    /// A desktop whose settings are not supported.
    Other,
}

impl DesktopKind {
    /// Parses `XDG_CURRENT_DESKTOP`, which can have several names (Desktop Entry Specification).
    pub fn of(current_desktop: &str) -> Self {
        let known = |name: &str| match name.to_ascii_lowercase().as_str() {
            "gnome" | "gnome-classic" | "gnome-flashback" | "unity" | "ubuntu" | "budgie"
            | "pantheon" => Some(DesktopKind::Gnome),
            "x-cinnamon" | "cinnamon" => Some(DesktopKind::Cinnamon),
            "mate" => Some(DesktopKind::Mate),
            "xfce" => Some(DesktopKind::Xfce),
            "kde" | "lxqt" | "lxde" | "deepin" | "dde" | "enlightenment" | "cosmic" => {
                Some(DesktopKind::Other)
            }
            _ => None,
        };
        current_desktop.split(':').find_map(known).unwrap_or(DesktopKind::Bare)
    }
}

/// A setting of the desktop, by where it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "store", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Setting {
    /// A key of `gsettings`. Values are GVariant texts.
    Gsettings {
        /// The schema.
        schema: String,
        /// The key in it.
        key: String,
    },
    /// A property of `xfconf-query`.
    Xfconf {
        /// The channel.
        channel: String,
        /// The property in it.
        property: String,
    },
    /// An X resource, which programs read when they start.
    Resource {
        /// The X display.
        display: String,
        /// The name of the resource.
        name: String,
    },
    /// The pixmap on the root window.
    Wallpaper {
        /// The X display.
        display: String,
    },
    /// A setting of Windows, which lasts until the User signs out.
    SystemParameter {
        /// Which.
        parameter: SystemParameter,
    },
}

impl Setting {
    /// Whether a plan can change this setting. A record with any other setting is refused.
    pub fn is_known(&self) -> bool {
        DEGRADATIONS.iter().any(|wish| match (&wish.target, self) {
            (Target::Gsettings(schema, key), Setting::Gsettings { schema: s, key: k }) => {
                schema == s && key == k
            }
            (Target::Xfconf(channel, property), Setting::Xfconf { channel: c, property: p }) => {
                channel == c && property.fits(p)
            }
            (Target::Resource(name), Setting::Resource { name: n, .. }) => name == n,
            (Target::Wallpaper, Setting::Wallpaper { .. }) => true,
            (Target::SystemParameter(known), Setting::SystemParameter { parameter }) => {
                known == parameter
            }
            (
                Target::Gsettings(..)
                | Target::Xfconf(..)
                | Target::Resource(_)
                | Target::Wallpaper
                | Target::SystemParameter(_),
                Setting::Gsettings { .. }
                | Setting::Xfconf { .. }
                | Setting::Resource { .. }
                | Setting::Wallpaper { .. }
                | Setting::SystemParameter { .. },
            ) => false,
        })
    }

    /// Whether a value can be recorded and set. A plan leaves out a setting that has another one, and a record with
    /// another one is refused.
    pub fn takes(&self, value: &str) -> bool {
        is_plain(value)
            && match self {
                Setting::SystemParameter { parameter } => parameter.takes(value),
                Setting::Gsettings { .. }
                | Setting::Xfconf { .. }
                | Setting::Resource { .. }
                | Setting::Wallpaper { .. } => true,
            }
    }
}

/// A change of a setting, with the previous value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The setting.
    pub place: Setting,
    /// The new value. The setting is restored only while it has this value.
    pub ours: String,
    /// The previous value. `None` if the setting did not exist.
    // A record must have this member: a missing one is an error.
    #[serde(deserialize_with = "Option::deserialize")]
    pub before: Option<String>,
}

/// One degradation: a setting, its value, and the lowest level at which it applies.
#[derive(Debug)]
pub struct Degradation {
    kind: DesktopKind,
    level: Level,
    target: Target,
    value: &'static str,
}

/// The setting of a degradation.
#[derive(Debug)]
enum Target {
    Gsettings(&'static str, &'static str),
    Xfconf(&'static str, Property),
    Resource(&'static str),
    Wallpaper,
    SystemParameter(SystemParameter),
}

/// A property of Xfconf, or a pattern of properties.
#[derive(Debug)]
enum Property {
    /// This property.
    Is(&'static str),
    /// Each property with this prefix and suffix: one for each monitor and workspace.
    Each(&'static str, &'static str),
}

impl Property {
    fn fits(&self, property: &str) -> bool {
        match self {
            Property::Is(name) => property == *name,
            Property::Each(start, end) => {
                property.len() <= 256 && property.starts_with(start) && property.ends_with(end)
            }
        }
    }
}

impl Degradation {
    /// The Xfconf channel whose properties the caller must list for [`Self::wanted`], if any.
    pub fn channel(&self) -> Option<&'static str> {
        match self.target {
            Target::Xfconf(channel, Property::Each(..)) => Some(channel),
            Target::Xfconf(_, Property::Is(_))
            | Target::Gsettings(..)
            | Target::Resource(_)
            | Target::Wallpaper
            | Target::SystemParameter(_) => None,
        }
    }

    /// The settings and their target values, on an X display and for these properties of
    /// [`Self::channel`]. `token` identifies the plain background of this session.
    pub fn wanted(&self, display: &str, properties: &[String], token: &str) -> Vec<TargetValue> {
        let display = || display.to_owned();
        let places = match &self.target {
            Target::Gsettings(schema, key) => {
                let (schema, key) = ((*schema).to_owned(), (*key).to_owned());
                vec![Setting::Gsettings { schema, key }]
            }
            Target::Xfconf(channel, Property::Is(property)) => {
                let (channel, property) = ((*channel).to_owned(), (*property).to_owned());
                vec![Setting::Xfconf { channel, property }]
            }
            Target::Xfconf(channel, property) => {
                let fitting = properties.iter().filter(|name| property.fits(name));
                let place = |name: &String| Setting::Xfconf {
                    channel: (*channel).to_owned(),
                    property: name.clone(),
                };
                fitting.map(place).collect()
            }
            Target::Resource(name) => {
                vec![Setting::Resource { display: display(), name: (*name).to_owned() }]
            }
            Target::Wallpaper => vec![Setting::Wallpaper { display: display() }],
            Target::SystemParameter(parameter) => {
                vec![Setting::SystemParameter { parameter: *parameter }]
            }
        };
        let value = if matches!(self.target, Target::Wallpaper) { token } else { self.value };
        places.into_iter().map(|place| TargetValue { place, value: value.to_owned() }).collect()
    }
}

/// The degradations of a desktop at a level.
pub fn degradations(kind: DesktopKind, level: Level) -> impl Iterator<Item = &'static Degradation> {
    DEGRADATIONS.iter().filter(move |wish| wish.kind == kind && wish.level <= level)
}

/// A target value of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetValue {
    /// The setting.
    pub place: Setting,
    /// The value.
    pub value: String,
}

/// The current value of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// This value.
    Is(String),
    /// The setting is not set; the desktop uses its default.
    Absent,
    /// The setting cannot be read: it does not exist, or the program for it does not answer.
    Unknown,
    /// The X display of the setting no longer exists.
    DisplayGone,
}

/// The steps from one level to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Earlier changes that stay.
    pub keep: Vec<Change>,
    /// Earlier changes to undo.
    pub undo: Vec<Change>,
    /// New changes.
    pub make: Vec<Change>,
}

/// Plans the steps from the changes in `held` to the target values in `wanted`, each with the current value
/// of its setting.
pub fn plan(held: &[Change], wanted: &[(TargetValue, Value)]) -> Plan {
    let is_wanted =
        |change: &&Change| wanted.iter().any(|(wanted, _)| wanted.place == change.place);
    let (keep, undo): (Vec<_>, Vec<_>) = held.iter().partition(is_wanted);
    let mut make: Vec<Change> = Vec::new();
    for (TargetValue { place, value }, read) in wanted {
        let before = match read {
            Value::Is(before) => Some(before.clone()),
            // Only an X resource can be created and removed again.
            Value::Absent if matches!(place, Setting::Resource { .. }) => None,
            Value::Absent | Value::Unknown | Value::DisplayGone => continue,
        };
        let is_so = before.as_deref() == Some(value);
        let is_known = held.iter().chain(&make).any(|change| change.place == *place);
        let has_room = held.len() + make.len() < APPEARANCE_CHANGES;
        if !is_so
            && !is_known
            && has_room
            && before.as_deref().is_none_or(|before| place.takes(before))
        {
            make.push(Change { place: place.clone(), ours: value.clone(), before });
        }
    }
    let owned = |changes: Vec<&Change>| changes.into_iter().cloned().collect();
    Plan { keep: owned(keep), undo: owned(undo), make }
}

/// Whether a value can be recorded and restored unchanged: one line of bounded length.
pub fn is_plain(value: &str) -> bool {
    value.len() <= APPEARANCE_VALUE_BYTES && !value.contains(char::is_control)
}

const fn gsettings(
    kind: DesktopKind,
    level: Level,
    schema: &'static str,
    key: &'static str,
    value: &'static str,
) -> Degradation {
    Degradation { kind, level, target: Target::Gsettings(schema, key), value }
}

const fn xfconf(
    level: Level,
    channel: &'static str,
    property: Property,
    value: &'static str,
) -> Degradation {
    Degradation { kind: DesktopKind::Xfce, level, target: Target::Xfconf(channel, property), value }
}

const fn windows(level: Level, parameter: SystemParameter, value: &'static str) -> Degradation {
    let target = Target::SystemParameter(parameter);
    Degradation { kind: DesktopKind::Windows, level, target, value }
}

const GNOME_BACKGROUND: &str = "org.gnome.desktop.background";
const GNOME_INTERFACE: &str = "org.gnome.desktop.interface";
const CINNAMON_BACKGROUND: &str = "org.cinnamon.desktop.background";
const CINNAMON_INTERFACE: &str = "org.cinnamon.desktop.interface";
const MATE_BACKGROUND: &str = "org.mate.background";
const MATE_WINDOWS: &str = "org.mate.Marco.general";

/// All degradations. A setting that a version of a desktop does not have cannot be read, and is left out of
/// the plan.
static DEGRADATIONS: [Degradation; 30] = {
    use DesktopKind::{Bare, Cinnamon, Gnome, Mate};
    use Level::{Full, NoBackground, NoFullWindowDrag};
    [
        // Outlines instead of window contents while windows are moved.
        gsettings(Mate, NoFullWindowDrag, MATE_WINDOWS, "reduced-resources", "true"),
        xfconf(NoFullWindowDrag, "xfwm4", Property::Is("/general/box_move"), "true"),
        xfconf(NoFullWindowDrag, "xfwm4", Property::Is("/general/box_resize"), "true"),
        // No wallpaper and no gradient.
        gsettings(Gnome, NoBackground, GNOME_BACKGROUND, "picture-options", "'none'"),
        gsettings(Gnome, NoBackground, GNOME_BACKGROUND, "color-shading-type", "'solid'"),
        gsettings(Cinnamon, NoBackground, CINNAMON_BACKGROUND, "picture-options", "'none'"),
        gsettings(Cinnamon, NoBackground, CINNAMON_BACKGROUND, "color-shading-type", "'solid'"),
        // MATE has no picture option "none".
        gsettings(Mate, NoBackground, MATE_BACKGROUND, "picture-filename", "''"),
        gsettings(Mate, NoBackground, MATE_BACKGROUND, "color-shading-type", "'solid'"),
        xfconf(
            NoBackground,
            "xfce4-desktop",
            Property::Each("/backdrop/screen", "/image-style"),
            "0",
        ),
        xfconf(
            NoBackground,
            "xfce4-desktop",
            Property::Each("/backdrop/screen", "/color-style"),
            "0",
        ),
        // The value is the token of the session.
        Degradation { kind: Bare, level: NoBackground, target: Target::Wallpaper, value: "" },
        // No effects, no font smoothing. Some desktops have moved these keys: the old ones are tried, too.
        gsettings(Gnome, Full, GNOME_INTERFACE, "enable-animations", "false"),
        gsettings(Gnome, Full, GNOME_INTERFACE, "font-antialiasing", "'none'"),
        gsettings(
            Gnome,
            Full,
            "org.gnome.settings-daemon.plugins.xsettings",
            "antialiasing",
            "'none'",
        ),
        gsettings(Cinnamon, Full, "org.cinnamon", "desktop-effects", "false"),
        gsettings(Cinnamon, Full, "org.cinnamon", "desktop-effects-workspace", "false"),
        gsettings(Cinnamon, Full, CINNAMON_INTERFACE, "font-antialiasing", "'none'"),
        gsettings(
            Cinnamon,
            Full,
            "org.cinnamon.settings-daemon.plugins.xsettings",
            "antialiasing",
            "'none'",
        ),
        gsettings(Mate, Full, MATE_WINDOWS, "compositing-manager", "false"),
        gsettings(Mate, Full, "org.mate.interface", "enable-animations", "false"),
        gsettings(Mate, Full, "org.mate.font-rendering", "antialiasing", "'none'"),
        xfconf(Full, "xfwm4", Property::Is("/general/use_compositing"), "false"),
        xfconf(Full, "xsettings", Property::Is("/Xft/Antialias"), "0"),
        Degradation {
            kind: Bare,
            level: Full,
            target: Target::Resource("Xft.antialias"),
            value: "0",
        },
        windows(NoFullWindowDrag, SystemParameter::DragFullWindows, "0"),
        windows(NoBackground, SystemParameter::Wallpaper, ""),
        windows(Full, SystemParameter::ClientAreaAnimation, "0"),
        windows(Full, SystemParameter::UiEffects, "0"),
        windows(Full, SystemParameter::FontSmoothing, "0"),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use proptest::prelude::*;

    const LEVELS: [Level; 4] =
        [Level::None, Level::NoFullWindowDrag, Level::NoBackground, Level::Full];
    const KINDS: [DesktopKind; 7] = [
        DesktopKind::Gnome,
        DesktopKind::Cinnamon,
        DesktopKind::Mate,
        DesktopKind::Xfce,
        DesktopKind::Bare,
        DesktopKind::Windows,
        DesktopKind::Other,
    ];

    /// The target values, with two monitors on Xfce.
    fn wanted(kind: DesktopKind, level: Level) -> Vec<TargetValue> {
        let properties = [
            "/backdrop/screen0/monitor0/workspace0/image-style",
            "/backdrop/screen0/monitor0/workspace0/last-image",
            "/backdrop/screen0/monitor1/workspace0/image-style",
        ]
        .map(str::to_owned);
        degradations(kind, level)
            .flat_map(|wish| wish.wanted(":7", &properties, "plain-1"))
            .collect()
    }

    /// A value that a setting can have before it is changed.
    fn first(place: &Setting) -> &'static str {
        match place {
            Setting::SystemParameter { parameter: SystemParameter::Wallpaper } => r"C:\first.bmp",
            Setting::SystemParameter { .. } => "1",
            Setting::Gsettings { .. }
            | Setting::Xfconf { .. }
            | Setting::Resource { .. }
            | Setting::Wallpaper { .. } => "first",
        }
    }

    fn all_are(wanted: &[TargetValue], value: &str) -> Vec<(TargetValue, Value)> {
        wanted.iter().map(|wanted| (wanted.clone(), Value::Is(value.to_owned()))).collect()
    }

    #[test]
    fn desktops_are_known_by_the_names_they_give_themselves() {
        for (name, kind) in [
            ("GNOME", DesktopKind::Gnome),
            ("ubuntu:GNOME", DesktopKind::Gnome),
            ("Budgie:GNOME", DesktopKind::Gnome),
            ("X-Cinnamon", DesktopKind::Cinnamon),
            ("MATE", DesktopKind::Mate),
            ("XFCE", DesktopKind::Xfce),
            ("KDE", DesktopKind::Other),
            ("", DesktopKind::Bare),
            ("openbox", DesktopKind::Bare),
        ] {
            assert_eq!(DesktopKind::of(name), kind, "{name}");
        }
    }

    #[test]
    fn each_level_contains_the_one_before_it() {
        for kind in KINDS {
            assert!(wanted(kind, Level::None).is_empty(), "{kind:?}");
            for pair in LEVELS.windows(2) {
                let (less, more) = (wanted(kind, pair[0]), wanted(kind, pair[1]));
                assert!(less.iter().all(|wanted| more.contains(wanted)), "{kind:?} {pair:?}");
            }
            let wallpaper = wanted(kind, Level::NoBackground).len();
            assert_eq!(
                wallpaper > 0,
                kind != DesktopKind::Other,
                "{kind:?} has a wallpaper to leave out"
            );
            let all = wanted(kind, Level::Full);
            assert_eq!(all.len() > wallpaper, kind != DesktopKind::Other, "{kind:?}");
            assert!(all.iter().all(|wanted| wanted.place.is_known()), "{kind:?}");
        }
        assert_eq!(
            wanted(DesktopKind::Xfce, Level::NoBackground).len(),
            4,
            "two frames, two monitors"
        );
    }

    #[test]
    fn a_setting_with_the_target_value_or_unreadable_is_not_changed() {
        let wanted = wanted(DesktopKind::Gnome, Level::NoBackground);
        for (value, count) in [
            (Value::Is("'zoom'".into()), 2),
            (Value::Is("'none'".into()), 1),
            (Value::Is("a\nb".into()), 0),
            (Value::Is("x".repeat(APPEARANCE_VALUE_BYTES + 1)), 0),
            (Value::Absent, 0),
            (Value::Unknown, 0),
            (Value::DisplayGone, 0),
        ] {
            let read: Vec<_> = wanted.iter().map(|w| (w.clone(), value.clone())).collect();
            let plan = plan(&[], &read);
            assert_eq!(plan.make.len(), count, "{value:?}");
            assert!(
                plan.make.iter().all(|change| Value::Is(change.before.clone().unwrap()) == value)
            );
        }
    }

    #[test]
    fn a_new_resource_is_recorded_as_absent_before() {
        let wanted = wanted(DesktopKind::Bare, Level::Full);
        let read: Vec<_> = wanted.into_iter().map(|wanted| (wanted, Value::Absent)).collect();
        let plan = plan(&[], &read);
        let [change] = &plan.make[..] else { panic!("{plan:?}") };
        assert_eq!((change.ours.as_str(), &change.before), ("0", &None));
    }

    #[test]
    fn a_setting_is_known_only_if_a_plan_can_change_it() {
        let gsettings = |schema: &str, key: &str| Setting::Gsettings {
            schema: schema.to_owned(),
            key: key.to_owned(),
        };
        assert!(gsettings(GNOME_INTERFACE, "enable-animations").is_known());
        assert!(!gsettings(GNOME_INTERFACE, "toolkit-accessibility").is_known());
        let xfconf = |property: &str| Setting::Xfconf {
            channel: "xfce4-desktop".into(),
            property: property.to_owned(),
        };
        assert!(xfconf("/backdrop/screen0/monitorDP-1/workspace3/image-style").is_known());
        assert!(!xfconf("/backdrop/screen0/monitorDP-1/workspace3/last-image").is_known());
        assert!(!xfconf("/desktop-icons/style").is_known());
    }

    #[test]
    fn a_setting_of_windows_whose_value_could_not_be_restored_is_not_changed() {
        let wanted = wanted(DesktopKind::Windows, Level::Full);
        let changed = |value: &str| plan(&[], &all_are(&wanted, value)).make.len();
        assert_eq!(changed("1"), 4, "all but the wallpaper");
        assert_eq!(changed(r"D:\a.jpg"), 1, "the wallpaper alone");
        for value in ["0", "yes", r"\\server\share\a.jpg"] {
            assert_eq!(changed(value), 0, "{value}");
        }
    }

    proptest! {
        #[test]
        fn after_any_sequence_of_levels_every_first_value_is_restored(
            kind in prop::sample::select(&KINDS), steps in prop::collection::vec(0..4usize, 1..8)
        ) {
            let mut held: Vec<Change> = Vec::new();
            for step in steps {
                let level = LEVELS[step];
                let wanted = wanted(kind, level);
                // The state of the desktop: held settings have our value, all others the first one.
                let read: Vec<_> = wanted.iter().map(|wanted| {
                    let is_ours = held.iter().any(|change| change.place == wanted.place);
                    let value =
                        if is_ours { wanted.value.clone() } else { first(&wanted.place).into() };
                    (wanted.clone(), Value::Is(value))
                }).collect();
                let Plan { keep, undo, make } = plan(&held, &read);
                let mut all: Vec<_> = keep.iter().chain(&undo).cloned().collect();
                all.sort_by_key(|change| held.iter().position(|held| held == change));
                prop_assert_eq!(&all, &held, "what is held is kept or undone");
                held = keep.into_iter().chain(make).collect();
                prop_assert!(held.iter().all(|change| change.before.as_deref() == Some(first(&change.place))));
                prop_assert_eq!(held.len(), wanted.len());
            }
            let end = plan(&held, &[]);
            prop_assert_eq!(end.undo, held);
        }
    }

    #[test]
    fn the_number_of_changes_is_limited() {
        let properties: Vec<_> = (0..3 * APPEARANCE_CHANGES)
            .map(|n| format!("/backdrop/screen0/monitor{n}/workspace0/image-style"))
            .collect();
        let wanted: Vec<_> = degradations(DesktopKind::Xfce, Level::Full)
            .flat_map(|wish| wish.wanted(":0", &properties, "plain-1"))
            .collect();
        assert_eq!(plan(&[], &all_are(&wanted, "1")).make.len(), APPEARANCE_CHANGES);
    }
}
