//! What goes on with the messages in a page that was loaded again.

use core::time::Duration;

use protocol::limits::RELOAD_TIMEOUT;
use protocol::peer::ToSharer;
use protocol::time::Tick;
use transport::delivery::{Inbox, Outbox, OutboxFull};

use super::{Reach, size};
use crate::state::context::Context;
use crate::state::kept::{KeptReach, KeptSession};
use crate::state::negotiation::Negotiation;
use crate::state::output::Output;

impl Reach {
    /// A page that was loaded again: there is no path, and the sharer is looked for. What holds is asked for
    /// first, after what may not have arrived.
    pub(in crate::state) fn resume(
        kept: &KeptSession,
        direct: Negotiation,
        now: Tick,
    ) -> Result<Self, OutboxFull> {
        let mut outbox = Outbox::after(kept.reach.said);
        for (number, message) in &kept.reach.unacknowledged {
            outbox.restore(*number, message.clone(), size(message))?;
        }
        for message in [ToSharer::ShowsLosslessTiles {}, ToSharer::Reloaded {}] {
            let bytes = size(&message);
            outbox.push(message, bytes)?;
        }
        Ok(Self {
            was_used: true,
            uses: kept.reach.uses,
            outbox,
            inbox: Inbox::after(kept.reach.received),
            inputs: Outbox::after(kept.reach.inputs),
            lane_opens: None,
            is_silent: true,
            lost_until: Some(now + kept.left()),
            ..Self::without_lane(direct, now)
        })
    }

    /// The numbers and the messages for [`Self::resume`].
    pub(in crate::state) fn keep(&self) -> KeptReach {
        let messages = self.outbox.unacknowledged();
        KeptReach {
            uses: self.uses,
            received: self.inbox.last(),
            said: self.outbox.last(),
            inputs: self.inputs.last(),
            unacknowledged: messages.map(|(number, message)| (number, message.clone())).collect(),
        }
    }

    /// How long the sharer waits when the page goes away now. `None` when it has not used a path.
    pub(in crate::state) fn left(&self, now: Tick) -> Option<Duration> {
        self.was_used.then(|| match self.lost_until {
            Some(until) => until.since(now),
            None => RELOAD_TIMEOUT,
        })
    }

    /// The page goes away. It is said on this path alone: on another one the page would be back.
    pub(in crate::state) fn say_away<R>(&self, cx: &mut Context<R>) {
        if let Some(path) = self.active {
            cx.push(Output::Control(path, self.envelope(0, ToSharer::Away {})));
        }
    }
}
