//! When pictures are sent, and of what.

use super::*;
use crate::display::{Area, Layout, Screen};
use protocol::limits;

#[test]
fn no_picture_is_sent_before_the_user_agreed() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    let id = play.hello();
    play.connect();
    assert!(!play.has(&START));
    assert_eq!(play.session.phase(), Phase::WaitingForConnect);
    play.person(PersonInput::Answer { id: id + 1, answer: Answer::Allow });
    assert!(!play.has(&START), "an answer to another question is none");
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert!(play.has(&START));
}

#[test]
fn a_picture_is_made_ready_only_after_the_user_agreed() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    let id = play.hello();
    play.offers(PATH);
    assert!(!play.has(&PREPARE));
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert!(play.has(&PREPARE), "the connection may take its time");
    assert!(!play.has(&START), "no Helper is there to show the picture to");
    play.input(on_path(TransportInput::Up));
    assert!(play.has(&START));
}

#[test]
fn a_system_prompt_is_not_in_a_picture_made_ready() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    let id = play.hello();
    play.input(Input::SystemPrompt { open: true });
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert!(!play.has(&PREPARE));
}

#[test]
fn the_user_hears_of_each_picture_that_is_taken_up_to_a_bound() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    let id = play.hello();
    play.connect();
    let is_told = |play: &mut Play| {
        play.tells(&ToSharer::PictureTaken {});
        let is_it = |effect: &Effect| {
            matches!(effect, Effect::Notify { notice: Notice::PictureTaken { .. }, .. })
        };
        play.effects.iter().any(is_it)
    };
    assert!(!is_told(&mut play), "nothing is shown yet");
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    for _ in 0..limits::PICTURE_MESSAGES {
        assert!(is_told(&mut play));
    }
    assert!(!is_told(&mut play));
    play.after(limits::REQUEST_WINDOW);
    assert!(is_told(&mut play), "others later are told");
}

/// A Helper in control while the system asks for a password.
fn prompted(answer: Answer) -> Play {
    let mut play = Play::sharing(|_| ());
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer });
    play.types("ShiftLeft", Action::Press);
    play.input(Input::SystemPrompt { open: true });
    play
}

#[test]
fn a_system_prompt_is_the_users_alone() {
    let mut play = prompted(Answer::Allow);
    let shift = "ShiftLeft".parse().unwrap();
    assert_eq!(play.injected(), [Injection::Key(shift, Action::Release)]);
    assert!(play.has(&STOP));
    assert!(play.has(&send(ToViewer::SystemPrompt { open: true })));
    play.types("KeyA", Action::Press);
    assert_eq!(play.injected(), []);
    play.person(PersonInput::Pause);
    play.person(PersonInput::Resume);
    assert!(!play.has(&START), "resuming shows no prompt");
    play.input(Input::SystemPrompt { open: false });
    assert!(play.has(&START));
    assert!(play.has(&send(ToViewer::SystemPrompt { open: false })));
}

#[test]
fn a_user_may_let_the_helper_answer_system_prompts() {
    let mut play = prompted(Answer::AllowWithPrompts);
    assert!(!play.has(&STOP));
    play.types("KeyA", Action::Press);
    assert_eq!(play.injected().len(), 1);
    play.person(PersonInput::StopControl);
    assert!(play.has(&STOP), "the right ends with control");
}

#[test]
fn a_prompt_that_is_open_before_anybody_comes_is_not_shown() {
    let mut play = Play::new(|_| ());
    play.input(Input::SystemPrompt { open: true });
    play.open();
    let code = play.code.clone().unwrap();
    play.prove(&code);
    let id = play.hello();
    play.connect();
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert_eq!(play.session.phase(), Phase::ScreenSharing);
    assert!(!play.has(&START));
    assert!(play.has(&send(ToViewer::SystemPrompt { open: true })));
}

pub(super) fn screen(x: i32, since_us: u64) -> Input {
    let size = protocol::geometry::Size::new(100, 100).unwrap();
    let names = ["LEFT", "RIGHT"].map(|name| name.parse().unwrap());
    let displays =
        names.clone().map(|name| protocol::geometry::Display { name, size, is_primary: false });
    let shown = Some(names[usize::from(x > 0)].clone());
    let area = Area { x, y: 0, size };
    let layout = Layout { area, displays: displays.into(), shown };
    Input::Screen(Screen { layout, since_us })
}

#[test]
fn no_click_meant_for_one_display_lands_on_another() {
    let mut play = Play::controlling();
    let point = protocol::geometry::Point { x: 1, y: 1 };
    let event = |play: &mut Play, event: InputEvent| {
        play.acts_on(PATH, &event.encode());
        play.effects.iter().filter(|effect| matches!(effect, Effect::Inject { .. })).count()
    };
    let click = |seq| InputEvent::Button {
        seq,
        point,
        button: protocol::input::Button::Left,
        action: Action::Press,
    };
    play.input(screen(0, 10));
    assert_eq!(event(&mut play, InputEvent::Picture { seq: 1, number: 0 }), 0);
    assert_eq!(event(&mut play, click(2)), 2);
    play.input(screen(100, 20));
    let is_release = |effect: &&Effect| matches!(effect, Effect::Inject { .. });
    assert_eq!(play.effects.iter().filter(is_release).count(), 1, "the button comes up");
    assert_eq!(event(&mut play, click(3)), 0, "the page shows the other display yet");
    assert_eq!(event(&mut play, InputEvent::Picture { seq: 4, number: 1 }), 0);
    assert_eq!(event(&mut play, InputEvent::Move { seq: 3, point }), 0, "it was on its way");
    assert_eq!(event(&mut play, click(5)), 2);
}

#[test]
fn the_helper_sees_no_display_that_is_not_offered() {
    let mut play = Play::sharing(|_| {});
    play.input(screen(0, 10));
    let asks = |play: &mut Play, name: &str| {
        play.tells(&ToSharer::ShowDisplay { name: name.parse().ok() });
        play.effects.iter().any(|effect| matches!(effect, Effect::ShowDisplay { .. }))
    };
    assert!(asks(&mut play, "RIGHT") && asks(&mut play, ""));
    assert!(!asks(&mut play, "HIDDEN"));
    play.person(PersonInput::Pause);
    assert!(!asks(&mut play, "RIGHT"), "what is paused is not looked at");
}
