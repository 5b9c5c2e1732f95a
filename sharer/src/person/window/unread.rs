//! What the Helper wrote while no window shows the conversation: the bar says it to a screen reader, once, and shows how
//! many messages wait.

use std::collections::VecDeque;

use super::state::{Entry, State};
use crate::words::window::sharing as words;

/// Messages that stand in the bar. Of more, the oldest are left out; all are in the conversation.
const MOST: usize = 4;

/// The messages that nobody has seen, as the windows were drawn last.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// Messages that had come by then.
    known: u32,
    /// Those that came while it was not shown, as sentences.
    pub(super) said: VecDeque<String>,
    /// How many they are, with those that are left out.
    pub(super) count: u32,
}

impl Unread {
    /// The windows are drawn. `is_shown`: the conversation is, and says itself what is new.
    pub(super) fn look(&mut self, state: &State, is_shown: bool) {
        if is_shown {
            self.said.clear();
            self.count = 0;
        }
        // Until then what comes is not in the conversation, either.
        if state.question.is_some() {
            return;
        }
        let known = std::mem::replace(&mut self.known, state.received);
        let new = if is_shown { 0 } else { self.known.saturating_sub(known) };
        self.count = self.count.saturating_add(new);
        let Some(helper) = state.helper.as_ref().filter(|_| new > 0) else { return };
        let texts = state.conversation.iter().rev().filter_map(|entry| match entry {
            Entry::Chat { text, is_own: false, .. } => Some(text),
            Entry::Chat { .. } | Entry::Note(_) | Entry::Unsaid(_) => None,
        });
        let newest = texts.take(MOST.min(new as usize));
        let newest: Vec<_> = newest.map(|text| words::wrote(helper, text)).collect();
        self.said.extend(newest.into_iter().rev());
        while self.said.len() > MOST {
            self.said.pop_front();
        }
    }
}
