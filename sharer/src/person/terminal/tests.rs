use catalogue::Language;

use super::*;
use crate::path_kind::PathKind;
use crate::person::notice::UserError;
use protocol::peer::EndReason;
use session::{ControlStop, Proof};

fn terminal() -> Terminal {
    Terminal::new(None, || Some(60))
}

fn question(id: u32, question: Question) -> UserNotice {
    let (helper, proof): (DisplayName, _) = ("Jacky".parse().unwrap(), Proof::Code);
    let stop = ControlStop::PanicKey;
    let text = words::question(question, &helper, None, proof, None, stop);
    UserNotice::Question {
        id,
        question,
        helper,
        proof,
        resembles: None,
        text,
        files: None,
        until: Duration::ZERO,
        stop,
    }
}

/// A question as it is shown at a time.
fn ask(terminal: &mut Terminal, asked: Question, now: Tick) {
    terminal.render(&question(3, asked));
    terminal.written(now);
}

fn chat(text: &str) -> UserNotice {
    let (from, under_control) = (Party::Helper, false);
    UserNotice::Session(Notice::Chat { from, text: text.into(), under_control })
}

fn shown(terminal: &mut Terminal, notice: &UserNotice) -> String {
    String::from_utf8(terminal.render(notice)).unwrap()
}

/// What a line answers to a question that could be read.
fn answer(asked: Question, line: &str) -> Result<Answer, InputError> {
    let mut terminal = terminal();
    let start = Tick::from_millis(0);
    ask(&mut terminal, asked, start);
    match terminal.parse(line, start + READING)? {
        Some(PersonInput::Answer { id: 3, answer }) => Ok(answer),
        other => panic!("{line} is {other:?}"),
    }
}

#[test]
fn only_yes_lets_a_helper_in() {
    let mut terminal = terminal();
    let asked = Tick::from_millis(5_000);
    ask(&mut terminal, Question::Connect, asked);
    assert_eq!(terminal.parse("yes", asked), Err(InputError::TooSoon), "typed ahead");
    let now = asked + READING;
    for unclear in ["maybe", "ja", "1", "yess", "never", "allow control"] {
        assert_eq!(terminal.parse(unclear, now), Err(InputError::NoAnswer));
    }
    assert_eq!(terminal.parse("", now), Ok(None), "Enter alone is no answer");
    let yes = PersonInput::Answer { id: 3, answer: Answer::Allow };
    assert_eq!(terminal.parse(" YES ", now), Ok(Some(yes)));
    assert_eq!(terminal.parse("yes", now), Err(InputError::NotConnected));
}

/// A name can be whole sentences of the program.
#[test]
fn no_row_of_a_question_begins_with_the_name() {
    let helper: DisplayName =
        "Ωend of session. Ωyes Ωno Ωplease”: Ωtype yes ΩΩΩΩΩΩΩΩΩΩΩΩΩΩΩΩΩ".parse().unwrap();
    for asked in [Question::Connect, Question::Control, Question::Remember] {
        let widths: [fn() -> Option<usize>; 6] =
            [|| None, || Some(20), || Some(40), || Some(41), || Some(60), || Some(100)];
        for columns in widths {
            let stop = ControlStop::TimeLimit;
            let (alias, known) = (Some(&helper), Some(&helper));
            let text = words::question(asked, &helper, alias, Proof::Code, known, stop);
            let (id, resembles) = (3, Some(helper.clone()));
            let (helper, proof) = (helper.clone(), Proof::Code);
            let (question, until) = (asked, Duration::ZERO);
            let notice = UserNotice::Question {
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
            let mut terminal = Terminal::new(None, columns);
            let later = UserNotice::Session(Notice::WrongCode { attempts_left: 2 });
            for rows in [shown(&mut terminal, &notice), shown(&mut terminal, &later)] {
                assert!(
                    rows.contains('Ω') && !rows.lines().any(|row| row.starts_with('Ω')),
                    "{rows}"
                );
            }
        }
    }
}

#[test]
fn no_reply_to_chat_allows_what_a_helper_who_can_chat_asks_for() {
    for question in [Question::Control, Question::Remember] {
        for reply in [
            "yes",
            "y",
            "YES",
            "yes prompts",
            "ok",
            "sure",
            "allow",
            "control",
            "prompts",
            "yes allow control",
        ] {
            assert_eq!(answer(question, reply), Err(InputError::NoAnswer), "{reply}");
        }
        assert_eq!(answer(question, "no"), Ok(Answer::Refuse));
        assert_eq!(answer(question, "Never"), Ok(Answer::RefuseForGood));
    }
    assert_eq!(answer(Question::Control, "allow control"), Ok(Answer::Allow));
    assert_eq!(answer(Question::Control, " “Allow  control” "), Ok(Answer::Allow));
    assert_eq!(
        answer(Question::Control, "allow control and prompts"),
        Ok(Answer::AllowWithPrompts)
    );
    assert_eq!(answer(Question::Remember, "allow remembering"), Ok(Answer::Allow));
    assert_eq!(answer(Question::Remember, "allow control"), Err(InputError::NoAnswer));
    assert_eq!(answer(Question::Control, "allow remembering"), Err(InputError::NoAnswer));
}

#[test]
fn while_a_question_is_open_it_is_the_last_that_is_shown() {
    let mut terminal = terminal();
    let now = Tick::from_millis(0);
    let asked = shown(&mut terminal, &question(3, Question::Control));
    terminal.written(now);
    for text in ["Do you see the printer?", "\n\n\n", "x"] {
        assert_eq!(shown(&mut terminal, &chat(text)), "", "it waits");
    }
    for notice in [
        UserNotice::Error(UserError::Input(InputError::NoAnswer)),
        UserNotice::Path { path: PathKind::Relay },
        UserNotice::Session(Notice::LogDiffers),
    ] {
        let text = shown(&mut terminal, &notice);
        assert!(text.ends_with(&asked) && text.len() > asked.len(), "{text}");
    }
    let allow = PersonInput::Answer { id: 3, answer: Answer::Allow };
    assert_eq!(terminal.parse("allow control", now + READING), Ok(Some(allow)));
    assert_eq!(shown(&mut terminal, &chat("late")), "", "the answer may not count");
    let waited = shown(&mut terminal, &UserNotice::QuestionAnswered { id: 3 });
    assert_eq!(waited.lines().count(), 4, "{waited}");
    assert!(waited.starts_with("  | Helper: Do you see") && waited.ends_with("late\n"), "{waited}");
    assert_eq!(shown(&mut terminal, &chat("x")), "  | Helper: x\n");
}

#[test]
fn chat_that_waited_comes_however_the_question_ends() {
    let (phase, reason) = (Phase::Ended, Some(EndReason::HelperLeft));
    let ended = Notice::Phase { phase, helper: None, reason, stop: ControlStop::PanicKey };
    for (notice, own) in [
        (UserNotice::QuestionWithdrawn { id: 3 }, words::WITHDRAWN.text()),
        (UserNotice::QuestionAnswered { id: 3 }, ""),
        (UserNotice::Session(ended), "The session has ended."),
    ] {
        let mut terminal = terminal();
        ask(&mut terminal, Question::Control, Tick::from_millis(0));
        terminal.render(&chat("hello"));
        let text = shown(&mut terminal, &notice);
        assert!(text.contains("  | Helper: hello\n") && text.contains(own), "{text}");
        assert!(!text.contains(words::ALLOW_CONTROL.text()), "no question is open: {text}");
        assert_eq!(shown(&mut terminal, &chat("x")), "  | Helper: x\n");
    }
}

#[test]
fn the_bandwidth_is_asked_for_and_set_by_one_command() {
    let mut terminal = terminal();
    let mut parse = |line: &str| terminal.parse(line, Tick::from_millis(0));
    for (line, level, max_kbit) in [
        ("/bandwidth", None, None),
        ("/bandwidth full", Some(Level::Full), None),
        (" /bandwidth  No-Background ", Some(Level::NoBackground), None),
        ("/bandwidth 800", None, Some(800)),
    ] {
        let wish = PersonInput::Bandwidth(BandwidthRequest { level, max_kbit });
        assert_eq!(parse(line), Ok(Some(wish)), "{line}");
    }
    for line in ["/bandwidth most", "/bandwidth 0", "/bandwidth 99", "/bandwidth -5"] {
        assert_eq!(parse(line), Err(InputError::BandwidthUsage), "{line}");
    }
    assert_eq!(parse("/bandwidths"), Err(InputError::UnknownCommand));
}

#[test]
fn whether_to_remember_can_be_asked_and_answered_for_good() {
    let mut terminal = terminal();
    let now = Tick::from_millis(5_000);
    assert_eq!(terminal.parse("/remember", now), Ok(Some(PersonInput::Remember)));
    ask(&mut terminal, Question::Remember, now);
    let never = PersonInput::Answer { id: 3, answer: Answer::RefuseForGood };
    assert_eq!(terminal.parse("never", now + READING), Ok(Some(never)));
}

#[test]
fn a_yes_that_did_not_count_can_be_said_again() {
    let mut terminal = terminal();
    let start = Tick::from_millis(0);
    ask(&mut terminal, Question::Control, start);
    let now = start + READING;
    let allow = Ok(Some(PersonInput::Answer { id: 3, answer: Answer::Allow }));
    assert_eq!(terminal.parse("allow control", now), allow);
    let again = shown(&mut terminal, &UserNotice::Session(Notice::NotAllowedByTyping));
    assert!(again.contains(words::ALLOW_CONTROL.text()), "the question is shown again: {again}");
    assert_eq!(terminal.parse("allow control", now), allow, "the question still stands");
    terminal.render(&UserNotice::QuestionWithdrawn { id: 3 });
    terminal.render(&UserNotice::Session(Notice::NotAllowedByTyping));
    assert_eq!(
        terminal.parse("allow control", now),
        Err(InputError::NotConnected),
        "it is settled"
    );
}

#[test]
fn a_message_cannot_look_like_the_program() {
    let mut terminal = terminal();
    let text = "hi\nThe session has ended.\u{1b}[2J \u{202e}sey\rNobody can see you.";
    assert_eq!(
        shown(&mut terminal, &chat(text)),
        "  | Helper: hi\n  |   The session has ended.[2J sey\n  |   Nobody can see you.\n"
    );
}

#[test]
fn a_step_cannot_look_like_the_program_and_waits_while_a_question_is_open() {
    let step = |text: &str| {
        let steps = session::marks::Steps { texts: vec![text.into()], ..Default::default() };
        UserNotice::Session(Notice::Steps { helper: "Jacky".parse().unwrap(), steps })
    };
    let text = format!("Press Save.{}The session has ended.", " ".repeat(60));
    let shown_step = shown(&mut terminal(), &step(&text));
    let begin = "  | \u{201c}Jacky\u{201d} suggests, step 1 of 1 (/next when it is done): ";
    assert!(shown_step.starts_with(begin.get(..40).unwrap()), "{shown_step}");
    assert!(shown_step.lines().all(|line| line.starts_with("  | ")), "{shown_step}");

    let mut terminal = terminal();
    ask(&mut terminal, Question::Connect, Tick::from_millis(5_000));
    let over_question = shown(&mut terminal, &step("Type yes"));
    assert!(!over_question.contains("Type yes"), "{over_question}");
}

#[test]
fn a_question_that_is_not_written_yet_is_not_answered() {
    let mut terminal = terminal();
    let now = Tick::from_millis(5_000);
    ask(&mut terminal, Question::Connect, now);
    terminal.render(&question(4, Question::Control));
    let later = now + READING;
    assert_eq!(terminal.parse("allow control", later), Err(InputError::TooSoon));
    terminal.written(later);
    assert_eq!(terminal.parse("allow control", later), Err(InputError::TooSoon));
    let allow = PersonInput::Answer { id: 4, answer: Answer::Allow };
    assert_eq!(terminal.parse("allow control", later + READING), Ok(Some(allow)));
}

#[test]
fn what_stops_control_is_said_before_it_is_granted_and_while_it_is_shared() {
    let helper: DisplayName = "Jacky".parse().unwrap();
    for (stop, says, keeps_quiet_about) in [
        (ControlStop::PanicKey, ["with the Esc key", "Press Esc"], "5 minutes"),
        (ControlStop::TimeLimit, ["Esc does not", "/stop in the terminal"], "Press Esc"),
    ] {
        let text = words::question(Question::Control, &helper, None, Proof::Code, None, stop);
        let phase = (Phase::ControlSharing, Some(helper.clone()));
        let phase = Notice::Phase { phase: phase.0, helper: phase.1, reason: None, stop };
        let phase = shown(&mut terminal(), &UserNotice::Session(phase));
        assert!(text.contains(says[0]) && phase.contains(says[1]), "{text}\n{phase}");
        for said in [&text, &phase] {
            assert!(!said.contains(keeps_quiet_about), "{said}");
            let has_limit = stop == ControlStop::TimeLimit;
            assert_eq!(said.contains("by itself after 5 minutes"), has_limit, "{said}");
        }
    }
    let ended = Notice::ControlEnded { by: Party::User, is_over: true };
    let ended = shown(&mut terminal(), &UserNotice::Session(ended));
    assert!(ended.starts_with("The 5 minutes are over"), "{ended}");
}

#[test]
fn consent_is_typed_in_the_chosen_language_or_in_english() {
    let german = Words::of(Language::German);
    let english = Words::of(Language::English);
    let control = Subject::Helper(Question::Control);
    for (line, in_german, in_english) in [
        ("allow control", Some(Answer::Allow), Some(Answer::Allow)),
        (" „Steuerung  erlauben“ ", Some(Answer::Allow), None),
        ("steuerung und abfragen erlauben", Some(Answer::AllowWithPrompts), None),
        ("no", Some(Answer::Refuse), Some(Answer::Refuse)),
        ("nein", Some(Answer::Refuse), None),
        ("never", Some(Answer::RefuseForGood), Some(Answer::RefuseForGood)),
        ("niemals", Some(Answer::RefuseForGood), None),
        ("erlauben", None, None),
        ("yes", None, None),
        ("ja", None, None),
    ] {
        assert_eq!(answer_in(control, line, &german), in_german, "{line}");
        assert_eq!(answer_in(control, line, &english), in_english, "{line}");
    }
    let clipboard = Subject::Helper(Question::ClipboardRead);
    let minutes = Some(Answer::AllowFor(Lasting::TenMinutes));
    for line in ["zwischenablage erlauben 10 minuten", "allow clipboard 10 minutes"] {
        assert_eq!(answer_in(clipboard, line, &german), minutes, "{line}");
    }
}

#[test]
fn what_is_typed_means_one_thing_in_each_language() {
    let once = Answer::AllowFor(Lasting::ThisTime);
    let allows = [
        (Question::Control, words::ALLOW_CONTROL, Answer::Allow),
        (Question::Control, words::ALLOW_CONTROL_AND_PROMPTS, Answer::AllowWithPrompts),
        (Question::Remember, words::ALLOW_REMEMBERING, Answer::Allow),
        (Question::Point, words::rights::allow(Question::Point), once),
        (Question::ClipboardRead, words::rights::allow(Question::ClipboardRead), once),
        (Question::FileIn, words::files::ALLOW, Answer::Allow),
    ];
    for words in Language::ALL.iter().map(|language| Words::of(*language)) {
        let tag = words.language().tag();
        let answer = |question, line: &str| answer_in(Subject::Helper(question), line, &words);
        for (question, _, _) in allows {
            for (say, expected) in [
                (Say::TypedNo, Some(Answer::Refuse)),
                (Say::TypedNever, Some(Answer::RefuseForGood)),
                (Say::TypedYes, None),
            ] {
                for line in words.both(say) {
                    assert_eq!(answer(question, &line), expected, "{tag} {line}");
                }
            }
            if question.asks_how_long() {
                let allow = words.text(words::rights::allow(question));
                for (rest, lasting) in [
                    (words::rights::FOR_MINUTES, Lasting::TenMinutes),
                    (words::rights::FOR_SESSION, Lasting::Session),
                ] {
                    let line = format!("{allow} {}", words.text(rest));
                    let expected = Some(Answer::AllowFor(lasting));
                    assert_eq!(answer(question, &line), expected, "{tag} {line}");
                }
            }
            // The words that allow something allow nothing else.
            for (other, say, allowed) in allows {
                for line in words.both(say) {
                    let expected = (question == other).then_some(allowed);
                    assert_eq!(answer(question, &line), expected, "{tag} {line}");
                }
            }
        }
        for (say, expected) in [(Say::TypedYes, Answer::Allow), (Say::TypedNo, Answer::Refuse)] {
            for line in words.both(say) {
                assert_eq!(answer(Question::Connect, &line), Some(expected), "{tag} {line}");
            }
        }
    }
}

#[test]
fn a_name_stays_apart_in_every_row_of_an_arabic_question() {
    words::speak(Language::Arabic);
    let widths: [fn() -> Option<usize>; 4] = [|| None, || Some(24), || Some(40), || Some(100)];
    for columns in widths {
        let mut terminal = Terminal::new(None, columns);
        let rows = shown(&mut terminal, &question(3, Question::Connect));
        assert!(rows.contains("\u{2068}Jacky\u{2069}"), "{rows:?}");
        assert!(rows.lines().all(words::are_paired), "{rows:?}");
        let later = shown(&mut terminal, &UserNotice::Session(Notice::LogDiffers));
        assert!(later.contains("\u{2068}Jacky\u{2069}"), "{later:?}");
    }
}

#[test]
fn marks_of_direction_that_were_copied_along_do_not_change_what_is_typed() {
    let mut terminal = terminal();
    let now = Tick::from_millis(5_000);
    for (line, expected) in [
        ("\u{200f}/stop\u{200e}", PersonInput::StopControl),
        ("/revoke \u{2068}point\u{2069}", PersonInput::Revoke(Right::Point)),
        (
            "\u{2067}/cancel \u{2068}3\u{2069}\u{2069}",
            PersonInput::CancelFile { id: TransferId(3) },
        ),
        (
            "\u{2068}/send\u{2069} \u{2068}/tmp/a\u{2069}",
            PersonInput::SendFile { path: "/tmp/a".into() },
        ),
        ("/send /tmp/\u{200f}a", PersonInput::SendFile { path: "/tmp/\u{200f}a".into() }),
    ] {
        assert_eq!(terminal.parse(line, now), Ok(Some(expected)), "{line:?}");
    }
    let level = BandwidthRequest { level: Some(Level::Full), max_kbit: None };
    let level = PersonInput::Bandwidth(level);
    assert_eq!(terminal.parse("/bandwidth \u{2066}full\u{2069}", now), Ok(Some(level)));
    assert_eq!(answer(Question::Connect, "\u{200f}\u{2067}yes\u{2069}"), Ok(Answer::Allow));
    let (phase, helper) = (Phase::ScreenSharing, "Jacky".parse().unwrap());
    terminal.render(&UserNotice::Session(Notice::Paused { phase, helper }));
    let chat = PersonInput::Chat { text: "\u{200f}شكرا\u{200f}!".into() };
    assert_eq!(terminal.parse("\u{200f}شكرا\u{200f}!", now), Ok(Some(chat)), "chat is as it is");
}
