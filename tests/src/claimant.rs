//! A Helper without a browser, who speaks the introduction only.

use protocol::code::InvitationCode;
use protocol::handshake::{SealedChannel, ViewerAwaitsPake, ViewerHandshake};
use protocol::sealed::Introduction;
use protocol::signal::{Body64, FromSignal, ToSignal};
use rand_core::OsRng;

use crate::server::{Bare, Heard};

/// What is relayed.
///
/// # Panics
/// When it is too long for that.
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
pub fn claim(socket: &mut Bare, code: &InvitationCode) -> ViewerAwaitsPake {
    let (pake, first) = ViewerHandshake::start(code, &mut OsRng);
    let version = protocol::VERSION;
    socket.say(&ToSignal::Claim { version, slot: code.slot, body: body(first) });
    pake
}

/// What comes of trying a code: the sealed channel, or what was heard instead.
///
/// # Panics
/// When the sharer does not keep to the handshake.
pub fn prove(socket: &mut Bare, code: &InvitationCode) -> Result<SealedChannel, Heard> {
    let pake = claim(socket, code);
    finish(socket, pake)
}

/// What comes of a claim, once it is made.
///
/// # Panics
/// When the sharer does not keep to the handshake.
pub fn finish(socket: &mut Bare, pake: ViewerAwaitsPake) -> Result<SealedChannel, Heard> {
    let answer = match socket.hear() {
        Heard::Message(FromSignal::Relay { body }) => body,
        other => return Err(other),
    };
    let (confirming, proof) = pake.receive(answer.as_bytes()).expect("the sharer speaks SPAKE2");
    socket.say(&ToSignal::Relay { claim: None, body: body(proof) });
    match socket.hear() {
        Heard::Message(FromSignal::Relay { body }) => {
            Ok(confirming.confirm(body.as_bytes()).expect("the sharer knows the code"))
        }
        other => Err(other),
    }
}

/// Says something sealed.
///
/// # Panics
/// When it does not fit.
pub fn introduce(socket: &mut Bare, channel: &mut SealedChannel, message: &Introduction) {
    let sealed = channel.seal(&message.encode()).expect("an introduction fits");
    socket.say(&ToSignal::Relay { claim: None, body: body(sealed) });
}

/// Hears something sealed.
///
/// # Panics
/// When it is something else.
pub fn introduced(socket: &mut Bare, channel: &mut SealedChannel) -> Introduction {
    match socket.hear() {
        Heard::Message(FromSignal::Relay { body }) => {
            let plain = channel.open(body.as_bytes()).expect("the sharer seals for us");
            Introduction::decode(&plain).expect("the sharer speaks the protocol")
        }
        other => panic!("expected a sealed message, got {other:?}"),
    }
}
