//! The settings that the window shows.

use catalogue::Language;
use protocol::limits::NAME_BYTES;

use crate::platform::press_watch::DEVICE_NAME;

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Setting {
    /// The name that Helpers see.
    Name,
    /// The signal server.
    Server,
    /// Helpers only look.
    ViewOnly,
    /// No session is logged.
    NoLog,
    /// What is given up for a slow line.
    Bandwidth,
    /// How long a lost Helper is waited for.
    Reconnect,
    /// How long a code works.
    Expires,
    /// The router is asked for a port.
    MapPort,
    /// Helpers may offer help.
    Offers,
    /// The size of text in the window.
    TextSize,
    /// The colours of the window.
    Colours,
    /// The device through which the User presses.
    AssistiveDevice,
    /// The language of the program.
    Language,
}

/// What a setting can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A text of at most so many characters.
    Text(usize),
    /// `yes` or `no`.
    Flag,
    /// One of these words. Others can be written into the settings file.
    Words(&'static [&'static str]),
    /// One of these numbers. Others can be written into the settings file.
    Numbers(&'static [&'static str]),
    /// The name of a device, on a page of its own.
    Device,
}

/// Characters of an address that can be entered.
const ADDRESS: usize = 400;

/// The word for the language of the desktop, and the tags of all languages.
const LANGUAGES: [&str; Language::ALL.len() + 1] = {
    let mut words = ["system"; Language::ALL.len() + 1];
    let mut n = 0;
    while n < Language::ALL.len() {
        words[n + 1] = Language::ALL[n].tag();
        n += 1;
    }
    words
};

impl Setting {
    /// All of them, in the order in which they are shown.
    pub(crate) const ALL: [Self; 13] = [
        Self::Language,
        Self::Name,
        Self::ViewOnly,
        Self::NoLog,
        Self::Expires,
        Self::Reconnect,
        Self::Bandwidth,
        Self::Server,
        Self::MapPort,
        Self::Offers,
        Self::AssistiveDevice,
        Self::TextSize,
        Self::Colours,
    ];

    /// The option that sets it, in the settings file and on the command line.
    pub(crate) fn option(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Server => "server",
            Self::ViewOnly => "view-only",
            Self::NoLog => "no-log",
            Self::Bandwidth => "bandwidth",
            Self::Reconnect => "reconnect",
            Self::Expires => "expires",
            Self::MapPort => "map-port",
            Self::Offers => "offers",
            Self::TextSize => "text-size",
            Self::Colours => "colours",
            Self::AssistiveDevice => "assistive-device",
            Self::Language => "language",
        }
    }

    /// What it can be.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::Name => Kind::Text(NAME_BYTES),
            Self::Server => Kind::Text(ADDRESS),
            Self::ViewOnly | Self::NoLog | Self::MapPort | Self::Offers => Kind::Flag,
            Self::Bandwidth => {
                Kind::Words(&["none", "no-full-window-drag", "no-background", "full"])
            }
            Self::Reconnect => Kind::Words(&["30s", "2m", "10m"]),
            Self::Expires => Kind::Words(&["10m", "30m", "2h"]),
            Self::TextSize => Kind::Numbers(&["100", "125", "150", "200"]),
            Self::Colours => Kind::Words(&["system", "light", "dark"]),
            Self::AssistiveDevice => Kind::Device,
            Self::Language => Kind::Words(&LANGUAGES),
        }
    }

    /// Whether this value takes a person's press: it lets others see, do or reach more than before, or it leaves less
    /// behind. `None` is the default.
    pub(crate) fn needs_person(self, value: Option<&str>) -> bool {
        let is_yes = value == Some("yes");
        match self {
            Self::Server | Self::Reconnect | Self::Expires => true,
            Self::ViewOnly => !is_yes,
            Self::NoLog | Self::MapPort | Self::Offers => is_yes,
            Self::AssistiveDevice => value.is_some(),
            Self::Name | Self::Bandwidth | Self::TextSize | Self::Colours | Self::Language => false,
        }
    }

    /// The most characters of its value.
    pub(crate) fn most(self) -> usize {
        match self.kind() {
            Kind::Text(most) => most,
            Kind::Flag | Kind::Words(_) | Kind::Numbers(_) => ADDRESS,
            Kind::Device => DEVICE_NAME,
        }
    }
}
