//! What the program says of people and settings, and what the User has begun to change.

use std::collections::BTreeMap;

use kit::theme::Look;
use protocol::name::DisplayName;

use super::setting::Setting;

/// Somebody who can help without a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    /// What the User calls them.
    pub(crate) name: DisplayName,
    /// Their key, in short.
    pub(crate) fingerprint: String,
    /// When they helped last; `None` for a Helper in the policy.
    pub(crate) last: Option<String>,
}

/// Who decided what holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decided {
    /// Nobody.
    Default,
    /// The settings file.
    File,
    /// A variable.
    Variable,
    /// The command line.
    CommandLine,
    /// The owner of the computer.
    Owner,
}

impl Decided {
    /// Whether the settings file has no say in it.
    pub(crate) fn is_locked(self) -> bool {
        match self {
            Self::Default | Self::File => false,
            Self::Variable | Self::CommandLine | Self::Owner => true,
        }
    }
}

/// A setting as it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Which.
    pub(crate) setting: Setting,
    /// As on the command line; `None` for nothing.
    pub(crate) value: Option<String>,
    /// Who has chosen the value.
    pub(crate) decided: Decided,
}

/// What the program says.
// fields: what the views show; the program replaces all of it at once
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    /// The contacts, and after them the Helpers in the policy.
    pub(crate) people: Vec<Person>,
    /// Why the contacts cannot be read.
    pub(crate) people_error: Option<String>,
    /// The settings.
    pub(crate) rows: Vec<Row>,
    /// Why nothing can be shared at all.
    pub(crate) forbidden: Option<String>,
    /// The settings file.
    pub(crate) file: Option<String>,
    /// Where sessions are logged; `None` where they are not.
    pub(crate) log: Option<String>,
    /// The device that counts as the User's.
    pub(crate) device: Option<String>,
    /// The devices that can be named.
    pub(crate) devices: Vec<String>,
    /// How the windows look.
    pub(crate) look: Look,
}

impl Facts {
    /// A setting as it holds.
    pub(crate) fn row(&self, setting: Setting) -> Option<&Row> {
        self.rows.iter().find(|row| row.setting == setting)
    }

    /// Whether this flag is set.
    pub(crate) fn is_set(&self, setting: Setting) -> bool {
        self.row(setting).is_some_and(|row| row.value.as_deref() == Some("yes"))
    }

    /// Whether somebody could offer help, and the owner allows it.
    pub(crate) fn can_offer(&self) -> bool {
        let is_forbidden =
            self.row(Setting::Offers).is_none_or(|row| row.decided == Decided::Owner);
        !is_forbidden && !self.people.is_empty()
    }
}

/// What came of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It holds from the next session on.
    Done,
    /// Nothing changed, for this reason.
    Failed(String),
}

/// What the window asks the program to do between two sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SetupRequest {
    /// Says anew what holds.
    Look,
    /// Changes a setting; `None` is its default.
    Set(Setting, Option<String>),
    /// Forgets the contact with this fingerprint.
    Forget(String),
    /// Calls them otherwise.
    Rename {
        /// The fingerprint of the contact.
        fingerprint: String,
        /// The new name.
        name: DisplayName,
    },
}

/// The views of the main window before a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Page {
    /// The first view.
    #[default]
    Start,
    /// The contacts.
    People,
    /// What holds.
    Settings,
    /// The device for assistance.
    Device,
}

/// What the User does with one contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::person::window) enum About {
    /// Sees the key.
    Key,
    /// Is asked whether to forget them.
    Forgetting,
    /// Writes this new name.
    Renaming(String),
}

/// People and settings, in the window.
#[derive(Debug, Default)]
pub(in crate::person::window) struct Setup {
    pub(in crate::person::window) page: Page,
    pub(in crate::person::window) facts: Facts,
    /// The contact of this fingerprint is looked at.
    pub(in crate::person::window) about: Option<(String, About)>,
    /// Texts that the User writes, until they are saved.
    pub(in crate::person::window) drafts: BTreeMap<Setting, String>,
    /// A change is on its way.
    pub(in crate::person::window) is_busy: bool,
    /// What came of the last change.
    pub(in crate::person::window) outcome: Option<Outcome>,
    /// Why offers cannot be waited for now.
    pub(in crate::person::window) offers_error: Option<String>,
}

impl Setup {
    /// Goes to another view.
    pub(in crate::person::window) fn open(&mut self, page: Page) {
        (self.page, self.about, self.outcome) = (page, None, None);
        self.drafts.clear();
    }
}
