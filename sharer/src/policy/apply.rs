//! PURE. What comes of the User's wishes under the owner's rules.

use std::time::Duration;

use super::Questions;
use super::rules::{BandwidthRule, EmailRule, LogRule, Rule, Rules};
use crate::cli::options::Share;
use crate::cli::settings::{Choices, Origin};
use appearance::Level;

/// Whether this version keeps a session log on the User's side.
pub(super) const KEEPS_LOG: bool = true;

/// Whether this version sends invitations by e-mail.
pub(crate) const SENDS_EMAIL: bool = true;

/// Whether this version waits for offers.
pub(super) const HEARS_OFFERS: bool = true;

/// Whether this version has levels of bandwidth.
pub(super) const HAS_LEVELS: bool = true;

/// What the owner's policy changed in the User's options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyNote {
    /// The invitation lives shorter.
    ShorterLifetime {
        /// The longest that is allowed.
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
    /// To send one by e-mail in this way.
    EmailMethod {
        /// In which way it may be sent.
        only: EmailRule,
    },
    /// To share with a version that speaks no newer protocol.
    Version {
        /// The oldest protocol.
        minimum: u16,
    },
    /// To share without a log.
    NoLog,
    /// To give up more or less for a slow line.
    Level {
        /// The level that holds.
        only: Level,
    },
}

/// What the policy adds to the options of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// How the User is asked.
    pub questions: Questions,
    /// The oldest protocol that a Helper may speak.
    pub oldest_version: u16,
    /// How invitations may be e-mailed.
    pub email: EmailRule,
    /// Who decides about the session log.
    pub log: LogRule,
    /// The only level of bandwidth, if the owner names one.
    pub level: Option<Level>,
    /// Options that hold because of the policy, whatever was chosen.
    pub decided: Vec<&'static str>,
    /// What the User should know about it.
    pub notes: Vec<PolicyNote>,
}

impl Rules {
    /// Bends the options to the rules. What was asked for on the command line is not bent but
    /// refused: who asks for something now should learn that they cannot have it.
    pub fn apply(&self, share: &mut Share, choices: &Choices) -> Result<Terms, Forbidden> {
        if !self.invitations.value {
            return Err(Forbidden::Invitations);
        }
        if choices.of("email").is_some_and(|choice| choice.value.is_some()) {
            // The way is known where the message is made, and judged there: `EmailRule::check`.
            if self.email.value == EmailRule::Off {
                return Err(Forbidden::Email);
            }
        }
        let mut terms = self.terms(self.control, share, choices)?;
        let longest = self.longest.value;
        if share.lifetime() > longest {
            match choices.origin("expires") {
                Origin::CommandLine => return Err(Forbidden::Lifetime { longest }),
                Origin::Variable | Origin::File(_) => {
                    terms.notes.push(PolicyNote::ShorterLifetime { longest });
                }
                // The invitation itself says how long it lives.
                Origin::Default => {}
            }
            share.expires = Some(longest);
            terms.decided.push("expires");
        }
        Ok(terms)
    }

    /// The same for one who waits for offers.
    pub fn apply_to_offers(
        &self,
        share: &mut Share,
        choices: &Choices,
    ) -> Result<Terms, Forbidden> {
        if !self.offers.value {
            return Err(Forbidden::Offers);
        }
        self.terms(self.offer_control, share, choices)
    }

    /// What holds however the Helper comes; `control` is whether they may control.
    fn terms(
        &self,
        control: Rule<bool>,
        share: &mut Share,
        choices: &Choices,
    ) -> Result<Terms, Forbidden> {
        let minimum = self.minimum_version.value;
        if minimum > protocol::VERSION {
            return Err(Forbidden::Version { minimum });
        }
        let (mut decided, mut notes) = (Vec::new(), Vec::new());
        if !control.value {
            if !share.view_only && choices.origin("view-only") == Origin::CommandLine {
                return Err(Forbidden::Control);
            }
            if !share.view_only {
                notes.push(PolicyNote::ViewOnly);
            }
            share.view_only = true;
            decided.push("view-only");
        }
        match self.log.value {
            LogRule::Choice => {}
            LogRule::On => {
                if share.no_log && choices.origin("no-log") == Origin::CommandLine {
                    return Err(Forbidden::NoLog);
                }
                share.no_log = false;
                decided.push("no-log");
            }
            LogRule::Off => {
                share.no_log = true;
                decided.push("no-log");
            }
        }
        let level = match self.bandwidth.value {
            BandwidthRule::Any => None,
            BandwidthRule::Only(only) => {
                if share.bandwidth != only && choices.origin("bandwidth") == Origin::CommandLine {
                    return Err(Forbidden::Level { only });
                }
                share.bandwidth = only;
                decided.push("bandwidth");
                Some(only)
            }
        };
        Ok(Terms {
            questions: Questions {
                connect: self.ask_connect.value.clone(),
                control: self.ask_control.value.clone(),
            },
            oldest_version: minimum,
            email: self.email.value,
            log: self.log.value,
            level,
            decided,
            notes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_that_has_come_is_not_called_missing() {
        let share = <Share as clap::Args>::augment_args(clap::Command::new("share"));
        let has = |options: &[&str]| {
            share
                .get_arguments()
                .any(|arg| arg.get_long().is_some_and(|arg| options.contains(&arg)))
        };
        // Each of these constants makes the policy say "not used by this version", or refuse.
        assert_eq!(has(&["email"]), SENDS_EMAIL, "keep to `email`");
        assert_eq!(has(&["log", "no-log"]), KEEPS_LOG, "keep to `Terms::log`");
        assert_eq!(has(&["bandwidth"]), HAS_LEVELS, "keep to `bandwidth`");
        let cli = crate::cli::settings::command();
        assert_eq!(cli.find_subcommand("listen").is_some(), HEARS_OFFERS, "keep to `offer`");
    }
}
