//! What keeps somebody from using the page: axe-core looks at each of its states, as a Helper comes through them.
//!
//! `cargo xtask setup` fetches axe-core; without it these tests fail.

use alongside_tests::browser::Browser;
use alongside_tests::clock::eventually;
use serde_json::json;

use super::Rig;

/// The file that `cargo xtask setup` leaves in the folder that cargo builds into.
const AXE: &str = "axe-core-4.10.3.js";

/// How a Helper sees the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Light,
    Dark,
    Phone,
    RightToLeft,
}

#[test]
fn no_state_of_the_page_has_a_barrier() {
    walk(Seen::Light);
}

#[test]
fn no_state_of_the_dark_page_has_a_barrier() {
    walk(Seen::Dark);
}

#[test]
fn no_state_of_the_page_on_a_phone_has_a_barrier() {
    walk(Seen::Phone);
}

#[test]
fn no_state_of_the_page_from_right_to_left_has_a_barrier() {
    walk(Seen::RightToLeft);
}

/// Goes through a session, and looks at each state.
fn walk(seen: Seen) {
    let mut rig = Rig::invited(&[]);
    // 0 is dark, 1 is light, whatever the desktop says.
    let scheme = if seen == Seen::Dark { "0" } else { "1" };
    rig.browser = Browser::chromium(&[&format!("--blink-settings=preferredColorScheme={scheme}")]);
    if seen == Seen::RightToLeft {
        let arabic = "Object.defineProperty(navigator, 'languages', { get: () => ['ar'] });";
        rig.browser.before_scripts(arabic);
    }
    rig.browser.open(&rig.server.url.clone());
    if seen == Seen::Phone {
        rig.browser.phone(320, 640);
    }
    let tag = if seen == Seen::RightToLeft { "ar" } else { "en" };
    let is_there = format!(
        "document.documentElement.lang === '{tag}' && !document.getElementById('connect').disabled"
    );
    rig.browser.wait("the page is there in its language", &is_there);
    let dark =
        format!("matchMedia('(prefers-color-scheme: dark)').matches === {}", seen == Seen::Dark);
    rig.browser.wait("the page has its colours", &dark);

    has_no_barrier(&mut rig.browser, "start");
    set(&mut rig.browser, "code", "nonsense");
    press(&mut rig.browser, "connect");
    has_no_barrier(&mut rig.browser, "start with errors");
    let code = rig.code.clone();
    set(&mut rig.browser, "code", &code);
    set(&mut rig.browser, "name", "Jacky");
    press(&mut rig.browser, "connect");
    rig.browser.wait_phase("waiting-for-connect");
    has_no_barrier(&mut rig.browser, "waiting");
    rig.admit();
    has_no_barrier(&mut rig.browser, "session");
    for button in ["statistics", "rights", "clipboard", "draw", "chat"] {
        press(&mut rig.browser, button);
        if button == "draw" {
            // The User is asked one thing at a time.
            rig.sharer.answer("point", true);
        }
        has_no_barrier(&mut rig.browser, button);
        if button != "chat" {
            press(&mut rig.browser, button);
        }
    }
    set(&mut rig.browser, "message", "How are you?");
    press(&mut rig.browser, "send");
    rig.browser.wait("the message is in the log", "!!document.querySelector('#log .mine')");
    has_no_barrier(&mut rig.browser, "chat with a message");
    press(&mut rig.browser, "close-panel");
    press(&mut rig.browser, "request-control");
    rig.sharer.answer("control", true);
    rig.browser.wait_phase("control-sharing");
    has_no_barrier(&mut rig.browser, "control");
    press(&mut rig.browser, "keys-button");
    has_no_barrier(&mut rig.browser, "menu of keys");
    press(&mut rig.browser, "keys-button");
    press(&mut rig.browser, "disconnect");
    rig.browser.wait_phase("ended");
    has_no_barrier(&mut rig.browser, "ended");
}

/// By its id, since the names are in the language of the page.
fn press(browser: &mut Browser, id: &str) {
    eventually(&format!("{id} can be pressed"), || {
        let pressed = format!(
            "(() => {{ const it = document.getElementById('{id}'); if (!it || it.disabled) return false; \
             it.focus(); it.click(); return true; }})()"
        );
        (browser.eval(&pressed) == true).then_some(())
    });
}

fn set(browser: &mut Browser, id: &str, value: &str) {
    browser.eval(&format!(
        "(() => {{ const it = document.getElementById('{id}'); it.value = {}; \
         it.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()",
        json!(value)
    ));
}

#[track_caller]
fn has_no_barrier(browser: &mut Browser, state: &str) {
    if browser.eval("typeof axe") != "object" {
        let this = std::env::current_exe().expect("a test is a file");
        let target = this.ancestors().nth(3).expect("it lies in target/PROFILE/deps");
        let script = std::fs::read_to_string(target.join(AXE));
        let script = script.expect("axe-core is there: cargo xtask setup fetches it");
        browser.eval(&format!("{script}; true"));
    }
    let found = browser.eval(
        "axe.run(document, { resultTypes: ['violations'] }).then((all) => all.violations.map((it) => \
         it.impact + ' ' + it.id + ': ' + it.nodes.map((node) => node.target.join(' ')).join(', ')))",
    );
    assert_eq!(found, json!([]), "{state}");
}
