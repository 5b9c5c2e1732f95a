//! The clipboard of the desktop, for what the User copies and pastes in the window.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use kit::app::{Clipboard, Paste};

/// What reads the text that another program has copied. It may take seconds.
type Read = Box<dyn FnMut() -> Option<String> + Send>;

/// The desktop's clipboard, opened when it is first used.
///
/// A text that is pasted is read on a thread of its own, since its owner may never answer. Until it has answered, or
/// the desktop has given up waiting, nothing else is asked for.
pub(crate) struct SystemClipboard {
    copies: Option<arboard::Clipboard>,
    reader: Reader,
}

impl Default for SystemClipboard {
    fn default() -> Self {
        let mut opened = None;
        let read = move || {
            open(&mut opened)?
                .get_text()
                .inspect_err(|error| tracing::debug!(%error, "no text"))
                .ok()
        };
        Self { copies: None, reader: Reader::new(Box::new(read)) }
    }
}

fn open(clipboard: &mut Option<arboard::Clipboard>) -> Option<&mut arboard::Clipboard> {
    if clipboard.is_none() {
        *clipboard = arboard::Clipboard::new()
            .inspect_err(|error| tracing::warn!(%error, "the clipboard cannot be used"))
            .ok();
    }
    clipboard.as_mut()
}

impl Clipboard for SystemClipboard {
    fn read(&mut self, paste: Paste) {
        self.reader.read(paste);
    }

    fn set_text(&mut self, text: String) {
        if let Some(clipboard) = open(&mut self.copies)
            && let Err(error) = clipboard.set_text(text)
        {
            tracing::warn!(%error, "nothing could be copied");
        }
    }
}

/// Reads one text at a time, on one thread, which is started for the first one.
struct Reader {
    /// Until the thread is started.
    read: Option<Read>,
    asks: Option<SyncSender<Paste>>,
    /// A text is being read.
    is_reading: Arc<AtomicBool>,
}

impl Reader {
    fn new(read: Read) -> Self {
        Self { read: Some(read), asks: None, is_reading: Arc::default() }
    }

    /// Reads a text, unless one is being read. It does not wait.
    fn read(&mut self, paste: Paste) {
        if let Some(read) = self.read.take() {
            self.asks = start(read, Arc::clone(&self.is_reading));
        }
        let Some(asks) = &self.asks else { return };
        if self.is_reading.swap(true, SeqCst) {
            tracing::debug!("a text is being pasted already");
        } else if asks.try_send(paste).is_err() {
            tracing::warn!("the thread of the clipboard has ended");
        }
    }
}

/// Starts the thread. It ends when the sender is dropped.
fn start(read: Read, is_reading: Arc<AtomicBool>) -> Option<SyncSender<Paste>> {
    let (asks, asked) = sync_channel(1);
    std::thread::Builder::new()
        .name("clipboard".into())
        .spawn(move || answer(&asked, read, &is_reading))
        .inspect_err(|error| tracing::warn!(%error, "nothing can be pasted"))
        .ok()?;
    Some(asks)
}

fn answer(asked: &Receiver<Paste>, mut read: Read, is_reading: &AtomicBool) {
    while let Ok(paste) = asked.recv() {
        let text = read();
        is_reading.store(false, SeqCst);
        if let Some(text) = text {
            paste.text(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::RecvTimeoutError;
    use std::time::Duration;

    use super::*;

    /// A paste whose text comes out of the receiver.
    fn paste() -> (Paste, Receiver<String>) {
        let (give, given) = sync_channel(1);
        let paste = Paste::new(move |text| {
            let _ = give.try_send(text);
        });
        (paste, given)
    }

    #[test]
    fn a_program_that_does_not_answer_holds_up_no_window_and_is_asked_once() {
        let (answer, answers) = sync_channel::<Option<String>>(1);
        let (begin, begun) = sync_channel(2);
        let mut reader = Reader::new(Box::new(move || {
            begin.try_send(()).unwrap();
            answers.recv().ok().flatten()
        }));
        let (first, text) = paste();
        reader.read(first);
        begun.recv().unwrap();
        // It waits for the other program, and takes nothing else meanwhile.
        for _ in 0..100 {
            let (another, dropped) = paste();
            reader.read(another);
            let text = dropped.recv_timeout(Duration::from_secs(20));
            assert_eq!(text, Err(RecvTimeoutError::Disconnected), "it is dropped at once");
        }
        answer.send(Some("late".into())).unwrap();
        assert_eq!(text.recv().as_deref(), Ok("late"));
        // The next one is read again.
        let (next, text) = paste();
        answer.send(Some("next".into())).unwrap();
        reader.read(next);
        assert_eq!(text.recv().as_deref(), Ok("next"));
    }

    #[test]
    fn without_a_text_nothing_is_pasted() {
        let mut reader = Reader::new(Box::new(|| None));
        let (nothing, text) = paste();
        reader.read(nothing);
        assert!(text.recv().is_err());
    }
}
