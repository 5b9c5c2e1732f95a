//! Offers of help, while the window is open and the User has not asked for help.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::Duration;

use tokio::sync::{Mutex, mpsc};

use super::dialogue::{Dialogue, Interrupt};
use super::sessions::{self, Prepared};
use super::setup::Setup;
use crate::contacts::WaitsFor;
use crate::person::window::{Model, Request, SetupRequest};
use crate::policy::rules::TrustedHelper;

/// How long nothing is tried after offers could not be waited for.
const PAUSE: Duration = Duration::from_secs(30);

/// What the windows ask for. A wait for offers can end because something is asked.
#[derive(Clone)]
pub(super) struct Requests(Arc<Mutex<Queue>>);

struct Queue {
    asked: mpsc::Receiver<Request>,
    /// The one that was waited for, until it is taken.
    next: Option<Request>,
}

impl Requests {
    /// Of these windows.
    pub(super) fn new(asked: mpsc::Receiver<Request>) -> Self {
        Self(Arc::new(Mutex::new(Queue { asked, next: None })))
    }

    /// Takes the next one; `None` when the windows are gone.
    pub(super) async fn take(&self) -> Option<Request> {
        let mut queue = self.0.lock().await;
        match queue.next.take() {
            Some(request) => Some(request),
            None => queue.asked.recv().await,
        }
    }

    /// Waits for one, which stays to be taken. What only looks is answered meanwhile.
    async fn come(&self, setup: &Setup, model: &Model) {
        let mut queue = self.0.lock().await;
        while queue.next.is_none() {
            match queue.asked.recv().await {
                Some(Request::Setup(SetupRequest::Look)) => {
                    // A slow disk must not hold up a session.
                    let setup = setup.clone();
                    if let Ok(facts) = tokio::task::spawn_blocking(move || setup.facts()).await {
                        model.set_up(facts, None);
                    }
                }
                Some(request) => queue.next = Some(request),
                None => return,
            }
        }
    }

    /// Whether one is there to be taken.
    pub(super) async fn has_come(&self) -> bool {
        self.0.lock().await.next.is_some()
    }
}

/// What follows a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AfterOffers {
    /// Something is asked, or it is time to wait again.
    GoOn,
    /// The program ends.
    End,
}

/// Waits for offers, and runs the sessions that come of them, until the windows ask for something.
pub(super) async fn wait(
    (prepared, helpers): (Prepared, Vec<TrustedHelper>),
    (requests, setup): (&Requests, &Setup),
    dialogue: &mut Dialogue,
    model: &Model,
    end: impl Fn() -> Interrupt,
) -> AfterOffers {
    model.wait_for_offers();
    // What was pressed in the session before is nothing to the next one.
    while dialogue.lines.try_recv().is_ok() {}
    let has_ended = Arc::new(AtomicBool::new(false));
    let interrupt: Interrupt = Box::pin({
        let (requests, setup, model) = (requests.clone(), setup.clone(), model.clone());
        let (end, has_ended) = (end(), Arc::clone(&has_ended));
        async move {
            tokio::select! {
                biased;
                () = end => has_ended.store(true, SeqCst),
                () = requests.come(&setup, &model) => {}
            }
        }
    });
    let waits_for = WaitsFor::Offers(helpers);
    let result = sessions::run_with(prepared, waits_for, None, dialogue, interrupt).await;
    dialogue.person.written().await;
    model.no_offers(result.err().map(|failure| failure.in_window()));
    if has_ended.load(SeqCst) {
        return AfterOffers::End;
    }
    if requests.has_come().await {
        return AfterOffers::GoOn;
    }
    tokio::select! {
        biased;
        () = end() => AfterOffers::End,
        () = requests.come(setup, model) => AfterOffers::GoOn,
        () = tokio::time::sleep(PAUSE) => AfterOffers::GoOn,
    }
}
