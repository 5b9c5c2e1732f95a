//! A question to the User. Both answers have one size, and none has the focus when the question appears.

use kit::View;
use kit::element::{
    Build as _, Element, Gap, Tone, button, check, column, dialog, row, scroll, space, status, text,
};
use kit::view::{Fit, Spot};
use session::{Answer, Lasting, Question};

use super::super::action::Action;
use super::super::asked::{Asked, Subject};
use super::super::local::Local;
use super::parts::{Moment, QUESTION};
use crate::platform::ANSWERS_PROMPTS;
use crate::words::files::window as files;
use crate::words::rights::window as rights;
use crate::words::window::{self, question as words};
use crate::words::{desk, joined, public_network};

/// Room for the words why a press did not count, in logical px: two lines. Without it the window would grow with them, and
/// the next press would not count since the window has changed.
const REFUSAL: f32 = 80.0;

/// The window of the open question.
pub(super) fn window(asked: &Asked, local: &Local, now: Moment) -> View<Action> {
    let refuse = Action::Answer { id: asked.id, answer: Answer::Refuse };
    View::new(QUESTION, desk::ASKED, question(asked, local, now))
        .size(620.0, 480.0)
        .fit(Fit::Height)
        .spot(Spot::Middle)
        .always_on_top()
        .raised(local.raised)
        .wants_keyboard()
        .on_close(refuse)
}

fn question(asked: &Asked, local: &Local, now: Moment) -> Element<Action> {
    let answer = |answer| Action::Answer { id: asked.id, answer };
    let question = match &asked.subject {
        Subject::Helper { question, .. } => Some(*question),
        Subject::Listen { .. } => None,
    };
    let can_show_prompts = question == Some(Question::Control) && ANSWERS_PROMPTS;
    let yes = if can_show_prompts && local.with_prompts {
        Answer::AllowWithPrompts
    } else {
        Answer::Allow
    };
    let refuse = button("refuse", words::REFUSE).on(answer(Answer::Refuse)).fill().grow();
    let answers: Element<Action> = if question.is_some_and(Question::asks_how_long) {
        let allow = |key, words, lasting| {
            button(key, words).guarded().on(answer(Answer::AllowFor(lasting))).fill()
        };
        column()
            .gap(Gap::Small)
            .with(allow("allow", rights::THIS_TIME, Lasting::ThisTime))
            .with(allow("ten-minutes", rights::TEN_MINUTES, Lasting::TenMinutes))
            .with(allow("session", rights::SESSION, Lasting::Session))
            .with(refuse)
            .into()
    } else {
        let allow = button("allow", words::ALLOW).guarded().on(answer(yes)).fill().grow();
        row().with(refuse).with(allow).into()
    };
    let prompts = can_show_prompts.then(|| {
        check("with-prompts", words::WITH_PROMPTS, local.with_prompts)
            .guarded()
            .on(Action::WithPrompts { id: asked.id, with: !local.with_prompts })
    });
    let never = question
        .is_some_and(|question| question != Question::Connect)
        .then(|| button("never", words::NEVER).quiet().on(answer(Answer::RefuseForGood)));
    let left = window::seconds_left(asked.until.saturating_sub(now.uptime));
    let left = text(joined(&left, words::SILENCE.text())).quiet();
    let left = if local.countdown.is_said { left.said() } else { left };
    let refusal = match local.refusal_in(QUESTION) {
        Some(why) => status(why).tone(Tone::Danger).assertive().into(),
        None => Element::from(space(REFUSAL)),
    };
    dialog(("question", u64::from(asked.id)), asked.text.clone())
        .with_some(files(asked))
        .with(text(meaning(&asked.subject)))
        .with_some(prompts)
        .with(column().gap(Gap::Small).with(answers).with_some(never))
        .with(left)
        .with(refusal)
        .on_escape(answer(Answer::Refuse))
        .tone(Tone::Accent)
        .into()
}

/// All files that are asked about: of many, some are seen at once.
fn files(asked: &Asked) -> Option<Element<Action>> {
    let lines = asked.files.iter().map(|file| text(file.clone()));
    let all = column().gap(Gap::None).with_all(lines);
    (!asked.files.is_empty()).then(|| scroll("asked-files", files::OFFERED, all).into())
}

/// What a yes means.
fn meaning(subject: &Subject) -> String {
    match subject {
        Subject::Helper { question, stop, .. } => window::meaning(*question, *stop).to_owned(),
        Subject::Listen { address } => public_network::meaning(address),
    }
}
