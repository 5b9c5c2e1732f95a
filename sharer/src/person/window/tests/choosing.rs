//! Files that the User chooses in the desktop's own dialog.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use protocol::peer::Phase;
use session::PersonInput;

use super::super::action::Action;
use super::super::pressed::PressedWindows;
use super::{phase, windows};
use crate::person::face::Face as _;
use crate::platform::desktop_programs::DesktopPrograms;
use crate::platform::file_chooser::{Choosable, ChooserError, FileChooser, OnChosen};
use crate::words::files::window as words;

/// A dialog that a test answers.
#[derive(Clone, Default)]
struct Dialog(Arc<Mutex<Shown>>);

#[derive(Default)]
struct Shown {
    open: Option<(Choosable, OnChosen)>,
    closed: usize,
}

impl std::fmt::Debug for Dialog {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Dialog")
    }
}

impl FileChooser for Dialog {
    fn choose(&mut self, what: Choosable, _: &str, chosen: OnChosen) -> io::Result<()> {
        self.0.lock().unwrap().open = Some((what, chosen));
        Ok(())
    }

    /// It hangs: it stays open.
    fn close(&mut self) {
        self.0.lock().unwrap().closed += 1;
    }
}

impl Dialog {
    fn answers(&self, result: Result<Vec<PathBuf>, ChooserError>) {
        let (_, chosen) = self.0.lock().unwrap().open.take().expect("it is open");
        chosen(result);
    }

    fn chooses(&self, paths: &[&str]) {
        self.answers(Ok(paths.iter().map(PathBuf::from).collect()));
    }

    fn is_open(&self) -> bool {
        self.0.lock().unwrap().open.is_some()
    }

    fn closed(&self) -> usize {
        self.0.lock().unwrap().closed
    }
}

/// A session in which what sends a file is shown.
fn sharing() -> (PressedWindows, Dialog) {
    let (mut windows, dialog) = (windows(&[phase(Phase::ScreenSharing)]), Dialog::default());
    let chooser = Some(Box::new(dialog.clone()) as Box<dyn FileChooser>);
    windows.windows =
        windows.windows.with_programs(DesktopPrograms { chooser, ..DesktopPrograms::none() });
    windows.press("chat");
    windows.press("send-file");
    (windows, dialog)
}

fn why(windows: &PressedWindows) -> Option<String> {
    windows.model.lock().local.choosing.why.clone()
}

#[test]
fn what_is_chosen_is_sent_by_a_press_of_a_person() {
    let (mut windows, dialog) = sharing();
    windows.press("choose-files");
    assert_eq!(windows.given(), None);
    dialog.chooses(&["/users/ann/a.txt", "/users/ann/b.txt"]);
    assert_eq!(windows.given(), None, "the dialog alone sends nothing");
    assert!(windows.action("file-path").is_none(), "what is chosen is read instead");
    windows.by_a_program();
    windows.press("send-chosen");
    assert_eq!(windows.given(), None, "a program has pressed");
    let (mut windows, dialog) = sharing();
    windows.press("choose-folder");
    assert_eq!(dialog.0.lock().unwrap().open.as_ref().unwrap().0, Choosable::Folder);
    dialog.chooses(&["/users/ann/photos", "/users/ann/b.txt"]);
    windows.press("send-chosen");
    for path in ["/users/ann/photos", "/users/ann/b.txt"] {
        assert_eq!(windows.given(), Some(PersonInput::SendFile { path: path.into() }));
    }
    assert!(windows.action("send-chosen").is_none(), "once");
}

#[test]
fn what_is_chosen_while_the_helper_shares_control_does_not_count() {
    let path = "/users/ann/.ssh/id";
    // Begun before, and ended while they do; ended after they do not any more.
    for after in [false, true] {
        let (mut windows, dialog) = sharing();
        windows.press("choose-files");
        windows.render(&phase(Phase::ControlSharing));
        windows.refresh();
        assert!(dialog.closed() > 0, "it is closed");
        assert_eq!(why(&windows).as_deref(), Some(words::CHOSEN_WHILE_CONTROLLED.text()));
        if after {
            windows.render(&phase(Phase::ScreenSharing));
        }
        dialog.chooses(&[path]);
        windows.render(&phase(Phase::ScreenSharing));
        windows.press("send-file");
        assert!(windows.action("send-chosen").is_none(), "after: {after}");
        windows.does(Action::SendFiles(vec![path.into(), path.into()]));
        assert_eq!(windows.given(), None);
    }
    // Chosen before they do, and not sent.
    let (mut windows, dialog) = sharing();
    windows.press("choose-files");
    dialog.chooses(&[path]);
    windows.render(&phase(Phase::ControlSharing));
    windows.render(&phase(Phase::ScreenSharing));
    assert_eq!(why(&windows).as_deref(), Some(words::CHOSEN_WHILE_CONTROLLED.text()));
    assert!(windows.action("send-chosen").is_none());
    // No dialog opens while they do.
    windows.render(&phase(Phase::ControlSharing));
    assert!(windows.action("choose-files").is_none());
    windows.does(Action::ChooseFiles(Choosable::Files));
    assert!(!dialog.is_open());
}

#[test]
fn where_there_is_no_dialog_the_path_is_written() {
    let (mut windows, dialog) = sharing();
    windows.press("choose-files");
    dialog.answers(Err(ChooserError::NotThere));
    assert_eq!(why(&windows).as_deref(), Some(words::NO_DIALOG.text()));
    assert!(windows.action("choose-files").is_none());
    assert!(windows.action("file-path").is_some());
}
