//! PURE. Who waits where, and who may speak to whom.
//!
//! A sharer opens an invitation and waits at its slot; one viewer at a time claims it and proves
//! the code to the sharer through bodies that are relayed and not understood here. The sharer's
//! verdict decides.
//!
//! ```text
//!            Claim                    Proven
//!   Free ────────────▶ Proving ────────────────▶ Proven
//!    ▲                    │                        │ viewer leaves
//!    └────────────────────┤ wrong code, abandoned, ▼
//!     fewer than 3 wrong  │ too slow, an end left  tombstone: Taken
//!                         ▼
//!      tombstone: Burnt (third wrong code), Expired, Revoked (also from Free)
//! ```

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use protocol::code::Slot;
use protocol::limits::{
    INVITATION_LIFETIME_MAX, INVITATION_LIFETIME_MIN, INVITATIONS, INVITATIONS_PER_ADDRESS,
    PROOF_TIMEOUT, RELAYED_BODIES, SHARER_GRACE, SIGNAL_CONNECTIONS,
    SIGNAL_CONNECTIONS_PER_ADDRESS, STRAY_MESSAGES, WRONG_CODES,
};
use protocol::signal::{Body64, FromSignal, Outcome, OwnerToken, Refusal, ToSignal};
use protocol::time::Tick;
use rand_core::RngCore;

use crate::address::Source;

mod slots;
#[cfg(test)]
pub(crate) mod tests;

use slots::{Claim, Entry, Invitation, Owner, Sharer, Slots};

/// One connection of an end to the server, for as long as the server runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ConnectionId(pub(crate) u64);

/// What happens to the registry.
#[derive(Debug)]
pub(crate) enum Input {
    /// An end connected.
    Connected {
        connection: ConnectionId,
        source: Source,
    },
    /// An end said something.
    Message {
        connection: ConnectionId,
        message: ToSignal,
    },
    /// An end asked for something too often.
    Throttled { connection: ConnectionId },
    /// An end's connection is gone.
    Disconnected { connection: ConnectionId },
    /// [`Registry::deadline`] is here.
    Timeout,
}

/// What the registry wants done, in order.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Send a message.
    Send {
        to: ConnectionId,
        message: FromSignal,
    },
    /// Close a connection behind the messages already sent; the registry has forgotten it.
    Close {
        connection: ConnectionId,
        why: CloseReason,
    },
    /// Count and log what happened.
    Note(Note),
}

/// Why the registry closes a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CloseReason {
    /// It broke a rule of the protocol.
    Protocol,
    /// It speaks another version.
    Version,
    /// It asked too often, or its address has too many connections.
    TooMany,
    /// The server has too many connections.
    Full,
    /// Its owner is back on another connection.
    Replaced,
}

/// What happened, without saying to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    /// An invitation was opened.
    Opened,
    /// A sharer came back to its invitation.
    Reopened,
    /// A viewer began to prove a code.
    Claimed,
    /// A body was relayed.
    Relayed,
    /// A viewer proved the code.
    Proven,
    /// A viewer did not have the code.
    WrongCode { source: Source },
    /// A proof took too long.
    ProofTimedOut,
    /// An invitation ended, for this reason.
    Ended(Refusal),
    /// A request was refused, for this reason.
    Refused(Refusal),
}

/// What a connection is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// It has asked for nothing yet.
    Fresh,
    /// It opened invitations; `Some` while one is open.
    Sharer(Option<Slot>),
    /// It claimed invitations; `Some` while a claim stands.
    Viewer(Option<Slot>),
}

struct Connection {
    source: Source,
    role: Role,
    /// Messages that came too late to mean anything.
    strays: u32,
}

/// What one source has.
#[derive(Default)]
struct Tally {
    connections: usize,
    invitations: usize,
}

/// All invitations of a server, and the connections that have to do with them.
pub(crate) struct Registry<R> {
    rng: R,
    slots: Slots,
    connections: BTreeMap<ConnectionId, Connection>,
    sources: BTreeMap<Source, Tally>,
    commands: VecDeque<Command>,
}

impl<R: RngCore> Registry<R> {
    pub(crate) fn new(rng: R) -> Self {
        Self {
            rng,
            slots: Slots::default(),
            connections: BTreeMap::new(),
            sources: BTreeMap::new(),
            commands: VecDeque::new(),
        }
    }

    /// Takes what happened. Every call must be followed by draining [`Registry::poll`].
    pub(crate) fn handle(&mut self, input: Input, now: Tick) {
        self.run_due(now);
        match input {
            Input::Connected { connection, source } => self.connect(connection, source),
            Input::Message {
                connection,
                message,
            } => self.message(connection, message, now),
            Input::Throttled { connection } => {
                self.refuse_and_close(connection, Refusal::RateLimited, CloseReason::TooMany, now);
            }
            Input::Disconnected { connection } => self.leave(connection, now),
            Input::Timeout => {}
        }
    }

    /// Returns what the caller must do next; `None` means nothing is left to do.
    pub(crate) fn poll(&mut self) -> Option<Command> {
        self.commands.pop_front()
    }

    /// Returns when [`Input::Timeout`] is due.
    pub(crate) fn deadline(&self) -> Option<Tick> {
        self.slots.next_due()
    }

    /// Number of open invitations.
    pub(crate) fn invitations(&self) -> usize {
        self.slots.invitations()
    }

    fn connect(&mut self, connection: ConnectionId, source: Source) {
        let tally = self
            .sources
            .get(&source)
            .map_or(0, |tally| tally.connections);
        let refusal = if self.connections.contains_key(&connection) {
            return;
        } else if self.connections.len() >= SIGNAL_CONNECTIONS {
            Some((Refusal::Full, CloseReason::Full))
        } else if tally >= SIGNAL_CONNECTIONS_PER_ADDRESS {
            Some((Refusal::RateLimited, CloseReason::TooMany))
        } else {
            None
        };
        if let Some((reason, why)) = refusal {
            self.refuse(connection, reason);
            self.commands.push_back(Command::Close { connection, why });
            return;
        }
        self.sources.entry(source).or_default().connections += 1;
        let role = Role::Fresh;
        self.connections.insert(
            connection,
            Connection {
                source,
                role,
                strays: 0,
            },
        );
    }

    fn message(&mut self, connection: ConnectionId, message: ToSignal, now: Tick) {
        // A connection that was closed here may still have messages under way.
        let Some(role) = self.connections.get(&connection).map(|c| c.role) else {
            return;
        };
        match (message, role) {
            (
                ToSignal::Open {
                    version,
                    lifetime_s,
                    token,
                    slot,
                },
                Role::Fresh | Role::Sharer(None),
            ) => {
                if self.speaks(connection, version, now) {
                    self.open(connection, lifetime_s, &token, slot, now);
                }
            }
            (
                ToSignal::Claim {
                    version,
                    slot,
                    body,
                },
                Role::Fresh | Role::Viewer(None),
            ) => {
                if self.speaks(connection, version, now) {
                    self.claim(connection, slot, body, now);
                }
            }
            (ToSignal::Revoke {}, Role::Sharer(Some(slot))) => {
                let ends = self.end(slot, Refusal::Revoked, now);
                self.refuse_all(ends.viewer, Refusal::Revoked);
            }
            (ToSignal::Verdict { outcome }, Role::Sharer(Some(slot))) => {
                self.verdict(connection, slot, outcome, now);
            }
            (ToSignal::Relay { body }, Role::Sharer(Some(slot)) | Role::Viewer(Some(slot))) => {
                self.relay(connection, slot, body, now);
            }
            // These crossed the end of their claim or invitation on the way.
            (
                ToSignal::Revoke {} | ToSignal::Verdict { .. } | ToSignal::Relay { .. },
                Role::Sharer(None),
            )
            | (ToSignal::Relay { .. }, Role::Viewer(None)) => self.stray(connection, now),
            // The rest no honest end says.
            (ToSignal::Open { .. }, Role::Sharer(Some(_)) | Role::Viewer(_))
            | (ToSignal::Claim { .. }, Role::Viewer(Some(_)) | Role::Sharer(_))
            | (ToSignal::Revoke {} | ToSignal::Verdict { .. }, Role::Fresh | Role::Viewer(_))
            | (ToSignal::Relay { .. }, Role::Fresh) => self.fault(connection, now),
        }
    }

    /// Whether this build speaks `version`; otherwise says so and closes.
    fn speaks(&mut self, connection: ConnectionId, version: u16, now: Tick) -> bool {
        let spoken = (protocol::OLDEST_VERSION..=protocol::VERSION).contains(&version);
        if !spoken {
            self.refuse_and_close(connection, Refusal::Version, CloseReason::Version, now);
        }
        spoken
    }

    fn open(
        &mut self,
        connection: ConnectionId,
        lifetime_s: u32,
        token: &OwnerToken,
        wished: Option<Slot>,
        now: Tick,
    ) {
        let owner = Owner::of(token);
        let mut free = None;
        if let Some(slot) = wished {
            match self.slots.get(slot) {
                Some(Entry::Open(invitation)) if invitation.owner.is(&owner) => {
                    return self.reopen(connection, slot, now);
                }
                Some(Entry::Ended(tombstone)) if tombstone.owner.is(&owner) => {
                    let reason = tombstone.reason;
                    self.set_role(connection, Role::Sharer(None));
                    return self.refuse(connection, reason);
                }
                // Somebody else's by now: another slot is better than none.
                Some(Entry::Open(_) | Entry::Ended(_)) => {}
                // This server was restarted since: the code that was told stays good.
                None => free = Some(slot),
            }
        }
        let Some(source) = self.connections.get(&connection).map(|c| c.source) else {
            return;
        };
        let of_source = self
            .sources
            .get(&source)
            .map_or(0, |tally| tally.invitations);
        let room = self.slots.invitations() < INVITATIONS && of_source < INVITATIONS_PER_ADDRESS;
        let slot = free
            .or_else(|| self.slots.draw(&mut self.rng))
            .filter(|_| room);
        let Some(slot) = slot else {
            return self.refuse(connection, Refusal::Full);
        };
        let lifetime = Duration::from_secs(lifetime_s.into())
            .clamp(INVITATION_LIFETIME_MIN, INVITATION_LIFETIME_MAX);
        let invitation = Invitation {
            owner,
            source,
            sharer: Sharer::Here(connection),
            claim: Claim::Free,
            expires: now + lifetime,
            wrong_codes: 0,
        };
        self.sources.entry(source).or_default().invitations += 1;
        self.slots.insert(slot, invitation);
        self.set_role(connection, Role::Sharer(Some(slot)));
        self.opened(connection, slot, now);
        self.note(Note::Opened);
    }

    /// Gives an invitation back to its owner, on a new connection.
    fn reopen(&mut self, connection: ConnectionId, slot: Slot, now: Tick) {
        let Some(invitation) = self.slots.open(slot) else {
            return;
        };
        if let Some(old) = invitation.sharer.connection() {
            // The owner noticed before the server did that the old connection is dead.
            self.close(old, CloseReason::Replaced, now);
        }
        self.slots.edit(slot, |invitation| {
            invitation.sharer = Sharer::Here(connection)
        });
        self.set_role(connection, Role::Sharer(Some(slot)));
        self.opened(connection, slot, now);
        self.note(Note::Reopened);
    }

    fn opened(&mut self, to: ConnectionId, slot: Slot, now: Tick) {
        let Some(invitation) = self.slots.open(slot) else {
            return;
        };
        let left = invitation.expires.since(now).as_secs();
        let expires_in_s = u32::try_from(left).unwrap_or(u32::MAX);
        self.send(to, FromSignal::Opened { slot, expires_in_s });
    }

    fn claim(&mut self, viewer: ConnectionId, slot: Slot, body: Body64, now: Tick) {
        let refusal = match self.slots.get(slot) {
            None => Err(Refusal::Unknown),
            Some(Entry::Ended(tombstone)) => Err(tombstone.reason),
            Some(Entry::Open(invitation)) => match (invitation.claim, invitation.sharer) {
                (Claim::Free, Sharer::Here(sharer)) => Ok(sharer),
                (Claim::Proving { .. }, _) | (Claim::Free, Sharer::Lost { .. }) => {
                    Err(Refusal::Busy)
                }
                (Claim::Proven { .. }, _) => Err(Refusal::Taken),
            },
        };
        match refusal {
            Ok(sharer) => {
                let until = now + PROOF_TIMEOUT;
                let claim = Claim::Proving {
                    viewer,
                    until,
                    relayed: 0,
                };
                self.slots.edit(slot, |invitation| invitation.claim = claim);
                self.set_role(viewer, Role::Viewer(Some(slot)));
                self.send(sharer, FromSignal::Claimed { body });
                self.note(Note::Claimed);
            }
            Err(reason) => {
                self.set_role(viewer, Role::Viewer(None));
                self.refuse(viewer, reason);
            }
        }
    }

    fn relay(&mut self, from: ConnectionId, slot: Slot, body: Body64, now: Tick) {
        let Some(Invitation { sharer, claim, .. }) = self.slots.open(slot) else {
            return;
        };
        let (sharer, mut claim) = (*sharer, *claim);
        let (Claim::Proving {
            viewer, relayed, ..
        }
        | Claim::Proven { viewer, relayed }) = &mut claim
        else {
            return self.stray(from, now);
        };
        let viewer = *viewer;
        let to = if viewer == from {
            sharer.connection()
        } else {
            Some(viewer)
        };
        let Some(to) = to else {
            return self.stray(from, now);
        };
        *relayed += 1;
        if *relayed > RELAYED_BODIES {
            // The bodies of both ends count, so it is not said who sent too many. The viewer goes:
            // the sharer has more to lose, and nobody could have claimed its time without it.
            return self.fault(viewer, now);
        }
        self.slots.edit(slot, |invitation| invitation.claim = claim);
        self.send(to, FromSignal::Relay { body });
        self.note(Note::Relayed);
    }

    fn verdict(&mut self, sharer: ConnectionId, slot: Slot, outcome: Outcome, now: Tick) {
        let Some(invitation) = self.slots.open(slot) else {
            return;
        };
        let wrong_codes = invitation.wrong_codes;
        let Claim::Proving {
            viewer, relayed, ..
        } = invitation.claim
        else {
            return self.stray(sharer, now);
        };
        match outcome {
            Outcome::Proven => {
                let claim = Claim::Proven { viewer, relayed };
                self.slots.edit(slot, |invitation| invitation.claim = claim);
                self.note(Note::Proven);
            }
            Outcome::WrongCode => {
                if let Some(Connection { source, .. }) = self.connections.get(&viewer) {
                    let source = *source;
                    self.note(Note::WrongCode { source });
                }
                if wrong_codes + 1 >= WRONG_CODES {
                    let ends = self.end(slot, Refusal::Burnt, now);
                    self.refuse_all(
                        [ends.sharer, ends.viewer].into_iter().flatten(),
                        Refusal::Burnt,
                    );
                } else {
                    self.slots
                        .edit(slot, |invitation| invitation.wrong_codes += 1);
                    self.free(slot);
                    self.refuse(viewer, Refusal::WrongCode);
                }
            }
            Outcome::Abandoned => {
                self.free(slot);
                self.send(viewer, FromSignal::PeerGone {});
            }
        }
    }

    /// Does what is due by `now`.
    fn run_due(&mut self, now: Tick) {
        while let Some(slot) = self.slots.due(now) {
            let Some(invitation) = self.slots.open(slot) else {
                return;
            };
            let is_proven = matches!(invitation.claim, Claim::Proven { .. });
            let is_lost = matches!(invitation.sharer, Sharer::Lost { until } if until <= now);
            if !is_proven && invitation.expires <= now {
                let ends = self.end(slot, Refusal::Expired, now);
                self.refuse_all(
                    [ends.sharer, ends.viewer].into_iter().flatten(),
                    Refusal::Expired,
                );
            } else if is_lost {
                let ends = self.end(slot, Refusal::Revoked, now);
                self.refuse_all(ends.viewer, Refusal::Revoked);
            } else {
                let ends = self.free(slot);
                for end in [ends.sharer, ends.viewer].into_iter().flatten() {
                    self.send(end, FromSignal::PeerGone {});
                }
                self.note(Note::ProofTimedOut);
            }
        }
    }

    /// Forgets a connection, with what hangs on it.
    fn leave(&mut self, connection: ConnectionId, now: Tick) {
        let Some(Connection { source, role, .. }) = self.connections.remove(&connection) else {
            return;
        };
        self.give_back(source, |tally| &mut tally.connections);
        match role {
            Role::Fresh | Role::Sharer(None) | Role::Viewer(None) => {}
            Role::Sharer(Some(slot)) => {
                let until = now + SHARER_GRACE;
                self.slots.edit(slot, |invitation| {
                    invitation.sharer = Sharer::Lost { until }
                });
                let viewer = match self.slots.open(slot).map(|invitation| invitation.claim) {
                    // The sharer's half of an unfinished proof went with its connection.
                    Some(Claim::Proving { .. }) => self.free(slot).viewer,
                    Some(Claim::Proven { viewer, .. }) => Some(viewer),
                    Some(Claim::Free) | None => None,
                };
                if let Some(viewer) = viewer {
                    self.send(viewer, FromSignal::PeerGone {});
                }
            }
            Role::Viewer(Some(slot)) => {
                let ends = match self.slots.open(slot).map(|invitation| invitation.claim) {
                    Some(Claim::Proven { .. }) => self.end(slot, Refusal::Taken, now),
                    Some(Claim::Free | Claim::Proving { .. }) | None => self.free(slot),
                };
                if let Some(sharer) = ends.sharer {
                    self.send(sharer, FromSignal::PeerGone {});
                }
            }
        }
    }

    /// Ends the invitation at `slot`. The caller tells the two ends, which it gets back.
    fn end(&mut self, slot: Slot, reason: Refusal, now: Tick) -> Ends {
        let Some(invitation) = self.slots.end(slot, reason, now) else {
            return Ends::default();
        };
        self.give_back(invitation.source, |tally| &mut tally.invitations);
        let ends = Ends::of(&invitation);
        if let Some(sharer) = ends.sharer {
            self.set_role(sharer, Role::Sharer(None));
        }
        if let Some(viewer) = ends.viewer {
            self.set_role(viewer, Role::Viewer(None));
        }
        self.note(Note::Ended(reason));
        ends
    }

    /// Ends the claim at `slot`, so that it can be claimed again. The caller tells the two ends.
    fn free(&mut self, slot: Slot) -> Ends {
        let Some(invitation) = self.slots.open(slot) else {
            return Ends::default();
        };
        let ends = Ends::of(invitation);
        self.slots
            .edit(slot, |invitation| invitation.claim = Claim::Free);
        if let Some(viewer) = ends.viewer {
            self.set_role(viewer, Role::Viewer(None));
        }
        ends
    }

    fn stray(&mut self, connection: ConnectionId, now: Tick) {
        let Some(entry) = self.connections.get_mut(&connection) else {
            return;
        };
        entry.strays += 1;
        if entry.strays > STRAY_MESSAGES {
            self.fault(connection, now);
        }
    }

    fn fault(&mut self, connection: ConnectionId, now: Tick) {
        self.refuse_and_close(connection, Refusal::Protocol, CloseReason::Protocol, now);
    }

    fn refuse_and_close(
        &mut self,
        connection: ConnectionId,
        reason: Refusal,
        why: CloseReason,
        now: Tick,
    ) {
        if self.connections.contains_key(&connection) {
            self.refuse(connection, reason);
            self.close(connection, why, now);
        }
    }

    fn close(&mut self, connection: ConnectionId, why: CloseReason, now: Tick) {
        self.commands.push_back(Command::Close { connection, why });
        self.leave(connection, now);
    }

    fn refuse(&mut self, to: ConnectionId, reason: Refusal) {
        self.send(to, FromSignal::Refused { reason });
        self.note(Note::Refused(reason));
    }

    fn refuse_all(&mut self, ends: impl IntoIterator<Item = ConnectionId>, reason: Refusal) {
        for end in ends {
            self.refuse(end, reason);
        }
    }

    fn send(&mut self, to: ConnectionId, message: FromSignal) {
        self.commands.push_back(Command::Send { to, message });
    }

    fn note(&mut self, note: Note) {
        self.commands.push_back(Command::Note(note));
    }

    fn set_role(&mut self, connection: ConnectionId, role: Role) {
        if let Some(entry) = self.connections.get_mut(&connection) {
            entry.role = role;
        }
    }

    /// Counts one thing less for `source`; forgets the source when nothing is left.
    fn give_back(&mut self, source: Source, what: impl Fn(&mut Tally) -> &mut usize) {
        let Some(tally) = self.sources.get_mut(&source) else {
            return;
        };
        let count = what(tally);
        *count = count.saturating_sub(1);
        if tally.connections == 0 && tally.invitations == 0 {
            self.sources.remove(&source);
        }
    }
}

/// The two ends of an invitation, as far as they are connected.
#[derive(Clone, Copy, Default)]
struct Ends {
    sharer: Option<ConnectionId>,
    viewer: Option<ConnectionId>,
}

impl Ends {
    fn of(invitation: &Invitation) -> Self {
        Self {
            sharer: invitation.sharer.connection(),
            viewer: invitation.claim.viewer(),
        }
    }
}
