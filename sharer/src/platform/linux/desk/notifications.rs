//! One notification of the desktop (Desktop Notifications Specification 1.2, `org.freedesktop.Notifications`).

use std::collections::HashMap;

use zbus::message::Type;
use zbus::zvariant::Value;
use zbus::{Connection, MatchRule, Message};

use crate::platform::desk::{Announcement, Choice};

/// The service and its interface.
const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// A click on the notification itself.
const CLICKED: &str = "default";

/// The server decides how long it stays.
const AS_LONG_AS_USUAL: i32 = -1;

/// The levels of urgency.
const NORMAL: u8 = 1;
const CRITICAL: u8 = 2;

/// What the server shows for us.
#[derive(Debug, Default)]
pub(super) struct Notifications {
    /// 0 for nothing.
    id: u32,
}

impl Notifications {
    /// Which signals of the server are heard.
    pub(super) fn signals() -> zbus::Result<MatchRule<'static>> {
        let rule = MatchRule::builder().msg_type(Type::Signal).sender(NAME)?;
        Ok(rule.interface(NAME)?.path(PATH)?.build())
    }

    /// Shows this one, in the place of the one before.
    pub(super) async fn show(
        &mut self,
        bus: &Connection,
        program: &str,
        announcement: &Announcement,
    ) -> zbus::Result<()> {
        let reply = bus.call_method(Some(NAME), PATH, Some(NAME), "GetCapabilities", &()).await?;
        let can: Vec<String> = reply.body().deserialize()?;
        let can = |what: &str| can.iter().any(|able| able == what);
        let text = if can("body-markup") {
            escaped(&announcement.text)
        } else {
            announcement.text.clone()
        };
        // A click shows the window, and nothing can be answered here.
        let actions = if can("actions") { vec![CLICKED, announcement.click] } else { Vec::new() };
        let urgency = if announcement.is_urgent { CRITICAL } else { NORMAL };
        let hints = HashMap::from([
            ("urgency", Value::from(urgency)),
            ("desktop-entry", Value::from(program)),
        ]);
        let (before, icon) = (self.id, program);
        let body =
            (program, before, icon, announcement.title, text, actions, hints, AS_LONG_AS_USUAL);
        let reply = bus.call_method(Some(NAME), PATH, Some(NAME), "Notify", &body).await?;
        self.id = reply.body().deserialize()?;
        Ok(())
    }

    /// Withdraws what is shown.
    pub(super) async fn withdraw(&mut self, bus: &Connection) -> zbus::Result<()> {
        let id = std::mem::take(&mut self.id);
        if id != 0 {
            bus.call_method(Some(NAME), PATH, Some(NAME), "CloseNotification", &id).await?;
        }
        Ok(())
    }

    /// Takes a signal of the server in. What the User chose by it.
    pub(super) fn signal(&mut self, signal: &Message) -> Option<Choice> {
        let header = signal.header();
        let body = signal.body();
        match header.member()?.as_str() {
            "NotificationClosed" => {
                let (id, _reason): (u32, u32) = body.deserialize().ok()?;
                if id == self.id {
                    self.id = 0;
                }
                None
            }
            "ActionInvoked" => {
                let (id, action): (u32, &str) = body.deserialize().ok()?;
                (id == self.id && action == CLICKED).then_some(Choice::Show)
            }
            _other => None,
        }
    }
}

/// A text as one that servers with markup show as it is.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_markup() {
        let text = "“<a href='x'>J&J</a>” \"wrote\"";
        let expected = "“&lt;a href=&#39;x&#39;&gt;J&amp;J&lt;/a&gt;” &quot;wrote&quot;";
        assert_eq!(escaped(text), expected);
    }
}
