//! While a Helper sees the screen: the bar that stays in sight, and the window with the conversation.

use appearance::Level;
use kit::View;
use kit::element::{
    Build as _, Element, Gap, Tone, button, column, dialog, field, log, panel, progress, row,
    status, text,
};
use kit::view::{Fit, Spot};
use protocol::limits::CHAT_BYTES;
use session::marks::Steps;
use session::notice::{FileNotice, FileState};
use session::{Question, Right};

use super::super::action::Action;
use super::super::local::Local;
use super::super::state::{Entry, State};
use super::files;
use super::parts::{BAR, MAIN};
use super::seen;
use crate::person::printable::printable;
use crate::words::files::{self as file_words, window as words_of_files};
use crate::words::window::{self, leave, sharing as words};
use crate::words::{marks, rights};

/// Characters of a step in the bar.
const STEP_IN_BAR: usize = 120;

/// The bar: who is there, what they may do now, and how it is stopped.
pub(super) fn bar(state: &State, local: &Local) -> View<Action> {
    let tone = if state.is_controlled { Tone::Danger } else { Tone::Accent };
    let bar = row()
        .gap(Gap::Small)
        .with(status(shared(state)).tone(tone))
        .with_some(state.is_controlled.then(stop_control))
        .with(pause(state))
        .with(chat(local))
        .with(disconnect());
    let bar = column()
        .gap(Gap::Small)
        .with(bar)
        .with_some(step_in_bar(state))
        .with_some(refusal(local, BAR))
        .with_all(local.unread.said.iter().map(|sentence| status(sentence).unseen()));
    View::new(BAR, window::titled(words::TITLE), bar)
        .size(760.0, 84.0)
        .fit(Fit::Both)
        .spot(Spot::Top)
        .always_on_top()
        .left_out()
        .says_status()
        .undecorated()
        .on_close(Action::Leave)
}

/// Shows and hides the conversation, and tells how many messages wait there. A screen reader says the number in words.
fn chat(local: &Local) -> Element<Action> {
    let unread = local.unread.count;
    let chat = button("chat", words::chat(unread));
    let chat = if unread == 0 { chat } else { chat.description(words::unread(unread)) };
    chat.expanded(local.shows_chat).on(Action::Chat(!local.shows_chat)).into()
}

/// The window with the conversation.
pub(super) fn view(state: &State, local: &Local) -> Element<Action> {
    let mut buttons = row();
    if state.is_controlled {
        buttons = buttons.with(stop_control());
    }
    buttons = buttons
        .with(pause(state))
        .with(disconnect())
        .with(
            button("slow", words::BANDWIDTH)
                .expanded(local.shows_bandwidth)
                .on(Action::Slow(!local.shows_bandwidth)),
        )
        .with(seen::switch(local))
        .with(files::switch(state, local))
        .with(button("hide", words::HIDE).quiet().on(Action::Chat(false)));
    let tone = if state.is_controlled { Tone::Danger } else { Tone::Accent };
    column()
        // The bar says it.
        .with(status(shared(state)).tone(tone).unsaid())
        .with(buttons)
        .with_some(refusal(local, MAIN))
        .with_some(held(state))
        .with_some(steps(state))
        .with_all(state.files.iter().map(|it| file(it, state.is_paused)))
        .with_some(files::sending(state, local))
        .with_some((!state.is_remembered).then(remember))
        .with_some(seen::picture(state, local))
        .with(conversation(state).grow())
        .with(message(local))
        .with_some(local.shows_bandwidth.then(|| bandwidth(state, local)))
        .with_some(state.log.as_deref().map(|path| text(window::log_at(path)).small().quiet()))
        .with_some(local.asks_to_leave.then(leave))
        .into()
}

/// The rights beside the picture and control that the Helper holds, each with what takes it back.
fn held(state: &State) -> Option<Element<Action>> {
    let beside = |right: &Right| Question::of_right(*right).is_some_and(Question::is_beside);
    let rows: Vec<Element<Action>> = state
        .rights
        .iter()
        .filter(beside)
        .map(|right| {
            let key = ("revoke", right as u64);
            row()
                .named(rights::may(right))
                .with(text(rights::may(right)).grow())
                .with(button(key, rights::window::REVOKE).on(Action::Revoke(right)))
                .into()
        })
        .collect();
    let title = text(rights::window::TITLE).small().quiet();
    (!rows.is_empty()).then(|| column().gap(Gap::Small).with(title).with_all(rows).into())
}

/// The step that is next, with what says that it is done. A screen reader reads it at each change. It is the Helper's, so it
/// is in a frame, as chat is. Of a longer one, so many characters are shown.
fn next_step(state: &State, most: usize) -> Option<Element<Action>> {
    let next = marks::next(&state.steps)?;
    let next = match next.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", next.get(..end).unwrap_or_default()),
        None => next,
    };
    let left = state.steps.texts.len() - state.steps.done.min(state.steps.texts.len());
    let done = match left {
        0 => None,
        1 => Some(marks::window::DONE),
        _ => Some(marks::window::NEXT),
    };
    let button = done.map(|words| button("next-step", words).primary().on(Action::NextStep));
    let title = text(marks::window::TITLE).small().strong();
    let words = column().gap(Gap::None).with(title).with(status(next));
    let words = panel(words).tone(Tone::Normal);
    Some(row().gap(Gap::Small).with(words.grow()).with_some(button).into())
}

/// The next step in the bar; nothing while the User is asked something.
fn step_in_bar(state: &State) -> Option<Element<Action>> {
    state.question.is_none().then(|| next_step(state, STEP_IN_BAR)).flatten()
}

/// All steps that the Helper suggests.
fn steps(state: &State) -> Option<Element<Action>> {
    let next = next_step(state, usize::MAX)?;
    let Steps { texts, done, .. } = &state.steps;
    let listed = texts.iter().enumerate();
    let listed = listed.map(|(index, step)| text(marks::listed(index + 1, step, index < *done)));
    let listed = panel(column().gap(Gap::Small).with_all(listed)).tone(Tone::Normal);
    Some(column().gap(Gap::Small).with(next).with(listed).into())
}

/// A file that is sent now, and what stops it, also for a while. `is_hidden`: nothing is sent, since the screen is hidden.
fn file(file: &FileNotice, is_hidden: bool) -> Element<Action> {
    let bytes = match file.state {
        FileState::Running { bytes } => bytes,
        FileState::Offered
        | FileState::Paused
        | FileState::Done { .. }
        | FileState::Failed { .. } => 0,
    };
    // With a file of a folder, all of the folder ends.
    let cancel = if file.folders.is_empty() {
        words_of_files::CANCEL
    } else {
        words_of_files::CANCEL_FOLDER
    };
    let part = if file.size == 0 { 0.0 } else { bytes as f64 / file.size as f64 };
    let pause =
        if file.folders.is_empty() { words_of_files::PAUSE } else { words_of_files::PAUSE_FOLDER };
    let key = |name: &'static str| (name, u64::from(file.id.0));
    let pause = match file.state {
        // While the screen is hidden, all of them wait for that.
        FileState::Paused if is_hidden => None,
        FileState::Paused => {
            let goes_on = button(key("continue-file"), words_of_files::CONTINUE).guarded();
            Some(goes_on.on(Action::ResumeFile(file.id)))
        }
        FileState::Running { .. } => {
            Some(button(key("pause-file"), pause).on(Action::PauseFile(file.id)))
        }
        FileState::Offered | FileState::Done { .. } | FileState::Failed { .. } => None,
    };
    row()
        .named(printable(&file.name.to_string()))
        .with(progress(file_words::notice(file, None), Some(part as f32)).grow())
        .with_some(pause)
        .with(button(("cancel-file", u64::from(file.id.0)), cancel).on(Action::CancelFile(file.id)))
        .into()
}

/// Offers to remember the Helper while they are there: afterwards it is too late.
fn remember() -> Element<Action> {
    row()
        .with(button("remember", words::REMEMBER).guarded().on(Action::Remember))
        .with(text(words::REMEMBER_WHY).small().quiet().grow())
        .into()
}

/// Who is connected, and what they may do now.
fn shared(state: &State) -> String {
    let Some(helper) = &state.helper else { return String::new() };
    window::bar(helper, state.controlled(), state.is_paused, state.reach.lost_until.is_some())
}

/// Why the last press did not count.
fn refusal(local: &Local, window: &str) -> Option<Element<Action>> {
    local.refusal_in(window).map(|why| status(why).tone(Tone::Danger).assertive().into())
}

fn stop_control() -> Element<Action> {
    button("stop-control", words::STOP_CONTROL).danger().on(Action::StopControl).into()
}

fn pause(state: &State) -> Element<Action> {
    if state.is_paused {
        button("resume", words::RESUME).guarded().on(Action::Resume).into()
    } else {
        button("pause", words::PAUSE).on(Action::Pause).into()
    }
}

fn disconnect() -> Element<Action> {
    button("disconnect", words::DISCONNECT).on(Action::Leave).into()
}

/// Chat and what happened. A message is in a frame of its own, and what the program says is not, so that no message
/// looks like the program.
fn conversation(state: &State) -> Element<Action> {
    let cut = state.is_cut.then(|| text(words::CUT).small().quiet().into());
    let lines = state.conversation.iter().map(entry);
    log("conversation", words::CONVERSATION).with_all(cut.into_iter().chain(lines)).into()
}

fn entry(entry: &Entry) -> Element<Action> {
    match entry {
        Entry::Note(sentence) => text(sentence.clone()).small().quiet().into(),
        Entry::Unsaid(sentence) => text(sentence.clone()).small().quiet().unsaid().into(),
        Entry::Chat { author, text: message, is_own } => {
            let tone = if *is_own { Tone::Accent } else { Tone::Normal };
            panel(
                column()
                    .gap(Gap::None)
                    .with(text(author.clone()).small().strong())
                    .with(text(message.clone()).own_direction()),
            )
            .tone(tone)
            .into()
        }
    }
}

fn message(local: &Local) -> Element<Action> {
    let draft = field("message", words::MESSAGE)
        .value(local.draft.clone())
        .max_chars(CHAT_BYTES / 4)
        .label_hidden()
        .placeholder(words::MESSAGE)
        .on_change(Action::Draft)
        .on_submit(Action::Send);
    let send = button("send", words::SEND)
        .enabled(!local.draft.trim().is_empty())
        .on(Action::Send(local.draft.clone()));
    row().with(draft.grow()).with(send).into()
}

fn bandwidth(state: &State, local: &Local) -> Element<Action> {
    let chosen = state.bandwidth.map(|bandwidth| bandwidth.level);
    let choices = Level::ALL.map(|level| {
        let key = ("level", u64::from(level as u8));
        button(key, window::level(level)).chosen(chosen == Some(level)).on(Action::Level(level))
    });
    let cap = state.bandwidth.and_then(|bandwidth| bandwidth.cap);
    let cap = field("cap", words::CAP)
        .value(cap.map_or_else(String::new, |cap| cap.to_string()))
        .max_chars(9)
        .error(local.cap_error.clone())
        .on_submit(Action::Cap);
    let title = row()
        .with(button("bandwidth", words::RATE).quiet().on(Action::Rate))
        .with_some(state.bandwidth.map(|bandwidth| status(window::rate(bandwidth.used))));
    let choices = row().gap(Gap::Small).named(words::BANDWIDTH).with_all(choices);
    column().gap(Gap::Small).with(title).with(choices).with(cap.max_width(240.0)).into()
}

/// The question before the session is ended.
fn leave() -> Element<Action> {
    dialog("leave", leave::TITLE)
        .with(text(leave::WHAT))
        .with(
            row()
                .with(button("end", leave::END).danger().on(Action::Disconnect).fill().grow())
                .with(button("stay", leave::STAY).on(Action::Stay).fill().grow()),
        )
        .on_escape(Action::Stay)
        .into()
}
