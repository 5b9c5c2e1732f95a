//! What the User reads about people and settings in the window.

use crate::words::say::{Argument, Say, say};
use std::fmt::Display;

use catalogue::Language;
use protocol::name::DisplayName;

use super::names::quoted;

/// Leads to the people.
pub const PEOPLE: Say = Say::SetupPeople;
/// Leads to the settings.
pub const SETTINGS: Say = Say::SetupSettings;
/// Leads back.
pub const BACK: Say = Say::SetupBack;
/// A change is being made.
pub const BUSY: Say = Say::SetupBusy;
/// It was made.
pub const DONE: Say = Say::SetupDone;
/// Saves what was written.
pub const SAVE: Say = Say::SetupSave;
/// Leaves it.
pub const CANCEL: Say = Say::SetupCancel;

/// It could not be made, for no reason that the User could mend.
pub const NOT_HERE: Say = Say::SetupNotHere;
/// A number was expected.
pub const NO_NUMBER: Say = Say::SetupNoNumber;

/// The program has a device through which others can press, too.
pub fn device_counts(device: &str) -> String {
    say!(SetupDeviceCounts, Device = device)
}

/// A name that cannot be.
pub fn bad_name(why: &dyn Display) -> String {
    say!(SetupBadName, Why = &why.to_string())
}

/// Offers of help.
pub mod offers {
    use crate::words::say::{Say, say};

    /// Whether they are waited for.
    pub const ALLOW: Say = Say::SetupOffersAllow;
    /// What it means.
    pub const WHAT: Say = Say::SetupOffersWhat;
    /// They cannot be waited for now.
    pub fn failed(why: &str) -> String {
        say!(SetupOffersFailed, Why = why)
    }
}

/// The view of the people.
pub mod people {
    use crate::words::say::Say;

    /// Its title.
    pub const TITLE: Say = Say::SetupPeopleTitle;
    /// Nobody is remembered.
    pub const NOBODY: Say = Say::SetupPeopleNobody;
    /// Asks somebody for help.
    pub const ASK: Say = Say::SetupPeopleAsk;
    /// Shows the key.
    pub const KEY: Say = Say::SetupPeopleKey;
    /// Hides it.
    pub const HIDE_KEY: Say = Say::SetupPeopleHideKey;
    /// What it is for.
    pub const KEY_IS: Say = Say::SetupPeopleKeyIs;
    /// Begins to call somebody otherwise.
    pub const RENAME: Say = Say::SetupPeopleRename;
    /// The accessible name of the entry for the new name.
    pub const NEW_NAME: Say = Say::SetupPeopleNewName;
    /// Forgets somebody.
    pub const FORGET: Say = Say::SetupPeopleForget;
    /// What that means.
    pub const FORGETTING: Say = Say::SetupPeopleForgetting;
    /// Does not.
    pub const KEEP: Say = Say::SetupPeopleKeep;
    /// A Helper in the policy.
    pub const BY_OWNER: Say = Say::SetupPeopleByOwner;
    /// The same, where offers are not allowed.
    pub const BY_OWNER_UNUSED: Say = Say::SetupPeopleByOwnerUnused;
}

/// When somebody helped last.
pub fn last_helped(date: &str) -> String {
    say!(SetupLastHelped, Date = date)
}

/// Asks whether to forget somebody.
pub fn forget(name: &DisplayName) -> String {
    say!(SetupForget, Name = &quoted(name))
}

/// The contacts cannot be read.
pub fn people_unknown(why: &str) -> String {
    say!(SetupPeopleUnknown, Why = why)
}

/// The view of the settings.
pub mod settings {
    use crate::words::say::Say;

    /// Its title.
    pub const TITLE: Say = Say::SetupSettingsTitle;
    /// What holds for all.
    pub const WHAT: Say = Say::SetupSettingsWhat;
    /// The name that Helpers see.
    pub const NAME: Say = Say::SetupSettingsName;
    /// The signal server.
    pub const SERVER: Say = Say::SetupSettingsServer;
    /// Helpers only look.
    pub const VIEW_ONLY: Say = Say::SetupSettingsViewOnly;
    /// Sessions are logged.
    pub const LOG: Say = Say::SetupSettingsLog;
    /// What is given up.
    pub const BANDWIDTH: Say = Say::SetupSettingsBandwidth;
    /// How long a lost Helper is waited for.
    pub const RECONNECT: Say = Say::SetupSettingsReconnect;
    /// How long a code works.
    pub const EXPIRES: Say = Say::SetupSettingsExpires;
    /// The router.
    pub const MAP_PORT: Say = Say::SetupSettingsMapPort;
    /// The size of text.
    pub const TEXT_SIZE: Say = Say::SetupSettingsTextSize;
    /// The colours.
    pub const COLOURS: Say = Say::SetupSettingsColours;
    /// The language.
    pub const LANGUAGE: Say = Say::SetupSettingsLanguage;
    /// The device for assistance.
    pub const DEVICE: Say = Say::SetupSettingsDevice;
    /// None is named.
    pub const NO_DEVICE: Say = Say::SetupSettingsNoDevice;
    /// Leads to the view of the device.
    pub const CHOOSE_DEVICE: Say = Say::SetupSettingsChooseDevice;
}

/// The view of the device for assistance.
pub mod device {
    use crate::words::say::Say;

    /// Its title.
    pub const TITLE: Say = Say::SetupDeviceTitle;
    /// What it is for.
    pub const WHAT: Say = Say::SetupDeviceWhat;
    /// What it opens.
    pub const OPENS: Say = Say::SetupDeviceOpens;
    /// How it is set.
    pub const HOW: Say = Say::SetupDeviceHow;
    /// Devices that the desktop names.
    pub const KNOWN: Say = Say::SetupDeviceKnown;
    /// The accessible name of the entry.
    pub const NAME: Say = Say::SetupDeviceName;
    /// Names no device.
    pub const NONE: Say = Say::SetupDeviceNone;
}

/// Who decided what holds.
pub mod decided {
    use crate::words::say::Say;

    /// Nobody.
    pub const DEFAULT: Say = Say::SetupDecidedDefault;
    /// The settings file.
    pub const FILE: Say = Say::SetupDecidedFile;
    /// A variable.
    pub const VARIABLE: Say = Say::SetupDecidedVariable;
    /// The command line.
    pub const COMMAND_LINE: Say = Say::SetupDecidedCommandLine;
    /// The owner of the computer.
    pub const OWNER: Say = Say::SetupDecidedOwner;
}

/// Where the choices are kept.
pub fn kept_in(file: &str) -> String {
    say!(SetupKeptIn, File = file)
}

/// Where sessions are logged.
pub fn logged_in(folder: &str) -> String {
    say!(SetupLoggedIn, Folder = folder)
}

/// The owner lets nothing be shared.
pub fn nothing_shared(why: &str) -> String {
    say!(SetupNothingShared, Why = why)
}

/// A time that is written like `30s`, in words.
pub fn time(time: &str) -> String {
    for (unit, say) in [('s', Say::SetupSeconds), ('m', Say::SetupMinutes), ('h', Say::SetupHours)]
    {
        let count = time.strip_suffix(unit).and_then(|count| count.parse::<u64>().ok());
        if let Some(count) = count {
            return say.fill(&[(Argument::N, count.into())]);
        }
    }
    time.to_owned()
}

/// A size of text, in percent.
pub fn percent(size: &str) -> String {
    say!(SetupPercent, N = size)
}

/// Colours, by their word.
pub fn colours(word: &str) -> &str {
    match word {
        "system" => Say::SetupColoursSystem.text(),
        "light" => Say::SetupColoursLight.text(),
        "dark" => Say::SetupColoursDark.text(),
        other => other,
    }
}

/// A language, by its tag: as those call it who speak it.
pub fn language(tag: &str) -> &str {
    match Language::from_tag(tag) {
        Some(language) => language.own_name(),
        None if tag == "system" => Say::SetupLanguageSystem.text(),
        None => tag,
    }
}
