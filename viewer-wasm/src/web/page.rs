//! The page around the picture: shows a [`View`], and emits the commands of its buttons.

use web_sys::{Element, Event as DomEvent, HtmlButtonElement, HtmlElement, HtmlSelectElement};

use super::dom::{document, element, set};
use super::listener::Listener;
use super::text::{Spoken as _, words};
use super::timer::Timer;
use crate::error::Error;
use crate::event::{Command, Emit, Event};
use protocol::peer::EndReason;
use protocol::sealed::PageHash;
use viewer::fit::Zoom;
use viewer::state::{Control, Ending, Phase, Picture, View};
use viewer::words::{self, Say};

/// How long a notice stays, in ms: time to read it twice.
const NOTICE_MS: i32 = 6000;
/// How many are shown at a time; the oldest makes room.
const NOTICES: u32 = 3;

/// The page around the picture.
pub(crate) struct Page {
    root: Element,
    status: HtmlElement,
    bar: Bar,
    card: Card,
    again: HtmlElement,
    notice: HtmlElement,
    age: HtmlElement,
    last_log: HtmlElement,
    stats: HtmlElement,
    notice_timer: Timer,
    _listeners: Vec<Listener>,
}

/// The buttons above the picture that change.
struct Bar {
    request: HtmlButtonElement,
    request_label: HtmlElement,
    give_up: HtmlElement,
    typing: HtmlElement,
    stats: HtmlElement,
}

/// The card in the place of the picture.
struct Card {
    card: HtmlElement,
    title: HtmlElement,
    text: HtmlElement,
    check_network: HtmlElement,
}

impl Page {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let root = document()?.document_element().ok_or(Error::NoElement("html"))?;
        let notice: HtmlElement = element("note")?;
        let fading = notice.clone();
        let listeners = buttons(emit)?;
        Ok(Self {
            root,
            status: element("status")?,
            bar: Bar {
                request: element("request-control")?,
                request_label: element("request-control-label")?,
                give_up: element("give-up-control")?,
                typing: element("type")?,
                stats: element("statistics")?,
            },
            card: Card {
                card: element("card")?,
                title: element("card-title")?,
                text: element("card-text")?,
                check_network: element("check-network")?,
            },
            again: element("again")?,
            notice,
            age: element("age")?,
            last_log: element("save-last-log")?,
            stats: element("stats")?,
            notice_timer: Timer::new(move || fading.set_hidden(true)),
            _listeners: listeners,
        })
    }

    /// Which page this is, as the build has written it.
    pub(crate) fn hash() -> Option<PageHash> {
        let place: HtmlElement = element("build").ok()?;
        place.text_content()?.parse().ok()
    }

    /// Shows a view.
    pub(crate) fn show(&self, view: &View) {
        let words = words();
        let user = words.user_of(view);
        set(&self.root, "data-phase", view.phase.attribute());
        set(&self.root, "data-picture", picture_name(view.picture));
        // Screen readers announce it whenever it is set, so it is set only when it changes.
        let status = words.text(words::status(view));
        if self.status.text_content().as_deref() != Some(status) {
            self.status.set_text_content(Some(status));
        }
        self.show_control(view, user);
        let card = words::card(view);
        self.card.card.set_hidden(card.is_none());
        if let Some((title, text)) = card {
            self.card.title.set_text_content(Some(&title.to(user)));
            self.card.text.set_text_content(Some(&text.to(user)));
        }
        let is_worth_a_check = view.phase == Phase::Ended && words::is_worth_a_check(view.ending);
        self.card.check_network.set_hidden(!is_worth_a_check);
        if matches!(view.phase, Phase::Idle | Phase::Ended) {
            self.notice.set_hidden(true);
        }
        self.again.set_hidden(view.phase != Phase::Ended);
        if view.phase == Phase::Ended && may_retry(view.ending) {
            let _ = self.again.focus();
        }
    }

    fn show_control(&self, view: &View, user: &str) {
        let bar = &self.bar;
        let is_granted = view.control == Control::Granted;
        bar.give_up.set_hidden(!is_granted);
        bar.typing.set_hidden(!is_granted);
        bar.request.set_hidden(is_granted || view.control == Control::Unavailable);
        let can_request = view.control == Control::Available && view.picture == Picture::Shown;
        bar.request.set_disabled(!can_request);
        let hint = match view.control {
            Control::ViewOnly => Say::ViewOnlyHint.to(user),
            Control::Unavailable | Control::Available | Control::Requested | Control::Granted => {
                String::new()
            }
        };
        bar.request.set_title(&hint);
        let label = match view.control {
            Control::Requested => Say::ControlAsked,
            Control::Unavailable | Control::ViewOnly | Control::Available | Control::Granted => {
                Say::RequestControl
            }
        };
        bar.request_label.set_text_content(Some(label.said()));
    }

    /// Shows a notice for a while, below those that are still to be read. Each is a node of its own, so that a screen
    /// reader reads the new one only.
    pub(crate) fn notify(&mut self, sentence: &str) {
        if self.notice.hidden() {
            self.notice.set_text_content(None);
        }
        while self.notice.child_element_count() >= NOTICES {
            self.notice.first_element_child().inspect(Element::remove);
        }
        if let Ok(line) = document().and_then(|it| Ok(it.create_element("span")?)) {
            line.set_text_content(Some(sentence));
            let _ = self.notice.append_child(&line);
        }
        self.notice.set_hidden(false);
        self.notice_timer.after(NOTICE_MS);
    }

    /// Dims the picture and shows its age in ms; `None` while it is not old.
    pub(crate) fn show_age(&self, age_ms: Option<f64>) {
        let is_old = age_ms.is_some();
        if self.age.hidden() == is_old {
            self.age.set_hidden(!is_old);
            set(&self.root, "data-old", if is_old { "true" } else { "false" });
        }
        if let Some(age_ms) = age_ms {
            // Not negative, and far below 2⁵³.
            let age = std::time::Duration::from_millis(age_ms as u64);
            self.age.set_text_content(Some(&words().picture_old(age)));
        }
    }

    /// Whether the log of the session before the page was loaded can be saved.
    pub(crate) fn offer_last_log(&self, offer: bool) {
        self.last_log.set_hidden(!offer);
    }

    /// Moves the focus from the picture to the bar.
    pub(crate) fn focus_bar(&self) {
        let target: &HtmlElement =
            if self.bar.give_up.hidden() { &self.bar.stats } else { &self.bar.give_up };
        let _ = target.focus();
    }

    /// Shows the statistics, or hides them. Returns whether they are shown.
    pub(crate) fn toggle_statistics(&self) -> bool {
        let shown = self.stats.hidden();
        self.stats.set_hidden(!shown);
        set(&self.bar.stats, "aria-pressed", if shown { "true" } else { "false" });
        shown
    }

    /// Marks the on-screen keyboard's button.
    pub(crate) fn mark_typing(&self, on: bool) {
        set(&self.bar.typing, "aria-pressed", if on { "true" } else { "false" });
    }

    /// Shows statistics, each in the field with its id.
    pub(crate) fn show_statistics(&self, fields: &[(&'static str, String)]) {
        for (id, text) in fields {
            if let Ok(field) = element::<HtmlElement>(id) {
                field.set_text_content(Some(text));
            }
        }
    }
}

fn picture_name(picture: Picture) -> &'static str {
    match picture {
        Picture::Hidden => "hidden",
        Picture::Shown => "shown",
        Picture::Paused => "paused",
        Picture::SystemPrompt => "system-prompt",
        Picture::Interrupted => "interrupted",
    }
}

/// Whether the Helper is likely to try again at once.
fn may_retry(ending: Option<Ending>) -> bool {
    !matches!(ending, None | Some(Ending::Session(EndReason::NoDecoder)))
}

fn buttons(emit: &Emit) -> Result<Vec<Listener>, Error> {
    let mut listeners = Vec::new();
    for (id, command) in [
        ("request-control", Command::RequestControl),
        ("give-up-control", Command::GiveUpControl),
        ("disconnect", Command::Disconnect),
        ("again", Command::Reset),
        ("remember", Command::Remember),
        ("remember-yes", Command::AnswerRemember(true)),
        ("remember-no", Command::AnswerRemember(false)),
        ("remember-read", Command::DismissWarning),
        ("save-log", Command::SaveLog),
        ("save-last-log", Command::SaveLastLog),
        ("chat", Command::TogglePanel),
        ("close-panel", Command::TogglePanel),
        ("statistics", Command::ToggleStatistics),
        ("take-picture", Command::TakePicture),
        ("fullscreen", Command::ToggleFullscreen),
        ("type", Command::ToggleTyping),
    ] {
        let emit = emit.clone();
        let button: Element = element(id)?;
        listeners.push(Listener::new(&button, "click", move |_: DomEvent| {
            emit(Event::Command(command.clone()));
        })?);
    }
    let zoom: HtmlSelectElement = element("zoom")?;
    let emit = emit.clone();
    listeners.push(Listener::new(&zoom.clone(), "change", move |_: DomEvent| {
        if let Some(zoom) = Zoom::from_name(&zoom.value()) {
            emit(Event::Command(Command::Zoom(zoom)));
        }
    })?);
    Ok(listeners)
}
