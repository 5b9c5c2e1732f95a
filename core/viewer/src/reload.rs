//! What a page keeps so that it can go on with its session after it was loaded again.
//!
//! The driver stores it when the page goes away, and takes it out when the page is loaded. It is meant for a
//! store of one tab. If the tab is duplicated in between, the copy has it, too: the first of the two to
//! resume gets the session, and the sharer waits for no other one.
//!
//! As a text it has one value a line, in a fixed order, and then the messages. That takes a small part of the code
//! that JSON would take in the page.

use alloc::borrow::ToOwned as _;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::str::{FromStr, Lines};

use protocol::log::{EntryKind, KeptWriter};
use protocol::name::DisplayName;
use protocol::peer::{Party, Phase, ToSharer};
use protocol::right::{Right, RightSet};
use protocol::system::System;

use crate::log::{Author, KeptLog, Seen, Witness};
use crate::state::kept::{KeptReach, KeptSession};

/// Length of what is kept. More is not stored: the Helper leaves instead.
const BYTES: usize = 1 << 20;

/// The first line. It changes with the format: a newer page may be loaded in the place of an older one.
const FORMAT: &str = "alongside 4";

/// In front of an event of the User's side that waits for its entry in the log.
const USER: char = '<';

/// In front of an event of the Helper.
const HELPER: char = '>';

/// The phases of a session that can go on.
const PHASES: [(&str, Phase); 3] = [
    ("waiting", Phase::WaitingForConnect),
    ("screen", Phase::ScreenSharing),
    ("control", Phase::ControlSharing),
];

/// What a page keeps. It contains secrets of the session.
#[derive(Clone)]
pub struct Kept {
    /// What the state machine keeps.
    pub session: KeptSession,
    /// The number of the last event of the pointer.
    pub pointer: u32,
    /// How to go on with the log.
    pub log: KeptLog,
    /// When the page went away, in ms since 1970 by the page's clock.
    pub at: u64,
}

impl Kept {
    /// As a text; `None` when it is too long to be stored.
    pub fn encode(&self) -> Option<String> {
        let Self { session, pointer, log, at } = self;
        let writer = &log.writer;
        let (user, key) = session
            .identity
            .as_ref()
            .map_or((None, None), |(name, key)| (Some(name.as_str()), Some(key.to_string())));
        let author = match log.author {
            Author::Helper => 0,
            Author::Sharer => 1,
            Author::HelperAgain => 2,
        };
        let (phase, _) = PHASES.iter().find(|(_, phase)| *phase == session.phase)?;
        let mut text = FORMAT.to_owned();
        for value in [
            &session.secret as &dyn fmt::Display,
            &session.binding,
            &or_empty(session.user.as_ref().map(DisplayName::as_str)),
            &or_empty(session.named.as_ref().map(DisplayName::as_str)),
            &or_empty(user),
            &key.unwrap_or_default(),
            &phase,
            &system_name(session.system),
            &writer.key,
            &writer.other.map(|key| key.to_string()).unwrap_or_default(),
            &writer.last.map(|hash| hash.to_string()).unwrap_or_default(),
            &log.helper.as_str(),
            &or_empty(log.name.as_deref()),
            &or_empty(log.witness.user.as_ref().map(DisplayName::as_str)),
            &or_empty(log.witness.helper.as_ref().map(DisplayName::as_str)),
            at,
            &session.left_ms,
        ] {
            text.push_str(&format!("\n{value}"));
        }
        for number in [
            session.counter,
            session.remembers.into(),
            session.view_only.into(),
            session.reconnect_s,
            session.is_paused.into(),
            session.has_prompt.into(),
            session.is_control_requested.into(),
            session.is_giving_up.into(),
            session.is_admitted.into(),
            session.wanted.bits().into(),
            session.has_files.into(),
            session.path,
            session.reach.uses,
            session.reach.received,
            session.reach.said,
            session.reach.inputs,
            *pointer,
            writer.signed,
            author,
            log.lines,
            log.connected.into(),
            log.controls.into(),
        ] {
            text.push_str(&format!("\n{number}"));
        }
        for Seen { kind, from, message } in &log.witness.events {
            let from = if *from == Party::User { USER } else { HELPER };
            text.push_str(&format!("\n{from}{} {message}", kind.element()));
        }
        for (number, message) in &session.reach.unacknowledged {
            if let Some(message) = encoded(message) {
                text.push_str(&format!("\n{number} {message}"));
            }
        }
        (text.len() <= BYTES).then_some(text)
    }

    /// Reads a text of [`Self::encode`], at a time in ms since 1970. `None` when it is something else, or
    /// the sharer does not wait any more.
    pub fn decode(text: &str, now: u64) -> Option<Self> {
        let mut lines = Values(text.lines());
        if lines.text()? != FORMAT {
            return None;
        }
        let (secret, binding) = (lines.value()?, lines.value()?);
        let (user, named) = (lines.maybe()?, lines.maybe()?);
        let identity = lines.maybe()?.zip(lines.maybe()?);
        let word = lines.text()?;
        let (_, phase) = *PHASES.iter().find(|(known, _)| *known == word)?;
        let system = System::from(lines.text()?);
        let (key, other, last) = (lines.value()?, lines.maybe()?, lines.maybe()?);
        let (helper, name) = (lines.value()?, lines.maybe()?);
        let (user_in_log, helper_in_log) = (lines.maybe()?, lines.maybe()?);
        let (at, left_ms): (u64, u64) = (lines.value()?, lines.value()?);
        let left_ms = left_ms.checked_sub(now.checked_sub(at)?).filter(|left| *left > 0)?;
        let mut session = KeptSession {
            left_ms,
            secret,
            counter: lines.value()?,
            binding,
            user,
            named,
            identity,
            remembers: lines.flag()?,
            view_only: lines.flag()?,
            system,
            reconnect_s: lines.value()?,
            phase,
            is_paused: lines.flag()?,
            has_prompt: lines.flag()?,
            is_control_requested: lines.flag()?,
            is_giving_up: lines.flag()?,
            is_admitted: lines.flag()?,
            wanted: RightSet::of_bits(lines.value()?),
            has_files: lines.flag()?,
            path: lines.value()?,
            reach: KeptReach {
                uses: lines.value()?,
                received: lines.value()?,
                said: lines.value()?,
                inputs: lines.value()?,
                unacknowledged: Vec::new(),
            },
        };
        let pointer = lines.value()?;
        let writer = KeptWriter { key, other, signed: lines.value()?, last };
        let author = match lines.value()? {
            0u32 => Author::Helper,
            1 => Author::Sharer,
            _ => Author::HelperAgain,
        };
        let lines_of_log = lines.value()?;
        let (connected, controls) = (lines.flag()?, lines.flag()?);
        let witness = Witness { user: user_in_log, helper: helper_in_log, ..Witness::default() };
        let lines_of = lines_of_log;
        let mut log =
            KeptLog { writer, author, helper, name, lines: lines_of, connected, controls, witness };
        while let Some(line) = lines.text() {
            let (number, message) = line.split_once(' ')?;
            let of_user = number.strip_prefix(USER).map(|element| (Party::User, element));
            let of_helper = || number.strip_prefix(HELPER).map(|element| (Party::Helper, element));
            if let Some((from, element)) = of_user.or_else(of_helper) {
                let (kind, message) = (EntryKind::of_element(element)?, message.parse().ok()?);
                log.witness.events.push_back(Seen { kind, from, message });
                continue;
            }
            session.reach.unacknowledged.push((number.parse().ok()?, decoded(message)?));
        }
        Some(Self { session, pointer, log, at })
    }
}

/// The values of a text, in order.
struct Values<'a>(Lines<'a>);

impl<'a> Values<'a> {
    fn text(&mut self) -> Option<&'a str> {
        self.0.next()
    }

    fn value<T: FromStr>(&mut self) -> Option<T> {
        self.text()?.parse().ok()
    }

    /// A value that may be missing: an empty line.
    fn maybe<T: FromStr>(&mut self) -> Option<Option<T>> {
        let text = self.text()?;
        if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
    }

    fn flag(&mut self) -> Option<bool> {
        self.value().map(|number: u32| number != 0)
    }
}

fn or_empty(text: Option<&str>) -> &str {
    text.unwrap_or_default()
}

fn system_name(system: System) -> &'static str {
    match system {
        System::Apple => "apple",
        System::Windows => "windows",
        System::Other => "other",
    }
}

/// A message that must not get lost; `None` for one that is out of date with the page that said it.
fn encoded(message: &ToSharer) -> Option<String> {
    Some(match message {
        ToSharer::GiveUpControl {} => "g".to_owned(),
        ToSharer::RequestControl {} => "r".to_owned(),
        ToSharer::RequestRight { right } => format!("q{}", (*right)?.id()),
        ToSharer::GiveUpRight { right } => format!("u{}", (*right)?.id()),
        ToSharer::Chat { text } => {
            format!("c{}", text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r"))
        }
        ToSharer::LogKey { key } => format!("k{key}"),
        ToSharer::LogSeen { number, signature } => format!("s{number} {signature}"),
        ToSharer::InputFenced { count, last } => format!("f{count} {last}"),
        ToSharer::PictureTaken {} => "p".to_owned(),
        ToSharer::Ping { .. }
        | ToSharer::ShowDisplay { .. }
        | ToSharer::ShowsLosslessTiles {}
        | ToSharer::Decodes { .. }
        | ToSharer::RequestKeyframe {}
        | ToSharer::Remember { .. }
        | ToSharer::RememberProof { .. }
        | ToSharer::RememberRefused {}
        | ToSharer::Bye { .. }
        | ToSharer::Away {}
        | ToSharer::Reloaded {}
        // Its bytes are gone with the page.
        | ToSharer::Transfer(_)
        | ToSharer::PointAt { .. }
        | ToSharer::Mark { .. }
        | ToSharer::OfferFiles(_)
        | ToSharer::Unknown => return None,
    })
}

fn decoded(text: &str) -> Option<ToSharer> {
    let mut rest = text.chars();
    let kind = rest.next()?;
    let rest = rest.as_str();
    Some(match kind {
        'g' => ToSharer::GiveUpControl {},
        'r' => ToSharer::RequestControl {},
        'q' => ToSharer::RequestRight { right: Some(Right::of_id(rest)?) },
        'u' => ToSharer::GiveUpRight { right: Some(Right::of_id(rest)?) },
        'p' => ToSharer::PictureTaken {},
        'c' => ToSharer::Chat { text: unescaped(rest) },
        'k' => ToSharer::LogKey { key: rest.parse().ok()? },
        's' => {
            let (number, signature) = rest.split_once(' ')?;
            let (number, signature) = (number.parse().ok()?, signature.parse().ok()?);
            ToSharer::LogSeen { number, signature }
        }
        'f' => {
            let (count, last) = rest.split_once(' ')?;
            ToSharer::InputFenced { count: count.parse().ok()?, last: last.parse().ok()? }
        }
        _ => return None,
    })
}

/// Takes back what was escaped: a text has no line of its own here.
fn unescaped(text: &str) -> String {
    let mut chars = text.chars();
    core::iter::from_fn(|| match chars.next()? {
        '\\' => Some(match chars.next()? {
            'n' => '\n',
            'r' => '\r',
            other => other,
        }),
        other => Some(other),
    })
    .collect()
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept(…)")
    }
}
