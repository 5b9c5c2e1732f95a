//! A lane ([`protocol::lane`]): the path to the sharer over the signal server.
//!
//! ```text
//! Opening ── open: token ──▶ Waiting ── "paired": hello ──▶ Greeting ── hello ──▶ Up
//!   any ── closed, broken seal, paired anew ──▶ Over
//! ```
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
    /// The sharer is not there yet.
    Waiting,
    /// The server has paired the two ends; the sharer's hello is missing.
    Greeting(LaneHello),
    Up(Box<Ends>),
    Over,
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
    secret: LaneSecret,
    rng: R,
    state: State,
    out: VecDeque<Output>,
}

impl<R: CryptoRngCore> Lane<R> {
    /// A lane whose WebSocket is being opened.
    pub fn new(token: LaneToken, secret: LaneSecret, rng: R) -> Self {
        Self { token, secret, rng, state: State::Opening, out: VecDeque::new() }
    }

    /// What the driver must do next.
    pub fn poll(&mut self) -> Option<Output> {
        self.out.pop_front()
    }

    /// When [`Input::Timeout`] is due.
    pub fn deadline(&self) -> Option<Tick> {
        match &self.state {
            State::Up(ends) => ends.receiver.deadline(),
            State::Opening | State::Waiting | State::Greeting(_) | State::Over => None,
        }
    }

    /// Handles an input.
    pub fn handle(&mut self, input: Input, now: Tick) {
        match input {
            Input::Open => {
                if let State::Opening = self.state {
                    self.state = State::Waiting;
                    self.out.push_back(Output::Text(self.token.into()));
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
            Input::Closed => self.fail(),
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

    /// The server has paired the two ends, perhaps once more.
    fn on_paired(&mut self) {
        match self.state {
            State::Opening | State::Over => return,
            State::Waiting | State::Greeting(_) => {}
            State::Up(_) => return self.fail(),
        }
        let hello = LaneHello::generate(&mut self.rng);
        self.out.push_back(Output::Binary(hello.encode().to_vec()));
        self.state = State::Greeting(hello);
    }

    fn on_binary(&mut self, bytes: Vec<u8>, now: Tick) -> Result<(), LaneError> {
        match &mut self.state {
            State::Opening | State::Waiting | State::Over => {}
            // Records of the last pairing may still be on their way; each is longer than a hello.
            State::Greeting(_) if bytes.len() != HELLO_BYTES => {}
            State::Greeting(own) => {
                let other = LaneHello::decode(&bytes)?;
                let keys = LaneKeys::derive(&self.secret, Party::Helper, own, &other)?;
                let (sender, receiver) = keys.ends();
                self.state = State::Up(Box::new(Ends { sender, receiver }));
                self.out.push_back(Output::Path(PathInput::Up));
            }
            State::Up(ends) => match ends.receiver.receive(bytes, now)? {
                Some(Received::Message { channel, message }) => {
                    self.out.push_back(Output::Peer(channel, peer_message(message)));
                }
                Some(Received::Ack { received_bytes })
                    if received_bytes > ends.sender.sent_bytes() =>
                {
                    return Err(LaneError::Acknowledged);
                }
                // The page sends no more than people type, so it has no window; and no video.
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
