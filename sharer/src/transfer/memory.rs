//! Sources and sinks in memory, for the clipboard.

use protocol::transfer::TransferStop;

use super::parts::{Finished, Sink, Source};
use super::stop::StopFlag;

/// Bytes that are sent.
pub(crate) struct MemorySource(pub(crate) Vec<u8>);

impl Source for MemorySource {
    fn read(&mut self, offset: u64, len: usize) -> Result<Vec<u8>, TransferStop> {
        let from = usize::try_from(offset).ok();
        let bytes = from.and_then(|from| self.0.get(from..from.checked_add(len)?));
        bytes.map(<[u8]>::to_vec).ok_or(TransferStop::Failed)
    }
}

/// Bytes that are received. The caller bounds their number.
#[derive(Default)]
pub(crate) struct MemorySink(Vec<u8>);

impl Sink for MemorySink {
    fn write(&mut self, offset: u64, bytes: Vec<u8>) -> Result<(), TransferStop> {
        if offset != self.0.len() as u64 {
            return Err(TransferStop::Failed);
        }
        self.0.extend(bytes);
        Ok(())
    }

    fn is_scanned(&self) -> bool {
        false
    }

    fn finish(self: Box<Self>, _: &StopFlag) -> Result<Finished, TransferStop> {
        Ok(Finished::Memory(self.0))
    }
}
