//! The windows as an application of the kit: shows the state, and makes commands of what the User does.

mod choosing;
mod programs;

use std::time::{Duration, Instant};

use appearance::Level;
use kit::app::{App, Clipboard};
use kit::view::Notice;
use kit::{Activation, Key, View};
use protocol::name::DisplayName;
use session::bandwidth::{BandwidthRequest, MAX_KBIT};
use session::{Origin, PersonInput};
use tokio::sync::{mpsc, watch};

use super::action::Action;
use super::links::{UnseenBar, WindowLinks};
use super::model::{Both, Model};
use super::outside::{Missed, outside};
use super::presses::PressCheck;
use super::seen;
use super::setup::perform;
use super::setup::state::{Page, SetupRequest};
use super::speaking::Voice;
use super::state::{OffersWait, Stage};
use super::views::{self, Moment};
use crate::clock::Clock;
use crate::invite::DeliveryRequest;
use crate::person::consent::ConsentRules;
use crate::person::input::{FromUser, UserInput};
use crate::picture::preview::Preview;
use crate::platform::desk::{Desk, Outside};
use crate::platform::desktop_programs::{DesktopPrograms, ShowFolder};
use crate::platform::elapsed_with_suspension;
use crate::platform::file_chooser::FileChooser;
use crate::platform::press_watch::PressWatch;
use crate::store::contacts;
use crate::words::window as words;

/// Which session the window asks the program for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Request {
    /// With whoever has the code.
    GetHelp,
    /// With this contact.
    Ask(DisplayName),
    /// None: something about people and settings.
    Setup(SetupRequest),
}

/// Requests that may wait: one session or change is asked for at a time, and each view that is opened looks anew.
pub(crate) const REQUESTS: usize = 16;

/// Where the windows send what the User wants.
#[derive(Clone, Debug)]
pub(crate) struct Outlets {
    /// To the session that runs.
    pub(crate) commands: mpsc::Sender<FromUser>,
    /// To the program.
    pub(crate) requests: mpsc::Sender<Request>,
    /// Whether the program is to end, with the session that runs.
    pub(crate) end: watch::Sender<bool>,
}

impl Outlets {
    /// Gives a command to the session. Without room, the session hangs, and the command is dropped.
    pub(super) fn command(&self, origin: Origin, command: PersonInput) {
        let input = UserInput { origin, command: Some(command) };
        if self.commands.try_send(FromUser::Command(input)).is_err() {
            tracing::warn!("a command of the window was dropped");
        }
    }

    /// The windows do not answer: takes control back.
    pub(crate) fn stop_control(&self) {
        self.command(Origin::Window, PersonInput::StopControl);
    }

    /// Ends the session that runs, and the program. It is never lost.
    pub(crate) fn end(&self) {
        self.end.send_replace(true);
    }

    fn deliver(&self, request: DeliveryRequest) {
        if self.commands.try_send(FromUser::Deliver(request)).is_err() {
            tracing::warn!("a delivery was dropped");
        }
    }

    fn request(&self, request: Request) {
        if self.requests.try_send(request).is_err() {
            tracing::warn!("a request of the window was dropped");
        }
    }
}

/// The application.
pub(crate) struct Windows {
    model: Model,
    clock: Clock,
    outlets: Outlets,
    clipboard: Box<dyn Clipboard + Send>,
    presses: PressCheck,
    voice: Voice,
    folders: Option<Box<dyn ShowFolder>>,
    chooser: Option<Box<dyn FileChooser>>,
    /// Since this computer started.
    pub(super) uptime: fn() -> Duration,
    desk: Box<dyn Desk>,
    missed: Missed,
    /// What the desktop shows outside of the windows.
    outside: Option<Outside>,
    preview: Preview,
    bar: UnseenBar,
}

impl Windows {
    /// The windows of this model. Without a `watch`, no answer grants anything.
    pub(crate) fn new(
        model: Model,
        outlets: Outlets,
        clipboard: Box<dyn Clipboard + Send>,
        watch: Option<Box<dyn PressWatch>>,
        desk: Box<dyn Desk>,
        clock: Clock,
        links: WindowLinks,
    ) -> Self {
        model.lock().local.cannot_allow = watch.is_none();
        let presses = PressCheck::new(watch, ConsentRules::default());
        let uptime = elapsed_with_suspension;
        let DesktopPrograms { speech, folders, chooser } = DesktopPrograms::none();
        model.lock().local.choosing.is_missing = chooser.is_none();
        let voice = Voice::new(speech);
        let (missed, outside) = (Missed::default(), None);
        let (preview, bar) = (links.preview, UnseenBar::new(links.own));
        Self {
            model,
            clock,
            outlets,
            clipboard,
            presses,
            voice,
            folders,
            chooser,
            uptime,
            desk,
            missed,
            outside,
            preview,
            bar,
        }
    }

    /// With these programs of the desktop.
    pub(crate) fn with_programs(mut self, programs: DesktopPrograms) -> Self {
        let DesktopPrograms { speech, folders, chooser } = programs;
        let mut both = self.model.lock();
        both.local.can_show_folders = folders.is_some();
        both.local.choosing.is_missing = chooser.is_none();
        drop(both);
        (self.voice, self.folders, self.chooser) = (Voice::new(speech), folders, chooser);
        self
    }

    /// Whether an activation may have its effect. What grants something needs a person's press.
    fn is_taken(&mut self, window: &Key, activation: &Activation<Action>) -> bool {
        let is_controlled = self.model.lock().state.is_controlled;
        if !activation.action.needs_person(is_controlled) {
            return true;
        }
        let both = self.model.lock();
        let named = both.local.setup.facts.device.clone();
        // A program that the Helper has started may wait until they do not control any more.
        let was_controlled = both.state.was_controlled;
        drop(both);
        self.presses.assist(named.filter(|_| !activation.action.needs_device()));
        // Without the lock: the desktop may take a while to answer.
        let now = self.clock.now();
        match self.presses.decide(window, activation, was_controlled, now) {
            Ok(()) => true,
            Err(why) => {
                self.model.lock().local.refusal = Some((window.clone(), why));
                false
            }
        }
    }

    /// Asks for another level, or for what holds.
    fn set_bandwidth(&self, level: Option<Level>) {
        self.give(PersonInput::Bandwidth(BandwidthRequest { level, max_kbit: None }));
    }

    fn perform(&mut self, action: Action) {
        let model = self.model.clone();
        let mut both = model.lock();
        match action {
            Action::Spell(shown) => both.local.is_spelled = shown,
            Action::WithPrompts { id, with } => {
                if both.state.question.as_ref().is_some_and(|asked| asked.id == id) {
                    both.local.with_prompts = with;
                }
            }
            Action::Chat(shown) => both.local.shows_chat = shown,
            Action::Slow(shown) => both.local.shows_bandwidth = shown,
            Action::Draft(text) => both.local.draft = text,
            Action::Leave => both.local.asks_to_leave = true,
            Action::Stay => both.local.asks_to_leave = false,
            Action::Read(number) => both.state.dismiss_alert(number),
            Action::CopyLink | Action::CopyMessage => {
                // Without the lock: other programs take part in it.
                drop(both);
                self.copy(&action);
            }
            Action::Sending(action) => {
                if both.state.stage == Stage::Waiting {
                    let Both { state, local } = &mut *both;
                    let request = local.sending.perform(action, &mut state.sent);
                    request.into_iter().for_each(|request| self.outlets.deliver(request));
                }
            }
            Action::Speaking(action) => {
                // Without the lock: the voice takes it when it ends.
                drop(both);
                self.speak(action);
            }
            Action::ShowLog => self.show_log(&mut both),
            Action::GetHelp => self.ask(&mut both, Request::GetHelp),
            Action::Ask(contact) => self.ask(&mut both, Request::Ask(contact)),
            Action::NewCode => self.new_code(&mut both),
            Action::Cancel => self.give(PersonInput::Disconnect),
            Action::Answer { id, answer } => {
                let is_open = both.state.question.as_ref().is_some_and(|asked| asked.id == id);
                if is_open && both.state.answer().is_some() {
                    let origin = if answer.allows() { Origin::Device } else { Origin::Window };
                    self.outlets.command(origin, PersonInput::Answer { id, answer });
                }
            }
            Action::NextStep => self.give(PersonInput::NextStep),
            Action::StopControl => self.give(PersonInput::StopControl),
            Action::Revoke(right) => self.give(PersonInput::Revoke(right)),
            Action::ShowSendFile(shown) => Self::write_path(&mut both, shown.then(String::new)),
            Action::FilePath(path) => Self::write_path(&mut both, Some(path)),
            Action::ChooseFiles(what) => self.show_chooser(&mut both, what),
            Action::ForgetFiles => both.local.choosing.forget(),
            Action::SendFiles(paths) => self.send_files(&mut both, paths),
            Action::CancelFile(id) => self.give(PersonInput::CancelFile { id }),
            Action::PauseFile(id) => self.give(PersonInput::PauseFile { id }),
            Action::ResumeFile(id) => self.give_pressed(PersonInput::ResumeFile { id }),
            Action::Pause => self.give(PersonInput::Pause),
            Action::Resume => self.give_pressed(PersonInput::Resume),
            Action::Remember => self.give_pressed(PersonInput::Remember),
            Action::Send(text) => self.send(&mut both, text),
            Action::Level(level) => self.set_bandwidth(Some(level)),
            Action::Rate => self.set_bandwidth(None),
            Action::Cap(text) => self.cap(&mut both, &text),
            Action::Disconnect => {
                both.local.asks_to_leave = false;
                self.give(PersonInput::Disconnect);
            }
            Action::Setup(action) => {
                // While a session runs there are none of these.
                if both.state.is_between_sessions()
                    && let Some(request) = perform::perform(&mut both.local.setup, action)
                {
                    self.outlets.request(Request::Setup(request));
                }
            }
            Action::Seen => {
                both.state.seen();
                both.local.setup.open(Page::Start);
            }
            Action::Preview(action) => both.local.seen.perform(action),
            Action::Close => self.close(&mut both),
        }
    }

    fn new_code(&self, both: &mut Both) {
        if both.state.stage == Stage::Waiting {
            both.state.begin();
            self.give(PersonInput::Disconnect);
            self.outlets.request(Request::GetHelp);
        }
    }

    /// A command that needs no proof of a hand, or gets none.
    fn give(&self, command: PersonInput) {
        self.outlets.command(Origin::Window, command);
    }

    /// A command that a person's press has proven.
    fn give_pressed(&self, command: PersonInput) {
        self.outlets.command(Origin::Device, command);
    }

    fn send(&self, both: &mut Both, text: String) {
        if text.trim().is_empty() {
            return;
        }
        both.local.draft.clear();
        self.give(PersonInput::Chat { text });
    }

    /// Sets the cap of the bandwidth.
    fn cap(&self, both: &mut Both, text: &str) {
        let max_kbit = text.trim().parse().ok().filter(|cap| MAX_KBIT.contains(cap));
        both.local.cap_error = max_kbit.is_none().then(words::cap_error);
        if max_kbit.is_some() {
            self.give(PersonInput::Bandwidth(BandwidthRequest { level: None, max_kbit }));
        }
    }

    /// Copies the link, or a message with it.
    fn copy(&mut self, action: &Action) {
        let link = self.model.lock().state.invitation.as_ref().map(|open| open.link.clone());
        let Some(link) = link else { return };
        let (text, said) = if *action == Action::CopyLink {
            (link, words::invitation::LINK_COPIED)
        } else {
            (words::message(&link), words::invitation::MESSAGE_COPIED)
        };
        self.clipboard.set_text(text);
        self.model.lock().local.copied = Some(said);
    }

    /// Asks for a session where none runs. A second press finds that one is being opened.
    fn ask(&self, both: &mut Both, request: Request) {
        if both.state.is_between_sessions() {
            both.local.setup.open(Page::Start);
            let waits = both.state.offers != OffersWait::No;
            both.state.begin();
            if waits {
                both.state.offers = OffersWait::Ends;
            }
            self.outlets.request(request);
        }
    }

    /// Closing the main window ends the program where nothing is shared. During a session the User is asked.
    fn close(&self, both: &mut Both) {
        match both.state.stage {
            Stage::Start | Stage::Opening | Stage::Waiting | Stage::Ended => {
                both.local.is_over = true;
                self.outlets.end();
            }
            Stage::Sharing => both.local.asks_to_leave = true,
        }
    }
}

impl App for Windows {
    type Action = Action;

    fn views(&mut self) -> Vec<View<Action>> {
        self.hush();
        let now = Moment { uptime: (self.uptime)(), utc: contacts::now() };
        let model = self.model.clone();
        let mut both = model.lock();
        self.close_chooser(&both);
        if both.local.is_over {
            self.preview.want(false);
            return Vec::new();
        }
        self.model.answered();
        self.missed.look(&both.state, self.presses.has_focus());
        let outside = outside(&both, &self.missed);
        if self.outside.as_ref() != Some(&outside) {
            self.outside = Some(outside.clone());
            self.desk.show(outside);
        }
        let Both { state, local } = &mut *both;
        seen::refresh(&self.preview, state, local);
        local.countdown.look(state.question.as_ref(), now.uptime);
        local.unread.look(state, views::has_main(state, local));
        views::windows(state, local, now)
    }

    fn update(&mut self, window: &Key, activation: Activation<Action>) {
        if self.is_taken(window, &activation) {
            self.model.lock().local.refusal = None;
            self.perform(activation.action);
        }
    }

    fn notice(&mut self, window: &Key, notice: Notice, _: Instant) {
        self.bar.notice(window, notice);
        self.presses.notice(window, notice, self.clock.now());
    }
}
