//! What a Helper draws: only with the right, only on what they see, never over a question.

use protocol::element::{Element, ElementRole};
use protocol::geometry::Point;
use protocol::mark::{Mark, MarkColor, MarkShape};

use super::*;
use crate::question::Question;
use crate::right::Lasting;

fn line() -> ToSharer {
    let (shape, color) = (MarkShape::Freehand, MarkColor::Red);
    let mark = Mark::Begin { shape, color, kept: true, at: Point { x: 1, y: 2 } };
    ToSharer::Mark { picture: 0, mark }
}

fn step(text: &str) -> ToSharer {
    ToSharer::Mark { picture: 0, mark: Mark::Step { at: Point::default(), text: text.into() } }
}

impl Play {
    fn pointing() -> Self {
        let mut play =
            Self::sharing(|options| options.offered = options.offered.with(Right::Point));
        play.tells(&ToSharer::RequestRight { right: Some(Right::Point) });
        let id = play.asked();
        let answer = Answer::AllowFor(Lasting::Session);
        play.person(PersonInput::Answer { id, answer });
        play
    }

    /// How many marks were shown last; `None` when nothing was said of them.
    fn shown(&self) -> Option<usize> {
        let mut shown = self.effects.iter().rev().filter_map(|effect| {
            if let Effect::ShowMarks { marks, .. } = effect { Some(marks.len()) } else { None }
        });
        shown.next()
    }

    fn is_told_of_the_end(&self) -> bool {
        self.has(&send(ToViewer::MarksCleared {}))
    }

    /// A kept line, one that fades, the pointer and two steps are shown.
    fn pointing_at_all() -> Self {
        let mut play = Self::pointing();
        let (shape, color, at) = (MarkShape::Arrow, MarkColor::Red, Point::default());
        for mark in [
            Mark::Begin { shape, color, kept: true, at },
            Mark::Begin { shape, color, kept: false, at },
            Mark::Click { at, color },
        ] {
            play.tells(&ToSharer::Mark { picture: 0, mark });
        }
        play.tells(&step("Open the menu"));
        play.tells(&step("Press Save"));
        play.tells(&ToSharer::PointAt { picture: 0, at: Some(at), color });
        assert_eq!(play.shown(), Some(6));
        play
    }
}

#[test]
fn without_the_right_nothing_is_drawn_and_the_helper_is_told() {
    let mut play = Play::sharing(|options| options.offered = options.offered.with(Right::Point));
    play.tells(&line());
    assert_eq!(play.shown(), None);
    assert!(play.is_told_of_the_end());
    let mut told = 0;
    for _ in 0..100 {
        play.tells(&line());
        told += usize::from(play.is_told_of_the_end());
    }
    assert!(told < 20, "{told} answers");
}

#[test]
fn what_is_drawn_on_another_picture_is_dropped() {
    let mut play = Play::pointing();
    let ToSharer::Mark { mark, .. } = line() else { panic!() };
    play.tells(&ToSharer::Mark { picture: 7, mark });
    assert_eq!(play.shown(), None);
    assert!(play.is_told_of_the_end());
}

type Way = fn(&mut Play);

#[test]
fn each_way_that_ends_the_right_or_hides_the_picture_takes_the_marks_at_once() {
    let ways: [(&str, Way); 7] = [
        ("revoked", |play| play.person(PersonInput::Revoke(Right::Point))),
        ("panic key", |play| play.person(PersonInput::StopControl)),
        ("given up", |play| play.tells(&ToSharer::GiveUpRight { right: Some(Right::Point) })),
        ("pause", |play| play.person(PersonInput::Pause)),
        ("prompt", |play| play.input(Input::SystemPrompt { open: true })),
        ("the User ends", |play| play.person(PersonInput::Disconnect)),
        ("the Helper ends", |play| play.tells(&ToSharer::Bye { reason: EndReason::HelperLeft })),
    ];
    for (name, end) in ways {
        let mut play = Play::pointing();
        play.tells(&line());
        assert_eq!(play.shown(), Some(1), "{name}");
        end(&mut play);
        assert_eq!(play.shown(), Some(0), "{name}: {:?}", play.effects);
        assert!(play.is_told_of_the_end(), "{name}");
        play.tells(&line());
        assert!(play.shown().is_none_or(|shown| shown == 0), "{name}: drawn afterwards");
    }
}

#[test]
fn steps_and_what_is_kept_stay_while_the_helper_is_lost_and_the_pointer_and_what_fades_go() {
    let ways: [(&str, Way); 3] = [
        ("silence", |play| play.after(limits::HEARTBEAT_STALE)),
        ("a path that fails", |play| play.input(on_path(TransportInput::Down))),
        ("a page that goes away", |play| play.tells(&ToSharer::Away {})),
    ];
    for (name, lose) in ways {
        let mut play = Play::pointing_at_all();
        lose(&mut play);
        assert!(play.has(&STOP), "{name}: {:?}", play.effects);
        assert_eq!(play.shown(), Some(3), "{name}");
        assert!(!play.is_told_of_the_end(), "{name}");
        // The User goes on with the next step, and the Helper learns of it.
        play.person(PersonInput::NextStep);
        assert_eq!(play.shown(), Some(2), "{name}");
        assert!(play.has(&send(ToViewer::Steps { count: 2, done: 1 })), "{name}");
        let next = PathId(2);
        play.offers(next);
        play.input(on(next, TransportInput::Up));
        assert!(play.has(&START), "{name}: {:?}", play.effects);
        assert_eq!(play.shown(), None, "{name}: nothing changes");
        play.tells_on(next, &ToSharer::Reloaded {});
        assert!(play.has(&send(ToViewer::Steps { count: 2, done: 1 })), "{name}: told anew");
        play.tells_on(next, &step("Close it"));
        assert_eq!(play.shown(), Some(3), "{name}");
    }
}

#[test]
fn each_way_that_ends_the_right_takes_the_marks_of_a_lost_helper_at_once() {
    let ways: [(&str, Way); 7] = [
        ("revoked", |play| play.person(PersonInput::Revoke(Right::Point))),
        ("panic key", |play| play.person(PersonInput::StopControl)),
        ("pause", |play| play.person(PersonInput::Pause)),
        ("prompt", |play| play.input(Input::SystemPrompt { open: true })),
        ("the User ends", |play| play.person(PersonInput::Disconnect)),
        ("another picture", |play| play.input(pictures::screen(100, 10))),
        ("the time to come back is over", |play| play.after(limits::RECONNECT_TIMEOUT)),
    ];
    for (name, end) in ways {
        let mut play = Play::pointing_at_all();
        play.input(pictures::screen(0, 0));
        play.tells(&line());
        play.after(limits::HEARTBEAT_STALE);
        end(&mut play);
        assert_eq!(play.shown(), Some(0), "{name}: {:?}", play.effects);
        assert!(play.is_told_of_the_end(), "{name}");
        assert!(
            play.session.end_reason().is_some()
                || play.has(&send(ToViewer::Steps { count: 0, done: 0 })),
            "{name}"
        );
    }
}

#[test]
fn the_time_of_a_right_that_passes_while_the_helper_is_lost_takes_the_marks() {
    let mut play = Play::sharing(|options| {
        options.offered = options.offered.with(Right::Point);
        options.reconnect_for = limits::RIGHT_TIME;
    });
    play.tells(&ToSharer::RequestRight { right: Some(Right::Point) });
    let id = play.asked();
    let answer = Answer::AllowFor(Lasting::TenMinutes);
    play.person(PersonInput::Answer { id, answer });
    play.passes(limits::HEARTBEAT_INTERVAL, &[PATH]);
    play.tells(&line());
    play.after(limits::HEARTBEAT_STALE);
    assert_eq!(play.shown(), None, "it stays");
    play.after(limits::RIGHT_TIME - limits::HEARTBEAT_INTERVAL - limits::HEARTBEAT_STALE);
    assert_eq!((play.shown(), play.session.end_reason()), (Some(0), None));
}

#[test]
fn while_the_user_is_asked_nothing_is_shown_and_then_it_is_there_again() {
    let mut play = Play::pointing();
    play.tells(&line());
    play.tells(&ToSharer::RequestControl {});
    let hidden = play.effects.iter().position(|effect| matches!(effect, Effect::ShowMarks { .. }));
    let asked = play
        .effects
        .iter()
        .position(|effect| matches!(effect, Effect::Ask { question: Question::Control, .. }));
    assert!(hidden.is_some() && hidden < asked, "{:?}", play.effects);
    assert_eq!(play.shown(), Some(0));
    let id = play.asked();
    play.tells(&line());
    assert_eq!(play.shown().unwrap_or_default(), 0, "nor what is drawn meanwhile");
    play.person(PersonInput::Answer { id, answer: Answer::Refuse });
    assert_eq!(play.shown(), Some(2));
}

#[test]
fn the_user_goes_through_the_steps_and_the_helper_knows() {
    let mut play = Play::pointing();
    play.tells(&step("Open the menu"));
    play.tells(&step("Press Save"));
    assert!(play.has(&send(ToViewer::Steps { count: 2, done: 0 })));
    play.person(PersonInput::NextStep);
    assert!(play.has(&send(ToViewer::Steps { count: 2, done: 1 })));
    let told = play.effects.iter().find_map(|effect| {
        let Effect::Notify { notice: Notice::Steps { steps, .. }, .. } = effect else {
            return None;
        };
        Some((steps.texts.len(), steps.done))
    });
    assert_eq!(told, Some((2, 1)));
    assert_eq!(play.shown(), Some(1));
    play.person(PersonInput::NextStep);
    assert_eq!(play.shown(), Some(0));
}

#[test]
fn a_pointer_that_floods_costs_no_more_than_its_bound() {
    let mut play = Play::pointing();
    let mut shown = 0;
    for n in 0..u16::MAX / 16 {
        let at = Some(Point { x: n, y: 0 });
        play.tells(&ToSharer::PointAt { picture: 0, at, color: MarkColor::Red });
        shown += u32::from(play.shown().is_some());
    }
    assert!(shown <= limits::POINTER_PLACES, "{shown}");
    assert_eq!(play.session.end_reason(), None);
}

#[test]
fn steps_that_flood_are_told_no_more_often_than_their_bound() {
    let mut play = Play::pointing();
    let mut told = 0;
    for _ in 0..200 {
        for message in [step("a"), ToSharer::Mark { picture: 0, mark: Mark::Undo {} }] {
            play.tells(&message);
            told += play
                .effects
                .iter()
                .filter(|effect| {
                    matches!(effect, Effect::Notify { notice: Notice::Steps { .. }, .. })
                })
                .count();
        }
    }
    assert!((10..=40).contains(&told), "{told}");
}

#[test]
fn nothing_is_drawn_over_a_prompt_of_the_system_that_the_helper_sees() {
    let mut play = Play::pointing();
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer: Answer::AllowWithPrompts });
    play.tells(&line());
    assert_eq!(play.shown(), Some(1));
    play.input(Input::SystemPrompt { open: true });
    assert_eq!(play.shown(), Some(0));
    play.input(Input::SystemPrompt { open: false });
    assert_eq!(play.shown(), Some(1));
}

#[test]
fn what_is_found_after_the_right_or_the_step_is_gone_is_told_nobody() {
    let element = || Element::new(ElementRole::Button, "Save").unwrap();
    let found = |play: &Play| {
        let mut steps = play.effects.iter().filter_map(|effect| {
            let Effect::FindElement { guest, step, .. } = effect else { return None };
            Some((*guest, *step))
        });
        let (guest, step) = steps.next_back().expect("it is looked for");
        let corners = [Point { x: 1, y: 1 }, Point { x: 9, y: 9 }];
        Input::ElementFound { guest, step, element: element(), corners }
    };
    let told = send(ToViewer::StepElement { step: 1, element: element() });

    let mut play = Play::pointing();
    play.tells(&step("Press this"));
    let input = found(&play);
    play.input(input.clone());
    assert!(play.has(&told));
    play.input(input);
    assert!(!play.has(&told), "only once");

    let ways: [(&str, Way); 4] = [
        ("revoked", |play| play.person(PersonInput::Revoke(Right::Point))),
        ("prompt", |play| play.input(Input::SystemPrompt { open: true })),
        ("pause", |play| play.person(PersonInput::Pause)),
        ("undone", |play| play.tells(&ToSharer::Mark { picture: 0, mark: Mark::Undo {} })),
    ];
    for (name, goes) in ways {
        let mut play = Play::pointing();
        play.tells(&step("Press this"));
        let input = found(&play);
        goes(&mut play);
        play.input(input);
        assert!(!play.has(&told), "{name}");
    }
}
