//! How many colours the video has, before exact tiles cover it.

use alongside_tests::image::Image;
use serde_json::json;

use super::{HEIGHT, Rig, WIDTH};

/// Red and blue lines of one px: where four pixels share a colour, all are purple.
fn lines() -> Image {
    let mut image = Image::plain(WIDTH, HEIGHT, [220, 30, 30]);
    for x in (1..WIDTH).step_by(2) {
        image.fill(x, 0, 1, HEIGHT, [30, 30, 220]);
    }
    image
}

/// How much redder than blue a column of the video is, and the next one.
const REDNESS: &str = "(() => {
  const video = document.querySelector('#screen video');
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0);
  const [r, g, b, a, r2, g2, b2] = context.getImageData(400, 300, 2, 1).data;
  return [r - b, r2 - b2]; })()";

impl Rig {
    fn wait_redness(&mut self, what: &str, condition: &str) {
        let fits = format!("(([column, next]) => {condition})({REDNESS})");
        self.browser.wait(what, &fits);
    }
}

#[test]
fn coloured_lines_of_one_pixel_stay_apart_in_the_video() {
    let mut rig = Rig::shared(&[]);
    rig.desk.show(&lines());
    rig.wait_redness("a red line beside a blue one", "column > 120 && next < -120");
    rig.no_violations();
}

#[test]
fn a_browser_that_shares_colours_sees_the_display_all_the_same() {
    let mut rig = Rig::invited(&[]);
    // As it is in browsers that decode what every browser must, and no more (RFC 7742 §6.2).
    rig.browser.before_scripts(
        "const capabilities = RTCRtpReceiver.getCapabilities.bind(RTCRtpReceiver);
         RTCRtpReceiver.getCapabilities = (kind) => {
           const all = capabilities(kind);
           all.codecs = all.codecs.filter((codec) => !/f4001f/i.test(codec.sdpFmtpLine));
           return all; };",
    );
    let url = rig.server.url.clone();
    rig.browser.open(&url);
    let code = rig.code.clone();
    rig.join(&code);
    rig.browser.wait_phase("waiting-for-connect");
    rig.admit();
    rig.desk.show(&lines());
    rig.wait_redness("purple", "Math.abs(column) < 60 && Math.abs(next) < 60");
    let display = rig.desk.screenshot();
    rig.browser.wait_picture("at rest each pixel is that of the display", |page| *page == display);
    assert_eq!(rig.browser.eval("window.violations"), json!([]));
}
