//! What the User reads about the owner's rules.

use crate::words::say::{Say, say, with_bare};
use std::time::Duration;

use crate::policy::values::{
    BandwidthRule, DeviceRule, EmailRule, Forbidden, LogRule, MapPortRule, PolicyNote,
};
use appearance::Level;

/// What the owner's policy changed in the User's options.
pub fn note(note: PolicyNote) -> String {
    match note {
        PolicyNote::ViewOnly => Say::PolicyNoteViewOnly.to_owned(),
        PolicyNote::ShorterLifetime { longest } => {
            say!(PolicyNoteLifetime, Longest = &time(longest))
        }
    }
}

/// Why something is not done.
pub fn forbidden(forbidden: &Forbidden) -> String {
    let say = match forbidden {
        Forbidden::Lifetime { longest } => {
            let longest = &time(*longest);
            return with_bare(&say!(PolicyForbiddenLifetime, Longest = longest), longest);
        }
        Forbidden::Version { minimum } => {
            let (minimum, own) = (&minimum.to_string(), &protocol::VERSION.to_string());
            return say!(PolicyForbiddenVersion, Minimum = minimum, Own = own);
        }
        Forbidden::Level { only } => {
            return say!(PolicyForbiddenLevel, Level = super::bandwidth::name(*only));
        }
        Forbidden::Reconnect { only } => {
            return say!(PolicyForbiddenReconnect, Only = &time(*only));
        }
        Forbidden::Invitations => Say::PolicyForbiddenInvitations,
        Forbidden::Offers => Say::PolicyForbiddenOffers,
        Forbidden::Control => Say::PolicyForbiddenControl,
        Forbidden::Email => Say::PolicyForbiddenEmail,
        Forbidden::EmailMethod { only: EmailRule::Smtp } => Say::PolicyForbiddenEmailProgram,
        Forbidden::EmailMethod { .. } => Say::PolicyForbiddenEmailServer,
        Forbidden::MapPort => Say::PolicyForbiddenMapPort,
        Forbidden::AssistiveDevice => Say::PolicyForbiddenAssistiveDevice,
        Forbidden::LogFolder => Say::PolicyForbiddenLogFolder,
        Forbidden::NoLog => Say::PolicyForbiddenNoLog,
    };
    say.to_owned()
}

/// The owner wants every session logged, and this one could not be.
pub fn log_required(why: &str) -> String {
    say!(PolicyLogRequired, Why = why)
}

/// A time as it can be given to `--expires` and `--reconnect`.
pub fn time(time: Duration) -> String {
    let (hours, minutes, seconds) =
        (time.as_secs() / 3600, time.as_secs() / 60 % 60, time.as_secs() % 60);
    let parts = [(hours, 'h'), (minutes, 'm'), (seconds, 's')];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    parts.map(|(count, unit)| format!("{count}{unit}")).collect()
}

/// The first lines of `alongside policy`.
pub const TITLE: &str = "What holds on this computer, and who decided it.";

/// Above the owner's rules.
pub const RULES: &str = "Rules of the owner";

/// Above the options of the window and of `share`.
pub const OPTIONS: &str = "Options of `alongside` and `alongside share`";

/// Which file a part comes from.
pub fn file(path: &str, present: bool) -> String {
    format!("({path}{})", if present { "" } else { ", which is not there" })
}

/// Nothing can be shared.
pub fn refuses(why: &str) -> String {
    format!("`alongside share` does not start: {why}.")
}

/// A rule that nothing keeps because there is nothing to keep it of.
pub const UNUSED: &str = "not used by this version";

/// Nobody chose the value of an option.
pub const BY_DEFAULT: &str = "default";

/// A variable chose it.
pub const BY_VARIABLE: &str = "variable";

/// The command line chose it.
pub const BY_COMMAND_LINE: &str = "command line";

/// The settings file chose it, in this line.
pub fn by_settings(line: usize) -> String {
    format!("settings, line {line}")
}

/// The owner chose it, in this line of the policy.
pub fn by_policy(line: Option<usize>) -> String {
    line.map_or_else(|| "default".into(), |line| format!("policy, line {line}"))
}

/// `yes` or `no`.
pub fn yes(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// The owner leaves it to the User.
pub const YOUR_CHOICE: &str = "your choice";

/// Who decides about the log.
pub fn log(rule: LogRule) -> &'static str {
    match rule {
        LogRule::Choice => YOUR_CHOICE,
        LogRule::On => "always",
        LogRule::Off => "never",
    }
}

/// How e-mail may be sent.
pub fn email(rule: EmailRule) -> &'static str {
    match rule {
        EmailRule::Any => YOUR_CHOICE,
        EmailRule::Off => "never",
        EmailRule::Desktop => "by the mail program",
        EmailRule::Smtp => "by the mail server",
    }
}

/// What is given up for a slow line.
pub fn bandwidth(rule: BandwidthRule) -> &'static str {
    match rule {
        BandwidthRule::Any => YOUR_CHOICE,
        BandwidthRule::Only(Level::None) => "nothing",
        BandwidthRule::Only(Level::NoFullWindowDrag) => "full-window drag",
        BandwidthRule::Only(Level::NoBackground) => "full-window drag, background",
        BandwidthRule::Only(Level::Full) => "all that can be",
    }
}

/// Whether the router may be asked for a port.
pub fn map_port(rule: MapPortRule) -> &'static str {
    match rule {
        MapPortRule::Any => YOUR_CHOICE,
        MapPortRule::Off => "never",
    }
}

/// Whether a device of programs may answer in the window.
pub fn assistive_device(rule: DeviceRule) -> &'static str {
    match rule {
        DeviceRule::Any => YOUR_CHOICE,
        DeviceRule::Off => "never",
    }
}

/// A question that the owner has not worded.
pub const OUR_WORDS: &str = "as this program asks";
