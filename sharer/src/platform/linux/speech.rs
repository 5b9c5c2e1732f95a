//! The voice of the desktop: Speech Dispatcher, which screen readers use, too; else eSpeak NG alone.
//!
//! What is said goes to the program's standard input: its arguments can be read by every account.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use protocol::word_list::CodeLanguage;

use super::programs::ProgramFolders;
use crate::platform::desktop_programs::{Ended, Speech, SpeechError, plain_text};

/// A program that speaks.
#[derive(Clone, Copy, Debug)]
struct Voice {
    program: &'static str,
    /// The tag of the language comes behind them.
    arguments: &'static [&'static str],
}

/// The first of them that is there and works speaks.
const VOICES: [Voice; 2] = [
    // Says each line that it reads, and waits until it is said. It repeats them on its output, which nobody reads.
    Voice { program: "spd-say", arguments: &["--pipe-mode", "--wait", "--language"] },
    // Slower than usual, so that it can be written down.
    Voice { program: "espeak-ng", arguments: &["--stdin", "-s", "130", "-v"] },
];

/// The package that has a voice.
const PACKAGE: &str = "espeak-ng";

/// How long the lines may take with one program.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often it is looked whether the program has ended.
const LOOK: Duration = Duration::from_millis(50);

/// The voices of this computer.
#[derive(Debug)]
pub(super) struct Voices {
    folders: ProgramFolders,
    patience: Duration,
    speaking: Option<Speaking>,
}

/// What is being said. It stops when this is dropped.
#[derive(Debug)]
struct Speaking {
    /// Stops when it is dropped.
    stop: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Speaking {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It ends the program at its next look. A panic of it was printed.
            let _ = thread.join();
        }
    }
}

impl Voices {
    pub(super) fn new(folders: ProgramFolders) -> Self {
        Self { folders, patience: PATIENCE, speaking: None }
    }
}

impl Speech for Voices {
    fn say(
        &mut self,
        lines: &[String],
        language: CodeLanguage,
        ended: Ended,
    ) -> Result<(), SpeechError> {
        self.stop();
        let find = |voice: &Voice| Some((self.folders.find(voice.program)?, voice.arguments));
        let voices: Vec<_> = VOICES.iter().filter_map(find).collect();
        if voices.is_empty() {
            return Err(SpeechError::NotInstalled { package: PACKAGE });
        }
        let text = plain_text(lines);
        let (stop, stopped) = sync_channel(0);
        let patience = self.patience;
        let thread = std::thread::Builder::new().name("speech".into()).spawn(move || {
            let mut told = Told { ended: Some(ended), result: Err(SpeechError::Failed) };
            told.result = say_with_one_of(&voices, language, &text, &stopped, patience);
        })?;
        self.speaking = Some(Speaking { stop: Some(stop), thread: Some(thread) });
        Ok(())
    }

    fn stop(&mut self) {
        self.speaking = None;
    }
}

/// Tells how it ended, also when it has panicked.
struct Told {
    ended: Option<Ended>,
    result: Result<(), SpeechError>,
}

impl Drop for Told {
    fn drop(&mut self) {
        let result = std::mem::replace(&mut self.result, Ok(()));
        if let Some(ended) = self.ended.take() {
            ended(result);
        }
    }
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// All is said, or it was stopped.
    Done,
    /// It does not work here.
    Failed,
    /// It did not end in time: Speech Dispatcher waits for a sound card that is not there. Another voice would come as
    /// a surprise by then.
    Hung,
}

fn say_with_one_of(
    voices: &[(PathBuf, &[&str])],
    language: CodeLanguage,
    text: &str,
    stopped: &Receiver<()>,
    patience: Duration,
) -> Result<(), SpeechError> {
    for (program, arguments) in voices {
        let child = Command::new(program)
            .args(*arguments)
            .arg(language.tag())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        match say_with(child, text, stopped, patience)? {
            End::Done => return Ok(()),
            End::Hung => break,
            End::Failed => {}
        }
        tracing::debug!(program = %program.display(), "this voice does not work");
    }
    Err(SpeechError::Failed)
}

/// Lets a program say the text. It has ended when this returns.
fn say_with(
    mut child: Child,
    text: &str,
    stopped: &Receiver<()>,
    patience: Duration,
) -> io::Result<End> {
    if let Some(mut input) = child.stdin.take() {
        // A program that reads nothing fails by its exit status.
        let _ = input.write_all(text.as_bytes());
    }
    let mut end = End::Hung;
    let looks = patience.as_millis() / LOOK.as_millis().max(1);
    for _ in 0..looks {
        if let Some(status) = child.try_wait()? {
            return Ok(if status.success() { End::Done } else { End::Failed });
        }
        match stopped.recv_timeout(LOOK) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => {
                end = End::Done;
                break;
            }
        }
    }
    // Either it has ended by itself, or it ends now.
    let _ = child.kill();
    child.wait()?;
    Ok(end)
}

#[cfg(test)]
mod tests;
