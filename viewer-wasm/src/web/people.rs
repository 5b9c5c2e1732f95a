//! The list of contacts: Users who wait, all contacts, and the own key.

mod rows;

use std::cell::Cell;
use std::rc::Rc;

use super::text::{Spoken as _, words};
use protocol::trust::{Availability, IdentityKey};
use protocol::utc::Utc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event as DomEvent, HtmlElement};

use super::clock::date;
use super::dom::{document, element, window};
use super::listener::Listener;
use super::remember;
use super::timer::Timer;
use crate::error::Error;
use crate::event::{ContactCommand, Emit, Event, StoreError};
use rows::{Row, RowAction, RowButton, fill};
use viewer::contact::{Contact, ContactStatus};
use viewer::queue::{Entry, Queue};
use viewer::words::Say;

/// How long the button confirms that the key was copied, in ms.
const COPIED_MS: i32 = 2000;

/// The section.
pub(crate) struct People {
    section: HtmlElement,
    queue_part: HtmlElement,
    queue: HtmlElement,
    away: HtmlElement,
    people_part: HtmlElement,
    contacts: HtmlElement,
    error: HtmlElement,
    key_part: HtmlElement,
    key_unable: HtmlElement,
    key: HtmlElement,
    fingerprint: HtmlElement,
    announce: HtmlElement,
    /// The contact whose deletion the Helper is asked to confirm.
    asked: Rc<Cell<Option<IdentityKey>>>,
    _listeners: [Listener; 4],
}

impl People {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let (queue, contacts) = (element("queue")?, element("contacts")?);
        let asked = Rc::new(Cell::new(None));
        let listeners = [
            clicks(&queue, &asked, emit)?,
            clicks(&contacts, &asked, emit)?,
            opens(emit)?,
            copies()?,
        ];
        Ok(Self {
            section: element("people")?,
            queue_part: element("queue-part")?,
            queue,
            away: element("queue-away")?,
            people_part: element("people-part")?,
            contacts,
            error: element("people-error")?,
            key_part: element("key-part")?,
            key_unable: element("key-unable")?,
            key: element("own-key")?,
            fingerprint: element("own-fingerprint")?,
            announce: element("announce")?,
            asked,
            _listeners: listeners,
        })
    }

    /// Whether the own key is to be shown: the Helper may open its part before the program runs.
    pub(crate) fn shows_own_key() -> bool {
        element::<Element>("own").is_ok_and(|part| part.has_attribute("open"))
    }

    /// Shows the queue and the contacts.
    pub(crate) fn show<R: rand_core::RngCore>(&self, queue: &Queue<R>, now: Utc) {
        let waiting = queue.entries();
        let is_away = queue.is_away() && !queue.contacts().is_empty();
        self.queue_part.set_hidden(waiting.is_empty() && !is_away);
        self.away.set_hidden(!is_away);
        fill(&self.queue, waiting.iter().map(|entry| waiting_row(entry, now)).collect());
        let _ = self.section.toggle_attribute_with_force("data-waiting", !waiting.is_empty());

        // Users who wait are listed above already.
        let waits = |key: &IdentityKey| waiting.iter().any(|entry| entry.key == *key);
        let asked = self.asked.get();
        let known = queue
            .contacts()
            .iter()
            .map(|contact| contact_row(contact, waits(&contact.key), asked == Some(contact.key)));
        let known: Vec<Row> = known.collect();
        self.people_part.set_hidden(known.is_empty());
        fill(&self.contacts, known);
        if let Some(own) = queue.own() {
            self.key.set_text_content(Some(&own.to_string()));
            self.fingerprint.set_text_content(Some(&own.fingerprint()));
        }
        self.key_part.set_hidden(queue.own().is_none());
        show_title(
            waiting.iter().filter(|entry| entry.availability == Availability::AsksForHelp).count(),
        );
    }

    /// Announces a request to screen readers.
    pub(crate) fn announce(&self, sentence: &str) {
        self.announce.set_text_content(Some(sentence));
    }

    /// Shows an error of the list; `None` hides it.
    pub(crate) fn show_error(&self, sentence: Option<&str>) {
        self.error.set_text_content(sentence);
        self.error.set_hidden(sentence.is_none());
    }

    /// This browser cannot store a key, for this reason.
    pub(crate) fn store_unavailable(&self, error: StoreError) {
        self.key_unable.set_text_content(Some(remember::sentence_of(error).said()));
        self.key_unable.set_hidden(false);
    }

    /// The contact was deleted, or could not be.
    pub(crate) fn deleted(&self) {
        self.asked.set(None);
    }

    /// Focuses the list, because the row that had the focus is gone.
    pub(crate) fn focus(&self) {
        if let Ok(summary) = element::<HtmlElement>("own-summary") {
            let _ = summary.focus();
        }
    }
}

/// Shows the number of requests in the title, where it is visible while the page is in the background.
fn show_title(asking: usize) {
    let brand = Say::Brand.said();
    let title = if asking == 0 { brand.to_owned() } else { format!("({asking}) {brand}") };
    if let Ok(page) = document()
        && page.title() != title
    {
        page.set_title(&title);
    }
}

fn waiting_row(entry: &Entry, now: Utc) -> Row {
    let name = entry.name.as_str();
    let label = match entry.availability {
        Availability::AsksForHelp => Say::QueueHelp,
        Availability::AcceptsOffers => Say::QueueOffer,
    };
    let help = RowButton {
        what: RowAction::Help,
        label: label.to(name),
        name: None,
        class: match entry.availability {
            Availability::AsksForHelp => "button primary",
            Availability::AcceptsOffers => "button outlined",
        },
    };
    let (more, buttons) = match entry.status {
        ContactStatus::Known | ContactStatus::Full => (None, vec![help]),
        ContactStatus::New => {
            let fingerprint = entry.key.fingerprint();
            (Some(words().first_time(&fingerprint)), vec![help])
        }
        ContactStatus::OtherKey => (Some(Say::QueueOtherKey.to(name)), Vec::new()),
    };
    Row {
        list: "waiting",
        key: entry.key,
        name: name.to_owned(),
        what: words().waiting(entry, now),
        more,
        warns: entry.status == ContactStatus::OtherKey,
        buttons,
    }
}

fn contact_row(contact: &Contact, waits: bool, is_asked: bool) -> Row {
    let name = contact.name.as_str();
    let act = |what: RowAction, say: Say, named: Option<Say>, class: &'static str| RowButton {
        what,
        label: say.said().to_owned(),
        name: named.map(|named| named.to(name)),
        class,
    };
    let (what, buttons) = if is_asked {
        let forget = act(RowAction::Forget, Say::ForgetYes, None, "button small leave");
        let keep = act(RowAction::Keep, Say::ForgetNo, None, "button small outlined");
        (Say::ForgetAsk.to(name), vec![forget, keep])
    } else {
        let forget = act(RowAction::Ask, Say::Forget, Some(Say::ForgetWhom), "button small");
        let last = words().contact(contact, &date(contact.last));
        (if waits { Say::QueueTitle.said().to_owned() } else { last }, vec![forget])
    };
    Row {
        list: "contact",
        key: contact.key,
        name: name.to_owned(),
        what,
        more: None,
        warns: false,
        buttons,
    }
}

/// One listener for all rows of a list.
fn clicks(
    list: &HtmlElement,
    asked: &Rc<Cell<Option<IdentityKey>>>,
    emit: &Emit,
) -> Result<Listener, Error> {
    let (asked, emit) = (asked.clone(), emit.clone());
    Listener::new(list, "click", move |event: DomEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let button = target.and_then(|target| target.closest("button").ok().flatten());
        let Some((what, key)) = button.and_then(|button| rows::action_of(&button)) else { return };
        let (command, focus) = match what {
            RowAction::Help => (Some(ContactCommand::Help(key)), None),
            RowAction::Forget => (Some(ContactCommand::Delete(key)), None),
            RowAction::Ask => {
                asked.set(Some(key));
                (None, Some(RowAction::Keep))
            }
            RowAction::Keep => {
                asked.set(None);
                (None, Some(RowAction::Ask))
            }
        };
        emit(Event::Contact(command.unwrap_or(ContactCommand::Refresh)));
        if let Some(focus) = focus {
            rows::focus(focus, &key);
        }
    })
}

/// The key is created when it is shown for the first time.
fn opens(emit: &Emit) -> Result<Listener, Error> {
    let details: Element = element("own")?;
    let (opened, emit) = (details.clone(), emit.clone());
    Listener::new(&details, "toggle", move |_: DomEvent| {
        if opened.has_attribute("open") {
            emit(Event::Contact(ContactCommand::ShowOwnKey));
        }
    })
}

fn copies() -> Result<Listener, Error> {
    let button: HtmlElement = element("copy-key")?;
    let key: HtmlElement = element("own-key")?;
    let (label, back) = (button.clone(), button.clone());
    let timer = Rc::new(std::cell::RefCell::new(Timer::new(move || {
        back.set_text_content(Some(Say::KeyCopy.said()));
    })));
    Listener::new(&button, "click", move |_: DomEvent| {
        let Ok(window) = window() else { return };
        let text = key.text_content().unwrap_or_default();
        let copied = JsFuture::from(window.navigator().clipboard().write_text(&text));
        let (label, timer) = (label.clone(), timer.clone());
        spawn_local(async move {
            if copied.await.is_ok() {
                label.set_text_content(Some(Say::KeyCopied.said()));
                timer.borrow_mut().after(COPIED_MS);
            }
        });
    })
}
