//! PURE: the session's log as the Helper keeps it, and its file.
//!
//! The sharer leads: once the User has let the Helper in, it tells each entry, and this copy follows
//! and signs. What happens before, and after a lost connection, this copy writes by itself.

use alloc::borrow::ToOwned as _;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use protocol::limits::{LOG_BYTES, LOG_ENTRIES, LOG_RESERVE, LOG_RESERVE_BYTES};
use protocol::log::{
    Digest, Entry, FOOT, HEAD, Keeper, KeeperError, Kind, LocalTime, PublicKey, Signature, Utc,
};
use protocol::peer::{ControlRefusal, EndReason, Party, ToSharer};
use rand_core::CryptoRngCore;

use crate::state::{Ending, NotRemembered};

/// Something worth showing in the log. What was done on the screen is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// The Helper used an invitation.
    InvitationOpened,
    /// The Helper went to somebody known, without an invitation's code.
    Went,
    /// The User let the Helper in.
    Connected,
    /// The Helper asked for control.
    ControlRequested,
    /// The User granted it.
    ControlGranted,
    /// It began.
    ControlStarted,
    /// The User did not grant it.
    ControlRefused(ControlRefusal),
    /// It ended.
    ControlEnded,
    /// The User paused the picture.
    Paused,
    /// The picture goes on.
    Unpaused,
    /// The other end is heard again after a silence.
    Resumed,
    /// A chat message.
    Chat {
        /// Who said it.
        from: Party,
        /// What.
        text: String,
    },
    /// The two agreed to remember each other.
    Remembered,
    /// They did not, or could not. Shown, and no part of the file.
    NotRemembered(NotRemembered),
    /// It is over.
    Ended(Ending),
}

impl Happening {
    /// `None` for what is not written down, and for the end, which depends on what came before it.
    const fn kind(&self) -> Option<Kind> {
        Some(match self {
            Happening::InvitationOpened | Happening::Went => Kind::InvitationOpened,
            Happening::Connected => Kind::ConnectionEstablished,
            Happening::ControlRequested => Kind::ControlRequested,
            Happening::ControlGranted => Kind::ControlGranted,
            Happening::ControlStarted => Kind::ControlStarted,
            Happening::ControlRefused(_) => Kind::ControlRefused,
            Happening::ControlEnded => Kind::ControlEnded,
            Happening::Paused => Kind::Paused,
            Happening::Unpaused => Kind::Unpaused,
            Happening::Resumed => Kind::ConnectionResumed,
            Happening::Chat { .. } => Kind::Chat,
            Happening::Remembered | Happening::NotRemembered(_) | Happening::Ended(_) => {
                return None;
            }
        })
    }
}

/// A moment on the Helper's wall clock. The driver reads the clock.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// In UTC.
    pub utc: Utc,
    /// Where the Helper is.
    pub local: LocalTime,
}

/// An entry as the sharer tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Which entry, from 1.
    pub number: u32,
    /// What happened.
    pub entry: Entry,
    /// The hash of it and of all before it.
    pub hash: Digest,
    /// The User's signature.
    pub signature: Signature,
}

/// Who says what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    /// This end, until the sharer tells its first entry.
    Own,
    /// The sharer.
    Sharer,
    /// This end again: what the sharer told does not fit together.
    Lost,
}

/// The Helper's log of one session.
#[derive(Debug)]
pub struct SessionLog {
    keeper: Keeper,
    lead: Lead,
    helper: String,
    name: Option<String>,
    lines: Vec<String>,
    connected: bool,
    controls: bool,
    ended: bool,
}

impl SessionLog {
    /// A log without entries, of a Helper of this name.
    pub fn new(helper: &str, rng: &mut impl CryptoRngCore) -> Self {
        Self {
            keeper: Keeper::new(rng),
            lead: Lead::Own,
            helper: helper.to_owned(),
            name: None,
            lines: Vec::new(),
            connected: false,
            controls: false,
            ended: false,
        }
    }

    /// Makes it the log of a Helper of this name: a new one, unless nothing is in it yet.
    pub fn begin(&mut self, helper: &str, rng: &mut impl CryptoRngCore) {
        if self.name.is_some() || self.lead != Lead::Own {
            *self = Self::new(helper, rng);
        }
        helper.clone_into(&mut self.helper);
    }

    /// With what this side's signatures are checked.
    pub fn public_key(&self) -> PublicKey {
        self.keeper.public_key()
    }

    /// Writes what this end noticed, unless the sharer tells it anyway.
    pub fn write(&mut self, what: &Happening, user: &str, at: Moment) {
        self.name.get_or_insert_with(|| at.local.file_stem() + ".xml");
        match (what, what.kind()) {
            (Happening::Ended(ending), _) => self.end(*ending, at),
            (_, None) => {}
            (_, Some(_)) if self.lead == Lead::Sharer => {}
            (Happening::Chat { from, text }, Some(kind)) => {
                let name = match from {
                    Party::Helper => self.helper.as_str(),
                    Party::User => user,
                };
                let text = format!("{name}: {text}");
                self.add(kind, &text, at);
            }
            (_, Some(kind @ Kind::ConnectionEstablished)) => {
                let name = self.helper.clone();
                self.add(kind, &name, at);
            }
            (_, Some(kind)) => self.add(kind, "", at),
        }
    }

    /// Keeps what the sharer tells. Answers with this side's signature.
    pub fn follow(&mut self, told: &Told, at: &LocalTime) -> Result<ToSharer, KeeperError> {
        let followed = self.try_follow(told, at);
        if followed.is_err() {
            self.lead = Lead::Lost;
        }
        followed
    }

    fn try_follow(&mut self, told: &Told, at: &LocalTime) -> Result<ToSharer, KeeperError> {
        let Told { number, entry, hash, signature } = told;
        match (self.lead, number) {
            (Lead::Own, 1) => {
                // The sharer's log begins earlier, and takes the place of this one.
                let key = entry.key.ok_or(KeeperError::Signature)?;
                if entry.digest(None) != *hash {
                    return Err(KeeperError::Differs);
                }
                self.keeper.clear();
                self.lines.clear();
                self.keeper.set_other(key)?;
                self.lead = Lead::Sharer;
            }
            (Lead::Sharer, _) => {}
            (Lead::Own | Lead::Lost, _) => return Err(KeeperError::OutOfOrder),
        }
        let kept = self.keeper.follow(*number, entry, *hash, at)?;
        self.lines.push(kept.line);
        self.noticed(entry);
        self.lines.push(self.keeper.countersign(*number, *signature)?);
        Ok(ToSharer::LogSeen { number: *number, signature: kept.signature })
    }

    /// The last entries, if the sharer did not tell them.
    fn end(&mut self, ending: Ending, at: Moment) {
        if core::mem::replace(&mut self.ended, true) {
            return;
        }
        if self.controls {
            self.add(Kind::ControlEnded, "", at);
        }
        let refused = matches!(ending, Ending::Session(EndReason::Declined | EndReason::NoAnswer));
        if self.connected {
            self.add(Kind::ConnectionEnded, "", at);
        } else if refused {
            let name = self.helper.clone();
            self.add(Kind::ConnectionRefused, &name, at);
        }
        self.add(Kind::InvitationClosed, "", at);
    }

    /// What this end writes by itself leaves the room that is kept for the end.
    fn add(&mut self, kind: Kind, text: &str, at: Moment) {
        let room = self.keeper.len() + LOG_RESERVE < LOG_ENTRIES
            && self.keeper.bytes() + LOG_RESERVE_BYTES < LOG_BYTES;
        if kind.can_be_flooded() && !room {
            return;
        }
        let mut entry = Entry::new(at.utc, kind, &self.helper, text);
        if kind == Kind::InvitationOpened {
            entry = entry.with_key(self.keeper.public_key());
        }
        if let Ok(added) = self.keeper.append(&entry, &at.local) {
            self.lines.push(added.line);
            self.noticed(&entry);
        }
    }

    fn noticed(&mut self, entry: &Entry) {
        self.connected |= entry.is(Kind::ConnectionEstablished);
        self.controls |= entry.is(Kind::ControlStarted);
        self.controls &= !entry.is(Kind::ControlEnded);
        self.ended |= entry.is(Kind::InvitationClosed);
    }

    /// Whether the User let the Helper in.
    pub fn was_connected(&self) -> bool {
        self.connected
    }

    /// The lines of the file.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// The file's name: the local time at which the Helper used the invitation.
    pub fn file_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The file.
    pub fn to_xml(&self) -> String {
        file(&self.lines)
    }
}

/// The file that lines make.
pub fn file(lines: &[String]) -> String {
    [HEAD, &lines.concat(), FOOT].concat()
}

#[cfg(test)]
mod tests;
