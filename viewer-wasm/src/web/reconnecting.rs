//! The alert while a session waits for its connection to come back.

use super::text::words;
use protocol::time::Tick;
use web_sys::HtmlElement;

use super::dom::element;
use crate::error::Error;

/// The alert, with the time that is left.
pub(crate) struct Reconnecting {
    alert: HtmlElement,
    left: HtmlElement,
    /// When the session is given up.
    until: Option<Tick>,
}

impl Reconnecting {
    pub(crate) fn new() -> Result<Self, Error> {
        let (alert, left) = (element("reconnecting")?, element("reconnecting-left")?);
        Ok(Self { alert, left, until: None })
    }

    /// Shows the alert until a time, or hides it.
    pub(crate) fn show(&mut self, until: Option<Tick>, now: Tick) {
        self.until = until;
        self.update(now);
        // Screen readers read it when it appears, so the time is there before.
        self.alert.set_hidden(until.is_none());
    }

    /// Shows the time that is left now.
    pub(crate) fn update(&self, now: Tick) {
        if let Some(until) = self.until {
            self.left.set_text_content(Some(&words().time_left(until.since(now))));
        }
    }

    /// When another time must be shown.
    pub(crate) fn due(&self, now: Tick) -> Option<Tick> {
        let left = self.until?.since(now);
        // At the next whole second.
        let rest = left.subsec_millis();
        (!left.is_zero()).then(|| now + std::time::Duration::from_millis(u64::from(rest.max(1))))
    }
}
