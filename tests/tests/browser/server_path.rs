//! The session goes through the signal server when nothing else gets through.

use alongside_tests::browser::Browser;
use alongside_tests::clock::eventually;
use alongside_tests::image::Image;
use alongside_tests::rig::Sharer;
use alongside_tests::server::SignalServer;
use sharer::platform::border::BorderLook;

use super::{FAITHFUL, HEIGHT, Rig, Turn, WIDTH, near};

/// Nothing gets through directly: as in a browser in which a company has switched WebRTC off.
pub(super) const WITHOUT_WEBRTC: &str = "delete window.RTCPeerConnection;";

#[test]
fn the_picture_flows_through_the_server_when_nothing_else_gets_through() {
    let mut rig = Rig::shared_with(WITHOUT_WEBRTC);
    let mut image = Image::pattern(WIDTH, HEIGHT);
    for number in [1, 0x0aa, 0x555, 0xf0f] {
        image.paint_number(number);
        rig.desk.show(&image);
        let mut bordered = image.clone();
        bordered.paint_border(BorderLook::Seen);
        rig.browser.wait_picture(&format!("frame {number}"), |picture| {
            picture.number() == Some(number) && picture.psnr(&bordered) >= FAITHFUL
        });
    }
    let display = rig.desk.screenshot();
    rig.browser.wait_picture("at rest each pixel is that of the display", |page| *page == display);
    rig.browser.wait("the page names the path", "alongside.stats().path === 'server'");

    rig.take_control();
    let (x, y) = rig.point(300, 200);
    rig.browser.click_at(x, y, "left");
    let click = eventually("the click arrives", || rig.desk.clicks().first().copied());
    assert!(near(click, (1, 300, 200)), "{click:?}");
    rig.no_violations();
}

/// A few pixels of the canvas, as text.
const CANVAS: &str = "(() => { const canvas = document.querySelector('#frames');
  if (canvas.hidden || canvas.width < 100) return null;
  const bytes = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  let sum = 0;
  for (let n = 0; n < bytes.length; n += 97) sum = (sum * 31 + bytes[n]) % 1000003;
  return [canvas.width, canvas.height, sum]; })()";

#[test]
fn a_firefox_sees_the_picture_through_the_server() {
    firefox_sees_the_picture(Some(WITHOUT_WEBRTC), "server");
}

/// This Firefox has no H.264 in RTP: the frames come on a data channel.
#[test]
fn a_firefox_sees_the_picture_on_a_data_channel() {
    firefox_sees_the_picture(None, "direct");
}

fn firefox_sees_the_picture(before: Option<&str>, path: &str) {
    let _turn = Turn::take();
    let server = SignalServer::start();
    let mut sharer = Sharer::synthetic(&["--server", server.url.as_str()]);
    let (code, _) = sharer.invitation();
    let mut firefox = Browser::firefox();
    if let Some(script) = before {
        firefox.before_scripts(script);
    }
    firefox.open(&server.url);
    firefox.fill("Invitation code", &code);
    firefox.fill("Your name", "Jacky");
    firefox.press_button("Connect");
    firefox.wait_phase("waiting-for-connect");
    sharer.answer("connect", true);
    firefox.wait_phase("screen-sharing");
    let mut last = None;
    for number in 0..5 {
        let seen = eventually(&format!("frame {number}"), || {
            let seen = firefox.eval(CANVAS);
            (!seen.is_null() && Some(&seen) != last.as_ref()).then_some(seen)
        });
        assert_eq!((&seen[0], &seen[1]), (&640.into(), &480.into()));
        last = Some(seen);
    }
    firefox.wait("the page names the path", &format!("alongside.stats().path === '{path}'"));
}
