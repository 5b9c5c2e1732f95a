use proptest::prelude::*;

use super::*;

fn at(ms: u64) -> Tick {
    Tick::from_millis(ms)
}

#[test]
fn acknowledgements_of_what_was_not_sent_are_refused() {
    let mut window = BackgroundWindow::new();
    window.on_sent(1_000, at(1));
    assert_eq!(window.on_ack(1_001, at(2)), Err(WrongAck));
    assert_eq!(window.on_ack(600, at(2)), Ok(()));
    assert_eq!(window.on_ack(599, at(3)), Err(WrongAck));
    assert_eq!(window.in_flight(), 400);
}

/// The last bytes of a file are acknowledged at once: that is no shorter path.
#[test]
fn an_acknowledgement_of_few_bytes_is_not_taken_for_a_shorter_path() {
    let mut window = BackgroundWindow::new();
    window.on_sent(1_000, at(100));
    window.on_sent(1_000, at(101));
    window.on_ack(2_000, at(121)).unwrap();
    assert_eq!(window.shortest.map(|shortest| shortest.time), Some(Duration::from_millis(20)));
}

/// What is acknowledged late was kept back by the other end: the window does not shrink.
#[test]
fn an_acknowledgement_that_was_kept_back_is_no_queue() {
    let mut window = BackgroundWindow::new();
    let delay = u64::try_from(TRANSFER_ACK_DELAY.as_millis()).unwrap();
    let (mut now, mut sent) = (100, 0);
    for round in 0..100 {
        let kept_back = if round == 0 { 0 } else { delay };
        for _ in 0..3 {
            window.on_sent(1_000, at(now));
            sent += 1_000;
        }
        now += 20 + kept_back;
        window.on_ack(sent, at(now)).unwrap();
    }
    assert!(window.window >= FIRST_WINDOW, "{window:?}");
}

proptest! {
    /// Whatever is acknowledged when, something can be sent at some time, and no more than the bound.
    #[test]
    fn a_window_never_closes(
        steps in prop::collection::vec((0_u64..300, 0_usize..40_000, 0_u64..100), 1..200),
    ) {
        let mut window = BackgroundWindow::new();
        let (mut now, mut received) = (0, 0);
        for (wait, len, part) in steps {
            now += wait;
            window.on_sent(len, at(now));
            received += window.in_flight() * part / 100;
            prop_assert!(window.on_ack(received, at(now)).is_ok());
            prop_assert!(window.chunk_bytes() >= 1024);
            prop_assert!((MIN_WINDOW..=TRANSFER_WINDOW).contains(&window.allowed()));
        }
        received += window.in_flight();
        prop_assert!(window.on_ack(received, at(now + 1)).is_ok());
        prop_assert_eq!(window.room(u64::MAX, at(now + 100_000_000)), Room::Now);
    }
}
