//! The page is loaded again within the session.

use protocol::sealed::Introduction;
use protocol::time::Tick;
use protocol::transfer::{TransferKind, TransferStop};

use super::{Connected, Phase, Reach, Session};
use crate::log::LogEvent;
use crate::outcome::Notice;
use crate::state::context::Context;
use crate::state::kept::KeptSession;
use crate::state::negotiation::Negotiation;
use crate::state::output::Output;
use crate::state::path::PathId;
use crate::state::rights::Rights;

impl Connected {
    /// What the next page needs to go on. `None` when the sharer would not wait for it.
    pub(in crate::state) fn keep<R>(&self, cx: &Context<R>, now: Tick) -> Option<KeptSession> {
        let left = self.reach.left(now)?;
        let Session { signal, user, named, identity, remember, view_only, system, reconnect_for } =
            &self.session;
        let ((secret, counter), (binding, remembers)) = (signal.keep(), remember.keep());
        Some(KeptSession {
            left_ms: u64::try_from(left.as_millis()).ok()?,
            secret,
            counter,
            binding,
            user: user.clone(),
            named: named.clone(),
            identity: identity.as_ref().map(|identity| (identity.name.clone(), identity.key)),
            remembers,
            view_only: *view_only,
            system: *system,
            reconnect_s: u32::try_from(reconnect_for.as_secs()).ok()?,
            phase: self.phase.to_wire()?,
            is_paused: self.is_paused,
            has_prompt: self.has_prompt,
            is_control_requested: self.is_control_requested,
            is_giving_up: self.is_giving_up,
            is_admitted: self.is_admitted,
            wanted: self.rights.wanted(),
            has_files: self.files.view().iter().any(|file| !file.state.is_over()),
            path: cx.next_path().0,
            reach: self.reach.keep(),
        })
    }

    /// The files that stop when the page is loaded again, as the session log has them.
    pub(in crate::state) fn stopped_by_reload(&self) -> impl Iterator<Item = LogEvent> {
        self.transfers.ids().filter_map(|id| {
            let TransferKind::File(file) = self.transfers.what(id)? else { return None };
            let (sender, outcome) = (id.chosen_by(), Err(TransferStop::PageReloaded));
            Some(LogEvent::File { file: file.clone(), sender, outcome })
        })
    }

    /// The page goes away, and comes back perhaps. It is said twice, on the path and through the server: a page
    /// that closes may lose either.
    pub(in crate::state) fn go_away<R>(mut self, cx: &mut Context<R>) {
        self.reach.say_away(cx);
        self.session.signal.send(&Introduction::Away {}, cx);
        cx.close();
    }

    /// The page is likely to go away. Whoever closes all connections then may lose the goodbye.
    pub(in crate::state) fn say_leaving<R>(&mut self, cx: &mut Context<R>) {
        self.session.signal.send(&Introduction::Leaving {}, cx);
    }

    /// Goes on with the session from before the page was loaded. `None` when what was kept makes no sense.
    pub(in crate::state) fn resume<R>(
        kept: &KeptSession,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Option<Self> {
        cx.begin_at(PathId(kept.path));
        let reach = Reach::resume(kept, Negotiation::none(cx.skip_path()), now).ok()?;
        cx.push(Output::Log(LogEvent::Reloaded));
        if kept.has_files {
            cx.push(Output::Notify(Notice::FilesReloaded));
        }
        Some(Self {
            phase: Phase::from_wire(kept.phase)?,
            is_paused: kept.is_paused,
            has_prompt: kept.has_prompt,
            is_control_requested: kept.is_control_requested,
            is_giving_up: kept.is_giving_up,
            is_admitted: kept.is_admitted,
            rights: Rights::wanting(kept.wanted),
            ..Self::new(Session::resume(kept, now), reach, now)
        })
    }
}
