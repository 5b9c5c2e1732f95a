//! What the owner of this computer can decide, and what they forbid.

use std::time::Duration;

use appearance::Level;

/// Who decides whether the User's side keeps a session log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogRule {
    /// The User.
    Choice,
    /// It is always kept.
    On,
    /// It is never kept.
    Off,
}

/// How invitations may be e-mailed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailRule {
    /// As the User likes.
    Any,
    /// Not at all.
    Off,
    /// By the desktop's mail program.
    Desktop,
    /// Through the mail server of the settings.
    Smtp,
}

impl EmailRule {
    /// Whether a message may go through the mail server of the settings, or by the desktop's mail
    /// program.
    pub fn check(self, through_server: bool) -> Result<(), Forbidden> {
        match (self, through_server) {
            (EmailRule::Any, _) | (EmailRule::Smtp, true) | (EmailRule::Desktop, false) => Ok(()),
            (EmailRule::Off, _) => Err(Forbidden::Email),
            (EmailRule::Smtp, false) | (EmailRule::Desktop, true) => {
                Err(Forbidden::EmailMethod { only: self })
            }
        }
    }
}

/// How much is given up for a slow line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandwidthRule {
    /// As the User likes.
    Any,
    /// This level, and no other.
    Only(Level),
}

/// Whether the router may be asked for a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapPortRule {
    /// As the User likes.
    Any,
    /// Not at all.
    Off,
}

/// Whether a device through which programs press may answer in the window for the User.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceRule {
    /// As the User likes.
    Any,
    /// No device may.
    Off,
}

/// What the owner's policy changed in the User's options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyNote {
    /// The invitation lives shorter.
    ShorterLifetime {
        /// The longest lifetime that is allowed.
        longest: Duration,
    },
    /// The Helper cannot control.
    ViewOnly,
}

/// What the owner does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// To ask for help.
    Invitations,
    /// To wait for offers.
    Offers,
    /// To let Helpers control.
    Control,
    /// To invite for so long.
    Lifetime {
        /// The longest life.
        longest: Duration,
    },
    /// To send an invitation by e-mail.
    Email,
    /// To send one by e-mail with this method.
    EmailMethod {
        /// The method that is allowed.
        only: EmailRule,
    },
    /// To share with a version that speaks no newer protocol.
    Version {
        /// The oldest protocol.
        minimum: u16,
    },
    /// To ask the router for a port.
    MapPort,
    /// To answer through a device of programs.
    AssistiveDevice,
    /// To share without a log.
    NoLog,
    /// To keep the log in another folder.
    LogFolder,
    /// To wait for a lost Helper for another time.
    Reconnect {
        /// The time that holds.
        only: Duration,
    },
    /// To give up more or less for a slow line.
    Level {
        /// The level that holds.
        only: Level,
    },
}
