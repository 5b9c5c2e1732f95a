//! A running session whose networks change, or whose server or computer stops for a while.

use std::time::Duration;

use alongside_tests::browser::Key;
use alongside_tests::clock::within;
use alongside_tests::networks::{Home, Nat, Networks, Pair, Session};

use super::{seconds, turn};

/// Two computers that need no help of a server.
const PUBLIC: Pair = Pair { user: Home::public(), helper: Home::public() };

/// A second network of the same kind.
const ELSEWHERE: Home = Home::behind(Nat::PortRestricted);

/// Connects, disturbs, and asserts that the picture is back in time.
#[track_caller]
fn is_back(pair: Pair, within: Duration, disturb: impl FnOnce(&mut Networks)) {
    let mut net = Networks::new(pair);
    let mut session = net.connect();
    let back = session.back_after(within + seconds(5), |_| disturb(&mut net));
    println!("back after {back:.2?}");
    assert!(back.is_some_and(|back| back <= within), "back after {back:?}, not {within:?}");
}

#[test]
fn a_restart_of_the_server_does_not_stop_a_direct_picture() {
    let _turn = turn();
    is_back(PUBLIC, Duration::from_millis(500), Networks::restart_server);
}

#[test]
fn after_a_short_sleep_of_the_users_computer_the_picture_is_back() {
    let _turn = turn();
    let net = Networks::new(PUBLIC);
    let mut session = net.connect();
    let back = session.back_after(seconds(8), |session| session.user_sleeps(seconds(2)));
    println!("back after {back:.2?}");
    assert!(back.is_some_and(|back| back <= seconds(3)), "back after {back:?}");
}

#[test]
fn after_a_change_of_the_users_network_the_picture_is_back() {
    let _turn = turn();
    is_back(PUBLIC, seconds(5), |net| net.user_moves(ELSEWHERE));
}

#[test]
fn after_a_change_of_the_helpers_network_the_picture_is_back() {
    let _turn = turn();
    is_back(PUBLIC, seconds(5), |net| net.helper_moves(ELSEWHERE));
}

#[test]
fn after_ten_seconds_without_network_the_picture_is_back() {
    let _turn = turn();
    is_back(PUBLIC, seconds(3), |net| {
        net.user.cut();
        std::thread::sleep(seconds(10));
        net.user.mend();
    });
}

#[test]
fn a_long_sleep_of_the_users_computer_is_slept_through() {
    let _turn = turn();
    let net = Networks::new(PUBLIC);
    let mut session = net.connect();
    // The server has not noticed such a sleep yet: what the Helper's page has sent meanwhile arrives at once.
    let back = session.back_after(seconds(8), |session| session.user_sleeps(seconds(35)));
    println!("back after {back:.2?}");
    assert!(back.is_some_and(|back| back <= seconds(3)), "back after {back:?}");
}

/// The letters that were pressed on the User's computer, in order.
fn pressed(session: &Session) -> String {
    let record = std::fs::read_to_string(session.sharer.recorded_input()).unwrap_or_default();
    let letter = |line: &str| {
        let what = line.strip_prefix("Press ")?;
        let Some(number) = what.strip_prefix("key ") else { return what.parse().ok() };
        let is_key = |letter: &char| {
            let key: protocol::key::PhysicalKey = code(*letter).parse().expect("a letter's key");
            number == key.evdev().to_string()
        };
        ('a'..='z').find(is_key)
    };
    record.lines().filter_map(letter).collect()
}

/// The place of a letter, `KeyboardEvent.code`.
fn code(letter: char) -> String {
    format!("Key{}", letter.to_ascii_uppercase())
}

#[test]
fn letters_typed_while_the_users_network_changes_arrive_in_order_and_once() {
    let _turn = turn();
    let mut net = Networks::new(PUBLIC);
    let mut session = net.connect();
    session.take_control();
    let mut types = |letter: char| {
        session.browser.key(Key::new(&code(letter), &letter.to_string()));
        std::thread::sleep(Duration::from_millis(100));
    };
    ('a'..='j').for_each(&mut types);
    net.user_moves(ELSEWHERE);
    ('k'..='m').for_each(&mut types);
    let _ = session.back_after(seconds(10), |_| ());
    let mut types = |letter: char| {
        session.browser.key(Key::new(&code(letter), &letter.to_string()));
    };
    ('n'..='z').for_each(&mut types);
    let all = within(seconds(5), "the last letter arrives", || {
        Some(pressed(&session)).filter(|letters| letters.ends_with('z'))
    });
    println!("{all}");
    assert!(all.starts_with("abcdefghij") && all.ends_with("nopqrstuvwxyz"), "{all}");
    // What is typed into the silence is given up when that lasts.
    let letters: Vec<char> = all.chars().collect();
    assert!(letters.is_sorted_by(|a, b| a < b), "{all}");
}
