//! The viewers' ends: the page's machine or the attacker, their shells, and the checks at each step.

use protocol::channel::Channel;
use protocol::limits;
use protocol::peer::ToSharer;
use viewer::state::{PathId, PathOutput, SessionInput};
use viewer::{log, state};

use super::{Helper, Link, Packet, Promise, Side, Socket, World, wrong};
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
        let mut outputs = 0;
        while let Some(output) = self.next_of(n) {
            outputs += 1;
            self.note(|| format!("viewer {n} → {output:?}"));
            self.perform_viewer(n, output);
        }
        // Property 7: at most all candidates that waited, and a handful of words.
        let most = usize::try_from(limits::CANDIDATES).unwrap() + 12;
        assert!(outputs <= most, "{outputs} outputs for one input of viewer {n}");
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
            O::Control(message) => {
                self.send_direct(n, Channel::Control, message.encode().into_bytes());
            }
            O::Ping => {
                self.viewers[n].pings += 1;
                let message = ToSharer::Ping { at: self.viewers[n].pings };
                self.send_direct(n, Channel::Control, message.encode().into_bytes());
            }
            O::SendInput { channel, event } => self.send_direct(n, channel, event.encode()),
            // These viewers are shown no frames.
            O::SwitchPicture(_) => {}
            O::ForgetPressed => self.viewers[n].held.clear(),
            O::Log(log::LogEvent::Chat { from: protocol::peer::Party::User, text }) => {
                self.viewers[n].read.push(text)
            }
            // These viewers have no contacts.
            O::LoadOwnKey
            | O::AgreeKey { .. }
            | O::SaveContact { .. }
            | O::DeleteContact(_)
            | O::Pong { .. }
            | O::InputProcessed { .. }
            | O::Cursor(_)
            | O::Frame(_)
            | O::Tile(_)
            | O::ViewChanged
            | O::Notify(_)
            | O::Log(_)
            | O::SendLogKey
            | O::SharerLog(_) => {}
        }
    }

    fn perform_path(&mut self, n: usize, path: PathId, output: PathOutput) {
        if !matches!(output, PathOutput::Open { .. }) {
            let current = self.viewers[n].direct.map(|direct| self.directs[direct].path);
            assert_eq!(current, Some(path), "viewer {n} uses a path that is not open");
        }
        match output {
            PathOutput::Open { .. } => self.open_peer(n, path),
            PathOutput::SetAnswer { sdp } => self.set_answer(n, &sdp),
            PathOutput::AddCandidate(candidate) => {
                assert!(candidate.candidate.contains(CANARY), "a candidate of a stranger");
            }
            PathOutput::OpenLane { .. } => unreachable!("the simulated server gives no lane"),
            PathOutput::Close => {
                if let Some(direct) = self.viewers[n].direct.take() {
                    self.hang_up(direct, Side::Viewer);
                }
            }
        }
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
                Move::OpenPeer => self.open_peer(n, PathId::FIRST),
                Move::SetAnswer(sdp) => self.set_answer(n, &sdp),
                Move::Direct(channel, bytes) => self.send_direct(n, channel, bytes),
                Move::Hangup => {
                    if let Some(direct) = self.viewers[n].direct.take() {
                        self.hang_up(direct, Side::Viewer);
                    }
                }
            }
        }
    }
}

fn connect(target: state::Target, name: protocol::name::DisplayName) -> state::Input {
    state::Input::Session(SessionInput::Connect { target, name, ice_servers: Vec::new() })
}
