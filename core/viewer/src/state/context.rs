//! What every state uses: randomness, the queue of outputs, the count of faults; and the end.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use protocol::limits::PEER_PROTOCOL_ERRORS;
use protocol::name::DisplayName;
use protocol::peer::ToSharer;
use protocol::sealed::PageHash;
use protocol::signal::FromSignal;

use super::input::Identity;
use super::output::Output;
use super::path::{PathId, PathOutput};
use super::tries::Tries;
use crate::log::LogEvent;
use crate::outcome::Ending;

/// What every state uses.
#[derive(Debug)]
pub(super) struct Context<R> {
    pub(super) rng: R,
    /// How often each code was tried.
    pub(super) tries: Tries,
    outputs: VecDeque<Output>,
    /// Messages to the sharer, until the state sends them.
    said: Vec<ToSharer>,
    faults: u32,
    /// The paths that are open.
    paths: Vec<PathId>,
    next_path: PathId,
    /// The page that this is.
    pub(super) page: Option<PageHash>,
}

/// A message that has no place where it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unexpected;

/// The other end has made more faults than are tolerated: the session must end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooManyFaults;

/// What follows on an input in one state: `S` is the state itself, `N` the next one.
#[must_use]
#[derive(Debug)]
pub(super) enum Next<S, N> {
    Stay(S),
    Advance(N),
    End(Ended),
}

/// The session is over.
#[derive(Clone, Debug)]
pub(super) struct Ended {
    pub(super) ending: Ending,
    pub(super) peer: PeerLabel,
}

/// How sentences name the other side.
#[derive(Clone, Debug, Default)]
pub(super) struct PeerLabel {
    pub(super) user: Option<DisplayName>,
    /// Whether the Helper connected without a code.
    pub(super) is_known: bool,
}

impl From<Option<Identity>> for PeerLabel {
    fn from(identity: Option<Identity>) -> Self {
        Self { is_known: identity.is_some(), user: identity.map(|identity| identity.name) }
    }
}

impl<R> Context<R> {
    pub(super) fn new(rng: R) -> Self {
        Self {
            rng,
            tries: Tries::default(),
            outputs: VecDeque::new(),
            said: Vec::new(),
            faults: 0,
            paths: Vec::new(),
            next_path: PathId::FIRST,
            page: None,
        }
    }

    pub(super) fn push(&mut self, output: Output) {
        self.outputs.push_back(output);
    }

    /// Says something to the sharer, once the state has the input handled.
    pub(super) fn say(&mut self, message: ToSharer) {
        self.said.push(message);
    }

    pub(super) fn take_said(&mut self) -> Vec<ToSharer> {
        core::mem::take(&mut self.said)
    }

    pub(super) fn poll(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// A session begins: faults of the one before do not count.
    pub(super) fn begin(&mut self) {
        self.faults = 0;
    }

    /// Counts a fault of the other end.
    pub(super) fn fault(&mut self) -> Result<(), TooManyFaults> {
        self.faults = self.faults.saturating_add(1);
        if self.faults >= PEER_PROTOCOL_ERRORS { Err(TooManyFaults) } else { Ok(()) }
    }

    /// Decodes a text of the signal server. `None` if it is not a message, which is a fault.
    pub(super) fn decode_signal(
        &mut self,
        text: &str,
    ) -> Result<Option<FromSignal>, TooManyFaults> {
        match FromSignal::decode(text) {
            Ok(message) => Ok(Some(message)),
            Err(_) => self.fault().map(|()| None),
        }
    }

    /// The id of a path that is about to be opened.
    pub(super) fn new_path(&mut self) -> PathId {
        let id = self.next_path;
        self.next_path = id.next();
        self.paths.push(id);
        id
    }

    /// An id of a path that is never opened.
    pub(super) fn skip_path(&mut self) -> PathId {
        let id = self.next_path;
        self.next_path = id.next();
        id
    }

    /// The number of the next path.
    pub(super) fn next_path(&self) -> PathId {
        self.next_path
    }

    /// Goes on with the paths of a session from before the page was loaded.
    pub(super) fn begin_at(&mut self, next_path: PathId) {
        self.begin();
        self.next_path = next_path;
    }

    /// A path with an id of its own is about to be opened.
    pub(super) fn add_path(&mut self, id: PathId) {
        self.paths.push(id);
    }

    /// Whether inputs of this path are of interest.
    pub(super) fn is_open(&self, path: PathId) -> bool {
        self.paths.contains(&path)
    }

    pub(super) fn close_path(&mut self, id: PathId) {
        if let Some(n) = self.paths.iter().position(|path| *path == id) {
            self.paths.remove(n);
            self.push(Output::Path(id, PathOutput::Close));
        }
    }

    /// Closes a path, unless it is the one in use.
    pub(super) fn close_path_unless_used(&mut self, id: PathId, used: Option<PathId>) {
        if used != Some(id) {
            self.close_path(id);
        }
    }

    fn close_paths(&mut self) {
        for id in core::mem::take(&mut self.paths) {
            self.push(Output::Path(id, PathOutput::Close));
        }
    }

    /// Closes everything.
    pub(super) fn close(&mut self) {
        self.close_paths();
        self.push(Output::CloseSocket);
    }

    /// Closes everything and ends.
    pub(super) fn end<S, N>(&mut self, ending: Ending, peer: PeerLabel) -> Next<S, N> {
        self.close();
        self.push(Output::Log(LogEvent::Ended(ending)));
        Next::End(Ended { ending, peer })
    }
}
