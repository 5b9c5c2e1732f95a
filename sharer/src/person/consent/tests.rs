use proptest::prelude::*;

use super::*;
use crate::platform::press_watch::{Brought, PointerEvidence, Visibility, WindowEvidence};

const BUTTON: Place = Place { x: 100, y: 200, width: 80, height: 48 };
const OVER: (u16, u16) = (120, 220);
const BESIDE: (u16, u16) = (180, 220);
const SHOWN: Tick = Tick::from_millis(10_000);
const KEY: Means = Means::Key { is_repeat: false };
const ASSISTIVE: &str = "Virtual core XTEST keyboard";

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// `n` ms before then.
fn before(then: Tick, n: u64) -> Tick {
    Tick::from_millis(then.as_millis() - n)
}

/// A window with the focus that has shown a question for two seconds.
fn asked() -> (Consent, Tick) {
    let mut consent = Consent::new(ConsentRules::default());
    consent.focus(true, Tick::from_millis(9_000));
    consent.show(BUTTON, Some(BESIDE), SHOWN);
    (consent, SHOWN + ms(2_000))
}

/// A person clicked, and nothing else happened.
fn clicked() -> Evidence {
    Evidence {
        press: Some(Press {
            control: Control::Button(1),
            activates: false,
            origin: PressOrigin::Device,
            device: "Mouse".to_owned(),
            brought: Brought::At(OVER.0, OVER.1),
            age: ms(80),
        }),
        program_pressed: None,
        typed: None,
        remapped: None,
        pointer: PointerEvidence {
            place: Some(OVER),
            moved_by_program: None,
            is_by_program: false,
        },
        window: WindowEvidence {
            focused: Some(ms(3_000)),
            changed: None,
            visibility: Visibility::Whole,
        },
    }
}

/// A person pressed Enter or the space bar, and nothing else happened.
fn typed() -> Evidence {
    let mut evidence = clicked();
    press(&mut evidence).control = Control::Key(36);
    press(&mut evidence).activates = true;
    press(&mut evidence).brought = Brought::Unknown;
    evidence.pointer.place = None;
    evidence
}

fn press(evidence: &mut Evidence) -> &mut Press {
    evidence.press.as_mut().unwrap()
}

#[track_caller]
fn doubts(means: Means, evidence: &Evidence, doubt: Doubt) {
    let (consent, now) = asked();
    let decision = consent.decide(Answering::Grants, means, Some(evidence), now);
    assert_eq!(decision, Decision::NotTaken(doubt));
}

/// What is true of the click with this change, and of the key with it.
#[track_caller]
fn both_doubt(doubt: Doubt, change: impl Fn(&mut Evidence)) {
    for (means, mut evidence) in [(Means::Pointer, clicked()), (KEY, typed())] {
        change(&mut evidence);
        doubts(means, &evidence, doubt);
    }
}

#[test]
fn a_person_who_has_read_the_question_grants_by_a_click_and_by_a_key() {
    let (consent, now) = asked();
    for (means, evidence) in [(Means::Pointer, clicked()), (KEY, typed())] {
        let decision = consent.decide(Answering::Grants, means, Some(&evidence), now);
        assert_eq!(decision, Decision::Taken);
    }
    // Wayland says nothing of windows above.
    for (means, mut evidence) in [(Means::Pointer, clicked()), (KEY, typed())] {
        evidence.window.visibility = Visibility::NotTold;
        let decision = consent.decide(Answering::Grants, means, Some(&evidence), now);
        assert_eq!(decision, Decision::Taken);
    }
    let mut touched = clicked();
    press(&mut touched).control = Control::Touch;
    press(&mut touched).brought = Brought::Unknown;
    let decision = consent.decide(Answering::Grants, Means::Pointer, Some(&touched), now);
    assert_eq!(decision, Decision::Taken);
}

#[test]
fn what_a_program_presses_never_grants() {
    for origin in [PressOrigin::Injected, PressOrigin::Forged] {
        both_doubt(Doubt::Program, |evidence| press(evidence).origin = origin);
    }
    both_doubt(Doubt::ProgramMay, |evidence| press(evidence).origin = PressOrigin::Uncertain);
    both_doubt(Doubt::NoPress, |evidence| evidence.press = None);
    both_doubt(Doubt::ProgramToo, |evidence| evidence.program_pressed = Some(ms(779)));
    // One that a program made after the person's press.
    both_doubt(Doubt::ProgramToo, |evidence| evidence.program_pressed = Some(ms(0)));
}

#[test]
fn without_evidence_nothing_is_granted() {
    let (consent, now) = asked();
    for means in [Means::Pointer, KEY, Means::Accessibility] {
        let decision = consent.decide(Answering::Grants, means, None, now);
        assert_eq!(decision, Decision::NotTaken(Doubt::NoEvidence));
    }
}

#[test]
fn a_request_of_a_screen_reader_alone_never_grants() {
    for evidence in [clicked(), typed()] {
        doubts(Means::Accessibility, &evidence, Doubt::NoPress);
    }
}

#[test]
fn a_click_elsewhere_is_no_key_and_a_key_or_the_wheel_is_no_click() {
    doubts(Means::Pointer, &typed(), Doubt::NoPress);
    doubts(KEY, &clicked(), Doubt::NoPress);
    for wheel in 4..=7 {
        let mut evidence = clicked();
        press(&mut evidence).control = Control::Button(wheel);
        doubts(Means::Pointer, &evidence, Doubt::NoPress);
    }
}

#[test]
fn a_device_that_was_named_before_counts_and_not_while_control_is_shared() {
    let rules = ConsentRules { assistive_device: Some(ASSISTIVE.to_owned()) };
    let (asked, now) = asked();
    let mut consent = Consent { rules, ..asked };
    for (means, mut evidence) in [(Means::Pointer, clicked()), (KEY, typed())] {
        let of = |device: &str, evidence: &mut Evidence| {
            press(evidence).origin = PressOrigin::Injected;
            press(evidence).device = device.to_owned();
            evidence.program_pressed = Some(ms(80));
            evidence.pointer.moved_by_program = Some(ms(200));
            evidence.pointer.is_by_program = true;
            press(evidence).brought = Brought::Outside;
        };
        let decide = |consent: &Consent, evidence: &Evidence| {
            consent.decide(Answering::Grants, means, Some(evidence), now)
        };
        of("Virtual core XTEST pointer", &mut evidence);
        assert_eq!(decide(&consent, &evidence), Decision::NotTaken(Doubt::Program));
        of(ASSISTIVE, &mut evidence);
        assert_eq!(decide(&consent, &evidence), Decision::Taken);
        consent.share_control(true);
        assert_eq!(decide(&consent, &evidence), Decision::NotTaken(Doubt::Program));
        consent.share_control(false);
        press(&mut evidence).origin = PressOrigin::Forged;
        assert_eq!(decide(&consent, &evidence), Decision::NotTaken(Doubt::Program));
    }
}

#[test]
fn nothing_is_granted_before_the_question_was_shown_for_a_while() {
    let (consent, _) = asked();
    for (means, evidence) in [(Means::Pointer, clicked()), (KEY, typed())] {
        let at = |shown: u64| {
            consent.decide(Answering::Grants, means, Some(&evidence), SHOWN + ms(shown))
        };
        // The press was 80 ms ago.
        assert_eq!(at(79), Decision::NotTaken(Doubt::Held), "pressed before it was shown");
        assert_eq!(at(779), Decision::NotTaken(Doubt::TooSoon));
        assert_eq!(at(780), Decision::Taken);
    }
}

#[test]
fn nothing_is_granted_before_the_window_has_had_the_focus_for_a_while() {
    both_doubt(Doubt::TooSoon, |evidence| evidence.window.focused = Some(ms(779)));
    both_doubt(Doubt::TooSoon, |evidence| evidence.window.focused = None);
    // The toolkit has to agree.
    let (mut consent, now) = asked();
    for has_focus in [false, true] {
        consent.focus(has_focus, SHOWN + ms(1_500));
        let decision = consent.decide(Answering::Grants, KEY, Some(&typed()), now);
        assert_eq!(decision, Decision::NotTaken(Doubt::TooSoon));
    }
    let decision = consent.decide(Answering::Grants, KEY, Some(&typed()), now + ms(300));
    assert_eq!(decision, Decision::Taken);
}

#[test]
fn a_key_that_was_held_or_pressed_before_the_question_does_not_grant() {
    doubts(Means::Key { is_repeat: true }, &typed(), Doubt::Held);
    both_doubt(Doubt::Held, |evidence| press(evidence).age = ms(2_001));
    let (consent, _) = asked();
    let mut evidence = typed();
    press(&mut evidence).age = ms(1_500);
    let decision = consent.decide(Answering::Grants, KEY, Some(&evidence), SHOWN + ms(1_499));
    assert_eq!(decision, Decision::NotTaken(Doubt::Held));
}

#[test]
fn enter_at_the_end_of_what_the_user_types_does_not_grant() {
    let mut evidence = typed();
    evidence.typed = Some(ms(779));
    doubts(KEY, &evidence, Doubt::Typing);
    evidence.typed = Some(ms(780));
    let (consent, now) = asked();
    let decision = consent.decide(Answering::Grants, KEY, Some(&evidence), now);
    assert_eq!(decision, Decision::Taken);
}

#[test]
fn a_key_that_has_got_another_meaning_does_not_grant() {
    both_doubt(Doubt::Remapped, |evidence| evidence.remapped = Some(ms(779)));
    let mut evidence = typed();
    evidence.remapped = Some(ms(60_000));
    doubts(KEY, &evidence, Doubt::Remapped);
}

#[test]
fn a_pointer_that_was_over_the_button_from_the_beginning_has_to_leave_it_first() {
    let (mut consent, now) = asked();
    let decide = |consent: &Consent| {
        consent.decide(Answering::Grants, Means::Pointer, Some(&clicked()), now)
    };
    consent.show(BUTTON, Some(OVER), SHOWN);
    assert_eq!(decide(&consent), Decision::NotTaken(Doubt::PointerWaited));
    consent.point(Some((121, 221)));
    assert_eq!(decide(&consent), Decision::NotTaken(Doubt::PointerWaited));
    for elsewhere in [Some(BESIDE), None] {
        consent.show(BUTTON, Some(OVER), SHOWN);
        consent.point(elsewhere);
        consent.point(Some(OVER));
        assert_eq!(decide(&consent), Decision::Taken);
    }
    // The button moves to where the pointer is.
    consent.show(Place { x: 0, ..BUTTON }, Some((20, 220)), SHOWN + ms(200));
    consent.show(BUTTON, Some(OVER), SHOWN + ms(400));
    assert_eq!(decide(&consent), Decision::NotTaken(Doubt::PointerWaited));
    // The keyboard is not concerned.
    let decision = consent.decide(Answering::Grants, KEY, Some(&typed()), now);
    assert_eq!(decision, Decision::Taken);
}

#[test]
fn a_button_that_has_moved_has_to_be_read_again() {
    let (mut consent, now) = asked();
    consent.show(Place { x: 90, ..BUTTON }, Some(BESIDE), before(now, 779));
    let decision = consent.decide(Answering::Grants, KEY, Some(&typed()), now);
    assert_eq!(decision, Decision::NotTaken(Doubt::TooSoon));
}

#[test]
fn a_click_counts_only_where_the_desktop_says_that_the_pointer_is() {
    for place in [None, Some(BESIDE), Some((120, 248)), Some((99, 220)), Some((120, 199))] {
        let mut evidence = clicked();
        evidence.pointer.place = place;
        doubts(Means::Pointer, &evidence, Doubt::PointerElsewhere);
    }
}

#[test]
fn a_click_after_a_program_moved_the_pointer_does_not_grant() {
    let mut evidence = clicked();
    evidence.pointer.moved_by_program = Some(ms(779));
    doubts(Means::Pointer, &evidence, Doubt::PointerMoved);
    press(&mut evidence).control = Control::Touch;
    doubts(Means::Pointer, &evidence, Doubt::PointerMoved);
    // However long ago that was, if no device has moved it since.
    let mut evidence = clicked();
    evidence.pointer.moved_by_program = Some(ms(60_000));
    let (consent, now) = asked();
    let decide = |evidence: &Evidence| {
        consent.decide(Answering::Grants, Means::Pointer, Some(evidence), now)
    };
    assert_eq!(decide(&evidence), Decision::Taken);
    evidence.pointer.is_by_program = true;
    assert_eq!(decide(&evidence), Decision::NotTaken(Doubt::PointerMoved));
}

#[test]
fn a_click_that_itself_moved_the_pointer_to_the_button_does_not_grant() {
    for brought in [Brought::Outside, Brought::At(BESIDE.0, BESIDE.1)] {
        let mut evidence = clicked();
        press(&mut evidence).brought = brought;
        doubts(Means::Pointer, &evidence, Doubt::PointerMoved);
    }
    let mut evidence = clicked();
    press(&mut evidence).brought = Brought::Unknown;
    let (consent, now) = asked();
    let decision = consent.decide(Answering::Grants, Means::Pointer, Some(&evidence), now);
    assert_eq!(decision, Decision::Taken, "it came to rest there");
}

#[test]
fn a_key_that_activates_no_button_does_not_grant() {
    let mut evidence = typed();
    press(&mut evidence).activates = false;
    doubts(KEY, &evidence, Doubt::NoPress);
}

#[test]
fn a_key_does_not_grant_when_a_program_pressed_something_since_the_question_appeared() {
    let (mut consent, now) = asked();
    let mut evidence = typed();
    let decide = |consent: &Consent, evidence: &Evidence| {
        consent.decide(Answering::Grants, KEY, Some(evidence), now)
    };
    evidence.program_pressed = Some(ms(2_000));
    assert_eq!(decide(&consent, &evidence), Decision::NotTaken(Doubt::ProgramToo));
    // That its button moves does not make it another question.
    consent.show(BUTTON, Some(BESIDE), before(now, 1_000));
    assert_eq!(decide(&consent, &evidence), Decision::NotTaken(Doubt::ProgramToo));
    evidence.program_pressed = Some(ms(2_001));
    assert_eq!(decide(&consent, &evidence), Decision::Taken);
    let mut clicked = clicked();
    clicked.program_pressed = Some(ms(2_000));
    let decision = consent.decide(Answering::Grants, Means::Pointer, Some(&clicked), now);
    assert_eq!(decision, Decision::Taken, "the mouse is not concerned");
}

#[test]
fn a_window_that_is_covered_or_was_changed_just_before_grants_nothing() {
    for visibility in [Visibility::Covered, Visibility::Hidden, Visibility::Unknown] {
        both_doubt(Doubt::WindowCovered, |evidence| evidence.window.visibility = visibility);
    }
    both_doubt(Doubt::WindowChanged, |evidence| evidence.window.changed = Some(ms(779)));
    both_doubt(Doubt::WindowChanged, |evidence| evidence.window.changed = Some(ms(0)));
}

#[test]
fn without_a_question_nothing_is_granted() {
    let (mut consent, now) = asked();
    consent.close();
    let decision = consent.decide(Answering::Grants, KEY, Some(&typed()), now);
    assert_eq!(decision, Decision::NotTaken(Doubt::NoQuestion));
}

fn ages() -> impl Strategy<Value = Option<Duration>> {
    // Around the limits, and far beyond them.
    proptest::option::of((0u64..3_000).prop_map(ms))
}

fn evidence() -> impl Strategy<Value = Option<Evidence>> {
    let control = prop_oneof![
        (0u32..9).prop_map(Control::Button),
        (8u32..256).prop_map(Control::Key),
        Just(Control::Touch)
    ];
    let origins = [PressOrigin::Device, PressOrigin::Injected, PressOrigin::Forged];
    let origin = proptest::sample::select(origins.to_vec());
    let device = proptest::sample::select(&["Mouse", ASSISTIVE][..]);
    let place = || proptest::sample::select(&[None, Some(OVER), Some(BESIDE)][..]);
    let brought = [Brought::Unknown, Brought::Outside, Brought::At(OVER.0, OVER.1)];
    let brought = proptest::sample::select(brought.to_vec());
    let pressed = (control, any::<bool>(), origin, device, brought, 0u64..3_000).prop_map(
        |(control, activates, origin, device, brought, age)| Press {
            control,
            activates,
            origin,
            device: device.to_owned(),
            brought,
            age: ms(age),
        },
    );
    let whole = [Visibility::Whole, Visibility::Covered, Visibility::Hidden, Visibility::Unknown];
    let visibility = proptest::sample::select(whole.to_vec());
    let window = (ages(), ages(), visibility)
        .prop_map(|(focused, changed, visibility)| WindowEvidence { focused, changed, visibility });
    let pointer =
        (place(), ages(), any::<bool>()).prop_map(|(place, moved_by_program, is_by_program)| {
            PointerEvidence { place, moved_by_program, is_by_program }
        });
    let evidence = (proptest::option::of(pressed), ages(), ages(), ages(), pointer, window);
    let evidence =
        evidence.prop_map(|(press, program_pressed, typed, remapped, pointer, window)| Evidence {
            press,
            program_pressed,
            typed,
            remapped,
            pointer,
            window,
        });
    // Most random evidence is refused for several reasons; half of it is nearly good.
    let good =
        (proptest::bool::ANY, 0u64..800, ages(), 0u8..11).prop_map(|(key, age, spoilt, which)| {
            let mut evidence = if key { typed() } else { clicked() };
            press(&mut evidence).age = ms(age);
            match which {
                0 => evidence.program_pressed = spoilt,
                1 => evidence.typed = spoilt,
                2 => evidence.remapped = spoilt,
                3 => evidence.pointer.moved_by_program = spoilt,
                4 => evidence.window.changed = spoilt,
                5 => evidence.window.focused = spoilt,
                6 => press(&mut evidence).activates = false,
                _ => {}
            }
            evidence
        });
    proptest::option::weighted(0.95, prop_oneof![evidence, good])
}

#[derive(Clone, Debug)]
struct Case {
    means: Means,
    evidence: Option<Evidence>,
    shown: u64,
    focused: Option<u64>,
    pointer: Option<(u16, u16)>,
    left: bool,
    assistive: bool,
    controlled: bool,
}

fn case() -> impl Strategy<Value = Case> {
    let means = [Means::Pointer, KEY, Means::Key { is_repeat: true }, Means::Accessibility];
    let means = proptest::sample::select(means.to_vec());
    let pointer = proptest::sample::select(&[None, Some(OVER), Some(BESIDE)][..]);
    let focused = proptest::option::weighted(0.8, 0u64..4_000);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (means, evidence(), 0u64..4_000, focused, pointer, flags).prop_map(
        |(means, evidence, shown, focused, pointer, (left, assistive, controlled))| Case {
            means,
            evidence,
            shown,
            focused,
            pointer,
            left,
            assistive,
            controlled,
        },
    )
}

/// The window of a case, and now. Ages of the case are counted from now.
fn window(case: &Case) -> (Consent, Tick) {
    let now = Tick::from_millis(20_000);
    let assistive_device = case.assistive.then(|| ASSISTIVE.to_owned());
    let mut consent = Consent::new(ConsentRules { assistive_device });
    if let Some(focused) = case.focused {
        consent.focus(true, before(now, focused));
    }
    consent.show(BUTTON, case.pointer, before(now, case.shown));
    if case.left {
        consent.point(None);
    }
    consent.share_control(case.controlled);
    (consent, now)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn whatever_grants_was_pressed_by_a_person_who_could_read_the_question(case in case()) {
        let (consent, now) = window(&case);
        let decision = consent.decide(Answering::Grants, case.means, case.evidence.as_ref(), now);
        if decision == Decision::Taken {
            let evidence = case.evidence.unwrap();
            let press = evidence.press.unwrap();
            let since = |age: Option<Duration>| age.is_none_or(|age| age >= press.age + ms(700));
            let assisted = press.origin == PressOrigin::Injected;
            prop_assert!(
                press.origin == PressOrigin::Device
                    || (assisted && case.assistive && !case.controlled && press.device == ASSISTIVE)
            );
            prop_assert!(assisted || since(evidence.program_pressed));
            prop_assert!(since(evidence.remapped) && since(evidence.window.changed));
            prop_assert_eq!(evidence.window.visibility, Visibility::Whole);
            prop_assert!(ms(case.shown) >= press.age + ms(700));
            prop_assert!(ms(case.focused.unwrap()) >= press.age + ms(700));
            prop_assert!(evidence.window.focused.unwrap() >= press.age + ms(700));
            prop_assert!(press.age <= ms(2_000));
            match case.means {
                Means::Key { is_repeat } => {
                    prop_assert!(!is_repeat && matches!(press.control, Control::Key(_)));
                    prop_assert!(since(evidence.typed));
                    prop_assert!(press.activates && evidence.remapped.is_none());
                    let pressed = evidence.program_pressed;
                    prop_assert!(assisted || pressed.is_none_or(|age| age > ms(case.shown)));
                }
                Means::Pointer => {
                    prop_assert!(matches!(press.control, Control::Touch | Control::Button(0..=3 | 8..)));
                    prop_assert_eq!(evidence.pointer.place, Some(OVER));
                    prop_assert!(assisted || !evidence.pointer.is_by_program);
                    prop_assert!(assisted || press.brought != Brought::Outside);
                    prop_assert!(case.left || case.pointer != Some(OVER));
                    prop_assert!(assisted || since(evidence.pointer.moved_by_program));
                }
                Means::Accessibility => prop_assert!(false, "never"),
            }
        }
    }

    #[test]
    fn a_refusal_is_taken_at_any_time_by_any_means(case in case()) {
        let (mut consent, now) = window(&case);
        let decide = |consent: &Consent| {
            consent.decide(Answering::Refuses, case.means, case.evidence.as_ref(), now)
        };
        prop_assert_eq!(decide(&consent), Decision::Taken);
        consent.close();
        prop_assert_eq!(decide(&consent), Decision::Taken);
    }
}

#[test]
fn each_doubt_has_a_sentence_of_its_own() {
    let doubts = [
        Doubt::NoQuestion,
        Doubt::NoEvidence,
        Doubt::NoPress,
        Doubt::Program,
        Doubt::ProgramToo,
        Doubt::TooSoon,
        Doubt::Held,
        Doubt::Typing,
        Doubt::Remapped,
        Doubt::PointerWaited,
        Doubt::PointerElsewhere,
        Doubt::PointerMoved,
        Doubt::WindowChanged,
        Doubt::WindowCovered,
    ];
    let sentences: std::collections::BTreeSet<_> =
        doubts.map(|doubt| doubt.sentence().text()).into();
    assert_eq!(sentences.len(), doubts.len());
}
