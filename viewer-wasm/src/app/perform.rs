//! SHELL: does what the viewer answers.

use protocol::channel::Channel;
use protocol::input::{Action, InputEvent, Mark};
use protocol::peer::ToSharer;

use super::core::Core;
use crate::event::{Event, PeerEvent, SocketEvent};
use crate::web::clock::{local, moment, now_us};
use crate::web::complain;
use crate::web::cursor::Role;
use crate::web::keep;
use crate::web::peer::{NoPeer, Peer};
use crate::web::socket::Socket;
use viewer::log::{Happening, Told};
use viewer::queue;
use viewer::state::{Control, Output, Phase};
use viewer::words::{self, Say};

/// How often the browser's counters are read, in ms.
const STATISTICS_MS: i32 = 1000;

impl Core {
    /// Does one thing.
    pub(super) fn perform(&mut self, output: Output) {
        match output {
            Output::OpenPeer if self.peer.is_some() => {}
            Output::OpenPeer => self.open_peer(),
            Output::SetAnswer { sdp } => {
                if let Some(peer) = &self.peer {
                    peer.set_answer(&sdp, &self.tell);
                    self.seconds.every(STATISTICS_MS);
                }
            }
            Output::AddCandidate(candidate) => {
                if let Some(peer) = &self.peer {
                    peer.add_candidate(&candidate);
                }
            }
            Output::ClosePeer => {
                self.peer = None;
                self.seconds.stop();
                self.video.detach();
            }
            Output::OpenSocket if let Some(socket) = &self.socket => {
                if let Some(missed) = socket.missed() {
                    self.later(Event::Socket(missed));
                }
            }
            Output::OpenSocket => match Socket::open(&self.tell, Event::Socket) {
                Ok(socket) => self.socket = Some(socket),
                Err(error) => {
                    complain(&error);
                    self.later(Event::Socket(SocketEvent::Closed));
                }
            },
            Output::Signal(message) => {
                if let Some(socket) = &self.socket {
                    socket.send(&message.encode());
                }
            }
            Output::CloseSocket => self.socket = None,
            Output::Control(message) => self.say(&message),
            Output::Ping => self.say(&ToSharer::Ping { at: now_us() }),
            Output::Pong { at, media, seen } => {
                self.gauges.answered(at, media, seen);
                self.show_age();
            }
            Output::Hand { channel: which, event } => {
                if let Some(channel) = self.peer.as_ref().and_then(|peer| peer.channel(which)) {
                    channel.send_bytes(&event.encode());
                    if does_something(event)
                        && let Some(number) = self.gauges.sent()
                    {
                        channel.send_bytes(&Mark { number }.encode());
                    }
                }
            }
            Output::Taken { number, media } => self.gauges.taken(number, media),
            Output::Aim(number) => {
                let event = self.pointer.aim(number);
                self.perform(Output::Hand { channel: Channel::Input, event });
            }
            Output::ReleaseHeld => self.forget_held(),
            // Behind the first frame, which it would only hold up.
            Output::Cursor(message) if self.has_time() => self.unseen.push_back(message),
            Output::Cursor(message) => {
                self.pictured();
                self.cursor.take(message);
                self.draw_cursor();
            }
            Output::Show => self.show(),
            Output::Note(note) => self.page.note(&words::note(note).to(&self.user)),
            Output::Log(what) => self.write(&what),
            Output::Own => self.own_key(true),
            Output::Meet { name, key } => self.meet(name, key),
            Output::Keep { name, key, kind } => self.keep(name, key, kind),
            Output::Forget(key) => self.vault.forget(key),
            Output::SayLogKey => self.say(&ToSharer::LogKey { key: self.log.public_key() }),
            Output::Told(told) if self.has_time() => self.untold.push_back(told),
            Output::Told(told) => {
                self.pictured();
                self.follow(&told);
            }
        }
    }

    fn open_peer(&mut self) {
        match Peer::open(None, &self.config, self.video.attach(), &self.tell) {
            Ok(peer) => self.peer = Some(peer),
            Err(NoPeer::Decoder) => self.later(Event::Peer(PeerEvent::NoDecoder)),
            Err(NoPeer::Browser(error)) => {
                complain(&error);
                self.later(Event::Peer(PeerEvent::Failed));
            }
        }
    }

    /// The viewer is in the middle of its answers: what comes of one of them is said behind them.
    pub(super) fn later(&self, event: Event) {
        // While this works on an event, telling one lets it wait.
        (self.tell)(event);
    }

    fn say(&self, message: &ToSharer) {
        let control = self.peer.as_ref().and_then(|peer| peer.channel(Channel::Control));
        if let Some(control) = control {
            control.send_text(&message.encode());
        }
    }

    fn write(&mut self, what: &Happening) {
        // In their order, whatever was held back.
        while let Some(told) = self.untold.pop_front() {
            self.follow(&told);
        }
        let at = moment();
        self.panel.add(at, what, &self.user, self.viewer.view().is_known);
        self.log.write(what, &self.user, at);
        self.keep_log();
        // A session that was one leaves its log on the table.
        if matches!(what, Happening::Ended(_)) && self.log.was_connected() {
            self.panel.open(true);
        }
    }

    /// The sharer tells an entry for the Helper's copy of the log.
    pub(super) fn follow(&mut self, told: &Told) {
        match self.log.follow(told, &local(told.entry.utc)) {
            Ok(seen) => {
                if told.number == 1 {
                    self.kept.restart();
                }
                self.keep_log();
                self.say(&seen);
            }
            // Said once: what follows does not fit either.
            Err(_) if std::mem::replace(&mut self.log_differs, true) => {}
            Err(_) => self.page.note(&Say::NoteLogDiffers.to(&self.user)),
        }
    }

    fn keep_log(&mut self) {
        if let Some(name) = self.log.file_name() {
            self.kept.keep(name, self.log.lines());
        }
    }

    fn show(&mut self) {
        let view = self.viewer.view().clone();
        self.user = words::user_of(&view).to_owned();
        let controls = self.viewer.controls();
        let shows = view.shows_picture();
        if shows && !self.had_picture {
            self.gauges.begin();
        }
        self.had_picture = shows;
        self.show_age();
        let is_new = view.control == Control::Held && !self.had_control;
        self.had_control = view.control == Control::Held;
        self.form.busy(view.phase == Phase::Joining);
        self.opening.busy(view.phase == Phase::Joining);
        self.page.offer_last_log(view.phase == Phase::Idle && keep::has_last());
        self.cursor.role(if controls { Role::Pointing } else { Role::Looking });
        self.hands.allow(controls);
        self.page.show(&view);
        self.remember.show(&view);
        self.displays.show(&view);
        // It is watched as long as the first page is seen.
        let rests = !matches!(view.phase, Phase::Idle | Phase::Joining);
        self.queue(queue::Input::Rest(rests));
        self.lay_out();
        if view.phase == Phase::Idle {
            self.form.focus();
        }
        if is_new && !self.panel.is_writing() {
            self.picture.focus();
            self.hands.hold_keyboard();
        }
    }
}

/// Whether an event is likely to be seen on the screen. A release seldom is.
fn does_something(event: InputEvent) -> bool {
    match event {
        InputEvent::Button { action, .. }
        | InputEvent::Key { action, .. }
        | InputEvent::Character { action, .. } => action == Action::Press,
        InputEvent::Wheel { .. } => true,
        InputEvent::Move { .. } | InputEvent::Picture { .. } | InputEvent::ReleaseAll => false,
    }
}
