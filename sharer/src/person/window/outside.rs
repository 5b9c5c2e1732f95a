//! What the desktop shows outside of the windows, as a value made of the state.

use super::asked::Subject;
use super::model::Both;
use super::state::{Stage, State};
use crate::platform::desk::{Announcement, Choice, Mark, Outside};
use crate::words::window::{self, invitation, sharing};
use crate::words::{Say, desk as words};

/// What a Helper can do at this moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shared {
    /// Nothing: none is there, the session is paused, or they are lost.
    #[default]
    Nothing,
    /// See the screen.
    Seen,
    /// Use mouse and keyboard as well.
    Controlled,
}

impl Shared {
    fn of(state: &State) -> Self {
        let is_seen =
            state.stage == Stage::Sharing && !state.is_paused && state.reach.lost_until.is_none();
        match (is_seen, state.is_controlled) {
            (false, _) => Self::Nothing,
            (true, false) => Self::Seen,
            (true, true) => Self::Controlled,
        }
    }
}

/// What can be announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    /// The question of this id is open.
    Asked(u32),
    /// A Helper can do this from now on.
    Shared(Shared),
    /// The Helper wrote.
    Wrote,
    /// The session has ended.
    Ended,
}

/// The part of the state that can be announced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Facts {
    question: Option<u32>,
    shared: Shared,
    /// Messages of the Helper.
    received: u32,
    has_ended: bool,
}

impl Facts {
    fn of(state: &State) -> Self {
        Self {
            question: state.question.as_ref().map(|asked| asked.id),
            shared: Shared::of(state),
            received: state.received,
            has_ended: state.has_ended(),
        }
    }

    /// What is new, the most important first.
    fn since(self, before: Self) -> Option<News> {
        if let Some(id) = self.question {
            // Everything else waits until it is closed, as in the window.
            return (before.question != Some(id)).then_some(News::Asked(id));
        }
        if self.has_ended && !before.has_ended {
            Some(News::Ended)
        } else if self.shared != before.shared && self.shared != Shared::Nothing {
            Some(News::Shared(self.shared))
        } else if self.received != before.received && self.received != 0 {
            Some(News::Wrote)
        } else {
            None
        }
    }

    fn still_holds(self, news: News) -> bool {
        match news {
            News::Asked(id) => self.question == Some(id),
            News::Shared(shared) => self.shared == shared,
            News::Wrote => !self.has_ended && self.received != 0,
            News::Ended => self.has_ended,
        }
    }
}

/// What the User may have missed, because no window of the program had the keyboard.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Missed {
    known: Facts,
    news: Option<News>,
}

impl Missed {
    /// Looks at the state. With the keyboard in one of the windows, nothing is missed.
    pub(super) fn look(&mut self, state: &State, has_focus: bool) {
        let facts = Facts::of(state);
        let news = facts.since(self.known);
        // What waits for the end of a question is news after it.
        let is_asked = facts.question.is_some() && !has_focus;
        self.known =
            if is_asked { Facts { question: facts.question, ..self.known } } else { facts };
        self.news = news.or(self.news).filter(|news| !has_focus && facts.still_holds(*news));
    }
}

/// All that is shown outside of the windows.
pub(super) fn outside(both: &Both, missed: &Missed) -> Outside {
    let state = &both.state;
    let shared = Shared::of(state);
    let menu =
        Choice::ALL.into_iter().filter_map(|choice| Some((choice, entry(choice, state)?.text())));
    Outside {
        program: window::PROGRAM,
        title: window::TITLE,
        mark: match shared {
            Shared::Nothing => Mark::Unseen,
            Shared::Seen => Mark::Seen,
            Shared::Controlled => Mark::Controlled,
        },
        status: status(state),
        menu: menu.collect(),
        right_to_left: both.local.look.direction == kit::theme::Direction::RightToLeft,
        announcement: missed.news.and_then(|news| announcement(news, state)),
    }
}

/// The words of a choice in the menu, if there is something to choose now.
fn entry(choice: Choice, state: &State) -> Option<Say> {
    let is_shared = state.stage == Stage::Sharing;
    match choice {
        Choice::Show => Some(words::SHOW),
        Choice::StopControl => (is_shared && state.is_controlled).then_some(sharing::STOP_CONTROL),
        Choice::Pause => (is_shared && !state.is_paused).then_some(sharing::PAUSE),
        Choice::Disconnect => is_shared.then_some(sharing::DISCONNECT),
    }
}

/// Who sees the screen.
fn status(state: &State) -> String {
    match (&state.helper, state.stage) {
        (Some(helper), Stage::Sharing) => {
            let is_lost = state.reach.lost_until.is_some();
            window::bar(helper, state.controlled(), state.is_paused, is_lost)
        }
        (None, _) | (_, Stage::Start | Stage::Opening | Stage::Waiting | Stage::Ended) => {
            invitation::UNSEEN.to_owned()
        }
    }
}

fn announcement(news: News, state: &State) -> Option<Announcement> {
    let (title, text) = match news {
        News::Asked(_) => {
            let asked = match &state.question.as_ref()?.subject {
                Subject::Helper { question, helper, .. } => words::asked(*question, helper),
                Subject::Listen { .. } => words::asked_to_listen(),
            };
            (words::ASKED, asked)
        }
        News::Shared(Shared::Controlled) => (words::CONTROLLED, status(state)),
        News::Shared(Shared::Seen | Shared::Nothing) => (words::SEEN, status(state)),
        News::Wrote => (words::WROTE, words::wrote(state.helper.as_ref()?, &status(state))),
        News::Ended => (words::ENDED, status(state)),
    };
    let is_urgent = matches!(news, News::Asked(_));
    let (title, click) = (title.text(), words::SHOW.text());
    Some(Announcement { title, text, click, is_urgent })
}
