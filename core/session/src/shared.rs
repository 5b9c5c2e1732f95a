//! What the host and its guests share within one session.

use alloc::collections::VecDeque;

use protocol::time::Tick;

use crate::display::Screen;
use crate::effect::Effect;
use crate::ids::GuestId;
use crate::notice::Notice;
use crate::options::SessionOptions;
use crate::question::Question;
use crate::questions::{Questions, Queued, Request};

/// What the host and its guests share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) options: SessionOptions,
    pub(crate) effects: VecDeque<Effect>,
    pub(crate) questions: Questions,
    pub(crate) screen: ShownScreen,
    pub(crate) prompts: Prompts,
    /// The User hides the screen.
    pub(crate) is_paused: bool,
}

/// What the picture shows.
#[derive(Debug, Default)]
pub(crate) struct ShownScreen {
    pub(crate) screen: Option<Screen>,
    /// Counts the pictures that show another part of the desktop.
    pub(crate) number: u32,
}

/// What is known of the system's prompts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Prompts {
    /// A prompt is open, as far as is known.
    pub(crate) is_open: bool,
    /// It is not noticed when one opens or closes.
    pub(crate) is_unwatched: bool,
}

impl Shared {
    pub(crate) fn new(options: SessionOptions) -> Self {
        let questions = Questions::starting_at(options.first_question);
        Self {
            options,
            effects: VecDeque::new(),
            questions,
            screen: ShownScreen::default(),
            prompts: Prompts::default(),
            is_paused: false,
        }
    }

    pub(crate) fn push(&mut self, effect: Effect) {
        self.effects.push_back(effect);
    }

    pub(crate) fn notify(&mut self, guest: Option<GuestId>, notice: Notice) {
        self.push(Effect::Notify { guest, notice });
    }

    /// Puts a question into the queue. Returns whether it is there now; `false` when there is no room.
    pub(crate) fn ask(&mut self, request: Request) -> bool {
        match self.questions.ask(request) {
            Queued::Waiting { withdrawn } => {
                self.effects.extend(withdrawn.map(|id| Effect::Withdraw { id }));
                true
            }
            Queued::Already => true,
            Queued::Full => false,
        }
    }

    /// Takes a question out of the queue. Returns whether it was there.
    pub(crate) fn withdraw(&mut self, guest: GuestId, question: Question) -> bool {
        let (was_there, id) = self.questions.withdraw(guest, question);
        self.effects.extend(id.map(|id| Effect::Withdraw { id }));
        was_there
    }

    /// Shows the next question to the User, if none is shown.
    pub(crate) fn show_question(&mut self, now: Tick) {
        let Some(shown) = self.questions.next(now) else { return };
        let (id, until) = (shown.id, shown.until);
        let Request { guest, question, helper, alias, proof, resembles, files } =
            shown.request.clone();
        self.push(Effect::Ask {
            id,
            guest,
            question,
            helper,
            alias,
            proof,
            resembles,
            files,
            until,
        });
    }
}
