//! The viewers' ends: the page's machine or the attacker, their shells, and the checks at each step.

use protocol::channel::Channel;
use protocol::input::numbered;
use protocol::limits;
use protocol::peer::{Party, ToSharer};
use viewer::state::{PathId, PathOutput, SessionInput};
use viewer::{log, state};

use super::connection::Way;
use super::{Helper, Link, Packet, Promise, Socket, World, wrong};
use crate::ends::{CANARY, Who, name};
use crate::hostile::Move;

impl World {
    /// The Helper at viewer `n` types the code, or words that are not.
    pub fn type_code(&mut self, n: usize, right: bool) {
        if self.plan.known {
            let meeting = self.known.meeting(name("User-canary"), right);
            let name = name(&format!("Helper-canary {n}"));
            return self.viewer(n, connect(meeting.into(), name));
        }
        let Some(code) = self.sharer.code.clone() else {
            return;
        };
        let right = right && !matches!(self.viewers[n].helper, Helper::Hostile(_))
            || matches!(self.viewers[n].helper, Helper::Hostile(_))
                && self.chance.percent(self.plan.informed);
        let code = if right { code } else { wrong(&code, &mut self.chance) };
        match &mut self.viewers[n].helper {
            Helper::Honest(_) => {
                let name = name(&format!("Helper-canary {n}"));
                self.viewer(n, connect(code.into(), name));
            }
            Helper::Hostile(hostile) => {
                hostile.learn(code);
                self.obey_hostile(n);
            }
        }
    }

    /// Feeds a viewer, obeys it, and checks it.
    pub fn viewer(&mut self, n: usize, input: state::Input) {
        self.note(|| format!("viewer {n} ← {input:?}"));
        let Helper::Honest(viewer) = &mut self.viewers[n].helper else {
            return;
        };
        viewer.handle(input, self.now);
        let (mut outputs, mut sent) = (0, 0);
        while let Some(output) = self.next_of(n) {
            match &output {
                state::Output::Control(..) | state::Output::SendInput { .. } => sent += 1,
                state::Output::Transfer(_) => {}
                _ => outputs += 1,
            }
            self.note(|| format!("viewer {n} → {output:?}"));
            self.perform_viewer(n, output);
        }
        // Property 7: at most all candidates that waited, and a handful of words.
        let most = usize::try_from(limits::CANDIDATES).unwrap() + 12;
        assert!(outputs <= most, "{outputs} outputs for one input of viewer {n}");
        let most = 2 * limits::UNACKNOWLEDGED;
        assert!(sent <= most, "{sent} messages for one input of viewer {n}");
        let end = &mut self.viewers[n];
        let Helper::Honest(viewer) = &end.helper else {
            return;
        };
        // Property 3, on the Helper's side.
        let controls = viewer.view().phase == state::Phase::ControlSharing;
        assert!(controls || end.held.is_empty(), "viewer {n} holds {:?}", end.held);
        if viewer.view().picture == state::Picture::Shown {
            end.saw = true;
            assert!(self.sharer.reference.shared_once(), "viewer {n} shows what nobody shared");
        }
        if let Some(user) = &viewer.view().user {
            assert_eq!(user.as_str(), "User-canary", "viewer {n} was told of somebody else");
        }
    }

    pub(super) fn next_of(&mut self, n: usize) -> Option<state::Output> {
        match &mut self.viewers[n].helper {
            Helper::Honest(viewer) => viewer.poll(),
            Helper::Hostile(_) => None,
        }
    }

    pub(super) fn perform_viewer(&mut self, n: usize, output: state::Output) {
        use state::Output as O;
        let who = Who::Viewer(n);
        match output {
            O::Path(path, output) => self.perform_path(n, path, output),
            O::OpenSocket => {
                self.disconnect(who);
                self.connect(who);
            }
            O::Signal(message) => self.say(who, message.encode()),
            O::CloseSocket => self.disconnect(who),
            O::Control(path, message) => {
                self.tell_sharer(n, path, Channel::Control, message.encode().into_bytes());
            }
            O::Ping { path, acknowledged, deaf } => {
                self.viewers[n].pings += 1;
                let message = ToSharer::Ping { at: self.viewers[n].pings, deaf };
                let message = message.unnumbered(acknowledged, 0);
                self.tell_sharer(n, path, Channel::Control, message.encode().into_bytes());
            }
            O::SendInput { path, channel: Channel::Input, number, event } => {
                let bytes = numbered(number, &event.encode());
                self.tell_sharer(n, path, Channel::Input, bytes);
            }
            O::SendInput { path, channel, event, .. } => {
                self.tell_sharer(n, path, channel, event.encode());
            }
            O::UsePath(path) => {
                assert!(self.viewers[n].paths.contains_key(&path), "{path:?} is not open");
                self.viewers[n].active = Some(path);
            }
            O::Transfer(effect) => self.perform_viewer_transfer(n, effect),
            // These viewers are shown no frames.
            O::SwitchPicture(_) | O::SavePicture | O::MarksCleared => {}
            O::ForgetPressed => self.viewers[n].held.clear(),
            O::Log(log::LogEvent::Chat { from: Party::User, text, .. }) => {
                let read = &mut self.viewers[n].read;
                read.push(text);
                // What the User wrote, once and in order.
                let said = &self.sharer.said;
                assert!(said.starts_with(read), "viewer {n} read {read:?} of {said:?}");
            }
            O::Log(log::LogEvent::Chat { from: Party::Helper, text, .. }) => {
                self.viewers[n].said.push(text);
            }
            // These viewers have no contacts.
            O::PrepareLane
            | O::CompareName(_)
            | O::LoadOwnKey
            | O::AgreeKey { .. }
            | O::SaveContact { .. }
            | O::DeleteContact(_)
            | O::Pong { .. }
            | O::InputProcessed { .. }
            | O::Cursor(_)
            | O::Frame(_)
            | O::Tile(_)
            | O::StoreTries
            | O::ViewChanged
            | O::Notify(_)
            | O::Log(_)
            | O::SendLogKey
            | O::SharerLog(_) => {}
        }
    }

    fn perform_path(&mut self, n: usize, path: PathId, output: PathOutput) {
        let way = self.viewers[n].paths.get(&path).copied();
        match output {
            PathOutput::Open { .. } => {
                assert!(way.is_none(), "viewer {n} opens {path:?} twice");
                self.open_peer(n, path);
            }
            PathOutput::OpenLane { token } => self.open_viewer_lane(n, path, token),
            PathOutput::GreetLane { secret } => {
                assert!(way.is_some(), "viewer {n} greets on {path:?}, which is not open");
                self.greet_on_lane(n, path, secret);
            }
            PathOutput::SetServers { .. } => match way {
                Some(Way::Direct(id)) => self.make_offer(id),
                Some(Way::Lane(_) | Way::Nowhere) | None => panic!("{path:?} has no servers"),
            },
            PathOutput::SetAnswer { sdp } => {
                assert!(way.is_some(), "viewer {n} uses {path:?}, which is not open");
                self.set_answer(n, path, &sdp);
            }
            PathOutput::AddCandidate(candidate) => {
                assert!(way.is_some(), "viewer {n} uses {path:?}, which is not open");
                assert!(candidate.candidate.contains(CANARY), "a candidate of a stranger");
            }
            PathOutput::Close => {
                assert!(way.is_some(), "viewer {n} closes {path:?}, which is not open");
                self.close_viewer_path(n, path);
            }
        }
        // Two direct ones, of which one replaces the other, and two lanes likewise.
        let paths = &self.viewers[n].paths;
        assert!(paths.len() <= limits::PATHS, "viewer {n} has {paths:?}");
    }

    pub(super) fn obey_hostile(&mut self, n: usize) {
        loop {
            let Helper::Hostile(hostile) = &mut self.viewers[n].helper else {
                return;
            };
            let Some(step) = hostile.poll() else { return };
            self.note(|| format!("hostile {n} → {step:?}"));
            match step {
                Move::Open => {
                    self.disconnect(Who::Viewer(n));
                    self.connect(Who::Viewer(n));
                }
                Move::Close => self.disconnect(Who::Viewer(n)),
                Move::Send(text) => {
                    if let Socket::Open(id) = self.viewers[n].socket {
                        let packet = Packet::ToServer(id, text);
                        self.net.send(Link::Up(id), Promise::Stream, packet, self.now);
                    }
                }
                Move::OpenPeer(path) => {
                    self.close_viewer_path(n, path);
                    self.open_peer(n, path);
                }
                Move::OpenLane(path, token, secret) => {
                    self.close_viewer_path(n, path);
                    self.open_viewer_lane(n, path, token);
                    self.greet_on_lane(n, path, secret);
                }
                Move::SetAnswer(path, sdp) => self.set_answer(n, path, &sdp),
                Move::Tell(path, channel, bytes) => self.tell_sharer(n, path, channel, bytes),
                Move::Hangup(path) => self.close_viewer_path(n, path),
            }
        }
    }
}

fn connect(target: state::Target, name: protocol::name::DisplayName) -> state::Input {
    state::Input::Session(SessionInput::Connect { target, name })
}
