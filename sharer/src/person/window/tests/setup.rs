//! People, settings, offers and the device for assistance, in the window.

use protocol::peer::Phase;
use session::{Answer, PersonInput, Question};

use super::super::action::Action;
use super::super::pressed::PressedWindows;
use super::super::setup::action::SetupAction;
use super::super::setup::setting::{Kind, Setting};
use super::super::setup::state::{About, Decided, Facts, Outcome, Page, Person, Row, SetupRequest};
use super::super::shell::Request;
use super::super::state::OffersWait;
use super::{ID, phase, question};
use crate::person::face::Face as _;
use crate::person::notice::UserNotice;

/// The device of this desktop, whoever presses through it.
const DEVICE: &str = "Mouse";

fn person(name: &str, last: Option<&str>) -> Person {
    let fingerprint = format!("{name}-1111-2222");
    Person { name: name.parse().unwrap(), fingerprint, last: last.map(str::to_owned) }
}

/// A computer whose user knows one Helper, and whose owner has named another.
pub(super) fn facts(decided: Decided) -> Facts {
    let value = |setting: Setting| match setting.kind() {
        Kind::Flag => Some("no".to_owned()),
        Kind::Words(words) | Kind::Numbers(words) => words.first().map(ToString::to_string),
        Kind::Text(_) => (setting == Setting::Name).then(|| "Ursula".to_owned()),
        Kind::Device => None,
    };
    let row = |setting| Row { setting, value: value(setting), decided };
    Facts {
        people: vec![person("Jacky", Some("2026-11-28")), person("Help desk", None)],
        rows: Setting::ALL.map(row).to_vec(),
        file: Some("/users/ursula/.config/alongside/config.toml".into()),
        log: Some("/users/ursula/Documents/Remote Assistance Logs".into()),
        devices: vec!["Virtual core XTEST keyboard".into(), DEVICE.into()],
        ..Facts::default()
    }
}

pub(super) fn set_up(facts: Facts) -> PressedWindows {
    let windows = PressedWindows::new();
    windows.model.set_up(facts, None);
    windows
}

/// The windows at this view.
pub(super) fn at(page: Page, facts: Facts) -> PressedWindows {
    let mut windows = set_up(facts);
    windows.does(Action::Setup(SetupAction::Open(page)));
    assert_eq!(asked(&mut windows), Some(SetupRequest::Look));
    windows
}

fn asked(windows: &mut PressedWindows) -> Option<SetupRequest> {
    match windows.requests.try_recv() {
        Ok(Request::Setup(request)) => Some(request),
        Ok(Request::GetHelp | Request::Ask(_)) | Err(_) => None,
    }
}

fn set(setting: Setting, value: Option<&str>) -> SetupAction {
    SetupAction::Set(setting, value.map(str::to_owned))
}

/// Answers a change.
fn done(windows: &PressedWindows) {
    let facts = windows.model.lock().local.setup.facts.clone();
    windows.model.set_up(facts, Some(Outcome::Done));
}

/// What lets others see, do or reach more than before, or leaves less behind.
const WEAKER: [(Setting, Option<&str>); 8] = [
    (Setting::Server, Some("https://example.org")),
    (Setting::ViewOnly, Some("no")),
    (Setting::NoLog, Some("yes")),
    (Setting::Reconnect, Some("10m")),
    (Setting::Expires, Some("2h")),
    (Setting::MapPort, Some("yes")),
    (Setting::Offers, Some("yes")),
    (Setting::AssistiveDevice, Some(DEVICE)),
];

#[test]
fn what_protects_the_user_is_changed_by_a_persons_press_alone() {
    let mut windows = at(Page::Settings, facts(Decided::Default));
    windows.by_a_program();
    for (setting, value) in WEAKER {
        windows.does(Action::Setup(set(setting, value)));
        assert_eq!(asked(&mut windows), None, "{setting:?} by a program");
        assert!(windows.model.lock().local.refusal.is_some(), "{setting:?}: it is said");
    }
    // What a program may do: refuse, and what protects nobody.
    for (setting, value) in [
        (Setting::ViewOnly, Some("yes")),
        (Setting::NoLog, Some("no")),
        (Setting::Offers, Some("no")),
        (Setting::AssistiveDevice, None),
        (Setting::Bandwidth, Some("full")),
    ] {
        windows.does(Action::Setup(set(setting, value)));
        let expected = SetupRequest::Set(setting, value.map(str::to_owned));
        assert_eq!(asked(&mut windows), Some(expected));
        done(&windows);
    }
    let mut windows = at(Page::Settings, facts(Decided::Default));
    for (setting, value) in WEAKER {
        windows.does(Action::Setup(set(setting, value)));
        let expected = SetupRequest::Set(setting, value.map(str::to_owned));
        assert_eq!(asked(&mut windows), Some(expected), "{setting:?} by a person");
        done(&windows);
    }
}

#[test]
fn what_somebody_else_has_decided_is_locked() {
    for by in [Decided::Owner, Decided::Variable, Decided::CommandLine] {
        let mut windows = at(Page::Settings, facts(by));
        for setting in Setting::ALL {
            let key = format!("{}:0", setting.option());
            assert!(windows.action(&key).is_none(), "{setting:?} by {by:?}");
            windows.does(Action::Setup(set(setting, Some("yes"))));
            assert_eq!(asked(&mut windows), None, "{setting:?} by {by:?}");
        }
    }
    let mut windows = at(Page::Settings, facts(Decided::File));
    for key in ["view-only", "no-log", "map-port", "offers", "reconnect:1", "expires:1"] {
        assert!(windows.action(key).is_some(), "{key} can be changed");
    }
}

#[test]
fn while_a_session_runs_no_setting_is_changed() {
    for shared in [Phase::ScreenSharing, Phase::ControlSharing] {
        let mut windows = set_up(facts(Decided::Default));
        windows.begin_session();
        for notice in [None, Some(phase(shared)), Some(question(Question::Control))] {
            if let Some(notice) = &notice {
                windows.render(notice);
            }
            for (setting, value) in WEAKER {
                windows.does(Action::Setup(set(setting, value)));
            }
            let forget = SetupAction::ReallyForget("Jacky-1111-2222".into());
            windows.does(Action::Setup(forget));
            assert_eq!(asked(&mut windows), None, "{notice:?}");
        }
    }
}

#[test]
fn a_text_is_saved_when_the_user_says_so() {
    let mut windows = at(Page::Settings, facts(Decided::Default));
    assert!(windows.action("save:6").is_none() && windows.action("save").is_none());
    let draft = SetupAction::Draft(Setting::Name, " Uschi ".into());
    windows.does(Action::Setup(draft));
    assert_eq!(asked(&mut windows), None, "it is only written");
    assert!(windows.press("save"));
    assert_eq!(asked(&mut windows), Some(SetupRequest::Set(Setting::Name, Some("Uschi".into()))));
    assert!(windows.model.lock().local.setup.is_busy);
    windows.does(Action::Setup(set(Setting::Bandwidth, Some("full"))));
    assert_eq!(asked(&mut windows), None, "one change at a time");
    // After a failure, what was written is still there.
    let same = facts(Decided::Default);
    windows.model.set_up(same, Some(Outcome::Failed("the disk is full".into())));
    assert!(windows.action("save").is_some());
    done(&windows);
    assert!(windows.action("save").is_none());
    windows.does(Action::Setup(set(Setting::Server, Some("  "))));
    assert_eq!(asked(&mut windows), Some(SetupRequest::Set(Setting::Server, None)));
}

#[test]
fn a_contact_is_forgotten_after_a_question_and_by_any_means() {
    let mut windows = at(Page::People, facts(Decided::Default));
    windows.by_a_program();
    assert!(windows.press("forget"));
    assert_eq!(asked(&mut windows), None);
    assert!(windows.press("keep"));
    assert!(windows.model.lock().local.setup.about.is_none());
    assert!(windows.press("forget") && windows.request("really-forget"));
    let forget = SetupRequest::Forget("Jacky-1111-2222".into());
    assert_eq!(asked(&mut windows), Some(forget));
    assert!(windows.action("forget:1").is_none(), "a Helper in the policy is not forgotten here");
    assert!(windows.action("rename:1").is_none() && windows.action("key:1").is_some());
}

#[test]
fn a_contact_gets_another_name_by_a_persons_press_alone() {
    let mut windows = at(Page::People, facts(Decided::Default));
    assert!(windows.press("rename"));
    let about = windows.model.lock().local.setup.about.clone();
    assert_eq!(about, Some(("Jacky-1111-2222".into(), About::Renaming("Jacky".into()))));
    windows.does(Action::Setup(SetupAction::NewName("\u{202e}".into())));
    assert!(windows.press("save-name"));
    assert_eq!(asked(&mut windows), None, "this is no name");
    assert!(matches!(windows.model.lock().local.setup.outcome, Some(Outcome::Failed(_))));
    windows.does(Action::Setup(SetupAction::NewName("Jack".into())));
    windows.by_a_program();
    assert!(windows.press("save-name"));
    assert_eq!(asked(&mut windows), None);
    let mut windows = at(Page::People, facts(Decided::Default));
    assert!(windows.press("rename"));
    windows.does(Action::Setup(SetupAction::NewName("Jack".into())));
    assert!(windows.press("save-name"));
    let (fingerprint, name) = ("Jacky-1111-2222".into(), "Jack".parse().unwrap());
    assert_eq!(asked(&mut windows), Some(SetupRequest::Rename { fingerprint, name }));
}

#[test]
fn a_contact_of_the_list_is_asked_for_help() {
    let mut windows = at(Page::People, facts(Decided::Default));
    assert!(windows.press("ask-for-help"));
    assert_eq!(windows.requests.try_recv(), Ok(Request::Ask("Jacky".parse().unwrap())));
    assert!(
        windows.action("ask-for-help:1").is_none(),
        "a Helper in the policy is not asked, but offers"
    );
}

#[test]
fn offers_can_be_switched_where_somebody_could_make_one() {
    let mut windows = set_up(facts(Decided::Default));
    assert!(windows.press("offers"));
    let on = SetupRequest::Set(Setting::Offers, Some("yes".into()));
    assert_eq!(asked(&mut windows), Some(on));
    for facts in [Facts { people: Vec::new(), ..facts(Decided::Default) }, facts(Decided::Owner)] {
        assert!(set_up(facts).action("offers").is_none());
    }
    // In the settings it stands all the same, with whose decision it is.
    let view = super::look::said(&mut at(Page::Settings, facts(Decided::Owner)));
    assert!(view.contains("Let helpers I know offer help"), "{view}");
    assert!(view.contains("The owner of this computer has decided this."), "{view}");
}

/// Windows that wait for offers.
pub(super) fn waiting(facts: Facts) -> PressedWindows {
    let mut windows = set_up(facts);
    windows.model.wait_for_offers();
    windows.begin_session();
    windows.render(&phase(Phase::WaitingForConnect));
    let helper = "Jacky".parse::<protocol::name::DisplayName>().unwrap();
    let (helpers, available) = (vec![helper.clone()], vec![helper]);
    windows.render(&UserNotice::Session(session::Notice::Waiting { helpers, available }));
    windows
}

#[test]
fn while_offers_are_waited_for_the_first_view_stays_and_help_can_be_asked_for() {
    let mut windows = waiting(facts(Decided::Default));
    assert!(windows.action("offers").is_some() && windows.action("settings").is_some());
    assert!(windows.press("get-help"));
    assert_eq!(windows.requests.try_recv(), Ok(Request::GetHelp));
    assert!(windows.action("get-help").is_none(), "it is being opened");
    // The end of the wait is no end of a session.
    windows.render(&phase(Phase::Ended));
    assert!(windows.action("cancel").is_some() && windows.action("seen").is_none());
    windows.model.no_offers(None);
    assert!(windows.action("cancel").is_some(), "the session is about to be opened");
}

#[test]
fn how_an_offered_session_ended_stays_until_the_user_has_seen_it() {
    let mut windows = waiting(facts(Decided::Default));
    windows.render(&question(Question::Connect));
    assert!(windows.press("allow"));
    let allow = PersonInput::Answer { id: ID, answer: Answer::Allow };
    assert_eq!(windows.given(), Some(allow));
    windows.render(&phase(Phase::ScreenSharing));
    assert!(windows.action("disconnect").is_some());
    windows.render(&phase(Phase::Ended));
    // The next wait has begun already.
    windows.begin_session();
    windows.render(&phase(Phase::WaitingForConnect));
    assert!(windows.action("get-help").is_some());
    assert!(windows.press("seen"));
    assert!(windows.action("offers").is_some(), "the first view");
    windows.model.no_offers(Some("there is no server".into()));
    assert_eq!(windows.model.lock().state.offers, OffersWait::No);
    assert!(windows.press("get-help"));
    assert_eq!(windows.requests.try_recv(), Ok(Request::GetHelp));
}

#[test]
fn a_named_device_answers_questions_and_never_while_control_is_shared() {
    let named = |device: Option<&str>| {
        let mut windows =
            set_up(Facts { device: device.map(str::to_owned), ..facts(Decided::Default) });
        windows.by_a_program();
        windows.begin_session();
        windows
    };
    for (device, counts) in [(None, false), (Some("Another"), false), (Some(DEVICE), true)] {
        let mut windows = named(device);
        windows.render(&question(Question::Connect));
        assert!(windows.press("allow"));
        assert_eq!(windows.given().is_some(), counts, "{device:?}");
    }
    let mut windows = named(Some(DEVICE));
    windows.render(&phase(Phase::ControlSharing));
    windows.render(&question(Question::Remember));
    assert!(windows.press("allow"));
    assert_eq!(windows.given(), None, "control is shared");
    // A program that the Helper has started waits until control is stopped.
    windows.render(&phase(Phase::ScreenSharing));
    windows.render(&question(Question::Control));
    assert!(windows.press("allow"));
    assert_eq!(windows.given(), None, "control was shared in this session");
}

#[test]
fn a_named_device_cannot_name_a_device() {
    let mut facts = facts(Decided::Default);
    facts.device = Some(DEVICE.to_owned());
    let mut windows = at(Page::Device, facts.clone());
    windows.by_a_program();
    assert!(windows.press("device"));
    assert_eq!(asked(&mut windows), None);
    // It counts for other settings, and can be taken away by any means.
    windows.does(Action::Setup(set(Setting::NoLog, Some("yes"))));
    assert!(asked(&mut windows).is_some());
    done(&windows);
    assert!(windows.press("no-device"));
    assert_eq!(asked(&mut windows), Some(SetupRequest::Set(Setting::AssistiveDevice, None)));
    let mut windows = at(Page::Device, facts);
    assert!(windows.press("device"));
    let keyboard = Some("Virtual core XTEST keyboard".to_owned());
    let expected = SetupRequest::Set(Setting::AssistiveDevice, keyboard);
    assert_eq!(asked(&mut windows), Some(expected));
}

#[test]
fn a_device_that_counts_is_said_on_the_first_view() {
    let facts = Facts { device: Some(DEVICE.to_owned()), ..facts(Decided::Default) };
    let view = super::look::said(&mut set_up(facts));
    assert!(view.contains("Every program can press through it"), "{view}");
}
