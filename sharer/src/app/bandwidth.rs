//! SHELL. How much of the line a session takes: the level, the cap, and what is sent now. The User
//! alone decides about it, within what the owner's policy leaves to them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

use tokio::sync::mpsc;

use appearance::Level;
use session::bandwidth::BandwidthRequest;

use crate::link::direct::Estimate;
use crate::person::News;
use crate::picture::MediaHandle;
use crate::platform::Desktop;
use crate::platform::x11::appearance::Looks;
use crate::policy::Forbidden;
use crate::words;
use picture::refinement::Allowance;

/// No cap.
const UNCAPPED: u32 = u32::MAX;

/// Keeps the level and the cap of one session.
pub(crate) struct Bandwidth {
    level: Level,
    /// The one that the owner has set.
    only: Option<Level>,
    /// In kbit/s.
    cap: Arc<AtomicU32>,
    media: MediaHandle,
    /// The page lays exact tiles over the video.
    exact: Arc<AtomicBool>,
    /// What the way to the Helper carries, once there is one.
    estimate: Option<Estimate>,
    /// `None` where there is no desktop.
    looks: Option<Looks>,
    /// What there is to say about the desktop.
    pub told: mpsc::Receiver<String>,
    /// The Helper has seen the screen: the level holds on the desktop, too.
    has_begun: bool,
}

impl Bandwidth {
    /// Begins at a level, which the desktop does not notice before [`Self::begin`]. Without a
    /// desktop only the pictures change.
    pub(crate) fn new(
        (level, only): (Level, Option<Level>),
        max_kbit: Option<u32>,
        media: MediaHandle,
        desktop: Option<&Desktop>,
    ) -> Self {
        media.set_level(level);
        let looks = desktop.and_then(|desktop| match Looks::spawn(desktop) {
            Ok(looks) => Some(looks),
            Err(error) => {
                tracing::warn!(%error, "the desktop's looks are left alone");
                None
            }
        });
        let (looks, told) = match looks {
            Some((looks, told)) => (Some(looks), told),
            None => (None, mpsc::channel(1).1),
        };
        let cap = Arc::new(AtomicU32::new(max_kbit.unwrap_or(UNCAPPED)));
        Self {
            level,
            only,
            cap,
            media,
            exact: Arc::default(),
            estimate: None,
            looks,
            told,
            has_begun: false,
        }
    }

    /// The page lays exact tiles over the video: they may have a part of the rate, from the next frame
    /// on.
    pub(crate) fn allow_tiles(&self) {
        self.exact.store(true, Relaxed);
    }

    /// A connection is there. Returns what keeps its bit rate when frames are sent.
    pub(crate) fn connected(&mut self, estimate: Estimate) -> impl Fn(u32) + Send + use<> {
        let (media, cap) = (self.media.clone(), Arc::clone(&self.cap));
        let exact = Arc::clone(&self.exact);
        let keep = move |kbit: u32| {
            let cap = cap.load(Relaxed);
            let kbit = kbit.min(cap);
            // What tiles take while the picture moves, the picture has to do without.
            media.set_bitrate(kbit - media.beside_kbit_s().min(kbit / 2));
            let cap_kbit_s = (cap != UNCAPPED).then_some(cap);
            let kbit_s = if exact.load(Relaxed) { kbit } else { 0 };
            media.set_exact(Allowance { kbit_s, cap_kbit_s });
        };
        keep(estimate.kbit());
        self.estimate = Some(estimate);
        keep
    }

    /// The Helper sees the screen from here on. Tells the level if anything is given up.
    pub(crate) fn begin(&mut self) -> Option<News> {
        if std::mem::replace(&mut self.has_begun, true) || self.level == Level::None {
            return None;
        }
        self.hold();
        Some(self.news())
    }

    /// Does what the User requests, whole or not at all, and returns what holds.
    pub(crate) fn request(&mut self, request: BandwidthRequest) -> News {
        if let (Some(level), Some(only)) = (request.level, self.only)
            && level != only
        {
            return News::Error(words::policy::forbidden(&Forbidden::Level { only }));
        }
        if let Some(cap) = request.max_kbit {
            self.cap.store(cap, Relaxed);
            if let Some(estimate) = &self.estimate {
                self.media.set_bitrate(estimate.kbit().min(cap));
            }
        }
        if let Some(level) = request.level
            && level != self.level
        {
            self.level = level;
            self.media.set_level(level);
            if self.has_begun {
                self.hold();
            }
        }
        self.news()
    }

    /// Restores the desktop, and waits for it for a while. Returns what there is to say about it.
    pub(crate) async fn end(&mut self) -> Vec<String> {
        if let Some(looks) = self.looks.take() {
            looks.end().await;
        }
        std::iter::from_fn(|| self.told.try_recv().ok()).collect()
    }

    fn hold(&self) {
        if let Some(looks) = &self.looks {
            looks.hold(self.level);
        }
    }

    fn news(&self) -> News {
        let cap = self.cap.load(Relaxed);
        let max_kbit = (cap != UNCAPPED).then_some(cap);
        News::Bandwidth { level: self.level, kbit_s: self.media.kbit_s(), max_kbit }
    }
}
