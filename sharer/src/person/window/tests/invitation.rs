//! The open invitation: as a file, by e-mail, said aloud; how long a question is open; what is left at the end.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use protocol::word_list::CodeLanguage;

use super::*;
use crate::invite::{DeliveryRequest, MailMethod, Way};
use crate::person::notice::UserError;
use crate::platform::desktop_programs::{DesktopPrograms, Ended, ShowFolder, Speech, SpeechError};
use crate::policy::values::Forbidden;

/// All that the windows show, as text.
fn shown(windows: &mut PressedWindows) -> String {
    windows.refresh().iter().map(|view| format!("{:?}", view.element)).collect()
}

#[test]
fn a_question_shows_the_seconds_that_the_session_gives_however_late_it_is_drawn() {
    let UserNotice::Question { id, question, helper, proof, resembles, text, stop, .. } =
        question(Question::Connect)
    else {
        unreachable!("it is a question")
    };
    let until = UPTIME + Duration::from_millis(17_900);
    let asked = UserNotice::Question {
        id,
        question,
        helper,
        proof,
        resembles,
        text,
        files: None,
        until,
        stop,
    };
    let mut windows = windows(&[invitation(), asked]);
    assert!(shown(&mut windows).contains("17 seconds are left."), "the 18th has begun");
    windows.windows.uptime = || UPTIME + Duration::from_secs(17);
    assert!(shown(&mut windows).contains("The time is up."));
}

#[test]
fn an_invitation_is_saved_where_the_user_writes() {
    let mut windows = windows(&[invitation()]);
    assert!(windows.action("save").is_none(), "it is folded");
    assert!(windows.press("show-file"));
    assert!(windows.model.lock().local.sending.path.ends_with("Invitation.alongside-invite"));
    assert!(windows.press("save-path:/mnt/stick/Jacky"));
    let path = "/mnt/stick/Jacky.alongside-invite".parse().unwrap();
    assert_eq!(windows.delivers(), Some(DeliveryRequest::Save(path)));
    assert!(windows.press("save-path:/mnt/stick/"));
    assert_eq!(windows.delivers(), None);
    assert!(shown(&mut windows).contains(crate::words::sending::PATH_ERROR.text()));
}

#[test]
fn an_invitation_is_mailed_to_one_address() {
    let mut windows = windows(&[invitation()]);
    assert!(windows.press("show-mail"));
    assert!(windows.press("mail-address:a@example.org, b@example.org"));
    assert_eq!(windows.delivers(), None);
    assert!(shown(&mut windows).contains(crate::words::sending::ADDRESS_ERROR.text()));
    assert!(windows.press("mail-address:jacky@example.org"));
    let to = "jacky@example.org".parse().unwrap();
    assert_eq!(windows.delivers(), Some(DeliveryRequest::Mail(to)));
    assert!(windows.action("mail").is_none(), "one is being sent");
    windows.render(&UserNotice::InvitationMailed {
        to: "jacky@example.org".into(),
        by_program: false,
    });
    assert!(windows.action("mail").is_some());
    assert!(shown(&mut windows).contains("is sent to jacky@example.org"));
}

#[test]
fn what_was_not_delivered_is_said_where_it_was_asked_for() {
    let failed =
        |way| UserNotice::Error(UserError::Delivery { way, why: "The disk is full.".into() });
    for way in [Way::File, Way::Mail] {
        let mut windows = windows(&[invitation(), failed(way)]);
        assert!(windows.model.lock().state.alerts.is_empty());
        assert!(shown(&mut windows).contains("The disk is full."));
        // Later there is no such place.
        let mut windows = super::windows(&[invitation(), phase(Phase::ScreenSharing), failed(way)]);
        assert_eq!(windows.model.lock().state.alerts.len(), 1);
        assert!(shown(&mut windows).contains("The disk is full."));
    }
}

#[test]
fn what_the_owner_forbids_is_shown_with_whose_decision_it_is_and_cannot_be_pressed() {
    let mut windows = windows(&[invitation()]);
    assert!(windows.action("show-mail").is_some());
    windows.model.set_mail(MailMethod::Forbidden(Forbidden::Email));
    assert!(windows.action("show-mail").is_none());
    assert!(windows.action("show-file").is_some());
    assert!(shown(&mut windows).contains("The owner of this computer has decided"));
    // It holds in the next session, too, until the policy is read again.
    windows.begin_session();
    windows.render(&invitation());
    assert!(windows.action("show-mail").is_none());
}

/// What was asked of the voice.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Asked>>);

#[derive(Default)]
struct Asked {
    lines: Vec<String>,
    language: Option<CodeLanguage>,
    /// Until it was told.
    ended: Option<Ended>,
    stops: u32,
}

impl std::fmt::Debug for Heard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Heard")
    }
}

impl Heard {
    fn ends(&self, result: Result<(), SpeechError>) {
        let ended = self.0.lock().unwrap().ended.take();
        ended.expect("it speaks")(result);
    }

    fn stops(&self) -> u32 {
        self.0.lock().unwrap().stops
    }
}

impl Speech for Heard {
    fn say(
        &mut self,
        lines: &[String],
        language: CodeLanguage,
        ended: Ended,
    ) -> Result<(), SpeechError> {
        let mut heard = self.0.lock().unwrap();
        heard.language = Some(language);
        (heard.lines, heard.ended) = (lines.to_vec(), Some(ended));
        Ok(())
    }

    fn stop(&mut self) {
        let ended = {
            let mut heard = self.0.lock().unwrap();
            heard.stops += 1;
            heard.ended.take()
        };
        if let Some(ended) = ended {
            ended(Ok(()));
        }
    }
}

fn with_voice(notices: &[UserNotice]) -> (PressedWindows, Heard) {
    let (heard, mut windows) = (Heard::default(), windows(notices));
    let programs = DesktopPrograms { speech: Box::new(heard.clone()), ..DesktopPrograms::none() };
    windows.windows = windows.windows.with_programs(programs);
    (windows, heard)
}

#[test]
fn the_code_is_said_in_words_and_letters_until_it_is_said_or_the_user_stops_it() {
    let (mut windows, heard) = with_voice(&[invitation()]);
    assert!(windows.press("say"));
    let lines = heard.0.lock().unwrap().lines.join(" ");
    assert_eq!(
        lines,
        "The code is: 7. lamp. L, A, M, P. orbit. O, R, B, I, T. tulip. T, U, L, I, P."
    );
    assert!(shown(&mut windows).contains("Stop speaking"));
    heard.ends(Ok(()));
    assert!(shown(&mut windows).contains("Say it aloud"));
    windows.press("say");
    windows.press("say");
    assert_eq!(heard.stops(), 2, "what had ended, and what was being said");
    assert!(shown(&mut windows).contains("Say it aloud"));
}

#[test]
fn a_code_is_said_in_the_language_of_its_words() {
    for (code, language, first) in [
        ("7-lamp-orbit-tulip", CodeLanguage::English, "The code is:"),
        ("7-apfel-nuss-ufer", CodeLanguage::German, "Der Code ist:"),
        ("7-lapin-nube-ufer", CodeLanguage::French, "Le code est :"),
        ("7-gato-nube-puente", CodeLanguage::Spanish, "El código es:"),
    ] {
        let mut notice = invitation();
        let UserNotice::Invitation { code: shown, .. } = &mut notice else {
            unreachable!("it is an invitation")
        };
        *shown = code.into();
        let (mut windows, heard) = with_voice(&[notice]);
        windows.press("say");
        let asked = heard.0.lock().unwrap();
        assert_eq!((asked.language, asked.lines[0].as_str()), (Some(language), first), "{code}");
    }
}

#[test]
fn the_code_is_not_said_any_more_when_somebody_comes_or_nobody_may() {
    let ended = phase(Phase::Ended);
    for then in [question(Question::Connect), phase(Phase::ScreenSharing), ended] {
        let (mut windows, heard) = with_voice(&[invitation()]);
        windows.press("say");
        shown(&mut windows);
        let before = heard.stops();
        windows.render(&then);
        shown(&mut windows);
        assert_eq!(heard.stops(), before + 1, "{then:?}");
        assert!(!windows.model.lock().local.speaking.is_speaking());
    }
}

#[test]
fn a_voice_that_is_missing_is_said_in_words() {
    let mut silent = windows(&[invitation()]);
    assert!(silent.press("say"));
    assert!(shown(&mut silent).contains("cannot be said aloud"));
    let (mut windows, heard) = with_voice(&[invitation()]);
    windows.press("say");
    heard.ends(Err(SpeechError::NotInstalled { package: "espeak-ng" }));
    assert!(shown(&mut windows).contains("Install the package espeak-ng"));
    windows.press("say");
    assert!(!shown(&mut windows).contains("Install the package"), "it is tried again");
}

/// The folders that were shown.
#[derive(Clone, Debug, Default)]
struct Folders(Arc<Mutex<Vec<PathBuf>>>);

impl ShowFolder for Folders {
    fn show(&mut self, folder: &Path) -> io::Result<()> {
        self.0.lock().unwrap().push(folder.to_owned());
        if folder == Path::new("/gone") { Err(io::ErrorKind::NotFound.into()) } else { Ok(()) }
    }
}

fn with_folders(log: &str, end: Phase) -> (PressedWindows, Folders) {
    let log = UserNotice::LogStarted { path: log.into() };
    let mut windows = windows(&[phase(Phase::ScreenSharing), log, phase(end)]);
    let folders = Folders::default();
    let programs =
        DesktopPrograms { folders: Some(Box::new(folders.clone())), ..DesktopPrograms::none() };
    windows.windows = windows.windows.with_programs(programs);
    (windows, folders)
}

#[test]
fn the_folder_of_the_log_is_shown_after_the_session_and_never_in_it() {
    let (mut windows, folders) = with_folders("/logs/a.xml", Phase::Ended);
    assert!(windows.press("show-log"));
    assert_eq!(*folders.0.lock().unwrap(), [PathBuf::from("/logs")]);
    for phase in [Phase::ScreenSharing, Phase::ControlSharing] {
        let (mut windows, folders) = with_folders("/logs/a.xml", phase);
        assert!(windows.action("show-log").is_none());
        windows.does(Action::ShowLog);
        assert!(folders.0.lock().unwrap().is_empty(), "{phase:?}");
    }
    let (mut windows, _folders) = with_folders("/gone/a.xml", Phase::Ended);
    windows.press("show-log");
    assert!(shown(&mut windows).contains("cannot be shown"));
}

#[test]
fn a_helper_is_offered_to_be_remembered_while_they_are_there_and_not_known() {
    let mut windows = windows(&[phase(Phase::ScreenSharing)]);
    windows.press("chat");
    assert!(windows.action("remember").is_some());
    let (name, key) = ("Jacky".parse().unwrap(), protocol::trust::IdentityKey::new([1; 32]));
    windows.render(&UserNotice::Session(Notice::Remembered { name, key, already: false }));
    assert!(windows.action("remember").is_none());
}
