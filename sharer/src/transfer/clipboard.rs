//! The User's clipboard as transfers use it, on a thread of its own: a program that copied may be slow to hand over what it
//! has.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use protocol::transfer::ClipboardSizes;
use tokio::sync::mpsc;
use tracing::debug;

use super::parts::{Put, Run, TransferEvent};
use crate::platform::clipboard::{Clipboard, ClipboardContents, ClipboardError, StillWanted};
use crate::platform::parts::ClipboardOpener;
use crate::supervisor::{Ending, Part, Supervisor};

/// Orders that may wait. A notice that finds no room says nothing new: the one that waits reads what is there then.
const ORDERS: usize = 64;

/// The number of stopped writes once the session is over.
const ENDED: u64 = u64::MAX;

/// The first bytes of a PNG file.
const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

enum Order {
    /// Tell what is copied from now on, with this number.
    Read(u64),
    DoNotRead,
    /// Another program has copied something.
    Copied,
    /// Put this into the clipboard, while this is the number of writes that were stopped.
    Write(Run, ClipboardContents, u64),
}

/// The handle of the thread, which ends when this is dropped.
pub(crate) struct SharedClipboard {
    orders: SyncSender<Order>,
    /// Counts how often reading began: what was read for an earlier grant does not count for this one.
    epoch: u64,
    is_read: bool,
    /// Counts the writes that were stopped.
    stops: Arc<AtomicU64>,
}

impl SharedClipboard {
    /// Opens the clipboard, and starts the thread.
    pub(crate) fn open(
        opener: ClipboardOpener,
        events: mpsc::Sender<TransferEvent>,
        supervisor: &Supervisor,
    ) -> Result<Self, ClipboardError> {
        let (orders, ordered) = sync_channel(ORDERS);
        let to_self = orders.clone();
        let copied = Box::new(move || {
            let _ = to_self.try_send(Order::Copied);
        });
        let clipboard = opener(copied, supervisor)?;
        let stops = Arc::new(AtomicU64::new(0));
        let keeper = Keeper {
            clipboard,
            events,
            stops: Arc::clone(&stops),
            reads: None,
            seen: 0,
            written: None,
        };
        let work = move || {
            keeper.run(&ordered);
            Ending::Expected
        };
        supervisor
            .spawn_thread(Part::Clipboard, work, || {})
            .map_err(|error| ClipboardError::Platform(error.into()))?;
        Ok(Self { orders, epoch: 0, is_read: false, stops })
    }

    /// Whether the Helper may read what the User copies from now on.
    pub(crate) fn set_read(&mut self, is_read: bool) {
        self.is_read = is_read;
        let order = if is_read {
            self.epoch += 1;
            Order::Read(self.epoch)
        } else {
            Order::DoNotRead
        };
        // Without room nothing is told of this grant, which is the safe side.
        let _ = self.orders.try_send(order);
    }

    /// Whether what was read counts.
    pub(crate) fn is_current(&self, epoch: u64) -> bool {
        self.is_read && self.epoch == epoch
    }

    /// Puts something into the clipboard; [`TransferEvent::InClipboard`] follows. Returns `false` when it cannot be.
    pub(crate) fn write(&self, run: Run, contents: ClipboardContents) -> bool {
        self.orders.try_send(Order::Write(run, contents, self.stops.load(SeqCst))).is_ok()
    }

    /// What waits is not put into the clipboard any more.
    pub(crate) fn stop_writing(&self) {
        self.stops.fetch_add(1, SeqCst);
    }
}

impl Drop for SharedClipboard {
    fn drop(&mut self) {
        // The notice of the clipboard holds the queue open, so that the thread has to be told.
        self.stops.store(ENDED, SeqCst);
        let _ = self.orders.try_send(Order::DoNotRead);
    }
}

struct Keeper {
    clipboard: Box<dyn Clipboard>,
    events: mpsc::Sender<TransferEvent>,
    stops: Arc<AtomicU64>,
    /// The number of the grant, while the Helper may read.
    reads: Option<u64>,
    /// How often something had been copied when it was looked last.
    seen: u64,
    /// What the Helper sent last. A clipboard manager that takes it over has not copied anything new.
    written: Option<ClipboardContents>,
}

impl Keeper {
    fn run(mut self, orders: &Receiver<Order>) {
        while let Ok(order) = orders.recv() {
            match order {
                Order::Read(epoch) => {
                    self.reads = Some(epoch);
                    self.seen = self.clipboard.copies();
                }
                Order::DoNotRead => self.reads = None,
                Order::Copied => self.on_copied(),
                Order::Write(run, contents, stops) => self.write(run, contents, stops),
            }
            if self.stops.load(SeqCst) == ENDED {
                return;
            }
        }
    }

    fn on_copied(&mut self) {
        let copies = self.clipboard.copies();
        let Some(epoch) = self.reads.filter(|_| copies > self.seen) else { return };
        self.seen = copies;
        match self.clipboard.read() {
            Ok(Some(contents)) if self.written.as_ref() != Some(&contents) => {
                let _ = self.events.blocking_send(TransferEvent::Copied { epoch, contents });
            }
            Ok(_) => {}
            // A secret is left alone; what changed meanwhile has a notice of its own.
            Err(error) => debug!(%error, "what was copied is not read"),
        }
    }

    fn write(&mut self, run: Run, contents: ClipboardContents, stops: u64) {
        let current = Arc::clone(&self.stops);
        let wanted = StillWanted::while_true(move || current.load(SeqCst) == stops);
        let written = if wanted.is_wanted() {
            self.clipboard.write_while(contents.clone(), &wanted)
        } else {
            Err(ClipboardError::Unwanted)
        };
        let put = match written {
            Ok(()) => {
                self.written = Some(contents);
                Put::There
            }
            Err(ClipboardError::Emptied) => Put::Emptied,
            Err(error) => {
                debug!(%error, "what the Helper sent is not in the clipboard");
                Put::NotThere
            }
        };
        let _ = self.events.blocking_send(TransferEvent::InClipboard { run, put });
    }
}

/// The sizes of what was copied.
pub(crate) fn sizes(contents: &ClipboardContents) -> ClipboardSizes {
    // Each is below `CLIPBOARD_BYTES`; what is not is refused as a whole.
    let size = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
    ClipboardSizes {
        text: contents.text.as_ref().map(|text| size(text.len())),
        html: contents.html.as_ref().map(|html| size(html.len())),
        png: contents.png.as_ref().map(|png| size(png.len())),
    }
}

/// The formats one after the other, as they are sent.
pub(crate) fn joined(contents: ClipboardContents) -> Vec<u8> {
    let ClipboardContents { text, html, png } = contents;
    let mut bytes = text.unwrap_or_default().into_bytes();
    bytes.extend(html.unwrap_or_default().into_bytes());
    bytes.extend(png.unwrap_or_default());
    bytes
}

/// The formats of what was received. `None` when they are not what they are called.
pub(crate) fn contents(mut bytes: Vec<u8>, sizes: ClipboardSizes) -> Option<ClipboardContents> {
    let mut take = |size: Option<u32>| -> Option<Option<Vec<u8>>> {
        let Some(size) = size else { return Some(None) };
        let size = usize::try_from(size).ok().filter(|size| *size <= bytes.len())?;
        let rest = bytes.split_off(size);
        Some(Some(std::mem::replace(&mut bytes, rest)))
    };
    let (text, html, png) = (take(sizes.text)?, take(sizes.html)?, take(sizes.png)?);
    let text = text.map(String::from_utf8).transpose().ok()?;
    let html = html.map(String::from_utf8).transpose().ok()?;
    let is_png = png.as_ref().is_none_or(|png| png.starts_with(PNG_SIGNATURE));
    (is_png && bytes.is_empty()).then_some(ClipboardContents { text, html, png })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use protocol::bulk::TransferId;

    use super::*;

    /// Another program keeps the clipboard for five seconds. It says when it is waited for.
    #[derive(Debug)]
    struct Kept(SyncSender<()>);

    impl Clipboard for Kept {
        fn read(&mut self) -> Result<Option<ClipboardContents>, ClipboardError> {
            Ok(None)
        }

        fn write_while(
            &mut self,
            _contents: ClipboardContents,
            wanted: &StillWanted,
        ) -> Result<(), ClipboardError> {
            let _ = self.0.try_send(());
            for _ in 0..500 {
                if !wanted.is_wanted() {
                    return Err(ClipboardError::Unwanted);
                }
                std::thread::sleep(Duration::from_millis(10));
            }
            Ok(())
        }

        fn copies(&self) -> u64 {
            0
        }
    }

    #[test]
    fn a_write_that_waits_for_another_program_ends_with_the_right() {
        let (supervisor, _died) = Supervisor::new();
        let (events, mut told) = mpsc::channel(1);
        let (waits, waited) = sync_channel(1);
        let opener: ClipboardOpener = Box::new(move |_, _| Ok(Box::new(Kept(waits))));
        let clipboard = SharedClipboard::open(opener, events, &supervisor).unwrap();
        assert!(clipboard.write(Run::numbered(TransferId(1), 1), ClipboardContents::default()));
        waited.recv().unwrap();
        clipboard.stop_writing();
        let event = told.blocking_recv();
        assert!(matches!(event, Some(TransferEvent::InClipboard { put: Put::NotThere, .. })));
    }

    #[test]
    fn formats_are_joined_and_told_apart_again() {
        let png = [PNG_SIGNATURE, b"..."].concat();
        let (text, html) = ("Grüße".to_owned(), "<b>Grüße</b>".to_owned());
        for contents_of in [
            ClipboardContents { text: Some(text.clone()), ..Default::default() },
            ClipboardContents { text: Some(text), html: Some(html), png: Some(png) },
        ] {
            let sizes = sizes(&contents_of);
            let bytes = joined(contents_of.clone());
            assert_eq!(contents(bytes, sizes), Some(contents_of));
        }
    }

    #[test]
    fn what_is_not_what_it_is_called_is_refused() {
        let of = |bytes: &[u8], text, png| {
            contents(bytes.to_vec(), ClipboardSizes { text, html: None, png })
        };
        assert_eq!(of(b"\xff", Some(1), None), None, "no UTF-8");
        assert_eq!(of(b"GIF89a", None, Some(6)), None, "no PNG");
        assert_eq!(of(b"abc", Some(4), None), None, "too short");
        assert_eq!(of(b"abc", Some(2), None), None, "too long");
        assert!(of(b"abc", Some(3), None).is_some());
    }
}
