//! Frames that arrive in messages are decoded by the page itself: in Chromium, and in a Firefox without H.264 in RTP.
//!
//! The messages are handed to the data channel of the shipped page, as the browser would.

use alongside_tests::browser::{Browser, Kind};
use alongside_tests::clock::eventually;
use alongside_tests::image::Image;
use alongside_tests::rig::Sharer;
use alongside_tests::server::SignalServer;
use alongside_tests::stream::Stream;
use h264::ChromaFormat;
use serde_json::{Value, json};

use super::{FAITHFUL, HEIGHT, Rig, Turn, WIDTH};

/// Keeps the page's data channels, what it sends as text, and the name of the newest frame.
const KEEP_CHANNELS: &str = "
  window.channels = {}; window.sent = [];
  const create = RTCPeerConnection.prototype.createDataChannel;
  RTCPeerConnection.prototype.createDataChannel = function (label, init) {
    const channel = create.call(this, label, init);
    const send = channel.send;
    channel.send = function (data) {
      if (typeof data === 'string') sent.push(JSON.parse(data).m);
      send.call(this, data); };
    channels[label] = channel;
    if (label === 'frames') channel.addEventListener('message', (event) => {
      window.stamp = new DataView(event.data).getUint32(0, true); });
    // The page then sees the frames of the test alone: those of the sharer would go to the same decoder.
    if (label === 'video') channel.addEventListener('message', (event) => {
      if (window.alone && event.isTrusted) event.stopImmediatePropagation(); });
    return channel; };
  window.arrive = (text) => {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    channels.video.dispatchEvent(new MessageEvent('message', { data: bytes.buffer })); };";

/// A browser of either kind.
trait Page {
    fn eval(&mut self, expression: &str) -> Value;

    fn arrive(&mut self, fragments: &[String]) {
        for fragment in fragments {
            self.eval(&format!("arrive('{fragment}')"));
        }
    }

    fn requests(&mut self) -> u64 {
        let count = "sent.filter((message) => message.type === 'request_keyframe').length";
        self.eval(count).as_u64().unwrap()
    }

    /// The chroma format of messages that the page asks for: Firefox shows wrong colours of 4:4:4.
    fn chroma_in_messages(&self) -> &'static str;

    /// What the page has told the sharer of the video that it decodes.
    fn decodes(&mut self) -> Value {
        eventually("the page says which video it decodes", || {
            let said = self.eval("sent.findLast((message) => message.type === 'decodes') ?? null");
            (!said.is_null()).then_some(said)
        })
    }
}

impl Page for Browser {
    fn eval(&mut self, expression: &str) -> Value {
        Browser::eval(self, expression)
    }

    fn chroma_in_messages(&self) -> &'static str {
        match self.kind() {
            Kind::Chromium => "yuv444",
            Kind::Firefox => "yuv420",
        }
    }
}

#[test]
fn frames_in_messages_are_shown_over_the_video() {
    let mut rig = Rig::direct_with(KEEP_CHANNELS);
    assert_eq!(
        rig.browser.decodes(),
        json!({ "type": "decodes", "rtp": true, "messages": "yuv444" })
    );
    let newest = u32::try_from(rig.browser.eval("stamp").as_u64().unwrap()).unwrap();
    let mut image = Image::pattern(WIDTH, HEIGHT);
    for (number, chroma_format) in [(5, ChromaFormat::Yuv420), (9, ChromaFormat::Yuv444)] {
        // Later than all that the sharer sends meanwhile.
        let mut stream = Stream::new(chroma_format, newest.wrapping_add(number * 90_000_000));
        for number in [number, number + 1, number + 2] {
            image.paint_number(u16::try_from(number).unwrap());
            let fragments = stream.encode(&image, false);
            rig.browser.arrive(&fragments);
            rig.browser.wait_picture(&format!("frame {number}"), |picture| {
                picture.psnr(&image) >= FAITHFUL
            });
        }
    }
    assert_eq!(rig.browser.requests(), 0);
    rig.browser.wait("the decoder is named", "alongside.stats().decoder === 'WebCodecs'");
    // The video goes on behind it, and comes to the front with a newer frame only.
    rig.desk.show(&Image::plain(WIDTH, HEIGHT, [200, 30, 30]));
    rig.desk.show(&image);
    rig.browser.wait_picture("still", |picture| picture.number() == Some(11));

    // Without its beginning, a message is no frame; the page asks for a keyframe then.
    let mut stream = Stream::new(ChromaFormat::Yuv420, newest.wrapping_add(1_500_000_000));
    let whole = stream.encode(&image, false);
    let next = stream.encode(&image, false);
    assert!(whole.len() > 1, "a keyframe has several fragments");
    rig.browser.arrive(&whole[1..]);
    rig.browser.arrive(&next);
    eventually("a keyframe is requested", || (rig.browser.requests() == 1).then_some(()));
    image.paint_number(77);
    let keyframe = stream.encode(&image, true);
    rig.browser.arrive(&keyframe);
    rig.browser.wait_picture("frame 77", |picture| picture.number() == Some(77));
    rig.no_violations();
}

impl Rig {
    /// A session in which the page's decoder is changed by a script.
    fn with_decoder(script: &str) -> Self {
        let mut rig = Rig::invited(&[]);
        rig.browser.before_scripts(KEEP_CHANNELS);
        rig.browser.before_scripts(script);
        let url = rig.server.url.clone();
        rig.browser.open(&url);
        let code = rig.code.clone();
        rig.join(&code);
        rig.browser.wait_phase("waiting-for-connect");
        rig.admit();
        rig
    }

    /// A stream whose frames are newer than what the sharer sends meanwhile.
    fn stream(&mut self) -> Stream {
        let newest = u32::try_from(self.browser.eval("stamp").as_u64().unwrap()).unwrap();
        Stream::new(ChromaFormat::Yuv420, newest.wrapping_add(90_000_000))
    }
}

#[test]
fn a_decoder_that_stays_silent_is_replaced_by_software() {
    let mut rig = Rig::with_decoder(
        "window.VideoDecoder = class extends window.VideoDecoder {
           constructor(init) {
             super({ ...init, output: (frame) => this.silent ? frame.close() : init.output(frame) });
           }
           configure(config) {
             this.silent = config.hardwareAcceleration !== 'prefer-software';
             super.configure(config);
           }
         };",
    );
    let mut stream = rig.stream();
    let image = Image::plain(WIDTH, HEIGHT, [30, 160, 60]);
    let keyframe = stream.encode(&image, true);
    rig.browser.arrive(&keyframe);
    eventually("a keyframe is requested", || (rig.browser.requests() == 1).then_some(()));
    let keyframe = stream.encode(&image, true);
    rig.browser.arrive(&keyframe);
    rig.browser.wait_picture("the frame", |picture| picture.psnr(&image) >= FAITHFUL);
    assert_eq!(rig.browser.requests(), 1);
}

/// Firefox does so with frames that were decoded before.
#[test]
fn a_decoder_that_speaks_after_its_end_harms_nothing() {
    let mut rig = Rig::with_decoder(
        "window.late = 0;
         window.VideoDecoder = class extends window.VideoDecoder {
           constructor(init) { super(init); this.init = init; }
           close() {
             super.close();
             const canvas = new OffscreenCanvas(16, 16);
             canvas.getContext('2d');
             const frame = new VideoFrame(canvas, { timestamp: 0 });
             setTimeout(() => {
               this.init.output(frame);
               this.init.error(new DOMException('late', 'AbortError'));
               window.late += 1; });
           }
         };",
    );
    rig.browser.eval("window.alone = true");
    let mut stream = rig.stream();
    let image = Image::plain(WIDTH, HEIGHT, [30, 160, 60]);
    let keyframe = stream.encode(&image, true);
    rig.browser.arrive(&keyframe);
    rig.browser.wait_picture("the frame", |picture| picture.psnr(&image) >= FAITHFUL);
    rig.browser.press_button("Disconnect");
    rig.browser.wait("the decoder has spoken", "window.late > 0");
    rig.browser.press_button("Connect again");
    rig.browser.wait_phase("idle");
}

#[test]
fn a_browser_whose_decoders_all_fail_tells_the_sharer() {
    let mut rig = Rig::with_decoder(
        "window.VideoDecoder = class extends window.VideoDecoder {
           configure() { throw new DOMException('no decoder', 'NotSupportedError'); }
         };",
    );
    let messages = rig.browser.chroma_in_messages();
    assert_eq!(rig.browser.decodes()["messages"], messages);
    let mut stream = rig.stream();
    let image = Image::plain(WIDTH, HEIGHT, [30, 160, 60]);
    // Frames go on coming: a request that follows another one closely is not sent.
    eventually("it is given up", || {
        let keyframe = stream.encode(&image, true);
        rig.browser.arrive(&keyframe);
        rig.browser.decodes()["messages"].is_null().then_some(())
    });
    assert!(rig.browser.requests() > 0, "each decoder was tried with a keyframe");
    // The video over RTP is still in front, or there are tiles.
    let display = rig.desk.screenshot();
    rig.browser.wait_picture("the display", |picture| picture.psnr(&display) >= FAITHFUL);
}

/// As in a browser that was built without H.264.
pub(super) const WITHOUT_H264: &str = "
  const all = RTCRtpReceiver.getCapabilities.bind(RTCRtpReceiver);
  RTCRtpReceiver.getCapabilities = (kind) => { const got = all(kind);
    got.codecs = got.codecs.filter((codec) => !/h264/i.test(codec.mimeType)); return got; };";

#[test]
fn a_browser_without_h264_in_rtp_offers_data_channels_only() {
    // With WebCodecs, and without.
    for (script, has_decoder) in [("", true), ("delete window.VideoDecoder;", false)] {
        let mut rig = Rig::invited(&[]);
        let messages = has_decoder.then(|| rig.browser.chroma_in_messages());
        for script in [KEEP_CHANNELS, WITHOUT_H264, script] {
            rig.browser.before_scripts(script);
        }
        rig.browser.before_scripts(
            "const describe = RTCPeerConnection.prototype.setLocalDescription;
             RTCPeerConnection.prototype.setLocalDescription = function (offer) {
               window.offer = offer.sdp; return describe.call(this, offer); };",
        );
        let url = rig.server.url.clone();
        rig.browser.open(&url);
        let code = rig.code.clone();
        rig.join(&code);
        rig.browser.wait_phase("waiting-for-connect");
        rig.sharer.answer("connect", true);
        rig.browser.wait_phase("screen-sharing");
        let sections = rig.browser.eval("offer.match(/^m=\\w+/gm)");
        assert_eq!(sections, json!(["m=application"]));
        let decodes = json!({ "type": "decodes", "rtp": false, "messages": messages });
        assert_eq!(rig.browser.decodes(), decodes);
        rig.no_violations();
    }
}

/// The pixel of the canvas in the middle of each colour of [`Image::pattern`].
const CANVAS: &str = "(() => { const canvas = document.querySelector('#frames');
  if (canvas.hidden || canvas.width < 100) return null;
  const context = canvas.getContext('2d');
  return [canvas.width, canvas.height, ...context.getImageData(40, 300, 1, 1).data]; })()";

#[test]
fn a_firefox_without_h264_in_rtp_decodes_the_messages() {
    let _turn = Turn::take();
    let server = SignalServer::without_lanes();
    let mut sharer = Sharer::synthetic(&["--server", server.url.as_str()]);
    let (code, _) = sharer.invitation();
    let mut firefox = Browser::firefox();
    // Whether it has H.264 in RTP depends on its version and on the computer.
    firefox.before_scripts(&format!(
        "{KEEP_CHANNELS}
        const capabilities = RTCRtpReceiver.getCapabilities.bind(RTCRtpReceiver);
        RTCRtpReceiver.getCapabilities = (kind) => {{
          const {{ codecs, ...rest }} = capabilities(kind);
          return {{ ...rest, codecs: codecs.filter((codec) => !/h264/i.test(codec.mimeType)) }};
        }};"
    ));
    firefox.open(&server.url);
    firefox.fill("Invitation code", &code);
    firefox.fill("Your name", "Jacky");
    firefox.press_button("Connect");
    firefox.wait_phase("waiting-for-connect");
    sharer.answer("connect", true);
    firefox.wait_phase("screen-sharing");
    assert_eq!(firefox.decodes(), json!({ "type": "decodes", "rtp": false, "messages": "yuv420" }));
    firefox.eval("window.alone = true");
    // Later than all that the sharer has sent.
    let mut stream = Stream::new(ChromaFormat::Yuv420, 900_000_000);
    let mut answered = 0;
    for colour in [[200, 30, 30], [30, 60, 200], [30, 160, 60]] {
        let image = Image::plain(1920, 1080, colour);
        let fragments = stream.encode(&image, false);
        firefox.arrive(&fragments);
        eventually(&format!("the colour {colour:?}"), || {
            // On a busy computer its first decoder may be too slow, and is replaced.
            if firefox.requests() > answered {
                answered = firefox.requests();
                let keyframe = stream.encode(&image, true);
                firefox.arrive(&keyframe);
            }
            let seen = firefox.eval(CANVAS);
            let part = |n: usize| seen[n].as_u64().unwrap_or(1000).cast_signed();
            let is_near = (0..3).all(|n| (part(2 + n) - i64::from(colour[n])).abs() < 8);
            (is_near && part(0) == 1920 && part(1) == 1080).then_some(())
        });
    }
}
