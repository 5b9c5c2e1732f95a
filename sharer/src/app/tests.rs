//! Parts that die while a session runs.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt as _;
use h264::ChromaFormat;
use protocol::bulk::TransferId;
use protocol::geometry::Size;
use protocol::limits;
use protocol::log::LOG_FOOT;
use protocol::peer::{EndReason, Party, Phase};
use protocol::time::Tick;
use protocol::transfer::{ClipboardSizes, TransferKind, TransferStop};
use protocol::word_list::CodeLanguage;

use super::border::SharedBorder;
use super::marks::SharedMarks;
use super::sources::{EVENTS, SharedSources, split_media};
use super::*;
use crate::app::transfers::FileOptions;
use crate::contacts::ContactsEvent;
use crate::invite::DeliveryOptions;
use crate::link::reach::Reach;
use crate::log::{FileEvent, LogFolder};
use crate::person::{Face, InputError};
use crate::picture::{MediaEvent, MediaOptions, MediaThread, SourceKind};
use crate::platform::atomic_file::TemporaryFolder;
use crate::platform::synthetic::Motion;
use crate::policy::values::EmailRule;
use crate::supervisor::{Part, Supervisor};
use crate::transfer::{Put, Run, Store, TransferEvent};
use appearance::Level;
use session::{ControlStop, LogNeed, Notice, Outcome, PersonInput, SessionOptions};
use transfer::shell::{TransferEffect, TransferInput};

/// Longer than any event of these tests takes.
const PATIENCE: Duration = Duration::from_secs(10);

/// A User who only reads.
#[derive(Clone, Default)]
struct Reader(Arc<Mutex<Seen>>);

/// What the User was shown.
#[derive(Default)]
struct Seen {
    failed: Vec<Part>,
    /// Why Helpers could not be remembered.
    not_kept: Vec<String>,
    /// The end was shown, with its reason.
    end: Option<Option<EndReason>>,
}

impl Face for Reader {
    fn begin_session(&mut self) {}

    fn render(&mut self, notice: &UserNotice) -> Vec<u8> {
        let mut seen = self.0.lock().unwrap();
        if let UserNotice::Error(UserError::Part(part)) = notice {
            seen.failed.push(*part);
        }
        if let UserNotice::Session(Notice::NotKept(why)) = notice {
            seen.not_kept.push(why.clone());
        }
        if let UserNotice::Session(Notice::Phase { phase: Phase::Ended, reason, .. }) = notice {
            seen.end = Some(*reason);
        }
        Vec::new()
    }

    fn written(&mut self, _: Tick) {}

    fn parse(&mut self, _: &str, _: Tick) -> Result<Option<PersonInput>, InputError> {
        Ok(None)
    }
}

/// A session without a network, and the sender of its media events.
struct Play {
    app: App,
    sources: EventSources,
    reader: Reader,
    media: mpsc::Sender<MediaEvent>,
    contacts: mpsc::Sender<ContactsEvent>,
    log: mpsc::Sender<FileEvent>,
    supervisor: Supervisor,
    logs: TemporaryFolder,
}

fn play() -> Play {
    let (clock, reader) = (Clock::start(), Reader::default());
    let (supervisor, died) = Supervisor::new();
    let (media, from_media) = mpsc::channel(EVENTS);
    let (from_media, pictures) = split_media(from_media, &supervisor);
    let delivery = DeliveryOptions {
        user: "Ursula".parse().unwrap(),
        server: "https://help.example.org".parse(),
        save_as: None,
        email: None,
        rule: EmailRule::Off,
    };
    let (delivery, from_delivery) = Delivery::prepare(delivery, &supervisor).unwrap();
    let (contacts_events, from_contacts) = mpsc::channel(EVENTS);
    let (log_events, from_log) = mpsc::channel(EVENTS);
    let (path_events, from_path) = mpsc::channel(EVENTS);
    let (transfer_events, from_transfers) = mpsc::channel(EVENTS);
    let logs = TemporaryFolder::new().unwrap();
    let log = Some(LogFolder::Chosen(logs.file("")));
    let desktop = desktop(clock, &supervisor);
    let reach = ("https://help.example.org".parse().unwrap(), Reach::default());
    let best = ChromaFormat::Yuv420;
    let handle = desktop.media.clone();
    let connection = Connection {
        paths: GuestPaths::new(best, pictures, handle, clock, path_events, reach),
        kind: None,
        guest: GuestId(0),
        to_signal: mpsc::channel(EVENTS).0,
        restart_signal: Arc::default(),
        network_changed: Arc::default(),
        network_watch: None,
    };
    let person = PersonHandle::start(Box::new(reader.clone()), std::io::sink()).unwrap();
    let app = App {
        driver: Driver::new(options(), OsRng, clock.now()),
        clock,
        user: UserSide {
            person,
            typed: StandardInput::start().unwrap().0,
            questions: Questions::default(),
        },
        invitation: Invitation {
            page: "https://help.example.org".parse().unwrap(),
            waits_for: WaitsFor::Code,
            secret_in_link: false,
            delivery,
        },
        desktop,
        connection,
        records: Records {
            contacts: SessionContacts::of_this_account(&supervisor, contacts_events.clone()),
            log: SessionLog::new(log, log_events.clone()),
        },
        transfers: Transfers::new(
            Store::spawn(transfer_events.clone(), &supervisor).unwrap(),
            None,
            FileOptions { folder: std::env::temp_dir(), scanner: None },
            transfer_events,
        ),
        has_failed: false,
        own_events: VecDeque::new(),
    };
    let sources = EventSources {
        from_signal: mpsc::channel(1).1,
        from_path,
        from_media,
        from_delivery,
        from_contacts,
        from_log,
        from_transfers,
        panicked: mpsc::channel(1).1,
        lost: mpsc::channel(1).1,
        prompts: mpsc::channel(1).1,
        elements: mpsc::channel(1).1,
        days: mpsc::channel(1).1,
        died,
    };
    let (contacts, log) = (contacts_events, log_events);
    Play { app, sources, reader, media, contacts, log, supervisor, logs }
}

fn options() -> SessionOptions {
    SessionOptions {
        name: "Ursula".parse().unwrap(),
        lifetime: limits::INVITATION_LIFETIME,
        view_only: true,
        can_inject: false,
        offered: session::right::PICTURE_AND_CONTROL,
        control_stop: ControlStop::PanicKey,
        system: protocol::system::System::default(),
        answers_prompts: true,
        secret: None,
        code_language: CodeLanguage::English,
        oldest_version: protocol::OLDEST_VERSION,
        reconnect_for: limits::RECONNECT_TIMEOUT,
        log: LogNeed::Optional,
        known_helpers: None,
        known_names: Vec::new(),
        page: None,
        first_question: 1,
    }
}

fn desktop(clock: Clock, supervisor: &Supervisor) -> SharedDesktop {
    let size = Size::new(64, 64).unwrap();
    let source = SourceKind::Synthetic { size, motion: Motion::Still };
    let options = MediaOptions { source, ..MediaOptions::default() };
    let media = MediaThread::spawn(options, clock, mpsc::channel(EVENTS).0).unwrap();
    let bandwidth = Bandwidth::new((Level::None, None), None, media.clone(), None, supervisor);
    let border = SharedBorder::default();
    let out_of_reach = OutOfReach::default();
    SharedDesktop {
        media,
        input: None,
        bandwidth,
        border,
        marks: SharedMarks::default(),
        out_of_reach,
        prompt_watch: None,
    }
}

/// A line of the log.
const LOGGED: &str = "  <CHAT_MESSAGE />\n";

/// Runs the session until it ends by itself.
async fn run(play: &mut Play) -> Outcome {
    play.app.records.log.append(LOGGED);
    let (mut lines, mut interrupt) =
        (mpsc::channel(1).1, Box::pin(std::future::pending()) as std::pin::Pin<Box<_>>);
    let signals = SharedSources { lines: &mut lines, interrupt: &mut interrupt };
    let run = play.app.run(&mut play.sources, signals);
    tokio::time::timeout(PATIENCE, run).await.expect("the session ends")
}

/// Waits until the User has read everything.
async fn finish(play: &mut Play) {
    play.app.finish(&mut play.sources).await;
    play.app.user.person.clone().finish().await;
}

fn check(play: &Play, outcome: Outcome, part: Part) {
    assert_eq!(outcome.reason, EndReason::Fault);
    let seen = play.reader.0.lock().unwrap();
    assert_eq!(seen.failed, [part]);
    assert_eq!(seen.end, Some(None), "the end is shown, and nobody is blamed");
    let mut logs = std::fs::read_dir(play.logs.file("")).unwrap();
    let log = std::fs::read_to_string(logs.next().unwrap().unwrap().path()).unwrap();
    assert!(log.contains(LOGGED) && log.ends_with(LOG_FOOT), "{log}");
}

#[tokio::test]
async fn a_media_thread_that_panics_ends_the_session_with_a_sentence() {
    let mut play = play();
    let media = std::mem::replace(&mut play.media, mpsc::channel(1).0);
    let thread = std::thread::spawn(move || {
        let _events = media;
        panic!("on purpose");
    });
    let outcome = run(&mut play).await;
    finish(&mut play).await;
    assert!(thread.join().is_err());
    check(&play, outcome, Part::Pictures);
}

#[tokio::test]
async fn a_task_that_panics_ends_the_session_with_a_sentence() {
    for part in [Part::Video, Part::Tiles, Part::SignalLink, Part::Contacts] {
        let mut play = play();
        play.supervisor.spawn(part, async { panic!("on purpose") });
        let outcome = run(&mut play).await;
        finish(&mut play).await;
        check(&play, outcome, part);
    }
}

#[tokio::test]
async fn a_session_goes_on_when_the_invitation_or_the_appearance_fails() {
    let mut play = play();
    play.supervisor.spawn(Part::Mail, async { panic!("on purpose") });
    play.supervisor.spawn(Part::Appearance, async { panic!("on purpose") });
    let reader = play.reader.clone();
    let failed = |count| reader.0.lock().unwrap().failed.len() >= count;
    let later = play.supervisor.clone();
    let then = async {
        while !failed(2) {
            tokio::task::yield_now().await;
        }
        later.spawn(Part::Contacts, async { panic!("on purpose") });
    };
    let (outcome, ()) =
        tokio::join!(run(&mut play), tokio::time::timeout(PATIENCE, then).map(drop));
    finish(&mut play).await;
    assert_eq!(outcome.reason, EndReason::Fault);
    let seen = play.reader.0.lock().unwrap();
    assert!(seen.failed.contains(&Part::Mail) && seen.failed.contains(&Part::Appearance));
    assert_eq!(seen.failed.last(), Some(&Part::Contacts), "this one ends the session");
}

#[tokio::test]
async fn a_contact_that_is_not_kept_is_reported_after_the_end() {
    let mut play = play();
    play.supervisor.spawn(Part::Video, async { panic!("on purpose") });
    run(&mut play).await;
    play.contacts.try_send(ContactsEvent::Kept(GuestId(1), Err("no room".into()))).unwrap();
    finish(&mut play).await;
    assert_eq!(play.reader.0.lock().unwrap().not_kept, ["no room"]);
}

#[tokio::test]
async fn a_part_that_dies_after_the_end_is_reported() {
    let mut play = play();
    play.supervisor.spawn(Part::Video, async { panic!("on purpose") });
    run(&mut play).await;
    let dying = play.supervisor.spawn(Part::Contacts, async { panic!("on purpose") });
    assert!(dying.await.is_err());
    play.log.try_send(FileEvent::WriterDied).unwrap();
    finish(&mut play).await;
    assert_eq!(play.reader.0.lock().unwrap().failed, [Part::Video, Part::Log, Part::Contacts]);
}

/// The page counts its transfers anew after it was loaded again.
#[tokio::test]
async fn what_comes_late_of_a_clipboard_is_not_taken_for_the_next_one_with_its_id() {
    let mut play = play();
    let (guest, id) = (GuestId(0), TransferId(1));
    let sizes = ClipboardSizes { text: Some(1), html: None, png: None };
    let begin = || TransferEffect::Begin { id, what: TransferKind::Clipboard(sizes), ticket: None };
    play.app.perform_transfer(guest, begin()).await;
    let reason = TransferStop::PageReloaded;
    let ended = TransferEffect::Ended { id, sender: Party::Helper, stopped: Some(reason) };
    play.app.perform_transfer(guest, ended).await;
    play.app.perform_transfer(guest, begin()).await;
    let mut event = |serial, put| {
        let run = Run::numbered(id, serial);
        play.app.on_transfer_event(TransferEvent::InClipboard { run, put })
    };
    for put in [Put::There, Put::NotThere, Put::Emptied] {
        assert!(event(1, put).is_none(), "the one before the reload: {put:?}");
    }
    let is_kept =
        |event| matches!(event, Some(Event::Transfer { input: TransferInput::Kept { .. }, .. }));
    assert!(is_kept(event(2, Put::There)));
    let stopped = event(2, Put::NotThere);
    assert!(matches!(stopped, Some(Event::Transfer { input: TransferInput::Stop { .. }, .. })));
}
