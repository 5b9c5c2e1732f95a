//! Transfers: what is read and written on this computer, and the records that carry them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use protocol::bulk::TransferId;
use protocol::channel::Channel;
use protocol::files::OfferedFile;
use protocol::folder_path::FolderPath;
use protocol::transfer::{ClipboardSizes, FileTransfer, TransferKind, TransferStop};
use session::{Event, GuestId};
use tokio::sync::mpsc;
use transfer::shell::{TransferEffect, TransferInput};

use super::App;
use crate::files::arriving::Destination;
use crate::files::chosen::Chosen;
use crate::files::received_folder::ReceivedFolder;
use crate::files::scanner::Scanner;
use crate::link::path::Message;
use crate::person::{Note, UserError, UserNotice};
use crate::platform::clipboard::ClipboardContents;
use crate::transfer::{
    FileSink, Finished, JobsFull, MemorySink, MemorySource, Put, Run, SavedFile, SharedClipboard,
    Source, StopFlag, Store, TransferEvent, contents, joined, sizes,
};
use crate::words;

/// The transfers of one session.
pub(crate) struct Transfers {
    store: Store,
    /// `None` where the clipboard cannot be shared.
    clipboard: Option<SharedClipboard>,
    /// What was offered to the session, and has no transfer yet.
    offered: BTreeMap<u64, Box<dyn Source>>,
    last_ticket: u64,
    /// The User's files among them, and those that are sent: the same open files once more, for a page that is loaded again.
    chosen: BTreeMap<u64, Chosen>,
    leaving: BTreeMap<TransferId, Chosen>,
    /// What the User copied last, while it is transferred.
    copied: Option<TransferId>,
    /// What the Helper sends for the clipboard.
    incoming: BTreeMap<TransferId, ClipboardSizes>,
    /// The sizes of the files that arrive.
    arriving: BTreeMap<TransferId, u64>,
    /// Files that have their names, until the session says that their transfers are complete.
    saved: BTreeMap<TransferId, SavedFile>,
    files: FileOptions,
    /// The folders of the Helper's that arrive, by their batches.
    folders: BTreeMap<u32, Arc<ReceivedFolder>>,
    /// What the User has chosen and is being opened, by the numbers of the choices.
    opening: BTreeMap<u32, StopFlag>,
    /// A file of the Helper's has begun in this session.
    has_arrivals: bool,
    events: mpsc::Sender<TransferEvent>,
}

/// Batches whose folders are remembered. No more than [`protocol::limits::FILE_BATCHES`] are wanted at once.
const FOLDERS: usize = 64;

/// Where files of the Helper's go.
#[derive(Clone, Debug)]
pub(crate) struct FileOptions {
    /// The folder.
    pub(crate) folder: PathBuf,
    /// The virus scanner of the computer's owner.
    pub(crate) scanner: Option<Scanner>,
}

impl Transfers {
    pub(crate) fn new(
        store: Store,
        clipboard: Option<SharedClipboard>,
        files: FileOptions,
        events: mpsc::Sender<TransferEvent>,
    ) -> Self {
        let (offered, incoming, arriving) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let (last_ticket, copied, saved) = (0, None, BTreeMap::new());
        Self {
            store,
            clipboard,
            offered,
            last_ticket,
            chosen: BTreeMap::new(),
            leaving: BTreeMap::new(),
            copied,
            incoming,
            arriving,
            saved,
            files,
            folders: BTreeMap::new(),
            opening: BTreeMap::new(),
            has_arrivals: false,
            events,
        }
    }

    /// Where files of the Helper's go.
    pub(super) fn folder(&self) -> &Path {
        &self.files.folder
    }

    /// Whether the User's clipboard can be shared.
    pub(crate) fn has_clipboard(&self) -> bool {
        self.clipboard.is_some()
    }

    pub(super) fn read_clipboard(&mut self, on: bool) {
        if let Some(clipboard) = &mut self.clipboard {
            clipboard.set_read(on);
        }
    }

    fn begin(
        &mut self,
        id: TransferId,
        what: &TransferKind,
        ticket: Option<u64>,
    ) -> Result<(), JobsFull> {
        if let Some(ticket) = ticket {
            if let Some(file) = self.chosen.remove(&ticket) {
                self.leaving.insert(id, file);
            }
            let Some(source) = self.offered.remove(&ticket) else { return Err(JobsFull) };
            return self.store.add_source(id, source);
        }
        match what {
            TransferKind::Clipboard(sizes) => {
                self.incoming.insert(id, *sizes);
                self.store.add_sink(id, Box::new(MemorySink::default()))
            }
            TransferKind::File(FileTransfer { batch, file, .. }) => {
                let promised = self.arriving.values().sum();
                self.arriving.insert(id, file.size);
                let is_first = !std::mem::replace(&mut self.has_arrivals, true);
                let (into, scanner) = (self.destination(*batch, file), self.files.scanner.clone());
                let sink = FileSink::new(into, file.clone(), promised, scanner, is_first);
                self.store.add_sink(id, Box::new(sink))
            }
            TransferKind::Unknown => Err(JobsFull),
        }
    }

    /// A folder is to arrive, in which these are empty.
    pub(super) fn expect_folder(&mut self, batch: u32, empty: Vec<FolderPath>) {
        let folder = ReceivedFolder::new(self.files.folder.clone(), empty);
        self.folders.insert(batch, Arc::new(folder));
    }

    /// Where a file goes. All files of a batch go into the same new folder.
    fn destination(&mut self, batch: u32, file: &OfferedFile) -> Destination {
        let receiving = self.files.folder.clone();
        if file.folders.is_empty() {
            return Destination { receiving, within: None };
        }
        let new = || Arc::new(ReceivedFolder::new(receiving.clone(), Vec::new()));
        let folder = self.folders.entry(batch).or_insert_with(new).clone();
        // The oldest batch has the lowest number, and long since all its files.
        while self.folders.len() > FOLDERS {
            self.folders.pop_first();
        }
        Destination { receiving, within: Some((folder, file.folders.clone())) }
    }

    fn end(&mut self, id: TransferId, stopped: bool) {
        self.store.forget(id);
        self.copied = self.copied.filter(|copied| *copied != id);
        self.arriving.remove(&id);
        let saved = self.saved.remove(&id);
        if let Some(file) = saved.filter(|_| !stopped) {
            file.take();
        }
        let is_for_clipboard = self.incoming.remove(&id).is_some();
        if stopped
            && is_for_clipboard
            && let Some(clipboard) = &self.clipboard
        {
            clipboard.stop_writing();
        }
    }

    /// A file has its name. Returns its path.
    fn on_saved(&mut self, id: TransferId, file: SavedFile) -> String {
        let path = file.path().display().to_string();
        self.saved.insert(id, file);
        path
    }

    /// The Helper's contents have come. Returns whether they go into the clipboard.
    fn put_into_clipboard(&self, run: Run, bytes: Vec<u8>) -> bool {
        let sizes = self.incoming.get(&run.id).copied();
        let contents = sizes.and_then(|sizes| contents(bytes, sizes));
        let clipboard = self.clipboard.as_ref();
        contents.zip(clipboard).is_some_and(|(contents, clipboard)| clipboard.write(run, contents))
    }
}

impl Drop for Transfers {
    fn drop(&mut self) {
        // Nobody waits for what is still being opened, but the end of the program would.
        self.opening.values().for_each(StopFlag::set);
    }
}

impl App {
    pub(super) async fn perform_transfer(&mut self, guest: GuestId, effect: TransferEffect) {
        let transfers = &mut self.transfers;
        let (id, done) = match effect {
            TransferEffect::Begin { id, what, ticket } => {
                if ticket.is_some()
                    && matches!(what, TransferKind::Clipboard(_))
                    && let Some(older) = transfers.copied.replace(id)
                {
                    let reason = TransferStop::Changed;
                    self.own_events.push_back(stop(guest, older, reason));
                }
                (id, self.transfers.begin(id, &what, ticket))
            }
            TransferEffect::NotOffered { ticket } => {
                transfers.offered.remove(&ticket);
                transfers.chosen.remove(&ticket);
                return;
            }
            TransferEffect::StopOpening { choice } => {
                if let Some(stop) = transfers.opening.remove(&choice) {
                    stop.set();
                }
                return;
            }
            // Nothing is offered that needs a question: core/session accepts what it allows.
            TransferEffect::Offered { .. } => return,
            TransferEffect::AskRoom => {
                if self.connection.paths.has_bulk_room().await {
                    self.report_transfer(guest, TransferInput::Room);
                }
                return;
            }
            TransferEffect::Send(record) => {
                let sent = self.connection.paths.send(Channel::Bulk, Message::Binary(&record));
                if let (Err(_), Some(path)) = (sent.await, self.connection.paths.active()) {
                    self.own_events.push_back(Event::PathFailed { guest, path });
                }
                return;
            }
            TransferEffect::Read { id, chunk } => (id, transfers.store.read(id, chunk)),
            TransferEffect::Write { id, offset, bytes } => {
                (id, transfers.store.write(id, offset, bytes))
            }
            TransferEffect::Arrived { id } => (id, transfers.store.finish(id)),
            TransferEffect::Ended { id, stopped, .. } => {
                transfers.end(id, stopped.is_some());
                let file = transfers.leaving.remove(&id);
                if let (Some(TransferStop::PageReloaded), Some(file)) = (stopped, file) {
                    // The User has chosen it, and the Helper does not have it yet. A path could lead to another file by
                    // now, while the Helper has control.
                    let (ticket, what) = self.offer_file(file);
                    let input = TransferInput::Offer { ticket, what };
                    self.report_transfer(guest, input);
                }
                return;
            }
        };
        if done == Err(JobsFull) {
            self.own_events.push_back(stop(guest, id, TransferStop::Failed));
        }
    }

    fn report_transfer(&mut self, guest: GuestId, input: TransferInput) {
        self.own_events.push_back(Event::Transfer { guest, input });
    }

    /// Something happened beside the loop.
    pub(super) fn on_transfer_event(&mut self, event: TransferEvent) -> Option<Event> {
        let guest = self.connection.guest;
        let input = match event {
            TransferEvent::Read { run, offset, bytes } => {
                TransferInput::Read { id: self.transfers.store.current(run)?, offset, bytes }
            }
            TransferEvent::Written { run, bytes } => {
                TransferInput::Written { id: self.transfers.store.current(run)?, bytes }
            }
            // A file of a transfer that is over is removed when it is dropped.
            TransferEvent::Finished { run, finished: Finished::File(file) } => {
                let id = self.transfers.store.current(run)?;
                TransferInput::Saved { id, path: self.transfers.on_saved(id, file) }
            }
            TransferEvent::Finished { run, finished: Finished::Memory(bytes) } => {
                let id = self.transfers.store.current(run)?;
                if self.transfers.put_into_clipboard(run, bytes) {
                    return None;
                }
                return Some(stop(guest, id, TransferStop::Failed));
            }
            TransferEvent::Failed { run, reason } => {
                let id = self.transfers.store.current(run)?;
                return Some(stop(guest, id, reason));
            }
            TransferEvent::Opened { choice, path, opened } => {
                self.on_opened(choice, &path, opened)?
            }
            TransferEvent::InClipboard { run, put } => {
                if put == Put::Emptied {
                    // Also when the transfer is over: what the User had copied was theirs.
                    let text = words::rights::CLIPBOARD_EMPTIED.to_owned();
                    self.show(UserNotice::Error(UserError::Text(text)));
                }
                let id = self.transfers.store.current(run)?;
                match put {
                    Put::There => TransferInput::Kept { id },
                    Put::NotThere | Put::Emptied => {
                        return Some(stop(guest, id, TransferStop::Failed));
                    }
                }
            }
            TransferEvent::Copied { epoch, contents } => {
                return self.on_copied(guest, epoch, contents);
            }
        };
        Some(Event::Transfer { guest, input })
    }

    /// The User has chosen a file or a folder: opens it, on another thread. [`TransferEvent::Opened`] follows.
    pub(super) fn open_file(&mut self, choice: u32, path: String) {
        let (events, stop) = (self.transfers.events.clone(), StopFlag::default());
        self.transfers.opening.insert(choice, stop.clone());
        tokio::task::spawn_blocking(move || {
            let opened = Chosen::open(Path::new(&path), &|| stop.is_set());
            let opened = opened.map_err(|why| why.to_string());
            let _ = events.blocking_send(TransferEvent::Opened { choice, path, opened });
        });
    }

    fn on_opened(
        &mut self,
        choice: u32,
        path: &str,
        opened: Result<Chosen, String>,
    ) -> Option<TransferInput> {
        // The User was told when it was stopped.
        self.transfers.opening.remove(&choice)?;
        Some(match opened {
            Ok(chosen) => {
                let count = chosen.left_out();
                if count > 0 {
                    let path = path.to_owned();
                    self.show(UserNotice::Note(Note::LinksLeftOut { path, count }));
                }
                let (ticket, what) = self.offer_file(chosen);
                TransferInput::Chosen { choice, ticket, what }
            }
            Err(why) => {
                let text = words::files::unreadable(path, &why);
                self.show(UserNotice::Error(UserError::Text(text)));
                TransferInput::Unreadable { choice }
            }
        })
    }

    /// Returns the ticket, and what is offered.
    fn offer_file(&mut self, file: Chosen) -> (u64, TransferKind) {
        let what = TransferKind::File(file.offered());
        let transfers = &mut self.transfers;
        transfers.last_ticket += 1;
        let ticket = transfers.last_ticket;
        // Without a second handle it is not offered again.
        if let Some(again) = file.again() {
            transfers.chosen.insert(ticket, again);
        }
        transfers.offered.insert(ticket, Box::new(file));
        (ticket, what)
    }

    fn on_copied(
        &mut self,
        guest: GuestId,
        epoch: u64,
        contents: ClipboardContents,
    ) -> Option<Event> {
        let transfers = &mut self.transfers;
        if !transfers.clipboard.as_ref().is_some_and(|clipboard| clipboard.is_current(epoch)) {
            return None;
        }
        let what = TransferKind::Clipboard(sizes(&contents));
        transfers.last_ticket += 1;
        let ticket = transfers.last_ticket;
        transfers.offered.insert(ticket, Box::new(MemorySource(joined(contents))));
        Some(Event::Transfer { guest, input: TransferInput::Offer { ticket, what } })
    }
}

fn stop(guest: GuestId, id: TransferId, reason: TransferStop) -> Event {
    Event::Transfer { guest, input: TransferInput::Stop { id, reason } }
}
