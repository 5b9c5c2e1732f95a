//! Opens records, puts messages together, and acknowledges what has arrived.

use alloc::vec::Vec;

use super::error::LaneError;
use super::record::Record;
use crate::channel::Channel;
use crate::fragment::{Assembled, Assembler};
use crate::limits::{LANE_ACK_BYTES, LANE_ACK_DELAY, LANE_MESSAGE_BYTES};
use crate::party::Party;
use crate::sealing::Opener;
use crate::time::Tick;

/// What the other end has said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// A whole message on a channel.
    Message {
        /// The channel.
        channel: Channel,
        /// The message.
        message: Assembled,
    },
    /// So many bytes have arrived there, in all; never fewer than before.
    Ack {
        /// See [`Record::Ack`].
        received_bytes: u64,
    },
    /// It needs a keyframe.
    KeyframeRequest,
}

/// Takes the sealed messages of the other end of a lane. Any error is final: the lane must be closed.
pub struct LaneReceiver {
    opener: Opener,
    inbox: Inbox,
}

impl LaneReceiver {
    pub(super) fn new(opener: Opener, sender: Party) -> Self {
        Self { opener, inbox: Inbox::of(sender) }
    }

    /// Opens the next binary message. Most messages on channels need several; `None` until the last one.
    pub fn receive(
        &mut self,
        mut sealed: Vec<u8>,
        now: Tick,
    ) -> Result<Option<Received>, LaneError> {
        let sealed_bytes = sealed.len();
        if sealed_bytes > LANE_MESSAGE_BYTES {
            return Err(LaneError::TooLarge);
        }
        self.opener.open_in_place(&mut sealed).map_err(|_| LaneError::Tampered)?;
        self.inbox.add(Record::decode(&sealed)?, sealed_bytes, now)
    }

    /// The acknowledgement that is due, if any; it must be sent.
    pub fn ack(&mut self, now: Tick) -> Option<Record<'static>> {
        self.inbox.ack(now)
    }

    /// When an acknowledgement will be due.
    pub fn deadline(&self) -> Option<Tick> {
        self.inbox.deadline()
    }
}

impl core::fmt::Debug for LaneReceiver {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("LaneReceiver(…)")
    }
}

/// What a [`LaneReceiver`] does with opened records. It is bounded by [`Channel::message_bytes`] of the
/// channels on which the other end sends; a byte on another one is too many.
#[derive(Debug)]
pub struct Inbox {
    /// By the index in [`Channel::ALL`].
    assemblers: [Assembler; Channel::ALL.len()],
    received_bytes: u64,
    acknowledged_bytes: u64,
    /// When the bytes that are not yet acknowledged must be.
    ack_due: Option<Tick>,
    /// What the other end has acknowledged.
    heard_ack: u64,
}

impl Inbox {
    /// For what this end sends.
    pub fn of(sender: Party) -> Self {
        let limit =
            |channel: Channel| if channel.is_sent_by(sender) { channel.message_bytes() } else { 0 };
        Self {
            assemblers: Channel::ALL.map(|channel| Assembler::new(limit(channel))),
            received_bytes: 0,
            acknowledged_bytes: 0,
            ack_due: None,
            heard_ack: 0,
        }
    }

    /// Handles a record that was `sealed_bytes` long.
    pub fn add(
        &mut self,
        record: Record<'_>,
        sealed_bytes: usize,
        now: Tick,
    ) -> Result<Option<Received>, LaneError> {
        match record {
            Record::Message { channel, fragment } => {
                self.received_bytes += sealed_bytes as u64;
                self.ack_due.get_or_insert(now + LANE_ACK_DELAY);
                let assembler = self.assemblers.get_mut(usize::from(channel.id()));
                let message = assembler.ok_or(LaneError::Malformed)?.add(fragment)?;
                Ok(message.map(|message| Received::Message { channel, message }))
            }
            Record::Ack { received_bytes } => {
                if received_bytes < self.heard_ack {
                    return Err(LaneError::Acknowledged);
                }
                self.heard_ack = received_bytes;
                Ok(Some(Received::Ack { received_bytes }))
            }
            Record::KeyframeRequest => Ok(Some(Received::KeyframeRequest)),
        }
    }

    /// See [`LaneReceiver::ack`].
    pub fn ack(&mut self, now: Tick) -> Option<Record<'static>> {
        let is_much = self.received_bytes - self.acknowledged_bytes >= LANE_ACK_BYTES;
        if !is_much && self.ack_due.is_none_or(|due| now < due) {
            return None;
        }
        self.ack_due = None;
        self.acknowledged_bytes = self.received_bytes;
        Some(Record::Ack { received_bytes: self.received_bytes })
    }

    /// See [`LaneReceiver::deadline`].
    pub fn deadline(&self) -> Option<Tick> {
        self.ack_due
    }
}
