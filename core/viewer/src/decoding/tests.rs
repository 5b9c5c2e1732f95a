use std::vec;

use h264::{ChromaFormat, Encoder, Sequential, Source};

use super::*;

/// A sharer, its decoder in a browser, and a clock.
struct Rig {
    decoding: Decoding,
    encoder: Encoder,
    side: usize,
    ms: u64,
    stamp: FrameStamp,
}

impl Rig {
    fn new() -> Self {
        let encoder = Encoder::new(1000, 1);
        let stamp = FrameStamp(u32::MAX - 20_000);
        Self { decoding: Decoding::default(), encoder, side: 64, ms: 1000, stamp }
    }

    fn now(&self) -> Tick {
        Tick::from_millis(self.ms)
    }

    fn handle(&mut self, input: Input) -> Vec<Output> {
        let now = self.now();
        self.decoding.handle(input, now);
        core::iter::from_fn(|| self.decoding.poll()).collect()
    }

    /// A frame arrives, 20 ms after the last one.
    fn frame(&mut self, is_key: bool) -> Vec<Output> {
        let side = self.side;
        let (y, c) = (vec![90; side * side], vec![128; side * side / 4]);
        let source = Source {
            width: side,
            height: side,
            y: &y,
            u: &c,
            v: &c,
            chroma_format: ChromaFormat::Yuv420,
            damage: None,
        };
        let data = self.encoder.encode(source, self.ms, is_key, &Sequential).data;
        self.ms += 20;
        self.stamp = FrameStamp(self.stamp.0.wrapping_add(1800));
        self.handle(Input::Frame { stamp: self.stamp, data })
    }

    fn wait(&mut self, ms: u64) -> Vec<Output> {
        self.ms += ms;
        self.handle(Input::Timeout)
    }

    /// The decoder puts out what it was given last.
    fn put_out(&mut self, outputs: &[Output]) {
        let timestamp = outputs.iter().find_map(|output| match output {
            Output::Decode { timestamp, .. } => Some(*timestamp),
            Output::Open(_) | Output::Close | Output::RequestKeyframe | Output::GiveUp => None,
        });
        let timestamp = timestamp.expect("a frame was given to the decoder");
        assert_eq!(self.handle(Input::Decoded { timestamp }), []);
    }
}

/// Short names of outputs.
fn names(outputs: &[Output]) -> Vec<&'static str> {
    let name = |output: &Output| match output {
        Output::Open(config) if config.prefers_software => "open software",
        Output::Open(_) => "open",
        Output::Decode { is_key: true, .. } => "decode key",
        Output::Decode { .. } => "decode",
        Output::Close => "close",
        Output::RequestKeyframe => "request",
        Output::GiveUp => "give up",
    };
    outputs.iter().map(name).collect()
}

#[test]
fn a_keyframe_opens_a_decoder_for_its_profile_level_and_size() {
    let mut rig = Rig::new();
    let outputs = rig.frame(true);
    let size = Size::new(64, 64).unwrap();
    let config = Config { codec: "avc1.42C020".into(), size, prefers_software: false };
    assert_eq!(outputs.first(), Some(&Output::Open(config)));
    assert_eq!(names(&outputs), ["open", "decode key"]);
    assert_eq!(names(&rig.frame(false)), ["decode"]);
    assert_eq!(names(&rig.frame(true)), ["decode key"], "the same decoder goes on");
    rig.side = 96;
    assert_eq!(names(&rig.frame(false)), ["open", "decode key"], "another size, another decoder");
}

#[test]
fn timestamps_name_their_frames_and_grow_when_stamps_wrap_around() {
    let mut rig = Rig::new();
    let mut last = 0;
    for n in 0..40 {
        for output in rig.frame(n == 0) {
            if let Output::Decode { timestamp, .. } = output {
                assert_eq!(stamp(timestamp), rig.stamp);
                assert!(timestamp > last);
                last = timestamp;
            }
        }
    }
    assert!(rig.stamp.0 < 100_000, "it has wrapped around");
}

#[test]
fn every_stamp_survives_the_way_through_microseconds() {
    for ticks in (0..1_000_000_u64).chain((1 << 40)..(1 << 40) + 1_000) {
        assert_eq!(stamp(micros(ticks)).0, ticks as u32);
    }
}

#[test]
fn without_a_keyframe_nothing_is_decoded_and_one_is_requested_each_second_at_most() {
    let mut rig = Rig::new();
    rig.frame(true);
    assert_eq!(names(&rig.handle(Input::Gap)), ["close"]);
    assert_eq!(rig.decoding.deadline(), None, "the next frame may be one");
    assert_eq!(names(&rig.frame(false)), ["request"]);
    let mut requests = 0;
    for _ in 0..100 {
        requests += rig.frame(false).len();
    }
    assert_eq!(requests, 2, "in two seconds");
    assert_eq!(names(&rig.frame(true)), ["open", "decode key"]);
    assert_eq!(names(&rig.frame(false)), ["decode"]);
}

#[test]
fn a_request_is_repeated_a_few_times_while_nothing_arrives() {
    let mut rig = Rig::new();
    rig.frame(true);
    rig.handle(Input::Gap);
    rig.frame(false);
    let mut requests = 0;
    while let Some(deadline) = rig.decoding.deadline() {
        rig.ms = deadline.as_millis();
        requests += rig.handle(Input::Timeout).len();
    }
    assert_eq!(requests, 5);
    assert_eq!(names(&rig.frame(false)), Vec::<&str>::new());
    rig.ms += 2000;
    assert_eq!(
        names(&rig.frame(false)),
        ["request"],
        "the next frame shows that somebody is there"
    );
}

#[test]
fn a_silent_decoder_is_replaced_by_software_at_a_keyframe() {
    let mut rig = Rig::new();
    let first = rig.frame(true);
    rig.put_out(&first);
    rig.ms += 10_000;
    assert_eq!(rig.decoding.deadline(), None, "a screen that stands still is no silence");
    rig.frame(false);
    assert_eq!(names(&rig.wait(480)), Vec::<&str>::new());
    assert_eq!(names(&rig.wait(20)), Vec::<&str>::new());
    assert_eq!(names(&rig.wait(80)), Vec::<&str>::new(), "the page may be busy");
    assert_eq!(names(&rig.wait(20)), ["close", "request"]);
    assert_eq!(names(&rig.frame(false)), Vec::<&str>::new(), "it was just requested");
    let outputs = rig.frame(true);
    assert_eq!(names(&outputs), ["open software", "decode key"]);
    rig.put_out(&outputs);
    rig.handle(Input::Gap);
    assert_eq!(names(&rig.frame(true)), ["open software", "decode key"], "what works is kept");
}

#[test]
fn a_slow_decoder_that_puts_frames_out_is_not_replaced() {
    let mut rig = Rig::new();
    let mut given = Vec::new();
    for n in 0..5 {
        given.push(rig.frame(n == 0));
    }
    for outputs in given {
        assert_eq!(names(&rig.wait(350)), Vec::<&str>::new());
        rig.put_out(&outputs);
    }
    assert_eq!(rig.decoding.deadline(), None, "nothing is inside");
}

#[test]
fn a_browser_whose_decoders_all_fail_counts_as_unable() {
    let mut rig = Rig::new();
    let mut opened = Vec::new();
    for _ in 0..3 {
        opened.push(names(&rig.frame(true))[0]);
        assert_eq!(names(&rig.handle(Input::Failed)), ["close", "request"]);
    }
    assert_eq!(opened, ["open", "open software", "open"]);
    rig.frame(true);
    assert_eq!(names(&rig.handle(Input::Failed)), ["close", "give up"]);
    assert_eq!(names(&rig.frame(true)), Vec::<&str>::new());
    assert_eq!(rig.decoding.deadline(), None);
    rig.decoding.restart();
    assert_eq!(names(&rig.frame(true)), ["close", "open", "decode key"], "a new session tries");
}

#[test]
fn a_decoder_that_does_not_keep_up_continues_at_a_keyframe() {
    let mut rig = Rig::new();
    rig.frame(true);
    rig.ms -= 20;
    let mut last = Vec::new();
    for _ in 0..60 {
        rig.ms -= 20;
        last = rig.frame(false);
    }
    assert_eq!(names(&last), ["close", "request"]);
    assert_eq!(names(&rig.frame(true)), ["open", "decode key"]);
}

#[test]
fn bytes_that_are_no_stream_open_nothing() {
    let mut rig = Rig::new();
    for data in [vec![], vec![0; 10], vec![0, 0, 1, 0x67], vec![0, 0, 1, 0x65, 1, 2, 3]] {
        let outputs = rig.handle(Input::Frame { stamp: FrameStamp(1), data });
        assert!(outputs.iter().all(|output| *output == Output::RequestKeyframe), "{outputs:?}");
    }
}
