//! The picture as tiles alone, in a browser without WebCodecs: on a page that came over plain HTTP.

use alongside_tests::browser::Browser;
use alongside_tests::clock::eventually;
use alongside_tests::image::Image;
use alongside_tests::rig::Sharer;
use alongside_tests::server::SignalServer;
use alongside_tests::x11::Desk;
use alongside_tests::xvfb::Xvfb;
use serde_json::json;
use sharer::platform::border::BorderLook;

use super::messages::WITHOUT_H264;
use super::server_path::WITHOUT_WEBRTC;
use super::{COUNT_VIOLATIONS, HEIGHT, PICTURE_VISIBLE, RECONNECTING, Rig, Turn, WIDTH, near};

/// A name of this computer that is not `localhost`, so that a page over HTTP is no secure context.
const NAME: &str = "alongside.test";

/// A session with a page that came over plain HTTP, before whose scripts this one has run. It shows tiles.
fn insecure(script: &str) -> Rig {
    let turn = Turn::take();
    let public = format!("http://{NAME}");
    let server = SignalServer::with(&["--listen", "127.0.0.1:0", "--public-url", &public]);
    let xvfb = Xvfb::start(WIDTH as u32, HEIGHT as u32);
    let desk = Desk::open(xvfb.display());
    desk.show(&Image::pattern(WIDTH, HEIGHT));
    let mut sharer = Sharer::on(xvfb.display(), &["--server", server.url.as_str()]);
    let (code, _) = sharer.invitation();
    let rule = format!("--host-resolver-rules=MAP {NAME} 127.0.0.1");
    let mut browser = Browser::with(&[rule.as_str()]);
    browser.before_scripts(COUNT_VIOLATIONS);
    browser.before_scripts(script);
    browser.open(&server.url.replacen("127.0.0.1", NAME, 1));
    let secure = "[isSecureContext, typeof VideoDecoder]";
    assert_eq!(browser.eval(secure), json!([false, "undefined"]));
    let mut rig = Rig { browser, sharer, desk, xvfb, server, code, _turn: turn };
    let code = rig.code.clone();
    rig.join(&code);
    rig.browser.wait_phase("waiting-for-connect");
    rig.admit();
    rig.browser.wait_text("comes as still images");
    rig
}

/// Each pixel of the page is that of the display, on which the border comes and goes.
#[track_caller]
fn wait_exact(rig: &mut Rig, what: &str) {
    let Rig { browser, desk, .. } = rig;
    browser.wait_picture(what, |page| *page == desk.screenshot());
}

fn clicks_arrive(rig: &mut Rig, (x, y): (usize, usize)) {
    rig.desk.forget();
    let (page_x, page_y) = rig.point(x, y);
    rig.browser.click_at(page_x, page_y, "left");
    let click = eventually("the click arrives", || rig.desk.clicks().first().copied());
    let at = |n: usize| i16::try_from(n).unwrap();
    assert!(near(click, (1, at(x), at(y))), "{click:?}");
}

#[test]
fn without_webcodecs_the_picture_comes_as_tiles_through_the_server() {
    let mut rig = insecure(WITHOUT_WEBRTC);
    wait_exact(&mut rig, "each pixel is that of the display");
    rig.browser.wait(
        "the page names the path and the decoder",
        "alongside.stats().path === 'server' && alongside.stats().decoder === 'PNG'",
    );
    // What changes arrives, and nothing is ever shown of two moments at once.
    let mut image = Image::pattern(WIDTH, HEIGHT);
    for number in [1, 0x0aa, 0x555, 0xf0f] {
        image.paint_number(number);
        rig.desk.show(&image);
        rig.browser.wait_picture(&format!("frame {number}"), |page| page.number() == Some(number));
    }
    wait_exact(&mut rig, "each pixel is that of the display after changes");
    let fresh = "(({ width, height, age_ms, latency_ms }) => width === 800 && height === 600
        && age_ms < 1000 && latency_ms !== null)(alongside.stats())";
    rig.browser.wait("the picture is current", fresh);
    let mut number = 0x100;
    eventually("frames are counted", || {
        number += 1;
        image.paint_number(number);
        rig.desk.show(&image);
        (rig.browser.eval("alongside.stats().fps").as_f64()? > 0.0).then_some(())
    });
    assert_eq!(rig.browser.eval("document.documentElement.dataset.old === 'true'"), json!(false));

    rig.take_control();
    clicks_arrive(&mut rig, (300, 200));

    rig.sharer.send_command("pause");
    rig.browser.wait_text("paused the picture");
    assert_eq!(rig.browser.eval(PICTURE_VISIBLE), false, "no frozen frame is shown");
    image.paint_number(0x3c3);
    rig.desk.show(&image);
    rig.sharer.send_command("resume");
    rig.browser.wait("the picture is back", PICTURE_VISIBLE);
    wait_exact(&mut rig, "what changed meanwhile");
    rig.no_violations();
}

#[test]
fn tiles_alone_follow_a_display_that_changes_its_size() {
    let mut rig = insecure(WITHOUT_WEBRTC);
    wait_exact(&mut rig, "the first picture");
    rig.take_control();
    let mode = ["--newmode", "small", "30", "640", "656", "672", "704", "480", "490", "492", "525"];
    rig.xvfb.run("xrandr", &mode);
    rig.xvfb.run("xrandr", &["--addmode", "screen", "small"]);
    rig.xvfb.run("xrandr", &["--output", "screen", "--mode", "small"]);
    rig.desk.cover();
    let mut image = Image::pattern(640, 480);
    rig.desk.show(&image);
    image.paint_border(BorderLook::Controlled);
    rig.browser.wait_picture("the picture in its new size", |page| *page == image);
    clicks_arrive(&mut rig, (600, 440));
}

#[test]
fn tiles_alone_come_back_after_the_server_was_away() {
    let mut rig = insecure(WITHOUT_WEBRTC);
    wait_exact(&mut rig, "the first picture");
    rig.server.running.kill();
    rig.browser.wait("the Helper is told", RECONNECTING);
    rig.server.restart();
    let mut image = Image::pattern(WIDTH, HEIGHT);
    image.paint_number(0x123);
    rig.desk.show(&image);
    rig.browser.wait_phase("screen-sharing");
    wait_exact(&mut rig, "what changed meanwhile");
    rig.browser.wait("the picture is current", "alongside.stats().age_ms < 1000");
}

#[test]
fn without_any_h264_the_picture_comes_as_tiles_on_a_data_channel() {
    let mut rig = insecure(WITHOUT_H264);
    wait_exact(&mut rig, "each pixel is that of the display");
    let mut image = Image::pattern(WIDTH, HEIGHT);
    for number in [1, 0x0aa, 0x555] {
        image.paint_number(number);
        rig.desk.show(&image);
        rig.browser.wait_picture(&format!("frame {number}"), |page| page.number() == Some(number));
    }
    rig.browser.wait(
        "the page names the path and the decoder",
        "alongside.stats().path === 'direct' && alongside.stats().decoder === 'PNG'",
    );
    rig.take_control();
    clicks_arrive(&mut rig, (300, 200));
    rig.no_violations();
}

/// The decoder of the browser is there and fails.
#[test]
fn a_decoder_that_fails_gives_way_to_tiles() {
    let mut rig = Rig::invited(&[]);
    for script in [
        WITHOUT_WEBRTC,
        "window.VideoDecoder = class extends window.VideoDecoder {
           configure() { throw new DOMException('no decoder', 'NotSupportedError'); }
         };",
    ] {
        rig.browser.before_scripts(script);
    }
    let url = rig.server.url.clone();
    rig.browser.open(&url);
    let code = rig.code.clone();
    rig.join(&code);
    rig.browser.wait_phase("waiting-for-connect");
    rig.admit();
    wait_exact(&mut rig, "each pixel is that of the display");
    rig.browser.wait("as tiles", "alongside.stats().decoder === 'PNG'");
}

/// No row of cells with noise fits into a frame of a slow path: each is sent by itself.
#[test]
fn noise_and_what_changes_beside_it_are_seen() {
    let mut rig = insecure(WITHOUT_WEBRTC);
    wait_exact(&mut rig, "the first picture");
    let mut image = Image::pattern(WIDTH, HEIGHT);
    let mut state = 1_u32;
    for number in 1..=20 {
        for y in 300..500 {
            for x in 400..700 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let [_, red, green, blue] = state.to_be_bytes();
                image.pixels[y * WIDTH + x] = [red, green, blue];
            }
        }
        image.paint_number(number);
        rig.desk.show(&image);
        rig.browser.wait_picture(&format!("number {number}"), |page| page.number() == Some(number));
    }
    wait_exact(&mut rig, "all of it in the end");
}
