//! A file of the User's that arrives: on the disk where the browser has room for it there, in memory otherwise.

use std::cell::RefCell;
use std::mem::take;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use protocol::bulk::TransferId;
use protocol::file_name::FileName;
use protocol::transfer::TransferStop;
use viewer::arriving_file::{Shelf, check_room};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::dom::log_error;
use super::download::save_blob;
use super::private_files::{PageFolder, PrivateFile, free_bytes};
use crate::error::Error;

/// A file up to this size is kept in memory, and of a larger one so much is in one blob there.
const BLOCK: usize = 1 << 20;

/// The folder of the page, once there is one.
pub(super) type Folders = Rc<RefCell<Option<PageFolder>>>;

/// What became of something that a file has begun. A file has a serial number: a transfer of the next session may have the
/// id of one of the last.
#[derive(Clone, Debug)]
pub(crate) struct SinkEvent {
    pub(super) id: TransferId,
    pub(super) serial: u64,
    pub(super) what: SinkResult,
}

#[derive(Clone, Debug)]
pub(super) enum SinkResult {
    /// There is a place for it, or none.
    Opened(Result<Place, TransferStop>),
    /// So many bytes were written, or could not be.
    Written(Result<u64, TransferStop>),
    /// It is complete, if the browser lets it.
    Closed(Option<Blob>),
}

/// Where a file is kept.
#[derive(Clone, Debug)]
pub(super) enum Place {
    Disk(PrivateFile),
    /// The browser keeps its blobs, outside of the page if they are large.
    Memory(Array),
}

/// Names a file in its events.
#[derive(Clone)]
pub(super) struct Owner {
    pub(super) id: TransferId,
    pub(super) serial: u64,
    pub(super) emit: Rc<dyn Fn(SinkEvent)>,
}

impl Owner {
    fn emit(&self, what: SinkResult) {
        (self.emit)(SinkEvent { id: self.id, serial: self.serial, what });
    }
}

/// What is still to come of other files, and what they have in all.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Others {
    pub(super) to_come: u64,
    pub(super) in_all: u64,
}

/// A file that arrives. What is half there is removed when this is dropped.
pub(super) struct FileSink {
    owner: Owner,
    name: FileName,
    size: u64,
    /// `None` until there is one.
    place: Option<Place>,
    /// What has arrived and is not being written yet.
    waits: Vec<u8>,
    is_writing: bool,
    written: u64,
}

impl FileSink {
    /// Looks for a place for a file. [`SinkResult::Opened`] follows.
    pub(super) fn open(
        owner: Owner,
        name: FileName,
        size: u64,
        others: Others,
        folders: &Folders,
    ) -> Self {
        let (opening, folders) = (owner.clone(), folders.clone());
        spawn_local(async move {
            let place = find_place(&folders, opening.serial, size, others).await;
            opening.emit(SinkResult::Opened(place));
        });
        let (place, waits, is_writing, written) = (None, Vec::new(), false, 0);
        Self { owner, name, size, place, waits, is_writing, written }
    }

    pub(super) fn serial(&self) -> u64 {
        self.owner.serial
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Bytes that are still to be written.
    pub(super) fn to_come(&self) -> u64 {
        self.size.saturating_sub(self.written)
    }

    /// There is a place for it.
    pub(super) fn opened(&mut self, place: Place) {
        self.place = Some(place);
    }

    /// Bytes have arrived, which follow those before them. Returns how many are written, if that is known at once;
    /// [`SinkResult::Written`] follows otherwise.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<Option<u64>, Error> {
        self.waits.extend_from_slice(bytes);
        match &self.place {
            Some(Place::Disk(_)) => {
                self.write_on();
                Ok(None)
            }
            Some(Place::Memory(blobs)) => {
                if self.waits.len() >= BLOCK {
                    keep(blobs, &take(&mut self.waits))?;
                }
                self.written += bytes.len() as u64;
                Ok(Some(self.written))
            }
            None => Err(Error::Unsupported("file")),
        }
    }

    /// What was being written is written. Returns how many bytes that makes.
    pub(super) fn on_written(&mut self, bytes: u64) -> u64 {
        self.is_writing = false;
        self.written += bytes;
        self.write_on();
        self.written
    }

    /// Writes what waits, in one piece: the next one waits for it. The window of the transfer bounds both.
    fn write_on(&mut self) {
        let Some(Place::Disk(file)) = &self.place else { return };
        if self.is_writing || self.waits.is_empty() {
            return;
        }
        self.is_writing = true;
        let (file, bytes, owner) = (file.clone(), take(&mut self.waits), self.owner.clone());
        spawn_local(async move {
            let written = file.write(&bytes).await.inspect_err(log_error);
            let count = bytes.len() as u64;
            owner.emit(SinkResult::Written(written.map(|()| count).map_err(|why| stop(&why))));
        });
    }

    /// All bytes are written, and intact. [`SinkResult::Closed`] follows.
    pub(super) fn close(&mut self) {
        let (place, rest, owner) = (self.place.clone(), take(&mut self.waits), self.owner.clone());
        spawn_local(async move {
            let closed = match place {
                Some(Place::Disk(file)) => file.close().await.map(Blob::from),
                Some(Place::Memory(blobs)) => {
                    keep(&blobs, &rest).and_then(|()| Ok(Blob::new_with_blob_sequence(&blobs)?))
                }
                None => Err(Error::Unsupported("file")),
            };
            owner.emit(SinkResult::Closed(closed.inspect_err(log_error).ok()));
        });
    }

    /// Has the browser save it on the Helper's computer.
    pub(super) fn save(mut self, blob: &Blob) -> Result<(), Error> {
        save_blob(self.name.as_str(), blob)?;
        if let Some(Place::Disk(file)) = self.place.take() {
            file.discard_when_saved(self.size);
        }
        Ok(())
    }
}

impl Drop for FileSink {
    fn drop(&mut self) {
        if let Some(place) = self.place.take() {
            place.discard();
        }
    }
}

impl Place {
    /// Nobody wants what is there.
    pub(super) fn discard(self) {
        match self {
            Self::Disk(file) => file.discard(),
            Self::Memory(_) => {}
        }
    }
}

async fn find_place(
    folders: &Folders,
    serial: u64,
    size: u64,
    others: Others,
) -> Result<Place, TransferStop> {
    let memory = || Place::Memory(Array::new());
    if size <= BLOCK as u64 {
        return Ok(memory());
    }
    let known = folders.borrow().clone();
    let folder = match known {
        Some(folder) => Ok(folder),
        None => PageFolder::create().await,
    };
    if let Ok(folder) = folder {
        *folders.borrow_mut() = Some(folder.clone());
        check_room(Shelf::Disk { free: free_bytes().await }, size, others.to_come)?;
        if let Ok(file) = folder.create_file(serial.to_string()).await.inspect_err(log_error) {
            return Ok(Place::Disk(file));
        }
    }
    check_room(Shelf::Memory, size, others.in_all).map(|()| memory())
}

fn keep(blobs: &Array, bytes: &[u8]) -> Result<(), Error> {
    let bytes = Uint8Array::from(bytes);
    blobs.push(&Blob::new_with_u8_array_sequence(&Array::of1(&bytes))?.into());
    Ok(())
}

fn stop(error: &Error) -> TransferStop {
    match error {
        Error::NoRoom(_) => TransferStop::DiskFull,
        Error::Js(_) | Error::NoElement(_) | Error::Unsupported(_) => TransferStop::Failed,
    }
}
