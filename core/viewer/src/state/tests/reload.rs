//! The page is loaded again within the session.

use core::time::Duration;

use protocol::limits::RELOAD_TIMEOUT;

use super::paths::{closed, opened, with_lane};
use super::*;
use crate::log::SessionLog;
use crate::reload::Kept;

const AWAY: Input = Input::Session(SessionInput::Away);

impl Play {
    /// Through the store of the page, which is there again after this time.
    fn kept(&self, after: Duration) -> Option<Kept> {
        let session = self.viewer.keep(self.now)?;
        let log = SessionLog::new("Ann", &mut Counting(1)).keep(&[]).unwrap();
        let text = Kept { session, pointer: 9, log, at: 5_000 }.encode().unwrap();
        Kept::decode(&text, 5_000 + u64::try_from(after.as_millis()).unwrap())
    }

    /// Loads the page again. Returns what it does first.
    fn reload(&mut self) -> Vec<Output> {
        let kept = self.kept(Duration::from_secs(1)).unwrap();
        self.viewer = Viewer::new(Counting(8));
        // The clock of a page begins anew with it.
        self.now = Tick::from_millis(3);
        self.give(Input::Session(SessionInput::Resume(Box::new(kept.session))))
    }

    /// The sharer answers the request to resume, and takes the page's first lane. Returns what is said there.
    fn rejoin(&mut self) -> Vec<ToSharer> {
        let outputs = self.give(Input::Signal(SignalInput::Open));
        let body = outputs.iter().find_map(|output| match output {
            Output::Signal(ToSignal::AwaitAt { body, .. }) => Some(body.as_bytes().to_vec()),
            _ => None,
        });
        let resumption = self.resumption.as_ref().unwrap();
        let (counter, channel, answer) =
            resumption.answer(0, &body.unwrap(), &mut Counting(99)).unwrap();
        self.signal(&FromSignal::ClaimBegun { network: with_lane() });
        self.sharer = Some(channel);
        self.relay(answer);
        let mut outputs = self.wait(Duration::ZERO);
        let lane = PathId::lane(counter);
        assert!(opened(&outputs).contains(&lane), "{outputs:?}");
        self.give(Input::Path(lane, PathInput::Up));
        outputs = self.use_path(lane);
        assert!(outputs.contains(&Output::Log(LogEvent::Resumed)));
        said(&outputs)
    }
}

#[test]
fn a_page_that_goes_away_says_so_on_the_path_and_through_the_server_and_is_no_bye() {
    let mut play = Play::controlling();
    let outputs = play.give(AWAY);
    let away = said_on(&outputs);
    assert_eq!(away, [(PathId::FIRST, 0, ToSharer::Away {})], "for this path alone");
    assert_eq!(play.open(&outputs), [Introduction::Away {}]);
    assert!(outputs.contains(&Output::CloseSocket) && closed(&outputs) == [PathId::FIRST]);
    assert_eq!(play.viewer.view().phase, Phase::Idle);
}

#[test]
fn a_page_that_may_lose_its_goodbye_says_before_that_it_is_likely_to_go_and_goes_on() {
    let mut play = Play::controlling();
    let outputs = play.give(Input::Session(SessionInput::Leaving));
    assert_eq!(play.open(&outputs), [Introduction::Leaving {}]);
    assert_eq!(outputs.len(), 1, "and nothing else: {outputs:?}");
    assert_eq!(sent(&play.press(Action::Press)), [key(Action::Press)]);
    let outputs = play.give(AWAY);
    assert_eq!(play.open(&outputs), [Introduction::Away {}]);
}

#[test]
fn a_page_without_a_session_keeps_nothing_and_one_before_the_path_leaves() {
    assert!(Play::new().viewer.keep(Tick::from_millis(0)).is_none());
    let mut play = Play::connecting(Network::default());
    assert!(play.viewer.keep(play.now).is_none());
    let outputs = play.give(AWAY);
    assert_eq!(play.open(&outputs), [Introduction::Bye { reason: EndReason::HelperLeft }]);
    let mut play = Play::controlling();
    play.give(Input::Session(SessionInput::Disconnect));
    assert!(play.viewer.keep(play.now).is_none(), "it is over");
}

#[test]
fn a_reloaded_page_goes_on_with_control_and_asks_for_what_it_does_not_know() {
    let mut play = Play::controlling();
    play.give(Input::Person(PersonInput::Chat("kept\r\nas \\it\nis".into())));
    let before = play.viewer.view().clone();
    let outputs = play.reload();
    assert!(outputs.contains(&Output::OpenSocket), "at once");
    let view = play.viewer.view();
    assert_eq!((view.phase, view.picture), (Phase::ControlSharing, Picture::Interrupted));
    assert_eq!(view.user, before.user);
    let left = view.reconnecting.unwrap().since(play.now);
    assert_eq!(left, RELOAD_TIMEOUT - Duration::from_secs(1));
    assert_eq!(sent(&play.press(Action::Press)), [], "there is nobody yet");

    let said = play.rejoin();
    assert!(
        said.contains(&ToSharer::Chat { text: "kept\r\nas \\it\nis".into() }),
        "it may not have arrived"
    );
    let first = said.iter().position(|message| *message == ToSharer::ShowsLosslessTiles {});
    assert!(first.is_some());
    assert_eq!(said.last(), Some(&ToSharer::Reloaded {}));
    assert_eq!(play.viewer.view().reconnecting, None);
    assert_eq!(sent(&play.press(Action::Press)), [key(Action::Press)]);
}

#[test]
fn no_number_of_a_reloaded_page_is_one_that_was_used_before() {
    let mut play = Play::controlling();
    for action in [Action::Press, Action::Release] {
        play.press(action);
    }
    let used = play.give(Input::Person(PersonInput::Chat("a".into())));
    let [(_, last, _)] = said_on(&used)[..] else { panic!("{used:?}") };
    // Before the reload the page heard messages up to this one.
    let heard = play.said;
    play.reload();
    play.rejoin();
    let outputs = play.give(Input::Person(PersonInput::Chat("b".into())));
    let [(_, number, _)] = said_on(&outputs)[..] else { panic!("{outputs:?}") };
    assert!(number > last + 2);
    let outputs = play.press(Action::Press);
    assert!(
        matches!(outputs[..], [Output::SendInput { number: 3, .. }]),
        "two events were sent before: {outputs:?}"
    );
    let again = ToViewer::Phase { phase: WirePhase::ScreenSharing, paused: false };
    play.say_on(play.path, Envelope { number: heard, ..again.unnumbered(0, 0) });
    assert_eq!(play.viewer.view().phase, Phase::ControlSharing, "that was received before");
}

#[test]
fn a_reloaded_page_takes_no_control_that_was_not_asked_for() {
    let mut given_up = Play::controlling();
    given_up.give(Input::Person(PersonInput::GiveUpControl));
    for mut play in [Play::sharing(), given_up] {
        play.reload();
        play.rejoin();
        play.phase(WirePhase::ControlSharing);
        assert_eq!(play.viewer.view().phase, Phase::ScreenSharing);
        assert_eq!(sent(&play.press(Action::Press)), []);
    }
    let mut asked = Play::sharing();
    asked.give(Input::Person(PersonInput::RequestControl));
    asked.reload();
    asked.rejoin();
    asked.phase(WirePhase::ControlSharing);
    assert_eq!(sent(&asked.press(Action::Press)), [key(Action::Press)]);
}

#[test]
fn a_page_that_is_loaded_again_twice_uses_another_counter_each_time() {
    let mut play = Play::controlling();
    play.reload();
    play.give(Input::Signal(SignalInput::Open));
    play.reload();
    let outputs = play.give(Input::Signal(SignalInput::Open));
    let [Output::Signal(ToSignal::AwaitAt { body, .. })] = &outputs[..] else {
        panic!("{outputs:?}");
    };
    let resumption = play.resumption.as_ref().unwrap();
    let (counter, ..) = resumption.answer(1, body.as_bytes(), &mut Counting(99)).unwrap();
    assert_eq!(counter, 2);
}

#[test]
fn what_was_kept_is_worth_nothing_when_the_sharer_does_not_wait_any_more() {
    let play = Play::controlling();
    assert!(play.kept(RELOAD_TIMEOUT - Duration::from_millis(1)).is_some());
    assert!(play.kept(RELOAD_TIMEOUT).is_none());
    let kept = play.kept(Duration::ZERO).unwrap().encode().unwrap();
    assert!(Kept::decode(&kept, 4_999).is_none(), "the clock went back");
    let cut = kept.lines().take(30).collect::<Vec<_>>().join("\n");
    let (_, headless) = kept.split_once('\n').unwrap();
    for text in ["", "alongside", headless, &cut, &kept.replace("\nBob\n", "\n")] {
        assert!(Kept::decode(text, 5_000).is_none(), "{text}");
    }
}

#[test]
fn a_reloaded_page_gives_up_when_the_sharer_does() {
    let mut play = Play::controlling();
    play.reload();
    play.wait(RELOAD_TIMEOUT - Duration::from_millis(1_001));
    assert_eq!(play.viewer.view().phase, Phase::ControlSharing);
    play.wait(Duration::from_millis(1));
    assert_eq!(play.ending(), Ending::Session(EndReason::ConnectionLost));
}

#[test]
fn what_the_page_saw_is_kept_until_the_sharer_has_written_it_down() {
    let mut play = Play::sharing();
    play.give(Input::Person(PersonInput::Chat("not acknowledged\n<".into())));
    let mut log = SessionLog::new("Ann", &mut Counting(1));
    let utc = protocol::log::UtcMillis::from_millis(1);
    let at = crate::log::WallTime { utc, local: protocol::log::LocalTime::default() };
    let user = || Some("Bob <b>".parse().unwrap());
    for event in [
        LogEvent::InvitationOpened,
        LogEvent::Connected { user: user(), is_known: false },
        LogEvent::Chat { from: Party::Helper, text: "one\ntwo".into(), under_control: false },
        LogEvent::Chat { from: Party::User, text: "three".into(), under_control: true },
    ] {
        log.write(&event, "Bob", at);
    }
    let kept = Kept {
        session: play.viewer.keep(play.now).unwrap(),
        pointer: 9,
        log: log.keep(&[]).unwrap(),
        at: 5_000,
    };
    let read = Kept::decode(&kept.encode().unwrap(), 5_001).unwrap();
    assert_eq!(read.log.witness, kept.log.witness);
    assert_eq!((read.log.witness.events.len(), &read.log.witness.user), (5, &user()));
    let unacknowledged = |kept: &Kept| kept.session.reach.unacknowledged.last().cloned();
    assert_eq!(unacknowledged(&read), unacknowledged(&kept));
    assert!(unacknowledged(&read).is_some());
}
