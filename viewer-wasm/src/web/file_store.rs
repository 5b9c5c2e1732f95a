//! The files that the page reads and writes for transfers. Of a file of any size, a block or two are in memory: the next one is
//! read while this one is sent.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use protocol::bulk::TransferId;
use protocol::file_name::FileName;
use protocol::files::OfferedFile;
use protocol::folder_path::FolderPath;
use protocol::transfer::TransferStop;
use transfer::shell::{Chunk, TransferInput};
use viewer::words::Say;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

use super::dom::log_error;
use super::file_sink::{FileSink, Folders, Others, Owner, SinkEvent, SinkResult};
use crate::event::{Emit, Event};

/// How much is read at once: a request to the browser for each chunk would be slow.
const BLOCK: usize = 1 << 20;

/// Blocks of a file that are in memory.
const BLOCKS: usize = 2;

/// A file that the Helper has chosen or dropped.
#[derive(Clone, Debug)]
pub(crate) struct ChosenFile {
    file: File,
    folders: FolderPath,
}

impl ChosenFile {
    /// A file, with the folders around it if it was chosen with one.
    ///
    /// # Errors
    /// When there are too many.
    pub(crate) fn new(file: File) -> Result<Self, Say> {
        // web-sys has no name for it. It ends with the name of the file.
        let path = Reflect::get(&file, &"webkitRelativePath".into()).ok();
        let path = path.and_then(|path| path.as_string()).unwrap_or_default();
        let folders = path.rsplit_once('/').map(|(folders, _)| folders);
        Self::within(file, folders.into_iter().flat_map(|folders| folders.split('/')))
    }

    /// A file with these folders around it.
    ///
    /// # Errors
    /// When there are too many.
    pub(crate) fn within<'a>(
        file: File,
        folders: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, Say> {
        let folders = FolderPath::lossy(folders).map_err(|_| Say::NoteFolderTooLarge)?;
        Ok(Self { file, folders })
    }

    /// Its name and size, as the User is asked about it.
    pub(crate) fn offered(&self) -> OfferedFile {
        let (name, folders) = (FileName::lossy(&self.file.name()), self.folders.clone());
        OfferedFile { name, size: self.file.size() as u64, folders }
    }

    /// Whether it stands alone.
    pub(crate) fn is_alone(&self) -> bool {
        self.folders.is_empty()
    }

    /// The browser's file.
    pub(crate) fn into_inner(self) -> File {
        self.file
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
    /// What was read, in order and without a gap: at most [`BLOCKS`].
    blocks: VecDeque<Block>,
    /// The offset of the block that is being read.
    reading: Option<u64>,
    /// A block could not be read, or the file has become shorter.
    is_over: bool,
    /// What is to be read once its block is there: as many as the sender reads ahead. While there are any, a block is being read.
    waits: VecDeque<Chunk>,
}

struct Block {
    offset: u64,
    bytes: Vec<u8>,
}

impl Block {
    fn end(&self) -> u64 {
        self.offset + self.bytes.len() as u64
    }
}

/// See the module.
#[derive(Default)]
pub(crate) struct FileStore {
    last_ticket: u64,
    chosen: BTreeMap<u64, File>,
    sources: BTreeMap<TransferId, Source>,
    sinks: BTreeMap<TransferId, FileSink>,
    last_serial: u64,
    folders: Folders,
}

impl FileStore {
    /// Keeps a file until its transfer begins. Returns its ticket.
    pub(crate) fn add(&mut self, file: ChosenFile) -> u64 {
        self.last_ticket += 1;
        self.chosen.insert(self.last_ticket, file.into_inner());
        self.last_ticket
    }

    /// Nothing more is to be sent of what was chosen.
    pub(crate) fn forget_chosen(&mut self) {
        self.chosen.clear();
    }

    /// The transfer of the file with this ticket begins.
    pub(crate) fn begin_source(&mut self, id: TransferId, ticket: u64) {
        if let Some(file) = self.chosen.remove(&ticket) {
            self.sources.insert(id, Source::new(file));
        }
    }

    /// A file of the User's is to arrive. [`Event::FileSink`] says whether there is room for it.
    pub(crate) fn open_sink(&mut self, id: TransferId, file: &OfferedFile, emit: &Emit) {
        self.last_serial += 1;
        let sinks = self.sinks.values();
        let others = sinks.fold(Others::default(), |others, sink| Others {
            to_come: others.to_come.saturating_add(sink.to_come()),
            in_all: others.in_all.saturating_add(sink.size()),
        });
        let emit = emit.clone();
        let emit = Rc::new(move |event| {
            emit(Event::FileSink(event));
        });
        let owner = Owner { id, serial: self.last_serial, emit };
        let sink = FileSink::open(owner, file.name.clone(), file.size, others, &self.folders);
        self.sinks.insert(id, sink);
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
                source.read_ahead(id, chunk, emit);
                return Some(bytes);
            }
            if source.is_over {
                return Some(Vec::new());
            }
            source.read_for(id, chunk, emit);
        }
        source.waits.push_back(chunk);
        None
    }

    /// A block was read. What waited for it is taken by [`Self::next_waiting`].
    pub(crate) fn on_block(&mut self, block: FileBlock) {
        if let Some(source) = self.sources.get_mut(&block.id) {
            source.add(block.offset, block.bytes.unwrap_or_default());
        }
    }

    /// The offset of the chunk that has waited for the longest time, and its bytes; none when the file cannot be read, or
    /// has changed. Reads the next block if the chunk is not in those that are there.
    pub(crate) fn next_waiting(&mut self, id: TransferId, emit: &Emit) -> Option<(u64, Vec<u8>)> {
        let source = self.sources.get_mut(&id)?;
        let chunk = source.waits.front().copied()?;
        let bytes = source.taken(chunk);
        if bytes.is_none() && !source.is_over {
            source.read_for(id, chunk, emit);
            return None;
        }
        source.waits.pop_front();
        source.read_ahead(id, chunk, emit);
        Some((chunk.offset, bytes.unwrap_or_default()))
    }

    /// Something that a file has begun is over. Returns what to tell the viewer.
    pub(crate) fn on_sink(&mut self, event: SinkEvent) -> Option<TransferInput> {
        let SinkEvent { id, serial, what } = event;
        let Some(sink) = self.sinks.get_mut(&id).filter(|sink| sink.serial() == serial) else {
            if let SinkResult::Opened(Ok(place)) = what {
                place.discard();
            }
            return None;
        };
        Some(match what {
            SinkResult::Opened(Ok(place)) => {
                sink.opened(place);
                TransferInput::Accept { id }
            }
            SinkResult::Opened(Err(reason)) => {
                self.sinks.remove(&id);
                TransferInput::Refuse { id, reason }
            }
            SinkResult::Written(Ok(bytes)) => {
                TransferInput::Written { id, bytes: sink.on_written(bytes) }
            }
            SinkResult::Written(Err(reason)) => TransferInput::Stop { id, reason },
            SinkResult::Closed(blob) => {
                let sink = self.sinks.remove(&id)?;
                // The transfer is not over yet, so that it is still wanted.
                match blob.map(|blob| sink.save(&blob).inspect_err(log_error)) {
                    Some(Ok(())) => TransferInput::Kept { id },
                    Some(Err(_)) | None => failed(id),
                }
            }
        })
    }

    /// Writes bytes, which follow those before them. Returns what to tell the viewer at once.
    pub(crate) fn write(&mut self, id: TransferId, bytes: &[u8]) -> Option<TransferInput> {
        let written = self.sinks.get_mut(&id)?.write(bytes).inspect_err(log_error);
        match written {
            Ok(written) => written.map(|bytes| TransferInput::Written { id, bytes }),
            Err(_) => Some(failed(id)),
        }
    }

    /// A file of the User's has arrived. [`Event::FileSink`] follows once it can be saved.
    pub(crate) fn finish(&mut self, id: TransferId) {
        if let Some(sink) = self.sinks.get_mut(&id) {
            sink.close();
        }
    }

    /// The session is over, and with it all its transfers.
    pub(crate) fn clear(&mut self) {
        self.chosen.clear();
        self.sources.clear();
        self.sinks.clear();
    }

    /// A transfer is over.
    pub(crate) fn forget(&mut self, id: TransferId) {
        self.sources.remove(&id);
        self.sinks.remove(&id);
    }
}

impl Source {
    fn new(file: File) -> Self {
        let (blocks, waits) = (VecDeque::new(), VecDeque::new());
        Self { file, blocks, reading: None, is_over: false, waits }
    }

    /// Reads what a chunk lacks, unless something is being read.
    fn read_for(&mut self, id: TransferId, chunk: Chunk, emit: &Emit) {
        if self.reading.is_some() {
            return;
        }
        let begins_in = |block: &Block| (block.offset..block.end()).contains(&chunk.offset);
        let offset = match self.blocks.back() {
            Some(last) if self.blocks.iter().any(begins_in) => last.end(),
            Some(last) if last.end() == chunk.offset => chunk.offset,
            Some(_) | None => {
                // The sender begins elsewhere, on another path.
                self.blocks.clear();
                chunk.offset
            }
        };
        self.read_block(id, offset, emit);
    }

    /// Reads the next block when much of the last one is taken.
    fn read_ahead(&mut self, id: TransferId, chunk: Chunk, emit: &Emit) {
        let Some(last) = self.blocks.back() else { return };
        let end = last.end();
        let is_much = chunk.offset >= last.offset + last.bytes.len() as u64 / 2;
        if is_much && self.reading.is_none() && !self.is_over && end < self.file.size() as u64 {
            self.read_block(id, end, emit);
        }
    }

    /// Reads a block from there on. [`Event::FileBlock`] follows.
    fn read_block(&mut self, id: TransferId, offset: u64, emit: &Emit) {
        self.reading = Some(offset);
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

    /// A block was read. An empty one is none.
    fn add(&mut self, offset: u64, bytes: Vec<u8>) {
        self.reading = None;
        if bytes.is_empty() {
            self.is_over = true;
            return;
        }
        if self.blocks.back().is_some_and(|last| last.end() != offset) {
            self.blocks.clear();
        }
        self.blocks.push_back(Block { offset, bytes });
        if self.blocks.len() > BLOCKS {
            self.blocks.pop_front();
        }
    }

    /// The bytes of a chunk, if all are in the blocks.
    fn taken(&self, chunk: Chunk) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(chunk.len);
        for block in &self.blocks {
            let at = chunk.offset + bytes.len() as u64;
            let Some(from) = at.checked_sub(block.offset) else { continue };
            let Some(rest) = usize::try_from(from).ok().and_then(|from| block.bytes.get(from..))
            else {
                continue;
            };
            let missing = chunk.len - bytes.len();
            bytes.extend_from_slice(rest.get(..missing).unwrap_or(rest));
        }
        (bytes.len() == chunk.len).then_some(bytes)
    }
}

fn failed(id: TransferId) -> TransferInput {
    TransferInput::Stop { id, reason: TransferStop::Failed }
}
