//! The checks of this computer that need no network: screen, input, panic key, encoder, log.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use protocol::geometry::Size;
use tokio::sync::mpsc;

use super::findings::{ComputerFindings, LogFinding, PolicyFinding, PressFinding, ScreenFinding};
use crate::input::control::InputControl;
use crate::log::LogFolder;
use crate::picture::bench::{self, Extent};
use crate::picture::{MediaError, MediaOptions};
use crate::platform::synthetic::Motion;
use crate::platform::{self, NoInput, Options, Platform, SourceKind};
use crate::supervisor::Supervisor;
use crate::words::faults::unwritable;
use crate::words::{doctor as words, platform as say};
use session::{ControlStop, LogNeed};

/// How long one picture may take.
const PICTURE: Duration = Duration::from_secs(4);

/// How long all of it may take. A desktop that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(9);

/// Events of the panic key that are not read: nothing is injected.
const EVENTS: usize = 4;

/// Checks it. Nothing is injected, and nothing is left behind.
pub(super) async fn check(
    options: Options,
    policy: PolicyFinding,
    log: Option<LogFolder>,
) -> ComputerFindings {
    let checking = tokio::task::spawn_blocking(move || Desktop::check(&options));
    let desktop = match tokio::time::timeout(PATIENCE, checking).await {
        Ok(Ok(desktop)) => desktop,
        Ok(Err(_)) => Desktop::without_screen(words::CHECK_FAILED.to_owned()),
        Err(_) => Desktop::without_screen(words::DESKTOP_HANGS.to_owned()),
    };
    let Desktop { screen, encoder, input, panic_key, stop, presses, clipboard } = desktop;
    let log = match log {
        Some(folder) => Some(LogFinding { need: folder.need(), folder: log_folder(&folder).await }),
        None => None,
    };
    ComputerFindings { screen, input, panic_key, stop, presses, clipboard, encoder, policy, log }
}

/// What was found of the desktop.
struct Desktop {
    screen: Result<ScreenFinding, String>,
    encoder: Option<Result<usize, String>>,
    input: Option<Result<(), String>>,
    panic_key: Option<Result<(), String>>,
    stop: ControlStop,
    presses: Option<PressFinding>,
    clipboard: Option<Result<(), String>>,
}

impl Desktop {
    fn without_screen(why: String) -> Self {
        Self {
            screen: Err(why),
            encoder: None,
            input: None,
            panic_key: None,
            stop: ControlStop::PanicKey,
            presses: None,
            clipboard: None,
        }
    }

    fn check(options: &Options) -> Self {
        let mut platform = match platform::open(options) {
            Ok(platform) => platform,
            Err(error) => return Self::without_screen(say::desktop(&error)),
        };
        let stop = platform.input.as_ref().map_or(ControlStop::PanicKey, |input| input.stop);
        let asks_first = platform.asks.is_some();
        let clipboard = platform.clipboard.take().map(|opener| {
            let (supervisor, _died) = Supervisor::new();
            opener(Box::new(|| {}), &supervisor).map(drop).map_err(|error| say::clipboard(&error))
        });
        let (input, panic_key) = input(platform);
        let presses =
            (panic_key.is_some() || stop == ControlStop::TimeLimit).then(|| presses(options));
        let (screen, encoder) =
            if asks_first { (Ok(ScreenFinding::AskedFirst), encoder()) } else { picture(options) };
        Self { screen, encoder, input, panic_key, stop, presses, clipboard }
    }
}

type Outcome = Option<Result<(), String>>;

/// Opens what injects and what stops it, and closes it again.
fn input(platform: Platform) -> (Outcome, Outcome) {
    let input = match platform.input {
        Ok(input) => input,
        Err(NoInput::Synthetic | NoInput::ViewOnly) => return (None, None),
        Err(NoInput::Recording { path, error }) => {
            return (Some(Err(unwritable(&path, &error))), None);
        }
        Err(NoInput::Refused(error)) => return (Some(Err(say::input(&error))), None),
    };
    let is_watched = input.panic_key.is_some();
    let (supervisor, _died) = Supervisor::new();
    let (events, _panicked) = mpsc::channel(EVENTS);
    let (lost, _lost) = mpsc::channel(1);
    let mut control = match InputControl::open(input, events, lost, &supervisor) {
        Ok(control) => control,
        Err(error) => return (Some(Err(say::input(&error))), None),
    };
    let armed = control.grant().map_err(|error| say::input(&error));
    control.revoke();
    (Some(Ok(())), is_watched.then_some(armed))
}

/// Opens what tells a person from a program, and closes it again.
fn presses(options: &Options) -> PressFinding {
    let (supervisor, _died) = Supervisor::new();
    match platform::open_press_watch(options.desktop.address.as_deref(), &supervisor) {
        Ok(watch) if watch.sees_forgeries() => PressFinding::Told,
        Ok(_) => PressFinding::Imitated,
        Err(why) => PressFinding::NotTold(say::presses(&why)),
    }
}

type Picture = (Result<ScreenFinding, String>, Option<Result<usize, String>>);

/// Captures and encodes one picture of the screen.
fn picture(options: &Options) -> Picture {
    let media = MediaOptions {
        source: options.source,
        desktop: options.desktop.clone(),
        ..MediaOptions::default()
    };
    let mut first = None;
    let ran = bench::run(&media, Extent::Everything, 1, PICTURE, |frame| {
        first.get_or_insert((frame.screen, frame.data.len()));
    });
    match (ran, first) {
        (Ok(report), Some((size, bytes))) => {
            let (width, height) = (size.width(), size.height());
            let method = report.method;
            (Ok(ScreenFinding::Captured { width, height, method }), Some(Ok(bytes)))
        }
        (Ok(_), None) => (Err(words::NO_PICTURE.to_owned()), None),
        (Err(error @ MediaError::Encode(_)), _) => {
            (Err(words::NOT_ENCODED.to_owned()), Some(Err(error.sentence())))
        }
        (Err(error), _) => (Err(error.sentence()), None),
    }
}

/// Encodes a picture that is not the screen's: nobody is asked for that.
fn encoder() -> Option<Result<usize, String>> {
    let size = Size::new(1280, 720).ok()?;
    let source = SourceKind::Synthetic { size, motion: Motion::Still };
    picture(&Options { source, ..Options::default() }).1
}

/// The folder of the session log, if it can be written there.
async fn log_folder(folder: &LogFolder) -> Result<PathBuf, String> {
    folder.check_if_required().await.map_err(|error| error.to_string())?;
    let path = folder.path().ok_or_else(|| words::NO_LOG_FOLDER.to_owned())?;
    if folder.need() == LogNeed::Optional { writable(path) } else { Ok(path) }
}

/// Whether a file can be written in a folder. Folders that are missing are not created.
fn writable(folder: PathBuf) -> Result<PathBuf, String> {
    let existing = folder.ancestors().find(|path| path.exists());
    let existing = existing.unwrap_or(Path::new("."));
    let probe = existing.join(format!(".alongside-doctor-{}", std::process::id()));
    let written = File::create_new(&probe).and_then(|_| fs::remove_file(&probe));
    written.map_err(|error| words::not_writable(&existing.display().to_string(), &error))?;
    Ok(folder)
}
