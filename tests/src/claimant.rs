//! A Helper without a browser, up to the sealed channel: claim, SPAKE2 handshake, sealed messages.

use protocol::code::InvitationCode;
use protocol::handshake::{SealedChannel, ViewerAwaitsPake, ViewerHandshake};
use protocol::sealed::Introduction;
use protocol::signal::{Body64, FromSignal, ToSignal};
use rand_core::OsRng;

use crate::server::{RawClient, Received};

/// The body of a relayed message.
///
/// # Panics
/// When it is too long.
pub fn body(bytes: Vec<u8>) -> Body64 {
    Body64::new(bytes).expect("a handshake message is short")
}

/// A code as the sharer shows it.
///
/// # Panics
/// When it cannot be typed.
pub fn parse(code: &str) -> InvitationCode {
    code.parse().expect("the sharer shows a code that can be typed")
}

/// Claims the slot of a code.
pub fn claim(socket: &mut RawClient, code: &InvitationCode) -> ViewerAwaitsPake {
    let (pake, first) = ViewerHandshake::start(code, &mut OsRng);
    let version = protocol::VERSION;
    socket.send(&ToSignal::Claim { version, slot: code.slot, body: body(first) });
    pake
}

/// Claims with a code and proves it. Returns the sealed channel, or what was received instead.
///
/// # Panics
/// When the sharer does not keep to the handshake.
pub fn prove(socket: &mut RawClient, code: &InvitationCode) -> Result<SealedChannel, Received> {
    let pake = claim(socket, code);
    finish(socket, pake)
}

/// Proves the code after a claim. Returns the sealed channel, or what was received instead.
///
/// # Panics
/// When the sharer does not keep to the handshake.
pub fn finish(socket: &mut RawClient, pake: ViewerAwaitsPake) -> Result<SealedChannel, Received> {
    let answer = match socket.receive() {
        Received::Message(FromSignal::Relay { body, .. }) => body,
        other => return Err(other),
    };
    let (confirming, proof) = pake.receive(answer.as_bytes()).expect("the sharer speaks SPAKE2");
    socket.send(&ToSignal::Relay { claim: None, body: body(proof) });
    match socket.receive() {
        Received::Message(FromSignal::Relay { body, .. }) => {
            Ok(confirming.confirm(body.as_bytes()).expect("the sharer knows the code"))
        }
        other => Err(other),
    }
}

/// Sends a sealed message.
///
/// # Panics
/// When it does not fit.
pub fn introduce(socket: &mut RawClient, channel: &mut SealedChannel, message: &Introduction) {
    let sealed = channel.seal(&message.encode()).expect("an introduction fits");
    socket.send(&ToSignal::Relay { claim: None, body: body(sealed) });
}

/// Receives a sealed message, after the one that names the sharer's page.
///
/// # Panics
/// When it is something else.
pub fn introduced(socket: &mut RawClient, channel: &mut SealedChannel) -> Introduction {
    match socket.receive() {
        Received::Message(FromSignal::Relay { body, .. }) => {
            let plain = channel.open(body.as_bytes()).expect("the sharer seals for us");
            match Introduction::decode(&plain).expect("the sharer speaks the protocol") {
                Introduction::Page { .. } => introduced(socket, channel),
                message => message,
            }
        }
        other => panic!("expected a sealed message, got {other:?}"),
    }
}
