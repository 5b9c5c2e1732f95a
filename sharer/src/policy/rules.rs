//! The rules of the policy file.

use std::path::PathBuf;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use protocol::limits;
use protocol::name::DisplayName;

use super::consent::ConsentText;
pub use super::values::{BandwidthRule, DeviceRule, EmailRule, LogRule, MapPortRule};
use super::{lifetime, reconnect};
use crate::files::scanner::Scanner;
use crate::store::table::{At, Mistake, Table, Value, Wrong, got};
use crate::store::value::{BadValue, Expected, Got, Kind};
use appearance::Level;

/// One rule: its value, and the line of the file that made it so; `None` where the file is silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule<T> {
    /// What holds.
    pub value: T,
    /// From 1.
    pub line: Option<usize>,
}

impl<T> Rule<T> {
    /// What holds where the owner said nothing.
    fn or(default: T, set: Option<At<T>>) -> Self {
        match set {
            Some(At { value, line }) => Self { value, line: Some(line) },
            None => Self { value: default, line: None },
        }
    }
}

/// A Helper who may offer help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedHelper {
    /// The name that the User sees.
    pub name: DisplayName,
    /// Their public key.
    pub key: [u8; 32],
}

/// All rules.
// fields: one each for a key of the policy file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Whether Users may ask for help at all.
    pub invitations: Rule<bool>,
    /// Whether an invited Helper may control, or only view.
    pub control: Rule<bool>,
    /// The longest life of an invitation.
    pub longest: Rule<Duration>,
    /// How invitations may be e-mailed.
    pub email: Rule<EmailRule>,
    /// Whether Helpers may offer help.
    pub offers: Rule<bool>,
    /// Whether a Helper who offered may control, or only view.
    pub offer_control: Rule<bool>,
    /// Who may offer help.
    pub helpers: Rule<Vec<TrustedHelper>>,
    /// The oldest protocol that a Helper may speak.
    pub minimum_version: Rule<u16>,
    /// The question before connecting.
    pub ask_connect: Rule<Option<ConsentText>>,
    /// The question before sharing control.
    pub ask_control: Rule<Option<ConsentText>>,
    /// Who decides about the session log.
    pub log: Rule<LogRule>,
    /// How much is given up for a slow line.
    pub bandwidth: Rule<BandwidthRule>,
    /// How long a Helper who is lost is waited for; `None` as the User likes.
    pub reconnect: Rule<Option<Duration>>,
    /// Whether the router may be asked for a port.
    pub map_port: Rule<MapPortRule>,
    /// Whether Helpers may point and draw over the screen, when the User allows it.
    pub point: Rule<bool>,
    /// Whether a device through which programs press may answer for the User.
    pub assistive_device: Rule<DeviceRule>,
    /// Whether Helpers may read what the User copies, if the User grants it.
    pub clipboard_read: Rule<bool>,
    /// Whether Helpers may put something into the User's clipboard, if the User grants it.
    pub clipboard_write: Rule<bool>,
    /// Whether Helpers may send files, if the User wants them.
    pub file_in: Rule<bool>,
    /// Whether the User may send files to Helpers.
    pub file_out: Rule<bool>,
    /// Where files of Helpers are saved; `None`: where this desktop keeps downloads.
    pub files_folder: Rule<Option<PathBuf>>,
    /// The program and the arguments that check each of them.
    pub files_scanner: Rule<Option<Vec<String>>>,
}

/// The words of `log`.
pub const LOG: [(&str, LogRule); 3] =
    [("choice", LogRule::Choice), ("on", LogRule::On), ("off", LogRule::Off)];

/// The words of `invitation.email`.
pub const EMAIL: [(&str, EmailRule); 4] = [
    ("any", EmailRule::Any),
    ("off", EmailRule::Off),
    ("desktop", EmailRule::Desktop),
    ("smtp", EmailRule::Smtp),
];

/// The words of `map-port`.
pub const MAP_PORT: [(&str, MapPortRule); 2] =
    [("any", MapPortRule::Any), ("off", MapPortRule::Off)];

/// The words of `assistive-device`.
pub const ASSISTIVE_DEVICE: [(&str, DeviceRule); 2] =
    [("any", DeviceRule::Any), ("off", DeviceRule::Off)];

/// The words of `bandwidth`.
pub const BANDWIDTH: [(&str, BandwidthRule); 5] = [
    ("any", BandwidthRule::Any),
    ("none", BandwidthRule::Only(Level::None)),
    ("no-full-window-drag", BandwidthRule::Only(Level::NoFullWindowDrag)),
    ("no-background", BandwidthRule::Only(Level::NoBackground)),
    ("full", BandwidthRule::Only(Level::Full)),
];

impl Default for Rules {
    fn default() -> Self {
        Self::parse("").expect("an empty file holds no mistake")
    }
}

impl Rules {
    /// Reads the text of a policy file. What is not there has its default; what is wrong or unknown
    /// is an error.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let mut file = Table::parse(text)?;
        let minimum_version = file.take("minimum-version", version)?;
        let log = file.word("log", &LOG)?;
        let bandwidth = file.word("bandwidth", &BANDWIDTH)?;
        let reconnect = file.text("reconnect", reconnect::expected(), |text| {
            if text == "any" { Ok(None) } else { reconnect::parse(text).map(Some) }
        })?;
        let map_port = file.word("map-port", &MAP_PORT)?;
        let assistive_device = file.word("assistive-device", &ASSISTIVE_DEVICE)?;
        let mut invitation = file.table("invitation")?;
        let invitations = invitation.flag("allowed")?;
        let control = invitation.flag("control")?;
        let longest = invitation.text("longest", lifetime::expected(), lifetime::parse)?;
        let email = invitation.word("email", &EMAIL)?;
        let mut offer = file.table("offer")?;
        let offers = offer.flag("allowed")?;
        let offer_control = offer.flag("control")?;
        let helpers = helpers(&mut offer)?;
        let mut consent = file.table("consent")?;
        let ask_connect =
            consent.text("connect", Expected::Kind(Kind::Text), |text| text.parse().map(Some))?;
        let ask_control =
            consent.text("control", Expected::Kind(Kind::Text), |text| text.parse().map(Some))?;
        let mut rights = file.table("rights")?;
        let clipboard_read = rights.flag("clipboard_read")?;
        let clipboard_write = rights.flag("clipboard_write")?;
        let point = rights.flag("point")?;
        let file_in = rights.flag("file_in")?;
        let file_out = rights.flag("file_out")?;
        let mut files = file.table("files")?;
        let files_folder = files.text("folder", Expected::AbsolutePath, |text| {
            let folder = PathBuf::from(text);
            let is_absolute = folder.is_absolute();
            is_absolute
                .then_some(Some(folder))
                .ok_or_else(|| BadValue::text(Expected::AbsolutePath, text))
        })?;
        let files_scanner = files.take("scanner", |value| scanner(value).map(Some))?;
        // A misspelt table is named rather than what stands in it.
        file.finish()?;
        for table in [invitation, offer, consent, rights, files] {
            table.finish()?;
        }
        Ok(Self {
            invitations: Rule::or(true, invitations),
            control: Rule::or(true, control),
            longest: Rule::or(limits::INVITATION_LIFETIME_MAX, longest),
            email: Rule::or(EmailRule::Any, email),
            offers: Rule::or(false, offers),
            offer_control: Rule::or(true, offer_control),
            helpers: Rule::or(Vec::new(), helpers),
            minimum_version: Rule::or(protocol::OLDEST_VERSION, minimum_version),
            ask_connect: Rule::or(None, ask_connect),
            ask_control: Rule::or(None, ask_control),
            log: Rule::or(LogRule::Choice, log),
            bandwidth: Rule::or(BandwidthRule::Any, bandwidth),
            reconnect: Rule::or(None, reconnect),
            map_port: Rule::or(MapPortRule::Any, map_port),
            point: Rule::or(true, point),
            assistive_device: Rule::or(DeviceRule::Any, assistive_device),
            clipboard_read: Rule::or(true, clipboard_read),
            clipboard_write: Rule::or(true, clipboard_write),
            file_in: Rule::or(true, file_in),
            file_out: Rule::or(true, file_out),
            files_folder: Rule::or(None, files_folder),
            files_scanner: Rule::or(None, files_scanner),
        })
    }
}

/// The command that checks a file.
fn scanner(value: Value) -> Result<Vec<String>, BadValue> {
    let Value::List(list) = value else { return Err(got(Expected::Texts, &value)) };
    let words = list.into_iter().map(|At { value, .. }| {
        if let Value::Text(text) = value { Ok(text) } else { Err(got(Expected::Texts, &value)) }
    });
    let words = words.collect::<Result<Vec<_>, _>>()?;
    let command: Vec<&str> = words.iter().map(String::as_str).collect();
    Scanner::new(&command).map_err(BadValue::expected)?;
    Ok(words)
}

fn version(value: Value) -> Result<u16, BadValue> {
    let expected = Expected::Range { least: 1, most: u16::MAX.into() };
    let Value::Number(number) = value else { return Err(got(expected, &value)) };
    let version = u16::try_from(number).ok().filter(|version| *version >= 1);
    version.ok_or(BadValue::Unexpected { expected, got: Some(Got::Number(number)) })
}

fn helpers(offer: &mut Table) -> Result<Option<At<Vec<TrustedHelper>>>, Mistake> {
    let table_name = "offer.helper";
    let mut trusted = Vec::new();
    let mut first = None;
    for At { value: mut table, line } in offer.tables("helper")? {
        let name = table.text("name", Expected::Name, |text| {
            text.parse::<DisplayName>().map_err(BadValue::from)
        })?;
        let key = table.text("key", Expected::PublicKey, public_key)?;
        table.finish()?;
        let missing = |key| Mistake { line, wrong: Wrong::Missing { table: table_name, key } };
        let name = name.ok_or_else(|| missing("name"))?.value;
        let key = key.ok_or_else(|| missing("key"))?.value;
        if trusted.len() == limits::POLICY_HELPERS {
            let wrong = Wrong::TooMany { table: table_name, most: limits::POLICY_HELPERS };
            return Err(Mistake { line, wrong });
        }
        first.get_or_insert(line);
        trusted.push(TrustedHelper { name, key });
    }
    Ok(first.map(|line| At { value: trusted, line }))
}

fn public_key(text: &str) -> Result<[u8; 32], BadValue> {
    let key = STANDARD.decode(text).ok().and_then(|bytes| bytes.try_into().ok());
    key.ok_or_else(|| BadValue::text(Expected::PublicKey, text))
}

#[cfg(test)]
mod tests;
