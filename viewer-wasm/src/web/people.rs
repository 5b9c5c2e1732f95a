//! The people whom the Helper knows: who waits, who is remembered, and the own key.

mod rows;

use std::cell::Cell;
use std::rc::Rc;

use protocol::trust::{IdentityKey, Standing};
use protocol::utc::Utc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event as DomEvent, HtmlElement};

use super::clock::date;
use super::listen::{Listener, Timer};
use super::{document, element, remember, window};
use crate::error::Error;
use crate::event::{Event, PersonWish, Tell, Unable};
use rows::{Act, Do, Row, fill};
use viewer::contact::{Contact, Known};
use viewer::queue::{Entry, Queue};
use viewer::words::{self, Say};

/// How long the button says that the key is copied, in ms.
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
    /// Of which contact the Helper is asked whether to forget it.
    asked: Rc<Cell<Option<IdentityKey>>>,
    _listeners: [Listener; 4],
}

impl People {
    pub(crate) fn new(tell: &Tell) -> Result<Self, Error> {
        let (queue, contacts) = (element("queue")?, element("contacts")?);
        let asked = Rc::new(Cell::new(None));
        let listeners = [
            clicks(&queue, &asked, tell)?,
            clicks(&contacts, &asked, tell)?,
            opens(tell)?,
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

    /// Shows who waits and who is known.
    pub(crate) fn show<R: rand_core::RngCore>(&self, queue: &Queue<R>, now: Utc) {
        let waiting = queue.entries();
        let is_away = queue.is_away() && !queue.contacts().is_empty();
        self.queue_part.set_hidden(waiting.is_empty() && !is_away);
        self.away.set_hidden(!is_away);
        fill(&self.queue, waiting.iter().map(|entry| waiting_row(entry, now)).collect());
        let _ = self.section.toggle_attribute_with_force("data-waiting", !waiting.is_empty());

        // Who waits stands above already.
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
        show_title(waiting.iter().filter(|entry| entry.standing == Standing::Asks).count());
    }

    /// Says to screen readers that somebody asks.
    pub(crate) fn announce(&self, sentence: &str) {
        self.announce.set_text_content(Some(sentence));
    }

    /// Says what went wrong with the list. `None` takes it back.
    pub(crate) fn complain(&self, sentence: Option<&str>) {
        self.error.set_text_content(sentence);
        self.error.set_hidden(sentence.is_none());
    }

    /// This browser can keep no key, and why.
    pub(crate) fn unable(&self, unable: Unable) {
        self.key_unable.set_text_content(Some(remember::words_of(unable).english()));
        self.key_unable.set_hidden(false);
    }

    /// The contact that was asked about is forgotten.
    pub(crate) fn forgotten(&self) {
        self.asked.set(None);
    }

    /// The keyboard must not get lost with the row in which it was.
    pub(crate) fn focus(&self) {
        if let Ok(summary) = element::<HtmlElement>("own-summary") {
            let _ = summary.focus();
        }
    }
}

/// The number of those who ask, where it is seen while the page is in the background.
fn show_title(asking: usize) {
    let brand = Say::Brand.english();
    let title = if asking == 0 { brand.to_owned() } else { format!("({asking}) {brand}") };
    if let Ok(page) = document()
        && page.title() != title
    {
        page.set_title(&title);
    }
}

fn waiting_row(entry: &Entry, now: Utc) -> Row {
    let name = entry.name.as_str();
    let label = match entry.standing {
        Standing::Asks => Say::QueueHelp,
        Standing::Listens => Say::QueueOffer,
    };
    let help = Act {
        what: Do::Help,
        label: label.to(name),
        name: None,
        class: match entry.standing {
            Standing::Asks => "button primary",
            Standing::Listens => "button outlined",
        },
    };
    let (more, acts) = match entry.known {
        Known::Already | Known::Full => (None, vec![help]),
        Known::New => {
            let fingerprint = entry.key.fingerprint();
            (Some(Say::QueueFirst.with("fingerprint", &fingerprint)), vec![help])
        }
        Known::OtherKey => (Some(Say::QueueOtherKey.to(name)), Vec::new()),
    };
    Row {
        list: "waiting",
        key: entry.key,
        name: name.to_owned(),
        what: words::waits(entry, now),
        more,
        warns: entry.known == Known::OtherKey,
        acts,
    }
}

fn contact_row(contact: &Contact, waits: bool, is_asked: bool) -> Row {
    let name = contact.name.as_str();
    let act = |what: Do, say: Say, named: Option<Say>, class: &'static str| Act {
        what,
        label: say.english().to_owned(),
        name: named.map(|named| named.to(name)),
        class,
    };
    let (what, acts) = if is_asked {
        let forget = act(Do::Forget, Say::ForgetYes, None, "button small leave");
        let keep = act(Do::Keep, Say::ForgetNo, None, "button small outlined");
        (Say::ForgetAsk.to(name), vec![forget, keep])
    } else {
        let forget = act(Do::Ask, Say::Forget, Some(Say::ForgetWhom), "button small");
        let last = words::contact(contact, &date(contact.last));
        (if waits { Say::QueueTitle.english().to_owned() } else { last }, vec![forget])
    };
    Row {
        list: "contact",
        key: contact.key,
        name: name.to_owned(),
        what,
        more: None,
        warns: false,
        acts,
    }
}

/// One listener for all rows of a list.
fn clicks(
    list: &HtmlElement,
    asked: &Rc<Cell<Option<IdentityKey>>>,
    tell: &Tell,
) -> Result<Listener, Error> {
    let (asked, tell) = (asked.clone(), tell.clone());
    Listener::new(list, "click", move |event: DomEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let button = target.and_then(|target| target.closest("button").ok().flatten());
        let Some((what, key)) = button.and_then(|button| rows::act_of(&button)) else { return };
        let (wish, focus) = match what {
            Do::Help => (Some(PersonWish::Help(key)), None),
            Do::Forget => (Some(PersonWish::Forget(key)), None),
            Do::Ask => {
                asked.set(Some(key));
                (None, Some(Do::Keep))
            }
            Do::Keep => {
                asked.set(None);
                (None, Some(Do::Ask))
            }
        };
        tell(Event::Person(wish.unwrap_or(PersonWish::Look)));
        if let Some(focus) = focus {
            rows::focus(focus, &key);
        }
    })
}

/// The key is made when it is looked at for the first time.
fn opens(tell: &Tell) -> Result<Listener, Error> {
    let details: Element = element("own")?;
    let (opened, tell) = (details.clone(), tell.clone());
    Listener::new(&details, "toggle", move |_: DomEvent| {
        if opened.has_attribute("open") {
            tell(Event::Person(PersonWish::OwnKey));
        }
    })
}

fn copies() -> Result<Listener, Error> {
    let button: HtmlElement = element("copy-key")?;
    let key: HtmlElement = element("own-key")?;
    let (label, back) = (button.clone(), button.clone());
    let timer = Rc::new(std::cell::RefCell::new(Timer::new(move || {
        back.set_text_content(Some(Say::KeyCopy.english()));
    })));
    Listener::new(&button, "click", move |_: DomEvent| {
        let Ok(window) = window() else { return };
        let text = key.text_content().unwrap_or_default();
        let copied = JsFuture::from(window.navigator().clipboard().write_text(&text));
        let (label, timer) = (label.clone(), timer.clone());
        spawn_local(async move {
            if copied.await.is_ok() {
                label.set_text_content(Some(Say::KeyCopied.english()));
                timer.borrow_mut().after(COPIED_MS);
            }
        });
    })
}
