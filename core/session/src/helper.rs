//! What the Helper says once the code is proven: sealed by way of the server, then directly.

use protocol::channel::Channel;
use protocol::input::{InputEvent, Mark};
use protocol::peer::{ControlRefusal, EndReason, Party, Phase, ToSharer, ToViewer};
use protocol::sealed::Introduction;
use protocol::time::Tick;
use protocol::{OLDEST_VERSION, limits};
use rand_core::CryptoRngCore;

use super::{
    Consent, Introducing, LogAnswer, Notice, Output, Question, Session, State, TransportInput,
    link::Link,
};

impl<R: CryptoRngCore> Session<R> {
    /// A sealed message. The direct connection is described and agreed to by these.
    pub(super) fn on_introduction(&mut self, message: Introduction, now: Tick) {
        match message {
            Introduction::Bye { reason } => self.end(helper_reason(reason)),
            Introduction::Candidate { candidate, mid, line } => {
                if self.state.link_mut().is_some_and(Link::takes_candidate) {
                    self.outputs.push_back(Output::AddCandidate { candidate, mid, line });
                }
            }
            Introduction::Hello { name, version } => {
                let State::Introducing(Introducing { consent: Consent::AwaitingHello, .. }) =
                    self.state
                else {
                    return self.fault();
                };
                if version < self.options.oldest_version.max(OLDEST_VERSION) {
                    return self.end(EndReason::Version);
                }
                let pending = self.question(now);
                let State::Introducing(introducing) = &mut self.state else { return };
                introducing.consent = Consent::Asked(pending);
                let link = &mut introducing.link;
                // Whom this computer knows has the name that the User, or the owner, gave them.
                let helper = link.helper.get_or_insert_with(|| name.clone()).clone();
                let (alias, proof) = ((helper != name).then_some(name), link.proof);
                let (id, question) = (pending.id, Question::Connect);
                self.outputs.push_back(Output::Ask { id, question, helper, alias, proof });
            }
            Introduction::Offer { sdp } => {
                if self.state.link_mut().is_some_and(Link::begin_transport) {
                    self.outputs.push_back(Output::AcceptOffer { sdp });
                } else {
                    self.fault();
                }
            }
            Introduction::Welcome { .. } | Introduction::Answer { .. } => self.fault(),
        }
    }

    pub(super) fn on_transport(&mut self, input: TransportInput, now: Tick) {
        match input {
            TransportInput::Answer { sdp } => self.say(&Introduction::Answer { sdp }),
            TransportInput::Candidate { candidate, mid, line } => {
                self.say(&Introduction::Candidate { candidate, mid, line });
            }
            TransportInput::Up => {
                if let Some(link) = self.state.link_mut() {
                    link.up(now);
                    let (phase, paused) = (Phase::WaitingForConnect, false);
                    self.tell(ToViewer::Phase { phase, paused });
                    self.share_when_ready();
                }
            }
            TransportInput::Down => self.on_transport_down(now),
            TransportInput::Message { channel, bytes } => {
                let Some(link) = self.state.link_mut() else { return };
                link.hear(now);
                match channel {
                    Channel::Control => self.on_control_message(&bytes, now),
                    Channel::Input | Channel::Pointer => self.on_input_event(&bytes, now),
                    Channel::Cursor | Channel::Frames | Channel::Exact => self.fault(),
                }
            }
        }
    }

    /// A page that is closed says goodbye, but the end of its connection may overtake the word, and
    /// what the server has to say. They are waited for, in stillness.
    fn on_transport_down(&mut self, now: Tick) {
        let Some(link) = self.state.link_mut() else { return };
        if link.is_gone() {
            return self.end(EndReason::HelperLeft);
        }
        if !link.was_up() {
            return self.end(EndReason::NoPath);
        }
        link.down(now);
        self.leave_control(Party::Helper);
        // An answer could not be heard.
        self.withdraw_control_question(ControlRefusal::NoAnswer);
        self.withdraw_remembering();
        self.follow_pictures();
    }

    fn on_control_message(&mut self, bytes: &[u8], now: Tick) {
        let message = core::str::from_utf8(bytes).ok().map(ToSharer::decode);
        let Some(Ok(message)) = message else { return self.fault() };
        match message {
            ToSharer::Ping { at } => self.outputs.push_back(Output::Pong { at }),
            ToSharer::Bye { reason } => self.end(helper_reason(reason)),
            ToSharer::Chat { text } => {
                if matches!(self.state, State::Sharing(_) | State::Controlling(..))
                    && self.state.link_mut().is_some_and(|link| link.takes_chat(now))
                {
                    let from = Party::Helper;
                    self.outputs.push_back(Output::Notify(Notice::Chat { from, text }));
                }
            }
            ToSharer::RequestControl {} => self.on_request_control(now),
            ToSharer::GiveUpControl {} => self.leave_control(Party::Helper),
            ToSharer::ShowDisplay { name } => self.on_show_display(name),
            ToSharer::ExactTiles {} => self.outputs.push_back(Output::SendTiles),
            ToSharer::LogKey { key } => {
                self.outputs.push_back(Output::LogAnswer(LogAnswer::Key(key)));
            }
            ToSharer::LogSeen { number, signature } => {
                let seen = LogAnswer::Seen { number, signature };
                self.outputs.push_back(Output::LogAnswer(seen));
            }
            ToSharer::Remember { key } => self.on_remember(key),
            ToSharer::RememberProof { proof } => self.on_remember_proof(&proof),
            ToSharer::RememberRefused {} => self.on_remember_refused(),
            ToSharer::Unknown => {}
        }
    }

    fn on_input_event(&mut self, bytes: &[u8], now: Tick) {
        if let Some(Mark { number }) = Mark::decode(bytes) {
            if matches!(self.state, State::Controlling(..)) {
                self.outputs.push_back(Output::Taken { number });
            }
            return;
        }
        let Ok(event) = InputEvent::decode(bytes) else { return self.fault() };
        if !self.points_at_what_is_shown(event) {
            return;
        }
        // Outside Control Sharing, and while only the User may act, events are dropped without
        // blame: they may have been on their way.
        if let State::Controlling(sharing, gate) = &mut self.state
            && (sharing.prompts_allowed || !self.prompt_open)
        {
            self.outputs.extend(gate.admit(event, now).into_iter().map(Output::Inject));
        }
    }

    /// Every request is answered, by the User or by a refusal that says why.
    fn on_request_control(&mut self, now: Tick) {
        let State::Sharing(sharing) = &self.state else { return };
        if sharing.asking.is_some() {
            return;
        }
        let refusal = if self.options.view_only {
            Some(ControlRefusal::ViewOnly)
        } else if !self.options.can_inject {
            Some(ControlRefusal::NoInput)
        } else if sharing.paused {
            Some(ControlRefusal::Paused)
        } else if sharing.refused_for_good || sharing.refused >= limits::CONTROL_REQUESTS {
            Some(ControlRefusal::TooOften)
        } else {
            None
        };
        if let Some(reason) = refusal {
            return self.tell(ToViewer::ControlRefused { reason });
        }
        let (helper, proof, alias) = (sharing.link.helper_name(), sharing.link.proof, None);
        self.postpone_remembering();
        let pending = self.question(now);
        if let State::Sharing(sharing) = &mut self.state {
            sharing.asking = Some(pending);
        }
        let (id, question) = (pending.id, Question::Control);
        self.outputs.push_back(Output::Ask { id, question, helper, alias, proof });
    }

    pub(super) fn fault(&mut self) {
        if self.state.link_mut().is_some_and(Link::fault) {
            self.end(EndReason::Fault);
        }
    }
}

/// Why it ends when the Helper says so: a Helper cannot put words into the User's mouth.
fn helper_reason(said: EndReason) -> EndReason {
    match said {
        EndReason::NoDecoder
        | EndReason::NoPath
        | EndReason::Version
        | EndReason::ConnectionLost
        | EndReason::Fault => said,
        EndReason::UserLeft
        | EndReason::HelperLeft
        | EndReason::Declined
        | EndReason::NoAnswer
        | EndReason::Expired
        | EndReason::Burnt
        | EndReason::NoScreen => EndReason::HelperLeft,
    }
}
