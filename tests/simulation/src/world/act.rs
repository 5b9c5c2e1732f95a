//! What people and fate do of their own accord.

use std::time::Duration;

use ::transfer::shell::TransferInput;
use protocol::geometry::{Point, Size};
use protocol::input::{Action, InputEvent};
use protocol::mark::{Mark, MarkColor, MarkShape};
use protocol::right::{Lasting, Right};
use protocol::transfer::{ClipboardSizes, TransferKind};

use session::bandwidth::BandwidthRequest;
use session::display::Layout;
use session::display::Screen;

use super::server::Server;
use super::{Answer, Event, Helper, Link, PersonInput, World, state, user};
use crate::ends::Who;
use crate::random_input::input_event;

impl World {
    pub(super) fn act(&mut self) {
        let pause = match self.chance.below(4) {
            0 => self.chance.between(0, 5),
            1 => self.chance.between(5, 100),
            2 => self.chance.between(100, 800),
            _ => self.chance.between(800, 3_000),
        };
        self.next_act = Some(self.now + Duration::from_millis(pause));
        if let Server::Mallory(mallory) = &mut self.server
            && self.chance.percent(10)
        {
            mallory.act();
            return self.serve();
        }
        match self.chance.below(10) {
            0 | 1 if self.is_asleep(Who::Sharer) => {}
            0 | 1 => self.act_person(),
            2 if self.plan.faults => self.act_fate(),
            _ => {
                let n = usize::try_from(self.chance.below(self.viewers.len() as u64)).unwrap_or(0);
                if !self.is_asleep(Who::Viewer(n)) {
                    self.act_helper(n);
                }
            }
        }
    }

    fn act_person(&mut self) {
        match self.chance.below(12) {
            0 => self.person(PersonInput::Pause),
            1 | 2 => self.person(PersonInput::Resume),
            3 if self.chance.percent(50) => {
                let max_kbit = u32::try_from(self.chance.between(100, 9000)).ok();
                self.person(PersonInput::Bandwidth(BandwidthRequest { level: None, max_kbit }));
            }
            3 => self.person(PersonInput::NextStep),
            4 if self.chance.percent(50) => self.person(PersonInput::StopControl),
            4 => {
                let right = self.beside();
                self.person(PersonInput::Revoke(right));
            }
            5 | 6 => {
                let text = format!("user says {}", self.now);
                self.person(PersonInput::Chat { text });
            }
            7 => {
                // An answer to a question that may not stand.
                let id = u32::try_from(self.chance.below(6)).unwrap_or(0);
                let allow = self.chance.percent(self.plan.allow);
                let answer = self.answer(allow);
                self.person(PersonInput::Answer { id, answer });
            }
            8 | 9 => {
                let side = u32::try_from(self.chance.between(1, 4000)).unwrap_or(1);
                self.shows_a_screen(side);
            }
            11 if self.plan.faults => {
                let open = self.chance.percent(30);
                self.sharer.reference.prompt(open);
                self.event(Event::SystemPrompt { open });
            }
            10 if self.plan.leave && self.chance.percent(15) => {
                self.person(PersonInput::Disconnect);
            }
            10 | 11 => {
                let guest = self.sharer.paths.keys().next().map(|(guest, _)| *guest);
                if let Some(guest) = guest {
                    let input = self.copy();
                    self.event(Event::Transfer { guest, input });
                }
            }
            _ => {}
        }
    }

    /// The screen is a square of so many pixels from now on.
    pub fn shows_a_screen(&mut self, side: u32) {
        if let Ok(size) = Size::new(side, side) {
            let (layout, since_us) = (Layout::plain(size), self.now.as_millis() * 1000);
            self.event(Event::Screen(Screen { layout, since_us }));
        }
    }

    /// Something was copied.
    fn copy(&mut self) -> TransferInput {
        let text = u32::try_from(self.chance.between(1, 80_000)).ok();
        let what = TransferKind::Clipboard(ClipboardSizes { text, ..Default::default() });
        TransferInput::Offer { ticket: 1, what }
    }

    /// A yes or a no, with all that may be said along with it.
    pub(super) fn answer(&mut self, allow: bool) -> Answer {
        match (allow, self.chance.percent(20)) {
            (true, false) if self.chance.percent(30) => {
                let lasting = [Lasting::ThisTime, Lasting::TenMinutes, Lasting::Session];
                Answer::AllowFor(*self.chance.pick(&lasting))
            }
            (true, false) => Answer::Allow,
            (true, true) => Answer::AllowWithPrompts,
            (false, false) => Answer::Refuse,
            (false, true) => Answer::RefuseForGood,
        }
    }

    /// A right beside the picture and control.
    fn beside(&mut self) -> Right {
        *self.chance.pick(&[Right::ClipboardRead, Right::ClipboardWrite, Right::Point])
    }

    fn act_helper(&mut self, n: usize) {
        if let Helper::Hostile(hostile) = &mut self.viewers[n].helper {
            hostile.act();
            return self.obey_hostile(n);
        }
        match self.chance.below(20) {
            0..=2 => self.viewer(n, state::Input::Person(state::PersonInput::RequestControl)),
            3 => self.viewer(n, state::Input::Person(state::PersonInput::GiveUpControl)),
            8 => {
                let right = self.beside();
                self.viewer(n, state::Input::Person(state::PersonInput::RequestRight(right)));
            }
            9 if self.chance.percent(50) => {
                let right = self.beside();
                self.viewer(n, state::Input::Person(state::PersonInput::GiveUpRight(right)));
            }
            10 | 11 => {
                let input = self.copy();
                self.viewer(n, state::Input::Transfer(input));
            }
            4 | 5 => {
                let text = format!("helper {n} says {}", self.now);
                self.viewer(n, state::Input::Person(state::PersonInput::Chat(text)));
            }
            6 if self.plan.leave && self.chance.percent(15) => {
                self.viewer(n, state::Input::Session(state::SessionInput::Disconnect));
            }
            12 => {
                self.sees_a_frame(n);
                for _ in 0..self.chance.between(1, 4) {
                    self.act_mark(n);
                }
            }
            7 if self.chance.percent(20) => {
                let right = self.chance.percent(self.plan.right);
                self.type_code(n, right);
            }
            _ => {
                for _ in 0..self.chance.between(1, 12) {
                    self.act_hand(n);
                }
            }
        }
    }

    /// The page shows a frame of the picture that was announced last: points refer to it from now on.
    pub fn sees_a_frame(&mut self, n: usize) {
        self.viewer(n, state::Input::FrameShown(None));
    }

    /// The Helper points, draws, or suggests a step.
    fn act_mark(&mut self, n: usize) {
        let (at, color, kept) = (Point::default(), MarkColor::Red, self.chance.percent(50));
        let mark = match self.chance.below(8) {
            0 => {
                let at = self.chance.percent(80).then_some(at);
                let input = state::PersonInput::PointAt(at, color);
                return self.viewer(n, state::Input::Person(input));
            }
            1 => Mark::Begin { shape: MarkShape::Freehand, color, kept, at },
            2 => Mark::Finish {},
            3 => Mark::Click { at, color },
            4 => Mark::Undo {},
            5 if self.chance.percent(20) => Mark::Clear {},
            _ => Mark::Step { at, text: "Press Save".into() },
        };
        self.viewer(n, state::Input::Person(state::PersonInput::Mark(mark)));
    }

    fn act_hand(&mut self, n: usize) {
        let mut event = input_event(&mut self.chance, &mut self.viewers[n].seq);
        // The page's own reducer counts what is held only while it controls.
        let Helper::Honest(viewer) = &self.viewers[n].helper else {
            return;
        };
        if viewer.is_controlling() {
            if let InputEvent::Wheel { dx, dy, .. } = &mut event {
                self.viewers[n].wheel += 1;
                let (right, down) = user::notches(self.viewers[n].wheel);
                (*dx, *dy) = (right * 120, down * 120);
            }
            let held = &mut self.viewers[n].held;
            match &event {
                InputEvent::Key { key, action: Action::Press } => {
                    held.insert(key.evdev());
                }
                InputEvent::Key { key, action: Action::Release } => {
                    held.remove(&key.evdev());
                }
                InputEvent::ReleaseAll => held.clear(),
                InputEvent::Move { .. }
                | InputEvent::Button { .. }
                | InputEvent::Wheel { .. }
                | InputEvent::Picture { .. }
                | InputEvent::Character { .. } => {}
            }
        }
        self.viewer(n, state::Input::Person(state::PersonInput::Control(event)));
    }

    fn act_fate(&mut self) {
        match self.chance.below(10) {
            0..=3 => {
                let until = self.now + Duration::from_millis(self.chance.between(200, 4_000));
                self.net.black_out(until);
            }
            // A night in a tunnel.
            4 if self.chance.percent(25) => {
                let time = Duration::from_millis(self.chance.between(4_000, 70_000));
                self.net.black_out(self.now + time);
                if self.chance.percent(50) {
                    self.restart_sockets();
                    self.cut_lanes(false);
                }
            }
            4 | 5 => {
                let live = self.live_sockets();
                if !live.is_empty() {
                    let id = *self.chance.pick(&live);
                    self.break_connection(id);
                }
            }
            6 if self.server.is_honest() => self.restart_server(),
            7 => self.act_on_paths(),
            8 if self.chance.percent(30) => {
                let user = self.chance.percent(50);
                let time = Duration::from_millis(self.chance.between(500, 70_000));
                self.sleep(if user { Who::Sharer } else { Who::Viewer(0) }, time);
            }
            9 if self.chance.percent(5) => {
                self.sharer.reference.prompts_unwatched();
                self.event(Event::PromptsUnwatched);
            }
            _ => {}
        }
    }

    fn act_on_paths(&mut self) {
        match self.chance.below(5) {
            0 => self.cut_directs(),
            1 => {
                let silently = self.chance.percent(50);
                self.cut_lanes(silently);
            }
            2 if self.chance.percent(50) => self.sever(),
            _ => {
                let lanes: Vec<u64> = self.lanes.keys().copied().collect();
                if !lanes.is_empty() {
                    let id = *self.chance.pick(&lanes);
                    self.net.cut(Link::Up(id));
                    self.net.cut(Link::Down(id));
                    self.lane_breaks(id);
                }
            }
        }
    }
}
