//! From the page that is opened to the first picture.

use serde_json::json;

use super::Rig;
use alongside_tests::clock::{NOTICED, never};

/// A frame that comes while the player is still made is lost, and a screen that stands still sends no
/// other one soon.
#[test]
fn the_player_is_there_before_the_first_frame() {
    let mut rig = Rig::asked(&[]);
    let made = "window.made = document.querySelector('#screen video').srcObject;
        made.getVideoTracks().map((track) => track.readyState)";
    assert_eq!(rig.browser.eval(made), json!(["live"]));
    rig.admit();
    let same = "document.querySelector('#screen video').srcObject === made";
    assert_eq!(rig.browser.eval(same), json!(true), "a new one would have to be made");
}

/// The page was opened by a link: connection and link are made before the module runs.
#[test]
fn what_is_made_before_the_module_runs_is_what_connects() {
    let mut rig = Rig::invited(&[]);
    rig.browser.before_scripts(
        "window.made = { peers: 0, sockets: 0 };
        window.RTCPeerConnection = class extends window.RTCPeerConnection {
          constructor(...settings) { super(...settings); made.peers += 1; }
        };
        window.WebSocket = class extends window.WebSocket {
          constructor(...settings) { super(...settings); made.sockets += 1; }
        };",
    );
    let link = format!("{}/#{}", rig.server.url.trim_end_matches('/'), rig.code);
    rig.browser.open(&link);
    rig.browser.fill("Your name", "Jacky");
    let made = |rig: &mut Rig| rig.browser.eval("window.made");
    // The signal link and the lane.
    let both = "window.made.peers === 1 && window.made.sockets === 2";
    rig.browser.wait("both are made", both);
    never(NOTICED, "anybody is asked before Connect is pressed", || {
        (rig.browser.eval("document.documentElement.dataset.phase") != json!("idle")).then_some(())
    });
    rig.browser.press_button("Connect");
    rig.admit();
    assert_eq!(made(&mut rig), json!({ "peers": 1, "sockets": 2 }));
}
