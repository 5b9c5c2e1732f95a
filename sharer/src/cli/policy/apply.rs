//! Applies the owner's rules to the options that the User chose.

use std::net::IpAddr;

use crate::cli::options::{Share, WindowOptions};
use crate::cli::settings::{Choices, Origin};
use crate::policy::rules::{Rule, Rules};
use crate::policy::values::{
    BandwidthRule, DeviceRule, EmailRule, Forbidden, LogRule, MapPortRule, PolicyNote,
};
use crate::policy::{FilesRule, ListenAddress, Questions, Terms};
use session::{Right, RightSet};

impl Rules {
    /// Changes the options as the rules require. An option of the command line is refused instead: the
    /// User should learn that they cannot have what they asked for.
    pub fn apply(&self, share: &mut Share, choices: &Choices) -> Result<Terms, Forbidden> {
        if !self.invitations.value {
            return Err(Forbidden::Invitations);
        }
        if choices.of("email").is_some_and(|choice| choice.value.is_some()) {
            // How it is sent is known later, and checked there: `EmailRule::check`.
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
                // The invitation itself shows its lifetime.
                Origin::Default => {}
            }
            share.expires = Some(longest);
            terms.decided.push("expires");
        }
        Ok(terms)
    }

    /// The same while waiting for offers.
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

    /// The same for what only the window has. Returns the options that hold because of the policy.
    pub fn apply_to_window(
        &self,
        window: &mut WindowOptions,
        choices: &Choices,
    ) -> Result<Vec<&'static str>, Forbidden> {
        let mut decided = Vec::new();
        match self.assistive_device.value {
            DeviceRule::Any => {}
            DeviceRule::Off => {
                if window.assistive_device.take().is_some()
                    && choices.origin("assistive-device") == Origin::CommandLine
                {
                    return Err(Forbidden::AssistiveDevice);
                }
                decided.push("assistive-device");
            }
        }
        if !self.offers.value {
            if window.offers && choices.origin("offers") == Origin::CommandLine {
                return Err(Forbidden::Offers);
            }
            window.offers = false;
            decided.push("offers");
        }
        Ok(decided)
    }

    /// The rules for every kind of Helper; `control` is whether they may control.
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
                if share.session.no_log && choices.origin("no-log") == Origin::CommandLine {
                    return Err(Forbidden::NoLog);
                }
                if share.session.log_dir.take().is_some()
                    && choices.origin("log-dir") == Origin::CommandLine
                {
                    return Err(Forbidden::LogFolder);
                }
                share.session.no_log = false;
                decided.push("no-log");
            }
            LogRule::Off => {
                share.session.no_log = true;
                decided.push("no-log");
            }
        }
        let level = match self.bandwidth.value {
            BandwidthRule::Any => None,
            BandwidthRule::Only(only) => {
                if share.session.bandwidth != only
                    && choices.origin("bandwidth") == Origin::CommandLine
                {
                    return Err(Forbidden::Level { only });
                }
                share.session.bandwidth = only;
                decided.push("bandwidth");
                Some(only)
            }
        };
        if let Some(only) = self.reconnect.value {
            if share.session.reconnect != only && choices.origin("reconnect") == Origin::CommandLine
            {
                return Err(Forbidden::Reconnect { only });
            }
            share.session.reconnect = only;
            decided.push("reconnect");
        }
        match self.map_port.value {
            MapPortRule::Any => {}
            MapPortRule::Off => {
                if share.network.map_port && choices.origin("map-port") == Origin::CommandLine {
                    return Err(Forbidden::MapPort);
                }
                share.network.map_port = false;
                decided.push("map-port");
            }
        }
        Ok(Terms {
            questions: self.questions(),
            oldest_version: minimum,
            email: self.email.value,
            listen: ListenAddress::of(share, choices),
            log: self.log.value,
            helpers: self.helpers.value.clone(),
            forbidden: self.forbidden_rights(),
            files: self.files(),
            level,
            decided,
            notes,
        })
    }
}

impl Rules {
    fn questions(&self) -> Questions {
        let (connect, control) = (self.ask_connect.value.clone(), self.ask_control.value.clone());
        Questions { connect, control }
    }

    fn files(&self) -> FilesRule {
        let (folder, scanner) = (self.files_folder.value.clone(), self.files_scanner.value.clone());
        FilesRule { folder, scanner }
    }

    /// The rights that no Helper may ask for.
    fn forbidden_rights(&self) -> RightSet {
        let rules = [
            (Right::Point, self.point.value),
            (Right::ClipboardRead, self.clipboard_read.value),
            (Right::ClipboardWrite, self.clipboard_write.value),
            (Right::FileIn, self.file_in.value),
            (Right::FileOut, self.file_out.value),
        ];
        rules.into_iter().filter(|(_, allowed)| !allowed).map(|(right, _)| right).collect()
    }
}

impl ListenAddress {
    /// Of the server that these options start.
    pub(crate) fn of(share: &Share, choices: &Choices) -> Self {
        Self::from(share.server.listen.ip(), choices.origin("listen"))
    }

    fn from(address: IpAddr, origin: Origin) -> Self {
        match origin {
            _ if address.is_loopback() => ListenAddress::Loopback,
            Origin::CommandLine => ListenAddress::Asked,
            Origin::Default | Origin::File(_) | Origin::Variable => ListenAddress::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::policy::features::*;

    #[test]
    fn only_an_option_of_this_run_lets_others_in_everywhere() {
        let (all, here) = ([0, 0, 0, 0].into(), [127, 0, 0, 1].into());
        assert_eq!(ListenAddress::from(all, Origin::CommandLine), ListenAddress::Asked);
        for origin in [Origin::Default, Origin::File(1), Origin::Variable] {
            assert_eq!(ListenAddress::from(all, origin), ListenAddress::Open, "{origin:?}");
            assert_eq!(ListenAddress::from(here, origin), ListenAddress::Loopback, "{origin:?}");
        }
    }

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
        assert_eq!(cli.find_subcommand("listen").is_some(), WAITS_FOR_OFFERS, "keep to `offer`");
    }
}
