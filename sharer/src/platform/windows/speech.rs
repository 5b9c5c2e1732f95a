//! The voice of Windows: the Speech API (SAPI 5). What is said stays in this process.

use std::io::ErrorKind;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use protocol::word_list::CodeLanguage;
use windows::Win32::Foundation::WAIT_OBJECT_0;
use windows::Win32::Media::Speech::{
    ISpObjectToken, ISpObjectTokenCategory, ISpVoice, SPCAT_VOICES, SPF_ASYNC, SPF_IS_NOT_XML,
    SPF_PURGEBEFORESPEAK, SpObjectTokenCategory, SpVoice,
};
use windows::Win32::System::Com::{
    CLSCTX_ALL, COINIT_MULTITHREADED, CoCreateInstance, CoInitializeEx, CoUninitialize,
};
use windows::Win32::System::Threading::WaitForSingleObject;
use windows::core::{HSTRING, PCWSTR, Result, w};

use crate::platform::desktop_programs::{Ended, Speech, SpeechError, plain_text};

/// How long the lines may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often it is looked whether all is said.
const LOOK: Duration = Duration::from_millis(50);

/// Slower than usual, so that it can be written down. From -10 to 10.
const RATE: i32 = -3;

/// What the voices of a language are called, the most usual country first.
fn languages(language: CodeLanguage) -> [PCWSTR; 3] {
    match language {
        CodeLanguage::English => [w!("Language=409"), w!("Language=809"), w!("Language=c09")],
        CodeLanguage::German => [w!("Language=407"), w!("Language=c07"), w!("Language=807")],
        CodeLanguage::French => [w!("Language=40c"), w!("Language=c0c"), w!("Language=80c")],
        CodeLanguage::Spanish => [w!("Language=c0a"), w!("Language=40a"), w!("Language=80a")],
    }
}

/// The voice.
#[derive(Debug, Default)]
pub(super) struct SpeechApi {
    speaking: Option<Speaking>,
}

/// What is being said.
#[derive(Debug)]
struct Speaking {
    /// Stops when it is dropped.
    stop: Option<SyncSender<()>>,
    thread: JoinHandle<()>,
}

impl Speech for SpeechApi {
    fn say(
        &mut self,
        lines: &[String],
        language: CodeLanguage,
        ended: Ended,
    ) -> std::result::Result<(), SpeechError> {
        self.stop();
        // A sound driver that hangs holds its thread up. There is never a second one beside it.
        let hangs = |speaking: &Speaking| {
            let looks = 10;
            (0..looks).all(|_| {
                std::thread::sleep(LOOK / looks);
                !speaking.thread.is_finished()
            })
        };
        if self.speaking.as_ref().is_some_and(hangs) {
            return Err(SpeechError::System(ErrorKind::ResourceBusy.into()));
        }
        let text = HSTRING::from(plain_text(lines));
        let (stop, stopped) = sync_channel(0);
        let thread = std::thread::Builder::new().name("speech".into()).spawn(move || {
            let result = crate::supervisor::run_caught(|| speak(&text, language, &stopped));
            ended(match result {
                Some(Ok(())) => Ok(()),
                Some(Err(error)) => {
                    tracing::debug!(%error, "the voice does not work");
                    Err(SpeechError::Failed)
                }
                None => Err(SpeechError::Failed),
            });
        })?;
        self.speaking = Some(Speaking { stop: Some(stop), thread });
        Ok(())
    }

    fn stop(&mut self) {
        if let Some(speaking) = &mut self.speaking {
            speaking.stop = None;
        }
    }
}

/// The Component Object Model on this thread.
struct Com;

impl Com {
    fn start() -> Result<Self> {
        // SAFETY: nothing is passed. It is ended on the same thread.
        unsafe { CoInitializeEx(None, COINIT_MULTITHREADED) }.ok()?;
        Ok(Self)
    }
}

impl Drop for Com {
    fn drop(&mut self) {
        // SAFETY: it was started on this thread, and its objects are gone: they were made after it.
        unsafe { CoUninitialize() };
    }
}

/// Says a text, until it is said, stopped, or takes too long.
fn speak(text: &HSTRING, language: CodeLanguage, stopped: &Receiver<()>) -> Result<()> {
    let _com = Com::start()?;
    let voice = voice_of(language)?;
    let (text_only, at_once) = (SPF_ASYNC.0 | SPF_IS_NOT_XML.0, SPF_PURGEBEFORESPEAK.0);
    // SAFETY: the voice copies the text. The event is the voice's, and is not closed here.
    let said = unsafe {
        voice.Speak(text, text_only.cast_unsigned(), None)?;
        voice.SpeakCompleteEvent()
    };
    let looks = PATIENCE.as_millis() / LOOK.as_millis().max(1);
    for _ in 0..looks {
        // SAFETY: the voice lives, and with it its event.
        if unsafe { WaitForSingleObject(said, 0) } == WAIT_OBJECT_0 {
            return Ok(());
        }
        match stopped.recv_timeout(LOOK) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    // SAFETY: no text is a text, too: it removes what is still to be said.
    unsafe { voice.Speak(PCWSTR::null(), at_once.cast_unsigned(), None) }
}

/// A voice that speaks this language; the one that the User has chosen where there is none.
fn voice_of(language: CodeLanguage) -> Result<ISpVoice> {
    // SAFETY: the objects are used on this thread, on which COM is started; the names are static.
    unsafe {
        let voice: ISpVoice = CoCreateInstance(&SpVoice, None, CLSCTX_ALL)?;
        match find(language) {
            Ok(Some(token)) => voice.SetVoice(&token)?,
            Ok(None) => {}
            Err(error) => tracing::debug!(%error, "the voices are not listed"),
        }
        voice.SetRate(RATE)?;
        Ok(voice)
    }
}

fn find(language: CodeLanguage) -> Result<Option<ISpObjectToken>> {
    let mut token = None;
    // SAFETY: as above; one token is written at most, to a place of ours.
    unsafe {
        let voices: ISpObjectTokenCategory =
            CoCreateInstance(&SpObjectTokenCategory, None, CLSCTX_ALL)?;
        voices.SetId(SPCAT_VOICES, false)?;
        for name in languages(language) {
            voices.EnumTokens(name, PCWSTR::null())?.Next(1, &raw mut token, None)?;
            if token.is_some() {
                break;
            }
        }
    }
    Ok(token)
}
