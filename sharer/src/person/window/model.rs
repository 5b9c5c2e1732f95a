//! What the session and the window share.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use kit::theme::Preferred;
use protocol::name::DisplayName;
use protocol::time::Tick;
use session::PersonInput;

use super::local::Local;
use super::setup::state::{Facts, Outcome};
use super::state::{OffersWait, Stage, State};
use crate::invite::MailMethod;
use crate::person::face::Face;
use crate::person::input::InputError;
use crate::person::notice::UserNotice;
use crate::words::window as words;

/// Draws the windows anew.
pub(crate) type Wake = Box<dyn Fn() + Send + Sync>;

/// The state of the windows. Both sides lock it for a moment, never while they wait for something.
#[derive(Clone)]
pub(crate) struct Model {
    shared: Arc<Shared>,
}

struct Shared {
    both: Mutex<Both>,
    wake: Wake,
    /// Seconds since the windows were last drawn although they were to be.
    unanswered: AtomicU32,
}

/// After so many seconds without an answer the windows hang.
const PATIENCE: u32 = 3;

/// Whether the windows answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answers {
    /// They do, or are not needed.
    Yes,
    /// They hang while control is shared.
    No,
}

/// What the session says, and what only the window knows.
#[derive(Debug, Default)]
pub(super) struct Both {
    pub(super) state: State,
    pub(super) local: Local,
}

impl Model {
    /// Before a session.
    pub(crate) fn new(wake: Wake) -> Self {
        Self {
            shared: Arc::new(Shared {
                both: Mutex::default(),
                wake,
                unanswered: AtomicU32::new(0),
            }),
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Both> {
        self.shared.both.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Draws the windows anew.
    pub(crate) fn wake(&self) {
        (self.shared.wake)();
    }

    /// A session is being opened.
    pub(crate) fn opening(&self) {
        let mut both = self.lock();
        both.state.begin();
        both.local.begin();
        drop(both);
        self.wake();
    }

    /// Offers are waited for from now on, also after each session that comes of one.
    pub(crate) fn wait_for_offers(&self) {
        let mut both = self.lock();
        both.state.begin_offers();
        both.local.begin();
        both.local.setup.offers_error = None;
        drop(both);
        self.wake();
    }

    /// Offers are not waited for any more; or not now, for this reason.
    pub(crate) fn no_offers(&self, why: Option<String>) {
        let mut both = self.lock();
        // A session that the User has asked for is about to be opened.
        if both.state.offers == OffersWait::Yes {
            both.state.offers = OffersWait::No;
            both.state.stage = if both.state.end.is_some() { Stage::Ended } else { Stage::Start };
            both.state.waiting_for = None;
        }
        both.local.setup.offers_error = why;
        drop(both);
        self.wake();
    }

    /// What holds now, and what came of a change.
    pub(crate) fn set_up(&self, facts: Facts, outcome: Option<Outcome>) {
        let mut both = self.lock();
        both.local.look = facts.look;
        both.local.setup.facts = facts;
        if outcome == Some(Outcome::Done) {
            // What failed can be mended.
            both.local.setup.drafts.clear();
        }
        if outcome.is_some() {
            both.local.setup.outcome = outcome;
            both.local.setup.is_busy = false;
        }
        drop(both);
        self.wake();
    }

    /// The desktop prefers these colours.
    pub(crate) fn prefers(&self, preferred: Preferred) {
        self.lock().local.preferred = preferred;
        self.wake();
    }

    /// No session could be opened, for this reason.
    pub(crate) fn not_opened(&self, why: String) {
        let mut both = self.lock();
        both.state.begin();
        both.state.stage = Stage::Start;
        both.state.alert(why);
        drop(both);
        self.wake();
    }

    /// A second has passed: draws anew what counts the time. Whether the windows answer; while control is
    /// shared they are asked each time.
    pub(crate) fn tick(&self) -> Answers {
        let both = match self.shared.both.try_lock() {
            Ok(both) => both,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            // Windows that hang may hold it.
            Err(TryLockError::WouldBlock) => {
                let unanswered = self.shared.unanswered.fetch_add(1, Relaxed);
                return if unanswered >= PATIENCE { Answers::No } else { Answers::Yes };
            }
        };
        let is_controlled = both.state.is_controlled;
        let counts = both.state.question.is_some() || both.state.invitation.is_some();
        drop(both);
        if !counts && !is_controlled {
            self.answered();
            return Answers::Yes;
        }
        let unanswered = self.shared.unanswered.fetch_add(1, Relaxed);
        self.wake();
        if is_controlled && unanswered >= PATIENCE { Answers::No } else { Answers::Yes }
    }

    /// The windows have been drawn anew.
    pub(super) fn answered(&self) {
        self.shared.unanswered.store(0, Relaxed);
    }

    /// These can be asked for help without a code.
    pub(crate) fn set_contacts(&self, contacts: Vec<DisplayName>) {
        self.lock().local.contacts = contacts;
        self.wake();
    }

    /// An e-mail leaves this computer so, in the session that is being opened.
    pub(crate) fn set_mail(&self, method: MailMethod) {
        self.lock().local.sending.method = method;
        self.wake();
    }

    /// Control was taken back, because the windows did not answer.
    pub(crate) fn hung(&self) {
        self.answered();
        // Windows that hang may hold it; then nobody reads anything, either.
        if let Ok(mut both) = self.shared.both.try_lock() {
            both.state.alert(words::HUNG.to_owned());
        }
    }

    /// The program ends: closes the windows.
    pub(crate) fn end(&self) {
        self.lock().local.is_over = true;
        self.wake();
    }

    /// The session is over. Where it ended without a reason that was shown, the first view is shown.
    pub(crate) fn closed(&self) {
        let mut both = self.lock();
        if both.state.stage != Stage::Ended {
            both.state.begin();
            both.state.stage = Stage::Start;
        }
        drop(both);
        self.wake();
    }
}

/// The window as a face of the dialogue. What is "written" is the sentence for whoever reads along; the windows
/// show the state.
pub(crate) struct WindowFace(Model);

impl WindowFace {
    /// The face of these windows.
    pub(crate) fn new(model: Model) -> Self {
        Self(model)
    }
}

impl Face for WindowFace {
    fn begin_session(&mut self) {
        let offers = self.0.lock().state.offers;
        match offers {
            OffersWait::No => self.0.opening(),
            // Nothing of the window changes until a Helper comes.
            OffersWait::Yes => self.0.wait_for_offers(),
            OffersWait::Ends => {}
        }
    }

    fn render(&mut self, notice: &UserNotice) -> Vec<u8> {
        let mut both = self.0.lock();
        let question = both.state.question.as_ref().map(|asked| asked.id);
        let mut sentence = both.state.apply(notice);
        if both.state.question.as_ref().map(|asked| asked.id) != question {
            // What was said or chosen about one question is nothing to the next.
            both.local.begin_question();
        }
        if both.state.is_controlled {
            // Where the Helper can write and press, no path stays for the User to send.
            both.local.file = None;
            both.local.choosing.controlled();
        }
        drop(both);
        self.0.wake();
        if !sentence.is_empty() && !sentence.ends_with('\n') {
            sentence.push('\n');
        }
        sentence.into_bytes()
    }

    fn written(&mut self, _: Tick) {
        // Since when a question can be read, the window knows.
    }

    fn parse(&mut self, _: &str, _: Tick) -> Result<Option<PersonInput>, InputError> {
        // Commands come from the windows as values.
        Err(InputError::UnknownCommand)
    }
}
