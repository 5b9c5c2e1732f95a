//! The sealed channel to the sharer through the signal server.

use alloc::vec::Vec;

use protocol::handshake::{HandshakeError, SealedChannel};
use protocol::sealed::Introduction;
use protocol::signal::{Body64, ToSignal};

use super::context::Context;
use super::output::Output;

/// Seals a message and gives it to the signal server.
///
/// A message that cannot be sealed is left out: a description of this browser above the bound would be
/// refused on the other side as well, and the connection then ends by its deadline.
pub(super) fn send_sealed<R>(
    message: &Introduction,
    seal: impl FnOnce(&[u8]) -> Result<Vec<u8>, HandshakeError>,
    cx: &mut Context<R>,
) {
    if let Some(body) = seal(&message.encode()).ok().and_then(Body64::new) {
        cx.push(Output::Signal(ToSignal::Relay { claim: None, body }));
    }
}

/// The sealed channel, while the connection to the signal server lives.
#[derive(Debug)]
pub(super) struct SealedSignal(Option<SealedChannel>);

impl SealedSignal {
    pub(super) fn new(channel: SealedChannel) -> Self {
        Self(Some(channel))
    }

    /// Sends a message, if the channel is open.
    pub(super) fn send<R>(&mut self, message: &Introduction, cx: &mut Context<R>) {
        if let Some(channel) = &mut self.0 {
            send_sealed(message, |plain| channel.seal(plain), cx);
        }
    }

    /// Opens a sealed message. `None` when the channel is closed.
    pub(super) fn open(&mut self, body: &[u8]) -> Option<Result<Vec<u8>, HandshakeError>> {
        self.0.as_mut().map(|channel| channel.open(body))
    }

    pub(super) fn is_open(&self) -> bool {
        self.0.is_some()
    }

    /// Closes the channel, and the connection to the signal server with it.
    pub(super) fn close<R>(&mut self, cx: &mut Context<R>) {
        if self.0.take().is_some() {
            cx.push(Output::CloseSocket);
        }
    }
}
