//! Changes the desktop and restores it: reads, plans, records, and only then changes.

use appearance::Level;
use appearance::plan::{Change, DesktopKind, Value, degradations, plan};
use rand_core::{OsRng, RngCore as _};

use super::settings::Settings;
use super::store::{Lock, Store, StoreError};

/// Why the desktop is not as it should be.
#[derive(Debug, thiserror::Error)]
pub enum AppearanceError {
    /// The record of the changes cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What to undo could not be remembered, so that nothing is changed.
    #[error("this account has no folder to remember in how the desktop looked")]
    NoPlace,
    /// Another sharer has changed the desktop, and restores it.
    #[error("another alongside has changed this desktop, and restores it when it ends")]
    Busy,
    /// Some settings do not take their value again.
    #[error("{0} settings of the desktop cannot be restored now")]
    NotRestored(usize),
}

/// How much of a level was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// Everything that this desktop has.
    All,
    /// Nothing: no setting of this desktop is known here, or none can be read.
    Nothing,
}

/// Keeps the desktop at a level.
pub(super) struct Keeper<S> {
    settings: S,
    store: Option<Store>,
    kind: DesktopKind,
    display: String,
    /// Marks our plain background.
    token: String,
    /// INVARIANT: not empty only while `lock` is held; what could not be restored then is in the
    /// record, for the next sharer that takes the desktop.
    changes: Vec<Change>,
    lock: Option<Lock>,
}

impl<S: Settings> Keeper<S> {
    /// A keeper that has changed nothing.
    pub(super) fn new(
        settings: S,
        store: Option<Store>,
        kind: DesktopKind,
        display: String,
    ) -> Self {
        let token = format!("plain-{:016x}", OsRng.next_u64());
        Self { settings, store, kind, display, token, changes: Vec::new(), lock: None }
    }

    /// Restores what a session that did not end properly has left behind. Returns how many changes
    /// there were.
    pub(super) fn recover(&mut self) -> Result<usize, AppearanceError> {
        let Some(store) = self.store.as_ref().filter(|store| store.has_record()) else {
            return Ok(0);
        };
        let store = store.clone();
        self.take(&store)?;
        let count = self.changes.len();
        self.restore().map(|()| count)
    }

    /// Takes the desktop, and the changes that an earlier session may have left there.
    fn take(&mut self, store: &Store) -> Result<(), AppearanceError> {
        if self.lock.is_none() {
            let lock = store.lock()?.ok_or(AppearanceError::Busy)?;
            self.changes = store.read()?;
            self.lock = Some(lock);
        }
        Ok(())
    }

    /// Brings the desktop to a level.
    pub(super) fn keep(&mut self, level: Level) -> Result<Kept, AppearanceError> {
        let degradations: Vec<_> = degradations(self.kind, level).collect();
        if degradations.is_empty() && self.changes.is_empty() {
            return Ok(kept_of(level, self.kind != DesktopKind::Other));
        }
        let store = self.store.clone().ok_or(AppearanceError::NoPlace)?;
        if self.lock.is_none() {
            self.take(&store)?;
            let left = std::mem::take(&mut self.changes);
            self.changes = self.undo(left);
        }
        let mut read = Vec::new();
        for wish in degradations {
            let properties = wish.channel().map(|channel| self.settings.properties(channel));
            let properties = properties.unwrap_or_default();
            for wanted in wish.wanted(&self.display, &properties, &self.token) {
                let value = self.settings.read(&wanted.place);
                read.push((wanted, value));
            }
        }
        let plan = plan(&self.changes, &read);
        let left = self.undo(plan.undo);
        let not_restored = left.len();
        self.changes = plan.keep.into_iter().chain(left).collect();
        let recorded: Vec<_> = self.changes.iter().chain(&plan.make).cloned().collect();
        if recorded.is_empty() {
            store.clear()?;
        } else {
            store.write(&recorded)?;
        }
        for change in plan.make {
            self.settings.write(&change.place, Some(&change.ours));
            if self.may_be_ours(&change) {
                self.changes.push(change);
            }
        }
        if not_restored > 0 {
            return Err(AppearanceError::NotRestored(not_restored));
        }
        let knows = |(_, value): &(_, Value)| matches!(value, Value::Is(_) | Value::Absent);
        // A window manager alone may have no wallpaper.
        Ok(kept_of(level, self.kind == DesktopKind::Bare || read.iter().any(knows)))
    }

    /// Brings everything back that is still as we made it.
    pub(super) fn restore(&mut self) -> Result<(), AppearanceError> {
        let (Some(store), Some(lock)) = (&self.store, self.lock.take()) else { return Ok(()) };
        let (store, changes) = (store.clone(), std::mem::take(&mut self.changes));
        self.settings.retry();
        let left = self.undo(changes);
        let kept = if left.is_empty() { store.clear() } else { store.write(&left) };
        // Only now may another sharer begin.
        drop(lock);
        kept?;
        if left.is_empty() { Ok(()) } else { Err(AppearanceError::NotRestored(left.len())) }
    }

    /// Undoes changes, the last one first. Returns those that are still as we made them.
    fn undo(&mut self, mut changes: Vec<Change>) -> Vec<Change> {
        let mut left = Vec::new();
        while let Some(change) = changes.pop() {
            match self.settings.read(&change.place) {
                Value::Is(value) if value == change.ours => {
                    self.settings.write(&change.place, change.before.as_deref());
                    if self.may_be_ours(&change) {
                        left.push(change);
                    }
                }
                // The User has chosen something else meanwhile, or there is nothing to restore.
                Value::Is(_) | Value::Absent | Value::DisplayGone => {}
                Value::Unknown => left.push(change),
            }
        }
        left.reverse();
        left
    }

    /// Whether a setting may still be as we made it.
    fn may_be_ours(&mut self, change: &Change) -> bool {
        match self.settings.read(&change.place) {
            Value::Is(value) => value == change.ours,
            Value::Unknown => true,
            Value::Absent | Value::DisplayGone => false,
        }
    }
}

/// Below the level that takes the wallpaper, some desktops have nothing to give up.
fn kept_of(level: Level, is_known: bool) -> Kept {
    if is_known || level < Level::NoBackground { Kept::All } else { Kept::Nothing }
}

#[cfg(test)]
mod tests;
