//! `/doctor`: the Helper's browser tries what a session needs.

use alongside_tests::browser::Browser;
use alongside_tests::server::SignalServer;
use serde_json::json;

use super::{COUNT_VIOLATIONS, Turn};

/// Each check of the page and what came of it, in order.
const CHECKS: &str =
    "Object.fromEntries([...document.querySelectorAll('#checks > li')].map((row) =>
  [row.id.replace('check-', ''), row.dataset.ok]))";

/// Where the page has come to.
const DONE: &str = "document.documentElement.dataset.result !== 'checking'";

fn with_relay() -> SignalServer {
    let relay = ["--turn", "127.0.0.1:0", "--turn-allow", "127.0.0.0/8"];
    SignalServer::with(&[&["--listen", "127.0.0.1:0"][..], &relay].concat())
}

#[test]
fn the_page_of_checks_tries_every_leg() {
    let _turn = Turn::take();
    let server = with_relay();
    let mut browser = Browser::start();
    browser.before_scripts(COUNT_VIOLATIONS);
    browser.open(&format!("{}/doctor", server.url));
    browser.wait("the checks are done", DONE);
    let expected = json!({
        "secure": "yes", "webrtc": "yes", "h264": "yes", "webcodecs": "yes", "websocket": "yes",
        "lane": "yes", "udp": "yes", "stun": "yes", "relay_udp": "yes", "relay_tcp": "yes",
        "relay_tls": "none",
    });
    assert_eq!(browser.eval(CHECKS), expected);
    let outcome =
        "[document.documentElement.dataset.result, document.documentElement.dataset.paths]";
    assert_eq!(browser.eval(outcome), json!(["works", "direct relay server"]));
    assert_eq!(browser.names("listitem").len(), 11 + 3, "people who cannot see find them, too");
    assert_eq!(browser.names("status").len(), 1);
    // Once more, by its button; the claims before are given back.
    for _ in 0..3 {
        browser.press_button("Check again");
        browser.wait("the checks are done again", DONE);
        assert_eq!(browser.eval(CHECKS), expected);
    }
    assert_eq!(browser.eval("window.violations"), json!([]), "CSP violations");
}

#[test]
fn the_page_of_checks_says_how_to_mend_what_is_blocked() {
    let _turn = Turn::take();
    let options = ["--listen", "127.0.0.1:0", "--turn", "off", "--lanes-rate", "0"];
    let mut browser = without_webrtc(&SignalServer::with(&options), "");
    let checks = browser.eval(CHECKS);
    for (id, ok) in
        [("webrtc", "no"), ("webcodecs", "yes"), ("lane", "none"), ("relay_udp", "none")]
    {
        assert_eq!(checks[id], ok, "{checks}");
    }
    let mends = "document.querySelectorAll('#check-webrtc .mend').length";
    assert_eq!(browser.eval(mends), json!(2), "one for the Helper, one for an administrator");
    assert_eq!(browser.eval("document.documentElement.dataset.result"), json!("fails"));
}

#[test]
fn the_page_of_checks_says_that_the_picture_consists_of_still_images() {
    let _turn = Turn::take();
    let server = SignalServer::with(&["--listen", "127.0.0.1:0", "--turn", "off"]);
    let mut browser = without_webrtc(&server, "delete window.VideoDecoder;");
    let checks = browser.eval(CHECKS);
    for (id, ok) in [("webrtc", "no"), ("webcodecs", "no"), ("lane", "yes")] {
        assert_eq!(checks[id], ok, "{checks}");
    }
    let outcome =
        "[document.documentElement.dataset.result, document.documentElement.dataset.paths]";
    assert_eq!(browser.eval(outcome), json!(["works", "server"]));
    browser.wait_text("It consists of still images");
    browser.wait_text("a page with https");
}

/// The page of checks in a browser in which WebRTC is switched off, once it is done.
fn without_webrtc(server: &SignalServer, script: &str) -> Browser {
    let mut browser = Browser::start();
    browser.before_scripts("delete window.RTCPeerConnection;");
    browser.before_scripts(script);
    browser.open(&format!("{}/doctor", server.url));
    browser.wait("the checks are done", DONE);
    browser
}

#[test]
fn a_firefox_is_checked_too() {
    let _turn = Turn::take();
    let server = with_relay();
    let mut firefox = Browser::firefox();
    firefox.open(&format!("{}/doctor", server.url));
    firefox.wait("the checks are done", DONE);
    let checks = firefox.eval(CHECKS);
    for id in ["secure", "webrtc", "webcodecs", "websocket", "lane"] {
        assert_eq!(checks[id], "yes", "{checks}");
    }
    assert_eq!(firefox.eval("document.documentElement.dataset.result"), json!("works"));
}

#[test]
fn a_connection_that_failed_leads_to_the_checks() {
    let _turn = Turn::take();
    let mut server = SignalServer::start();
    let mut browser = Browser::start();
    browser.open(&server.url);
    browser.wait("the page's program runs", "'alongside' in window");
    assert_eq!(browser.find("link", "Check this browser and its network"), None);
    server.running.kill();
    browser.fill("Invitation code", "7-lamp-orbit-tulip");
    browser.fill("Your name", "Jacky");
    browser.press_button("Connect");
    let link = browser.get("link", "Check this browser and its network");
    let target = browser.on(link, "function () { return this.getAttribute('href'); }");
    assert_eq!(target, json!("/doctor"));
}
