//! A desktop that asks the User by itself before it shows its screen.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use h264::ChromaFormat;
use protocol::geometry::Size;
use session::display::DisplayChoice;
use sharer::clock::Clock;
use sharer::picture::{MediaEvent, MediaHandle, MediaOptions, MediaThread};
use sharer::platform::PlatformError;
use sharer::platform::screen::{
    DesktopQuestion, FrameRef, InputQuestion, Patch, ScreenChanges, ScreenSource, whole_len,
};
use sharer::platform::wake::Sleeper;
use tokio::sync::mpsc::{Receiver, channel};

const QUESTION: DesktopQuestion =
    DesktopQuestion { input: InputQuestion::Switch, remembered_in: None };

/// What the User answered the desktop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Answer {
    #[default]
    None,
    Yes,
    No,
}

#[derive(Debug, Default)]
struct State {
    answer: Answer,
    watches: u32,
    captures: u32,
}

/// The screen of such a desktop.
struct Asking {
    state: Arc<Mutex<State>>,
    pixels: Vec<u8>,
    patches: Vec<Patch>,
    is_open: bool,
    has_asked: bool,
    is_new: bool,
}

fn size() -> Size {
    Size::new(64, 48).unwrap()
}

impl ScreenSource for Asking {
    fn size(&self) -> Size {
        if self.is_open { size() } else { Size::new(2, 2).unwrap() }
    }

    fn question(&self) -> Option<DesktopQuestion> {
        (!self.has_asked).then_some(QUESTION)
    }

    fn is_open(&self) -> bool {
        self.is_open
    }

    fn watch(&mut self) -> Result<(), PlatformError> {
        self.state.lock().unwrap().watches += 1;
        self.has_asked = true;
        self.is_new = true;
        Ok(())
    }

    fn unwatch(&mut self) -> Result<(), PlatformError> {
        Ok(())
    }

    fn wait(
        &mut self,
        sleeper: &Sleeper,
        timeout: Option<Duration>,
    ) -> Result<ScreenChanges, PlatformError> {
        let answer = self.state.lock().unwrap().answer;
        match answer {
            Answer::No => return Err(PlatformError::Refused("no".into())),
            Answer::Yes if !self.is_open => {
                self.is_open = true;
                return Ok(ScreenChanges {
                    resized: true,
                    damage: true,
                    ..ScreenChanges::default()
                });
            }
            Answer::Yes | Answer::None => {}
        }
        let look = Duration::from_millis(2);
        sleeper.sleep(Some(timeout.map_or(look, |timeout| timeout.min(look))));
        Ok(ScreenChanges::default())
    }

    fn capture(&mut self) -> Result<Option<FrameRef<'_>>, PlatformError> {
        self.state.lock().unwrap().captures += 1;
        if !std::mem::take(&mut self.is_new) {
            return Ok(None);
        }
        self.patches = vec![Patch::of_whole(size().rect(), size())];
        Ok(Some(FrameRef { data: &self.pixels, patches: &self.patches, size: size() }))
    }
}

struct Rig {
    state: Arc<Mutex<State>>,
    media: MediaHandle,
    events: Receiver<MediaEvent>,
}

impl Rig {
    fn new() -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        let of_source = Arc::clone(&state);
        let screen = Box::new(move || {
            Ok(Box::new(Asking {
                state: of_source,
                pixels: vec![0; whole_len(size())],
                patches: Vec::new(),
                is_open: false,
                has_asked: false,
                is_new: false,
            }) as Box<dyn ScreenSource>)
        });
        let (sender, events) = channel(64);
        let media =
            MediaThread::spawn_on(screen, MediaOptions::default(), Clock::start(), sender).unwrap();
        Self { state, media, events }
    }

    fn next(&mut self) -> MediaEvent {
        self.events.blocking_recv().expect("the thread lives")
    }

    fn answers(&self, answer: Answer) {
        self.state.lock().unwrap().answer = answer;
    }
}

#[test]
fn the_screen_is_not_touched_before_pictures_are_wanted_and_the_user_hears_first_what_is_asked() {
    let mut rig = Rig::new();
    // The User is asked whether the Helper may connect.
    rig.media.prepare();
    rig.media.start();
    assert!(matches!(rig.next(), MediaEvent::Asks(question) if question == QUESTION));
    // Whatever is ordered while the desktop asks, nothing is captured.
    rig.media.show_display(DisplayChoice::All);
    rig.media.set_sampling(ChromaFormat::Yuv420);
    rig.media.request_keyframe();
    rig.answers(Answer::Yes);
    let MediaEvent::Screen(screen) = rig.next() else { panic!("what is shown comes first") };
    assert_eq!(screen.layout.area.size, size(), "never the size of what was not known");
    // What was ordered may be done only now, so that what is shown comes once more.
    let first = std::iter::from_fn(|| Some(rig.next()))
        .find(|event| !matches!(event, MediaEvent::Screen(_)))
        .unwrap();
    assert!(matches!(&first, MediaEvent::Frame(frame) if frame.keyframe), "{first:?}");
    rig.media.frame_sent();
    // It is asked once.
    rig.media.pause();
    rig.media.start();
    let next = rig.next();
    assert!(matches!(next, MediaEvent::Screen(_)), "{next:?}");
}

#[test]
fn a_preparation_alone_asks_nothing() {
    let mut rig = Rig::new();
    rig.media.prepare();
    rig.media.stop();
    assert!(rig.events.blocking_recv().is_none(), "the thread has ended without a word");
    assert_eq!(rig.state.lock().unwrap().watches, 0);
}

#[test]
fn a_no_to_the_desktop_is_a_refusal_and_no_failure() {
    let mut rig = Rig::new();
    rig.media.start();
    assert!(matches!(rig.next(), MediaEvent::Asks(_)));
    rig.answers(Answer::No);
    assert!(matches!(rig.next(), MediaEvent::Failed(error) if error.is_refusal()));
    assert_eq!(rig.state.lock().unwrap().captures, 0);
}

#[test]
fn the_thread_ends_while_the_desktop_asks() {
    let mut rig = Rig::new();
    rig.media.start();
    assert!(matches!(rig.next(), MediaEvent::Asks(_)));
    drop(rig.media);
    assert!(rig.events.blocking_recv().is_none());
}
