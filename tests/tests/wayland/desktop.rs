//! The desktop of these tests itself: what they conclude from it is so.

use alongside_tests::clock::eventually;
use alongside_tests::wayland::{KeyEvent, WaylandDesktop};

use crate::Turn;

/// evdev's code of the key of A.
const KEY_A: u16 = 30;

#[test]
fn the_terminal_of_the_tests_reports_what_a_person_does() {
    let _turn = Turn::take();
    let mut desktop = WaylandDesktop::start();
    let mut terminal = desktop.open_terminal();
    let calls = desktop.calls();
    let hand = desktop.hand();
    hand.presses(KEY_A);
    eventually("the letter is typed", || (terminal.typed() == "a").then_some(()));
    terminal.reports_keys();
    terminal.reports_pointer();
    eventually("the key goes down and up", || {
        hand.presses(KEY_A);
        let a = u32::from('a');
        let pressed = [KeyEvent { key: a, down: true }, KeyEvent { key: a, down: false }];
        terminal.keys().ends_with(&pressed).then_some(())
    });
    eventually("the pointer moves", || {
        hand.moves(300, 200);
        hand.moves(301, 200);
        terminal
            .pointer()
            .is_some_and(|(x, y)| x.abs_diff(301) <= 1 && y.abs_diff(200) <= 1)
            .then_some(())
    });
    assert_eq!(calls.all(), [""; 0]);
    assert!(!desktop.streams());
}
