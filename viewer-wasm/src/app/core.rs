//! SHELL: one event in, everything that follows from it done.

use std::collections::VecDeque;

use protocol::channel::Channel;
use protocol::cursor::CursorMessage;
use protocol::exact::{ExactTile, FrameRecord, Stamp};
use protocol::geometry::Size;
use protocol::name::DisplayName;
use protocol::time::{Tick, earliest};
use rand_core::OsRng;
use wasm_bindgen::JsValue;

use super::gauges::Gauges;
use crate::error::Error;
use crate::event::{Event, PeerEvent, Reaction, SocketEvent, Tell, Unable, Wish};
use crate::web::clock::{tick, unix};
use crate::web::cursor::Cursor;
use crate::web::displays::Displays;
use crate::web::early::Early;
use crate::web::form::Form;
use crate::web::hands::{Hands, system};
use crate::web::keep::{self, Kept};
use crate::web::layer::Layer;
use crate::web::listen::Timer;
use crate::web::opening::{self as opened, Opening};
use crate::web::page::Page;
use crate::web::panel::Panel;
use crate::web::peer::{Peer, PeerConfig};
use crate::web::people::People;
use crate::web::picture::PictureBox;
use crate::web::remember::Remember;
use crate::web::socket::Socket;
use crate::web::vault::Vault;
use crate::web::video::Video;
use crate::web::{save_file, toggle_fullscreen};
use viewer::input::chord;
use viewer::input::keyboard::Keyboard;
use viewer::input::pointer::Pointer;
use viewer::input::touch::Touch;
use viewer::log::{SessionLog, Told};
use viewer::opening::{File, Opened, open};
use viewer::overlay::Overlay;
use viewer::queue::{self, Queue};
use viewer::state::{Input, Phase, Viewer};
use viewer::words::Say;

/// Messages that are held back until a frame is shown. A sharer has said about six by then; of more
/// none is held back.
const HELD: usize = 32;

/// How long who comes with a code is let connect before the rest is seen to, in ms: whom the Helper
/// knows, and which log was left, is for those who come without one.
const REST_MS: i32 = 1000;

/// The machines, and what they drive.
pub(super) struct Core {
    pub(super) tell: Tell,
    pub(super) viewer: Viewer<OsRng>,
    pub(super) queue: Queue<OsRng>,
    /// The queue's link to the signal server.
    pub(super) watch: Option<Socket>,
    pub(super) vault: Vault,
    /// Why this browser can keep no identity.
    pub(super) unable: Option<Unable>,
    pub(super) keyboard: Keyboard,
    pub(super) pointer: Pointer,
    pub(super) touch: Touch,
    pub(super) gauges: Gauges,
    pub(super) log: SessionLog,
    /// What of it survives a reload.
    pub(super) kept: Kept,
    /// Whether the sharer told what does not fit together.
    pub(super) log_differs: bool,
    /// How the User is called.
    pub(super) user: String,
    pub(super) config: PeerConfig,
    pub(super) socket: Option<Socket>,
    pub(super) peer: Option<Peer>,
    /// The size of the decoded picture, until the sharer says the display's.
    pub(super) decoded: Option<Size>,
    /// Whether control was held when the page was last shown.
    pub(super) had_control: bool,
    /// Whether the picture was.
    pub(super) had_picture: bool,
    /// Whether the browser has shown a frame of it.
    pub(super) is_pictured: bool,
    /// What the sharer said before that, and has time until then.
    pub(super) unseen: VecDeque<CursorMessage>,
    pub(super) untold: VecDeque<Told>,
    /// When its age was shown last.
    pub(super) aged: Tick,
    /// Rings at the machines' next deadline.
    timer: Timer,
    /// When that is.
    due: Option<Tick>,
    /// Rings before the page is painted, while a move waits for it.
    pub(super) painting: Timer,
    /// Rings when it is time for what nobody waits for.
    _rest: Timer,
    /// Rings every second of a session.
    pub(super) seconds: Timer,
    pub(super) page: Page,
    pub(super) form: Form,
    pub(super) opening: Opening,
    pub(super) people: People,
    pub(super) remember: Remember,
    pub(super) displays: Displays,
    pub(super) panel: Panel,
    pub(super) picture: PictureBox,
    pub(super) video: Video,
    pub(super) overlay: Overlay,
    pub(super) layer: Layer,
    pub(super) cursor: Cursor,
    pub(super) hands: Hands,
}

impl Core {
    pub(super) fn new(mut early: Early, tell: Tell) -> Result<Self, Error> {
        let ring = |event: Event| {
            let tell = tell.clone();
            Timer::new(move || {
                tell(event.clone());
            })
        };
        let video = Video::new(&tell)?;
        let config = PeerConfig::default();
        // What the viewer is about to ask for takes longest; the browser works on it while the page
        // is filled.
        let is_announced = Form::is_announced();
        let (socket, peer) = if is_announced {
            let socket = match early.socket() {
                Some(socket) => Socket::take(socket, &tell, Event::Socket),
                None => Socket::open(&tell, Event::Socket),
            };
            (socket.ok(), Peer::open(early.peer(), &config, video.attach(), &tell).ok())
        } else {
            (None, None)
        };
        Ok(Self {
            viewer: Viewer::new(OsRng),
            queue: Queue::new(OsRng),
            watch: None,
            vault: Vault::new(&tell),
            unable: None,
            keyboard: Keyboard::new(system()),
            pointer: Pointer::default(),
            touch: Touch::default(),
            gauges: Gauges::default(),
            log: SessionLog::new(Say::You.english(), &mut OsRng),
            kept: Kept::default(),
            log_differs: false,
            user: Say::TheUser.english().to_owned(),
            config,
            socket,
            peer,
            decoded: None,
            had_control: false,
            had_picture: false,
            is_pictured: false,
            unseen: VecDeque::new(),
            untold: VecDeque::new(),
            aged: Tick::default(),
            timer: ring(Event::Timer),
            due: None,
            painting: ring(Event::Frame),
            _rest: {
                let mut rest = ring(Event::Rest);
                rest.after(if is_announced { REST_MS } else { 0 });
                rest
            },
            seconds: ring(Event::Second),
            page: Page::new(&tell)?,
            form: Form::new(&tell)?,
            opening: Opening::new(&tell)?,
            people: People::new(&tell)?,
            remember: Remember::new()?,
            displays: Displays::new(&tell)?,
            panel: Panel::new(&tell)?,
            picture: PictureBox::new(&tell)?,
            video,
            overlay: Overlay::default(),
            layer: Layer::new(&tell)?,
            cursor: Cursor::new()?,
            hands: Hands::new(&tell)?,
            tell,
        })
    }

    /// What `stats()` gives.
    pub(super) fn stats(&self) -> JsValue {
        self.gauges.object()
    }

    /// Works on one event.
    pub(super) fn on(&mut self, event: Event) -> Reaction {
        let reaction = self.take(event);
        self.wait();
        reaction
    }

    /// Lets the timer ring at the next deadline.
    fn wait(&mut self) {
        let due = earliest(self.viewer.deadline(), self.keyboard.deadline());
        let due = earliest(due, self.touch.deadline());
        let due = earliest(due, self.queue.deadline());
        let due = earliest(due, self.age_due());
        if due == self.due {
            return;
        }
        self.due = due;
        match due {
            // One more, since the clock is cut to whole ms and must have passed the deadline.
            Some(due) => {
                let wait = due.since(tick()).as_millis() + 1;
                self.timer.after(i32::try_from(wait).unwrap_or(i32::MAX));
            }
            None => self.timer.stop(),
        }
    }

    fn take(&mut self, event: Event) -> Reaction {
        match event {
            Event::Hand(hand) => return self.hand(hand),
            Event::File(file) => self.file(&file),
            // A page that nobody does anything with holds nothing ready.
            Event::Typed if self.form.is_begun() => self.give(Input::Expect),
            Event::Typed => {}
            Event::Join { code, name } => {
                self.opening.show(None);
                self.begin(&name);
                self.give(Input::Connect { way: code.into(), name });
            }
            Event::Wish(wish) => self.wish(wish),
            Event::Person(wish) => self.person(wish),
            Event::Vault(event) => self.kept(event),
            Event::Watch(event) => self.queue(match event {
                SocketEvent::Open => queue::Input::SocketOpen,
                SocketEvent::Text(text) => queue::Input::SocketText(text),
                SocketEvent::Closed => queue::Input::SocketClosed,
            }),
            Event::Blur => self.let_go(),
            Event::Leave => self.give(Input::Disconnect),
            Event::Resize => self.lay_out(),
            Event::Socket(event) => self.give(match event {
                SocketEvent::Open => Input::SocketOpen,
                SocketEvent::Text(text) => Input::SocketText(text),
                SocketEvent::Closed => Input::SocketClosed,
            }),
            Event::Peer(event) => self.peer_event(event),
            Event::Shown { rtp } => {
                self.pictured();
                self.give(Input::Shown(rtp.map(Stamp)));
                self.overlay.shown(rtp.map(Stamp));
                self.lay_tiles();
                self.gauges.shown(rtp);
                self.show_age();
            }
            Event::Tile { ticket, picture } => {
                let is_read = picture.is_some();
                if let Some(picture) = picture {
                    self.layer.keep(ticket, picture);
                }
                self.overlay.decoded(ticket, is_read);
                self.lay_tiles();
            }
            Event::Picture { width, height } => {
                self.gauges.sized(width, height);
                self.decoded = Size::new(width, height).ok();
                self.lay_out();
            }
            Event::Counters(counters) => {
                self.gauges.counted(counters);
                self.page.show_statistics(&self.gauges.fields());
            }
            Event::Timer => {
                self.due = None;
                self.ring();
            }
            Event::Frame => {
                if let Some(event) = self.pointer.frame() {
                    self.give(Input::Hand(event));
                }
            }
            Event::Rest => {
                self.vault.read();
                if self.viewer.view().phase == Phase::Idle {
                    self.page.offer_last_log(keep::has_last());
                }
            }
            Event::Second => {
                self.pictured();
                if let Some(peer) = &self.peer {
                    peer.count(&self.tell);
                }
            }
        }
        Reaction::Allow
    }

    /// Does what the overlay wants.
    fn lay_tiles(&mut self) {
        while let Some(output) = self.overlay.poll() {
            self.layer.perform(output);
        }
    }

    /// Gives the viewer something and does what it answers.
    pub(super) fn give(&mut self, input: Input) {
        self.viewer.handle(input, tick());
        while let Some(output) = self.viewer.poll() {
            self.perform(output);
        }
    }

    /// Whether what the sharer says now is held back until a frame is shown.
    pub(super) fn has_time(&self) -> bool {
        !self.is_pictured && self.unseen.len() + self.untold.len() < HELD
    }

    /// Catches up with what had time until a frame was shown, or a second has passed.
    pub(super) fn pictured(&mut self) {
        if std::mem::replace(&mut self.is_pictured, true) {
            return;
        }
        while let Some(message) = self.unseen.pop_front() {
            self.cursor.take(message);
        }
        self.draw_cursor();
        while let Some(told) = self.untold.pop_front() {
            self.follow(&told);
        }
    }

    /// A new session: nothing of the last one stays.
    pub(super) fn begin(&mut self, name: &DisplayName) {
        self.is_pictured = false;
        self.unseen.clear();
        self.untold.clear();
        self.user = Say::TheUser.english().to_owned();
        self.log.begin(name.as_str(), &mut OsRng);
        self.kept = Kept::default();
        self.log_differs = false;
        self.gauges = Gauges::default();
        self.decoded = None;
        self.overlay.restart();
        self.lay_tiles();
        self.cursor.clear();
        self.panel.clear();
        self.panel.open(false);
    }

    /// A file that comes at any other time than before a session is not looked at.
    fn file(&mut self, file: &File) {
        if self.viewer.view().phase != Phase::Idle {
            return;
        }
        let opened = open(file, &opened::page(), unix());
        self.opening.show(Some(&opened));
        if let Opened::Here { slot, user } = &opened {
            self.form.invite(*slot, user);
            self.give(Input::Expect);
        }
    }

    fn peer_event(&mut self, event: PeerEvent) {
        match event {
            PeerEvent::Offer(sdp) => self.give(Input::Offer { sdp }),
            PeerEvent::Candidate(candidate) => self.give(Input::Candidate(candidate)),
            PeerEvent::NoDecoder => self.give(Input::NoDecoder),
            PeerEvent::Failed => self.give(Input::PeerFailed),
            PeerEvent::Open(Channel::Control) => self.give(Input::ControlOpen),
            PeerEvent::Closed(Channel::Control) => self.give(Input::ControlClosed),
            PeerEvent::Text(Channel::Control, text) => self.give(Input::ControlText(text)),
            PeerEvent::Bytes(Channel::Cursor, bytes) => self.give(Input::CursorBytes(bytes)),
            PeerEvent::Bytes(Channel::Frames, bytes) => match FrameRecord::decode(&bytes) {
                Ok(record) => {
                    self.overlay.record(&record);
                    self.lay_tiles();
                }
                Err(_) => self.give(Input::ControlText(String::new())),
            },
            PeerEvent::Bytes(Channel::Exact, bytes) => match ExactTile::decode(&bytes) {
                Ok(tile) => {
                    self.overlay.tile(tile);
                    self.lay_tiles();
                }
                Err(_) => self.give(Input::ControlText(String::new())),
            },
            // The kind that the channel does not carry: no message, and counted as such.
            PeerEvent::Bytes(Channel::Control, _)
            | PeerEvent::Text(Channel::Cursor | Channel::Frames | Channel::Exact, _) => {
                self.give(Input::ControlText(String::new()));
            }
            // Nothing comes back on these.
            PeerEvent::Open(
                Channel::Input
                | Channel::Pointer
                | Channel::Cursor
                | Channel::Frames
                | Channel::Exact,
            )
            | PeerEvent::Closed(
                Channel::Input
                | Channel::Pointer
                | Channel::Cursor
                | Channel::Frames
                | Channel::Exact,
            )
            | PeerEvent::Text(Channel::Input | Channel::Pointer, _)
            | PeerEvent::Bytes(Channel::Input | Channel::Pointer, _) => {}
        }
    }

    fn wish(&mut self, wish: Wish) {
        match wish {
            Wish::RequestControl => self.give(Input::RequestControl),
            Wish::GiveUpControl => self.give(Input::GiveUpControl),
            Wish::Disconnect => self.give(Input::Disconnect),
            Wish::Again => self.give(Input::Again),
            Wish::Remember => self.give(Input::Remember),
            Wish::Answer(yes) => self.give(Input::AnswerWish(yes)),
            Wish::Dismiss => self.give(Input::Dismiss),
            Wish::Chat(text) => self.give(Input::Chat(text)),
            Wish::SaveLog => {
                let name = self.log.file_name().map(str::to_owned);
                self.save_log(name.map(|name| (name, self.log.to_xml())));
            }
            Wish::SaveLastLog => self.save_log(keep::last()),
            Wish::TogglePanel => {
                self.panel.open(!self.panel.is_open());
                self.panel.focus();
                self.lay_out();
            }
            Wish::ToggleStatistics => {
                self.page.toggle_statistics();
                self.lay_out();
            }
            Wish::ToggleFullscreen => toggle_fullscreen(),
            Wish::ToggleTyping => {
                let on = self.hands.toggle_typing();
                self.page.mark_typing(on);
            }
            Wish::Zoom(zoom) => {
                self.picture.zoom(zoom);
                self.lay_out();
            }
            Wish::ShowDisplay(name) => {
                self.give(Input::ShowDisplay(name));
                self.picture.focus();
            }
            Wish::SendKeys(keys) => {
                let keys: Vec<&str> = keys.split(' ').collect();
                for event in chord(&keys) {
                    self.give(Input::Hand(event));
                }
                self.picture.focus();
            }
        }
    }

    fn save_log(&mut self, log: Option<(String, String)>) {
        if log.is_some_and(|(name, text)| save_file(&name, &text).is_err()) {
            self.page.note(Say::NoteLogNotSaved.english());
        }
    }

    /// The deadline of one of the machines passed.
    fn ring(&mut self) {
        let now = tick();
        self.keyboard.timeout(now);
        self.send_keys();
        if let Some(gesture) = self.touch.timeout(now) {
            self.gesture(gesture);
        }
        self.queue(queue::Input::Timeout);
        self.give(Input::Timeout);
        self.show_age();
    }

    /// Places the picture anew.
    pub(super) fn lay_out(&mut self) {
        let view = self.viewer.view();
        let size = view.shows_picture().then(|| view.screen.or(self.decoded)).flatten();
        self.picture.show(size);
        self.draw_cursor();
    }

    pub(super) fn draw_cursor(&self) {
        let size = self.viewer.view().screen.or(self.decoded);
        let scale = size.map_or(1.0, |size| self.picture.scale(size));
        self.cursor.draw(size, scale);
    }
}
