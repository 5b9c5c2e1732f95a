//! What the User reads about the owner's rules.

use std::time::Duration;

use crate::policy::values::{
    BandwidthRule, DeviceRule, EmailRule, Forbidden, LogRule, MapPortRule, PolicyNote,
};
use appearance::Level;

/// What the owner's policy changed in the User's options.
pub fn note(note: PolicyNote) -> String {
    match note {
        PolicyNote::ViewOnly => {
            "The owner of this computer lets helpers only look, so your helper cannot control it."
                .into()
        }
        PolicyNote::ShorterLifetime { longest } => {
            let longest = time(longest);
            format!("The owner of this computer lets an invitation work for {longest} at most.")
        }
    }
}

/// Why something is not done.
pub fn forbidden(forbidden: &Forbidden) -> String {
    let owner = "the owner of this computer";
    match forbidden {
        Forbidden::Invitations => {
            format!(
                "{owner} does not allow helpers to be invited. Ask them, or see: alongside policy"
            )
        }
        Forbidden::Offers => format!(
            "{owner} does not allow help to be offered. Have [offer] allowed = true put into the \
             policy, or ask for help yourself: alongside share"
        ),
        Forbidden::Control => {
            format!("{owner} lets helpers only look. Leave --view-only=no away")
        }
        Forbidden::Lifetime { longest } => {
            let longest = time(*longest);
            format!(
                "{owner} lets an invitation work for {longest} at most. Use --expires {longest}"
            )
        }
        Forbidden::Email => {
            format!("{owner} does not allow invitations by e-mail. Leave --email away")
        }
        Forbidden::EmailMethod { only: EmailRule::Smtp } => format!(
            "{owner} lets e-mail be sent only through a mail server. Name one under [email] in the \
             settings file, or leave --email away"
        ),
        Forbidden::EmailMethod { .. } => format!(
            "{owner} lets e-mail be sent only by the desktop's mail program. Take [email] out of \
             the settings file, or leave --email away"
        ),
        Forbidden::Version { minimum } => format!(
            "{owner} accepts no protocol older than {minimum}, and this version speaks {}. \
             Update alongside",
            protocol::VERSION
        ),
        Forbidden::Level { only } => format!(
            "{owner} has set the bandwidth level to {}. Leave it as it is, or have `bandwidth` \
             changed in the policy",
            super::bandwidth::name(*only)
        ),
        Forbidden::Reconnect { only } => {
            let only = time(*only);
            format!(
                "{owner} has set the time to wait for a lost helper to {only}. Leave --reconnect \
                 away, or have `reconnect` changed in the policy"
            )
        }
        Forbidden::MapPort => {
            format!(
                "{owner} does not allow the router to be asked for a port. Leave --map-port away"
            )
        }
        Forbidden::AssistiveDevice => format!(
            "{owner} does not allow a device of programs to answer in the window. Leave \
             --assistive-device away"
        ),
        Forbidden::LogFolder => format!(
            "{owner} wants every session logged, in the folder of your account. Leave --log-dir away"
        ),
        Forbidden::NoLog => format!(
            "{owner} wants every session logged. Leave --no-log away, or have `log` changed in the \
             policy"
        ),
    }
}

/// The owner wants every session logged, and this one could not be.
pub fn log_required(why: &str) -> String {
    format!(
        "the log of this session cannot be saved: {why}. The owner of this computer wants every session \
         logged, so none begins. Make room, or see: alongside doctor"
    )
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
