//! The bandwidth of a session: the level, the cap, and the current bit rate. The User alone decides about
//! it, within the owner's policy.

use appearance::Level;
use session::bandwidth::BandwidthRequest;
use tokio::sync::mpsc;

use crate::person::{UserError, UserNotice};
use crate::picture::{MediaHandle, RateControl};
use crate::platform::appearance::{Appearance, AppearanceEvent, DesktopSettings};
use crate::policy::Forbidden;
use crate::supervisor::Supervisor;

/// Keeps the level and the cap of one session.
pub(crate) struct Bandwidth {
    level: Level,
    /// The one that the owner has set.
    only: Option<Level>,
    rates: RateControl,
    media: MediaHandle,
    /// `None` where there is no desktop.
    appearance: Option<Appearance>,
    /// What it reports.
    pub(crate) events: mpsc::Receiver<AppearanceEvent>,
    /// The Helper has seen the screen: the level holds on the desktop, too.
    has_begun: bool,
}

impl Bandwidth {
    /// Applies the level to the pictures now, to the desktop from [`Self::begin`]. Without a
    /// desktop only the pictures change.
    pub(crate) fn new(
        (level, only): (Level, Option<Level>),
        max_kbit: Option<u32>,
        media: MediaHandle,
        desktop: Option<DesktopSettings>,
        supervisor: &Supervisor,
    ) -> Self {
        media.set_level(level);
        let spawned = desktop.and_then(|desktop| match Appearance::spawn(desktop, supervisor) {
            Ok(spawned) => Some(spawned),
            Err(error) => {
                tracing::warn!(%error, "the appearance of the desktop is not changed");
                None
            }
        });
        let (appearance, events) = match spawned {
            Some((appearance, events)) => (Some(appearance), events),
            None => (None, mpsc::channel(1).1),
        };
        let rates = RateControl::new(media.clone(), max_kbit);
        Self { level, only, rates, media, appearance, events, has_begun: false }
    }

    /// What keeps the bit rates.
    pub(crate) fn rates(&self) -> RateControl {
        self.rates.clone()
    }

    /// The Helper sees the screen from here on. Reports the level if anything is given up.
    pub(crate) fn begin(&mut self) -> Option<UserNotice> {
        if std::mem::replace(&mut self.has_begun, true) || self.level == Level::None {
            return None;
        }
        self.hold();
        Some(self.notice())
    }

    /// Does what the User requests, whole or not at all, and reports what holds.
    pub(crate) fn request(&mut self, request: BandwidthRequest) -> UserNotice {
        if let (Some(level), Some(only)) = (request.level, self.only)
            && level != only
        {
            return UserNotice::Error(UserError::Forbidden(Forbidden::Level { only }));
        }
        if let Some(cap) = request.max_kbit {
            self.rates.set_cap(cap);
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
        self.notice()
    }

    /// Restores the desktop, and waits for it for a while. Returns the last events of it.
    pub(crate) async fn end(&mut self) -> Vec<AppearanceEvent> {
        if let Some(appearance) = self.appearance.take() {
            appearance.end().await;
        }
        std::iter::from_fn(|| self.events.try_recv().ok()).collect()
    }

    fn hold(&self) {
        if let Some(appearance) = &self.appearance {
            appearance.set_level(self.level);
        }
    }

    fn notice(&self) -> UserNotice {
        let max_kbit = self.rates.cap_kbit_s();
        UserNotice::Bandwidth { level: self.level, kbit_s: self.media.kbit_s(), max_kbit }
    }
}

#[cfg(test)]
mod tests {
    use picture::refinement::TileBudget;

    use super::*;

    #[test]
    fn a_lowered_cap_binds_tiles_at_once() {
        let media = MediaHandle::without_thread();
        let (supervisor, _died) = Supervisor::new();
        let mut bandwidth =
            Bandwidth::new((Level::None, None), None, media.clone(), None, &supervisor);
        bandwidth.rates().allow_tiles();
        bandwidth.rates().on_estimate(6_000);
        let uncapped = TileBudget { kbit_s: 6_000, cap_kbit_s: None };
        assert_eq!(media.ordered_rates(), (Some(6_000), Some(uncapped)));
        bandwidth.request(BandwidthRequest { max_kbit: Some(500), ..BandwidthRequest::default() });
        let capped = TileBudget { kbit_s: 500, cap_kbit_s: Some(500) };
        assert_eq!(media.ordered_rates(), (Some(500), Some(capped)));
    }
}
