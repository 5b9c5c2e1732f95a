//! What a server that plays the sharer can try.

use protocol::limits::{CODE_TRIES, INVITATION_LIFETIME_MAX, TRIED_CODES};

use super::*;

/// How an attempt ends after the proof was sent.
type End = fn(&mut Play);

/// Everything that the server, the network or the Helper can do after the proof.
const ENDS: [(&str, End); 8] = [
    ("a wrong confirmation", |play| {
        let mut guess = vec![2];
        guess.extend([0; 32]);
        play.relay(guess);
    }),
    ("wrong code", |play| refuse(play, Refusal::WrongCode)),
    ("busy", |play| refuse(play, Refusal::Busy)),
    ("the other end is gone", |play| {
        play.signal(&FromSignal::PeerGone { claim: None });
    }),
    ("the server leaves", |play| {
        play.signal(&FromSignal::Closing {});
    }),
    ("the connection breaks", |play| {
        play.give(Input::Signal(SignalInput::Closed));
    }),
    ("silence", |play| {
        play.wait(PROOF_TIMEOUT);
    }),
    ("the Helper leaves", |play| {
        play.give(Input::Session(SessionInput::Disconnect));
    }),
];

fn refuse(play: &mut Play, reason: Refusal) {
    play.signal(&FromSignal::Refused { reason });
}

/// Connects with the code of `play`. Returns the claim's body, if one was sent.
fn claimed(play: &mut Play) -> Option<Vec<u8>> {
    play.connect();
    let outputs = play.give(Input::Signal(SignalInput::Open));
    outputs.into_iter().find_map(|output| match output {
        Output::Signal(ToSignal::Claim { body, .. }) => Some(body.as_bytes().to_vec()),
        _ => None,
    })
}

/// Connects, and a sharer with this code answers. Returns the outputs with the proof, if it came to one, and the
/// sharer's confirmation, if the proof is right.
fn proven(play: &mut Play, sharers: &InvitationCode) -> Option<(Vec<Output>, Option<Vec<u8>>)> {
    let claim = claimed(play)?;
    let (waiting, pake) = SharerHandshake::answer(sharers, &claim, &mut Counting(9)).unwrap();
    let outputs = play.relay(pake);
    let proof = bodies(&outputs).next().unwrap().to_vec();
    let confirmed = waiting.confirm(&proof).ok().map(|(channel, confirmation)| {
        play.sharer = Some(channel);
        confirmation
    });
    Some((outputs, confirmed))
}

/// The server guesses, wrongly. Returns whether it got a proof to test its guess with.
fn guessed(play: &mut Play) -> bool {
    let guess = proven(play, &code(500)).is_some();
    if guess {
        refuse(play, Refusal::WrongCode);
    }
    guess
}

fn guesses(play: &mut Play) -> usize {
    (0..100).take_while(|_| guessed(play)).count()
}

#[test]
fn a_server_that_plays_the_sharer_gets_three_guesses_whatever_it_answers() {
    for (name, end) in ENDS {
        let mut play = Play::new();
        for n in 0..CODE_TRIES {
            assert!(proven(&mut play, &code(500)).is_some(), "{name}, {n}");
            end(&mut play);
            assert_eq!(play.viewer.view().phase, Phase::Ended, "{name}, {n}");
        }
        assert_eq!(claimed(&mut play), None, "{name}");
        assert_eq!(play.ending(), Ending::TriedTooOften, "{name}");
    }
}

/// What was prepared while the code was typed is closed; nothing of it has told the server anything.
#[test]
fn a_code_that_was_tried_too_often_is_not_even_claimed() {
    let mut play = Play::new();
    assert_eq!(guesses(&mut play), usize::from(CODE_TRIES));
    play.give(Input::Session(SessionInput::Reset));
    play.give(prepare());
    play.give(Input::Signal(SignalInput::Open));
    let outputs = play.connect();
    assert!(!outputs.iter().any(|output| matches!(output, Output::Signal(_))), "{outputs:?}");
    assert!(outputs.contains(&Output::CloseSocket), "{outputs:?}");
    assert!(outputs.contains(&Output::Log(LogEvent::Ended(Ending::TriedTooOften))), "{outputs:?}");
    play.code = code(100);
    assert!(guessed(&mut play), "a new code is a new chance");
}

/// The server chooses the number, so that another one is no new chance for it.
#[test]
fn tries_count_for_the_words_whatever_the_number() {
    let mut play = Play::new();
    let words = code(0).secret;
    for slot in 1..=u32::from(CODE_TRIES) {
        play.code = InvitationCode { slot: slot.try_into().unwrap(), secret: words.clone() };
        assert!(guessed(&mut play));
    }
    play.code = InvitationCode { slot: 99.try_into().unwrap(), secret: words };
    assert!(!guessed(&mut play));
}

/// Before the proof nothing depends on the words, so that the server cannot test a guess.
#[test]
fn an_attempt_without_a_proof_is_no_try() {
    let mut play = Play::new();
    for _ in 0..10 {
        assert!(claimed(&mut play).is_some());
        refuse(&mut play, Refusal::Busy);
        assert!(claimed(&mut play).is_some());
        play.relay(vec![0; 33]);
        assert_eq!(play.viewer.view().phase, Phase::Ended);
    }
    assert_eq!(guesses(&mut play), usize::from(CODE_TRIES));
}

#[test]
fn the_sharer_is_told_of_the_tries_before_anything_else() {
    for tries in 0..CODE_TRIES {
        let mut play = Play::new();
        for _ in 0..tries {
            assert!(guessed(&mut play));
        }
        let (outputs, confirmation) = proven(&mut play, &code(0)).unwrap();
        let relayed: Vec<Vec<u8>> = bodies(&outputs).skip(1).map(<[u8]>::to_vec).collect();
        let sharer = play.sharer.as_mut().unwrap();
        let mut said = relayed
            .iter()
            .map(|body| Introduction::decode(&sharer.open(body).unwrap()).unwrap())
            .peekable();
        let told = said.next_if(|said| matches!(said, Introduction::TriedBefore { .. }));
        let expected = (tries > 0).then_some(Introduction::TriedBefore { times: tries });
        assert_eq!(told, expected);
        assert!(matches!(said.next(), Some(Introduction::Hello { .. })));

        // The code is proven: it begins anew.
        let outputs = play.relay(confirmation.unwrap());
        assert!(outputs.contains(&Output::StoreTries), "{outputs:?}");
        assert_eq!(play.viewer.tries(play.now, 0), "");
    }
}

/// It is stored before the server can have the proof.
#[test]
fn a_try_is_stored_before_the_proof_leaves() {
    let mut play = Play::new();
    let (outputs, _) = proven(&mut play, &code(500)).unwrap();
    let stored = outputs.iter().position(|output| *output == Output::StoreTries);
    let sent = outputs.iter().position(|output| matches!(output, Output::Signal(_)));
    assert!(stored.is_some() && stored < sent, "{outputs:?}");
    let text = play.viewer.tries(play.now, 0);
    assert!(!text.contains(code(0).secret.expose()) && text.lines().count() == 1, "{text}");
}

#[test]
fn loading_the_page_again_is_no_new_chance() {
    let mut play = Play::new();
    for tries in 0..CODE_TRIES {
        assert!(guessed(&mut play), "{tries}");
        let text = play.viewer.tries(play.now, 1_000_000);
        play = Play::new();
        // The new page's clock begins anew; an hour has passed.
        play.now = Tick::from_millis(5);
        play.viewer.restore_tries(&text, play.now, 1_000_000 + 3_600_000);
    }
    assert!(!guessed(&mut play));
    play.wait(INVITATION_LIFETIME_MAX);
    assert!(guessed(&mut play), "no invitation lives so long");
}

#[test]
fn what_is_stored_has_a_bound_and_nothing_else_is_believed() {
    let mut play = Play::new();
    for n in 0..3 * TRIED_CODES {
        play.code = code(n);
        assert!(guessed(&mut play));
    }
    let text = play.viewer.tries(play.now, u64::MAX);
    assert_eq!(text.lines().count(), TRIED_CODES);

    let mut play = Play::new();
    let mark = play.code.secret.mark();
    let rest = "1 2 3 4\n\n-1 3 9\n70000 3 9\n1 300 9\nx";
    play.viewer.restore_tries(&format!("{mark} 3 9\n{rest}"), play.now, 9);
    assert!(guessed(&mut play), "its time is over");
    play.viewer.restore_tries(&format!("{rest}\n{mark} 3 {}", u64::MAX), play.now, 9);
    assert!(!guessed(&mut play));
    play.wait(INVITATION_LIFETIME_MAX);
    assert!(guessed(&mut play), "no try counts for ever");
}
