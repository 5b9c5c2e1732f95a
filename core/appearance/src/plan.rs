//! What of the desktop's looks is given up at which level: what is to be changed, and what it
//! was before, so that it can come back.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use protocol::limits::{APPEARANCE_CHANGES, APPEARANCE_VALUE_BYTES};
use serde::{Deserialize, Serialize};

use crate::Level;

/// What draws the desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// GNOME, and those that took over its settings.
    Gnome,
    /// Cinnamon.
    Cinnamon,
    /// MATE.
    Mate,
    /// Xfce.
    Xfce,
    /// A window manager alone: the wallpaper is on the root window.
    Bare,
    /// A desktop that draws its wallpaper in its own way, and that nobody here knows.
    Other,
}

impl Kind {
    /// Understands `XDG_CURRENT_DESKTOP`, which may name several (Desktop Entry Specification).
    pub fn of(current_desktop: &str) -> Self {
        let known = |name: &str| match name.to_ascii_lowercase().as_str() {
            "gnome" | "gnome-classic" | "gnome-flashback" | "unity" | "ubuntu" | "budgie"
            | "pantheon" => Some(Kind::Gnome),
            "x-cinnamon" | "cinnamon" => Some(Kind::Cinnamon),
            "mate" => Some(Kind::Mate),
            "xfce" => Some(Kind::Xfce),
            "kde" | "lxqt" | "lxde" | "deepin" | "dde" | "enlightenment" | "cosmic" => {
                Some(Kind::Other)
            }
            _ => None,
        };
        current_desktop.split(':').find_map(known).unwrap_or(Kind::Bare)
    }
}

/// Where a setting of the desktop is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "store", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Place {
    /// A key that `gsettings` knows; values are GVariant texts.
    Gsettings {
        /// The schema.
        schema: String,
        /// The key in it.
        key: String,
    },
    /// A property that `xfconf-query` knows.
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
        /// Its name.
        name: String,
    },
    /// The pixmap on the root window.
    Wallpaper {
        /// The X display.
        display: String,
    },
}

impl Place {
    /// Whether it is one that a plan can hold. Whatever else stands in a record is not ours.
    pub fn is_known(&self) -> bool {
        WISHES.iter().any(|wish| match (&wish.what, self) {
            (What::Gsettings(schema, key), Place::Gsettings { schema: s, key: k }) => {
                schema == s && key == k
            }
            (What::Xfconf(channel, property), Place::Xfconf { channel: c, property: p }) => {
                channel == c && property.fits(p)
            }
            (What::Resource(name), Place::Resource { name: n, .. }) => name == n,
            (What::Wallpaper, Place::Wallpaper { .. }) => true,
            (
                What::Gsettings(..) | What::Xfconf(..) | What::Resource(_) | What::Wallpaper,
                Place::Gsettings { .. }
                | Place::Xfconf { .. }
                | Place::Resource { .. }
                | Place::Wallpaper { .. },
            ) => false,
        })
    }
}

/// A change, and how to undo it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// What is changed.
    pub place: Place,
    /// To what. Only while the setting has this value it is ours to change back.
    pub ours: String,
    /// From what; `None` where there was nothing.
    // Not left out in a record: a missing one is a mistake.
    #[serde(deserialize_with = "Option::deserialize")]
    pub before: Option<String>,
}

/// Something that is given up at a level and above it.
#[derive(Debug)]
pub struct Wish {
    kind: Kind,
    level: Level,
    what: What,
    value: &'static str,
}

#[derive(Debug)]
enum What {
    Gsettings(&'static str, &'static str),
    Xfconf(&'static str, Property),
    Resource(&'static str),
    Wallpaper,
}

#[derive(Debug)]
enum Property {
    /// This one.
    Is(&'static str),
    /// Each that begins and ends so: there is one for each monitor and workspace.
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

impl Wish {
    /// The channel of Xfconf whose properties have to be listed before it is known what is wished.
    pub fn channel(&self) -> Option<&'static str> {
        match self.what {
            What::Xfconf(channel, Property::Each(..)) => Some(channel),
            What::Xfconf(_, Property::Is(_))
            | What::Gsettings(..)
            | What::Resource(_)
            | What::Wallpaper => None,
        }
    }

    /// What is wished for where: on an X display, among these properties of [`Self::channel`].
    /// `token` names this session's plain background.
    pub fn wanted(&self, display: &str, properties: &[String], token: &str) -> Vec<Wanted> {
        let display = || display.to_owned();
        let places = match &self.what {
            What::Gsettings(schema, key) => {
                let (schema, key) = ((*schema).to_owned(), (*key).to_owned());
                vec![Place::Gsettings { schema, key }]
            }
            What::Xfconf(channel, Property::Is(property)) => {
                let (channel, property) = ((*channel).to_owned(), (*property).to_owned());
                vec![Place::Xfconf { channel, property }]
            }
            What::Xfconf(channel, property) => {
                let fitting = properties.iter().filter(|name| property.fits(name));
                let place = |name: &String| Place::Xfconf {
                    channel: (*channel).to_owned(),
                    property: name.clone(),
                };
                fitting.map(place).collect()
            }
            What::Resource(name) => {
                vec![Place::Resource { display: display(), name: (*name).to_owned() }]
            }
            What::Wallpaper => vec![Place::Wallpaper { display: display() }],
        };
        let value = if self.value.is_empty() { token } else { self.value };
        places.into_iter().map(|place| Wanted { place, value: value.to_owned() }).collect()
    }
}

/// What is wished for at a level.
pub fn wishes(kind: Kind, level: Level) -> impl Iterator<Item = &'static Wish> {
    WISHES.iter().filter(move |wish| wish.kind == kind && wish.level <= level)
}

/// A value that a setting is to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which setting.
    pub place: Place,
    /// Its value.
    pub value: String,
}

/// What a setting is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// This.
    Is(String),
    /// Nothing; the desktop has its default.
    Absent,
    /// Not to be read: there is no such setting here, or its keeper does not answer.
    Unknown,
    /// Of a display that is there no more.
    Gone,
}

/// What is to be done to come from one level to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Changes of the past that stay.
    pub keep: Vec<Change>,
    /// Changes of the past to take back.
    pub undo: Vec<Change>,
    /// Changes to make.
    pub make: Vec<Change>,
}

/// Plans the way from what is `held` to what is `wanted`, each with the value that was read for it.
pub fn plan(held: &[Change], wanted: &[(Wanted, Value)]) -> Plan {
    let is_wanted =
        |change: &&Change| wanted.iter().any(|(wanted, _)| wanted.place == change.place);
    let (keep, undo): (Vec<_>, Vec<_>) = held.iter().partition(is_wanted);
    let mut make: Vec<Change> = Vec::new();
    for (Wanted { place, value }, read) in wanted {
        let before = match read {
            Value::Is(before) => Some(before.clone()),
            // Only a resource can be made and be taken away again.
            Value::Absent if matches!(place, Place::Resource { .. }) => None,
            Value::Absent | Value::Unknown | Value::Gone => continue,
        };
        let is_so = before.as_deref() == Some(value);
        let is_known = held.iter().chain(&make).any(|change| change.place == *place);
        let has_room = held.len() + make.len() < APPEARANCE_CHANGES;
        if !is_so && !is_known && has_room && before.as_deref().is_none_or(is_plain) {
            make.push(Change { place: place.clone(), ours: value.clone(), before });
        }
    }
    let owned = |changes: Vec<&Change>| changes.into_iter().cloned().collect();
    Plan { keep: owned(keep), undo: owned(undo), make }
}

/// Whether a value can be recorded and given back as it is: one line of bounded length.
pub fn is_plain(value: &str) -> bool {
    value.len() <= APPEARANCE_VALUE_BYTES && !value.contains(char::is_control)
}

const fn gsettings(
    kind: Kind,
    level: Level,
    schema: &'static str,
    key: &'static str,
    value: &'static str,
) -> Wish {
    Wish { kind, level, what: What::Gsettings(schema, key), value }
}

const fn xfconf(
    level: Level,
    channel: &'static str,
    property: Property,
    value: &'static str,
) -> Wish {
    Wish { kind: Kind::Xfce, level, what: What::Xfconf(channel, property), value }
}

const GNOME_BACKGROUND: &str = "org.gnome.desktop.background";
const GNOME_INTERFACE: &str = "org.gnome.desktop.interface";
const CINNAMON_BACKGROUND: &str = "org.cinnamon.desktop.background";
const CINNAMON_INTERFACE: &str = "org.cinnamon.desktop.interface";
const MATE_BACKGROUND: &str = "org.mate.background";
const MATE_WINDOWS: &str = "org.mate.Marco.general";

/// All there is to give up. A setting that a release of a desktop does not have cannot be read
/// there, and is left out of the plan.
static WISHES: [Wish; 25] = {
    use Kind::{Bare, Cinnamon, Gnome, Mate};
    use Level::{Full, NoBackground, NoFullWindowDrag};
    [
        // Frames instead of windows while they are moved.
        gsettings(Mate, NoFullWindowDrag, MATE_WINDOWS, "reduced-resources", "true"),
        xfconf(NoFullWindowDrag, "xfwm4", Property::Is("/general/box_move"), "true"),
        xfconf(NoFullWindowDrag, "xfwm4", Property::Is("/general/box_resize"), "true"),
        // No wallpaper, and no gradient in its place.
        gsettings(Gnome, NoBackground, GNOME_BACKGROUND, "picture-options", "'none'"),
        gsettings(Gnome, NoBackground, GNOME_BACKGROUND, "color-shading-type", "'solid'"),
        gsettings(Cinnamon, NoBackground, CINNAMON_BACKGROUND, "picture-options", "'none'"),
        gsettings(Cinnamon, NoBackground, CINNAMON_BACKGROUND, "color-shading-type", "'solid'"),
        // It has no "none" among its ways to place a picture.
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
        // Its value is the session's token.
        Wish { kind: Bare, level: NoBackground, what: What::Wallpaper, value: "" },
        // No effects, no font smoothing. Some desktops have moved these; where they were is tried, too.
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
        Wish { kind: Bare, level: Full, what: What::Resource("Xft.antialias"), value: "0" },
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use proptest::prelude::*;

    const LEVELS: [Level; 4] =
        [Level::None, Level::NoFullWindowDrag, Level::NoBackground, Level::Full];
    const KINDS: [Kind; 6] =
        [Kind::Gnome, Kind::Cinnamon, Kind::Mate, Kind::Xfce, Kind::Bare, Kind::Other];

    /// What is wished for, with two monitors on Xfce.
    fn wanted(kind: Kind, level: Level) -> Vec<Wanted> {
        let properties = [
            "/backdrop/screen0/monitor0/workspace0/image-style",
            "/backdrop/screen0/monitor0/workspace0/last-image",
            "/backdrop/screen0/monitor1/workspace0/image-style",
        ]
        .map(str::to_owned);
        wishes(kind, level).flat_map(|wish| wish.wanted(":7", &properties, "plain-1")).collect()
    }

    fn all_are(wanted: &[Wanted], value: &str) -> Vec<(Wanted, Value)> {
        wanted.iter().map(|wanted| (wanted.clone(), Value::Is(value.to_owned()))).collect()
    }

    #[test]
    fn desktops_are_known_by_the_names_they_give_themselves() {
        for (name, kind) in [
            ("GNOME", Kind::Gnome),
            ("ubuntu:GNOME", Kind::Gnome),
            ("Budgie:GNOME", Kind::Gnome),
            ("X-Cinnamon", Kind::Cinnamon),
            ("MATE", Kind::Mate),
            ("XFCE", Kind::Xfce),
            ("KDE", Kind::Other),
            ("", Kind::Bare),
            ("openbox", Kind::Bare),
        ] {
            assert_eq!(Kind::of(name), kind, "{name}");
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
            assert_eq!(wallpaper > 0, kind != Kind::Other, "{kind:?} has a wallpaper to leave out");
            let all = wanted(kind, Level::Full);
            assert_eq!(all.len() > wallpaper, kind != Kind::Other, "{kind:?}");
            assert!(all.iter().all(|wanted| wanted.place.is_known()), "{kind:?}");
        }
        assert_eq!(wanted(Kind::Xfce, Level::NoBackground).len(), 4, "two frames, two monitors");
    }

    #[test]
    fn what_is_so_already_and_what_cannot_be_read_is_left_alone() {
        let wanted = wanted(Kind::Gnome, Level::NoBackground);
        for (value, count) in [
            (Value::Is("'zoom'".into()), 2),
            (Value::Is("'none'".into()), 1),
            (Value::Is("a\nb".into()), 0),
            (Value::Is("x".repeat(APPEARANCE_VALUE_BYTES + 1)), 0),
            (Value::Absent, 0),
            (Value::Unknown, 0),
            (Value::Gone, 0),
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
    fn a_resource_that_was_not_there_goes_again() {
        let wanted = wanted(Kind::Bare, Level::Full);
        let read: Vec<_> = wanted.into_iter().map(|wanted| (wanted, Value::Absent)).collect();
        let plan = plan(&[], &read);
        let [change] = &plan.make[..] else { panic!("{plan:?}") };
        assert_eq!((change.ours.as_str(), &change.before), ("0", &None));
    }

    #[test]
    fn only_what_a_plan_can_hold_is_known() {
        let gsettings = |schema: &str, key: &str| Place::Gsettings {
            schema: schema.to_owned(),
            key: key.to_owned(),
        };
        assert!(gsettings(GNOME_INTERFACE, "enable-animations").is_known());
        assert!(!gsettings(GNOME_INTERFACE, "toolkit-accessibility").is_known());
        let xfconf = |property: &str| Place::Xfconf {
            channel: "xfce4-desktop".into(),
            property: property.to_owned(),
        };
        assert!(xfconf("/backdrop/screen0/monitorDP-1/workspace3/image-style").is_known());
        assert!(!xfconf("/backdrop/screen0/monitorDP-1/workspace3/last-image").is_known());
        assert!(!xfconf("/desktop-icons/style").is_known());
    }

    proptest! {
        #[test]
        fn whatever_the_way_through_the_levels_every_first_value_is_remembered(
            kind in prop::sample::select(&KINDS), way in prop::collection::vec(0..4usize, 1..8)
        ) {
            let mut held: Vec<Change> = Vec::new();
            for step in way {
                let level = LEVELS[step];
                let wanted = wanted(kind, level);
                // As the desktop is: what is held has our value, everything else the first one.
                let read: Vec<_> = wanted.iter().map(|wanted| {
                    let is_ours = held.iter().any(|change| change.place == wanted.place);
                    let value = if is_ours { wanted.value.clone() } else { "first".into() };
                    (wanted.clone(), Value::Is(value))
                }).collect();
                let Plan { keep, undo, make } = plan(&held, &read);
                let mut all: Vec<_> = keep.iter().chain(&undo).cloned().collect();
                all.sort_by_key(|change| held.iter().position(|held| held == change));
                prop_assert_eq!(&all, &held, "what is held is kept or undone");
                held = keep.into_iter().chain(make).collect();
                prop_assert!(held.iter().all(|change| change.before.as_deref() == Some("first")));
                prop_assert_eq!(held.len(), wanted.len());
            }
            let end = plan(&held, &[]);
            prop_assert_eq!(end.undo, held);
        }
    }

    #[test]
    fn there_is_a_most_that_is_changed() {
        let properties: Vec<_> = (0..3 * APPEARANCE_CHANGES)
            .map(|n| format!("/backdrop/screen0/monitor{n}/workspace0/image-style"))
            .collect();
        let wanted: Vec<_> = wishes(Kind::Xfce, Level::Full)
            .flat_map(|wish| wish.wanted(":0", &properties, "plain-1"))
            .collect();
        assert_eq!(plan(&[], &all_are(&wanted, "1")).make.len(), APPEARANCE_CHANGES);
    }
}
