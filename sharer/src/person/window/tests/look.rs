//! What the windows look like, and what a screen reader says of them, without a display.
//!
//! With `ALONGSIDE_PICTURES=FOLDER` the pictures are written there, to be looked at.

use catalogue::Language;
use kit::element::Tone;
use kit::headless::Headless;
use kit::input::{KeyName, KeyPress};
use kit::theme::{Color, Contrast, Direction, HIGH_LIGHT, LIGHT, Look, Preferred, Scheme};
use kit::view::Fit;
use protocol::file_name::FileName;
use protocol::files::{FileBatch, OfferedFile};
use protocol::limits;
use protocol::peer::Phase;
use session::{ControlStop, Notice, Question};

use super::super::action::Action;
use super::super::pressed::PressedWindows;
use super::super::setup::action::SetupAction;
use super::super::setup::setting::Setting;
use super::super::setup::state::{Decided, Facts, Outcome, Page};
use super::setup::{at, facts, set_up, waiting};
use super::{ID, chat, invitation, listen_question, phase, question, windows};
use crate::invite::MailMethod;
use crate::path_kind::PathKind;
use crate::person::face::Face as _;
use crate::person::notice::{UserError, UserNotice};
use crate::platform::border::{BORDER_WIDTH, BorderLook};
use crate::policy::values::Forbidden;
use crate::words;

/// What a screen reader says of each view.
const SAID: &str = include_str!("said.txt");

/// A small screen, in px.
const SMALL: (u32, u32) = (1024, 600);

/// How much of the width and height of a screen a window may take.
const WIDTH: f32 = 0.95;
const HEIGHT: f32 = 0.85;

/// What the Helper sees, and nothing while a system prompt is open.
fn previews() -> [(&'static str, PressedWindows); 2] {
    let shared = || phase(Phase::ScreenSharing);
    let prompt = UserNotice::Session(Notice::SystemPrompt { open: true });
    let (mut previewed, mut hidden) = (windows(&[shared()]), windows(&[shared(), prompt]));
    for windows in [&mut previewed, &mut hidden] {
        windows.press("chat");
        windows.press("seen");
    }
    previewed.refresh();
    super::seen::publish(&previewed, (480, 270));
    [("previewed", previewed), ("hidden", hidden)]
}

/// The same where Esc does not take control back.
fn without_esc(mut notice: UserNotice) -> UserNotice {
    let no_key = ControlStop::TimeLimit;
    if let UserNotice::Session(Notice::Phase { stop, .. }) = &mut notice {
        *stop = no_key;
    }
    if let UserNotice::Question { question, helper, proof, text, stop, .. } = &mut notice {
        *stop = no_key;
        *text = words::question(*question, helper, None, *proof, None, no_key);
    }
    notice
}

/// Whether the User wants so many files.
fn files_question(count: usize) -> UserNotice {
    let file = |n| OfferedFile::alone(FileName::lossy(&format!("photo {n}.jpg")), 2_500_000);
    let batch = FileBatch::new(1, (1..=count).map(file).collect());
    let mut notice = question(Question::FileIn);
    if let UserNotice::Question { text, files, .. } = &mut notice {
        let folder = std::path::Path::new("/users/ursula/Downloads");
        *text = words::files::incoming("“Jacky”", &batch, folder);
        *files = Some(batch);
    }
    notice
}

/// The windows in each state that a User comes to.
pub(super) fn states() -> Vec<(&'static str, PressedWindows)> {
    let seen = || vec![phase(Phase::ScreenSharing), UserNotice::Path { path: PathKind::Direct }];
    let paused = UserNotice::Session(Notice::Paused {
        phase: Phase::ScreenSharing,
        helper: "Jacky".parse().unwrap(),
    });
    let with = |mut notices: Vec<UserNotice>, more: Vec<UserNotice>| {
        notices.extend(more);
        windows(&notices)
    };
    let mut spelled = windows(&[invitation()]);
    spelled.press("spell");
    let mut talking =
        with(seen(), vec![chat("Do you see the printer?"), chat("It is the grey box.")]);
    talking.press("chat");
    let mut slow = with(seen(), vec![]);
    slow.press("chat");
    slow.press("slow");
    let mut leaving = with(seen(), vec![]);
    leaving.press("disconnect");
    let mut refused = with(seen(), vec![question(Question::Control)]);
    refused.by_a_program();
    refused.press("allow");
    let (mut saving, mut mailing) = (windows(&[invitation()]), windows(&[invitation()]));
    saving.press("show-file");
    saving.model.lock().local.sending.path =
        "/users/ursula/Documents/Invitation.alongside-invite".into();
    let saved = UserNotice::InvitationSaved {
        path: "/users/ursula/Documents/Invitation.alongside-invite".into(),
    };
    saving.render(&saved);
    mailing.press("show-mail");
    mailing.press("mail-address:jacky");
    let forbidden = windows(&[invitation()]);
    forbidden.model.set_mail(MailMethod::Forbidden(Forbidden::Email));
    let mut silent = windows(&[invitation()]);
    silent.press("say");
    let log = UserNotice::LogStarted {
        path: "/users/ursula/Documents/Remote Assistance Logs/a.xml".into(),
    };
    let ended = with(seen(), vec![log, phase(Phase::Ended)]);
    ended.model.lock().local.can_show_folders = true;
    let failed = windows(&[]);
    failed.model.not_opened("The server cannot be reached.".into());
    vec![
        ("start", PressedWindows::new()),
        ("failed", failed),
        ("opening", windows(&[])),
        ("listen", windows(&[listen_question(ID)])),
        ("invitation", windows(&[invitation()])),
        ("spelled", spelled),
        ("saving", saving),
        ("mailing", mailing),
        ("forbidden", forbidden),
        ("silent", silent),
        ("connect", windows(&[invitation(), question(Question::Connect)])),
        ("sharing", with(seen(), vec![])),
        ("unread", with(seen(), (0..12).map(|_| chat("Are you there?")).collect())),
        ("talking", talking),
        ("slow", slow),
        ("control", with(seen(), vec![question(Question::Control)])),
        ("files", with(seen(), vec![files_question(2)])),
        ("many-files", with(seen(), vec![files_question(limits::FILES_PER_BATCH)])),
        ("refused", refused),
        ("remember", with(seen(), vec![question(Question::Remember)])),
        ("controlled", with(seen(), vec![phase(Phase::ControlSharing)])),
        ("no-esc", with(seen(), vec![without_esc(question(Question::Control))])),
        ("no-esc-controlled", with(seen(), vec![without_esc(phase(Phase::ControlSharing))])),
        ("paused", with(seen(), vec![paused])),
        ("leaving", leaving),
        (
            "alert",
            with(seen(), vec![UserNotice::Error(UserError::Text("The log is full.".into()))]),
        ),
        ("ended", ended),
    ]
    .into_iter()
    .chain(previews())
    .chain(setups())
    .collect()
}

/// The views of people and settings.
fn setups() -> Vec<(&'static str, PressedWindows)> {
    let with_device = || {
        let mut facts = facts(Decided::File);
        facts.device = Some("Virtual core XTEST keyboard".into());
        for row in &mut facts.rows {
            match row.setting {
                Setting::Offers => row.value = Some("yes".into()),
                Setting::AssistiveDevice => row.value.clone_from(&facts.device),
                Setting::Name
                | Setting::Server
                | Setting::ViewOnly
                | Setting::NoLog
                | Setting::Bandwidth
                | Setting::Reconnect
                | Setting::Expires
                | Setting::MapPort
                | Setting::TextSize
                | Setting::Colours
                | Setting::Language => {}
            }
        }
        facts
    };
    let people = |action: SetupAction| {
        let mut windows = at(Page::People, facts(Decided::Default));
        windows.does(Action::Setup(action));
        windows
    };
    let someone = || "Jacky-1111-2222".to_owned();
    let mut wrong = at(Page::Settings, facts(Decided::Default));
    wrong.does(Action::Setup(SetupAction::Draft(Setting::Server, "nowhere".into())));
    let why = Outcome::Failed("the server is not understood".into());
    wrong.model.set_up(facts(Decided::Default), Some(why));
    vec![
        ("known", set_up(facts(Decided::Default))),
        ("offers", waiting(with_device())),
        ("people", at(Page::People, facts(Decided::Owner))),
        ("nobody", at(Page::People, Facts::default())),
        ("key", people(SetupAction::Key(someone()))),
        ("rename", people(SetupAction::Rename(someone()))),
        ("forget", people(SetupAction::Forget(someone()))),
        ("settings", wrong),
        ("locked", at(Page::Settings, facts(Decided::Owner))),
        ("device", at(Page::Device, with_device())),
    ]
}

/// What a screen reader says of the main window.
pub(super) fn said(state: &mut PressedWindows) -> String {
    let view = state.refresh().remove(0);
    shown(view, 1.0).tree_text(false)
}

/// A window of the size that its view asks for, at most this large.
pub(super) fn shown(view: kit::View<Action>, scale: f32) -> Headless<Action> {
    let (width, height) = view.size;
    let px = |length: f32| (length * scale) as u32;
    let fit = view.fit;
    let mut window = Headless::new(px(width), px(height), scale);
    window.show(view);
    let needed = match fit {
        Fit::Free => None,
        Fit::Height => Some(window.needed(Some(width * scale))),
        Fit::Both => Some(window.needed(None)),
    };
    if let Some(needed) = needed {
        window.resize(needed.width as u32, needed.height as u32, scale);
    }
    window
}

#[test]
fn a_screen_reader_says_all_of_each_view() {
    let mut said = String::new();
    for (name, mut state) in states() {
        for view in state.refresh() {
            let title = format!("== {name}: {}", view.key.name());
            let mut window = shown(view, 1.0);
            said.push_str(&format!("{title}\n{}\n", window.tree_text(false)));
            if let Ok(folder) = std::env::var("ALONGSIDE_PICTURES") {
                let file = format!("{folder}/{}.png", title.replace([' ', '=', ':'], ""));
                std::fs::write(file, window.snapshot().png().unwrap()).unwrap();
            }
        }
    }
    if let Ok(folder) = std::env::var("ALONGSIDE_PICTURES") {
        std::fs::write(format!("{folder}/said.txt"), &said).unwrap();
    }
    assert_eq!(said, SAID, "if this is meant, copy said.txt from ALONGSIDE_PICTURES=FOLDER");
}

#[test]
fn a_question_can_be_answered_on_a_small_screen_without_scrolling() {
    for (name, mut state) in states() {
        for view in state.refresh() {
            if view.key.name() != super::super::views::QUESTION || name == "refused" {
                continue;
            }
            let mut window = shown(view, 1.0);
            let most = SMALL.1 as f32 * HEIGHT;
            let (width, height) = window.size();
            window.resize(width as u32, height.min(most) as u32, 1.0);
            for key in ["allow", "refuse"] {
                let bounds = window.bounds(key).expect("it is in the view");
                assert!(bounds.height >= 48.0 && bounds.bottom() <= most, "{name}: {bounds:?}");
            }
        }
    }
}

/// The border round what is shared lies over that margin where the window is at the edge of the screen.
#[test]
fn nothing_is_shown_at_the_margin_of_a_question_or_of_the_bar() {
    let margin = u32::from(BORDER_WIDTH);
    for (name, mut state) in states() {
        for view in state.refresh() {
            // The main window may be longer than it is high, and scrolls.
            if view.key.name() == super::super::views::MAIN {
                continue;
            }
            let mut window = shown(view, 1.0);
            let (width, height) = window.size();
            let (width, height) = (width as u32, height as u32);
            let picture = window.snapshot();
            let empty = picture.pixel(0, 0);
            for (x, y) in (0..width).flat_map(|x| (0..height).map(move |y| (x, y))) {
                let from_edge = x.min(y).min(width - 1 - x).min(height - 1 - y);
                if from_edge < margin {
                    assert_eq!(picture.pixel(x, y), empty, "{name}: {x}, {y}");
                }
            }
        }
    }
}

/// What the border says by its colour, the bar says in the same colour.
#[test]
fn the_border_has_the_colours_of_the_bar() {
    for (look, tone) in [(BorderLook::Seen, Tone::Accent), (BorderLook::Controlled, Tone::Danger)] {
        let [red, green, blue] = look.rgb();
        for palette in [LIGHT, HIGH_LIGHT] {
            assert_eq!(palette.tone(tone).border, Color { red, green, blue }, "{look:?}");
        }
    }
}

#[test]
fn both_answers_have_one_size() {
    let mut state = windows(&[invitation(), question(Question::Connect)]);
    let view = state.refresh().pop().unwrap();
    let window = shown(view, 1.0);
    let [allow, refuse] = ["allow", "refuse"].map(|key| window.bounds(key).unwrap());
    assert_eq!((allow.width, allow.height), (refuse.width, refuse.height));
}

#[test]
fn every_view_can_be_large_dark_mirrored_and_in_high_contrast() {
    let looks = [
        (Scheme::Dark, Contrast::System, 1.0, Direction::LeftToRight, 1.0),
        (Scheme::Light, Contrast::System, 2.0, Direction::LeftToRight, 1.0),
        (Scheme::Dark, Contrast::System, 1.0, Direction::RightToLeft, 1.5),
        (Scheme::Light, Contrast::High, 1.0, Direction::LeftToRight, 1.0),
        (Scheme::Dark, Contrast::High, 1.0, Direction::LeftToRight, 1.0),
    ];
    for (name, mut state) in states() {
        for (n, (scheme, contrast, scale, direction, text_factor)) in looks.into_iter().enumerate()
        {
            for mut view in state.refresh() {
                view.look = Look { scheme, contrast, direction, text_factor };
                let title = format!("{name}{}-{n}", view.key.name());
                let mut window = shown(view, scale);
                for key in window.tab_order() {
                    let bounds = window.bounds(key.clone());
                    assert!(bounds.is_some_and(|bounds| bounds.width > 0.0), "{title}: {key:?}");
                }
                if let Ok(folder) = std::env::var("ALONGSIDE_PICTURES") {
                    let file = format!("{folder}/{title}.png");
                    std::fs::write(file, window.snapshot().png().unwrap()).unwrap();
                }
            }
        }
    }
}

#[test]
fn what_the_desktop_prefers_holds_at_once_in_every_window_and_after_the_session() {
    let mut windows =
        windows(&[invitation(), phase(Phase::ScreenSharing), question(Question::Control)]);
    let looks = |windows: &mut PressedWindows| -> Vec<(Scheme, Contrast)> {
        windows.refresh().iter().map(|view| (view.look.scheme, view.look.contrast)).collect()
    };
    assert_eq!(looks(&mut windows), [(Scheme::System, Contrast::System); 2]);
    windows.model.prefers(Preferred { is_dark: Some(true), is_high: true });
    assert_eq!(looks(&mut windows), [(Scheme::Dark, Contrast::High); 2]);
    windows.render(&phase(Phase::Ended));
    windows.begin_session();
    assert_eq!(looks(&mut windows), [(Scheme::Dark, Contrast::High)]);
    // What the User chose goes before it.
    windows.model.lock().local.look.scheme = Scheme::Light;
    assert_eq!(looks(&mut windows), [(Scheme::Light, Contrast::High)]);
}

#[test]
fn each_window_says_in_its_title_what_it_is_and_nothing_of_others() {
    for language in Language::ALL {
        words::speak(*language);
        for (name, mut state) in states() {
            let titles: Vec<String> = state.refresh().into_iter().map(|view| view.title).collect();
            for (n, title) in titles.iter().enumerate() {
                let place = format!("{}: {name}: {title}", language.tag());
                assert!(title.contains(words::window::TITLE), "{place}");
                let what = title.replace(words::window::TITLE, "");
                assert!(what.chars().filter(|c| c.is_alphabetic()).count() > 1, "{place}");
                assert!(!title.contains("Jacky") && !title.contains(char::is_control), "{place}");
                assert!(!titles.iter().skip(n + 1).any(|other| other == title), "{place}");
            }
        }
    }
    words::speak(Language::English);
    let titles = |name: &str| -> Vec<String> {
        let (_, mut state) = states().into_iter().find(|(state, _)| *state == name).unwrap();
        state.refresh().into_iter().map(|view| view.title).collect()
    };
    assert_eq!(titles("start"), ["Get help with this computer – Alongside"]);
    assert_eq!(titles("settings"), ["Settings – Alongside"]);
    assert_eq!(titles("invitation"), ["Tell your helper this code – Alongside"]);
    assert_eq!(titles("talking"), ["Chat – Alongside", "Session – Alongside"]);
    assert_eq!(titles("control"), ["Session – Alongside", "Alongside asks you something"]);
    assert_eq!(titles("ended"), ["The session has ended – Alongside"]);
}

/// A window as it is on a small screen.
fn on_small_screen(view: kit::View<Action>) -> Headless<Action> {
    let (width, height) = (SMALL.0 as f32 * WIDTH, SMALL.1 as f32 * HEIGHT);
    let is_wide = view.fit == Fit::Both;
    let mut window = shown(view, 1.0);
    let (mut needed_width, mut needed_height) = window.size();
    if needed_width > width || is_wide {
        needed_width = needed_width.min(width);
        needed_height = window.needed(Some(needed_width)).height;
    }
    window.resize(needed_width as u32, needed_height.min(height) as u32, 1.0);
    window
}

/// Each view in each language can be used on a small screen with text of twice the size.
#[test]
fn on_a_small_screen_with_text_of_twice_the_size_everything_can_be_reached() {
    for language in Language::ALL {
        words::speak(*language);
        let direction = match language.direction() {
            catalogue::Direction::LeftToRight => Direction::LeftToRight,
            catalogue::Direction::RightToLeft => Direction::RightToLeft,
        };
        for (name, mut state) in states() {
            state.model.lock().local.look = Look { text_factor: 2.0, direction, ..Look::default() };
            for view in state.refresh() {
                let title = format!("small-{}-{name}-{}", language.tag(), view.key.name());
                can_be_reached(on_small_screen(view), &title);
            }
        }
    }
}

/// Nothing is cut off, and each control is seen when Tab comes to it.
fn can_be_reached(mut window: Headless<Action>, title: &str) {
    assert_eq!(window.cut_off(), [""; 0], "{title}");
    assert_ne!(window.shows_all_text("code"), Some(false), "{title}");
    for page in 0.. {
        if let Ok(folder) = std::env::var("ALONGSIDE_PICTURES") {
            let file = format!("{folder}/{title}-{page}.png");
            std::fs::write(file, window.snapshot().png().unwrap()).unwrap();
        }
        let before = window.signature();
        window.key(KeyPress::new(KeyName::PageDown));
        if window.signature() == before {
            break;
        }
    }
    for key in window.tab_order() {
        window.key(KeyPress::new(KeyName::Tab));
        let (seen, all) = (window.bounds(key.clone()), window.place(key.clone()));
        let (seen, all) = (seen.unwrap(), all.unwrap());
        let is_part = seen.height >= all.height.min(window.size().1 / 3.0);
        assert!(is_part && seen.width == all.width, "{title}: {key:?} {seen:?} {all:?}");
    }
}
