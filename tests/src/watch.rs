//! A Helper who watches a User's screen over a simulated line, and measurements of the shown picture.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::clock::{now, within};
use crate::line::{Line, Passed, Quality, USER};
use crate::process::Folder;
use crate::rig::{Sharer, share};
use crate::server::SignalServer;

/// The timeout on a bad line.
const PATIENCE: Duration = Duration::from_secs(30);

/// The time between two clicks: the page measures input latency each 250 ms. Not a multiple of a frame.
const BETWEEN_CLICKS: Duration = Duration::from_millis(270);

/// In how many delays of the line the page has opened its connections to the server: two round trips each, at
/// once, and as much again for the jitter.
const PREPARING_DELAYS: u32 = 8;

/// A session over a line. Its fields are dropped from top to bottom.
pub struct Watch {
    browser: Browser,
    /// The User's program.
    pub sharer: Sharer,
    _server: SignalServer,
    /// The line between the two.
    pub line: Line,
}

/// A file on its way.
#[derive(Clone, Copy, Debug)]
pub struct FileSent {
    size: usize,
    /// The bytes that had arrived when it was first looked at, and when that was.
    first: u64,
    begun: Instant,
}

/// A frame that was shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// When, in ms of the page's clock.
    pub at_ms: f64,
    /// How old the picture was, in ms.
    pub age_ms: f64,
}

/// What was shown in a period.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The frames, in order.
    pub frames: Vec<Frame>,
    /// How long it was watched.
    pub time: Duration,
    /// What passed over the line meanwhile; nothing where there is no line.
    pub passed: Passed,
}

impl Watch {
    /// Connects the two over a line of this quality. The screen is one of
    /// [`sharer::cli::options::ScreenChoice`]'s synthetic ones.
    pub fn begin(screen: &str, quality: Quality) -> Self {
        Self::begin_with(screen, quality, RECORD, &[])
    }

    /// The same with a sharer that logs warnings alone, as a User's: at each packet it would take time from a file.
    pub fn without_log(screen: &str, quality: Quality) -> Self {
        Self::begin_with(screen, quality, RECORD, &[("ALONGSIDE_LOG", "warn")])
    }

    /// The same through the server, which runs on the User's computer: the Helper's browser has no WebRTC.
    pub fn through_the_server(screen: &str, quality: Quality) -> Self {
        let script = format!("{RECORD}\ndelete window.RTCPeerConnection;");
        Self::begin_with(screen, quality, &script, &[])
    }

    fn begin_with(
        screen: &str,
        quality: Quality,
        script: &str,
        environment: &[(&str, &str)],
    ) -> Self {
        let line = Line::new();
        let server = line.at_user(|| SignalServer::with(&["--listen", &format!("{USER}:0")]));
        let mut sharer = line.at_user(|| {
            let folder = Folder::new();
            let mut command = share(&["--server", &server.url, "--screen", screen], &folder);
            command.args(["--record-input", "/dev/null"]).envs(environment.iter().copied());
            Sharer::start(&mut command, folder)
        });
        let (code, _) = sharer.invitation();
        // The page expects a secure context, as every server but this one gives it.
        let trust = format!("--unsafely-treat-insecure-origin-as-secure={}", server.url);
        let mut browser = line.at_helper(|| Browser::chromium(&[&trust]));
        browser.before_scripts(script);
        browser.open(&server.url);
        browser.wait("the page's program runs", "'alongside' in window");
        line.set(quality);
        browser.fill("Invitation code", &code);
        browser.fill("Your name", "Jacky");
        // A person takes longer to type a name than the page to open its connections to the server.
        std::thread::sleep(quality.delay * PREPARING_DELAYS);
        browser.press_button("Connect");
        sharer.answer("connect", true);
        let mut watch = Self { browser, sharer, _server: server, line };
        watch.wait_for_a_frame(PATIENCE);
        watch
    }

    /// How long it took from the press of "Connect" to the first frame; the User said yes at once.
    pub fn connected_after_ms(&mut self) -> f64 {
        connected_after_ms(&mut self.browser).unwrap_or(f64::INFINITY)
    }

    /// Lets the Helper control the screen, which must be one that always changes, and click so many times.
    /// Returns the page's own input latency: the time until a picture is shown that can contain the
    /// effect, the median of its last nine values.
    pub fn input_ms(&mut self, clicks: u32) -> Option<f64> {
        self.browser.press_button("Request control");
        self.sharer.answer("control", true);
        self.browser.wait_phase("control-sharing");
        self.click(clicks)
    }

    /// The same once more.
    pub fn click(&mut self, clicks: u32) -> Option<f64> {
        let middle = self.browser.eval(
            "(() => { const place = document.getElementById('screen').getBoundingClientRect();
              return [place.left + place.width / 2, place.top + place.height / 2]; })()",
        );
        let [x, y] = [0, 1].map(|n| middle[n].as_f64().unwrap_or_default());
        for _ in 0..clicks {
            self.browser.click_at(x, y, "left");
            std::thread::sleep(BETWEEN_CLICKS);
        }
        self.statistic("input_ms")
    }

    /// The Helper sends a file of so many bytes, and the User allows it. Returns once its first bytes have arrived.
    pub fn begin_file_to_user(&mut self, size: usize) -> FileSent {
        self.browser.eval(&format!("{CHOOSE}({size})"));
        self.sharer.answer("file_in", true);
        self.file_begins(size)
    }

    /// The User sends a file of so many bytes, and the Helper wants it. Returns once its first bytes have arrived.
    pub fn begin_file_to_helper(&mut self, size: usize) -> FileSent {
        let path = self.sharer.home().join("large.bin");
        std::fs::write(&path, vec![7; size]).expect("the disk has room");
        self.browser.eval("HTMLAnchorElement.prototype.click = () => {}");
        let path = path.to_str().expect("the tests' folder has a plain name");
        self.sharer.command(json!({"command": "send_file", "path": path}));
        let offered = "document.getElementById('files').textContent.includes('large.bin')";
        self.browser.wait_within(PATIENCE, "the file is offered", offered);
        self.browser.press_button("Get: large.bin");
        self.file_begins(size)
    }

    fn file_begins(&mut self, size: usize) -> FileSent {
        let running = |event: &Value| event["state"] == "running" && event["bytes"] != 0;
        let first = self.sharer.event_where(PATIENCE, "file", running);
        FileSent { size, first: first["bytes"].as_u64().unwrap_or(0), begun: now() }
    }

    /// Waits until the file has arrived. Returns how fast it came after its first bytes, in Mbit/s.
    #[track_caller]
    pub fn file_mbit_s(&mut self, file: &FileSent) -> f64 {
        let over = |event: &Value| event["state"] == "done" || event["state"] == "failed";
        let done = self.sharer.event_where(PATIENCE * 4, "file", over);
        assert_eq!(done["state"], "done", "{done}");
        (file.size as u64 - file.first) as f64 * 8.0 / 1e6 / file.begun.elapsed().as_secs_f64()
    }

    /// Waits until another frame is shown. Returns how long that took.
    #[track_caller]
    pub fn wait_for_a_frame(&mut self, patience: Duration) -> Duration {
        let begun = now();
        let before = self.count();
        within(patience, "another frame is shown", || (self.count() > before).then_some(()));
        begun.elapsed()
    }

    fn count(&mut self) -> u64 {
        shown(&mut self.browser)
    }

    /// Watches for some time.
    pub fn see(&mut self, time: Duration) -> Seen {
        let (begun, before) = (now(), self.line.passed());
        let first = self.count();
        std::thread::sleep(time);
        let frames = frames(&mut self.browser, first);
        let after = self.line.passed();
        let passed = Passed {
            to_helper: after.to_helper - before.to_helper,
            to_user: after.to_user - before.to_user,
        };
        Seen { frames, time: begun.elapsed(), passed }
    }

    /// One of the page's statistics.
    pub fn statistic(&mut self, name: &str) -> Option<f64> {
        self.browser.eval(&format!("window.alongside.stats().{name}")).as_f64()
    }

    /// What the browser counts of the video that it receives.
    pub fn received(&mut self, name: &str) -> f64 {
        let read = format!(
            "(async () => {{
          const reports = await Promise.all(window.peers.map((peer) => peer.getStats()));
          for (const report of reports) for (const entry of report.values()) {{
            if (entry.type === 'inbound-rtp' && entry.kind === 'video') return entry.{name} ?? 0;
          }}
          return 0; }})()"
        );
        self.browser.eval(&read).as_f64().unwrap_or(0.0)
    }

    /// The bandwidth that the sharer estimates, in kbit/s.
    pub fn estimate_kbit(&self) -> u32 {
        let lines = self.sharer.running.stderr.all();
        let kbit =
            |line: &String| line.split_once("feedback kbit=")?.1.split(' ').next()?.parse().ok();
        lines.iter().rev().find_map(kbit).unwrap_or(0)
    }
}

impl Seen {
    /// Frames per second.
    pub fn fps(&self) -> f64 {
        self.frames.len() as f64 / self.time.as_secs_f64()
    }

    /// The age that so many percent of the frames do not exceed, in ms.
    pub fn age_ms(&self, percent: usize) -> f64 {
        let mut ages: Vec<f64> = self.frames.iter().map(|frame| frame.age_ms).collect();
        ages.sort_by(f64::total_cmp);
        let last = ages.len().saturating_sub(1);
        ages.get(last * percent / 100).copied().unwrap_or(f64::INFINITY)
    }

    /// The longest time between two frames, in ms.
    pub fn longest_gap_ms(&self) -> f64 {
        self.frames.windows(2).map(|pair| pair[1].at_ms - pair[0].at_ms).fold(0.0, f64::max)
    }

    /// What passed to the Helper, in kbit/s.
    pub fn kbit_s(&self) -> f64 {
        self.passed.to_helper as f64 * 8.0 / 1000.0 / self.time.as_secs_f64()
    }
}

/// How many frames were shown so far.
pub fn shown(browser: &mut Browser) -> u64 {
    browser.eval("window.shown.length").as_u64().unwrap_or(0)
}

/// The shown frames from number `first` on.
pub fn frames(browser: &mut Browser, first: u64) -> Vec<Frame> {
    let frames = browser.eval(&format!("window.shown.slice({first})"));
    let frame =
        |frame: &Value| Some(Frame { at_ms: frame[0].as_f64()?, age_ms: frame[1].as_f64()? });
    frames.as_array().into_iter().flatten().filter_map(frame).collect()
}

/// From the last press before the first frame until that frame was shown, in ms.
pub(crate) fn connected_after_ms(browser: &mut Browser) -> Option<f64> {
    browser.eval("window.shown.length ? window.shown[0][0] - window.pressed : null").as_f64()
}

/// Chooses a file of so many bytes in the page.
const CHOOSE: &str = "((size) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(size).fill(7)], 'large.bin'));
    const input = document.getElementById('files-input');
    input.files = data.files;
    input.dispatchEvent(new Event('change')); })";

/// Records each frame that a video element shows or a decoder of WebCodecs puts out, the time of the last
/// click before the first one, and the peer connections.
pub const RECORD: &str = "window.shown = []; window.peers = [];
addEventListener('click', () => {
  if (!window.shown.length) window.pressed = performance.now();
}, true);
window.RTCPeerConnection = class extends window.RTCPeerConnection {
  constructor(...settings) { super(...settings); window.peers.push(this); }
};
const note = (at) => window.shown.push([at, window.alongside.stats().latency_ms]);
if (window.VideoDecoder) window.VideoDecoder = class extends window.VideoDecoder {
  constructor(settings) {
    const output = (frame) => {
      settings.output(frame);
      note(performance.now());
    };
    super({ ...settings, output });
  }
};
setInterval(() => {
  const video = document.querySelector('#screen video');
  if (!video || video.isWatched) return;
  video.isWatched = true;
  const shown = (at) => {
    note(at);
    video.requestVideoFrameCallback(shown);
  };
  video.requestVideoFrameCallback(shown);
}, 20);";
