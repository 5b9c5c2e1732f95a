//! The page in WebKitGTK, which shares its engine with Safari. It has no WebRTC: the session goes through the server.

use alongside_tests::browser::WebKit;
use alongside_tests::clock::eventually;
use alongside_tests::image::Image;
use alongside_tests::rig::Sharer;
use alongside_tests::server::SignalServer;
use alongside_tests::turn::Turn;
use alongside_tests::x11::Desk;

use super::{FAITHFUL, HEIGHT, Rig, WIDTH, near};

/// The characters are on no American keyboard, but for the first.
const TYPED: &str = "Aé漢😀";

/// Where the middle of a pixel of the User's display is on the page.
const PLACE: &str = "(() => { const b = document.getElementById('screen').getBoundingClientRect();
  const d = document.getElementById('screen').dataset;
  return [b.left + 300.5 * b.width / d.width, b.top + 200.5 * b.height / d.height]; })()";

#[test]
fn a_helper_with_webkit_sees_points_and_types_and_a_window_that_loses_the_focus_lets_go() {
    let _turn = Turn::take();
    let server = SignalServer::start();
    let xvfb = Rig::display();
    let desk = Desk::open(xvfb.display());
    let mut image = Image::pattern(WIDTH, HEIGHT);
    desk.show(&image);
    let mut sharer = Sharer::on(xvfb.display(), &["--server", &server.url]);
    let (code, _) = sharer.invitation();

    let mut webkit = WebKit::start();
    webkit.open(&server.url);
    webkit.click("#code");
    webkit.type_text(&code);
    webkit.wait("the code is typed", &format!("document.activeElement.value === '{code}'"));
    webkit.click("#name");
    webkit.type_text("Jacky");
    webkit.wait("the name is typed", "document.activeElement.value === 'Jacky'");
    webkit.click("#connect");
    let question = sharer.answer("connect", true);
    assert_eq!(question["helper"], "Jacky");
    webkit.wait_phase("screen-sharing");
    for number in [1, 0x0aa, 0x555, 0xf0f] {
        image.paint_number(number);
        desk.show(&image);
        webkit.wait_picture(&format!("frame {number}"), |picture| picture.number() == Some(number));
    }
    let display = desk.screenshot();
    webkit.wait_picture("the picture is faithful", |page| page.psnr(&display) >= FAITHFUL);
    webkit.wait_picture("at rest each pixel is that of the display", |page| *page == display);
    webkit.wait("the page names the path", "alongside.stats().path === 'server'");
    webkit.wait("H.264 is decoded", "alongside.stats().decoder === 'WebCodecs'");

    webkit.click("#request-control");
    sharer.answer("control", true);
    webkit.wait_phase("control-sharing");
    desk.forget();
    let place = webkit.eval(PLACE);
    webkit.click_at(place[0].as_f64().unwrap(), place[1].as_f64().unwrap());
    let click = eventually("the click arrives", || desk.clicks().first().copied());
    assert!(near(click, (1, 300, 200)), "{click:?}");
    webkit.type_text(TYPED);
    eventually("each character arrives", || (desk.typed() == TYPED).then_some(()));

    webkit.hold("x");
    eventually("the key is down", || (!desk.keys_down().is_empty()).then_some(()));
    let _other = webkit.turn_to_another_window();
    eventually("the key is up", || desk.keys_down().is_empty().then_some(()));
}
