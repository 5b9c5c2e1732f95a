//! The panel with chat and log.

use super::text::{Spoken as _, words};
use protocol::limits::CHAT_KEPT;
use protocol::peer::Party;
use web_sys::{Element, Event as DomEvent, HtmlElement, HtmlTextAreaElement, KeyboardEvent};

use super::dom::{document, element, set};
use super::listener::Listener;
use crate::error::Error;
use crate::event::{Command, Emit, Event};
use viewer::log::{LogEvent, WallTime};
use viewer::words::{self, Say};

/// The panel.
pub(crate) struct Panel {
    panel: HtmlElement,
    button: HtmlElement,
    log: HtmlElement,
    unread: HtmlElement,
    message: HtmlTextAreaElement,
    unread_count: u32,
    _listeners: Vec<Listener>,
}

impl Panel {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let form: Element = element("talk")?;
        let panel: HtmlElement = element("panel")?;
        let message: HtmlTextAreaElement = element("message")?;
        let send = {
            let (message, emit) = (message.clone(), emit.clone());
            move || {
                let text = message.value();
                if !text.trim().is_empty() {
                    message.set_value("");
                    emit(Event::Command(Command::Chat(text)));
                }
            }
        };
        let (submit, close) = (send.clone(), emit.clone());
        let listeners = vec![
            Listener::new(&form, "submit", move |event: DomEvent| {
                event.prevent_default();
                submit();
            })?,
            Listener::new(&message, "keydown", move |event: KeyboardEvent| {
                // While an input method composes, Enter belongs to it.
                if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
                    event.prevent_default();
                    send();
                }
            })?,
            Listener::new(&panel, "keydown", move |event: KeyboardEvent| {
                if event.key() == "Escape" && !event.is_composing() {
                    close(Event::Command(Command::TogglePanel));
                }
            })?,
        ];
        Ok(Self {
            panel,
            button: element("chat")?,
            log: element("log")?,
            unread: element("unread")?,
            message,
            unread_count: 0,
            _listeners: listeners,
        })
    }

    pub(crate) fn is_open(&self) -> bool {
        !self.panel.hidden()
    }

    /// Opens or closes the panel.
    pub(crate) fn open(&mut self, open: bool) {
        self.panel.set_hidden(!open);
        set(&self.button, "aria-expanded", if open { "true" } else { "false" });
        if open {
            self.unread_count = 0;
            self.show_unread();
            self.scroll();
        }
    }

    /// Focuses the message field, or the button of a closed panel.
    pub(crate) fn focus(&self) {
        let target: &HtmlElement = if self.is_open() { &self.message } else { &self.button };
        let _ = target.focus();
    }

    /// Whether the Helper is writing a message.
    pub(crate) fn is_writing(&self) -> bool {
        let active = document().ok().and_then(|page| page.active_element());
        active.is_some_and(|active| active.id() == self.message.id())
            && !self.message.value().is_empty()
    }

    /// Clears the log.
    pub(crate) fn clear(&mut self) {
        self.log.set_text_content(None);
        self.unread_count = 0;
        self.show_unread();
    }

    /// Shows an entry.
    pub(crate) fn add(&mut self, at: WallTime, event: &LogEvent, user: &str, is_known: bool) {
        if self.draw(at, event, user, is_known).is_err() {
            return;
        }
        while usize::try_from(self.log.child_element_count()).is_ok_and(|n| n > CHAT_KEPT) {
            match self.log.first_element_child() {
                Some(oldest) => oldest.remove(),
                None => break,
            }
        }
        let from_user = matches!(event, LogEvent::Chat { from: Party::User, .. });
        if from_user && !self.is_open() {
            self.unread_count = self.unread_count.saturating_add(1);
            self.show_unread();
        }
        self.scroll();
    }

    fn draw(
        &self,
        at: WallTime,
        event: &LogEvent,
        user: &str,
        is_known: bool,
    ) -> Result<(), Error> {
        let page = document()?;
        let line = page.create_element("div")?;
        let time = page.create_element("time")?;
        set(&time, "datetime", &at.utc.to_string());
        time.set_text_content(Some(&at.local.time()));
        match (event, words::log_line(event, is_known)) {
            (LogEvent::Chat { from, text, under_control }, _) => {
                let (class, name) = match from {
                    Party::Helper => ("said mine", Say::You.said().to_owned()),
                    Party::User if *under_control => ("said", Say::UnderControl.to(user)),
                    Party::User => ("said", user.to_owned()),
                };
                line.set_class_name(class);
                let who = page.create_element("strong")?;
                set(&who, "dir", "auto");
                who.set_text_content(Some(&name));
                let words = page.create_element("span")?;
                set(&words, "dir", "auto");
                words.set_text_content(Some(text));
                line.append_child(&who)?;
                line.append_child(&words)?;
            }
            (_, Some(say)) => {
                line.set_class_name("event");
                let words = page.create_element("span")?;
                words.set_text_content(Some(&say.to(user)));
                line.append_child(&words)?;
            }
            (_, None) => return Ok(()),
        }
        line.append_child(&time)?;
        self.log.append_child(&line)?;
        Ok(())
    }

    fn show_unread(&self) {
        self.unread.set_hidden(self.unread_count == 0);
        self.unread.set_text_content(Some(&self.unread_count.to_string()));
        let unread = usize::try_from(self.unread_count).unwrap_or(usize::MAX);
        set(&self.button, "aria-label", &words().chat(unread));
    }

    fn scroll(&self) {
        // Measuring a closed panel would force a layout of the page.
        if !self.is_open() {
            return;
        }
        self.log.set_scroll_top(self.log.scroll_height());
    }
}
