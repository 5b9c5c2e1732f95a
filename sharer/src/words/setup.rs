//! What the User reads about people and settings in the window.

use std::fmt::Display;

use protocol::name::DisplayName;

use super::names::quoted;

/// Leads to the people.
pub const PEOPLE: &str = "People";
/// Leads to the settings.
pub const SETTINGS: &str = "Settings";
/// Leads back.
pub const BACK: &str = "Back";
/// A change is being made.
pub const BUSY: &str = "One moment, please…";
/// It was made.
pub const DONE: &str = "Saved.";
/// What a screen reader says of the one of several that holds.
pub const CHOSEN: &str = "chosen";
/// Saves what was written.
pub const SAVE: &str = "Save";
/// Leaves it.
pub const CANCEL: &str = "Cancel";

/// It could not be made, for no reason that the User could mend.
pub const NOT_HERE: &str = "this cannot be changed here";
/// A number was expected.
pub const NO_NUMBER: &str = "expected a number";

/// The program has a device through which others can press, too.
pub fn device_counts(device: &str) -> String {
    format!(
        "What is pressed through the device “{device}” counts as pressed by you. Every program can press through it."
    )
}

/// A name that cannot be.
pub fn bad_name(why: &dyn Display) -> String {
    format!("This cannot be a name: {why}.")
}

/// Offers of help.
pub mod offers {
    /// Whether they are waited for.
    pub const ALLOW: &str = "Let helpers I know offer help";
    /// What it means.
    pub const WHAT: &str = "While this window is open, they see that you can be helped, and can ask to connect. You are \
        asked each time before anybody sees your screen.";
    /// They cannot be waited for now.
    pub fn failed(why: &str) -> String {
        format!("Offers cannot be waited for now: {why}. It is tried again.")
    }
}

/// The view of the people.
pub mod people {
    /// Its title.
    pub const TITLE: &str = "People who can help you without a code";
    /// Nobody is remembered.
    pub const NOBODY: &str =
        "You remember nobody yet. While a helper is connected, you can choose to remember them.";
    /// Asks somebody for help.
    pub const ASK: &str = "Ask for help";
    /// Shows the key.
    pub const KEY: &str = "Show the key";
    /// Hides it.
    pub const HIDE_KEY: &str = "Hide the key";
    /// What it is for.
    pub const KEY_IS: &str = "Their key, in short. They can read theirs to you, to compare:";
    /// Begins to call somebody otherwise.
    pub const RENAME: &str = "Rename";
    /// The accessible name of the entry for the new name.
    pub const NEW_NAME: &str = "New name";
    /// Forgets somebody.
    pub const FORGET: &str = "Forget";
    /// What that means.
    pub const FORGETTING: &str = "They cannot come without a code any more. To remember them again, both of you have to \
        agree while they are connected.";
    /// Does not.
    pub const KEEP: &str = "Keep";
    /// A Helper in the policy.
    pub const BY_OWNER: &str =
        "The owner of this computer has decided that they may offer help. You are asked each time.";
    /// The same, where offers are not allowed.
    pub const BY_OWNER_UNUSED: &str =
        "The owner of this computer has named them, but does not allow help to be offered.";
}

/// When somebody helped last.
pub fn last_helped(date: &str) -> String {
    format!("Helped last on {date}.")
}

/// Asks whether to forget somebody.
pub fn forget(name: &DisplayName) -> String {
    format!("Do you want to forget {}?", quoted(name))
}

/// The contacts cannot be read.
pub fn people_unknown(why: &str) -> String {
    format!("Your contacts cannot be read: {why}.")
}

/// The view of the settings.
pub mod settings {
    /// Its title.
    pub const TITLE: &str = "Settings";
    /// What holds for all.
    pub const WHAT: &str = "What you change here holds from the next session on.";
    /// The name that Helpers see.
    pub const NAME: &str = "Your name, as helpers see it";
    /// The signal server.
    pub const SERVER: &str =
        "Address of the server that introduces helpers; empty for this computer itself";
    /// Helpers only look.
    pub const VIEW_ONLY: &str = "Helpers may only look, never control";
    /// Sessions are logged.
    pub const LOG: &str = "Keep a log of each session";
    /// What is given up.
    pub const BANDWIDTH: &str = "On a slow connection";
    /// How long a lost Helper is waited for.
    pub const RECONNECT: &str = "When the connection to a helper is lost, wait for them";
    /// How long a code works.
    pub const EXPIRES: &str = "A code works for";
    /// The router.
    pub const MAP_PORT: &str = "Ask the router for a port, for a direct connection. Anybody on the internet can then send packets to this program";
    /// The size of text.
    pub const TEXT_SIZE: &str = "Size of text in this window";
    /// The colours.
    pub const COLOURS: &str = "Colours of this window";
    /// The device for assistance.
    pub const DEVICE: &str = "On-screen keyboard or switch";
    /// None is named.
    pub const NO_DEVICE: &str = "Only your own mouse and keyboard can allow something.";
    /// Leads to the view of the device.
    pub const CHOOSE_DEVICE: &str = "Choose a device";
}

/// The view of the device for assistance.
pub mod device {
    /// Its title.
    pub const TITLE: &str = "A device that presses for you";
    /// What it is for.
    pub const WHAT: &str = "An on-screen keyboard or a switch presses through a device of the desktop. If you name it here, what it \
        presses counts as pressed by you, for example “Allow”.";
    /// What it opens.
    pub const OPENS: &str = "This opens a door: every program on this computer can press through that device, and so allow something \
        in your place. From the moment a helper shares control until the session ends it does not count.";
    /// How it is set.
    pub const HOW: &str = "Press the button below with a mouse or keyboard of this computer, or let somebody beside you do it.";
    /// Devices that the desktop names.
    pub const KNOWN: &str = "Devices of this desktop:";
    /// The accessible name of the entry.
    pub const NAME: &str = "Name of the device";
    /// Names no device.
    pub const NONE: &str = "No device";
}

/// Who decided what holds.
pub mod decided {
    /// Nobody.
    pub const DEFAULT: &str = "This is the default.";
    /// The settings file.
    pub const FILE: &str = "You have chosen this.";
    /// A variable.
    pub const VARIABLE: &str =
        "A variable of the environment decides this, as long as this program runs.";
    /// The command line.
    pub const COMMAND_LINE: &str =
        "This was chosen when the program was started, and holds until it ends.";
    /// The owner of the computer.
    pub const OWNER: &str = "The owner of this computer has decided this. You cannot change it.";
}

/// Where the choices are kept.
pub fn kept_in(file: &str) -> String {
    format!("Your choices are kept in {file}.")
}

/// Where sessions are logged.
pub fn logged_in(folder: &str) -> String {
    format!("Logs are kept in {folder}.")
}

/// The owner lets nothing be shared.
pub fn nothing_shared(why: &str) -> String {
    format!("Nothing can be shared now: {why}.")
}

/// A time that is written like `30s`, in words.
pub fn time(time: &str) -> String {
    let unit = |count: &str, one: &str, many: &str| match count {
        "1" => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    let is_number = |count: &&str| !count.is_empty() && count.chars().all(|c| c.is_ascii_digit());
    if let Some(count) = time.strip_suffix('s').filter(is_number) {
        unit(count, "second", "seconds")
    } else if let Some(count) = time.strip_suffix('m').filter(is_number) {
        unit(count, "minute", "minutes")
    } else if let Some(count) = time.strip_suffix('h').filter(is_number) {
        unit(count, "hour", "hours")
    } else {
        time.to_owned()
    }
}

/// A size of text, in percent.
pub fn percent(size: &str) -> String {
    format!("{size} %")
}

/// Colours, by their word.
pub fn colours(word: &str) -> &str {
    match word {
        "system" => "As the system has them",
        "light" => "Dark on light",
        "dark" => "Light on dark",
        other => other,
    }
}
