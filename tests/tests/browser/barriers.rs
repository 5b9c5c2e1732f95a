//! What keeps somebody from using the page: axe-core looks at each of its states, as a Helper comes through them.
//!
//! `cargo xtask setup` fetches axe-core; without it these tests fail.

use alongside_tests::browser::Browser;
use serde_json::json;

use super::{Rig, views};

/// The file that `cargo xtask setup` leaves in the folder that cargo builds into.
const AXE: &str = "axe-core-4.10.3.js";

/// How a Helper sees the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Light,
    Dark,
    Phone,
    RightToLeft,
    /// In high contrast, light and dark: text has 7:1 then.
    HighContrast,
    DarkHighContrast,
}

#[test]
fn no_state_of_the_page_has_a_barrier() {
    look_in(Seen::Light);
}

#[test]
fn no_state_of_the_dark_page_has_a_barrier() {
    look_in(Seen::Dark);
}

#[test]
fn no_state_of_the_page_on_a_phone_has_a_barrier() {
    look_in(Seen::Phone);
}

#[test]
fn no_state_of_the_page_from_right_to_left_has_a_barrier() {
    look_in(Seen::RightToLeft);
}

#[test]
fn no_text_of_the_page_in_high_contrast_has_less_than_seven_to_one() {
    look_in(Seen::HighContrast);
}

#[test]
fn no_text_of_the_dark_page_in_high_contrast_has_less_than_seven_to_one() {
    look_in(Seen::DarkHighContrast);
}

/// Goes through a session, and looks at each state.
fn look_in(seen: Seen) {
    let mut rig = Rig::invited(&[]);
    // 0 is dark, 1 is light, whatever the desktop says.
    let is_dark = matches!(seen, Seen::Dark | Seen::DarkHighContrast);
    let is_high = matches!(seen, Seen::HighContrast | Seen::DarkHighContrast);
    let scheme = if is_dark { "0" } else { "1" };
    // 0 is more, 3 is no preference.
    let contrast = if is_high { "0" } else { "3" };
    let fingers =
        if seen == Seen::Phone { ",primaryPointerType=2,availablePointerTypes=2" } else { "" };
    rig.browser = Browser::with(&[&format!(
        "--blink-settings=preferredColorScheme={scheme},preferredContrast={contrast}{fingers}"
    )]);
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
    let colours = format!(
        "matchMedia('(prefers-color-scheme: dark)').matches === {is_dark} &&
         matchMedia('(prefers-contrast: more)').matches === {is_high}"
    );
    rig.browser.wait("the page has its colours", &colours);

    views::walk(&mut rig, |browser, state| has_no_barrier(browser, state, is_high));
}

/// `is_high`: text has the contrast that axe-core looks for only when it is asked to.
fn has_no_barrier(browser: &mut Browser, state: &str, is_high: bool) {
    if browser.eval("typeof axe") != "object" {
        let this = std::env::current_exe().expect("a test is a file");
        let target = this.ancestors().nth(3).expect("it lies in target/PROFILE/deps");
        let script = std::fs::read_to_string(target.join(AXE));
        let script = script.expect("axe-core is there: cargo xtask setup fetches it");
        browser.eval(&format!("{script}; true"));
    }
    let found = browser.eval(&format!(
        "axe.run(document, {{ resultTypes: ['violations'], \
         rules: {{ 'color-contrast-enhanced': {{ enabled: {is_high} }} }} }}).then((all) => all.violations.map((it) => \
         it.impact + ' ' + it.id + ': ' + it.nodes.map((node) => node.target.join(' ')).join(', ')))",
    ));
    assert_eq!(found, json!([]), "{state}");
}
