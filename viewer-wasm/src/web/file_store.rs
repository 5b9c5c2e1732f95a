//! The files that the page reads and writes for transfers. Of a file of any size, a block or two are in memory.

use std::collections::{BTreeMap, VecDeque};

use js_sys::{Array, Uint8Array};
use protocol::bulk::TransferId;
use protocol::file_name::FileName;
use protocol::files::OfferedFile;
use transfer::shell::Chunk;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File};

use super::download::save_blob;
use crate::error::Error;
use crate::event::{Emit, Event};

/// How much is read and written at once: a request to the browser for each chunk would be slow.
const BLOCK: usize = 1 << 20;

/// A file that the Helper has chosen or dropped.
#[derive(Clone, Debug)]
pub(crate) struct ChosenFile(File);

impl ChosenFile {
    pub(crate) fn new(file: File) -> Self {
        Self(file)
    }

    /// Its name and size, as the User is asked about it.
    pub(crate) fn offered(&self) -> OfferedFile {
        OfferedFile { name: FileName::lossy(&self.0.name()), size: self.0.size() as u64 }
    }

    /// The browser's file.
    pub(crate) fn into_inner(self) -> File {
        self.0
    }
}

/// A block of a file was read. Without bytes it could not be.
#[derive(Clone, Debug)]
pub(crate) struct FileBlock {
    pub(crate) id: TransferId,
    offset: u64,
    bytes: Option<Vec<u8>>,
}

struct Source {
    file: File,
    offset: u64,
    block: Vec<u8>,
    /// What is to be read once its block is there: as many as the sender reads ahead. While there are any, a block is being read.
    waits: VecDeque<Chunk>,
}

struct Sink {
    name: FileName,
    /// The browser keeps them, on the disk if they are large.
    blocks: Array,
    block: Vec<u8>,
    written: u64,
}

/// See the module.
#[derive(Default)]
pub(crate) struct FileStore {
    last_ticket: u64,
    chosen: BTreeMap<u64, File>,
    sources: BTreeMap<TransferId, Source>,
    sinks: BTreeMap<TransferId, Sink>,
}

impl FileStore {
    /// Keeps a file until its transfer begins. Returns its ticket.
    pub(crate) fn add(&mut self, file: ChosenFile) -> u64 {
        self.last_ticket += 1;
        self.chosen.insert(self.last_ticket, file.into_inner());
        self.last_ticket
    }

    /// The transfer of the file with this ticket begins.
    pub(crate) fn begin_source(&mut self, id: TransferId, ticket: u64) {
        if let Some(file) = self.chosen.remove(&ticket) {
            let (offset, block, waits) = (0, Vec::new(), VecDeque::new());
            self.sources.insert(id, Source { file, offset, block, waits });
        }
    }

    /// A file of the User's begins to arrive.
    pub(crate) fn begin_sink(&mut self, id: TransferId, name: FileName) {
        let (blocks, block, written) = (Array::new(), Vec::new(), 0);
        self.sinks.insert(id, Sink { name, blocks, block, written });
    }

    /// Whether a transfer is that of a file.
    pub(crate) fn knows(&self, id: TransferId) -> bool {
        self.sources.contains_key(&id) || self.sinks.contains_key(&id)
    }

    /// Reads a chunk. Without one, [`Event::FileBlock`] follows.
    pub(crate) fn read(&mut self, id: TransferId, chunk: Chunk, emit: &Emit) -> Option<Vec<u8>> {
        let source = self.sources.get_mut(&id)?;
        if source.waits.is_empty() {
            if let Some(bytes) = source.taken(chunk) {
                return Some(bytes);
            }
            source.read_block(id, chunk.offset, emit);
        }
        source.waits.push_back(chunk);
        None
    }

    /// A block was read. What waited for it is taken by [`Self::next_waiting`].
    pub(crate) fn on_block(&mut self, block: FileBlock) {
        if let Some(source) = self.sources.get_mut(&block.id) {
            (source.offset, source.block) = (block.offset, block.bytes.unwrap_or_default());
        }
    }

    /// The offset of the chunk that has waited for the longest time, and its bytes; none when the file cannot be read, or
    /// has changed. Reads the next block if the chunk is not in this one.
    pub(crate) fn next_waiting(&mut self, id: TransferId, emit: &Emit) -> Option<(u64, Vec<u8>)> {
        let source = self.sources.get_mut(&id)?;
        let chunk = source.waits.front().copied()?;
        let bytes = source.taken(chunk);
        if bytes.is_none() && chunk.offset != source.offset {
            source.read_block(id, chunk.offset, emit);
            return None;
        }
        source.waits.pop_front();
        Some((chunk.offset, bytes.unwrap_or_default()))
    }

    /// Writes bytes, which follow those before them. Returns how many there are.
    pub(crate) fn write(&mut self, id: TransferId, bytes: &[u8]) -> Option<u64> {
        let sink = self.sinks.get_mut(&id)?;
        sink.block.extend_from_slice(bytes);
        sink.written += bytes.len() as u64;
        if sink.block.len() >= BLOCK {
            sink.keep_block().ok()?;
        }
        Some(sink.written)
    }

    /// A file of the User's has arrived: saves it on the Helper's computer.
    pub(crate) fn save(&mut self, id: TransferId) -> Result<(), Error> {
        let mut sink = self.sinks.remove(&id).ok_or(Error::Unsupported("file"))?;
        sink.keep_block()?;
        save_blob(sink.name.as_str(), &Blob::new_with_blob_sequence(&sink.blocks)?)
    }

    /// A transfer is over.
    pub(crate) fn forget(&mut self, id: TransferId) {
        self.sources.remove(&id);
        self.sinks.remove(&id);
    }
}

impl Source {
    /// Reads a block from there on. [`Event::FileBlock`] follows.
    fn read_block(&self, id: TransferId, offset: u64, emit: &Emit) {
        let (from, to) = (offset as f64, (offset + BLOCK as u64) as f64);
        let (slice, emit) = (self.file.slice_with_f64_and_f64(from, to), emit.clone());
        spawn_local(async move {
            let bytes = match slice {
                Ok(slice) => JsFuture::from(slice.array_buffer()).await.ok(),
                Err(_) => None,
            };
            let bytes = bytes.map(|buffer| Uint8Array::new(&buffer).to_vec());
            emit(Event::FileBlock(FileBlock { id, offset, bytes }));
        });
    }

    /// The bytes of a chunk, if they are in the block.
    fn taken(&self, chunk: Chunk) -> Option<Vec<u8>> {
        let from = usize::try_from(chunk.offset.checked_sub(self.offset)?).ok()?;
        self.block.get(from..from.checked_add(chunk.len)?).map(<[u8]>::to_vec)
    }
}

impl Sink {
    fn keep_block(&mut self) -> Result<(), Error> {
        let bytes = Uint8Array::from(self.block.as_slice());
        self.blocks.push(&Blob::new_with_u8_array_sequence(&Array::of1(&bytes))?.into());
        self.block.clear();
        Ok(())
    }
}
