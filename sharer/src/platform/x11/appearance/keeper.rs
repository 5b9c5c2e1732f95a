//! Changes the desktop and restores it: reads, plans, records, and only then changes.

use rand_core::{OsRng, RngCore as _};

use super::store::{Lock, Store, StoreError};
use appearance::Level;
use appearance::plan::{Change, Kind, Place, Value, plan, wishes};

/// The settings of a desktop. No call may take for ever.
pub(super) trait Settings {
    /// The properties of a channel of Xfconf.
    fn properties(&mut self, channel: &str) -> Vec<String>;

    /// What a setting is.
    fn read(&mut self, place: &Place) -> Value;

    /// What did not answer is asked again.
    fn retry(&mut self);

    /// Changes a setting; `None` takes it away. Whether it did is read afterwards.
    fn write(&mut self, place: &Place, value: Option<&str>);
}

/// Why the desktop does not look as it should.
#[derive(Debug, thiserror::Error)]
pub enum LooksError {
    /// The record is in the way.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What to undo could not be remembered, so that nothing is done.
    #[error("this account has no folder to remember in how the desktop looked")]
    NoPlace,
    /// Another sharer has changed the desktop, and restores it.
    #[error("another alongside has changed this desktop, and restores it when it ends")]
    Busy,
    /// Some settings do not take their value again.
    #[error("{0} settings of the desktop cannot be restored now")]
    NotRestored(usize),
}

/// How much of a wish was fulfilled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// All that this desktop has.
    All,
    /// Nothing: it has nothing of what is known here, or does not tell.
    Nothing,
}

/// Holds the desktop at a level.
pub(super) struct Keeper<S> {
    settings: S,
    store: Option<Store>,
    kind: Kind,
    display: String,
    /// Names our plain background.
    token: String,
    /// INVARIANT: not empty only while `lock` is held; what could not be restored then stands in the
    /// record, for whoever takes the desktop next.
    held: Vec<Change>,
    lock: Option<Lock>,
}

impl<S: Settings> Keeper<S> {
    /// A keeper that has changed nothing.
    pub(super) fn new(settings: S, store: Option<Store>, kind: Kind, display: String) -> Self {
        let token = format!("plain-{:016x}", OsRng.next_u64());
        Self { settings, store, kind, display, token, held: Vec::new(), lock: None }
    }

    /// Restores what a session that did not end properly has left behind. Returns how many changes
    /// there were.
    pub(super) fn recover(&mut self) -> Result<usize, LooksError> {
        let Some(store) = self.store.as_ref().filter(|store| store.has_record()) else {
            return Ok(0);
        };
        let store = store.clone();
        self.take(&store)?;
        let count = self.held.len();
        self.restore().map(|()| count)
    }

    /// Takes the desktop, and what somebody may have left there.
    fn take(&mut self, store: &Store) -> Result<(), LooksError> {
        if self.lock.is_none() {
            let lock = store.lock()?.ok_or(LooksError::Busy)?;
            self.held = store.read()?;
            self.lock = Some(lock);
        }
        Ok(())
    }

    /// Brings the desktop to a level.
    pub(super) fn hold(&mut self, level: Level) -> Result<Held, LooksError> {
        let wishes: Vec<_> = wishes(self.kind, level).collect();
        if wishes.is_empty() && self.held.is_empty() {
            return Ok(held_of(level, self.kind != Kind::Other));
        }
        let store = self.store.clone().ok_or(LooksError::NoPlace)?;
        if self.lock.is_none() {
            self.take(&store)?;
            let held = std::mem::take(&mut self.held);
            self.held = self.undo(held);
        }
        let mut read = Vec::new();
        for wish in wishes {
            let properties = wish.channel().map(|channel| self.settings.properties(channel));
            let properties = properties.unwrap_or_default();
            for wanted in wish.wanted(&self.display, &properties, &self.token) {
                let value = self.settings.read(&wanted.place);
                read.push((wanted, value));
            }
        }
        let plan = plan(&self.held, &read);
        let left = self.undo(plan.undo);
        let not_restored = left.len();
        self.held = plan.keep.into_iter().chain(left).collect();
        let recorded: Vec<_> = self.held.iter().chain(&plan.make).cloned().collect();
        if recorded.is_empty() {
            store.clear()?;
        } else {
            store.write(&recorded)?;
        }
        for change in plan.make {
            self.settings.write(&change.place, Some(&change.ours));
            if self.may_be_ours(&change) {
                self.held.push(change);
            }
        }
        if not_restored > 0 {
            return Err(LooksError::NotRestored(not_restored));
        }
        let knows = |(_, value): &(_, Value)| matches!(value, Value::Is(_) | Value::Absent);
        // A window manager alone may well have no wallpaper.
        Ok(held_of(level, self.kind == Kind::Bare || read.iter().any(knows)))
    }

    /// Brings everything back that is still as we made it.
    pub(super) fn restore(&mut self) -> Result<(), LooksError> {
        let (Some(store), Some(lock)) = (&self.store, self.lock.take()) else { return Ok(()) };
        let (store, held) = (store.clone(), std::mem::take(&mut self.held));
        self.settings.retry();
        let left = self.undo(held);
        let kept = if left.is_empty() { store.clear() } else { store.write(&left) };
        // Only now may somebody else begin.
        drop(lock);
        kept?;
        if left.is_empty() { Ok(()) } else { Err(LooksError::NotRestored(left.len())) }
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
                Value::Is(_) | Value::Absent | Value::Gone => {}
                Value::Unknown => left.push(change),
            }
        }
        left.reverse();
        left
    }

    /// Whether a setting is as we made it, as far as it can be told.
    fn may_be_ours(&mut self, change: &Change) -> bool {
        match self.settings.read(&change.place) {
            Value::Is(value) => value == change.ours,
            Value::Unknown => true,
            Value::Absent | Value::Gone => false,
        }
    }
}

/// Below the level that takes the wallpaper, some desktops have nothing to give up.
fn held_of(level: Level, is_known: bool) -> Held {
    if is_known || level < Level::NoBackground { Held::All } else { Held::Nothing }
}

#[cfg(test)]
mod tests;
