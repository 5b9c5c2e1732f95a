//! What the User does with people and settings.

use super::setting::Setting;
use super::state::Page;

/// What the User did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SetupAction {
    /// Goes to a view.
    Open(Page),
    /// Shows the key of a contact, by its fingerprint, or hides it.
    Key(String),
    /// Wants to forget them, and is asked.
    Forget(String),
    /// Forgets them.
    ReallyForget(String),
    /// Begins to call them otherwise.
    Rename(String),
    /// Writes the new name.
    NewName(String),
    /// Calls them so.
    Renamed {
        /// The fingerprint of the contact.
        fingerprint: String,
        /// The new name, as it was written.
        name: String,
    },
    /// Leaves the contact as it is.
    Keep,
    /// Writes the value of a setting.
    Draft(Setting, String),
    /// Changes a setting; `None` is its default.
    Set(Setting, Option<String>),
}

impl SetupAction {
    /// Whether it takes a person's press. Forgetting refuses somebody, and works by any means; another name could let
    /// somebody pass for another contact.
    pub(in crate::person::window) fn needs_person(&self) -> bool {
        match self {
            Self::Set(setting, value) => setting.needs_person(value.as_deref()),
            Self::Renamed { .. } => true,
            Self::Open(_)
            | Self::Key(_)
            | Self::Forget(_)
            | Self::ReallyForget(_)
            | Self::Rename(_)
            | Self::NewName(_)
            | Self::Keep
            | Self::Draft(..) => false,
        }
    }

    /// Whether a press through the device for assistance does not count for it either: that device would otherwise
    /// decide about itself.
    pub(in crate::person::window) fn needs_device(&self) -> bool {
        matches!(self, Self::Set(Setting::AssistiveDevice, Some(_)))
    }
}
