//! The windows without a display, for tests: elements are found by their keys, and pressed by hand.

use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use kit::app::{App as _, OwnClipboard};
use kit::element::Kind;
use kit::geometry::Rect;
use kit::view::Notice;
use kit::{Activation, Element, Key, Origin, View};
use protocol::peer::Phase;
use protocol::time::Tick;
use session::PersonInput;
use tokio::sync::{mpsc, watch};

use super::action::Action;
use super::links::WindowLinks;
use super::model::{Model, WindowFace};
use super::shell::{Outlets, REQUESTS, Request, Windows};
use super::views::MAIN;
use crate::clock::Clock;
use crate::invite::DeliveryRequest;
use crate::person::face::Face;
use crate::person::input::{FromUser, InputError};
use crate::person::notice::UserNotice;
use crate::picture::preview::Preview;
use crate::platform::PlatformError;
use crate::platform::desk::{Choice, Desk, Outside};
use crate::platform::press_watch::{
    Brought, Control, Evidence, PointerEvidence, Press, PressOrigin, PressWatch, Seen, Visibility,
    WindowEvidence,
};

/// Commands that a test may give before it looks.
const COMMANDS: usize = 16;

/// How long this computer runs, at all times.
pub(super) const UPTIME: Duration = Duration::from_secs(1000);

/// How long ago everything is that a test has not just done.
const LONG: Duration = Duration::from_secs(20);

/// A clock on which every moment is long after the one before.
fn clock() -> Clock {
    static CALLS: AtomicU64 = AtomicU64::new(0);
    Clock::start_with(|| LONG * u32::try_from(CALLS.fetch_add(1, SeqCst)).unwrap())
}

/// A desktop on which this happened at each press.
#[derive(Clone, Debug)]
struct Desktop(Arc<Mutex<Evidence>>);

impl PressWatch for Desktop {
    fn watch(&mut self, _: Option<u32>) -> Result<(), PlatformError> {
        Ok(())
    }

    fn unwatch(&mut self) {}

    fn evidence(&mut self, _: &Seen) -> Result<Evidence, PlatformError> {
        Ok(self.0.lock().unwrap().clone())
    }

    fn sees_forgeries(&self) -> bool {
        true
    }
}

/// A desktop that keeps what it shows outside of the windows.
#[derive(Clone, Debug, Default)]
struct SeenDesk(Arc<Mutex<Option<Outside>>>);

impl Desk for SeenDesk {
    fn show(&mut self, outside: Outside) {
        *self.0.lock().unwrap() = Some(outside);
    }
}

/// A person pressed the mouse's button, and nothing else happened for long.
fn by_hand() -> Evidence {
    let control = Control::Button(1);
    let (origin, device) = (PressOrigin::Device, "Mouse".to_owned());
    let pointer =
        PointerEvidence { place: Some((12, 12)), moved_by_program: None, is_by_program: false };
    let visibility = Visibility::Whole;
    Evidence {
        press: Some(Press {
            control,
            activates: false,
            origin,
            device,
            brought: Brought::At(12, 12),
            age: Duration::from_millis(80),
        }),
        program_pressed: None,
        typed: None,
        remapped: None,
        pointer,
        window: WindowEvidence { focused: Some(LONG), changed: None, visibility },
    }
}

/// The windows, and what comes out of them.
pub(crate) struct PressedWindows {
    pub(super) model: Model,
    face: WindowFace,
    pub(super) windows: Windows,
    shown: SeenDesk,
    of_menu: Outlets,
    desktop: Desktop,
    open: Vec<Key>,
    commands: mpsc::Receiver<FromUser>,
    pub(super) requests: mpsc::Receiver<Request>,
    /// Whether the program is to end.
    pub(super) ended: watch::Receiver<bool>,
    /// What the Helper sees.
    pub(super) preview: Preview,
}

impl PressedWindows {
    pub(crate) fn new() -> Self {
        Self::with(true)
    }

    /// On a desktop where a person is not told from a program.
    pub(super) fn without_a_watch() -> Self {
        Self::with(false)
    }

    fn with(is_watched: bool) -> Self {
        let model = Model::new(Box::new(|| {}));
        let (commands, given) = mpsc::channel(COMMANDS);
        let (requests, asked) = mpsc::channel(REQUESTS);
        let (end, ended) = watch::channel(false);
        let outlets = Outlets { commands, requests, end };
        let desktop = Desktop(Arc::new(Mutex::new(by_hand())));
        let clipboard = Box::new(OwnClipboard::default());
        let presses = is_watched.then(|| Box::new(desktop.clone()) as Box<dyn PressWatch>);
        let desk = SeenDesk::default();
        let (shown, of_menu) = (desk.clone(), outlets.clone());
        let links = WindowLinks::default();
        let preview = links.preview.clone();
        let desk = Box::new(desk);
        let mut windows =
            Windows::new(model.clone(), outlets, clipboard, presses, desk, clock(), links);
        windows.uptime = || UPTIME;
        let (face, open) = (WindowFace::new(model.clone()), Vec::new());
        let (commands, requests) = (given, asked);
        Self {
            model,
            face,
            windows,
            shown,
            of_menu,
            desktop,
            open,
            commands,
            requests,
            ended,
            preview,
        }
    }

    /// From now on a program presses.
    pub(super) fn by_a_program(&self) {
        let mut evidence = self.desktop.0.lock().unwrap();
        evidence.press.as_mut().unwrap().origin = PressOrigin::Injected;
    }

    /// Opens and closes windows as the views say.
    pub(super) fn refresh(&mut self) -> Vec<View<Action>> {
        let views = self.windows.views();
        let now = instant();
        for gone in self.open.extract_if(.., |key| views.iter().all(|view| view.key != *key)) {
            self.windows.notice(&gone, Notice::Closed, now);
        }
        for (n, view) in views.iter().enumerate() {
            if !self.open.contains(&view.key) {
                self.open.push(view.key.clone());
                let number = u32::try_from(n).ok();
                self.windows.notice(&view.key, Notice::Opened { number }, now);
            }
        }
        views
    }

    /// The window with the element of this key, and what the element reports, if it is shown and can be
    /// activated.
    fn find(&mut self, key: &str) -> Option<(Key, Action)> {
        let views = self.refresh();
        let shown = views.iter().filter(|view| view.visible);
        shown.rev().find_map(|view| Some((view.key.clone(), find(&view.element, key)?)))
    }

    /// What the element of this key reports.
    pub(super) fn action(&mut self, key: &str) -> Option<Action> {
        self.find(key).map(|(_, action)| action)
    }

    /// Presses the element of this key with the mouse.
    pub(super) fn press(&mut self, key: &str) -> bool {
        let Some((window, action)) = self.find(key) else { return false };
        self.windows.notice(&window, Notice::Focused(true), instant());
        self.activate(&window, action, Origin::Pointer);
        true
    }

    /// Activates the element of this key as assistive technology does.
    pub(super) fn request(&mut self, key: &str) -> bool {
        let Some((window, action)) = self.find(key) else { return false };
        self.windows.notice(&window, Notice::Focused(true), instant());
        self.activate(&window, action, Origin::Accessibility);
        true
    }

    /// A person does this with the mouse in the main window, whatever it shows now.
    pub(super) fn does(&mut self, action: Action) {
        self.refresh();
        let window = self.open.last().cloned().unwrap_or_else(|| Key::new(MAIN));
        self.windows.notice(&window, Notice::Focused(true), instant());
        self.activate(&window, action, Origin::Pointer);
    }

    /// A window of the program gets or loses the keyboard.
    pub(super) fn focus(&mut self, has_focus: bool) {
        self.windows.notice(&Key::new(MAIN), Notice::Focused(has_focus), instant());
    }

    /// What the desktop shows outside of the windows.
    pub(super) fn outside(&mut self) -> Outside {
        self.refresh();
        self.shown.0.lock().unwrap().clone().unwrap()
    }

    /// This is chosen in the menu of the icon.
    pub(super) fn choose(&self, choice: Choice) {
        super::choose(&self.model, &self.of_menu, choice);
    }

    /// The User closes the main window.
    pub(super) fn close(&mut self) {
        self.activate(&Key::new(MAIN), Action::Close, Origin::System);
    }

    fn activate(&mut self, window: &Key, action: Action, origin: Origin) {
        let at = instant();
        let activation = Activation {
            action,
            origin,
            guarded: true,
            at,
            shown_since: at.checked_sub(LONG).unwrap_or(at),
            place: Rect::new(10.0, 10.0, 100.0, 40.0),
            pointer_waited: false,
            focused: None,
            press: None,
            typed: None,
        };
        self.windows.update(window, activation);
    }

    /// What the session was asked to deliver since.
    pub(super) fn delivers(&mut self) -> Option<DeliveryRequest> {
        match self.commands.try_recv() {
            Ok(FromUser::Deliver(request)) => Some(request),
            Ok(FromUser::Line(_) | FromUser::Command(_)) | Err(_) => None,
        }
    }

    /// The command that was given since.
    pub(super) fn given(&mut self) -> Option<PersonInput> {
        match self.commands.try_recv() {
            Ok(FromUser::Command(input)) => input.command,
            Ok(FromUser::Line(_) | FromUser::Deliver(_)) | Err(_) => None,
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "an instant can be had in no other way")]
fn instant() -> Instant {
    Instant::now()
}

/// The action of the element of this key in an element.
fn find(element: &Element<Action>, key: &str) -> Option<Action> {
    let among = |children: &[Element<Action>]| children.iter().find_map(|child| find(child, key));
    let (name, text) = key.split_once(':').unwrap_or((key, ""));
    let is = |own: &Key| own.name() == name && (text.is_empty() || text == own.index().to_string());
    match &element.kind {
        Kind::Button(button) if is(&button.key) && button.enabled => button.action.clone(),
        Kind::Check(check) if is(&check.key) && check.enabled => check.action.clone(),
        Kind::Field(field) if field.key.name() == name => {
            field.on_submit.as_ref().map(|submit| submit.make(text.to_owned()))
        }
        Kind::Row(flow) | Kind::Column(flow) => among(&flow.children),
        Kind::List(list) => among(&list.rows),
        Kind::Log(log) => among(&log.lines),
        Kind::Panel(panel) => find(&panel.child, key),
        Kind::Scroll(scroll) => find(&scroll.child, key),
        Kind::Dialog(dialog) => among(&dialog.children),
        Kind::Button(_)
        | Kind::Check(_)
        | Kind::Field(_)
        | Kind::Text(_)
        | Kind::Image(_)
        | Kind::Space(_)
        | Kind::Progress(_)
        | Kind::Status(_) => None,
    }
}

/// For the contract of all faces: a "line" is the keys of the elements to press, one after the other.
impl Face for PressedWindows {
    fn begin_session(&mut self) {
        self.face.begin_session();
    }

    fn render(&mut self, notice: &UserNotice) -> Vec<u8> {
        self.face.render(notice)
    }

    fn written(&mut self, now: Tick) {
        self.face.written(now);
    }

    fn parse(&mut self, line: &str, _: Tick) -> Result<Option<PersonInput>, InputError> {
        if line.trim().is_empty() {
            return Ok(None);
        }
        for key in line.split_whitespace() {
            if !self.press(key) {
                return Err(InputError::UnknownCommand);
            }
        }
        let given = self.given().ok_or(InputError::UnknownCommand)?;
        // What shows the elements for the opposite.
        let helper = "Jacky".parse().unwrap();
        if given == PersonInput::Pause {
            let phase = Phase::ScreenSharing;
            self.render(&UserNotice::Session(session::Notice::Paused { phase, helper }));
        } else if given == PersonInput::Resume {
            let phase = Phase::ControlSharing;
            let (helper, stop) = (Some(helper), session::ControlStop::PanicKey);
            let notice = session::Notice::Phase { phase, helper, reason: None, stop };
            self.render(&UserNotice::Session(notice));
        }
        Ok(Some(given))
    }
}
