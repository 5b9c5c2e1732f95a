//! The session log: which entries are written, and which are sent to the Helper's copy.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use protocol::files::OfferedFile;
use protocol::limits::{LOG_BYTES, LOG_ENTRIES, LOG_RESERVE, LOG_RESERVE_BYTES};
use protocol::log::{Entry, EntryKind, LocalTime, LogWriter, PublicKey, Signature, UtcMillis};
use protocol::name::DisplayName;
use protocol::peer::{EndReason, Party, Phase, ToViewer};
use protocol::transfer::FileTransfer;
use rand_core::CryptoRngCore;

use crate::effect::{Effect, LogAnswer};
use crate::notice::{FileNotice, FileState, Notice};
use crate::question::Question;
use crate::right::{Right, RightEvent, RightRefusal, RightSet};

/// Addresses that are written in one session. A Helper can take another one as often as they like; a
/// traveller has a few.
const ADDRESSES: u32 = 32;

/// A moment of the shell's wall clock.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// In UTC.
    pub utc: UtcMillis,
    /// In the User's time zone.
    pub local: LocalTime,
}

/// What the shell has to do about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recorded {
    /// Lines for the User's file.
    pub lines: String,
    /// Entries for the Helper's copy.
    pub helper: Vec<ToViewer>,
    /// Whether the Helper's copy has turned out to be another one.
    pub differs: bool,
    /// Whether the User has let the Helper in.
    pub is_established: bool,
    /// Entries that the Helper's side can see itself, so that its signature is waited for.
    pub expected: Vec<u32>,
    /// The entries that it has signed.
    pub signed: Vec<u32>,
    /// Whether the log has become full: messages are not written down any more.
    pub is_full: bool,
}

/// Writes down what the session does. It is the original: the Helper's copy is sent each entry, and
/// signs those that the Helper's side saw itself.
///
/// No entry is sent before the User has let the Helper in.
// fields: most are one each for a thing that is written down only once.
#[derive(Debug)]
pub struct Recorder {
    keeper: LogWriter,
    user: DisplayName,
    helper: Option<DisplayName>,
    copy: HelperCopy,
    /// The Helper's key; the first one counts.
    key: Option<PublicKey>,
    /// Entries that wait until they may be sent to the Helper's copy.
    waiting: Vec<ToViewer>,
    /// The address that was written last.
    address: Option<String>,
    /// How many were written.
    addresses: u32,
    connected: bool,
    established: bool,
    /// Rights that the User is asked for.
    asked: RightSet,
    paused: bool,
    full: bool,
    ended: bool,
    /// Why requests were refused without a question; each is written down once.
    refused: Vec<(Right, RightRefusal)>,
    done: Recorded,
}

/// Whether the Helper keeps a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HelperCopy {
    /// Not yet, or not at all.
    None,
    /// It is sent each entry.
    Shared,
    /// It is another one, or its signatures are wrong; they are not checked any more.
    Differs,
}

impl Recorder {
    /// A log without entries.
    pub fn new(user: DisplayName, rng: &mut impl CryptoRngCore) -> Self {
        Self {
            keeper: LogWriter::new(rng),
            user,
            helper: None,
            copy: HelperCopy::None,
            key: None,
            waiting: Vec::new(),
            address: None,
            addresses: 0,
            connected: false,
            established: false,
            asked: RightSet::default(),
            paused: false,
            full: false,
            ended: false,
            refused: Vec::new(),
            done: Recorded::default(),
        }
    }

    /// What is to be done since the last call.
    pub fn take(&mut self) -> Recorded {
        core::mem::take(&mut self.done)
    }

    /// A path is up, from this address if it is known. The server's lane has none.
    pub fn connected(&mut self, address: Option<&str>, by_lane: bool, now: Moment) {
        self.connected = true;
        // Waiting for a known Helper makes no entry; the log begins when they come.
        self.open(now);
        let address = match address {
            Some(address) => address,
            None if by_lane => "through the server",
            None => "unknown",
        };
        // The same path may come back many times.
        if self.address.as_deref() != Some(address) && self.addresses < ADDRESSES {
            self.address = Some(address.to_owned());
            self.addresses += 1;
            self.write(EntryKind::IncomingAddress, address, now);
        }
    }

    /// Writes down what the session is about to do.
    pub fn observe(&mut self, effect: &Effect, now: Moment) {
        match effect {
            Effect::Ask { helper, .. } => {
                self.helper = Some(helper.clone());
                self.open(now);
            }
            Effect::Right { event, .. } => self.right(*event, now),
            // The last entries have to be sent before the last message.
            Effect::Say { message: ToViewer::Bye { reason }, .. } => self.end(*reason, now),
            Effect::Notify { notice, .. } => self.notice(notice, now),
            Effect::LogAnswer { answer: LogAnswer::Key(key), .. } => {
                self.key.get_or_insert(*key);
                self.share(now);
            }
            Effect::LogAnswer { answer: LogAnswer::Seen { number, signature }, .. } => {
                self.seen(*number, *signature);
            }
            Effect::Signal(_)
            | Effect::AcceptOffer { .. }
            | Effect::AddCandidate { .. }
            | Effect::Say { .. }
            | Effect::Acknowledged { .. }
            | Effect::Send { .. }
            | Effect::OpenLane { .. }
            | Effect::UsePath { .. }
            | Effect::RestartSignal
            | Effect::Pong { .. }
            | Effect::InputHandled { .. }
            | Effect::Bandwidth(_)
            | Effect::ClosePath { .. }
            | Effect::SendTiles { .. }
            | Effect::Decodes { .. }
            | Effect::RequestKeyframe { .. }
            | Effect::PreparePictures { .. }
            | Effect::ShowDisplay { .. }
            | Effect::StartPictures { .. }
            | Effect::StopPictures { .. }
            | Effect::Inject { .. }
            | Effect::ShowMarks { .. }
            | Effect::FindElement { .. }
            | Effect::Recognise { .. }
            | Effect::KeepContact { .. }
            | Effect::KnownHelperAdmitted { .. }
            | Effect::DiscardTyped
            | Effect::SendFile { .. }
            | Effect::ReceiveFolder { .. }
            | Effect::ReadClipboard { .. }
            | Effect::Transfer { .. }
            | Effect::AppendLog(_)
            | Effect::Answered { .. }
            | Effect::Withdraw { .. } => {}
        }
    }

    /// Control keeps the names that it has always had in the log.
    fn right(&mut self, event: RightEvent, now: Moment) {
        match event {
            RightEvent::Requested(right) => {
                self.asked = self.asked.with(right);
                self.requested(right, now);
            }
            RightEvent::Granted { right: Right::Control, .. } => {
                self.asked = self.asked.without(Right::Control);
                self.write(EntryKind::ControlGranted, "", now);
                self.write(EntryKind::ControlStarted, "", now);
            }
            RightEvent::Granted { right, lasts } => {
                self.asked = self.asked.without(right);
                if has_entries(right) {
                    let text = right.granted_entry(lasts.lasting());
                    self.write(EntryKind::RightGranted, &text, now);
                }
            }
            RightEvent::Refused { right, reason } => self.refused(right, reason, now),
            RightEvent::Ended { right: Right::Control, .. } => {
                self.write(EntryKind::ControlEnded, "", now);
            }
            RightEvent::Ended { right, .. } => {
                if has_entries(right) {
                    self.write(EntryKind::RightEnded, right.id(), now);
                }
            }
        }
    }

    fn requested(&mut self, right: Right, now: Moment) {
        if right == Right::Control {
            self.write(EntryKind::ControlRequested, "", now);
        } else if has_entries(right) {
            self.write(EntryKind::RightRequested, right.id(), now);
        }
    }

    fn notice(&mut self, notice: &Notice, now: Moment) {
        match notice {
            // At another slot it is still the same invitation.
            Notice::Invitation { .. } => self.open(now),
            Notice::WrongCode { .. } => self.write(EntryKind::WrongCode, "", now),
            Notice::TriedBefore { times, .. } => {
                self.write(EntryKind::TriedBefore, &times.to_string(), now);
            }
            Notice::Stranger { .. } => {
                self.open(now);
                self.write(EntryKind::UnknownClaimant, "", now);
            }
            Notice::ClipboardTransferred { sender, sizes, .. } => {
                self.write(EntryKind::ClipboardTransfer, &sizes.entry(*sender), now);
            }
            Notice::PictureTaken { .. } => self.write(EntryKind::PictureTaken, "", now),
            Notice::File(file) => self.file(file, now),
            Notice::Remembered { already: false, .. } => self.write(EntryKind::Remembered, "", now),
            // Nothing is shared yet.
            Notice::Paused { phase: Phase::WaitingForConnect, .. } => {}
            Notice::Paused { .. } => {
                if !core::mem::replace(&mut self.paused, true) {
                    self.write(EntryKind::Paused, "", now);
                }
            }
            Notice::Chat { text, under_control: true, .. } => {
                self.write(EntryKind::ChatUnderControl, text, now);
            }
            Notice::Chat { from, text, under_control: false } => {
                let name = match from {
                    Party::User => self.user.as_str(),
                    Party::Helper => self.helper_name(),
                };
                let text = format!("{name}: {text}");
                self.write(EntryKind::Chat, &text, now);
            }
            Notice::Phase { phase: Phase::ScreenSharing | Phase::ControlSharing, .. } => {
                self.establish(now);
                if core::mem::take(&mut self.paused) {
                    self.write(EntryKind::Unpaused, "", now);
                }
            }
            Notice::Phase { phase: Phase::Ended, reason, .. } => {
                self.end(reason.unwrap_or(EndReason::Fault), now);
            }
            Notice::Reconnected { .. } if self.established => {
                self.write(EntryKind::ConnectionResumed, "", now);
            }
            Notice::Reconnected { .. } => {}
            Notice::Phase { phase: Phase::WaitingForConnect, .. }
            | Notice::Reconnecting { .. }
            | Notice::SystemPrompt { .. }
            | Notice::PromptsUnwatched
            | Notice::Rights { .. }
            | Notice::RightGranted { .. }
            | Notice::RightEnded { .. }
            | Notice::ControlEnded { .. }
            | Notice::Steps { .. }
            | Notice::LogDiffers
            | Notice::LogUnsigned
            | Notice::LogNotKept(_)
            | Notice::LogRequired(_)
            | Notice::NotKept(_)
            | Notice::Failed(_)
            | Notice::Waiting { .. }
            | Notice::Remembered { already: true, .. }
            | Notice::NotRemembered { .. }
            | Notice::OtherKey { .. }
            | Notice::OtherPage { .. }
            | Notice::NotAllowedByTyping
            | Notice::Folder(_)
            | Notice::FileNotSent { .. }
            | Notice::FilesNotCome { .. }
            | Notice::SlotChanges
            | Notice::ServerRefused(_) => {}
        }
    }

    /// A file that is over: its name, who sent it, its size, and what became of it.
    fn file(&mut self, file: &FileNotice, now: Moment) {
        let outcome = match &file.state {
            FileState::Offered | FileState::Running { .. } | FileState::Paused => return,
            FileState::Done { digest, .. } => Ok(*digest),
            FileState::Failed { reason } => Err(*reason),
        };
        let FileNotice { name, folders, size, contents, .. } = file.clone();
        let offered = OfferedFile { name, size, folders };
        let transfer = FileTransfer { contents, ..FileTransfer::new(0, offered) };
        let text = transfer.entry(file.sender, outcome);
        self.write(EntryKind::FileTransfer, &text, now);
    }

    fn helper_name(&self) -> &str {
        self.helper.as_ref().map_or("?", DisplayName::as_str)
    }

    fn open(&mut self, now: Moment) {
        if self.keeper.is_empty() {
            let entry = self.entry(EntryKind::InvitationOpened, "", now);
            self.add(entry.with_key(self.keeper.public_key()), now);
        }
    }

    fn establish(&mut self, now: Moment) {
        if !core::mem::replace(&mut self.established, true) {
            self.done.is_established = true;
            let name = self.helper_name().to_owned();
            self.write(EntryKind::ConnectionEstablished, &name, now);
            self.share(now);
        }
    }

    /// Sends the Helper's copy what was written so far, once there is one and it may be sent.
    fn share(&mut self, now: Moment) {
        if !self.established || self.ended || self.copy != HelperCopy::None {
            return;
        }
        let Some(key) = self.key else { return };
        if self.keeper.set_other_key(key).is_err() {
            self.copy = HelperCopy::Differs;
            self.done.differs = true;
            return;
        }
        self.copy = HelperCopy::Shared;
        self.done.helper.append(&mut self.waiting);
        let entry = self.entry(EntryKind::LogShared, "", now);
        self.add(entry.with_key(key), now);
    }

    fn seen(&mut self, number: u32, signature: Signature) {
        if self.copy != HelperCopy::Shared {
            return;
        }
        match self.keeper.countersign(number, signature) {
            Ok(line) => {
                self.done.lines.push_str(&line);
                self.done.signed.push(number);
            }
            // Checking takes time, so a hostile Helper gets no second try.
            Err(_) => {
                self.copy = HelperCopy::Differs;
                self.done.differs = true;
            }
        }
    }

    /// The Helper's side has not signed an entry in time that it can see itself, and so many others.
    pub fn unsigned(&mut self, first: u32, more: usize, now: Moment) {
        if self.ended {
            return;
        }
        let text = if more == 0 { format!("{first}") } else { format!("{first} and {more} more") };
        self.write(EntryKind::LogUnsigned, &text, now);
    }

    /// A refusal without a question is written down once for each reason, since another request costs
    /// the Helper nothing.
    fn refused(&mut self, right: Right, reason: RightRefusal, now: Moment) {
        if !self.asked.contains(right) {
            if self.refused.contains(&(right, reason)) {
                return;
            }
            self.refused.push((right, reason));
            self.requested(right, now);
        }
        self.asked = self.asked.without(right);
        if right == Right::Control {
            self.write(EntryKind::ControlRefused, "", now);
        } else if has_entries(right) {
            self.write(EntryKind::RightRefused, right.id(), now);
        }
    }

    fn end(&mut self, reason: EndReason, now: Moment) {
        if core::mem::replace(&mut self.ended, true) || self.keeper.is_empty() {
            return;
        }
        let refused = matches!(reason, EndReason::Declined | EndReason::NoAnswer);
        if self.established || (self.connected && !refused) {
            self.write(EntryKind::ConnectionEnded, "", now);
        } else if refused {
            let name = self.helper_name().to_owned();
            self.write(EntryKind::ConnectionRefused, &name, now);
        }
        self.write(EntryKind::InvitationClosed, "", now);
    }

    fn entry(&self, kind: EntryKind, text: &str, now: Moment) -> Entry {
        Entry::new(now.utc, kind, self.helper_name(), text)
    }

    fn write(&mut self, kind: EntryKind, text: &str, now: Moment) {
        let room = self.keeper.len() + LOG_RESERVE < LOG_ENTRIES
            && self.keeper.bytes() + LOG_RESERVE_BYTES < LOG_BYTES;
        let kind = match (kind.can_be_flooded(), room) {
            (true, false) if core::mem::replace(&mut self.full, true) => return,
            (true, false) => {
                self.done.is_full = true;
                EntryKind::LogFull
            }
            (true, true) | (false, _) => kind,
        };
        let text = if kind == EntryKind::LogFull { "" } else { text };
        self.add(self.entry(kind, text, now), now);
    }

    /// Without room there is nothing left to do: what cannot be flooded has a reserve of hundreds.
    fn add(&mut self, entry: Entry, now: Moment) {
        let Ok(added) = self.keeper.append(&entry, &now.local) else { return };
        self.done.lines.push_str(&added.line);
        if EntryKind::of_element(&entry.element).is_some_and(EntryKind::is_seen_by_helper) {
            self.done.expected.push(added.number);
        }
        let (number, hash, signature) = (added.number, added.hash, added.signature);
        let message = ToViewer::Log { number, entry, hash, signature };
        match self.copy {
            HelperCopy::None => self.waiting.push(message),
            HelperCopy::Shared => self.done.helper.push(message),
            HelperCopy::Differs => {}
        }
    }
}

/// Whether a right has entries of its own. The connection's entries say it of the picture, and system prompts come with
/// control.
fn has_entries(right: Right) -> bool {
    Question::of_right(right).is_some_and(Question::is_beside)
}

#[cfg(test)]
mod tests;
