//! A lane ([`protocol::lane`]): the path to the sharer over the signal server.
//!
//! ```text
//! Opening ── open: token, hello ──▶ Greeting ── "paired", hello, secret ──▶ Up
//!    ▲────────── closed, once ───────────┘ (before "paired")
//!   any ── closed, broken seal, paired anew while up ──▶ Over
//! ```
//!
//! The WebSocket is opened, and the token and the hello are said, before the sharer has proven itself: that saves
//! two round trips. The secret comes with the proof. The server closes a WebSocket that stays silent, perhaps just
//! when the token leaves: it is opened once more.
//!
//! When the sharer comes back on another connection, the server pairs the two anew. What was sent before may be
//! lost, so that is another path: this one has failed.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::vec::Vec;

use protocol::channel::Channel;
use protocol::fragment::Assembled;
use protocol::handshake::LaneSecret;
use protocol::lane::{
    HELLO_BYTES, LaneError, LaneHello, LaneKeys, LaneReceiver, LaneSender, PAIRED, Received, Record,
};
use protocol::limits::LANE_EARLY_BYTES;
use protocol::network::LaneToken;
use protocol::peer::Party;
use protocol::time::Tick;
use rand_core::CryptoRngCore;

use crate::state::{PathInput, PeerMessage};

/// What happened on the WebSocket of the lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// It is open.
    Open,
    /// A text arrived.
    Text(String),
    /// A binary message arrived.
    Binary(Vec<u8>),
    /// It closed, or could not be opened.
    Closed,
    /// The deadline passed.
    Timeout,
}

/// What the driver of a lane must do, in order.
#[derive(Clone, Debug)]
pub enum Output {
    /// Open another WebSocket: this one closed before it was used.
    Open,
    /// Send a text on the WebSocket.
    Text(String),
    /// Send a binary message on the WebSocket.
    Binary(Vec<u8>),
    /// The path is up, or has failed.
    Path(PathInput),
    /// A message of the sharer arrived on a channel.
    Peer(Channel, PeerMessage),
    /// Close the WebSocket.
    Close,
}

#[derive(Debug)]
enum State {
    /// The WebSocket is not open yet.
    Opening,
    /// The keys are not agreed on.
    Greeting(Greeting),
    Up(Box<Ends>),
    Over,
}

/// What there is for the keys of the next pairing.
#[derive(Debug)]
struct Greeting {
    /// Our hello, which was said.
    own: LaneHello,
    /// The server has paired the two ends.
    is_paired: bool,
    /// The sharer's hello.
    other: Option<LaneHello>,
    /// What came after it, before the secret: at most [`LANE_EARLY_BYTES`].
    early: Vec<Vec<u8>>,
}

/// The keys of one pairing.
#[derive(Debug)]
struct Ends {
    sender: LaneSender,
    receiver: LaneReceiver,
}

/// The viewer's end of a lane. Its randomness comes from `rng`.
#[derive(Debug)]
pub struct Lane<R> {
    token: LaneToken,
    /// What the keys are derived from, once the sharer has proven itself.
    secret: Option<LaneSecret>,
    rng: R,
    state: State,
    /// Another WebSocket was opened.
    was_reopened: bool,
    out: VecDeque<Output>,
}

impl<R: CryptoRngCore> Lane<R> {
    /// A lane whose WebSocket is being opened.
    pub fn new(token: LaneToken, rng: R) -> Self {
        let (secret, state, out) = (None, State::Opening, VecDeque::new());
        Self { token, secret, rng, state, was_reopened: false, out }
    }

    /// The sharer has proven itself: what the keys are derived from is known.
    pub fn greet(&mut self, secret: LaneSecret, now: Tick) {
        self.secret = Some(secret);
        if let State::Greeting(greeting) = &mut self.state {
            let early = core::mem::take(&mut greeting.early);
            self.agree();
            for bytes in early {
                self.handle(Input::Binary(bytes), now);
            }
        }
    }

    /// What the driver must do next.
    pub fn poll(&mut self) -> Option<Output> {
        self.out.pop_front()
    }

    /// When [`Input::Timeout`] is due.
    pub fn deadline(&self) -> Option<Tick> {
        match &self.state {
            State::Up(ends) => ends.receiver.deadline(),
            State::Opening | State::Greeting(_) | State::Over => None,
        }
    }

    /// Handles an input.
    pub fn handle(&mut self, input: Input, now: Tick) {
        match input {
            Input::Open => {
                if let State::Opening = self.state {
                    self.out.push_back(Output::Text(self.token.into()));
                    self.say_hello(false);
                }
            }
            Input::Text(text) if text == PAIRED => self.on_paired(),
            // A text of a newer server.
            Input::Text(_) => {}
            Input::Binary(bytes) => {
                if self.on_binary(bytes, now).is_err() {
                    self.fail();
                }
            }
            Input::Closed => self.on_closed(),
            Input::Timeout => {}
        }
        self.acknowledge(now);
    }

    /// Sends a text on a channel. It is dropped while the path is not up.
    pub fn send_text(&mut self, channel: Channel, text: &str) {
        self.send(channel, true, text.as_bytes());
    }

    /// Sends bytes on a channel. They are dropped while the path is not up.
    pub fn send_bytes(&mut self, channel: Channel, bytes: &[u8]) {
        self.send(channel, false, bytes);
    }

    fn send(&mut self, channel: Channel, is_text: bool, message: &[u8]) {
        let State::Up(ends) = &mut self.state else { return };
        match ends.sender.seal_message(channel, is_text, message) {
            Ok(sealed) => self.out.extend(sealed.into_iter().map(Output::Binary)),
            // Our own messages are shorter than that.
            Err(_) => self.fail(),
        }
    }

    /// Asks the sharer for a keyframe.
    pub fn request_keyframe(&mut self) {
        self.send_record(&Record::KeyframeRequest);
    }

    fn send_record(&mut self, record: &Record<'_>) {
        let State::Up(ends) = &mut self.state else { return };
        match ends.sender.seal(record) {
            Ok(sealed) => self.out.push_back(Output::Binary(sealed)),
            Err(_) => self.fail(),
        }
    }

    /// The server has paired the two ends, perhaps once more. The first hello was said before; those of an earlier
    /// pairing are worth nothing.
    fn on_paired(&mut self) {
        match &mut self.state {
            State::Opening | State::Over => {}
            State::Greeting(greeting) if !greeting.is_paired => greeting.is_paired = true,
            State::Greeting(_) => self.say_hello(true),
            State::Up(_) => self.fail(),
        }
    }

    fn on_closed(&mut self) {
        match &self.state {
            State::Greeting(greeting) if !greeting.is_paired && !self.was_reopened => {
                (self.state, self.was_reopened) = (State::Opening, true);
                self.out.push_back(Output::Open);
            }
            State::Opening | State::Greeting(_) | State::Up(_) | State::Over => self.fail(),
        }
    }

    fn say_hello(&mut self, is_paired: bool) {
        let own = LaneHello::generate(&mut self.rng);
        self.out.push_back(Output::Binary(own.encode().to_vec()));
        self.state = State::Greeting(Greeting { own, is_paired, other: None, early: Vec::new() });
    }

    /// The keys follow, once all that they are derived from is there.
    fn agree(&mut self) {
        let (State::Greeting(greeting), Some(secret)) = (&self.state, &self.secret) else { return };
        let Some(other) = &greeting.other else { return };
        match LaneKeys::derive(secret, Party::Helper, &greeting.own, other) {
            Ok(keys) => {
                let (sender, receiver) = keys.ends();
                self.state = State::Up(Box::new(Ends { sender, receiver }));
                self.out.push_back(Output::Path(PathInput::Up));
            }
            Err(_) => self.fail(),
        }
    }

    fn on_binary(&mut self, bytes: Vec<u8>, now: Tick) -> Result<(), LaneError> {
        match &mut self.state {
            State::Opening | State::Over => {}
            // Each record is longer than a hello.
            State::Greeting(greeting) if greeting.is_paired && bytes.len() == HELLO_BYTES => {
                greeting.other = Some(LaneHello::decode(&bytes)?);
                self.agree();
            }
            State::Greeting(greeting) if greeting.other.is_some() && bytes.len() > HELLO_BYTES => {
                let kept: usize = greeting.early.iter().map(Vec::len).sum();
                if kept + bytes.len() > LANE_EARLY_BYTES {
                    return Err(LaneError::TooLarge);
                }
                greeting.early.push(bytes);
            }
            // A record of the last pairing may still be in flight. What is no longer than a hello is no record: it is
            // not kept, or any number of empty messages would stay below the bound.
            State::Greeting(_) => {}
            State::Up(ends) => match ends.receiver.receive(bytes, now)? {
                Some(Received::Message { channel, message }) => {
                    self.out.push_back(Output::Peer(channel, peer_message(message)));
                }
                Some(Received::Ack { received_bytes })
                    if received_bytes > ends.sender.sent_bytes() =>
                {
                    return Err(LaneError::Acknowledged);
                }
                // The page sends what people type, and transfers, which have a window of their own; and no video.
                Some(Received::Ack { .. } | Received::KeyframeRequest) | None => {}
            },
        }
        Ok(())
    }

    fn acknowledge(&mut self, now: Tick) {
        if let State::Up(ends) = &mut self.state
            && let Some(ack) = ends.receiver.ack(now)
        {
            self.send_record(&ack);
        }
    }

    fn fail(&mut self) {
        if let State::Over = self.state {
            return;
        }
        self.state = State::Over;
        self.out.push_back(Output::Close);
        self.out.push_back(Output::Path(PathInput::Failed));
    }
}

fn peer_message(Assembled { is_text, bytes }: Assembled) -> PeerMessage {
    if !is_text {
        return PeerMessage::Bytes(bytes);
    }
    match String::from_utf8(bytes) {
        Ok(text) => PeerMessage::Text(text),
        // The assembler has checked it.
        Err(error) => PeerMessage::Bytes(error.into_bytes()),
    }
}

#[cfg(test)]
mod tests;
