//! A running session whose networks change, or whose server or computer stops for a while.

use std::time::Duration;

use alongside_tests::networks::{Home, Nat, Networks, Pair};

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
    let back = session.back_after(seconds(20), |session| session.user_sleeps(seconds(45)));
    assert!(back.is_some_and(|back| back <= seconds(10)), "back after {back:?}");
}
