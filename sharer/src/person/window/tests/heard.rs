//! A whole session with the screen off: what a screen reader says, in order, while the User does everything by keyboard.
//!
//! The reader says a window that gets the keyboard, a dialog with all of its words, what the keyboard comes to, and what is
//! live. It stands in `heard.txt`; to be copied from `ALONGSIDE_PICTURES=FOLDER`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::time::Duration;

use kit::headless::{Headless, Role, Told};
use kit::input::{KeyName, KeyPress};
use protocol::bulk::{Digest, TransferId};
use protocol::file_name::FileName;
use protocol::folder_path::FolderPath;
use protocol::peer::{Party, Phase};
use session::notice::{FileNotice, FileState};
use session::{Notice, Question};

use super::super::action::Action;
use super::super::pressed::PressedWindows;
use super::super::views::QUESTION;
use super::look::shown;
use super::{ID, chat, invitation, numbered, phase};
use crate::path_kind::PathKind;
use crate::person::face::Face as _;
use crate::person::notice::{UserError, UserNotice};

/// What is heard.
const HEARD: &str = include_str!("heard.txt");

/// The User, who hears the windows.
struct Listener {
    windows: PressedWindows,
    open: BTreeMap<String, Headless<Action>>,
    /// The window with the keyboard.
    active: Option<String>,
    /// The dialog that is open in it.
    dialog: Option<String>,
    /// What the desktop shows, as it was heard last.
    desktop: Option<String>,
    heard: String,
}

impl Listener {
    fn new() -> Self {
        let (windows, open, heard) = (PressedWindows::new(), BTreeMap::new(), String::new());
        let mut listener = Self { windows, open, active: None, dialog: None, desktop: None, heard };
        listener.does("opens the window");
        listener
    }

    fn says(&mut self, line: &str) {
        let _ = writeln!(self.heard, "  {line}");
    }

    /// Something happens, or the User does it.
    fn does(&mut self, what: &str) {
        let _ = writeln!(self.heard, "# {what}");
        self.listens();
    }

    fn happens(&mut self, what: &str, notice: &UserNotice) {
        self.windows.render(notice);
        self.does(what);
    }

    /// The windows are as they are now: says what is new.
    fn listens(&mut self) {
        let views = self.windows.refresh();
        let names: Vec<String> = views.iter().map(|view| view.key.name().to_owned()).collect();
        self.open.retain(|name, _| names.contains(name));
        let mut entered = None;
        for (view, name) in views.into_iter().zip(&names) {
            let is_bar = view.says_status;
            match self.open.get_mut(name) {
                Some(window) => window.show(view),
                None => {
                    self.open.insert(name.clone(), shown(view, 1.0));
                    entered = (!is_bar).then(|| name.clone()).or(entered);
                }
            }
        }
        if self.active.as_ref().is_some_and(|active| !names.contains(active)) {
            // The keyboard goes back to a window of the program, if there is one, or to the rest of the desktop.
            self.active = names.iter().find(|name| *name == "main").cloned();
            entered = entered.or_else(|| self.active.clone());
        }
        for name in &names {
            for said in
                self.open.get_mut(name).into_iter().flat_map(Headless::hear).collect::<Vec<_>>()
            {
                let how = if said.assertive { "at once" } else { "then" };
                self.says(&format!("{how}: {}", said.words));
            }
        }
        if let Some(name) = &entered {
            self.enters(name);
        }
        self.dialogs(entered.is_some());
        self.windows.focus(self.active.is_some());
        let outside = self.windows.outside().announcement;
        let outside = outside.map(|shown| format!("{}: {}", shown.title, shown.text));
        if outside != self.desktop {
            if let Some(shown) = &outside {
                self.says(&format!("desktop: {shown}"));
            }
            self.desktop = outside;
        }
    }

    /// A window gets the keyboard.
    fn enters(&mut self, name: &str) {
        self.active = Some(name.to_owned());
        let Some(window) = self.open.get(name) else { return };
        let told = window.told();
        let dialog = told.iter().find(|told| told.role == Role::AlertDialog);
        let said = match dialog {
            // All words of a dialog are read when it opens.
            Some(dialog) => {
                let words = told.iter().filter(|told| told.role == Role::Label);
                let words: Vec<_> = words.map(|told| told.name.as_str()).collect();
                format!("dialog: {} {}", dialog.name, words.join(" "))
            }
            None => format!("window: {}", told.first().map_or("", |window| &window.name)),
        };
        self.says(&said);
    }

    /// A dialog of the window with the keyboard opens or closes.
    fn dialogs(&mut self, was_entered: bool) {
        let active = self.active.clone().unwrap_or_default();
        let told = self.open.get(&active).map(Headless::told).unwrap_or_default();
        let dialog = told.into_iter().find(|told| told.role == Role::AlertDialog);
        let dialog = dialog.map(|dialog| dialog.name);
        let before = std::mem::replace(&mut self.dialog, dialog.clone());
        if was_entered || dialog == before {
            return;
        }
        if dialog.is_some() {
            self.enters(&active);
        } else {
            self.focus(&active);
        }
    }

    /// Says what the keyboard is at.
    fn focus(&mut self, window: &str) {
        let Some(window) = self.open.get(window) else { return };
        let place = window.focus().and_then(|key| window.place(key));
        let told = window.told().into_iter().filter(|told| told.can_focus);
        let told = told.into_iter().find(|told| Some(told.bounds) == place);
        let said = told.map_or_else(|| "nothing".to_owned(), |told| control(&told));
        self.says(&said);
    }

    /// Goes to an element by Tab, hearing each on the way, and presses it.
    fn presses(&mut self, key: &str) {
        let _ = writeln!(self.heard, "# presses Tab, and Enter on “{key}”");
        let active = self.active.clone().expect("a window has the keyboard");
        for _ in 0..20 {
            let window = self.open.get_mut(&active).expect("it is open");
            window.key(KeyPress::new(KeyName::Tab));
            let focus = window.focus().map(|key| key.name().to_owned());
            self.focus(&active);
            if focus.as_deref() == Some(key) {
                assert!(self.windows.press(key));
                return self.listens();
            }
        }
        panic!("Tab does not come to {key:?}: {}", self.heard);
    }
}

/// What is said of what the keyboard comes to.
fn control(told: &Told) -> String {
    let roles = [
        (Role::Button, "button"),
        (Role::CheckBox, "check box"),
        (Role::RadioButton, "choice"),
        (Role::TextInput, "field"),
    ];
    let role = roles.iter().find(|(role, _)| *role == told.role).map_or("part", |(_, name)| *name);
    let mut said = format!("{}, {role}", told.name);
    if let Some(toggled) = told.toggled {
        said.push_str(if toggled { ", chosen" } else { ", not chosen" });
    }
    if told.role == Role::TextInput {
        let _ = write!(said, ", {}", if told.value.is_empty() { "empty" } else { &told.value });
    }
    if !told.description.is_empty() {
        let _ = write!(said, ". {}", told.description);
    }
    said
}

/// The Helper's file.
fn file(state: FileState) -> UserNotice {
    UserNotice::Session(Notice::File(FileNotice {
        id: TransferId(1),
        name: FileName::lossy("printer.pdf"),
        folders: FolderPath::default(),
        contents: None,
        sender: Party::Helper,
        size: 4_000_000,
        state,
    }))
}

#[test]
fn a_session_is_heard_in_order_each_thing_once() {
    let mut user = Listener::new();
    user.presses("get-help");
    user.windows.begin_session();
    user.happens("the code is there", &invitation());
    user.presses("spell");
    user.happens("a Helper comes", &numbered(ID, Question::Connect));
    user.presses("allow");
    user.windows.render(&UserNotice::QuestionAnswered { id: ID });
    user.happens("the Helper is let in", &phase(Phase::ScreenSharing));
    user.happens("the path is known", &UserNotice::Path { path: PathKind::Direct });
    user.happens("the Helper writes", &chat("Do you see the printer?"));
    user.enters("bar");
    user.presses("chat");
    user.happens("the Helper writes again", &chat("It is the grey box."));
    user.happens("the Helper asks for control", &numbered(ID + 1, Question::Control));
    user.presses("allow");
    user.windows.render(&UserNotice::QuestionAnswered { id: ID + 1 });
    user.happens("control is shared", &phase(Phase::ControlSharing));
    user.happens("the Helper asks to send a file", &numbered(ID + 2, Question::FileIn));
    user.happens("the Helper writes meanwhile", &chat("It is the manual."));
    user.happens("and once more", &chat("Four megabytes."));
    user.presses("allow");
    user.happens("it is answered", &UserNotice::QuestionAnswered { id: ID + 2 });
    for bytes in [0, 1_000_000, 2_000_000, 4_000_000] {
        user.happens("the file comes", &file(FileState::Running { bytes }));
    }
    let done = FileState::Done {
        path: Some("/users/ursula/Downloads/printer.pdf".into()),
        digest: Digest([1; 32]),
    };
    user.happens("it is there", &file(done));
    user.happens("a program fails", &UserNotice::Error(UserError::Text("The log is full.".into())));
    user.presses("read");
    user.presses("stop-control");
    user.happens("control is stopped", &phase(Phase::ScreenSharing));
    user.presses("disconnect");
    user.presses("stay");
    user.presses("disconnect");
    user.presses("end");
    user.happens("the session ends", &phase(Phase::Ended));
    user.presses("seen");
    if let Ok(folder) = std::env::var("ALONGSIDE_PICTURES") {
        std::fs::write(format!("{folder}/heard.txt"), &user.heard).unwrap();
    }
    assert_eq!(
        user.heard, HEARD,
        "if this is meant, copy heard.txt from ALONGSIDE_PICTURES=FOLDER"
    );
}

/// Seconds since the test began, on the clock of the questions.
static SECONDS: AtomicU64 = AtomicU64::new(0);

impl Listener {
    /// What is heard meanwhile.
    fn hears(&mut self, what: impl FnOnce(&mut Self)) -> Vec<String> {
        let before = self.heard.len();
        what(self);
        let heard = self.heard.split_off(before);
        heard.lines().filter(|line| !line.starts_with('#')).map(|it| it.trim().to_owned()).collect()
    }

    /// So many seconds have passed.
    fn waits(&mut self, seconds: u64) {
        self.windows.windows.uptime = || super::UPTIME + Duration::from_secs(SECONDS.load(SeqCst));
        SECONDS.store(seconds, SeqCst);
        self.listens();
    }
}

/// Beyond that, it would take the words from the question.
#[test]
fn how_long_a_question_waits_is_heard_at_half_of_the_time_and_ten_seconds_before_its_end() {
    let left = |seconds| {
        format!("then: {seconds} seconds are left. If you do nothing, it is not allowed.")
    };
    let mut user = Listener::new();
    user.happens("a Helper comes", &numbered(ID, Question::Connect));
    let heard = user.hears(|user| {
        for second in 1..60 {
            user.waits(second);
            // Drawn again for something else.
            user.listens();
        }
    });
    assert_eq!(heard, [left(30), left(10)]);
    // Where no picture was drawn for a while, what holds now is said, once.
    let mut user = Listener::new();
    user.waits(0);
    user.happens("a Helper comes", &numbered(ID, Question::Connect));
    assert_eq!(user.hears(|user| user.waits(17)), [""; 0]);
    assert_eq!(user.hears(|user| user.waits(41)), [left(19)]);
    let question = user.open.get(QUESTION).expect("it is open");
    assert!(question.told().iter().any(|told| told.name.contains("19 seconds are left")));
    assert_eq!(user.hears(|user| user.waits(58)), [left(2)]);
    // It was read with the question.
    let mut user = Listener::new();
    user.waits(35);
    user.happens("a Helper comes", &numbered(ID, Question::Connect));
    assert_eq!(user.hears(|user| user.waits(36)), [""; 0]);
}

#[test]
fn what_is_written_while_the_chat_is_closed_is_heard_once_and_in_one_place() {
    let writes = |user: &mut Listener, text: &str| user.hears(|user| user.happens("", &chat(text)));
    let said = |heard: Vec<String>| -> Vec<String> {
        heard.into_iter().filter(|line| line.starts_with("then:")).collect()
    };
    let mut user = Listener::new();
    user.windows.begin_session();
    user.happens("", &phase(Phase::ScreenSharing));
    user.enters("bar");
    assert_eq!(said(writes(&mut user, "One.")), ["then: “Jacky” writes: One."]);
    assert_eq!(said(writes(&mut user, "Two.")), ["then: “Jacky” writes: Two."]);
    assert_eq!(user.hears(Listener::listens), [""; 0], "nothing is said again");
    // The window with the chat says it itself, and nothing that was said before.
    assert_eq!(said(user.hears(|user| user.presses("chat"))), [""; 0]);
    assert_eq!(said(writes(&mut user, "Three.")), ["then: Jacky: Three."]);
    assert_eq!(said(user.hears(|user| user.presses("hide"))), [""; 0]);
    assert_eq!(said(writes(&mut user, "Four.")), ["then: “Jacky” writes: Four."]);
    // While a question is open nothing is said, and afterwards no more than stands in the bar.
    user.happens("", &numbered(ID, Question::Control));
    for text in ["5", "6", "7", "8", "9", "10"] {
        assert_eq!(said(writes(&mut user, text)), [""; 0]);
    }
    let answered = UserNotice::QuestionAnswered { id: ID };
    let heard = said(user.hears(|user| user.happens("", &answered)));
    assert_eq!(heard, ["7", "8", "9", "10"].map(|text| format!("then: “Jacky” writes: {text}")));
    // What the User reads first shows the conversation, too.
    user.happens("", &UserNotice::Error(UserError::Text("The log is full.".into())));
    assert_eq!(said(writes(&mut user, "Five.")), ["then: Jacky: Five."]);
    // What the User wrote is news to nobody.
    user.presses("read");
    let own = Notice::Chat { from: Party::User, text: "Six.".into(), under_control: false };
    assert_eq!(said(user.hears(|user| user.happens("", &UserNotice::Session(own)))), [""; 0]);
}
