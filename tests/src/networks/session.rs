//! A session between two networks, and what the Helper sees of it.

use std::time::Duration;

use serde_json::{Value, json};

use super::home::Best;
use crate::browser::Browser;
use crate::clock::now;
use crate::rig::Sharer;
use crate::watch::{self, Frame, RECORD, Seen};

/// The time between two looks at a page.
const POLL: Duration = Duration::from_millis(50);

/// How long a session may stay on a worse path than it could have, where a direct one is possible.
const BECOMES_DIRECT: Duration = Duration::from_secs(8);

/// The same where a relay is the best.
const BECOMES_RELAYED: Duration = Duration::from_secs(3);

/// For how long frames are counted.
const COUNTED: Duration = Duration::from_secs(2);

/// A picture without a frame for longer stands still, in ms.
const STILL_MS: f64 = 700.0;

/// For how long the picture must move again to be back, in ms.
const BACK_MS: f64 = 1000.0;

/// For how long a disturbance may take until it is noticed, in ms: it is watched at least so long.
const NOTICED_MS: f64 = 2000.0;

/// For how long the picture moves before a disturbance.
const BEFORE: Duration = Duration::from_secs(1);

/// How many frames before the end of a disturbance are looked at.
const EARLIER: u64 = 60;

/// A frame that is older shows nothing of now, in ms.
const YOUNG_MS: f64 = 1000.0;

/// A session. Dropping it ends both programs.
pub struct Session {
    /// The Helper's browser.
    pub browser: Browser,
    /// The User's program.
    pub sharer: Sharer,
    /// From "Connect" to the first picture, in ms.
    connect_ms: f64,
    /// What the networks allow.
    best: Best,
}

/// A failed attempt to connect. When the test fails, what the programs said is kept.
pub struct Failure {
    /// Where it ended.
    pub failed: Failed,
    _browser: Option<Browser>,
    _sharer: Sharer,
}

/// Where an attempt to connect ended, if it did not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// The User's program did not get an invitation from the server.
    Invitation,
    /// The User was not asked to let the Helper in.
    Question,
    /// No picture came.
    Picture,
}

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Invitation => "no invitation",
            Self::Question => "no question",
            Self::Picture => "no picture",
        })
    }
}

impl Session {
    /// Connects a Helper's browser to a User's program. The User agrees at once.
    pub(super) fn attempt(
        mut sharer: Sharer,
        browser: impl FnOnce() -> Browser,
        (page, best): (&str, Best),
        patience: Duration,
    ) -> Result<Self, Box<Failure>> {
        let failure = |failed, browser, sharer| {
            Err(Box::new(Failure { failed, _browser: browser, _sharer: sharer }))
        };
        let invitation = find(&sharer, patience, |event| event["event"] == "invitation");
        let Some(invitation) = invitation else {
            return failure(Failed::Invitation, None, sharer);
        };
        let code = invitation["code"].clone();
        let mut browser = browser();
        browser.before_scripts(RECORD);
        browser.open(page);
        browser.wait("the page's program runs", "'alongside' in window");
        browser.fill("Invitation code", code.as_str().unwrap_or_default());
        browser.fill("Your name", "Jacky");
        browser.press_button("Connect");
        let begun = now();
        let asks = |event: &Value| event["event"] == "ask" && event["what"] == "connect";
        let Some(question) = find(&sharer, patience, asks) else {
            return failure(Failed::Question, Some(browser), sharer);
        };
        sharer.command(json!({"command": "answer", "id": question["id"], "allow": true}));
        loop {
            if let Some(connect_ms) = watch::connected_after_ms(&mut browser) {
                return Ok(Self { browser, sharer, connect_ms, best });
            }
            if begun.elapsed() > patience {
                return failure(Failed::Picture, Some(browser), sharer);
            }
            std::thread::sleep(POLL);
        }
    }

    /// How long it took from "Connect" to the first picture. The User's answer took no time.
    pub fn connected_after(&self) -> Duration {
        Duration::from_secs_f64(self.connect_ms / 1000.0)
    }

    /// The path: `direct`, `relay` or `server`. Waits for a while until it is the best that the networks
    /// allow, since a session may begin on a path that is there sooner.
    pub fn path(&mut self) -> String {
        match self.best {
            Best::Direct => self.path_within(BECOMES_DIRECT, "direct"),
            Best::Carried => self.path_within(BECOMES_RELAYED, "relay"),
        }
    }

    /// The path once it is `wanted`; after `patience` whatever it is.
    pub fn path_within(&mut self, patience: Duration, wanted: &str) -> String {
        let begun = now();
        loop {
            let path = self.browser.eval("window.alongside.stats().path");
            if path == wanted || begun.elapsed() > patience {
                return path.as_str().unwrap_or("unknown").to_owned();
            }
            std::thread::sleep(POLL);
        }
    }

    /// The path as the User's program says, or `None` before it says anything.
    pub fn path_of_the_user(&self) -> Option<String> {
        let events = self.sharer.events();
        let names = ["path", "resumed"];
        let last =
            events.iter().rev().find(|event| names.iter().any(|name| event["event"] == *name))?;
        last["path"].as_str().map(str::to_owned)
    }

    /// Frames per second. A decoder in a worker is not seen from outside: then what the page says.
    pub fn fps(&mut self) -> f64 {
        let seen = self.see(COUNTED);
        if seen.frames.is_empty() {
            return self.browser.eval("window.alongside.stats().fps").as_f64().unwrap_or(0.0);
        }
        seen.fps()
    }

    /// What is shown for some time. What passed the wires is not counted.
    pub fn see(&mut self, time: Duration) -> Seen {
        let begun = now();
        let first = watch::shown(&mut self.browser);
        std::thread::sleep(time);
        let frames = watch::frames(&mut self.browser, first);
        Seen { frames, time: begun.elapsed(), passed: crate::line::Passed::default() }
    }

    /// The Helper asks for control; the User agrees at once.
    ///
    /// # Panics
    /// When there is no such question.
    #[track_caller]
    pub fn take_control(&mut self) {
        self.browser.press_button("Request control");
        self.sharer.answer("control", true);
        self.browser.wait_phase("control-sharing");
    }

    /// The User's computer sleeps for so long.
    pub fn user_sleeps(&self, time: Duration) {
        self.sharer.running.sleeps(time);
    }

    /// Does something to the session or its networks, and waits until the picture moves again, a second
    /// long. Returns how long it stood still, counted from the end of the disturbance; zero where it did
    /// not. `None` when it does not come back in time.
    pub fn back_after(
        &mut self,
        patience: Duration,
        disturb: impl FnOnce(&Self),
    ) -> Option<Duration> {
        let clock = |browser: &mut Browser| browser.eval("performance.now()").as_f64();
        // A session that has just begun does not move yet.
        self.see(BEFORE);
        disturb(self);
        let begun = clock(&mut self.browser)?;
        // Some before it, so that a picture that never stood still is seen to move.
        let first = watch::shown(&mut self.browser).saturating_sub(EARLIER);
        loop {
            let frames = watch::frames(&mut self.browser, first);
            let time = clock(&mut self.browser)?;
            if let Some(back_ms) = moves_since(&frames, begun, time) {
                return Some(Duration::from_secs_f64(back_ms / 1000.0));
            }
            if time - begun > patience.as_secs_f64() * 1000.0 {
                return None;
            }
            std::thread::sleep(POLL);
        }
    }
}

/// How long after `begun` the picture that moves at `time` began to, all in ms of the page's clock.
fn moves_since(frames: &[Frame], begun: f64, time: f64) -> Option<f64> {
    let young: Vec<f64> =
        frames.iter().filter(|frame| frame.age_ms <= YOUNG_MS).map(|frame| frame.at_ms).collect();
    let moves = |later: f64, earlier: f64| later - earlier <= STILL_MS;
    let mut since = *young.last().filter(|last| moves(time, **last))?;
    for at in young.iter().rev() {
        if !moves(since, *at) {
            break;
        }
        since = *at;
    }
    let long_enough = time - since >= BACK_MS && time - begun >= NOTICED_MS;
    long_enough.then_some((since - begun).max(0.0))
}

/// Waits for an event of the User's program, from its first one on.
fn find(sharer: &Sharer, patience: Duration, fits: impl Fn(&Value) -> bool) -> Option<Value> {
    let found = sharer
        .running
        .stdout
        .wait(0, patience, |line| serde_json::from_str(line).ok().filter(|event| fits(event)));
    found.map(|(_, event)| event)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(times: impl IntoIterator<Item = u32>) -> Vec<Frame> {
        times.into_iter().map(|at| Frame { at_ms: f64::from(at), age_ms: 20.0 }).collect()
    }

    #[test]
    fn a_picture_that_never_stood_still_is_back_at_once() {
        let all = frames((0..3_000).step_by(33));
        assert_eq!(moves_since(&all, 500.0, 1_500.0), None, "too early to say");
        assert_eq!(moves_since(&all, 500.0, 3_000.0), Some(0.0));
    }

    #[test]
    fn a_picture_that_stood_still_is_back_once_it_moves_for_a_second() {
        let all = frames((0..1_000).step_by(33).chain((5_000..7_000).step_by(33)));
        assert_eq!(moves_since(&all[..31], 1_000.0, 4_000.0), None);
        assert_eq!(moves_since(&all, 1_000.0, 7_000.0), Some(4_000.0));
        let old: Vec<_> = all.iter().map(|frame| Frame { age_ms: 3_000.0, ..*frame }).collect();
        assert_eq!(moves_since(&old, 1_000.0, 7_000.0), None, "of old pictures nothing is seen");
    }
}
