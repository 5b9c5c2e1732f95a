//! Parts that die while a session runs.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use h264::planes::Sampling;
use protocol::geometry::Size;
use protocol::limits;
use protocol::log::FOOT;
use protocol::peer::{EndReason, Phase};
use protocol::time::Tick;

use super::sources::{EVENTS, SharedSources, split_media};
use super::*;
use crate::invite::DeliveryOptions;
use crate::log::LogLocation;
use crate::picture::{MediaEvent, MediaOptions, MediaThread, SourceKind};
use crate::platform::synthetic::Motion;
use crate::policy::values::EmailRule;
use crate::store::atomic::TemporaryFolder;
use crate::supervisor::Part;
use appearance::Level;
use session::{Notice, SessionOptions};

/// Longer than any event of these tests takes.
const PATIENCE: Duration = Duration::from_secs(10);

/// A User who only reads.
#[derive(Clone, Default)]
struct Reader(Arc<Mutex<Vec<News>>>);

impl Person for Reader {
    fn tell(&mut self, news: &News, _: Tick) {
        self.0.lock().unwrap().push(news.clone());
    }

    fn hear(&mut self, _: &str, _: Tick) -> Result<Option<PersonInput>, String> {
        Ok(None)
    }
}

impl Reader {
    fn errors(&self) -> Vec<String> {
        let error = |news: &News| {
            if let News::Error(text) = news { Some(text.clone()) } else { None }
        };
        self.0.lock().unwrap().iter().filter_map(error).collect()
    }
}

/// A session without a network, and the sender of its media events.
struct Play {
    app: App,
    sources: EventSources,
    reader: Reader,
    media: mpsc::Sender<MediaEvent>,
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
    let (rtc_events, from_rtc) = mpsc::channel(EVENTS);
    let logs = TemporaryFolder::new().unwrap();
    let log = Some(LogLocation(Some(logs.file(""))));
    let options = SessionOptions {
        name: "Ursula".parse().unwrap(),
        lifetime: limits::INVITATION_LIFETIME,
        view_only: true,
        can_inject: false,
        secret: None,
        oldest_version: protocol::OLDEST_VERSION,
        waiting: None,
    };
    let connection =
        Connection::new(rtc_events, mpsc::channel(EVENTS).0, Sampling::Quarter, pictures);
    let app = App {
        session: Session::new(options, OsRng, clock.now()),
        clock,
        user: UserSide {
            person: Box::new(reader.clone()),
            typed: Typed::read().0,
            questions: Questions::default(),
        },
        invitation: Invitation {
            page: "https://help.example.org".parse().unwrap(),
            waits_for: WaitsFor::Code,
            secret_in_link: false,
            delivery,
        },
        desk: desk(clock),
        connection,
        records: Records {
            contacts: SessionContacts::of_this_account(&supervisor, contacts_events),
            log: SessionLog::new("Ursula".parse().unwrap(), log, log_events),
        },
        outcome: Outcome::default(),
        supervisor,
        own_inputs: VecDeque::new(),
    };
    let sources = EventSources {
        from_signal: mpsc::channel(1).1,
        from_rtc,
        from_media,
        from_delivery,
        from_contacts,
        from_log,
        panicked: mpsc::channel(1).1,
        prompts: mpsc::channel(1).1,
        days: mpsc::channel(1).1,
        died,
    };
    Play { app, sources, reader, media, logs }
}

fn desk(clock: Clock) -> Desk {
    let size = Size::new(64, 64).unwrap();
    let source = SourceKind::Synthetic { size, motion: Motion::Still };
    let options = MediaOptions { source, ..MediaOptions::default() };
    let media = MediaThread::spawn(options, clock, mpsc::channel(EVENTS).0).unwrap();
    let bandwidth = Bandwidth::new((Level::None, None), None, media.clone(), None);
    Desk { media, input: None, bandwidth, prompt_watch: None }
}

/// Runs the session until it ends by itself. Its log says that a Helper sees the screen.
async fn run(play: &mut Play) {
    let helper = Some("Jacky".parse().unwrap());
    let sharing = Notice::Phase { phase: Phase::ScreenSharing, helper, reason: None };
    play.app.records.log.connected(None);
    play.app.records.log.observe(&Output::Notify(sharing));
    let (mut lines, mut interrupt) =
        (mpsc::channel(1).1, Box::pin(std::future::pending()) as std::pin::Pin<Box<_>>);
    let signals = SharedSources { lines: &mut lines, interrupt: &mut interrupt };
    let run = play.app.run(&mut play.sources, signals);
    tokio::time::timeout(PATIENCE, run).await.expect("the session ends");
    play.app.finish(&mut play.sources).await;
}

fn check(play: &Play, part: Part) {
    assert_eq!(play.reader.errors(), [words::parts::failed(part)]);
    assert_eq!(play.app.session.end_reason(), Some(EndReason::Fault));
    let ends = play
        .reader
        .0
        .lock()
        .unwrap()
        .iter()
        .any(|news| matches!(news, News::Phase { phase: Phase::Ended, reason: None, .. }));
    assert!(ends, "the end is shown, and nobody is blamed");
    let mut logs = std::fs::read_dir(play.logs.file("")).unwrap();
    let log = std::fs::read_to_string(logs.next().unwrap().unwrap().path()).unwrap();
    assert!(log.contains("CONNECTION_ENDED") && log.ends_with(FOOT), "{log}");
}

#[tokio::test]
async fn a_media_thread_that_panics_ends_the_session_with_a_sentence() {
    let mut play = play();
    let media = std::mem::replace(&mut play.media, mpsc::channel(1).0);
    let thread = std::thread::spawn(move || {
        let _events = media;
        panic!("on purpose");
    });
    run(&mut play).await;
    assert!(thread.join().is_err());
    check(&play, Part::Pictures);
}

#[tokio::test]
async fn a_task_that_panics_ends_the_session_with_a_sentence() {
    for part in [Part::Video, Part::Tiles, Part::SignalLink, Part::Contacts] {
        let mut play = play();
        play.app.supervisor.spawn(part, async { panic!("on purpose") });
        run(&mut play).await;
        check(&play, part);
    }
}

#[tokio::test]
async fn a_task_of_the_connection_that_panics_ends_the_session_with_a_sentence() {
    let mut play = play();
    play.app.connection.rtc_events.send(RtcEvent::TaskDied).await.unwrap();
    run(&mut play).await;
    check(&play, Part::Channels);
}
