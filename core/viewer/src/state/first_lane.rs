//! The lane of the first claim. It is opened while the sharer proves itself, two round trips before it is needed.

use protocol::network::Network;
use transport::path::PathId;

use super::context::Context;
use super::output::Output;
use super::path::PathOutput;
use super::signaling::Signaling;

/// The lane of the first claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FirstLane {
    /// The server has none.
    None,
    /// It is being opened, or is open. It is not up before the sharer is greeted.
    Open,
    Failed,
}

impl FirstLane {
    /// Opens it, if the server has one.
    pub(super) fn open<R>(network: &Network, cx: &mut Context<R>) -> Self {
        let Some(token) = network.lane else { return Self::None };
        let id = PathId::lane(0);
        cx.add_path(id);
        cx.push(Output::Path(id, PathOutput::OpenLane { token }));
        Self::Open
    }

    /// It could not be opened, or closed.
    pub(super) fn fail<R>(&mut self, cx: &mut Context<R>) {
        cx.close_path(PathId::lane(0));
        *self = Self::Failed;
    }

    /// The sharer has proven itself: greets it there.
    pub(super) fn greet<R>(self, signaling: &Signaling, cx: &mut Context<R>) {
        if self == Self::Open
            && let Some((id, secret)) = signaling.lane()
        {
            cx.push(Output::Path(id, PathOutput::GreetLane { secret }));
        }
    }

    /// Its id, if it was opened.
    pub(super) fn id(self) -> Option<PathId> {
        match self {
            Self::None => None,
            Self::Open | Self::Failed => Some(PathId::lane(0)),
        }
    }
}
