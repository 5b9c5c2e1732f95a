//! `alongside policy`: which options and rules apply, and who decided them.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};

use super::features;
use crate::cli::options::{Share, WindowOptions};
use crate::cli::settings::{Choice, Choices, Origin, Settings};
use crate::policy::consent::ConsentText;
use crate::policy::rules::{ASSISTIVE_DEVICE, BANDWIDTH, EMAIL, LOG, MAP_PORT, Rule, Rules};
use crate::policy::{Forbidden, Policy, Terms};
use crate::words::{self, policy as text};

/// A rule of the owner.
#[derive(Serialize)]
struct RuleRow {
    /// Its place in the policy file.
    rule: &'static str,
    #[serde(skip)]
    label: &'static str,
    #[serde(skip)]
    shown: String,
    value: Value,
    from: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// Whether this version has what the rule is about.
    used: bool,
}

/// An option of `share`.
#[derive(Serialize)]
struct OptionRow {
    option: String,
    value: Option<String>,
    from: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip)]
    shown_from: String,
}

#[derive(Serialize)]
struct FileRow {
    path: Option<String>,
    present: bool,
}

/// The rules and options that apply.
#[derive(Serialize)]
pub struct Report {
    policy: FileRow,
    rules: Vec<RuleRow>,
    settings: FileRow,
    options: Vec<OptionRow>,
    /// Why `share` would not start.
    #[serde(skip_serializing_if = "Option::is_none")]
    forbidden: Option<String>,
}

/// Prints the report, in words or as one JSON object.
pub fn show(
    policy: &Policy,
    settings: &Settings,
    choices: &Choices,
    (share, window): (Share, WindowOptions),
) -> ExitCode {
    let json = share.session.json;
    let report = Report::new(policy, settings, choices, (share, window));
    let page = if json {
        let report = serde_json::to_string(&report);
        format!("{}\n", report.expect("a report has only strings, numbers and truths"))
    } else {
        report.in_words()
    };
    // A closed pipe means that the reader has seen enough.
    let _ = std::io::stdout().write_all(page.as_bytes());
    ExitCode::SUCCESS
}

impl Report {
    /// Applies the rules to the options, and reports the result.
    pub fn new(
        policy: &Policy,
        settings: &Settings,
        choices: &Choices,
        (mut share, mut window): (Share, WindowOptions),
    ) -> Self {
        let outcome = policy.rules.apply(&mut share, choices);
        let of_window = policy.rules.apply_to_window(&mut window, choices);
        let decided = outcome.as_ref().map_or(&[][..], |terms: &Terms| &terms.decided);
        let decided = [decided, of_window.as_deref().unwrap_or_default()].concat();
        let options = choices.iter().filter(|choice| choice.option != "json");
        Self {
            policy: FileRow {
                path: Some(policy.path.display().to_string()),
                present: policy.present,
            },
            rules: rules(&policy.rules),
            settings: FileRow {
                path: settings.path.as_ref().map(|path| path.display().to_string()),
                present: settings.present,
            },
            options: options
                .map(|choice| option(choice, &decided, &policy.rules, &share, choices))
                .collect(),
            forbidden: outcome
                .err()
                .or(of_window.err())
                .map(|forbidden: Forbidden| text::forbidden(&forbidden)),
        }
    }

    /// The value of an option that applies, and who decided it: `policy`, `settings`, `variable`, `command_line` or
    /// `default`.
    pub(crate) fn option(&self, option: &str) -> Option<(Option<&str>, &'static str)> {
        let row = self.options.iter().find(|row| row.option == option)?;
        Some((row.value.as_deref(), row.from))
    }

    /// Why nothing would be shared.
    pub(crate) fn forbidden(&self) -> Option<&str> {
        self.forbidden.as_deref()
    }

    /// For people.
    pub fn in_words(&self) -> String {
        let mut page = format!("{}\n", text::TITLE);
        let mut line = |line: String| {
            // Writing to a String cannot fail.
            let _ = writeln!(page, "{}", line.trim_end());
        };
        let head = |title: &str, file: &FileRow| {
            let path = file.path.as_deref().unwrap_or("no settings folder");
            format!("\n{title} {}", text::file(path, file.present))
        };
        line(head(text::RULES, &self.policy));
        for row in &self.rules {
            let from = text::by_policy(row.line);
            let note = if row.used { String::new() } else { format!(" ({})", text::UNUSED) };
            line(format!("  {:<32}{from:<18}{}{note}", row.label, row.shown));
        }
        line(head(text::OPTIONS, &self.settings));
        for row in &self.options {
            let option = format!("--{}", row.option);
            let value = row.value.as_deref().unwrap_or("-");
            line(format!("  {option:<32}{:<18}{value}", row.shown_from));
        }
        if let Some(why) = &self.forbidden {
            line(format!("\n{}", text::refuses(why)));
        }
        page
    }
}

fn option(
    choice: &Choice,
    decided: &[&str],
    rules: &Rules,
    share: &Share,
    choices: &Choices,
) -> OptionRow {
    let option = choice.option.clone();
    if decided.contains(&option.as_str()) {
        let (value, line) = match option.as_str() {
            "expires" => (text::time(share.lifetime()), rules.longest.line),
            "no-log" => (text::yes(share.session.no_log).to_owned(), rules.log.line),
            "bandwidth" => {
                (words::bandwidth::name(share.session.bandwidth).to_owned(), rules.bandwidth.line)
            }
            "reconnect" => (text::time(share.session.reconnect), rules.reconnect.line),
            "map-port" => (text::yes(share.network.map_port).to_owned(), rules.map_port.line),
            "offers" => (text::yes(false).to_owned(), rules.offers.line),
            "assistive-device" => {
                return from_policy(option, None, rules.assistive_device.line);
            }
            _ => (text::yes(share.view_only).to_owned(), rules.control.line),
        };
        return from_policy(option, Some(value), line);
    }
    // --listen takes precedence over this server.
    if option == "server" && choice.value.is_some() && share.server.server.is_none() {
        return from_origin(option, None, choices.origin("listen"));
    }
    // What is written may have a password.
    if option == "proxy" {
        return from_origin(option, Some(share.network.proxy.to_string()), choice.origin);
    }
    // It has no fixed default: an invitation that is sent as a message lives longer.
    let implied = (option == "expires").then(|| text::time(share.lifetime()));
    from_origin(option, choice.value.clone().or(implied), choice.origin)
}

fn from_policy(option: String, value: Option<String>, line: Option<usize>) -> OptionRow {
    let shown_from = text::by_policy(line);
    OptionRow { option, value, from: "policy", line, shown_from }
}

fn from_origin(option: String, value: Option<String>, origin: Origin) -> OptionRow {
    let (from, line, shown_from) = match origin {
        Origin::Default => ("default", None, text::BY_DEFAULT.to_owned()),
        Origin::File(line) => ("settings", Some(line), text::by_settings(line)),
        Origin::Variable => ("variable", None, text::BY_VARIABLE.to_owned()),
        Origin::CommandLine => ("command_line", None, text::BY_COMMAND_LINE.to_owned()),
    };
    OptionRow { option, value, from, line, shown_from }
}

fn rules(rules: &Rules) -> Vec<RuleRow> {
    let flag = |rule: Rule<bool>| (text::yes(rule.value).to_owned(), json!(rule.value), rule.line);
    let time = |rule: Rule<Duration>| {
        let time = text::time(rule.value);
        (time.clone(), json!(time), rule.line)
    };
    let waits = |rule: Rule<Option<Duration>>| match rule.value {
        Some(only) => (text::time(only), json!(text::time(only)), rule.line),
        None => (text::YOUR_CHOICE.to_owned(), json!("any"), rule.line),
    };
    let consent = |rule: &Rule<Option<ConsentText>>| {
        let own = rule.value.as_ref().map(|own| own.as_str().replace('\n', " "));
        let shown = own.as_ref().map_or(text::OUR_WORDS.to_owned(), |own| format!("\"{own}\""));
        (shown, json!(own), rule.line)
    };
    let named = |names: Vec<&str>, line| {
        let shown = if names.is_empty() { "nobody".to_owned() } else { names.join(", ") };
        (shown, json!(names), line)
    };
    let helpers = rules.helpers.value.iter().map(|helper| helper.name.as_str()).collect();
    let version = rules.minimum_version;
    let row = |rule, label, (shown, value, line): (String, Value, Option<usize>), used| RuleRow {
        rule,
        label,
        shown,
        value,
        from: if line.is_some() { "policy" } else { "default" },
        line,
        used,
    };
    let offers = features::WAITS_FOR_OFFERS;
    let mut rows = vec![
        row("invitation.allowed", "You may invite a helper", flag(rules.invitations), true),
        row("invitation.control", "Invited helpers may control", flag(rules.control), true),
        row("invitation.longest", "Longest life of an invitation", time(rules.longest), true),
        row(
            "invitation.email",
            "Invitations by e-mail",
            word(rules.email, &EMAIL, text::email),
            features::SENDS_EMAIL,
        ),
        row("offer.allowed", "Helpers may offer help", flag(rules.offers), offers),
        row("offer.control", "Offering helpers may control", flag(rules.offer_control), offers),
        row("offer.helper", "Who may offer", named(helpers, rules.helpers.line), offers),
        row(
            "minimum-version",
            "Oldest protocol of a helper",
            (version.value.to_string(), json!(version.value), version.line),
            true,
        ),
        row("consent.connect", "Question before connecting", consent(&rules.ask_connect), true),
        row("consent.control", "Question before control", consent(&rules.ask_control), true),
        row(
            "log",
            "Session log on this side",
            word(rules.log, &LOG, text::log),
            features::KEEPS_LOG,
        ),
        row(
            "bandwidth",
            "Given up for a slow line",
            word(rules.bandwidth, &BANDWIDTH, text::bandwidth),
            features::HAS_LEVELS,
        ),
        row("reconnect", "Wait for a lost helper", waits(rules.reconnect), true),
        row(
            "map-port",
            "A port of the router",
            word(rules.map_port, &MAP_PORT, text::map_port),
            true,
        ),
        row(
            "assistive-device",
            "A device of programs may answer",
            word(rules.assistive_device, &ASSISTIVE_DEVICE, text::assistive_device),
            true,
        ),
    ];
    rows.extend(rights(rules));
    rows.extend(files(rules));
    rows
}

/// The rights that Helpers may ask for beside the picture and control.
fn rights(rules: &Rules) -> impl Iterator<Item = RuleRow> {
    let rights = [
        ("rights.point", "Helpers may point and draw", rules.point),
        ("rights.clipboard_read", "Helpers may ask to read copies", rules.clipboard_read),
        ("rights.clipboard_write", "Helpers may ask to send copies", rules.clipboard_write),
        ("rights.file_in", "Helpers may ask to send files", rules.file_in),
        ("rights.file_out", "You may send files to helpers", rules.file_out),
    ];
    rights.into_iter().map(|(rule, label, Rule { value, line })| RuleRow {
        rule,
        label,
        shown: text::yes(value).to_owned(),
        value: json!(value),
        from: if line.is_some() { "policy" } else { "default" },
        line,
        used: true,
    })
}

/// Where files of the Helper go.
fn files(rules: &Rules) -> [RuleRow; 2] {
    let row = |rule, label, line: Option<usize>, value: Option<String>, default: &str| RuleRow {
        rule,
        label,
        shown: value.clone().unwrap_or_else(|| default.to_owned()),
        value: json!(value),
        from: if line.is_some() { "policy" } else { "default" },
        line,
        used: true,
    };
    let folder = rules.files_folder.value.as_ref().map(|folder| folder.display().to_string());
    let scanner = rules.files_scanner.value.as_ref().map(|command| command.join(" "));
    [
        row(
            "files.folder",
            "Files of helpers are saved",
            rules.files_folder.line,
            folder,
            "where downloads are",
        ),
        row("files.scanner", "They are checked by", rules.files_scanner.line, scanner, "nothing"),
    ]
}

/// A rule that is one of several words: as it is said, and as it is written in the file.
fn word<T: Copy + PartialEq>(
    rule: Rule<T>,
    words: &[(&str, T)],
    say: impl Fn(T) -> &'static str,
) -> (String, Value, Option<usize>) {
    let written = words.iter().find(|(_, value)| *value == rule.value).map(|(word, _)| *word);
    (say(rule.value).to_owned(), json!(written), rule.line)
}
