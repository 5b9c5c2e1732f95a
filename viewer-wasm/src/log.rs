//! PURE: the session's log as the Helper keeps it, and its file.
//!
//! The form is that of Windows 7 Remote Assistance (`YYYYMMDDHHMMSS.xml`), so that whatever reads
//! those reads these.

use std::collections::VecDeque;
use std::fmt::Write as _;

use protocol::limits::CHAT_KEPT;
use protocol::peer::{ControlRefusal, Party};

use crate::state::Ending;
use crate::words;

/// Something worth writing down. What was done on the screen is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// The Helper used an invitation.
    InvitationOpened,
    /// The User let the Helper in.
    Connected,
    /// The Helper asked for control.
    ControlRequested,
    /// The User granted it.
    ControlGranted,
    /// It began.
    ControlStarted,
    /// The User did not grant it.
    ControlRefused(ControlRefusal),
    /// It ended.
    ControlEnded,
    /// The User paused the picture.
    Paused,
    /// The picture goes on.
    Unpaused,
    /// Nothing was heard from the other end for a while.
    Interrupted,
    /// It is heard again.
    Resumed,
    /// A chat message.
    Chat {
        /// Who said it.
        from: Party,
        /// What.
        text: String,
    },
    /// It is over.
    Ended(Ending),
}

impl Happening {
    const fn element(&self) -> &'static str {
        match self {
            Happening::InvitationOpened => "INVITATION_OPENED",
            Happening::Connected => "CONNECTION_ESTABLISHED",
            Happening::ControlRequested => "EXPERT_REQUEST_CONTROL",
            Happening::ControlGranted => "EXPERT_GRANTED_CONTROL",
            Happening::ControlStarted => "EXPERT_CONTROL_STARTED",
            Happening::ControlRefused(_) => "EXPERT_REFUSED_CONTROL",
            Happening::ControlEnded => "EXPERT_CONTROL_ENDED",
            Happening::Paused => "SHARING_PAUSED",
            Happening::Unpaused => "SHARING_RESUMED",
            Happening::Interrupted => "CONNECTION_INTERRUPTED",
            Happening::Resumed => "CONNECTION_RESUMED",
            Happening::Chat { .. } => "CHAT_MESSAGE",
            Happening::Ended(_) => "CONNECTION_ENDED",
        }
    }
}

/// A moment on the Helper's wall clock. The driver reads the clock; this only writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Local year, for example 2008.
    pub year: u32,
    /// Local month, 1 to 12.
    pub month: u32,
    /// Local day of the month, 1 to 31.
    pub day: u32,
    /// Local day of the week, 0 (Sunday) to 6.
    pub weekday: u32,
    /// Local hour, 0 to 23.
    pub hour: u32,
    /// Minute.
    pub minute: u32,
    /// Second.
    pub second: u32,
    /// The same moment in UTC, ISO 8601.
    pub utc: String,
}

const DAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Moment {
    /// `3:24 PM`.
    pub fn time(&self) -> String {
        let half = if self.hour < 12 { "AM" } else { "PM" };
        let hour = match self.hour % 12 {
            0 => 12,
            hour => hour,
        };
        format!("{hour}:{:02} {half}", self.minute)
    }

    /// `Wednesday, May 07, 2008`.
    pub fn date(&self) -> String {
        let name = |names: &[&'static str], n: u32| {
            usize::try_from(n).ok().and_then(|n| names.get(n)).copied().unwrap_or_default()
        };
        let month = name(&MONTHS, self.month.wrapping_sub(1));
        format!("{}, {month} {:02}, {}", name(&DAYS, self.weekday), self.day, self.year)
    }

    /// `20080813154520.xml`, from local time.
    pub fn file_name(&self) -> String {
        let Self { year, month, day, hour, minute, second, .. } = self;
        format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}.xml")
    }
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Moment,
    /// What.
    pub what: Happening,
}

/// The log of one session. Keeps the newest [`CHAT_KEPT`] entries.
#[derive(Clone, Debug, Default)]
pub struct SessionLog {
    entries: VecDeque<Entry>,
    dropped: bool,
}

impl SessionLog {
    /// Writes an entry.
    pub fn write(&mut self, at: Moment, what: Happening) {
        if self.entries.len() >= CHAT_KEPT {
            self.entries.pop_front();
            self.dropped = true;
        }
        self.entries.push_back(Entry { at, what });
    }

    /// The entries, oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// Whether there is nothing to save.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The file's name: the local time at which the session began.
    pub fn file_name(&self) -> Option<String> {
        self.entries.front().map(|entry| entry.at.file_name())
    }

    /// The file.
    pub fn to_xml(&self, helper: &str, user: &str) -> String {
        let mut xml = String::from("<?xml version=\"1.0\" ?>\n<SESSION>\n");
        if self.dropped {
            xml.push_str("  <!-- the oldest entries were dropped -->\n");
        }
        for Entry { at, what } in &self.entries {
            let text = match what {
                Happening::Connected => helper.to_owned(),
                Happening::Chat { from: Party::Helper, text } => format!("{helper}: {text}"),
                Happening::Chat { from: Party::User, text } => format!("{user}: {text}"),
                Happening::InvitationOpened
                | Happening::ControlRequested
                | Happening::ControlGranted
                | Happening::ControlStarted
                | Happening::ControlRefused(_)
                | Happening::ControlEnded
                | Happening::Paused
                | Happening::Unpaused
                | Happening::Interrupted
                | Happening::Resumed
                | Happening::Ended(_) => String::new(),
            };
            element(&mut xml, at, what.element(), words::log_event(what, helper).as_deref(), &text);
        }
        if let Some(last) = self.entries.back()
            && matches!(last.what, Happening::Ended(_))
        {
            let text = words::INVITATION_CLOSED;
            element(&mut xml, &last.at, "INVITATION_CLOSED", Some(text), "");
        }
        xml.push_str("</SESSION>\n");
        xml
    }
}

fn element(xml: &mut String, at: &Moment, name: &str, event: Option<&str>, text: &str) {
    let _ = write!(
        xml,
        "  <{name} TIME=\"{}\" DATE=\"{}\" UTC=\"{}\"",
        escape(&at.time()),
        escape(&at.date()),
        escape(&at.utc)
    );
    if let Some(event) = event {
        let _ = write!(xml, " EVENT=\"{}\"", escape(event));
    }
    if text.is_empty() {
        xml.push_str(" />\n");
    } else {
        let _ = writeln!(xml, ">{}</{name}>", escape(text));
    }
}

/// Text as XML 1.0 takes it: markup escaped, and what it forbids even escaped (§2.2) replaced.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' => escaped.push_str("&#9;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::peer::EndReason;

    fn moment(hour: u32) -> Moment {
        Moment {
            year: 2008,
            month: 5,
            day: 7,
            weekday: 3,
            hour,
            minute: 4,
            second: 9,
            utc: "2008-05-07T13:04:09Z".to_owned(),
        }
    }

    #[test]
    fn a_moment_is_written_as_remote_assistance_wrote_it() {
        for (hour, time) in [(0, "12:04 AM"), (11, "11:04 AM"), (12, "12:04 PM"), (15, "3:04 PM")] {
            assert_eq!(moment(hour).time(), time);
        }
        assert_eq!(moment(15).date(), "Wednesday, May 07, 2008");
        assert_eq!(moment(15).file_name(), "20080507150409.xml");
    }

    #[test]
    fn the_file_has_the_elements_of_remote_assistance() {
        let mut log = SessionLog::default();
        log.write(moment(15), Happening::InvitationOpened);
        log.write(moment(15), Happening::Connected);
        log.write(
            moment(15),
            Happening::Chat { from: Party::User, text: "<b> & \u{1} \"x\"".to_owned() },
        );
        log.write(moment(16), Happening::Ended(Ending::Session(EndReason::UserLeft)));
        let xml = log.to_xml("Ann", "Bob");
        assert_eq!(log.file_name().as_deref(), Some("20080507150409.xml"));
        let stamp =
            "TIME=\"3:04 PM\" DATE=\"Wednesday, May 07, 2008\" UTC=\"2008-05-07T13:04:09Z\"";
        for line in [
            "<?xml version=\"1.0\" ?>",
            &format!(
                "  <INVITATION_OPENED {stamp} EVENT=\"A Remote Assistance invitation has been opened.\" />"
            ),
            &format!(
                "  <CONNECTION_ESTABLISHED {stamp} EVENT=\"A Remote Assistance connection has been established.\">Ann</CONNECTION_ESTABLISHED>"
            ),
            &format!(
                "  <CHAT_MESSAGE {stamp}>Bob: &lt;b&gt; &amp; \u{fffd} &quot;x&quot;</CHAT_MESSAGE>"
            ),
        ] {
            assert!(xml.lines().any(|l| l == line), "{line}\nnot in\n{xml}");
        }
        assert!(xml.contains("<INVITATION_CLOSED TIME=\"4:04 PM\""), "{xml}");
    }

    #[test]
    fn the_log_is_bounded_and_the_oldest_goes_first() {
        let mut log = SessionLog::default();
        for hour in 0..=u32::try_from(CHAT_KEPT).unwrap() {
            log.write(Moment { hour, ..Moment::default() }, Happening::Paused);
        }
        assert_eq!(log.entries().count(), CHAT_KEPT);
        assert_eq!(log.entries().next().unwrap().at.hour, 1);
        assert!(log.to_xml("a", "b").contains("oldest entries were dropped"));
    }
}
